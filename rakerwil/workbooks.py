"""Excel workbooks of the product.

Text is always text: what looks like a formula is written as the string it is. Numbers are numbers, with the
format that shows them as the page does.
"""

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import xlsxwriter


@dataclass(frozen=True)
class Formula:
    """What the program works out, with the value that it will find, for those who only read the file."""

    text: str
    """With the equals sign; cells as Excel names them, commas between arguments."""
    value: int | Decimal


Value = str | int | Decimal | date | Formula | None

SHADES = {
    "sangat_tinggi": ("#cfe3d9", "#1c1916"),
    "tinggi": ("#e6ecd2", "#1c1916"),
    "sedang": ("#f5e6b4", "#1c1916"),
    "rendah": ("#f2c9a3", "#1c1916"),
    "sangat_rendah": ("#b0302a", "#fffaf6"),
}
"""Fill and text of a category's cell."""

WHOLE, ONE, FOUR, DAY = "#,##0", "#,##0.0", "#,##0.0000", "d mmmm yyyy"

UNNAMED = re.compile(r"[\[\]:*?/\\\x00-\x1f]+")
"""What the name of a sheet may not have in it."""
LONGEST = 31


def decimals_format(decimals: int, unit: str = "") -> str:
    """The number format with that many places, thousands grouped, and a unit behind it."""
    behind = f'" {unit}"' if unit else ""
    return "#,##0" + "." * bool(decimals) + "0" * decimals + behind


class Book:
    """A workbook in memory with the product's few formats."""

    def __init__(self) -> None:
        self._target = io.BytesIO()
        self._book = xlsxwriter.Workbook(
            self._target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        )
        self._book.set_properties({"author": "", "title": ""})
        self._formats: dict[tuple[str, str], Any] = {}
        self._names: set[str] = {"history"}

    def format(self, number: str = "", category: str = "", **more: Any) -> Any:
        """The cell format for a number format and a category's shade."""
        key = (number, category + repr(sorted(more.items())))
        if key not in self._formats:
            properties: dict[str, Any] = {"valign": "top", "font_name": "Arial", "font_size": 10, **more}
            if number:
                properties["num_format"] = number
            if category in SHADES:
                properties["bg_color"], properties["font_color"] = SHADES[category]
            self._formats[key] = self._book.add_format(properties)
        return self._formats[key]

    def empty_sheet(self, name: str) -> Any:
        """A sheet on landscape A4, as the library has it; its name is made such that Excel takes it."""
        wished = UNNAMED.sub(" ", name).strip(" '")[:LONGEST].strip(" '") or "1"
        title, again = wished, 1
        while title.casefold() in self._names:
            again += 1
            title = f"{wished[: LONGEST - 3]} {again}"
        self._names.add(title.casefold())
        sheet = self._book.add_worksheet(title)
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.fit_to_pages(1, 0)
        sheet.set_footer("&L&8&A&R&8&P / &N")
        return sheet

    def sheet(self, name: str, columns: Sequence[tuple[str, int]], frozen: int = 1) -> "Sheet":
        """A sheet with a frozen header row and `frozen` frozen columns; columns are title and width."""
        sheet = self.empty_sheet(name)
        head = self.format(bold=True, bottom=1, text_wrap=True)
        for at, (title, width) in enumerate(columns):
            sheet.set_column(at, at, width)
            sheet.write_string(0, at, title, head)
        sheet.freeze_panes(1, frozen)
        sheet.repeat_rows(0)
        return Sheet(self, sheet)

    def close(self) -> bytes:
        """The finished file."""
        self._book.close()
        return self._target.getvalue()


class Sheet:
    """Writes one row after the other."""

    def __init__(self, book: Book, sheet: Any) -> None:
        self._book = book
        self._sheet = sheet
        self._row = 0

    @property
    def next_row(self) -> int:
        """The number that the next row has in formulas."""
        return self._row + 2

    def row(
        self, cells: Iterable[Value | tuple[Value, str] | tuple[Value, str, str]], *, is_total: bool = False
    ) -> None:
        """One row; a cell is a value, or a value with its number format and its category."""
        self._row += 1
        more = {"bold": True, "top": 1} if is_total else {}
        for at, cell in enumerate(cells):
            value, *how = cell if isinstance(cell, tuple) else (cell,)
            number, category = (*how, "", "")[:2]
            form = self._book.format(number or (DAY if isinstance(value, date) else ""), category, **more)
            if value is None or value == "":
                self._sheet.write_blank(self._row, at, None, form)
            elif isinstance(value, Formula):
                self._sheet.write_formula(self._row, at, value.text, form, float(value.value))
            elif isinstance(value, str):
                self._sheet.write_string(self._row, at, value, form)
            elif isinstance(value, date):
                self._sheet.write_datetime(self._row, at, value, form)
            else:
                self._sheet.write_number(self._row, at, float(value), form)
