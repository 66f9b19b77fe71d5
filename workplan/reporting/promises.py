"""A region's targets, what its chapters pledge of them, and last year's figures beside them.

As they stand last, drafts and coming months included: for the pages where people promise. What counts as of
a month is the roll-up's.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from hashlib import sha256

from federations.models import Chapter, Region
from workplan.enums import Measure, ReportedBy
from workplan.models import Agreement, Indicator, Pledge, Target, WorkYear
from workplan.reporting import rollup
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.ledgers import indicator_terms
from workplan.reporting.pace import expected, share
from workplan.reporting.terms import IndicatorTerms

QUARTER_ENDS = (3, 6, 9, 12)


@dataclass(frozen=True)
class Promise:
    """One indicator in one region; amounts in its unit, percent for a ratio."""

    indicator: Indicator
    agreed: Target | None = None
    """The target that was agreed last, with the baseline that was set last."""
    open: Target | None = None
    """What is typed and not agreed yet: the draft's line, or a revision's."""
    pledges: Mapping[int, Pledge] = field(default_factory=dict)
    """By chapter id, the one with the latest month."""
    last_year: IndicatorFigures | None = None

    @property
    def target(self) -> Target | None:
        """What the page shows: the line being worked on, otherwise the agreed one."""
        return self.open or self.agreed

    @property
    def value(self) -> Decimal | None:
        """What the page shows as target."""
        return self.target.value if self.target else None

    @property
    def agreed_value(self) -> Decimal | None:
        """What counts."""
        return self.agreed.value if self.agreed else None

    @property
    def is_added_up(self) -> bool:
        """Pledges make a sum only for counts with a direction (domain rule 10)."""
        return self.indicator.measure == Measure.COUNT and self.indicator.has_target

    @cached_property
    def pledged(self) -> Decimal | None:
        """The sum of the pledges, 0 if nobody pledged; None where they make no sum."""
        if not self.is_added_up:
            return None
        return sum((pledge.value for pledge in self.pledges.values()), Decimal(0))

    def pledged_by_others(self, chapters: Collection[Chapter]) -> Decimal:
        """The sum of the pledges of all but these chapters."""
        own = {chapter.pk for chapter in chapters}
        return sum((row.value for pk, row in self.pledges.items() if pk not in own), Decimal(0))

    @cached_property
    def unallocated(self) -> Decimal | None:
        """Target − pledged, negative where more is pledged; None without a target or a sum."""
        if self.pledged is None or self.target is None:
            return None
        target: Decimal = self.target.value
        return target - self.pledged

    @property
    def is_over_pledged(self) -> bool:
        """More is pledged than the target."""
        return self.unallocated is not None and self.unallocated < 0

    @property
    def excess(self) -> Decimal | None:
        """How much more is pledged than the target."""
        return -self.unallocated if self.unallocated is not None and self.is_over_pledged else None

    @property
    def baseline(self) -> Decimal | None:
        """Where the position started from: the open line's, otherwise the one that was set last."""
        for target in (self.open, self.agreed):
            baseline: Decimal | None = target.baseline if target else None
            if baseline is not None:
                return baseline
        return None

    @property
    def agreed_baseline(self) -> Decimal | None:
        """Where the position started from by what was agreed: what an empty field of a revision keeps."""
        return self.agreed.baseline if self.agreed else None

    @cached_property
    def pace(self) -> tuple[Fraction | None, ...]:
        """The part of the target expected by the end of each quarter; () without a trajectory."""
        if not self.indicator.trajectory or not self.indicator.has_target:
            return ()
        return tuple(share(self._terms, month) for month in QUARTER_ENDS)

    @cached_property
    def quarters(self) -> tuple[Fraction | None, ...]:
        """What the target expects by the end of each quarter; () without a trajectory or a target."""
        if self.target is None:
            return ()
        target, baseline = Fraction(self.target.value), self.baseline
        start = None if baseline is None else Fraction(baseline)
        return tuple(expected(self._terms, target, start, part) for part in self.pace)

    @cached_property
    def _terms(self) -> IndicatorTerms:
        return indicator_terms(self.indicator)


@dataclass(frozen=True)
class Promises:
    """All of a region's, or the nation's ratios, in the framework's order."""

    year: WorkYear
    region: Region | None
    agreement: Agreement | None
    lines: tuple[Promise, ...]
    chapters: tuple[Chapter, ...] = ()
    """Those active in the year or with a pledge; the coordinator's own office last."""
    last_month: date | None = None
    """As of when last year's figures are told; None without a year before."""

    @property
    def gaps(self) -> tuple[Promise, ...]:
        """Where the pledges do not add up to the target."""
        return tuple(line for line in self.lines if line.unallocated)

    @property
    def with_target_count(self) -> int:
        """How many indicators can have a target."""
        return sum(line.indicator.has_target for line in self.lines)

    @property
    def set_count(self) -> int:
        """How many of them have one."""
        return self.with_target_count - len(self.without_target)

    @property
    def without_target(self) -> tuple[Promise, ...]:
        """Where a target could stand and none does."""
        return tuple(line for line in self.lines if line.indicator.has_target and line.target is None)


def reported_by(indicator: Indicator, chapter: Chapter) -> bool:
    """The coordinator's office reports what coordinators count, the others the rest (domain rule 12)."""
    return (indicator.reported_by == ReportedBy.COORDINATOR) == chapter.is_coordinator_office


def agreed_targets(agreement: Agreement) -> dict[int, Target]:
    """By indicator id, the agreed row with the latest month; its baseline is the one that was set last."""
    rows = agreement.targets.order_by("effective_month", "pk")
    return _latest([row for row in rows if row.is_agreed])


def latest_pledges(chapters: Collection[Chapter], year: WorkYear) -> dict[tuple[int, int], Pledge]:
    """By chapter and indicator id, the row with the latest month. One statement."""
    rows = Pledge.objects.filter(chapter__in=chapters, indicator__year=year).order_by("effective_month", "pk")
    return {(row.chapter_id, row.indicator_id): row for row in rows}


def stamp(pledges: Iterable[Pledge]) -> str:
    """What tells whether any of these pledges has changed since a page showed them."""
    rows = sorted((row.pk, row.effective_month, row.value) for row in pledges)
    told = ";".join(f"{pk}:{month:%m}:{value.normalize():f}" for pk, month, value in rows)
    return sha256(told.encode()).hexdigest()[:16]


def of_region(year: WorkYear, region: Region, before: WorkYear | None = None) -> Promises:
    """The region's promises, beside the figures of the year `before` if that is given.

    Four statements, five before the first target is written, and five more for the year before.
    """
    agreement, rows = _agreement(year, region)
    everyone = list(Chapter.objects.filter(region=region).select_related("federation", "district"))
    pledges = latest_pledges(everyone, year)
    pledging = {chapter for chapter, _ in pledges}
    chapters = sorted(
        (row for row in everyone if row.pk in pledging or is_active_in(row, year)),
        key=lambda row: (row.is_coordinator_office, row.code),
    )
    figures, month = _year_before(before, region)
    lines = _lines(year, rows, figures, pledges)
    return Promises(year, region, agreement, lines, tuple(chapters), month)


def of_nation(year: WorkYear, before: WorkYear | None = None) -> Promises:
    """The nation's own targets, of ratios only (domain rule 3), beside the figures of the year `before`.

    Two statements, three before the first target is written, and six more for the year before.
    """
    agreement, rows = _agreement(year, None)
    figures, month = _year_before(before, None)
    lines = tuple(line for line in _lines(year, rows, figures, {}) if line.indicator.is_ratio)
    return Promises(year, None, agreement, lines, (), month)


def is_active_in(chapter: Chapter, year: WorkYear) -> bool:
    """On any day of the year; the end date is the last active day."""
    has_begun = chapter.active_from <= date(year.year, 12, 31)
    return has_begun and (chapter.active_to is None or chapter.active_to >= year.first_month)


def _agreement(year: WorkYear, region: Region | None) -> tuple[Agreement | None, list[Target]]:
    """With its rows; in one statement, except where there are none."""
    rows = Target.objects.filter(agreement__year=year, agreement__region=region)
    found = list(rows.select_related("agreement").order_by("effective_month", "pk"))
    if found:
        return found[0].agreement, found
    return Agreement.objects.filter(year=year, region=region).first(), []


def _latest(rows: Sequence[Target]) -> dict[int, Target]:
    standing: dict[int, Target] = {}
    for row in rows:
        earlier = standing.get(row.indicator_id)
        if row.baseline is None and earlier is not None:
            row.baseline = earlier.baseline
        standing[row.indicator_id] = row
    return standing


def _lines(
    year: WorkYear,
    rows: Sequence[Target],
    figures: Mapping[str, IndicatorFigures],
    pledges: Mapping[tuple[int, int], Pledge],
) -> tuple[Promise, ...]:
    agreed = _latest([row for row in rows if row.is_agreed])
    not_yet = {row.indicator_id: row for row in rows if not row.is_agreed}
    by_indicator: dict[int, dict[int, Pledge]] = {}
    for (chapter, indicator), pledge in pledges.items():
        by_indicator.setdefault(indicator, {})[chapter] = pledge
    return tuple(
        Promise(
            indicator=indicator,
            agreed=agreed.get(indicator.pk),
            open=not_yet.get(indicator.pk),
            pledges=by_indicator.get(indicator.pk, {}),
            last_year=figures.get(indicator.code),
        )
        for indicator in Indicator.objects.filter(year=year).select_related("objective")
    )


def _year_before(
    before: WorkYear | None, region: Region | None
) -> tuple[dict[str, IndicatorFigures], date | None]:
    """Figures by code as of the last due month of that year; equal code means the same story."""
    if before is None:
        return {}, None
    if region is None:
        told = rollup.nation(before)
        scope = told.nation
    else:
        told = rollup.region(before, region)
        scope = told.regions[0].scope
    return {row.code: row for row in (scope.indicators if scope else ())}, told.as_of
