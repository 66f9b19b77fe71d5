"""Who may do what they undertake (decisions, who may do what).

A permission says who; *when* a step can be taken stands in the state tables beside the models, and the action
refuses it in words, so that a stale tab gets an explanation and not a locked door.
"""

from typing import Any

from django.db.models import QuerySet

from federations.enums import Role
from federations.models import Chapter, Membership, Region, User
from federations.rules import is_admin
from rakerwil.predicates import grant, predicate
from workplan.enums import CommissionRole, RecommendationState, ReportState
from workplan.models import (
    ActionItem,
    AgendaItem,
    Agreement,
    CommissionMember,
    CommissionReport,
    Contribution,
    Meeting,
    Minutes,
    NationalInput,
    Participant,
    Programme,
    Recommendation,
)


def _region_id(thing: Any) -> int | None:
    """The region a thing belongs to."""
    match thing:
        case Region():
            return thing.pk
        case Contribution():
            return thing.chapter.region_id
        case Recommendation() | ActionItem() | Participant() | Minutes() | AgendaItem():
            return thing.meeting.region_id
        case Chapter() | Agreement() | Meeting() | NationalInput():
            return thing.region_id
    return None


@predicate
def coordinates(user: User, thing: Any) -> bool:
    """Coordinator of the thing's region."""
    return _region_id(thing) in user.scope.coordinates


@predicate
def works_in_region(user: User, thing: Any) -> bool:
    """Reads the figures and papers of the thing's region: a role there, or one that sees the nation."""
    return user.scope.sees_nation or _region_id(thing) in user.scope.region_ids


@predicate
def runs_region(user: User, thing: Any) -> bool:
    """Coordinator or secretary of the thing's region."""
    return _region_id(thing) in user.scope.runs_region_ids


@predicate
def audits(user: User, thing: Any) -> bool:
    """Reads everything, and changes nothing."""
    return Role.AUDITOR in user.scope.roles


@predicate
def keeps_record(user: User, thing: Any) -> bool:
    """Secretary of the thing's region."""
    return _region_id(thing) in user.scope.keeps_record_of


@predicate
def takes_part_in_region(user: User, thing: Any) -> bool:
    """Representative or unit officer in the thing's region, or officer of a unit on the meeting's agenda."""
    scope = user.scope
    if _region_id(thing) in scope.chapter_region_ids | scope.unit_region_ids:
        return True
    return (
        isinstance(thing, Meeting)
        and bool(scope.unit_ids)
        and thing.agenda.filter(unit__in=scope.unit_ids).exists()
    )


@predicate
def represents(user: User, thing: Any) -> bool:
    """Representative of this chapter, or of the chapter the report is of."""
    chapter_id = thing.chapter_id if isinstance(thing, Contribution) else getattr(thing, "pk", None)
    return chapter_id in user.scope.chapter_ids


@predicate
def sees_support(user: User, thing: Any) -> bool:
    """Those whose support is rated, those who rate it, and those who see the nation; as sums."""
    scope = user.scope
    return scope.sees_nation or _region_id(thing) in scope.runs_region_ids | scope.chapter_region_ids


@predicate
def is_coordinator_office(user: User, thing: Any) -> bool:
    """The region's own office (KORWIL), or a report of it."""
    chapter = thing.chapter if isinstance(thing, Contribution) else thing
    return isinstance(chapter, Chapter) and chapter.is_coordinator_office


@predicate
def submitted_it(user: User, contribution: Contribution | None) -> bool:
    """Nobody verifies what they themselves submitted."""
    return contribution is not None and contribution.submitted_by_id == user.pk


@predicate
def coordinator_submitted_it(user: User, contribution: Contribution | None) -> bool:
    """Sent by a coordinator of the region for a chapter, from paper: the nation verifies it."""
    if contribution is None or contribution.submitted_by_id is None:
        return False
    known: bool | None = getattr(contribution, "sent_by_coordinator", None)
    if known is not None:
        return known
    return Membership.objects.filter(
        user=contribution.submitted_by_id, role=Role.COORDINATOR, region=contribution.chapter.region_id
    ).exists()


@predicate
def is_national(user: User, thing: Any) -> bool:
    """A national forum: there the admins do what coordinators and secretaries do in a region."""
    meeting = thing if isinstance(thing, Meeting) else getattr(thing, "meeting", None)
    return isinstance(meeting, Meeting) and meeting.region_id is None


@predicate
def is_the_participant(user: User, participant: Participant | None) -> bool:
    """The invited person's own sign-in."""
    return participant is not None and user.person_id is not None and participant.person_id == user.person_id


@predicate
def was_present(user: User, minutes: Minutes | None) -> bool:
    """In the room at some time of the meeting."""
    return (
        minutes is not None
        and user.person_id is not None
        and minutes.meeting.participants.filter(person=user.person_id, stays__isnull=False).exists()
    )


@predicate
def is_circulated(user: User, minutes: Minutes | None) -> bool:
    """In their correction window."""
    return minutes is not None and minutes.is_circulated


@predicate
def is_approved(user: User, minutes: Minutes | None) -> bool:
    """Signed by both: for all who see the meeting."""
    return minutes is not None and minutes.is_approved


@predicate
def was_approved(user: User, minutes: Minutes | None) -> bool:
    """A text that both signed is there, whatever is being written now."""
    return minutes is not None and minutes.approved_text_id is not None


@predicate
def proposed_it(user: User, recommendation: Recommendation | None) -> bool:
    """Whoever raised it may work on it until the meeting takes it up."""
    return (
        recommendation is not None
        and recommendation.proposed_by_id == user.pk
        and recommendation.state == RecommendationState.PROPOSED
    )


def _seats(user: User, commission_id: int | None) -> QuerySet[CommissionMember]:
    """Where the user's own person sits in a commission."""
    if user.person_id is None or commission_id is None:
        return CommissionMember.objects.none()
    return CommissionMember.objects.filter(commission=commission_id, participant__person=user.person_id)


def _is_with_the_plenary(commission_id: int) -> bool:
    """Handed in: the commission's own work on it is over."""
    return CommissionReport.objects.filter(commission=commission_id).exclude(state=ReportState.DRAFT).exists()


@predicate
def sits_in_commission(user: User, item: AgendaItem | None) -> bool:
    """Member of the commission."""
    return item is not None and _seats(user, item.pk).exists()


@predicate
def writes_for_commission(user: User, item: AgendaItem | None) -> bool:
    """The commission's own secretary."""
    return item is not None and _seats(user, item.pk).filter(role=CommissionRole.SECRETARY).exists()


@predicate
def leads_commission(user: User, item: AgendaItem | None) -> bool:
    """The commission's chair or secretary."""
    return item is not None and _seats(user, item.pk).exclude(role=CommissionRole.MEMBER).exists()


@predicate
def hears_report(user: User, item: AgendaItem | None) -> bool:
    """On the meeting's list, once the report has been handed in."""
    return (
        item is not None
        and user.person_id is not None
        and _is_with_the_plenary(item.pk)
        and item.meeting.participants.filter(person=user.person_id).exists()
    )


@predicate
def works_it_out(user: User, recommendation: Recommendation | None) -> bool:
    """Chair or secretary of the commission that a recommendation is with, until it goes to the plenary."""
    return (
        recommendation is not None
        and recommendation.commission_id is not None
        and recommendation.state in (RecommendationState.PROPOSED, RecommendationState.DISCUSSED)
        and _seats(user, recommendation.commission_id).exclude(role=CommissionRole.MEMBER).exists()
        and not _is_with_the_plenary(recommendation.commission_id)
    )


@predicate
def owns_action(user: User, action: ActionItem | None) -> bool:
    """The chapter's representative, the unit's officer, or for the coordinator's office the coordinator."""
    if action is None:
        return False
    scope = user.scope
    if action.owner_chapter is not None:
        return action.owner_chapter_id in scope.chapter_ids or (
            action.owner_chapter.is_coordinator_office
            and action.owner_chapter.region_id in scope.runs_region_ids
        )
    return action.owner_unit_id in scope.unit_ids


@predicate
def carries_out(user: User, programme: Programme | None) -> bool:
    """Officer of the unit that carries the programme out."""
    return programme is not None and programme.unit_id in user.scope.unit_ids


may_run_meeting = runs_region | (is_admin & is_national)
may_chair = coordinates | (is_admin & is_national)
may_keep_minutes = keeps_record | (is_admin & is_national)

grant("workplan.see_region", works_in_region)
grant("workplan.manage_year", is_admin)
grant("workplan.manage_framework", is_admin)
grant("workplan.begin_programme", is_admin)
grant("workplan.edit_programme", is_admin | carries_out)
grant("workplan.edit_agreement", runs_region | is_admin)
grant("workplan.propose_agreement", coordinates)
grant("workplan.decide_agreement", is_admin)
grant("workplan.edit_own_pledge", represents)
grant("workplan.edit_any_pledge", coordinates)
grant("workplan.enter_contribution", runs_region | (represents & ~is_coordinator_office))
grant(
    "workplan.verify_contribution",
    ((coordinates & ~is_coordinator_office) | (is_admin & (is_coordinator_office | coordinator_submitted_it)))
    & ~submitted_it,
)
grant("workplan.correct_contribution", is_admin & ~submitted_it)
grant("workplan.comment", runs_region | represents | is_admin)
grant("workplan.see_queue", coordinates | is_admin)
grant("workplan.see_arrivals", runs_region | is_admin | audits)
grant("workplan.plan_catch_up", runs_region)
grant("workplan.create_meeting", runs_region)
grant("workplan.create_forum", is_admin)
grant("workplan.run_meeting", may_run_meeting)
grant("workplan.step_meeting_back", is_admin)
grant("workplan.answer_invitation", may_run_meeting | is_the_participant)
grant("workplan.write_minutes", may_run_meeting)
grant("workplan.write_entry", may_run_meeting | writes_for_commission)
grant("workplan.hand_in_report", may_run_meeting | leads_commission)
grant("workplan.read_report", may_run_meeting | is_admin | sits_in_commission | hears_report)
reads_minutes_as_they_stand = may_run_meeting | is_admin | is_approved | (is_circulated & was_present)
grant("workplan.read_minutes", reads_minutes_as_they_stand | was_approved)
grant("workplan.read_minutes_as_they_stand", reads_minutes_as_they_stand)
grant("workplan.approve_minutes_as_chair", may_chair)
grant("workplan.approve_minutes_as_secretary", may_keep_minutes)
grant("workplan.keep_dossier", may_run_meeting)
grant("workplan.see_meeting_files", may_run_meeting | is_admin | audits)
grant("workplan.propose_correction", is_circulated & was_present)
grant("workplan.report_action", owns_action)
grant("workplan.confirm_action", may_run_meeting)
grant("workplan.propose_recommendation", may_run_meeting | takes_part_in_region)
grant("workplan.edit_recommendation", may_run_meeting | proposed_it | works_it_out)
grant("workplan.decide_recommendation", may_run_meeting)
grant("workplan.see_support", sees_support)
grant("workplan.rate_support", represents & ~is_coordinator_office)
grant("workplan.prepare_input", runs_region)
grant("workplan.submit_input", coordinates)
grant("workplan.decide_input", is_admin)
