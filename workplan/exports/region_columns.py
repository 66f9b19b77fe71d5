"""A chart of a document: a column for each region, held against one level."""

from collections.abc import Sequence
from fractions import Fraction
from typing import NamedTuple

from rakerwil.numbers import Exact
from workplan.exports.documents import Picture
from workplan.exports.drawings import fill, line, rect, shape, soft, svg, words

WIDTH, TOP, BOTTOM, HEIGHT = 850, 44, 154, 222
"""The columns stand between top and bottom; below are the names."""
BREADTH = 170
"""Millimetres."""
LEVEL = Fraction(100)
HIGHEST = Fraction(120)
"""Percent; what is more is cut off, its figure says how much it is."""


class Column(NamedTuple):
    """One region: its percent, if it has one, as the document writes it, and its category."""

    short_name: str
    value: Exact | None
    figure: str
    category: str


def region_columns(columns: Sequence[Column], *, level: str, alt: str) -> Picture:
    """The columns in their order; `level` names the line at 100 percent, `alt` says what they show."""
    step = Fraction(WIDTH - 20) / max(len(columns), 1)
    tall = (BOTTOM - TOP) / HIGHEST
    size = int(min(Fraction(11), step * Fraction(55, 100)))
    parts = []
    for place, column in enumerate(columns):
        x = 10 + step * place
        middle = x + step / 2 + Fraction(size) / 3
        height = min(max(Fraction(column.value or 0), Fraction(0)), HIGHEST) * tall
        if column.value is not None:
            parts.append(rect(x + 1, BOTTOM - height, step - 2, height, fill(column.category), is_open=True))
            parts.append(shape(x + step / 2 - 4, BOTTOM - 12, column.category, size=8) if height > 14 else "")
        paint = soft() if column.value is None else "#1C1916"
        parts.append(
            words(middle, BOTTOM - height - 5, column.figure, size, paint=paint, bold=True, turned=True)
        )
        parts.append(
            words(middle, BOTTOM + 6, column.short_name, size, paint=paint, anchor="end", turned=True)
        )
    y = BOTTOM - LEVEL * tall
    parts += [
        line(10, y, WIDTH - 10, y, dashes="4 3"),
        words(WIDTH - 10, 12, level, 11, anchor="end", paint=soft()),
        line(10, BOTTOM, WIDTH - 10, BOTTOM),
    ]
    return Picture(svg=svg(WIDTH, HEIGHT, parts), alt=alt, breadth=BREADTH)
