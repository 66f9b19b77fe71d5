"""Person: anyone on record, with or without a sign-in."""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.enums import Sex
from federations.models.federation import Federation
from federations.models.region import Region
from federations.models.unit import Unit
from rakerwil.readers import current_reader

if TYPE_CHECKING:
    from federations.models.user import User


ERASED_NAME = "Orang yang dihapus datanya"
"""What stands in the place of a name that was erased."""


LONG_NUMBER = 9
"""Digits up to which a number shows less of itself."""


def mask_email(email: str) -> str:
    """The first letter and the domain; nothing of nothing."""
    name, _at, domain = email.partition("@")
    return f"{name[:1]}•••@{domain}" if email else ""


class PersonQuerySet(models.QuerySet["Person"]):
    """Whom the directory shows to whom."""

    def visible_to(self, user: "User") -> "PersonQuerySet":
        """Own region, own unit, or all for those who see the nation; phone and e-mail stay masked apart."""
        scope = user.scope
        if scope.sees_nation:
            return self
        return self.filter(_near(user))

    def on_record(self) -> "PersonQuerySet":
        """Those whose data were not erased."""
        return self.filter(erased_at=None)

    def named(self, words: str, user: "User") -> "PersonQuerySet":
        """Those whose name holds the words, where the user sees names: nobody searches in what is masked."""
        found = Q(name__icontains=words)
        return self.filter(found & _near(user) if user.scope.sees_masked else found)

    def called(self, name: str) -> "PersonQuerySet":
        """Those who may be meant by a whole name, whatever its capitals and the degrees after a comma."""
        words = " ".join(name.partition(",")[0].split())
        return self.filter(Q(name__iexact=words) | Q(name__istartswith=f"{words},")) if words else self.none()


def _near(user: "User") -> Q:
    """Of the own region or unit, or oneself."""
    scope = user.scope
    return Q(region__in=scope.directory_region_ids) | Q(unit__in=scope.unit_ids) | Q(user=user.pk)


class Person(models.Model):
    """An office-holder or delegate: only what meetings need, never a member or a recruit."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    name = models.CharField(max_length=120)
    office = models.CharField(max_length=80, blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    sex = models.CharField(max_length=5, choices=Sex, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    federation = models.ForeignKey(
        Federation, on_delete=models.PROTECT, null=True, blank=True, related_name="people"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="people")
    erased_at = models.DateTimeField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1)

    objects = PersonQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="person_has_a_name",
                violation_error_message=_("Write the person's name."),
            )
        ]

    def __str__(self) -> str:
        return self.shown_name

    @property
    def shown_name(self) -> str:
        """The name as whoever reads may see it (decisions, who may do what)."""
        if self.is_erased:
            return gettext("Person whose data were erased") + f" #{self.pk}"
        reader = current_reader()
        return self.name if reader is None or reader.sees_name_of(self) else self.masked_name

    @property
    def masked_name(self) -> str:
        """Initials and number: tells people apart, the same on every page, and names nobody."""
        letters = [word[0] for word in self.name.split() if word[0].isalpha()]
        return f"{''.join(f'{letter}.' for letter in letters[:3])} #{self.pk}".strip()

    @property
    def belongs_to(self) -> str:
        """Federation, unit or organisation, whichever is recorded."""
        return str(self.federation or self.unit or self.organisation)

    @property
    def is_erased(self) -> bool:
        """Only the place in the records is left."""
        return self.erased_at is not None

    @property
    def has_contact(self) -> bool:
        """There is a way to reach them on record."""
        return bool(self.phone or self.email)

    def office_on(self, day: date) -> str:
        """The offices held on a day, in words; what was written by hand where none is dated."""
        held = self.tenures.on(day).with_bodies().order_by("from_on", "pk")
        return ", ".join(str(each) for each in held) or self.office

    @property
    def masked_phone(self) -> str:
        """Enough to recognise a number one already knows, nothing to call."""
        if not self.phone:
            return ""
        shown = 4 if len(self.phone) > LONG_NUMBER else 2
        return f"{self.phone[:shown]}••••{self.phone[-min(shown, 3) :]}"

    @property
    def masked_email(self) -> str:
        """The first letter and the domain."""
        return mask_email(self.email)
