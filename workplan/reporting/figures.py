"""The figures of one indicator in one scope: chapter, region or nation.

Pages, documents and exports all render these, so they cannot disagree. Everything is exact: amounts in the
indicator's unit, or percent for a ratio; achievements, forecasts and the rest likewise; none is None.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from rakerwil.fields import SCALE
from workplan.reporting.achievements import achievement, achievement_to_date, category, is_on_track
from workplan.reporting.forecasts import PARTS
from workplan.reporting.gaps import gap, needed_per_month
from workplan.reporting.pace import expected
from workplan.reporting.tallies import Tally
from workplan.reporting.terms import Category, IndicatorTerms


@dataclass(frozen=True)
class IndicatorFigures:
    """One row of a scope; all None and 0 where the indicator does not apply yet, or not to the chapter."""

    indicator: IndicatorTerms
    applies: bool = False
    target: Fraction | None = None
    """Of a chapter: its pledge."""
    actual: Fraction | None = None
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    achievement: Fraction | None = None
    category: str | None = None
    expected: Fraction | None = None
    on_track: bool | None = None
    achievement_to_date: Fraction | None = None
    category_to_date: str | None = None
    forecast: Fraction | None = None
    gap: Fraction | None = None
    needed_per_month: Fraction | None = None
    pending: int = 0
    due: int = 0
    last_due: int | None = None
    """The last month in which a report was due."""
    reports: int = 0
    timely: int = 0
    verified: int = 0
    owing: int = 0
    counted: int = 0
    """How complete the total is: `counted` of the `owing` chapters are in it."""
    month: int | None = None
    """Of a chapter's stock: the month whose value stands."""
    share: Fraction | None = None
    """Of a chapter: percent of the region's actual."""
    pledged: Fraction | None = None
    unallocated: Fraction | None = None
    """Of a region; negative where more is pledged than the target."""
    actual_with_target: Fraction | None = None
    """Of the nation: what the regions with a target brought (rule 3)."""

    @property
    def code(self) -> str:
        """The indicator's."""
        return self.indicator.code

    @property
    def over_pledged(self) -> Fraction:
        """By how much the pledges exceed the target; 0 when they do not."""
        return max(-(self.unallocated or Fraction(0)), Fraction(0))

    @property
    def is_reached(self) -> bool:
        """Whether the year's target is reached (rule 6)."""
        return self.achievement is not None and self.achievement >= 100

    @property
    def lacks_denominator(self) -> bool:
        """A ratio of nothing although every due report is verified: nothing to judge (rule 5)."""
        return self.denominator == 0 and self.verified == self.due


@dataclass(frozen=True)
class Standard:
    """What a scope is held against for one indicator as of a month."""

    month: int
    """The month whose figures stand: the last one of an indicator that has ended."""
    target: Fraction | None = None
    baseline: Fraction | None = None
    part: Fraction | None = None
    """The part of the year expected by now (rule 7)."""


def in_unit(amount: int | None) -> Fraction | None:
    """Ten-thousandths as the figure they stand for."""
    return None if amount is None else Fraction(amount, SCALE)


def judge(
    indicator: IndicatorTerms,
    tally: Tally,
    standard: Standard,
    categories: Sequence[Category],
    *,
    held: Tally | None = None,
    share: Fraction | None = None,
    pledged: Fraction | None = None,
    applies: bool = True,
) -> IndicatorFigures:
    """The figures of a scope that brought `tally`.

    `held`: only the nation's counts, the part of it that is held against the target (rule 3);
    `share`: only a chapter's; `pledged`: only a region's.
    """
    judged = tally if held is None else held
    actual = tally.actual and tally.actual.figure(indicator)
    against = actual if held is None else held.actual and held.actual.figure(indicator)
    target = standard.target
    calls_for = expected(indicator, target, standard.baseline, standard.part)
    of_year = achievement(indicator, against, target)
    to_date = achievement_to_date(indicator, against, target, calls_for)
    missing = gap(indicator, against, target)
    is_ratio = indicator.is_ratio
    return IndicatorFigures(
        indicator=indicator,
        applies=applies,
        target=target,
        actual=actual,
        numerator=in_unit(tally.actual.value) if is_ratio and tally.actual else None,
        denominator=in_unit(tally.actual.denominator) if is_ratio and tally.actual else None,
        achievement=of_year,
        category=category(categories, of_year),
        expected=calls_for,
        on_track=is_on_track(indicator, against, calls_for),
        achievement_to_date=to_date,
        category_to_date=category(categories, to_date),
        forecast=judged.forecast and judged.forecast.figure(indicator, PARTS),
        gap=missing,
        needed_per_month=needed_per_month(indicator, missing, standard.month),
        pending=tally.pending,
        due=tally.due,
        last_due=tally.last_due,
        reports=tally.reports,
        timely=tally.timely,
        verified=tally.verified,
        owing=tally.owing,
        counted=tally.counted,
        month=tally.month,
        share=share,
        pledged=pledged,
        unallocated=None if pledged is None or target is None else target - pledged,
        actual_with_target=None if held is None or target is None else against,
    )
