"""Matter: what a meeting has to deal with, apart from the order of its day."""

import uuid

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from workplan.enums import MatterOutcome
from workplan.models.composite import Composite
from workplan.models.meeting import AgendaItem, Meeting
from workplan.models.recommendation import Recommendation


class Matter(models.Model):
    """Pokok bahasan: one line of the agenda; the rundown says when, this says what.

    The first of a meeting may be what the last one left to do; its content is looked up, not copied.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="matters")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    note = models.TextField(blank=True)
    item = models.ForeignKey(
        AgendaItem, on_delete=models.SET_NULL, null=True, blank=True, related_name="matters"
    )
    """Under which line of the rundown it is dealt with."""
    is_follow_up = models.BooleanField(default=False)
    came_from = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="left_over"
    )
    """The earlier meeting that did not come to it."""
    recommendation = models.ForeignKey(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="matters"
    )
    """What a national meeting takes from its working list: this, or the composite."""
    composite = models.ForeignKey(
        Composite, on_delete=models.PROTECT, null=True, blank=True, related_name="matters"
    )
    outcome = models.CharField(max_length=10, choices=MatterOutcome, blank=True, default="")
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(is_follow_up=True), name="matter_follow_up_once_per_meeting"
            ),
            models.UniqueConstraint(
                fields=["meeting", "recommendation"],
                condition=Q(recommendation__isnull=False),
                name="matter_recommendation_once_per_meeting",
            ),
            models.UniqueConstraint(
                fields=["meeting", "composite"],
                condition=Q(composite__isnull=False),
                name="matter_composite_once_per_meeting",
            ),
            models.CheckConstraint(
                condition=Q(recommendation=None) | Q(composite=None), name="matter_is_of_one_thing"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def subject(self) -> Recommendation | Composite | None:
        """The recommendation or composite that a national meeting decides on here."""
        return self.recommendation or self.composite

    @property
    def is_discussed(self) -> bool:
        """Said so, or the item it hangs on is over and nobody said that it was left."""
        if self.outcome:
            return self.outcome == MatterOutcome.DISCUSSED
        return self.item is not None and self.item.is_over
