"""Verbs of the record's lines: write, correct, reclassify, assign (domain.md section 3, Minutes)."""

import uuid
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Chapter, Unit, User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale, keep, sign
from workplan.actions import action_items, decisions, minutes, recommendations
from workplan.actions.meetings import locked, refuse_settled, refuse_without_entries
from workplan.actions.transitions import log
from workplan.enums import ActionState, Addressee, LineKind, RecommendationKind, RecommendationState
from workplan.models import ActionItem, AgendaItem, Decision, Meeting, Participant, Recommendation, RecordLine

TITLE = Recommendation._meta.get_field("title").max_length


@transaction.atomic
def write(
    meeting: Meeting,
    *,
    kind: str,
    text: str,
    item: AgendaItem | None = None,
    speaker: Participant | None = None,
    speaker_name: str = "",
    owner: Chapter | Unit | None = None,
    due_on: date | None = None,
    token: uuid.UUID | None = None,
    by: User | None,
    at: datetime | None = None,
) -> RecordLine:
    """Take down what was said, at `at` (now, if left out), and make of it what `kind` says.

    It hangs on `item`, otherwise on what went on at that moment. A known token gives its line. An action
    without owner or deadline waits for them. Raises WrongState unless the meeting takes entries, NoQuorum
    and Refused as the decision does that is made of it.
    """
    current = locked(meeting)
    earlier = RecordLine.objects.filter(token=token).first() if token else None
    if earlier is not None:
        return earlier
    refuse_without_entries(current)
    said_at = at or timezone.now()
    line = RecordLine(
        token=token or uuid.uuid4(),
        meeting=current,
        agenda_item=item or going_on(current, said_at),
        kind=kind,
        text=" ".join(text.split()),
        speaker=speaker,
        speaker_name="" if speaker else speaker_name.strip(),
        said_at=said_at,
        written_by=by,
        due_on=due_on,
        **_owner(owner),
    )
    _become(line, by=by, at=at)
    sign(line, by)
    line.save()
    log(line, "write", by=by, at=said_at, to_state=kind)
    minutes.changed(current, by=by)
    return line


@transaction.atomic
def correct(
    line: RecordLine,
    *,
    text: str,
    speaker: Participant | None,
    speaker_name: str,
    version: int,
    by: User | None,
) -> RecordLine:
    """Other words for a note, another speaker. What became of it is corrected on its own page.

    Raises Stale, or WrongState once the minutes are approved.
    """
    current = _held(line)
    if current.version != version:
        raise Stale
    if current.outcome is None:
        current.text = " ".join(text.split())
    current.speaker, current.speaker_name = speaker, "" if speaker else speaker_name.strip()
    keep(current, version, by=by)
    log(current, "correct", by=by)
    minutes.changed(current.meeting, by=by)
    return current


@transaction.atomic
def reclassify(
    line: RecordLine,
    *,
    kind: str,
    seen: str,
    owner: Chapter | Unit | None = None,
    due_on: date | None = None,
    by: User | None,
) -> RecordLine:
    """Make something else of a line; `seen` is the kind the page showed, so that two taps step once.

    What it was is taken off again, and may be only where nothing came of it yet: a decision that nothing
    refers to, an open action, a recommendation that is merely proposed. The history keeps it. A decision has
    the quorum of the moment at which the line was said. Raises Stale where it is another kind by now;
    WrongState where more came of it or the minutes are approved; NoQuorum and Refused as `write`.
    """
    current = _held(line)
    if current.kind == kind:
        return current
    if current.kind != seen:
        raise Stale
    before, was = current.outcome, current.kind
    if before is not None:
        _refuse_grown(before)
        current.text = before.text
    current.kind, current.decision, current.action, current.recommendation = kind, None, None, None
    if owner is not None:
        current.owner_chapter, current.owner_unit = _owner(owner).values()
    current.due_on = due_on or current.due_on
    _become(current, by=by, at=current.said_at)
    keep(current, current.version, by=by)
    log(current, "reclassify", by=by, from_state=was, to_state=kind)
    if before is not None:
        _take_off(before, by=by)
    minutes.changed(current.meeting, by=by)
    return current


@transaction.atomic
def assign(line: RecordLine, *, owner: Chapter | Unit, due_on: date, by: User | None) -> RecordLine:
    """Say who carries out an action that waited for it, and by when; it gets its number.

    Twice assigns once. Raises WrongState where the line is no action, or the minutes are approved.
    """
    current = _held(line)
    if current.kind != LineKind.ACTION:
        raise WrongState(_("This line is no action any more."))
    if current.action is not None:
        return current
    current.owner_chapter, current.owner_unit = _owner(owner).values()
    current.due_on = due_on
    _become(current, by=by, at=current.said_at)
    keep(current, current.version, by=by)
    log(current, "assign", by=by)
    minutes.changed(current.meeting, by=by)
    return current


def going_on(meeting: Meeting, at: datetime) -> AgendaItem | None:
    """The item under which something said at a moment stands: what went on, otherwise the last before, else
    the first.
    """
    items = meeting.agenda.order_by("opened_at", "position")
    begun = items.filter(opened_at__lte=at)
    running = begun.filter(Q(closed_at=None) | Q(closed_at__gt=at))
    return running.last() or begun.last() or meeting.agenda.order_by("position").first()


def _held(line: RecordLine) -> RecordLine:
    """The line as it is now, held until the end of the transaction, while it may change."""
    meeting = locked(line.meeting)
    refuse_settled(meeting)
    rows = RecordLine.objects.select_for_update(of=("self",))
    current = rows.select_related("decision", "action", "recommendation").get(pk=line.pk)
    current.meeting = meeting
    return current


def _become(line: RecordLine, *, by: User | None, at: datetime | None) -> None:
    """Make the decision, the action or the recommendation that the line's kind names."""
    match line.kind:
        case LineKind.DECISION:
            line.decision = decisions.record(
                line.meeting, text=line.text, item=line.agenda_item, by=by, at=at
            )
        case LineKind.ACTION if line.owner is not None and line.due_on is not None:
            line.action = action_items.promise(
                line.meeting,
                text=line.text,
                owner=line.owner,
                due_on=line.due_on,
                item=line.agenda_item,
                by=by,
                at=at,
            )
        case LineKind.RECOMMENDATION:
            item = line.agenda_item
            line.recommendation = recommendations.propose(
                line.meeting,
                title=line.text[:TITLE],
                text=line.text,
                kind=RecommendationKind.ORGANISATION,
                addressee=Addressee.KORWIL,
                indicators=item.indicators.all() if item else (),
                by=by,
                at=at,
            )


def _refuse_grown(outcome: Decision | ActionItem | Recommendation) -> None:
    """Raise WrongState where more came of it than being written down."""
    match outcome:
        case ActionItem() if outcome.state != ActionState.OPEN:
            raise WrongState(_("Something was reported on this action; it stays one."))
        case Recommendation() if outcome.state != RecommendationState.PROPOSED:
            raise WrongState(_("The meeting has taken up this recommendation; it stays one."))


def _take_off(outcome: Decision | ActionItem | Recommendation, *, by: User | None) -> None:
    """Off the record, its wording kept in history and log. Raises Refused where something hangs on it."""
    log(outcome, "take_off", by=by, reason=str(outcome))
    sign(outcome, by)
    try:
        outcome.delete()
    except ProtectedError as error:
        raise Refused(_("Something hangs on %(code)s already; it stays.") % {"code": outcome.code}) from error


def _owner(owner: Chapter | Unit | None) -> dict[str, Any]:
    is_chapter = isinstance(owner, Chapter)
    return {
        "owner_chapter": owner if is_chapter else None,
        "owner_unit": None if is_chapter else owner,
    }
