"""Verbs of recommendations: propose, edit, plan, discuss, table, adopt alone or as a block, and the rest."""

import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Chapter, Unit, User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale, sign
from rakerwil.wording import figure
from workplan.actions.meetings import locked, refuse_settled
from workplan.actions.resolutions import Votes, resolve
from workplan.actions.transitions import log, take_step
from workplan.enums import RecommendationState, SnapshotKind, WayOfDeciding
from workplan.models import AgendaItem, CatchUpPlan, Indicator, Meeting, Recommendation, Snapshot
from workplan.models.recommendation import STEPS, UNDECIDED
from workplan.reporting import plans
from workplan.reporting import recommendations as reporting
from workplan.reporting.ledgers import indicator_terms

EDITABLE = (*UNDECIDED, RecommendationState.DEFERRED)
"""States in which words, figures and plan can still change."""


@transaction.atomic
def propose(
    meeting: Meeting,
    *,
    title: str,
    text: str,
    kind: str,
    addressee: str,
    indicators: Iterable[Indicator] = (),
    raised_by: Iterable[Chapter] = (),
    due_on: date | None = None,
    owner: Chapter | Unit | None = None,
    commission: AgendaItem | None = None,
    token: uuid.UUID | None = None,
    by: User | None,
    at: datetime | None = None,
) -> Recommendation:
    """A new recommendation with the next number, and with its indicators' figures and plan frozen into it.

    The figures are the meeting's data position, or until one is frozen those of now. A known token gives its
    recommendation. Raises WrongState once the minutes are approved.
    """
    at = at or timezone.now()
    current = locked(meeting)
    earlier = Recommendation.objects.filter(token=token).first() if token else None
    if earlier is not None:
        return earlier
    refuse_settled(current)
    attached = list(indicators)
    last = current.recommendations.aggregate(last=Max("number"))["last"]
    recommendation = Recommendation(
        token=token or uuid.uuid4(),
        meeting=current,
        number=(last or 0) + 1,
        title=title,
        text=text,
        kind=kind,
        addressee=addressee,
        due_on=due_on,
        commission=commission,
        **_owner(owner),
        figures=_freeze(reporting.figures_of(current, attached, at=at), by=by, at=at),
        proposed_at=at,
        proposed_by=by,
    )
    sign(recommendation, by)
    recommendation.save()
    recommendation.indicators.set(attached)
    recommendation.raised_by.set(raised_by)
    log(recommendation, "propose", by=by, at=at, to_state=recommendation.state)
    return recommendation


@transaction.atomic
def edit(
    recommendation: Recommendation,
    *,
    version: int,
    indicators: Iterable[Indicator],
    raised_by: Iterable[Chapter],
    owner: Chapter | Unit | None = None,
    reason: str = "",
    by: User | None,
    at: datetime | None = None,
    **fields: Any,
) -> Recommendation:
    """Change title, text, kind, addressee, due_on, owner, commission, indicators and who raised it.

    Until it is decided; `reason`: why, kept beside the wording.

    The figures of indicators that stay are kept as they were frozen. Raises Stale or WrongState.
    """
    current = _held(recommendation, version)
    attached = list(indicators)
    if {row.pk for row in attached} != {row.pk for row in current.indicators.all()}:
        at = at or timezone.now()
        frozen = current.figures.data if current.figures else None
        current.figures = _freeze(
            reporting.figures_of(current.meeting, attached, keep=frozen, at=at), by=by, at=at
        )
    for name, value in {**fields, **_owner(owner)}.items():
        setattr(current, name, value)
    current.version = version + 1
    sign(current, by)
    current.save()
    current.indicators.set(attached)
    current.raised_by.set(raised_by)
    log(current, "edit", by=by, at=at, reason=reason)
    return current


@transaction.atomic
def set_plan(
    recommendation: Recommendation,
    *,
    parts: Mapping[str, Decimal],
    version: int,
    by: User | None,
    at: datetime | None = None,
) -> Recommendation:
    """Set the parts of the catch-up plan, by `plans.part_key`; their sum is the gap, exactly.

    What is not named stays. Raises Refused with the difference in words otherwise; Stale or WrongState.
    """
    current = _held(recommendation, version)
    frozen = current.figures.data if current.figures else None
    if frozen is None or frozen["catch_up"] is None:
        raise WrongState(_("This recommendation has no catch-up plan."))
    plan = frozen["catch_up"]
    indicator = Indicator.objects.get(year=current.meeting.year, code=plan["indicator"])
    try:
        changed = plans.edited(plan, parts, indicator_terms(indicator))
    except plans.Uneven as uneven:
        raise Refused(uneven_words(uneven, indicator.decimals)) from uneven
    at = at or timezone.now()
    current.figures = _freeze({**frozen, "catch_up": changed}, by=by, at=at)
    current.version = version + 1
    sign(current, by)
    current.save(update_fields=["figures", "version"])
    log(current, "set_plan", by=by, at=at)
    return current


@transaction.atomic
def attach_plan(
    recommendation: Recommendation,
    plan: CatchUpPlan,
    *,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """Take over the plan that was saved for one of its indicators, frozen as it is.

    Raises Refused where the gap that the plan shares out is not the one frozen into the recommendation, or it
    is of another indicator or region; WrongState once it is decided.
    """
    current = _held(recommendation, None)
    frozen = current.figures.data if current.figures else {"figures": []}
    content = plan.plan.data
    gap = next((row["gap"] for row in frozen["figures"] if row["code"] == content["indicator"]), None)
    if gap is None or plan.region_id != current.meeting.region_id:
        raise Refused(_("This plan is not of one of the recommendation's figures."))
    decimals = plan.indicator.decimals
    if Decimal(gap) != Decimal(content["gap"]):
        raise Refused(
            _("The saved plan shares out %(planned)s, the recommendation's gap is %(gap)s. Plan it anew.")
            % {"planned": figure(content["gap"], decimals), "gap": figure(gap, decimals)}
        )
    at = at or timezone.now()
    current.figures = _freeze({**frozen, "catch_up": content}, by=by, at=at)
    current.version += 1
    sign(current, by)
    current.save(update_fields=["figures", "version"])
    log(current, "attach_plan", by=by, at=at)


def uneven_words(uneven: plans.Uneven, decimals: int) -> str:
    """Sum, gap and difference, as a sentence."""
    values = {
        "total": figure(uneven.total, decimals),
        "gap": figure(uneven.gap, decimals),
        "difference": figure(abs(uneven.missing), decimals),
    }
    if uneven.missing > 0:
        return _("The parts add up to %(total)s, the gap is %(gap)s: %(difference)s are missing.") % values
    return _("The parts add up to %(total)s, the gap is %(gap)s: %(difference)s too many.") % values


@transaction.atomic
def discuss(recommendation: Recommendation, *, by: User | None, at: datetime | None = None) -> None:
    """A commission, or the floor, takes it up. Raises WrongState unless proposed or deferred."""
    _step(recommendation, "discuss", by=by, at=at)


@transaction.atomic
def table(recommendation: Recommendation, *, by: User | None, at: datetime | None = None) -> None:
    """Put it to the meeting. Raises WrongState unless proposed, discussed or deferred."""
    _step(recommendation, "table", by=by, at=at)


@transaction.atomic
def adopt(
    recommendation: Recommendation,
    *,
    way: str = WayOfDeciding.CONSENSUS,
    votes: Votes | None = None,
    quorum_waiver: str = "",
    version: int | None = None,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """The meeting adopts it as it stands, with the quorum of that moment frozen into it.

    `version`: the wording that was put to the vote. Raises NoQuorum, Refused where the votes do not carry it,
    Stale, WrongState unless tabled.
    """
    _held(recommendation, version, undecided_only=False)
    resolution = _carried(recommendation.meeting, way, votes, quorum_waiver, at)
    _step(recommendation, "adopt", by=by, at=resolution["decided_at"], **resolution)


@transaction.atomic
def adopt_block(
    meeting: Meeting,
    versions: Mapping[int, int],
    *,
    way: str = WayOfDeciding.CONSENSUS,
    votes: Votes | None = None,
    quorum_waiver: str = "",
    by: User | None,
    at: datetime | None = None,
) -> list[Recommendation]:
    """The meeting adopts several in one act, as they stand; the quorum is frozen into each. All or none.

    `versions`: by number, the wording that was put to the vote. Raises Refused where one is not there or not
    put to the meeting, naming it; otherwise as `adopt`.
    """
    current = locked(meeting)
    rows = list(current.recommendations.select_for_update().filter(number__in=versions).order_by("number"))
    if not rows or len(rows) != len(versions):
        raise Refused(_("Tick the recommendations that the meeting adopts together."))
    for row in rows:
        if row.state != RecommendationState.TABLED:
            raise WrongState(
                _("%(code)s is not before the meeting any more; nothing was adopted.") % {"code": row.code}
            )
        if row.version != versions[row.number]:
            raise Refused(
                _("The wording of %(code)s has changed; look at it again. Nothing was adopted.")
                % {"code": row.code}
            )
    resolution = _carried(current, way, votes, quorum_waiver, at)
    for row in rows:
        _step(row, "adopt", by=by, at=resolution["decided_at"], **resolution)
    return rows


@transaction.atomic
def adopt_amended(
    recommendation: Recommendation,
    *,
    title: str,
    text: str,
    way: str = WayOfDeciding.CONSENSUS,
    votes: Votes | None = None,
    quorum_waiver: str = "",
    version: int | None = None,
    by: User | None,
    at: datetime | None = None,
) -> None:
    """The meeting adopts it in other words; the earlier ones stay in its history. Raises as `adopt`."""
    current = _held(recommendation, version, undecided_only=False)
    if (current.title, current.text) == (title, text):
        raise Refused(_("The wording is the same. Adopt it as it stands."))
    resolution = _carried(recommendation.meeting, way, votes, quorum_waiver, at)
    _step(
        recommendation,
        "adopt_amended",
        by=by,
        at=resolution["decided_at"],
        title=title,
        text=text,
        version=current.version + 1,
        **resolution,
    )


@transaction.atomic
def defer(
    recommendation: Recommendation, *, reason: str, by: User | None, at: datetime | None = None
) -> None:
    """Put it off, with a reason; it can be taken up again. Raises ReasonMissing or WrongState."""
    _step(recommendation, "defer", by=by, at=at, reason=reason)


@transaction.atomic
def reject(
    recommendation: Recommendation,
    *,
    reason: str,
    way: str = WayOfDeciding.CONSENSUS,
    votes: Votes | None = None,
    quorum_waiver: str = "",
    by: User | None,
    at: datetime | None = None,
) -> None:
    """The meeting does not agree, with a reason; that, too, is decided with a quorum.

    Raises NoQuorum, ReasonMissing, WrongState unless tabled.
    """
    meeting = locked(recommendation.meeting)
    resolution = resolve(meeting, way=way, votes=votes, quorum_waiver=quorum_waiver, at=at)
    _step(recommendation, "reject", by=by, at=resolution["decided_at"], reason=reason, **resolution)


@transaction.atomic
def withdraw(
    recommendation: Recommendation, *, reason: str, by: User | None, at: datetime | None = None
) -> None:
    """Taken back by who raised it, with a reason. Raises ReasonMissing or WrongState."""
    _step(recommendation, "withdraw", by=by, at=at, reason=reason)


def _step(
    recommendation: Recommendation,
    verb: str,
    *,
    by: User | None,
    at: datetime | None,
    reason: str = "",
    **changes: Any,
) -> None:
    refuse_settled(locked(recommendation.meeting))
    sign(recommendation, by)
    take_step(recommendation, STEPS, verb, by=by, at=at, reason=reason, **changes)


def _held(
    recommendation: Recommendation, version: int | None, *, undecided_only: bool = True
) -> Recommendation:
    """The row as it is now, held until the end of the transaction, at the version that was read."""
    refuse_settled(locked(recommendation.meeting))
    current = Recommendation.objects.select_for_update().get(pk=recommendation.pk)
    if undecided_only and current.state not in EDITABLE:
        raise WrongState(_("The meeting has decided on this; its wording and figures stand."))
    if version is not None and current.version != version:
        raise Stale
    return current


def _owner(owner: Chapter | Unit | None) -> dict[str, Chapter | Unit | None]:
    is_chapter = isinstance(owner, Chapter)
    return {"owner_chapter": owner if is_chapter else None, "owner_unit": None if is_chapter else owner}


def _carried(
    meeting: Meeting, way: str, votes: Votes | None, quorum_waiver: str, at: datetime | None
) -> dict[str, Any]:
    """The resolution of an adoption: where votes were counted, more for it than against."""
    resolution = resolve(locked(meeting), way=way, votes=votes, quorum_waiver=quorum_waiver, at=at)
    if way == WayOfDeciding.COUNTS and resolution["votes_for"] <= resolution["votes_against"]:
        raise Refused(_("More votes for it than against are needed to adopt it."))
    return resolution


def _freeze(content: Any, *, by: User | None, at: datetime) -> Snapshot | None:
    if content is None:
        return None
    return Snapshot.objects.freeze(SnapshotKind.RECOMMENDATION_FIGURES, content, by, at)
