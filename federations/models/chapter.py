"""Chapter: a federation's body in a region."""

import re
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.enums import COORDINATOR_OFFICE
from federations.models.federation import Federation
from federations.models.region import District, Region

if TYPE_CHECKING:
    from federations.models.user import User


def active_on(day: date, path: str = "") -> Q:
    """That a chapter, reached from another row through `path`, is active on a day."""
    begun = Q(**{f"{path}active_from__lte": day})
    return begun & (Q(**{f"{path}active_to": None}) | Q(**{f"{path}active_to__gte": day}))


CODE = re.compile(r"(.+?)(?:-(\d\d\.\d\d))?")
"""Federation, and district where there is one, as `Chapter.code` joins them."""


class ChapterQuerySet(models.QuerySet["Chapter"]):
    """Which bodies report, and whose figures a user may see."""

    def visible_to(self, user: "User") -> "ChapterQuerySet":
        """Chapters as such are everyone's names (decisions, who may do what)."""
        return self if user.is_authenticated else self.none()

    def figures_visible_to(self, user: "User") -> "ChapterQuerySet":
        """Chapters whose verified figures the user may see: own region, own federation, or all."""
        scope = user.scope
        if scope.sees_nation:
            return self
        return self.filter(Q(region__in=scope.region_ids) | Q(federation__in=scope.federation_office_of))

    def entered_by(self, user: "User") -> "ChapterQuerySet":
        """Chapters for which the user may type figures: their own, or from paper those of their region."""
        scope = user.scope
        return self.filter(Q(pk__in=scope.chapter_ids) | Q(region__in=scope.runs_region_ids))

    def with_code(self, code: str) -> "ChapterQuerySet":
        """What a path names: a federation's code, with a district's where the chapter has its seat in one."""
        match = CODE.fullmatch(code)
        federation, district = match.groups() if match else (code, None)
        seat = {"district__code": district} if district else {"district": None}
        return self.filter(federation__code=federation, **seat)

    def active_in(self, first: date, last: date) -> "ChapterQuerySet":
        """Active on any day between the two dates, both included."""
        return self.filter(Q(active_to=None) | Q(active_to__gte=first), active_from__lte=last)


class Chapter(models.Model):
    """A federation in a region, or in one district of it: the body that pledges and reports.

    One row for ever: a chapter founded again gets its end date cleared (decisions, data 11).
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="chapters")
    federation = models.ForeignKey(Federation, on_delete=models.PROTECT, related_name="chapters")
    district = models.ForeignKey(
        District, on_delete=models.PROTECT, related_name="chapters", null=True, blank=True
    )
    active_from = models.DateField()
    active_to = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = ChapterQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["region__code", "federation__code", models.F("district__code").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "federation"],
                condition=Q(district=None),
                name="chapter_once_per_region",
                violation_error_message=_("This federation already has a chapter for the whole region."),
            ),
            models.UniqueConstraint(
                fields=["region", "federation", "district"],
                condition=Q(district__isnull=False),
                name="chapter_once_per_district",
                violation_error_message=_("This federation already has a chapter in this district."),
            ),
            models.CheckConstraint(
                condition=Q(active_to=None) | Q(active_to__gte=models.F("active_from")),
                name="chapter_ends_after_it_begins",
                violation_error_message=_("The last active day lies before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.federation.short_name} {self.district or self.region}"

    @property
    def name(self) -> str:
        """What it is called where the region is already known."""
        return f"{self.federation.short_name} {self.district.name}" if self.district else str(self.federation)

    @property
    def is_coordinator_office(self) -> bool:
        """The one that reports what only the coordinator can count."""
        return self.federation.code == COORDINATOR_OFFICE

    @property
    def has_ended(self) -> bool:
        """The last active day is over."""
        return self.active_to is not None and self.active_to < timezone.localdate()

    @property
    def is_to_come(self) -> bool:
        """The first active day is not here yet."""
        return self.active_from > timezone.localdate()

    @property
    def code(self) -> str:
        """Readable in a path: the federation's code, with the district's where there is one."""
        return f"{self.federation.code}-{self.district.code}" if self.district else self.federation.code
