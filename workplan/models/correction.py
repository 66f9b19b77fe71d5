"""Correction: what somebody who was present wants changed in circulated minutes, and what became of it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from rakerwil.transitions import StateTable, Step
from workplan.enums import CorrectionState
from workplan.models.meeting import AgendaItem
from workplan.models.minutes import Minutes

STEPS = StateTable(
    {
        "accept": Step((CorrectionState.PROPOSED,), CorrectionState.ACCEPTED),
        "refuse": Step((CorrectionState.PROPOSED,), CorrectionState.REFUSED, needs_reason=True),
    }
)


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Corrections, read."""

    def waiting(self) -> "CorrectionQuerySet":
        """Not yet answered."""
        return self.filter(state=CorrectionState.PROPOSED)


class Correction(models.Model):
    """Koreksi: proposed within the window, accepted or refused with a word by those who keep the minutes."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="corrections")
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="corrections")
    text = models.TextField()
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=CorrectionState, default=CorrectionState.PROPOSED)
    answer = models.TextField(blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True, blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["minutes", "proposed_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="correction_says_something"),
            models.CheckConstraint(
                condition=Q(state=CorrectionState.PROPOSED, answered_at=None)
                | (~Q(state=CorrectionState.PROPOSED) & Q(answered_at__isnull=False)),
                name="correction_answered_with_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=CorrectionState.REFUSED) | ~Q(answer=""),
                name="correction_refused_with_a_word",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]

    @property
    def is_waiting(self) -> bool:
        return self.state == CorrectionState.PROPOSED
