"""Verbs of attendance: come in, go out, tick off the signed sheet, take a wrong tap back.

Each can be done twice and counts once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import Refused, WrongState
from workplan.actions import meeting_files
from workplan.actions.evidence import Attachment
from workplan.actions.meetings import locked, refuse_settled
from workplan.actions.transitions import log, take_step
from workplan.enums import AttendanceWay, MeetingFileKind, MeetingState, ParticipantState
from workplan.models import AgendaItem, Attendance, Meeting, Participant
from workplan.models.meeting import PARTICIPANT_STEPS
from workplan.reporting.quorums import Stay


@transaction.atomic
def enter(
    participant: Participant,
    *,
    by: User | None,
    at: datetime | None = None,
    way: str = AttendanceWay.TAP,
) -> Attendance:
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
    return _keep(
        participant,
        entered_at=at,
        left_at=meeting.finished_at if is_over else None,
        way=AttendanceWay.SHEET if is_over else way,
        by=by,
        at=at,
    )


@dataclass(frozen=True)
class Ticked:
    """What a signed sheet told: by row number, who is new and who was known to have been there."""

    new: tuple[int, ...]
    known: tuple[int, ...]
    files: int
    """Photos of it that are kept now and were not before."""


@transaction.atomic
def tick(
    meeting: Meeting,
    numbers: Sequence[int],
    *,
    item: AgendaItem | None = None,
    photos: Sequence[Attachment] = (),
    by: User | None,
) -> Ticked:
    """Those who signed the sheet of a session, or of the whole meeting, were there while it went on.

    From its beginning to its end; in the room still where it has not ended, from now where it has not begun.
    Whoever is known to have been there stays as recorded; photos go into the dossier. Raises WrongState
    before the invitations went out and once the minutes are approved, Refused for a number that nobody has,
    for a session that the meeting never came to, for too many files; nothing is ticked then.
    """
    current = locked(meeting)
    _refuse_too_early_or_late(current)
    now = timezone.now()
    begins, ends = _span(current, item, now)
    rows = {
        row.number: row
        for row in current.participants.filter(number__in=set(numbers)).prefetch_related("stays")
    }
    if nobodys := sorted(set(numbers) - set(rows)):
        raise Refused(_("Nobody has No. %(number)s.") % {"number": ", ".join(map(str, nobodys))})
    new, known = [], []
    for number, row in sorted(rows.items()):
        stays = [Stay(stay.entered_at, stay.left_at) for stay in row.stays.all()]
        if any(stay.touches(begins, ends) for stay in stays) or (item is None and stays):
            known.append(number)
            continue
        row.meeting = current
        _keep(row, entered_at=begins, left_at=ends, way=AttendanceWay.SHEET, by=by, at=now)
        new.append(number)
    kind = MeetingFileKind.ATTENDANCE
    kept = meeting_files.attach(current, photos, kind=kind, item=item, by=by) if photos else 0
    return Ticked(tuple(new), tuple(known), kept)


def _span(meeting: Meeting, item: AgendaItem | None, now: datetime) -> tuple[datetime, datetime | None]:
    """From when to when those were there who signed."""
    if item is None:
        return meeting.started_at or now, meeting.finished_at
    if item.opened_at is None and meeting.finished_at is not None:
        raise Refused(_("The meeting never came to this session."))
    return item.opened_at or now, item.closed_at or meeting.finished_at


def _keep(
    participant: Participant,
    *,
    entered_at: datetime,
    left_at: datetime | None,
    way: str,
    by: User | None,
    at: datetime,
) -> Attendance:
    """A stay on record; whoever had not answered, or declined, is confirmed by it."""
    stay = Attendance.objects.create(participant=participant, entered_at=entered_at, left_at=left_at, way=way)
    log(participant, "enter", by=by, at=at)
    participant.refresh_from_db(fields=["state"])
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
    if meeting.state == MeetingState.FINISHED and stay.way != AttendanceWay.SHEET:
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
