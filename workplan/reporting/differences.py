"""Why a region's or the nation's figures are not what they were, indicator by indicator.

Two points are compared: each a month to look back from, and a time at which this was known (now, if left
out). Actual and target each have parts that add up exactly to their difference (see `changes`); ratios are
compared as percentages, and their parts added as pairs.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from fractions import Fraction

from federations.models import Region
from workplan.models import Indicator, WorkYear
from workplan.reporting import kept, ledgers, pasts
from workplan.reporting.amounts import Amount
from workplan.reporting.changes import Change, View, change, together
from workplan.reporting.figures import in_unit
from workplan.reporting.kept import Question, Shelf
from workplan.reporting.ledgers import Ledger
from workplan.reporting.scopes import standing_promise
from workplan.reporting.terms import (
    ChapterTerms,
    IndicatorTerms,
    Promise,
    RegionTerms,
    Reports,
    YearTerms,
)


@dataclass(frozen=True)
class Point:
    """Where one looks from: a month of the year, and the time of which one knows what was on record."""

    month: date
    known_at: datetime | None = None
    """None for now."""


class Turn(StrEnum):
    """What happened to a target."""

    SET = "set"
    REVISED = "revised"
    DROPPED = "dropped"


@dataclass(frozen=True)
class TargetPart:
    """A region's target, or the nation's own, that is not what it was; in the unit, or percent."""

    region: RegionTerms | None
    turn: Turn
    before: Fraction | None
    after: Fraction | None

    @property
    def difference(self) -> Fraction:
        """Now less then; no target counts as nothing."""
        return (self.after or Fraction(0)) - (self.before or Fraction(0))


@dataclass(frozen=True)
class Difference:
    """One indicator of one scope, then and now."""

    change: Change
    target_before: Fraction | None
    target_after: Fraction | None
    target_parts: tuple[TargetPart, ...]

    @property
    def indicator(self) -> IndicatorTerms:
        """Whose figure it is."""
        return self.change.indicator

    @property
    def before(self) -> Fraction | None:
        """The actual then, in the unit, or percent."""
        return self._figure(self.change.before)

    @property
    def after(self) -> Fraction | None:
        """The actual now."""
        return self._figure(self.change.after)

    @property
    def difference(self) -> Fraction | None:
        """Of counts what the parts add up to; of a ratio percentage points, none without two percentages."""
        if not self.indicator.is_ratio:
            return in_unit(self.change.difference.value)
        return None if self.before is None or self.after is None else self.after - self.before

    @property
    def is_other(self) -> bool:
        """Something is not what it was, even where the sums agree."""
        return bool(self.change.parts or self.target_parts)

    def _figure(self, amount: Amount | None) -> Fraction | None:
        return amount and amount.figure(self.indicator)


@dataclass(frozen=True)
class Scoped:
    """The differences of one region, in the framework's order."""

    region: RegionTerms
    differences: tuple[Difference, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything that is not what it was between two points."""

    terms: YearTerms
    regions: tuple[Scoped, ...]
    together: tuple[Difference, ...]
    """All regions as one, in the framework's order: of ratios with the nation's own target."""


def of_region(year: WorkYear, region: Region, then: Point, now: Point) -> Comparison:
    """All indicators of a region; five statements, and four for each point that is not now."""
    month = max(then.month, now.month)
    return compare(ledgers.read(year, month, region), then, now)


def of_nation(year: WorkYear, then: Point, now: Point, indicator: Indicator | None = None) -> Comparison:
    """All regions, of one indicator or of all; at most six statements, and four for each that is not now."""
    month = max(then.month, now.month)
    if indicator is not None:
        return compare(ledgers.of_indicator(year, month, indicator), then, now)
    if then.known_at or now.known_at or then.month > now.month:
        return compare(ledgers.read(year, month), then, now)
    asked = ledgers.outline(year)
    found = _nation.answers(asked, kept.moment(asked, month), month, then.month.month)
    scoped = tuple(region for region in found if region is not None)
    return _compared((asked.terms, then), (asked.terms, now), scoped)


def compare(ledger: Ledger, then: Point, now: Point) -> Comparison:
    """The two points held against each other, from a ledger up to the later month."""
    before, after = (
        ledger if point.known_at is None else pasts.known(ledger, point.month, point.known_at)
        for point in (then, now)
    )
    scoped = tuple(
        _scoped((before, earlier), (after, later), then, now)
        for earlier, later in zip(before.regions, after.regions, strict=True)
    )
    return _compared((before.terms, then), (after.terms, now), scoped)


def _compared(
    before: tuple[YearTerms, Point], after: tuple[YearTerms, Point], scoped: tuple[Scoped, ...]
) -> Comparison:
    """The regions, and all of them as one."""
    terms = after[0]
    return Comparison(
        terms=terms,
        regions=scoped,
        together=tuple(
            _summed(
                indicator,
                [each.differences[place] for each in scoped],
                _target(indicator, before[0].national_targets, before[1]),
                _target(indicator, terms.national_targets, after[1]),
            )
            for place, indicator in enumerate(terms.indicators)
        ),
    )


Side = tuple[Ledger, RegionTerms]
"""A region as one of the two points knows it."""


def _scoped(before: Side, after: Side, then: Point, now: Point) -> Scoped:
    """One region, indicator by indicator."""
    indicators = after[0].terms.indicators
    return Scoped(after[1], tuple(_difference(terms, before, after, then, now) for terms in indicators))


def _of_nation(question: Question, reports: Reports) -> Scoped | None:
    """A region with a chapter or a target in the year, as both months are known now."""
    region, terms = question.region, question.moment.terms
    if not region.takes_part:
        return None
    side = Ledger(terms, (region,), reports), region
    then, now = (Point(date(terms.year, month, 1)) for month in (question.then, question.moment.month))
    return _scoped(side, side, then, now)


_nation = Shelf(2 * 38, _of_nation)
"""Each up to 500 kB, from January to December."""


def _difference(terms: IndicatorTerms, before: Side, after: Side, then: Point, now: Point) -> Difference:
    """One region's."""
    pairs = zip(before[1].chapters, after[1].chapters, strict=True)
    old, new = _target(terms, before[1].targets, then), _target(terms, after[1].targets, now)
    return Difference(
        change=change(
            terms,
            [
                (later, _view(terms, before[0], earlier, then), _view(terms, after[0], later, now))
                for earlier, later in pairs
            ],
        ),
        target_before=old,
        target_after=new,
        target_parts=_turned(after[1], old, new),
    )


def _view(terms: IndicatorTerms, ledger: Ledger, chapter: ChapterTerms, point: Point) -> View:
    """A chapter's reports, from the month whose figures stand; nothing before the indicator begins."""
    month = terms.standing_month(point.month.month) or 0
    is_active = month in chapter.active_months(ledger.terms.year)
    return View(month, ledger.reports.get((terms.id, chapter.id), ()), is_active)


def _target(terms: IndicatorTerms, targets: Mapping[str, Sequence[Promise]], point: Point) -> Fraction | None:
    """The target in force, in the unit or percent; none before the indicator begins."""
    month = terms.standing_month(point.month.month)
    promise = standing_promise(terms, targets.get(terms.code, ()), month) if month else None
    return in_unit(promise.value) if promise else None


def _turned(region: RegionTerms | None, old: Fraction | None, new: Fraction | None) -> tuple[TargetPart, ...]:
    if old == new:
        return ()
    turn = Turn.SET if old is None else Turn.DROPPED if new is None else Turn.REVISED
    return (TargetPart(region, turn, old, new),)


def _summed(
    terms: IndicatorTerms, rows: Sequence[Difference], old: Fraction | None, new: Fraction | None
) -> Difference:
    """All regions as one; `old` and `new` are the nation's own target, of ratios only (domain rule 3)."""
    parts = _turned(None, old, new)
    if not terms.is_ratio:
        old, new = _sum(row.target_before for row in rows), _sum(row.target_after for row in rows)
        parts = tuple(part for row in rows for part in row.target_parts)
    return Difference(together(terms, [row.change for row in rows]), old, new, parts)


def _sum(figures: Iterable[Fraction | None]) -> Fraction | None:
    present = [figure for figure in figures if figure is not None]
    return sum(present, Fraction(0)) if present else None
