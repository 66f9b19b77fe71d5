"""Entry sheets as people fill them in, with another spreadsheet program."""

import io
from collections.abc import Callable, Mapping
from typing import Any

import openpyxl

from workplan.reporting.entry_sheets import ENTRY, IDENTITY, KEY, NOTE

Change = Callable[[Any], None]
"""What somebody does to an opened workbook."""


def opened(content: bytes) -> Any:
    """The workbook as a program shows it."""
    return openpyxl.load_workbook(io.BytesIO(content))


def saved(book: Any) -> bytes:
    """The workbook as a program saves it."""
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def rows_of(book: Any) -> dict[str, tuple[Any, int]]:
    """Sheet and row of each field, by its key."""
    return {
        str(cell.value): (sheet, cell.row)
        for sheet in book
        if sheet.title != IDENTITY
        for (cell,) in sheet.iter_rows(min_col=KEY + 1, max_col=KEY + 1)
        if cell.value and " " in str(cell.value)
    }


def filled(content: bytes, values: Mapping[str, Any], notes: Mapping[str, Any] | None = None) -> bytes:
    """The sheet with these values typed in, by the keys of their fields (`08 ORG-01 value`)."""
    book = opened(content)
    rows = rows_of(book)
    for column, typed in ((ENTRY, values), (NOTE, notes or {})):
        for name, value in typed.items():
            sheet, row = rows[name]
            sheet.cell(row, column + 1).value = value
    return saved(book)


def changed(content: bytes, change: Change) -> bytes:
    """The sheet after something was done to it."""
    book = opened(content)
    change(book)
    return saved(book)
