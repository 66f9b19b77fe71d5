"""Taking over the organisation from its files: all of it or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.db.models import Model

from federations.actions.chapters import ensure_coordinator_office
from federations.enums import COORDINATOR_OFFICE
from federations.models import Chapter, District, Federation, Region, Unit, User
from rakerwil.versions import sign

Line = Mapping[str, Any]
"""One row of a file as fields of its model; regions, districts and federations by their code."""


@dataclass(frozen=True)
class Organisation:
    """Who they are, as the files say: checked, and complete in itself or with what the database has."""

    regions: Sequence[Line] = ()
    districts: Sequence[Line] = ()
    federations: Sequence[Line] = ()
    units: Sequence[Line] = ()
    chapters: Sequence[Line] = ()


@dataclass
class Tally:
    """What taking over one kind of rows came to."""

    rows: int = 0
    created: int = 0
    changed: int = 0


@dataclass
class Outcome:
    """What was written, by file name without its ending."""

    tallies: dict[str, Tally] = field(default_factory=dict)

    @property
    def has_changes(self) -> bool:
        return any(tally.created or tally.changed for tally in self.tallies.values())


@transaction.atomic
def take_over(organisation: Organisation, *, by: User | None, dry_run: bool = False) -> Outcome:
    """Create what is new, update what differs, leave alone what the files do not name.

    The same files twice change nothing. Regions with a chapter get their KORWIL chapter; where the files name
    it, with the dates they say. With `dry_run` everything is tried and nothing kept.
    """
    outcome = Outcome()

    def write(name: str, model: type[Model], lines: Iterable[Line], key: Sequence[str]) -> None:
        outcome.tallies[name] = _write(model, list(lines), key, by)

    _free_names(organisation.regions)
    write("regions", Region, organisation.regions, ["code"])
    regions = {region.code: region for region in Region.objects.all()}
    write("districts", District, _with(organisation.districts, region=regions), ["code"])
    districts = {district.code: district for district in District.objects.all()}
    write("federations", Federation, organisation.federations, ["code"])
    federations = {federation.code: federation for federation in Federation.objects.all()}
    write("units", Unit, organisation.units, ["code"])
    chapters = _with(organisation.chapters, region=regions, federation=federations, district=districts)
    write("chapters", Chapter, chapters, ["region", "federation", "district"])
    named = {line["region"] for line in organisation.chapters if line["federation"] == COORDINATOR_OFFICE}
    for region in Region.objects.exclude(code__in=named).exclude(chapters=None).distinct():
        ensure_coordinator_office(region, by=by)
    if dry_run:
        transaction.set_rollback(True)
    return outcome


def _free_names(lines: Sequence[Line]) -> None:
    """Two regions may exchange their names: those about to be renamed give theirs up first."""
    names = {line["code"]: line["name"] for line in lines}
    for region in Region.objects.filter(code__in=names):
        if region.name != names[region.code]:
            region.name = region.code
            region.save(update_fields=["name"])


def _with(lines: Iterable[Line], **lookups: Mapping[str, Model]) -> list[Line]:
    """The lines with the rows that their codes name; an empty code is nothing."""
    return [
        {**line, **{name: rows[line[name]] if line[name] else None for name, rows in lookups.items()}}
        for line in lines
    ]


def _write(model: type[Model], lines: Sequence[Line], key: Sequence[str], by: User | None) -> Tally:
    """Create or update one row per line; `key` tells which."""
    joins = {"region", "federation", "district"} & {relation.name for relation in model._meta.get_fields()}
    stored = model._default_manager.select_related(*joins)
    known = {tuple(getattr(row, name) for name in key): row for row in stored}
    tally = Tally(rows=len(lines))
    for line in lines:
        row = known.get(tuple(line[name] for name in key))
        if row is None:
            row = model(**line)
            tally.created += 1
        else:
            changes = {name: value for name, value in line.items() if getattr(row, name) != value}
            if not changes:
                continue
            for name, value in changes.items():
                setattr(row, name, value)
            row.version += 1  # type: ignore[attr-defined]
            tally.changed += 1
        sign(row, by)
        row.save()
    return tally
