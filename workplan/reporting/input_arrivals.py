"""Which regions have sent their Masukan Rakornas, which sent it late, and which owe it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from federations.models import Region
from workplan.enums import InputState
from workplan.models import NationalInput, WorkYear


@dataclass(frozen=True)
class RegionInput:
    """How far one region is on a day."""

    region: Region
    newest: NationalInput | None
    """The newest version; none before anybody has begun."""
    sent: NationalInput | None
    """The version that the national office has in hand; none where it is owed, also again after a return."""
    first_sent_at: datetime | None
    state: InputState | None
    """A returned one stays returned until the region sends it again; None where nothing is begun."""
    due_on: date | None
    today: date

    @property
    def days_late(self) -> int:
        """Days after the due day on which it first came, or that it is owed by now; 0 in time."""
        if self.due_on is None:
            return 0
        came = self.first_sent_at
        day = timezone.localtime(came, self.region.zone).date() if came else self.today
        return max((day - self.due_on).days, 0)

    @property
    def is_late(self) -> bool:
        return self.days_late > 0


def of_year(year: WorkYear, today: date) -> list[RegionInput]:
    """Every region that has a chapter, by code; two statements."""
    versions: dict[int, list[NationalInput]] = {}
    rows = NationalInput.objects.filter(year=year).defer("pdf").select_related("region").order_by("version")
    for row in rows:
        versions.setdefault(row.region_id, []).append(row)
    regions = Region.objects.filter(chapters__isnull=False).distinct()
    return [_of_region(region, versions.get(region.pk, ()), year, today) for region in regions]


def _of_region(region: Region, versions: Sequence[NationalInput], year: WorkYear, today: date) -> RegionInput:
    newest = versions[-1] if versions else None
    state = InputState(newest.state) if newest else None
    if state == InputState.PREPARING and any(row.state == InputState.RETURNED for row in versions):
        state = InputState.RETURNED
    sent_at = [row.submitted_at for row in versions if row.submitted_at]
    return RegionInput(
        region=region,
        newest=newest,
        sent=newest if state in (InputState.SUBMITTED, InputState.RECEIVED) else None,
        first_sent_at=sent_at[0] if sent_at else None,
        state=state,
        due_on=year.input_due_on,
        today=today,
    )
