"""An agenda in time, as rows of a page: words around what `reporting.timetables` says."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rakerwil.wording import clock
from workplan.enums import SittingState
from workplan.models import AgendaItem, Meeting, Suspension
from workplan.reporting import timetables
from workplan.reporting.timetables import Slot


@dataclass(frozen=True)
class RundownEntry:
    """One item with its times; the fields that `components/rundown.html` shows."""

    item: AgendaItem
    slot: Slot
    meeting: Meeting
    pause: Suspension | None
    now: datetime

    @property
    def title(self) -> str:
        return self.item.title

    @property
    def planned(self) -> str:
        """The planned time on the meeting's clock."""
        return clock(self.slot.begins_at, self.meeting.zone)

    @property
    def until(self) -> str:
        """When it ends by the plan; for one going on, if it takes as long as planned."""
        return clock(self.ends_at, self.meeting.zone)

    @property
    def ends_at(self) -> datetime:
        length = self.slot.ends_at - self.slot.begins_at
        return self.item.opened_at + length if self.item.opened_at else self.slot.ends_at

    @property
    def phase(self) -> str:
        """Where it stands: over, going on, at a fixed time, still to come."""
        if self.item.is_over:
            return "done"
        if self.item.is_open:
            return "now"
        return "pin" if self.slot.is_pinned else "next"

    @property
    def minutes_gone(self) -> int:
        """Since it began."""
        begun = self.item.opened_at or self.now
        return max(timetables.whole_minutes((self.item.closed_at or self.now) - begun), 0)

    @property
    def bar(self) -> int:
        """Of the planned minutes those that are gone, not more than all."""
        return min(self.minutes_gone, self.item.minutes_planned)

    @property
    def overrun(self) -> str:
        """How far it is over its time, in words; nothing while it is within it."""
        minutes = self.minutes_gone - self.item.minutes_planned
        if not self.item.is_open or minutes <= 0:
            return ""
        return ngettext("%(count)s minute over its time", "%(count)s minutes over its time", minutes) % {
            "count": minutes
        }

    @property
    def squeeze(self) -> str:
        """That its fixed time holds, and how much the items before it have to give up; nothing if none."""
        minutes = self.slot.squeeze
        if minutes == 0:
            return ""
        return ngettext(
            "“%(title)s” stays at %(time)s: what comes before it is %(count)s minute too long.",
            "“%(title)s” stays at %(time)s: what comes before it is %(count)s minutes too long.",
            minutes,
        ) % {"title": self.title, "time": self.planned, "count": minutes}

    @property
    def late(self) -> str:
        """`+9 min`, `−4 min`; nothing when it is on time."""
        return signed_minutes(self.slot.late)

    @property
    def lasts(self) -> str:
        """Its planned length in words."""
        minutes = self.item.minutes_planned
        return ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}

    @property
    def note(self) -> str:
        """What stands under the title."""
        zone = self.meeting.zone
        since = clock(self.item.opened_at, zone)
        if self.item.is_over:
            times = f"{since}\N{EN DASH}{clock(self.item.closed_at, zone)}"
            return ", ".join(part for part in (times, self.late) if part)
        if self.pause is not None:
            return _("suspended since %(time)s") % {"time": clock(self.pause.suspended_at, zone)}
        if self.item.is_open:
            return _("since %(since)s, until %(until)s") % {"since": since, "until": self.until}
        fixed = _("fixed time") if self.slot.is_pinned else ""
        return ", ".join(part for part in (fixed, self.who, self.lasts, self.expected) if part)

    @property
    def who(self) -> str:
        """Unit or speaker."""
        return self.item.unit.code if self.item.unit else str(self.item.speaker or "")

    @property
    def expected(self) -> str:
        """When it will begin as things go, where that is not the planned time."""
        if not self.meeting.is_running or abs(self.slot.late) < 1:
            return ""
        return _("probably %(time)s") % {"time": clock(self.slot.expected_at, self.meeting.zone)}

    @property
    def can_begin(self) -> bool:
        """Its turn can come now."""
        return self.meeting.is_running and self.item.opened_at is None

    @property
    def can_suspend(self) -> bool:
        return self.meeting.is_running and self.item.sitting_state == SittingState.OPEN

    @property
    def can_resume(self) -> bool:
        return self.meeting.is_running and self.item.sitting_state == SittingState.SUSPENDED

    @property
    def can_end(self) -> bool:
        return self.meeting.is_running and self.item.is_open


def rundown(meeting: Meeting, now: datetime) -> list[RundownEntry]:
    """The agenda of a meeting in its order; two statements."""
    items = list(
        meeting.agenda.select_related("unit", "speaker").prefetch_related("suspensions").order_by("position")
    )
    slots = timetables.timetable(timetables.begins_at(meeting), map(timetables.Entry.of, items), now)
    return [
        RundownEntry(
            item=item,
            slot=slot,
            meeting=meeting,
            pause=next((row for row in item.suspensions.all() if row.resumed_at is None), None),
            now=now,
        )
        for item, slot in zip(items, slots, strict=True)
    ]


def going_on(entries: list[RundownEntry]) -> dict[str, Any]:
    """The item in the middle of the page, others that go on beside it, and what comes next."""
    open_ones = [entry for entry in entries if entry.item.is_open]
    return {
        "current": open_ones[-1] if open_ones else None,
        "beside": open_ones[:-1],
        "next": next((entry for entry in entries if entry.can_begin), None),
        "place": entries.index(open_ones[-1]) + 1 if open_ones else 0,
    }


def delay(entries: Iterable[RundownEntry]) -> str:
    """How far the meeting is behind its plan or ahead of it, in words; nothing before the first item."""
    rows = list(entries)
    if not any(row.item.opened_at for row in rows):
        return ""
    minutes = timetables.delay([row.slot for row in rows], [timetables.Entry.of(row.item) for row in rows])
    if minutes == 0:
        return _("on time")
    words = (
        ngettext("%(count)s minute behind the plan", "%(count)s minutes behind the plan", minutes)
        if minutes > 0
        else ngettext("%(count)s minute ahead of the plan", "%(count)s minutes ahead of the plan", -minutes)
    )
    return words % {"count": abs(minutes)}


def squeezed(entries: Iterable[RundownEntry]) -> str:
    """The first fixed time to come that what goes before it runs into."""
    return next((entry.squeeze for entry in entries if entry.squeeze), "")


def signed_minutes(minutes: int) -> str:
    """`+9 min`, `−4 min`; nothing for none."""
    if minutes == 0:
        return ""
    sign = "+" if minutes > 0 else "\N{MINUS SIGN}"
    return _("%(sign)s%(count)s min") % {"sign": sign, "count": abs(minutes)}
