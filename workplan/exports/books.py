"""The book of all regions (Himpunan Masukan Rakornas) as a document."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rakerwil.wording import NONE, cell_figure, figure, month_name
from workplan.exports.book_annexes import annexes
from workplan.exports.book_indicators import across_regions
from workplan.exports.book_recommendations import by_indicator
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
    RecommendationBlock,
    Table,
)
from workplan.exports.input_recommendations import paragraphs
from workplan.exports.national_inputs import body, opening
from workplan.exports.packages import Json, Reader
from workplan.exports.tile_maps import Tile, tile_map


def himpunan(content: Json) -> Document:
    """The document of the book (`reporting.books.book`)."""
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
        blocks=[Contents(_("Contents")), *(chapters(content, readers) if readers else ())],
        footer=footer,
        mark="" if is_final else _("DRAFT"),
    )


def chapters(content: Json, readers: Sequence[Reader]) -> Iterator[object]:
    """From the nation to the regions, and what explains both."""
    yield from national(content, readers)
    yield from across_regions(content, readers)
    yield from by_indicator(content, readers)
    yield from regions(readers)
    yield from annexes(content, readers)


def national(content: Json, readers: Sequence[Reader]) -> Iterator[object]:
    """The nation's figures, the map, and the regions beside each other, worst first."""
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
    yield Heading(_("Map of the regions"), 3)
    yield Paragraph(summary(reader, readers))
    yield tile_map(
        _("Score to date of each region"),
        list(tiles(content, readers)),
        [reader.judged(step.code) for step in reader.scale],
    )
    yield Heading(_("The nation's indicators"), 3)
    yield national_table(reader, nation)
    yield Heading(_("Regions × indicators"), 3)
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


def summary(reader: Reader, readers: Sequence[Reader]) -> str:
    """How many regions stand in each category."""
    counts = Counter(each.rollup["category_to_date"] for each in readers)
    parts = [
        ngettext("%(count)s region: %(word)s", "%(count)s regions: %(word)s", counts[step.code])
        % {"count": figure(counts[step.code]), "word": step.name.lower()}
        for step in reader.scale
        if counts[step.code]
    ]
    if counts[None]:
        parts.append(
            ngettext("%(count)s region without a figure", "%(count)s regions without a figure", counts[None])
            % {"count": figure(counts[None])}
        )
    return _("By their score to date, %(parts)s.") % {"parts": ", ".join(parts)}


def tiles(content: Json, readers: Sequence[Reader]) -> Iterator[Tile]:
    """A square for every region, also for those that do not work in the year."""
    known = {reader.head["region"]["code"]: reader for reader in readers}
    for place in content["map"]:
        reader = known.get(place["code"])
        yield Tile(
            name=place["name"],
            short_name=place["short_name"],
            column=place["column"],
            row=place["row"],
            figure=cell_figure(reader.rollup["score_to_date"], reader.scale) if reader else NONE,
            category=(reader.rollup["category_to_date"] if reader else None) or "",
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
    """One chapter per region, its sections two levels deeper than in its own document."""
    for place, reader in enumerate(readers):
        yield PageBreak()
        if place == 0:
            yield Heading(_("The regions"))
        yield Heading(reader.region, 3)
        yield Paragraph(_("As submitted.") if reader.is_final else _("DRAFT: not submitted by the region."))
        yield Paragraph(opening(reader))
        yield from (Paragraph(text) for text in paragraphs(reader.head["foreword"]))
        for block in body(reader):
            if isinstance(block, Heading | RecommendationBlock):
                yield replace(block, level=block.level + 2)
            else:
                yield block
