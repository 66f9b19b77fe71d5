"""Two years' frameworks side by side: what came, what changed, what was left out.

An indicator keeps its code over the years; equal code means the same story (decisions, data 10).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Field

from rakerwil.wording import month_name
from workplan.models import Indicator, WorkYear
from workplan.reporting.histories import shown

OWN = frozenset({"id", "year", "version", "position", "state", "opened_at", "closed_at", "is_example"})
"""Fields in which every two rows differ, or that say nothing about the framework."""
OF_ITS_TIME = frozenset({"input_due_on"})
"""Days of the one year."""


@dataclass(frozen=True)
class Change:
    """One field: what people call it, how it was and how it is."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Kin:
    """One indicator in both years."""

    before: Indicator
    after: Indicator
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Comparison:
    """The framework of `year` against that of `before`, in the framework's order."""

    before: WorkYear
    year: WorkYear
    calendar: tuple[Change, ...]
    """Due day, lock day, cap and categories."""
    changed: tuple[Kin, ...]
    added: tuple[Indicator, ...]
    left_out: tuple[Indicator, ...]
    same: tuple[Indicator, ...]

    @property
    def is_same(self) -> bool:
        """Nothing has changed at all."""
        return not (self.calendar or self.changed or self.added or self.left_out)


def compare(before: WorkYear, year: WorkYear) -> Comparison:
    """Both frameworks as they stand now; two statements."""
    old, new = _by_code(before), _by_code(year)
    kin = [Kin(old[code], row, _changes(old[code], row)) for code, row in new.items() if code in old]
    return Comparison(
        before=before,
        year=year,
        calendar=tuple(_differing(before, year, OWN | OF_ITS_TIME)),
        changed=tuple(pair for pair in kin if pair.changes),
        added=tuple(row for code, row in new.items() if code not in old),
        left_out=tuple(row for code, row in old.items() if code not in new),
        same=tuple(pair.after for pair in kin if not pair.changes),
    )


def has_ended(indicator: Indicator) -> bool:
    """It ended before its year did."""
    return indicator.last_month < indicator.year.last_month


def _by_code(year: WorkYear) -> dict[str, Indicator]:
    rows = Indicator.objects.filter(year=year).select_related("objective", "subset_of")
    found = {row.code: row for row in rows}
    for row in found.values():
        row.year = year
    return found


def _changes(before: Indicator, after: Indicator) -> tuple[Change, ...]:
    return tuple(_differing(before, after, OWN))


def _differing(before: Any, after: Any, but: frozenset[str]) -> Iterable[Change]:
    """Each field in which two rows of a kind differ, as people read it."""
    for field in before._meta.concrete_fields:
        if field.name in but:
            continue
        pair = _told(field, before), _told(field, after)
        if pair[0] != pair[1]:
            yield Change(str(field.verbose_name), *pair)


def _told(field: "Field[Any, Any]", row: Any) -> str:
    """Rows of the framework by their names, months without their year."""
    if field.name == "objective":
        return str(row.objective.name_id)
    if field.name == "subset_of":
        return row.subset_of.code if row.subset_of else shown(field, None, {})
    value = getattr(row, field.attname)
    return month_name(value.month) if field.name.endswith("month") else shown(field, value, {})
