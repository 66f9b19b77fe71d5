"""What waits for a decision in a region: by chapter and month, with what should be looked at."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from django.db.models import F

from federations.models import Chapter
from workplan.enums import ContributionState
from workplan.models import Comment, Contribution, Evidence, WorkYear
from workplan.reporting import ledgers
from workplan.reporting.months import ChapterYear, Framework, Line, framework


@dataclass(frozen=True)
class Batch:
    """A chapter's month with reports that wait."""

    chapter: Chapter
    month: date
    rows: tuple[Contribution, ...]
    """Those that wait, each knowing whether a coordinator sent it."""
    doubtful: frozenset[str]
    """Codes of those among them with something unusual."""

    @property
    def sent_at(self) -> datetime | None:
        """When the last of them was sent."""
        return max((row.submitted_at for row in self.rows if row.submitted_at), default=None)

    @property
    def late(self) -> int:
        """How many were first sent after the due day."""
        return sum(row.is_late for row in self.rows)


def of_region(year: WorkYear, chapters: Sequence[Chapter]) -> list[Batch]:
    """What waits of these chapters: doubtful batches first, then by month and chapter; two statements."""
    whole = framework(year)
    waiting = Contribution.objects.submitted().filter(indicator__year=year, chapter__in=chapters)
    rows = (
        Contribution.objects.filter(indicator__in=whole.codes, chapter__in=waiting.values("chapter"))
        .with_sender()
        .defer("note", "return_reason")
        .order_by("month", "pk")
    )
    by_chapter: dict[int, list[Contribution]] = {}
    for row in rows:
        by_chapter.setdefault(row.chapter_id, []).append(row)
    found = [
        batch
        for chapter in chapters
        if chapter.pk in by_chapter
        for batch in _batches(whole, chapter, by_chapter[chapter.pk])
    ]
    return sorted(found, key=lambda batch: (not batch.doubtful, batch.month))


def _batches(whole: Framework, chapter: Chapter, rows: Iterable[Contribution]) -> list[Batch]:
    indicators = {indicator.pk: indicator for indicator in whole.indicators}
    laid_out = ChapterYear(whole, chapter, rows)
    waiting: dict[int, list[Contribution]] = {}
    for (_code, month), row in laid_out.rows.items():
        row.indicator = indicators[row.indicator_id]
        if row.state == ContributionState.SUBMITTED:
            waiting.setdefault(month, []).append(row)
    return [
        Batch(
            chapter=chapter,
            month=date(whole.year.year, month, 1),
            rows=tuple(members),
            doubtful=frozenset(
                row.indicator.code for row in members if laid_out.doubts(row.indicator.code, month)
            ),
        )
        for month, members in sorted(waiting.items())
    ]


@dataclass(frozen=True)
class Wish:
    """What is looked for among reports that wait; what is left empty lets everything through."""

    federation: str = ""
    month: int = 0
    """1 to 12."""
    indicator: str = ""
    is_doubtful: bool | None = None
    has_evidence: bool | None = None


@dataclass(frozen=True)
class Match:
    """One report that waits, in the midst of its chapter's year."""

    whole: ChapterYear
    row: Contribution

    @cached_property
    def line(self) -> Line:
        """With all that it is compared with."""
        return self.whole.line(self.row.indicator, self.row.month)

    @property
    def is_doubtful(self) -> bool:
        """There is something unusual about it."""
        return bool(self.whole.doubts(self.row.indicator.code, self.row.month.month))

    @property
    def has_evidence(self) -> bool:
        return bool(self.whole.evidence.get(self.row.pk))

    def answers(self, wish: Wish) -> bool:
        """Whether it is what is looked for; the cheap questions first."""
        return (
            wish.federation in ("", self.row.chapter.federation.code)
            and wish.month in (0, self.row.month.month)
            and wish.indicator in ("", self.row.indicator.code)
            and wish.has_evidence in (None, self.has_evidence)
            and wish.is_doubtful in (None, self.is_doubtful)
        )


def matches(year: WorkYear, chapters: Sequence[Chapter]) -> list[Match]:
    """What waits of these chapters, by month, chapter and indicator; four statements."""
    whole = framework(year)
    wanted = {chapter.pk: chapter for chapter in chapters}
    waiting = Contribution.objects.submitted().filter(indicator__year=year, chapter__in=wanted)
    rows: dict[int, list[Contribution]] = {}
    held = Contribution.objects.filter(indicator__in=whole.codes, chapter__in=waiting.values("chapter"))
    for row in Comment.beside(held.with_sender().with_corrections()).order_by("month", "pk"):
        rows.setdefault(row.chapter_id, []).append(row)
    pledges = ledgers.pledged(whole.codes, list(rows))
    evidence: dict[int, list[Evidence]] = {}
    for file in Evidence.objects.filter(contribution__in=waiting).annotate(at=F("contribution__chapter")):
        evidence.setdefault(file.at, []).append(file)
    order = {indicator.pk: indicator.position for indicator in whole.indicators}
    found = [
        match
        for pk, members in rows.items()
        for match in _matches(ChapterYear(whole, wanted[pk], members, pledges, evidence.get(pk, ())), members)
    ]
    by_chapter = {pk: place for place, pk in enumerate(wanted)}
    return sorted(
        found,
        key=lambda match: (
            match.row.month,
            by_chapter[match.row.chapter_id],
            order[match.row.indicator_id],
        ),
    )


def _matches(laid_out: ChapterYear, rows: Iterable[Contribution]) -> Iterator[Match]:
    indicators = {indicator.pk: indicator for indicator in laid_out.framework.indicators}
    for row in rows:
        row.indicator = indicators[row.indicator_id]
        if row.state == ContributionState.SUBMITTED:
            yield Match(laid_out, row)
