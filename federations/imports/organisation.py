"""Reading the files of the organisation (interchange, import_organisation)."""

import re
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path

from django.core.exceptions import FieldDoesNotExist
from django.db.models import CharField, Model
from django.utils.translation import gettext as _

from federations.actions.organisation import Line, Organisation
from federations.enums import COORDINATOR_OFFICE, DistrictKind, TimeZone
from federations.models import District, Federation, Region, Unit
from rakerwil.csvfiles import FileRefused, Problem, Problems, Row, read_rows, read_text

COLUMNS = {
    "regions": (
        *("code", "bps_code", "iso_code", "name", "short_name", "capital", "time_zone"),
        *("island_group", "grid_column", "grid_row"),
    ),
    "districts": ("code", "region_code", "kind", "name"),
    "federations": ("code", "name", "sector_id", "sector_en", "aliases", "active"),
    "units": ("code", "name", "task_id", "task_en"),
    "chapters": ("region_code", "federation", "district_code", "active_from", "active_to"),
}
OPTIONAL_FILES = ("districts",)
KEYS = {"chapters": ("region_code", "federation", "district_code")}

REGION_CODE = re.compile(r"[0-9]{2}")
DISTRICT_CODE = re.compile(r"[0-9]{2}\.[0-9]{2}")
SHORT_CODE = re.compile(r"[A-Z0-9]+([-_.][A-Z0-9]+)*")
LARGEST_CELL = 99


def read_folder(folder: Path) -> Organisation:
    """The organisation as the files in `folder` say it.

    Raises FileRefused with everything that is wrong in any of them: file, row, column, reason. A code is
    known when a file or the database has it; what only the database has stays as it is.
    """
    return _Reading(folder).organisation()


class _Reading:
    """The files of one folder, read once, checked against each other."""

    def __init__(self, folder: Path) -> None:
        self.problems: list[Problem] = []
        self.rows = {name: self._read(folder, name) for name in COLUMNS}

    def _read(self, folder: Path, name: str) -> list[Row]:
        path = folder / f"{name}.csv"
        if not path.exists():
            if name not in OPTIONAL_FILES:
                self.problems.append(Problem(0, "", _("is missing"), path.name))
            return []
        try:
            return read_rows(read_text(path), COLUMNS[name], problems=Problems(file=path.name))
        except FileRefused as refusal:
            self.problems += [
                Problem(problem.row, problem.column, problem.reason, path.name)
                for problem in refusal.problems
            ]
            return []

    def organisation(self) -> Organisation:
        """Everything, or FileRefused."""
        if self.problems:
            raise FileRefused(self.problems)
        organisation = Organisation(
            regions=self._regions(),
            districts=self._districts(),
            federations=self._federations(),
            units=[
                {"code": _code(row, Unit, SHORT_CODE), **_texts(row, Unit, "name", "task_id", "task_en")}
                for row in self._once("units")
            ],
            chapters=self._chapters(),
        )
        problems = [problem for rows in self.rows.values() for problem in _of(rows)]
        if problems:
            raise FileRefused(problems)
        return organisation

    def _once(self, name: str) -> list[Row]:
        """The rows of a file; the second with the same key is refused."""
        seen: dict[tuple[str, ...], int] = {}
        key = KEYS.get(name, ("code",))
        for row in self.rows[name]:
            values = tuple(row[column] for column in key)
            first = seen.setdefault(values, row.number)
            if first != row.number:
                row.refuse(key[0], _("stands in row %(row)s already") % {"row": first})
        return self.rows[name]

    def _known(self, name: str, model: type[Model]) -> set[str]:
        """Codes of a file and of the database."""
        stored: Iterable[str] = model._default_manager.values_list("code", flat=True)
        return {row["code"] for row in self.rows[name]} | set(stored)

    def _regions(self) -> list[Line]:
        codes = {row["code"] for row in self.rows["regions"]}
        taken = dict(Region.objects.exclude(code__in=codes).values_list("name", "code"))
        lines: list[Line] = []
        for row in self._once("regions"):
            other = taken.setdefault(row["name"], row["code"])
            if other != row["code"]:
                row.refuse("name", _("is the name of region %(code)s already") % {"code": other})
            lines.append(
                {
                    "code": _code(row, Region, REGION_CODE),
                    **_texts(row, Region, "bps_code", "iso_code", "name", "short_name", "capital"),
                    **_texts(row, Region, "island_group"),
                    "time_zone": row.choice("time_zone", TimeZone.values),
                    "grid_column": _cell(row, "grid_column"),
                    "grid_row": _cell(row, "grid_row"),
                }
            )
        return lines

    def _districts(self) -> list[Line]:
        regions = self._known("regions", Region)
        return [
            {
                "code": _code(row, District, DISTRICT_CODE),
                "region": _reference(row, "region_code", regions),
                "kind": row.choice("kind", DistrictKind.values),
                **_texts(row, District, "name"),
            }
            for row in self._once("districts")
        ]

    def _federations(self) -> list[Line]:
        lines: list[Line] = []
        for row in self._once("federations"):
            code = _code(row, Federation, SHORT_CODE)
            short_name = _text(row, Federation, "aliases", "short_name") if row["aliases"] else code
            lines.append(
                {
                    "code": code,
                    **_texts(row, Federation, "name", "sector_id", "sector_en"),
                    "short_name": short_name,
                    "is_active": row.flag("active"),
                }
            )
        return lines

    def _chapters(self) -> list[Line]:
        regions = self._known("regions", Region)
        federations = self._known("federations", Federation)
        seats = dict(District.objects.values_list("code", "region__code"))
        seats |= {row["code"]: row["region_code"] for row in self.rows["districts"]}
        lines: list[Line] = []
        for row in self._once("chapters"):
            if not row["active_from"]:
                row.required("active_from")
            line: Line = {
                "region": _reference(row, "region_code", regions),
                "federation": _reference(row, "federation", federations),
                "district": row["district_code"],
                "active_from": row.day("active_from"),
                "active_to": row.day("active_to"),
            }
            _check_seat(row, seats)
            if line["active_from"] and line["active_to"] and line["active_to"] < line["active_from"]:
                row.refuse("active_to", _("lies before the first day"))
            lines.append(line)
        return lines


def _of(rows: Sequence[Row]) -> list[Problem]:
    """What was found wrong in the rows of one file, by row."""
    return sorted(rows[0].problems.found, key=lambda problem: problem.row) if rows else []


def _check_seat(row: Row, seats: dict[str, str]) -> None:
    """A district must lie in the chapter's region; the coordinator's office has none."""
    district = row["district_code"]
    if not district:
        return
    if row["federation"] == COORDINATOR_OFFICE:
        row.refuse("district_code", _("the coordinator's own office is of the whole region"))
    elif district not in seats:
        row.refuse("district_code", _("“%(value)s” is not known") % {"value": district})
    elif seats[district] != row["region_code"]:
        row.refuse(
            "district_code",
            _("%(district)s lies in region %(region)s") % {"district": district, "region": seats[district]},
        )


def _code(row: Row, model: type[Model], pattern: re.Pattern[str]) -> str:
    """The code, in the form that addresses and files rely on."""
    code = _text(row, model, "code")
    if code and not pattern.fullmatch(code):
        row.refuse("code", _("“%(value)s” is not a code of this kind") % {"value": code})
    return code


def _reference(row: Row, column: str, known: Collection[str]) -> str:
    """A code that another file or the database has."""
    code = row.required(column)
    if code and code not in known:
        row.refuse(column, _("“%(value)s” is not known") % {"value": code})
    return code


def _texts(row: Row, model: type[Model], *columns: str) -> dict[str, str]:
    return {column: _text(row, model, column) for column in columns}


def _text(row: Row, model: type[Model], column: str, field_name: str = "") -> str:
    """A text that is there and fits its field."""
    value = row.required(column)
    field = model._meta.get_field(field_name or column)
    if not isinstance(field, CharField) or field.max_length is None:
        raise FieldDoesNotExist(column)
    if len(value) > field.max_length:
        row.refuse(column, _("is longer than %(count)s characters") % {"count": field.max_length})
    return value


def _cell(row: Row, column: str) -> int:
    """A place on the tile map, counted from 0."""
    row.required(column)
    figure = row.figure(column, decimals=0)
    if figure is not None and figure > LARGEST_CELL:
        row.refuse(column, _("%(value)s is too large") % {"value": row[column]})
    return int(figure or 0)
