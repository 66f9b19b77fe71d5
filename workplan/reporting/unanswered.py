"""Recommendations that went up and have no answer yet: how many, since when, and a text that reminds."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Min, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import ngettext

from federations.models import Region
from workplan.enums import RecommendationState
from workplan.models import Recommendation, WorkYear
from workplan.reporting.worklists import Item

WAITING = (RecommendationState.SENT, RecommendationState.RECEIVED)
"""The national office owes an answer once the region has sent it."""


@dataclass(frozen=True)
class Waiting:
    """How many of a region's, or of all, wait for their answer, and since when."""

    count: int
    since: datetime | None
    """When the first of the inputs that hold them was submitted."""

    def days(self, today: date | None = None) -> int:
        """Days since; 0 where nothing waits or nothing was submitted in the product."""
        if not self.count or self.since is None:
            return 0
        return max(((today or timezone.localdate()) - timezone.localtime(self.since).date()).days, 0)


def rows(year: WorkYear, region: Region | None = None) -> "QuerySet[Recommendation]":
    """Those that wait, by region, meeting and number."""
    found = Recommendation.objects.filter(meeting__year=year, state__in=WAITING)
    if region is not None:
        found = found.filter(meeting__region=region)
    return found.order_by("meeting__region__code", "meeting__starts_at", "number")


def waiting(year: WorkYear, region: Region | None = None) -> Waiting:
    """How many wait in the nation or a region; one statement."""
    held = Q(meeting__national_inputs__submitted_at__isnull=False)
    found = (
        rows(year, region)
        .order_by()
        .aggregate(
            count=Count("pk", distinct=True),
            since=Min("meeting__national_inputs__submitted_at", filter=held),
        )
    )
    return Waiting(**found)


def per_region(year: WorkYear) -> Coalesce:
    """How many of a region's wait, as a column of a statement about regions (`waiting_count`)."""
    found = rows(year).order_by().filter(meeting__region=OuterRef("pk")).values("meeting__region")
    return Coalesce(Subquery(found.annotate(count=Count("pk")).values("count")), 0)


def message(year: WorkYear, items: Sequence[Item]) -> str:
    """A text to paste: how many wait, by region; empty where none does. No personal data."""
    open_ones = [item for item in items if not item.is_answered]
    if not open_ones:
        return ""
    origins = [row for item in open_ones for row in item.origins]
    counts = Counter(row.meeting.region.name for row in origins if row.meeting.region)
    head = ngettext(
        "Rakornas %(year)s: %(count)s recommendation waits for its answer.",
        "Rakornas %(year)s: %(count)s recommendations wait for their answer.",
        len(origins),
    ) % {"year": year.year, "count": len(origins)}
    return "\n".join([head, *(f"- {name}: {count}" for name, count in sorted(counts.items()))])
