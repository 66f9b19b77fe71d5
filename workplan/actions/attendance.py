"""Verbs of attendance: come in, go out, take a wrong tap back. Each can be done twice and counts once."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import Refused, WrongState
from workplan.actions.meetings import locked, refuse_settled
from workplan.actions.transitions import log, take_step
from workplan.enums import MeetingState, ParticipantState
from workplan.models import Attendance, Meeting, Participant
from workplan.models.meeting import PARTICIPANT_STEPS


@transaction.atomic
def enter(participant: Participant, *, by: User | None, at: datetime | None = None) -> Attendance:
    """The participant comes in; whoever had not answered, or declined, is confirmed by coming.

    After the end of the meeting, from the signed sheet: present from the beginning (or `at`) to the end.
    Raises WrongState before the invitations went out and once the minutes are approved.
    """
    meeting = locked(participant.meeting)
    _refuse_too_early_or_late(meeting)
    is_over = meeting.state == MeetingState.FINISHED
    last = participant.stays.order_by("entered_at").last()
    if last is not None and (last.left_at is None or is_over):
        return last
    at = at or (meeting.started_at if is_over else None) or timezone.now()
    if last is not None and last.left_at is not None and at < last.left_at:
        raise Refused(_("This person left later than that."))
    stay = Attendance.objects.create(
        participant=participant, entered_at=at, left_at=meeting.finished_at if is_over else None
    )
    log(participant, "enter", by=by, at=at)
    if participant.state != ParticipantState.CONFIRMED:
        take_step(participant, PARTICIPANT_STEPS, "confirm", by=by, at=at, answered_at=at)
    return stay


@transaction.atomic
def leave(participant: Participant, *, by: User | None, at: datetime | None = None) -> None:
    """The participant goes out; whoever is out already stays out."""
    meeting = locked(participant.meeting)
    _refuse_too_early_or_late(meeting)
    stay = participant.stays.filter(left_at=None).first()
    if stay is None:
        return
    at = at or timezone.now()
    if at < stay.entered_at:
        raise Refused(_("This person came in later than that."))
    stay.left_at = at
    stay.save(update_fields=["left_at"])
    log(participant, "leave", by=by, at=at)


@transaction.atomic
def take_back(participant: Participant, *, by: User | None) -> None:
    """The last tap was a mistake: somebody who went out is in again, somebody who came in was not there.

    After the end only what was ticked from the signed sheet. Raises Refused where nothing can be taken back.
    """
    meeting = locked(participant.meeting)
    _refuse_too_early_or_late(meeting)
    stay = participant.stays.order_by("entered_at").last()
    if stay is None:
        raise Refused(_("This person has not come in."))
    if meeting.state == MeetingState.FINISHED and stay.entered_at != meeting.started_at:
        raise Refused(_("This was recorded during the meeting and stands."))
    if stay.left_at is None or meeting.state == MeetingState.FINISHED:
        stay.delete()
    else:
        stay.left_at = None
        stay.save(update_fields=["left_at"])
    log(participant, "take_back", by=by)


def _refuse_too_early_or_late(meeting: Meeting) -> None:
    refuse_settled(meeting)
    if meeting.state == MeetingState.DRAFT:
        raise WrongState(_("Invite to the meeting first; then attendance can be taken."))
