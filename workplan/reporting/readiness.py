"""How ready each federation is for its region's meeting: reported, evidenced, verified, pledged, answered."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Exists, OuterRef
from django.utils import timezone

from federations.models import Chapter, Federation, Region
from workplan.enums import ContributionState, InvitationKind
from workplan.models import Contribution, Evidence, Invitation, Meeting, Pledge, WorkYear
from workplan.reporting import arrivals, promises
from workplan.reporting.arrivals import Arrived

SENT = (ContributionState.SUBMITTED, ContributionState.VERIFIED)


@dataclass(frozen=True)
class Part:
    """So many of so many; of none, it does not apply."""

    done: int
    of: int

    @property
    def applies(self) -> bool:
        return self.of > 0

    @property
    def is_complete(self) -> bool:
        return self.done >= self.of


@dataclass(frozen=True)
class FederationReadiness:
    """One federation in the region, its chapters added together."""

    federation: Federation
    chapters: Sequence[Chapter]
    reported: Part
    """Of the due reports, those that were sent."""
    evidenced: Part
    """Of the sent reports that need evidence, those that have some."""
    verified: Part
    """Of the due reports, those that count."""
    pledged: Part
    """Of the region's targets that it reports on, those it pledged a share of."""
    invitation: Invitation | None = None

    @property
    def has_answered(self) -> bool:
        return self.invitation is not None and self.invitation.is_issued and not self.invitation.is_unanswered

    @property
    def is_ready(self) -> bool:
        parts = (self.reported, self.evidenced, self.verified, self.pledged)
        return self.has_answered and all(part.is_complete for part in parts)


@dataclass(frozen=True)
class Readiness:
    """All federations of the region, the least ready first."""

    month: date
    """Up to which reports are asked for."""
    days_left: int
    federations: Sequence[FederationReadiness] = field(default_factory=tuple)

    @property
    def ready_count(self) -> int:
        return sum(row.is_ready for row in self.federations)


def of_meeting(meeting: Meeting, today: date | None = None) -> Readiness:
    """As of the last month whose due day has come; ten statements or so, however many federations.

    Raises ValueError for a meeting without a region.
    """
    region, year = meeting.region, meeting.year
    if region is None:
        raise ValueError("only a region's meeting has federations of its own")
    today = today or timezone.localdate(timezone=meeting.zone)
    month = year.default_as_of(today)
    chapters = _chapters(region, meeting.day)
    arrived = _arrived(year, region, month, chapters)
    evidenced = _evidenced(year, region, month)
    pledged = _pledged(year, region, chapters)
    letters = _letters(meeting)
    rows = [
        FederationReadiness(
            federation=members[0].federation,
            chapters=members,
            reported=Part(arrived[code].sent, arrived[code].due),
            evidenced=evidenced.get(code, Part(0, 0)),
            verified=Part(arrived[code].verified, arrived[code].due),
            pledged=pledged[code],
            invitation=letters.get(members[0].federation_id),
        )
        for code, members in chapters.items()
    ]
    rows.sort(key=lambda row: (row.is_ready, _share(row), row.federation.code))
    return Readiness(month=month, days_left=(meeting.day - today).days, federations=rows)


def _share(row: FederationReadiness) -> float:
    """How much of all that is asked for is there; only to put the least ready first."""
    parts = [row.reported, row.evidenced, row.verified, row.pledged, Part(int(row.has_answered), 1)]
    asked = [part for part in parts if part.applies]
    return sum(part.done / part.of for part in asked) / len(asked)


def _chapters(region: Region, day: date) -> dict[str, list[Chapter]]:
    """By federation, the chapters that are active on the day of the meeting."""
    found: dict[str, list[Chapter]] = defaultdict(list)
    rows = Chapter.objects.filter(region=region).active_in(day, day)
    for chapter in rows.select_related("federation", "district", "region"):
        if not chapter.is_coordinator_office:
            found[chapter.federation.code].append(chapter)
    return found


def _arrived(
    year: WorkYear, region: Region, month: date, chapters: Mapping[str, Sequence[Chapter]]
) -> Mapping[str, Arrived]:
    code_of = {chapter.pk: code for code, members in chapters.items() for chapter in members}
    found: dict[str, Arrived] = defaultdict(Arrived)
    for row in arrivals.of_region(year, region, month).chapters:
        if row.chapter.id in code_of:
            found[code_of[row.chapter.id]] += row.year
    return found


def _evidenced(year: WorkYear, region: Region, month: date) -> dict[str, Part]:
    """One statement."""
    rows = Contribution.objects.filter(
        indicator__year=year,
        indicator__needs_evidence=True,
        chapter__region=region,
        month__lte=month,
        state__in=SENT,
    ).annotate(has_evidence=Exists(Evidence.objects.filter(contribution=OuterRef("pk"))))
    counts: dict[str, list[bool]] = defaultdict(list)
    for code, has_evidence in rows.order_by().values_list("chapter__federation__code", "has_evidence"):
        counts[code].append(has_evidence)
    return {code: Part(sum(each), len(each)) for code, each in counts.items()}


def _pledged(year: WorkYear, region: Region, chapters: Mapping[str, Sequence[Chapter]]) -> dict[str, Part]:
    """A federation has pledged on an indicator when one of its chapters has."""
    asked = [
        line.indicator
        for line in promises.of_region(year, region).lines
        if line.is_added_up and line.value is not None
    ]
    members = [chapter for rows in chapters.values() for chapter in rows]
    given = {
        (code, indicator)
        for code, indicator in Pledge.objects.filter(chapter__in=members, indicator__in=asked)
        .order_by()
        .values_list("chapter__federation__code", "indicator_id")
        .distinct()
    }
    parts = {}
    for code, rows in chapters.items():
        own = [row for row in asked if promises.reported_by(row, rows[0])]
        parts[code] = Part(sum((code, row.pk) in given for row in own), len(own))
    return parts


def _letters(meeting: Meeting) -> dict[int | None, Invitation]:
    """By federation, the letter to its delegation; one statement."""
    rows = meeting.invitations.filter(kind=InvitationKind.DELEGATION, federation__isnull=False)
    found = {}
    for row in rows.select_related("federation", "letter"):
        row.meeting = meeting
        found[row.federation_id] = row
    return found
