"""Verbs of commissions: who sits in them; hand their report in, ask for it back, bring it before the plenary.

The points of a report are the minutes under the commission's sitting. Commissions work side by side; what
each of them recommends goes to the plenary with its report.
"""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale, sign
from workplan.actions import recommendations
from workplan.actions.meetings import locked, refuse_settled, refuse_without_entries
from workplan.actions.transitions import log, take_step
from workplan.enums import AgendaKind, CommissionRole, ParticipantState, RecommendationState, SittingState
from workplan.models import AgendaItem, CommissionMember, CommissionReport, Meeting, Participant
from workplan.models.commission import STEPS

WORKED_OUT = (RecommendationState.PROPOSED, RecommendationState.DISCUSSED)
"""What goes to the plenary with the report; what was withdrawn, put off or decided stays as it is."""


def report_of(commission: AgendaItem) -> CommissionReport:
    """How far the commission's report has come; begun with the first question."""
    report, _is_new = CommissionReport.objects.get_or_create(commission=commission)
    report.commission = commission
    return report


def seating(commission: AgendaItem) -> str:
    """Who sits in it as what, in short: two pages that show the same show this."""
    rows = commission.members.order_by("participant").values_list("participant", "role")
    return ",".join(f"{participant}:{role}" for participant, role in rows)


@transaction.atomic
def seat(
    commission: AgendaItem,
    members: Collection[Participant],
    *,
    chair: Participant | None = None,
    secretary: Participant | None = None,
    seen: str | None = None,
    by: User | None,
) -> None:
    """Let these sit in the commission, and nobody else; chair and secretary sit in it, too.

    `seen`: the `seating` that the page showed. Raises Stale where it has changed since; Refused where one is
    not of the meeting, does not come, sits in another commission, or is to be both chair and secretary;
    WrongState once the report has been handed in.
    """
    meeting = _working(commission)
    if seen is not None and seen != seating(commission):
        raise Stale
    if chair is not None and chair == secretary:
        raise Refused(_("Chair and secretary of a commission are two different people."))
    wanted = {row.pk: CommissionRole.MEMBER for row in members}
    wanted |= {row.pk: CommissionRole.CHAIR for row in (chair,) if row}
    wanted |= {row.pk: CommissionRole.SECRETARY for row in (secretary,) if row}
    found = meeting.participants.select_related("person", "commission_seat__commission").in_bulk(wanted)
    if len(found) != len(wanted):
        raise Refused(_("Members of a commission are on the meeting's list of participants."))
    for row in found.values():
        _refuse_elsewhere(row, commission)
    # first what goes, then what stays, so that chair and secretary can change places
    for member in commission.members.exclude(participant__in=wanted):
        sign(member, by)
        member.delete()
    seated = {row.participant_id: row for row in commission.members.all()}
    changing = [row for row in seated.values() if row.role != wanted[row.participant_id]]
    for member in changing:
        _place(member, CommissionRole.MEMBER, by)
    for pk, role in wanted.items():
        member = seated.get(pk) or CommissionMember(commission=commission, participant=found[pk])
        if member.pk is None or member.role != role:
            _place(member, role, by)
    log(commission, "seat", by=by)


def _place(member: CommissionMember, role: CommissionRole, by: User | None) -> None:
    if member.pk is not None and member.role == role:
        return
    member.role = role
    sign(member, by)
    member.save()


def _refuse_elsewhere(participant: Participant, commission: AgendaItem) -> None:
    if participant.state == ParticipantState.DECLINED:
        raise Refused(_("%(person)s does not come.") % {"person": participant.person})
    taken = getattr(participant, "commission_seat", None)
    if taken is not None and taken.commission_id != commission.pk:
        raise Refused(
            _("%(person)s sits in “%(commission)s” already.")
            % {"person": participant.person, "commission": taken.commission.title}
        )


@transaction.atomic
def hand_in(commission: AgendaItem, *, by: User | None, at: datetime | None = None) -> None:
    """Chair or secretary give the report to the plenary; what the commission proposed counts as discussed.

    Raises Refused while it has neither points nor recommendations, WrongState before the commission sat or
    unless the report is a draft.
    """
    meeting = _working(commission)
    refuse_without_entries(meeting)
    current = AgendaItem.objects.get(pk=commission.pk)
    if current.opened_at is None:
        raise WrongState(_("The commission has not sat yet."))
    rows = list(
        meeting.recommendations.filter(commission=commission, state__in=WORKED_OUT).order_by("number")
    )
    if not rows and not commission.entries.exclude(text="").exists():
        raise Refused(_("The report is empty: write its points, or propose a recommendation."))
    at = at or timezone.now()
    take_step(report_of(commission), STEPS, "hand_in", by=by, at=at, handed_in_at=at)
    for row in rows:
        if row.state == RecommendationState.PROPOSED:
            recommendations.discuss(row, by=by, at=at)


@transaction.atomic
def send_back(commission: AgendaItem, *, reason: str, by: User | None, at: datetime | None = None) -> None:
    """The commission works on it again, with a reason. Raises WrongState unless handed in, ReasonMissing."""
    refuse_settled(locked(commission.meeting))
    take_step(report_of(commission), STEPS, "send_back", by=by, at=at, reason=reason, handed_in_at=None)


@transaction.atomic
def present(commission: AgendaItem, *, by: User | None, at: datetime | None = None) -> int:
    """The open plenary hears the report; its recommendations are before the meeting. Returns how many.

    Raises WrongState while no plenary is open, or unless the report has been handed in.
    """
    meeting = locked(commission.meeting)
    refuse_settled(meeting)
    plenary = meeting.agenda.filter(kind=AgendaKind.PLENARY, sitting_state=SittingState.OPEN).last()
    if plenary is None:
        raise WrongState(_("Open the plenary sitting first; it hears the report."))
    at = at or timezone.now()
    take_step(report_of(commission), STEPS, "present", by=by, at=at, presented_at=at, presented_in=plenary)
    rows = list(
        meeting.recommendations.filter(commission=commission, state__in=WORKED_OUT).order_by("number")
    )
    for row in rows:
        recommendations.table(row, by=by, at=at)
    return len(rows)


def _working(commission: AgendaItem) -> Meeting:
    """The meeting, held; the commission is one, and its report still its own."""
    meeting = locked(commission.meeting)
    refuse_settled(meeting)
    if AgendaItem.objects.get(pk=commission.pk).kind != AgendaKind.COMMISSION:
        raise WrongState(_("This item is no commission."))
    if not report_of(commission).is_draft:
        raise WrongState(_("The report has been handed in. Ask for it back to change it."))
    return meeting
