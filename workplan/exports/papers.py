"""What all papers of a meeting have in common: head, footer, mark, places and hands to sign."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from rakerwil.wording import NONE, clock, day, weekday_day
from workplan.enums import WayOfDeciding
from workplan.exports.documents import Document, Fact, Signatures, Signer, letterhead
from workplan.models import IssuedLetter, Meeting
from workplan.models.resolution import Resolution
from workplan.reporting.records import Record


def paper(
    record: Record,
    title: str,
    blocks: Iterable[object],
    *,
    name: str = "",
    opening: Iterable[str] = (),
    number: str = "",
    layout: str = "act",
    is_final: bool = True,
    landscape: bool = False,
) -> Document:
    """A document on the meeting's letterhead. `name`: what it is called at the foot, else its title."""
    meeting = record.meeting
    return Document(
        title=title.upper() if layout == "act" else title,
        sub=office(meeting),
        number=number,
        opening=list(opening),
        blocks=list(blocks),
        footer=f"{name or title} · {meeting.title}",
        mark="" if is_final else _("DRAFT"),
        layout=layout,
        landscape=landscape,
        **letterhead(meeting.region),
    )


def office(meeting: Meeting) -> str:
    """Whose paper it is."""
    if meeting.region is None:
        return _("National executive (DEN)")
    return _("Regional coordinator %(region)s") % {"region": meeting.region.name}


def number_line(letter: IssuedLetter | None) -> str:
    """The number as a record bears it; room to write one where it has none yet."""
    return _("Number: %(number)s") % {"number": letter.text if letter else "……/……/……/……"}


def where_and_when(record: Record) -> list[Fact]:
    """Day, time and place, as every paper of a meeting begins."""
    meeting = record.meeting
    return [
        Fact(_("Day, date"), weekday_day(meeting.day)),
        Fact(_("Time"), hours(record, meeting.started_at or meeting.starts_at, meeting.finished_at)),
        Fact(_("Place"), f"{meeting.venue}, {meeting.city}"),
    ]


def hours(record: Record, begins: datetime | None, ends: datetime | None) -> str:
    """`09.00–17.10 WIB`; without an end, until it is over."""
    zone = record.meeting.zone
    if begins is None:
        return NONE
    if ends is None:
        return _("%(begins)s %(zone)s until the end") % {
            "begins": clock(begins, zone),
            "zone": record.zone_name,
        }
    return f"{clock(begins, zone)}–{clock(ends, zone)} {record.zone_name}"


def at_clock(record: Record, moment: datetime | None) -> str:
    """`09.40 WIB`."""
    return f"{clock(moment, record.meeting.zone)} {record.zone_name}" if moment else NONE


def dated(record: Record, on: date | None = None) -> str:
    """`Depok, 10 September 2021`: where the meeting was; later papers are dated where the office sits."""
    meeting = record.meeting
    return f"{record.head.place}, {day(on)}" if on else f"{meeting.city}, {day(meeting.day)}"


def chair(record: Record, role: str = "") -> Signer:
    """The coordinator's hand; who has signed the minutes, otherwise whom the letterhead names."""
    name = str(record.minutes.chair) if record.minutes.chair else record.head.chair_name
    return Signer(role or record.head.chair_title or _("Coordinator"), name)


def secretary(record: Record, role: str = "") -> Signer:
    """The secretary's hand, as above."""
    name = str(record.minutes.secretary) if record.minutes.secretary else record.head.secretary_name
    return Signer(role or record.head.secretary_title or _("Secretary"), name)


def signed_by_office(record: Record, on: date | None = None) -> Signatures:
    """Coordinator and secretary beside each other."""
    return Signatures(dated(record, on), [chair(record), secretary(record)])


def settled(record: Record, row: Resolution) -> str:
    """How something was decided, with its count and quorum, in a sentence."""
    facts = {
        "at": at_clock(record, row.decided_at),
        "present": row.present_count,
        "entitled": row.entitled_count,
        "for": row.votes_for,
        "against": row.votes_against,
        "abstained": row.abstentions or 0,
        "rule": row.quorum_waiver,
    }
    way = (
        _("Decided by votes at %(at)s: %(for)s for, %(against)s against, %(abstained)s abstained;")
        if row.way == WayOfDeciding.COUNTS
        else _("Decided by consensus at %(at)s;")
    )
    quorum = (
        _("%(present)s of %(entitled)s full delegates present, quorum reached.")
        if row.is_quorate
        else _("%(present)s of %(entitled)s full delegates present, quorum not reached: %(rule)s")
    )
    return f"{way % facts} {quorum % facts}"


def lines(text: str) -> list[str]:
    """What was typed, line by line."""
    return [line.strip() for line in text.splitlines() if line.strip()]
