"""Verbs of a meeting's matters: add, edit, move, remove, say whether they were dealt with, carry over."""

import uuid
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import WrongState
from rakerwil.versions import Stale, keep, sign
from workplan.actions.meetings import locked, refuse_settled
from workplan.actions.transitions import log
from workplan.models import AgendaItem, Matter, Meeting


@transaction.atomic
def add(
    meeting: Meeting,
    *,
    title: str,
    note: str = "",
    item: AgendaItem | None = None,
    is_follow_up: bool = False,
    came_from: Meeting | None = None,
    token: uuid.UUID | None = None,
    by: User | None,
) -> Matter:
    """A new matter at the end; a known token gives its matter.

    Raises WrongState once the minutes are approved.
    """
    current = locked(meeting)
    earlier = Matter.objects.filter(token=token).first() if token else None
    if earlier is not None:
        return earlier
    refuse_settled(current)
    last = current.matters.aggregate(last=Max("position"))["last"]
    matter = Matter(
        token=token or uuid.uuid4(),
        meeting=current,
        position=(last or 0) + 1,
        title=title,
        note=note,
        item=item,
        is_follow_up=is_follow_up,
        came_from=came_from,
    )
    sign(matter, by)
    matter.save()
    log(matter, "add", by=by)
    return matter


@transaction.atomic
def edit(matter: Matter, *, version: int, by: User | None, **fields: Any) -> Matter:
    """Change title, note or item. Raises WrongState or Stale."""
    refuse_settled(locked(matter.meeting))
    current = Matter.objects.select_for_update().get(pk=matter.pk)
    if current.version != version:
        raise Stale
    for name, value in fields.items():
        setattr(current, name, value)
    keep(current, version, by=by)
    log(current, "edit", by=by)
    return current


@transaction.atomic
def move(matter: Matter, *, up: bool, by: User | None) -> None:
    """Change places with the neighbour; at the end of the list nothing happens."""
    meeting = locked(matter.meeting)
    refuse_settled(meeting)
    current = Matter.objects.get(pk=matter.pk)
    neighbour = (
        meeting.matters.filter(position__lt=current.position).order_by("-position").first()
        if up
        else meeting.matters.filter(position__gt=current.position).order_by("position").first()
    )
    if neighbour is None:
        return
    current.position, neighbour.position = neighbour.position, current.position
    for row in (current, neighbour):
        sign(row, by)
        row.save(update_fields=["position"])
    log(current, "move", by=by)


@transaction.atomic
def remove(matter: Matter, *, by: User | None) -> None:
    """Take a matter off. Raises WrongState once the meeting is over: then it is left over instead."""
    meeting = locked(matter.meeting)
    refuse_settled(meeting)
    if meeting.finished_at is not None:
        raise WrongState(_("The meeting is over. Mark what was not dealt with as left over."))
    log(matter, "remove", by=by, reason=matter.title)
    sign(matter, by)
    matter.delete()


@transaction.atomic
def settle(matter: Matter, outcome: str, *, by: User | None) -> None:
    """Say whether it was dealt with, or leave it to its item. Raises WrongState once minutes are approved."""
    refuse_settled(locked(matter.meeting))
    current = Matter.objects.select_for_update().get(pk=matter.pk)
    if current.outcome == outcome:
        return
    earlier, current.outcome = current.outcome, outcome
    sign(current, by)
    current.save(update_fields=["outcome"])
    log(current, "settle", by=by, from_state=earlier, to_state=outcome)
