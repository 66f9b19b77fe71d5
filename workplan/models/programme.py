"""Programme: a named undertaking that serves indicators, with a partner and dates."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.models import Unit
from workplan.models.indicator import Indicator
from workplan.models.year import WorkYear


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    """Programmes by when they run."""

    def running_in(self, year: WorkYear) -> "ProgrammeQuerySet":
        """Those of the year, and those of earlier years that have not ended before it."""
        first = date(year.year, 1, 1)
        return self.filter(
            Q(year=year) | (Q(year__year__lt=year.year) & (Q(ends_on=None) | Q(ends_on__gte=first)))
        )


class Programme(models.Model):
    """Program: what the nation undertakes with a partner, for example scholarships under an agreement."""

    year = models.ForeignKey(WorkYear, on_delete=models.PROTECT, related_name="programmes")
    """Whose framework names the indicators that it serves."""
    name = models.CharField(max_length=200)
    partner = models.CharField(max_length=200, blank=True)
    agreement = models.CharField(max_length=200, blank=True)
    """What it rests on: a memorandum of understanding, a letter; with its number."""
    about = models.TextField(blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="programmes")
    """Who carries it out; its officers keep it up to date."""
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    indicators = models.ManyToManyField(Indicator, related_name="programmes")
    version = models.PositiveIntegerField(default=1)

    objects = ProgrammeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["starts_on", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "name"],
                name="programme_name_once",
                violation_error_message=_("The year has a programme of this name already."),
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="programme_ends_after_it_starts",
                violation_error_message=_("It can't end before it starts."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("programme", args=[self.year.year, self.pk])
