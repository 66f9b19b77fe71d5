"""The entry sheet of a chapter: a month, or every month of the year, to be filled in with Excel."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from rakerwil.numbers import Exact
from rakerwil.wording import day, month_name, month_short
from rakerwil.workbooks import Book, decimals_format
from workplan.enums import ContributionState, YearState
from workplan.models import Contribution, Indicator
from workplan.models.contribution import EDITABLE_STATES
from workplan.reporting.entry_sheets import (
    ASKED,
    BEFORE,
    CODE,
    ENTRY,
    IDENTITY,
    KEY,
    LAST,
    NAME,
    NOTE,
    PIECE,
    PLEDGE,
    STATE,
    UNIT,
    Identity,
    field_key,
    key,
)
from workplan.reporting.months import ChapterYear, Line, Window
from workplan.reporting.questions import REACHED, asked, parts

WIDTHS = {
    CODE: 9,
    NAME: 42,
    ASKED: 44,
    UNIT: 11,
    PLEDGE: 14,
    BEFORE: 15,
    LAST: 17,
    ENTRY: 15,
    NOTE: 38,
    STATE: 32,
    KEY: 4,
}
NUMBERS = (PLEDGE, BEFORE, LAST, ENTRY)
HEAD_ROW = 4
LINE, AIR = 13, 9
"""Points of a line of text, and around the text of a row."""
LONGEST_NOTE = 2000
DIGITS = 15
"""A spreadsheet keeps no more digits of a number; longer ones are written as text."""

ACCENT, PAPER, SUNK, SOFT, EDGE, WASH = "#8c1a20", "#f8f6f2", "#efebe4", "#5c554c", "#857c70", "#fff6d6"


def entry_workbook(whole: ChapterYear, months: Sequence[date], today: date) -> bytes:
    """A workbook with a sheet for each of `months` in which something is due.

    Only the fields that can be typed in today, or once their month has begun, are unlocked; the others show
    what stands there. The protection has no password: it keeps a slip of the hand away, the sealed note
    tells what was tampered with. `today` is the region's date.
    """
    book = Book()
    writer = _Writer(book, whole, today)
    for month in months:
        lines = whole.lines(month)
        if lines:
            writer.month(month, lines)
    hidden = book.empty_sheet(IDENTITY)
    note = Identity(whole.chapter.pk, whole.framework.year.year, writer.seen).sealed()
    for at, start in enumerate(range(0, len(note), PIECE)):
        hidden.write_string(at, 0, note[start : start + PIECE])
    hidden.very_hidden()
    hidden.protect()
    return book.close()


@dataclass(frozen=True)
class _Field:
    """One row to type in: a report, or one of the two numbers that make it."""

    line: Line
    part: str
    ask: str
    is_first: bool
    is_open: bool

    @property
    def value(self) -> Decimal | None:
        found: Decimal | None = getattr(self.line.row, self.part) if self.line.row else None
        return found

    @property
    def decimals(self) -> int:
        return 0 if self.line.terms.is_ratio else self.line.terms.decimals


class _Writer:
    """Writes one month's sheet after the other and remembers what they show."""

    def __init__(self, book: Book, whole: ChapterYear, today: date) -> None:
        self.book = book
        self.whole = whole
        self.today = today
        self.seen: dict[str, int] = {}

    def month(self, month: date, lines: Sequence[Line]) -> None:
        """The sheet of a month."""
        window = Window(self.whole.framework.year, month, self.today)
        sheet = self.book.empty_sheet(month_name(month))
        self._frame(sheet, window)
        row = HEAD_ROW
        for objective, members in groupby(lines, key=lambda line: line.indicator.objective):
            row += 1
            band = self.book.format(bold=True, bg_color=SUNK, font_color=SOFT, valign="vcenter")
            sheet.set_row(row, LINE + AIR)
            for column in range(KEY):
                sheet.write_blank(row, column, None, band)
            sheet.write_string(row, CODE, objective.name, band)
            for field in self._fields(members, window):
                row += 1
                self._field(sheet, row, field)
        sheet.print_area(0, 0, row, STATE)

    def _frame(self, sheet: Any, window: Window) -> None:
        """What stands above the rows, and how the sheet behaves."""
        month, chapter = window.month, self.whole.chapter
        for column, width in WIDTHS.items():
            sheet.set_column(column, column, width, None, {"hidden": column == KEY})
        title = _("Report for %(month)s") % {"month": month_name(month)}
        sheet.set_row(0, 26)
        sheet.write_string(0, 0, title, self.book.format(bold=True, font_size=18, font_color=ACCENT))
        told = f"{chapter.name} · {chapter.region.name}"
        sheet.write_string(1, 0, told, self.book.format(bold=True, font_size=11))
        quiet = self.book.format(font_color=SOFT)
        hint = _(
            "Type in the yellow cells only; 0 means there was none, an empty cell means not reported. "
            "Then bring the file back to the page “Report with Excel”."
        )
        sheet.write_string(2, 0, hint, quiet)
        due = _("Due by %(day)s") % {"day": day(window.due_on)}
        sheet.write_string(3, 0, due, quiet)
        look: dict[str, Any] = {
            "bold": True, "text_wrap": True, "bg_color": ACCENT, "font_color": PAPER, "valign": "vcenter",
            "border": 1, "border_color": ACCENT,
        }  # fmt: skip
        heads = (self.book.format(**look), self.book.format(**look, align="right", indent=1))
        sheet.set_row(HEAD_ROW, 32)
        for column, label in enumerate(self._heads(month)):
            sheet.write_string(HEAD_ROW, column, label, heads[column in NUMBERS])
        sheet.freeze_panes(HEAD_ROW + 1, ASKED)
        sheet.repeat_rows(HEAD_ROW)
        sheet.hide_gridlines(2)
        sheet.set_footer(f"&L{told.replace('&', '&&')}&R&P / &N")
        sheet.protect("", {"format_columns": True, "format_rows": True})
        if window.is_open:
            sheet.activate()

    @staticmethod
    def _heads(month: date) -> list[str]:
        before = _("Until %(month)s") % {"month": month_name(month.month - 1)} if month.month > 1 else ""
        return [
            *(_("Code"), _("Indicator"), _("What to fill in"), _("Unit of measure"), _("Pledge"), before),
            *(_("Last report"), _("TO FILL IN"), _("Note"), _("State"), "·"),
        ]

    def _fields(self, lines: Iterable[Line], window: Window) -> Iterable[_Field]:
        is_open = window.year.state == YearState.OPEN
        for line in lines:
            takes = is_open and (
                line.state == ContributionState.RETURNED
                or (not window.is_locked and (not line.state or line.state in EDITABLE_STATES))
            )
            self.seen |= {key(line.month, line.indicator.code): line.row.version} if line.row else {}
            for at, (part, word) in enumerate(parts(line.indicator)):
                asks = asked(line.indicator, line.month)
                yield _Field(line, part, f"{asks}: {word}" if word else asks, at == 0, takes)

    def _field(self, sheet: Any, row: int, field: _Field) -> None:
        line, indicator = field.line, field.line.indicator
        state = self._state(line) if field.is_first else ""
        told = {NAME: indicator.name, ASKED: field.ask, STATE: state}
        lines = max(-(-len(words) // WIDTHS[column]) for column, words in told.items())
        sheet.set_row(row, max(lines, 1) * LINE + AIR)
        text = self._cell(text_wrap=True)
        quiet = self._cell(font_color=SOFT)
        sheet.write_string(row, CODE, indicator.code, quiet)
        sheet.write_string(row, NAME, indicator.name, text if field.is_first else quiet)
        sheet.write_string(row, ASKED, field.ask, text)
        unit = "" if indicator.is_milestone or indicator.is_ratio else indicator.unit
        sheet.write_string(row, UNIT, unit, quiet)
        sheet.write_string(row, KEY, field_key(line.month, indicator.code, field.part))
        if field.is_first:
            self._compared(sheet, row, line)
        else:
            for column in (PLEDGE, BEFORE, LAST):
                sheet.write_blank(row, column, None, text)
        sheet.write_string(row, STATE, state, self._cell(font_color=SOFT, text_wrap=True, indent=1))
        self._entry(sheet, row, field)
        self._note(sheet, row, field)

    def _cell(self, number: str = "", **more: Any) -> Any:
        """The format of a cell in a row."""
        return self.book.format(number, bottom=1, bottom_color="#d8d2c7", valign="vcenter", **more)

    def _compared(self, sheet: Any, row: int, line: Line) -> None:
        """Pledge, so far, last report."""
        quiet = self._cell(font_color=SOFT, align="right", indent=1)
        if line.terms.is_monitored:
            sheet.write_string(row, PLEDGE, _("watched"), quiet)
        else:
            self._figure(sheet, row, PLEDGE, line, line.pledge)
        self._figure(sheet, row, BEFORE, line, line.before.actual)
        unit = month_short(line.last_month) if line.last_month else ""
        self._figure(sheet, row, LAST, line, line.last, unit)

    def _figure(
        self, sheet: Any, row: int, column: int, line: Line, value: Exact | None, unit: str = ""
    ) -> None:
        """A figure as a number: a ratio in percent, a milestone in words."""
        if value is None:
            sheet.write_string(row, column, "–", self._cell(font_color=SOFT, align="right", indent=1))
        elif line.terms.is_milestone:
            sheet.write_string(
                row, column, str(dict(REACHED)["1" if value else "0"]), self._cell(align="right", indent=1)
            )
        else:
            unit = "  ".join(filter(None, ("%" if line.terms.is_ratio else "", unit and f"({unit})")))
            decimals = 1 if line.terms.is_ratio else line.terms.decimals
            sheet.write_number(
                row,
                column,
                float(value),
                self._cell(decimals_format(decimals, unit), align="right", indent=1),
            )

    def _entry(self, sheet: Any, row: int, field: _Field) -> None:
        """The cell to type in, with what stands there and what may be typed."""
        value, milestone = field.value, field.line.terms.is_milestone
        number = "" if milestone else decimals_format(field.decimals)
        look: dict[str, Any] = {"bold": True, "align": "right", "indent": 1, "font_size": 12}
        if field.is_open:
            look |= {"locked": False, "bg_color": WASH, "border": 1, "border_color": EDGE}
            form = self.book.format(number, valign="vcenter", **look)
        else:
            form = self._cell(number, **look)
        if value is None:
            sheet.write_blank(row, ENTRY, None, form)
        elif milestone:
            sheet.write_string(row, ENTRY, str(dict(REACHED)["1" if value else "0"]), form)
        elif len(value.as_tuple().digits) > DIGITS:
            sheet.write_string(row, ENTRY, f"{value:f}".replace(".", ","), form)
        else:
            sheet.write_number(row, ENTRY, float(value), form)
        if field.is_open:
            sheet.data_validation(row, ENTRY, row, ENTRY, self._rule(field))

    def _rule(self, field: _Field) -> dict[str, Any]:
        """What the cell takes, and what it says."""
        indicator = field.line.indicator
        if indicator.is_milestone:
            words = [str(word) for _value, word in REACHED]
            return {
                "validate": "list",
                "source": words,
                "error_title": indicator.code,
                "error_message": _("Choose one of the two words."),
            }
        title = f"{indicator.code} · {indicator.unit}"[:32]
        wanted = _("a whole number") if not field.decimals else _("a number")
        return {
            "validate": "integer" if not field.decimals else "decimal",
            "criteria": ">=",
            "value": 0,
            "input_title": title,
            "input_message": _("%(ask)s. Type 0 if there was none.")[:255] % {"ask": field.ask[:200]},
            "error_title": indicator.code,
            "error_message": _("Type %(wanted)s, 0 or more, with digits only.") % {"wanted": wanted},
        }

    def _note(self, sheet: Any, row: int, field: _Field) -> None:
        """One note for each report, beside its first number."""
        is_open = field.is_open and field.is_first
        look: dict[str, Any] = {"text_wrap": True, "indent": 1}
        if is_open:
            look |= {"locked": False, "bg_color": WASH, "border": 1, "border_color": EDGE, "num_format": "@"}
        form = self.book.format(valign="vcenter", **look) if is_open else self._cell(**look)
        note = field.line.row.note if field.line.row and field.is_first else ""
        if note:
            sheet.write_string(row, NOTE, note, form)
        else:
            sheet.write_blank(row, NOTE, None, form)
        if is_open:
            rule = {
                "validate": "length",
                "criteria": "<=",
                "value": LONGEST_NOTE,
                "error_title": _("Note"),
                "error_message": _("At most 2,000 letters."),
            }
            sheet.data_validation(row, NOTE, row, NOTE, rule)

    @staticmethod
    def _state(line: Line) -> str:
        """How far the report has come, and what it still needs."""
        row: Contribution | None = line.row
        told = [str(ContributionState(row.state).label)] if row else []
        if row and row.state == ContributionState.RETURNED:
            told.append(row.return_reason)
        if needs_evidence(line.indicator, row):
            told.append(_("evidence goes onto the page"))
        return " · ".join(told)


def needs_evidence(indicator: Indicator, row: Contribution | None) -> bool:
    """A file has to come with it, which no cell can hold."""
    return indicator.needs_evidence and (row is None or row.state in EDITABLE_STATES)
