"""The figures of a work year as of a month, from the database (domain.md section 2)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.utils.translation import gettext as _

from federations.models import Region
from workplan.models import Indicator, WorkYear
from workplan.reporting import catch_ups, kept, ledgers
from workplan.reporting.catch_ups import CatchUp
from workplan.reporting.scopes import Moment, Rollup


class NotYet(ValueError):
    """A month that is not of the year, or still to come; its text is for the person who asked."""


def as_of_month(year: WorkYear, as_of: date | None = None) -> date:
    """The month to look back from: by default the last one whose due day has come (decisions, data 7).

    `as_of` is the first day of a month. Raises NotYet for a month to come, or of another year.
    """
    if as_of is None:
        return year.default_as_of()
    if as_of not in year.as_of_months():
        raise NotYet(
            _("There are no figures as of %(month)s in %(year)s.")
            % {"month": f"{as_of:%Y-%m}", "year": year.year}
        )
    return as_of


def closed_month(year: WorkYear, today: date) -> int:
    """The last month, 1 to 12, whose window for reports has closed by `today`; 0 while none has."""
    return sum(year.locks_on(month) < today for month in year.months)


def nation(year: WorkYear, as_of: date | None = None, names: Mapping[str, str] | None = None) -> Rollup:
    """The nation, every region with a chapter or a target in the year, every chapter.

    At most six statements, whatever their number; one less where the `names` of all regions by code are at
    hand. Raises NotYet for a month to come.
    """
    return kept.nation(ledgers.outline(year, names=names), as_of_month(year, as_of))


def region(year: WorkYear, region: Region, as_of: date | None = None) -> Rollup:
    """One region and its chapters; at most five statements. Raises NotYet for a month to come."""
    return kept.region(ledgers.outline(year, region), as_of_month(year, as_of))


def regions(
    year: WorkYear, chosen: Sequence[Region], as_of: date | None = None, *, with_nation: bool = False
) -> Rollup:
    """These regions only, with their chapters; beside them the nation as ever, or None without it.

    Five statements for each region, six for the nation. Raises NotYet for a month to come.
    """
    month = as_of_month(year, as_of)
    parts = [region(year, each, month) for each in chosen]
    whole = nation(year, month) if with_nation else parts[0]
    return replace(whole, regions=tuple(row for part in parts for row in part.regions))


def catch_up(year: WorkYear, region: Region, indicator: Indicator, as_of: date | None = None) -> CatchUp:
    """The plan that closes the region's gap in `indicator` (rule 11); five statements.

    Raises NotYet for a month to come.
    """
    month = as_of_month(year, as_of)
    ledger = ledgers.read(year, month, region)
    terms = next(row for row in ledger.terms.indicators if row.id == indicator.pk)
    return catch_ups.catch_up(Moment(ledger.terms, month.month), ledger.regions[0], ledger.reports, terms)
