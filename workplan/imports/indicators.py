"""`import_indicators`: the framework of a year from a file (interchange)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.csvfiles import Problems, Row, read_rows
from rakerwil.transitions import Refused
from workplan.actions import indicators, years
from workplan.enums import Accumulation, Direction, Frequency, Measure, ReportedBy
from workplan.imports.results import Result
from workplan.imports.rows import month_in, refuse_repeated
from workplan.models import Indicator, Objective, WorkYear
from workplan.models.indicator import is_trajectory

TEXTS = (
    *("name_id", "name_en", "unit_id", "unit_en"),
    *("numerator_id", "numerator_en", "denominator_id", "denominator_en", "note"),
)
FILLED = ("objective_id", "objective_en", "name_id", "name_en", "unit_id", "unit_en")
REQUIRED = (
    *("code", "objective_id", "objective_en", "name_id", "name_en", "unit_id", "unit_en"),
    *("numerator_id", "numerator_en", "denominator_id", "denominator_en"),
    *("measure", "accumulation", "direction", "decimals", "weight", "by_sex", "needs_evidence"),
    *("subset_of", "reported_by", "note"),
)
OPTIONAL = ("frequency", "from_month", "until_month", "trajectory")
WRITTEN = (
    *("objective", "position", "measure", "accumulation", "direction", "reported_by", "frequency"),
    *("first_month", "last_month", "decimals", "weight", "trajectory", "by_sex", "needs_evidence"),
    *("subset_of", *TEXTS),
)
"""What a file says of an indicator that is known already."""
COLUMN_OF = {"first_month": "from_month", "last_month": "until_month", "objective": "objective_id"}
"""Where a field of the indicator is called otherwise in the file."""


@dataclass(frozen=True)
class Line:
    """One row that can be read: the indicator it describes, without its objective and its wider set."""

    row: Row
    indicator: Indicator


def take(text: str, number: int, *, by: User | None) -> Result:
    """Write the framework in `text` into the work year `number`, which is created and opened if missing.

    Known codes are changed where they differ, new ones added; what the file leaves out stays as it is. A file
    that names every indicator of the year sets the order, too. All or nothing: raises FileRefused with every
    problem, or Refused where the year is closed.
    """
    problems = Problems()
    rows = read_rows(text, REQUIRED, OPTIONAL, problems)
    with transaction.atomic():
        result = Result()
        year = WorkYear.objects.select_for_update().filter(year=number).first()
        if year is None:
            _check_year(number, problems)
            year = years.create_open(number, by=by)
            result.remarks.append(
                _("Work year %(year)s created: open, due on day %(day)s of the next month.")
                % {"year": number, "day": year.due_day}
            )
        years.refuse_closed(year)
        lines = [Line(row, _read(row, year)) for row in rows]
        refuse_repeated(((line.row, line.indicator.code) for line in lines if line.indicator.code), "code")
        _check_objectives(rows)
        _check_sets(lines, year)
        problems.raise_if_any()
        _write(lines, year, result, by=by)
        problems.raise_if_any()
        return result


def _check_year(number: int, problems: Problems) -> None:
    if not 2000 <= number <= 2100:
        problems.add(0, "", _("%(year)s is not a work year from 2000 to 2100") % {"year": number})
        problems.raise_if_any()


def _read(row: Row, year: WorkYear) -> Indicator:
    """The row as an indicator; what is wrong with single cells, or with cells together, is refused."""
    for column in FILLED:
        row.required(column)
    weight, decimals = row.figure("weight"), row.figure("decimals", 0)
    indicator = Indicator(
        year=year,
        code=row.required("code"),
        measure=row.choice("measure", Measure.values),
        accumulation=row.choice("accumulation", Accumulation.values),
        direction=row.choice("direction", Direction.values),
        reported_by=row.choice("reported_by", ReportedBy.values),
        frequency=row.choice("frequency", Frequency.values, Frequency.MONTHLY),
        first_month=month_in(row, "from_month", year) or year.first_month,
        last_month=month_in(row, "until_month", year) or year.last_month,
        decimals=int(decimals or 0),
        trajectory=row["trajectory"],
        by_sex=row.flag("by_sex"),
        needs_evidence=row.flag("needs_evidence"),
        **{name: row[name] for name in TEXTS},
    )
    indicator.weight = weight or Decimal(1)
    if decimals is None and not row["decimals"]:
        row.refuse("decimals", _("is empty"))
    if decimals is not None and decimals > 4:
        row.refuse("decimals", _("at most 4"))
    if weight == 0 or (weight is None and not row["weight"]):
        row.refuse("weight", _("must be more than 0"))
    _check_kind(row, indicator)
    _check_months(row, indicator)
    _check_fields(row, indicator)
    return indicator


def _check_kind(row: Row, indicator: Indicator) -> None:
    """A milestone is stock and up, without decimals; only counts are told by sex."""
    if indicator.is_milestone:
        if indicator.accumulation == Accumulation.FLOW:
            row.refuse("accumulation", _("a milestone is always stock"))
        if indicator.direction in (Direction.DOWN, Direction.MONITOR):
            row.refuse("direction", _("a milestone is always up"))
        if indicator.decimals:
            row.refuse("decimals", _("a milestone has no decimals"))
    if indicator.by_sex and indicator.measure in (Measure.RATIO, Measure.MILESTONE):
        row.refuse("by_sex", _("only counts are reported for women and men apart"))


def _check_months(row: Row, indicator: Indicator) -> None:
    if indicator.first_month > indicator.last_month:
        row.refuse("until_month", _("lies before from_month"))
    elif indicator.frequency in Frequency.values and not indicator.due_months:
        row.refuse("frequency", _("it is in force in no month in which it would be due"))
    if indicator.trajectory and not is_trajectory(indicator.trajectory):
        row.refuse(
            "trajectory",
            _("“%(value)s” is not four percents joined by /, never falling, the last 100")
            % {"value": indicator.trajectory},
        )


def _check_fields(row: Row, indicator: Indicator) -> None:
    """Lengths and the shape of the code, as the model has them."""
    try:
        indicator.clean_fields(
            exclude={"year", "objective", "position", "subset_of", "measure", "accumulation", "direction"}
            | {"reported_by", "frequency", "trajectory", "weight", "decimals", *_empty(indicator)}
        )
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            for message in messages:
                row.refuse(COLUMN_OF.get(name, name), message)


def _empty(indicator: Indicator) -> set[str]:
    """Fields without a text; those that need one have been refused already."""
    return {name for name in ("code", *TEXTS) if not getattr(indicator, name)}


def _check_objectives(rows: Sequence[Row]) -> None:
    """One objective has one name in each language."""
    first: dict[str, Row] = {}
    limit = Objective._meta.get_field("name_id").max_length or 0
    for row in rows:
        other = first.setdefault(row["objective_id"], row)
        if other["objective_en"] != row["objective_en"]:
            row.refuse(
                "objective_en",
                _("“%(value)s” differs from row %(row)s")
                % {"value": row["objective_en"], "row": other.number},
            )
        for column in ("objective_id", "objective_en"):
            if len(row[column]) > limit:
                row.refuse(column, _("is longer than %(count)s characters") % {"count": limit})


def _check_sets(lines: Sequence[Line], year: WorkYear) -> None:
    """The wider set must be an indicator of the file or of the year, and nothing a part of itself."""
    wider: dict[str, str] = dict(
        Indicator.objects.filter(year=year, subset_of__isnull=False).values_list("code", "subset_of__code")
    )
    known = set(Indicator.objects.filter(year=year).values_list("code", flat=True))
    wider |= {line.indicator.code: line.row["subset_of"] for line in lines}
    known |= {line.indicator.code for line in lines}
    for line in lines:
        code = line.row["subset_of"]
        if code and code not in known:
            line.row.refuse("subset_of", _("unknown indicator %(code)s") % {"code": code})
        elif line.indicator.code in _chain(line.indicator.code, wider):
            line.row.refuse(
                "subset_of", _("%(code)s would be part of itself") % {"code": line.indicator.code}
            )


def _chain(code: str, wider: Mapping[str, str]) -> list[str]:
    """The sets that the indicator is part of, the nearest first; in a circle it stands among them itself."""
    chain: list[str] = []
    while (code := wider.get(code, "")) and code not in chain:
        chain.append(code)
    return chain


def _write(lines: Sequence[Line], year: WorkYear, result: Result, *, by: User | None) -> None:
    """Objectives first, then the indicators, wider sets before their parts."""
    by_code = {row.code: row for row in Indicator.objects.filter(year=year)}
    objectives = _objectives(lines, year)
    _set_positions(lines, by_code, indicators.next_position(year))
    wider = {line.indicator.code: line.row["subset_of"] for line in lines}
    for line in sorted(lines, key=lambda line: len(_chain(line.indicator.code, wider))):
        told = line.indicator
        told.objective = objectives[line.row["objective_id"]]
        told.subset_of = by_code.get(line.row["subset_of"])
        stored = by_code.get(told.code)
        if stored is None:
            indicators.insert(told, by=by)
            by_code[told.code] = told
            result.count(added=True)
            continue
        for name in WRITTEN:
            setattr(stored, name, getattr(told, name))
        try:
            result.count(changed=bool(indicators.edit(stored, stored.version, by=by)))
        except Refused as refusal:
            line.row.refuse("code", str(refusal))


def _set_positions(lines: Sequence[Line], by_code: Mapping[str, Indicator], following: int) -> None:
    """The file's order if it names every indicator; otherwise new ones follow those that stand."""
    names_all = by_code.keys() <= {line.indicator.code for line in lines}
    for number, line in enumerate(lines, 1):
        stored = by_code.get(line.indicator.code)
        if names_all:
            line.indicator.position = number
        elif stored is not None:
            line.indicator.position = stored.position
        else:
            line.indicator.position, following = following, following + 1


def _objectives(lines: Sequence[Line], year: WorkYear) -> dict[str, Objective]:
    """The year's objectives by Indonesian name, the file's added after those that stand, or renamed."""
    objectives = {row.name_id: row for row in Objective.objects.filter(year=year)}
    last = max((row.position for row in objectives.values()), default=0)
    for line in lines:
        name_id, name_en = line.row["objective_id"], line.row["objective_en"]
        objective = objectives.get(name_id)
        if objective is None:
            last += 1
            objectives[name_id] = Objective.objects.create(
                year=year, position=last, name_id=name_id, name_en=name_en
            )
        elif objective.name_en != name_en:
            objective.name_en = name_en
            objective.version += 1
            objective.save()
    return objectives
