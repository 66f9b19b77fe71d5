"""Targets changed in mid-year: old and new, from which month, why, by which letter, by whom and when.

From the history, since a correction from a target's own month takes its place (domain.md section 2, Changes
in mid-year).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from workplan.enums import RevisionReason
from workplan.models import Agreement, Indicator, Target


@dataclass(frozen=True)
class Revision:
    """One change of one target; amounts in its unit, percent for a ratio."""

    indicator: Indicator
    before: Decimal | None
    after: Decimal
    month: date
    """From which it holds."""
    reason: str
    """The coded reason's word."""
    note: str
    letter_number: str
    by: Any
    """Who typed it; None is the system."""
    at: datetime
    is_agreed: bool


def of_agreement(agreement: Agreement, indicators: Iterable[Indicator]) -> list[Revision]:
    """Newest first, those not agreed yet among them. One statement."""
    by_id = {indicator.pk: indicator for indicator in indicators}
    records = Target.history.filter(agreement=agreement, indicator__in=by_id)
    rows: dict[int, list[Any]] = {}
    for record in records.select_related("history_user__person").order_by("history_date", "history_id"):
        rows.setdefault(record.indicator_id, []).append(record)
    found = [each for pk, own in rows.items() for each in _of_line(by_id[pk], own)]
    return sorted(found, key=lambda each: each.at, reverse=True)


def _of_line(indicator: Indicator, records: Sequence[Any]) -> list[Revision]:
    """The changes of one line: what was typed for a revision, and whether it was agreed since."""
    standing: dict[int, Any] = {}
    told: list[tuple[int, Revision]] = []
    for record in records:
        same = standing.get(record.id)
        if record.history_type == "-":
            standing.pop(record.id, None)
            told = [(pk, each) for pk, each in told if pk != record.id or each.is_agreed]
            continue
        before = same if same is not None and same.is_agreed else _in_force(standing, record)
        standing[record.id] = record
        if not record.reason:
            continue
        made = _told(indicator, before, record)
        stands_open = told and told[-1][0] == record.id and not told[-1][1].is_agreed
        if stands_open and record.is_agreed:
            told[-1] = (record.id, replace(told[-1][1], is_agreed=True))
        elif stands_open:
            told[-1] = (record.id, made)
        else:
            told.append((record.id, made))
    return [each for _pk, each in told]


def _in_force(standing: dict[int, Any], record: Any) -> Any:
    """The agreed row that this one follows."""
    rows = [
        row for row in standing.values() if row.is_agreed and row.effective_month <= record.effective_month
    ]
    return max(rows, key=lambda row: row.effective_month, default=None)


def _told(indicator: Indicator, before: Any, record: Any) -> Revision:
    return Revision(
        indicator=indicator,
        before=before.value if before is not None else None,
        after=record.value,
        month=record.effective_month,
        reason=str(RevisionReason(record.reason).label),
        note=record.reason_note,
        letter_number=record.letter_number,
        by=record.history_user,
        at=record.history_date,
        is_agreed=record.is_agreed,
    )
