"""One indicator over the years, region beside region: equal code, same story (decisions, data 10)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from federations.models import Region
from workplan.models import Indicator, WorkYear
from workplan.reporting import ledgers
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.scopes import Moment
from workplan.reporting.terms import Category, IndicatorTerms


@dataclass(frozen=True)
class YearOf:
    """One year's figures of one scope, each as of the same month; none where that month is still to come."""

    year: int
    figures: IndicatorFigures | None
    categories: tuple[Category, ...]


@dataclass(frozen=True)
class Row:
    """A region's years, or the nation's, the earliest first."""

    region: Region | None
    years: tuple[YearOf, ...]


@dataclass(frozen=True)
class Comparison:
    """The rows asked for, and the years in which the indicator meant something else than in the latest."""

    rows: tuple[Row, ...]
    otherwise: tuple[int, ...]


def over_the_years(
    indicators: Sequence[Indicator], month: int, regions: Sequence[Region], *, with_nation: bool
) -> Comparison:
    """Indicators of one code, the earliest year first, as of `month` (1 to 12) of each of their years.

    `year` of each is read already. Six statements for each year, whatever the number of regions.
    """
    found = {
        indicator.year.year: _year(indicator, month, regions, with_nation=with_nation)
        for indicator in indicators
    }
    wanted: list[Region | None] = [None] if with_nation else []
    return Comparison(
        rows=tuple(
            Row(region, tuple(year[region.code if region else ""] for year in found.values()))
            for region in [*wanted, *regions]
        ),
        otherwise=tuple(
            indicator.year.year
            for indicator in indicators
            if meaning(ledgers.indicator_terms(indicator)) != meaning(ledgers.indicator_terms(indicators[-1]))
        ),
    )


def meaning(terms: IndicatorTerms) -> tuple[str, ...]:
    """What has to be equal for figures of two years to be one series."""
    return terms.measure, terms.accumulation, terms.direction, terms.label.unit_id, terms.reported_by


def _year(
    indicator: Indicator, month: int, regions: Sequence[Region], *, with_nation: bool
) -> dict[str, YearOf]:
    """By region code, the nation under the empty one."""
    work_year: WorkYear = indicator.year
    at = date(work_year.year, month, 1)
    codes = [region.code for region in regions]
    if at not in work_year.as_of_months():
        return dict.fromkeys(["", *codes], YearOf(work_year.year, None, ()))
    ledger = ledgers.of_indicator(work_year, at, indicator, None if with_nation else codes)
    rollup = Moment(ledger.terms, month).nation(ledger.regions, ledger.reports)
    figures = {row.code: row.scope.indicators[0] for row in rollup.regions}
    if rollup.nation:
        figures[""] = rollup.nation.indicators[0]
    return {code: YearOf(work_year.year, figures.get(code), rollup.categories) for code in ["", *codes]}
