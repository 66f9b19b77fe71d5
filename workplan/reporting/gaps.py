"""What is missing, and how fast it would have to come (rule 9); who brought which part (rule 10)."""

from fractions import Fraction

from workplan.reporting.tallies import Tally
from workplan.reporting.terms import IndicatorTerms


def gap(indicator: IndicatorTerms, actual: Fraction | None, target: Fraction | None) -> Fraction | None:
    """Target less actual: what is missing, or left of the ceiling; percentage points for a ratio.

    Nothing reported yet leaves the whole target of a flow count; any other gap is then none.
    """
    if target is None:
        return None
    if actual is None:
        return target if indicator.is_count and not indicator.is_stock else None
    return target - actual


def needed_per_month(indicator: IndicatorTerms, missing: Fraction | None, month: int) -> Fraction | None:
    """`missing` spread over the months in force after `month`; of `up` flow counts only.

    None when no month in which the indicator is due is left.
    """
    if missing is None or not is_closable(indicator) or not indicator.is_due_after(month):
        return None
    return max(missing, Fraction(0)) / indicator.months_after(month)


def is_closable(indicator: IndicatorTerms) -> bool:
    """Whether a gap is closed by bringing so much more each month: an `up` flow count."""
    return indicator.is_count and indicator.is_up and not indicator.is_stock


def share_of(indicator: IndicatorTerms, brought: Tally, together: Tally) -> Fraction | None:
    """Percent that a chapter's actual is of its region's, for counts; none when that is 0 or none."""
    if not indicator.is_count or brought.actual is None or not (together.actual and together.actual.value):
        return None
    return Fraction(100 * brought.actual.value, together.actual.value)
