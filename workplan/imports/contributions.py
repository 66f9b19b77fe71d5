"""`import_contributions`: reports of chapters from a file (interchange)."""

import hashlib
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from federations.models import Chapter, User
from rakerwil.csvfiles import Problems, Row, read_rows
from workplan.actions import import_batches
from workplan.actions.entries import Figures
from workplan.actions.import_batches import Report
from workplan.enums import ContributionState
from workplan.imports.pledges import Places
from workplan.imports.results import Result
from workplan.imports.rows import month_in, open_year, refuse_repeated
from workplan.models import Contribution, Indicator, WorkYear
from workplan.reporting.ledgers import chapter_terms
from workplan.reporting.months import window
from workplan.reporting.promises import reported_by

KEY = ("region_code", "federation", "district_code", "indicator", "month")
REQUIRED = (*KEY, "value", "numerator", "denominator", "women", "men", "status", "submitted_on", "note")
WHOLE = 0
"""Decimals of a ratio's numerator and denominator."""


def take(text: str, number: int, *, by: User | None, file_name: str) -> Result:
    """Write the reports in `text` into the work year `number`, as one batch.

    A row that says what stands there already changes nothing; one that differs replaces a row of an earlier
    file, but never one that people have worked on since. Without `by`, or for a national admin, everything is
    taken; others bring in what they may also enter by hand. All or nothing: raises FileRefused with every
    problem, or Refused where the year is missing or closed.
    """
    problems = Problems()
    rows = read_rows(text, REQUIRED, (), problems)
    with transaction.atomic():
        year = open_year(number)
        reading = _Reading(year, by)
        reports = [(row, reading.report(row)) for row in rows]
        refuse_repeated(((row, tuple(row[name] for name in KEY)) for row in rows), "month")
        new, changed, unchanged = reading.sorted_out(reports)
        problems.raise_if_any()
        digest = hashlib.sha256(text.encode()).hexdigest()
        taken = import_batches.take_in(new, changed, file_name=file_name, sha256=digest, by=by)
        return Result(added=taken.added, changed=taken.changed, unchanged=unchanged)


class _Reading:
    """One file against the year's framework, chapters and stored reports."""

    def __init__(self, year: WorkYear, by: User | None) -> None:
        self.year = year
        self.by = None if by is None or by.scope.is_admin else by
        """Whose rights bound what is taken; None for no bound."""
        self.places = Places()
        framework = Indicator.objects.filter(year=year).select_related("year")
        self.indicators: Mapping[str, Indicator] = {row.code: row for row in framework}
        self.active: dict[int, range] = {}
        self.due_on = {month: year.due_on(month) for month in year.months}

    def report(self, row: Row) -> Report | None:
        """What the row says; None where a cell is refused."""
        chapter = self.places.chapter(row)
        code = row.required("indicator")
        indicator = self.indicators.get(code)
        if code and indicator is None:
            row.refuse("indicator", _("unknown indicator %(code)s") % {"code": code})
        row.required("month")
        month = month_in(row, "month", self.year)
        state = row.choice("status", ContributionState.values, default=ContributionState.SUBMITTED)
        submitted_on = row.day("submitted_on")
        if chapter is None or indicator is None or month is None or state not in ContributionState.values:
            return None
        before = len(row.problems.found)
        self._refuse_not_due(row, chapter, indicator, month)
        if self.by is not None:
            self._refuse_without_right(self.by, row, chapter, month, state)
        figures = _figures(row, indicator, is_draft=state == ContributionState.DRAFT)
        if len(row.problems.found) > before:
            return None
        day = submitted_on or self.due_on[month]
        return Report(chapter, indicator, month, state, figures, day, row["note"])

    def _refuse_not_due(self, row: Row, chapter: Chapter, indicator: Indicator, month: date) -> None:
        """Only a report that the chapter owes is taken (domain rule 12)."""
        if not reported_by(indicator, chapter):
            names = {"chapter": chapter.name, "code": indicator.code}
            row.refuse("indicator", _("%(chapter)s does not report %(code)s") % names)
        if not indicator.is_in_force(month):
            row.refuse("month", _("%(code)s is not in force in this month") % {"code": indicator.code})
        elif not indicator.is_due_in(month):
            row.refuse("month", _("%(code)s is not due in this month") % {"code": indicator.code})
        if chapter.pk not in self.active:
            self.active[chapter.pk] = chapter_terms(chapter).active_months(self.year.year)
        if month.month not in self.active[chapter.pk]:
            row.refuse("month", _("%(chapter)s is not active in this month") % {"chapter": chapter.name})

    def _refuse_without_right(self, by: User, row: Row, chapter: Chapter, month: date, state: str) -> None:
        """What one may not enter by hand is not taken from one's file either."""
        if not by.has_perm("workplan.enter_contribution", chapter):
            row.refuse("federation", _("is not yours to enter"))
        if state in (ContributionState.VERIFIED, ContributionState.RETURNED):
            row.refuse("status", _("only the national office brings in verified or returned reports"))
        if window(self.year, month, chapter).is_locked:
            row.refuse("month", _("this month is closed"))

    def sorted_out(
        self, reports: list[tuple[Row, Report | None]]
    ) -> tuple[list[Report], list[tuple[Contribution, Report]], int]:
        """New reports, those that change a row, and how many change nothing."""
        stored = {
            (row.chapter_id, row.indicator_id, row.month): row
            for row in Contribution.objects.filter(indicator__year=self.year).select_related("import_batch")
        }
        new: list[Report] = []
        changed: list[tuple[Contribution, Report]] = []
        unchanged = 0
        for row, report in reports:
            if report is None:
                continue
            old = stored.get((report.chapter.pk, report.indicator.pk, report.month))
            if old is None:
                new.append(report)
            elif not import_batches.differs(old, report):
                unchanged += 1
            elif not old.is_as_imported:
                row.refuse("value", _("people have worked on this report; change it on its page"))
            else:
                changed.append((old, report))
        return new, changed, unchanged


def _figures(row: Row, indicator: Indicator, *, is_draft: bool) -> Figures:
    """The figure that the indicator asks for; what it does not ask for has to be empty."""
    if indicator.is_ratio:
        _refuse_filled(row, ("value", "women", "men"), indicator)
        return _pair(row, is_draft=is_draft)
    _refuse_filled(row, ("numerator", "denominator"), indicator)
    if not indicator.by_sex:
        _refuse_filled(row, ("women", "men"), indicator)
        value = row.figure("value", indicator.decimals)
        if not (row["value"] or is_draft):
            row.refuse("value", _("is empty"))
        if indicator.is_milestone and value not in (None, 0, 1):
            row.refuse("value", _("a milestone is 1 (reached) or 0"))
        return Figures(value=value)
    return _by_sex(row, indicator, is_draft=is_draft)


def _refuse_filled(row: Row, columns: tuple[str, ...], indicator: Indicator) -> None:
    for column in columns:
        if row[column]:
            row.refuse(column, _("%(code)s does not ask for it") % {"code": indicator.code})


def _pair(row: Row, *, is_draft: bool) -> Figures:
    numerator, denominator = row.figure("numerator", WHOLE), row.figure("denominator", WHOLE)
    for column in ("numerator", "denominator"):
        if not (row[column] or is_draft):
            row.refuse(column, _("is empty"))
    if numerator is not None and denominator is not None and numerator > denominator:
        row.refuse("numerator", _("is above the denominator"))
    return Figures(numerator=numerator, denominator=denominator)


def _by_sex(row: Row, indicator: Indicator, *, is_draft: bool) -> Figures:
    """Women and men make the value; a file that knows only the value is taken, too."""
    places = indicator.decimals
    value, women, men = (row.figure(name, places) for name in ("value", "women", "men"))
    for column, other in (("women", men), ("men", women)):
        if not row[column] and other is not None and not is_draft:
            row.refuse(column, _("is empty"))
    total = women + men if women is not None and men is not None else None
    if total is not None and value is not None and value != total:
        row.refuse("value", _("is not the sum of women and men"))
    if total is None and not (row["value"] or row["women"] or row["men"] or is_draft):
        row.refuse("value", _("is empty"))
    return Figures(value=_known(total, value), women=women, men=men)


def _known(total: Decimal | None, value: Decimal | None) -> Decimal | None:
    return value if total is None else total
