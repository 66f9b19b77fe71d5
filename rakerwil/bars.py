"""Where the small drawings beside a figure lie: its bar against the target, its last months.

Geometry only: exact figures in, coordinates as text out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from rakerwil.numbers import Exact, plain


def at(value: Exact) -> str:
    """A coordinate: one decimal and a point; a template would write the comma of the reader's language."""
    return plain(value, 1)


@dataclass(frozen=True)
class Bar:
    """A bar on a ground 100 wide that ends at the target; up to 120, so that more than all is seen."""

    actual: str
    before: str
    added: str
    pace: str
    """Where the pace mark stands; empty without an expected value."""


def bar(
    actual: Exact | None, target: Exact | None, expected: Exact | None, before: Exact | None
) -> Bar | None:
    """The bar of `actual` against `target`; with `before`, its part up to the month before is told apart.

    None without a target, or with a target of 0 to be reached: there is nothing to measure against.
    """
    if target is None or target <= 0:
        return None

    def along(value: Exact | None) -> Fraction:
        share = Fraction(0) if value is None else 100 * Fraction(value) / Fraction(target)
        return min(max(share, Fraction(0)), Fraction(120))

    end = along(actual)
    start = min(along(before), end)
    return Bar(
        actual=at(end),
        before=at(start),
        added=at(end - start),
        pace="" if expected is None else at(min(along(expected), Fraction(119))),
    )


class SparkBar(NamedTuple):
    """One month of a flow."""

    x: str
    y: str
    width: str
    height: str
    is_last: bool


@dataclass(frozen=True)
class Spark:
    """84 × 24: bars of a flow, or the line of a stock, broken where a month is missing."""

    bars: tuple[SparkBar, ...] = ()
    lines: tuple[str, ...] = ()
    last: tuple[str, str] | None = None


def spark_bars(values: Sequence[Exact | None]) -> Spark:
    """Additions month by month, oldest first; a declared zero is a hairline, a missing month is a gap."""
    slot = Fraction(84, max(len(values), 1))
    tallest = max((value for value in values if value is not None), default=0) or 1
    return Spark(
        bars=tuple(
            SparkBar(
                x=at(slot * place),
                y=at(24 - height),
                width=at(slot * Fraction(4, 5)),
                height=at(height),
                is_last=place == len(values) - 1,
            )
            for place, value in enumerate(values)
            if value is not None
            for height in [max(Fraction(22) * Fraction(value) / Fraction(tallest), Fraction(1))]
        )
    )


def spark_line(values: Sequence[Exact | None]) -> Spark:
    """A level month by month, oldest first."""
    known = [Fraction(value) for value in values if value is not None]
    if not known:
        return Spark()
    low, span = min(known), max(known) - min(known)
    step = Fraction(78, max(len(values) - 1, 1))

    def point(place: int, value: Exact) -> tuple[str, str]:
        height = Fraction(1, 2) if span == 0 else (Fraction(value) - low) / span
        return at(3 + step * place), at(20 - 16 * height)

    lines: list[list[str]] = [[]]
    last = None
    for place, value in enumerate(values):
        if value is None:
            lines.append([])
            continue
        last = point(place, value)
        lines[-1].append(",".join(last))
    return Spark(lines=tuple(" ".join(line) for line in lines if len(line) > 1), last=last)
