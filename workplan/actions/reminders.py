"""The reminders of a day: what is due soon, what is overdue, what was verified, what waits."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone

from federations.enums import Reminder
from federations.models import Chapter, Region, User
from rakerwil import mail
from rakerwil.models import Letter
from workplan.actions.notices import (
    coordinators_of,
    key,
    month_link,
    national_office,
    post,
    readers_of,
    unit_officers,
)
from workplan.enums import ActionState, InputState, YearState
from workplan.models import ActionItem, Contribution, WorkYear
from workplan.reporting import arrivals, input_arrivals, months, unanswered
from workplan.reporting.months import Window

MORNING = time(7)
"""Nobody is reminded before, by the clock of the region."""
BEFORE_DUE = (7, 3, 1)
"""Days before the due day on which one is reminded of what is missing."""
BEFORE_LOCK = (3, 0)
"""The same before the month closes; and once on the day after the due day."""
ANSWER_WITHIN = 30
"""Days in which the national office answers what was sent up; from then on it is reminded once a week."""
BEFORE_DEADLINE = (7, 1)
"""Days before the deadline of an action, or of a region's Masukan Rakornas."""


@dataclass(frozen=True)
class Note:
    """One reminder to one person, and what makes it the only one."""

    kind: Reminder
    user: User
    what: str
    said: Mapping[str, Any] = field(compare=False)

    @property
    def letter(self) -> str:
        """Which letter it is: some are of one kind, since one chooses to hear of both or of neither."""
        if "is_returned" in self.said:
            return "input_missing"
        return "unanswered" if self.kind == Reminder.WAITING and "year" in self.said else self.kind.value

    @property
    def key(self) -> str:
        return key(self.letter, self.user, self.what)


def write(now: datetime | None = None) -> int:
    """Write today's reminders into the outbox, each once however often this runs; how many were new.

    Today is each region's own, from seven in the morning on. Only years that are open remind of anything.
    """
    at = now or timezone.now()
    count = 0
    for year in WorkYear.objects.filter(state=YearState.OPEN):
        for zone, regions in _zones().items():
            here = timezone.localtime(at, zone)
            if here.time() >= MORNING:
                count += _post(_of_day(year, regions, here.date(), zone))
    for zone, regions in _zones().items():
        here = timezone.localtime(at, zone)
        if here.time() >= MORNING:
            count += _post(_actions(regions, here.date(), zone))
            if zone == timezone.get_default_timezone():
                count += _post(_unanswered(here.date()))
    return count


def _zones() -> dict[tzinfo, list[Region]]:
    zones: dict[tzinfo, list[Region]] = {}
    for region in Region.objects.all():
        zones.setdefault(region.zone, []).append(region)
    return zones


@transaction.atomic
def _post(notes: Iterable[Note]) -> int:
    by_key = {note.key: note for note in notes}
    known = set(Letter.objects.filter(key__in=by_key).values_list("key", flat=True))
    fresh = [note for note in by_key.values() if note.key not in known]
    for note in fresh:
        match note.letter:
            case "input_missing":
                post("input_missing", note.user, note.what, **note.said)
            case "unanswered":
                post("unanswered", note.user, note.what, **note.said)
            case Reminder.DUE_SOON:
                post("due_soon", note.user, note.what, **note.said)
            case Reminder.OVERDUE:
                post("overdue", note.user, note.what, **note.said)
            case Reminder.VERIFIED:
                post("verified", note.user, note.what, **note.said)
            case Reminder.WAITING:
                post("waiting", note.user, note.what, **note.said)
            case Reminder.ACTION:
                post("action", note.user, note.what, **note.said)
    return len(fresh)


def _of_day(year: WorkYear, regions: Sequence[Region], today: date, zone: tzinfo) -> Iterator[Note]:
    for month in year.months:
        kind = occasion(Window(year, month, today))
        if kind:
            yield from _missing(year, regions, Window(year, month, today), kind)
    yield from _verified(year, regions, today, zone)
    yield from _waiting(year, regions, today, zone)
    if year.input_due_on and is_deadline_day((year.input_due_on - today).days):
        yield from inputs(year, regions, today)


def occasion(window: Window) -> Reminder | None:
    """Whether today is a day on which one is reminded of the month, and of what."""
    if window.has_begun and window.days_left in BEFORE_DUE:
        return Reminder.DUE_SOON
    days_open = (window.locks_on - window.today).days
    if window.is_late and (window.days_left == -1 or days_open in BEFORE_LOCK):
        return Reminder.OVERDUE
    return None


def inputs(year: WorkYear, regions: Collection[Region], today: date) -> Iterator[Note]:
    """To the coordinators of those of these regions that owe their Masukan Rakornas.

    Before the due day to those who want to hear of what is due, after it of what is overdue. Two statements,
    and two for each region that owes it.
    """
    for row in input_arrivals.of_year(year, today):
        if row.sent is not None or row.region not in regions:
            continue
        kind = Reminder.OVERDUE if row.is_late else Reminder.DUE_SOON
        for user in coordinators_of(row.region, kind):
            yield Note(
                kind,
                user,
                f"{row.region.pk}:{year.year}:{today}",
                {
                    "region": row.region,
                    "year": year.year,
                    "due_on": row.due_on,
                    "days_late": row.days_late,
                    "is_returned": row.state == InputState.RETURNED,
                    "link": mail.link(reverse("national_input", args=[year.year, row.region.code])),
                },
            )


def remind_of_inputs(year: WorkYear, regions: Collection[Region], *, now: datetime | None = None) -> int:
    """The same when the national office asks for it, on any day, once a day each; how many were new."""
    return _post(inputs(year, regions, timezone.localdate(now)))


def _missing(year: WorkYear, regions: Sequence[Region], window: Window, kind: Reminder) -> Iterator[Note]:
    """To those who fill in, while something is missing; five statements."""
    chapters = _chapters(region__in=regions)
    missing = arrivals.missing(months.framework(year), chapters, window.month)
    owing = [chapter for chapter in chapters if chapter.pk in missing]
    readers = readers_of(owing, kind)
    for chapter in owing:
        for user in readers[chapter.pk]:
            yield Note(
                kind,
                user,
                f"{chapter.pk}:{window.month:%Y-%m}:{window.today}",
                {
                    "chapter": chapter,
                    "window": window,
                    "missing": len(missing[chapter.pk]),
                    "link": month_link(chapter, window.month),
                },
            )


def _verified(year: WorkYear, regions: Sequence[Region], today: date, zone: tzinfo) -> Iterator[Note]:
    """What was verified yesterday, to the chapters; three statements."""
    yesterday = today - timedelta(days=1)
    counts = {
        (chapter, month): count
        for chapter, month, count in Contribution.objects.verified()
        .filter(
            indicator__year=year,
            chapter__region__in=regions,
            verified_by__isnull=False,
            verified_at__gte=_midnight(yesterday, zone),
            verified_at__lt=_midnight(today, zone),
        )
        .order_by("chapter", "month")
        .values_list("chapter_id", "month")
        .annotate(count=Count("pk"))
    }
    chapters = {chapter.pk: chapter for chapter in _chapters(pk__in={pk for pk, _month in counts})}
    readers = readers_of(list(chapters.values()), Reminder.VERIFIED)
    for (pk, month), count in counts.items():
        for user in readers[pk]:
            yield Note(
                Reminder.VERIFIED,
                user,
                f"{pk}:{month:%Y-%m}:{yesterday}",
                {
                    "chapter": chapters[pk],
                    "month": month,
                    "count": count,
                    "link": month_link(chapters[pk], month),
                },
            )


def _waiting(year: WorkYear, regions: Sequence[Region], today: date, zone: tzinfo) -> Iterator[Note]:
    """How many reports wait, to the coordinators of regions where one came yesterday; two statements each."""
    fresh = Contribution.objects.submitted().filter(
        indicator__year=year,
        chapter__region__in=regions,
        submitted_at__gte=_midnight(today - timedelta(days=1), zone),
        submitted_at__lt=_midnight(today, zone),
    )
    at = set(fresh.order_by().values_list("chapter__region_id", flat=True).distinct())
    for region in regions:
        if region.pk not in at:
            continue
        rows = Contribution.objects.submitted().filter(indicator__year=year, chapter__region=region)
        for user in coordinators_of(region, Reminder.WAITING):
            count = rows.for_coordinator(user).count()
            if count:
                yield Note(
                    Reminder.WAITING,
                    user,
                    f"{region.pk}:{year.year}:{today}",
                    {
                        "region": region,
                        "count": count,
                        "link": mail.link(reverse("queue", args=[year.year, region.code])),
                    },
                )


def _actions(regions: Sequence[Region], today: date, zone: tzinfo) -> Iterator[Note]:
    """Actions of these regions' meetings near their deadline or past it, whatever their year.

    A week and a day before, on the day after, and from then on once a week until they are done.
    """
    of_zone = Q(meeting__region__in=regions)
    if zone == timezone.get_default_timezone():
        of_zone |= Q(meeting__region=None)
    rows = (
        ActionItem.objects.unfinished()
        .with_owners()
        .filter(
            of_zone,
            state=ActionState.OPEN,
            due_on__lte=today + timedelta(days=max(BEFORE_DEADLINE)),
        )
    )
    due = [row for row in rows if is_deadline_day((row.due_on - today).days)]
    readers = readers_of({row.owner_chapter for row in due if row.owner_chapter}, Reminder.ACTION)
    officers = unit_officers({row.owner_unit_id for row in due if row.owner_unit_id}, Reminder.ACTION)
    for row in due:
        users = readers[row.owner_chapter_id] if row.owner_chapter_id else officers[row.owner_unit_id or 0]
        for user in users:
            yield Note(
                Reminder.ACTION,
                user,
                f"{row.pk}:{today}",
                {
                    "code": row.code,
                    "owner": row.owner,
                    "meeting": row.meeting,
                    "due_on": row.due_on,
                    "days_late": row.days_overdue(today),
                    "link": mail.link(reverse("action_item", args=[row.meeting.slug, row.number])),
                },
            )


def _unanswered(today: date) -> Iterator[Note]:
    """Recommendations of any year that wait too long, to the national office, once a week; as counts."""
    for year in WorkYear.objects.order_by("year"):
        waiting = unanswered.waiting(year)
        if not is_answer_day(waiting.days(today)):
            continue
        for user in national_office(Reminder.WAITING):
            yield Note(
                Reminder.WAITING,
                user,
                f"unanswered:{year.year}:{today}",
                {
                    "year": year.year,
                    "count": waiting.count,
                    "days": waiting.days(today),
                    "link": mail.link(reverse("disposition_desk", args=[year.year])),
                },
            )


def is_answer_day(days: int) -> bool:
    """Whether what has waited so many days is mentioned today."""
    return days >= ANSWER_WITHIN and (days - ANSWER_WITHIN) % 7 == 0


def is_deadline_day(days_left: int) -> bool:
    """Whether what has so many days left, negative when late, is mentioned today."""
    return days_left in BEFORE_DEADLINE or (days_left < 0 and -days_left % 7 == 1)


def _chapters(**where: Any) -> list[Chapter]:
    return list(Chapter.objects.filter(**where).select_related("region", "federation", "district"))


def _midnight(day: date, zone: tzinfo) -> datetime:
    return datetime.combine(day, time(0), zone)
