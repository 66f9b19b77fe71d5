"""Notulen: the minutes of a meeting, item by item, with decisions and actions (domain.md section 4)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from rakerwil.terbilang import counted
from rakerwil.wording import clock, day
from workplan.exports.documents import (
    Document,
    Fact,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Signatures,
    Table,
)
from workplan.exports.papers import chair, dated, lines, paper, secretary, settled, where_and_when
from workplan.reporting.minutes import Passage
from workplan.reporting.records import Record


def notulen(record: Record) -> Document:
    """The minutes as the record's reader may read them: as they stand, or the text approved last."""
    minutes = record.minutes
    revision = _("Revision %(number)s") % {"number": minutes.revision} if minutes.revision else ""
    return paper(
        record,
        _("Minutes"),
        [
            Facts(head(record)),
            *(
                block
                for passage in record.read_passages
                if passage.opened_at or not passage.is_empty
                for block in told(record, passage)
            ),
            *promised(record),
            Signatures(
                dated(record),
                [chair(record, _("Chair of the meeting")), secretary(record, _("Minute taker"))],
            ),
        ],
        number=" · ".join(filter(None, (record.meeting.title, revision))),
        is_final=record.is_approved,
    )


def head(record: Record) -> list[Fact]:
    """What minutes begin with."""
    matters = [matter.title for item in record.items for matter in item.matters.all()]
    facts = [
        *where_and_when(record),
        Fact(
            _("Participants"),
            _("%(came)s people from %(federations)s federations (attendance list attached)")
            % {"came": counted(record.came), "federations": counted(record.federations_came)},
        ),
        Fact(_("Led by"), chair(record).name),
        Fact(_("Minutes by"), secretary(record).name),
        Fact(_("Matters"), "; ".join(matters)),
    ]
    return [fact for fact in facts if fact.value]


def told(record: Record, passage: Passage) -> Iterator[object]:
    """What the minutes say of one item."""
    zone = record.meeting.zone
    if passage.item is None:
        yield Heading(_("Without an agenda item"), 3)
    else:
        yield Heading(passage.title, 2)
        when = "–".join(clock(at, zone) for at in (passage.opened_at, passage.closed_at) if at)
        facts = [
            when and f"{when} {record.zone_name}",
            passage.who,
            _("%(count)s present") % {"count": passage.present} if passage.present is not None else "",
        ]
        if any(facts):
            yield Paragraph(" · ".join(filter(None, facts)))
    yield from (Paragraph(line) for line in lines(passage.text))
    yield from (Paragraph(f"{clock(note.said_at, zone)} {note.words}") for note in passage.notes)
    if passage.decisions:
        yield Numbered(
            [f"{row.code}  {row.text} {settled(record, row)}" for row in passage.decisions], _("Decisions")
        )


def promised(record: Record) -> Iterator[object]:
    """The table at the end: who does what by when."""
    rows = [action for passage in record.read_passages for action in passage.actions]
    if rows:
        yield Heading(_("Actions"))
        yield Table(
            [_("No."), _("Action"), _("Owner"), _("Deadline"), _("Note")],
            [[row.code, row.text, row.owner, day(row.due_on), str(row.state)] for row in rows],
            ["left"] * 5,
            ["auto", "2", "1", "auto", "auto"],
        )
