"""What a total would be if the silent chapters stay as they were: the honest range, never a figure of record.

A chapter is silent in a month up to the one asked for if it owes a report and has sent none, neither verified
nor waiting (those stand apart as waiting). As it was, in the words of the forecast (domain rule 8):

- Flow: it would bring, in each silent month, the mean of its last three (or two) verified months. The lower
  end is the actual, into which silence brings nothing.
- Stock: the actual already carries its latest position on (domain rule 1). The lower end leaves out what is
  carried on by chapters that were silent after the month whose value stands.
- Ratios: numerator and denominator each likewise; the ends are the two percentages.
- Of a flow, a chapter with fewer than two verified months, and of a stock one without a position, has nothing
  to go by: it adds nothing, and is told apart. Milestones have no range.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workplan.reporting.amounts import Amount, added, verified
from workplan.reporting.forecasts import PARTS
from workplan.reporting.terms import Duty, IndicatorTerms, Report


@dataclass(frozen=True)
class Range:
    """Between what is known for sure and what it would be if the silent ones stay as they were."""

    low: Fraction | None
    high: Fraction | None
    silent: int
    """Chapters with a silent month that counts here."""
    unknown: int
    """Those of them with nothing to go by."""

    @property
    def is_wide(self) -> bool:
        """There is something between its ends."""
        return self.low != self.high


def silent_months(reports: Sequence[Report], duty: Duty, month: int) -> list[int]:
    """The months up to `month` in which a report was owed and none was sent."""
    sent = {report.month for report in reports}
    return [owed for owed in duty.owed[: bisect_right(duty.owed, month)] if owed not in sent]


def range_of(
    indicator: IndicatorTerms, chapters: Iterable[tuple[Sequence[Report], Duty]], month: int
) -> Range | None:
    """The range of several chapters together, each with its reports and what it owes.

    `month`: the one whose figures stand. In the indicator's unit, or percent for a ratio. None where nobody
    is silent, and for milestones.
    """
    if indicator.is_milestone:
        return None
    ends = [_ends(indicator, reports, duty, month) for reports, duty in chapters]
    silent = [end for end in ends if end.is_silent]
    if not silent:
        return None
    low, high = (
        amount and amount.figure(indicator, PARTS)
        for amount in (added(end.low for end in ends), added(end.high for end in ends))
    )
    if low is not None and high is not None:
        low, high = min(low, high), max(low, high)
    return Range(low, high, len(silent), sum(end.is_unknown for end in silent))


@dataclass(frozen=True)
class _Ends:
    """One chapter's, in forecasts.PARTS of a ten-thousandth."""

    low: Amount | None
    high: Amount | None
    is_silent: bool = False
    is_unknown: bool = False


def _ends(indicator: IndicatorTerms, reports: Sequence[Report], duty: Duty, month: int) -> _Ends:
    counting = verified(reports, month)
    silent = silent_months(reports, duty, month)
    if indicator.is_stock:
        return _of_stock(counting, silent, is_active=month in duty.active)
    together = added(Amount(report.value, report.denominator) for report in counting)
    actual = together and Amount(together.value * PARTS, together.denominator * PARTS)
    recent = counting[-3:]
    if not silent or actual is None or len(recent) < 2:
        return _Ends(actual, actual, bool(silent), bool(silent))
    means = (
        PARTS // len(recent) * sum(values)
        for values in zip(*((report.value, report.denominator) for report in recent), strict=True)
    )
    more = Amount(*(len(silent) * mean for mean in means))
    return _Ends(actual, added((actual, more)), is_silent=True)


def _of_stock(counting: Sequence[Report], silent: Sequence[int], *, is_active: bool) -> _Ends:
    if not counting or not is_active:
        return _Ends(None, None, bool(silent) and is_active, bool(silent) and is_active)
    stands = counting[-1]
    amount = Amount(stands.value * PARTS, stands.denominator * PARTS)
    is_carried = any(each > stands.month for each in silent)
    return _Ends(None if is_carried else amount, amount, is_carried)
