"""Resolution: what everything that a meeting decides has in common."""

from django.db import models
from django.db.models import F, Q

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
    in_room_count = models.PositiveSmallIntegerField(null=True, blank=True)
    """Everybody who was there, whatever the category."""
    federations_present = models.PositiveSmallIntegerField(null=True, blank=True)
    federations_needed = models.PositiveSmallIntegerField(null=True, blank=True)
    """None where the meeting's rule asks for no number of federations."""
    is_quorate = models.BooleanField(null=True, blank=True)
    quorum_waiver = models.TextField(blank=True)
    """By which rule of its own the meeting went on without a quorum."""
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True


COUNTED = Q(
    present_count__isnull=False,
    entitled_count__isnull=False,
    needed_count__isnull=False,
    federations_present__isnull=False,
    is_quorate__isnull=False,
    present_count__lte=F("entitled_count"),
)
"""The persons and the federations of the moment are there."""

REACHED = Q(is_quorate=True, present_count__gte=F("needed_count")) & (
    Q(federations_needed=None) | Q(federations_present__gte=F("federations_needed"))
)
"""A quorum by persons, and by federations where the rule asks for them."""

RESOLVED = (
    ~Q(way="")
    & Q(decided_at__isnull=False)
    & COUNTED
    & (REACHED | (Q(is_quorate=False) & ~Q(quorum_waiver="")))
    & (~Q(way=WayOfDeciding.COUNTS) | Q(votes_for__isnull=False, votes_against__isnull=False))
)
"""Way, time and quorum are there; without a quorum the rule by which it went on; votes where counted."""
