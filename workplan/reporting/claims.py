"""What is reported beside what is verified: the same sum, with the reports that wait and without them."""

from dataclasses import dataclass
from fractions import Fraction

from workplan.reporting.terms import IndicatorTerms, Reports


@dataclass(frozen=True)
class Claim:
    """Of a chapter, a region or the nation; in the indicator's unit, percent for a ratio."""

    reported: Fraction | None
    """As if every report that waits were verified as it stands. No figure of record."""
    verified: Fraction | None
    """The actual."""
    difference: Fraction | None
    """Reported less verified, percentage points for a ratio; a count that is not there yet counts as 0."""


def as_reported(reports: Reports) -> Reports:
    """The same reports, with those that wait taken as verified."""
    return {key: [report._replace(is_verified=True) for report in sent] for key, sent in reports.items()}


def claim(indicator: IndicatorTerms, reported: Fraction | None, verified: Fraction | None) -> Claim:
    """The two with their difference; none where nothing is reported, or a ratio has no percentage yet."""
    if reported is None or (verified is None and indicator.is_ratio):
        return Claim(reported, verified, None)
    return Claim(reported, verified, reported - (verified or Fraction(0)))
