"""`import_targets`: targets of regions, and of the nation's ratios, from a file (interchange)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from federations.models import Region, User
from rakerwil.csvfiles import Problems, Row, read_rows
from rakerwil.transitions import Refused
from workplan.actions import agreements, targets
from workplan.imports.results import Result
from workplan.imports.rows import month_in, open_year, refuse_repeated
from workplan.models import Agreement, Indicator, Target, WorkYear

REQUIRED = ("region_code", "indicator", "value")
OPTIONAL = ("baseline", "effective_month")


@dataclass(frozen=True)
class Line:
    """One row that can be read."""

    row: Row
    region: Region | None
    indicator: Indicator | None
    month: date
    value: Decimal | None
    baseline: Decimal | None


def take(text: str, number: int, *, by: User | None) -> Result:
    """Write the targets in `text` into the work year `number`; they count at once.

    A region without an agreement gets one, agreed today; without a month a target holds from January; a
    revision is a row with its month. All or nothing: raises FileRefused with every problem, or Refused where
    the year is missing or closed.
    """
    problems = Problems()
    rows = read_rows(text, REQUIRED, OPTIONAL, problems)
    with transaction.atomic():
        year = open_year(number)
        regions = {region.code: region for region in Region.objects.all()}
        indicators = {row.code: row for row in Indicator.objects.filter(year=year)}
        lines = [_read(row, year, regions, indicators) for row in rows]
        refuse_repeated(
            ((line.row, (line.row["region_code"], line.row["indicator"], line.month)) for line in lines),
            "indicator",
        )
        result = Result()
        known = _agreements(lines, year, result, by=by)
        problems.raise_if_any()
        _write(lines, known, result, by=by)
        return result


def _read(
    row: Row, year: WorkYear, regions: Mapping[str, Region], indicators: Mapping[str, Indicator]
) -> Line:
    region = regions.get(row["region_code"])
    if region is None and row["region_code"]:
        row.refuse("region_code", _("unknown region %(code)s") % {"code": row["region_code"]})
    code = row.required("indicator")
    indicator = indicators.get(code)
    if code and indicator is None:
        row.refuse("indicator", _("unknown indicator %(code)s") % {"code": code})
    decimals = indicator.decimals if indicator else 4
    row.required("value")
    line = Line(
        row=row,
        region=region,
        indicator=indicator,
        month=month_in(row, "effective_month", year) or year.first_month,
        value=row.figure("value", decimals),
        baseline=row.figure("baseline", decimals),
    )
    if indicator is not None:
        _check_kind(row, indicator)
    return line


def _check_kind(row: Row, indicator: Indicator) -> None:
    """No target for what is only watched; the nation's only for ratios; a baseline only for stock counts."""
    if not indicator.has_target:
        row.refuse("indicator", _("%(code)s is only watched: it has no target") % {"code": indicator.code})
    if not row["region_code"] and not indicator.is_ratio:
        row.refuse("region_code", _("only ratios have a target of the nation"))
    if row["baseline"] and not indicator.takes_baseline:
        row.refuse("baseline", _("only a stock count has a baseline"))


def _agreements(
    lines: Sequence[Line], year: WorkYear, result: Result, *, by: User | None
) -> dict[int | None, Agreement]:
    """By region id, made where there is none; a first draft on its page is left alone and refused."""
    known: dict[int | None, Agreement] = {}
    refused: dict[int | None, str] = {}
    made = 0
    for line in lines:
        if line.region is None and line.row["region_code"]:
            continue
        region_id = line.region.pk if line.region else None
        if region_id not in known and region_id not in refused:
            try:
                known[region_id], is_new = agreements.take_in(year, line.region, by=by)
                made += is_new
            except Refused as refusal:
                refused[region_id] = str(refusal)
        if region_id in refused:
            line.row.refuse("region_code", refused[region_id])
    if made:
        result.remarks.append(_("Agreements created, agreed as of today: %(count)s") % {"count": made})
    return known


def _write(
    lines: Sequence[Line], known: Mapping[int | None, Agreement], result: Result, *, by: User | None
) -> None:
    stored = {
        (row.agreement_id, row.indicator_id, row.effective_month): row
        for row in Target.objects.agreed().filter(agreement__in=known.values())
    }
    for line in lines:
        agreement = known[line.region.pk if line.region else None]
        if line.indicator is None or line.value is None:
            continue
        old = stored.get((agreement.pk, line.indicator.pk, line.month))
        has_changed = targets.record(
            old, agreement, line.indicator, line.month, line.value, line.baseline, by=by
        )
        result.count(added=old is None, changed=has_changed)
