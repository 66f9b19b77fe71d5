"""Computed figures of regions, kept in the memory of the process for as long as they are right.

A region's figures are made of its terms, which are read anew for every request and compared whole with those
that the kept figures were made of, and of its chapters' pledges and reports. Of these, too many to be read
each time, the chapters' marks tell whether they are still the same (ChapterMark): the database itself writes
another mark in the transaction that changes them, so no way of writing can forget it, and no mark comes back.
The marks are read before the rows. Rows that come in between are then kept under a mark that is already gone:
such figures are computed once more, and never shown in place of later ones. Inside a transaction, which may
see what is never committed, nothing is kept, and nothing that was kept is used.
"""

from collections.abc import Sequence
from datetime import date
from itertools import starmap
from operator import is_
from typing import NamedTuple

from django.db import connection

from workplan.reporting.ledgers import Outline, filled
from workplan.reporting.scopes import Moment, RegionRollup, Rollup
from workplan.reporting.scores import Scope
from workplan.reporting.terms import RegionTerms

LIMIT = 4 * 38
"""So many figures of one region as of one month are kept, each some 300 kB; the oldest go first."""

When = tuple[int, int]
"""Year and month."""


class Question(NamedTuple):
    """All that a region's figures depend on."""

    moment: Moment
    region: RegionTerms
    """Without pledges."""
    marks: Sequence[str | None]
    """Of its chapters."""

    @property
    def place(self) -> tuple[When, str]:
        """Where the answer is kept: one for each region and month."""
        return _when(self.moment), self.region.code


_moments: dict[When, Moment] = {}
_regions: dict[tuple[When, str], tuple[Question, RegionRollup]] = {}
_nations: dict[When, tuple[Sequence[RegionRollup], Scope]] = {}


def nation(asked: Outline, month: date) -> Rollup:
    """The roll-up of all regions of an outline; at most two statements."""
    moment = _moment(asked, month)
    rows = [row for row in _figures(asked, moment, month) if row.counted.region.takes_part]
    return moment.rollup(rows, _together(moment, rows))


def region(asked: Outline, month: date) -> Rollup:
    """The roll-up of the only region of an outline; at most two statements."""
    moment = _moment(asked, month)
    return moment.rollup(_figures(asked, moment, month))


def _moment(asked: Outline, month: date) -> Moment:
    """The very one that is kept, if it says the same: then comparing it with itself costs nothing."""
    moment = Moment(asked.terms, month.month)
    known = _moments.get(_when(moment))
    if known == moment:
        return known
    _moments[_when(moment)] = moment
    return moment


def _figures(asked: Outline, moment: Moment, month: date) -> list[RegionRollup]:
    """Of each region what is kept, if it is right, otherwise computed now."""
    questions = [Question(moment, row, asked.marks_of(row)) for row in asked.regions]
    found = {} if connection.in_atomic_block else _answered(questions)
    missing = [question for question in questions if question.region.code not in found]
    if missing:
        terms = [question.region for question in missing]
        rows, reports = filled(asked.terms, terms, month, is_all=asked.is_nation and not found)
        for question, row in zip(missing, rows, strict=True):
            found[row.code] = moment.figures(row, reports)
            _keep(question, found[row.code])
    return [found[row.code] for row in asked.regions]


def _answered(questions: Sequence[Question]) -> dict[str, RegionRollup]:
    """The figures that are kept for these very questions, by region code."""
    kept = ((question, _regions.get(question.place)) for question in questions)
    return {question.region.code: known[1] for question, known in kept if known and known[0] == question}


def _keep(question: Question, figures: RegionRollup) -> None:
    if connection.in_atomic_block:
        return
    _regions.pop(question.place, None)
    _regions[question.place] = question, figures
    for place in list(_regions)[:-LIMIT]:
        _regions.pop(place, None)


def _together(moment: Moment, rows: Sequence[RegionRollup]) -> Scope:
    """The nation of these very regions."""
    known = _nations.get(_when(moment))
    if known and len(known[0]) == len(rows) and all(starmap(is_, zip(known[0], rows, strict=True))):
        return known[1]
    scope = moment.together(rows)
    if not connection.in_atomic_block:
        _nations[_when(moment)] = rows, scope
    return scope


def _when(moment: Moment) -> When:
    return moment.terms.year, moment.month
