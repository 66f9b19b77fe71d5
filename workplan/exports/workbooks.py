"""A region's package, or the book of all regions, as an Excel workbook."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from rakerwil.workbooks import FOUR, ONE, WHOLE, Book, Value, decimals_format
from workplan.enums import ActionState, Addressee, RecommendationKind
from workplan.exports.packages import Json, Reader


def number(text: str | None) -> Decimal | None:
    """A figure of the package as a number."""
    return None if text is None else Decimal(text)


def masukan_workbook(package: Json) -> bytes:
    """Summary, indicators, federations by indicator, recommendations, actions, completeness of one region."""
    reader, book = Reader(package), Book()
    summary(book, reader)
    indicators(book, [reader])
    federations(book, [reader])
    recommendations(book, [reader])
    actions(book, [reader])
    completeness(book, [reader])
    return book.close()


def book_workbook(content: Json) -> bytes:
    """The same of all regions together, with the nation and the regions by indicator in front."""
    readers, book = [Reader(package) for package in content["regions"]], Book()
    nation(book, content, readers)
    regions(book, readers)
    indicators(book, readers)
    federations(book, readers)
    recommendations(book, readers)
    actions(book, readers)
    completeness(book, readers)
    return book.close()


def summary(book: Book, reader: Reader) -> None:
    """The package on one sheet: what it is, and the figures that lead."""
    head, rollup = reader.head, reader.rollup
    sheet = book.sheet(_("Summary"), [(_("Item"), 34), (_("Value"), 60)])
    sheet.row([_("Region"), reader.region])
    sheet.row([_("Year"), (head["year"], "0")])
    sheet.row([_("Figures as of"), reader.as_of])
    sheet.row([_("Version"), (head["version"], WHOLE)])
    sheet.row([_("State"), _("Submitted") if reader.is_final else _("DRAFT")])
    sheet.row([_("Submitted at"), reader.moment(head["submitted_at"])])
    sheet.row([_("Hash"), head["hash"] or ""])
    sheet.row([_("Score to date"), (number(rollup["score_to_date"]), FOUR, rollup["category_to_date"] or "")])
    sheet.row([_("Score of the year"), (number(rollup["score"]), FOUR, rollup["category"] or "")])
    sheet.row([_("Completeness, percent"), (number(rollup["completeness"]), FOUR)])
    sheet.row([_("Timeliness, percent"), (number(rollup["timeliness"]), FOUR)])
    if reader.meeting:
        sheet.row([_("Meeting"), reader.meeting["title"]])
        sheet.row([_("Present"), (reader.meeting["present"], WHOLE)])
    sheet.row([_("Foreword"), head["foreword"]])
    sheet.row([_("Remarks"), head["remarks"]])


def nation(book: Book, content: Json, readers: Sequence[Reader]) -> None:
    """The nation's indicators."""
    if not readers:
        return
    reader = readers[0]
    sheet = book.sheet(_("Nation"), indicator_columns(place=[]), 2)
    for row in content["nation"]["indicators"]:
        sheet.row(indicator_cells(reader, row))


def regions(book: Book, readers: Sequence[Reader]) -> None:
    """Regions by indicator: the achievement to date, shaded."""
    codes = [row["code"] for row in readers[0].indicators] if readers else []
    columns = [(_("Region"), 24), (_("Score to date"), 10), *((code, 9) for code in codes)]
    sheet = book.sheet(_("Regions × indicators"), columns)
    for reader in readers:
        rollup = reader.rollup
        sheet.row(
            [
                reader.region,
                (number(rollup["score_to_date"]), ONE, rollup["category_to_date"] or ""),
                *judged_cells(reader.indicators),
            ]
        )


def judged_cells(rows: Iterable[Json]) -> list[tuple[Value, str, str]]:
    """Achievements to date with their shades."""
    return [(number(row["achievement_to_date"]), ONE, row["category_to_date"] or "") for row in rows]


def indicator_columns(place: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """The header of a table of indicators."""
    return [
        *place,
        (_("Code"), 9),
        (_("Indicator"), 40),
        (_("Unit of measure"), 10),
        (_("Target"), 16),
        (_("Actual"), 16),
        (_("Numerator"), 12),
        (_("Denominator"), 12),
        (_("Expected by now"), 16),
        (_("Achievement of the year, percent"), 14),
        (_("Achievement to date, percent"), 14),
        (_("Category to date"), 16),
        (_("Gap"), 16),
        (_("Needed per month"), 14),
        (_("Forecast (estimate)"), 16),
        (_("Waiting for verification"), 12),
        (_("Reports"), 10),
        (_("Reports owed"), 10),
    ]


def indicator_cells(reader: Reader, row: Json) -> list[Any]:
    """One indicator's figures; a ratio's are percent."""
    code = row["code"]
    facts = reader.framework[code]
    exact = FOUR if facts["measure"] == "ratio" else decimals_format(facts["decimals"])
    judged = reader.judged(row["category_to_date"])
    return [
        code,
        reader.text(code, "name"),
        reader.text(code, "unit"),
        (number(row["target"]), exact),
        (number(row["actual"]), exact),
        (number(row["numerator"]), WHOLE),
        (number(row["denominator"]), WHOLE),
        (number(row["expected"]), FOUR),
        (number(row["achievement"]), FOUR),
        (number(row["achievement_to_date"]), FOUR, row["category_to_date"] or ""),
        (judged.word, "", judged.category),
        (number(row["gap"]), exact),
        (number(row["needed_per_month"]), FOUR),
        (number(row["forecast"]), FOUR),
        (row["pending"], WHOLE),
        (row["reports"], WHOLE),
        (row["due"], WHOLE),
    ]


def indicators(book: Book, readers: Sequence[Reader]) -> None:
    """Every indicator of every region."""
    sheet = book.sheet(_("Indicators"), indicator_columns([(_("Region"), 24)]), 3)
    for reader in readers:
        for row in reader.indicators:
            sheet.row([reader.region, *indicator_cells(reader, row)])


def federations(book: Book, readers: Sequence[Reader]) -> None:
    """Chapters by indicator: pledge and actual side by side, one row each."""
    columns = [
        (_("Region"), 24),
        (_("Federation"), 16),
        (_("District"), 10),
        (_("Code"), 9),
        (_("Indicator"), 40),
        (_("Pledge"), 16),
        (_("Actual"), 16),
        (_("Achievement to date, percent"), 14),
        (_("Share of the region, percent"), 14),
    ]
    sheet = book.sheet(_("Federations × indicators"), columns, 4)
    for reader in readers:
        for chapter in reader.rollup["chapters"]:
            for row in chapter["indicators"]:
                if not row["due"] and row["actual"] is None:
                    continue
                sheet.row(
                    [
                        reader.region,
                        chapter["federation"],
                        chapter["district_code"],
                        row["code"],
                        reader.text(row["code"], "name"),
                        (number(row["target"]), "General"),
                        (number(row["actual"]), "General"),
                        (number(row["achievement_to_date"]), FOUR, row["category_to_date"] or ""),
                        (number(row["share"]), FOUR),
                    ]
                )


RECOMMENDATION_COLUMNS = (
    "region_code",
    "number",
    "title",
    "text",
    "kind",
    "addressee",
    "indicators",
    "raised_by",
    "decided_by",
    "present",
    "entitled",
    "due_on",
    "state",
)


def recommendation_row(reader: Reader, row: Json) -> list[str]:
    """One recommendation as codes, for CSV (decisions, exports 24)."""
    quorum = row["quorum"] or {"present": "", "entitled": ""}
    return [
        reader.head["region"]["code"],
        row["number"],
        row["title"],
        row["text"],
        row["kind"],
        row["addressee"],
        " ".join(row["indicators"]),
        " ".join(reader.chapter(chapter).replace(" ", "-") for chapter in row["raised_by"]),
        row["decided_by"] or "",
        str(quorum["present"]),
        str(quorum["entitled"]),
        row["due_on"] or "",
        row["state"],
    ]


def recommendations(book: Book, readers: Sequence[Reader]) -> None:
    """The adopted recommendations, one row each."""
    columns = [
        (_("Region"), 24),
        (_("No."), 8),
        (_("Title"), 40),
        (_("Recommendation"), 80),
        (_("Kind"), 18),
        (_("Addressed to"), 22),
        (_("Indicators"), 18),
        (_("Raised by"), 24),
        (_("Deadline"), 18),
        (_("Present"), 10),
        (_("Full delegates"), 10),
    ]
    sheet = book.sheet(_("Recommendations"), columns, 2)
    for reader in readers:
        for row in reader.package["recommendations"]:
            quorum = row["quorum"] or {"present": None, "entitled": None}
            sheet.row(
                [
                    reader.region,
                    row["number"],
                    row["title"],
                    row["text"],
                    str(RecommendationKind(row["kind"]).label),
                    str(Addressee(row["addressee"]).label),
                    ", ".join(row["indicators"]),
                    ", ".join(reader.chapter(chapter) for chapter in row["raised_by"]),
                    date.fromisoformat(row["due_on"]) if row["due_on"] else None,
                    (quorum["present"], WHOLE),
                    (quorum["entitled"], WHOLE),
                ]
            )


def actions(book: Book, readers: Sequence[Reader]) -> None:
    """The open actions."""
    columns = [
        (_("Region"), 24),
        (_("No."), 8),
        (_("Action"), 80),
        (_("Owner"), 28),
        (_("Deadline"), 18),
        (_("State"), 18),
    ]
    sheet = book.sheet(_("Open actions"), columns, 2)
    for reader in readers:
        for row in reader.package["actions"]:
            sheet.row(
                [
                    reader.region,
                    row["number"],
                    row["text"],
                    row["owner"],
                    date.fromisoformat(row["due_on"]),
                    str(ActionState(row["state"]).label),
                ]
            )


def completeness(book: Book, readers: Sequence[Reader]) -> None:
    """Who reported, and who in time."""
    columns = [
        (_("Region"), 24),
        (_("Federation"), 16),
        (_("District"), 10),
        (_("Reports owed"), 10),
        (_("Reported"), 10),
        (_("On time"), 10),
    ]
    sheet = book.sheet(_("Completeness"), columns, 2)
    for reader in readers:
        for row in reader.package["completeness"]["chapters"]:
            counts = [(row[name], WHOLE) for name in ("due", "reports", "timely")]
            sheet.row([reader.region, row["federation"], row["district_code"], *counts])
