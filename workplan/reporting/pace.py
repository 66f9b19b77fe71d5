"""How much of the year's target is expected by now (rule 7)."""

from bisect import bisect_right
from collections.abc import Sequence
from fractions import Fraction

from workplan.reporting.terms import Duty, IndicatorTerms

WHOLE = Fraction(1)


def share(indicator: IndicatorTerms, month: int) -> Fraction | None:
    """The part of the year expected as of `month`, for a region, a nation, or a chapter active throughout.

    None while no report has been due.
    """
    last_due = _last_due(indicator.due_months, month)
    if last_due is None:
        return None
    if last_due == indicator.due_months[-1]:
        return WHOLE
    if indicator.trajectory is None:
        return _share_of(indicator.months, last_due, indicator.due_months[-1])
    quarter, months_into = divmod(last_due, 3)
    reached = indicator.trajectory[quarter - 1] if quarter else Fraction(0)
    if not months_into:
        return reached
    return reached + (indicator.trajectory[quarter] - reached) * Fraction(months_into, 3)


def own_share(indicator: IndicatorTerms, duty: Duty, month: int) -> Fraction | None:
    """The same for a chapter: by its own months, without the trajectory, unless active in all in force."""
    first, end = (
        max(indicator.first_month, duty.active.start),
        min(indicator.last_month + 1, duty.active.stop),
    )
    own_months = range(first, end)
    if own_months == indicator.months:
        return share(indicator, month)
    last_due = _last_due(duty.owed, month)
    if last_due is None:
        return None
    return WHOLE if last_due == duty.owed[-1] else _share_of(own_months, last_due, duty.owed[-1])


def _last_due(due: Sequence[int], month: int) -> int | None:
    reached = bisect_right(due, month)
    return due[reached - 1] if reached else None


def _share_of(months: Sequence[int], last_due: int, year_end: int) -> Fraction:
    return Fraction(bisect_right(months, last_due), bisect_right(months, year_end))


def expected(
    indicator: IndicatorTerms, target: Fraction | None, baseline: Fraction | None, part: Fraction | None
) -> Fraction | None:
    """The value that `part` of the year calls for: a ratio its target, a flow its share, a stock its way up.

    `baseline` is of stock counts only; a stock without one can't be judged before the year's last due month.
    """
    if target is None or part is None:
        return None
    if indicator.is_ratio or part == WHOLE:
        return target
    if not indicator.is_stock:
        return target * part
    return None if baseline is None else baseline + (target - baseline) * part
