"""Recommendation: a design for reaching the pledge, adopted by the meeting."""

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.models import Chapter, Unit
from rakerwil.transitions import StateTable, Step
from workplan.enums import (
    ADOPTED_STATES,
    ANSWERED_STATES,
    Addressee,
    Priority,
    RecommendationKind,
    RecommendationState,
)
from workplan.models.composite import Composite
from workplan.models.indicator import Indicator
from workplan.models.meeting import AgendaItem, Meeting, of_units
from workplan.models.resolution import RESOLVED, Resolution
from workplan.models.snapshot import Snapshot

if TYPE_CHECKING:
    from federations.models import User

UNDECIDED = (
    RecommendationState.PROPOSED,
    RecommendationState.DISCUSSED,
    RecommendationState.TABLED,
)

STEPS = StateTable(
    {
        "discuss": Step(
            (RecommendationState.PROPOSED, RecommendationState.DEFERRED), RecommendationState.DISCUSSED
        ),
        "table": Step(
            (RecommendationState.PROPOSED, RecommendationState.DISCUSSED, RecommendationState.DEFERRED),
            RecommendationState.TABLED,
        ),
        "adopt": Step((RecommendationState.TABLED,), RecommendationState.ADOPTED),
        "adopt_amended": Step((RecommendationState.TABLED,), RecommendationState.ADOPTED_AMENDED),
        "defer": Step(UNDECIDED, RecommendationState.DEFERRED, needs_reason=True),
        "reject": Step((RecommendationState.TABLED,), RecommendationState.NOT_AGREED, needs_reason=True),
        "withdraw": Step(UNDECIDED, RecommendationState.WITHDRAWN, needs_reason=True),
        "send": Step(
            (RecommendationState.ADOPTED, RecommendationState.ADOPTED_AMENDED), RecommendationState.SENT
        ),
        "unsend": Step((RecommendationState.SENT,), RecommendationState.ADOPTED, needs_reason=True),
        "receive": Step((RecommendationState.SENT,), RecommendationState.RECEIVED),
        # the national meeting's answer; its reason is the answer itself
        "accepted": Step((RecommendationState.RECEIVED,), RecommendationState.ACCEPTED, needs_reason=True),
        "accepted_amended": Step(
            (RecommendationState.RECEIVED,), RecommendationState.ACCEPTED_AMENDED, needs_reason=True
        ),
        "merged": Step((RecommendationState.RECEIVED,), RecommendationState.MERGED, needs_reason=True),
        "returned": Step((RecommendationState.RECEIVED,), RecommendationState.RETURNED, needs_reason=True),
        "declined": Step((RecommendationState.RECEIVED,), RecommendationState.DECLINED, needs_reason=True),
        "take_back_answer": Step(
            tuple(state for state in ANSWERED_STATES if state != RecommendationState.CARRIED_OUT),
            RecommendationState.RECEIVED,
            needs_reason=True,
        ),
        # what was merged is carried out with the one that stands for it
        "carry_out": Step(
            (RecommendationState.ACCEPTED, RecommendationState.ACCEPTED_AMENDED, RecommendationState.MERGED),
            RecommendationState.CARRIED_OUT,
            needs_reason=True,
        ),
    }
)


class RecommendationQuerySet(models.QuerySet["Recommendation"]):
    """Recommendations by state and by who may see them."""

    def undecided(self) -> "RecommendationQuerySet":
        """Still before the meeting, or put off by it."""
        return self.filter(state__in=(*UNDECIDED, RecommendationState.DEFERRED))

    def adopted(self) -> "RecommendationQuerySet":
        """Adopted by a meeting, whether or not sent on since."""
        return self.filter(state__in=ADOPTED_STATES)

    def visible_to(self, user: "User") -> "RecommendationQuerySet":
        """Own region's, and of meetings in which one's unit takes part: all; others: adopted ones.

        The others are those who see the nation, and federation offices.
        """
        scope = user.scope
        if scope.is_admin:
            return self
        covered = Q(meeting__region__in=scope.region_ids) | Q(proposed_by=user)
        if scope.unit_ids:
            covered |= Q(meeting__in=Meeting.objects.filter(of_units(scope.unit_ids)).values("pk"))
        if scope.sees_nation or scope.federation_office_of:
            covered |= Q(state__in=ADOPTED_STATES)
        return self.filter(covered)


class Recommendation(Resolution):
    """Rekomendasi, tied to indicators, carrying the figures and the catch-up plan it was adopted with."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="recommendations")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField()
    kind = models.CharField(max_length=14, choices=RecommendationKind)
    addressee = models.CharField(max_length=12, choices=Addressee)
    indicators = models.ManyToManyField(Indicator, related_name="recommendations", blank=True)
    raised_by = models.ManyToManyField(Chapter, related_name="recommendations", blank=True)
    due_on = models.DateField(null=True, blank=True)
    owner_chapter = models.ForeignKey(
        Chapter, on_delete=models.PROTECT, null=True, blank=True, related_name="owned_recommendations"
    )
    owner_unit = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="owned_recommendations"
    )
    commission = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="recommendations"
    )
    """The commission that worked it out for the plenary."""
    state = models.CharField(max_length=16, choices=RecommendationState, default=RecommendationState.PROPOSED)
    figures = models.ForeignKey(Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    proposed_at = models.DateTimeField(default=timezone.now)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    composite = models.ForeignKey(
        Composite, on_delete=models.PROTECT, null=True, blank=True, related_name="origins"
    )
    """The national office put it together with others that mean the same."""
    priority = models.PositiveSmallIntegerField(choices=Priority, default=Priority.NORMAL)
    """The national office's, on its working list; as the next."""
    place = models.PositiveIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    objects = RecommendationQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["place", "priority"])

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "number"], name="recommendation_number_once"),
            models.CheckConstraint(
                condition=~Q(state__in=ADOPTED_STATES) | RESOLVED,
                name="recommendation_adopted_with_way_and_quorum",
                violation_error_message=_("An adoption needs its way of deciding and the quorum."),
            ),
            models.CheckConstraint(
                condition=Q(owner_chapter=None) | Q(owner_unit=None),
                name="recommendation_has_one_owner_at_most",
                violation_error_message=_("Name one owner: a chapter or a unit."),
            ),
            models.CheckConstraint(
                condition=Q(composite=None)
                | Q(
                    state__in=(
                        RecommendationState.RECEIVED,
                        RecommendationState.MERGED,
                        RecommendationState.CARRIED_OUT,
                    )
                ),
                name="recommendation_of_a_composite_was_received",
                violation_error_message=_(
                    "Only what was received and is not answered yet can be put together."
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("recommendation", args=[self.meeting.slug, self.number])

    @property
    def code(self) -> str:
        return f"R-{self.number}"

    @property
    def owner(self) -> Chapter | Unit | None:
        """Who sees to it; the coordinator's office is a chapter, too."""
        return self.owner_chapter or self.owner_unit

    @property
    def is_undecided(self) -> bool:
        return self.state in UNDECIDED

    @property
    def is_adopted(self) -> bool:
        return self.state in ADOPTED_STATES
