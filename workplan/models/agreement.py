"""Agreement and Target: a region's signed promise for the year and its lines."""

from datetime import date
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.models import Region
from rakerwil.fields import FigureField
from rakerwil.transitions import StateTable, Step
from workplan.enums import AgreementState, RevisionReason
from workplan.models.indicator import Indicator
from workplan.models.year import WorkYear

if TYPE_CHECKING:
    from federations.models import User

STEPS = StateTable(
    {
        "propose": Step((AgreementState.DRAFT,), AgreementState.PROPOSED),
        "send_back": Step((AgreementState.PROPOSED,), AgreementState.DRAFT, needs_reason=True),
        "agree": Step((AgreementState.PROPOSED,), AgreementState.AGREED),
        "revise": Step((AgreementState.AGREED,), AgreementState.PROPOSED, needs_reason=True),
    }
)


MERGED = "merged"
"""Why a revision's row went: an agreed row from the same month took its figures."""


class AgreementQuerySet(models.QuerySet["Agreement"]):
    """Whose promises a user may read."""

    def visible_to(self, user: "User") -> "AgreementQuerySet":
        """Own region; federation offices, observers, auditors and admins all; the nation's own: everyone."""
        scope = user.scope
        if scope.sees_nation or scope.federation_office_of:
            return self
        return self.filter(Q(region__in=scope.region_ids) | Q(region=None))

    def state_per_region(self, year: WorkYear) -> models.Subquery:
        """How far each region's agreement is, read along with regions as `agreement` (see `state_read`)."""
        return models.Subquery(self.filter(year=year, region=models.OuterRef("pk")).values("state"))


def state_read(region: Region) -> AgreementState | None:
    """How far the agreement is of a region read with `state_per_region`; None where none is begun."""
    state = vars(region)["agreement"]
    return AgreementState(state) if state else None


class Agreement(models.Model):
    """Janji Kinerja of a region for a year. Without a region: the nation's own ratio targets."""

    year = models.ForeignKey(WorkYear, on_delete=models.PROTECT, related_name="agreements")
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="agreements"
    )
    state = models.CharField(max_length=10, choices=AgreementState, default=AgreementState.DRAFT)
    letter_number = models.CharField(max_length=60, blank=True)
    signatories = models.JSONField(default=list, blank=True)
    gap_reason = models.TextField(blank=True)
    proposed_at = models.DateTimeField(null=True, blank=True)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    agreed_on = models.DateField(null=True, blank=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = AgreementQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["year", models.F("region__code").asc(nulls_first=True)]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "region"],
                condition=Q(region__isnull=False),
                name="agreement_once_per_region",
            ),
            models.UniqueConstraint(
                fields=["year"], condition=Q(region=None), name="agreement_once_for_the_nation"
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.PROPOSED) | Q(proposed_at__isnull=False),
                name="agreement_proposed_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=AgreementState.AGREED) | Q(agreed_on__isnull=False),
                name="agreement_agreed_has_its_date",
            ),
        ]

    def __str__(self) -> str:
        return f"Janji Kinerja {self.year} {self.region or _('Nation')}"

    @property
    def is_draft(self) -> bool:
        return self.state == AgreementState.DRAFT

    @property
    def is_proposed(self) -> bool:
        return self.state == AgreementState.PROPOSED

    @property
    def is_agreed(self) -> bool:
        return self.state == AgreementState.AGREED

    @property
    def is_under_revision(self) -> bool:
        """Agreed once and open again: what was agreed counts until the revision is agreed, too."""
        return self.has_been_agreed and not self.is_agreed

    @property
    def has_open_lines(self) -> bool:
        """Its targets can be typed: in a draft, or by the national office while a revision is proposed."""
        return self.is_draft or (self.is_proposed and self.has_been_agreed)

    @property
    def has_been_agreed(self) -> bool:
        """Agreed once; a revision under way does not undo that."""
        return self.agreed_on is not None


class TargetQuerySet(models.QuerySet["Target"]):
    """Targets that count."""

    def agreed(self) -> "TargetQuerySet":
        """Targets count once their agreement is agreed (decisions, data 3)."""
        return self.filter(is_agreed=True)

    def in_force_at(self, month: date) -> "TargetQuerySet":
        """Rows that hold at the end of `month`, oldest first, so that the last one read per line stands."""
        return self.filter(effective_month__lte=month).order_by("effective_month", "pk")


class Target(models.Model):
    """One line of an agreement: how much of one indicator, from which month on. A revision is a new row.

    While a revision waits to be agreed, its row (`is_agreed` false) stands beside the one that counts.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="targets")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="targets")
    effective_month = models.DateField()
    value = FigureField()
    baseline = FigureField(null=True, blank=True)
    is_agreed = models.BooleanField(default=False)
    reason = models.CharField(max_length=20, choices=RevisionReason, blank=True)
    reason_note = models.TextField(blank=True)
    letter_number = models.CharField(max_length=60, blank=True)

    objects = TargetQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["agreement", "indicator__position", "effective_month"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "indicator", "effective_month", "is_agreed"],
                name="target_once_per_month",
                violation_error_message=_("There is already a target from this month on."),
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0) & (Q(baseline=None) | Q(baseline__gte=0)),
                name="target_never_negative",
                violation_error_message=_("A target is never negative."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator.code}: {self.value}"
