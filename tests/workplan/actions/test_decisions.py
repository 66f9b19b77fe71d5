from uuid import uuid4

import pytest

from rakerwil.transitions import WrongState
from rakerwil.versions import Stale
from tests.factories.meetings import DURING, Gathering
from workplan.actions import decisions
from workplan.actions.resolutions import NoQuorum, Votes
from workplan.models import Decision, Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def record(room, text="Tata tertib disahkan.", **terms):
    return decisions.record(room.meeting, text=text, **{"by": room.secretary, **terms})


def test_decisions_are_numbered_and_carry_way_and_quorum(room):
    first = record(room, item=room.plenary)
    second = record(room, "Pimpinan sidang.", way="counts", votes=Votes(2, 0, 1))

    assert (first.code, first.agenda_item, first.way, first.present_count) == (
        "K-1",
        room.plenary,
        "consensus",
        3,
    )
    assert (second.code, second.votes_for, second.decided_at) == ("K-2", 2, DURING)
    assert Transition.objects.of(first).get().by == room.secretary


def test_the_same_token_records_once(room):
    token = uuid4()

    assert record(room, token=token) == record(room, token=token)
    assert Decision.objects.count() == 1


def test_without_a_quorum_nothing_is_recorded(room):
    room.empty_the_room()

    with pytest.raises(NoQuorum):
        record(room)

    assert Decision.objects.count() == 0


def test_the_wording_is_corrected_and_the_earlier_one_kept(room):
    decision = record(room)

    decisions.correct(decision, text="Tata tertib dan acara disahkan.", version=1, by=room.coordinator)

    stored = Decision.objects.get()
    assert (stored.text, stored.version, stored.present_count) == ("Tata tertib dan acara disahkan.", 2, 3)
    assert [row.text for row in stored.history.order_by("history_id")] == [
        "Tata tertib disahkan.",
        "Tata tertib dan acara disahkan.",
    ]


def test_who_was_overtaken_while_correcting_is_told(room):
    decision = record(room)
    decisions.correct(decision, text="Satu.", version=1, by=None)

    with pytest.raises(Stale):
        decisions.correct(decision, text="Dua.", version=1, by=None)

    assert Decision.objects.get().text == "Satu."


def test_in_an_approved_meeting_the_wording_stands(room):
    decision = record(room)
    room.approve()

    with pytest.raises(WrongState):
        decisions.correct(decision, text="Lain.", version=1, by=None)
