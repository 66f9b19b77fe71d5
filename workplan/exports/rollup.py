"""The roll-up as CSV, one row per scope and indicator (interchange; decisions, exports 24)."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import xlsxwriter

from rakerwil import jsonfiles
from rakerwil.csvfiles import written
from workplan.reporting.shapes import IndicatorRow

Json = Mapping[str, Any]

PLACE = ("level", "region_code", "federation", "district_code", "indicator")
FIGURES = (
    *(key for key in IndicatorRow.__annotations__ if key != "code"),
    *("month", "pledged", "unallocated", "share", "actual_with_target"),
)
"""What every level has, then what one of them has."""


def rollup_csv(rollup: Json) -> Iterator[list[str]]:
    """The header, then the rows of a roll-up JSON, live or frozen; empty where there is no figure."""
    yield [*PLACE, *FIGURES]
    if rollup["nation"] is not None:
        yield from _rows(rollup["nation"], "nation")
    for region in rollup["regions"]:
        yield from _rows(region, "region", region["code"])
        for chapter in region["chapters"]:
            place = (region["code"], chapter["federation"], chapter["district_code"] or "")
            yield from _rows(chapter, "chapter", *place)


def federation_csv(federation: Json) -> Iterator[list[str]]:
    """The same columns for a federation's chapters in all regions."""
    yield [*PLACE, *FIGURES]
    for chapter in federation["chapters"]:
        place = (chapter["region"], chapter["federation"], chapter["district_code"] or "")
        yield from _rows(chapter, "chapter", *place)


def listed_csv(rows: Sequence[Json]) -> Iterator[list[str]]:
    """Flat objects of one shape, a column for each key; empty where there is nothing."""
    yield list(rows[0]) if rows else []
    for row in rows:
        yield [_cell(value) for value in row.values()]


CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
DECIMAL = re.compile(r"-?\d+(\.\d+)?")


def rollup_file(rollup: Json, wanted: str) -> bytes:
    """The roll-up in one format: the same rows in workbook and CSV."""
    match wanted:
        case "xlsx":
            return rollup_workbook(rollup)
        case "csv":
            return written(rollup_csv(rollup))
    return jsonfiles.written(rollup)


def rollup_workbook(rollup: Json) -> bytes:
    """The rows of the CSV as one sheet with frozen header and filter; figures are numbers, codes text."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False})
    sheet = book.add_worksheet("rollup")
    head = book.add_format({"bold": True, "bottom": 1})
    rows = list(rollup_csv(rollup))
    for at, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if at and column >= len(PLACE) and DECIMAL.fullmatch(cell):
                sheet.write_number(at, column, float(cell))
            elif cell:
                sheet.write_string(at, column, cell, None if at else head)
    sheet.freeze_panes(1, len(PLACE))
    sheet.autofilter(0, 0, len(rows) - 1, len(rows[0]) - 1)
    sheet.set_column(0, len(rows[0]) - 1, 14)
    book.close()
    return target.getvalue()


def _rows(
    scope: Json, level: str, region: str = "", federation: str = "", district: str = ""
) -> Iterator[list[str]]:
    for row in scope["indicators"]:
        yield [level, region, federation, district, row["code"], *(_cell(row.get(key)) for key in FIGURES)]


def _cell(value: str | int | bool | None) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
