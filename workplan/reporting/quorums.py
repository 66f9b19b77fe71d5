"""Whether a meeting may decide: who is in the room against who is registered (domain.md section 3)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import Q

from federations.enums import COORDINATOR_OFFICE
from workplan.enums import AgendaKind, ParticipantCategory
from workplan.models import AgendaItem, Attendance, CommissionMember, Meeting, Participant


class Stay(NamedTuple):
    """A time in the room; without an end it still lasts."""

    entered_at: datetime
    left_at: datetime | None = None

    def covers(self, at: datetime) -> bool:
        """Whoever leaves at a moment is no longer there at that moment."""
        return self.entered_at <= at and (self.left_at is None or at < self.left_at)

    def touches(self, begins: datetime, ends: datetime | None) -> bool:
        """Whether any of it lies between the two; without an end, from the first on."""
        return (ends is None or self.entered_at < ends) and (self.left_at is None or self.left_at > begins)


@dataclass(frozen=True)
class Seat:
    """One participant."""

    category: str
    federation: str = ""
    """Short code of the federation; empty for those of none."""
    stays: tuple[Stay, ...] = ()

    def is_present(self, at: datetime) -> bool:
        """In the room at that moment."""
        return any(stay.covers(at) for stay in self.stays)

    @property
    def is_full(self) -> bool:
        return self.category == ParticipantCategory.FULL

    @property
    def counted_federation(self) -> str:
        """The coordinator's own office is no federation."""
        return "" if self.federation == COORDINATOR_OFFICE else self.federation


@dataclass(frozen=True)
class Rule:
    """What the meeting needs: more than so many percent of the full delegates; optionally federations."""

    percent: int = 50
    federations: int | None = None

    def needed(self, entitled: int) -> int:
        """How many of `entitled` full delegates: more than the percentage, never more than all, at least one.

        More than half of 31 is 16, of 30 is 16.
        """
        return max(min(entitled * self.percent // 100 + 1, entitled), 1)


@dataclass(frozen=True)
class Quorum:
    """The count of one moment. Only full delegates make it; who declined is registered all the same."""

    at: datetime
    entitled: int
    present: int
    needed: int
    federations_present: int
    federations_entitled: int
    federations_needed: int | None
    federations_missing: tuple[str, ...]
    """Those with a registered full delegate and none in the room."""
    in_room: int
    """Everybody, whatever the category."""
    in_room_by_category: Mapping[str, int]
    listed: int
    """Everybody on the list."""
    came: int
    """Those of them who have been in the room at any time."""
    came_entitled: int

    @property
    def is_reached(self) -> bool:
        """Whether the meeting may decide."""
        return self.present >= self.needed and self.lacking_federations == 0

    @property
    def lacking(self) -> int:
        """How many full delegates are missing."""
        return max(self.needed - self.present, 0)

    @property
    def lacking_federations(self) -> int:
        """How many federations are missing where the rule asks for them."""
        return max((self.federations_needed or 0) - self.federations_present, 0)


def count(seats: Iterable[Seat], rule: Rule, at: datetime) -> Quorum:
    """The quorum of `seats` at a moment; the order of the seats does not matter."""
    seats = tuple(seats)
    in_room = [seat for seat in seats if seat.is_present(at)]
    entitled = [seat for seat in seats if seat.is_full]
    present = [seat for seat in entitled if seat.is_present(at)]
    here = {seat.counted_federation for seat in present} - {""}
    registered = {seat.counted_federation for seat in entitled} - {""}
    return Quorum(
        at=at,
        entitled=len(entitled),
        present=len(present),
        needed=rule.needed(len(entitled)),
        federations_present=len(here),
        federations_entitled=len(registered),
        federations_needed=rule.federations,
        federations_missing=tuple(sorted(registered - here)),
        in_room=len(in_room),
        in_room_by_category=dict(Counter(seat.category for seat in in_room)),
        listed=len(seats),
        came=sum(bool(seat.stays) for seat in seats),
        came_entitled=sum(bool(seat.stays) for seat in entitled),
    )


def course(seats: Iterable[Seat], rule: Rule, until: datetime) -> list[Quorum]:
    """The counts of a meeting over time: one for each moment at which somebody came or left, oldest first."""
    seats = tuple(seats)
    moments = {at for seat in seats for stay in seat.stays for at in stay if at is not None and at <= until}
    return [count(seats, rule, at) for at in sorted(moments)]


def rule_of(meeting: Meeting) -> Rule:
    """The rule the meeting set for itself."""
    return Rule(percent=meeting.quorum_percent, federations=meeting.quorum_federations)


def seats_from(participants: Iterable[Participant]) -> list[Seat]:
    """Participants, read with their person's federation and their stays, as seats."""
    return [
        Seat(
            category=participant.category,
            federation=participant.person.federation.code if participant.person.federation else "",
            stays=tuple(Stay(stay.entered_at, stay.left_at) for stay in participant.stays.all()),
        )
        for participant in participants
    ]


def of(meeting: Meeting, at: datetime) -> Quorum:
    """The quorum of a meeting at a moment; one statement, a row for each stay of each participant."""
    rows = meeting.participants.order_by("pk").values_list(
        "pk", "category", "person__federation__code", "stays__entered_at", "stays__left_at"
    )
    seats = [
        Seat(category, federation or "", tuple(Stay(*stay[3:]) for stay in stays if stay[3]))
        for (_pk, category, federation), stays in groupby(rows, key=itemgetter(0, 1, 2))
    ]
    return count(seats, rule_of(meeting), at)


def in_sitting(sitting: AgendaItem, at: datetime) -> int:
    """How many of those who belong into a sitting are in the room at a moment; at most two statements.

    Into a commission belong its members; into it while it has none, and into all else, everybody.
    """
    here = Attendance.objects.filter(participant__meeting=sitting.meeting_id, entered_at__lte=at).filter(
        Q(left_at=None) | Q(left_at__gt=at)
    )
    if sitting.kind == AgendaKind.COMMISSION:
        members = CommissionMember.objects.filter(commission=sitting).values("participant")
        here = here.filter(participant__in=members) if members.exists() else here
    return here.values("participant").distinct().count()
