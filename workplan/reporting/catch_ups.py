"""The catch-up plan: who brings how much, so that the parts add up to the gap exactly (rule 11)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from math import floor

from workplan.reporting.amounts import verified
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.gaps import is_closable, needed_per_month
from workplan.reporting.scopes import Moment
from workplan.reporting.terms import ChapterTerms, IndicatorTerms, RegionTerms, Report, Reports


@dataclass(frozen=True)
class Part:
    """What one chapter brings, in the indicator's unit."""

    chapter: ChapterTerms
    amount: Fraction
    needed_per_month: Fraction | None
    """None when no month in which the indicator is due is left."""


@dataclass(frozen=True)
class CatchUp:
    """A region's plan for one indicator as of a month; without parts where there is nothing to share out."""

    region: str
    figures: IndicatorFigures
    as_of: date
    parts: tuple[Part, ...]

    @property
    def indicator(self) -> IndicatorTerms:
        """What is to be caught up."""
        return self.figures.indicator

    @property
    def gap(self) -> Fraction | None:
        """The region's, negative where the target is passed; None where there is none."""
        return self.figures.gap

    @property
    def total(self) -> Fraction:
        """What the parts bring together: the gap, until somebody edits them."""
        return sum((part.amount for part in self.parts), Fraction(0))

    @property
    def open(self) -> Fraction:
        """What of the gap no part covers; negative where the parts bring more."""
        return (self.gap or Fraction(0)) - self.total

    @property
    def result(self) -> Fraction:
        """The region's actual at the year's end if every part is brought."""
        return (self.figures.actual or Fraction(0)) + self.total

    def edited(self, amounts: Mapping[int, Fraction]) -> "CatchUp":
        """The plan with other parts, by chapter id; what is not named stays as it was.

        Raises ValueError for a negative amount, or one finer than the indicator's decimals.
        """
        for amount in amounts.values():
            if amount < 0 or (amount * 10**self.indicator.decimals).denominator != 1:
                raise ValueError(f"{amount} is no amount of {self.indicator.code}")
        month = self.as_of.month
        return replace(
            self,
            parts=tuple(
                _part(self.indicator, part.chapter, amounts.get(part.chapter.id, part.amount), month)
                for part in self.parts
            ),
        )

    def levelled(self, fixed: Mapping[int, Fraction]) -> "CatchUp":
        """The plan with some parts fixed, by chapter id, and what they leave shared among the others.

        In proportion to the others' parts, equally if those are all 0, so that the sum is the gap again.
        Raises ValueError where the fixed parts exceed the gap, or leave something and nobody to bring it.
        """
        left = (self.gap or Fraction(0)) - sum(fixed.values(), Fraction(0))
        others = [part for part in self.parts if part.chapter.id not in fixed]
        if left < 0 or (left and not others):
            raise ValueError(f"{left} can't be shared out")
        weights = [part.amount for part in others]
        if not any(weights):
            weights = [Fraction(1)] * len(others)
        together = sum(weights, Fraction(0))
        amounts = rounded([left * weight / together for weight in weights], self.indicator.decimals)
        shared = {part.chapter.id: amount for part, amount in zip(others, amounts, strict=True)}
        return self.edited({**fixed, **shared})


def catch_up(moment: Moment, region: RegionTerms, reports: Reports, indicator: IndicatorTerms) -> CatchUp:
    """The plan for the region's gap in `indicator`.

    No parts without a gap above 0, for anything but an `up` flow count, for an indicator not begun or over,
    or where no chapter that reports it is active in the month.
    """
    rollup = moment.region(region, reports)
    of_region = rollup.regions[0]
    place = moment.terms.indicators.index(indicator)
    figures = of_region.scope.indicators[place]
    givers = [row for row in of_region.chapters if row.is_active and row.chapter.reports(indicator)]
    plan = CatchUp(region=region.code, figures=figures, as_of=rollup.as_of, parts=())
    is_in_force = moment.month in indicator.months
    if not (givers and is_in_force and is_closable(indicator) and figures.gap and figures.gap > 0):
        return plan
    shares = _shares(
        figures.gap,
        outstanding=[_outstanding(giver.scope.indicators[place]) for giver in givers],
        paces=[
            _recent_pace(reports.get((indicator.id, giver.chapter.id), ()), moment.month) for giver in givers
        ],
    )
    amounts = rounded(shares, indicator.decimals)
    return replace(
        plan,
        parts=tuple(
            _part(indicator, giver.chapter, amount, moment.month)
            for giver, amount in zip(givers, amounts, strict=True)
        ),
    )


def rounded(shares: Sequence[Fraction], decimals: int) -> list[Fraction]:
    """`shares` in whole units of 10^-decimals with the same sum, by largest remainder; ties to the first.

    Their sum has to be a whole number of such units.
    """
    scale = 10**decimals
    units = [floor(share * scale) for share in shares]
    left = int(sum(shares, Fraction(0)) * scale) - sum(units)
    by_remainder = sorted(range(len(shares)), key=lambda at: units[at] - shares[at] * scale)
    for at in by_remainder[:left]:
        units[at] += 1
    return [Fraction(count, scale) for count in units]


def _shares(gap: Fraction, *, outstanding: Sequence[Fraction], paces: Sequence[Fraction]) -> list[Fraction]:
    """First what was pledged and is still outstanding, scaled down to the gap; the rest by recent pace."""
    promised = sum(outstanding, Fraction(0))
    if promised > gap:
        return [amount * gap / promised for amount in outstanding]
    weights = paces if any(paces) else [Fraction(1)] * len(paces)
    together = sum(weights, Fraction(0))
    return [
        amount + (gap - promised) * weight / together
        for amount, weight in zip(outstanding, weights, strict=True)
    ]


def _outstanding(figures: IndicatorFigures) -> Fraction:
    """What of a chapter's pledge is still to come."""
    return max((figures.target or Fraction(0)) - (figures.actual or Fraction(0)), Fraction(0))


def _recent_pace(reports: Sequence[Report], month: int) -> Fraction:
    """The mean of the last three verified months, or of as many as there are."""
    recent = verified(reports, month)[-3:]
    return Fraction(sum(report.value for report in recent), len(recent)) if recent else Fraction(0)


def _part(indicator: IndicatorTerms, chapter: ChapterTerms, amount: Fraction, month: int) -> Part:
    return Part(chapter, amount, needed_per_month(indicator, amount, month))
