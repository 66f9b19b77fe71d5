from datetime import timedelta

import pytest

from rakerwil.transitions import Refused, WrongState
from tests.factories.meetings import BEGINS, DURING, Gathering
from workplan.actions.resolutions import NoQuorum, Votes, resolve

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def test_the_quorum_of_the_moment_is_frozen(room):
    assert resolve(room.meeting) == {
        "way": "consensus",
        "votes_for": None,
        "votes_against": None,
        "abstentions": None,
        "present_count": 3,
        "entitled_count": 3,
        "needed_count": 2,
        "in_room_count": 3,
        "federations_present": 2,
        "federations_needed": None,
        "is_quorate": True,
        "quorum_waiver": "",
        "decided_at": DURING,
    }


def test_without_a_quorum_nothing_is_decided_and_the_words_say_how_many_are_missing(room):
    room.empty_the_room()

    with pytest.raises(NoQuorum, match=r"1 dari 3 utusan penuh di ruang, perlu 2"):
        resolve(room.meeting)


def test_missing_federations_are_said_where_the_rule_asks_for_them(room):
    room.meeting.quorum_federations = 5

    with pytest.raises(NoQuorum, match=r"dari 2 federasi di ruang, perlu 5"):
        resolve(room.meeting)


def test_a_rule_of_the_meeting_s_own_lets_it_go_on_and_is_kept(room):
    room.empty_the_room()

    resolution = resolve(room.meeting, quorum_waiver=" Tata tertib pasal 9. ")

    assert (resolution["is_quorate"], resolution["quorum_waiver"]) == (False, "Tata tertib pasal 9.")


def test_a_rule_is_not_kept_where_none_was_needed(room):
    assert resolve(room.meeting, quorum_waiver="Tata tertib pasal 9.")["quorum_waiver"] == ""


def test_counted_votes_are_kept(room):
    resolution = resolve(room.meeting, way="counts", votes=Votes(2, 1))

    assert (resolution["votes_for"], resolution["votes_against"], resolution["abstentions"]) == (2, 1, 0)


def test_votes_beside_a_consensus_are_not_kept(room):
    assert resolve(room.meeting, votes=Votes(2, 1))["votes_for"] is None


@pytest.mark.parametrize("votes", [None, Votes(0, 0, 0), Votes(3, 1), Votes(2, 1, 1)])
def test_votes_have_to_be_there_and_to_fit_the_room(room, votes):
    with pytest.raises(Refused):
        resolve(room.meeting, way="counts", votes=votes)


@pytest.mark.parametrize("state", ["draft", "invited"])
def test_a_meeting_that_has_not_begun_decides_nothing(clock, state):
    with pytest.raises(WrongState):
        resolve(Gathering(state).meeting)


def test_afterwards_the_time_is_asked_for_and_the_count_is_that_time_s(clock):
    room = Gathering("finished")

    with pytest.raises(Refused, match="pukul berapa"):
        resolve(room.meeting)

    assert resolve(room.meeting, at=DURING)["present_count"] == 3


@pytest.mark.parametrize("minutes", [-1, 8 * 60 + 1])
def test_a_decision_lies_between_beginning_and_end(clock, minutes):
    room = Gathering("finished")

    with pytest.raises(Refused, match="jamnya"):
        resolve(room.meeting, at=BEGINS + timedelta(minutes=minutes))


def test_an_approved_meeting_decides_nothing_more(room):
    room.approve()

    with pytest.raises(WrongState):
        resolve(room.meeting, at=DURING)
