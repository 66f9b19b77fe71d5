"""Terms for the arithmetic, told in everyday figures: whole units instead of ten-thousandths."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rakerwil.fields import SCALE
from workplan.reporting.scopes import Moment, Rollup
from workplan.reporting.terms import (
    Category,
    ChapterTerms,
    Duty,
    IndicatorTerms,
    Promise,
    RegionTerms,
    Report,
    Reports,
    YearTerms,
)

YEAR = 2021
DUE_DATES = {month: date(YEAR + month // 12, month % 12 + 1, 10) for month in range(1, 13)}
CATEGORIES = (
    Category("sangat_tinggi", Decimal(91), "Sangat tinggi", "Very high"),
    Category("tinggi", Decimal(76), "Tinggi", "High"),
    Category("sedang", Decimal(66), "Sedang", "Medium"),
    Category("rendah", Decimal(51), "Rendah", "Low"),
    Category("sangat_rendah", Decimal(0), "Sangat rendah", "Very low"),
)

Number = int | Fraction | Decimal
Value = Number | tuple[int, int]
"""A count, or numerator and denominator."""


def scaled(value: Number) -> int:
    """In ten-thousandths."""
    return int(Fraction(value) * SCALE)


def indicator(code: str = "ORG-01", **terms: Any) -> IndicatorTerms:
    """An `up` flow count of the whole year, unless said otherwise."""
    defaults = {"id": 1, "measure": "count", "accumulation": "flow", "direction": "up"}
    return IndicatorTerms(code=code, **{**defaults, **terms})


def stock(code: str = "ORG-02", **terms: Any) -> IndicatorTerms:
    """A position that is counted."""
    return indicator(code, accumulation="stock", **terms)


def ratio(code: str = "PKB-02", **terms: Any) -> IndicatorTerms:
    """A percent of the latest position."""
    return indicator(code, **{"measure": "ratio", "accumulation": "stock", **terms})


def milestone(code: str = "TKO-01", **terms: Any) -> IndicatorTerms:
    """Reached or not."""
    return indicator(code, measure="milestone", accumulation="stock", **terms)


def chapter(federation: str = "GARTEKS", **terms: Any) -> ChapterTerms:
    """A chapter active for years, unless said otherwise."""
    defaults = {"id": 1, "district": "", "active_from": date(2019, 1, 1)}
    return ChapterTerms(federation=federation, **{**defaults, **terms})


def duty(terms: IndicatorTerms, **dates: Any) -> Duty:
    """What a chapter with these dates owes."""
    return chapter("GARTEKS", **dates).duty(terms, YEAR)


def report(month: int, value: Value, *, is_verified: bool = True, days_late: int = 0) -> Report:
    """One report, verified and sent on the due day unless said otherwise."""
    amount, whole = value if isinstance(value, tuple) else (value, 0)
    sent_on = DUE_DATES[month] + timedelta(days=days_late)
    return Report(month, is_verified, scaled(amount), scaled(whole), sent_on)


def verified(values: Mapping[int, Value]) -> list[Report]:
    """Verified reports by month."""
    return [report(month, values[month]) for month in sorted(values)]


def monthly(*values: Value, since: int = 1) -> list[Report]:
    """Verified reports of months in a row."""
    return [report(month, value) for month, value in enumerate(values, since)]


def promises(*values: Number | Promise) -> list[Promise]:
    """Targets or pledges that hold from January, or as given."""
    return [value if isinstance(value, Promise) else Promise(1, scaled(value)) for value in values]


def promise(month: int, value: Number, baseline: Number | None = None) -> Promise:
    """A target or pledge that holds from `month` on."""
    return Promise(month, scaled(value), None if baseline is None else scaled(baseline))


def year(*indicators: IndicatorTerms, **terms: Any) -> YearTerms:
    """The year 2021 with the government's categories and a cap of 120."""
    return YearTerms(year=YEAR, indicators=indicators, categories=CATEGORIES, due_dates=DUE_DATES, **terms)


def region(
    *chapters: ChapterTerms,
    code: str = "31",
    targets: Mapping[str, Sequence[Promise]] | None = None,
    pledges: Mapping[tuple[int, str], Sequence[Promise]] | None = None,
) -> RegionTerms:
    """A region with these chapters, targets by indicator, pledges by chapter and indicator."""
    return RegionTerms(
        code=code,
        name=f"Region {code}",
        chapters=tuple(sorted(chapters, key=lambda row: row.sort_key)),
        targets=targets or {},
        pledges=pledges or {},
    )


def roll_up(month: int, terms: YearTerms, regions: Sequence[RegionTerms], reports: Reports) -> Rollup:
    """The nation as of `month`."""
    return Moment(terms, month).nation(regions, reports)
