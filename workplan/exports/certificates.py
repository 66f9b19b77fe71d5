"""Sertifikat: one page for everybody who was at a training."""

from django.utils.translation import gettext as _

from rakerwil.wording import day, figure
from workplan.exports.documents import Certificate, Document
from workplan.exports.papers import chair, dated, office, paper, secretary
from workplan.models import AgendaItem
from workplan.reporting.records import Record, Row


def sertifikat(record: Record, item: AgendaItem) -> Document:
    """A certificate for each person recorded as present, by row number; names as the reader may see them."""
    return paper(
        record,
        _("Certificates: %(title)s") % {"title": item.title},
        [page(record, item, row) for row in record.rows if row.was_at(item)],
        layout="certificate",
        landscape=True,
        is_final=item.is_over,
    )


def page(record: Record, item: AgendaItem, row: Row) -> Certificate:
    """One person's."""
    meeting = record.meeting
    return Certificate(
        title=_("Certificate"),
        number=_("No. %(number)s of the attendance list, %(meeting)s")
        % {"number": row.participant.number, "meeting": meeting.name},
        office=office(meeting),
        lead=_("is given to"),
        name=str(row.participant.person),
        organisation=row.participant.person.belongs_to,
        text=_(
            "who took part in the training “%(title)s”, %(minutes)s minutes, at the %(meeting)s on %(day)s "
            "at %(venue)s, %(city)s."
        )
        % {
            "title": item.title,
            "minutes": figure(item.minutes_planned),
            "meeting": meeting.title,
            "day": day(meeting.day),
            "venue": meeting.venue,
            "city": meeting.city,
        },
        place=dated(record),
        signers=[chair(record), secretary(record)],
    )
