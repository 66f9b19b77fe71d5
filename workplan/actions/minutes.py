"""Verbs of the minutes: write, save, circulate, approve, revise (domain.md section 3, Minutes)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale, sign
from workplan.actions import notices
from workplan.actions.meetings import locked, refuse_settled, refuse_without_entries
from workplan.actions.transitions import log, take_step
from workplan.enums import (
    InputState,
    MeetingState,
    MinutesState,
    ReportState,
    SnapshotKind,
    WriterOffice,
)
from workplan.models import (
    AgendaItem,
    CommissionReport,
    Meeting,
    Minutes,
    MinutesEntry,
    MinutesWriter,
    OvertakenText,
    Snapshot,
)
from workplan.models import meeting as meetings
from workplan.models.minutes import STEPS, Chosen
from workplan.reporting import minutes as reporting

SIGNERS = ("chair", "secretary")
"""Who approves: two different people."""
WINDOW = timedelta(days=7)
"""So long may those who were present propose corrections."""


def of(meeting: Meeting) -> Minutes:
    """The minutes of a meeting, begun by whoever writes first."""
    minutes, _is_new = Minutes.objects.get_or_create(meeting=meeting)
    return minutes


@transaction.atomic
def write(
    item: AgendaItem, *, text: str, version: int, by: User | None, at: datetime | None = None
) -> MinutesEntry:
    """Replace what stands under an agenda item; `version` is the one that was read, 0 where nothing stood.

    Clears an approval already given. Raises Stale, so that nobody loses the other's text; WrongState.
    """
    entry = _held(item, by)
    if entry.version != version:
        raise Stale
    _store(entry, text, by=by, at=at)
    return entry


@dataclass(frozen=True)
class Written:
    """What stands under an item after a saving."""

    version: int
    text: str
    overtaken: OvertakenText | None = None
    """The text that was sent, where another wording had been saved: nothing is written over."""


@transaction.atomic
def save(
    item: AgendaItem,
    *,
    text: str,
    version: int,
    token: UUID | None = None,
    by: User,
    at: datetime | None = None,
) -> Written:
    """As `write`, for a page that saves by itself; the same `token` twice counts once.

    Of two who write at once neither loses a word: where another wording has been saved meanwhile, what was
    sent is kept beside it until its author has chosen. Raises WrongState.
    """
    entry = _held(item, by)
    text = _plain(text)
    counted = entry.history.filter(token=token).first() if token and entry.pk else None
    if counted is not None:
        return Written(counted.version, counted.text)
    if entry.pk is None or entry.version == version or entry.text == text:
        if entry.text != text:
            _store(entry, text, by=by, at=at, token=token)
        _choose(entry, by, at)
        return Written(entry.version, entry.text)
    return Written(entry.version, entry.text, _set_aside(entry, text, by, at))


@transaction.atomic
def keep_stored(item: AgendaItem, *, by: User, at: datetime | None = None) -> Written:
    """The author of an overtaken wording leaves the saved one; theirs stays on record beside it."""
    entry = _held(item, by)
    for row in _waiting(entry, by):
        _settle(row, Chosen.STORED, at)
    return Written(entry.version, entry.text)


@transaction.atomic
def mark_writing(item: AgendaItem, *, by: User, at: datetime | None = None) -> None:
    """The others see that somebody of this office writes here. Raises WrongState."""
    refuse_without_entries(item.meeting)
    MinutesWriter.objects.update_or_create(
        agenda_item=item,
        user=by,
        defaults={"office": _office(item.meeting, by), "seen_at": at or timezone.now()},
    )


def changed(meeting: Meeting, *, by: User | None) -> None:
    """Something on the record changed beside the text: an approval already given no longer stands."""
    _clear_signatures(of(meeting), by)


@transaction.atomic
def circulate(minutes: Minutes, *, by: User | None, at: datetime | None = None) -> None:
    """Send them round to those present, who get a mail and a week for corrections.

    Raises WrongState before the meeting is finished.
    """
    meeting = locked(minutes.meeting)
    refuse_settled(meeting)
    if meeting.state != MeetingState.FINISHED:
        raise WrongState(_("Finish the meeting first; then its minutes can be circulated."))
    if not minutes.entries.exclude(text="").exists() and not meeting.lines.exists():
        raise Refused(_("Nothing is written in the minutes yet."))
    if meeting.lines.unassigned().exists():
        raise Refused(_("There is an action without owner or deadline. Name both on the meeting's page."))
    at = at or timezone.now()
    until = timezone.localdate(at, meeting.zone) + WINDOW
    take_step(minutes, STEPS, "circulate", by=by, at=at, circulated_at=at, corrections_until=until)
    notices.circulated(minutes)


@transaction.atomic
def approve(minutes: Minutes, *, signer: str, by: User, at: datetime | None = None) -> None:
    """Sign as `chair` or as `secretary`; with the second signature the minutes and the meeting are approved.

    A meeting whose Masukan has gone out already counts as sent from then on. Raises WrongState unless
    circulated, Refused where the same person has signed as the other, somebody has signed as this one, or a
    correction waits for its answer.
    """
    at = at or timezone.now()
    meeting = locked(minutes.meeting)
    current = Minutes.objects.select_for_update().get(pk=minutes.pk)
    if not current.is_circulated:
        raise WrongState(_("Circulate the minutes before they are approved."))
    other = next(name for name in SIGNERS if name != signer)
    if getattr(current, signer) is not None:
        raise Refused(_("This signature has already been given."))
    if getattr(current, other) == by:
        raise Refused(_("Chair and secretary are two different people."))
    if current.corrections.waiting().exists():
        raise Refused(_("A correction still waits for an answer."))
    setattr(current, signer, by)
    setattr(current, f"{signer}_approved_at", at)
    current.save(update_fields=[signer, f"{signer}_approved_at"])
    log(current, f"approve_as_{signer}", by=by, at=at)
    if getattr(current, other) is not None:
        take_step(current, STEPS, "approve", by=by, at=at, approved_text=_kept(current, by, at))
        take_step(meeting, meetings.STEPS, "approve", by=by, at=at, approved_at=at)
        _send_after_masukan(meeting, by=by, at=at)
    for name in ("state", "approved_text", *SIGNERS, *(f"{role}_approved_at" for role in SIGNERS)):
        setattr(minutes, name, getattr(current, name))


@transaction.atomic
def revise(minutes: Minutes, *, reason: str, by: User | None, at: datetime | None = None) -> None:
    """Open approved minutes for a new revision; the meeting steps back to finished.

    Raises WrongState while the meeting counts as sent (its Masukan has to be returned first), ReasonMissing.
    """
    meeting = locked(minutes.meeting)
    at = at or timezone.now()
    if meeting.state == MeetingState.SENT:
        raise WrongState(_("This meeting has been sent to Rakornas. Return the region's Masukan first."))
    take_step(
        minutes,
        STEPS,
        "revise",
        by=by,
        at=at,
        reason=reason,
        revision=minutes.revision + 1,
        approved_text=minutes.approved_text or _kept(minutes, by, meeting.approved_at or at),
        circulated_at=None,
        corrections_until=None,
        **_no_signatures(),
    )
    take_step(meeting, meetings.STEPS, "disapprove", by=by, at=at, reason=reason, approved_at=None)


def _held(item: AgendaItem, by: User | None) -> MinutesEntry:
    """The entry of an item that may be written now, held until the end of the transaction.

    What a commission has handed in is changed only by those who keep the meeting's minutes.
    """
    meeting = locked(item.meeting)
    refuse_without_entries(meeting)
    gone = CommissionReport.objects.filter(commission=item).exclude(state=ReportState.DRAFT)
    if by is not None and not by.has_perm("workplan.write_minutes", meeting) and gone.exists():
        raise WrongState(_("The report has been handed in. Ask for it back to change it."))
    minutes = of(meeting)
    entry = minutes.entries.select_for_update().filter(agenda_item=item).first()
    return entry or MinutesEntry(minutes=minutes, agenda_item=item, version=0)


def _plain(text: str) -> str:
    """Browsers send two characters at the end of a line."""
    return text.replace("\r\n", "\n").strip()


def _set_aside(entry: MinutesEntry, text: str, by: User, at: datetime | None) -> OvertakenText:
    """Keep a wording that came too late; of one author the latest that waits."""
    row, _is_new = OvertakenText.objects.update_or_create(
        entry=entry,
        written_by=by,
        chosen="",
        defaults={"text": text, "written_at": at or timezone.now()},
    )
    return row


def _choose(entry: MinutesEntry, by: User, at: datetime | None) -> None:
    """Whoever writes over the saved wording has looked at both."""
    for row in _waiting(entry, by):
        _settle(row, Chosen.MINE if row.text == entry.text else Chosen.MIXED, at)


def _waiting(entry: MinutesEntry, by: User) -> list[OvertakenText]:
    """What of this author waits under an entry for a choice; one at most."""
    return list(entry.overtaken.filter(written_by=by, chosen="")) if entry.pk else []


def _settle(row: OvertakenText, chosen: Chosen, at: datetime | None) -> None:
    row.chosen, row.chosen_at = chosen, at or timezone.now()
    row.save(update_fields=["chosen", "chosen_at"])


def _office(meeting: Meeting, by: User) -> WriterOffice:
    """As what somebody writes; the most that they are."""
    if meeting.region_id is None:
        return WriterOffice.NATIONAL
    if meeting.region_id in by.scope.keeps_record_of:
        return WriterOffice.SECRETARY
    return WriterOffice.COORDINATOR if meeting.region_id in by.scope.coordinates else WriterOffice.COMMISSION


def _store(
    entry: MinutesEntry, text: str, *, by: User | None, at: datetime | None, token: UUID | None = None
) -> None:
    entry.text = text
    entry.token = token
    entry.version += 1
    entry.changed_at = at or timezone.now()
    entry.changed_by = by
    sign(entry, by)
    entry.save()
    _clear_signatures(entry.minutes, by)


def _clear_signatures(minutes: Minutes, by: User | None) -> None:
    """What was signed has changed."""
    if minutes.state == MinutesState.CIRCULATED and (minutes.chair or minutes.secretary):
        for name, value in _no_signatures().items():
            setattr(minutes, name, value)
        minutes.save(update_fields=[*_no_signatures()])
        log(minutes, "clear_signatures", by=by)


def _no_signatures() -> dict[str, Any]:
    return {name: None for role in SIGNERS for name in (role, f"{role}_approved_at")}


def _kept(minutes: Minutes, by: User | None, at: datetime) -> Snapshot:
    """The text as signed, frozen: what others read on while a revision is being written."""
    return Snapshot.objects.freeze(SnapshotKind.MINUTES, reporting.frozen(minutes, at), by, at)


def _send_after_masukan(meeting: Meeting, *, by: User, at: datetime) -> None:
    """The Masukan may go out before the minutes are approved (decisions, who may do what)."""
    gone = meeting.national_inputs.filter(state__in=(InputState.SUBMITTED, InputState.RECEIVED))
    if gone.exists():
        take_step(meeting, meetings.STEPS, "send", by=by, at=at, sent_at=at)
