"""Reading an Excel workbook that a stranger may have made: run as a child process by `rakerwil.spreadsheets`.

Every row, cell and letter is counted against a limit while it passes. Values come out as they stand in the
file, each with what it is: nothing is computed, and a formula is a formula and not its last result.

This module knows neither Django nor the product: it starts quickly and answers with codes, which its parent
puts into words.
"""

import json
import math
import re
import resource
import sys
import zipfile
import zlib
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from decimal import Decimal
from posixpath import dirname, join
from typing import Any
from xml.parsers import expat

from rakerwil.workbook_archive import Archive, Unreadable, is_true, located, plain, relations

CPU_SECONDS = 4
MEMORY = 512 * 1024 * 1024

MAX_SHEETS = 20
MAX_ROWS = 15_000
MAX_COLUMNS = 100
MAX_CELLS = 150_000
MAX_LETTERS = 8_000_000

WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"


REFERENCE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})")
UNKEPT = re.compile("[\x00\ud800-\udfff]")
"""What no database keeps."""
ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
DATE_FORMATS = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}
"""The numbers of the formats that every spreadsheet program has for dates and times."""
NOT_A_MARK = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


def read(content: bytes) -> dict[str, Any]:
    """The sheets of the workbook, every filled cell with its kind; raises Unreadable."""
    archive = Archive(content)
    if "[Content_Types].xml" not in archive.names:
        raise Unreadable("foreign")
    main = main_part(archive)
    linked = {name: relations(archive, name) for name in archive.parts()}
    own = linked.get(join(dirname(main), "_rels", main.rpartition("/")[2] + ".rels"), [])
    targets = {each.get("Id", ""): located(main, each.get("Target", "")) for each in own}
    kinds = {each.get("Type", "").rpartition("/")[2]: located(main, each.get("Target", "")) for each in own}
    sheets, is_1904 = workbook(archive, main)
    if len(sheets) > MAX_SHEETS:
        raise Unreadable("sheets")
    strings = shared_strings(archive, kinds["sharedStrings"]) if "sharedStrings" in kinds else []
    dates = date_styles(archive, kinds["styles"]) if "styles" in kinds else set()
    reader = Sheets(archive, strings, dates, is_1904=is_1904)
    return {
        "sheets": [
            {"name": name, "hidden": is_hidden, **reader.read(targets.get(key, ""))}
            for name, key, is_hidden in sheets
        ]
    }


def main_part(archive: Archive) -> str:
    """Where the workbook itself stands."""
    types: dict[str, str] = {}

    def begin(tag: str, attributes: dict[str, str]) -> None:
        if tag == "Override":
            types[attributes.get("PartName", "")] = attributes.get("ContentType", "")

    archive.parse("[Content_Types].xml", (begin, None, None))
    if any("macroEnabled" in kind for kind in types.values()):
        raise Unreadable("macros")
    found = [name for name, kind in types.items() if kind == WORKBOOK]
    if len(found) != 1 or found[0].removeprefix("/") not in archive.names:
        raise Unreadable("foreign")
    return found[0].removeprefix("/")


def workbook(archive: Archive, name: str) -> tuple[list[tuple[str, str, bool]], bool]:
    """Name, key and whether it is hidden of each sheet; whether days are counted from 1904."""
    sheets: list[tuple[str, str, bool]] = []
    is_1904 = False

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal is_1904
        facts = plain(attributes)
        if tag == "sheet":
            is_hidden = facts.get("state", "visible") != "visible"
            sheets.append((facts.get("name", ""), facts.get("id", ""), is_hidden))
        elif tag == "workbookPr":
            is_1904 = is_true(facts.get("date1904"))

    archive.parse(name, (begin, None, None))
    return sheets, is_1904


class Letters:
    """Collects the text of `t` elements, without the reading aids that some languages add."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.total = 0
        self._is_text = False
        self._aside = 0

    def begin(self, tag: str) -> None:
        self._aside += tag == "rPh"
        self._is_text = tag == "t" and not self._aside

    def end(self, tag: str) -> None:
        self._aside -= tag == "rPh"
        self._is_text = False

    def text(self, data: str) -> None:
        if self._is_text:
            self.add(data)

    def add(self, data: str) -> None:
        """Take it whatever it stands in."""
        self.total += len(data)
        if self.total > MAX_LETTERS:
            raise Unreadable("large")
        self.pieces.append(data)

    def take(self) -> str:
        """What came since the last time, as it was typed."""
        text, self.pieces = "".join(self.pieces), []
        return UNKEPT.sub("\N{REPLACEMENT CHARACTER}", ESCAPED.sub(lambda code: chr(int(code[1], 16)), text))


def shared_strings(archive: Archive, name: str) -> list[str]:
    """The texts that cells refer to by number."""
    strings: list[str] = []
    letters = Letters()

    def end(tag: str) -> None:
        letters.end(tag)
        if tag == "si":
            strings.append(letters.take())
            if len(strings) > MAX_CELLS:
                raise Unreadable("cells")

    archive.parse(name, (lambda tag, _attributes: letters.begin(tag), end, letters.text))
    return strings


def date_styles(archive: Archive, name: str) -> set[int]:
    """The numbers of the cell styles that show a number as a date or a time."""
    custom: dict[str, str] = {}
    styles: list[str] = []
    is_inside = False

    def begin(tag: str, attributes: dict[str, str]) -> None:
        nonlocal is_inside
        if tag == "numFmt":
            custom[attributes.get("numFmtId", "")] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            is_inside = True
        elif tag == "xf" and is_inside:
            styles.append(attributes.get("numFmtId", "0"))

    def end(tag: str) -> None:
        nonlocal is_inside
        is_inside = is_inside and tag != "cellXfs"

    archive.parse(name, (begin, end, None))
    return {at for at, number in enumerate(styles) if shows_dates(number, custom.get(number))}


def shows_dates(number: str, code: str | None) -> bool:
    """Whether a number format is one of days or hours."""
    if code is None:
        return number.isdecimal() and int(number) in DATE_FORMATS
    marks = NOT_A_MARK.sub("", code.partition(";")[0])
    return marks.lower() != "general" and re.search("[ymdhs]", marks, re.IGNORECASE) is not None


class Sheets:
    """Reads one sheet after the other, counting all of them together."""

    def __init__(self, archive: Archive, strings: list[str], dates: set[int], *, is_1904: bool) -> None:
        self._archive = archive
        self._strings = strings
        self._dates = dates
        self._first_day = date(1904, 1, 1) if is_1904 else date(1899, 12, 30)
        self._cells = 0
        self._letters = Letters()

    def read(self, name: str) -> dict[str, Any]:
        """Rows, merged ranges and hidden columns of a sheet; a chart's sheet has none."""
        if name not in self._archive.names:
            raise Unreadable("damaged")
        self.rows: list[tuple[int, bool, list[tuple[int, str, str]]]] = []
        self.merged: list[str] = []
        self.hidden: list[tuple[int, int]] = []
        self._row = self._column = 0
        self._cell: dict[str, str] | None = None
        self._has_formula = self._is_value = False
        self._archive.parse(name, (self._begin, self._end, self._text))
        return {"rows": self.rows, "merged": self.merged, "hidden_columns": self.hidden}

    def _begin(self, tag: str, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._letters.begin(tag)
            self._has_formula = self._has_formula or tag == "f"
            self._is_value = tag == "v"
        elif tag == "c":
            self._begin_cell(attributes)
        elif tag == "row":
            self._row = counted(attributes.get("r"), self._row, MAX_ROWS, "rows")
            self._column = 0
            self.rows.append((self._row, is_true(attributes.get("hidden")), []))
            if len(self.rows) > MAX_ROWS:
                raise Unreadable("rows")
        elif tag == "mergeCell":
            self.merged.append(attributes.get("ref", ""))
        elif tag == "col" and is_true(attributes.get("hidden")):
            ends = (attributes.get("min"), attributes.get("max"))
            first, last = (int(each) if each and each.isdecimal() else 0 for each in ends)
            self.hidden.append((first, last))

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        self._cells += 1
        if self._cells > MAX_CELLS:
            raise Unreadable("cells")
        if not self.rows:
            raise Unreadable("damaged")
        column = self._column + 1
        if reference := attributes.get("r"):
            match = REFERENCE.fullmatch(reference)
            if match is None:
                raise Unreadable("damaged")
            column = column_number(match[1])
            if int(match[2]) > MAX_ROWS:
                raise Unreadable("rows")
            if int(match[2]) != self._row:
                raise Unreadable("damaged")
        if column > MAX_COLUMNS:
            raise Unreadable("columns")
        self._column = column
        self._cell = attributes
        self._has_formula = False

    def _text(self, data: str) -> None:
        if self._cell is None:
            return
        if self._is_value:
            self._letters.add(data)
        else:
            self._letters.text(data)

    def _end(self, tag: str) -> None:
        if self._cell is None:
            return
        self._letters.end(tag)
        self._is_value = False
        if tag == "c":
            text = self._letters.take()
            kind, value = ("formula", text) if self._has_formula else self._value(self._cell, text)
            if value or kind != "text":
                self.rows[-1][2].append((self._column, kind, value))
            self._cell = None

    def _value(self, cell: Mapping[str, str], text: str) -> tuple[str, str]:
        """What a cell holds, and of which kind; an empty one is an empty text."""
        kind = cell.get("t", "n")
        if kind == "s":
            if not text.isdecimal() or int(text) >= len(self._strings):
                raise Unreadable("damaged")
            return "text", self._strings[int(text)]
        if kind in ("str", "inlineStr") or not text.strip():
            return "text", text
        if kind in ("b", "e", "d"):
            return {"b": "flag", "e": "error", "d": "date"}[kind], text[:40]
        return self._number(cell.get("s", "0"), text.strip())

    def _number(self, style: str, text: str) -> tuple[str, str]:
        try:
            value = float(text)
            if not math.isfinite(value):
                return "error", text[:40]
        except ValueError:
            return "error", text[:40]
        if style.isdecimal() and int(style) in self._dates:
            return self._moment(value)
        # a spreadsheet keeps seventeen digits of 1.1; the shortest that mean the same are what was typed
        return "number", f"{Decimal(repr(value)):f}".removesuffix(".0")

    def _moment(self, value: float) -> tuple[str, str]:
        """A day as an ISO date, with its time if it has one."""
        if not 0 <= value < 2_900_000:
            return "error", repr(value)
        first = self._first_day
        if first.year == 1899 and value < 60:
            first += timedelta(days=1)
        whole = int(value)
        day = first + timedelta(days=whole)
        seconds = round((value - whole) * 86_400)
        if not seconds:
            return "date", day.isoformat()
        moment = datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)  # noqa: DTZ001
        return "date", moment.isoformat(sep=" ")


def counted(text: str | None, last: int, limit: int, code: str) -> int:
    """A row's number: as it says itself, or the one after the last; never backwards."""
    if text is None:
        number = last + 1
    elif text.isdecimal() and len(text) < 9:
        number = int(text)
    else:
        raise Unreadable("damaged")
    if number > limit:
        raise Unreadable(code)
    if number <= last:
        raise Unreadable("damaged")
    return number


def column_number(letters: str) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def answer(content: bytes) -> dict[str, Any]:
    """The sheets, or the code of the reason why the file is refused."""
    try:
        return read(content)
    except Unreadable as reason:
        return {"refused": reason.args[0]}
    except MemoryError:
        return {"refused": "large"}
    # all that the readers of archives and of XML raise for what is damaged; the fifth is zipfile's word for a
    # packing it does not know
    except (zipfile.BadZipFile, zlib.error, EOFError, expat.ExpatError, NotImplementedError, KeyError):
        return {"refused": "damaged"}


def main() -> None:
    """The child: the file on standard input, JSON on standard output."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    json.dump(answer(sys.stdin.buffer.read()), sys.stdout)


if __name__ == "__main__":
    main()
