"""Letter: a mail on its way, kept with the rows that caused it until it has left."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (5, 15, 60, 240, 720, 1440, 1440))
"""How long a letter rests after each failed try; after one more it is given up."""
MOST_TRIES = len(BACK_OFF) + 1
HOLDS = timedelta(days=3)
"""Older letters that nobody has tried to send say nothing true any more."""


class LetterQuerySet(models.QuerySet["Letter"]):
    """The outbox."""

    def unsent(self) -> "LetterQuerySet":
        """Neither sent nor given up."""
        return self.filter(sent_at=None, tries__lt=MOST_TRIES)

    def due(self, now: datetime) -> "LetterQuerySet":
        """To be sent now, the longest waiting first; nothing goes to a closed account."""
        fresh = Q(tries__gt=0) | Q(written_at__gt=now - HOLDS)
        open_account = Q(recipient=None) | Q(recipient__is_active=True)
        return self.unsent().filter(fresh, open_account, due_at__lte=now).order_by("due_at", "pk")

    def given_up(self) -> "LetterQuerySet":
        """Tried as often as there are tries, and never sent."""
        return self.filter(sent_at=None, tries__gte=MOST_TRIES)

    def stuck(self, now: datetime) -> "LetterQuerySet":
        """What has not arrived and should have: given up, refused so far, or left lying, the newest first."""
        left_lying = Q(tries=0, written_at__lte=now - HOLDS)
        open_account = Q(recipient=None) | Q(recipient__is_active=True)
        failed = Q(tries__gt=0) & ~Q(last_error="")
        return self.filter(
            failed | left_lying | Q(tries__gte=MOST_TRIES), open_account, sent_at=None
        ).order_by("-written_at", "-pk")

    def claim(self, letter: "Letter", now: datetime) -> bool:
        """Take a letter for one try: of several who want it exactly one gets True.

        It rests from here on, so whoever dies while sending loses it only until its next try.
        """
        rests = BACK_OFF[min(letter.tries, len(BACK_OFF) - 1)]
        mine = self.filter(pk=letter.pk, sent_at=None, tries=letter.tries)
        return mine.update(tries=F("tries") + 1, due_at=now + rests) == 1


class Letter(models.Model):
    """One mail to one address, written in the transaction of its cause, sent by the `deliver` command.

    Once it has left, its text is wiped: links in it open accounts. What went when to whom stays.
    """

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=120, blank=True)
    """What makes a reminder the only one of its kind, cause and day; empty for letters that may repeat."""
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    address = models.EmailField()
    language = models.CharField(max_length=2)
    subject = models.CharField(max_length=200)
    body = models.TextField(blank=True)
    written_at = models.DateTimeField(default=timezone.now)
    due_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=200, blank=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(fields=["due_at"], name="letter_outbox", condition=Q(sent_at=None)),
        ]
        constraints = [
            models.UniqueConstraint(fields=["key"], condition=~Q(key=""), name="letter_once_per_key"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(body=""), name="letter_sent_is_wiped"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    @property
    def is_given_up(self) -> bool:
        """It is not tried again by itself."""
        return self.sent_at is None and self.tries >= MOST_TRIES

    @property
    def is_left_lying(self) -> bool:
        """Nobody has tried to send it while it was fresh."""
        return self.sent_at is None and self.tries == 0
