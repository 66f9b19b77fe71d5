"""A line of a chapter's month as a page shows it: words, states and comparisons, nothing computed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from itertools import groupby

from django.utils.translation import gettext as _

from rakerwil.numbers import Exact, plain
from rakerwil.wording import figure, month_name, month_short, percent
from workplan.enums import ContributionState
from workplan.forms.contributions import ContributionForm
from workplan.reporting.months import Line
from workplan.reporting.questions import asked, written

MOST_DECIMALS = 4
LONG = 9
"""Amounts with more signs than this don't stand three in a row on a phone."""


@dataclass(frozen=True)
class Pair:
    """One comparison; `note` is what waits beside it."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True)
class Row:
    """One line with its form, where it can be typed in."""

    line: Line
    form: ContributionForm | None = None
    can_take_back: bool = False
    is_locked: bool = False
    trouble: str = ""
    """Why what was sent for it could not be saved, where no field can say so."""

    @property
    def key(self) -> str:
        """What its elements are named by."""
        return f"{self.line.month:%m}-{self.line.indicator.code}"

    @property
    def asks(self) -> str:
        """What was, or would be, typed."""
        return asked(self.line.indicator, self.line.month)

    @property
    def short_asks(self) -> str:
        """The month, and whether the figure is a position in it."""
        month = month_name(self.line.month.month)
        return _("%(month)s, position") % {"month": month} if self.line.terms.is_stock else month

    @property
    def needs_a_look(self) -> bool:
        """Something about what stands there should be looked at before it is sent, or decided."""
        return bool(self.line.doubts) or self.line.lacks_evidence

    @property
    def hint(self) -> str:
        """Between what the figure usually lies, for a page that warns while it is typed."""
        terms, low, high = self.line.terms, self.line.usual.low, self.line.usual.high
        if terms.is_milestone or self.line.usual.is_anything:
            return ""
        if high is None:
            return _("Usually %(low)s or more.") % {"low": written(terms, low)}
        told = {"low": written(terms, low), "high": written(terms, high)}
        return _("Usually %(low)s to %(high)s.") % told

    @property
    def bounds(self) -> tuple[str, str]:
        """The smallest and the largest usual figure, for a script; empty where there is none."""
        low, high = self.line.usual.low, self.line.usual.high
        return _bare(low) if low else "", "" if high is None else _bare(high)

    @property
    def carried_over(self) -> str:
        """That the position says the same as the report of an earlier month, and of which."""
        if not self.line.is_carried_over or self.line.last_month is None:
            return ""
        return _("The same as in %(month)s.") % {"month": month_name(self.line.last_month)}

    @property
    def is_returned(self) -> bool:
        return self.line.state == ContributionState.RETURNED

    @property
    def tag(self) -> tuple[str, str]:
        """Look and word of how far it has come."""
        line = self.line
        if line.state in (ContributionState.SUBMITTED, ContributionState.VERIFIED):
            looks = {ContributionState.SUBMITTED: "wait", ContributionState.VERIFIED: "done"}
            word = ContributionState(line.state).label
            return looks[ContributionState(line.state)], str(word)
        if self.is_returned:
            return "back", str(ContributionState.RETURNED.label)
        if not line.is_filled:
            return ("missed", _("not reported")) if self.is_locked else ("open", _("Not filled in"))
        if self.needs_a_look:
            return "flag", _("Look again")
        return (
            ("zero", _("Nil")) if line.is_zero and not line.terms.is_milestone else ("filled", _("Filled in"))
        )

    @property
    def flags(self) -> list[tuple[str, str]]:
        """Look and word of what is to be known about how it came: late, or corrected after the lock."""
        report = self.line.row
        if report is None:
            return []
        flags = [("late", _("Late"))] if report.is_late else []
        return [*flags, ("flag", _("Corrected"))] if self.corrected_at else flags

    @property
    def corrected_at(self) -> datetime | None:
        """When the national office corrected it last after the lock."""
        return getattr(self.line.row, "corrected_at", None)

    @cached_property
    def pairs(self) -> list[Pair]:
        """Pledge, so far, the latest month: what the figure is compared with."""
        line, terms = self.line, self.line.terms
        pledge = _("watched") if terms.is_monitored else written(terms, line.pledge)
        waiting = ""
        if line.waiting is not None:
            waiting = _("%(amount)s waits") % {"amount": written(terms, line.waiting)}
        pairs = [Pair(_("Pledge"), pledge)]
        if line.month.month > 1:
            if terms.is_stock:
                standing = line.before.month or line.month.month - 1
                label = _("Position %(month)s") % {"month": _brief(standing)}
            else:
                label = _("Until %(month)s") % {"month": _brief(line.month.month - 1)}
            pairs.append(Pair(label, written(terms, line.before.actual), waiting))
        if not terms.is_stock and line.last_month:
            label = _("%(month)s alone") % {"month": _brief(line.last_month)}
            pairs.append(Pair(label, written(terms, line.last)))
        return pairs

    @property
    def is_long(self) -> bool:
        """Its amounts need a line each."""
        return any(len(pair.value) > LONG for pair in self.pairs)

    @property
    def figure(self) -> str:
        """What is reported, as people read it."""
        return written(self.line.terms, self.line.figure)

    @property
    def parts(self) -> str:
        """Women and men, or the two numbers of a ratio."""
        row = self.line.row
        if row is None:
            return ""
        if row.denominator is not None and row.numerator is not None:
            return f"{figure(row.numerator)} / {figure(row.denominator)}"
        if row.women is None or row.men is None:
            return ""
        decimals = self.line.terms.decimals
        return _("W %(women)s · M %(men)s") % {
            "women": figure(row.women, decimals),
            "men": figure(row.men, decimals),
        }

    @property
    def unit(self) -> str:
        """What the figure counts; a percent says so itself, a milestone needs none."""
        return "" if self.line.terms.is_ratio or self.line.terms.is_milestone else self.line.indicator.unit

    @property
    def becomes(self) -> str:
        """The year's achievement once this is verified."""
        return percent(self.line.after.achievement)

    @property
    def drawing_kind(self) -> str:
        """How the last months are drawn."""
        return "line" if self.line.terms.is_stock else "bars"

    @property
    def drawing_months(self) -> str:
        """From which month to which they are drawn: `Mar–Agu`."""
        last = self.line.month.month
        first = last - len(self.line.recent) + 1
        return month_short(last) if first == last else f"{month_short(first)}–{month_short(last)}"

    @property
    def drawing_label(self) -> str:
        """The drawing in words, each month with its figure."""
        last = self.line.month.month
        first = last - len(self.line.recent) + 1
        told = (
            f"{month_name(month)} {written(self.line.terms, value)}"
            for month, value in enumerate(self.line.recent, first)
        )
        return f"{self.line.indicator.name}: {', '.join(told)}"


@dataclass(frozen=True)
class Group:
    """The rows of one objective."""

    title: str
    rows: list[Row]

    @property
    def filled(self) -> int:
        return sum(row.line.is_filled for row in self.rows)


def _bare(value: Exact) -> str:
    """As a script reads it, without zeros at the end."""
    return plain(value, MOST_DECIMALS).rstrip("0").rstrip(".")


def _brief(month: int) -> str:
    """The month's name, or its short form where three labels in a row would run into each other."""
    name = month_name(month)
    return name if len(name) <= 6 else month_short(month)


def by_objective(rows: Iterable[Row]) -> list[Group]:
    """In the framework's order."""
    grouped = groupby(rows, key=lambda row: row.line.indicator.objective)
    return [Group(objective.name, list(members)) for objective, members in grouped]
