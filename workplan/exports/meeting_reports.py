"""Laporan Rakerwil: the meeting as a report in five chapters (domain.md section 4)."""

from collections.abc import Iterator

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rakerwil.terbilang import counted
from rakerwil.wording import NONE, clock, day, figure, month_name, percent
from workplan.exports.documents import (
    Bullets,
    Contents,
    Document,
    Fact,
    Facts,
    Figure,
    Heading,
    Judged,
    Lead,
    Paragraph,
    Signatures,
    Table,
)
from workplan.exports.papers import chair, dated, lines, paper, secretary, settled, where_and_when
from workplan.models import Indicator
from workplan.models.year import Category
from workplan.reporting.plain import Json
from workplan.reporting.records import Record

Blocks = Iterator[object]


def laporan_rakerwil(record: Record) -> Document:
    """The whole report; figures are the meeting's frozen position, where it froze one."""
    meeting = record.meeting
    blocks = [
        Contents(_("Contents")),
        *introduction(record),
        *held(record),
        *results(record),
        *open_ends(record),
        Heading(_("V. Closing")),
        Paragraph(
            _(
                "This report has been drawn up as an account of the %(meeting)s and as a ground for what "
                "follows."
            )
            % {"meeting": meeting.title}
        ),
        Signatures(dated(record), [chair(record), secretary(record)]),
    ]
    return paper(
        record,
        _("Report of the %(meeting)s") % {"meeting": meeting.title},
        blocks,
        name=_("Report of the meeting"),
        number=f"{meeting.city}, {day(meeting.day)}",
        layout="report",
        is_final=meeting.is_settled,
    )


def introduction(record: Record) -> Blocks:
    """Why and on what ground."""
    meeting = record.meeting
    yield Heading(_("I. Introduction"))
    yield Paragraph(
        _(
            "Each year the national executive sets the Janji Kinerja: the indicators are the same "
            "everywhere, the targets differ by region, and a region reaches its targets only if its "
            "federations contribute well. The regional work meeting looks at the figures, decides the "
            "next steps and adopts recommendations."
        )
    )
    if meeting.purpose.strip():
        yield Heading(_("Purpose"), 3)
        yield from (Paragraph(text) for text in lines(meeting.purpose))


def held(record: Record) -> Blocks:
    """Where, who, and how the day went."""
    zone, found = record.meeting.zone, record.quorum
    yield Heading(_("II. The meeting"))
    yield Lead(
        [
            Figure(
                _("Present"), figure(record.came), _("of %(count)s on the list") % {"count": len(record.rows)}
            ),
            Figure(
                _("Full delegates"),
                figure(found.came_entitled),
                _("of %(count)s registered") % {"count": found.entitled},
            ),
            Figure(_("Federations"), figure(record.federations_came), ""),
            Figure(_("Decisions"), figure(len(record.decisions)), ""),
            Figure(_("Recommendations"), figure(len(record.recommendations)), ""),
        ]
    )
    yield Facts(
        [
            *where_and_when(record),
            Fact(_("Participants"), _("%(came)s people") % {"came": counted(record.came)}),
        ]
    )
    yield Table(
        [_("Planned"), _("As it went"), _("Item of the day"), _("By"), _("Present")],
        [
            [
                clock(slot.begins_at, zone),
                "–".join(clock(at, zone) for at in (item.opened_at, item.closed_at) if at) or NONE,
                item.title,
                ", ".join(str(who) for who in (item.speaker, item.unit) if who),
                str(item.opened_present) if item.opened_present is not None else NONE,
            ]
            for item, slot in zip(record.items, record.slots, strict=True)
        ],
        ["left", "left", "left", "left", "right"],
        ["auto", "auto", "2", "1", "auto"],
        caption=_("The order of the day"),
    )
    yield Table(
        [_("Federation, unit or organisation"), _("On the list"), _("Came")],
        [
            [each.name or _("Without an organisation"), str(each.listed), str(each.came)]
            for each in record.delegations
        ],
        ["left", "right", "right"],
        ["1", "auto", "auto"],
        caption=_("Who came"),
    )


def results(record: Record) -> Blocks:
    """Figures, decisions, recommendations."""
    yield Heading(_("III. Results"))
    yield from pledge(record)
    if record.decisions:
        yield Heading(_("Decisions"), 3)
        yield Bullets([f"{row.code}  {row.text} {settled(record, row)}" for row in record.decisions])
    if record.recommendations:
        yield Heading(_("Recommendations"), 3)
        yield Table(
            [_("No."), _("Recommendation"), _("Addressed to"), _("Indicators")],
            [
                [
                    row.code,
                    f"{row.title}. {row.text}",
                    str(row.get_addressee_display()),
                    ", ".join(indicator.code for indicator in row.indicators.all()),
                ]
                for row in record.recommendations
            ],
            ["left"] * 4,
            ["auto", "3", "1", "auto"],
        )


def pledge(record: Record) -> Blocks:
    """The region's figures as the meeting froze them, for those who may read them."""
    meeting = record.meeting
    if meeting.data_position is None or not record.user.has_perm("workplan.see_region", meeting):
        return
    position = meeting.data_position.data
    names = {row.code: row for row in Indicator.objects.filter(year=meeting.year)}
    yield Heading(_("Performance pledge as of %(month)s") % {"month": month_name(position["as_of"])}, 3)
    yield Table(
        [_("Indicator"), _("Target"), _("Actual"), _("To date"), _("Category")],
        [
            figures(names[row["code"]], row, meeting.year.scale)
            for row in position["region"]["indicators"]
            if row["code"] in names
        ],
        ["left", "right", "right", "right", "left"],
        ["1", "auto", "auto", "auto", "auto"],
        caption=_("The position that the meeting froze; colour and word judge the achievement to date"),
        bold=[2],
    )


def figures(indicator: Indicator, row: Json, steps: tuple[Category, ...]) -> list[str | Judged]:
    """One indicator's line."""

    def amount(value: str | None) -> str:
        return percent(value) if indicator.measure == "ratio" else figure(value, indicator.decimals)

    word = next((step.name for step in steps if step.code == row["category_to_date"]), NONE)
    name = indicator.name_en if get_language() == "en" else indicator.name_id
    return [
        f"{indicator.code} {name}",
        amount(row["target"]),
        amount(row["actual"]),
        percent(row["achievement_to_date"], steps),
        Judged(word, row["category_to_date"] or ""),
    ]


def open_ends(record: Record) -> Blocks:
    """What is still to be done, by whom, by when."""
    yield Heading(_("IV. What follows"))
    rows = [action for passage in record.passages for action in passage.actions]
    if not rows:
        yield Paragraph(_("No action was agreed."))
        return
    yield Table(
        [_("No."), _("Action"), _("Owner"), _("Deadline"), _("State")],
        [[row.code, row.text, row.owner, day(row.due_on), str(row.state)] for row in rows],
        ["left"] * 5,
        ["auto", "2", "1", "auto", "auto"],
    )
