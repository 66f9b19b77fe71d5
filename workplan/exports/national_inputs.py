"""A region's Masukan Rakornas as a document; every word and figure from the package, frozen or live."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import groupby
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from federations.enums import TimeZone
from rakerwil.wording import NONE, day, figure, weekday_day
from workplan.enums import ActionState, Addressee, RecommendationKind, Supporter, WayOfDeciding
from workplan.exports.documents import (
    Bullets,
    Document,
    Fact,
    Facts,
    Figure,
    Heading,
    Heat,
    IndicatorFigures,
    Lead,
    Paragraph,
    RecommendationBlock,
    Signatures,
    Signer,
    Table,
)
from workplan.exports.packages import Json, Reader
from workplan.reporting.national_inputs import content_hash

Blocks = Iterator[object]


def masukan(package: Json) -> Document:
    """The document of one region's package (`reporting.national_inputs.exported`)."""
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
        opening=[opening(reader), *paragraphs(head["foreword"])],
        blocks=list(body(reader)),
        footer=f"{footer} · {head['hash'][:16]}" if reader.is_final else footer,
        mark="" if reader.is_final else _("DRAFT"),
    )


def frozen_pdf(content: Json) -> bytes:
    """The PDF of a package at the moment it is frozen, its hash on every page."""
    sealed = {**content, "input": {**content["input"], "hash": content_hash(content)}}
    return masukan(sealed).pdf()


def body(reader: Reader) -> Blocks:
    """The sections in their order."""
    yield from meeting(reader)
    yield from achievement(reader)
    yield from federations(reader)
    yield from support(reader)
    yield from recommendations(reader)
    yield from actions(reader)
    if reader.head["remarks"].strip():
        yield Heading(_("Remarks"))
        yield from (Paragraph(text) for text in paragraphs(reader.head["remarks"]))
    yield signatures(reader)


def paragraphs(text: str) -> list[str]:
    """Running text at its empty lines."""
    return [part.strip() for part in text.replace("\r", "").split("\n\n") if part.strip()]


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
        ]
    )
    if facts["decisions"]:
        yield Heading(_("Decisions"), 3)
        yield Bullets([f"{row['number']}  {row['text']}" for row in facts["decisions"]])


def achievement(reader: Reader) -> Blocks:
    """The region's figures: the lead, then every indicator against target and pace."""
    rollup, completeness = reader.rollup, reader.package["completeness"]
    judged = [row for row in reader.indicators if row["on_track"] is not None]
    yield Heading(_("Performance pledge as of %(month)s") % {"month": reader.as_of})
    yield Lead(
        [
            Figure(
                _("Score to date"),
                reader.score(rollup["score_to_date"]),
                reader.judged(rollup["category_to_date"]).word,
                rollup["category_to_date"] or "",
            ),
            Figure(_("Score of the year"), reader.score(rollup["score"]), _("against the December target")),
            Figure(
                _("On pace"),
                figure(sum(row["on_track"] for row in judged)),
                _("of %(count)s indicators with a pace") % {"count": len(judged)},
            ),
            Figure(
                _("Completeness"),
                reader.percent(rollup["completeness"]),
                reader.share(completeness["reports"], completeness["due"]),
            ),
        ]
    )
    yield indicator_table(reader)


def indicator_table(reader: Reader) -> Table:
    """Every indicator with target, actual, pace, achievement of the year and to date."""
    return Table(
        caption=_("Every indicator; colour and word judge the achievement to date"),
        header=[
            _("Indicator"),
            _("Target"),
            _("Actual"),
            _("Expected by now"),
            _("Of the year"),
            _("To date"),
            _("Category"),
        ],
        rows=[
            [
                reader.title(row["code"]),
                reader.target(row),
                reader.amount(row["code"], row["actual"]),
                reader.divided(row["code"], row["expected"]),
                reader.percent(row["achievement"]),
                reader.percent(row["achievement_to_date"]),
                reader.judged(row["category_to_date"]),
            ]
            for row in reader.indicators
        ],
        align=["left", "right", "right", "right", "right", "right", "left"],
        widths=["1", "auto", "auto", "auto", "auto", "auto", "auto"],
        bold=[2, 5],
    )


def federations(reader: Reader) -> Blocks:
    """Chapters by indicator, against their own pledges, and how complete their reports are."""
    chapters = reader.rollup["chapters"]
    if not chapters:
        return
    yield Heading(_("Contributions of the federations"))
    yield Heat(
        caption=_("Achievement to date against the own pledge, percent"),
        header=["", *(row["code"].replace("-", " ") for row in reader.indicators)],
        rows=[
            [reader.chapter(chapter), *(reader.cell(row) for row in chapter["indicators"])]
            for chapter in chapters
        ],
    )
    yield Table(
        caption=_("Reports of the federations"),
        header=[_("Federation"), _("Reports owed"), _("Reported"), _("On time")],
        rows=[
            [reader.chapter(row), figure(row["due"]), figure(row["reports"]), figure(row["timely"])]
            for row in reader.package["completeness"]["chapters"]
        ],
        align=["left", "right", "right", "right"],
        widths=["1", "auto", "auto", "auto"],
    )


def support(reader: Reader) -> Blocks:
    """What the federations said of the support they got, as sums; nothing before a quarter has closed."""
    rows = reader.package.get("support", ())
    if not rows:
        return
    yield Heading(_("Support for the federations"))
    yield Paragraph(
        _("Asked of the federations once a quarter. Shown only where at least three of them have answered.")
    )
    yield Table(
        caption=_("Answers “fully” or “mostly”, of those given"),
        header=[_("Quarter"), _("Support by"), _("Answered"), _("In time"), _("Useful")],
        rows=[
            [
                figure(row["quarter"]),
                str(Supporter(row["supporter"]).label),
                reader.share(row["answered"], row["asked"]),
                reader.support(row["in_time"], row["answered"]),
                reader.support(row["useful"], row["answered"]),
            ]
            for row in rows
        ],
        align=["left", "left", "right", "right", "right"],
        widths=["auto", "1", "auto", "auto", "auto"],
    )
    for row in rows:
        if row["words"]:
            facts = {"quarter": row["quarter"], "supporter": Supporter(row["supporter"]).label}
            yield Heading(_("Quarter %(quarter)s, in their words: %(supporter)s") % facts, 3)
            yield Bullets(row["words"])


def recommendations(reader: Reader) -> Blocks:
    """The adopted recommendations by kind, each with its frozen figures and plan."""
    rows = sorted(reader.package["recommendations"], key=lambda row: row["kind"])
    yield Heading(_("Recommendations"))
    if not rows:
        yield Paragraph(_("The meeting has adopted no recommendation yet."))
    for kind, group in groupby(rows, key=lambda row: row["kind"]):
        yield Heading(str(RecommendationKind(kind).label), 3)
        yield from (recommendation(reader, row) for row in group)


def recommendation(reader: Reader, row: Json) -> RecommendationBlock:
    """One recommendation as the meeting adopted it."""
    quorum = row["quorum"]
    lock = _(
        "Figures frozen and adopted %(moment)s %(way)s, %(present)s of %(entitled)s full delegates present."
    ) % {
        "moment": reader.moment(row["decided_at"]),
        "way": str(WayOfDeciding(row["decided_by"]).label).lower(),
        "present": figure(quorum["present"]),
        "entitled": figure(quorum["entitled"]),
    }
    raised = ", ".join(reader.chapter(chapter) for chapter in row["raised_by"])
    return RecommendationBlock(
        code=row["number"],
        title=row["title"],
        paragraphs=paragraphs(row["text"]),
        figures=[frozen_figures(reader, figures) for figures in row["figures"] or ()],
        lock=lock,
        plan=[plan(reader, row["catch_up"])] if row["catch_up"] and row["catch_up"]["parts"] else [],
        facts=[
            Fact(_("Addressed to"), str(Addressee(row["addressee"]).label)),
            Fact(_("Raised by"), raised or _("The meeting")),
            Fact(_("Deadline"), day(date.fromisoformat(row["due_on"])) if row["due_on"] else NONE),
        ],
    )


def frozen_figures(reader: Reader, figures: Json) -> IndicatorFigures:
    """Actual, target, gap and what is needed, as they were."""
    code = figures["code"]
    return IndicatorFigures(
        indicator=reader.title(code),
        items=[
            Figure(_("Actual"), reader.amount(code, figures["actual"])),
            Figure(_("Target"), reader.amount(code, figures["target"])),
            Figure(_("Gap"), reader.amount(code, figures["gap"])),
            Figure(_("Needed per month"), reader.divided(code, figures["needed_per_month"])),
        ],
    )


def plan(reader: Reader, catch_up: Json) -> Table:
    """Who brings how much; the parts add up to the gap."""
    code = catch_up["indicator"]
    return Table(
        caption=_("Catch-up plan for %(code)s: the parts add up to %(gap)s")
        % {"code": code, "gap": reader.amount(code, catch_up["gap"])},
        header=[_("Federation"), _("Part"), _("Per month")],
        rows=[
            [
                reader.chapter(part),
                reader.amount(code, part["part"]),
                figure(part["needed_per_month"], 2),
            ]
            for part in catch_up["parts"]
        ],
        align=["left", "right", "right"],
        widths=["1", "auto", "auto"],
        bold=[1],
    )


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
    return Signatures(
        place=place,
        signers=[Signer(_("Regional coordinator"), ""), Signer(_("Regional secretary"), "")],
    )
