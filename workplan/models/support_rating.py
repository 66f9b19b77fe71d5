"""SupportRating: what a federation says once a quarter of the support it got; promises go both ways."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.models import Chapter
from workplan.enums import SupportAnswer, Supporter
from workplan.models.year import WorkYear, next_month

if TYPE_CHECKING:
    from federations.models import User


@dataclass(frozen=True)
class Quarter:
    """Three months of a work year, with the days on which their support can be rated.

    From its first day until the lock day of its last month, when that month's reports close too.
    """

    year: WorkYear
    number: int

    @property
    def first_day(self) -> date:
        return date(self.year.year, 3 * self.number - 2, 1)

    @property
    def last_day(self) -> date:
        return next_month(self.last_month) - timedelta(days=1)

    @property
    def last_month(self) -> date:
        return date(self.year.year, 3 * self.number, 1)

    @property
    def closes_on(self) -> date:
        """The last day on which an answer can be given or changed, on the region's own calendar."""
        return self.year.locks_on(self.last_month)

    def asks(self, chapter: Chapter) -> bool:
        """Asked are the federations' chapters active in the quarter, not the coordinator's own office."""
        is_active = chapter.active_from <= self.last_day and (
            chapter.active_to is None or chapter.active_to >= self.first_day
        )
        return is_active and not chapter.is_coordinator_office

    def has_begun(self, today: date) -> bool:
        return self.first_day <= today

    def has_closed(self, today: date) -> bool:
        """No answer changes any more: only from now on are they added up."""
        return self.closes_on < today

    def is_open(self, today: date) -> bool:
        """Answers are taken; a year that is not open takes none."""
        return self.year.is_open and self.has_begun(today) and not self.has_closed(today)


def quarters(year: WorkYear) -> tuple[Quarter, ...]:
    """The four of a work year."""
    return tuple(Quarter(year, number) for number in range(1, 5))


class SupportRatingQuerySet(models.QuerySet["SupportRating"]):
    """Single answers are the chapter's own; everybody else sees sums (`reporting.support`)."""

    def visible_to(self, user: "User") -> "SupportRatingQuerySet":
        """Those of the user's own chapters, whatever else the user is."""
        return self.filter(chapter__in=user.scope.chapter_ids)

    def of(self, quarter: Quarter) -> "SupportRatingQuerySet":
        """One quarter's."""
        return self.filter(year=quarter.year, quarter=quarter.number)


class SupportRating(models.Model):
    """One chapter's answer on one supporter in one quarter: in time, useful, and a word."""

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="support_ratings")
    year = models.ForeignKey(WorkYear, on_delete=models.PROTECT, related_name="support_ratings")
    quarter = models.PositiveSmallIntegerField()
    supporter = models.CharField(max_length=6, choices=Supporter)
    in_time = models.CharField(_("Did it come in time?"), max_length=6, choices=SupportAnswer)
    useful = models.CharField(_("Was it useful?"), max_length=6, choices=SupportAnswer)
    word = models.CharField(_("A word about it"), max_length=300, blank=True)
    rated_at = models.DateTimeField(default=timezone.now)
    rated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = SupportRatingQuerySet.as_manager()

    class Meta:
        ordering = ["year", "quarter", "supporter", "chapter"]
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "year", "quarter", "supporter"], name="support_rated_once_a_quarter"
            ),
            models.CheckConstraint(condition=Q(quarter__range=(1, 4)), name="support_quarter_of_a_year"),
            models.CheckConstraint(
                condition=Q(
                    supporter__in=Supporter.values,
                    in_time__in=SupportAnswer.values,
                    useful__in=SupportAnswer.values,
                ),
                name="support_answers_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} Q{self.quarter} {self.get_supporter_display()}"

    @property
    def heading_id(self) -> str:
        """Of its part of the page."""
        return f"h-{self.supporter}"
