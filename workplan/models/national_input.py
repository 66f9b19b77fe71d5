"""NationalInput: a region's frozen package for the national meeting."""

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.models import Region
from rakerwil.transitions import StateTable, Step
from workplan.enums import InputState
from workplan.models.meeting import Meeting
from workplan.models.snapshot import Snapshot
from workplan.models.year import WorkYear

if TYPE_CHECKING:
    from federations.models import User

STEPS = StateTable(
    {
        "submit": Step((InputState.PREPARING,), InputState.SUBMITTED),
        "receive": Step((InputState.SUBMITTED,), InputState.RECEIVED),
        "return": Step((InputState.SUBMITTED,), InputState.RETURNED, needs_reason=True),
    }
)


class NationalInputQuerySet(models.QuerySet["NationalInput"]):
    """Whose packages a user may read."""

    def submitted(self) -> "NationalInputQuerySet":
        """Sent at least once: frozen, whatever became of it."""
        return self.exclude(state=InputState.PREPARING)

    def visible_to(self, user: "User") -> "NationalInputQuerySet":
        """Coordinator and secretary from the start; representatives and the nation once submitted."""
        scope = user.scope
        sent = ~Q(state=InputState.PREPARING)
        if scope.sees_nation:
            return self.filter(sent | Q(region__in=scope.runs_region_ids))
        return self.filter(
            Q(region__in=scope.runs_region_ids) | (sent & Q(region__in=scope.chapter_region_ids))
        )


class NationalInput(models.Model):
    """Masukan Rakornas of a region and year. Submitting freezes it; after a return comes a new version."""

    region = models.ForeignKey(Region, on_delete=models.PROTECT, related_name="national_inputs")
    year = models.ForeignKey(WorkYear, on_delete=models.PROTECT, related_name="national_inputs")
    version = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=InputState, default=InputState.PREPARING)
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, null=True, blank=True, related_name="national_inputs"
    )
    as_of = models.DateField()
    foreword = models.TextField(blank=True)
    remarks = models.TextField(blank=True)
    snapshot = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    pdf = models.BinaryField(null=True, blank=True)
    submitted_at = models.DateTimeField(null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    received_at = models.DateTimeField(null=True, blank=True)
    received_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    returned_at = models.DateTimeField(null=True, blank=True)
    returned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    return_reason = models.TextField(blank=True)
    edit_version = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = NationalInputQuerySet.as_manager()

    class Meta:
        ordering = ["year", "region__code", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["region", "year", "version"], name="national_input_version_once"),
            models.CheckConstraint(
                condition=(
                    Q(state=InputState.PREPARING, submitted_at=None, snapshot=None)
                    | (
                        ~Q(state=InputState.PREPARING)
                        & Q(submitted_at__isnull=False, snapshot__isnull=False, pdf__isnull=False)
                    )
                ),
                name="national_input_submitted_is_frozen",
            ),
            models.CheckConstraint(
                condition=~Q(state=InputState.RECEIVED) | Q(received_at__isnull=False),
                name="national_input_received_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=InputState.RETURNED)
                | (Q(returned_at__isnull=False) & ~Q(return_reason="")),
                name="national_input_returned_with_a_reason",
                violation_error_message=_("Write the reason, so that the region knows what to change."),
            ),
        ]

    def __str__(self) -> str:
        return f"Masukan Rakornas {self.region} {self.year} v{self.version}"

    @property
    def is_frozen(self) -> bool:
        return self.state != InputState.PREPARING
