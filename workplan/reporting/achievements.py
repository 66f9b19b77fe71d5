"""Achievement of the year and to date, and what it is called (rules 4, 6, 7).

Actual, target and expected are in the indicator's unit, or percent for a ratio; achievements are percents.
"""

from collections.abc import Sequence
from fractions import Fraction

from rakerwil.fields import SCALE
from workplan.reporting.terms import Category, IndicatorTerms

HUNDRED = Fraction(100)
ZERO = Fraction(0)


def achievement(
    indicator: IndicatorTerms, actual: Fraction | None, target: Fraction | None
) -> Fraction | None:
    """Percent of the whole year's target, in every month (rule 4)."""
    if actual is None or target is None or indicator.is_monitored:
        return None
    if indicator.is_up:
        return _at_most_hundred(indicator, _percent(actual, target)) if target else None
    return _below_ceiling(2 * target - actual, target, actual)


def achievement_to_date(
    indicator: IndicatorTerms, actual: Fraction | None, target: Fraction | None, expected: Fraction | None
) -> Fraction | None:
    """Percent of what is expected by now (rule 7, To date)."""
    if actual is None or target is None or expected is None or indicator.is_monitored:
        return None
    if indicator.is_up:
        return _at_most_hundred(indicator, _percent(actual, expected)) if target and expected else None
    if indicator.is_stock:
        return _below_ceiling(2 * expected - actual, expected, actual)
    # The distance is held against the year's ceiling, so that two losses in January under a ceiling of
    # twelve don't read as zero.
    return _below_ceiling(target + expected - actual, target, actual)


def _percent(part: Fraction, whole: Fraction) -> Fraction:
    """100·part/whole in one step, since it is worked out for every cell of the nation."""
    return Fraction(100 * part.numerator * whole.denominator, part.denominator * whole.numerator)


def _at_most_hundred(indicator: IndicatorTerms, percent: Fraction) -> Fraction:
    return min(percent, HUNDRED) if indicator.is_milestone else percent


def _below_ceiling(room: Fraction, ceiling: Fraction, actual: Fraction) -> Fraction:
    """The government's rule where less is better: never below 0; under a ceiling of 0 all or nothing."""
    if ceiling == 0:
        return HUNDRED if actual == 0 else ZERO
    return max(_percent(room, ceiling), ZERO)


def is_on_track(indicator: IndicatorTerms, actual: Fraction | None, expected: Fraction | None) -> bool | None:
    """Whether the actual keeps pace; none when either is none (rule 7)."""
    if actual is None or expected is None:
        return None
    return actual >= expected if indicator.is_up else actual <= expected


def category(categories: Sequence[Category], percent: Fraction | None) -> str | None:
    """The code of the highest category whose cut-off the exact percent reaches (rule 6)."""
    if percent is None:
        return None
    scaled, per = percent.numerator * SCALE, percent.denominator
    return next((row.code for row in categories if scaled >= row.bound * per), categories[-1].code)
