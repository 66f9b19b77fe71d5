"""IssuedLetter: one line of an office's register of outgoing letters."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from federations.models import Region


class IssuedLetter(models.Model):
    """Surat keluar: a number of a year that an office has given away, once and for ever.

    Without a region it is the national office's. A letter that is withdrawn keeps its number.
    """

    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="issued_letters"
    )
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()
    text = models.CharField(max_length=120)
    """The number as it is written, by the pattern of its day: `012/KORWIL-DKI/KSBSI/VIII/2021`."""
    issued_on = models.DateField()
    subject = models.CharField(max_length=200)
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    issued_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["region", "year", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["region", "year", "number"],
                condition=Q(region__isnull=False),
                name="letter_number_once_per_region_and_year",
            ),
            models.UniqueConstraint(
                fields=["year", "number"],
                condition=Q(region=None),
                name="letter_number_once_per_year_nationally",
            ),
        ]

    def __str__(self) -> str:
        return self.text
