"""What waits for a decision in a region: by chapter and month, with what should be looked at."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from federations.models import Chapter
from workplan.enums import ContributionState
from workplan.models import Contribution, WorkYear
from workplan.reporting.months import ChapterYear, Framework, framework


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
