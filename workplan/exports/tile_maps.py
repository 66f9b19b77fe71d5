"""The map of a document: one square per region, coloured by its category, with the figure printed in it."""

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rakerwil.wording import NONE
from workplan.exports.documents import Judged, Picture
from workplan.exports.drawings import fill, ink_on, rect, shape, soft, svg, words

WIDE, HIGH, GAP = 60, 50, 3
"""A square's breadth and height, and the gap to the next."""
LEGEND = 34
BREADTH = 170
"""Millimetres."""


class Tile(NamedTuple):
    """One region's square; without a category it stays white."""

    name: str
    short_name: str
    column: int
    row: int
    figure: str
    category: str


def tile_map(title: str, tiles: Sequence[Tile], scale: Sequence[Judged]) -> Picture:
    """The map of `tiles` with a legend of the categories of `scale`, best first, and how many have each."""
    counts = Counter(tile.category for tile in tiles)
    width = WIDE * (max((tile.column for tile in tiles), default=0) + 1)
    height = HIGH * (max((tile.row for tile in tiles), default=0) + 1) + LEGEND
    parts = [part for tile in tiles for part in _square(tile)]
    parts += _legend(scale, counts, height - 8)
    return Picture(svg=svg(width, height, parts), alt=_told(title, tiles, scale), breadth=BREADTH)


def _square(tile: Tile) -> list[str]:
    x, y = tile.column * WIDE, tile.row * HIGH
    ink = ink_on(tile.category) if tile.category else soft()
    return [
        rect(x, y, WIDE - GAP, HIGH - GAP, fill(tile.category), is_open=not tile.category),
        words(x + 5, y + 14, tile.short_name, 11, paint=ink),
        shape(x + 5, y + HIGH - GAP - 17, tile.category, paint=ink),
        words(
            x + WIDE - GAP - 5,
            y + HIGH - GAP - 7,
            tile.figure,
            18,
            paint=ink,
            anchor="end",
            bold=bool(tile.category),
        ),
    ]


def _legend(scale: Sequence[Judged], counts: Counter[str], y: int) -> list[str]:
    parts, x = [], 0
    for step in scale:
        label = f"{step.word} {counts[step.category]}"
        parts += [
            rect(x, y - 12, 16, 16, fill(step.category)),
            shape(x + 3, y - 9, step.category, paint=ink_on(step.category)),
            words(x + 21, y, label, 11),
        ]
        x += 40 + 7 * len(label)
    if counts[""]:
        parts += [
            rect(x, y - 12, 16, 16, fill(""), is_open=True),
            words(x + 21, y, f"{_('no figure')} {counts['']}", 11, paint=soft()),
        ]
    return parts


def _told(title: str, tiles: Sequence[Tile], scale: Sequence[Judged]) -> str:
    """The map in words: category by category, each region with its figure."""
    told = [title]
    for step in [*scale, Judged(_("no figure"))]:
        chosen = [tile for tile in tiles if tile.category == step.category]
        if chosen:
            names = ", ".join(
                f"{tile.name} {tile.figure}" if tile.figure != NONE else tile.name for tile in chosen
            )
            told.append(
                ngettext(
                    "%(word)s, %(count)s region: %(names)s",
                    "%(word)s, %(count)s regions: %(names)s",
                    len(chosen),
                )
                % {"word": step.word, "count": len(chosen), "names": names}
            )
    return ". ".join(told) + "."
