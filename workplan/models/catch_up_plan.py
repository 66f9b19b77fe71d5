"""CatchUpPlan: who brings how much until a region's gap is closed, as somebody settled it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from federations.models import Region
from workplan.models.indicator import Indicator
from workplan.models.snapshot import Snapshot


class CatchUpPlan(models.Model):
    """Rencana kejar of one region and indicator: the latest one saved; its history keeps those before.

    The parts lie in a snapshot with the month and the gap that they add up to, so that they stay exact when
    the figures move on.
    """

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="catch_up_plans")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="catch_up_plans")
    plan = models.ForeignKey(Snapshot, on_delete=models.PROTECT, related_name="+")
    saved_at = models.DateTimeField(default=timezone.now)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["region", "indicator__position"]
        constraints = [
            models.UniqueConstraint(fields=["region", "indicator"], name="catch_up_plan_once_per_indicator")
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code} {self.region}"
