"""An entry sheet that comes back: what was typed into it, cell by cell, and taking it in."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from federations.models import Chapter, User
from rakerwil import spreadsheets
from rakerwil.csvfiles import FileRefused, Problem
from rakerwil.spreadsheets import Cell, Sheet, SheetRow
from workplan.actions import contributions
from workplan.actions.contributions import Outcome
from workplan.actions.entries import NAMES, Entry, RowRefused
from workplan.models import WorkYear
from workplan.reporting.entry_sheets import ENTRY, FORM, IDENTITY, KEY, NOTE, Identity, Unsealed, key
from workplan.reporting.questions import REACHED

FIELD = re.compile(rf"(0[1-9]|1[0-2]) (\S+) ({'|'.join(NAMES)})")
RANGE = re.compile(r"([A-Z]{1,3})(\d+):([A-Z]{1,3})(\d+)")
HEAD = 5
"""The rows above the first one that can be typed into."""


@dataclass
class SheetReport:
    """One report as the sheet has it; every text is what a person could have typed on the page."""

    month: date
    code: str
    seen: int
    """The version that the sheet showed; 0 where there was none."""
    places: dict[str, str] = field(default_factory=dict)
    """Sheet and row of each field."""
    parts: dict[str, str] = field(default_factory=dict)
    note: str = ""
    wrong: dict[str, str] = field(default_factory=dict)
    """What can't be taken, by field; `note` for the note."""
    concealed: str = ""
    """Why a change of this row would have escaped the eye."""

    @property
    def place(self) -> str:
        """Where a person finds it: of its first row."""
        return next(iter(self.places.values()), "")

    @property
    def is_blank(self) -> bool:
        return not (any(self.parts.values()) or self.note or self.wrong)

    def told(self) -> list[Any]:
        """As plain data, for the way over the preview; only of a report without anything wrong."""
        return [f"{self.month:%Y-%m-%d}", self.code, self.seen, self.places, self.parts, self.note]

    @classmethod
    def of(cls, told: Sequence[Any]) -> "SheetReport":
        """From plain data."""
        month, *more = told
        return cls(date.fromisoformat(month), *more)


def read(content: bytes, chapter: Chapter, year: WorkYear) -> list[SheetReport]:
    """What the sheet says of each report that it has, in its order.

    Raises FileRefused where it is no workbook, is not safe to read, is no entry sheet, or is one of another
    chapter, another year or another form.
    """
    sheets = spreadsheets.read(content)
    identity = _identity(sheets)
    _refuse_other(identity, chapter, year)
    reader = _Reader(identity, year)
    for sheet in sheets:
        if sheet.name != IDENTITY:
            reader.sheet(sheet)
    if reader.strays:
        raise FileRefused(reader.strays)
    return list(reader.reports.values())


def take(
    chapter: Chapter, entries: Sequence[Entry], *, send: bool, by: User, is_trial: bool = False
) -> list[Outcome]:
    """Save all entries, and send them if asked for; or none, if one of them is refused.

    A draft that still lacks evidence or a note is no refusal: it stays a draft. As a trial, nothing is
    written. The refusals stand in the outcomes.
    """
    verb = contributions.send if send else contributions.fill_in
    with transaction.atomic():
        outcomes = verb(chapter, entries, by=by)
        if is_trial or any(is_refused(outcome) for outcome in outcomes):
            transaction.set_rollback(True)
    return outcomes


def is_refused(outcome: Outcome) -> bool:
    """It could not be saved."""
    return outcome.refusal is not None and not isinstance(outcome.refusal, RowRefused)


def _identity(sheets: Sequence[Sheet]) -> Identity:
    note = "".join(row[1].text for sheet in sheets if sheet.name == IDENTITY for row in sheet.rows)
    try:
        return Identity.unsealed(note)
    except Unsealed as error:
        reason = _("is no entry sheet of this product, or somebody changed what it says about itself.")
        raise FileRefused([Problem(0, "", f"{reason} {_fresh()}")]) from error


def _fresh() -> str:
    return _("Download a fresh one from this page.")


def _refuse_other(identity: Identity, chapter: Chapter, year: WorkYear) -> None:
    reason = ""
    if identity.form != FORM:
        reason = _("is an entry sheet of an older form. %(fresh)s") % {"fresh": _fresh()}
    elif identity.chapter_id != chapter.pk:
        other = Chapter.objects.select_related("region", "federation", "district")
        found = other.filter(pk=identity.chapter_id).first()
        names = {"other": found or _("another chapter"), "chapter": chapter}
        reason = _("is the entry sheet of %(other)s; this page is the one of %(chapter)s.") % names
    elif identity.year != year.year:
        years = {"other": identity.year, "year": year}
        reason = _("is the entry sheet of %(other)s; this page is the one of %(year)s.") % years
    if reason:
        raise FileRefused([Problem(0, "", reason)])


class _Reader:
    """Collects the fields of all sheets into reports."""

    def __init__(self, identity: Identity, year: WorkYear) -> None:
        self.identity = identity
        self.year = year
        self.reports: dict[str, SheetReport] = {}
        self.strays: list[Problem] = []
        self.reached = dict(_reached_words())

    def sheet(self, sheet: Sheet) -> None:
        """Every row with a key; one without, in which something was typed, is no loss to be silent about."""
        merged = [_corners(each) for each in sheet.merged]
        for row in sheet.rows:
            if row.number <= HEAD:
                continue
            match = FIELD.fullmatch(row[KEY + 1].text)
            if match:
                self._field(sheet, row, match, merged)
            elif row[ENTRY + 1].text.strip():
                reason = _("sheet “%(sheet)s”: what is typed here belongs to no indicator. %(fresh)s")
                self.strays.append(Problem(row.number, "", reason % {"sheet": sheet.name, "fresh": _fresh()}))

    def _field(
        self, sheet: Sheet, row: SheetRow, match: re.Match[str], merged: Sequence[tuple[int, int, int, int]]
    ) -> None:
        month, code, part = date(self.year.year, int(match[1]), 1), match[2], match[3]
        name = key(month, code)
        report = self.reports.get(name)
        if report is None:
            report = SheetReport(month, code, self.identity.seen.get(name, 0))
            self.reports[name] = report
        place = _("%(sheet)s, row %(row)s") % {"sheet": sheet.name, "row": row.number}
        if part in report.places:
            report.wrong[part] = _("stands twice, also at %(place)s") % {"place": report.places[part]}
            return
        report.places[part] = place
        text, reason = self._typed(row[ENTRY + 1])
        report.parts[part] = text
        if reason:
            report.wrong[part] = reason
        self._note(report, row[NOTE + 1])
        if row.is_hidden or sheet.is_hidden:
            report.concealed = _(
                "This row is hidden in the file. Show it, look at it, and save the file again."
            )
        elif any(
            top <= row.number <= bottom and left <= ENTRY + 1 <= right for left, top, right, bottom in merged
        ):
            report.concealed = _("The cell is merged with others. Undo the merging and type each figure.")

    def _note(self, report: SheetReport, cell: Cell) -> None:
        if cell.kind in ("formula", "error"):
            report.wrong["note"] = _("The note is a formula. Type it as text.")
        elif cell.text.strip():
            report.note = cell.text.replace("\r\n", "\n").strip()

    def _typed(self, cell: Cell) -> tuple[str, str]:
        """What was typed, as the page's own field reads it; and why it is no figure."""
        text = cell.text.strip()
        if cell.kind == "number":
            # three places would look like a thousand; a zero more does not change the figure
            return (f"{text}0" if "." in text else text), ""
        if cell.kind == "text":
            return self.reached.get(text.casefold(), text), ""
        reasons = {
            "date": _(
                "This is a date (%(text)s), no figure. Type the number again and format it as a number."
            ),
            "flag": _("This is true or false, no figure."),
            "error": _("The cell shows an error (%(text)s). Type the figure."),
            "formula": _("This is a formula. Type its result, so that everyone reads the same figure."),
        }
        return text, reasons[cell.kind] % {"text": text}


def _reached_words() -> Iterator[tuple[str, str]]:
    """The words of a milestone in each language, and the value they stand for."""
    for language in ("id", "en"):
        with override(language):
            for value, word in REACHED:
                yield str(word).casefold(), value


def _corners(text: str) -> tuple[int, int, int, int]:
    """Left, top, right, bottom of a range."""
    match = RANGE.fullmatch(text)
    if match is None:
        return (0, 0, 0, 0)
    return _column(match[1]), int(match[2]), _column(match[3]), int(match[4])


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
