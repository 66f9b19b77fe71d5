"""The one way a thing changes its state, alone or with others: checked under a lock, written, and logged."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils import timezone
from simple_history.utils import bulk_update_with_history

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
    changes: Mapping[Any, Mapping[str, Any]],
    table: StateTable,
    verb: str,
    *,
    by: User | None,
    reason: str = "",
) -> None:
    """Move several things of one kind by `verb`, each with the same columns changed; all of them or none.

    The caller holds their locks and read their `state` under them. Three statements for as many as the
    database takes at once: rows, history, log. Raises as `take_step`.
    """
    moved = list(changes)
    if not moved:
        return
    now, model = timezone.now(), type(moved[0])
    steps = []
    for thing, values in changes.items():
        before = thing.state
        target = table.target(verb, before, reason)
        steps.append(_entry(thing, verb, by=by, at=now, from_state=before, to_state=target, reason=reason))
        for name, value in {"state": target, **values}.items():
            setattr(thing, name, value)
    columns = ["state", *changes[moved[0]]]
    bulk_update_with_history(moved, model, columns, default_user=by, manager=model._base_manager)
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
