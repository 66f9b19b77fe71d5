"""Verbs of action items: promise, change, report done, confirm, open again, cancel."""

import uuid
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Chapter, Unit, User
from rakerwil.transitions import ReasonMissing, WrongState
from rakerwil.versions import Stale, keep, sign
from workplan.actions.meetings import locked, refuse_without_entries
from workplan.actions.transitions import log, take_step
from workplan.enums import ActionState
from workplan.models import ActionItem, AgendaItem, Meeting
from workplan.models.action_item import STEPS


@transaction.atomic
def promise(
    meeting: Meeting,
    *,
    text: str,
    owner: Chapter | Unit,
    due_on: date,
    item: AgendaItem | None = None,
    token: uuid.UUID | None = None,
    by: User | None,
    at: datetime | None = None,
) -> ActionItem:
    """Write down who does what by when, with the next number; a known token gives its action.

    `owner`: a chapter (the coordinator's office is one, too) or a unit. Raises WrongState unless the meeting
    takes entries.
    """
    current = locked(meeting)
    earlier = ActionItem.objects.filter(token=token).first() if token else None
    if earlier is not None:
        return earlier
    refuse_without_entries(current)
    at = at or timezone.now()
    last = current.actions.aggregate(last=Max("number"))["last"]
    action = ActionItem(
        token=token or uuid.uuid4(),
        meeting=current,
        agenda_item=item,
        number=(last or 0) + 1,
        text=text,
        due_on=due_on,
        promised_at=at,
        **_owner(owner),
    )
    sign(action, by)
    action.save()
    log(action, "promise", by=by, at=at, to_state=action.state)
    return action


@transaction.atomic
def change(
    action: ActionItem, *, text: str, owner: Chapter | Unit, due_on: date, version: int, by: User | None
) -> ActionItem:
    """Correct words, owner or deadline while it is open. Raises Stale or WrongState."""
    current = ActionItem.objects.select_for_update().get(pk=action.pk)
    if current.version != version:
        raise Stale
    if current.state != ActionState.OPEN:
        raise WrongState(_("Only an open action can be changed."))
    current.text, current.due_on = text, due_on
    for name, value in _owner(owner).items():
        setattr(current, name, value)
    keep(current, version, by=by)
    log(current, "change", by=by)
    return current


def report_done(action: ActionItem, *, report: str, by: User | None, at: datetime | None = None) -> None:
    """The owner says what was done. Raises ReasonMissing without words, WrongState unless open."""
    if not report.strip():
        raise ReasonMissing(_("Write what was done, so that it can be confirmed."))
    sign(action, by)
    take_step(action, STEPS, "report_done", by=by, at=at, report=report.strip())


def confirm_done(action: ActionItem, *, by: User | None, at: datetime | None = None) -> None:
    """Coordinator or secretary confirm it; also without a report. Raises WrongState when it is decided."""
    at = at or timezone.now()
    sign(action, by)
    day = timezone.localtime(at, action.meeting.zone).date()
    take_step(action, STEPS, "confirm_done", by=by, at=at, done_on=day)


def open_again(action: ActionItem, *, reason: str, by: User | None, at: datetime | None = None) -> None:
    """Not done yet after all. Raises ReasonMissing, or WrongState unless it was reported done."""
    sign(action, by)
    take_step(action, STEPS, "reopen", by=by, at=at, reason=reason)


def cancel(action: ActionItem, *, reason: str, by: User | None, at: datetime | None = None) -> None:
    """It will not be done. Raises ReasonMissing, or WrongState when it is decided."""
    sign(action, by)
    take_step(action, STEPS, "cancel", by=by, at=at, reason=reason, cancel_reason=reason.strip())


def _owner(owner: Chapter | Unit) -> dict[str, Chapter | Unit | None]:
    is_chapter = isinstance(owner, Chapter)
    return {"owner_chapter": owner if is_chapter else None, "owner_unit": None if is_chapter else owner}
