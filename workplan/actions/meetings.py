"""Verbs of a meeting: create, edit, invite, start, finish, step back, freeze its data position."""

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Region, Tenure, User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale, keep, sign
from workplan.actions.transitions import log, take_step
from workplan.enums import MeetingKind, MeetingState, SittingState, SnapshotKind
from workplan.models import Attendance, Meeting, Participant, Snapshot, WorkYear
from workplan.models.meeting import STEPS
from workplan.reporting import positions, quorums

SLUGS: dict[str, str] = {MeetingKind.TRAINING: "pelatihan", MeetingKind.COORDINATION: "koordinasi"}
"""The word in the address of a region's meeting that is no Rakerwil."""

BACK: dict[str, str] = {
    MeetingState.INVITED: "uninvite",
    MeetingState.IN_PROGRESS: "unstart",
    MeetingState.FINISHED: "resume",
}
"""The verb that leads one step back; from approved on, the minutes are revised instead."""


def locked(meeting: Meeting) -> Meeting:
    """The meeting as it is now, held until the transaction ends: numbers within it are given one by one."""
    return Meeting.objects.select_for_update().get(pk=meeting.pk)


def refuse_settled(meeting: Meeting) -> None:
    """Raise WrongState where the minutes are approved and nothing changes any more."""
    if meeting.is_settled:
        raise WrongState(
            _("The minutes of this meeting are approved. To change them, they have to be revised.")
        )


def refuse_without_entries(meeting: Meeting) -> None:
    """Raise WrongState unless minutes, decisions and actions can be written."""
    refuse_settled(meeting)
    if not meeting.takes_entries:
        raise WrongState(_("Invite to the meeting first; then its record can be written."))


@transaction.atomic
def create(
    *,
    year: WorkYear,
    region: Region | None,
    title: str,
    starts_at: datetime,
    venue: str,
    city: str,
    purpose: str = "",
    kind: str = MeetingKind.RAKERWIL,
    quorum_percent: int = 50,
    quorum_federations: int | None = None,
    token: uuid.UUID | None = None,
    by: User | None,
) -> Meeting:
    """A new meeting in draft, numbered within region, year and kind; a known token gives its meeting."""
    WorkYear.objects.select_for_update().get(pk=year.pk)
    earlier = Meeting.objects.filter(token=token).first() if token else None
    if earlier is not None:
        return earlier
    last = Meeting.objects.filter(kind=kind, region=region, year=year).aggregate(last=Max("number"))["last"]
    number = (last or 0) + 1
    meeting = Meeting(
        token=token or uuid.uuid4(),
        kind=kind,
        region=region,
        year=year,
        number=number,
        slug=slug(kind, region, year, number),
        title=title,
        starts_at=starts_at,
        venue=venue,
        city=city,
        purpose=purpose,
        quorum_percent=quorum_percent,
        quorum_federations=quorum_federations,
    )
    sign(meeting, by)
    meeting.save()
    log(meeting, "create", by=by, to_state=meeting.state)
    return meeting


def slug(kind: str, region: Region | None, year: WorkYear, number: int) -> str:
    """`31-2021-1` for a Rakerwil; other kinds say what they are."""
    word = "" if kind == MeetingKind.RAKERWIL else SLUGS.get(kind, kind)
    place = region.code if region else ""
    return "-".join(part for part in (place, str(year.year), word, str(number)) if part)


@transaction.atomic
def edit(meeting: Meeting, *, version: int, by: User | None, **fields: Any) -> Meeting:
    """Change title, starts_at, venue, city, purpose, quorum_percent or quorum_federations.

    Only until the meeting begins; `version` is the one that was read. Raises WrongState or Stale.
    """
    current = locked(meeting)
    if current.has_begun:
        raise WrongState(_("The meeting has begun; its date and place stand."))
    if current.version != version:
        raise Stale
    for name, value in fields.items():
        setattr(current, name, value)
    keep(current, version, by=by)
    log(current, "edit", by=by)
    return current


@transaction.atomic
def invite(meeting: Meeting, *, by: User | None, at: datetime | None = None) -> None:
    """The invitations have gone out. Raises Refused while agenda or list of participants is empty."""
    if not meeting.agenda.exists():
        raise Refused(_("Put the agenda together before you invite."))
    if not meeting.participants.exists():
        raise Refused(_("Nobody is on the list of participants yet."))
    take_step(meeting, STEPS, "invite", by=by, at=at)


@transaction.atomic
def start(meeting: Meeting, *, by: User | None, at: datetime | None = None) -> None:
    """The meeting begins; from here on its list keeps the offices held today.

    Raises WrongState unless it was invited to.
    """
    at = at or timezone.now()
    take_step(meeting, STEPS, "start", by=by, at=at, started_at=at)
    today = timezone.localdate(at, meeting.zone)
    rows = list(meeting.participants.select_related("person"))
    held = Tenure.objects.on(today).with_bodies().filter(person__participations__meeting=meeting)
    offices: dict[int, list[str]] = {}
    for tenure in held.order_by("from_on", "pk"):
        offices.setdefault(tenure.person_id, []).append(str(tenure))
    for row in rows:
        row.office = ", ".join(offices.get(row.person_id, [])) or row.person.office
    Participant.objects.bulk_update(rows, ["office"])


@transaction.atomic
def finish(meeting: Meeting, *, by: User | None, at: datetime | None = None) -> None:
    """The meeting ends; items still going on end with it, and whoever is in the room leaves.

    Raises Refused while a sitting is open or suspended, WrongState unless the meeting is in progress.
    """
    at = at or timezone.now()
    unclosed = meeting.agenda.filter(sitting_state__in=(SittingState.OPEN, SittingState.SUSPENDED)).first()
    if unclosed is not None:
        raise Refused(_("Close the sitting “%(title)s” first.") % {"title": unclosed.title})
    take_step(meeting, STEPS, "finish", by=by, at=at, finished_at=at)
    present = quorums.of(meeting, at).in_room
    for item in meeting.agenda.filter(sitting_state="", opened_at__isnull=False, closed_at=None):
        item.closed_at, item.closed_present = max(at, item.opened_at or at), present
        sign(item, by)
        item.save(update_fields=["closed_at", "closed_present"])
    for stay in Attendance.objects.filter(participant__meeting=meeting, left_at=None):
        stay.left_at = max(at, stay.entered_at)
        stay.save(update_fields=["left_at"])


@transaction.atomic
def step_back(
    meeting: Meeting, *, seen_state: str, by: User | None, reason: str, at: datetime | None = None
) -> None:
    """One step back, with a reason; `seen_state` is the state the page showed, so that two taps step once.

    Raises WrongState where the meeting has moved on, or is approved (then the minutes are revised instead);
    ReasonMissing.
    """
    current = locked(meeting)
    refuse_settled(current)
    if current.state != seen_state or seen_state not in BACK:
        raise WrongState(_("This has already moved on. Look at its current state, then try again."))
    changes: dict[str, Any] = {}
    if seen_state == MeetingState.IN_PROGRESS:
        if meeting.agenda.filter(opened_at__isnull=False).exists():
            raise Refused(_("An agenda item has begun, so the meeting has, too."))
        changes["started_at"] = None
    if seen_state == MeetingState.FINISHED:
        changes["finished_at"] = None
        _bring_back(current)
    take_step(meeting, STEPS, BACK[seen_state], by=by, at=at, reason=reason, **changes)


def _bring_back(meeting: Meeting) -> None:
    """Whoever left only because the meeting ended is in the room again."""
    for stay in Attendance.objects.filter(participant__meeting=meeting, left_at=meeting.finished_at):
        stay.left_at = None
        stay.save(update_fields=["left_at"])


@transaction.atomic
def freeze_position(meeting: Meeting, *, by: User | None, at: datetime | None = None) -> Snapshot:
    """Freeze the region's figures with the catch-up plans; everything said in the meeting refers to them.

    As of the last month whose due day has come on the day of `at`. It can be frozen anew until the meeting
    begins, and then stays. Raises WrongState after that, Refused for a meeting without a region.
    """
    at = at or timezone.now()
    current = locked(meeting)
    refuse_settled(current)
    if current.data_position_id is not None and current.has_begun:
        raise WrongState(_("The data position is frozen already."))
    if current.region is None:
        raise Refused(_("Only a region's meeting has a data position."))
    day = timezone.localtime(at, current.zone).date()
    content = positions.freezable(current.year, current.region, current.year.default_as_of(day))
    snapshot = Snapshot.objects.freeze(SnapshotKind.DATA_POSITION, content, by, at)
    meeting.data_position = snapshot
    sign(meeting, by)
    meeting.save(update_fields=["data_position"])
    log(meeting, "freeze_position", by=by, at=at)
    return snapshot
