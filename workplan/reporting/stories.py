"""What a region, the nation or a federation did over the years, and what became of its recommendations.

Each year as of its last judged month: December of years that are over. Four years at most, since so many
months of the nation are kept (`kept`); earlier ones are told by the story up to an earlier year.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q

from federations.models import Federation, Region, User
from workplan.enums import ADOPTED_STATES, ANSWERED_STATES, RecommendationState
from workplan.models import Recommendation, WorkYear
from workplan.models.recommendation import RecommendationQuerySet
from workplan.reporting import rollup
from workplan.reporting.achievements import achievement
from workplan.reporting.comparisons import meaning
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.scopes import ChapterRollup, RegionRollup, Rollup
from workplan.reporting.scores import Scope
from workplan.reporting.terms import Category, IndicatorTerms

MOST_YEARS = 4
YES = (
    RecommendationState.ACCEPTED,
    RecommendationState.ACCEPTED_AMENDED,
    RecommendationState.CARRIED_OUT,
)
"""The national meeting said yes to it."""


@dataclass(frozen=True)
class Outcomes:
    """How many of a year's recommendations came how far."""

    adopted: int = 0
    answered: int = 0
    accepted: int = 0
    """Those merged with one that was accepted, too."""
    carried_out: int = 0

    @property
    def acceptance(self) -> Fraction | None:
        """Percent of those answered."""
        return Fraction(100 * self.accepted, self.answered) if self.answered else None


@dataclass(frozen=True)
class Amounts:
    """One indicator in one year."""

    target: Fraction | None
    actual: Fraction | None
    percent: Fraction | None
    """Achievement to date; of a federation the year's, against its pledges."""
    category: str
    terms: IndicatorTerms
    differs: bool = False
    """It means something else than in the latest year."""


@dataclass(frozen=True)
class Body:
    """A region of the nation, or a chapter of a federation, in one year."""

    key: str
    name: str
    score: Fraction | None
    category: str


@dataclass(frozen=True)
class Chapter:
    """One year of the story."""

    year: WorkYear
    as_of: date
    categories: tuple[Category, ...]
    scope: Scope | None
    """None of a federation: only chapters, regions and the nation have a score."""
    due: int
    reports: int
    timely: int
    amounts: Mapping[str, Amounts]
    """By code, in the framework's order."""
    bodies: tuple[Body, ...]
    outcomes: Outcomes
    added: tuple[str, ...] = ()
    """Codes that the year before did not have."""
    left_out: tuple[str, ...] = ()
    redefined: tuple[str, ...] = ()

    @property
    def completeness(self) -> Fraction | None:
        """Percent of the due reports that came in."""
        return Fraction(100 * self.reports, self.due) if self.due else None

    @property
    def timeliness(self) -> Fraction | None:
        """Percent that came by the due day."""
        return Fraction(100 * self.timely, self.due) if self.due else None


@dataclass(frozen=True)
class Story:
    """The years, the earliest first."""

    chapters: tuple[Chapter, ...]
    names: Mapping[str, str] = field(default_factory=dict)
    """Of indicators by code: of the latest year that has them, in its order, then those of earlier ones."""
    bodies: Mapping[str, str] = field(default_factory=dict)
    """Names by key, in order."""

    @property
    def outcomes(self) -> Outcomes:
        """Of all these years together."""
        rows = [chapter.outcomes for chapter in self.chapters]
        return Outcomes(
            adopted=sum(row.adopted for row in rows),
            answered=sum(row.answered for row in rows),
            accepted=sum(row.accepted for row in rows),
            carried_out=sum(row.carried_out for row in rows),
        )


def years_up_to(last: WorkYear, years: Sequence[WorkYear]) -> list[WorkYear]:
    """The years of a story that ends with `last`, the earliest first; those in preparation tell nothing."""
    begun = [year for year in years if year.year <= last.year and (not year.is_preparing or year == last)]
    return sorted(begun, key=lambda year: year.year)[-MOST_YEARS:]


def of_nation(years: Sequence[WorkYear], user: User) -> Story:
    """The nation; five statements a year, and two."""
    names = dict(Region.objects.values_list("code", "name"))
    outcomes = per_year(_adopted(user), years)
    return _story(
        [
            _chapter(year, figures, figures.nation, outcomes, tuple(map(_region, figures.regions)))
            for year in years
            for figures in [rollup.nation(year, names=names)]
        ]
    )


def of_region(region: Region, years: Sequence[WorkYear], user: User) -> Story:
    """A region; five statements a year, and one."""
    outcomes = per_year(_adopted(user).filter(meeting__region=region), years)
    return _story(
        [
            _chapter(year, figures, figures.regions[0].scope, outcomes, ())
            for year in years
            for figures in [rollup.region(year, region)]
        ]
    )


def of_federation(federation: Federation, years: Sequence[WorkYear], user: User) -> Story:
    """A federation in all regions; five statements a year, and two."""
    names = dict(Region.objects.values_list("code", "name"))
    raised = _adopted(user).filter(raised_by__federation=federation)
    outcomes = per_year(raised, years)
    return _story([_of_chapters(federation.code, year, names, outcomes) for year in years])


def of_indicator(code: str, years: Sequence[WorkYear], user: User) -> dict[int, Outcomes]:
    """What became of the recommendations about an indicator, by year; one statement."""
    return per_year(_adopted(user).filter(indicators__code=code), years)


def per_year(rows: RecommendationQuerySet, years: Sequence[WorkYear]) -> dict[int, Outcomes]:
    """How many of these adopted ones came how far, by year; one statement."""

    def count(where: Q) -> Count:
        return Count("pk", filter=where, distinct=True)

    said_yes = Q(state__in=YES) | Q(state=RecommendationState.MERGED) & (
        Q(disposition__merged_into__state__in=YES) | Q(composite__state__in=YES)
    )
    found = (
        rows.filter(meeting__year__in=years)
        .order_by()
        .values("meeting__year__year")
        .annotate(
            adopted=Count("pk", distinct=True),
            answered=count(Q(state__in=ANSWERED_STATES)),
            accepted=count(said_yes),
            carried_out=count(Q(state=RecommendationState.CARRIED_OUT)),
        )
    )
    return {
        row["meeting__year__year"]: Outcomes(
            row["adopted"], row["answered"], row["accepted"], row["carried_out"]
        )
        for row in found
    }


def _adopted(user: User) -> RecommendationQuerySet:
    return Recommendation.objects.visible_to(user).filter(state__in=ADOPTED_STATES)


def _chapter(
    year: WorkYear,
    figures: Rollup,
    scope: Scope | None,
    outcomes: Mapping[int, Outcomes],
    bodies: tuple[Body, ...],
) -> Chapter:
    if scope is None:
        raise ValueError("a national roll-up has the nation's figures")
    return Chapter(
        year=year,
        as_of=figures.as_of,
        categories=figures.categories,
        scope=scope,
        due=scope.due,
        reports=scope.reports,
        timely=scope.timely,
        amounts={row.code: _amounts(row) for row in scope.indicators if row.applies},
        bodies=bodies,
        outcomes=outcomes.get(year.year, Outcomes()),
    )


def _amounts(row: IndicatorFigures) -> Amounts:
    return Amounts(
        target=row.target,
        actual=row.actual if row.actual_with_target is None else row.actual_with_target,
        percent=row.achievement_to_date,
        category=row.category_to_date or "",
        terms=row.indicator,
    )


def _region(row: RegionRollup) -> Body:
    return Body(row.code, row.name, row.scope.score_to_date, row.scope.category_to_date or "")


def _of_chapters(
    federation: str, year: WorkYear, names: Mapping[str, str], outcomes: Mapping[int, Outcomes]
) -> Chapter:
    """A federation's chapters of all regions in one year; no others are judged."""
    figures = rollup.nation(year, names=names)
    rows = [
        (region, region.moment.chapter(chapter, region.counted))
        for region in figures.regions
        for chapter in region.counted.region.chapters
        if chapter.federation == federation
    ]
    chapters = [row for _region, row in rows]
    return Chapter(
        year=year,
        as_of=figures.as_of,
        categories=figures.categories,
        scope=None,
        due=sum(row.scope.due for row in chapters),
        reports=sum(row.scope.reports for row in chapters),
        timely=sum(row.scope.timely for row in chapters),
        amounts=_together(figures.terms.indicators, chapters),
        bodies=tuple(
            Body(
                f"{region.code}-{row.chapter.code}",
                f"{region.name} · {row.chapter.name}" if row.chapter.district else region.name,
                row.scope.score_to_date,
                row.scope.category_to_date or "",
            )
            for region, row in rows
        ),
        outcomes=outcomes.get(year.year, Outcomes()),
    )


def _together(indicators: Sequence[IndicatorTerms], chapters: Sequence[ChapterRollup]) -> dict[str, Amounts]:
    """What the chapters pledged and brought, counts only: like with like, as in rule 3."""
    found: dict[str, Amounts] = {}
    for place, terms in enumerate(indicators):
        rows = [chapter.scope.indicators[place] for chapter in chapters]
        brought = [row for row in rows if row.actual is not None]
        if not terms.is_count or not (brought or any(row.target is not None for row in rows)):
            continue
        pledged = [row.target for row in rows if row.target is not None]
        held = [row for row in brought if row.target is not None] if pledged else brought
        target = sum(pledged, Fraction(0)) if pledged else None
        actual = sum((row.actual or Fraction(0) for row in held), Fraction(0)) if held else None
        found[terms.code] = Amounts(target, actual, achievement(terms, actual, target), "", terms)
    return found


def _story(chapters: Sequence[Chapter]) -> Story:
    """The chapters with what changed between them, and the rows they have in common."""
    names: dict[str, str] = {}
    bodies: dict[str, str] = {}
    latest: dict[str, IndicatorTerms] = {}
    for chapter in reversed(chapters):
        for code, amounts in chapter.amounts.items():
            names.setdefault(code, amounts.terms.label.name)
            latest.setdefault(code, amounts.terms)
        for body in chapter.bodies:
            bodies.setdefault(body.key, body.name)
    marked = [
        replace(
            chapter,
            amounts={
                code: replace(amounts, differs=meaning(amounts.terms) != meaning(latest[code]))
                for code, amounts in chapter.amounts.items()
            },
        )
        for chapter in chapters
    ]
    for place in range(1, len(marked)):
        before, after = marked[place - 1].amounts, marked[place].amounts
        marked[place] = replace(
            marked[place],
            added=tuple(code for code in after if code not in before),
            left_out=tuple(code for code in before if code not in after),
            redefined=tuple(
                code
                for code in after
                if code in before and meaning(before[code].terms) != meaning(after[code].terms)
            ),
        )
    return Story(tuple(marked), names, dict(sorted(bodies.items())))
