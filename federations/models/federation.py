"""Federation: a member union of a sector."""

from django.db import models
from django.utils.translation import get_language
from simple_history.models import HistoricalRecords

from federations.enums import COORDINATOR_OFFICE


class Federation(models.Model):
    """A national union of one sector. `KORWIL` stands for the coordinators' own offices."""

    code = models.CharField(max_length=12, unique=True)
    name = models.CharField(max_length=160)
    short_name = models.CharField(max_length=40)
    sector_id = models.CharField(max_length=160)
    sector_en = models.CharField(max_length=160)
    is_active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["code"]

    def __str__(self) -> str:
        return self.short_name

    @property
    def sector(self) -> str:
        """The sector in the reader's language."""
        return self.sector_en if get_language() == "en" else self.sector_id

    @property
    def is_coordinator_office(self) -> bool:
        return self.code == COORDINATOR_OFFICE
