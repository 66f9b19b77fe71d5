"""Targets proposed from the year before: better by so many percent, by one rule or one per indicator."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from rakerwil.numbers import round_half_up
from workplan.enums import Direction, GrowthBasis, Measure
from workplan.reporting.promises import Promise


@dataclass(frozen=True)
class Growth:
    """By how many percent, and from what; a rule of an indicator's own stands before the one for all."""

    percent: Decimal | None = None
    """Negative: worse than last year; None: only indicators with a rule of their own."""
    basis: str = GrowthBasis.TARGET
    own: Mapping[str, Decimal] = field(default_factory=dict)
    """By indicator code."""

    def of(self, code: str) -> Decimal | None:
        """The percent of one indicator."""
        return self.own.get(code, self.percent)


@dataclass(frozen=True)
class Proposal:
    """A target, in the indicator's unit or percent for a ratio, and where the position starts from."""

    value: Decimal
    baseline: Decimal | None = None


def base(promise: Promise, basis: str) -> Fraction | None:
    """What is grown from; None where last year has none, or the indicator has no target."""
    last = promise.last_year
    if last is None or not promise.indicator.has_target:
        return None
    return last.target if basis == GrowthBasis.TARGET else last.actual


def proposals(lines: Iterable[Promise], growth: Growth) -> dict[str, Proposal]:
    """By code, for each line with a rule and a figure of last year; a baseline is last year's position.

    Where less is better the ceiling comes down. A share stays at most 100 percent, a milestone is reached or
    not, and nothing falls below 0.
    """
    found: dict[str, Proposal] = {}
    for promise in lines:
        percent, last = growth.of(promise.indicator.code), base(promise, growth.basis)
        if percent is not None and last is not None:
            found[promise.indicator.code] = _proposal(promise, last, Fraction(percent))
    return found


def _proposal(promise: Promise, last: Fraction, percent: Fraction) -> Proposal:
    indicator = promise.indicator
    sign = -1 if indicator.direction == Direction.DOWN else 1
    wanted = max(last * (100 + sign * percent) / 100, Fraction(0))
    if indicator.is_ratio:
        wanted = min(wanted, Fraction(100))
    if indicator.measure == Measure.MILESTONE:
        wanted = last
    position = promise.last_year.actual if promise.last_year and indicator.takes_baseline else None
    return Proposal(
        value=round_half_up(wanted, indicator.decimals),
        baseline=None if position is None else round_half_up(position, indicator.decimals),
    )
