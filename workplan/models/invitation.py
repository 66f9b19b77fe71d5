"""Invitation: a letter that asks an organisation to a meeting, and what it answered."""

import uuid
from datetime import datetime, time, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.models import Federation, Unit
from rakerwil.transitions import StateTable, Step
from workplan.enums import InvitationKind, InvitationState, ParticipantCategory, ParticipantState
from workplan.models.issued_letter import IssuedLetter
from workplan.models.meeting import Meeting, Participant

STEPS = StateTable(
    {
        "issue": Step((InvitationState.DRAFT,), InvitationState.ISSUED),
        "withdraw": Step((InvitationState.ISSUED,), InvitationState.WITHDRAWN, needs_reason=True),
        "redraft": Step((InvitationState.WITHDRAWN,), InvitationState.DRAFT),
    }
)

CATEGORIES: dict[str, str] = {
    InvitationKind.DELEGATION: ParticipantCategory.FULL,
    InvitationKind.OBSERVER: ParticipantCategory.OBSERVER,
    InvitationKind.SPEAKER: ParticipantCategory.SPEAKER,
    InvitationKind.GUEST: ParticipantCategory.GUEST,
}
"""In what capacity those come whom a letter's answer names."""


class LetterTerms(models.Model):
    """What all invitations to a meeting say alike; carried over to the next one."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="letter_terms")
    nature = models.CharField(max_length=40, blank=True)
    basis = models.TextField(blank=True)
    attire = models.CharField(max_length=120, blank=True)
    bring = models.CharField(max_length=200, blank=True)
    costs = models.CharField(max_length=200, blank=True)
    contact = models.CharField(max_length=120, blank=True)
    answers_by = models.DateField(null=True, blank=True)
    copies = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    def __str__(self) -> str:
        return str(self.meeting)

    @classmethod
    def of(cls, meeting: Meeting) -> "LetterTerms":
        """The meeting's, or empty ones that are not saved."""
        return cls.objects.filter(meeting=meeting).first() or cls(meeting=meeting)

    @property
    def copy_lines(self) -> list[str]:
        return [line.strip() for line in self.copies.splitlines() if line.strip()]


class Invitation(models.Model):
    """Surat undangan to one federation, unit, guest or speaker, with the seats it offers.

    The answer comes through a link without sign-in: what stands here is what an organisation said of itself.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    kind = models.CharField(max_length=12, choices=InvitationKind, default=InvitationKind.DELEGATION)
    federation = models.ForeignKey(
        Federation, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="invitations"
    )
    recipient = models.TextField()
    """Office and organisation as on the letter, a line each."""
    quota = models.PositiveSmallIntegerField(default=1)
    request = models.TextField(blank=True)
    """What this recipient is asked for: to open the meeting, to speak on a topic for so long."""
    state = models.CharField(max_length=10, choices=InvitationState, default=InvitationState.DRAFT)
    letter = models.OneToOneField(
        IssuedLetter, on_delete=models.PROTECT, null=True, blank=True, related_name="invitation"
    )
    link_version = models.PositiveSmallIntegerField(default=1)
    """Part of what the link is sealed with: a higher one, and every link given so far is over."""
    answer = models.CharField(max_length=10, choices=ParticipantState, default=ParticipantState.INVITED)
    answered_at = models.DateTimeField(null=True, blank=True)
    answered_by = models.CharField(max_length=120, blank=True)
    answer_note = models.TextField(blank=True)
    delegates = models.ManyToManyField(Participant, related_name="invitations", blank=True)
    mandate_sha256 = models.CharField(max_length=64, blank=True)
    mandate_name = models.CharField(max_length=200, blank=True)
    mandate_type = models.CharField(max_length=100, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["meeting", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "federation", "kind"],
                condition=Q(federation__isnull=False),
                name="invitation_once_per_federation",
                violation_error_message=_("This federation has a letter of this kind already."),
            ),
            models.UniqueConstraint(
                fields=["meeting", "unit", "kind"],
                condition=Q(unit__isnull=False),
                name="invitation_once_per_unit",
                violation_error_message=_("This unit has a letter of this kind already."),
            ),
            models.CheckConstraint(
                condition=Q(federation=None) | Q(unit=None),
                name="invitation_to_a_federation_or_a_unit",
                violation_error_message=_("Choose a federation or a unit, not both."),
            ),
            models.CheckConstraint(
                condition=Q(quota__range=(1, 50)),
                name="invitation_offers_seats",
                violation_error_message=_("A letter offers from 1 to 50 seats."),
            ),
            models.CheckConstraint(
                condition=Q(state=InvitationState.DRAFT, letter=None)
                | (~Q(state=InvitationState.DRAFT) & Q(letter__isnull=False)),
                name="invitation_issued_with_a_number",
            ),
            models.CheckConstraint(
                condition=Q(answer=ParticipantState.INVITED) | Q(answered_at__isnull=False),
                name="invitation_answer_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """Whom it asks, in few words."""
        if self.federation or self.unit:
            return str(self.federation or self.unit)
        return next(iter(self.recipient_lines), "")

    @property
    def recipient_lines(self) -> list[str]:
        return [line.strip() for line in self.recipient.splitlines() if line.strip()]

    @property
    def category(self) -> str:
        """In what capacity those come whom its answer names."""
        return CATEGORIES[self.kind]

    @property
    def is_draft(self) -> bool:
        return self.state == InvitationState.DRAFT

    @property
    def is_issued(self) -> bool:
        return self.state == InvitationState.ISSUED

    @property
    def is_unanswered(self) -> bool:
        """Issued, and nobody has said anything yet."""
        return self.is_issued and self.answer == ParticipantState.INVITED

    @property
    def ends_at(self) -> datetime:
        """Until when its link answers: the end of the day on which the meeting begins, by its own clock."""
        day = timezone.localtime(self.meeting.starts_at, self.meeting.zone).date() + timedelta(days=1)
        return datetime.combine(day, time(0), self.meeting.zone)

    def takes_answers(self, now: datetime) -> bool:
        """Issued, not withdrawn, and the meeting neither begun nor past its day."""
        return self.is_issued and not self.meeting.has_begun and now < self.ends_at

    @property
    def mandate_storage(self) -> str:
        """Where the mandate letter lies: opaque, by content; empty without one."""
        return f"mandat/{self.mandate_sha256[:2]}/{self.mandate_sha256}" if self.mandate_sha256 else ""
