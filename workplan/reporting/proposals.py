"""A year's targets for all regions at once, grown from an earlier year, and the pledges that share them out.

What stands already is kept, and a region whose agreement is proposed or agreed is left alone.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from hashlib import sha256

from federations.models import Chapter, Region
from rakerwil.numbers import round_half_up
from workplan.models import Agreement, Indicator, Target, WorkYear
from workplan.reporting import rollup
from workplan.reporting.catch_ups import rounded
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.growth import Growth, Proposal, base, proposals
from workplan.reporting.promises import Promise, is_active_in, latest_pledges, reported_by
from workplan.reporting.scopes import RegionRollup


@dataclass(frozen=True)
class Share:
    """What one chapter would pledge of its region's target, in the indicator's unit."""

    chapter: Chapter
    indicator: Indicator
    value: Decimal


@dataclass(frozen=True)
class RegionProposal:
    """What one region's draft would get."""

    region: Region
    agreement: Agreement | None
    lines: tuple[Promise, ...]
    """The indicators on which no target stands yet, with last year's figures."""
    targets: Mapping[str, Proposal]
    """By indicator code."""
    kept: int
    """Targets that stand already."""
    shares: tuple[Share, ...]

    @property
    def is_open(self) -> bool:
        """Its targets can still be typed: no agreement yet, or a first draft."""
        return self.agreement is None or (self.agreement.is_draft and not self.agreement.has_been_agreed)


@dataclass(frozen=True)
class Together:
    """One indicator over all regions."""

    indicator: Indicator
    before: Fraction | None
    """What was grown from, added up over the regions that get a target; None for a ratio, which adds up to
    nothing."""
    proposed: Decimal | None
    regions: int


@dataclass(frozen=True)
class NationProposal:
    """What would be written, region by region; nothing is yet."""

    year: WorkYear
    before: WorkYear
    as_of: date
    """The month of that year whose actuals were taken."""
    growth: Growth
    regions: tuple[RegionProposal, ...]

    @property
    def is_over(self) -> bool:
        """The year before is told to its end."""
        return self.as_of == self.before.last_month

    @property
    def targets(self) -> int:
        return sum(len(row.targets) for row in self.regions)

    @property
    def shares(self) -> int:
        return sum(len(row.shares) for row in self.regions)

    @property
    def stamp(self) -> str:
        """Tells whether what would be written is still what a page showed."""
        told: list[tuple[object, ...]] = [
            (row.region.code, code, proposal.value, proposal.baseline)
            for row in self.regions
            for code, proposal in row.targets.items()
        ]
        told += [
            (row.region.code, each.indicator.code, each.chapter.pk, each.value)
            for row in self.regions
            for each in row.shares
        ]
        return sha256(repr(told).encode()).hexdigest()[:16]

    @property
    def together(self) -> list[Together]:
        """By indicator, in the framework's order."""
        found: dict[str, list[tuple[Promise, Proposal]]] = {}
        for row in self.regions:
            for line in row.lines:
                if proposal := row.targets.get(line.indicator.code):
                    found.setdefault(line.indicator.code, []).append((line, proposal))
        told = [_together(pairs, self.growth) for pairs in found.values()]
        return sorted(told, key=lambda row: row.indicator.position)


def _together(pairs: Sequence[tuple[Promise, Proposal]], growth: Growth) -> Together:
    indicator = pairs[0][0].indicator
    if indicator.is_ratio:
        return Together(indicator, None, None, len(pairs))
    before = sum((base(line, growth.basis) or Fraction(0) for line, _proposal in pairs), Fraction(0))
    proposed = sum((proposal.value for _line, proposal in pairs), Decimal(0))
    return Together(indicator, before, proposed, len(pairs))


def of_nation(year: WorkYear, before: WorkYear, growth: Growth, *, with_shares: bool) -> NationProposal:
    """Targets for every region that has chapters in the year `before`, and with `with_shares` pledges.

    Eleven statements, six of them for the figures of the year before.
    """
    told_before = rollup.nation(before)
    figures = {row.code: row for row in told_before.regions}
    indicators = list(Indicator.objects.filter(year=year).select_related("objective"))
    agreements = {row.region_id: row for row in Agreement.objects.filter(year=year, region__isnull=False)}
    targets = Target.objects.filter(agreement__in=[row.pk for row in agreements.values()])
    standing = set(targets.values_list("agreement__region_id", "indicator_id"))
    chapters = Chapter.objects.filter(region__code__in=figures)
    everyone = list(chapters.select_related("region", "federation", "district"))
    pledged = _pledged(everyone, year) if with_shares else set()
    members: dict[Region, list[Chapter]] = {}
    for chapter in everyone:
        members.setdefault(chapter.region, []).append(chapter)
    found = []
    for region, own in sorted(members.items(), key=lambda item: item[0].code):
        told = figures[region.code]
        lines = _lines(indicators, told)
        empty = tuple(line for line in lines if (region.pk, line.indicator.pk) not in standing)
        row = RegionProposal(
            region=region,
            agreement=agreements.get(region.pk),
            lines=empty,
            targets=proposals(empty, growth),
            kept=len(lines) - len(empty),
            shares=(),
        )
        if not row.is_open:
            row = replace(row, targets={})
        elif with_shares:
            row = replace(row, shares=tuple(_shares(row, told, _givers(own, year), pledged)))
        found.append(row)
    return NationProposal(year, before, told_before.as_of, growth, tuple(found))


def _lines(indicators: Iterable[Indicator], told: RegionRollup) -> tuple[Promise, ...]:
    """Every indicator of the year that can have a target, with the figures of the same code."""
    figures = {row.code: row for row in told.scope.indicators}
    return tuple(
        Promise(indicator, last_year=figures.get(indicator.code))
        for indicator in indicators
        if indicator.has_target
    )


def _pledged(chapters: Sequence[Chapter], year: WorkYear) -> set[tuple[int, int]]:
    """Region and indicator of every pledge that stands; one statement."""
    regions = {chapter.pk: chapter.region_id for chapter in chapters}
    return {(regions[chapter], indicator) for chapter, indicator in latest_pledges(chapters, year)}


def _givers(chapters: Iterable[Chapter], year: WorkYear) -> list[Chapter]:
    """Those who can pledge for the year; in the order in which a remainder goes to them."""
    return sorted((row for row in chapters if is_active_in(row, year)), key=lambda row: row.code)


def _shares(
    row: RegionProposal, told: RegionRollup, givers: Sequence[Chapter], pledged: Collection[tuple[int, int]]
) -> Iterator[Share]:
    """Each proposed target of a count, shared out as the chapters brought it last year (domain rule 10)."""
    brought = {each.chapter.id: each.scope.indicators for each in told.chapters}
    for line in row.lines:
        proposal, indicator = row.targets.get(line.indicator.code), line.indicator
        if proposal is None or not line.is_added_up or (row.region.pk, indicator.pk) in pledged:
            continue
        able = [chapter for chapter in givers if reported_by(indicator, chapter)]
        actuals = [_actual(brought.get(chapter.pk, ()), indicator.code) for chapter in able]
        values = split(proposal.value, actuals, indicator.decimals)
        for chapter, value in zip(able if values else (), values, strict=True):
            yield Share(chapter, indicator, value)


def _actual(figures: Iterable[IndicatorFigures], code: str) -> Fraction:
    return next((row.actual for row in figures if row.code == code and row.actual), Fraction(0))


def split(total: Decimal, actuals: Sequence[Fraction], decimals: int) -> list[Decimal]:
    """`total` in proportion to `actuals`, in whole units of 10^-decimals, so that the parts add up to it.

    By largest remainder, ties to the first; nothing where nobody has brought anything.
    """
    together = sum(actuals, Fraction(0))
    if not together:
        return []
    parts = rounded([Fraction(total) * actual / together for actual in actuals], decimals)
    return [round_half_up(part, decimals) for part in parts]
