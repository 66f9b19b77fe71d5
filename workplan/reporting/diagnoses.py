"""Why an indicator of a region lags: stated rules, and a drafted sentence with the numbers of each.

The rules, in the order in which a meeting works on them:

1. Not reported: a chapter owes a report by the month and has sent none; of a position only the last counts.
2. Doubtful figure: a chapter's latest report draws one of the remarks of `doubts`.
3. Behind pace: something is verified, and it is not on track (domain rule 7).
4. Target out of reach at any past pace: the best month of the region, repeated in every month that is left,
   does not bring the gap; or no month is left. Of `up` flow counts with something verified.
5. Needs help from DEN: not even if each chapter repeats the best month of its own.

No database. A pace is per month: what a quarter's report says is spread over its months.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from rakerwil.fields import SCALE
from rakerwil.numbers import plain
from rakerwil.wording import figure, month_name, percent
from workplan.models import Indicator
from workplan.reporting import doubts
from workplan.reporting.amounts import Amount, verified
from workplan.reporting.doubts import Sight
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.gaps import is_closable
from workplan.reporting.plain import DIVIDED, Json
from workplan.reporting.scopes import Moment
from workplan.reporting.terms import ChapterTerms, IndicatorTerms, RegionTerms, Report, Reports

RECENT = 3
"""Due months whose mean is the pace of now."""
NAMED = 4
"""Chapters that a sentence names; the others it counts."""


class Cause(StrEnum):
    """What the rules find, in their order."""

    NOT_REPORTED = "not_reported"
    DOUBTFUL = "doubtful"
    BEHIND = "behind"
    OUT_OF_REACH = "out_of_reach"
    NEEDS_DEN = "needs_den"


LABELS = {
    Cause.NOT_REPORTED: pgettext_lazy("cause", "Not reported"),
    Cause.DOUBTFUL: gettext_lazy("Doubtful figure"),
    Cause.BEHIND: gettext_lazy("Behind the pace"),
    Cause.OUT_OF_REACH: gettext_lazy("Out of reach"),
    Cause.NEEDS_DEN: gettext_lazy("Needs help from DEN"),
}


@dataclass(frozen=True)
class Facts:
    """What the rules look at: one indicator of a region as of a month, amounts in its unit."""

    figures: IndicatorFigures
    month: int
    paces: Mapping[int, Fraction]
    """What the region brought a month, by the due month whose verified reports say so; `up` flow counts."""
    own_bests: Sequence[Fraction]
    """The most that each chapter brought a month."""
    missing: Mapping[str, int]
    """By chapter, how many reports it owes."""
    doubtful: Sequence[str]
    """Chapters whose latest report draws a remark."""

    @property
    def months_left(self) -> int:
        """In which the indicator is in force, if a report is still to come."""
        indicator = self.figures.indicator
        return indicator.months_after(self.month) if indicator.is_due_after(self.month) else 0

    @property
    def pace(self) -> Fraction | None:
        """The mean of the last due months of which something is verified."""
        recent = [self.paces[month] for month in sorted(self.paces)][-RECENT:]
        return sum(recent, Fraction(0)) / len(recent) if recent else None

    @property
    def best_month(self) -> int | None:
        """The first of the months that brought most."""
        return max(sorted(self.paces), key=self.paces.__getitem__) if self.paces else None

    @property
    def best(self) -> Fraction | None:
        return None if self.best_month is None else self.paces[self.best_month]

    @property
    def together(self) -> Fraction:
        """A month in which each chapter repeats the best of its own."""
        return sum(self.own_bests, Fraction(0))


def lags(figures: IndicatorFigures) -> bool:
    """Not on track, or reports were due against a target and nothing is verified."""
    is_unheard = figures.actual is None and figures.target is not None and figures.due > 0
    return figures.on_track is False or is_unheard


def causes(facts: Facts) -> list[Cause]:
    """Every rule that holds, in the rules' order; nothing of what does not lag."""
    figures = facts.figures
    if not lags(figures):
        return []
    found = []
    if facts.missing:
        found.append(Cause.NOT_REPORTED)
    if facts.doubtful:
        found.append(Cause.DOUBTFUL)
    if figures.actual is not None:
        found.append(Cause.BEHIND)
    gap = figures.gap
    if facts.best is not None and gap is not None and gap > 0:
        if facts.best * facts.months_left < gap:
            found.append(Cause.OUT_OF_REACH)
        if facts.together * facts.months_left < gap:
            found.append(Cause.NEEDS_DEN)
    return found


def facts(
    moment: Moment,
    region: RegionTerms,
    reports: Reports,
    figures: IndicatorFigures,
    wider: Mapping[str, str],
) -> Facts:
    """Gathered from the reports; `wider`: by code, the indicator that it is part of."""
    indicator, year = figures.indicator, moment.terms.year
    month = indicator.standing_month(moment.month) or moment.month
    brought: dict[int, Fraction] = {}
    bests, missing, doubtful = [], {}, []
    for chapter in region.chapters:
        sent = reports.get((indicator.id, chapter.id), ())
        own = _paces(indicator, verified(sent, month)) if is_closable(indicator) else {}
        for at, amount in own.items():
            brought[at] = brought.get(at, Fraction(0)) + amount
        if own:
            bests.append(max(own.values()))
        owed = _owed(indicator, chapter, sent, month, year)
        if owed:
            missing[chapter.name] = owed
        if _is_doubtful(moment, chapter, reports, indicator, month, wider):
            doubtful.append(chapter.name)
    return Facts(figures, month, brought, bests, missing, doubtful)


def _paces(indicator: IndicatorTerms, sent: Sequence[Report]) -> dict[int, Fraction]:
    """What each report says for a month: its figure over the months since the due month before."""
    found = {}
    for report in sent:
        before = [due for due in indicator.due_months if due < report.month]
        since = before[-1] if before else indicator.first_month - 1
        found[report.month] = Fraction(report.value, SCALE * max(report.month - since, 1))
    return found


def _owed(
    indicator: IndicatorTerms, chapter: ChapterTerms, sent: Sequence[Report], month: int, year: int
) -> int:
    """How many reports are missing; of a position the latest stands for all before it."""
    due = [at for at in chapter.duty(indicator, year).owed if at <= month]
    there = {report.month for report in sent}
    return sum(at not in there for at in (due[-1:] if indicator.is_stock else due))


def _is_doubtful(
    moment: Moment,
    chapter: ChapterTerms,
    reports: Reports,
    indicator: IndicatorTerms,
    month: int,
    wider: Mapping[str, str],
) -> bool:
    own = [row for row in reports.get((indicator.id, chapter.id), ()) if row.month <= month]
    if not own:
        return False
    latest = own[-1].month
    terms = {row.code: row for row in moment.terms.indicators}
    said = {
        (code, report.month): amount
        for code, row in terms.items()
        for report in reports.get((row.id, chapter.id), ())
        if report.month <= latest
        and (amount := Amount(report.value, report.denominator).figure(row)) is not None
    }
    sight = Sight(
        terms,
        wider,
        latest,
        {key: amount for key, amount in said.items() if key[1] < latest},
        {code: amount for (code, at), amount in said.items() if at == latest},
    )
    return bool(doubts.doubts(sight, indicator.code))


def diagnosis_json(found: Facts, year: int) -> Json:
    """As it is frozen into a data position: what was found, and the numbers of its sentences."""
    left = found.months_left
    return {
        "causes": [str(cause) for cause in causes(found)],
        "missing": dict(found.missing),
        "doubtful": list(found.doubtful),
        "months_left": left,
        "last_month": f"{year}-{found.figures.indicator.last_month:02d}",
        "pace": _divided(found.pace),
        "best": _divided(found.best),
        "best_month": None if found.best_month is None else f"{year}-{found.best_month:02d}",
        "possible": None if found.best is None else _divided(found.best * left),
        "short": None
        if found.figures.gap is None
        else _divided(max(found.figures.gap - found.together * left, Fraction(0))),
    }


def _divided(value: Fraction | None) -> str | None:
    return None if value is None else plain(value, DIVIDED)


@dataclass(frozen=True)
class Said:
    """One cause, by its name and in a sentence with its numbers."""

    cause: Cause
    text: str
    has_pace: bool = False
    """It holds the pace of now against the one it takes."""

    @property
    def label(self) -> str:
        return str(LABELS[self.cause])

    def __str__(self) -> str:
        return self.text


def sentences(indicator: Indicator, row: Json, diagnosis: Json) -> list[Said]:
    """A sentence for each cause, in the reader's language; `row`: the indicator's figures of the position."""
    words = _Words(indicator, row, diagnosis)
    return [
        Said(cause, words.of(cause), has_pace=cause == Cause.BEHIND and words.has_pace)
        for cause in map(Cause, diagnosis["causes"])
    ]


@dataclass(frozen=True)
class _Words:
    """One diagnosis as words."""

    indicator: Indicator
    row: Json
    diagnosis: Json

    def of(self, cause: Cause) -> str:
        match cause:
            case Cause.NOT_REPORTED:
                return self.not_reported()
            case Cause.DOUBTFUL:
                return self.doubtful()
            case Cause.BEHIND:
                return self.behind()
            case Cause.OUT_OF_REACH:
                return self.out_of_reach()
            case Cause.NEEDS_DEN:
                return _(
                    "Even if each federation repeats its own best month every month, %(short)s stay missing: "
                    "help from DEN is needed."
                ) % {"short": self.amount(self.diagnosis["short"])}

    @property
    def has_pace(self) -> bool:
        return self.row["needed_per_month"] is not None and self.diagnosis["pace"] is not None

    def not_reported(self) -> str:
        missing = self.diagnosis["missing"]
        count = sum(missing.values())
        return ngettext(
            "%(count)s report is missing, of %(who)s.", "%(count)s reports are missing, of %(who)s.", count
        ) % {"count": count, "who": _named(list(missing))}

    def doubtful(self) -> str:
        who = self.diagnosis["doubtful"]
        return ngettext(
            "The latest figure of %(who)s is unusual; look at it before drawing conclusions.",
            "The latest figures of %(who)s are unusual; look at them before drawing conclusions.",
            len(who),
        ) % {"who": _named(who)}

    def behind(self) -> str:
        if not self.has_pace:
            return _("It stands at %(actual)s, where the pace asks for %(expected)s.") % {
                "actual": self.amount(self.row["actual"]),
                "expected": self.amount(self.row["expected"]),
            }
        return _("It takes %(needed)s a month until %(month)s; the pace now is %(pace)s.") % {
            "needed": self.amount(self.row["needed_per_month"]),
            "month": month_name(int(self.diagnosis["last_month"][5:])),
            "pace": self.amount(self.diagnosis["pace"]),
        }

    def out_of_reach(self) -> str:
        left = self.diagnosis["months_left"]
        if not left:
            return _("No month is left in which the missing %(gap)s could be reported.") % {
                "gap": self.amount(self.row["gap"])
            }
        return ngettext(
            "Out of reach at any past pace: the best month (%(month)s, %(best)s) brings %(possible)s of the "
            "missing %(gap)s in the %(left)s month left.",
            "Out of reach at any past pace: the best month (%(month)s, %(best)s) brings %(possible)s of the "
            "missing %(gap)s in the %(left)s months left.",
            left,
        ) % {
            "month": month_name(int(self.diagnosis["best_month"][5:])),
            "best": self.amount(self.diagnosis["best"]),
            "possible": self.amount(self.diagnosis["possible"]),
            "gap": self.amount(self.row["gap"]),
            "left": left,
        }

    def amount(self, value: str | None) -> str:
        """A ratio as percent; what was divided with one decimal where it has a part."""
        if self.indicator.is_ratio:
            return percent(value)
        is_whole = value is None or not value.partition(".")[2].strip("0")
        return figure(value, self.indicator.decimals if is_whole else max(self.indicator.decimals, 1))


def _named(who: Sequence[str]) -> str:
    """The first by name, the others as a number."""
    return ", ".join(_listed(who))


def _listed(who: Sequence[str]) -> Iterator[str]:
    shown = who if len(who) <= NAMED + 1 else who[:NAMED]
    yield from shown
    others = len(who) - len(shown)
    if others:
        yield ngettext("%(count)s other", "%(count)s others", others) % {"count": others}
