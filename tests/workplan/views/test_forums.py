import pytest

from tests.factories.forums import TYPED, Rakornas
from tests.factories.meetings import ParticipantFactory
from tests.factories.organisation import UnitFactory
from tests.factories.users import PersonFactory
from workplan.actions import dispositions
from workplan.models import Consequence, Decision, Disposition, Meeting

pytestmark = pytest.mark.django_db

FORUM = "/rakerwil/2021-rakornas-1/masukan-wilayah/"
POSTED = {
    "seen": "0",
    "outcome": "accepted",
    "answer": "Sejalan dengan rencana DEN.",
    "owner": "Departemen Organisasi DEN",
    "due_on": "2022-03-31",
    "way": "consensus",
}


@pytest.fixture
def rakornas(clock):
    clock("2021-10-28 11:00")
    return Rakornas()


def test_the_national_office_calls_a_forum_in_with_the_coordinators_on_its_list(sign_in, rakornas):
    rakornas.coordinator.person = PersonFactory()
    rakornas.coordinator.save()
    page = "/2021/rakornas/rapat/baru/"
    client = sign_in(rakornas.admin)
    token = client.get(page).context["form"]["token"].value()

    client.post(
        page,
        {
            "token": str(token),
            "kind": "rakernas",
            "title": "Rakernas 2021",
            "held_on": "2021-12-10",
            "begins_at": "09:00",
            "venue": "Wisma",
            "city": "Bogor",
            "quorum_percent": "50",
            "with_coordinators": "on",
        },
    )

    meeting = Meeting.objects.get(kind="rakernas")
    assert (meeting.slug, meeting.region, meeting.participants.count()) == ("2021-rakernas-1", None, 1)
    assert client.get("/rakerwil/2021-rakernas-1/").status_code == 200


@pytest.mark.parametrize(
    "place",
    ["", "acara/", "agenda/", "peserta/", "surat/", "notulen/", "dokumen/", "masukan-wilayah/", "layar/"],
)
def test_every_page_of_a_meeting_opens_for_the_forum(sign_in, rakornas, place):
    rakornas.take_up()

    assert sign_in(rakornas.admin).get(f"/rakerwil/2021-rakornas-1/{place}").status_code == 200


@pytest.mark.parametrize("kind", ["susunan-acara", "daftar-hadir", "berita-acara", "keputusan", "laporan"])
def test_its_papers_are_made_with_the_confederations_letterhead(sign_in, rakornas, kind):
    matter = rakornas.take_up()[0]
    sign_in(rakornas.admin).post(f"{FORUM}{matter.pk}/putuskan/", POSTED)

    response = sign_in(rakornas.admin).get(f"/rakerwil/2021-rakornas-1/dokumen/{kind}.docx")

    assert (response.status_code, response.content[:2]) == (200, b"PK")


def test_one_form_decides_answers_and_publishes(sign_in, rakornas):
    matter = rakornas.take_up()[0]

    sign_in(rakornas.admin).post(f"{FORUM}{matter.pk}/putuskan/", POSTED)

    answer = Disposition.objects.get()
    assert (answer.is_published, answer.decision.code, answer.decision.meeting) == (
        True,
        "K-1",
        rakornas.forum,
    )
    page = sign_in(rakornas.rep).get("/rakerwil/31-2021-1/rekomendasi/1/").content.decode()
    assert "Rakornas 2021, K-1" in page


def test_what_is_missing_stays_on_the_page(sign_in, rakornas):
    matter = rakornas.take_up()[0]

    response = sign_in(rakornas.admin).post(f"{FORUM}{matter.pk}/putuskan/", {**POSTED, "owner": ""})

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["owner"])
    assert Decision.objects.count() == 0


def test_several_are_decided_as_drafted(sign_in, rakornas):
    for matter in rakornas.take_up():
        dispositions.draft(matter.subject, seen=0, by=rakornas.admin, **TYPED)
    client = sign_in(rakornas.admin)
    rows = [value for value, _label in client.get(FORUM).context["together"].fields["rows"].choices]

    client.post(FORUM, {"rows": rows, "way": "consensus"})

    assert (Decision.objects.count(), Disposition.objects.published().count()) == (3, 3)


def test_coordinators_read_it_once_it_is_called_in_and_decide_nothing(sign_in, rakornas):
    matter = rakornas.take_up()[0]
    dispositions.draft(matter.subject, seen=0, by=rakornas.admin, **TYPED)
    client = sign_in(rakornas.coordinator)

    page = client.get(FORUM)

    assert (page.status_code, TYPED["answer"] in page.content.decode()) == (200, False)
    assert page.context["lines"][0]["answer"] is None
    assert client.post(FORUM, {}).status_code == 403
    assert client.get(f"{FORUM}{matter.pk}/putuskan/").status_code == 403


def test_a_draft_of_a_forum_is_the_national_offices(sign_in, rakornas):
    Meeting.objects.filter(pk=rakornas.forum.pk).update(state="draft", started_at=None)

    assert sign_in(rakornas.coordinator).get(FORUM).status_code == 404


def test_an_action_of_the_nation_is_made_of_an_answer_and_both_pages_say_so(sign_in, rakornas):
    matter = rakornas.take_up()[0]
    client = sign_in(rakornas.admin)
    client.post(f"{FORUM}{matter.pk}/putuskan/", POSTED)
    answer = Disposition.objects.get()
    UnitFactory()
    page = f"/2021/rakornas/jawaban/{answer.pk}/tindak-lanjut/"
    owner = client.get(page).context["form"].fields["owner"].choices[-1][1][0][0]

    client.post(page, {"text": "Tugaskan dua organiser.", "owner": owner, "due_on": "2022-03-31"})

    action = Consequence.objects.get().action
    assert action.meeting == rakornas.forum
    recommendation = client.get("/rakerwil/31-2021-1/rekomendasi/1/").content.decode()
    assert "Tugaskan dua organiser." in recommendation
    assert (
        answer.subject.title
        in client.get(f"/rakerwil/2021-rakornas-1/tindak-lanjut/{action.number}/").content.decode()
    )


@pytest.mark.parametrize("word", ["indikator", "target"])
def test_without_a_coming_year_the_page_says_what_to_do(sign_in, rakornas, word):
    matter = rakornas.take_up()[0]
    client = sign_in(rakornas.admin)
    client.post(f"{FORUM}{matter.pk}/putuskan/", POSTED)

    response = client.get(f"/2021/rakornas/jawaban/{Disposition.objects.get().pk}/{word}/")

    assert response["Location"] == "/rakerwil/31-2021-1/rekomendasi/1/"


def test_the_delegates_are_counted_for_its_quorum(sign_in, rakornas):
    for number in (2, 3):
        ParticipantFactory(meeting=rakornas.forum, number=number)
    matter = rakornas.take_up()[0]

    response = sign_in(rakornas.admin).post(f"{FORUM}{matter.pk}/putuskan/", POSTED)

    assert (response.status_code, Decision.objects.count()) == (422, 0)
