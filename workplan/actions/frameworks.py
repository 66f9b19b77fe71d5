"""A framework carried into another year: all that still stands, or one line that had been left out."""

from copy import copy
from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import Refused
from workplan.actions.transitions import log
from workplan.models import Indicator, Objective, WorkYear


def copy_whole(like: WorkYear, year: WorkYear, *, by: User | None) -> None:
    """Objectives and the indicators still in force in December, with codes and order; months anew."""
    standing = Indicator.objects.filter(year=like, last_month=like.last_month).select_related("objective")
    objectives: dict[int, Objective] = {}
    copies: dict[int, Indicator] = {}
    for indicator in standing:
        old = indicator.objective
        if old.pk not in objectives:
            objectives[old.pk] = Objective.objects.create(
                year=year, position=old.position, name_id=old.name_id, name_en=old.name_en
            )
        copies[indicator.pk] = _copied(indicator, year, objectives[old.pk], by=by)
    for indicator in standing:
        if indicator.subset_of_id in copies:
            copies[indicator.pk].subset_of = copies[indicator.subset_of_id]
            copies[indicator.pk].save()


@transaction.atomic
def take_over(indicator: Indicator, year: WorkYear, *, by: User | None) -> Indicator:
    """Copy one more line of another year's framework, for the whole of `year`, and return it.

    Its objective comes along where it is missing; what it was part of, where that stands in `year`. Raises
    Refused unless the year is in preparation and the code still free.
    """
    stored = WorkYear.objects.select_for_update().get(pk=year.pk)
    if not stored.is_preparing:
        raise Refused(_("The year has been opened. Add the indicator as a new one, from a month to come."))
    if stored.indicators.filter(code=indicator.code).exists():
        raise Refused(_("%(code)s stands in the framework already.") % {"code": indicator.code})
    old = indicator.objective
    last = stored.objectives.aggregate(last=Max("position"))["last"] or 0
    objective, _is_new = Objective.objects.get_or_create(
        year=stored, name_id=old.name_id, defaults={"name_en": old.name_en, "position": last + 1}
    )
    new = _copied(indicator, stored, objective, by=by)
    if indicator.subset_of is not None:
        new.subset_of = stored.indicators.filter(code=indicator.subset_of.code).first()
        new.save()
    log(new, "add", by=by)
    return new


def _copied(indicator: Indicator, year: WorkYear, objective: Objective, *, by: User | None) -> Indicator:
    """The same line in another year, in force in all of it and part of nothing yet."""
    new = copy(indicator)
    new.pk, new.version, new._state.adding = None, 1, True
    new.year, new.objective, new.subset_of = year, objective, None
    new.first_month, new.last_month = date(year.year, 1, 1), date(year.year, 12, 1)
    new._history_user = by  # type: ignore[attr-defined]
    new.save()
    return new
