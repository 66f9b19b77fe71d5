"""Corrections of minutes that go round."""

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest

from rakerwil.models import Letter
from rakerwil.transitions import ReasonMissing, Refused, WrongState
from tests.factories.meetings import BEGINS, Gathering, ParticipantFactory
from workplan.actions import corrections, meetings, minutes
from workplan.models import Attendance, Correction

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    """Finished on 10 September, sent round on the 13th; the representative was present."""
    clock("2021-09-13 10:00")
    room = Gathering()
    row = ParticipantFactory(meeting=room.meeting, number=9, person=room.rep.person, category="observer")
    Attendance.objects.create(participant=row, entered_at=BEGINS, left_at=BEGINS + timedelta(hours=1))
    minutes.write(room.opening, text="Dibuka.", version=0, by=room.secretary)
    meetings.finish(room.meeting, by=None, at=BEGINS + timedelta(hours=8))
    room.record = minutes.of(room.meeting)
    minutes.circulate(room.record, by=room.secretary)
    return room


def propose(room, *, at=None, token=None):
    return corrections.propose(
        room.record, room.opening, text="Dibuka pukul 09.05.", token=token or uuid.uuid4(), by=room.rep, at=at
    )


def test_circulating_opens_a_week_and_tells_those_who_were_present(room):
    assert room.record.corrections_until == date(2021, 9, 20)
    letter = Letter.objects.get(kind="minutes")
    assert letter.recipient == room.rep
    assert "20 September 2021" in letter.body


@pytest.mark.parametrize(("day", "is_taken"), [(20, True), (21, False)])
def test_correction_is_taken_to_the_end_of_the_last_day(room, day, is_taken):
    at = datetime(2021, 9, day, 16, 30, tzinfo=UTC)  # 23.30 in Jakarta

    if is_taken:
        propose(room, at=at)
    else:
        with pytest.raises(WrongState):
            propose(room, at=at)

    assert Correction.objects.count() == is_taken


def test_correction_sent_twice_is_one(room):
    token = uuid.uuid4()

    assert propose(room, token=token) == propose(room, token=token)


def test_signature_waits_for_the_answer(room):
    correction = propose(room)

    with pytest.raises(Refused):
        minutes.approve(room.record, signer="chair", by=room.coordinator)
    corrections.answer(correction, "accept", word="", by=room.secretary)
    minutes.approve(room.record, signer="chair", by=room.coordinator)

    room.record.refresh_from_db()
    assert room.record.chair == room.coordinator


def test_refusal_needs_a_word_and_is_told(room):
    correction = propose(room)

    with pytest.raises(ReasonMissing):
        corrections.answer(correction, "refuse", word=" ", by=room.secretary)
    corrections.answer(correction, "refuse", word="Waktunya sudah benar.", by=room.secretary)

    correction.refresh_from_db()
    assert (correction.state, correction.answer) == ("refused", "Waktunya sudah benar.")
    assert Letter.objects.get(kind="correction").recipient == room.rep


def test_answered_correction_is_not_answered_again(room):
    correction = propose(room)
    corrections.answer(correction, "accept", word="", by=room.secretary)

    with pytest.raises(WrongState):
        corrections.answer(correction, "refuse", word="Lain.", by=room.coordinator)
