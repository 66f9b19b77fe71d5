"""Commission: who sits in it, and the report that it brings before the plenary."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from rakerwil.transitions import StateTable, Step
from workplan.enums import CommissionRole, ReportState
from workplan.models.meeting import AgendaItem, Participant

STEPS = StateTable(
    {
        "hand_in": Step((ReportState.DRAFT,), ReportState.HANDED_IN),
        "send_back": Step((ReportState.HANDED_IN,), ReportState.DRAFT, needs_reason=True),
        "present": Step((ReportState.HANDED_IN,), ReportState.PRESENTED),
    }
)


class CommissionMember(models.Model):
    """A participant in a commission; a participant belongs to one meeting, and there sits in one of them."""

    commission = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="members")
    participant = models.OneToOneField(
        Participant,
        on_delete=models.CASCADE,
        related_name="commission_seat",
        error_messages={"unique": _("Who sits in one commission does not sit in another.")},
    )
    role = models.CharField(max_length=9, choices=CommissionRole, default=CommissionRole.MEMBER)

    history = HistoricalRecords()

    class Meta:
        ordering = ["commission", "participant__number"]
        constraints = [
            models.UniqueConstraint(
                fields=["commission"],
                condition=Q(role=CommissionRole.CHAIR),
                name="commission_has_one_chair",
                violation_error_message=_("A commission has one chair."),
            ),
            models.UniqueConstraint(
                fields=["commission"],
                condition=Q(role=CommissionRole.SECRETARY),
                name="commission_has_one_secretary",
                violation_error_message=_("A commission has one secretary."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.participant)


class CommissionReport(models.Model):
    """Laporan komisi: its points stand in the minutes under the commission; here, how far it has come."""

    commission = models.OneToOneField(AgendaItem, on_delete=models.PROTECT, related_name="report")
    state = models.CharField(max_length=9, choices=ReportState, default=ReportState.DRAFT)
    handed_in_at = models.DateTimeField(null=True, blank=True)
    presented_at = models.DateTimeField(null=True, blank=True)
    presented_in = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="heard_reports"
    )
    """The plenary that heard it."""

    class Meta:
        ordering = ["commission"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(state=ReportState.DRAFT, handed_in_at=None, presented_at=None, presented_in=None)
                    | Q(
                        state=ReportState.HANDED_IN,
                        handed_in_at__isnull=False,
                        presented_at=None,
                        presented_in=None,
                    )
                    | Q(
                        state=ReportState.PRESENTED,
                        handed_in_at__isnull=False,
                        presented_at__isnull=False,
                        presented_in__isnull=False,
                    )
                ),
                name="commission_report_state_has_its_times",
            )
        ]

    def __str__(self) -> str:
        return f"{self.commission}: {self.get_state_display()}"

    @property
    def is_draft(self) -> bool:
        return self.state == ReportState.DRAFT

    @property
    def is_handed_in(self) -> bool:
        return self.state == ReportState.HANDED_IN

    @property
    def is_presented(self) -> bool:
        return self.state == ReportState.PRESENTED
