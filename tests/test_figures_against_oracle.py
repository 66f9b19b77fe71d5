"""The printed figures of the product against the oracle's, to the character, on worlds of every shape."""

import json
from io import StringIO
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from tests.oracle import Oracle
from tests.oracle_rows import Row, World
from tests.worlds import random_world, write

AS_OF = (1, 5, 8, 9, 12)
SEEDS = [*range(25), *(pytest.param(seed, marks=pytest.mark.full) for seed in range(25, 250))]


def printed(*command: str) -> Any:
    out = StringIO()
    call_command(*command, stdout=out)
    return json.loads(out.getvalue())


def load(world: World, folder: Path) -> None:
    """Through the import commands, as an installation would."""
    write(world, folder)
    year = ["--year", str(world.year)]
    call_command("import_organisation", str(folder), stdout=StringIO())
    for name in ("indicators", "targets", "pledges", "contributions"):
        call_command(f"import_{name}", str(folder / f"{name}.csv"), *year, stdout=StringIO())


def asked(world: World, as_of: int) -> list[str]:
    return ["--year", str(world.year), "--as-of", f"{world.year}-{as_of:02}"]


def codes(rows: list[Row]) -> list[str]:
    return [row["code"] for row in rows]


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """Every figure by its path, so that a difference names itself."""
    if isinstance(value, dict):
        pairs = [(f"{path}.{key}", inner) for key, inner in value.items()]
    elif isinstance(value, list):
        pairs = [(f"{path}[{name_of(inner, place)}]", inner) for place, inner in enumerate(value)]
    else:
        return {path: value}
    return {path: type(value).__name__} | {
        name: figure for key, inner in pairs for name, figure in flat(inner, key).items()
    }


def name_of(value: dict[str, Any], place: int) -> str:
    names = (value.get("code"), value.get("federation"), value.get("district_code"))
    return f"{place}:" + "-".join(name for name in names if name)


def differences(found: Any, oracle: Any) -> list[str]:
    left, right = flat(found), flat(oracle)
    paths = [*left, *(path for path in right if path not in left)]
    return [
        f"{path}: printed {left.get(path, 'nothing')!r}, oracle {right.get(path, 'nothing')!r}"
        for path in paths
        if left.get(path, "nothing") != right.get(path, "nothing")
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_figures_of_a_random_world(seed, tmp_path):
    world = random_world(seed)
    load(world, tmp_path)

    for as_of in AS_OF:
        roll_up = printed("rollup", *asked(world, as_of))

        assert differences(roll_up, Oracle(world, as_of).roll_up()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("seed", SEEDS)
def test_catch_up_plans_of_a_random_world(seed, tmp_path):
    world = random_world(seed)
    load(world, tmp_path)
    as_of = AS_OF[seed % len(AS_OF)]

    for region, indicator in product(codes(world.regions), codes(world.indicators)):
        plan = printed("catch_up", *asked(world, as_of), "--region", region, "--indicator", indicator)

        assert differences(plan, Oracle(world, as_of).catch_up(region, indicator)) == []
