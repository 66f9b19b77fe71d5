"""What a figure is made of: every report behind it, what waits, who is silent, how it came about by month."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.utils import timezone

from federations.models import Region
from workplan.models import Contribution, Indicator, WorkYear
from workplan.reporting import ledgers
from workplan.reporting.amounts import Amount, added
from workplan.reporting.blanks import Blank
from workplan.reporting.catch_ups import CatchUp, catch_up
from workplan.reporting.claims import Claim, as_reported, claim
from workplan.reporting.figures import IndicatorFigures, Standard, in_unit
from workplan.reporting.pace import expected, own_share, share
from workplan.reporting.rollup import as_of_month, closed_month
from workplan.reporting.scopes import ChapterRollup, Moment, RegionRollup, RegionTally, Rollup
from workplan.reporting.silences import Range, range_of
from workplan.reporting.tallies import total
from workplan.reporting.terms import IndicatorTerms, RegionTerms, Report, Reports

Pace = Callable[[int], Fraction | None]
"""What is expected by the end of a month."""


@dataclass(frozen=True)
class Cell:
    """A chapter's month: what it sent, or why there is nothing."""

    month: date
    contribution_id: int | None = None
    """The row that stands behind it."""
    is_verified: bool = False
    counts: bool = False
    """Whether it is one of those that make up the chapter's actual: of a stock only the one that stands."""
    figure: Fraction | None = None
    """In the indicator's unit; percent for a ratio, None where its denominator is 0."""
    numerator: Fraction | None = None
    denominator: Fraction | None = None
    blank: Blank | None = None
    """Why there is no figure; also a declared zero, and one that waits for verification."""
    is_late: bool = False
    """First sent after the due day."""
    is_corrected: bool = False
    """By the national office, after the lock."""


@dataclass(frozen=True)
class Strand:
    """A chapter's part of the figure, month by month up to the month asked for."""

    chapter: ChapterRollup
    figures: IndicatorFigures
    cells: tuple[Cell, ...]
    claim: Claim
    range: Range | None
    """None where it is silent in no month, as in the wider scopes."""
    steps: "tuple[Step, ...]"


@dataclass(frozen=True)
class Step:
    """One of the twelve months of the year."""

    month: date
    actual: Fraction | None
    """As of that month; None for months to come."""
    expected: Fraction | None
    """By the target that holds in the month asked for."""
    verified: Fraction | None
    """What that month's verified reports say together."""
    pending: Fraction | None
    """The same of those that wait for verification."""


@dataclass(frozen=True)
class Origin:
    """A region's figure for one indicator, opened."""

    as_of: date
    region: RegionRollup
    figures: IndicatorFigures
    strands: tuple[Strand, ...]
    """Of the chapters that report the indicator."""
    steps: tuple[Step, ...]
    claim: Claim
    range: Range | None
    plan: CatchUp

    def strand(self, chapter_id: int) -> Strand | None:
        """One chapter's part; None if it has none."""
        return next((strand for strand in self.strands if strand.chapter.chapter.id == chapter_id), None)


@dataclass(frozen=True)
class RegionPart:
    """A region's part of the nation's figure."""

    region: RegionRollup
    figures: IndicatorFigures
    claim: Claim
    range: Range | None


@dataclass(frozen=True)
class NationOrigin:
    """The nation's figure for one indicator, opened."""

    as_of: date
    rollup: Rollup
    figures: IndicatorFigures
    parts: tuple[RegionPart, ...]
    steps: tuple[Step, ...]
    """Of counts: of the regions with a target, if any has one, since only these are held against it."""
    claim: Claim
    range: Range | None


def of_region(
    year: WorkYear,
    region: Region,
    indicator: Indicator,
    as_of: date | None = None,
    today: date | None = None,
) -> Origin:
    """Everything behind a region's figures for `indicator` as of a month; six statements.

    `today` decides which windows are closed; by default the region's own date. Raises NotYet for a month
    to come.
    """
    month = as_of_month(year, as_of)
    ledger = ledgers.read(year, month, region)
    reports, here = ledger.reports, ledger.regions[0]
    moment = Moment(ledger.terms, month.month)
    rollup = moment.region(here, reports).regions[0]
    place = next(at for at, row in enumerate(ledger.terms.indicators) if row.id == indicator.pk)
    terms = ledger.terms.indicators[place]
    weaver = _Weaver(
        terms=terms,
        rollup=rollup,
        rows=_rows(region, indicator),
        closed=closed_month(year, today or timezone.localdate(timezone=region.zone)),
        reports=reports,
        claimed=_claimed(moment, terms, here, reports),
    )
    figures = rollup.scope.indicators[place]
    return Origin(
        as_of=month,
        region=rollup,
        figures=figures,
        strands=tuple(
            weaver.strand(chapter, chapter.scope.indicators[place])
            for chapter in rollup.chapters
            if chapter.chapter.reports(terms)
        ),
        steps=_steps(
            terms, moment, [here], reports, _pace_of(terms, rollup.counted.standards.get(terms.code))
        ),
        claim=_claim(terms, [weaver.claimed], figures),
        range=_range(terms, moment, [rollup.counted], reports),
        plan=catch_up(moment, here, reports, terms),
    )


def of_nation(year: WorkYear, indicator: Indicator, as_of: date | None = None) -> NationOrigin:
    """Everything behind the nation's figure for `indicator` as of a month, region by region; six statements.

    Raises NotYet for a month to come.
    """
    month = as_of_month(year, as_of)
    ledger = ledgers.of_indicator(year, month, indicator)
    (terms,), reports = ledger.terms.indicators, ledger.reports
    moment = Moment(ledger.terms, month.month)
    rollup = moment.nation(ledger.regions, reports)
    tallies = [region.counted for region in rollup.regions]
    claimed = [_claimed(moment, terms, counted.region, reports) for counted in tallies]
    figures = rollup.nation.indicators[0] if rollup.nation else IndicatorFigures(terms)
    standing, standard = terms.standing_month(month.month), None
    held = tallies
    if standing is not None:
        standard, _held = moment.national(tallies, terms, standing)
        if not terms.is_ratio and standard.target is not None:
            held = [counted for counted in tallies if counted.standards[terms.code].target is not None]
    return NationOrigin(
        as_of=month,
        rollup=rollup,
        figures=figures,
        parts=tuple(
            RegionPart(
                region=region,
                figures=region.scope.indicators[0],
                claim=_claim(terms, [reported], region.scope.indicators[0]),
                range=_range(terms, moment, [region.counted], reports),
            )
            for region, reported in zip(rollup.regions, claimed, strict=True)
        ),
        steps=_steps(terms, moment, [counted.region for counted in held], reports, _pace_of(terms, standard)),
        claim=_claim(terms, claimed, figures),
        range=_range(terms, moment, tallies, reports),
    )


def _claimed(moment: Moment, terms: IndicatorTerms, region: RegionTerms, reports: Reports) -> RegionTally:
    """A region's tally of one indicator as if all that waits were verified."""
    own = {(terms.id, chapter.id): reports.get((terms.id, chapter.id), ()) for chapter in region.chapters}
    return replace(moment, terms=replace(moment.terms, indicators=(terms,))).tally(region, as_reported(own))


def _claim(terms: IndicatorTerms, claimed: Sequence[RegionTally], figures: IndicatorFigures) -> Claim:
    """What several regions report together beside what of it is verified."""
    amount = added(
        counted.together[terms.code].actual for counted in claimed if terms.code in counted.together
    )
    return claim(terms, amount and amount.figure(terms), figures.actual)


def _range(
    terms: IndicatorTerms, moment: Moment, tallies: Sequence[RegionTally], reports: Reports
) -> Range | None:
    """The range of several regions together; none before the indicator begins."""
    standing = terms.standing_month(moment.month)
    if standing is None:
        return None
    chapters = [
        (reports.get((terms.id, chapter.id), ()), counted.duties[chapter.id, terms.code])
        for counted in tallies
        for chapter in counted.region.chapters
    ]
    return range_of(terms, chapters, standing)


def _pace_of(terms: IndicatorTerms, standard: Standard | None) -> Pace:
    """By the target that holds in the month asked for."""
    if standard is None:
        return lambda _month: None
    return lambda month: expected(terms, standard.target, standard.baseline, share(terms, month))


def _rows(region: Region, indicator: Indicator) -> dict[tuple[int, int], tuple[int, bool]]:
    """Of the region's rows the key, and whether it was corrected; by chapter id and month."""
    rows = Contribution.objects.filter(indicator=indicator, chapter__region=region).with_corrections()
    return {
        (row.chapter_id, row.month.month): (row.pk, vars(row)["corrected_at"] is not None)
        for row in rows.only("chapter", "month").order_by("pk")
    }


@dataclass(frozen=True)
class _Weaver:
    """Lays the reports of a region's chapters out by month."""

    terms: IndicatorTerms
    rollup: RegionRollup
    rows: Mapping[tuple[int, int], tuple[int, bool]]
    closed: int
    reports: Reports
    claimed: RegionTally

    def strand(self, row: ChapterRollup, figures: IndicatorFigures) -> Strand:
        """A chapter's cells up to the month asked for."""
        moment, chapter, terms = self.rollup.moment, row.chapter, self.terms
        reports = self.reports.get((terms.id, chapter.id), ())
        sent = {report.month: report for report in reports}
        duty = chapter.duty(terms, moment.terms.year)
        owed = duty.owed
        standing = terms.standing_month(moment.month)
        reported = self.claimed.apart.get((chapter.id, terms.code))
        claimed = reported.actual if reported else None
        return Strand(
            chapter=row,
            figures=figures,
            cells=tuple(
                self._sent(sent[month], figures, *self.rows[chapter.id, month])
                if month in sent
                else self._unsent(month, is_owed=month in owed)
                for month in range(1, moment.month + 1)
            ),
            claim=claim(terms, claimed and claimed.figure(terms), figures.actual),
            range=range_of(terms, [(reports, duty)], standing) if standing else None,
            steps=_steps(
                terms,
                moment,
                [replace(self.rollup.counted.region, chapters=(chapter,))],
                self.reports,
                lambda month: expected(terms, figures.target, None, own_share(terms, duty, month)),
            ),
        )

    def _sent(
        self, report: Report, figures: IndicatorFigures, contribution_id: int, is_corrected: bool
    ) -> Cell:
        figure = Amount(report.value, report.denominator).figure(self.terms)
        stands = figures.month == report.month if self.terms.is_stock else figures.actual is not None
        return Cell(
            month=self._first_day(report.month),
            contribution_id=contribution_id,
            is_verified=report.is_verified,
            counts=report.is_verified and stands,
            figure=figure,
            numerator=in_unit(report.value) if self.terms.is_ratio else None,
            denominator=in_unit(report.denominator) if self.terms.is_ratio else None,
            blank=_blank(report, figure),
            is_late=report.first_submitted_on > self.rollup.moment.terms.due_dates[report.month],
            is_corrected=is_corrected,
        )

    def _unsent(self, month: int, *, is_owed: bool) -> Cell:
        nothing = Blank.MISSED if month <= self.closed else Blank.NOT_YET
        return Cell(month=self._first_day(month), blank=nothing if is_owed else Blank.NOT_APPLICABLE)

    def _first_day(self, month: int) -> date:
        return date(self.rollup.moment.terms.year, month, 1)


def _blank(report: Report, figure: Fraction | None) -> Blank | None:
    """What is to be said of a report that was sent."""
    if not report.is_verified:
        return Blank.WAITING
    if figure is None:
        return Blank.NOT_COMPUTABLE
    return Blank.ZERO if figure == 0 else None


def _steps(
    terms: IndicatorTerms, moment: Moment, regions: Sequence[RegionTerms], reports: Reports, pace: Pace
) -> tuple[Step, ...]:
    """The twelve months of what the chapters of these regions brought."""
    alone = replace(moment.terms, indicators=(terms,))
    sent = [
        report
        for region in regions
        for chapter in region.chapters
        for report in reports.get((terms.id, chapter.id), ())
    ]
    steps = []
    for month in range(1, 13):
        of_month = [report for report in sent if report.month == month]
        actual = None
        if terms.first_month <= month <= moment.month:
            then = Moment(alone, month)
            actual = total([then.tally(region, reports).together[terms.code] for region in regions]).actual
        steps.append(
            Step(
                month=date(alone.year, month, 1),
                actual=actual and actual.figure(terms),
                expected=pace(month) if month in terms.months else None,
                verified=_sum_of(terms, (report for report in of_month if report.is_verified)),
                pending=_sum_of(terms, (report for report in of_month if not report.is_verified)),
            )
        )
    return tuple(steps)


def _sum_of(terms: IndicatorTerms, reports: Iterable[Report]) -> Fraction | None:
    amount = added(Amount(report.value, report.denominator) for report in reports)
    return amount and amount.figure(terms)
