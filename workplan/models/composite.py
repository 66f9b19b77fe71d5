"""Composite: recommendations of several regions that mean the same, put together by the national office."""

from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from workplan.enums import ANSWERED_STATES, Priority, RecommendationState
from workplan.models.year import WorkYear

if TYPE_CHECKING:
    from federations.models import User

COMPOSITE_STATES = tuple(
    state for state in (RecommendationState.RECEIVED, *ANSWERED_STATES) if state != RecommendationState.MERGED
)
"""It is answered as a recommendation is, but never merged itself: it is what the others are merged into."""


class CompositeQuerySet(models.QuerySet["Composite"]):
    """Composites by whether they stand and who may read them."""

    def standing(self) -> "CompositeQuerySet":
        """Those that were not taken apart again."""
        return self.filter(dissolved_at=None)

    def visible_to(self, user: "User") -> "CompositeQuerySet":
        """The national office's; once answered, everybody's who sees one of the origins."""
        if user.scope.is_admin:
            return self
        origins = self.model._meta.get_field("origins").related_model
        visible = origins._default_manager.visible_to(user)  # type: ignore[attr-defined]
        return self.exclude(state=RecommendationState.RECEIVED).filter(
            pk__in=visible.filter(composite__isnull=False).order_by().values("composite")
        )


class Composite(models.Model):
    """Gabungan: one recommendation in the national office's words, which keeps every origin.

    An origin is in one composite at most. Taken apart again, its line stays and its number is not given anew.
    """

    year = models.ForeignKey(WorkYear, on_delete=models.PROTECT, related_name="composites")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    state = models.CharField(max_length=16, choices=RecommendationState, default=RecommendationState.RECEIVED)
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    place = models.PositiveIntegerField(null=True, blank=True)
    """Its place on the working list; none until somebody moves something."""
    grouped_at = models.DateTimeField(default=timezone.now)
    dissolved_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = CompositeQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["place", "priority"])

    class Meta:
        ordering = ["year", "number"]
        constraints = [
            models.UniqueConstraint(fields=["year", "number"], name="composite_number_once"),
            models.CheckConstraint(
                condition=Q(state__in=COMPOSITE_STATES), name="composite_is_never_merged_itself"
            ),
            models.CheckConstraint(
                condition=Q(dissolved_at=None) | Q(state=RecommendationState.RECEIVED),
                name="composite_taken_apart_only_unanswered",
                violation_error_message=_("It is answered; take the answer back first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("composite", args=[self.year.year, self.number])

    @property
    def code(self) -> str:
        return f"G-{self.number}"

    @property
    def is_open(self) -> bool:
        """Can still be regrouped: it stands and is not answered."""
        return self.dissolved_at is None and self.state == RecommendationState.RECEIVED
