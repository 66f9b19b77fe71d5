"""What is unusual about a figure that was typed, in words with the numbers (decisions, data 20).

No database, and nothing is refused here: a doubtful figure passes with a note.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from math import ceil, floor

from django.utils.translation import gettext as _

from rakerwil.fields import SCALE
from rakerwil.numbers import Exact
from rakerwil.wording import figure, month_name, percent
from workplan.reporting.terms import IndicatorTerms

SMALLEST = 5
"""Units, or percentage points, below which a jump or a disagreement is not worth a word."""
FACTOR = 3
MONTHS_OF_MEAN = 3


class Kind(StrEnum):
    """Why somebody should look again."""

    HIGH = "high"
    LOW = "low"
    FALL = "fall"
    ABOVE_WIDER = "above_wider"
    BELOW_PART = "below_part"
    FLOWS = "flows"


@dataclass(frozen=True)
class Doubt:
    """One remark; `opening` stands out, `rest` explains."""

    kind: Kind
    opening: str
    rest: str = ""

    def __str__(self) -> str:
        return f"{self.opening} {self.rest}".strip()


@dataclass(frozen=True)
class Sight:
    """A chapter's figures around a month: in the indicator's unit, or percent for a ratio."""

    indicators: Mapping[str, IndicatorTerms]
    """By code: all of the year's framework."""
    wider: Mapping[str, str]
    """By code, the code of the indicator that it is part of."""
    month: int
    sent: Mapping[tuple[str, int], Fraction]
    """By code and month: what was sent for earlier months and not returned."""
    now: Mapping[str, Fraction]
    """By code: what stands in this month's fields, sent or not."""

    @cached_property
    def parts(self) -> Mapping[str, Sequence[str]]:
        """By code, the codes of the indicators that are part of it."""
        found: dict[str, list[str]] = {}
        for code, wider in self.wider.items():
            found.setdefault(wider, []).append(code)
        return found

    def earlier(self, code: str) -> list[tuple[int, Fraction]]:
        """Month and figure of each earlier report, oldest first."""
        rows = ((month, self.sent.get((code, month))) for month in range(1, self.month))
        return [(month, value) for month, value in rows if value is not None]

    def flows(self, position: IndicatorTerms) -> tuple[list[str], list[str]] | None:
        """The flows that move a position: codes of what it gains by and of what it loses by.

        They are the counts of the same objective and unit that are no part of another, if it is the only
        position among them; None where nothing says by what it falls.
        """
        kin = [
            row
            for row in self.indicators.values()
            if row.is_count
            and row.label.objective_id == position.label.objective_id
            and row.label.unit_id == position.label.unit_id
        ]
        if not position.is_count or [row.code for row in kin if row.is_stock] != [position.code]:
            return None
        moving = [row for row in kin if not row.is_stock and row.code not in self.wider]
        gains = [row.code for row in moving if row.is_up]
        losses = [row.code for row in moving if not row.is_up and not row.is_monitored]
        return (gains, losses) if gains and losses else None


def doubts(sight: Sight, code: str) -> tuple[Doubt, ...]:
    """Everything unusual about this month's figure of the indicator; nothing while it is empty."""
    value = sight.now.get(code)
    if value is None:
        return ()
    terms = sight.indicators[code]
    return (
        *_jump(sight, terms, value),
        *_fall(sight, terms, value),
        *_sets(sight, terms, value),
        *_flows(sight, terms, value),
    )


@dataclass(frozen=True)
class Usual:
    """The figures that neither jump nor fall: the smallest and the largest, in the doubts' own units."""

    low: Fraction = Fraction(0)
    high: Fraction | None = None

    @property
    def is_anything(self) -> bool:
        return self.low == 0 and self.high is None


def usual(sight: Sight, code: str) -> Usual:
    """What a page can hold a figure against while it is typed; `doubts` says it in words once it stands.

    The bounds are figures that can be typed: a count's in its smallest unit, a ratio's percent in
    ten-thousandths.
    """
    terms, low, high = sight.indicators[code], Fraction(0), None
    step = Fraction(1, SCALE if terms.is_ratio else 10**terms.decimals)
    mean = _mean(sight, terms)
    if mean is not None:
        high = max(floor(FACTOR * mean / step), ceil((mean + SMALLEST) / step) - 1) * step
        low = min(ceil(mean / FACTOR / step), floor((mean - SMALLEST) / step) + 1) * step
    if terms.is_ratio and high is not None and high >= 100:
        high = None
    if _only_grows(sight, terms):
        low = max([low, *(before for _month, before in sight.earlier(code)[-1:])])
    return Usual(max(low, Fraction(0)), high)


def _mean(sight: Sight, terms: IndicatorTerms) -> Fraction | None:
    """Of the last three reported months; none before the third, or of a milestone."""
    recent = [figure for _month, figure in sight.earlier(terms.code)][-MONTHS_OF_MEAN:]
    if terms.is_milestone or len(recent) < MONTHS_OF_MEAN:
        return None
    return sum(recent, Fraction(0)) / MONTHS_OF_MEAN


def _only_grows(sight: Sight, terms: IndicatorTerms) -> bool:
    """A position of which nothing in the framework says by what it could fall."""
    return terms.is_stock and terms.is_up and not terms.is_ratio and sight.flows(terms) is None


def _jump(sight: Sight, terms: IndicatorTerms, value: Fraction) -> Iterator[Doubt]:
    """Far above or below the mean of the last three reported months."""
    mean = _mean(sight, terms)
    if mean is None or abs(value - mean) < SMALLEST:
        return
    if mean == 0:
        yield Doubt(Kind.HIGH, _("Nothing in the last three reported months,"), _("and now a figure."))
    elif value > FACTOR * mean:
        yield Doubt(
            Kind.HIGH,
            _("%(times)s times the mean of the last three reported months (%(mean)s).")
            % {"times": _short(value / mean), "mean": _written(terms, mean)},
        )
    elif value * FACTOR < mean:
        yield Doubt(
            Kind.LOW,
            _("Less than a third of the mean of the last three reported months (%(mean)s).")
            % {"mean": _written(terms, mean)},
        )


def _fall(sight: Sight, terms: IndicatorTerms, value: Fraction) -> Iterator[Doubt]:
    """Below the report before, where nothing in the framework says by what it could fall."""
    earlier = sight.earlier(terms.code)
    if not (_only_grows(sight, terms) and earlier and value < earlier[-1][1]):
        return
    month, before = earlier[-1]
    if terms.is_milestone:
        yield Doubt(
            Kind.FALL,
            _("Reached already in %(month)s,") % {"month": month_name(month)},
            _("and now not."),
        )
    else:
        yield Doubt(
            Kind.FALL,
            _("%(amount)s less than in %(month)s (%(before)s),")
            % {
                "amount": _written(terms, before - value),
                "month": month_name(month),
                "before": _written(terms, before),
            },
            _("although nothing says by what it fell."),
        )


def _sets(sight: Sight, terms: IndicatorTerms, value: Fraction) -> Iterator[Doubt]:
    """More than the indicator it is part of, or less than a part of it, in this very month."""
    wider = sight.wider.get(terms.code, "")
    whole = sight.now.get(wider)
    if whole is not None and value > whole:
        yield Doubt(
            Kind.ABOVE_WIDER,
            _("More than %(code)s (%(value)s),")
            % {"code": wider, "value": _written(sight.indicators[wider], whole)},
            _("of which it is a part."),
        )
    for code in sight.parts.get(terms.code, ()):
        part = sight.now.get(code)
        if part is not None and part > value:
            yield Doubt(
                Kind.BELOW_PART,
                _("Less than %(code)s (%(value)s),")
                % {"code": code, "value": _written(sight.indicators[code], part)},
                _("which is a part of it."),
            )


def _flows(sight: Sight, terms: IndicatorTerms, value: Fraction) -> Iterator[Doubt]:
    """A position that did not move as its flows say, once all of them are filled in."""
    earlier, moved_by = sight.earlier(terms.code), sight.flows(terms) if terms.is_stock else None
    if moved_by is None or not earlier:
        return
    since, before = earlier[-1]
    gains, losses = (_sum(sight, codes, since) for codes in moved_by)
    if gains is None or losses is None or abs(value - before - (gains - losses)) < SMALLEST:
        return
    change = value - before
    opening = (
        _("Risen by %(amount)s since %(month)s,")
        if change >= 0
        else _("Fallen by %(amount)s since %(month)s,")
    )
    yield Doubt(
        Kind.FLOWS,
        opening % {"amount": _written(terms, abs(change)), "month": month_name(since)},
        _("while %(gains)s less %(losses)s make %(net)s.")
        % {
            "gains": " + ".join(moved_by[0]),
            "losses": " + ".join(moved_by[1]),
            "net": _written(terms, gains - losses),
        },
    )


def _sum(sight: Sight, codes: Sequence[str], since: int) -> Fraction | None:
    """What these flows brought after the month `since`, this month included; None if one is missing."""
    total = Fraction(0)
    for code in codes:
        for month in range(since + 1, sight.month + 1):
            value = sight.now.get(code) if month == sight.month else sight.sent.get((code, month))
            if value is None:
                return None
            total += value
    return total


def _written(terms: IndicatorTerms, value: Exact) -> str:
    """As the page writes it, a mean with one decimal more where it needs one."""
    if terms.is_ratio:
        return percent(value)
    fine = (value * 10**terms.decimals).denominator != 1 if isinstance(value, Fraction) else False
    return figure(value, terms.decimals + fine)


def _short(value: Fraction) -> str:
    return figure(value, 0 if value.denominator == 1 else 1)
