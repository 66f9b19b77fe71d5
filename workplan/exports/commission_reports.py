"""Laporan komisi: what a commission brings before the plenary; it names no speakers."""

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

from federations.reporting.people import veiled
from rakerwil.wording import day
from workplan.exports.documents import (
    Bullets,
    Document,
    Fact,
    Facts,
    Heading,
    Numbered,
    Paragraph,
    Signatures,
    Signer,
    Table,
)
from workplan.exports.papers import dated, hours, lines, paper, settled, where_and_when
from workplan.models import AgendaItem
from workplan.reporting.commissions import Commission
from workplan.reporting.records import Record

NOTED_AT = re.compile(r"^\d\d\.\d\d ")
"""The time that a quick note begins with."""


def laporan_komisi(record: Record, item: AgendaItem) -> Document:
    """The report of one commission's sitting; signed by its chair and its rapporteur."""
    reads = record.user.has_perm("workplan.read_report", item)
    passages = record.passages if reads else record.read_passages
    passage = next((row for row in passages if row.item == item.pk), None)
    commission = next(row for row in record.commissions if row.item.pk == item.pk)
    settled_now = next(row for row in record.passages if row.item == item.pk)
    matters = [matter.title for matter in item.matters.all()]
    said = [*lines(passage.text), *(note.text for note in passage.notes)] if passage else []
    points = without_speakers(said, record.people)
    blocks: list[object] = [Facts(head(record, item))]
    if commission.members:
        blocks += [Heading(_("Members")), seating(commission)]
    if matters:
        blocks += [Heading(_("Matters")), Numbered(matters)]
    blocks.append(Heading(_("Main points and conclusions")))
    blocks.append(Bullets(points) if points else Paragraph(_("No points are on record.")))
    if commission.recommendations:
        blocks += [Heading(_("Recommendations")), *recommended(record, commission)]
    if settled_now.decisions:
        blocks.append(Heading(_("Put before the plenary")))
        blocks.append(Numbered([f"{row.text} {settled(record, row)}" for row in settled_now.decisions]))
    if settled_now.actions:
        blocks += [
            Heading(_("Actions")),
            Table(
                [_("No."), _("Action"), _("Owner"), _("Deadline")],
                [[row.code, row.text, row.owner, day(row.due_on)] for row in settled_now.actions],
                ["left"] * 4,
                ["auto", "2", "1", "auto"],
            ),
        ]
    blocks.append(
        Signatures(
            dated(record),
            [
                Signer(_("Chair of the commission"), str(commission.chair or "")),
                Signer(_("Rapporteur"), str(commission.secretary or "")),
            ],
        )
    )
    return paper(
        record,
        _("Report of the commission"),
        blocks,
        number=item.title,
        name=item.title,
        is_final=item.is_over and (record.meeting.is_settled or not commission.report.is_draft),
    )


def seating(commission: Commission) -> Table:
    """Who sits in it; the report names members, but nobody who spoke."""
    return Table(
        [_("No."), _("Name"), _("Organisation"), _("Role")],
        [
            [str(number), str(row), row.participant.person.belongs_to, row.get_role_display()]
            for number, row in enumerate(commission.members, 1)
        ],
        ["left"] * 4,
        ["auto", "2", "2", "1"],
    )


def recommended(record: Record, commission: Commission) -> list[object]:
    """What it recommends, each with its words, whom it asks, and how far it has come."""
    found: list[object] = []
    for row in commission.recommendations:
        title, text = (veiled(words, record.people) for words in (row.title, row.text))
        found.append(Heading(f"{row.code} {title}", level=3))
        found.append(Paragraph(text))
        codes = ", ".join(indicator.code for indicator in row.indicators.all())
        facts = [
            Fact(_("Addressed to"), row.get_addressee_display()),
            Fact(_("State"), row.get_state_display()),
        ]
        found.append(Facts([*facts, *([Fact(_("Indicators"), codes)] if codes else [])]))
    return found


def head(record: Record, item: AgendaItem) -> list[Fact]:
    """Where and when the commission sat, and how many."""
    facts = [
        where_and_when(record)[0],
        Fact(_("Time"), hours(record, item.opened_at, item.closed_at)),
        Fact(_("Place"), f"{record.meeting.venue}, {record.meeting.city}"),
    ]
    if item.opened_present is not None:
        facts.append(Fact(_("Present"), str(item.opened_present)))
    return facts


def without_speakers(texts: Iterable[str], people: Iterable[object]) -> list[str]:
    """The points without the times of quick notes and without who said them (reference: laporan komisi)."""
    names = sorted((str(person) for person in people), key=len, reverse=True)
    found = []
    for text in texts:
        point = NOTED_AT.sub("", text)
        for name in names:
            point = point.removeprefix(f"{name}: ").replace(name, _("a participant"))
        found.append(f"{point[:1].upper()}{point[1:]}")
    return found
