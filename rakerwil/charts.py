"""The year against its pace. Geometry only: exact figures in, coordinates as text out.

The same drawing serves the page, the PDF and the picture in the Word file.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from django.utils.translation import gettext as _

from rakerwil.bars import at
from rakerwil.numbers import Exact

MONTHS = 12


LINE = 18
"""The height of a label's line."""

Scale = Callable[[Exact], Fraction]
"""From a month or a figure to a coordinate."""


class Month(NamedTuple):
    """One month of the chart: the standing figure, what the pace expects, and what the month added."""

    label: str
    letter: str
    actual: Exact | None
    expected: Exact | None
    added: Exact | None = None


class Label(NamedTuple):
    """A word in the drawing."""

    x: str
    y: str
    text: str
    css: str


class Column(NamedTuple):
    """One month's bar beneath the lines."""

    x: str
    y: str
    width: str
    height: str
    css: str


class GridLine(NamedTuple):
    """A level of the axis."""

    y: str
    text_y: str
    text: str


@dataclass(frozen=True)
class Plot:
    """One drawing at one width: the lines, and the columns beneath (without additions, none)."""

    name: str
    width: int
    height: int
    left: str
    right: str
    axis_x: str
    grid: tuple[GridLine, ...]
    target_y: str
    """Of the target, where there is no pace that leads to it."""
    pace: str
    line: str
    area: str
    dots: tuple[tuple[str, str], ...]
    now: tuple[str, str] | None
    forecast: tuple[str, str] | None
    gap: tuple[str, str, str] | None
    """x, from y, to y."""
    labels: tuple[Label, ...]
    columns: tuple[Column, ...]
    column_labels: tuple[Label, ...]
    columns_height: int
    zero_y: str


@dataclass(frozen=True)
class Drawing:
    """The same figures drawn twice, wide and slim, so that words never shrink."""

    title: str
    summary: str
    columns_title: str
    plots: tuple[Plot, Plot]


@dataclass(frozen=True)
class _Frame:
    """The measures of a width."""

    name: str
    width: int
    height: int
    columns_height: int
    bottom: int
    letters: bool
    """Months as letters, and labels inside the drawing instead of beside it."""


FAT = 11
"""How wide a digit of the standing figure is."""

WIDE = _Frame("wide", 800, 320, 110, 294, False)
SLIM = _Frame("slim", 340, 268, 96, 244, True)


ROUND_STEPS = tuple(Fraction(step, 10) for step in (10, 20, 50, 25, 30, 40, 15, 60, 80))
"""The roundest first."""


def levels(low: Exact, high: Exact, unit: Exact = 1) -> list[Fraction]:
    """Round levels of an axis, from at or under `low` to at or over `high`: at most six, as close as can be.

    They are whole multiples of `unit`, the smallest step that the figures can take.
    """
    low, high, unit = Fraction(low), Fraction(high), Fraction(unit)
    size = unit
    while size * 50 < high - low:
        size *= 10
    found = []
    for place, part in enumerate(ROUND_STEPS):
        for step in (size * part, 10 * size * part):
            first, last = low // step, max(-(-high // step), low // step + 1)
            if step % unit == 0 and last - first <= 5:
                found.append(
                    ((last - first) * step, place, [step * level for level in range(first, last + 1)])
                )
    return min(found)[2]


def pace_chart(
    *,
    title: str,
    summary: str,
    months: Sequence[Month],
    target: Exact | None,
    forecast: Exact | None,
    needed: Exact | None,
    is_down: bool,
    from_zero: bool,
    write: Callable[[Exact], str],
    unit: Exact = 1,
) -> Drawing:
    """The standing figure month by month against the pace, with the forecast and each month's addition.

    `months` are the twelve of the year; those to come have no actual. `needed` is the addition wanted in
    each month to come. `is_down`: above the pace is behind. `from_zero` is for what adds up; a level is
    drawn on its own range. `write` turns a figure into the reader's text; `unit` is the smallest step that
    figures can take, so that the axis has no level between two of them.
    """
    chart = _Chart(months, target, forecast, needed, is_down, from_zero, write, unit)
    columns_title = _("Addition of each month")
    if needed is not None:
        columns_title = _("Addition of each month; %(needed)s a month are needed from now on") % {
            "needed": write(needed)
        }
    return Drawing(title, summary, columns_title, (chart.plot(WIDE), chart.plot(SLIM)))


@dataclass(frozen=True)
class _Chart:
    months: Sequence[Month]
    target: Exact | None
    forecast: Exact | None
    needed: Exact | None
    is_down: bool
    from_zero: bool
    write: Callable[[Exact], str]
    unit: Exact

    @property
    def as_of(self) -> int:
        """The last month with an actual, 1 to 12; 0 if there is none."""
        return max(
            (place for place, month in enumerate(self.months, 1) if month.actual is not None), default=0
        )

    def levels(self) -> list[Fraction]:
        """The axis."""
        figures = [self.target, self.forecast]
        figures += [figure for month in self.months for figure in (month.actual, month.expected)]
        known = [figure for figure in figures if figure is not None] or [0, 1]
        low = 0 if self.from_zero else min(known)
        return levels(low, max(known), self.unit)

    def plot(self, frame: _Frame) -> Plot:
        """All coordinates for one width."""
        axis_levels = self.levels()
        axis = max(len(self.write(level)) for level in axis_levels) * 7 + 12
        beside = max(len(self._target_text()), len(self._forecast_text()))
        left = Fraction(max(axis, 36))
        right = Fraction(frame.width - 10) if frame.letters else Fraction(frame.width - 16 - beside * 8)
        step = (right - left) / MONTHS
        top = Fraction(14)
        tall = (frame.bottom - top) / (axis_levels[-1] - axis_levels[0])

        def x(place: Exact) -> Fraction:
            return left + step * Fraction(place)

        def y(value: Exact) -> Fraction:
            return frame.bottom - (Fraction(value) - axis_levels[0]) * tall

        actual = [
            (place, month.actual) for place, month in enumerate(self.months, 1) if month.actual is not None
        ]
        if self.from_zero and actual:
            actual = [(0, 0), *actual]
        expected = [
            (place, month.expected)
            for place, month in enumerate(self.months, 1)
            if month.expected is not None
        ]
        if self.from_zero and expected:
            expected = [(0, 0), *expected]
        points = [(at(x(place)), at(y(value))) for place, value in actual]
        line = " ".join(",".join(point) for point in points)
        area = ""
        if self.from_zero and points:
            area = f"{at(left)},{frame.bottom} {line} {points[-1][0]},{frame.bottom}"
        columns, column_labels = self._columns(frame, x, step)
        return Plot(
            name=frame.name,
            width=frame.width,
            height=frame.height,
            left=at(left),
            right=at(right),
            axis_x=at(left - 8),
            grid=tuple(GridLine(at(y(level)), at(y(level) + 4), self.write(level)) for level in axis_levels),
            target_y="" if self.target is None or len(expected) > 1 else at(y(self.target)),
            pace=" ".join(f"{at(x(place))},{at(y(value))}" for place, value in expected),
            line=line,
            area=area,
            dots=tuple(points[1:-1] if self.from_zero else points[:-1]),
            now=points[-1] if points else None,
            forecast=None if self.forecast is None else (at(right), at(y(self.forecast))),
            gap=self._gap(x, y),
            labels=(
                *self._end_labels(frame, y, right),
                *self._now_labels(frame, x, y),
                *self._month_labels(frame, x),
            ),
            columns=columns,
            column_labels=column_labels,
            columns_height=frame.columns_height,
            zero_y=at(Fraction(frame.columns_height - 4)),
        )

    def _now(self) -> Month | None:
        return self.months[self.as_of - 1] if self.as_of else None

    def _behind(self) -> Fraction:
        """How far the figure is on the wrong side of the pace; 0 or less when it is not."""
        now = self._now()
        if now is None or now.actual is None or now.expected is None:
            return Fraction(0)
        ahead = Fraction(now.actual) - Fraction(now.expected)
        return ahead if self.is_down else -ahead

    def _gap(self, x: Scale, y: Scale) -> tuple[str, str, str] | None:
        now = self._now()
        if self._behind() <= 0 or now is None or now.actual is None or now.expected is None:
            return None
        return at(x(self.as_of)), at(y(now.expected)), at(y(now.actual))

    def _target_text(self) -> str:
        return "" if self.target is None else _("target %(figure)s") % {"figure": self.write(self.target)}

    def _forecast_text(self) -> str:
        return (
            "" if self.forecast is None else _("forecast %(figure)s") % {"figure": self.write(self.forecast)}
        )

    def _end_labels(self, frame: _Frame, y: Scale, right: Fraction) -> list[Label]:
        """What stands at the ends of the lines: beside them, or on a slim drawing above them; kept apart."""
        ends = sorted(
            (y(level), text)
            for level, text in ((self.target, self._target_text()), (self.forecast, self._forecast_text()))
            if level is not None
        )
        if frame.letters:
            shown = [end for end in ends if end == ends[-1] or ends[-1][0] - end[0] >= LINE]
            return [Label(at(right), at(height - 9), text, "lb end") for height, text in shown]
        heights = [height for height, _text in ends]
        if len(heights) == 2:
            heights[1] = max(heights[1], heights[0] + LINE)
        texts = [text for _height, text in ends]
        return [
            Label(at(right + 10), at(height + 5), text, "lb")
            for height, text in zip(heights, texts, strict=True)
        ]

    def _now_labels(self, frame: _Frame, x: Scale, y: Scale) -> list[Label]:
        """The standing figure, if there is room for it, and where it is behind, the pace and by how much."""
        now = self._now()
        if now is None or now.actual is None:
            return []
        here, level = x(self.as_of), y(now.actual)
        is_late = self.as_of > MONTHS - 2
        figure = self.write(now.actual)
        labels = [
            Label(at(here - 10), at(level - 12), figure, "lb fat end")
            if is_late
            else Label(at(here + 10), at(level + 14), figure, "lb fat")
        ]
        if not is_late and here + 10 + len(figure) * FAT > frame.width:
            labels = []
        if self._behind() <= 0 or now.expected is None:
            return labels
        pace = y(now.expected)
        if abs(pace - level) > LINE:
            text = _("pace %(figure)s") % {"figure": self.write(now.expected)}
            labels.append(Label(at(here - 8), at(pace - 4), text, "lb end"))
        if abs(pace - level) > 2 * LINE and not (frame.letters or is_late):
            text = _("over by %(figure)s") if self.is_down else _("behind by %(figure)s")
            text %= {"figure": self.write(self._behind())}
            labels.append(Label(at(here + 8), at((pace + level) / 2), text, "lb"))
        return labels

    def _month_labels(self, frame: _Frame, x: Scale) -> list[Label]:
        return [
            Label(
                at(x(place) + (x(1) - x(0)) / 2),
                at(frame.bottom + 20),
                month.letter if frame.letters else month.label,
                "ax mid",
            )
            for place, month in enumerate(self.months)
        ]

    def _columns(
        self, frame: _Frame, x: Scale, step: Fraction
    ) -> tuple[tuple[Column, ...], tuple[Label, ...]]:
        """The bars of what each month added, and dashed ones for what each month to come must add."""
        amounts: list[tuple[int, Exact, str]] = [
            (place, month.added, "mon") for place, month in enumerate(self.months) if month.added is not None
        ]
        if not amounts:
            return (), ()
        if self.needed is not None and self.needed > 0:
            amounts += [(place, self.needed, "need") for place in range(self.as_of, MONTHS)]
        tallest = max(Fraction(amount) for _place, amount, _css in amounts) or Fraction(1)
        zero = Fraction(frame.columns_height - 4)
        columns, labels = [], []
        for place, amount, css in amounts:
            height = (zero - 24) * Fraction(amount) / tallest
            columns.append(
                Column(
                    at(x(place) + step * Fraction(14, 100)),
                    at(zero - height),
                    at(step * Fraction(72, 100)),
                    at(height),
                    css,
                )
            )
            text = self.write(amount)
            if len(text) * 7 <= step:
                labels.append(Label(at(x(place) + step / 2), at(zero - height - 5), text, "ax mid"))
        return tuple(columns), tuple(labels)
