"""What the drawings of a document share: colours, shapes and words in SVG, in colour and in grey."""

from collections.abc import Sequence
from fractions import Fraction
from xml.sax.saxutils import escape, quoteattr

from rakerwil.bars import at
from rakerwil.numbers import Exact
from rakerwil.wordmarkup import FILLS, HAIR, INK, ON_FILLS, SOFT, UNWRITABLE
from workplan.exports.documents import TONES

POLYGONS = {
    "q5": ((0, 10), (5, 0), (10, 10)),
    "q4": ((0, 10), (5, 0), (10, 10)),
    "q3": ((5, 0), (10, 5), (5, 10), (0, 5)),
    "q2": ((0, 0), (5, 10), (10, 0)),
    "q1": ((0, 0), (5, 10), (10, 0)),
}
"""A category's shape in a square of ten: direction and fill survive grey print."""
HOLLOW = ("q4", "q2")


def fill(category: str) -> str:
    """The ground of a category's tile or column; white without one."""
    return f"#{FILLS.get(TONES.get(category, ''), 'FFFFFF')}"


def ink_on(category: str) -> str:
    """What is legible on that ground."""
    return f"#{ON_FILLS.get(TONES.get(category, ''), INK)}"


def svg(width: int, height: int, parts: Sequence[str]) -> str:
    """The whole drawing."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        f'font-family="Noto Sans">{"".join(parts)}</svg>'
    )


def rect(x: Exact, y: Exact, width: Exact, height: Exact, paint: str, *, is_open: bool = False) -> str:
    """A filled rectangle; an open one has a thin line around it."""
    edge = f' stroke="#{HAIR}" stroke-width="1"' if is_open else ""
    place = f'x="{at(x)}" y="{at(y)}" width="{at(width)}" height="{at(height)}"'
    return f"<rect {place} fill={quoteattr(paint)}{edge}/>"


def line(x1: Exact, y1: Exact, x2: Exact, y2: Exact, *, paint: str = f"#{INK}", dashes: str = "") -> str:
    """A straight line."""
    dashed = f' stroke-dasharray="{dashes}"' if dashes else ""
    ends = f'x1="{at(x1)}" y1="{at(y1)}" x2="{at(x2)}" y2="{at(y2)}"'
    return f'<line {ends} stroke="{paint}" stroke-width="1"{dashed}/>'


def words(
    x: Exact,
    y: Exact,
    text: str,
    size: int,
    *,
    paint: str = f"#{INK}",
    anchor: str = "start",
    bold: bool = False,
    turned: bool = False,
) -> str:
    """A line of text on its base line; `turned` reads upwards."""
    look = f' text-anchor="{anchor}"' + (' font-weight="bold"' if bold else "")
    turn = f' transform="rotate(-90 {at(x)} {at(y)})"' if turned else ""
    return (
        f'<text x="{at(x)}" y="{at(y)}" font-size="{size}" fill="{paint}"{look}{turn}>'
        f"{escape(UNWRITABLE.sub('', text))}</text>"
    )


def shape(
    x: int | Fraction, y: int | Fraction, category: str, *, paint: str = f"#{INK}", size: int = 10
) -> str:
    """A category's shape; nothing without one."""
    tone = TONES.get(category)
    if tone is None:
        return ""
    points = " ".join(
        f"{at(x + Fraction(across * size, 10))},{at(y + Fraction(down * size, 10))}"
        for across, down in POLYGONS[tone]
    )
    look = f'fill="none" stroke="{paint}" stroke-width="1.4"' if tone in HOLLOW else f'fill="{paint}"'
    return f'<polygon points="{points}" {look}/>'


def soft() -> str:
    """The paint of what stands beside."""
    return f"#{SOFT}"
