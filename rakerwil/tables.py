"""The tables of a page as data: what a reader may take away is exactly what the page shows them.

A file is made from the finished page, so it can never hold a row, a column or a name that its reader did not
see: scope, permission and masking were applied before. Every table that a screen reader announces
(`role="table"`) is one, in every room of the product, without a line of its own.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from html.parser import HTMLParser

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rakerwil import csvfiles
from rakerwil.numbers import SEPARATORS
from rakerwil.wording import NONE, month_name
from rakerwil.workbooks import DAY, Book, decimals_format

KEPT_BACK = "data-screen"
"""Marks a table that is no data: a list of links, say."""
SILENT = {"svg", "script", "style", "button", "form", "label", "datalist", "textarea"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ASIDE = {"sub", "lim"}
"""Classes of what stands smaller beside the main thing of a cell."""
MONTH, MOMENT = "mmmm yyyy", "d mmmm yyyy hh:mm"


@dataclass(frozen=True)
class Shown:
    """A value as the page shows it, with the number format that shows it so in a workbook."""

    value: str | Decimal | date | None
    number: str = ""

    @property
    def plain(self) -> str:
        """As the interchange files have it: decimal point, ISO dates, months as YYYY-MM."""
        match self.value:
            case None:
                return ""
            case Decimal():
                return f"{self.value:f}"
            case datetime():
                return f"{self.value:%Y-%m-%d %H:%M}"
            case date():
                return f"{self.value:%Y-%m}" if self.number == MONTH else self.value.isoformat()
        return self.value


@dataclass(frozen=True)
class Table:
    """What one table of a page says."""

    name: str
    heads: tuple[str, ...]
    rows: tuple[tuple[Shown, ...], ...]


@dataclass(frozen=True)
class Sight:
    """A page's heading and its tables."""

    title: str
    tables: tuple[Table, ...]


def seen_on(page: str) -> Sight:
    """What the finished page shows, in the reader's language."""
    reading = _Reading()
    reading.feed(page)
    reading.close()
    tables = (_table(found, reading.named) for found in reading.tables)
    return Sight(reading.title, tuple(table for table in tables if table.heads))


def as_csv(table: Table) -> bytes:
    """As a file: UTF-8, comma, decimal point, text inert."""
    return csvfiles.written([table.heads, *([cell.plain for cell in row] for row in table.rows)])


def as_workbook(tables: Sequence[Table]) -> bytes:
    """As a workbook with a sheet for each table."""
    book = Book()
    for table in tables:
        widths = [
            max(8, min(60, 2 + max(map(len, (head, *(row[at].plain for row in table.rows))))))
            for at, head in enumerate(table.heads)
        ]
        sheet = book.sheet(table.name, list(zip(table.heads, widths, strict=True)))
        for row in table.rows:
            sheet.row([(cell.value, cell.number) for cell in row])
    return book.close()


# --- reading a page -----------------------------------------------------------------------------


@dataclass
class _Cell:
    """One cell while it is read."""

    tag: str
    classes: set[str]
    span: int
    depth: int = 1
    """How many rows it reaches down."""
    code: list[str] = field(default_factory=list)
    main: list[str] = field(default_factory=list)
    aside: list[str] = field(default_factory=list)
    unseen: list[str] = field(default_factory=list)

    @property
    def is_number(self) -> bool:
        return bool(self.classes & {"num", "figure"})

    def text(self, part: str) -> str:
        """Of one of its parts, with single spaces."""
        return " ".join(" ".join(getattr(self, part)).split())


@dataclass
class _Row:
    classes: set[str]
    is_head: bool
    cells: list[_Cell] = field(default_factory=list)


@dataclass
class _Found:
    """One table while it is read."""

    label: str
    labelled: str
    is_heat: bool
    rows: list[_Row] = field(default_factory=list)


class _Reading(HTMLParser):
    """Follows a page and keeps its heading, its named headings and its tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.named: dict[str, str] = {}
        self.tables: list[_Found] = []
        self._open: list[tuple[str, set[str], str]] = []
        self._table: _Found | None = None
        self._in_head = False
        self._cell: _Cell | None = None
        self._is_chosen = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        facts = {name: value or "" for name, value in attrs}
        classes = set(facts.get("class", "").split())
        if tag not in VOID:
            self._open.append((tag, classes, facts.get("id", "")))
        if tag == "table" and facts.get("role") == "table" and KEPT_BACK not in facts:
            is_heat = "heat" in classes
            self._table = _Found(facts.get("aria-label", ""), facts.get("aria-labelledby", ""), is_heat)
            self.tables.append(self._table)
        elif self._table is not None:
            self._inside(tag, facts, classes)

    def _inside(self, tag: str, facts: dict[str, str], classes: set[str]) -> None:
        table = self._table
        if table is None:
            return
        if tag == "thead":
            self._in_head = True
        elif tag == "tr":
            table.rows.append(_Row(classes, self._in_head))
        elif tag in ("td", "th") and table.rows:
            self._cell = _Cell(tag, classes, whole(facts.get("colspan")), whole(facts.get("rowspan")))
            table.rows[-1].cells.append(self._cell)
        elif self._cell is not None and tag == "input" and self._is_field(facts):
            self._cell.main.append(facts.get("value", ""))
        elif tag == "option":
            self._is_chosen = "selected" in facts

    def _is_field(self, facts: dict[str, str]) -> bool:
        """What one types figures or words into; a form within a cell is a button with its question."""
        inner = [tag for tag, _classes, _id in self._open]
        inner = inner[len(inner) - inner[::-1].index("table") :]
        return facts.get("type", "text") in ("text", "number") and "form" not in inner

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        while self._open and self._open.pop()[0] != tag:
            pass
        if tag == "table":
            self._table = self._cell = None
        elif tag == "thead":
            self._in_head = False
        elif tag in ("td", "th"):
            self._cell = None

    def handle_data(self, data: str) -> None:
        tags = {tag for tag, _classes, _id in self._open}
        if not data.strip() or tags & {"script", "style", "svg"}:
            return
        if self._cell is not None:
            self._into(self._cell, data)
        elif "h1" in tags:
            self.title = f"{self.title} {' '.join(data.split())}".strip()
        elif tags & {"h2", "h3", "h4", "caption"}:
            for _tag, _classes, name in self._open:
                if name:
                    self.named[name] = f"{self.named.get(name, '')} {' '.join(data.split())}".strip()

    def _into(self, cell: _Cell, data: str) -> None:
        at = next(place for place in range(len(self._open) - 1, -1, -1) if self._open[place][0] == cell.tag)
        inner = self._open[at + 1 :]
        tags = {tag for tag, _classes, _id in inner}
        classes = {each for _tag, names, _id in inner for each in names}
        if tags & SILENT or "confirm" in classes or ("option" in tags and not self._is_chosen):
            return
        if "vh" in classes:
            cell.unseen.append(data)
        elif "code" in classes:
            cell.code.append(data)
        elif classes & ASIDE:
            cell.aside.append(data)
        else:
            cell.main.append(data)


def whole(text: str | None) -> int:
    """How many columns or rows a cell takes, as an attribute says."""
    return int(text) if text and text.isdecimal() else 1


# --- from cells to columns ----------------------------------------------------------------------


def _table(found: _Found, named: dict[str, str]) -> Table:
    """Columns as a spreadsheet wants them: codes and remarks beside, groups as a column, no row buttons."""
    name = found.label or named.get(found.labelled, "") or _("Table")
    head = _heads([row for row in found.rows if row.is_head])
    if not head:
        return Table(name, (), ())
    bodies, groups = [], []
    group = ""
    for row in found.rows:
        if row.is_head:
            continue
        cells = list(_spread(row))
        if len(row.cells) == 1 and row.cells[0].span > 1:
            group = row.cells[0].text("main") if row.cells[0].tag == "th" else group
        elif len(cells) >= len(head):
            bodies.append(cells[: len(head)])
            groups.append(group)
    columns: list[tuple[str, list[Shown]]] = []
    if any(groups):
        columns.append((_("Group"), [Shown(group) for group in groups]))
    for at, title in enumerate(head):
        columns += _columns(title, [cells[at] for cells in bodies], is_heat=found.is_heat)
    rows = tuple(zip(*(cells for _title, cells in columns), strict=True)) if bodies else ()
    return Table(name, tuple(title for title, _cells in columns), rows)


def _heads(rows: Sequence[_Row]) -> list[str]:
    """The heads of the columns: where they stand in several rows, the lowest that says something."""
    heads: list[str] = []
    covered: dict[int, int] = {}
    """By column, how many further rows its cell reaches down."""
    for row in rows:
        at = 0
        for cell in row.cells:
            while covered.get(at, 0):
                covered[at] -= 1
                at += 1
            text = next((text for part in ("main", "code", "unseen") if (text := cell.text(part))), "")
            for _column in range(cell.span):
                heads += [""] * (at + 1 - len(heads))
                heads[at] = text or heads[at]
                covered[at] = cell.depth - 1
                at += 1
    return heads


def _spread(row: _Row) -> Iterator[_Cell]:
    """A cell for each column; one that spans several stands in the first."""
    for cell in row.cells:
        yield cell
        for _more in range(cell.span - 1):
            yield _Cell(cell.tag, set(), 1)


def _columns(title: str, cells: Sequence[_Cell], *, is_heat: bool) -> Iterator[tuple[str, list[Shown]]]:
    """A column of the page, with one of its own for the codes and one for what stands smaller beside."""
    if cells and all("do" in cell.classes or not (cell.main or cell.code or cell.unseen) for cell in cells):
        return
    parts: tuple[str, ...] = ("main", "code", "unseen")
    if all(any(cell.text(part) for cell in cells) for part in ("main", "code")):
        yield _("Code"), [_text(cell.text("code")) for cell in cells]
        parts = ("main",)
    numbers = [cell.is_number or (is_heat and cell.tag == "td") for cell in cells]
    texts = [next((text for part in parts if (text := cell.text(part))), "") for cell in cells]
    yield title, [_value(text, is_number=is_number) for text, is_number in zip(texts, numbers, strict=True)]
    if any(cell.text("aside") for cell in cells):
        yield _("%(column)s, remark") % {"column": title}, [_text(cell.text("aside")) for cell in cells]


def _text(text: str) -> Shown:
    return Shown(None if text in ("", NONE) else text)


def _value(text: str, *, is_number: bool) -> Shown:
    """What the text says: a number, a day, a month, or itself."""
    if text in ("", NONE):
        return Shown(None)
    if is_number and (number := _number(text)):
        return number
    return _day(text) or Shown(text)


def _number(text: str) -> Shown | None:
    """A number as the reader's language writes it, with or without a percent sign."""
    thousands, point = SEPARATORS["en" if (get_language() or "").startswith("en") else "id"]
    bare, percent, _rest = text.replace("\N{NO-BREAK SPACE}", "").partition("%")
    bare = bare.strip().replace("\N{MINUS SIGN}", "-")
    group = re.escape(thousands)
    if not re.fullmatch(rf"-?(?:\d{{1,3}}(?:{group}\d{{3}})+|\d+)(?:{re.escape(point)}\d+)?", bare):
        return None
    value = Decimal(bare.replace(thousands, "").replace(point, "."))
    decimals = max(0, -int(value.as_tuple().exponent))
    return Shown(value, decimals_format(decimals, "%" if percent else ""))


def _day(text: str) -> Shown | None:
    """A day, a moment or a month as `rakerwil.wording` writes them."""
    match = re.fullmatch(r"(?:(?:\S+, )?(\d{1,2}) )?(\S+) (\d{4})(?:, (\d{2})[.:](\d{2}))?", text)
    months = {month_name(number): number for number in range(1, 13)}
    if match is None or match[2] not in months:
        return None
    day, year, month = match[1], int(match[3]), months[match[2]]
    if day is None:
        return Shown(date(year, month, 1), MONTH) if match[4] is None else None
    try:
        if match[4]:
            moment = datetime(year, month, int(day), int(match[4]), int(match[5]))  # noqa: DTZ001 - as shown
            return Shown(moment, MOMENT)
        return Shown(date(year, month, int(day)), DAY)
    except ValueError:
        return None
