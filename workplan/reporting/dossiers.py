"""A meeting's dossier: which papers it has, how far each is, and what is missing, in words."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from workplan.enums import (
    AgendaKind,
    InvitationKind,
    InvitationState,
    MeetingFileKind,
    MeetingKind,
    MeetingState,
    MinutesState,
    PaperKind,
)
from workplan.models import AgendaItem
from workplan.reporting.records import Record

SIGNED_FOR = (AgendaKind.PLENARY, AgendaKind.COMMISSION, AgendaKind.TRAINING)
"""Sessions that can have an attendance list of their own."""


@dataclass(frozen=True)
class Paper:
    """One paper: of the whole meeting, or of an item of its day."""

    kind: PaperKind
    item: AgendaItem | None = None
    is_there: bool = False
    is_final: bool = False
    words: str = ""
    """What it waits for, where it is not there or a draft."""

    @property
    def title(self) -> str:
        name = str(self.kind.label)
        return f"{name}: {self.item.title}" if self.item else name


@dataclass(frozen=True)
class Check:
    """One line of the meter: what belongs into the dossier, and what is missing of it."""

    title: str
    words: str = ""
    """Empty where nothing is missing."""

    @property
    def is_done(self) -> bool:
        return not self.words


def papers(record: Record) -> list[Paper]:
    """Every paper that the reader may open, now or later, in the order in which they come about."""
    return [*_of_meeting(record), *_of_items(record)]


def _of_meeting(record: Record) -> Iterator[Paper]:
    meeting = record.meeting
    begun, settled = meeting.has_begun, meeting.is_settled
    unsettled = "" if settled else _("final once the minutes are approved")
    later = _("there once the meeting has begun")
    yield Paper(
        PaperKind.RUNDOWN,
        is_there=bool(record.items),
        is_final=meeting.state != MeetingState.DRAFT,
        words=_draft_of_rundown(record),
    )
    yield Paper(
        PaperKind.ATTENDANCE,
        is_there=bool(record.rows),
        is_final=bool(record.rows),
        words="" if record.rows else _("nobody is on the list yet"),
    )
    if record.may_read_minutes:
        written = record.minutes.pk is not None
        yield Paper(
            PaperKind.MINUTES,
            is_there=written,
            is_final=written and record.is_approved,
            words=_("nothing is written yet") if not written else ("" if record.is_approved else unsettled),
        )
    for kind in (PaperKind.RECORD, PaperKind.DECISION, PaperKind.REPORT):
        yield Paper(kind, is_there=begun, is_final=settled, words=unsettled if begun else later)


def _draft_of_rundown(record: Record) -> str:
    if not record.items:
        return _("no agenda yet")
    return _("final once the invitations are out") if record.meeting.state == MeetingState.DRAFT else ""


def _of_items(record: Record) -> Iterator[Paper]:
    settled = record.meeting.is_settled
    for item in record.items:
        later = "" if item.opened_at else _("there once the session has begun")
        if item.kind in SIGNED_FOR and record.rows:
            yield Paper(PaperKind.ATTENDANCE, item, is_there=True, is_final=True)
        if item.kind == AgendaKind.COMMISSION:
            reports = {row.item.pk: row.report for row in record.commissions}
            is_final = item.is_over and (settled or not reports[item.pk].is_draft)
            words = later or ("" if is_final else _("final once it is handed in and the sitting is over"))
            yield Paper(PaperKind.COMMISSION, item, bool(item.opened_at), is_final, words)
        if item.kind == AgendaKind.TRAINING and not record.user.scope.sees_masked:
            words = later or ("" if item.is_over else _("final once the session is over"))
            yield Paper(PaperKind.CERTIFICATE, item, bool(item.opened_at), item.is_over, words)


def checks(record: Record) -> list[Check]:
    """The meter: what a complete dossier holds."""
    found = [*_before(record), *_attendance(record), *_after(record)]
    return [Check(each.title, capfirst(each.words)) for each in found]


def missing(record: Record) -> list[Check]:
    """Those of which something is missing."""
    return [check for check in checks(record) if not check.is_done]


def _before(record: Record) -> Iterator[Check]:
    meeting = record.meeting
    letters = list(
        meeting.invitations.exclude(state=InvitationState.WITHDRAWN).select_related("federation", "unit")
    )
    drafts = sum(letter.state == InvitationState.DRAFT for letter in letters)
    yield Check(
        _("Invitations"),
        _("no letter is on record")
        if not letters
        else _left(drafts, ngettext("%(count)s letter is a draft", "%(count)s letters are drafts", drafts)),
    )
    asked = [letter for letter in letters if letter.kind == InvitationKind.DELEGATION]
    without = [letter.name for letter in asked if not letter.mandate_sha256]
    yield Check(
        _("Mandate letters"),
        _("no federation has been asked by letter")
        if not asked
        else (_("missing from %(names)s") % {"names": ", ".join(without)} if without else ""),
    )
    yield Check(_("Order of the day"), "" if record.items else _("no agenda yet"))


def _attendance(record: Record) -> Iterator[Check]:
    """A signed list of the whole meeting stands for its sessions, too."""
    signed = [file for file in record.all_files if file.kind == MeetingFileKind.ATTENDANCE]
    is_whole = any(file.agenda_item_id is None for file in signed)
    held = [item for item in record.items if item.is_sitting and item.opened_at]
    lacking = [item.title for item in held if item.pk not in {file.agenda_item_id for file in signed}]
    words = ""
    if not record.meeting.has_begun:
        words = _("the meeting has not begun")
    elif not signed:
        words = _("no signed sheet has been attached")
    elif lacking and not is_whole:
        words = _("no signed sheet for %(names)s") % {"names": ", ".join(lacking)}
    yield Check(_("Signed attendance list"), words)
    has_photo = any(file.kind == MeetingFileKind.PHOTO for file in record.all_files)
    yield Check(_("Photos"), "" if has_photo else _("no photo has been attached"))


def _after(record: Record) -> Iterator[Check]:
    meeting, minutes = record.meeting, record.minutes
    words = {
        MinutesState.DRAFT: _("the minutes have not been circulated"),
        MinutesState.CIRCULATED: _("two signatures are needed"),
    }
    yield Check(_("Minutes approved"), words.get(MinutesState(minutes.state), ""))
    has_scan = any(file.kind == MeetingFileKind.RECORD for file in record.all_files)
    if PaperKind.RECORD not in record.letters:
        record_words = _("it has no number yet")
    else:
        record_words = "" if has_scan else _("the signed one has not been attached")
    yield Check(_("Official record of the meeting"), record_words)
    has_decided = meeting.decisions.exists()
    is_numbered = PaperKind.DECISION in record.letters
    unnumbered = "" if is_numbered else _("it has no number yet")
    yield Check(_("Decision"), unnumbered if has_decided else _("no decision is on record"))
    undecided = meeting.recommendations.undecided().count()
    yield Check(
        _("Recommendations"),
        _left(
            undecided,
            ngettext("%(count)s is not decided", "%(count)s are not decided", undecided),
        ),
    )
    if meeting.kind == MeetingKind.RAKERWIL:
        yield Check(
            _("Figures of the meeting"),
            "" if meeting.data_position_id else _("the data position was not frozen"),
        )


def _left(count: int, words: str) -> str:
    return words % {"count": count} if count else ""
