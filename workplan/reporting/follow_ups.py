"""What earlier meetings left to this one: actions, recommendations without an answer, matters not reached.

Looked up, not copied, so that it is true on the day it is read.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from workplan.enums import AgendaKind, RecommendationState
from workplan.models import ActionItem, AgendaItem, Matter, Meeting, Recommendation

UNANSWERED = (
    RecommendationState.ADOPTED,
    RecommendationState.ADOPTED_AMENDED,
    RecommendationState.SENT,
    RecommendationState.RECEIVED,
)
"""Adopted, and nobody above has said what becomes of it."""
UNDECIDED = (
    RecommendationState.PROPOSED,
    RecommendationState.DISCUSSED,
    RecommendationState.TABLED,
    RecommendationState.DEFERRED,
)
"""Raised at a meeting that is over without having been decided."""
OF_SUBSTANCE = (AgendaKind.PLENARY, AgendaKind.COMMISSION, AgendaKind.PRESENTATION, AgendaKind.TRAINING)
"""Lines of a rundown that a later meeting can take up."""


@dataclass(frozen=True)
class FollowUp:
    """What stands under “follow-up of the last meeting”."""

    actions: Sequence[ActionItem]
    """By deadline; `days_overdue` counts from `today`."""
    unanswered: Sequence[Recommendation]
    undecided: Sequence[Recommendation]
    today: date

    @property
    def count(self) -> int:
        return len(self.actions) + len(self.unanswered) + len(self.undecided)

    @property
    def overdue_count(self) -> int:
        return sum(action.days_overdue(self.today) > 0 for action in self.actions)


@dataclass(frozen=True)
class Overdue:
    """What a federation, or a unit, has left undone past the deadline."""

    owner: str
    federation: str
    """Its code; empty for a unit."""
    count: int
    days: int
    """Of the oldest."""


def overdue_by_federation(actions: Sequence[ActionItem], today: date) -> list[Overdue]:
    """Per federation and unit, the longest overdue first; from actions with their owners, no statement."""
    days: dict[tuple[str, str], list[int]] = {}
    for action in actions:
        if late := action.days_overdue(today):
            chapter = action.owner_chapter
            federation = chapter.federation if chapter else None
            owner = (str(federation or action.owner), federation.code if federation else "")
            days.setdefault(owner, []).append(late)
    rows = [Overdue(owner, code, len(late), max(late)) for (owner, code), late in days.items()]
    return sorted(rows, key=lambda row: (-row.days, -row.count, row.owner))


def earlier_than(meeting: Meeting) -> list[int]:
    """The meetings of the same kind and region that began before it and are over."""
    rows = Meeting.objects.filter(
        kind=meeting.kind,
        region=meeting.region_id,
        starts_at__lt=meeting.starts_at,
        finished_at__isnull=False,
    )
    return list(rows.exclude(pk=meeting.pk).order_by("pk").values_list("pk", flat=True))


def follow_up(meeting: Meeting, today: date | None = None) -> FollowUp:
    """What is open now of all earlier meetings; four statements."""
    earlier = earlier_than(meeting)
    rows = Recommendation.objects.filter(meeting__in=earlier).select_related("meeting__year")
    recommendations = rows.order_by("meeting__starts_at", "number")
    return FollowUp(
        actions=list(ActionItem.objects.filter(meeting__in=earlier).unfinished().with_owners()),
        unanswered=list(
            recommendations.filter(state__in=UNANSWERED).order_by("meeting__starts_at", "number")
        ),
        undecided=list(recommendations.filter(state__in=UNDECIDED)),
        today=today or timezone.localdate(timezone=meeting.zone),
    )


def left_over(meeting: Meeting) -> tuple[list[Matter], list[AgendaItem]]:
    """The matters it did not come to, and lines of substance that never began though the meeting was run.

    Lines under which a matter hangs are told by the matter. A meeting that stamped none of its items says
    nothing about them.
    """
    matters = list(meeting.matters.filter(is_follow_up=False).select_related("item"))
    items = list(meeting.agenda.order_by("position"))
    told = {matter.item_id for matter in matters}
    was_run = any(item.opened_at for item in items)
    return (
        [matter for matter in matters if not matter.is_discussed],
        [
            item
            for item in items
            if was_run and item.opened_at is None and item.kind in OF_SUBSTANCE and item.pk not in told
        ],
    )
