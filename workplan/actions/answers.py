"""What an organisation answers to its letter, through the link: who comes, that nobody does, its mandate.

Whoever holds the link speaks for the organisation; the log therefore names no user.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Person
from federations.models.person import PersonQuerySet
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import sign
from workplan.actions import participants
from workplan.actions.evidence import Attachment
from workplan.actions.meetings import locked
from workplan.actions.transitions import log
from workplan.enums import ParticipantState
from workplan.models import Invitation, Participant


@dataclass(frozen=True)
class Delegate:
    """One person whom the organisation sends."""

    name: str
    office: str = ""
    sex: str = ""


class TooMany(Refused):
    """More people than the letter offers seats."""

    def __init__(self, quota: int) -> None:
        super().__init__(_("The letter offers %(count)s seats. Name no more.") % {"count": quota})


@transaction.atomic
def accept(
    invitation: Invitation,
    delegates: Sequence[Delegate],
    *,
    answered_by: str,
    note: str = "",
    mandate: Attachment | None = None,
    at: datetime | None = None,
) -> None:
    """These people come; an earlier answer is replaced.

    Whom the organisation was asked to send, or named before, and does not name now is taken off the list:
    the seats are others' now, and a quorum is of those who hold one. A known person of the organisation
    keeps their record. Raises TooMany; Refused where nobody is named; WrongState once the link is over.
    """
    at = at or timezone.now()
    current = _open(invitation, at)
    if not delegates:
        raise Refused(_("Name at least one person, or say that nobody comes."))
    if len(delegates) > current.quota:
        raise TooMany(current.quota)
    rows = [_seated(current, delegate) for delegate in delegates]
    for row in rows:
        participants.confirm(row, by=None, at=at)
    for row in _asked(current):
        if row not in rows:
            participants.take_off(row, by=None)
    current.delegates.set(rows)
    _keep_mandate(current, mandate)
    _answered(current, ParticipantState.CONFIRMED, answered_by, note, at)


@transaction.atomic
def decline(invitation: Invitation, *, answered_by: str, note: str = "", at: datetime | None = None) -> None:
    """Nobody comes; whoever was named before does not either. Raises WrongState once the link is over."""
    at = at or timezone.now()
    current = _open(invitation, at)
    for row in _asked(current):
        participants.decline(row, by=None, at=at)
    current.delegates.clear()
    _answered(current, ParticipantState.DECLINED, answered_by, note, at)


def _open(invitation: Invitation, at: datetime) -> Invitation:
    """The invitation as it is now, held with its meeting."""
    meeting = locked(invitation.meeting)
    current = Invitation.objects.select_for_update().get(pk=invitation.pk)
    current.meeting = meeting
    if current.link_version != invitation.link_version or not current.takes_answers(at):
        raise WrongState(_("This invitation no longer takes answers."))
    return current


def _seated(invitation: Invitation, delegate: Delegate) -> Participant:
    """The delegate on the list of participants, as a person on record."""
    meeting = invitation.meeting
    known = _people_of(invitation).on_record().called(delegate.name).order_by("pk").first()
    if known is not None:
        return participants.invite(meeting, known, category=invitation.category, by=None)
    person = Person(
        name=delegate.name,
        office=delegate.office,
        sex=delegate.sex,
        federation=invitation.federation,
        unit=invitation.unit,
        organisation="" if invitation.federation or invitation.unit else invitation.name[:120],
    )
    return participants.invite_new(meeting, person, category=invitation.category, by=None)


def _people_of(invitation: Invitation) -> PersonQuerySet:
    """Whom the organisation can mean by a name: its own people in the region, and whom it named before.

    Those of an organisation that is no federation and no unit are on record without one: in the region under
    its name, or in no region, like the national office's secretary general.
    """
    people, region = Person.objects.all(), invitation.meeting.region_id
    if invitation.federation_id:
        return people.filter(federation=invitation.federation_id, region=region)
    if invitation.unit_id:
        return people.filter(unit=invitation.unit_id)
    others = people.filter(federation=None, unit=None)
    return others.filter(region=None) | others.filter(region=region, organisation=invitation.name[:120])


def _asked(invitation: Invitation) -> list[Participant]:
    """Whom the organisation named before, and of a federation those on the list who have not said yes."""
    asked = list(invitation.delegates.all())
    if invitation.federation_id:
        asked += invitation.meeting.participants.filter(
            person__federation=invitation.federation_id,
            category=invitation.category,
            state__in=(ParticipantState.INVITED, ParticipantState.DECLINED),
        )
    rows = list({row.pk: row for row in asked}.values())
    for row in rows:
        row.meeting = invitation.meeting
    return rows


def _keep_mandate(invitation: Invitation, mandate: Attachment | None) -> None:
    """Keep the letter of mandate under its content; a later one takes its place, the earlier bytes stay."""
    if mandate is None:
        return
    invitation.mandate_sha256 = mandate.sha256
    invitation.mandate_name = mandate.name
    invitation.mandate_type = mandate.content_type
    if not default_storage.exists(invitation.mandate_storage):
        default_storage.save(invitation.mandate_storage, ContentFile(mandate.content))


def _answered(invitation: Invitation, answer: str, by: str, note: str, at: datetime) -> None:
    earlier = invitation.answer
    invitation.answer, invitation.answered_at = answer, at
    invitation.answered_by, invitation.answer_note = by, note
    sign(invitation, None)
    invitation.save()
    log(invitation, "answer", by=None, at=at, from_state=earlier, to_state=answer)
