"""Daftar hadir: the list to be signed, per session and category, with the app's own row numbers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from federations.enums import Sex
from rakerwil.wording import clock
from workplan.enums import MeetingState
from workplan.exports.documents import Document, Fact, Facts, Heading, PageBreak, Signatures, Signer, SignIn
from workplan.exports.papers import dated, hours, paper, secretary, where_and_when
from workplan.models import AgendaItem
from workplan.reporting.records import Record, Row

WALK_INS = 5
"""Empty rows at the end of every category, for those whom nobody expected."""


def daftar_hadir(record: Record, item: AgendaItem | None = None) -> Document:
    """Everybody on the list, each category on sheets of its own; with `item`, for that session."""
    return paper(
        record,
        _("Attendance list"),
        sheets(record, item),
        number=item.title if item else record.meeting.title,
        name=_("Attendance list"),
    )


def sheets(record: Record, item: AgendaItem | None) -> Iterator[object]:
    """One sheet after the other: category, day and place, rows, hands."""
    groups = record.by_category(record.rows_of(item)) or [(_("Participants"), [])]
    for at, (category, rows) in enumerate(groups):
        if at:
            yield PageBreak()
        yield Heading(category)
        yield Facts(session(record, item))
        yield SignIn(
            header=[
                _("No."),
                _("Name"),
                _("F/M"),
                _("Sent by"),
                _("Office"),
                *([_("Present")] if is_told(record, item) else []),
                _("Signature"),
            ],
            rows=[
                *(line(record, item, row) for row in rows),
                *(blank(record, item, number) for number in free_numbers(record, at, len(groups))),
            ],
            widths=["auto", "1.5", "auto", "1.1", "1", *(["auto"] if is_told(record, item) else [])],
            caption=category,
        )
        yield Signatures(
            dated(record),
            [Signer(_("List kept by"), ""), secretary(record, _("Seen by: secretary"))],
        )


def session(record: Record, item: AgendaItem | None) -> list[Fact]:
    """Where and when to sign for."""
    if item is None:
        return where_and_when(record)
    day, _time, place = where_and_when(record)
    slot = next(slot for slot in record.slots if slot.id == item.pk)
    begins, ends = item.opened_at or slot.begins_at, item.closed_at or slot.ends_at
    return [Fact(_("Session"), item.title), day, Fact(_("Time"), hours(record, begins, ends)), place]


def is_told(record: Record, item: AgendaItem | None) -> bool:
    """After the end the list also says who was recorded as present, and when."""
    over = record.meeting.state not in (MeetingState.DRAFT, MeetingState.INVITED, MeetingState.IN_PROGRESS)
    return over or (item is not None and item.is_over)


def line(record: Record, item: AgendaItem | None, row: Row) -> list[str]:
    """One person."""
    person = row.participant.person
    sex = (
        {Sex.WOMAN: pgettext("sex", "F"), Sex.MAN: pgettext("sex", "M")}.get(Sex(person.sex))
        if person.sex
        else ""
    )
    cells = [str(row.participant.number), str(person), sex or "", person.belongs_to, row.participant.office]
    return [*cells, presence(record, item, row)] if is_told(record, item) else cells


def presence(record: Record, item: AgendaItem | None, row: Row) -> str:
    """When the person was there, or a dash."""
    if not row.was_at(item):
        return "–"
    zone = record.meeting.zone
    spans = [
        f"{clock(stay.entered_at, zone)}–{clock(stay.left_at, zone)}"
        if stay.left_at
        else clock(stay.entered_at, zone)
        for stay in row.stays
    ]
    return ", ".join(spans)


def free_numbers(record: Record, at: int, groups: int) -> list[str]:
    """Numbers for walk-ins: the app gives a walk-in the next number of the list, whatever the category.

    So only the last sheet can print them; on the others the number is written in by hand.
    """
    last = max((row.participant.number for row in record.rows), default=0)
    if at < groups - 1:
        return [""] * WALK_INS
    return [str(last + each) for each in range(1, WALK_INS + 1)]


def blank(record: Record, item: AgendaItem | None, number: str) -> list[str]:
    """A row for somebody who comes without being on the list."""
    return [number, *[""] * (5 if is_told(record, item) else 4)]
