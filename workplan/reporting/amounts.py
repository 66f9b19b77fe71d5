"""Amounts that add up, and the verified reports they come from (rules 1, 2)."""

from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple

from rakerwil.fields import SCALE
from workplan.reporting.terms import IndicatorTerms, Report


class Amount(NamedTuple):
    """A value, or a numerator with its denominator (0 for counts); amounts of one indicator add up."""

    value: int
    denominator: int = 0

    def figure(self, indicator: IndicatorTerms, parts: int = 1) -> Fraction | None:
        """In the indicator's unit, or percent for a ratio; none where its denominator is 0 (rule 2).

        `parts`: into how many parts a ten-thousandth is divided here.
        """
        if indicator.is_ratio:
            return Fraction(100 * self.value, self.denominator) if self.denominator else None
        return Fraction(self.value, SCALE * parts)


def added(amounts: Iterable[Amount | None]) -> Amount | None:
    """The sum of those that are something; none if all are none."""
    present = [amount for amount in amounts if amount is not None]
    if not present:
        return None
    return Amount(sum(amount.value for amount in present), sum(amount.denominator for amount in present))


def verified(reports: Iterable[Report], month: int) -> list[Report]:
    """The verified reports up to `month`, oldest first as `reports` are."""
    return [report for report in reports if report.is_verified and report.month <= month]
