"""The Janji Kinerja as a document: who promises what to whom, targets, each federation's share, revisions.

Two parties sign: the region promises, the national office supports and judges (the government's Perjanjian
Kinerja). It is a draft until it is agreed, and while a revision waits.
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import groupby

from django.conf import settings
from django.utils.translation import gettext as _

from federations.models import Chapter, Letterhead
from rakerwil.wording import NONE, day, figure, month_name, percent
from workplan.enums import Direction
from workplan.exports.documents import (
    Document,
    Fact,
    Facts,
    Heading,
    PageBreak,
    Paragraph,
    Signatures,
    Signer,
    Table,
)
from workplan.models import Agreement, Indicator
from workplan.reporting.promises import Promise, Promises
from workplan.reporting.revisions import Revision

SIDE_BY_SIDE = 5
"""Chapters in one table of shares."""

Blocks = Iterator[object]


def janji_kinerja(
    promised: Promises, agreement: Agreement, letterhead: Letterhead, revisions: Sequence[Revision]
) -> Document:
    """The document of one region's agreement."""
    year = promised.year
    region = promised.region.name if promised.region else _("Nation")
    footer = _("Performance pledge %(region)s %(year)s") % {"region": region, "year": year.year}
    if year.is_example:
        footer += ". " + _("Example: all figures are invented.")
    number = _("Number: %(number)s") % {"number": agreement.letter_number} if agreement.letter_number else ""
    return Document(
        title=(_("Performance pledge %(year)s") % {"year": year.year}).upper(),
        sub=_("Regional coordinator %(region)s") % {"region": region},
        number=number,
        opening=[],
        blocks=[
            *promise(promised, agreement, letterhead, region),
            *annex_of_targets(promised),
            *annex_of_shares(promised, agreement),
            *annex_of_revisions(revisions),
        ],
        footer=footer,
        mark="" if agreement.is_agreed else _("DRAFT"),
        address=letterhead.address_lines,
        logo=letterhead.logo_text,
        layout="act",
    )


def promise(promised: Promises, agreement: Agreement, letterhead: Letterhead, region: str) -> Blocks:
    """What the two parties promise, on one page with their signatures."""
    told = {
        "region": region,
        "year": promised.year.year,
        "confederation": settings.CONFEDERATION["short_name"],
        "count": promised.set_count,
    }
    yield Paragraph(_("We, who sign below, stand for the two parties to this pledge:"))
    yield Facts(
        [
            Fact(_("First party"), _("Regional coordinator of %(confederation)s, %(region)s") % told),
            Fact(_("Second party"), _("National executive (DEN) of %(confederation)s") % told),
        ]
    )
    yield Paragraph(
        _(
            "The first party promises to reach the targets of %(year)s in annex A: %(count)s indicators, "
            "which are the same in every region, with targets that are the region's own. It answers for "
            "what is reached and for what is not, together with the federations whose shares stand in "
            "annex B."
        )
        % told
    )
    yield Paragraph(
        _(
            "The second party gives the support that is needed, looks at the figures every month, judges "
            "what has been reached, and answers the recommendations of the regional work meeting."
        )
    )
    yield Paragraph(
        _(
            "Only verified reports count. A target is changed in writing, with a reason, from a month to "
            "come; until then what was agreed counts."
        )
    )
    yield Signatures(place=_place(agreement, letterhead), signers=_signers(agreement, letterhead))


def _place(agreement: Agreement, letterhead: Letterhead) -> str:
    signed_on = day(agreement.agreed_on) if agreement.is_agreed else "." * 30
    return f"{letterhead.place}, {signed_on}"


def _signers(agreement: Agreement, letterhead: Letterhead) -> list[Signer]:
    """Those on record; until they are, the two offices with empty lines."""
    if agreement.signatories:
        return [Signer(row["office"], row["name"]) for row in agreement.signatories]
    chair = letterhead.chair_title or _("Regional coordinator")
    return [
        Signer(f"{_('First party')}, {chair}", letterhead.chair_name),
        Signer(f"{_('Second party')}, {_('National executive (DEN)')}", ""),
    ]


def annex_of_targets(promised: Promises) -> Blocks:
    """Every indicator by objective, with its target."""
    yield PageBreak()
    yield Heading(_("Annex A. Targets of %(year)s") % {"year": promised.year.year})
    for objective, lines in groupby(promised.lines, key=lambda line: line.indicator.objective):
        yield Table(
            caption=objective.name,
            header=[_("Code"), _("Indicator"), _("Unit"), _("Baseline"), _("Target")],
            rows=[
                [
                    line.indicator.code,
                    line.indicator.name,
                    line.indicator.unit,
                    figure(line.baseline, line.indicator.decimals),
                    target(line),
                ]
                for line in lines
            ],
            align=["left", "left", "left", "right", "right"],
            widths=["auto", "1", "auto", "auto", "0.35"],
            bold=[4],
        )


def target(line: Promise) -> str:
    """The target as it was promised: `1.200`, `paling banyak 600`, `dipantau`."""
    if not line.indicator.has_target:
        return _("watched")
    if line.value is None:
        return NONE
    told = amount(line.indicator, line.value)
    return _("at most %(amount)s") % {"amount": told} if line.indicator.direction == Direction.DOWN else told


def amount(indicator: Indicator, value: Decimal | None) -> str:
    """In the indicator's unit, or percent."""
    return percent(value) if indicator.is_ratio else figure(value, indicator.decimals)


def annex_of_shares(promised: Promises, agreement: Agreement) -> Blocks:
    """What each chapter takes on, and what is left of each target."""
    lines = [line for line in promised.lines if line.indicator.has_target and line.pledges]
    if not lines:
        return
    yield PageBreak()
    yield Heading(_("Annex B. Shares of the federations"))
    yield Table(
        caption=_("Targets and the sum of the pledges"),
        header=[_("Indicator"), _("Target"), _("Pledged"), _("Unallocated")],
        rows=[
            [
                f"{line.indicator.code} {line.indicator.name}",
                target(line),
                figure(line.pledged, line.indicator.decimals),
                figure(line.unallocated, line.indicator.decimals),
            ]
            for line in lines
        ],
        align=["left", "right", "right", "right"],
        widths=["1", "auto", "auto", "auto"],
        bold=[3],
    )
    if agreement.gap_reason:
        yield Paragraph(_("Why the pledges do not add up: %(reason)s") % {"reason": agreement.gap_reason})
    chapters = [chapter for chapter in promised.chapters if any(chapter.pk in line.pledges for line in lines)]
    for start in range(0, len(chapters), SIDE_BY_SIDE):
        yield shares(lines, chapters[start : start + SIDE_BY_SIDE])


def shares(lines: Sequence[Promise], chapters: Sequence[Chapter]) -> Table:
    """Some chapters beside each other."""
    return Table(
        header=[_("Indicator"), *(chapter.name for chapter in chapters)],
        rows=[[line.indicator.code, *(pledge(line, chapter) for chapter in chapters)] for line in lines],
        align=["left", *("right" for _chapter in chapters)],
        widths=["auto", *("1" for _chapter in chapters)],
    )


def pledge(line: Promise, chapter: Chapter) -> str:
    """What one chapter takes on of it."""
    own = line.pledges.get(chapter.pk)
    return amount(line.indicator, own.value) if own else NONE


def annex_of_revisions(revisions: Sequence[Revision]) -> Blocks:
    """Old and new of every target that was changed in mid-year."""
    if not revisions:
        return
    yield Heading(_("Annex C. Changes in mid-year"))
    yield Table(
        header=[_("Indicator"), _("Before"), _("Changed to"), _("Holds from"), _("Reason"), _("Letter")],
        rows=[
            [
                each.indicator.code,
                amount(each.indicator, each.before),
                amount(each.indicator, each.after),
                month_name(each.month),
                why(each),
                each.letter_number,
            ]
            for each in revisions
        ],
        align=["left", "right", "right", "left", "left", "left"],
        widths=["auto", "auto", "auto", "auto", "1", "auto"],
        bold=[2],
    )


def why(revision: Revision) -> str:
    """The coded reason with its note; what still waits says so."""
    parts = [revision.reason, revision.note, "" if revision.is_agreed else _("not agreed yet")]
    return ", ".join(filter(None, parts))
