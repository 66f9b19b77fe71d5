"""Susunan acara: the timed order of the day."""

from django.utils.translation import gettext as _

from rakerwil.wording import clock
from workplan.enums import MeetingState
from workplan.exports.documents import Document, Facts, Numbered, Table
from workplan.exports.papers import paper, signed_by_office, where_and_when
from workplan.reporting.records import Record


def susunan_acara(record: Record) -> Document:
    """What happens when, by whom; with the matters to be dealt with, if any are listed."""
    zone = record.meeting.zone
    matters = list(record.meeting.matters.order_by("position"))
    return paper(
        record,
        _("Order of the day"),
        [
            Facts(where_and_when(record)),
            *([Numbered([matter.title for matter in matters], _("Matters"))] if matters else []),
            Table(
                [_("Time (%(zone)s)") % {"zone": record.zone_name}, _("Item of the day"), _("By")],
                [
                    [
                        f"{clock(slot.begins_at, zone)}–{clock(slot.ends_at, zone)}",
                        "\n".join(filter(None, (item.title, item.topic))),
                        ", ".join(str(who) for who in (item.speaker, item.unit) if who),
                    ]
                    for item, slot in zip(record.items, record.slots, strict=True)
                ],
                ["left", "left", "left"],
                ["auto", "2", "1"],
            ),
            signed_by_office(record),
        ],
        number=record.meeting.title,
        is_final=record.meeting.state != MeetingState.DRAFT,
    )
