"""What was computed of regions, kept in the memory of the process for as long as it is right.

A region's figures are made of its terms, which are read anew for every request and compared whole with those
that the kept figures were made of, and of its chapters' pledges and reports. Of these, too many to be read
each time, the chapters' marks tell whether they are still the same (ChapterMark): the database itself writes
another mark in the transaction that changes them, so no way of writing can forget it, and no mark comes back.
The marks are read before the rows. Rows that come in between are then kept under a mark that is already gone:
such figures are computed once more, and never shown in place of later ones. Inside a transaction, which may
see what is never committed, nothing is kept, and nothing that was kept is used.
"""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import starmap
from operator import is_
from typing import Generic, NamedTuple, TypeVar

from django.db import connection

from workplan.reporting.ledgers import Outline, filled
from workplan.reporting.scopes import Moment, RegionRollup, Rollup
from workplan.reporting.scores import Scope
from workplan.reporting.terms import RegionTerms, Reports

A = TypeVar("A")

When = tuple[int, int]
"""Year and month."""
Place = tuple[int, int, int, str]
"""Year, month, the month it is held against or 0, and the region's code."""


class Question(NamedTuple):
    """All that a region's figures depend on."""

    moment: Moment
    region: RegionTerms
    """Without pledges."""
    marks: Sequence[str | None]
    """Of its chapters."""
    then: int = 0
    """The month that the moment is held against, 1 to 12; 0 where there is none."""

    @property
    def place(self) -> Place:
        """Where the answer is kept: one for each region and month, or two months."""
        return *_when(self.moment), self.then, self.region.code


class Shelf(Generic[A]):
    """One kind of answer: how it is made of a filled region and its reports, and those that are kept."""

    def __init__(self, limit: int, make: Callable[[Question, Reports], A]) -> None:
        """`limit`: so many are kept, the oldest go first."""
        self.limit, self.make = limit, make
        self.kept: dict[Place, tuple[Question, A]] = {}

    def answers(self, asked: Outline, moment: Moment, month: date, then: int = 0) -> list[A]:
        """Of each region what is kept, if it is right, otherwise computed now; at most two statements."""
        questions = [Question(moment, row, asked.marks_of(row), then) for row in asked.regions]
        found = {} if connection.in_atomic_block else self._answered(questions)
        missing = [question for question in questions if question.region.code not in found]
        if missing:
            terms = [question.region for question in missing]
            rows, reports = filled(asked.terms, terms, month, is_all=asked.is_nation and not found)
            for question, row in zip(missing, rows, strict=True):
                found[row.code] = self.make(question._replace(region=row), reports)
                self._keep(question, found[row.code])
        return [found[row.code] for row in asked.regions]

    def _answered(self, questions: Sequence[Question]) -> dict[str, A]:
        """What is kept for these very questions, by region code."""
        known = ((question, self.kept.get(question.place)) for question in questions)
        return {question.region.code: row[1] for question, row in known if row and row[0] == question}

    def _keep(self, question: Question, answer: A) -> None:
        if connection.in_atomic_block:
            return
        self.kept.pop(question.place, None)
        self.kept[question.place] = question, answer
        for place in list(self.kept)[: -self.limit]:
            self.kept.pop(place, None)


def _rolled_up(question: Question, reports: Reports) -> RegionRollup:
    return question.moment.figures(question.region, reports)


rollups = Shelf(4 * 38, _rolled_up)
"""Each some 300 kB."""
_moments: dict[When, Moment] = {}
_nations: dict[When, tuple[Sequence[RegionRollup], Scope]] = {}


def nation(asked: Outline, month: date) -> Rollup:
    """The roll-up of all regions of an outline; at most two statements."""
    at = moment(asked, month)
    rows = [row for row in rollups.answers(asked, at, month) if row.counted.region.takes_part]
    return at.rollup(rows, _together(at, rows))


def region(asked: Outline, month: date) -> Rollup:
    """The roll-up of the only region of an outline; at most two statements."""
    at = moment(asked, month)
    return at.rollup(rollups.answers(asked, at, month))


def moment(asked: Outline, month: date) -> Moment:
    """The very one that is kept, if it says the same: then comparing it with itself costs nothing."""
    new = Moment(asked.terms, month.month)
    known = _moments.get(_when(new))
    if known == new:
        return known
    _moments[_when(new)] = new
    return new


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
