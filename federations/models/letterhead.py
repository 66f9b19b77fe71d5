"""Letterhead: what stands on top of an office's letters, how they are numbered, who signs."""

from base64 import b64encode
from datetime import date

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.models.region import Region

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
"""Letters are numbered with the month in Roman numerals."""

PLACES = {"nomor", "penerbit", "bulan", "tahun"}
"""What a pattern of numbers may name, in braces."""


def check_numbering(pattern: str) -> None:
    """ValidationError for a pattern without its running number, or with a name it does not know."""
    try:
        pattern.format(nomor="001", penerbit="", bulan="I", tahun="2021")
    except (KeyError, IndexError, ValueError, AttributeError) as error:
        raise ValidationError(
            _("Name only {nomor}, {penerbit}, {bulan} and {tahun} in braces."), code="unknown"
        ) from error
    if "{nomor}" not in pattern:
        raise ValidationError(_("The pattern needs {nomor}, the running number."), code="numberless")


class Letterhead(models.Model):
    """One for each region, and one without a region for the national office."""

    region = models.OneToOneField(Region, on_delete=models.PROTECT, null=True, related_name="letterhead")
    address = models.TextField(blank=True)
    logo = models.BinaryField(blank=True, default=b"")
    """A PNG; empty: the confederation's mark."""
    seat = models.CharField(max_length=60, blank=True)
    issuer = models.CharField(
        max_length=40, blank=True, validators=[RegexValidator(r"^[^{}]*$", _("Without braces, please."))]
    )
    numbering = models.CharField(
        max_length=60, default="{nomor}/{penerbit}/{bulan}/{tahun}", validators=[check_numbering]
    )
    chair_title = models.CharField(max_length=60, blank=True)
    chair_name = models.CharField(max_length=120, blank=True)
    secretary_title = models.CharField(max_length=60, blank=True)
    secretary_name = models.CharField(max_length=120, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords(excluded_fields=["logo"])

    class Meta:
        ordering = ["region__code"]
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(region=None),
                name="letterhead_one_for_the_national_office",
            )
        ]

    def __str__(self) -> str:
        return str(self.region) if self.region else str(_("National office"))

    @classmethod
    def of(cls, region: Region | None) -> "Letterhead":
        """The office's letterhead, or an empty one that is not saved."""
        found = cls.objects.select_related("region").filter(region=region).first()
        return found or cls(region=region, seat=region.capital if region else "Jakarta")

    @property
    def place(self) -> str:
        """The town in which letters are dated."""
        return self.seat or (self.region.capital if self.region else "Jakarta")

    @property
    def address_lines(self) -> list[str]:
        return [line.strip() for line in self.address.splitlines() if line.strip()]

    @property
    def logo_text(self) -> str:
        """The logo in base 64, empty without one."""
        return b64encode(bytes(self.logo)).decode()

    @property
    def own_issuer(self) -> str:
        """What stands for the office in its numbers where it has not said so: `KORWIL-JABAR/KSBSI`."""
        name = f"KORWIL-{self.region.short_name.upper().replace(' ', '-')}" if self.region else "DEN"
        return f"{name}/{settings.CONFEDERATION['short_name']}"

    def numbered(self, number: int, on: date) -> str:
        """A number by the office's pattern: 12 in August 2021 as `012/KORWIL-DKI/KSBSI/VIII/2021`."""
        return self.numbering.format(
            nomor=f"{number:03}",
            penerbit=self.issuer or self.own_issuer,
            bulan=ROMAN[on.month - 1],
            tahun=on.year,
        )
