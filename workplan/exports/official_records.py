"""Berita acara: what a meeting was and decided, with numbers and dates in words, for three hands.

Facts, quorum and adoption come from what was recorded as it happened; nobody types them.
"""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from rakerwil.terbilang import counted, day_in_words
from rakerwil.wording import NONE, clock
from workplan.exports.documents import (
    Document,
    Numbered,
    Paragraph,
    Signatures,
    Signer,
    Table,
)
from workplan.exports.papers import at_clock, chair, dated, number_line, paper, secretary, settled
from workplan.exports.raised_pledges import annex
from workplan.models import IssuedLetter
from workplan.reporting.records import Record


def berita_acara(record: Record, letter: IssuedLetter | None = None) -> Document:
    """The record of the whole meeting; `letter` is its line in the register."""
    return paper(
        record,
        _("Official record of the meeting"),
        body(record),
        number=f"{record.meeting.title}\n{number_line(letter)}",
        is_final=record.meeting.is_settled,
    )


def body(record: Record) -> Iterator[object]:
    """Who met, whether they could decide, how it went, what was decided, who signs."""
    yield Paragraph(who_met(record))
    yield Paragraph(quorum(record))
    yield Paragraph(course(record))
    yield went(record)
    if record.decisions:
        yield Paragraph(_("The meeting agreed on and decided the following:"))
        yield Numbered([f"{row.text} {settled(record, row)}" for row in record.decisions])
    if record.recommendations:
        yield Paragraph(
            _("The meeting adopted %(count)s recommendations:")
            % {"count": counted(len(record.recommendations))}
        )
        yield Numbered([f"{row.code} {row.title}. {settled(record, row)}" for row in record.recommendations])
    yield Paragraph(
        _("This record has been drawn up truthfully in %(copies)s copies, to be used as is proper.")
        % {"copies": counted(2)}
    )
    yield Signatures(
        dated(record),
        [
            chair(record, _("Chair of the sitting")),
            secretary(record, _("Secretary of the sitting")),
            Signer(_("On behalf of the participants"), ""),
        ],
    )
    yield from annex(record)


def who_met(record: Record) -> str:
    """The first sentence: the day in words, the place, those who came."""
    meeting = record.meeting
    return _(
        "On this day, %(day)s (%(figures)s), at %(venue)s, %(city)s, the meeting “%(title)s” was held, "
        "attended by %(came)s people, among them full delegates of %(federations)s federations; the "
        "attendance list is attached."
    ) % {
        "day": day_in_words(meeting.day),
        "figures": f"{meeting.day:%d-%m-%Y}",
        "venue": meeting.venue,
        "city": meeting.city,
        "title": meeting.title,
        "came": counted(record.came),
        "federations": counted(record.federations_came),
    }


def quorum(record: Record) -> str:
    """Whether the meeting could decide when its first sitting opened."""
    found = record.quorum
    facts = {
        "entitled": counted(found.entitled),
        "present": counted(found.present),
        "needed": counted(found.needed),
        "at": at_clock(record, record.opening),
    }
    words = (
        _(
            "Of %(entitled)s registered full delegates %(present)s were present when the sitting opened at "
            "%(at)s; the rule asks for %(needed)s, and the quorum was reached."
        )
        if found.is_reached
        else _(
            "Of %(entitled)s registered full delegates %(present)s were present when the sitting opened at "
            "%(at)s; the rule asks for %(needed)s, and the quorum was not reached."
        )
    )
    return words % facts


def course(record: Record) -> str:
    """When it began and ended."""
    meeting = record.meeting
    if meeting.finished_at is None:
        return _("The meeting was opened at %(begun)s. It went as follows:") % {
            "begun": at_clock(record, meeting.started_at)
        }
    return _("The meeting was opened at %(begun)s and closed at %(ended)s. It went as follows:") % {
        "begun": at_clock(record, meeting.started_at),
        "ended": at_clock(record, meeting.finished_at),
    }


def went(record: Record) -> Table:
    """The order of the day as it was, with those present."""
    zone = record.meeting.zone
    return Table(
        [_("Time"), _("Item of the day"), _("Present")],
        [
            [
                f"{clock(item.opened_at, zone)}–{clock(item.closed_at, zone)}",
                item.title,
                str(item.opened_present) if item.opened_present is not None else NONE,
            ]
            for item in record.items
            if item.opened_at
        ],
        ["left", "left", "right"],
        ["auto", "1", "auto"],
    )
