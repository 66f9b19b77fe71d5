"""What is counted, by whom, against what: the terms that the arithmetic is given.

No database here. Amounts (values, targets, pledges, baselines, numerators, denominators) are whole
ten-thousandths; months are 1 to 12 within the work year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property, lru_cache
from typing import NamedTuple

from django.utils.translation import get_language

from federations.enums import COORDINATOR_OFFICE
from rakerwil.fields import SCALE, to_ten_thousandths
from workplan.enums import Accumulation, Direction, Frequency, Measure, ReportedBy

DUE_EVERY = {Frequency.MONTHLY: 1, Frequency.QUARTERLY: 3, Frequency.YEARLY: 12}
"""A report is due in each month that this number divides."""


@dataclass(frozen=True)
class Label:
    """What an indicator is called, in both languages; the arithmetic does not look at it."""

    name_id: str = ""
    name_en: str = ""
    unit_id: str = ""
    unit_en: str = ""
    objective_id: str = ""
    objective_en: str = ""

    def _read(self, field: str) -> str:
        return str(getattr(self, f"{field}_{'en' if get_language() == 'en' else 'id'}"))

    @property
    def name(self) -> str:
        """In the reader's language."""
        return self._read("name")

    @property
    def unit(self) -> str:
        """In the reader's language."""
        return self._read("unit")

    @property
    def objective(self) -> str:
        """In the reader's language."""
        return self._read("objective")


@dataclass(frozen=True)
class IndicatorTerms:
    """One indicator of the year's framework (domain.md section 2, Indicator)."""

    id: int
    code: str
    measure: str
    accumulation: str
    direction: str
    reported_by: str = ReportedBy.FEDERATIONS
    frequency: str = Frequency.MONTHLY
    decimals: int = 0
    weight: int = SCALE
    first_month: int = 1
    last_month: int = 12
    trajectory: tuple[Fraction, ...] | None = None
    """Four cumulative shares of the year's target, 0 to 1, expected by the end of each quarter."""
    label: Label = Label()

    @cached_property
    def is_ratio(self) -> bool:
        """A numerator over a denominator, shown as percent."""
        return self.measure == Measure.RATIO

    @cached_property
    def is_count(self) -> bool:
        """One number."""
        return self.measure == Measure.COUNT

    @cached_property
    def is_milestone(self) -> bool:
        """Reached or not: 1 or 0."""
        return self.measure == Measure.MILESTONE

    @cached_property
    def is_stock(self) -> bool:
        """The latest reported month stands for the year; otherwise months add up."""
        return self.accumulation == Accumulation.STOCK

    @cached_property
    def is_up(self) -> bool:
        """More is better."""
        return self.direction == Direction.UP

    @cached_property
    def is_monitored(self) -> bool:
        """Watched only: no target, no achievement."""
        return self.direction == Direction.MONITOR

    @cached_property
    def months(self) -> range:
        """The months in force."""
        return range(self.first_month, self.last_month + 1)

    @cached_property
    def due_months(self) -> tuple[int, ...]:
        """The months in force in which a report is due by the frequency."""
        return tuple(month for month in self.months if month % DUE_EVERY[Frequency(self.frequency)] == 0)

    def standing_month(self, month: int) -> int | None:
        """The month whose figures stand in `month`: none before it begins, its last once it has ended."""
        return None if month < self.first_month else min(month, self.last_month)

    def months_after(self, month: int) -> int:
        """How many months in force follow `month`."""
        return max(self.last_month - max(month, self.first_month - 1), 0)

    def is_due_after(self, month: int) -> bool:
        """Whether a month in which it is due is left after `month`."""
        return any(due > month for due in self.due_months)


class Duty(NamedTuple):
    """A chapter's active months of the year, and those of them in which it owes a report of an indicator."""

    active: range
    owed: tuple[int, ...]


@dataclass(frozen=True)
class ChapterTerms:
    """A chapter and the dates it is active; `district` is empty for one of the whole region."""

    id: int
    federation: str
    district: str
    active_from: date
    active_to: date | None = None
    name: str = ""

    @property
    def sort_key(self) -> tuple[str, str]:
        """Federation code, then district."""
        return self.federation, self.district

    @property
    def code(self) -> str:
        """Readable in a path: the federation's code, with the district's where there is one."""
        return f"{self.federation}-{self.district}" if self.district else self.federation

    def reports(self, indicator: IndicatorTerms) -> bool:
        """KORWIL reports only what coordinators count, all others only what federations do (rule 12)."""
        by_coordinator = indicator.reported_by == ReportedBy.COORDINATOR
        return (self.federation == COORDINATOR_OFFICE) == by_coordinator

    def active_months(self, year: int) -> range:
        """The months of `year` on at least one day of which it is active; the end date is such a day."""
        begins, ends = date(year, 1, 1), date(year, 12, 31)
        first, last = max(self.active_from, begins), min(self.active_to or ends, ends)
        return range(first.month, last.month + 1) if first <= last else range(0)

    def duty(self, indicator: IndicatorTerms, year: int) -> Duty:
        """What it owes of the indicator in `year` (rule 12)."""
        active = self.active_months(year)
        return Duty(active, _within(active, indicator.due_months) if self.reports(indicator) else ())


@lru_cache(maxsize=1024)
def _within(active: range, due: tuple[int, ...]) -> tuple[int, ...]:
    """The due months among the active ones; most chapters have the same."""
    return tuple(month for month in due if month in active)


class Promise(NamedTuple):
    """A target or pledge, in ten-thousandths, and the month from which it holds."""

    month: int
    value: int
    baseline: int | None = None


def promise_in_force(promises: Sequence[Promise], month: int) -> Promise | None:
    """The promise that holds at the end of `month`; an empty baseline keeps the earlier one.

    `promises` in the order of their months (domain.md section 2, Changes in mid-year).
    """
    standing: Promise | None = None
    for promise in promises:
        if promise.month > month:
            break
        keeps = promise.baseline is None and standing is not None
        standing = promise._replace(baseline=standing.baseline) if keeps and standing else promise
    return standing


class Report(NamedTuple):
    """One contribution that was sent in; drafts and returned ones count nowhere."""

    month: int
    is_verified: bool
    """Otherwise it waits for that."""
    value: int
    """Of a ratio: the numerator."""
    denominator: int
    """0 for anything but a ratio."""
    first_submitted_on: date


@dataclass(frozen=True)
class Category:
    """A word for an achievement from `cut_off` percent on (rule 6)."""

    code: str
    cut_off: Decimal
    name_id: str = ""
    name_en: str = ""

    @property
    def word(self) -> str:
        """What it is called in the reader's language."""
        return self.name_en if get_language() == "en" else self.name_id

    @cached_property
    def bound(self) -> int:
        """The cut-off in ten-thousandths of a percent."""
        return to_ten_thousandths(self.cut_off)


@dataclass(frozen=True)
class YearTerms:
    """The framework of one work year and its settings."""

    year: int
    indicators: tuple[IndicatorTerms, ...]
    categories: tuple[Category, ...]
    """From the highest cut-off down; the last one takes all the rest."""
    due_dates: Mapping[int, date]
    """The last day on which each month's reports are on time."""
    cap: Fraction = Fraction(120)
    national_targets: Mapping[str, Sequence[Promise]] = field(default_factory=dict)
    """Of ratios only, by indicator code."""


@dataclass(frozen=True)
class RegionTerms:
    """A region, its chapters, and what each promised."""

    code: str
    name: str
    chapters: tuple[ChapterTerms, ...]
    """By federation code, then district."""
    targets: Mapping[str, Sequence[Promise]]
    """By indicator code."""
    pledges: Mapping[tuple[int, str], Sequence[Promise]]
    """By chapter id and indicator code."""

    @property
    def takes_part(self) -> bool:
        """A roll-up lists it: it has a chapter or a target in the year (decisions, data 12)."""
        return bool(self.chapters or self.targets)


Reports = Mapping[tuple[int, int], Sequence[Report]]
"""Of the year, by indicator id and chapter id, each in the order of months."""
