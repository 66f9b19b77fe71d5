"""Minutes: one per meeting, with an entry per agenda item."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from rakerwil.transitions import StateTable, Step
from workplan.enums import MinutesState, WriterOffice
from workplan.models.meeting import AgendaItem, Meeting
from workplan.models.snapshot import Snapshot

STEPS = StateTable(
    {
        "circulate": Step((MinutesState.DRAFT,), MinutesState.CIRCULATED),
        "approve": Step((MinutesState.CIRCULATED,), MinutesState.APPROVED),
        "revise": Step((MinutesState.APPROVED,), MinutesState.DRAFT, needs_reason=True),
    }
)


class Minutes(models.Model):
    """Notulen: draft, circulated to those present, approved by two different people; then revisions."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=MinutesState, default=MinutesState.DRAFT)
    revision = models.PositiveSmallIntegerField(default=0)
    circulated_at = models.DateTimeField(null=True, blank=True)
    corrections_until = models.DateField(null=True, blank=True)
    """The last day on which those who were present may propose corrections."""
    chair = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    chair_approved_at = models.DateTimeField(null=True, blank=True)
    secretary = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    secretary_approved_at = models.DateTimeField(null=True, blank=True)

    approved_text = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    """What both signed last: others go on reading it while a revision is being written."""

    class Meta:
        ordering = ["meeting"]
        verbose_name_plural = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=MinutesState.CIRCULATED) | Q(circulated_at__isnull=False),
                name="minutes_circulated_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state=MinutesState.APPROVED)
                | Q(chair_approved_at__isnull=False, secretary_approved_at__isnull=False),
                name="minutes_approved_by_both",
            ),
            models.CheckConstraint(
                condition=Q(chair=None) | Q(secretary=None) | ~Q(chair=F("secretary")),
                name="minutes_approved_by_two_people",
                violation_error_message=_("Chair and secretary are two different people."),
            ),
        ]

    def __str__(self) -> str:
        return str(_("Minutes")) + f" {self.meeting}"

    @property
    def is_draft(self) -> bool:
        return self.state == MinutesState.DRAFT

    @property
    def is_circulated(self) -> bool:
        return self.state == MinutesState.CIRCULATED

    def takes_corrections(self, today: date | None = None) -> bool:
        """Circulated, and the window is open."""
        return self.is_circulated and (
            self.corrections_until is None or (today or timezone.localdate()) <= self.corrections_until
        )

    @property
    def is_approved(self) -> bool:
        """Approved minutes change only as a new revision."""
        return self.state == MinutesState.APPROVED


class MinutesEntry(models.Model):
    """What was said under one agenda item. Two may write at once: the version guards the other's text."""

    minutes = models.ForeignKey(Minutes, on_delete=models.PROTECT, related_name="entries")
    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="entries")
    text = models.TextField(blank=True)
    version = models.PositiveIntegerField(default=1)
    token = models.UUIDField(null=True, blank=True, editable=False)
    """Which sending wrote it: a second arrival of the same one changes nothing."""
    changed_at = models.DateTimeField(default=timezone.now)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["minutes", "agenda_item__position"]
        verbose_name_plural = "minutes entries"
        constraints = [
            models.UniqueConstraint(fields=["minutes", "agenda_item"], name="minutes_entry_once_per_item")
        ]

    def __str__(self) -> str:
        return f"{self.agenda_item}"


class Chosen(models.TextChoices):
    """What became of two wordings that met."""

    MINE = "mine", _("The overtaken one")
    STORED = "stored", _("The saved one")
    MIXED = "mixed", _("Something of both")


class OvertakenText(models.Model):
    """A wording that came when another had been saved: kept until its author has chosen, and after."""

    entry = models.ForeignKey(MinutesEntry, on_delete=models.PROTECT, related_name="overtaken")
    text = models.TextField(blank=True)
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    written_at = models.DateTimeField(default=timezone.now)
    chosen = models.CharField(max_length=6, choices=Chosen, blank=True, default="")
    chosen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["entry", "written_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "written_by"],
                condition=Q(chosen=""),
                name="overtaken_text_one_open_per_author",
            ),
            models.CheckConstraint(
                condition=Q(chosen="", chosen_at=None)
                | (Q(chosen__in=Chosen.values) & Q(chosen_at__isnull=False)),
                name="overtaken_text_chosen_with_time",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.entry} {self.written_at:%H.%M}"


class MinutesWriter(models.Model):
    """Who is writing under which item right now; fades when nothing more is heard of them."""

    agenda_item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="writers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    office = models.CharField(max_length=12, choices=WriterOffice)
    seen_at = models.DateTimeField()

    class Meta:
        ordering = ["agenda_item", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["agenda_item", "user"], name="minutes_writer_once_per_item")
        ]

    def __str__(self) -> str:
        return f"{self.agenda_item}: {self.get_office_display()}"
