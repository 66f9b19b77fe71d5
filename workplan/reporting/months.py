"""A chapter's months: what is asked for, what it is compared with, what stands there already."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from django.utils import timezone

from federations.models import Chapter
from workplan.enums import ContributionState, YearState
from workplan.models import Comment, Contribution, Evidence, Indicator, WorkYear
from workplan.models.contribution import ContributionQuerySet
from workplan.reporting import ledgers
from workplan.reporting.amounts import added
from workplan.reporting.doubts import Doubt, Sight, Usual, doubts, usual
from workplan.reporting.figures import IndicatorFigures, in_unit
from workplan.reporting.ledgers import amount_of, figure_of
from workplan.reporting.scopes import Moment, standing_promise
from workplan.reporting.terms import IndicatorTerms, Promise, RegionTerms, Report, YearTerms

SENT = (ContributionState.SUBMITTED, ContributionState.VERIFIED)
RECENT = 6
"""How many months, this one included, are drawn beside a figure."""


@dataclass(frozen=True)
class Window:
    """When a month's reports are taken (decisions, data 6); `today` is the region's own date."""

    year: WorkYear
    month: date
    today: date

    @property
    def due_on(self) -> date:
        """The last day on which they are on time."""
        return self.year.due_on(self.month)

    @property
    def locks_on(self) -> date:
        """The last day on which they are taken at all."""
        return self.year.locks_on(self.month)

    @property
    def has_begun(self) -> bool:
        """The month is not still to come."""
        return self.month <= self.today

    @property
    def is_late(self) -> bool:
        """What is sent now is on record as late."""
        return self.today > self.due_on

    @property
    def is_locked(self) -> bool:
        """Only what was returned, and the national office's corrections, are still taken."""
        return self.today > self.locks_on

    @property
    def is_open(self) -> bool:
        """Chapters may fill the month in and send it."""
        return self.year.state == YearState.OPEN and self.has_begun and not self.is_locked

    @property
    def days_left(self) -> int:
        """Until the due day; 0 on the day itself."""
        return (self.due_on - self.today).days


def window(year: WorkYear, month: date, chapter: Chapter, today: date | None = None) -> Window:
    """The window of a chapter's month, by the clock of its region unless `today` is given."""
    return Window(year, month, today or timezone.localdate(timezone=chapter.region.zone))


@dataclass(frozen=True)
class Framework:
    """The year's indicators as rows and as terms; one statement."""

    year: WorkYear
    indicators: tuple[Indicator, ...]
    terms: YearTerms

    @cached_property
    def by_code(self) -> Mapping[str, IndicatorTerms]:
        return {row.code: row for row in self.terms.indicators}

    @cached_property
    def wider(self) -> Mapping[str, str]:
        """By code, the code of the indicator that it is part of."""
        codes = {row.pk: row.code for row in self.indicators}
        return {row.code: codes[row.subset_of_id] for row in self.indicators if row.subset_of_id in codes}

    @cached_property
    def codes(self) -> Mapping[int, str]:
        return {row.pk: row.code for row in self.indicators}


def framework(year: WorkYear) -> Framework:
    """Read the year's indicators."""
    indicators = tuple(Indicator.objects.filter(year=year).select_related("objective"))
    for indicator in indicators:
        indicator.year = year
    terms = tuple(ledgers.indicator_terms(indicator) for indicator in indicators)
    return Framework(year, indicators, ledgers.year_terms(year, terms))


@dataclass(frozen=True)
class Line:
    """One indicator of a chapter's month, with what its figure is compared with."""

    indicator: Indicator
    terms: IndicatorTerms
    month: date
    row: Contribution | None
    """What stands there already."""
    pledge: Fraction | None
    before: IndicatorFigures
    """Verified, as of the month before."""
    after: IndicatorFigures
    """As of this month, as it will be once this figure is verified."""
    waiting: Fraction | None
    """Sent for earlier months and not decided yet; none if nothing is."""
    last: Fraction | None
    """Of the latest earlier report."""
    last_month: int | None
    recent: tuple[Fraction | None, ...]
    """Of the last months up to this one, oldest first; none where nothing was sent."""
    doubts: tuple[Doubt, ...]
    evidence: tuple[Evidence, ...] = ()
    earlier: Contribution | None = None
    """The latest earlier report itself."""
    usual: Usual = field(default=Usual())
    wider: str = ""

    @property
    def state(self) -> str:
        """The row's, empty while there is none."""
        return self.row.state if self.row else ""

    @property
    def is_filled(self) -> bool:
        """The figure is whole; a declared zero is one."""
        return self.row is not None and self.row.has_figure

    @property
    def is_zero(self) -> bool:
        """A declared zero."""
        return self.row is not None and self.row.value == 0

    @property
    def can_be_carried_over(self) -> bool:
        """A blank position of which an earlier month tells one."""
        is_open = self.row is None or (self.row.is_blank and self.row.is_editable)
        return is_open and self.terms.is_stock and self.earlier is not None

    @property
    def is_carried_over(self) -> bool:
        """A position, not sent yet, that says the same as the latest earlier report."""
        if self.row is None or self.earlier is None or not self.row.is_editable:
            return False
        return self.terms.is_stock and self.row.has_figure and self.row.figures == self.earlier.figures

    @property
    def lacks_evidence(self) -> bool:
        """Its indicator asks for evidence and there is none; nothing has to be shown for a zero."""
        if self.row is None or not self.indicator.needs_evidence or not self.is_filled or self.is_zero:
            return False
        return not self.evidence

    @property
    def figure(self) -> Fraction | None:
        """What is reported: in the indicator's unit, or percent for a ratio."""
        return None if self.row is None else figure_of(self.row, self.terms)


@dataclass(frozen=True)
class MonthState:
    """How far a month has come: counts of due reports."""

    window: Window
    due: int
    states: Mapping[str, int] = field(default_factory=dict)
    late: int = 0

    @property
    def month(self) -> date:
        return self.window.month

    @property
    def sent(self) -> int:
        """Waiting or verified."""
        return sum(self.states.get(state, 0) for state in SENT)

    @property
    def verified(self) -> int:
        return self.states.get(ContributionState.VERIFIED, 0)

    @property
    def waiting(self) -> int:
        return self.states.get(ContributionState.SUBMITTED, 0)

    @property
    def returned(self) -> int:
        return self.states.get(ContributionState.RETURNED, 0)

    @property
    def drafts(self) -> int:
        return self.states.get(ContributionState.DRAFT, 0)

    @property
    def missing(self) -> int:
        """Due and not sent, whatever was begun."""
        return self.due - self.sent


class ChapterYear:
    """A chapter's reports of a year, laid out by indicator and month."""

    def __init__(
        self,
        framework: Framework,
        chapter: Chapter,
        rows: Iterable[Contribution],
        pledges: Mapping[tuple[int, str], Sequence[Promise]] | None = None,
        evidence: Iterable[Evidence] = (),
    ) -> None:
        self.framework = framework
        self.chapter = chapter
        self.terms = ledgers.chapter_terms(chapter)
        self.pledges = pledges or {}
        self.rows: dict[tuple[str, int], Contribution] = {}
        for row in rows:
            row.chapter = chapter
            self.rows[framework.codes[row.indicator_id], row.month.month] = row
        self.evidence: dict[int, list[Evidence]] = {}
        for file in evidence:
            self.evidence.setdefault(file.contribution_id, []).append(file)
        self._sights: dict[int, Sight] = {}

    def due(self, month: date) -> tuple[Indicator, ...]:
        """The indicators that the chapter owes for the month (domain rule 12)."""
        year = self.framework.year.year
        return tuple(
            indicator
            for indicator in self.framework.indicators
            if month.month in self.terms.duty(self.framework.by_code[indicator.code], year).owed
        )

    def line(self, indicator: Indicator, month: date) -> Line:
        """One indicator of a month."""
        terms = self.framework.by_code[indicator.code]
        row = self.rows.get((indicator.code, month.month))
        if row is not None:
            row.indicator = indicator
        earlier = self._earlier(indicator.code, month.month)
        pledges = self.pledges.get((self.chapter.pk, indicator.code), ())
        standing = terms.standing_month(month.month)
        pledge = standing_promise(terms, pledges, standing) if standing else None
        return Line(
            indicator=indicator,
            terms=terms,
            month=month,
            row=row,
            pledge=in_unit(pledge.value) if pledge else None,
            before=self._figures(terms, month.month - 1, self._reports(terms, month.month)),
            after=self._figures(terms, month.month, self._reports(terms, month.month, row)),
            waiting=self._waiting(terms, month.month),
            last=earlier[-1][1] if earlier else None,
            last_month=earlier[-1][0] if earlier else None,
            recent=self._recent(terms, month.month),
            doubts=self.doubts(indicator.code, month.month),
            evidence=tuple(self.evidence.get(row.pk, ())) if row else (),
            earlier=self.rows[indicator.code, earlier[-1][0]] if earlier else None,
            usual=usual(self._sight_of(month.month), indicator.code),
            wider=self.framework.wider.get(indicator.code, ""),
        )

    def lines(self, month: date) -> list[Line]:
        """What is due in the month, in the framework's order."""
        return [self.line(indicator, month) for indicator in self.due(month)]

    def returned(self, but: date) -> list[Line]:
        """Returned reports of other months than `but`, oldest first."""
        indicators = {row.code: row for row in self.framework.indicators}
        return [
            self.line(indicators[code], row.month)
            for (code, _month), row in sorted(self.rows.items(), key=lambda item: item[1].month)
            if row.state == ContributionState.RETURNED and row.month != but
        ]

    def doubts(self, code: str, month: int) -> tuple[Doubt, ...]:
        """What is unusual about a figure that stands there."""
        return doubts(self._sight_of(month), code)

    def states(self, today: date) -> list[MonthState]:
        """The months that have begun, newest first."""
        year = self.framework.year
        return [self._state(month, today) for month in reversed(year.months) if month <= today]

    def _state(self, month: date, today: date) -> MonthState:
        due = self.due(month)
        rows = [row for code, row in self._of_month(month.month) if code in {each.code for each in due}]
        counts: dict[str, int] = {}
        for row in rows:
            if row.state != ContributionState.DRAFT or row.has_figure:
                counts[row.state] = counts.get(row.state, 0) + 1
        due_on = self.framework.year.due_on(month)
        late = sum(row.first_submitted_on is not None and row.first_submitted_on > due_on for row in rows)
        return MonthState(Window(self.framework.year, month, today), len(due), counts, late)

    def _of_month(self, month: int) -> list[tuple[str, Contribution]]:
        return [(code, row) for (code, at), row in self.rows.items() if at == month]

    def _sight_of(self, month: int) -> Sight:
        if month not in self._sights:
            self._sights[month] = self._sight(month)
        return self._sights[month]

    def _sight(self, month: int) -> Sight:
        by_code = self.framework.by_code
        sent: dict[tuple[str, int], Fraction] = {}
        now: dict[str, Fraction] = {}
        for (code, at), row in self.rows.items():
            if at > month or (at < month and row.state not in SENT):
                continue
            figure = figure_of(row, by_code[code])
            if figure is not None and at == month:
                now[code] = figure
            elif figure is not None:
                sent[code, at] = figure
        return Sight(by_code, self.framework.wider, month, sent, now)

    def _earlier(self, code: str, month: int) -> list[tuple[int, Fraction | None]]:
        terms = self.framework.by_code[code]
        rows = ((at, self.rows.get((code, at))) for at in range(1, month))
        return [(at, figure_of(row, terms)) for at, row in rows if row is not None and row.state in SENT]

    def _recent(self, terms: IndicatorTerms, month: int) -> tuple[Fraction | None, ...]:
        found = dict(self._earlier(terms.code, month))
        row = self.rows.get((terms.code, month))
        found[month] = figure_of(row, terms) if row else None
        return tuple(found.get(at) for at in range(max(month - RECENT + 1, 1), month + 1))

    def _waiting(self, terms: IndicatorTerms, month: int) -> Fraction | None:
        """Of flows their sum, of positions the latest."""
        rows = [self.rows.get((terms.code, at)) for at in range(1, month)]
        amounts = [
            amount_of(row) for row in rows if row is not None and row.state == ContributionState.SUBMITTED
        ]
        if not amounts:
            return None
        amount = amounts[-1] if terms.is_stock else added(amounts)
        return amount and amount.figure(terms)

    def _reports(
        self, terms: IndicatorTerms, month: int, counted: Contribution | None = None
    ) -> list[Report]:
        """Those of earlier months that were sent; and `counted` as if it were verified."""
        reports = []
        for at in range(1, month + 1):
            row = counted if at == month else self.rows.get((terms.code, at))
            if row is None or (at < month and row.state not in SENT):
                continue
            amount = amount_of(row)
            if amount is not None:
                is_verified = at == month or row.state == ContributionState.VERIFIED
                submitted_on = row.first_submitted_on or row.month
                reports.append(Report(at, is_verified, amount.value, amount.denominator, submitted_on))
        return reports

    def _figures(self, terms: IndicatorTerms, month: int, reports: Sequence[Report]) -> IndicatorFigures:
        """The chapter's figures of one indicator as of a month; nothing before January."""
        alone = replace(self.framework.terms, indicators=(terms,))
        region = RegionTerms("", "", (self.terms,), {}, self.pledges)
        moment = Moment(alone, month)
        counted = moment.tally(region, {(terms.id, self.terms.id): reports})
        return moment.chapter(self.terms, counted).scope.indicators[0]


def chapter_year(
    framework: Framework, chapter: Chapter, rows: ContributionQuerySet | None = None
) -> ChapterYear:
    """A chapter's year with its pledges and evidence: three statements.

    `rows` narrows what may be seen of the contributions; by default all.
    """
    found = Comment.beside((Contribution.objects.all() if rows is None else rows).with_corrections())
    return ChapterYear(
        framework,
        chapter,
        found.filter(chapter=chapter, indicator__in=framework.codes)
        .order_by("month", "pk")
        .select_related(
            "submitted_by__person", "verified_by__person", "returned_by__person", "changed_by__person"
        ),
        ledgers.pledged(framework.codes, [chapter.pk]),
        Evidence.objects.filter(contribution__chapter=chapter, contribution__indicator__in=framework.codes),
    )
