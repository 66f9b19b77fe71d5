"""What a region's figure is made of: every report behind it, and how it came about month by month."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from django.utils import timezone

from federations.models import Region
from workplan.models import Contribution, Indicator, WorkYear
from workplan.reporting import ledgers
from workplan.reporting.amounts import Amount, added
from workplan.reporting.blanks import Blank
from workplan.reporting.figures import IndicatorFigures, Standard, in_unit
from workplan.reporting.pace import expected, share
from workplan.reporting.rollup import as_of_month, closed_month
from workplan.reporting.scopes import ChapterRollup, Moment, RegionRollup
from workplan.reporting.terms import IndicatorTerms, Report, Reports


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


@dataclass(frozen=True)
class Strand:
    """A chapter's part of the figure, month by month up to the month asked for."""

    chapter: ChapterRollup
    figures: IndicatorFigures
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Step:
    """One of the twelve months of the year for the region."""

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

    def strand(self, chapter_id: int) -> Strand | None:
        """One chapter's part; None if it has none."""
        return next((strand for strand in self.strands if strand.chapter.chapter.id == chapter_id), None)


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
    reports = ledger.reports
    rollup = Moment(ledger.terms, month.month).region(ledger.regions[0], reports).regions[0]
    place = next(at for at, row in enumerate(ledger.terms.indicators) if row.id == indicator.pk)
    weaver = _Weaver(
        terms=ledger.terms.indicators[place],
        rollup=rollup,
        ids=_contribution_ids(region, indicator),
        closed=closed_month(year, today or timezone.localdate(timezone=region.zone)),
    )
    return Origin(
        as_of=month,
        region=rollup,
        figures=rollup.scope.indicators[place],
        strands=tuple(
            weaver.strand(chapter, chapter.scope.indicators[place], reports)
            for chapter in rollup.chapters
            if chapter.chapter.reports(weaver.terms)
        ),
        steps=tuple(_steps(weaver.terms, rollup, reports)),
    )


def _contribution_ids(region: Region, indicator: Indicator) -> dict[tuple[int, int], int]:
    """Of the region's rows, by chapter id and month."""
    rows = Contribution.objects.filter(indicator=indicator, chapter__region=region).order_by("pk")
    return {
        (chapter, month.month): pk for chapter, month, pk in rows.values_list("chapter_id", "month", "pk")
    }


@dataclass(frozen=True)
class _Weaver:
    """Lays the reports of a region's chapters out by month."""

    terms: IndicatorTerms
    rollup: RegionRollup
    ids: Mapping[tuple[int, int], int]
    closed: int

    def strand(self, row: ChapterRollup, figures: IndicatorFigures, reports: Reports) -> Strand:
        """A chapter's cells up to the month asked for."""
        moment, chapter = self.rollup.moment, row.chapter
        sent = {report.month: report for report in reports.get((self.terms.id, chapter.id), ())}
        owed = chapter.duty(self.terms, moment.terms.year).owed
        return Strand(
            chapter=row,
            figures=figures,
            cells=tuple(
                self._sent(sent[month], figures, self.ids[chapter.id, month])
                if month in sent
                else self._unsent(month, is_owed=month in owed)
                for month in range(1, moment.month + 1)
            ),
        )

    def _sent(self, report: Report, figures: IndicatorFigures, contribution_id: int) -> Cell:
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


def _steps(terms: IndicatorTerms, rollup: RegionRollup, reports: Reports) -> Iterator[Step]:
    """The twelve months of the region's figure."""
    region, as_of = rollup.counted.region, rollup.moment.month
    alone = replace(rollup.moment.terms, indicators=(terms,))
    standard = rollup.counted.standards.get(terms.code, Standard(as_of))
    sent = [report for chapter in region.chapters for report in reports.get((terms.id, chapter.id), ())]
    for month in range(1, 13):
        of_month = [report for report in sent if report.month == month]
        actual = None
        if terms.first_month <= month <= as_of:
            actual = Moment(alone, month).tally(region, reports).together[terms.code].actual
        pace = share(terms, month) if month in terms.months else None
        yield Step(
            month=date(alone.year, month, 1),
            actual=actual and actual.figure(terms),
            expected=expected(terms, standard.target, standard.baseline, pace),
            verified=_sum_of(terms, (report for report in of_month if report.is_verified)),
            pending=_sum_of(terms, (report for report in of_month if not report.is_verified)),
        )


def _sum_of(terms: IndicatorTerms, reports: Iterable[Report]) -> Fraction | None:
    amount = added(Amount(report.value, report.denominator) for report in reports)
    return amount and amount.figure(terms)
