from datetime import timedelta

import pytest
from django.core import serializers

from rakerwil.transitions import Refused, WrongState
from tests.factories.meetings import BEGINS, DURING, Gathering, ParticipantFactory
from workplan.actions import agenda, attendance, doors, meetings, participants
from workplan.actions.doors import ROTATES, TYPING, WrongCode
from workplan.models import Attendance, CheckIn, Participant, Transition

pytestmark = pytest.mark.django_db

LATER = DURING + timedelta(minutes=5)


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


@pytest.fixture
def late(room):
    """Somebody on the list who is not there yet."""
    return ParticipantFactory(meeting=room.meeting, number=12)


def code_of(participant):
    return doors.personal_code(Participant.objects.get(pk=participant.pk))


def come(room, code, at=DURING):
    return doors.check_in(room.plenary, code, at=at)


def stays(participant):
    return list(participant.stays.values_list("entered_at", "left_at", "way"))


# --- coming in -----------------------------------------------------------------------------------


def test_who_types_their_code_is_in_the_room_and_told_their_number(room, late):
    arrival = come(room, code_of(late))

    late.refresh_from_db()
    assert (arrival.number, arrival.since, arrival.is_new) == (12, DURING, True)
    assert stays(late) == [(DURING, None, "code")]
    assert late.state == "confirmed"
    assert [row.verb for row in Transition.objects.of(late)] == ["enter", "confirm"]


@pytest.mark.parametrize("typed", ["{0}-{1}", " {0} {1} ", "{0}{1}"])
def test_a_code_is_read_with_or_without_dash_in_any_letters(room, late, typed):
    code = code_of(late)

    assert come(room, typed.format(code[:4].upper(), code[4:])).number == 12


def test_signs_that_no_code_has_are_read_as_what_they_look_like(room):
    rows = [ParticipantFactory(meeting=room.meeting, number=number) for number in range(20, 60)]
    row = next(row for row in rows if set(code_of(row)) & set("iq"))

    typed = code_of(row).replace("i", "1").replace("q", "O")

    assert come(room, typed).number == row.number


def test_sent_twice_it_counts_once_and_the_first_time_is_told(room, late):
    come(room, code_of(late))

    again = come(room, code_of(late), at=LATER)

    assert (again.since, again.is_new) == (DURING, False)
    assert (stays(late), CheckIn.objects.count()) == ([(DURING, None, "code")], 1)


def test_who_was_ticked_before_is_told_since_when(room, late):
    attendance.enter(late, by=room.secretary, at=BEGINS)

    arrival = come(room, code_of(late))

    assert (arrival.since, arrival.is_new, len(stays(late))) == (BEGINS, False, 1)


def test_a_code_brings_nobody_in_a_second_time_at_one_session(room, late):
    come(room, code_of(late))
    attendance.leave(late, by=None, at=LATER)

    with pytest.raises(Refused, match=r"10\.30"):
        come(room, code_of(late), at=LATER + timedelta(minutes=1))

    assert stays(late) == [(DURING, LATER, "code")]


def test_at_the_next_session_the_same_code_counts_again(room, late):
    doors.check_in(room.opening, code_of(late), at=BEGINS)
    attendance.leave(late, by=None, at=DURING)

    assert come(room, code_of(late), at=LATER).is_new is True


@pytest.mark.parametrize("typed", ["", "aaaa-aaaa", "1", "ä" * 8])
def test_a_code_that_is_nobody_s_is_refused(room, typed):
    with pytest.raises(WrongCode):
        come(room, typed)

    assert Attendance.objects.count() == 3


def test_a_code_of_another_meeting_is_nobody_s(room):
    elsewhere = ParticipantFactory(meeting__number=2, number=12)

    with pytest.raises(WrongCode):
        come(room, code_of(elsewhere))


def test_through_a_closed_door_nobody_comes(room, late):
    agenda.begin(room.opening, by=None, at=BEGINS)
    agenda.end(room.opening, by=None, at=DURING)

    with pytest.raises(WrongState):
        doors.check_in(room.opening, code_of(late), at=LATER)

    assert stays(late) == []


def test_who_came_before_the_beginning_and_was_a_mistake_can_be_taken_off(clock):
    clock("2021-09-10 08:30")
    hall = Gathering("invited")
    person = hall.delegates[0]
    doors.check_in(hall.opening, code_of(person))
    attendance.take_back(person, by=None)

    participants.take_off(person, by=None)

    assert CheckIn.objects.count() == 0


# --- codes ---------------------------------------------------------------------------------------


def test_no_code_stands_in_the_database(room, late):
    come(room, code_of(late))

    rows = serializers.serialize("json", [late, late.stays.get(), CheckIn.objects.get()]).casefold()

    assert code_of(late) not in rows


def test_everybody_has_a_code_of_their_own(room, late):
    rows = room.meeting.participants.all()

    assert len({code_of(row) for row in rows}) == 4


def test_after_a_lost_slip_only_the_new_code_is_right(room, late):
    lost = code_of(late)

    doors.renew(room.meeting, 12, by=room.secretary)

    with pytest.raises(WrongCode):
        come(room, lost)
    assert come(room, code_of(late)).number == 12
    assert Transition.objects.of(late).filter(verb="renew_code", by=room.secretary).count() == 1


def test_nobody_gets_a_new_code_who_is_not_on_the_list_or_after_approval(room):
    with pytest.raises(Refused):
        doors.renew(room.meeting, 99, by=None)
    room.approve()
    with pytest.raises(WrongState):
        doors.renew(room.meeting, 1, by=None)


# --- the code at the door ------------------------------------------------------------------------


def test_the_door_s_code_turns_and_holds_for_this_turn_and_the_next(room):
    given = doors.door_seal(room.plenary, DURING)

    held = [
        doors.fits(room.plenary, given, DURING + turns * ROTATES, is_sent=False) for turns in (-1, 0, 1, 2, 3)
    ]

    assert held == [False, True, True, False, False]


def test_who_opened_the_page_has_ten_minutes_to_send_it(room):
    given = doors.door_seal(room.plenary, DURING)

    assert doors.fits(room.plenary, given, DURING + TYPING - ROTATES, is_sent=True) is True
    assert doors.fits(room.plenary, given, DURING + TYPING + 2 * ROTATES, is_sent=True) is False


def test_the_code_of_one_session_opens_no_other(room):
    given = doors.door_seal(room.plenary, DURING)

    assert doors.fits(room.opening, given, DURING, is_sent=True) is False


def test_a_finished_meeting_takes_nobody_in(room, late):
    meetings.finish(room.meeting, by=None, at=LATER)

    with pytest.raises(WrongState):
        come(room, code_of(late), at=LATER)


def test_ninety_days_after_the_meeting_no_code_is_known_and_who_was_there_still_is(room, late):
    come(room, code_of(late))
    end = BEGINS + timedelta(days=90)

    kept, gone = (doors.forget_check_ins(now) for now in (end, end + timedelta(seconds=1)))

    assert (kept, gone, CheckIn.objects.count()) == (0, 1, 0)
    assert late.stays.count() == 1
