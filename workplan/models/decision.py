"""Decision: what the meeting decided."""

import uuid

from django.db import models
from simple_history.models import HistoricalRecords

from workplan.models.meeting import AgendaItem, Meeting
from workplan.models.resolution import RESOLVED, Resolution


class Decision(Resolution):
    """Keputusan, numbered within its meeting, with the quorum of its moment."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="decisions")
    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="decisions"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="decision_number_once"),
            models.CheckConstraint(condition=RESOLVED, name="decision_has_its_way_and_quorum"),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def code(self) -> str:
        return f"K-{self.number}"
