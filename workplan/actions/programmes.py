"""Verbs of programmes: begin one, keep it up to date."""

from collections.abc import Iterable

from django.db import transaction

from federations.models import User
from rakerwil.versions import keep, sign
from workplan.actions.transitions import log
from workplan.actions.years import refuse_closed
from workplan.models import Indicator, Programme, WorkYear


@transaction.atomic
def begin(programme: Programme, indicators: Iterable[Indicator], *, by: User | None) -> None:
    """A new programme, already cleaned, and what it serves; raises WrongState when the year is closed."""
    refuse_closed(WorkYear.objects.select_for_update().get(pk=programme.year_id))
    sign(programme, by)
    programme.save()
    programme.indicators.set(indicators)
    log(programme, "begin", by=by)


@transaction.atomic
def edit(programme: Programme, version: int, indicators: Iterable[Indicator], *, by: User | None) -> None:
    """Keep what was typed, read at `version`; also once the year is closed, since programmes last.

    Raises Stale.
    """
    keep(programme, version, by=by)
    programme.indicators.set(indicators)
    log(programme, "edit", by=by)
