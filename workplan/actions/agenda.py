"""Verbs of an agenda: add, edit, move, remove; begin and end what is no sitting."""

import uuid
from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Person, Unit, User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale, keep, sign
from workplan.actions.meetings import locked, refuse_settled
from workplan.actions.transitions import log
from workplan.enums import SITTING_KINDS, SittingState
from workplan.models import AgendaItem, CommissionReport, Indicator, Meeting
from workplan.reporting import quorums


def refuse_begun(item: AgendaItem) -> None:
    """Raise WrongState where the item has begun and so is part of the record."""
    if item.opened_at is not None:
        raise WrongState(_("This item has begun; it stands as it is."))


@transaction.atomic
def add(
    meeting: Meeting,
    *,
    kind: str,
    title: str,
    minutes_planned: int = 30,
    planned_at: time | None = None,
    speaker: Person | None = None,
    unit: Unit | None = None,
    topic: str = "",
    indicators: Iterable[Indicator] = (),
    token: uuid.UUID | None = None,
    by: User | None,
) -> AgendaItem:
    """A new item at the end; a known token gives its item. `planned_at`: a fixed time on the meeting's clock.

    Raises WrongState once the meeting is finished.
    """
    current = locked(meeting)
    earlier = AgendaItem.objects.filter(token=token).first() if token else None
    if earlier is not None:
        return earlier
    _refuse_over(current)
    last = current.agenda.aggregate(last=Max("position"))["last"]
    item = AgendaItem(
        token=token or uuid.uuid4(),
        meeting=current,
        position=(last or 0) + 1,
        kind=kind,
        title=title,
        minutes_planned=minutes_planned,
        planned_at=planned_at,
        speaker=speaker,
        unit=unit,
        topic=topic,
        sitting_state=_first_state(kind),
    )
    sign(item, by)
    item.save()
    item.indicators.set(indicators)
    log(item, "add", by=by)
    return item


@transaction.atomic
def edit(
    item: AgendaItem,
    *,
    version: int,
    indicators: Iterable[Indicator] | None = None,
    by: User | None,
    **fields: Any,
) -> AgendaItem:
    """Change kind, title, minutes_planned, planned_at, speaker, unit or topic of an item that has not begun.

    `indicators`: what it looks at; None leaves them. Raises WrongState or Stale.
    """
    _refuse_over(locked(item.meeting))
    current = AgendaItem.objects.select_for_update().get(pk=item.pk)
    refuse_begun(current)
    if current.version != version:
        raise Stale
    if fields.get("kind", current.kind) != current.kind and current.members.exists():
        raise Refused(_("This commission has members; it stays a commission."))
    for name, value in fields.items():
        setattr(current, name, value)
    current.sitting_state = _first_state(current.kind)
    keep(current, version, by=by)
    if indicators is not None:
        current.indicators.set(indicators)
    log(current, "edit", by=by)
    return current


@transaction.atomic
def move(item: AgendaItem, *, up: bool, by: User | None) -> None:
    """Change places with the neighbour, where neither has begun; at the end of the list nothing happens."""
    meeting = locked(item.meeting)
    _refuse_over(meeting)
    current = AgendaItem.objects.get(pk=item.pk)
    refuse_begun(current)
    others = meeting.agenda.filter(opened_at=None)
    neighbour = (
        others.filter(position__lt=current.position).order_by("-position").first()
        if up
        else others.filter(position__gt=current.position).order_by("position").first()
    )
    if neighbour is None:
        return
    current.position, neighbour.position = neighbour.position, current.position
    for row in (current, neighbour):
        sign(row, by)
        row.save(update_fields=["position"])
    log(current, "move", by=by)


@transaction.atomic
def place(item: AgendaItem, *, before: AgendaItem | None, by: User | None) -> None:
    """Put it in front of another that has not begun either; without one, at the end.

    What has begun keeps its place. Raises WrongState.
    """
    meeting = locked(item.meeting)
    _refuse_over(meeting)
    waiting = list(meeting.agenda.select_for_update().filter(opened_at=None).order_by("position"))
    for row in (item, before):
        if row is not None and row not in waiting:
            raise WrongState(_("This item has begun; it stands as it is."))
    if item == before:
        return
    places = [row.position for row in waiting]
    moved = waiting.pop(waiting.index(item))
    waiting.insert(waiting.index(before) if before else len(waiting), moved)
    for row, position in zip(waiting, places, strict=True):
        if row.position != position:
            row.position = position
            sign(row, by)
            row.save(update_fields=["position"])
    log(moved, "move", by=by)


@transaction.atomic
def remove(item: AgendaItem, *, by: User | None) -> None:
    """Take an item off that has not begun and of which nothing is on record; a commission's members with it.

    Raises WrongState or Refused.
    """
    _refuse_over(locked(item.meeting))
    current = AgendaItem.objects.select_for_update().get(pk=item.pk)
    refuse_begun(current)
    recorded = (current.decisions, current.actions, current.entries, current.lines, current.recommendations)
    if any(rows.exists() for rows in recorded):
        raise Refused(_("There are minutes, decisions, actions or recommendations under this item."))
    for row in (*current.members.all(), *CommissionReport.objects.filter(commission=current)):
        sign(row, by)
        row.delete()
    log(current, "remove", by=by, reason=current.title)
    sign(current, by)
    current.delete()


@transaction.atomic
def begin(item: AgendaItem, *, by: User | None, at: datetime | None = None) -> None:
    """Begin what is no sitting; another such item that still goes on ends with it. Twice begins once.

    Raises WrongState unless the meeting is in progress.
    """
    at = at or timezone.now()
    current = _running(item)
    if current.is_open:
        return
    refuse_begun(current)
    end_running(current.meeting, by=by, at=at)
    current.opened_at = at
    current.opened_present = quorums.of(current.meeting, at).in_room
    sign(current, by)
    current.save(update_fields=["opened_at", "opened_present"])
    log(current, "begin", by=by, at=at)
    item.opened_at, item.opened_present = current.opened_at, current.opened_present


@transaction.atomic
def end(item: AgendaItem, *, by: User | None, at: datetime | None = None) -> None:
    """End what is no sitting; twice ends once. Raises WrongState unless it has begun."""
    at = at or timezone.now()
    current = _running(item)
    if current.is_over:
        return
    if current.opened_at is None:
        raise WrongState(_("This item has not begun yet."))
    current.closed_at = max(at, current.opened_at)
    current.closed_present = quorums.of(current.meeting, at).in_room
    sign(current, by)
    current.save(update_fields=["closed_at", "closed_present"])
    log(current, "end", by=by, at=at)
    item.closed_at, item.closed_present = current.closed_at, current.closed_present


def end_running(meeting: Meeting, *, by: User | None, at: datetime) -> None:
    """What is no sitting ends when the next thing begins: the meeting is in one place at a time."""
    for item in meeting.agenda.filter(sitting_state="", opened_at__isnull=False, closed_at=None):
        end(item, by=by, at=at)


def _running(item: AgendaItem) -> AgendaItem:
    """The item as it is now, of a meeting in progress."""
    meeting = locked(item.meeting)
    current = AgendaItem.objects.select_for_update().get(pk=item.pk)
    current.meeting = meeting
    if current.is_sitting:
        raise WrongState(_("A sitting is opened and closed by its own buttons."))
    if not meeting.is_running:
        raise WrongState(_("The meeting is not in progress."))
    return current


def _refuse_over(meeting: Meeting) -> None:
    refuse_settled(meeting)
    if meeting.finished_at is not None:
        raise WrongState(_("The meeting is finished; its agenda stands as it is."))


def _first_state(kind: str) -> str:
    return SittingState.PENDING if kind in SITTING_KINDS else ""
