"""RaisedPledge: what a leader adds aloud, in the room, to close a gap."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from federations.models import Chapter
from rakerwil.fields import FigureField
from workplan.models.indicator import Indicator
from workplan.models.meeting import Meeting, Participant


class RaisedPledgeQuerySet(models.QuerySet["RaisedPledge"]):
    """What was said, and what of it stands."""

    def said(self) -> "RaisedPledgeQuerySet":
        """Without the rows that only take another back, oldest first."""
        return self.filter(takes_back=None).order_by("said_at", "pk")

    def standing(self) -> "RaisedPledgeQuerySet":
        """Said, and not taken back."""
        return self.said().filter(taken_back=None)


class RaisedPledge(models.Model):
    """Kesanggupan: how much more of an indicator a chapter promises, who said so, and when.

    Database triggers refuse to change or remove it; what was said by mistake is taken back by a row of its
    own. The pledge itself is changed by the coordinator.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="raised_pledges")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="raised_pledges")
    chapter = models.ForeignKey(Chapter, on_delete=models.PROTECT, related_name="raised_pledges")
    participant = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="raised_pledges")
    amount = FigureField()
    """Added to what the chapter has pledged, in the indicator's unit."""
    said_at = models.DateTimeField(default=timezone.now)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    takes_back = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="taken_back"
    )

    objects = RaisedPledgeQuerySet.as_manager()

    class Meta:
        ordering = ["meeting", "said_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="raised_pledge_adds_something"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} +{self.amount}"
