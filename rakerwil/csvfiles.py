"""Reading the interchange files: UTF-8, comma, header row; every error with row, column and reason."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from django.utils.translation import gettext as _

from rakerwil.fields import MAX_FIGURE

MAX_BYTES = 20 * 1024 * 1024
MAX_ROWS = 200_000
NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")
ACTIVE = re.compile(r"'*(?:[\t\n]|\s*[=+\-@\uff1d\uff0b\uff0d\uff20])")
"""How a formula begins, in wide letters too; with the apostrophes that make it inert."""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with a file. Row 0 is the file itself, row 1 its header."""

    row: int
    column: str
    reason: str
    file: str = ""
    """Its name, where several are read together."""

    def __str__(self) -> str:
        place = _("row %(row)s, column %(column)s") if self.column else _("row %(row)s")
        where = place % {"row": self.row, "column": self.column} if self.row else _("file")
        if self.file:
            where = f"{self.file}, {where}" if self.row else self.file
        return f"{where}: {self.reason}"


class FileRefused(Exception):
    """Nothing of the file was taken; `problems` says why, in the order of the rows."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = tuple(problems)


@dataclass
class Problems:
    """Collects what is wrong, so that one look shows everything."""

    found: list[Problem] = field(default_factory=list)
    file: str = ""

    def add(self, row: int, column: str, reason: str) -> None:
        self.found.append(Problem(row, column, reason, self.file))

    def raise_if_any(self) -> None:
        """Raise FileRefused with everything found so far, by row."""
        if self.found:
            raise FileRefused(sorted(self.found, key=lambda problem: problem.row))


@dataclass(frozen=True)
class Row:
    """One line of a file: its number as an editor counts it, its cells by column, stripped."""

    number: int
    cells: dict[str, str]
    problems: Problems

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def refuse(self, column: str, reason: str) -> None:
        self.problems.add(self.number, column, reason)

    def required(self, column: str) -> str:
        """The cell; an empty one is refused."""
        value = self[column]
        if not value:
            self.refuse(column, _("is empty"))
        return value

    def choice(self, column: str, allowed: Iterable[str], default: str = "") -> str:
        """The cell, which must be one of `allowed`; empty means `default` where there is one."""
        value = self[column] or default
        if value not in set(allowed):
            words = ", ".join(allowed)
            self.refuse(column, _("“%(value)s” is not one of: %(words)s") % {"value": value, "words": words})
        return value

    def flag(self, column: str) -> bool:
        """yes or no."""
        return self.choice(column, ("yes", "no")) == "yes"

    def figure(self, column: str, decimals: int = 4) -> Decimal | None:
        """A never-negative number in plain decimal notation, or None where the cell is empty."""
        text = self[column]
        if not text:
            return None
        try:
            if not text.isascii() or "_" in text:
                raise InvalidOperation
            value = Decimal(text)
            if not value.is_finite() or "e" in text.lower():
                raise InvalidOperation
        except InvalidOperation:
            self.refuse(column, _("“%(value)s” is not a plain number such as 1250 or 12.5") % {"value": text})
            return None
        if value < 0:
            self.refuse(column, _("%(value)s is negative") % {"value": text})
            return None
        if value > MAX_FIGURE:
            self.refuse(column, _("%(value)s is too large") % {"value": text})
            return None
        if value != round(value, decimals):
            self.refuse(
                column, _("%(value)s has more than %(count)s decimals") % {"value": text, "count": decimals}
            )
            return None
        return abs(value)

    def day(self, column: str) -> date | None:
        """An ISO date, or None where the cell is empty."""
        text = self[column]
        if not text:
            return None
        try:
            if len(text) != 10:
                raise ValueError
            return date.fromisoformat(text)
        except ValueError:
            self.refuse(column, _("“%(value)s” is not a date such as 2021-09-10") % {"value": text})
            return None

    def month(self, column: str) -> date | None:
        """A month (YYYY-MM) as its first day, or None where the cell is empty."""
        text = self[column]
        if not text:
            return None
        try:
            if len(text) != 7:
                raise ValueError
            return date.fromisoformat(f"{text}-01")
        except ValueError:
            self.refuse(column, _("“%(value)s” is not a month such as 2021-08") % {"value": text})
            return None


def read_text(path: Path) -> str:
    """The file's text without a byte order mark; FileRefused where it can't be read or is no UTF-8 text."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FileRefused([Problem(0, "", _("is larger than 20 MB"))])
        content = path.read_bytes()
    except OSError as error:
        raise FileRefused([Problem(0, "", _("can't be read: %(why)s") % {"why": error.strerror})]) from error
    return decode(content)


def decode(content: bytes) -> str:
    """UTF-8 text without a byte order mark; FileRefused for anything else, such as an Excel workbook."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileRefused(
            [Problem(0, "", _("is not UTF-8 text. Save it as “CSV UTF-8” and try again."))]
        ) from error
    if "\0" in text:
        raise FileRefused([Problem(0, "", _("is not a text file."))])
    return text


def _check_header(
    header: Sequence[str], required: Sequence[str], optional: Sequence[str], problems: Problems
) -> None:
    """Raise FileRefused unless the header has exactly the columns, each once."""
    if not any(header):
        problems.add(0, "", _("is empty"))
        problems.raise_if_any()
    for name in header:
        if name not in required and name not in optional:
            problems.add(1, name, _("unknown column"))
    for name in required:
        if name not in header:
            problems.add(1, name, _("missing column"))
    for name in sorted({name for name in header if header.count(name) > 1}):
        problems.add(1, name, _("this column stands twice"))
    problems.raise_if_any()


def read_rows(
    text: str, required: Sequence[str], optional: Sequence[str] = (), problems: Problems | None = None
) -> list[Row]:
    """The rows of a file with exactly these columns, in any order; FileRefused when its shape is wrong.

    Empty lines are skipped. Cells are checked later, through the rows, which write into `problems`.
    """
    problems = problems if problems is not None else Problems()
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    try:
        header = [name.strip() for name in next(reader, [])]
        _check_header(header, required, optional, problems)
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(header):
                counts = {"count": len(cells), "expected": len(header)}
                reason = _("has %(count)s cells where the header has %(expected)s") % counts
                problems.add(reader.line_num, "", reason)
                continue
            values = {name: as_typed(cell.strip()) for name, cell in zip(header, cells, strict=True)}
            rows.append(Row(reader.line_num, values, problems))
            if len(rows) > MAX_ROWS:
                problems.add(reader.line_num, "", _("too many rows: at most 200,000 in one file"))
                break
    except csv.Error as error:
        problems.add(reader.line_num, "", _("can't be read as CSV: %(why)s") % {"why": error})
    problems.raise_if_any()
    return rows


def inert(text: str) -> str:
    """`text` as a spreadsheet shows it and never computes it: what looks like a formula gets an apostrophe.

    Plain numbers, negative ones too, stay as they are. A line ends as the file's own lines do. `as_typed` is
    the way back.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{text}" if ACTIVE.match(text) and not NUMBER.fullmatch(text) else text


def as_typed(text: str) -> str:
    """A cell of a file without the apostrophe that made it inert."""
    return text[1:] if text.startswith("'") and ACTIVE.match(text) else text


def written(rows: Iterable[Sequence[str]]) -> bytes:
    """The rows as a CSV file of the product: UTF-8, comma, inert text."""
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator="\n").writerows([inert(cell) for cell in row] for row in rows)
    return target.getvalue().encode()
