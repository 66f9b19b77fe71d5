"""How a meeting decides: the way, the votes, and the quorum frozen at that moment."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from rakerwil.transitions import Refused, WrongState
from workplan.actions.meetings import refuse_settled
from workplan.enums import WayOfDeciding
from workplan.models import Meeting
from workplan.reporting import quorums
from workplan.reporting.quorums import Quorum


@dataclass(frozen=True)
class Votes:
    """Counted votes of full delegates."""

    votes_for: int
    votes_against: int
    abstentions: int = 0

    @property
    def total(self) -> int:
        return self.votes_for + self.votes_against + self.abstentions


class NoQuorum(Refused):
    """Too few are in the room to decide; its text says how many are missing."""


def resolve(
    meeting: Meeting,
    *,
    way: str = WayOfDeciding.CONSENSUS,
    votes: Votes | None = None,
    quorum_waiver: str = "",
    at: datetime | None = None,
) -> dict[str, Any]:
    """The fields of a Resolution for something decided in `meeting` at a moment (now, if left out).

    After the meeting's end `at` is needed: the count is taken from the attendance of that moment.
    `quorum_waiver`: by which rule of its own the meeting went on without a quorum (its tata tertib). Raises
    NoQuorum without it; WrongState before the meeting; Refused where time or votes are missing or do not fit.
    """
    at = _moment(meeting, at)
    quorum = quorums.of(meeting, at)
    if not quorum.is_reached and not quorum_waiver.strip():
        raise NoQuorum(lacking(quorum))
    if way == WayOfDeciding.COUNTS:
        _check(votes, quorum)
    return {
        "way": way,
        "votes_for": votes.votes_for if votes and way == WayOfDeciding.COUNTS else None,
        "votes_against": votes.votes_against if votes and way == WayOfDeciding.COUNTS else None,
        "abstentions": votes.abstentions if votes and way == WayOfDeciding.COUNTS else None,
        "present_count": quorum.present,
        "entitled_count": quorum.entitled,
        "needed_count": quorum.needed,
        "in_room_count": quorum.in_room,
        "federations_present": quorum.federations_present,
        "federations_needed": quorum.federations_needed,
        "is_quorate": quorum.is_reached,
        "quorum_waiver": "" if quorum.is_reached else quorum_waiver.strip(),
        "decided_at": at,
    }


def lacking(quorum: Quorum) -> str:
    """In words: how many are in the room, how many it takes."""
    if quorum.lacking:
        return _(
            "There is no quorum: %(present)s of %(entitled)s full delegates are in the room, "
            "it takes %(needed)s. Suspend the sitting and wait, or name the rule by which the meeting "
            "goes on."
        ) % {"present": quorum.present, "entitled": quorum.entitled, "needed": quorum.needed}
    return _(
        "There is no quorum: full delegates of %(present)s federations are in the room, it takes %(needed)s. "
        "Suspend the sitting and wait, or name the rule by which the meeting goes on."
    ) % {"present": quorum.federations_present, "needed": quorum.federations_needed}


def _moment(meeting: Meeting, at: datetime | None) -> datetime:
    """When it was decided: during the meeting, or afterwards from paper, at a time within it."""
    refuse_settled(meeting)
    if meeting.started_at is None:
        raise WrongState(_("Start the meeting first; only then can it decide."))
    if at is None and meeting.finished_at is not None:
        raise Refused(_("The meeting is over. Write at what time this was decided."))
    at = at or timezone.now()
    if at < meeting.started_at or (meeting.finished_at is not None and at > meeting.finished_at):
        raise Refused(_("The meeting decides between its beginning and its end. Correct the time."))
    return at


def _check(votes: Votes | None, quorum: Quorum) -> None:
    """Votes are there, and not more than full delegates in the room."""
    if votes is None or votes.total == 0:
        raise Refused(_("Write the votes that were counted."))
    if votes.total > quorum.present:
        raise Refused(
            _("%(votes)s votes are more than the %(present)s full delegates in the room.")
            % {"votes": votes.total, "present": quorum.present}
        )
