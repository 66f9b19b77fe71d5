"""The book's chapters by indicator: every region beside the others, target beside figure."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from rakerwil.wording import figure
from workplan.exports.documents import Figure, Heading, Lead, PageBreak, Paragraph, Picture, Table
from workplan.exports.packages import Json, Reader
from workplan.exports.region_columns import Column, region_columns


def across_regions(content: Json, readers: Sequence[Reader]) -> Iterator[object]:
    """A chapter for each indicator of the framework."""
    short_names = {place["code"]: place["short_name"] for place in content["map"]}
    definitions = {row["code"]: row for row in content["definitions"]}
    for place, row in enumerate(content["nation"]["indicators"]):
        yield PageBreak()
        if place == 0:
            yield Heading(_("The indicators across the regions"))
        yield from chapter(row, readers, short_names, definitions[row["code"]])


def chapter(
    row: Json, readers: Sequence[Reader], short_names: dict[str, str], definition: Json
) -> Iterator[object]:
    """One indicator: the nation's figure, a column for each region, and the table of the same."""
    reader, code = readers[0], row["code"]
    pairs = sorted(
        ((each, figures_of(each, code)) for each in readers), key=lambda pair: lowest_first(pair[1])
    )
    known = [figures for _reader, figures in pairs if figures["achievement"] is not None]
    reached = sum(Decimal(figures["achievement"]) >= 100 for figures in known)
    yield Heading(reader.title(code), 3)
    yield Paragraph(
        _("%(objective)s. Unit: %(unit)s. %(judged)s")
        % {
            "objective": reader.text(code, "objective"),
            "unit": reader.text(code, "unit"),
            "judged": definition["judged"],
        }
    )
    yield Lead(
        [
            Figure(_("Actual"), reader.amount(code, row["actual"]), reader.text(code, "unit")),
            Figure(_("Target"), reader.target(row)),
            Figure(
                _("To date"),
                reader.percent(row["achievement_to_date"]),
                reader.judged(row["category_to_date"]).word,
                row["category_to_date"] or "",
            ),
            Figure(_("Of the year"), reader.percent(row["achievement"])),
            Figure(
                _("Reached"),
                figure(reached),
                _("of %(count)s regions") % {"count": figure(len(known))},
            ),
        ]
    )
    if any(figures["achievement_to_date"] is not None for _reader, figures in pairs):
        yield chart(code, pairs, short_names)
    yield table(code, pairs)


def figures_of(reader: Reader, code: str) -> Json:
    """A region's row of one indicator."""
    return next(row for row in reader.indicators if row["code"] == code)


def lowest_first(figures: Json) -> tuple[bool, Decimal]:
    """By achievement to date; regions without one last."""
    achieved = figures["achievement_to_date"]
    return achieved is None, Decimal(achieved or 0)


def chart(code: str, pairs: Sequence[tuple[Reader, Json]], short_names: dict[str, str]) -> Picture:
    """A column for each region, lowest first."""
    known = [(reader, row) for reader, row in pairs if row["achievement_to_date"] is not None]
    (low, lowest), (high, highest) = known[0], known[-1]
    alt = _(
        "%(indicator)s: achievement to date of %(count)s regions in percent, from %(low)s with %(lowest)s to "
        "%(high)s with %(highest)s. All figures are in the table below."
    ) % {
        "indicator": low.title(code),
        "count": figure(len(known)),
        "low": low.region,
        "lowest": low.percent(lowest["achievement_to_date"]),
        "high": high.region,
        "highest": high.percent(highest["achievement_to_date"]),
    }
    columns = [
        Column(
            short_name=short_names[reader.head["region"]["code"]],
            value=None if row["achievement_to_date"] is None else Decimal(row["achievement_to_date"]),
            figure=reader.cell(row).word,
            category=row["category_to_date"] or "",
        )
        for reader, row in pairs
    ]
    return region_columns(columns, level=_("dashed: 100 percent of what is expected by now"), alt=alt)


def table(code: str, pairs: Sequence[tuple[Reader, Json]]) -> Table:
    """Target beside figure, for each region."""
    return Table(
        caption=_("All regions, lowest achievement to date first"),
        header=[
            _("Region"),
            _("Target"),
            _("Actual"),
            _("Gap"),
            _("Of the year"),
            _("To date"),
            _("Category"),
        ],
        rows=[
            [
                reader.region,
                reader.target(row),
                reader.amount(code, row["actual"]),
                reader.amount(code, row["gap"]),
                reader.percent(row["achievement"]),
                reader.percent(row["achievement_to_date"]),
                reader.judged(row["category_to_date"]),
            ]
            for reader, row in pairs
        ],
        align=["left", "right", "right", "right", "right", "right", "left"],
        widths=["1", "auto", "auto", "auto", "auto", "auto", "auto"],
        bold=[2, 5],
        is_dense=True,
    )
