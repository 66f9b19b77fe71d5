"""Verbs of the work year: create, open, close, reopen, set its calendar and scale."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from federations.models import User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import keep
from workplan.actions import frameworks
from workplan.actions.transitions import log, take_step
from workplan.models import WorkYear
from workplan.models.year import STEPS
from workplan.reporting import closings


def refuse_closed(year: WorkYear) -> None:
    """Raise WrongState where nothing of the year changes any more."""
    if year.is_closed:
        raise WrongState(
            _("The year %(year)s is closed. The national office can reopen it.") % {"year": year}
        )


@transaction.atomic
def create(number: int, *, by: User | None, like: WorkYear | None = None) -> WorkYear:
    """A new year in preparation, with the framework, calendar and scale of `like` where one is given.

    What was retired before the end of that year is not taken over. Raises Refused where the year exists.
    """
    if WorkYear.objects.filter(year=number).exists():
        raise Refused(_("The year %(year)s already exists.") % {"year": number})
    year = WorkYear(year=number)
    if like is not None:
        year.due_day, year.lock_day, year.score_cap = like.due_day, like.lock_day, like.score_cap
        year.categories = like.categories
    year._history_user = by  # type: ignore[attr-defined]
    year.save()
    log(year, "create", by=by, to_state=year.state)
    if like is not None:
        frameworks.copy_whole(like, year, by=by)
    return year


def open_year(year: WorkYear, *, by: User | None) -> None:
    """Reporting begins. Raises Refused while the framework is empty, WrongState unless in preparation."""
    if not year.indicators.exists():
        raise Refused(_("The framework is still empty. Add indicators before you open the year."))
    _take(year, "open", by=by, opened_at=timezone.now())


@transaction.atomic
def create_open(number: int, *, by: User | None) -> WorkYear:
    """A year that a framework's file brings with it: open at once (interchange, import_indicators)."""
    year = create(number, by=by)
    _take(year, "open", by=by, opened_at=timezone.now())
    return year


@transaction.atomic
def close(year: WorkYear, *, by: User | None) -> None:
    """Nothing changes any more. Raises Refused while reports wait for a decision, and says where how many."""
    waiting = closings.waiting(year)
    if waiting:
        count = sum(of_region for _name, of_region in waiting)
        raise Refused(
            ngettext(
                "%(count)s report still waits for a decision (%(regions)s). "
                "Verify or return it, then close the year.",
                "%(count)s reports still wait for a decision (%(regions)s). "
                "Verify or return them, then close the year.",
                count,
            )
            % {"count": count, "regions": ", ".join(f"{name} {of_region}" for name, of_region in waiting)}
        )
    _take(year, "close", by=by, closed_at=timezone.now())


def reopen(year: WorkYear, *, reason: str, by: User | None) -> None:
    """Open again, with a reason; raises ReasonMissing or WrongState."""
    _take(year, "reopen", by=by, reason=reason, closed_at=None)


def _take(year: WorkYear, verb: str, *, by: User | None, reason: str = "", **dates: Any) -> None:
    """One step of the year's life, with the dates that belong to it."""
    year._history_user = by  # type: ignore[attr-defined]
    take_step(year, STEPS, verb, by=by, reason=reason, version=year.version + 1, **dates)


@transaction.atomic
def configure(year: WorkYear, version: int, *, by: User | None) -> None:
    """Keep the changed calendar, cap and scale of a year that was read at `version`.

    They hold for the whole year, past months too, so cap and scale stand once the year is open. Raises
    WrongState when it is closed, Refused for a new cap or scale in an open year, Stale when somebody saved in
    between.
    """
    stored = WorkYear.objects.select_for_update().get(pk=year.pk)
    refuse_closed(stored)
    judging = (year.score_cap, year.categories) != (stored.score_cap, stored.categories)
    if judging and not stored.is_preparing:
        raise Refused(_("The year is open: its cap and categories stay as they are."))
    keep(year, version, by=by)
    log(year, "configure", by=by)
