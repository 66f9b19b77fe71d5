"""A region's Masukan Rakornas as a document; every word and figure from the package, frozen or live."""

from collections.abc import Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from federations.enums import TimeZone
from rakerwil.wording import NONE, day, figure, weekday_day
from workplan.enums import ActionState
from workplan.exports.documents import (
    Bullets,
    Contents,
    Document,
    Fact,
    Facts,
    Figure,
    Heading,
    Lead,
    PageBreak,
    Paragraph,
    Signatures,
    Signer,
    Table,
)
from workplan.exports.input_figures import achievement, federations, obstacles, support
from workplan.exports.input_recommendations import owed, paragraphs, recommendations
from workplan.exports.packages import Json, Reader
from workplan.reporting.national_inputs import content_hash

Blocks = Iterator[object]


def masukan(package: Json, logo: str = "") -> Document:
    """The document of a package (`reporting.national_inputs.exported`); `logo`: a PNG in base 64."""
    reader = Reader(package)
    head = reader.head
    footer = _("Input to Rakornas, %(region)s %(year)s, version %(version)s") % {
        "region": reader.region,
        "year": head["year"],
        "version": head["version"],
    }
    if head["is_example"]:
        footer += ". " + _("Example: all figures are invented.")
    submitted = _("Submitted %(moment)s") % {"moment": reader.moment(head["submitted_at"])}
    return Document(
        title=_("Regional input to Rakornas %(year)s") % {"year": head["year"]},
        sub=_("Regional coordinator %(region)s") % {"region": reader.region},
        number=submitted if reader.is_final else _("Draft, not submitted yet"),
        opening=[opening(reader)],
        blocks=[*cover(reader), *body(reader, with_charts=True)],
        footer=f"{footer} · {head['hash'][:16]}" if reader.is_final else footer,
        mark="" if reader.is_final else _("DRAFT"),
        address=head.get("address", ()),
        logo=logo,
    )


def frozen_pdf(content: Json, logo: str = "") -> bytes:
    """The PDF of a package at the moment it is frozen, its hash on every page.

    In Indonesian whoever sends it, since what is signed has one language.
    """
    sealed = {**content, "input": {**content["input"], "hash": content_hash(content)}}
    with translation.override(settings.LANGUAGE_CODE):
        return masukan(sealed, logo).pdf()


def cover(reader: Reader) -> Blocks:
    """What lies on top: whose input it is, of when, the whole hash; contents; then the foreword."""
    head, facts = reader.head, reader.meeting
    rows = [
        Fact(_("Region"), f"{reader.region} ({head['region']['code']})"),
        Fact(_("Work year"), str(head["year"])),
        Fact(_("Version"), figure(head["version"])),
        Fact(_("Figures as of"), reader.as_of),
        Fact(_("Score to date"), lead_score(reader)),
    ]
    if facts is not None:
        rows.append(Fact(_("Meeting"), f"{facts['title']}, {weekday_day(meeting_day(facts))}"))
    if reader.is_final:
        rows.append(Fact(_("Content hash (SHA-256)"), head["hash"]))
    yield Facts(rows)
    yield Contents(_("Contents"))
    yield PageBreak()
    if head["foreword"].strip():
        yield Heading(_("Foreword"))
        yield from (Paragraph(text) for text in paragraphs(head["foreword"]))


def lead_score(reader: Reader) -> str:
    """The score with its word."""
    rollup = reader.rollup
    if rollup["score_to_date"] is None:
        return NONE
    return f"{reader.score(rollup['score_to_date'])} ({reader.judged(rollup['category_to_date']).word})"


def body(reader: Reader, *, with_charts: bool = False) -> Blocks:
    """The sections in their order; the book's chapters go without charts, it has its own."""
    yield from achievement(reader, with_charts=with_charts)
    yield from federations(reader, with_charts=with_charts)
    yield from support(reader)
    yield from meeting(reader)
    yield from recommendations(reader)
    yield from obstacles(reader, paragraphs(reader.head["remarks"]))
    yield from actions(reader)
    yield from owed(reader)
    yield signatures(reader)


def opening(reader: Reader) -> str:
    """What the meeting was, in a sentence."""
    facts = reader.meeting
    if facts is None:
        return _("No Rakerwil of this year is on record yet.")
    return _(
        "Outcome of the regional work meeting on %(day)s at %(venue)s, %(city)s, attended by "
        "%(present)s participants. Figures as of %(month)s; only verified reports count."
    ) % {
        "day": weekday_day(meeting_day(facts)),
        "venue": facts["venue"],
        "city": facts["city"],
        "present": figure(facts["present"]),
        "month": reader.as_of,
    }


def meeting_day(facts: Json) -> date:
    """The day on the region's own calendar."""
    zone = ZoneInfo(TimeZone(facts["time_zone"]).iana)
    return datetime.fromisoformat(facts["starts_at"]).astimezone(zone).date()


def meeting(reader: Reader) -> Blocks:
    """What the Rakerwil was: attendance, agenda, decisions."""
    facts = reader.meeting
    if facts is None:
        return
    yield Heading(_("The Rakerwil"))
    yield Lead(
        [
            Figure(
                _("Present"),
                figure(facts["present"]),
                _("of %(count)s invited") % {"count": facts["invited"]},
            ),
            Figure(
                _("Full delegates"),
                figure(facts["full_delegates_present"]),
                _("of %(count)s registered") % {"count": facts["full_delegates"]},
            ),
            Figure(_("Decisions"), figure(len(facts["decisions"]))),
            Figure(_("Recommendations"), figure(len(reader.package["recommendations"]))),
        ]
    )
    yield Facts(
        [
            Fact(_("Meeting"), facts["title"]),
            Fact(_("Day"), weekday_day(meeting_day(facts))),
            Fact(_("Place"), f"{facts['venue']}, {facts['city']}"),
            *([Fact(_("Purpose"), facts["purpose"])] if facts["purpose"] else ()),
            *quorum(reader),
        ]
    )
    if facts["decisions"]:
        yield Heading(_("Decisions"), 3)
        yield Bullets([f"{row['number']}  {row['text']}" for row in facts["decisions"]])


def quorum(reader: Reader) -> list[Fact]:
    """The rule, and how many full delegates were in the room when it decided."""
    rule = (reader.meeting or {}).get("quorum")
    decided = [
        row["quorum"]
        for row in [*(reader.meeting or {}).get("decisions", ()), *reader.package["recommendations"]]
        if row["quorum"]
    ]
    rows = []
    if rule:
        told = _("more than %(percent)s%% of the full delegates: %(needed)s of %(entitled)s") % {
            "percent": figure(rule["percent"]),
            "needed": figure(rule["needed"]),
            "entitled": figure((reader.meeting or {})["full_delegates"]),
        }
        if rule["federations_needed"]:
            told += "; " + _("%(needed)s of %(count)s federations") % {
                "needed": figure(rule["federations_needed"]),
                "count": figure(rule["federations_registered"]),
            }
        rows.append(Fact(_("Quorum needed"), told))
    if decided:
        present = sorted({row["present"] for row in decided})
        told = _("%(present)s full delegates") % {
            "present": "–".join(figure(count) for count in dict.fromkeys((present[0], present[-1])))
        }
        reached = (
            _("quorum reached") if all(row["is_quorate"] for row in decided) else _("not always quorate")
        )
        rows.append(Fact(_("Present when it decided"), f"{told}, {reached}"))
    return rows


def actions(reader: Reader) -> Blocks:
    """What was promised and is not done yet."""
    rows = reader.package["actions"]
    yield Heading(_("Open actions"))
    if not rows:
        yield Paragraph(_("No action is open."))
        return
    yield Table(
        header=[_("No."), _("Action"), _("Owner"), _("Deadline"), _("State")],
        rows=[
            [
                row["number"],
                row["text"],
                row["owner"],
                day(date.fromisoformat(row["due_on"])),
                str(ActionState(row["state"]).label),
            ]
            for row in rows
        ],
        align=["left"] * 5,
        widths=["auto", "1", "auto", "auto", "auto"],
    )


def signatures(reader: Reader) -> Signatures:
    """Coordinator and secretary sign."""
    facts = reader.meeting
    place = f"{facts['city']}, {day(meeting_day(facts))}" if facts else reader.region
    offices = (_("Regional coordinator"), _("Regional secretary"))
    named = reader.package.get("signatories") or [{"office": "", "name": ""}] * len(offices)
    return Signatures(
        place=place,
        signers=[
            Signer(row["office"] or office, row["name"]) for row, office in zip(named, offices, strict=True)
        ],
    )
