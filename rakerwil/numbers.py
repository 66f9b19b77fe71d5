"""How exact numbers become text: rounded half away from zero, never −0, never through a float."""

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

Exact = Fraction | Decimal | int
"""What a figure may be: never a float."""

SEPARATORS = {"id": (".", ","), "en": (",", ".")}
"""Thousands and decimal separator by language."""


def _scaled(value: Exact, decimals: int) -> int:
    """`value` in units of 10^-decimals, rounded half away from zero."""
    top, bottom = value.as_integer_ratio()
    whole = (2 * abs(top) * 10**decimals + bottom) // (2 * bottom)
    return int(-whole if top < 0 else whole)


def round_half_up(value: Exact, decimals: int) -> Decimal:
    """`value` with `decimals` places, half away from zero; exact for any size, and −0 is 0."""
    return Decimal(f"{_scaled(value, decimals)}e-{decimals}")


def plain(value: Exact, decimals: int) -> str:
    """`value` in plain decimal notation with exactly `decimals` places: `-1234.5000`."""
    scaled = _scaled(value, decimals)
    sign = "-" if scaled < 0 else ""
    if decimals == 0:
        return f"{sign}{abs(scaled)}"
    whole, part = divmod(abs(scaled), 10**decimals)
    return f"{sign}{whole}.{part:0{decimals}d}"


def spelled(value: Exact, decimals: int = 0, language: str = "id") -> str:
    """`value` as people read it, thousands grouped: `−1.234,5` in Indonesian, `−1,234.5` in English."""
    group, point = SEPARATORS[language]
    text = plain(value, decimals)
    whole, _, part = text.removeprefix("-").partition(".")
    sign = "\N{MINUS SIGN}" if text.startswith("-") else ""
    return f"{sign}{int(whole):,}".replace(",", group) + (point + part if part else "")


def decimals_near(value: Exact, cut_offs: Iterable[Exact], decimals: int = 1) -> int:
    """How many places `value` needs so that rounding carries it over none of `cut_offs`.

    At least `decimals`; more only where the rounded figure would stand on the other side of a cut-off
    than the exact one (domain rule 6: 90,96 stays 90,96 when the cut-off is 91). Cut-offs have an end
    in decimal notation; a third would never be reached.
    """
    bounds = tuple(cut_offs)
    while _crosses(value, round_half_up(value, decimals), bounds):
        decimals += 1
    return decimals


def _crosses(value: Exact, rounded: Decimal, bounds: Iterable[Exact]) -> bool:
    """Whether some bound lies between a value and its rounding."""
    return any((rounded >= bound) != (value >= bound) for bound in bounds)
