"""An empty workbook to bring figures in with: the columns of an interchange file."""

from collections.abc import Sequence

from rakerwil.workbooks import Book

NUMBERS = {"value", "baseline", "numerator", "denominator", "women", "men", "weight", "decimals", "position"}
"""Columns of figures; all others are text, so that no program makes a date of 2021-08 or a number of 01."""


def empty_workbook(title: str, columns: Sequence[str]) -> bytes:
    """One sheet with the header row; `columns` by their names in the interchange files."""
    book = Book()
    sheet = book.empty_sheet(title)
    head = book.format(bold=True, bottom=1)
    for at, name in enumerate(columns):
        sheet.set_column(at, at, max(12, len(name) + 2), book.format("" if name in NUMBERS else "@"))
        sheet.write_string(0, at, name, head)
    sheet.freeze_panes(1, 0)
    return book.close()
