"""Paper forms: what chapters fill in by hand before a meeting, beside what it is held against.

Only what has been sent stands on paper; a draft is its chapter's own.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from federations.models import Chapter
from workplan.models import Contribution
from workplan.reporting import ledgers
from workplan.reporting.gaps import gap
from workplan.reporting.months import SENT, ChapterYear, Line, Window, framework


@dataclass(frozen=True)
class Blank:
    """One indicator of a paper form: what it is compared with, and room for its figure."""

    line: Line

    @property
    def gap(self) -> Fraction | None:
        """Pledge less what is verified so far (domain rule 9)."""
        line = self.line
        return None if line.terms.is_milestone else gap(line.terms, line.before.actual, line.pledge)

    @property
    def is_sent(self) -> bool:
        """Sent for this very month already: nothing to write any more."""
        return self.line.state in SENT


@dataclass(frozen=True)
class PaperForm:
    """A chapter's month on one sheet."""

    chapter: Chapter
    window: Window
    blanks: tuple[Blank, ...]
    """In the order of the page on which they are typed in."""


def of_chapter(whole: ChapterYear, window: Window) -> PaperForm:
    """One chapter's; without blanks where nothing is due."""
    return PaperForm(whole.chapter, window, tuple(map(Blank, whole.lines(window.month))))


def of_chapters(chapters: Sequence[Chapter], window: Window) -> list[PaperForm]:
    """Those of them for whom something is due in the month; three statements, however many there are."""
    whole = framework(window.year)
    rows: dict[int, list[Contribution]] = {}
    for row in _sent(whole.codes, chapters):
        rows.setdefault(row.chapter_id, []).append(row)
    pledges = ledgers.pledged(whole.codes, [chapter.pk for chapter in chapters])
    forms = (
        of_chapter(ChapterYear(whole, chapter, rows.get(chapter.pk, ()), pledges), window)
        for chapter in chapters
    )
    return [form for form in forms if form.blanks]


def _sent(indicators: Iterable[int], chapters: Sequence[Chapter]) -> Iterable[Contribution]:
    found = Contribution.objects.filter(indicator__in=indicators, chapter__in=chapters, state__in=SENT)
    return found.defer("note", "return_reason").order_by("month", "pk")
