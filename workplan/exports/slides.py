"""One indicator on one slide, 16:9: the figure against target and pace, a bar for each part; SVG and PNG.

No word is smaller than `SMALL`, so that it is read from the back of a hall.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from textwrap import wrap
from typing import NamedTuple

from django.conf import settings
from django.utils.translation import gettext as _

from rakerwil.bars import bar
from rakerwil.numbers import Exact
from rakerwil.typesetting import drawn
from rakerwil.wording import day, month_name, percent
from rakerwil.wordmarkup import INK, TONES
from workplan.exports import documents
from workplan.exports.amounts import amount, expected, target
from workplan.exports.drawings import fill, ink_on, line, rect, shape, soft, svg, words
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.terms import Category

WIDTH, HEIGHT, EDGE = 1920, 1080, 80
SMALL, BODY, TITLE, HUGE = 28, 36, 60, 132
LETTER, BOLD = Fraction(54, 100), Fraction(60, 100)
"""The breadth of a letter as a share of its size, about."""
LONG_TITLE = 42
"""The size of a title on two lines."""
LEFT = 560
"""Breadth of the column with the figure; the bars stand right of it."""
TOP, BOTTOM = 270, 985
"""Between which heights the bars stand."""
ONE_COLUMN = 14
"""More rows than these stand in two columns."""
MOST_ROWS = 42
"""As many as fit at the smallest size; what is more is counted."""
FULL, HIGHEST = Fraction(100), Fraction(120)
"""Percent of the pace; a longer bar is cut off, its figure says how much it is."""
BREADTH = 222
"""Millimetres of the PNG: 1920 dots at the resolution of the typesetter."""


class Part(NamedTuple):
    """One region of the nation's slide, or one federation of a region's."""

    name: str
    figures: IndicatorFigures


@dataclass(frozen=True)
class Slide:
    """What stands on it; everything from the roll-up that the pages show."""

    place: str
    as_of: date
    figures: IndicatorFigures
    parts: tuple[Part, ...]
    scale: tuple[Category, ...]
    taken_on: date
    is_example: bool

    @property
    def title(self) -> str:
        """Code and name of the indicator."""
        return f"{self.figures.code} {self.figures.indicator.label.name}"

    @property
    def is_judged(self) -> bool:
        """Held against a pace; otherwise the bars are the amounts themselves."""
        return any(part.figures.achievement_to_date is not None for part in self.parts)

    @property
    def ordered(self) -> list[Part]:
        """The furthest behind first, or the largest; those without a figure last."""
        if self.is_judged:
            return sorted(
                self.parts, key=lambda part: (*_none_last(part.figures.achievement_to_date, 1), part.name)
            )
        return sorted(self.parts, key=lambda part: (*_none_last(part.figures.actual, -1), part.name))

    @property
    def source(self) -> str:
        """Where the figures come from, as of when, and when they were read."""
        told = _("Source: verified reports as of %(month)s, %(name)s. Read on %(day)s.") % {
            "month": month_name(self.as_of),
            "name": settings.CONFEDERATION["short_name"],
            "day": day(self.taken_on),
        }
        return " ".join([told, _("Example: all figures are invented.")]) if self.is_example else told

    @property
    def alt(self) -> str:
        """The slide in words."""
        row = self.figures
        told = [
            f"{self.title}, {self.place}",
            _("Actual %(actual)s %(unit)s, target %(target)s, pace %(pace)s, to date %(percent)s")
            % {
                "actual": amount(row, row.actual),
                "unit": _unit(row),
                "target": target(row),
                "pace": expected(row),
                "percent": percent(row.achievement_to_date, self.scale),
            },
            "; ".join(f"{part.name} {self.told(part)}" for part in self.ordered),
        ]
        return ". ".join(filter(None, told)) + "."

    def told(self, part: Part) -> str:
        """A part's figure: percent of the pace, or the amount."""
        if self.is_judged:
            return percent(part.figures.achievement_to_date, self.scale)
        return amount(part.figures, part.figures.actual)

    def svg(self) -> str:
        """The drawing."""
        return svg(WIDTH, HEIGHT, [*self._head(), *self._figure(), *self._bars()])

    def png(self) -> bytes:
        """The same as a picture; raises TypesettingFailed."""
        return drawn([(self.svg(), BREADTH)])[0]

    def _head(self) -> Iterator[str]:
        yield rect(0, 0, WIDTH, HEIGHT, "#FFFFFF")
        yield rect(0, 0, WIDTH, 14, "#8C1A20")
        room = WIDTH - 2 * EDGE
        yield from self._title(room)
        yield words(
            EDGE, 164, fitting(f"{self.place} · {month_name(self.as_of)}", BODY, room), BODY, paint=soft()
        )
        yield line(EDGE, 196, WIDTH - EDGE, 196)
        yield words(EDGE, HEIGHT - 34, fitting(self.source, SMALL, room), SMALL, paint=soft())

    def _title(self, room: int) -> Iterator[str]:
        """On one line where it fits, otherwise smaller, on two."""
        if len(self.title) * BOLD * TITLE <= room:
            yield words(EDGE, 104, self.title, TITLE, bold=True)
            return
        lines = wrap(self.title, int(room / (BOLD * LONG_TITLE)), max_lines=2, placeholder=" …")
        for place, text in enumerate(lines):
            yield words(EDGE, 70 + 48 * place, text, LONG_TITLE, bold=True)

    def _figure(self) -> Iterator[str]:
        """Left: the figure, how it is judged, the bar with target and pace."""
        row, category = self.figures, self.figures.category_to_date or ""
        text = amount(row, row.actual)
        size = int(min(Fraction(HUGE), Fraction(LEFT - 20) / (BOLD * max(len(text), 1))))
        yield words(EDGE, 400, text, size, bold=True)
        yield words(EDGE, 456, fitting(_unit(row), BODY, LEFT - 20), BODY, paint=soft())
        if category:
            paint = f"#{TONES[documents.TONES[category]]}"
            name = next((step.word for step in self.scale if step.code == category), "")
            yield shape(EDGE, 506, category, paint=paint, size=32)
            yield words(EDGE + 48, 536, name, BODY, paint=paint, bold=True)
            told = _("%(percent)s of the pace") % {"percent": percent(row.achievement_to_date, self.scale)}
            yield words(EDGE, 590, told, BODY)
        drawn_bar = bar(
            row.actual if row.actual_with_target is None else row.actual_with_target,
            row.target,
            row.expected,
            None,
        )
        if drawn_bar is None:
            return
        unit = Fraction(LEFT - 40, 120)
        yield rect(EDGE, 650, 100 * unit, 44, "#E5DFD5")
        yield rect(EDGE, 650, Fraction(drawn_bar.actual) * unit, 44, f"#{INK}")
        if drawn_bar.pace:
            x = EDGE + Fraction(drawn_bar.pace) * unit
            yield rect(x - 4, 634, 8, 76, "#8C1A20")
        for place, (label, value) in enumerate(
            (
                (_("Target"), target(row)),
                (_("Pace"), expected(row)),
                (_("Of the year"), percent(row.achievement, self.scale)),
            )
        ):
            yield words(EDGE, 776 + 62 * place, label, BODY, paint="#8C1A20" if place == 1 else soft())
            yield words(EDGE + LEFT - 40, 776 + 62 * place, value, BODY, anchor="end", bold=True)

    def _bars(self) -> Iterator[str]:
        """Right: a bar for each part, and the line that the pace is."""
        rows = self.ordered[:MOST_ROWS]
        if not rows:
            yield words(EDGE + LEFT + 80, TOP + 80, _("No report yet."), BODY, paint=soft())
            return
        columns = 1 if len(rows) <= ONE_COLUMN else 2
        each = -(-len(rows) // columns)
        pitch = min(Fraction(BOTTOM - TOP, each), Fraction(76))
        size = int(max(Fraction(SMALL), min(Fraction(BODY), pitch * Fraction(6, 10))))
        left = EDGE + LEFT + 70
        breadth = Fraction(WIDTH - EDGE - left - 50 * (columns - 1), columns)
        highest = (
            HIGHEST if self.is_judged else max((part.figures.actual or 0 for part in rows), default=0) or 1
        )
        for column in range(columns):
            chosen = rows[column * each : (column + 1) * each]
            x = left + column * (breadth + 50)
            yield from self._column(chosen, x, breadth, pitch, size, Fraction(highest))
        if self.is_judged:
            told = _("Percent of what the pace asks for by now; the line is 100")
        else:
            told = _("Actual")
        if len(self.parts) > len(rows):
            told += f" ({len(rows)}/{len(self.parts)})"
        yield words(left, 240, fitting(told, SMALL, WIDTH - EDGE - left), SMALL, paint=soft())

    def _column(
        self,
        rows: Sequence[Part],
        x: Fraction,
        breadth: Fraction,
        pitch: Fraction,
        size: int,
        highest: Fraction,
    ) -> Iterator[str]:
        name_room, figure_room = breadth * Fraction(38, 100), Fraction(size) * Fraction(46, 10)
        start = x + name_room
        unit = (breadth - name_room - figure_room) / highest
        thick = pitch * Fraction(62, 100)
        for place, part in enumerate(rows):
            y = TOP + pitch * place
            value = part.figures.achievement_to_date if self.is_judged else part.figures.actual
            base = y + (pitch + Fraction(size) * Fraction(7, 10)) / 2
            yield words(x, base, fitting(part.name, size, name_room - 12), size)
            category = (part.figures.category_to_date or "") if self.is_judged else ""
            if value is not None:
                length = min(max(Fraction(value), Fraction(0)), highest) * unit
                paint = fill(category) if category else f"#{INK}"
                yield rect(start, y + (pitch - thick) / 2, length, thick, paint, is_open=bool(category))
                mark = int(thick / 2)
                if category and length > mark + 12:
                    yield shape(
                        start + 6, y + (pitch - mark) / 2, category, size=mark, paint=ink_on(category)
                    )
            yield words(x + breadth, base, self.told(part), size, anchor="end", bold=value is not None)
        if self.is_judged:
            at_pace = start + FULL * unit
            yield rect(at_pace - 2, TOP - 6, 4, pitch * len(rows) + 12, "#8C1A20")


def fitting(text: str, size: int, room: Exact) -> str:
    """The text, cut where it would not fit in `room`."""
    most = max(int(Fraction(room) / (LETTER * size)), 2)
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _unit(row: IndicatorFigures) -> str:
    return "" if row.indicator.is_ratio else row.indicator.label.unit


def _none_last(value: Fraction | None, sign: int) -> tuple[bool, Fraction]:
    return value is None, sign * (value or Fraction(0))
