"""Verbs of a national forum: call it in, take up the working list, decide on what the regions recommended."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from federations.enums import Role
from federations.models import Membership, Person, User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import sign
from workplan.actions import decisions, dispositions, matters, meetings, participants, worklists
from workplan.actions.meetings import locked, refuse_settled
from workplan.actions.resolutions import Votes
from workplan.actions.transitions import log
from workplan.actions.worklists import BlockRefused, Ticked
from workplan.enums import MatterOutcome, ParticipantCategory, WayOfDeciding
from workplan.models import AgendaItem, Decision, Disposition, Matter, Meeting, WorkYear
from workplan.reporting.worklists import name_of


@transaction.atomic
def call_in(*, with_coordinators: bool, by: User | None, **fields: Any) -> Meeting:
    """A national forum in draft, with the coordinators of all regions as its full delegates if so wished.

    Takes what `meetings.create` takes, except the region; a known token gives its meeting.
    """
    meeting = meetings.create(region=None, by=by, **fields)
    if with_coordinators and not meeting.participants.exists():
        participants.invite_many(meeting, coordinators(), category=ParticipantCategory.FULL, by=by)
    return meeting


def coordinators() -> list[Person]:
    """Everybody who coordinates a region today, and is on record as a person, by region."""
    roles = Membership.objects.current().filter(role=Role.COORDINATOR, user__person__isnull=False)
    rows = roles.select_related("user__person", "region").order_by("region__code", "user__person__name")
    return list({row.user.person_id: row.user.person for row in rows if row.user.person}.values())


def _forum(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held; raises Refused for a region's, WrongState once it is approved."""
    current = locked(meeting)
    if not current.is_national:
        raise Refused(_("Only a national meeting answers what the regions recommended."))
    refuse_settled(current)
    return current


@transaction.atomic
def take_up(
    meeting: Meeting, year: WorkYear, ticked: Sequence[Ticked], *, item: AgendaItem | None, by: User | None
) -> int:
    """Put lines of the working list on the agenda, in its order, under a sitting; how many were new.

    What stands there already stays where it is. Raises BlockRefused for lines that are answered or changed.
    """
    current = _forum(meeting)
    if current.year_id != year.pk:
        raise Refused(_("This meeting answers the recommendations of another year."))
    chosen = worklists.held(year, ticked)
    answered = [(each.name, _("It is answered already.")) for each in chosen if each.is_answered]
    if answered:
        raise BlockRefused(answered)
    known = {(row.recommendation_id, row.composite_id) for row in current.matters.all()}
    last = current.matters.aggregate(last=Max("position"))["last"] or 0
    count = 0
    for each in chosen:
        of = worklists.subject_of(each)
        if (getattr(of.get("recommendation"), "pk", None), getattr(of.get("composite"), "pk", None)) in known:
            continue
        count += 1
        title = f"{each.name} {each.subject.title}"[:200]
        matter = Matter(meeting=current, position=last + count, title=title, item=item, **of)
        sign(matter, by)
        matter.save()
        log(matter, "add", by=by)
    return count


@transaction.atomic
def decide(
    matter: Matter,
    *,
    seen: int,
    typed: Mapping[str, Any],
    way: str = WayOfDeciding.CONSENSUS,
    votes: Votes | None = None,
    quorum_waiver: str = "",
    by: User,
    at: datetime | None = None,
) -> Decision:
    """The forum says what becomes of it: its decision, the answer published with it, the matter dealt with.

    `typed`: what `dispositions.draft` takes; `seen`: the version of the draft that was read. Raises as
    `dispositions.draft` and `decisions.record` do, and then nothing has changed.
    """
    current = _forum(matter.meeting)
    subject = matter.subject
    if subject is None:
        raise WrongState(_("This matter is no recommendation."))
    answer = dispositions.draft(subject, seen=seen, by=by, **typed)
    return _settle(current, matter, answer, way=way, votes=votes, quorum_waiver=quorum_waiver, by=by, at=at)


def _settle(
    meeting: Meeting, matter: Matter, answer: Disposition, *, by: User, **resolution: Any
) -> Decision:
    """Decision, publication and the end of the matter."""
    text = f"{matter.title}: {answer.get_outcome_display()}. {answer.answer}"
    decision = decisions.record(meeting, text=text, item=matter.item, by=by, **resolution)
    dispositions.publish(answer, seen=answer.version, decision=decision, by=by, at=decision.decided_at)
    matters.settle(matter, MatterOutcome.DISCUSSED, by=by)
    return decision


@transaction.atomic
def decide_block(
    meeting: Meeting,
    seen: Mapping[int, int],
    *,
    way: str = WayOfDeciding.CONSENSUS,
    votes: Votes | None = None,
    quorum_waiver: str = "",
    by: User,
    at: datetime | None = None,
) -> list[Decision]:
    """The forum decides several as they were drafted, in one act; each gets its decision. All or none.

    `seen`: by matter, the version of the draft that was read. Raises BlockRefused, naming each that has no
    draft, is answered, or was changed; NoQuorum and Refused as `decisions.record` does.
    """
    current = _forum(meeting)
    rows = list(
        current.matters.filter(pk__in=seen)
        .select_related("recommendation__meeting__region", "composite", "item")
        .order_by("position")
    )
    if not rows or len(rows) != len(seen):
        raise Refused(_("Tick the recommendations that the meeting decides together."))
    resolution = {"way": way, "votes": votes, "quorum_waiver": quorum_waiver, "at": at}
    made: list[Decision] = []

    def act(matter: Matter) -> None:
        matter.meeting = current
        answer = dispositions.answer_to(matter.subject) if matter.subject else None
        if answer is None or answer.version != seen[matter.pk]:
            raise Refused(_("Its draft is not the one that was read."))
        made.append(_settle(current, matter, answer, by=by, **resolution))

    worklists.each_or_none([(_short(matter), matter) for matter in rows], act)
    return made


def _short(matter: Matter) -> str:
    return name_of(matter.subject) if matter.subject else matter.title
