"""Verbs of a region's Masukan Rakornas: prepare, edit, submit (freeze), receive, return."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.models import Region, User
from rakerwil.transitions import WrongState
from rakerwil.versions import Stale
from workplan.actions.transitions import log, take_step
from workplan.enums import InputState, MeetingState, RecommendationState, SnapshotKind
from workplan.models import Meeting, NationalInput, Recommendation, Snapshot, WorkYear
from workplan.models import meeting as meetings
from workplan.models import national_input as inputs
from workplan.models import recommendation as recommendations


def prepare(region: Region, year: WorkYear, *, by: User | None) -> NationalInput:
    """The package in preparation: the open version, or a first one; two who open at once get the same."""
    current = NationalInput.objects.filter(region=region, year=year).order_by("-version").first()
    if current is not None:
        return current
    meeting = Meeting.objects.rakerwil().filter(region=region, year=year).order_by("-starts_at").first()
    try:
        with transaction.atomic():
            first = NationalInput.objects.create(
                region=region, year=year, meeting=meeting, as_of=year.default_as_of()
            )
            log(first, "prepare", by=by, to_state=first.state)
            return first
    except IntegrityError:
        return NationalInput.objects.get(region=region, year=year, version=1)


@transaction.atomic
def edit(
    national_input: NationalInput,
    *,
    seen: int,
    meeting: Meeting | None,
    as_of: date,
    foreword: str,
    remarks: str,
    by: User | None,
) -> NationalInput:
    """Change what people write in it; `seen` is the edit version their page showed.

    Raises WrongState once it is frozen, Stale when somebody saved in between; then nothing has changed.
    """
    current = NationalInput.objects.select_for_update().get(pk=national_input.pk)
    if current.is_frozen:
        raise WrongState(_("This package has been submitted and can no longer be changed."))
    if current.edit_version != seen:
        raise Stale
    current.meeting, current.as_of = meeting, as_of
    current.foreword, current.remarks = foreword, remarks
    current.changed_at, current.changed_by = timezone.now(), by
    current.edit_version += 1
    current.save()
    return current


@transaction.atomic
def submit(
    national_input: NationalInput, *, package: dict[str, Any], pdf: bytes, by: User, at: datetime
) -> Snapshot:
    """Freeze the package: figures, recommendations, attendance, and the bytes of its PDF.

    The adopted recommendations in it and, where its minutes are approved, the meeting become sent.
    Raises WrongState or Stale; then nothing has changed.
    """
    current = NationalInput.objects.select_for_update().get(pk=national_input.pk)
    if current.edit_version != national_input.edit_version:
        raise Stale
    if current.state != InputState.PREPARING:
        raise WrongState(_("This package has been submitted already."))
    snapshot = Snapshot.objects.freeze(SnapshotKind.NATIONAL_INPUT, package, by)
    take_step(
        national_input,
        inputs.STEPS,
        "submit",
        by=by,
        at=at,
        snapshot=snapshot,
        pdf=pdf,
        submitted_at=at,
        submitted_by=by,
    )
    for recommendation in _recommendations(
        national_input, (RecommendationState.ADOPTED, RecommendationState.ADOPTED_AMENDED)
    ):
        take_step(recommendation, recommendations.STEPS, "send", by=by, at=at)
    meeting = national_input.meeting
    if meeting is not None and meeting.state == MeetingState.APPROVED:
        take_step(meeting, meetings.STEPS, "send", by=by, at=at, sent_at=at)
    return snapshot


@transaction.atomic
def receive(national_input: NationalInput, *, by: User, at: datetime | None = None) -> None:
    """The national office takes it in, and with it each of its recommendations."""
    moment = at or timezone.now()
    take_step(national_input, inputs.STEPS, "receive", by=by, at=moment, received_at=moment, received_by=by)
    for recommendation in _recommendations(national_input, (RecommendationState.SENT,)):
        take_step(recommendation, recommendations.STEPS, "receive", by=by, at=moment)


@transaction.atomic
def send_back(national_input: NationalInput, *, by: User, reason: str) -> NationalInput:
    """Return it with a reason: it stays frozen as it was, and a new version is opened for the region.

    Its recommendations go back to adopted (decisions, data 14). Returns the new version.
    """
    take_step(
        national_input,
        inputs.STEPS,
        "return",
        by=by,
        reason=reason,
        returned_at=timezone.now(),
        returned_by=by,
        return_reason=reason.strip(),
    )
    for recommendation in _recommendations(national_input, (RecommendationState.SENT,)):
        take_step(recommendation, recommendations.STEPS, "unsend", by=by, reason=reason)
    meeting = national_input.meeting
    if meeting is not None and meeting.state == MeetingState.SENT:
        take_step(meeting, meetings.STEPS, "unsend", by=by, reason=reason, sent_at=None)
    following = NationalInput.objects.create(
        region=national_input.region,
        year=national_input.year,
        version=national_input.version + 1,
        meeting=meeting,
        as_of=national_input.as_of,
        foreword=national_input.foreword,
        remarks=national_input.remarks,
    )
    log(following, "prepare", by=by, to_state=following.state)
    return following


@transaction.atomic
def _recommendations(
    national_input: NationalInput, states: tuple[RecommendationState, ...]
) -> list[Recommendation]:
    return list(
        Recommendation.objects.filter(
            meeting__region=national_input.region, meeting__year=national_input.year, state__in=states
        )
    )
