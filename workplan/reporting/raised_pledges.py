"""What leaders added in the room, indicator by indicator: how far it fills the gap, what waits."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

from workplan.models import Indicator, Meeting, RaisedPledge, Transition


@dataclass(frozen=True)
class Raised:
    """One that was said, and what became of it."""

    row: RaisedPledge
    is_taken_back: bool
    is_taken_over: bool
    """Its amount is in the chapter's pledge."""

    @property
    def counts(self) -> bool:
        return not self.is_taken_back

    @property
    def waits(self) -> bool:
        """Said, and not in the pledges yet."""
        return not self.is_taken_back and not self.is_taken_over


def taken_over(rows: Collection[RaisedPledge]) -> set[int]:
    """The ids of those that the coordinator added to the pledges; one statement."""
    noun = RaisedPledge._meta.label_lower
    steps = Transition.objects.filter(noun=noun, verb="take_over", object_id__in=[row.pk for row in rows])
    return set(steps.values_list("object_id", flat=True))


def of_meeting(meeting: Meeting, indicator: Indicator | None = None) -> list[Raised]:
    """What was said, of one indicator or of all, in the order in which it was said; two statements."""
    rows = (
        RaisedPledge.objects.said()
        .filter(meeting=meeting)
        .select_related(
            "indicator",
            "chapter__federation",
            "chapter__district",
            "chapter__region",
            "participant__person",
            "taken_back",
        )
    )
    if indicator is not None:
        rows = rows.filter(indicator=indicator)
    said = list(rows)
    over = taken_over(said)
    return [Raised(row, hasattr(row, "taken_back"), row.pk in over) for row in said]


def waiting(meeting: Meeting, indicator: Indicator) -> list[RaisedPledge]:
    """Those that are not in the pledges yet."""
    return [raised.row for raised in of_meeting(meeting, indicator) if raised.waits]


def total(found: Iterable[Raised]) -> Decimal:
    """What was added and stands."""
    return sum((raised.row.amount for raised in found if raised.counts), Decimal(0))


def totals(meeting: Meeting) -> dict[str, Decimal]:
    """What was added by indicator code; one statement."""
    sums: dict[str, Decimal] = {}
    for code, amount in (
        RaisedPledge.objects.standing().filter(meeting=meeting).values_list("indicator__code", "amount")
    ):
        sums[code] = sums.get(code, Decimal(0)) + amount
    return sums
