"""Consequence: what an accepted recommendation became; an indicator, a target, a programme or an action."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from workplan.models.action_item import ActionItem
from workplan.models.agreement import Target
from workplan.models.disposition import Disposition
from workplan.models.indicator import Indicator
from workplan.models.programme import Programme


class Consequence(models.Model):
    """One thing that came of an answer. It goes with the thing when a draft of it is taken away again."""

    disposition = models.ForeignKey(Disposition, on_delete=models.PROTECT, related_name="consequences")
    indicator = models.OneToOneField(
        Indicator, on_delete=models.CASCADE, null=True, blank=True, related_name="origin"
    )
    target = models.ForeignKey(
        Target, on_delete=models.CASCADE, null=True, blank=True, related_name="origins"
    )
    programme = models.OneToOneField(
        Programme, on_delete=models.CASCADE, null=True, blank=True, related_name="origin"
    )
    action = models.OneToOneField(
        ActionItem, on_delete=models.CASCADE, null=True, blank=True, related_name="origin"
    )
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        ordering = ["disposition", "made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(indicator__isnull=False, target=None, programme=None, action=None)
                | Q(indicator=None, target__isnull=False, programme=None, action=None)
                | Q(indicator=None, target=None, programme__isnull=False, action=None)
                | Q(indicator=None, target=None, programme=None, action__isnull=False),
                name="consequence_is_one_thing",
            )
        ]

    def __str__(self) -> str:
        return f"{self.disposition} → {self.indicator or self.target or self.programme or self.action}"
