"""What a region's Masukan Rakornas contains: one plain content for page, PDF, workbook and JSON.

The preview is made from the live data; submitting freezes exactly this content (decisions, data 8 and
exports 23). Nothing here is computed again later: every format renders the content it is given.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from federations.models import Chapter, Letterhead, Region
from workplan.enums import AgendaKind, MeetingKind, RecommendationState
from workplan.models import ActionItem, Composite, Meeting, NationalInput, Recommendation, WorkYear
from workplan.models.snapshot import canonical_json, digest
from workplan.reporting import quorums, rollup
from workplan.reporting.plain import Json, region_json
from workplan.reporting.scopes import RegionRollup
from workplan.reporting.shapes import DispositionRow, RecommendationRow, ResolutionRow
from workplan.reporting.support import support_json
from workplan.reporting.terms import YearTerms


def content(
    national_input: NationalInput,
    *,
    submitted_at: datetime | None = None,
    figures: RegionRollup | None = None,
) -> Json:
    """The whole package as plain JSON types, without its hash.

    A frozen input gives what was frozen; one in preparation the live figures as of its month.
    `submitted_at`: the moment of freezing, when it is being frozen. `figures`: the region's as of the
    input's month, where they are at hand already.
    """
    if national_input.snapshot is not None:
        frozen: Json = national_input.snapshot.data
        return frozen
    region, year = national_input.region, national_input.year
    figures = figures or rollup.region(year, region, national_input.as_of).regions[0]
    meeting = national_input.meeting
    letterhead = Letterhead.of(region)
    adopted, owed = _recommendations(region, year)
    return {
        "input": {
            "region": {"code": region.code, "name": region.name},
            "year": year.year,
            "version": national_input.version,
            "status": national_input.state if submitted_at is None else "submitted",
            "submitted_at": None if submitted_at is None else submitted_at.isoformat(),
            "as_of": f"{national_input.as_of:%Y-%m}",
            "foreword": national_input.foreword,
            "remarks": national_input.remarks,
            "is_example": year.is_example,
            "address": letterhead.address_lines,
        },
        "meeting": None if meeting is None else meeting_json(meeting),
        "framework": framework_json(figures.moment.terms),
        "scale": year.categories,
        "rollup": region_json(figures, year.year),
        "recommendations": [recommendation_json(recommendation) for recommendation in adopted],
        "actions": [action_json(action) for action in _open_actions(region, year)],
        "owed": [owed_json(recommendation) for recommendation in owed],
        "completeness": completeness_json(figures),
        "support": support_json(year, region, timezone.localdate(submitted_at, region.zone)),
        "signatories": signatories_json(letterhead),
    }


def content_hash(package: Mapping[str, Any]) -> str:
    """SHA-256 of the canonical content; printed on every page of a submitted Masukan."""
    return digest(canonical_json(package))


def exported(national_input: NationalInput, figures: RegionRollup | None = None) -> Json:
    """The JSON of `export_rakornas` for a region: the content with its state and hash (null while live)."""
    package = content(national_input, figures=figures)
    frozen = national_input.snapshot
    head = {"status": national_input.state, "hash": frozen.sha256 if frozen else None}
    return {**package, "input": {**package["input"], **head}}


def latest(region: Region, year: WorkYear) -> NationalInput:
    """What an export takes: the latest submitted version, otherwise the live preview, saved or not."""
    inputs = NationalInput.objects.filter(region=region, year=year).select_related(
        "region", "year", "meeting__region", "snapshot"
    )
    return (
        inputs.submitted().order_by("-version").first()
        or inputs.order_by("-version").first()
        or draft(region, year)
    )


def draft(region: Region, year: WorkYear) -> NationalInput:
    """A first version, not saved yet: the year's latest Rakerwil, as of the default month."""
    meeting = Meeting.objects.rakerwil().filter(region=region, year=year).order_by("-starts_at").first()
    return NationalInput(region=region, year=year, meeting=meeting, as_of=year.default_as_of())


def framework_json(terms: YearTerms) -> list[Json]:
    """Names and units, so that a frozen package can be read without the framework of its time."""
    return [
        {
            "code": indicator.code,
            **asdict(indicator.label),
            "measure": indicator.measure,
            "direction": indicator.direction,
            "decimals": indicator.decimals,
        }
        for indicator in terms.indicators
    ]


def meeting_json(meeting: Meeting) -> Json:
    """What the Rakerwil was: facts, attendance, the rule of its quorum, decisions; three statements."""
    counted = quorums.of(meeting, meeting.starts_at)
    return {
        "title": meeting.title,
        "slug": meeting.slug,
        "starts_at": meeting.starts_at.isoformat(),
        "time_zone": meeting.zone_name,
        "venue": meeting.venue,
        "city": meeting.city,
        "purpose": meeting.purpose,
        "state": meeting.state,
        "invited": counted.listed,
        "present": counted.came,
        "full_delegates": counted.entitled,
        "full_delegates_present": counted.came_entitled,
        "quorum": {
            "percent": meeting.quorum_percent,
            "needed": counted.needed,
            "federations_needed": counted.federations_needed,
            "federations_registered": counted.federations_entitled,
        },
        "agenda": [
            {"kind": item.kind, "title": item.title, "topic": item.topic}
            for item in meeting.agenda.exclude(kind=AgendaKind.BREAK)
        ],
        "decisions": [
            {"number": f"K-{decision.number}", "text": decision.text, **resolution_json(decision)}
            for decision in meeting.decisions.all()
        ],
    }


def resolution_json(thing: Any) -> ResolutionRow:
    """How something was decided, with the quorum of that moment."""
    return {
        "decided_by": thing.way or None,
        "decided_at": thing.decided_at.isoformat() if thing.decided_at else None,
        "votes": None
        if thing.votes_for is None
        else {"for": thing.votes_for, "against": thing.votes_against, "abstentions": thing.abstentions},
        "quorum": None
        if thing.present_count is None
        else {
            "present": thing.present_count,
            "entitled": thing.entitled_count,
            "needed": thing.needed_count,
            "federations": thing.federations_present,
            "is_quorate": thing.is_quorate,
        },
    }


def recommendation_json(recommendation: Recommendation) -> RecommendationRow:
    """One adopted recommendation with the figures and the plan it was adopted with."""
    frozen = recommendation.figures.data if recommendation.figures else {}
    return {
        "number": recommendation.code,
        "meeting": recommendation.meeting.slug,
        "title": recommendation.title,
        "text": recommendation.text,
        "kind": recommendation.kind,
        "addressee": recommendation.addressee,
        "due_on": recommendation.due_on.isoformat() if recommendation.due_on else None,
        "indicators": [indicator.code for indicator in recommendation.indicators.all()],
        "raised_by": [
            {
                "federation": chapter.federation.code,
                "district_code": chapter.district.code if chapter.district else None,
            }
            for chapter in recommendation.raised_by.all()
        ],
        "state": recommendation.state,
        **resolution_json(recommendation),
        "figures": frozen.get("figures"),
        "catch_up": frozen.get("catch_up"),
        "disposition": disposition_json(recommendation),
    }


def disposition_json(recommendation: Recommendation | Composite) -> DispositionRow | None:
    """The answer, once it is published; `merged_into`: the meeting, of a composite the year, and number."""
    answer = getattr(recommendation, "disposition", None)
    if answer is None or answer.published_at is None:
        return None
    other, composite = answer.merged_into, answer.merged_into_composite
    merged_into = f"{other.meeting.slug}/{other.code}" if other else None
    if composite is not None:
        merged_into = f"{composite.year.year}/{composite.code}"
    return {
        "outcome": answer.outcome,
        "answer": answer.answer,
        "wording": answer.wording,
        "merged_into": merged_into,
        "owner": answer.owner,
        "due_on": answer.due_on.isoformat() if answer.due_on else None,
        "published_at": answer.published_at.isoformat(),
    }


def action_json(action: ActionItem) -> Json:
    """One promised step that is still open."""
    return {
        "number": f"T-{action.number}",
        "meeting": action.meeting.slug,
        "text": action.text,
        "owner": str(action.owner),
        "due_on": action.due_on.isoformat(),
        "state": action.state,
    }


def completeness_json(figures: RegionRollup) -> Json:
    """How complete the figures are: the region, and chapter by chapter."""
    scope = figures.scope
    return {
        "due": scope.due,
        "reports": scope.reports,
        "timely": scope.timely,
        "pending": scope.pending,
        "chapters": [
            {
                "federation": row.chapter.federation,
                "district_code": row.chapter.district or None,
                "due": row.scope.due,
                "reports": row.scope.reports,
                "timely": row.scope.timely,
            }
            for row in figures.chapters
        ],
    }


def owed_json(recommendation: Recommendation) -> Json:
    """One of an earlier year to which the nation still owes an answer, or what it answered to do."""
    return {
        "year": recommendation.meeting.year.year,
        "number": recommendation.code,
        "meeting": recommendation.meeting.slug,
        "title": recommendation.title,
        "state": recommendation.state,
        "disposition": disposition_json(recommendation),
    }


def signatories_json(letterhead: Letterhead) -> list[dict[str, str]]:
    """Who signs for the region: coordinator and secretary, as its letterhead names them."""
    return [
        {"office": letterhead.chair_title, "name": letterhead.chair_name},
        {"office": letterhead.secretary_title, "name": letterhead.secretary_name},
    ]


def _open_actions(region: Region, year: WorkYear) -> list[ActionItem]:
    return list(
        ActionItem.objects.unfinished()
        .filter(Q(meeting__region=region), Q(meeting__year__year__lte=year.year))
        .select_related(
            "meeting",
            "owner_unit",
            "owner_chapter__federation",
            "owner_chapter__district",
            "owner_chapter__region",
        )
    )


OWED = (
    RecommendationState.ADOPTED,
    RecommendationState.ADOPTED_AMENDED,
    RecommendationState.SENT,
    RecommendationState.RECEIVED,
    RecommendationState.ACCEPTED,
    RecommendationState.ACCEPTED_AMENDED,
    RecommendationState.MERGED,
)
"""Adopted, and neither declined, returned nor carried out."""


def _recommendations(region: Region, year: WorkYear) -> tuple[list[Recommendation], list[Recommendation]]:
    """What the region adopted in the year; and what it still waits for of earlier years, the latest first.

    Three statements.
    """
    of_the_year = Q(meeting__year=year)
    earlier = Q(meeting__kind=MeetingKind.RAKERWIL, meeting__year__year__lt=year.year, state__in=OWED)
    rows = list(
        Recommendation.objects.adopted()
        .filter(of_the_year | earlier, meeting__region=region)
        .select_related(
            "meeting__year",
            "figures",
            "disposition__merged_into__meeting",
            "disposition__merged_into_composite__year",
        )
        .prefetch_related(
            "indicators",
            Prefetch("raised_by", Chapter.objects.select_related("region", "federation", "district")),
        )
        .order_by("-meeting__year__year", "meeting__number", "number")
    )
    adopted = [row for row in rows if row.meeting.year_id == year.pk]
    return adopted, [row for row in rows if row.meeting.year_id != year.pk]


@dataclass(frozen=True)
class Change:
    """An indicator whose region's figure is no longer what was sent."""

    code: str
    sent: str | None
    now: str | None
    decimals: int
    is_ratio: bool


def changes(national_input: NationalInput) -> list[Change]:
    """Which actuals changed since the package was frozen, in the framework's order; none before that."""
    if national_input.snapshot is None:
        return []
    frozen = national_input.snapshot.data
    year = national_input.year
    figures = rollup.region(year, national_input.region, national_input.as_of).regions[0]
    now = {row["code"]: row["actual"] for row in region_json(figures, year.year)["indicators"]}
    facts = {row["code"]: row for row in frozen["framework"]}
    return [
        Change(
            code=row["code"],
            sent=row["actual"],
            now=now.get(row["code"]),
            decimals=facts[row["code"]]["decimals"],
            is_ratio=facts[row["code"]]["measure"] == "ratio",
        )
        for row in frozen["rollup"]["indicators"]
        if now.get(row["code"]) != row["actual"]
    ]
