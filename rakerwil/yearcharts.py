"""A column for each year, drawn on a scale that several drawings share. Geometry only, as in `charts`."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from rakerwil.bars import at
from rakerwil.charts import Column, Label
from rakerwil.numbers import Exact

WIDTH, HEIGHT = 340, 170
TOP, BOTTOM = 34, 140
"""Between which heights the columns stand."""


class Year(NamedTuple):
    """One column; none where there is no figure."""

    label: str
    value: Exact | None


@dataclass(frozen=True)
class YearColumns:
    """One drawing: the columns with their figures above and the years beneath, and a level to be reached."""

    title: str
    width: int
    height: int
    columns: tuple[Column, ...]
    labels: tuple[Label, ...]
    zero_y: str
    level_y: str
    """Empty where there is none."""


def year_columns(
    *,
    title: str,
    years: Sequence[Year],
    highest: Exact,
    level: Exact | None,
    write: Callable[[Exact], str],
) -> YearColumns:
    """The columns of one row of years, `highest` being the top of the scale (above 0).

    `level`: what is to be reached, drawn across. `write` turns a figure into the reader's text.
    """
    step = Fraction(WIDTH, max(len(years), 1))
    tall = Fraction(BOTTOM - TOP) / (Fraction(highest) or 1)
    columns: list[Column] = []
    labels: list[Label] = []
    for place, (label, value) in enumerate(years):
        middle = at(step * place + step / 2)
        labels.append(Label(middle, at(Fraction(HEIGHT - 10)), label, "ax mid"))
        if value is None:
            labels.append(Label(middle, at(Fraction(BOTTOM - 6)), "–", "ax mid"))
            continue
        height = Fraction(value) * tall
        columns.append(
            Column(
                at(step * place + step / 5), at(BOTTOM - height), at(step * Fraction(3, 5)), at(height), "mon"
            )
        )
        labels.append(Label(middle, at(BOTTOM - height - 8), write(value), "lb mid"))
    return YearColumns(
        title=title,
        width=WIDTH,
        height=HEIGHT,
        columns=tuple(columns),
        labels=tuple(labels),
        zero_y=at(Fraction(BOTTOM)),
        level_y="" if level is None else at(BOTTOM - Fraction(level) * tall),
    )
