"""What stands between a year and its closing, and what closing leaves as it is: per region and together."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from django.db.models import Count, Q
from django.utils import timezone

from federations.models import Region
from workplan.enums import AgreementState, ContributionState
from workplan.models import Agreement, Contribution, WorkYear
from workplan.models.agreement import state_read
from workplan.reporting import arrivals
from workplan.reporting.arrivals import NOTHING, Arrived, together


@dataclass(frozen=True)
class RegionClosing:
    """How far one region is with the year."""

    code: str
    name: str
    arrived: Arrived = NOTHING
    """Due reports of the months that have begun."""
    states: Mapping[str, int] = field(default_factory=dict)
    """How many reports of the year stand in each state, due or not; drafts only with a figure."""
    agreement: AgreementState | None = None
    """How far its Janji Kinerja is; None where none is begun."""

    @property
    def waiting(self) -> int:
        """Sent and not decided: these keep the year open (domain.md section 3)."""
        return self.states.get(ContributionState.SUBMITTED, 0)

    @property
    def returned(self) -> int:
        """Sent back and not answered."""
        return self.states.get(ContributionState.RETURNED, 0)

    @property
    def drafts(self) -> int:
        """With a figure, never sent or taken back."""
        return self.states.get(ContributionState.DRAFT, 0)

    @property
    def is_agreed(self) -> bool:
        return self.agreement == AgreementState.AGREED

    @property
    def begun(self) -> int:
        """What the closing leaves behind: it counts nowhere, and nobody can send it any more."""
        return self.returned + self.drafts


@dataclass(frozen=True)
class Closing:
    """The whole checklist; what waits comes first."""

    year: WorkYear
    today: date
    regions: tuple[RegionClosing, ...]

    @property
    def arrived(self) -> Arrived:
        return together(row.arrived for row in self.regions)

    @property
    def waiting(self) -> int:
        return sum(row.waiting for row in self.regions)

    @property
    def returned(self) -> int:
        return sum(row.returned for row in self.regions)

    @property
    def drafts(self) -> int:
        return sum(row.drafts for row in self.regions)

    @property
    def agreed(self) -> int:
        """Regions whose Janji Kinerja is agreed."""
        return sum(row.is_agreed for row in self.regions)

    @property
    def locks_on(self) -> date:
        """The last day on which reports of December are taken."""
        return self.year.locks_on(self.year.last_month)

    @property
    def is_locked(self) -> bool:
        """No month of the year takes reports any more."""
        return self.today > self.locks_on

    @property
    def is_ready(self) -> bool:
        """Nothing forbids the closing."""
        return self.year.is_open and not self.waiting


def waiting(year: WorkYear) -> list[tuple[str, int]]:
    """By region, its name and how many reports are submitted and undecided, most first; one statement."""
    rows = (
        Contribution.objects.submitted()
        .filter(indicator__year=year)
        .order_by()
        .values_list("chapter__region__name")
        .annotate(count=Count("pk"))
    )
    return sorted(rows, key=lambda row: (-row[1], row[0]))


def checklist(year: WorkYear, today: date | None = None) -> Closing:
    """Everything about the closing of `year`, as of `today`; nine statements."""
    day = today or timezone.localdate()
    come = {row.code: row.year for row in arrivals.of_nation(year, year.as_of_months(day)[-1])}
    states = _states(year)
    agreed = Agreement.objects.state_per_region(year)
    regions = [
        RegionClosing(
            code=region.code,
            name=region.name,
            arrived=come.get(region.code, NOTHING),
            states=states.get(region.pk, {}),
            agreement=state_read(region),
        )
        for region in Region.objects.annotate(agreement=agreed)
        if region.code in come or region.pk in states or state_read(region)
    ]
    return Closing(year, day, tuple(_in_order(regions)))


def _in_order(regions: Iterable[RegionClosing]) -> list[RegionClosing]:
    """What waits first, then the least complete."""
    return sorted(
        regions, key=lambda row: (-row.waiting, row.arrived.completeness or Fraction(0), -row.begun, row.code)
    )


def _states(year: WorkYear) -> Mapping[int, Mapping[str, int]]:
    """By region, how many reports stand in each state; one statement."""
    has_figure = Q(value__isnull=False) | Q(denominator__isnull=False)
    rows = (
        Contribution.objects.filter(has_figure | ~Q(state=ContributionState.DRAFT), indicator__year=year)
        .order_by()
        .values_list("chapter__region_id", "state")
        .annotate(count=Count("pk"))
    )
    found: dict[int, dict[str, int]] = defaultdict(dict)
    for region, state, count in rows:
        found[region][state] = count
    return found
