"""What is on a meeting's record, as rows of its page: the lines of the room and what became of them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.wording import day
from workplan.enums import ActionState, LineKind, RecommendationState
from workplan.models import ActionItem, Decision, Meeting, Recommendation, RecordLine

EARLIER_SHOWN = 8
"""How many unfinished actions of earlier meetings the page shows."""

LOOKS: dict[str, str] = {
    ActionState.REPORTED_DONE: "wait",
    ActionState.DONE: "done",
    ActionState.CANCELLED: "ended",
    RecommendationState.PROPOSED: "draft",
    RecommendationState.DEFERRED: "ended",
    RecommendationState.NOT_AGREED: "late",
    RecommendationState.WITHDRAWN: "ended",
}
"""What stands beside an outcome, by its state, where that is not the usual one."""


@dataclass(frozen=True)
class Row:
    """One timed line of the record."""

    at: datetime
    look: str
    kind: str
    text: str
    note: str = ""
    code: str = ""
    url: str = ""
    line: RecordLine | None = None
    """The line that it was made of; None where it came from a form of its own."""

    @property
    def others(self) -> list[LineKind]:
        """What the line can become."""
        return [kind for kind in LineKind if self.line is not None and kind != self.line.kind]


def stream(meeting: Meeting, recommended: Iterable[Recommendation], lines: Iterable[RecordLine]) -> list[Row]:
    """Notes, decisions, actions and what was recommended, in the order in which they came, the latest first.

    `lines`: those that the reader may see.
    """
    kept = list(lines)
    rows = [
        *_notes(kept),
        *_decisions(meeting, {line.decision_id: line for line in kept if line.decision_id}),
        *_actions(meeting, {line.action_id: line for line in kept if line.action_id}),
        *_recommendations(
            meeting, recommended, {line.recommendation_id: line for line in kept if line.recommendation_id}
        ),
    ]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _notes(lines: Iterable[RecordLine]) -> Iterator[Row]:
    """Lines that are nothing but words, and actions that wait for who and by when."""
    for line in lines:
        if line.outcome is None:
            yield Row(
                at=line.said_at,
                look="wait" if line.is_unassigned else "open",
                kind=str(line.get_kind_display()),
                text=line.text,
                note=line.who,
                line=line,
            )


def _decisions(meeting: Meeting, lines: Mapping[int, RecordLine]) -> Iterator[Row]:
    for decision in meeting.decisions.all():
        line = lines.get(decision.pk)
        yield Row(
            at=decision.decided_at or meeting.starts_at,
            look="done",
            kind=_("Decision"),
            text=decision.text,
            note=", ".join(
                filter(None, (line.who if line else "", str(decision.get_way_display()), frozen(decision)))
            ),
            code=decision.code,
            line=line,
        )


def frozen(decision: Decision) -> str:
    """The count of the moment: of how many full delegates, of how many federations if any."""
    if not decision.federations_present:
        return _("%(present)s of %(entitled)s") % {
            "present": decision.present_count,
            "entitled": decision.entitled_count,
        }
    return _("%(present)s of %(entitled)s, %(federations)s federations") % {
        "present": decision.present_count,
        "entitled": decision.entitled_count,
        "federations": decision.federations_present,
    }


def _actions(meeting: Meeting, lines: Mapping[int, RecordLine]) -> Iterator[Row]:
    for action in meeting.actions.with_owners():
        yield Row(
            at=action.promised_at,
            look=LOOKS.get(action.state, "open"),
            kind=_("Action"),
            text=action.text,
            note=f"{action.owner}, {day(action.due_on)}",
            code=action.code,
            url=reverse("action_item", args=[meeting.slug, action.number]),
            line=lines.get(action.pk),
        )


def _recommendations(
    meeting: Meeting, rows: Iterable[Recommendation], lines: Mapping[int, RecordLine]
) -> Iterator[Row]:
    for recommendation in rows:
        codes = ", ".join(indicator.code for indicator in recommendation.indicators.all())
        yield Row(
            at=recommendation.proposed_at,
            look="done" if recommendation.is_adopted else LOOKS.get(recommendation.state, "wait"),
            kind=_("Recommendation"),
            text=recommendation.title,
            note=", ".join(part for part in (codes, str(recommendation.get_state_display())) if part),
            code=recommendation.code,
            url=reverse("recommendation", args=[meeting.slug, recommendation.number]),
            line=lines.get(recommendation.pk),
        )


def earlier_actions(meeting: Meeting, user: User) -> list[dict[str, Any]]:
    """What earlier meetings of the region promised and is not done, as `components/lines.html` shows it."""
    rows = (
        ActionItem.objects.visible_to(user)
        .unfinished()
        .filter(meeting__region=meeting.region_id, meeting__starts_at__lt=meeting.starts_at)
        .with_owners()
    )
    return [
        {
            "url": reverse("action_item", args=[action.meeting.slug, action.number]),
            "title": action.text,
            "sub": f"{action.owner}, {day(action.due_on)}",
            "look": "late" if action.days_overdue() else "open",
            "word": _("overdue") if action.days_overdue() else action.get_state_display(),
            "end": "",
        }
        for action in rows[:EARLIER_SHOWN]
    ]
