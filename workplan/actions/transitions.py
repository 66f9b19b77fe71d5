"""The one way a thing changes its state, alone or with others: checked under a lock, written, and logged."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.db.models import F
from django.utils import timezone

from federations.models import User
from rakerwil.transitions import StateTable
from workplan.models import Transition


@transaction.atomic
def take_step(
    thing: models.Model,
    table: StateTable,
    verb: str,
    *,
    by: User | None,
    reason: str = "",
    at: datetime | None = None,
    state_field: str = "state",
    **changes: Any,
) -> str:
    """Move `thing` by `verb` of its state table, set `changes` with it, log who, when and why.

    The state is read again under a lock, so of two who try at once one is refused. Returns the new state;
    raises WrongState or ReasonMissing, and then nothing has changed. `by` None is the system, `at` None now.
    """
    state: str = (
        type(thing)._base_manager.select_for_update().values_list(state_field, flat=True).get(pk=thing.pk)
    )
    target = table.target(verb, state, reason)
    for name, value in {state_field: target, **changes}.items():
        setattr(thing, name, value)
    thing.save(update_fields=[state_field, *changes])
    log(thing, verb, by=by, at=at, from_state=state, to_state=target, reason=reason)
    return target


@transaction.atomic
def take_steps(
    things: Sequence[Any],
    table: StateTable,
    verb: str,
    *,
    by: User | None,
    reason: str = "",
    **changes: Any,
) -> None:
    """Move several things of one kind by `verb`, as their next versions, and set `changes` with it.

    The caller holds their locks and read `state` and `version` under them. All of them or none, in three
    statements for as many as the database takes at once: rows, history, log. Raises as `take_step`.
    """
    if not things:
        return
    now, steps = timezone.now(), []
    for thing in things:
        before, target = thing.state, table.target(verb, thing.state, reason)
        steps.append(_entry(thing, verb, by=by, at=now, from_state=before, to_state=target, reason=reason))
        for name, value in {**changes, "state": target, "version": thing.version + 1}.items():
            setattr(thing, name, value)
    rows = type(things[0])._base_manager.filter(pk__in=[thing.pk for thing in things])
    rows.update(**changes, state=table.step(verb).target, version=F("version") + 1)
    type(things[0]).history.bulk_history_create(things, update=True, default_user=by)
    Transition.objects.bulk_create(steps)


def log(
    thing: models.Model,
    verb: str,
    *,
    by: User | None,
    at: datetime | None = None,
    from_state: str = "",
    to_state: str = "",
    reason: str = "",
) -> Transition:
    """Write one line of the log; for what has no state table, too."""
    entry = _entry(
        thing, verb, by=by, at=at or timezone.now(), from_state=from_state, to_state=to_state, reason=reason
    )
    entry.save(force_insert=True)
    return entry


def _entry(
    thing: models.Model,
    verb: str,
    *,
    by: User | None,
    at: datetime,
    from_state: str,
    to_state: str,
    reason: str,
) -> Transition:
    """The line, not yet written."""
    return Transition(
        noun=thing._meta.label_lower,
        object_id=thing.pk,
        verb=verb,
        from_state=from_state,
        to_state=to_state,
        by=by,
        at=at,
        reason=reason.strip(),
    )
