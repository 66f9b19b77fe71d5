"""What the leadership reads on two pages and in one message: the figures, and what waits for a decision."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils import timezone

from federations.models import Region, User
from workplan.enums import ADOPTED_STATES, AgreementState, InputState, YearState
from workplan.models import ActionItem, Agreement, Disposition, NationalInput, Recommendation, WorkYear
from workplan.reporting import rollup
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.follow_ups import UNANSWERED
from workplan.reporting.scopes import RegionRollup, Rollup
from workplan.reporting.scores import Scope


@dataclass(frozen=True)
class Brief:
    """A region's standing, or the nation's, as of a month, with what its leadership has to decide."""

    year: WorkYear
    region: Region | None
    rollup: Rollup
    places: tuple[Region, ...]
    """Of the nation: every region, for the map."""
    adopted: tuple[Recommendation, ...]
    """As far as the reader may see them: by the national office's order, then by region and number."""
    answers: tuple[Disposition, ...]
    """Published ones, the latest first."""
    undecided: int
    """Recommendations before a meeting that has not decided yet."""
    overdue: int
    """Actions past their deadline."""
    proposed: int
    """Agreements that the national office has not decided on."""
    inputs_waiting: int
    """Packages submitted and not received; of a region, its own."""
    input_is_late: bool
    """Of a region: the day of its package is over, and none was submitted."""

    @property
    def scope(self) -> Scope:
        """The region's figures, or the nation's."""
        if self.region is not None:
            return self.rollup.regions[0].scope
        if self.rollup.nation is None:
            raise ValueError("a national roll-up has the nation's figures")
        return self.rollup.nation

    @property
    def as_of(self) -> date:
        """The first day of the month."""
        return self.rollup.as_of

    @property
    def judged(self) -> list[IndicatorFigures]:
        """Those that can be held against the pace, the furthest behind first."""
        rows = [row for row in self.scope.indicators if row.achievement_to_date is not None]
        return sorted(rows, key=lambda row: (row.achievement_to_date, row.code))

    @property
    def behind(self) -> list[IndicatorFigures]:
        """Below the pace, the furthest behind first."""
        return [row for row in self.judged if row.on_track is False]

    @property
    def best(self) -> list[IndicatorFigures]:
        """On pace, the furthest ahead first."""
        return [row for row in reversed(self.judged) if row.on_track]

    @property
    def without_plan(self) -> list[IndicatorFigures]:
        """Below the pace, and no recommendation adopted in the year speaks of them."""
        met = {indicator.code for row in self.adopted for indicator in row.indicators.all()}
        return [row for row in self.behind if row.code not in met]

    @property
    def uneven(self) -> list[IndicatorFigures]:
        """Of a region: the pledges do not make up the target."""
        return [row for row in self.scope.indicators if row.unallocated]

    @property
    def unanswered(self) -> list[Recommendation]:
        """Adopted, and nobody above has said what becomes of it."""
        return [row for row in self.adopted if row.state in UNANSWERED]

    @property
    def lowest(self) -> list[RegionRollup]:
        """Of the nation: the regions with a score, the lowest first."""
        scored = [
            (row.scope.score_to_date, row.code, row)
            for row in self.rollup.regions
            if row.scope.score_to_date is not None
        ]
        return [row for _score, _code, row in sorted(scored, key=lambda each: each[:2])]


def of_region(year: WorkYear, region: Region, month: date, user: User) -> Brief:
    """A region as of a month; five statements for its figures and seven for the rest."""
    return _brief(year, region, rollup.region(year, region, month), (), user)


def of_nation(year: WorkYear, month: date, user: User) -> Brief:
    """The nation as of a month; six statements for its figures and seven for the rest."""
    places = tuple(Region.objects.order_by("code"))
    figures = rollup.nation(year, month, {place.code: place.name for place in places})
    return _brief(year, None, figures, places, user)


def _brief(
    year: WorkYear, region: Region | None, figures: Rollup, places: tuple[Region, ...], user: User
) -> Brief:
    here = Q() if region is None else Q(meeting__region=region)
    today = timezone.localdate(timezone=region.zone if region else None)
    visible = Recommendation.objects.visible_to(user).filter(here, meeting__year=year)
    adopted = (
        visible.filter(state__in=ADOPTED_STATES)
        .select_related("meeting__region", "meeting__year")
        .prefetch_related("indicators")
        .order_by("priority", "meeting__region__code", "meeting__starts_at", "number")
    )
    packages = NationalInput.objects.visible_to(user).filter(year=year)
    if region is not None:
        packages = packages.filter(region=region)
    states = set(packages.values_list("region", "state"))
    agreements = Agreement.objects.filter(year=year, state=AgreementState.PROPOSED)
    return Brief(
        year=year,
        region=region,
        rollup=figures,
        places=places,
        adopted=tuple(adopted),
        answers=answers(year, region, user),
        undecided=visible.undecided().count(),
        overdue=ActionItem.objects.unfinished()
        .filter(here, meeting__year__year__lte=year.year, due_on__lt=today)
        .count(),
        proposed=(agreements if region is None else agreements.filter(region=region)).count(),
        inputs_waiting=sum(state == InputState.SUBMITTED for _region, state in states),
        input_is_late=region is not None
        and year.state == YearState.OPEN
        and year.input_due_on is not None
        and year.input_due_on < today
        and not any(state in (InputState.SUBMITTED, InputState.RECEIVED) for _region, state in states),
    )


def answers(year: WorkYear, region: Region | None, user: User) -> tuple[Disposition, ...]:
    """The published answers of the year that the reader may see, the latest first; one statement."""
    found = Disposition.objects.published().visible_to(user)
    if region is None:
        found = found.filter(Q(recommendation__meeting__year=year) | Q(composite__year=year))
    else:
        found = found.filter(recommendation__meeting__year=year, recommendation__meeting__region=region)
    rows = found.select_related(
        "recommendation__meeting__region", "composite", "merged_into_composite"
    ).order_by("-published_at", "pk")
    return tuple(rows)
