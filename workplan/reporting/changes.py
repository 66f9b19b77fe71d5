"""Why a figure is not what it was: the parts of a difference, which add up to it exactly.

Two states of the same reports are held against each other: what was known then, as of a month, and what is
known later, as of the same month or a later one. No database here; amounts as in `amounts`.

Of a flow each chapter's month is a part of its own, of a stock each chapter (its latest month stands, domain
rule 1). Each part has one cause, the first of these that fits:

- *newly reporting*: the chapter had nothing in the earlier figure and has something now;
- *taken back*: what counted then is verified no longer, or the chapter has ended and holds nothing any more;
- *new*: of a month after the one looked back from then;
- *verified meanwhile*: it was there already, and waited;
- *come in late*: of a month before, and only sent since;
- *corrected*: counted then and now, with another figure.

Ratios are never added: their numerators and denominators are, each with the same parts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from workplan.reporting.amounts import Amount, added, verified
from workplan.reporting.terms import ChapterTerms, IndicatorTerms, Report


class Cause(StrEnum):
    """Why a part is not what it was."""

    NEW = "new"
    STARTED = "started"
    VERIFIED = "verified"
    LATE = "late"
    CORRECTED = "corrected"
    GONE = "gone"


NOTHING = Amount(0)


@dataclass(frozen=True)
class View:
    """A chapter's reports as known at a time, looked back upon from the month whose figures stand."""

    month: int
    reports: Sequence[Report]
    is_active: bool = True
    """In that month: what a chapter held that is not counts no longer."""

    def counting(self, indicator: IndicatorTerms) -> dict[int, Amount]:
        """By month, the verified reports that make up the actual; of a stock only the one that stands."""
        rows = verified(self.reports, self.month)
        if indicator.is_stock:
            rows = rows[-1:] if self.is_active else []
        return {row.month: Amount(row.value, row.denominator) for row in rows}

    def waits(self, month: int) -> bool:
        """Whether that month's report was there, not yet verified."""
        return any(row.month == month and not row.is_verified for row in self.reports)


@dataclass(frozen=True)
class Part:
    """One cause's part of the difference: of a chapter, and of the month that brought it."""

    cause: Cause
    chapter: ChapterTerms
    month: int
    before: Amount | None
    after: Amount | None

    @property
    def difference(self) -> Amount:
        """What it adds to the figure; negative where it takes away."""
        return less(self.after, self.before)


@dataclass(frozen=True)
class Change:
    """A figure then and now, and everything that lies between."""

    indicator: IndicatorTerms
    before: Amount | None
    after: Amount | None
    parts: tuple[Part, ...]

    @property
    def difference(self) -> Amount:
        """Now less then; a figure that is not there counts as nothing."""
        return less(self.after, self.before)

    def by_cause(self) -> dict[Cause, Amount]:
        """What each cause adds, in the order of `Cause`; only those that are there."""
        return {
            cause: _sum(part for part in self.parts if part.cause is cause)
            for cause in Cause
            if any(part.cause is cause for part in self.parts)
        }


def less(after: Amount | None, before: Amount | None) -> Amount:
    """The one less the other, part by part; what is not there is nothing."""
    after, before = after or NOTHING, before or NOTHING
    return Amount(after.value - before.value, after.denominator - before.denominator)


def change(indicator: IndicatorTerms, chapters: Iterable[tuple[ChapterTerms, View, View]]) -> Change:
    """What became of a figure that these chapters make up, each as it was and as it is."""
    befores: list[Amount] = []
    afters: list[Amount] = []
    parts: list[Part] = []
    for chapter, then, now in chapters:
        before, after = then.counting(indicator), now.counting(indicator)
        befores += before.values()
        afters += after.values()
        parts += (
            _of_stock(chapter, then, before, after)
            if indicator.is_stock
            else _of_flow(chapter, then, before, after)
        )
    return Change(indicator, added(befores), added(afters), tuple(parts))


def together(indicator: IndicatorTerms, changes: Sequence[Change]) -> Change:
    """Several regions as one."""
    return Change(
        indicator,
        added(each.before for each in changes),
        added(each.after for each in changes),
        tuple(part for each in changes for part in each.parts),
    )


def _of_flow(
    chapter: ChapterTerms, then: View, before: dict[int, Amount], after: dict[int, Amount]
) -> list[Part]:
    """A part for each month that counts otherwise than it did."""
    return [
        Part(
            _cause(then, month, before.get(month), after.get(month), has_begun=bool(before)),
            chapter,
            month,
            before.get(month),
            after.get(month),
        )
        for month in sorted({*before, *after})
        if before.get(month) != after.get(month)
    ]


def _of_stock(
    chapter: ChapterTerms, then: View, before: dict[int, Amount], after: dict[int, Amount]
) -> list[Part]:
    """One part at most: the position that stands now in place of the one that stood."""
    stood, stands = next(iter(before.items()), None), next(iter(after.items()), None)
    month = (stands or stood or (then.month, NOTHING))[0]
    old, new = stood[1] if stood else None, stands[1] if stands else None
    if old == new:
        return []
    if stood and stands and stands[0] < stood[0]:
        cause = Cause.GONE
    elif stood and stands and stands[0] == stood[0]:
        cause = Cause.CORRECTED
    elif stands:
        cause = _cause(then, month, None, new, has_begun=stood is not None)
    else:
        cause = Cause.GONE
    return [Part(cause, chapter, month, old, new)]


def _cause(then: View, month: int, before: Amount | None, after: Amount | None, *, has_begun: bool) -> Cause:
    if after is None:
        return Cause.GONE
    if before is not None:
        return Cause.CORRECTED
    if not has_begun:
        return Cause.STARTED
    if month > then.month:
        return Cause.NEW
    return Cause.VERIFIED if then.waits(month) else Cause.LATE


def _sum(parts: Iterable[Part]) -> Amount:
    return added(part.difference for part in parts) or NOTHING
