"""Annex of the berita acara: what leaders added in the room, each with name and time."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from rakerwil.wording import clock, figure
from workplan.exports.documents import Heading, PageBreak, Paragraph, Table
from workplan.reporting import raised_pledges
from workplan.reporting.records import Record


def annex(record: Record) -> Iterator[object]:
    """A page of its own; nothing where nobody raised a pledge. What was taken back is not in it."""
    found = [raised.row for raised in raised_pledges.of_meeting(record.meeting) if raised.counts]
    if not found:
        return
    yield PageBreak()
    yield Heading(_("Annex: pledges raised in the meeting"))
    yield Paragraph(_("The following was promised aloud, beyond what had been pledged before:"))
    yield Table(
        [_("Time"), _("Indicator"), _("Federation"), _("Said by"), _("Adds")],
        [
            [
                clock(row.said_at, record.meeting.zone),
                f"{row.indicator.code} {row.indicator.name}",
                row.chapter.name,
                str(row.participant.person),
                f"{figure(row.amount, row.indicator.decimals)} {row.indicator.unit}",
            ]
            for row in found
        ],
        ["left", "left", "left", "left", "right"],
        ["auto", "2", "1", "1", "auto"],
    )
