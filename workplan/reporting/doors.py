"""The doors of a meeting: at which session people can come in by themselves, and from when to when."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils import timezone

from workplan.enums import AgendaKind, MeetingState
from workplan.models import AgendaItem, CheckIn, Meeting
from workplan.reporting.timetables import Entry, begins_at, timetable

OPENS_BEFORE = timedelta(minutes=60)
"""So long before a session its door opens: people come to register."""

KEPT = timedelta(days=90)
"""So long after a meeting it is known who came by which code; who was there stays in the attendance list."""


@dataclass(frozen=True)
class Door:
    """One session and when one can come in to it."""

    item: AgendaItem
    opens_at: datetime
    is_open: bool
    is_over: bool
    """It opens no more."""


def doors(meeting: Meeting, now: datetime) -> list[Door]:
    """A door for every item but breaks, in the order of the agenda; one statement.

    It opens an hour before the session is planned, or when that begins earlier, and closes when the session
    ends, however late that is. Before the invitations went out and after the meeting none is open; that of a
    meeting which nobody began closes with its day.
    """
    items: Sequence[AgendaItem] = list(meeting.agenda.order_by("position"))
    begins = begins_at(meeting)
    slots = timetable(begins, map(Entry.of, items), begins)
    found = []
    for item, slot in zip(items, slots, strict=True):
        if item.kind == AgendaKind.BREAK:
            continue
        item.meeting = meeting
        opens_at = min(slot.begins_at, item.opened_at or slot.begins_at) - OPENS_BEFORE
        is_over = item.is_over or _is_over(meeting, now)
        is_open = not is_over and now >= opens_at and meeting.state != MeetingState.DRAFT
        found.append(Door(item, opens_at, is_open, is_over))
    return found


def _is_over(meeting: Meeting, now: datetime) -> bool:
    if meeting.is_running:
        return False
    return meeting.has_begun or timezone.localtime(now, meeting.zone).date() > meeting.day


def main_door(found: Sequence[Door]) -> Door | None:
    """The one to show: of a session that goes on, otherwise of the next; None once all are over."""
    left = [door for door in found if not door.is_over]
    going_on = [door for door in left if door.is_open and door.item.is_open]
    return next(iter(going_on or left), None)


def overdue_check_ins(now: datetime) -> QuerySet[CheckIn]:
    """The codes used at the doors of meetings that lie too far back."""
    return CheckIn.objects.filter(agenda_item__meeting__starts_at__lt=now - KEPT)
