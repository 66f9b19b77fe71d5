import pytest

from federations.enums import Role
from tests.factories.desks import Desk
from tests.factories.organisation import ChapterFactory, RegionFactory, UnitFactory
from tests.factories.support import SupportRatingFactory
from tests.factories.users import user_with
from workplan.models import SupportRating

AUTUMN = "2021-09-15 10:00"
LATER = "2021-10-25 10:00"
PAGE = "/2021/wilayah/31/dukungan/"
NATION = "/2021/dukungan/"
SAID = {
    "korwil-version": "0",
    "korwil-in_time": "mostly",
    "korwil-useful": "fully",
    "korwil-word": "Cepat.",
    "den-version": "0",
    "den-word": "",
}


@pytest.fixture
def desk(db, clock):
    clock(AUTUMN)
    return Desk()


def form_url(desk, quarter=3):
    return f"{PAGE}{desk.chapter.code}/{quarter}/"


def rated(desk, count, **terms):
    return [
        SupportRatingFactory(year=desk.year, chapter=ChapterFactory(region=desk.region), **terms)
        for _number in range(count)
    ]


# --- a chapter's answers ------------------------------------------------------------------------------


def test_the_form_says_who_reads_the_answers(sign_in, desk):
    page = sign_in(desk.rep).get(form_url(desk)).content.decode()

    assert "Siapa yang membaca ini?" in page
    assert "sedikitnya 3 federasi" in page


def test_answering_for_one_supporter_keeps_that_one(sign_in, desk):
    answer = sign_in(desk.rep).post(form_url(desk), SAID)

    assert answer["Location"] == PAGE
    assert list(SupportRating.objects.values_list("supporter", "in_time", "word", "rated_by")) == [
        ("korwil", "mostly", "Cepat.", desk.rep.pk)
    ]


def test_half_an_answer_is_refused_and_nothing_typed_is_lost(sign_in, desk):
    page = sign_in(desk.rep).post(form_url(desk), {**SAID, "korwil-useful": ""})

    assert page.status_code == 422
    assert list(page.context["forms"][0].errors) == ["useful"]
    assert "Cepat." in page.content.decode()
    assert not SupportRating.objects.exists()


def test_an_answer_can_be_changed(sign_in, desk):
    client = sign_in(desk.rep)
    client.post(form_url(desk), SAID)

    client.post(form_url(desk), {**SAID, "korwil-version": "1", "korwil-in_time": "no"})

    assert SupportRating.objects.get().in_time == "no"


def test_a_colleague_s_newer_answer_is_shown_beside_one_s_own(sign_in, desk):
    client = sign_in(desk.rep)
    client.post(form_url(desk), SAID)

    page = client.post(form_url(desk), {**SAID, "korwil-in_time": "no"})

    assert page.status_code == 409
    assert page.context["clash"]["rows"] == [
        ("Korwil: Apakah tepat waktu?", "Tidak", "Sebagian besar")
    ]  # fmt: skip
    assert SupportRating.objects.get().in_time == "mostly"
    assert [form["version"].value() for form in page.context["forms"]] == ["1", "0"]


def test_of_two_versions_the_stored_one_can_stay(sign_in, desk):
    client = sign_in(desk.rep)
    client.post(form_url(desk), SAID)

    client.post(form_url(desk), {**SAID, "korwil-in_time": "no", "clash": "stored"})

    assert SupportRating.objects.get().in_time == "mostly"


def test_a_late_answer_is_told_so_and_changes_nothing(sign_in, desk, clock):
    clock(LATER)
    client = sign_in(desk.rep)

    client.post(form_url(desk), SAID)

    assert "tidak dapat dinilai sekarang" in client.get(PAGE).content.decode()
    assert not SupportRating.objects.exists()


def test_after_it_closed_one_reads_one_s_own_answer(sign_in, desk, clock):
    sign_in(desk.rep).post(form_url(desk), SAID)
    clock(LATER)

    page = sign_in(desk.rep).get(form_url(desk)).content.decode()

    assert "Cepat." in page
    assert "<textarea" not in page


@pytest.mark.parametrize("who", ["coordinator", "secretary", "admin"])
def test_others_neither_open_nor_answer_for_a_chapter(sign_in, desk, who):
    client = sign_in(getattr(desk, who))

    statuses = [client.get(form_url(desk)).status_code, client.post(form_url(desk), SAID).status_code]

    assert statuses == [403, 403]
    assert not SupportRating.objects.exists()


def test_another_region_s_chapter_does_not_exist(sign_in, desk):
    stranger = user_with(Role.REPRESENTATIVE, chapter=ChapterFactory(region=RegionFactory(code="32")))

    assert sign_in(stranger).post(form_url(desk), SAID).status_code == 404


@pytest.mark.parametrize("quarter", [0, 5])
def test_a_year_has_four_quarters(sign_in, desk, quarter):
    assert sign_in(desk.rep).get(form_url(desk, quarter)).status_code == 404


# --- a region's sums ------------------------------------------------------------------------------------


def test_the_page_offers_a_representative_what_is_open(sign_in, desk):
    of_rep = sign_in(desk.rep).get(PAGE)

    assert [(each["quarter"].number, each["has_answered"]) for each in of_rep.context["own"]] == [(3, False)]
    assert form_url(desk) in of_rep.content.decode()


def test_the_coordinator_reads_sums_and_never_who(sign_in, desk, clock):
    rows = rated(desk, 3, word="Sebuah kata.")
    clock(LATER)

    page = sign_in(desk.coordinator).get(PAGE)

    text = page.content.decode()
    assert page.context["own"] == []
    assert "3 dari 4 federasi menjawab" in text
    assert text.count("Sebuah kata.") == 3
    assert [row.chapter.federation.code in text for row in rows] == [False] * 3


def test_with_two_answers_the_coordinator_reads_nothing(sign_in, desk, clock):
    rated(desk, 2, word="Rahasia.")
    clock(LATER)

    text = sign_in(desk.coordinator).get(PAGE).content.decode()

    assert "Belum cukup jawaban" in text
    assert "Rahasia." not in text


def test_while_answers_are_taken_only_their_number_is_told(sign_in, desk):
    rated(desk, 4, word="Rahasia.")

    text = sign_in(desk.coordinator).get(PAGE).content.decode()

    assert "4 dari 5 federasi menjawab" in text
    assert "Rahasia." not in text


def test_the_page_is_for_those_who_promise_and_for_the_nation(sign_in, desk):
    people = {
        "coordinator": desk.coordinator,
        "rep": desk.rep,
        "auditor": user_with(Role.AUDITOR),
        "unit": user_with(Role.UNIT_OFFICER, unit=UnitFactory(region=desk.region)),
        "stranger": user_with(Role.COORDINATOR, region=RegionFactory(code="32")),
    }

    statuses = {name: sign_in(user).get(PAGE).status_code for name, user in people.items()}

    assert statuses == {"coordinator": 200, "rep": 200, "auditor": 200, "unit": 403, "stranger": 404}


def test_statements_do_not_grow_with_the_answers(sign_in, desk, django_assert_num_queries):
    client = sign_in(desk.coordinator)
    client.get(PAGE)

    for _round in range(2):
        with django_assert_num_queries(8):
            client.get(PAGE)
        rated(desk, 3)


# --- the nation's ---------------------------------------------------------------------------------------


def test_the_nation_reads_region_by_region(sign_in, desk, clock):
    rated(desk, 3)
    clock(LATER)

    page = sign_in(desk.admin).get(NATION)

    assert page.context["quarter"].number == 3
    assert [(line.region.code, line.rows[0].answered) for line in page.context["regions"]] == [("31", 3)]
    assert "3 dari 4" in page.content.decode()


def test_an_open_quarter_can_be_looked_at_and_shows_no_sum(sign_in, desk):
    rated(desk, 3)

    page = sign_in(desk.admin).get(NATION, {"triwulan": "3"})

    assert not page.context["has_closed"]
    assert not page.context["regions"][0].rows[0].is_shown


def test_before_the_year_there_is_nothing(sign_in, desk, clock):
    clock("2020-12-31 10:00")

    assert "Belum ada triwulan" in sign_in(desk.admin).get(NATION).content.decode()


def test_the_nation_s_page_is_not_for_a_region(sign_in, desk):
    assert sign_in(desk.coordinator).get(NATION).status_code == 403
