from datetime import timedelta

import pytest

from rakerwil.transitions import Refused, WrongState
from tests.factories.meetings import BEGINS, DURING, Gathering, ParticipantFactory
from workplan.actions import agenda, attendance, meetings, participants, sittings
from workplan.models import Transition

pytestmark = pytest.mark.django_db

LATER = DURING + timedelta(minutes=5)


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


@pytest.fixture
def late(room):
    """Somebody on the list who is not there yet."""
    return ParticipantFactory(meeting=room.meeting, number=4)


def stays(participant):
    return list(participant.stays.values_list("entered_at", "left_at"))


def test_coming_in_counts_once_and_confirms(room, late):
    attendance.enter(late, by=room.secretary, at=DURING)
    attendance.enter(late, by=room.secretary, at=LATER)

    late.refresh_from_db()
    assert stays(late) == [(DURING, None)]
    assert (late.state, late.answered_at) == ("confirmed", DURING)
    assert [row.verb for row in Transition.objects.of(late)] == ["enter", "confirm"]


def test_who_declined_and_comes_all_the_same_is_confirmed(room, late):
    participants.decline(late, by=None, at=BEGINS)

    attendance.enter(late, by=None, at=DURING)

    late.refresh_from_db()
    assert late.state == "confirmed"


def test_going_out_counts_once(room, late):
    attendance.enter(late, by=None, at=DURING)

    attendance.leave(late, by=room.secretary, at=LATER)
    attendance.leave(late, by=room.secretary, at=LATER + timedelta(minutes=1))

    assert stays(late) == [(DURING, LATER)]


def test_who_is_not_in_goes_nowhere(room, late):
    attendance.leave(late, by=None, at=DURING)

    assert stays(late) == []


def test_who_comes_back_has_a_second_stay(room, late):
    attendance.enter(late, by=None, at=DURING)
    attendance.leave(late, by=None, at=LATER)

    attendance.enter(late, by=None, at=LATER + timedelta(minutes=9))

    assert stays(late) == [(DURING, LATER), (LATER + timedelta(minutes=9), None)]


def test_times_that_run_backwards_are_refused(room, late):
    attendance.enter(late, by=None, at=LATER)
    with pytest.raises(Refused):
        attendance.leave(late, by=None, at=DURING)
    attendance.leave(late, by=None, at=LATER)
    with pytest.raises(Refused):
        attendance.enter(late, by=None, at=DURING)

    assert stays(late) == [(LATER, LATER)]


def test_attendance_can_be_taken_at_registration_before_the_meeting_begins(clock):
    clock("2021-09-10 08:10")
    room = Gathering("invited")

    attendance.enter(room.delegates[0], by=room.secretary)

    assert room.delegates[0].stays.count() == 1


def test_not_before_anybody_was_invited(clock):
    room = Gathering("draft")

    with pytest.raises(WrongState):
        attendance.enter(room.delegates[0], by=None)


def test_after_the_end_a_tick_from_the_signed_sheet_stands_for_the_whole_meeting(clock):
    room = Gathering("finished")
    missed = ParticipantFactory(meeting=room.meeting, number=4)

    attendance.enter(missed, by=room.secretary)
    attendance.enter(missed, by=room.secretary)

    assert stays(missed) == [(room.meeting.started_at, room.meeting.finished_at)]


def test_nothing_changes_once_the_minutes_are_approved(room, late):
    room.approve()

    for verb in (attendance.enter, attendance.leave, attendance.take_back):
        with pytest.raises(WrongState):
            verb(late, by=None)


def test_a_wrong_tap_is_taken_back(room, late):
    attendance.enter(late, by=None, at=DURING)
    attendance.leave(late, by=None, at=LATER)

    attendance.take_back(late, by=room.secretary)
    assert stays(late) == [(DURING, None)]

    attendance.take_back(late, by=room.secretary)
    assert stays(late) == []

    with pytest.raises(Refused):
        attendance.take_back(late, by=room.secretary)
    assert Transition.objects.of(late).filter(verb="take_back").count() == 2


def test_after_the_end_only_a_tick_from_the_sheet_is_taken_back(clock):
    room = Gathering("finished")
    ticked = ParticipantFactory(meeting=room.meeting, number=4)
    attendance.enter(ticked, by=None)

    attendance.take_back(ticked, by=None)
    with pytest.raises(Refused):
        attendance.take_back(room.delegates[0], by=None)

    assert stays(ticked) == []
    assert room.delegates[0].stays.count() == 1


# --- the signed sheet ----------------------------------------------------------------------------


def test_who_signed_was_there_from_the_beginning_and_is_there_still(room, late):
    found = attendance.tick(room.meeting, [1, 4], by=room.secretary)

    assert (found.new, found.known) == ((4,), (1,))
    assert list(late.stays.values_list("entered_at", "left_at", "way")) == [(BEGINS, None, "sheet")]
    assert participants_state(late) == "confirmed"


def test_a_sheet_of_a_session_that_is_over_says_from_when_to_when(room, late):
    agenda.begin(room.opening, by=None, at=BEGINS)
    agenda.end(room.opening, by=None, at=DURING)

    attendance.tick(room.meeting, [4], item=room.opening, by=None)
    attendance.enter(late, by=None, at=LATER)

    assert stays(late) == [(BEGINS, DURING), (LATER, None)]


def test_who_left_before_a_session_and_signed_it_was_back(room):
    person = room.delegates[0]
    attendance.leave(person, by=None, at=BEGINS)
    sittings.open(room.plenary, by=None, at=DURING)

    found = attendance.tick(room.meeting, [1, 2], item=room.plenary, by=None)

    assert (found.new, found.known) == ((1,), (2,))
    assert stays(person)[-1] == (DURING, None)


def test_ticked_twice_counts_once(room, late):
    attendance.tick(room.meeting, [4], by=None)

    again = attendance.tick(room.meeting, [4, 4], by=None)

    assert (again.new, again.known, len(stays(late))) == ((), (4,), 1)


def test_a_number_that_nobody_has_ticks_nobody(room, late):
    with pytest.raises(Refused, match="99"):
        attendance.tick(room.meeting, [4, 99], by=None)

    assert stays(late) == []


def test_a_sheet_after_the_end_can_be_taken_back_and_one_of_a_session_that_never_was_is_refused(room, late):
    meetings.finish(room.meeting, by=None, at=LATER)

    attendance.tick(room.meeting, [4], by=None)
    attendance.take_back(late, by=None)

    assert stays(late) == []
    with pytest.raises(Refused):
        attendance.tick(room.meeting, [4], item=room.plenary, by=None)


def test_an_approved_record_takes_no_sheet(room, late):
    room.approve()

    with pytest.raises(WrongState):
        attendance.tick(room.meeting, [4], by=None)


def participants_state(participant):
    participant.refresh_from_db()
    return participant.state
