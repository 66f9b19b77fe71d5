"""The one way a thing changes its state: checked under a lock, written, and logged."""

from datetime import datetime
from typing import Any

from django.db import models, transaction
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
    return Transition.objects.create(
        noun=thing._meta.label_lower,
        object_id=thing.pk,
        verb=verb,
        from_state=from_state,
        to_state=to_state,
        by=by,
        at=at or timezone.now(),
        reason=reason.strip(),
    )
