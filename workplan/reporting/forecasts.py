"""The year's end "if each goes on as in its last verified months", chapter by chapter (rule 8).

Always an estimate. Amounts are whole numbers of 1/PARTS of a ten-thousandth, so that sums stay exact.
"""

from bisect import bisect_right
from collections.abc import Sequence

from workplan.reporting.amounts import Amount
from workplan.reporting.terms import Duty, IndicatorTerms, Report

PARTS = 27_720
"""Divisible by every number to 12: a mean of two or three months, a slope over eleven, stay whole."""


def is_projected(indicator: IndicatorTerms, reports: Sequence[Report], duty: Duty, month: int) -> bool:
    """Whether a chapter has two verified months, the latest among its last three due ones up to `month`."""
    return (
        len(reports) >= 2
        and reports[-1].month in duty.owed[: bisect_right(duty.owed, month)][-3:]
        and not indicator.is_milestone
        and not _is_given_up(indicator, duty)
    )


def projection(
    indicator: IndicatorTerms, reports: Sequence[Report], duty: Duty, month: int, actual: Amount | None
) -> Amount | None:
    """What the chapter adds to its region's forecast: its own projection, or its actual if it has none."""
    if actual is None or indicator.is_milestone or _is_given_up(indicator, duty):
        return None
    if not is_projected(indicator, reports, duty, month) or (indicator.is_stock and indicator.is_ratio):
        return Amount(actual.value * PARTS, actual.denominator * PARTS)
    if indicator.is_stock:
        return Amount(_going_on(indicator, reports[-4:]))
    owed_after = len(duty.owed) - bisect_right(duty.owed, reports[-1].month)
    recent = reports[-3:]
    value = actual.value * PARTS + owed_after * _mean([report.value for report in recent])
    denominator = actual.denominator * PARTS + owed_after * _mean([report.denominator for report in recent])
    return Amount(min(value, denominator) if indicator.is_ratio else value, denominator)


def _is_given_up(indicator: IndicatorTerms, duty: Duty) -> bool:
    """A stock that nobody will hold in the indicator's last month counts nothing."""
    return indicator.is_stock and indicator.last_month not in duty.active


def _going_on(indicator: IndicatorTerms, recent: Sequence[Report]) -> int:
    """The newest value and its slope over the months in force that follow it, not below 0."""
    oldest, newest = recent[0], recent[-1]
    slope = PARTS // (newest.month - oldest.month) * (newest.value - oldest.value)
    return max(newest.value * PARTS + slope * indicator.months_after(newest.month), 0)


def _mean(values: Sequence[int]) -> int:
    """The mean of two or three, in PARTS of their unit."""
    return PARTS // len(values) * sum(values)
