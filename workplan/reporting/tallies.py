"""What the reports of one chapter say about one indicator, and their sums (rules 1, 2, 12)."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from workplan.reporting.amounts import Amount, added, verified
from workplan.reporting.forecasts import is_projected, projection
from workplan.reporting.terms import Duty, IndicatorTerms, Report


@dataclass(frozen=True, slots=True)
class Tally:
    """What one chapter, or several together, brought for one indicator as of a month."""

    actual: Amount | None = None
    month: int | None = None
    """Of a single chapter's stock: the month whose value stands."""
    projection: Amount | None = None
    """Of the year's end (forecasts.PARTS); a chapter that is not projected counts with its actual."""
    projected: int = 0
    """How many chapters are projected; without any there is no forecast."""
    pending: int = 0
    """Submitted reports that wait, due or not."""
    due: int = 0
    last_due: int | None = None
    """The last month in which a report was due."""
    reports: int = 0
    """Due reports that are submitted or verified."""
    timely: int = 0
    """Those of them first submitted by the due day."""
    verified: int = 0
    """Those of them that are verified."""
    owing: int = 0
    """Chapters that owed a report."""
    counted: int = 0
    """Those of them whose actual is in the sum."""

    @property
    def forecast(self) -> Amount | None:
        """The projection, unless nobody is projected."""
        return self.projection if self.projected else None


def total(tallies: Sequence[Tally]) -> Tally:
    """Several chapters, or several regions, together (rule 2)."""
    return Tally(
        actual=added(tally.actual for tally in tallies),
        projection=added(tally.projection for tally in tallies),
        projected=sum(tally.projected for tally in tallies),
        pending=sum(tally.pending for tally in tallies),
        due=sum(tally.due for tally in tallies),
        last_due=max((tally.last_due for tally in tallies if tally.last_due), default=None),
        reports=sum(tally.reports for tally in tallies),
        timely=sum(tally.timely for tally in tallies),
        verified=sum(tally.verified for tally in tallies),
        owing=sum(tally.owing for tally in tallies),
        counted=sum(tally.counted for tally in tallies),
    )


def tally(
    indicator: IndicatorTerms,
    reports: Sequence[Report],
    duty: Duty,
    month: int,
    due_dates: Mapping[int, date],
) -> Tally:
    """One chapter's tally as of `month`, one in which the indicator is in force; `reports` in order."""
    owed = duty.owed
    pending = reported = timely = decided = 0
    for at, is_verified, _, _, submitted_on in reports:
        if at > month:
            break
        pending += not is_verified
        if at in owed:
            reported += 1
            decided += is_verified
            timely += submitted_on <= due_dates[at]
    due = bisect_right(owed, month)
    counting = verified(reports, month)
    actual = _actual(indicator, counting, is_active=month in duty.active)
    return Tally(
        actual=actual,
        month=counting[-1].month if actual and indicator.is_stock else None,
        projection=projection(indicator, counting, duty, month, actual),
        projected=int(is_projected(indicator, counting, duty, month)),
        pending=pending,
        due=due,
        last_due=owed[due - 1] if due else None,
        reports=reported,
        timely=timely,
        verified=decided,
        owing=int(due > 0),
        counted=int(due > 0 and actual is not None),
    )


def _actual(indicator: IndicatorTerms, reports: Sequence[Report], *, is_active: bool) -> Amount | None:
    """What a dissolved chapter brought in stays, what it held does not (rule 1)."""
    if not reports or (indicator.is_stock and not is_active):
        return None
    if indicator.is_stock:
        return Amount(reports[-1].value, reports[-1].denominator)
    return Amount(sum(report.value for report in reports), sum(report.denominator for report in reports))
