"""What a meeting left on record, read once for all its papers and as whoever reads may see it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.utils import timezone

from federations.models import Letterhead, Person, User
from federations.reporting.people import veiled
from workplan.enums import AgendaKind, MinutesState, ParticipantCategory
from workplan.models import (
    AgendaItem,
    Decision,
    IssuedLetter,
    Meeting,
    MeetingFile,
    Minutes,
    Participant,
    Recommendation,
)
from workplan.reporting import minutes as minutes_reporting
from workplan.reporting import quorums, timetables
from workplan.reporting.commissions import Commission, commissions
from workplan.reporting.minutes import Passage
from workplan.reporting.quorums import Quorum, Stay


@dataclass(frozen=True)
class Row:
    """One line of the attendance list, and when the person was there."""

    participant: Participant
    stays: tuple[Stay, ...]

    def was_at(self, item: AgendaItem | None) -> bool:
        """In the room at any time; with an item, while that went on."""
        if item is None:
            return bool(self.stays)
        return item.opened_at is not None and any(
            stay.touches(item.opened_at, item.closed_at) for stay in self.stays
        )


@dataclass(frozen=True)
class Delegation:
    """How many came of one federation, unit or organisation."""

    name: str
    listed: int
    came: int


class Record:
    """One meeting as its papers tell it."""

    def __init__(self, meeting: Meeting, user: User) -> None:
        self.meeting = meeting
        self.user = user

    @cached_property
    def head(self) -> Letterhead:
        return Letterhead.of(self.meeting.region)

    @property
    def zone_name(self) -> str:
        """The clock's name: WIB, WITA or WIT."""
        return self.meeting.zone_name

    @cached_property
    def minutes(self) -> Minutes:
        """Not saved where nobody has written."""
        found = (
            Minutes.objects.select_related("chair__person", "secretary__person", "approved_text")
            .filter(meeting=self.meeting)
            .first()
        )
        minutes = found or Minutes(meeting=self.meeting)
        minutes.meeting = self.meeting
        return minutes

    @cached_property
    def reads_as_they_stand(self) -> bool:
        return self.user.has_perm("workplan.read_minutes_as_they_stand", self.minutes)

    @cached_property
    def may_read_minutes(self) -> bool:
        return self.user.has_perm("workplan.read_minutes", self.minutes)

    @cached_property
    def passages(self) -> list[Passage]:
        """The minutes as they stand, item by item, with what was decided and promised."""
        return minutes_reporting.passages(self.meeting, self.minutes)

    @cached_property
    def read_passages(self) -> list[Passage]:
        """The minutes as this reader reads them: as they stand, or the text approved last."""
        if self.reads_as_they_stand:
            return self.passages
        approved = minutes_reporting.approved(self.minutes)
        return approved.passages if approved and self.may_read_minutes else []

    @property
    def is_approved(self) -> bool:
        """What this reader reads bears both signatures."""
        return self.minutes.state == MinutesState.APPROVED or not self.reads_as_they_stand

    @cached_property
    def decisions(self) -> list[Decision]:
        found = [row for passage in self.passages for row in passage.decisions]
        return sorted(found, key=lambda row: row.number)

    @cached_property
    def recommendations(self) -> list[Recommendation]:
        """The adopted ones that the reader may see."""
        rows = Recommendation.objects.visible_to(self.user).adopted().filter(meeting=self.meeting)
        found = list(
            rows.distinct().order_by("number").prefetch_related("indicators", "raised_by__federation")
        )
        for row in found:
            row.title, row.text = (veiled(text, self.people) for text in (row.title, row.text))
        return found

    @cached_property
    def commissions(self) -> list[Commission]:
        """With their members and what they recommend, as far as the reader may see it."""
        return commissions(self.meeting, self.user)

    @cached_property
    def items(self) -> list[AgendaItem]:
        rows = self.meeting.agenda.select_related("unit", "speaker").prefetch_related("matters")
        return list(rows.order_by("position"))

    @cached_property
    def slots(self) -> list[timetables.Slot]:
        begins = timetables.begins_at(self.meeting)
        return timetables.timetable(begins, map(timetables.Entry.of, self.items), begins)

    @cached_property
    def rows(self) -> list[Row]:
        """The attendance list by row number; two statements."""
        people = self.meeting.participants.select_related("person__federation", "person__unit")
        return [
            Row(row, tuple(Stay(stay.entered_at, stay.left_at) for stay in row.stays.all()))
            for row in people.prefetch_related("stays").order_by("number")
        ]

    def rows_of(self, item: AgendaItem | None) -> list[Row]:
        """Whom a session's sheet lists: a commission's members; without any, and elsewhere, everybody."""
        if item is None or item.kind != AgendaKind.COMMISSION:
            return self.rows
        own = next((each.members for each in self.commissions if each.item.pk == item.pk), [])
        seated = {member.participant_id for member in own}
        return [row for row in self.rows if row.participant.pk in seated] if seated else self.rows

    @cached_property
    def people(self) -> list[Person]:
        return [row.participant.person for row in self.rows]

    @cached_property
    def opening(self) -> datetime | None:
        """When the meeting could first decide: its first sitting, otherwise its beginning."""
        opened = [item.opened_at for item in self.items if item.is_sitting and item.opened_at]
        return min(opened, default=self.meeting.started_at)

    @cached_property
    def quorum(self) -> Quorum:
        """Counted at the opening of the first sitting, otherwise now."""
        seats = quorums.seats_from(row.participant for row in self.rows)
        return quorums.count(seats, quorums.rule_of(self.meeting), self.opening or timezone.now())

    @cached_property
    def delegations(self) -> list[Delegation]:
        """By organisation, in the order of the alphabet; those of none come last, without a name."""
        listed = Counter(row.participant.person.belongs_to for row in self.rows)
        came = Counter(row.participant.person.belongs_to for row in self.rows if row.stays)
        names = sorted(listed, key=lambda name: (not name, name))
        return [Delegation(name, listed[name], came[name]) for name in names]

    @cached_property
    def letters(self) -> dict[str, IssuedLetter]:
        """The number of each paper that has one."""
        rows = self.meeting.numbered_papers.select_related("letter")
        return {row.kind: row.letter for row in rows}

    @cached_property
    def all_files(self) -> list[MeetingFile]:
        """What is attached, whoever may open it: the meter counts it."""
        return list(self.meeting.files.select_related("agenda_item", "uploaded_by__person"))

    @property
    def files(self) -> list[MeetingFile]:
        """What is attached, for those who may open it."""
        return self.all_files if self.user.has_perm("workplan.see_meeting_files", self.meeting) else []

    @property
    def came(self) -> int:
        """How many were in the room at any time, whatever their category."""
        return sum(bool(row.stays) for row in self.rows)

    @property
    def federations_came(self) -> int:
        """Federations of whom a full delegate was there at any time."""
        seats = quorums.seats_from(row.participant for row in self.rows)
        return len({seat.counted_federation for seat in seats if seat.is_full and seat.stays} - {""})

    def by_category(self, rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
        """The rows under their category's name, in the categories' own order; none is empty."""
        kinds = [
            (str(kind.label), [row for row in rows if row.participant.category == kind])
            for kind in ParticipantCategory
        ]
        return [(label, found) for label, found in kinds if found]
