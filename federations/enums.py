"""The fixed words of who they are."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class TimeZone(models.TextChoices):
    """The three time zones of the regions."""

    WIB = "WIB", "WIB"
    WITA = "WITA", "WITA"
    WIT = "WIT", "WIT"

    @property
    def iana(self) -> str:
        """The zone's name in the time zone database."""
        return {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}[self.value]


class DistrictKind(models.TextChoices):
    """A regency or a city."""

    REGENCY = "Kabupaten", _("Regency")
    CITY = "Kota", _("City")


class Sex(models.TextChoices):
    """As asked for delegations and attendance lists."""

    WOMAN = "woman", _("Woman")
    MAN = "man", _("Man")


class Role(models.TextChoices):
    """The roles of domain.md section 5."""

    ADMIN = "admin", _("National admin")
    OBSERVER = "observer", _("National observer")
    COORDINATOR = "coordinator", _("Regional coordinator")
    SECRETARY = "secretary", _("Regional secretary")
    REPRESENTATIVE = "representative", _("Federation representative")
    FEDERATION_OFFICE = "federation_office", _("Federation office")
    UNIT_OFFICER = "unit_officer", _("Unit officer")
    AUDITOR = "auditor", _("Auditor")


COORDINATOR_OFFICE = "KORWIL"
"""The federation code under which a region's own office reports (domain.md section 1, Chapter)."""


class TokenScope(models.TextChoices):
    """What a personal token reads of what its user may see; none of them writes."""

    FIGURES = "figures", _("Figures: roll-up, catch-up plans, framework")
    EVERYTHING = "everything", _("Figures and recommendations")


class Reminder(StrEnum):
    """What a person may be reminded of by mail; each is a field of MailChoices and a letter."""

    DUE_SOON = "due_soon"
    OVERDUE = "overdue"
    RETURNED = "returned"
    VERIFIED = "verified"
    COMMENT = "comment"
    WAITING = "waiting"
    MINUTES = "minutes"
    ACTION = "action"


class Office(models.TextChoices):
    """Offices in the bodies of the organisation; what one is called there is its title."""

    COORDINATOR = "coordinator", _("Regional coordinator")
    CHAIR = "chair", pgettext_lazy("office", "Chair")
    DEPUTY_CHAIR = "deputy_chair", _("Deputy chair")
    SECRETARY = "secretary", pgettext_lazy("office", "Secretary")
    DEPUTY_SECRETARY = "deputy_secretary", _("Deputy secretary")
    TREASURER = "treasurer", _("Treasurer")
    HEAD = "head", _("Head of the unit")
    BOARD = "board", _("Member of the board")
    ORGANISER = "organiser", pgettext_lazy("office", "Organiser")
    STAFF = "staff", _("Staff")


SINGLE_SEATS = (Office.COORDINATOR, Office.CHAIR, Office.SECRETARY, Office.TREASURER, Office.HEAD)
"""Offices that one person holds at a time in a body."""


class ConsentWay(models.TextChoices):
    """How somebody agreed."""

    SPOKEN = "spoken", _("Said so, in person or on the telephone")
    WRITTEN = "written", _("In writing: a paper, a message, an e-mail")
    SELF = "self", _("By own account")
