"""Verbs of decisions: record, correct."""

import uuid
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from federations.models import User
from rakerwil.versions import Stale, keep, sign
from workplan.actions.meetings import locked, refuse_settled
from workplan.actions.resolutions import Votes, resolve
from workplan.actions.transitions import log
from workplan.enums import WayOfDeciding
from workplan.models import AgendaItem, Decision, Meeting


@transaction.atomic
def record(
    meeting: Meeting,
    *,
    text: str,
    item: AgendaItem | None = None,
    way: str = WayOfDeciding.CONSENSUS,
    votes: Votes | None = None,
    quorum_waiver: str = "",
    token: uuid.UUID | None = None,
    by: User | None,
    at: datetime | None = None,
) -> Decision:
    """Write down what the meeting decided, with the next number and the quorum of that moment.

    A known token gives its decision. Raises NoQuorum, WrongState or Refused as `resolutions.resolve` does.
    """
    current = locked(meeting)
    earlier = Decision.objects.filter(token=token).first() if token else None
    if earlier is not None:
        return earlier
    resolution = resolve(current, way=way, votes=votes, quorum_waiver=quorum_waiver, at=at)
    last = current.decisions.aggregate(last=Max("number"))["last"]
    decision = Decision(
        token=token or uuid.uuid4(),
        meeting=current,
        agenda_item=item,
        number=(last or 0) + 1,
        text=text,
        **resolution,
    )
    sign(decision, by)
    decision.save()
    log(decision, "record", by=by, at=decision.decided_at)
    return decision


@transaction.atomic
def correct(decision: Decision, *, text: str, version: int, by: User | None) -> Decision:
    """Correct the wording; number, way and quorum stand. Raises Stale, or WrongState once approved."""
    refuse_settled(locked(decision.meeting))
    current = Decision.objects.select_for_update().get(pk=decision.pk)
    if current.version != version:
        raise Stale
    current.text = text
    keep(current, version, by=by)
    log(current, "correct", by=by)
    return current
