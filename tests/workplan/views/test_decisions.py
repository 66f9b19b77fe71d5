from uuid import uuid4

import pytest

from tests.factories.meetings import DURING, Gathering
from workplan.actions import decisions
from workplan.models import Decision

pytestmark = pytest.mark.django_db

NEW = "/rakerwil/31-2021-1/keputusan/baru/"
EDIT = "/rakerwil/31-2021-1/keputusan/1/ubah/"


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def typed(**changes):
    return {
        "token": str(uuid4()),
        "text": "Tata tertib disahkan.",
        "item": "",
        "way": "consensus",
        "votes_for": "",
        "votes_against": "",
        "abstentions": "",
        **changes,
    }


def test_a_decision_is_recorded_once_with_its_quorum(sign_in, room):
    browser, form = sign_in(room.secretary), typed(item=str(room.plenary.pk))

    for _tap in range(2):
        assert browser.post(NEW, form).url == "/rakerwil/31-2021-1/"

    decision = Decision.objects.get()
    assert (decision.agenda_item, decision.present_count, decision.decided_at) == (room.plenary, 3, DURING)


def test_the_agenda_item_of_the_link_is_chosen_already(sign_in, room):
    form = sign_in(room.secretary).get(NEW, {"acara": room.plenary.pk}).context["form"]

    assert form["item"].value() == str(room.plenary.pk)


def test_counted_votes_are_kept(sign_in, room):
    sign_in(room.secretary).post(NEW, typed(way="counts", votes_for="2", votes_against="1"))

    decision = Decision.objects.get()
    assert (decision.votes_for, decision.votes_against, decision.abstentions) == (2, 1, 0)


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"text": ""}, ["text"]),
        ({"way": "counts"}, ["votes_for", "votes_against"]),
        ({"way": "counts", "votes_for": "-1", "votes_against": "0"}, ["votes_for"]),
        ({"way": "counts", "votes_for": "9", "votes_against": "0"}, ["__all__"]),
        ({"way": "undian"}, ["way"]),
    ],
)
def test_what_is_wrong_is_said_at_its_field(sign_in, room, changes, wrong):
    response = sign_in(room.secretary).post(NEW, typed(**changes))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == wrong
    assert Decision.objects.count() == 0


def test_without_a_quorum_the_rule_is_asked_for_and_kept(sign_in, room):
    room.empty_the_room()
    browser = sign_in(room.secretary)

    refused = browser.post(NEW, typed())
    browser.post(NEW, typed(quorum_waiver="Tata tertib pasal 9."))

    assert "Belum kuorum" in str(refused.context["form"].non_field_errors())
    assert (Decision.objects.get().is_quorate, Decision.objects.get().quorum_waiver) == (
        False,
        "Tata tertib pasal 9.",
    )


def test_after_the_meeting_the_time_is_asked_for(sign_in, clock):
    clock("2021-09-10 18:00")
    room = Gathering("finished")
    browser = sign_in(room.secretary)

    missing = browser.post(NEW, typed())
    browser.post(NEW, typed(clock="10:30"))

    assert list(missing.context["form"].errors) == ["clock"]
    assert Decision.objects.get().decided_at == DURING


def test_who_records(sign_in, room):
    for user, status in ((room.rep, 403), (room.admin, 403), (room.stranger(), 404)):
        assert sign_in(user).post(NEW, typed()).status_code == status

    assert Decision.objects.count() == 0


def test_a_meeting_that_has_not_begun_decides_nothing(sign_in, clock):
    clock("2021-09-05 10:00")
    room = Gathering("invited")

    response = sign_in(room.secretary).post(NEW, typed(clock="10:30"))

    assert response.status_code == 422
    assert "Mulai dulu" in str(response.context["form"].non_field_errors())


@pytest.fixture
def decided(room):
    decisions.record(room.meeting, text="Tata tertib disahkan.", by=room.secretary)
    return room


def test_the_wording_is_corrected(sign_in, decided):
    response = sign_in(decided.secretary).post(EDIT, {"text": "Acara disahkan.", "version": "1"})

    assert response.url == "/rakerwil/31-2021-1/notulen/"
    assert Decision.objects.get().text == "Acara disahkan."


def test_a_stale_correction_shows_both_wordings(sign_in, decided):
    decisions.correct(Decision.objects.get(), text="Satu.", version=1, by=decided.coordinator)

    response = sign_in(decided.secretary).post(EDIT, {"text": "Dua.", "version": "1"})

    assert response.status_code == 409
    assert response.context["clash"]["rows"] == [("Keputusan", "Dua.", "Satu.")]
    assert Decision.objects.get().text == "Satu."


def test_who_corrects(sign_in, decided):
    for user, status in ((decided.rep, 403), (decided.admin, 403), (decided.stranger(), 404)):
        assert sign_in(user).get(EDIT).status_code == status
