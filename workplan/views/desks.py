"""A chapter's desk: which chapter's month somebody has opened, and what they may do there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404, HttpRequest

from federations.models import Chapter, User, signed_in
from workplan.enums import ContributionState, YearState
from workplan.forms.contributions import ContributionForm
from workplan.models import WorkYear
from workplan.models.contribution import EDITABLE_STATES, chapters_read_by
from workplan.reporting import months
from workplan.reporting.months import ChapterYear, Line, Window
from workplan.views.lines import Row

CHAPTER = "perwakilan"
"""The key of the chapter in an address."""


def readable_chapters(request: HttpRequest) -> tuple[Chapter, list[Chapter]]:
    """The chapter that the address asks for, or one's own, and those one can switch to; one statement.

    PermissionDenied for those who look into no chapter's reports, Http404 for a chapter that is not theirs.
    """
    user = signed_in(request)
    asked = request.GET.get(CHAPTER, "")
    rows = chapters_read_by(user).select_related("region", "federation", "district")
    if user.scope.sees_nation:
        # of all chapters those of one region; the others are reached from their region's pages
        rows = rows.filter(region__in=_anchor(asked).values("region"))
    chapters = list(rows)
    if asked:
        found = next((chapter for chapter in chapters if str(chapter.pk) == asked), None)
        if found is None:
            raise Http404
        return found, chapters
    if not chapters:
        raise PermissionDenied
    return next(iter(sorted(chapters, key=lambda chapter: _nearness(user, chapter)))), chapters


def _anchor(asked: str) -> QuerySet[Chapter, Chapter]:
    if asked:
        return Chapter.objects.filter(pk=asked) if asked.isdecimal() else Chapter.objects.none()
    return Chapter.objects.order_by("region__code", "pk")[:1]


def _nearness(user: User, chapter: Chapter) -> int:
    """Own chapter first, then the coordinator's own office."""
    if chapter.pk in user.scope.chapter_ids:
        return 0
    return 1 if chapter.is_coordinator_office else 2


@dataclass(frozen=True)
class Desk:
    """One chapter's month before one user."""

    user: User
    year: WorkYear
    chapter: Chapter
    chapters: list[Chapter]
    whole: ChapterYear
    window: Window

    @property
    def month(self) -> date:
        return self.window.month

    @property
    def may_enter(self) -> bool:
        """Types for this chapter."""
        return self.user.has_perm("workplan.enter_contribution", self.chapter)

    @property
    def corrects(self) -> bool:
        """The national office, after the lock: with a reason."""
        return (
            not self.may_enter
            and self.window.is_locked
            and self.year.state == YearState.OPEN
            and self.user.has_perm("workplan.correct_contribution")
        )

    @property
    def may_write(self) -> bool:
        """Something on this page can be typed in by this user, today or in another month."""
        return self.may_enter or self.corrects

    def takes(self, line: Line) -> bool:
        """Whether this line can be typed in now."""
        if self.corrects:
            return line.month == self.month and line.state != ContributionState.SUBMITTED
        if not self.may_enter or self.year.state != YearState.OPEN:
            return False
        if line.state == ContributionState.RETURNED:
            return True
        return self.window.is_open and (not line.state or line.state in EDITABLE_STATES)

    def row(
        self, line: Line, forms: Mapping[str, ContributionForm], troubles: Mapping[str, str] | None = None
    ) -> Row:
        """A line with its form: one that was sent and has to be looked at again, or a new one."""
        row = Row(line)
        takes = self.takes(line)
        return Row(
            line,
            form=(forms.get(row.key) or ContributionForm(line)) if takes else None,
            can_take_back=self.may_enter
            and line.state == ContributionState.SUBMITTED
            and self.window.is_open
            and line.month == self.month,
            is_locked=self.window.is_locked,
            trouble=(troubles or {}).get(row.key, ""),
        )


def desk(request: HttpRequest, year: WorkYear, month: date) -> Desk:
    """The desk of an address; four statements."""
    chapter, chapters = readable_chapters(request)
    whole = months.chapter_year(months.framework(year), chapter)
    return Desk(
        user=signed_in(request),
        year=year,
        chapter=chapter,
        chapters=chapters,
        whole=whole,
        window=months.window(year, month, chapter),
    )
