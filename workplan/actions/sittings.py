"""Verbs of a sitting, a plenary's or a commission's: open, suspend, resume, close.

Each is stamped with its time and the count of those present (domain.md section 3, Sitting).
"""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import WrongState
from workplan.actions import agenda
from workplan.actions.meetings import locked
from workplan.actions.transitions import take_step
from workplan.models import AgendaItem, Suspension
from workplan.models.meeting import SITTING_STEPS
from workplan.reporting import quorums


@transaction.atomic
def open(sitting: AgendaItem, *, by: User | None, at: datetime | None = None) -> None:  # noqa: A001 - the chair's own word
    """Three knocks: the sitting is open; what is no sitting ends with it.

    Raises WrongState unless it is pending in a meeting in progress.
    """
    at, present = _now(sitting, at)
    agenda.end_running(sitting.meeting, by=by, at=at)
    _take(sitting, "open", by=by, at=at, opened_at=at, opened_present=present)


@transaction.atomic
def suspend(sitting: AgendaItem, *, by: User | None, at: datetime | None = None) -> None:
    """Two knocks: a pause. Raises WrongState unless it is open."""
    at, present = _now(sitting, at)
    _take(sitting, "suspend", by=by, at=at)
    Suspension.objects.create(sitting=sitting, suspended_at=at, suspended_present=present)


@transaction.atomic
def resume(sitting: AgendaItem, *, by: User | None, at: datetime | None = None) -> None:
    """Two knocks: the pause is over. Raises WrongState unless it is suspended."""
    at, present = _now(sitting, at)
    _take(sitting, "resume", by=by, at=at)
    _end_pause(sitting, at, present)


@transaction.atomic
def close(sitting: AgendaItem, *, by: User | None, at: datetime | None = None) -> None:
    """Three knocks: the sitting is closed, also out of a pause. Raises WrongState unless it was opened."""
    at, present = _now(sitting, at)
    was_suspended = sitting.suspensions.filter(resumed_at=None).exists()
    _take(sitting, "close", by=by, at=at, closed_at=at, closed_present=present)
    if was_suspended:
        _end_pause(sitting, at, present)


def _now(sitting: AgendaItem, at: datetime | None) -> tuple[datetime, int]:
    """The moment and how many of the sitting are in the room; the meeting is held until the step is taken."""
    meeting = locked(sitting.meeting)
    if not meeting.is_running:
        raise WrongState(_("The meeting is not in progress."))
    at = at or timezone.now()
    return at, quorums.in_sitting(sitting, at)


def _take(sitting: AgendaItem, verb: str, *, by: User | None, at: datetime, **changes: Any) -> None:
    if sitting.sitting_state == "":
        raise WrongState(_("This item is no sitting."))
    take_step(sitting, SITTING_STEPS, verb, by=by, at=at, state_field="sitting_state", **changes)


def _end_pause(sitting: AgendaItem, at: datetime, present: int) -> None:
    pause = sitting.suspensions.get(resumed_at=None)
    pause.resumed_at, pause.resumed_present = at, present
    pause.save(update_fields=["resumed_at", "resumed_present"])
