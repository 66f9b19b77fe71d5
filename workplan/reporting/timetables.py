"""When each item of an agenda begins: as planned, and as it goes."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.utils import timezone

from workplan.enums import AgendaKind
from workplan.models import AgendaItem, Meeting


@dataclass(frozen=True)
class Entry:
    """What a timetable is made of: one item's length, its fixed time if it has one, and how it went."""

    id: int
    minutes: int
    pinned_at: time | None = None
    """On the meeting's own clock: prayer, lunch, the closing."""
    is_commission: bool = False
    """Commissions one after the other on the list sit at the same time."""
    opened_at: datetime | None = None
    closed_at: datetime | None = None

    @classmethod
    def of(cls, item: AgendaItem) -> "Entry":
        """Of an item on the agenda."""
        return cls(
            id=item.pk,
            minutes=item.minutes_planned,
            pinned_at=item.planned_at,
            is_commission=item.kind == AgendaKind.COMMISSION,
            opened_at=item.opened_at,
            closed_at=item.closed_at,
        )


@dataclass(frozen=True)
class Slot:
    """One item in time; all moments aware."""

    id: int
    begins_at: datetime
    """As planned."""
    ends_at: datetime
    expected_at: datetime
    """As it goes: when it began, or will begin if the rest takes as long as planned; a fixed time holds."""
    is_pinned: bool
    overlap: int
    """Minutes by which the items before it, as planned, run into its fixed time."""
    squeeze: int
    """The same as it goes, while neither has begun: what the items before it have to give up."""
    late: int
    """Minutes behind the plan: at its end, if it is over, otherwise at its beginning; negative is early."""


def timetable(starts_at: datetime, entries: Iterable[Entry], now: datetime) -> list[Slot]:
    """The slots of a day's agenda in its order.

    `starts_at` in the meeting's own time zone. An item without a fixed time begins when the one before ends,
    as planned and as it goes; one with a fixed time holds it, whatever the items before it take. Commissions
    side by side begin together, and what follows begins after the last of them.
    """
    slots: list[Slot] = []
    planned = clock = after = after_clock = starts_at
    was_commission = False
    for entry in entries:
        is_beside = was_commission and entry.is_commission
        was_commission = entry.is_commission
        if not is_beside:
            planned, clock = after, after_clock
        length = timedelta(minutes=entry.minutes)
        pin = _on_the_day(starts_at, entry.pinned_at)
        begins = planned if pin is None else pin
        expected = entry.opened_at or max(pin or clock, now)
        ends = begins + length
        late = entry.closed_at - ends if entry.closed_at else expected - begins
        slots.append(
            Slot(
                id=entry.id,
                begins_at=begins,
                ends_at=ends,
                expected_at=expected,
                is_pinned=pin is not None,
                overlap=0 if pin is None else max(whole_minutes(planned - pin), 0),
                squeeze=0 if pin is None or entry.opened_at else max(whole_minutes(clock - max(pin, now)), 0),
                late=whole_minutes(late),
            )
        )
        goes_on = _goes_on_at(entry, expected + length, clock, now)
        after = max(after, ends) if is_beside else ends
        after_clock = max(after_clock, goes_on) if is_beside else goes_on
        if entry.is_commission and not is_beside:
            planned, clock = begins, pin or clock
    return slots


def begins_at(meeting: Meeting) -> datetime:
    """When the first item begins by the plan; of a meeting held on another day, at that hour of that day."""
    planned = timezone.localtime(meeting.starts_at, meeting.zone)
    if meeting.started_at is None:
        return planned
    return datetime.combine(timezone.localtime(meeting.started_at, meeting.zone), planned.timetz())


FRIDAY = 4
PRAYER = time(12)
"""By then Friday prayer has begun anywhere in Indonesia's three zones, and is not over."""


def leaves_friday_prayer(slots: Iterable[Slot], breaks: Collection[int]) -> bool:
    """Whether no item but a break (by id) goes on at noon of a Friday; true on other days."""
    return not any(
        slot.id not in breaks
        and slot.begins_at.weekday() == FRIDAY
        and slot.begins_at <= datetime.combine(slot.begins_at, PRAYER, slot.begins_at.tzinfo) < slot.ends_at
        for slot in slots
    )


def delay(slots: Iterable[Slot], entries: Iterable[Entry]) -> int:
    """How many minutes the meeting is behind its plan, by the item that began last; 0 before the first."""
    begun = [
        (entry.closed_at or entry.opened_at, slot.late)
        for slot, entry in zip(slots, entries, strict=True)
        if entry.opened_at is not None
    ]
    return max(begun, key=lambda row: row[0])[1] if begun else 0


def whole_minutes(span: timedelta) -> int:
    """Full minutes only, so that an item that began on time but for seconds is neither late nor early."""
    minutes = abs(span) // timedelta(minutes=1)
    return minutes if span >= timedelta(0) else -minutes


def _on_the_day(starts_at: datetime, at: time | None) -> datetime | None:
    return None if at is None else datetime.combine(starts_at.date(), at, starts_at.tzinfo)


def _goes_on_at(entry: Entry, expected_end: datetime, clock: datetime, now: datetime) -> datetime:
    """When the next item can begin: after this one's end, and not before now while it still runs."""
    if entry.closed_at is not None:
        return max(entry.closed_at, clock)
    return max(expected_end, now) if entry.opened_at is not None else expected_end
