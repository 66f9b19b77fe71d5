"""Verbs of the list of participants: invite, answer, change the category, take off, walk in."""

import uuid
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.actions import people
from federations.models import Person, User
from rakerwil.transitions import Refused, WrongState
from workplan.actions import attendance
from workplan.actions.meetings import locked, refuse_settled
from workplan.actions.transitions import log, take_step
from workplan.enums import ParticipantState
from workplan.models import Meeting, Participant
from workplan.models.meeting import PARTICIPANT_STEPS


@transaction.atomic
def invite(meeting: Meeting, person: Person, *, category: str, by: User | None) -> Participant:
    """Put a person on the list, with the next row number; who is on it already stays as they are.

    Raises WrongState once the minutes are approved.
    """
    current = locked(meeting)
    refuse_settled(current)
    participant = Participant.objects.filter(meeting=current, person=person).first()
    if participant is None:
        last = current.participants.aggregate(last=Max("number"))["last"]
        participant = Participant.objects.create(
            meeting=current,
            person=person,
            number=(last or 0) + 1,
            category=category,
            office=office_at(current, person),
        )
        log(participant, "invite", by=by, to_state=participant.state)
    return participant


@transaction.atomic
def invite_many(
    meeting: Meeting, persons: Iterable[Person], *, category: str, by: User | None
) -> list[Participant]:
    """Put several people on the list in one category, in the order of `persons`."""
    return [invite(meeting, person, category=category, by=by) for person in persons]


@transaction.atomic
def invite_new(
    meeting: Meeting, person: Person, *, category: str, token: uuid.UUID | None = None, by: User | None
) -> Participant:
    """Put somebody on record and on the list in one go; a known token gives the person it made.

    `person` is not saved yet, and without a place of their own belongs to the meeting's region; or is on
    record already and stays as they are.
    """
    refuse_settled(locked(meeting))
    if not person._state.adding:
        return invite(meeting, person, category=category, by=by)
    if person.region is None and person.unit is None:
        person.region = meeting.region
    known = people.add(person, token or uuid.uuid4(), by=by)
    return invite(meeting, known, category=category, by=by)


@transaction.atomic
def walk_in(
    meeting: Meeting,
    person: Person,
    *,
    category: str,
    token: uuid.UUID | None = None,
    by: User | None,
    at: datetime | None = None,
) -> Participant:
    """Somebody uninvited comes in: on record, on the list, confirmed and in the room."""
    participant = invite_new(meeting, person, category=category, token=token, by=by)
    attendance.enter(participant, by=by, at=at)
    return participant


def office_at(meeting: Meeting, person: Person) -> str:
    """What the person is on the day of the meeting, in words."""
    return person.office_on(timezone.localdate(meeting.starts_at, meeting.zone))


def confirm(participant: Participant, *, by: User | None, at: datetime | None = None) -> None:
    """The invited person comes. Answering the same twice answers once."""
    _answer(participant, "confirm", ParticipantState.CONFIRMED, by=by, at=at)


def decline(participant: Participant, *, by: User | None, at: datetime | None = None) -> None:
    """The invited person does not come. Raises Refused where they have been in the room."""
    if participant.stays.exists():
        raise Refused(_("This person has been in the room."))
    _answer(participant, "decline", ParticipantState.DECLINED, by=by, at=at)


@transaction.atomic
def change_category(participant: Participant, category: str, *, by: User | None) -> None:
    """Take part in another capacity; the quorum follows. Raises WrongState once the minutes are approved."""
    refuse_settled(locked(participant.meeting))
    if participant.category == category:
        return
    earlier = participant.category
    participant.category = category
    participant.save(update_fields=["category"])
    log(participant, "change_category", by=by, reason=f"{earlier} → {category}")


@transaction.atomic
def take_off(participant: Participant, *, by: User | None) -> None:
    """Remove somebody put on the list by mistake; the other row numbers stay.

    Raises WrongState once the meeting has begun, Refused where the person has been in the room.
    """
    meeting = locked(participant.meeting)
    if meeting.has_begun:
        raise WrongState(_("The meeting has begun; who was invited stays on the list."))
    if participant.stays.exists():
        raise Refused(_("This person has been in the room."))
    log(participant, "take_off", by=by, reason=f"{meeting.slug} #{participant.number}")
    participant.delete()


@transaction.atomic
def _answer(
    participant: Participant, verb: str, answer: str, *, by: User | None, at: datetime | None
) -> None:
    meeting = locked(participant.meeting)
    if meeting.finished_at is not None:
        raise WrongState(_("The meeting is over; the attendance list says who came."))
    participant.refresh_from_db(fields=["state"])
    if participant.state == answer:
        return
    at = at or timezone.now()
    take_step(participant, PARTICIPANT_STEPS, verb, by=by, at=at, answered_at=at)
