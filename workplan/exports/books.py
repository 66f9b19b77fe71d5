"""The book of all regions (Himpunan Masukan Rakornas) as a document."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from rakerwil.wording import figure, month_name
from workplan.exports.documents import (
    Contents,
    Document,
    Figure,
    Heading,
    Heat,
    Judged,
    Lead,
    PageBreak,
    Paragraph,
    Table,
)
from workplan.exports.national_inputs import body, opening, paragraphs
from workplan.exports.packages import Json, Reader


def himpunan(content: Json) -> Document:
    """The document of the book (`reporting.national_inputs.book`)."""
    readers = [Reader(package) for package in content["regions"]]
    footer = _("Book of regional inputs to Rakornas %(year)s") % {"year": content["year"]}
    if content["is_example"]:
        footer += ". " + _("Example: all figures are invented.")
    is_final = bool(readers) and all(reader.is_final for reader in readers)
    return Document(
        title=_("Book of regional inputs to Rakornas %(year)s") % {"year": content["year"]},
        sub=_("National executive (DEN)"),
        number=_("Figures as of %(month)s") % {"month": month_name(content["as_of"])},
        opening=[
            _("%(sent)s of %(all)s regions have submitted their input; the others stand here as drafts.")
            % {"sent": figure(sum(reader.is_final for reader in readers)), "all": figure(len(readers))}
        ],
        blocks=[Contents(_("Contents")), *national(content, readers), *regions(readers)],
        footer=footer,
        mark="" if is_final else _("DRAFT"),
    )


def national(content: Json, readers: Sequence[Reader]) -> Iterator[object]:
    """The nation's figures and the regions beside each other, worst first."""
    if not readers:
        return
    reader = readers[0]
    nation = content["nation"]
    yield PageBreak()
    yield Heading(_("The nation as of %(month)s") % {"month": month_name(content["as_of"])})
    yield Lead(
        [
            Figure(
                _("Score to date"),
                reader.score(nation["score_to_date"]),
                reader.judged(nation["category_to_date"]).word,
                nation["category_to_date"] or "",
            ),
            Figure(_("Score of the year"), reader.score(nation["score"]), _("against the December target")),
            Figure(_("Completeness"), reader.percent(nation["completeness"])),
            Figure(_("Regions"), figure(len(readers))),
        ]
    )
    yield national_table(reader, nation)
    yield Heat(
        caption=_("Regions × indicators: achievement to date in percent, lowest score first"),
        header=["", _("Score"), *(row["code"].replace("-", " ") for row in nation["indicators"])],
        rows=[
            [
                each.region,
                Judged(each.score(each.rollup["score_to_date"]), each.rollup["category_to_date"] or ""),
                *(each.cell(row) for row in each.indicators),
            ]
            for each in sorted(readers, key=lowest_first)
        ],
    )


def lowest_first(reader: Reader) -> tuple[bool, Decimal]:
    """By score to date; regions without one last."""
    score = reader.rollup["score_to_date"]
    return score is None, Decimal(score or 0)


def national_table(reader: Reader, nation: Json) -> Table:
    """Every indicator of the nation; held against the target like with like."""
    return Table(
        caption=_("The nation's indicators; only regions with a target are held against it"),
        header=[_("Indicator"), _("Target"), _("Actual"), _("Of the year"), _("To date"), _("Category")],
        rows=[
            [
                reader.title(row["code"]),
                reader.target(row),
                reader.amount(row["code"], row["actual"]),
                reader.percent(row["achievement"]),
                reader.percent(row["achievement_to_date"]),
                reader.judged(row["category_to_date"]),
            ]
            for row in nation["indicators"]
        ],
        align=["left", "right", "right", "right", "right", "left"],
        widths=["1", "auto", "auto", "auto", "auto", "auto"],
        bold=[2, 4],
    )


def regions(readers: Sequence[Reader]) -> Iterator[object]:
    """One chapter per region, its sections one level deeper than in its own document."""
    for reader in readers:
        yield PageBreak()
        yield Heading(reader.region)
        yield Paragraph(_("As submitted.") if reader.is_final else _("DRAFT: not submitted by the region."))
        yield Paragraph(opening(reader))
        yield from (Paragraph(text) for text in paragraphs(reader.head["foreword"]))
        for block in body(reader):
            yield replace(block, level=block.level + 1) if isinstance(block, Heading) else block
