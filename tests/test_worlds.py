"""The random worlds: repeatable, rich enough to prove something; and what must hold in every one."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from typing import Any

import pytest

from tests.oracle import Oracle, roll_up
from tests.oracle_rows import World
from tests.worlds import random_world

SEEDS = range(12)


def scopes(figures: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The nation, the regions and the chapters of a roll-up."""
    yield figures["nation"]
    for region in figures["regions"]:
        yield region
        yield from region["chapters"]


def sums(scopes: list[dict[str, Any]], name: str) -> list[Fraction | None]:
    """By indicator, of those that have it; none where none has."""
    columns = zip(*[[row[name] for row in scope["indicators"]] for scope in scopes], strict=True)
    present = [[Fraction(value) for value in column if value is not None] for column in columns]
    return [sum(column, Fraction(0)) if column else None for column in present]


def official(figures: dict[str, Any]) -> list[Any]:
    """All but what counts reports."""
    counts = {"completeness", "timeliness", "reports", "pending", "chapters", "indicators"}
    blocks = [block for scope in scopes(figures) for block in (scope, *scope["indicators"])]
    return [{name: value for name, value in block.items() if name not in counts} for block in blocks]


def test_world_of_a_seed_is_the_same_again():
    assert random_world(7) == random_world(7)
    assert random_world(7) != random_world(8)


def test_worlds_reach_every_key_with_and_without_a_figure():
    seen: Counter[tuple[str, bool]] = Counter()
    for seed in range(20):
        for scope in scopes(roll_up(random_world(seed), 9)):
            seen.update((name, value is None) for row in scope["indicators"] for name, value in row.items())
            seen.update((f"scope {name}", value is None) for name, value in scope.items())

    always = {"code", "pending", "reports", "due", "name", "federation", "indicators", "chapters"}
    names = {name for name, _ in seen} - always - {f"scope {name}" for name in always}
    assert {name for name in names if not (seen[name, True] and seen[name, False])} == set()


@pytest.mark.parametrize("seed", SEEDS)
def test_parts_add_up_to_the_whole_at_every_level(seed):
    figures = roll_up(random_world(seed), 9)

    for name in ("numerator", "denominator", "reports", "due", "pending"):
        whole = sums([figures["nation"]], name)
        assert sums(figures["regions"], name) == whole
        for region in (region for region in figures["regions"] if region["chapters"]):
            assert sums(region["chapters"], name) == sums([region], name)


@pytest.mark.parametrize("seed", SEEDS)
def test_catch_up_parts_add_up_to_the_gap(seed):
    world = random_world(seed)

    for region in world.regions:
        for indicator in world.indicators:
            plan = Oracle(world, 8).catch_up(region["code"], indicator["code"])
            parts = [Fraction(part["part"]) for part in plan["parts"]]
            assert parts == [] or sum(parts) == Fraction(plan["gap"])


@pytest.mark.parametrize("seed", SEEDS)
def test_december_to_date_equals_the_year(seed):
    for scope in scopes(roll_up(random_world(seed), 12)):
        assert (scope["score_to_date"], scope["category_to_date"]) == (scope["score"], scope["category"])
        owing = [row for row in scope["indicators"] if row["due"]]
        assert [row["achievement_to_date"] for row in owing] == [row["achievement"] for row in owing]


@pytest.mark.parametrize("seed", SEEDS)
def test_order_of_entry_does_not_matter(seed):
    world = random_world(seed)
    names = ("chapters", "targets", "pledges", "contributions")
    turned: World = replace(world, **{name: getattr(world, name)[::-1] for name in names})

    assert roll_up(turned, 7) == roll_up(world, 7)


@pytest.mark.parametrize("seed", SEEDS)
def test_reports_that_are_not_verified_change_no_official_figure(seed):
    world = random_world(seed)
    verified = [row for row in world.contributions if row["status"] == "verified"]

    without = roll_up(replace(world, contributions=verified), 9)

    assert official(without) == official(roll_up(world, 9))
