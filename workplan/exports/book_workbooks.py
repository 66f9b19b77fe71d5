"""The book of all regions as an Excel workbook: sums, achievements and gaps are formulas."""

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _
from xlsxwriter.utility import xl_col_to_name

from rakerwil.workbooks import FOUR, ONE, WHOLE, Book, Formula, Value, decimals_format
from workplan.exports.packages import Json, Reader
from workplan.exports.workbooks import (
    COUNTED,
    actions,
    completeness,
    federations,
    indicator_cells,
    indicator_columns,
    indicators,
    number,
    recommendations,
    reported_shares,
    support,
)


def book_workbook(content: Json) -> bytes:
    """Summary, nation, regions by indicator, federations by indicator, and every row behind them."""
    readers, book = [Reader(package) for package in content["regions"]], Book()
    if readers:
        summary(book, content, readers)
        nation(book, content, readers[0])
        regions(book, readers)
    indicators(book, readers)
    if readers:
        federation_sums(book, readers)
    federations(book, readers)
    recommendations(book, readers, content["answers"])
    actions(book, readers)
    completeness(book, readers)
    support(book, readers)
    return book.close()


def summary(book: Book, content: Json, readers: Sequence[Reader]) -> None:
    """A line for each region, and the nation beneath: score, reports, recommendations."""
    columns = [
        (_("Region"), 30),
        (_("State"), 14),
        (_("Figures as of"), 16),
        (_("Score to date"), 10),
        (_("Category to date"), 16),
        (_("Score of the year"), 10),
        (_("Reports owed"), 10),
        (_("Reported"), 10),
        (_("On time"), 10),
        (_("Completeness, percent"), 14),
        (_("Timeliness, percent"), 14),
        (_("Recommendations"), 16),
    ]
    sheet = book.sheet(_("Summary"), columns)
    for reader in readers:
        rollup, row = reader.rollup, reader.package["completeness"]
        sheet.row(
            [
                reader.region,
                _("Submitted") if reader.is_final else _("DRAFT"),
                reader.as_of,
                *scores(reader, rollup),
                *((row[name], WHOLE) for name in COUNTED),
                *reported_shares(row, sheet.next_row, ("G", "H", "I")),
                (len(reader.package["recommendations"]), WHOLE),
            ]
        )
    last = sheet.next_row - 1
    sums = {name: sum(reader.package["completeness"][name] for reader in readers) for name in COUNTED}
    counts = {
        **dict(zip("GHI", sums.values(), strict=True)),
        "L": sum(len(reader.package["recommendations"]) for reader in readers),
    }
    totals = {column: Formula(f"=SUM({column}2:{column}{last})", value) for column, value in counts.items()}
    sheet.row(
        [
            _("All regions"),
            "",
            "",
            *scores(readers[0], content["nation"]),
            *((totals[column], WHOLE) for column in "GHI"),
            *reported_shares(sums, sheet.next_row, ("G", "H", "I")),
            (totals["L"], WHOLE),
        ],
        is_total=True,
    )


def scores(reader: Reader, scope: Json) -> list[tuple[Value, str, str]]:
    """To date with its category, and of the year."""
    judged = reader.judged(scope["category_to_date"])
    return [
        (number(scope["score_to_date"]), FOUR, judged.category),
        (judged.word, "", judged.category),
        (number(scope["score"]), FOUR, ""),
    ]


def nation(book: Book, content: Json, reader: Reader) -> None:
    """The nation's indicators; its achievement holds only what regions with a target brought."""
    sheet = book.sheet(_("Nation"), indicator_columns(place=[]), 2)
    for row in content["nation"]["indicators"]:
        sheet.row(indicator_cells(reader, row, sheet.next_row, ("D", "E")))


def regions(book: Book, readers: Sequence[Reader]) -> None:
    """Regions by indicator: the achievement to date, shaded; how many have reached it."""
    codes = [row["code"] for row in readers[0].indicators]
    columns = [(_("Region"), 30), (_("Score to date"), 10), *((code, 9) for code in codes)]
    sheet = book.sheet(_("Regions × indicators"), [*columns, (_("At 100 or more"), 10)])
    right = xl_col_to_name(len(codes) + 1)
    for reader in readers:
        rollup, at = reader.rollup, sheet.next_row
        reached = sum(is_reached(row) for row in reader.indicators)
        sheet.row(
            [
                reader.region,
                (number(rollup["score_to_date"]), ONE, rollup["category_to_date"] or ""),
                *(
                    (number(row["achievement_to_date"]), ONE, row["category_to_date"] or "")
                    for row in reader.indicators
                ),
                (Formula(f'=COUNTIF(C{at}:{right}{at},">=100")', reached), WHOLE),
            ]
        )
    last = sheet.next_row - 1
    totals: list[Value | tuple[Value, str]] = [_("Regions at 100 or more"), None]
    for place in range(len(codes)):
        column = xl_col_to_name(place + 2)
        reached = sum(is_reached(reader.indicators[place]) for reader in readers)
        totals.append((Formula(f'=COUNTIF({column}2:{column}{last},">=100")', reached), WHOLE))
    everything = sum(is_reached(row) for reader in readers for row in reader.indicators)
    column = xl_col_to_name(len(codes) + 2)
    sheet.row([*totals, (Formula(f"=SUM({column}2:{column}{last})", everything), WHOLE)], is_total=True)


def is_reached(row: Json) -> bool:
    """At 100 percent of what is expected by now, or more."""
    return row["achievement_to_date"] is not None and Decimal(row["achievement_to_date"]) >= 100


def federation_sums(book: Book, readers: Sequence[Reader]) -> None:
    """Federations by indicator over all regions, for counts: sums of the sheet of chapters behind it."""
    framework = readers[0].framework
    codes = [row["code"] for row in readers[0].indicators if framework[row["code"]]["measure"] != "ratio"]
    sums: dict[tuple[str, str], Decimal] = defaultdict(Decimal)
    for reader in readers:
        for chapter in reader.rollup["chapters"]:
            for row in chapter["indicators"]:
                sums[chapter["federation"], row["code"]] += number(row["actual"]) or 0
    names = sorted({federation for federation, _code in sums})
    sheet = book.sheet(_("Federations"), [(_("Federation"), 16), *((code, 14) for code in codes)])
    source = _("Federations × indicators")
    for name in names:
        at = sheet.next_row
        cells: list[Value | tuple[Value, str]] = [name]
        for place, code in enumerate(codes, 1):
            column = xl_col_to_name(place)
            text = f"=SUMIFS('{source}'!$G:$G,'{source}'!$B:$B,$A{at},'{source}'!$D:$D,{column}$1)"
            cells.append((Formula(text, sums[name, code]), decimals_format(framework[code]["decimals"])))
        sheet.row(cells)
    last = sheet.next_row - 1
    totals: list[Value | tuple[Value, str]] = [_("Total")]
    for place, code in enumerate(codes, 1):
        column = xl_col_to_name(place)
        whole = sum((sums[name, code] for name in names), Decimal(0))
        total = Formula(f"=SUM({column}2:{column}{last})", whole)
        totals.append((total, decimals_format(framework[code]["decimals"])))
    sheet.row(totals, is_total=True)
