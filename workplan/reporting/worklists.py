"""The national office's working list: what a year brought, in its order, composites in place of origins."""

from dataclasses import dataclass
from typing import Any

from workplan.enums import ANSWERED_STATES, RecommendationState
from workplan.models import Composite, Disposition, Recommendation, WorkYear
from workplan.models.disposition import Subject

LAST = 1_000_000
"""After everything that has a place."""


@dataclass(frozen=True)
class Item:
    """One line: a recommendation that stands by itself, or a composite with its origins."""

    subject: Subject
    origins: tuple[Recommendation, ...]
    """The recommendation itself, or all that the composite keeps."""
    answer: Disposition | None

    @property
    def is_composite(self) -> bool:
        return isinstance(self.subject, Composite)

    @property
    def key(self) -> str:
        """`g3` for a composite, `r12` for a recommendation: its row, not its number."""
        return f"{'g' if self.is_composite else 'r'}{self.subject.pk}"

    @property
    def token(self) -> str:
        """The line and the versions that are shown: of the wording and of the answer, 0 without one."""
        return f"{self.key}.{self.subject.version}.{self.answer.version if self.answer else 0}"

    @property
    def is_answered(self) -> bool:
        return self.subject.state in ANSWERED_STATES

    @property
    def is_drafted(self) -> bool:
        return not self.is_answered and self.answer is not None

    @property
    def indicators(self) -> list[str]:
        """Codes, each once, in order."""
        return sorted({row.code for origin in self.origins for row in origin.indicators.all()})

    @property
    def name(self) -> str:
        """Where numbers alone say too little."""
        return name_of(self.subject)

    @property
    def order(self) -> tuple[Any, ...]:
        """By place; then by region and number, with composites first."""
        region = "" if self.is_composite else self.origins[0].meeting.region
        code = getattr(region, "code", "")
        return (LAST if self.subject.place is None else self.subject.place, code, self.subject.number)


def name_of(subject: Subject) -> str:
    """`DKI Jakarta R-3`, since every region has an R-3; `G-1`."""
    region = None if isinstance(subject, Composite) else subject.meeting.region
    return f"{region.short_name} {subject.code}" if region else subject.code


def items(year: WorkYear) -> list[Item]:
    """The whole list, in order; two statements."""
    rows = (
        Recommendation.objects.filter(meeting__year=year)
        .filter(state__in=(RecommendationState.RECEIVED, *ANSWERED_STATES))
        .select_related(
            "meeting__region", "meeting__year", "disposition", "composite__year", "composite__disposition"
        )
        .prefetch_related("indicators")
        .order_by("meeting__region__code", "meeting__starts_at", "number")
    )
    alone: list[Item] = []
    within: dict[Composite, list[Recommendation]] = {}
    for row in rows:
        if row.composite is None:
            alone.append(Item(row, (row,), _answer(row)))
        else:
            within.setdefault(row.composite, []).append(row)
    together = [Item(composite, tuple(origins), _answer(composite)) for composite, origins in within.items()]
    return sorted([*together, *alone], key=lambda item: item.order)


def _answer(subject: Subject) -> Disposition | None:
    return getattr(subject, "disposition", None)
