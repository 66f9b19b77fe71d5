"""Book: one making of the book of all regions, from the wish to its files."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from workplan.models.year import WorkYear

SILENT = timedelta(minutes=2)
"""Who makes a book says so at every step; after so long without a word, the making has died."""
MOST_TRIES = 2


class BookQuerySet(models.QuerySet["Book"]):
    """Books by how far they are."""

    def under_way(self) -> "BookQuerySet":
        """Wished for or in the making: of a year one at most."""
        return self.filter(state__in=(Book.State.WAITING, Book.State.MAKING))

    def ready(self) -> "BookQuerySet":
        """With their files; the newest first."""
        return self.filter(state=Book.State.READY).order_by("-ended_at", "-pk")

    def to_be_made(self, now: datetime) -> "BookQuerySet":
        """Those that wait, and those whose maker died; the longest waiting first."""
        died = Q(state=Book.State.MAKING, told_at__lte=now - SILENT)
        return self.filter(Q(state=Book.State.WAITING) | died).order_by("asked_at", "pk")

    def claim(self, book: "Book", now: datetime) -> bool:
        """Take a book for one try: of several who want it exactly one gets True."""
        mine = self.filter(pk=book.pk, state=book.state, told_at=book.told_at)
        return mine.update(state=Book.State.MAKING, told_at=now, tries=F("tries") + 1) == 1


class Book(models.Model):
    """Himpunan Masukan Rakornas of a year as of when it was made. Its files lie in private storage."""

    class State(models.TextChoices):
        """How far a making is."""

        WAITING = "waiting", _("Waiting")
        MAKING = "making", _("In the making")
        READY = "ready", _("Ready")
        FAILED = "failed", _("Not made")

    class Stage(models.TextChoices):
        """What is done one after the other."""

        FIGURES = "figures", _("Gathering the figures of all regions")
        PDF = "pdf", _("Setting the PDF")
        DOCX = "docx", _("Writing the Word file")
        XLSX = "xlsx", _("Writing the workbook")
        TABLES = "tables", _("Writing CSV and JSON")

    year = models.ForeignKey(WorkYear, on_delete=models.PROTECT, related_name="books")
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=10, choices=Stage, default=Stage.FIGURES)
    part = models.PositiveSmallIntegerField(default=0)
    """Of the stage: so many of `parts` are done; 0 of 0 where it has none."""
    parts = models.PositiveSmallIntegerField(default=0)
    tries = models.PositiveSmallIntegerField(default=0)
    asked_at = models.DateTimeField(default=timezone.now)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    told_at = models.DateTimeField(default=timezone.now)
    """When its maker last said that it goes on."""
    ended_at = models.DateTimeField(null=True, blank=True)
    as_of = models.CharField(max_length=7, blank=True)
    """The month of its figures, once they are gathered."""
    error = models.CharField(max_length=200, blank=True)
    sizes = models.JSONField(default=dict)
    """Bytes of each file, by format."""

    objects = BookQuerySet.as_manager()

    class Meta:
        ordering = ["year", "-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["year"],
                condition=Q(state__in=("waiting", "making")),
                name="book_made_once_at_a_time",
                violation_error_message=_("The book is being made already."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=("waiting", "making"), ended_at=None)
                | Q(state__in=("ready", "failed"), ended_at__isnull=False),
                name="book_ended_when_it_is_ready_or_failed",
            ),
        ]

    def __str__(self) -> str:
        return f"Himpunan Masukan Rakornas {self.year} ({self.get_state_display()})"

    @property
    def is_under_way(self) -> bool:
        return self.state in (self.State.WAITING, self.State.MAKING)

    @property
    def steps(self) -> int:
        return len(self.Stage)

    @property
    def step(self) -> int:
        """Which of the steps it is at, from 1."""
        return list(self.Stage.values).index(self.stage) + 1

    @property
    def done(self) -> int:
        """How much is done, in hundredths of all steps."""
        within = self.part / self.parts if self.parts else 0
        return round(100 * (self.step - 1 + within) / self.steps)

    def is_left_lying(self, now: datetime) -> bool:
        """Nobody has taken it up for longer than that should last."""
        return self.state == self.State.WAITING and self.told_at <= now - SILENT

    def storage_name(self, wanted: str) -> str:
        """Where the bytes of one format lie."""
        return f"himpunan/{self.pk}/himpunan.{wanted}"
