"""A catch-up plan as it is frozen, with the parts a meeting has set itself (domain rule 11)."""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction

from rakerwil.numbers import plain
from workplan.reporting.gaps import needed_per_month
from workplan.reporting.plain import DIVIDED, Json
from workplan.reporting.terms import IndicatorTerms


class Uneven(ValueError):
    """The parts do not add up to the gap."""

    def __init__(self, total: Decimal, gap: Decimal) -> None:
        super().__init__(f"{total} is not {gap}")
        self.total = total
        self.gap = gap

    @property
    def missing(self) -> Decimal:
        """How much of the gap no part covers; negative where the parts bring more."""
        return self.gap - self.total


def part_key(part: Json) -> str:
    """A chapter within its region: the federation's code, with the district's where there is one."""
    district = part["district_code"]
    return f"{part['federation']}-{district}" if district else str(part["federation"])


def amounts(plan: Json) -> dict[str, Decimal]:
    """Who brings how much."""
    return {part_key(part): Decimal(part["part"]) for part in plan["parts"]}


def edited(plan: Json, parts: Mapping[str, Decimal], indicator: IndicatorTerms) -> Json:
    """The plan with other parts, each with its pace; what is not named stays as it was.

    Raises Uneven unless the parts still add up to the gap exactly, ValueError for a negative part or one
    finer than the indicator's decimals.
    """
    chosen = {**amounts(plan), **parts}
    unit = Decimal(1).scaleb(-indicator.decimals)
    if any(amount < 0 or amount % unit for amount in chosen.values()):
        raise ValueError("a part is a whole number of the indicator's smallest unit")
    gap, total = Decimal(plan["gap"]), sum(chosen.values(), Decimal(0))
    if total != gap:
        raise Uneven(total, gap)
    month = int(plan["as_of"][5:])
    rows = []
    for part in plan["parts"]:
        amount = Fraction(chosen[part_key(part)])
        pace = needed_per_month(indicator, amount, month)
        rows.append(
            {
                **part,
                "part": plain(amount, indicator.decimals),
                "needed_per_month": None if pace is None else plain(pace, DIVIDED),
            }
        )
    return {**plan, "parts": rows}
