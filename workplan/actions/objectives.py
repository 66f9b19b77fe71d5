"""Verbs of objectives: add, rename, retire with all their indicators."""

from datetime import date

from django.db import transaction
from django.db.models import Max

from federations.models import User
from rakerwil.versions import keep
from workplan.actions import indicators
from workplan.actions.transitions import log
from workplan.actions.years import refuse_closed
from workplan.models import Objective, WorkYear


@transaction.atomic
def add(objective: Objective, *, by: User | None) -> None:
    """A new objective after the others; raises WrongState when the year is closed."""
    year = WorkYear.objects.select_for_update().get(pk=objective.year_id)
    refuse_closed(year)
    last = year.objectives.aggregate(last=Max("position"))["last"]
    objective.position = (last or 0) + 1
    objective._history_user = by  # type: ignore[attr-defined]
    objective.save()
    log(objective, "add", by=by)


@transaction.atomic
def edit(objective: Objective, version: int, *, by: User | None) -> None:
    """Keep the new name, read at `version`. Raises WrongState when the year is closed, or Stale."""
    refuse_closed(WorkYear.objects.select_for_update().get(pk=objective.year_id))
    keep(objective, version, by=by)
    log(objective, "edit", by=by)


@transaction.atomic
def retire(objective: Objective, last_month: date, *, reason: str, by: User | None) -> int:
    """Let every indicator of the objective that lasts longer end with `last_month`; returns how many.

    Raises what retiring one of them raises, and then none has ended.
    """
    refuse_closed(WorkYear.objects.select_for_update().get(pk=objective.year_id))
    lasting = list(objective.indicators.filter(last_month__gt=last_month).select_related("year"))
    for indicator in lasting:
        indicators.retire(indicator, last_month, reason=reason, by=by)
    log(objective, "retire", by=by, to_state=f"{last_month:%Y-%m}", reason=reason)
    return len(lasting)
