"""Excel workbooks from outside: read in a child process with limits, so that no file takes a worker down."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rakerwil.csvfiles import FileRefused, Problem

MAX_BYTES = 2 * 1024 * 1024
SECONDS = 10
"""By the clock; the child's own limit of processor time is shorter."""
ROOT = Path(__file__).resolve().parent.parent
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

REASONS: dict[str, str | Promise] = {
    "foreign": _("is no Excel workbook. Choose a file whose name ends in .xlsx."),
    "old": _("is a workbook of an old Excel (.xls). Open it and save it as “Excel Workbook (.xlsx)”."),
    "password": _("is protected by a password. Save it without one and try again."),
    "damaged": _("is damaged or cut off. Save it again, or start from a fresh download."),
    "macros": _("contains macros. Save it as “Excel Workbook (.xlsx)”, which has none."),
    "links": _("is linked to other files or data sources. Break the links and try again."),
    "objects": _("contains embedded objects. Remove them and try again."),
    "doctype": _("contains parts that no spreadsheet program writes. Start from a fresh download."),
    "sheets": _("has too many sheets: at most 20."),
    "rows": _("has too many rows: at most 15,000. Delete the empty rows below the last one."),
    "columns": _("has too many columns: at most 100. Delete the empty columns on the right."),
    "cells": _("has too many cells: at most 150,000."),
    "large": _("is too large when it is unpacked. Divide it, or start from a fresh download."),
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


def read(content: bytes) -> tuple[Sheet, ...]:
    """The sheets of a workbook; FileRefused with what to do for a file that is none or that is not safe.

    Never more than ten seconds, four of processor time and half a gigabyte, all of them the child's.
    """
    if len(content) > MAX_BYTES:
        raise FileRefused([Problem(0, "", str(_("is larger than 2 MB.")))])
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
