"""Medians of five, each printed as it comes: what, how much, the goal, met or not."""

from collections.abc import Callable
from statistics import median
from time import perf_counter
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext


def timed(work: Callable[[], Any]) -> float:
    """Milliseconds: the median of five, after one that warms up."""
    work()
    times = []
    for _round in range(5):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return 1000 * median(times)


def fetched(sql: str, *parameters: object) -> list[tuple[Any, ...]]:
    """What bare SQL gives, without the product."""
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall()) if cursor.description else []


def statements(work: Callable[[], Any]) -> int:
    """How many it sends, apart from where its transactions begin and end."""
    with CaptureQueriesContext(connection) as captured:
        work()
    brackets = ("BEGIN", "SAVEPOINT", "RELEASE SAVEPOINT", "COMMIT")
    return sum(not query["sql"].startswith(brackets) for query in captured.captured_queries)


def line(what: str, found: str, goal: str, *, met: bool | None) -> None:
    verdict = "" if met is None else "met" if met else "NOT MET"
    print(f"{what:<44}{found:>50}  {goal:<8}{verdict}", flush=True)


def within(what: str, found: float, goal: float, unit: str = "") -> None:
    """A figure that stays below its goal."""
    line(what, f"{found:.4g} {unit}", f"≤ {goal:g}", met=found <= goal)


def ratio(what: str, mine: float, theirs: float, than: str, goal: float) -> None:
    """How many times as long as something else it takes."""
    found = f"{mine:.1f} ms = {mine / theirs:.2f} × {than}"
    line(what, found, f"≤ {goal:g}", met=mine / theirs <= goal)
