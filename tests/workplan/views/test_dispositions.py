import pytest
from django.urls import reverse

from tests.factories.inputs import BEFORE_RAKORNAS, Outcome
from workplan.actions import national_inputs
from workplan.models import Disposition, Recommendation

pytestmark = pytest.mark.django_db

DESK = "/2021/rakornas/rekomendasi/"
PAGE = "/rakerwil/31-2021-1/rekomendasi/1/"
ANSWER = f"{PAGE}jawaban/"
TYPED = {
    "seen": "0",
    "outcome": "accepted",
    "answer": "Sejalan dengan rencana DEN.",
    "owner": "Departemen Organisasi DEN",
    "due_on": "2022-03-31",
    "note": "Rahasia meja nasional.",
}


@pytest.fixture
def region(clock):
    clock(BEFORE_RAKORNAS)
    outcome = Outcome()
    outcome.recommend(2, title="Kontak poin di kawasan pelabuhan")
    national_inputs.receive(outcome.sent_package(), by=outcome.admin)
    return outcome


@pytest.fixture
def desk(sign_in, region):
    return sign_in(region.admin)


def state():
    return Recommendation.objects.get(number=1).state


def test_the_desk_lists_what_was_received_and_how_many_wait(desk):
    context = desk.get(DESK).context

    assert [line["item"].subject.code for line in context["lines"]] == ["R-1", "R-2"]
    assert context["unanswered"] == 2


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("tampil=belum-dijawab", ["R-2"]),
        ("tampil=terjawab", ["R-1"]),
        ("tampil=rancangan", []),
        ("indikator=ORG-01", ["R-1", "R-2"]),
        ("kepada=employers", []),
        ("wilayah=31&jenis=organising", ["R-1", "R-2"]),
        ("wilayah=99", ["R-1", "R-2"]),
    ],
)
def test_the_desk_is_narrowed(desk, query, codes):
    desk.post(ANSWER, {**TYPED, "publish": "1"})

    lines = desk.get(f"{DESK}?{query}").context["lines"]

    assert [line["item"].subject.code for line in lines] == codes


@pytest.mark.parametrize("rows", [1, 4])
def test_the_desk_takes_as_many_statements_for_one_as_for_four(desk, region, rows, django_assert_num_queries):
    for number in range(3, 3 + rows):
        region.recommend(number, state="received")

    with django_assert_num_queries(8):
        desk.get(DESK)


def test_an_answer_is_drafted_then_published(desk):
    desk.post(ANSWER, TYPED)
    drafted = (state(), Disposition.objects.get().is_published)
    desk.post(ANSWER, {**TYPED, "seen": "1", "publish": "1"})

    assert drafted == ("received", False)
    assert (state(), Disposition.objects.get().is_published) == ("accepted", True)


def test_the_region_reads_the_answer_once_it_is_published_and_never_the_note(sign_in, region):
    desk = sign_in(region.admin)
    desk.post(ANSWER, TYPED)
    before = sign_in(region.rep).get(PAGE).content.decode()
    sign_in(region.admin).post(ANSWER, {**TYPED, "seen": "1", "publish": "1"})
    after = sign_in(region.rep).get(PAGE).content.decode()

    assert [TYPED["answer"] in page for page in (before, after)] == [False, True]
    assert [TYPED["note"] in page for page in (before, after)] == [False, False]
    assert TYPED["owner"] in after


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"owner": ""}, "owner"),
        ({"due_on": ""}, "due_on"),
        ({"answer": ""}, "answer"),
        ({"outcome": "merged"}, "merged_into"),
        ({"outcome": "accepted_amended"}, "wording"),
        ({"outcome": ""}, "outcome"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_nothing_typed_is_lost(desk, changes, field):
    response = desk.post(ANSWER, {**TYPED, **changes})

    form = response.context["form"]
    assert (response.status_code, list(form.errors)) == (422, [field])
    assert form["note"].value() == TYPED["note"]
    assert Disposition.objects.count() == 0


def test_who_was_overtaken_reads_both_and_saves_over_it_knowingly(desk):
    desk.post(ANSWER, TYPED)

    stale = desk.post(ANSWER, {**TYPED, "answer": "Lain sama sekali."})
    again = desk.post(
        ANSWER, {**TYPED, "answer": "Lain sama sekali.", "seen": stale.context["form"].data["seen"]}
    )

    page = stale.content.decode()
    assert (stale.status_code, again.status_code) == (409, 302)
    assert TYPED["answer"] in page
    assert "Lain sama sekali." in page
    assert Disposition.objects.get().answer == "Lain sama sekali."


def test_progress_and_the_end_are_seen_by_the_region(sign_in, region):
    desk = sign_in(region.admin)
    desk.post(ANSWER, {**TYPED, "publish": "1"})
    desk.post(f"{ANSWER}kemajuan/", {"reason": "Dua kontak poin dibentuk."})
    desk.post(f"{ANSWER}terlaksana/", {"reason": "Empat bekerja."})

    page = sign_in(region.coordinator).get(PAGE)

    assert state() == "carried_out"
    assert [step["text"] for step in page.context["progress"]] == [
        "Dua kontak poin dibentuk.",
        "Empat bekerja.",
    ]


def test_an_answer_is_taken_back_with_a_reason(desk):
    desk.post(ANSWER, {**TYPED, "publish": "1"})

    desk.post(f"{ANSWER}cabut/", {"reason": "Salah."})

    assert (state(), Disposition.objects.get().is_published) == ("received", False)


@pytest.mark.parametrize("verb", ["cabut", "kemajuan", "terlaksana"])
def test_verbs_are_posted_by_the_national_office_alone(sign_in, region, verb):
    sign_in(region.admin).post(ANSWER, {**TYPED, "publish": "1"})
    url = f"{ANSWER}{verb}/"

    assert sign_in(region.admin).get(url).status_code == 405
    assert sign_in(region.coordinator).post(url, {"reason": "Saya."}).status_code == 403
    assert state() == "accepted"


def test_without_an_answer_there_is_nothing_to_take_back(desk):
    assert desk.post(f"{ANSWER}cabut/", {"reason": "Salah."}).status_code == 404


def test_the_inbox_leads_to_the_desk(desk):
    assert reverse("disposition_desk", args=[2021]) in desk.get("/2021/rakornas/").content.decode()
