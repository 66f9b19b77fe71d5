"""A meeting's data position: the region's figures that everything said in it refers to.

Plain JSON types, so that a frozen position and the live one read alike.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils import timezone

from federations.models import Region
from workplan.models import Indicator, Meeting, WorkYear
from workplan.reporting import catch_ups, diagnoses, ledgers, rollup
from workplan.reporting.gaps import is_closable
from workplan.reporting.plain import Json, catch_up_json, region_json, region_scope_json
from workplan.reporting.scopes import Moment


def as_of(meeting: Meeting) -> date:
    """The month a meeting looks back from: the last whose due day had come when it met, or has come now."""
    return meeting.year.default_as_of(min(meeting.day, timezone.localdate(timezone=meeting.zone)))


def month_of(position: Json) -> date:
    """The month a position looks back from."""
    return date.fromisoformat(f"{position['as_of']}-01")


def live(year: WorkYear, region: Region, month: date) -> Json:
    """The region's score and indicators as they are now, as of a month; five statements."""
    figures = rollup.region(year, region, month).regions[0]
    return {
        "year": year.year,
        "as_of": f"{month:%Y-%m}",
        "region": region_scope_json(figures.scope),
    }


def freezable(year: WorkYear, region: Region, month: date, codes: Collection[str] | None = None) -> Json:
    """What a data position keeps: the region with its chapters, every gap's plan, and why each lags.

    `codes`: plans of these indicators only. Six statements.
    """
    ledger = ledgers.read(year, month, region)
    wider = dict(
        Indicator.objects.filter(year=year, subset_of__isnull=False).values_list("code", "subset_of__code")
    )
    moment = Moment(ledger.terms, month.month)
    terms = ledger.regions[0]
    figures = moment.region(terms, ledger.reports).regions[0]
    plans = {
        row.code: catch_ups.catch_up(moment, terms, ledger.reports, row.indicator)
        for row in figures.scope.indicators
        if is_closable(row.indicator) and row.gap and (codes is None or row.code in codes)
    }
    return {
        "year": year.year,
        "as_of": f"{month:%Y-%m}",
        "region": region_json(figures, year.year),
        "catch_ups": {code: catch_up_json(plan) for code, plan in plans.items() if plan.parts},
        "diagnoses": {
            row.code: diagnoses.diagnosis_json(
                diagnoses.facts(moment, terms, ledger.reports, row, wider), year.year
            )
            for row in figures.scope.indicators
            if diagnoses.lags(row)
        },
    }


def diagnosis_of(position: Json, code: str) -> Json | None:
    """Why the indicator lags; None where it does not, or in a position frozen before reasons were kept."""
    found: Json | None = position.get("diagnoses", {}).get(code)
    return found


def row_of(position: Json, code: str) -> Json | None:
    """One indicator's figures in a position."""
    return next((row for row in position["region"]["indicators"] if row["code"] == code), None)


def lags(row: Json) -> bool:
    """Behind its pace, or reports were due against a target and nothing is verified."""
    is_unheard = row["actual"] is None and row["target"] is not None and row["due"] > 0
    return row["on_track"] is False or is_unheard


def worst_first(position: Json) -> list[Json]:
    """The indicators that lag, the furthest behind first."""
    behind = [row for row in position["region"]["indicators"] if lags(row)]
    return sorted(behind, key=lambda row: (_percent(row), row["code"]))


def _percent(row: Json) -> Decimal:
    """No report is no achievement."""
    return Decimal(row["achievement_to_date"] or 0)


@dataclass(frozen=True)
class Change:
    """An indicator whose actual is not what it was when the position was frozen."""

    code: str
    before: str | None
    now: str | None


def changes(frozen: Json, current: Json) -> list[Change]:
    """What has changed since, in the framework's order; both as of the same month."""
    before: dict[str, Any] = {row["code"]: row["actual"] for row in frozen["region"]["indicators"]}
    return [
        Change(row["code"], before[row["code"]], row["actual"])
        for row in current["region"]["indicators"]
        if row["code"] in before and before[row["code"]] != row["actual"]
    ]
