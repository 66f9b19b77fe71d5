"""RecordLine: one thing said in the room, as the quick line took it down."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.models import Chapter, Unit
from rakerwil.readers import current_reader
from workplan.enums import LineKind
from workplan.models.action_item import ActionItem
from workplan.models.decision import Decision
from workplan.models.meeting import AgendaItem, Meeting, Participant
from workplan.models.recommendation import Recommendation


def shown_name(name: str) -> str:
    """A name in free words as whoever reads may see it: initials for those who read names masked."""
    reader = current_reader()
    if reader is None or not reader.scope.sees_masked:
        return name
    return "".join(f"{word[0]}." for word in name.split() if word[0].isalpha())


class RecordLineQuerySet(models.QuerySet["RecordLine"]):
    """Lines by what still has to be said about them."""

    def told(self) -> "RecordLineQuerySet":
        """With speaker, item and outcome, in the order in which things were said."""
        return self.select_related(
            "agenda_item", "speaker__person", "decision", "action", "recommendation"
        ).order_by("said_at", "pk")

    def notes(self) -> "RecordLineQuerySet":
        return self.filter(kind=LineKind.NOTE)

    def unassigned(self) -> "RecordLineQuerySet":
        """Actions of which nobody has said yet who carries them out, or by when."""
        return self.filter(kind=LineKind.ACTION, action=None)


class RecordLine(models.Model):
    """Catatan cepat: what was said, by whom, under which item, and what the meeting made of it.

    A note is nothing but its words. A decision, an action or a recommendation made of it stands beside, and
    is taken off again when the line is reclassified; the history tells what it was before. An action waits
    here until owner and deadline are known: the hall goes on meanwhile.
    """

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="lines")
    agenda_item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    kind = models.CharField(max_length=14, choices=LineKind)
    text = models.TextField()
    speaker = models.ForeignKey(
        Participant, on_delete=models.PROTECT, null=True, blank=True, related_name="lines"
    )
    speaker_name = models.CharField(max_length=120, blank=True)
    """Somebody who is not on the list of participants, in free words."""
    said_at = models.DateTimeField(default=timezone.now)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_chapter = models.ForeignKey(
        Chapter, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    owner_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    due_on = models.DateField(null=True, blank=True)
    """Owner and deadline of an action as far as they are known."""
    decision = models.OneToOneField(
        Decision, on_delete=models.PROTECT, null=True, blank=True, related_name="line"
    )
    action = models.OneToOneField(
        ActionItem, on_delete=models.PROTECT, null=True, blank=True, related_name="line"
    )
    recommendation = models.OneToOneField(
        Recommendation, on_delete=models.PROTECT, null=True, blank=True, related_name="line"
    )
    version = models.PositiveIntegerField(default=1)

    objects = RecordLineQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["meeting", "said_at", "pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="record_line_says_something"),
            models.CheckConstraint(
                condition=(
                    Q(kind=LineKind.NOTE, decision=None, action=None, recommendation=None)
                    | Q(kind=LineKind.DECISION, decision__isnull=False, action=None, recommendation=None)
                    | Q(kind=LineKind.ACTION, decision=None, recommendation=None)
                    | Q(
                        kind=LineKind.RECOMMENDATION,
                        decision=None,
                        action=None,
                        recommendation__isnull=False,
                    )
                ),
                name="record_line_became_what_its_kind_says",
            ),
            models.CheckConstraint(
                condition=Q(speaker=None) | Q(speaker_name=""),
                name="record_line_has_one_speaker_at_most",
            ),
            models.CheckConstraint(
                condition=Q(owner_chapter=None) | Q(owner_unit=None),
                name="record_line_has_one_owner_at_most",
                violation_error_message=_("Name one owner: a chapter or a unit."),
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def outcome(self) -> Decision | ActionItem | Recommendation | None:
        """What the meeting made of it; None for a note, and for an action nobody carries out yet."""
        return self.decision or self.action or self.recommendation

    @property
    def owner(self) -> Chapter | Unit | None:
        """Who carries it out, as far as that is known."""
        return self.owner_chapter or self.owner_unit

    @property
    def is_unassigned(self) -> bool:
        """An action without owner or deadline."""
        return self.kind == LineKind.ACTION and self.action_id is None

    @property
    def who(self) -> str:
        """The speaker as whoever reads may see the name; empty where nobody was named."""
        return str(self.speaker) if self.speaker else shown_name(self.speaker_name)
