"""Excel workbooks from outside: read in a child process with limits, so that no file takes a worker down."""

import csv
import io
import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rakerwil.csvfiles import FileRefused, Problem, Problems

MAX_BYTES = 2 * 1024 * 1024
SECONDS = 10
"""By the clock; the child's own limit of processor time is shorter."""
ROOT = Path(__file__).resolve().parent.parent
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

REASONS: dict[str, str | Promise] = {
    "foreign": gettext_lazy("is no Excel workbook. Choose a file whose name ends in .xlsx."),
    "old": gettext_lazy(
        "is a workbook of an old Excel (.xls). Open it and save it as “Excel Workbook (.xlsx)”."
    ),
    "password": gettext_lazy("is protected by a password. Save it without one and try again."),
    "damaged": gettext_lazy("is damaged or cut off. Save it again, or start from a fresh download."),
    "macros": gettext_lazy("contains macros. Save it as “Excel Workbook (.xlsx)”, which has none."),
    "links": gettext_lazy("is linked to other files or data sources. Break the links and try again."),
    "objects": gettext_lazy("contains embedded objects. Remove them and try again."),
    "doctype": gettext_lazy(
        "contains parts that no spreadsheet program writes. Start from a fresh download."
    ),
    "sheets": gettext_lazy("has too many sheets: at most 20."),
    "rows": gettext_lazy("has too many rows: at most 15,000. Delete the empty rows below the last one."),
    "columns": gettext_lazy("has too many columns: at most 100. Delete the empty columns on the right."),
    "cells": gettext_lazy("has too many cells: at most 150,000."),
    "large": gettext_lazy("is too large when it is unpacked. Divide it, or start from a fresh download."),
}


@dataclass(frozen=True)
class Cell:
    """What a cell holds, and its kind: number (plain notation), text, date (ISO), flag, error, formula."""

    kind: str
    text: str


BLANK = Cell("text", "")


@dataclass(frozen=True)
class SheetRow:
    """A row with something in it: its number as the program shows it, its cells by column, from 1."""

    number: int
    is_hidden: bool
    cells: Mapping[int, Cell]

    def __getitem__(self, column: int) -> Cell:
        return self.cells.get(column, BLANK)


@dataclass(frozen=True)
class Sheet:
    """One sheet; rows and columns that its maker hid say so."""

    name: str
    is_hidden: bool
    rows: tuple[SheetRow, ...]
    merged: tuple[str, ...]
    """Ranges such as `B2:C3`."""
    hidden_columns: tuple[tuple[int, int], ...]


def looks_like_a_workbook(content: bytes) -> bool:
    """Whether somebody meant a workbook, of this kind or of an old one; a text file begins otherwise."""
    return content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0"))


def read(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook; FileRefused with what to do for a file that is none or that is not safe.

    Never more than ten seconds, four of processor time and half a gigabyte, all of them the child's.
    """
    if len(content) > MAX_BYTES:
        raise FileRefused([Problem(0, "", _("is larger than 2 MB."))])
    command = [sys.executable, "-m", "rakerwil.workbook_reader"]
    try:
        run = subprocess.run(  # noqa: S603 - our own interpreter and module, no shell
            command, input=content, capture_output=True, timeout=SECONDS, cwd=ROOT, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _refused("large") from error
    # killed by a limit, it could not say why
    answer: dict[str, Any] = json.loads(run.stdout) if run.returncode == 0 else {"refused": "large"}
    if "refused" in answer:
        raise _refused(answer["refused"])
    return tuple(_sheet(each) for each in answer["sheets"])


def _refused(code: str) -> FileRefused:
    return FileRefused([Problem(0, "", str(REASONS[code]))])


def _sheet(told: Mapping[str, Any]) -> Sheet:
    rows = (
        SheetRow(number, is_hidden, {column: Cell(kind, text) for column, kind, text in cells})
        for number, is_hidden, cells in told["rows"]
        if cells
    )
    hidden = tuple((first, last) for first, last in told["hidden_columns"])
    return Sheet(told["name"], told["hidden"], tuple(rows), tuple(told["merged"]), hidden)


def as_interchange(sheets: tuple[Sheet, ...]) -> str:
    """The one filled sheet of a workbook as the text of an interchange file, row for row.

    Days become ISO dates, in a column of months YYYY-MM. Raises FileRefused for what an eye could have missed
    or a program computed: hidden or merged cells, formulas, errors, a second filled sheet.
    """
    filled = [sheet for sheet in sheets if sheet.rows]
    problems = Problems()
    if not filled:
        problems.add(0, "", _("is empty"))
    elif len(filled) > 1:
        problems.add(0, "", _("has more than one filled sheet. Keep the one to bring in."))
    elif filled[0].merged or filled[0].is_hidden:
        problems.add(0, "", _("has merged cells or a hidden sheet. Undo that and try again."))
    problems.raise_if_any()
    (sheet,) = filled
    head = {column: cell.text.strip() for column, cell in sheet.rows[0].cells.items()}
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    width, last = max(max(row.cells) for row in sheet.rows), 0
    for row in sheet.rows:
        # an empty row keeps its place, so that both count alike
        target.write("\n" * (row.number - last - 1))
        last = row.number
        if row.is_hidden:
            problems.add(row.number, "", _("is hidden. Show it, or delete it."))
        writer.writerow(_told(row, column, head, problems) for column in range(1, width + 1))
    for first, end in sheet.hidden_columns:
        for column in range(first, min(end, width) + 1):
            problems.add(1, head.get(column, ""), _("is hidden. Show it, or delete it."))
    problems.raise_if_any()
    return target.getvalue()


def _told(row: SheetRow, column: int, head: Mapping[int, str], problems: Problems) -> str:
    """A cell as the interchange files have it."""
    cell, name = row[column], head.get(column, "")
    if cell.kind == "date" and name.endswith("month"):
        return cell.text[:7]
    reasons = {
        "formula": _("is a formula. Write its result."),
        "error": _("is an error."),
        "flag": _("is true or false. Write a number or a word."),
    }
    if cell.kind in reasons:
        problems.add(row.number, name, reasons[cell.kind])
    return cell.text
