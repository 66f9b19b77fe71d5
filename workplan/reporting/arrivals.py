"""Which reports have come in, month by month: per chapter, region and nation (domain rule 12)."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property

from django.db.models import Count, Q

from federations.models import Chapter, Region
from workplan.enums import ContributionState
from workplan.models import Contribution, WorkYear
from workplan.reporting import kept, ledgers
from workplan.reporting.kept import Question, Shelf
from workplan.reporting.months import SENT, Framework
from workplan.reporting.terms import ChapterTerms, IndicatorTerms, RegionTerms, Reports, YearTerms


class Standing(StrEnum):
    """How far a chapter's month has come, the worst of what is true of it."""

    MISSED = "missed"
    """Nothing came and the window has closed: tidak mengisi."""
    NOT_YET = "not_yet"
    """Nothing came yet: belum mengisi."""
    DRAFT = "draft"
    """Something is filled in and nothing is sent."""
    RETURNED = "returned"
    """Something has to be done again."""
    PARTLY = "partly"
    """Some reports came and others did not."""
    WAITING = "waiting"
    """All came, not all are verified."""
    VERIFIED = "verified"
    NOT_APPLICABLE = "not_applicable"
    """Nothing was due."""


@dataclass(frozen=True)
class Arrived:
    """Counts of due reports; of several chapters or months added up."""

    due: int = 0
    sent: int = 0
    """Submitted or verified."""
    timely: int = 0
    """Those of them first submitted by the due day."""
    verified: int = 0
    returned: int = 0
    drafts: int = 0
    """With a figure, not sent."""

    def __add__(self, other: "Arrived") -> "Arrived":
        return Arrived(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    @property
    def missing(self) -> int:
        """Due and not sent, whatever was begun."""
        return self.due - self.sent

    @property
    def late(self) -> int:
        """Sent after the due day."""
        return self.sent - self.timely

    @property
    def is_complete(self) -> bool:
        """Something was due and all of it came."""
        return 0 < self.due == self.sent

    @property
    def completeness(self) -> Fraction | None:
        """Percent of the due reports that came; none where nothing was due."""
        return Fraction(100 * self.sent, self.due) if self.due else None

    @property
    def timeliness(self) -> Fraction | None:
        """Percent of the due reports that came by the due day."""
        return Fraction(100 * self.timely, self.due) if self.due else None

    def standing(self, *, is_closed: bool) -> Standing:
        """What one chapter's month is called; `is_closed`: its window has closed."""
        if not self.due:
            return Standing.NOT_APPLICABLE
        if self.sent == self.due:
            return Standing.VERIFIED if self.verified == self.due else Standing.WAITING
        if self.returned:
            return Standing.RETURNED
        if self.sent:
            return Standing.PARTLY
        if is_closed:
            return Standing.MISSED
        return Standing.DRAFT if self.drafts else Standing.NOT_YET


NOTHING = Arrived()


def together(parts: Iterable[Arrived]) -> Arrived:
    """Several chapters or months as one."""
    return sum(parts, NOTHING)


@dataclass(frozen=True)
class ChapterArrivals:
    """One chapter's months of the year, 1 to the as-of month."""

    chapter: ChapterTerms
    months: Mapping[int, Arrived]
    missing: tuple[IndicatorTerms, ...]
    """What it owes for the as-of month and has not sent, in the framework's order."""

    @cached_property
    def year(self) -> Arrived:
        """All months up to the as-of month."""
        return together(self.months.values())


@dataclass(frozen=True)
class RegionArrivals:
    """A region's chapters, those that owe anything in these months."""

    code: str
    name: str
    chapters: tuple[ChapterArrivals, ...]
    month: int
    """As of which, 1 to 12."""

    @cached_property
    def months(self) -> Mapping[int, Arrived]:
        return {
            month: together(row.months[month] for row in self.chapters) for month in range(1, self.month + 1)
        }

    @property
    def now(self) -> Arrived:
        """The as-of month alone."""
        return self.months[self.month]

    @cached_property
    def year(self) -> Arrived:
        """All months up to the as-of month."""
        return together(self.months.values())

    @property
    def owing(self) -> int:
        """Chapters that owed something for the as-of month."""
        return sum(row.months[self.month].due > 0 for row in self.chapters)

    @property
    def complete(self) -> int:
        """Those of them that sent all of it."""
        return sum(row.months[self.month].is_complete for row in self.chapters)


def of_region(year: WorkYear, region: Region, month: date) -> RegionArrivals:
    """The region's chapters up to `month`, with what is begun and what was returned; six statements."""
    ledger = ledgers.read(year, month, region)
    begun = _begun(year, region, month)
    [terms] = ledger.regions
    return _region(ledger.terms, terms, ledger.reports, month.month, begun)


def of_nation(year: WorkYear, month: date) -> list[RegionArrivals]:
    """Every region up to `month`, without what is only begun; at most six statements."""
    asked = ledgers.outline(year)
    found = _nation.answers(asked, kept.moment(asked, month), month)
    return [region for region in found if region is not None]


def missing(
    framework: Framework, chapters: Sequence[Chapter], month: date
) -> dict[int, tuple[IndicatorTerms, ...]]:
    """By chapter, what it owes for `month` and has not sent; chapters that sent all are left out.

    One statement for all of them.
    """
    sent = set(
        Contribution.objects.filter(
            indicator__in=framework.codes, chapter__in=chapters, month=month, state__in=SENT
        ).values_list("chapter_id", "indicator_id")
    )
    found = {}
    for chapter in chapters:
        terms = ledgers.chapter_terms(chapter)
        owed = tuple(
            indicator
            for indicator in framework.terms.indicators
            if month.month in terms.duty(indicator, framework.year.year).owed
            and (chapter.pk, indicator.id) not in sent
        )
        if owed:
            found[chapter.pk] = owed
    return found


def _begun(year: WorkYear, region: Region, month: date) -> Mapping[tuple[int, int], Arrived]:
    """By chapter and month, what is filled in and not sent, and what was returned; one statement."""
    has_figure = Q(value__isnull=False) | Q(denominator__isnull=False)
    rows = (
        Contribution.objects.filter(
            has_figure,
            chapter__region=region,
            indicator__year=year,
            month__lte=month,
            state__in=(ContributionState.DRAFT, ContributionState.RETURNED),
        )
        .order_by()
        .values_list("chapter_id", "month", "state")
        .annotate(count=Count("pk"))
    )
    found: dict[tuple[int, int], Arrived] = defaultdict(Arrived)
    for chapter, at, state, count in rows:
        is_draft = state == ContributionState.DRAFT
        found[chapter, at.month] += Arrived(drafts=count) if is_draft else Arrived(returned=count)
    return found


def _of_nation(question: Question, reports: Reports) -> RegionArrivals | None:
    """A region with a chapter or a target in the year."""
    if not question.region.takes_part:
        return None
    return _region(question.moment.terms, question.region, reports, question.moment.month, {})


_nation = Shelf(4 * 38, _of_nation)
"""Each some 20 kB."""


def _region(
    terms: YearTerms,
    region: RegionTerms,
    reports: Reports,
    month: int,
    begun: Mapping[tuple[int, int], Arrived],
) -> RegionArrivals:
    chapters = (_chapter(terms, chapter, reports, month, begun) for chapter in region.chapters)
    return RegionArrivals(region.code, region.name, tuple(row for row in chapters if row.year.due), month)


def _chapter(
    terms: YearTerms,
    chapter: ChapterTerms,
    reports: Reports,
    last: int,
    begun: Mapping[tuple[int, int], Arrived],
) -> ChapterArrivals:
    due, sent, timely, verified = ([0] * (last + 1) for _each in range(4))
    missing = []
    for indicator in terms.indicators:
        owed = [at for at in chapter.duty(indicator, terms.year).owed if at <= last]
        came = set()
        for at in owed:
            due[at] += 1
        for report in reports.get((indicator.id, chapter.id), ()) if owed else ():
            if report.month in owed:
                came.add(report.month)
                sent[report.month] += 1
                verified[report.month] += report.is_verified
                timely[report.month] += report.first_submitted_on <= terms.due_dates[report.month]
        if last in owed and last not in came:
            missing.append(indicator)
    months = {
        at: Arrived(due[at], sent[at], timely[at], verified[at]) + begun.get((chapter.id, at), NOTHING)
        for at in range(1, last + 1)
    }
    return ChapterArrivals(chapter, months, tuple(missing))
