"""How a recommendation came to its words: every wording against the one before, word by word; its way up."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from federations.models import Chapter
from workplan.enums import ADOPTED_STATES, RecommendationState
from workplan.models import Recommendation, Transition

CLOSE = 5
"""Seconds between a wording and the step that it was written with."""


class Change(StrEnum):
    """What became of some words."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True)
class Piece:
    """Words in a row with the same fate."""

    change: Change
    text: str


def difference(before: str, after: str) -> list[Piece]:
    """`after` with what it added, and what of `before` it left out, in the order of reading.

    Without the removed pieces it is `after`, without the added ones `before`, both with single spaces.
    """
    old, new = before.split(), after.split()
    return list(_pieces(old, new))


def _pieces(old: Sequence[str], new: Sequence[str]) -> Iterator[Piece]:
    for verb, start, end, begin, stop in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if verb == "equal":
            yield Piece(Change.SAME, " ".join(new[begin:stop]))
            continue
        if start < end:
            yield Piece(Change.REMOVED, " ".join(old[start:end]))
        if begin < stop:
            yield Piece(Change.ADDED, " ".join(new[begin:stop]))


STAGES = {
    RecommendationState.PROPOSED: gettext_lazy("Proposal"),
    RecommendationState.DISCUSSED: gettext_lazy("Commission"),
    RecommendationState.DEFERRED: gettext_lazy("Deferred"),
    RecommendationState.TABLED: gettext_lazy("Plenary"),
    RecommendationState.ADOPTED_AMENDED: gettext_lazy("Adopted as amended"),
}
"""Where a wording was written, by the state it was written in."""


@dataclass(frozen=True)
class Wording:
    """One of the wordings it has had."""

    title: str
    text: str
    pieces: Sequence[Piece]
    """Against the wording before; empty for the first."""
    stage: str
    at: datetime
    who: str
    reason: str

    @property
    def counted(self) -> tuple[int, int]:
        """How many words came and how many went."""
        count = dict.fromkeys(Change, 0)
        for piece in self.pieces:
            count[piece.change] += len(piece.text.split())
        return count[Change.ADDED], count[Change.REMOVED]


def wordings(row: Recommendation, steps: Sequence[Transition]) -> list[Wording]:
    """Those it has had, the latest first, each with the reason of its step; one alone is none to show.

    One statement.
    """
    history = row.history.select_related("history_user__person").order_by("history_date", "history_id")
    found: list[Wording] = []
    for version in history:
        if found and (found[-1].title, found[-1].text) == (version.title, version.text):
            continue
        found.append(
            Wording(
                title=version.title,
                text=version.text,
                pieces=difference(found[-1].text, version.text) if found else (),
                stage=str(STAGES.get(version.state, "")),
                at=version.history_date,
                who=str(version.history_user or ""),
                reason=_reason(steps, version) if found else "",
            )
        )
    return found[::-1] if len(found) > 1 else []


def _reason(steps: Sequence[Transition], version: Any) -> str:
    """The reason of the edit that was logged as this wording was written; adopted words are nobody's edit."""
    if version.state in ADOPTED_STATES:
        return ""
    near = [
        step
        for step in steps
        if step.verb == "edit" and abs((step.at - version.history_date).total_seconds()) <= CLOSE
    ]
    return near[-1].reason if near else ""


class Reached(StrEnum):
    """How a stage of the way up stands."""

    DONE = "done"
    NOW = "wait"
    OPEN = "open"
    ENDED = "ended"
    PASSED_BY = "na"


@dataclass(frozen=True)
class Stage:
    """One stage of the way up; `at` is when it was reached."""

    label: str
    detail: str
    at: datetime | None
    reached: Reached

    @property
    def word(self) -> str:
        return str(REACHED[self.reached])


REACHED = {
    Reached.DONE: gettext_lazy("passed"),
    Reached.NOW: gettext_lazy("there now"),
    Reached.OPEN: gettext_lazy("not yet"),
    Reached.PASSED_BY: gettext_lazy("straight to the plenary"),
    Reached.ENDED: pgettext_lazy("stage", "ended here"),
}


def lineage(row: Recommendation, raised_by: Sequence[Chapter], steps: Sequence[Transition]) -> list[Stage]:
    """From who raised it over commission and plenary to Rakornas; `row` read with its commission."""
    raised = ", ".join(chapter.name for chapter in raised_by) or _("The meeting")
    times = {step.verb: step.at for step in steps}
    tabled = times.get("table")
    decided = row.decided_at if row.is_adopted else times.get("reject")
    is_beyond = row.is_adopted and row.state not in AT_THE_MEETING
    commission = row.commission.title if row.commission else ""
    rows = [
        (_("Federation"), raised, row.proposed_at),
        (_("Commission"), commission, times.get("discuss")),
        (_("Plenary"), _decided(row), decided or tabled),
        (
            _("Rakornas"),
            str(row.get_state_display()) if is_beyond else "",
            _at_rakornas(row, times) if is_beyond else None,
        ),
    ]
    marks = _marks(row, is_beyond=is_beyond)
    return [Stage(label, detail, at, mark) for (label, detail, at), mark in zip(rows, marks, strict=True)]


def _at_rakornas(row: Recommendation, times: Mapping[str, datetime]) -> datetime | None:
    """When it got the state it has there: sent, received, answered or carried out."""
    if row.state == RecommendationState.CARRIED_OUT:
        return times.get("carry_out")
    return times.get(row.state, times.get("receive", times.get("send")))


AT_THE_MEETING = (RecommendationState.ADOPTED, RecommendationState.ADOPTED_AMENDED)
"""Adopted, and not sent on yet."""


def _decided(row: Recommendation) -> str:
    """How the meeting decided, as long as it is the last that was said of it."""
    if row.is_adopted:
        return str(row.get_way_display())
    return "" if row.is_undecided else str(row.get_state_display())


def _marks(row: Recommendation, *, is_beyond: bool) -> list[Reached]:
    """How each of the four stages stands."""
    done, now, open_ = Reached.DONE, Reached.NOW, Reached.OPEN
    match row.state:
        case RecommendationState.PROPOSED:
            return [now, open_, open_, open_]
        case RecommendationState.DISCUSSED:
            return [done, now, open_, open_]
        case RecommendationState.TABLED | RecommendationState.DEFERRED:
            return [done, _commission(row), now, open_]
        case RecommendationState.NOT_AGREED | RecommendationState.WITHDRAWN:
            return [done, _commission(row), Reached.ENDED, open_]
        case RecommendationState.SENT | RecommendationState.RECEIVED:
            return [done, _commission(row), done, now]
    return [done, _commission(row), done, done if is_beyond else open_]


def _commission(row: Recommendation) -> Reached:
    """Not every recommendation goes through a commission."""
    return Reached.DONE if row.commission_id else Reached.PASSED_BY
