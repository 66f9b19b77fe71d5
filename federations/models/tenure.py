"""Tenure: an office that somebody holds in a body of the organisation, from when until when."""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.enums import SINGLE_SEATS, Office
from federations.models.chapter import Chapter
from federations.models.federation import Federation
from federations.models.person import Person
from federations.models.region import Region
from federations.models.unit import Unit

if TYPE_CHECKING:
    from federations.models.user import User

TAKEN = _("Somebody still holds this office. Set the last day there first: one person holds it.")
BODIES = ("region", "federation", "chapter", "unit")
"""Where an office is held; in none of them, in the national executive."""


def of_body(kind: str) -> Q:
    """Offices in a body of this kind; an empty kind is the national executive."""
    shape = Q()
    for name in BODIES:
        shape &= Q(**{f"{name}__isnull": name != kind})
    return shape


def held_on(day: date) -> Q:
    """Held on a day; the end date is the last one."""
    return Q(from_on__lte=day) & (Q(until_on=None) | Q(until_on__gte=day))


def office_today() -> Coalesce:
    """For people in a list: the title of an office held today, otherwise what was written by hand."""
    held = Tenure.objects.filter(person=OuterRef("pk")).on(timezone.localdate())
    return Coalesce(Subquery(held.values("title")[:1]), F("office"))


class TenureQuerySet(models.QuerySet["Tenure"]):
    """Offices in time."""

    def visible_to(self, user: "User") -> "TenureQuerySet":
        """Those of the people whom the directory shows."""
        return self.filter(person__in=Person.objects.visible_to(user).values("pk"))

    def on(self, day: date) -> "TenureQuerySet":
        """Held on a day."""
        return self.filter(held_on(day))

    def unended(self, today: date | None = None) -> "TenureQuerySet":
        """Held today or from a day to come on."""
        return self.filter(Q(until_on=None) | Q(until_on__gte=today or timezone.localdate()))

    def in_body_of(self, tenure: "Tenure") -> "TenureQuerySet":
        """In the same body as `tenure`."""
        return self.filter(**{f"{name}_id": getattr(tenure, f"{name}_id") for name in BODIES})

    def overlapping(self, tenure: "Tenure") -> "TenureQuerySet":
        """The same office in the same body on any day of `tenure`, apart from itself."""
        begun = {"from_on__lte": tenure.until_on} if tenure.until_on else {}
        rows = self.in_body_of(tenure).filter(
            Q(until_on=None) | Q(until_on__gte=tenure.from_on), office=tenure.office, **begun
        )
        return rows.exclude(pk=tenure.pk)

    def with_bodies(self) -> "TenureQuerySet":
        """With everything that their names need."""
        return self.select_related(
            "region", "federation", "unit", "chapter__federation", "chapter__region", "chapter__district"
        )


class Tenure(models.Model):
    """One office of one person in one body, with its dates; a single seat has one open holder at a time."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="tenures")
    office = models.CharField(max_length=20, choices=Office)
    title = models.CharField(max_length=80)
    """What the office is called in this body."""
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="tenures"
    )
    federation = models.ForeignKey(
        Federation, on_delete=models.PROTECT, null=True, blank=True, related_name="tenures"
    )
    chapter = models.ForeignKey(
        Chapter, on_delete=models.PROTECT, null=True, blank=True, related_name="tenures"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="tenures")
    from_on = models.DateField(default=timezone.localdate)
    until_on = models.DateField(null=True, blank=True)

    objects = TenureQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-from_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gte=F("from_on")),
                name="tenure_ends_after_it_begins",
                violation_error_message=_("The last day lies before the first."),
            ),
            models.CheckConstraint(
                condition=of_body("")
                | of_body("region")
                | of_body("federation")
                | of_body("chapter")
                | of_body("unit"),
                name="tenure_in_one_body",
                violation_error_message=_("Choose one body, or none for the national executive."),
            ),
            models.UniqueConstraint(
                fields=["office"],
                condition=of_body("") & Q(until_on=None, office__in=SINGLE_SEATS),
                name="tenure_one_open_holder_nationally",
                violation_error_message=TAKEN,
            ),
            *(
                models.UniqueConstraint(
                    fields=["office", name],
                    condition=Q(until_on=None, office__in=SINGLE_SEATS, **{f"{name}__isnull": False}),
                    name=f"tenure_one_open_holder_per_{name}",
                    violation_error_message=TAKEN,
                )
                for name in BODIES
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title}, {self.body}"

    @property
    def body(self) -> str:
        """The name of the body it is held in."""
        body = self.region or self.federation or self.chapter or self.unit
        return str(body) if body else str(_("National executive (DEN)"))

    @property
    def dates(self) -> str:
        """Its days as a page shows them, so that a verb knows what was seen."""
        return f"{self.from_on}/{self.until_on or ''}"

    @property
    def is_single_seat(self) -> bool:
        """Held by one person at a time."""
        return self.office in SINGLE_SEATS

    @property
    def has_ended(self) -> bool:
        """The last day is over."""
        return self.until_on is not None and self.until_on < timezone.localdate()

    @property
    def is_to_come(self) -> bool:
        """The first day is not here yet."""
        return self.from_on > timezone.localdate()
