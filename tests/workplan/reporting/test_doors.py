from datetime import timedelta

import pytest

from tests.factories.meetings import BEGINS, AgendaItemFactory, Gathering
from workplan.actions import agenda, meetings, sittings
from workplan.models import Meeting
from workplan.reporting.doors import doors, main_door

pytestmark = pytest.mark.django_db

MINUTE = timedelta(minutes=1)


def open_at(meeting, now):
    return [door.item.title for door in doors(Meeting.objects.get(pk=meeting.pk), now) if door.is_open]


def test_a_door_opens_an_hour_before_its_session_and_no_earlier():
    meeting = Gathering("invited").meeting

    assert open_at(meeting, BEGINS - 61 * MINUTE) == []
    assert open_at(meeting, BEGINS - 60 * MINUTE) == ["Pembukaan"]
    assert open_at(meeting, BEGINS - 30 * MINUTE) == ["Pembukaan", "Pleno I"]


def test_the_doors_of_a_meeting_held_on_another_day_open_on_that_day():
    room = Gathering("invited")
    earlier = BEGINS - timedelta(days=2)
    meetings.start(room.meeting, by=None, at=earlier)

    assert open_at(room.meeting, earlier) == ["Pembukaan", "Pleno I"]


def test_a_break_has_no_door():
    room = Gathering()
    AgendaItemFactory(meeting=room.meeting, position=3, kind="break", title="Makan siang")

    titles = [door.item.title for door in doors(room.meeting, BEGINS)]

    assert titles == ["Pembukaan", "Pleno I"]


def test_a_door_closes_when_its_session_ends_however_late():
    room = Gathering()
    agenda.begin(room.opening, by=None, at=BEGINS)

    assert open_at(room.meeting, BEGINS + 300 * MINUTE) == ["Pembukaan", "Pleno I"]
    agenda.end(room.opening, by=None, at=BEGINS + 301 * MINUTE)
    assert open_at(room.meeting, BEGINS + 302 * MINUTE) == ["Pleno I"]


@pytest.mark.parametrize(
    ("state", "later"),
    [("draft", timedelta()), ("finished", timedelta()), ("invited", timedelta(days=1))],
)
def test_no_door_is_open_before_the_invitations_after_the_end_and_on_another_day(state, later):
    meeting = Gathering(state).meeting

    assert open_at(meeting, BEGINS + later) == []


def test_the_door_to_show_is_of_the_session_that_is_on_otherwise_of_the_next():
    room = Gathering()

    assert main_door(doors(room.meeting, BEGINS)).item == room.opening
    sittings.open(room.plenary, by=None, at=BEGINS)
    assert main_door(doors(room.meeting, BEGINS)).item == room.plenary


def test_after_the_end_no_door_is_shown():
    room = Gathering()
    meetings.finish(room.meeting, by=None, at=BEGINS + 60 * MINUTE)
    room.meeting.refresh_from_db()

    assert main_door(doors(room.meeting, BEGINS + 61 * MINUTE)) is None
