"""ActionItem: who does what by when."""

import uuid
from datetime import date
from typing import TYPE_CHECKING

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.enums import COORDINATOR_OFFICE
from federations.models import Chapter, Unit
from rakerwil.transitions import StateTable, Step
from workplan.enums import ActionState
from workplan.models.meeting import AgendaItem, Meeting

if TYPE_CHECKING:
    from federations.models import User

STEPS = StateTable(
    {
        "report_done": Step((ActionState.OPEN,), ActionState.REPORTED_DONE),
        "confirm_done": Step((ActionState.OPEN, ActionState.REPORTED_DONE), ActionState.DONE),
        "reopen": Step((ActionState.REPORTED_DONE,), ActionState.OPEN, needs_reason=True),
        "cancel": Step(
            (ActionState.OPEN, ActionState.REPORTED_DONE), ActionState.CANCELLED, needs_reason=True
        ),
    }
)


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    """Promised steps by state and by who may see them."""

    def visible_to(self, user: "User") -> "ActionItemQuerySet":
        """Those of every meeting the user sees, and those the user's own chapter or unit carries out."""
        scope = user.scope
        return self.filter(
            Q(meeting__in=Meeting.objects.visible_to(user).values("pk"))
            | Q(owner_chapter__in=scope.chapter_ids)
            | Q(owner_unit__in=scope.unit_ids)
        )

    def owned_by(self, user: "User") -> "ActionItemQuerySet":
        """Those the user is asked to carry out: own chapter's, own unit's, the coordinator's office's."""
        scope = user.scope
        return self.filter(
            Q(owner_chapter__in=scope.chapter_ids)
            | Q(owner_unit__in=scope.unit_ids)
            | Q(
                owner_chapter__federation__code=COORDINATOR_OFFICE,
                owner_chapter__region__in=scope.runs_region_ids,
            )
        )

    def counts(self, user: "User") -> dict[str, int]:
        """How many are unfinished (`open`), of these the user's own (`own`), and overdue (`late`)."""
        rows = self.unfinished()
        own = self.model.objects.owned_by(user).values("pk")
        return rows.aggregate(
            open=models.Count("pk"),
            own=models.Count("pk", filter=Q(pk__in=own)),
            late=models.Count("pk", filter=Q(due_on__lt=timezone.localdate())),
        )

    def with_owners(self) -> "ActionItemQuerySet":
        """With everything that the owners' names need."""
        return self.select_related(
            "meeting",
            "owner_unit",
            "owner_chapter__federation",
            "owner_chapter__district",
            "owner_chapter__region",
        )

    def unfinished(self) -> "ActionItemQuerySet":
        return self.filter(state__in=(ActionState.OPEN, ActionState.REPORTED_DONE))

    def overdue(self, today: date | None = None) -> "ActionItemQuerySet":
        """Unfinished past their deadline."""
        return self.unfinished().filter(due_on__lt=today or timezone.localdate())


class ActionItem(models.Model):
    """Tindak lanjut, numbered within its meeting, carried on until it is done."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="actions")
    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    number = models.PositiveSmallIntegerField()
    text = models.TextField()
    owner_chapter = models.ForeignKey(
        Chapter, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    owner_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="actions"
    )
    due_on = models.DateField()
    state = models.CharField(max_length=14, choices=ActionState, default=ActionState.OPEN)
    report = models.TextField(blank=True)
    done_on = models.DateField(null=True, blank=True)
    cancel_reason = models.TextField(blank=True)
    promised_at = models.DateTimeField(default=timezone.now)
    version = models.PositiveIntegerField(default=1)

    objects = ActionItemQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["due_on", "meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="action_number_once"),
            models.CheckConstraint(
                condition=Q(owner_chapter=None, owner_unit__isnull=False)
                | Q(owner_chapter__isnull=False, owner_unit=None),
                name="action_has_one_owner",
                violation_error_message=_("Name one owner: a chapter or a unit."),
            ),
            models.CheckConstraint(
                condition=~Q(state=ActionState.DONE) | Q(done_on__isnull=False),
                name="action_done_has_its_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=ActionState.CANCELLED) | ~Q(cancel_reason=""),
                name="action_cancelled_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def code(self) -> str:
        return f"T-{self.number}"

    @property
    def is_unfinished(self) -> bool:
        return self.state in (ActionState.OPEN, ActionState.REPORTED_DONE)

    @property
    def owner(self) -> Chapter | Unit | None:
        """The chapter (the coordinator's office is one, too) or unit that carries it out."""
        return self.owner_chapter or self.owner_unit

    def days_overdue(self, today: date | None = None) -> int:
        """Days since the deadline while unfinished; 0 before it."""
        return max(((today or timezone.localdate()) - self.due_on).days, 0) if self.is_unfinished else 0
