"""Resolution: what everything that a meeting decides has in common."""

from django.db import models
from django.db.models import Q

from workplan.enums import WayOfDeciding


class Resolution(models.Model):
    """How and with whom something was decided: way, votes, and the quorum frozen at that moment."""

    way = models.CharField(max_length=10, choices=WayOfDeciding, blank=True)
    votes_for = models.PositiveSmallIntegerField(null=True, blank=True)
    votes_against = models.PositiveSmallIntegerField(null=True, blank=True)
    abstentions = models.PositiveSmallIntegerField(null=True, blank=True)
    present_count = models.PositiveSmallIntegerField(null=True, blank=True)
    entitled_count = models.PositiveSmallIntegerField(null=True, blank=True)
    needed_count = models.PositiveSmallIntegerField(null=True, blank=True)
    federations_present = models.PositiveSmallIntegerField(null=True, blank=True)
    is_quorate = models.BooleanField(null=True, blank=True)
    quorum_waiver = models.TextField(blank=True)
    """By which rule of its own the meeting went on without a quorum."""
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


RESOLVED = (
    ~Q(way="")
    & Q(decided_at__isnull=False, present_count__isnull=False, is_quorate__isnull=False)
    & (Q(is_quorate=True) | ~Q(quorum_waiver=""))
    & (~Q(way=WayOfDeciding.COUNTS) | Q(votes_for__isnull=False, votes_against__isnull=False))
)
"""Way, time and quorum are there; without a quorum the rule by which it went on; votes where counted."""
