"""One number for a scope, and how complete its reports are (rules 5, 6, 12)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from workplan.reporting.achievements import ZERO, category
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.terms import YearTerms


@dataclass(frozen=True)
class Scope:
    """A nation, region or chapter as of a month: its score, its completeness, its indicators in order."""

    score: Fraction | None
    category: str | None
    score_to_date: Fraction | None
    category_to_date: str | None
    indicators: tuple[IndicatorFigures, ...]
    due: int
    reports: int
    timely: int
    pending: int

    @property
    def completeness(self) -> Fraction | None:
        """Percent of the due reports that are submitted or verified."""
        return Fraction(100 * self.reports, self.due) if self.due else None

    @property
    def timeliness(self) -> Fraction | None:
        """Percent of the due reports that are so and were first submitted by the due day."""
        return Fraction(100 * self.timely, self.due) if self.due else None

    @property
    def with_target(self) -> int:
        """How many indicators have a target."""
        return sum(figures.target is not None for figures in self.indicators)

    @property
    def reached(self) -> int:
        """How many of them reach the year's target (rule 6)."""
        return sum(figures.is_reached for figures in self.indicators)

    @property
    def on_track(self) -> int:
        """How many of them keep pace (rule 7)."""
        return sum(figures.on_track is True for figures in self.indicators)


def scope(terms: YearTerms, indicators: Sequence[IndicatorFigures], *, is_active: bool = True) -> Scope:
    """The scope that `indicators` make up; a chapter not active in the month has no score."""
    of_year = _score(indicators, terms.cap, _of_year) if is_active else None
    to_date = _score(indicators, terms.cap, _to_date) if is_active else None
    return Scope(
        score=of_year,
        category=category(terms.categories, of_year),
        score_to_date=to_date,
        category_to_date=category(terms.categories, to_date),
        indicators=tuple(indicators),
        due=sum(figures.due for figures in indicators),
        reports=sum(figures.reports for figures in indicators),
        timely=sum(figures.timely for figures in indicators),
        pending=sum(figures.pending for figures in indicators),
    )


def _of_year(figures: IndicatorFigures) -> tuple[bool, Fraction | None]:
    """Whether the indicator counts in the score, and its achievement."""
    has_to_count = (
        figures.due > 0
        and figures.target is not None
        and not (figures.target == 0 and figures.indicator.is_up)
        and not figures.lacks_denominator
    )
    return has_to_count, figures.achievement


def _to_date(figures: IndicatorFigures) -> tuple[bool, Fraction | None]:
    """The same by the achievement to date."""
    has_to_count = (
        _of_year(figures)[0]
        and figures.expected is not None
        and not (figures.expected == 0 and figures.indicator.is_up)
    )
    return has_to_count, figures.achievement_to_date


def _score(
    indicators: Sequence[IndicatorFigures],
    cap: Fraction,
    read: Callable[[IndicatorFigures], tuple[bool, Fraction | None]],
) -> Fraction | None:
    """Weighted mean of the achievements, each at most `cap`; no report is no achievement (rule 5)."""
    weights = 0
    # The sum as numerator over denominator: normalised once at the end, not after each addend.
    top, bottom = 0, 1
    for figures in indicators:
        has_to_count, percent = read(figures)
        if has_to_count:
            weight = figures.indicator.weight
            counted = min(percent or ZERO, cap)
            weights += weight
            top = top * counted.denominator + weight * counted.numerator * bottom
            bottom *= counted.denominator
    return Fraction(top, bottom * weights) if weights else None
