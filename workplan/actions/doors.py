"""Coming in by oneself: the code shown at the door, the code on one's slip, both together once per session.

No code is stored, not even hashed: each is computed with the installation's secret, like the seal of a
letter's link, so that a copy of the database opens no door and a slip can be printed again.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil import mail
from rakerwil.seals import seal
from rakerwil.transitions import Refused, WrongState
from rakerwil.wording import clock
from workplan.actions import attendance
from workplan.actions.meetings import locked, refuse_settled
from workplan.actions.transitions import log
from workplan.enums import AttendanceWay
from workplan.models import AgendaItem, CheckIn, Meeting, Participant
from workplan.reporting.doors import doors, overdue_check_ins

ROTATES = timedelta(seconds=90)
"""So long is one code at the door; it and the one before it open the page."""
TYPING = timedelta(minutes=10)
"""Whoever has opened the page may take so long to send it."""
SEAL_LENGTH = 10
CODE_LENGTH = 8
"""Forty bits: with the few tries that the page allows, nobody guesses one in a lifetime."""


MISREAD = str.maketrans("l1o0", "iiqq")
"""Signs that no code has, and what was printed where somebody types them."""


class WrongCode(Refused):
    """The code is nobody's of this meeting. Says the same, whatever was typed."""

    def __init__(self) -> None:
        super().__init__(_("This code is not right. Look at your slip and type it again."))


@dataclass(frozen=True)
class Arrival:
    """What the person is told: the number on the list and since when; nothing else."""

    number: int
    since: datetime
    is_new: bool


def door_link(item: AgendaItem, now: datetime) -> str:
    """The whole address that the door shows at this moment."""
    return mail.link(reverse("check_in", args=[item.pk, door_seal(item, now)]))


def door_seal(item: AgendaItem, at: datetime) -> str:
    """The door's code of that moment."""
    return _seal_of(item, _turn(at))


def fits(item: AgendaItem, given: str, now: datetime, *, is_sent: bool) -> bool:
    """Whether this is the door's code of now or just before; what is sent may have been opened earlier."""
    spare = TYPING // ROTATES if is_sent else 1
    turn = _turn(now)
    known = [constant_time_compare(_seal_of(item, turn - back), given) for back in range(spare + 1)]
    return any(known)


def _turn(at: datetime) -> int:
    return int(at.timestamp() // ROTATES.total_seconds())


def _seal_of(item: AgendaItem, turn: int) -> str:
    return seal("workplan.door", f"{item.pk}:{item.token}:{turn}", SEAL_LENGTH)


def personal_code(participant: Participant) -> str:
    """What stands on the participant's slip, without the dash; it holds for the whole meeting."""
    told = f"{participant.meeting.token}:{participant.pk}:{participant.code_version}"
    return seal("workplan.personal_code", told, CODE_LENGTH)


def written(code: str) -> str:
    """As it is printed: `K7QM-2XHB`."""
    half = CODE_LENGTH // 2
    return f"{code[:half]}-{code[half:]}".upper()


def owner_of(meeting: Meeting, typed: str) -> Participant:
    """Whose code this is; every code of the meeting is compared. Raises WrongCode."""
    code = "".join(sign for sign in typed.casefold().translate(MISREAD) if sign.isalnum())
    found = None
    for participant in meeting.participants.order_by("number"):
        participant.meeting = meeting
        if constant_time_compare(personal_code(participant), code):
            found = participant
    if found is None:
        raise WrongCode
    return found


@transaction.atomic
def check_in(item: AgendaItem, typed: str, *, at: datetime | None = None) -> Arrival:
    """Whoever holds this code comes in; sent twice it counts once, and the first time is told.

    Raises WrongCode; WrongState where the door is not open; Refused for a code that was used at this session
    by somebody who has gone out since: a slip that was left behind brings nobody in.
    """
    at = at or timezone.now()
    meeting = locked(item.meeting)
    door = next((door for door in doors(meeting, at) if door.item.pk == item.pk), None)
    if door is None or not door.is_open:
        raise WrongState(_("The door is closed. Ask the secretary to record that you are there."))
    participant = owner_of(meeting, typed)
    stay = participant.stays.filter(left_at=None).first()
    used = CheckIn.objects.filter(participant=participant, agenda_item=item).first()
    if used is not None and stay is None:
        raise Refused(
            _("This code was used at %(at)s. Ask the secretary to record that you are back.")
            % {"at": clock(used.at, meeting.zone)}
        )
    if used is None:
        CheckIn.objects.create(participant=participant, agenda_item=item, at=at)
    if stay is not None:
        return Arrival(participant.number, stay.entered_at, is_new=False)
    stay = attendance.enter(participant, by=None, at=at, way=AttendanceWay.CODE)
    return Arrival(participant.number, stay.entered_at, is_new=True)


@transaction.atomic
def renew(meeting: Meeting, number: int, *, by: User | None) -> Participant:
    """Another code for somebody whose slip is lost; the lost one is worth nothing from now on.

    Raises WrongState once the minutes are approved, Refused where nobody has the number.
    """
    current = locked(meeting)
    refuse_settled(current)
    participant = current.participants.filter(number=number).first()
    if participant is None:
        raise Refused(_("Nobody has No. %(number)s.") % {"number": number})
    participant.meeting = current
    participant.code_version += 1
    participant.save(update_fields=["code_version"])
    log(participant, "renew_code", by=by)
    return participant


def forget_check_ins(now: datetime | None = None) -> int:
    """Delete the codes used at doors long ago; how many. The attendance list keeps who was there."""
    return overdue_check_ins(now or timezone.now()).delete()[0]
