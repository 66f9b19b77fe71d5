"""Pledge: the share of the region's target that a chapter takes on."""

from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.models import Chapter
from rakerwil.fields import FigureField
from workplan.enums import RevisionReason
from workplan.models.indicator import Indicator

if TYPE_CHECKING:
    from federations.models import User


class PledgeQuerySet(models.QuerySet["Pledge"]):
    """Pledges in time and in scope."""

    def in_force_at(self, month: date) -> "PledgeQuerySet":
        """Rows that hold at the end of `month`, oldest first, so that the last one read per line stands."""
        return self.filter(effective_month__lte=month).order_by("effective_month", "pk")

    def visible_to(self, user: "User") -> "PledgeQuerySet":
        """As the targets of the region."""
        scope = user.scope
        if scope.sees_nation or scope.federation_office_of:
            return self
        return self.filter(chapter__region__in=scope.region_ids)


class Pledge(models.Model):
    """Komitmen: how much of one indicator a chapter promises, from which month. A revision is a new row."""

    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="pledges")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="pledges")
    effective_month = models.DateField()
    value = FigureField()
    reason = models.CharField(max_length=20, choices=RevisionReason, blank=True)
    reason_note = models.TextField(blank=True)
    letter_number = models.CharField(max_length=60, blank=True)

    objects = PledgeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["chapter", "indicator__position", "effective_month"]
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "indicator", "effective_month"],
                name="pledge_once_per_month",
                violation_error_message=_("There is already a pledge from this month on."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0),
                name="pledge_never_negative",
                violation_error_message=_("A pledge is never negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}: {self.value}"
