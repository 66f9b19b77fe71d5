"""Unit: a body that speaks, trains and carries out."""

from django.db import models
from django.utils.translation import get_language
from simple_history.models import HistoricalRecords

from federations.models.region import Region


class Unit(models.Model):
    """Unit Pelaksana Teknis (UPT): national when it has no region, otherwise of that region."""

    code = models.CharField(max_length=20, unique=True)
    name = models.CharField(max_length=120)
    task_id = models.CharField(max_length=200)
    task_en = models.CharField(max_length=200)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="units")
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def task(self) -> str:
        """What it is there for, in the reader's language."""
        return self.task_en if get_language() == "en" else self.task_id
