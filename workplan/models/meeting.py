"""Meeting, its agenda, and who takes part."""

import uuid
from collections.abc import Collection
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from federations.models import Chapter, Person, Region, Unit
from rakerwil.transitions import StateTable, Step
from workplan.enums import (
    NATIONAL_KINDS,
    SITTING_KINDS,
    AgendaKind,
    MeetingKind,
    MeetingState,
    ParticipantCategory,
    ParticipantState,
    SittingState,
)
from workplan.models.indicator import Indicator
from workplan.models.snapshot import Snapshot
from workplan.models.year import WorkYear

if TYPE_CHECKING:
    from federations.models import User

STEPS = StateTable(
    {
        "invite": Step((MeetingState.DRAFT,), MeetingState.INVITED),
        "start": Step((MeetingState.INVITED,), MeetingState.IN_PROGRESS),
        "finish": Step((MeetingState.IN_PROGRESS,), MeetingState.FINISHED),
        "approve": Step((MeetingState.FINISHED,), MeetingState.APPROVED),
        "send": Step((MeetingState.APPROVED,), MeetingState.SENT),
        "uninvite": Step((MeetingState.INVITED,), MeetingState.DRAFT, needs_reason=True),
        "unstart": Step((MeetingState.IN_PROGRESS,), MeetingState.INVITED, needs_reason=True),
        "resume": Step((MeetingState.FINISHED,), MeetingState.IN_PROGRESS, needs_reason=True),
        # after approved only the national office steps back
        "disapprove": Step((MeetingState.APPROVED,), MeetingState.FINISHED, needs_reason=True),
        "unsend": Step((MeetingState.SENT,), MeetingState.APPROVED, needs_reason=True),
    }
)

SITTING_STEPS = StateTable(
    {
        "open": Step((SittingState.PENDING,), SittingState.OPEN),
        "suspend": Step((SittingState.OPEN,), SittingState.SUSPENDED),
        "resume": Step((SittingState.SUSPENDED,), SittingState.OPEN),
        "close": Step((SittingState.OPEN, SittingState.SUSPENDED), SittingState.CLOSED),
    }
)

PARTICIPANT_STEPS = StateTable(
    {
        "confirm": Step((ParticipantState.INVITED, ParticipantState.DECLINED), ParticipantState.CONFIRMED),
        "decline": Step((ParticipantState.INVITED, ParticipantState.CONFIRMED), ParticipantState.DECLINED),
    }
)


def of_units(unit_ids: Collection[int]) -> Q:
    """Meetings in which a unit takes part: somebody of it is invited, or it stands on the agenda."""
    return Q(participants__person__unit__in=unit_ids) | Q(agenda__unit__in=unit_ids)


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Which meetings a user may see."""

    def visible_to(self, user: "User") -> "MeetingQuerySet":
        """Own region's; a federation's office where its chapters take part; and whoever is invited.

        A national forum, once it is called in, is read by everybody who runs a region.
        """
        scope = user.scope
        if scope.sees_nation:
            return self
        covered = Q(region__in=scope.directory_region_ids)
        if scope.unit_ids:
            covered |= of_units(scope.unit_ids)
        if scope.federation_office_of:
            covered |= Q(participants__person__federation__in=scope.federation_office_of)
        if user.person_id:
            covered |= Q(participants__person=user.person_id)
        if scope.runs_region_ids:
            covered |= Q(kind__in=NATIONAL_KINDS) & ~Q(state=MeetingState.DRAFT)
        return self.filter(pk__in=self.model.objects.filter(covered).values("pk"))

    def rakerwil(self) -> "MeetingQuerySet":
        return self.filter(kind=MeetingKind.RAKERWIL)

    def with_counts(self) -> "MeetingQuerySet":
        """With `participant_count`, `recommendation_count` and `commission_count`."""

        def counted(related: str, **terms: Any) -> models.Subquery:
            rows = self.model._meta.get_field(related).related_model._default_manager  # type: ignore[union-attr]
            of_meeting = rows.filter(meeting=models.OuterRef("pk"), **terms).order_by().values("meeting")
            return models.Subquery(of_meeting.annotate(count=models.Count("pk")).values("count"))

        counts = {
            "participant_count": Coalesce(counted("participants"), 0),
            "recommendation_count": Coalesce(counted("recommendations"), 0),
            "commission_count": Coalesce(counted("agenda", kind=AgendaKind.COMMISSION), 0),
        }
        return self.annotate(**counts)

    def current(self) -> "Meeting | None":
        """The one that is going on, otherwise the one being prepared, otherwise the last not yet approved."""
        unsettled = self.exclude(state__in=(MeetingState.APPROVED, MeetingState.SENT))
        return (
            unsettled.filter(state=MeetingState.IN_PROGRESS).order_by("starts_at").first()
            or unsettled.exclude(state=MeetingState.FINISHED).order_by("starts_at").first()
            or unsettled.order_by("-starts_at").first()
        )


class Meeting(models.Model):
    """A meeting on record. The venue is free text: DKI Jakarta met in Depok, which is another province."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(max_length=12, choices=MeetingKind, default=MeetingKind.RAKERWIL)
    region = models.ForeignKey(
        Region, on_delete=models.PROTECT, null=True, blank=True, related_name="meetings"
    )
    year = models.ForeignKey(WorkYear, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField(default=1)
    slug = models.SlugField(max_length=40, unique=True)
    title = models.CharField(max_length=200)
    starts_at = models.DateTimeField()
    venue = models.CharField(max_length=120)
    city = models.CharField(max_length=80)
    purpose = models.TextField(blank=True)
    state = models.CharField(max_length=12, choices=MeetingState, default=MeetingState.DRAFT)
    quorum_percent = models.PositiveSmallIntegerField(default=50)
    quorum_federations = models.PositiveSmallIntegerField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    approved_at = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    data_position = models.ForeignKey(
        Snapshot, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    version = models.PositiveIntegerField(default=1)

    objects = MeetingQuerySet.as_manager()
    history = HistoricalRecords()

    participant_count: int
    """Given by `with_counts`, as the next."""
    recommendation_count: int
    commission_count: int

    class Meta:
        ordering = ["-starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "region", "year", "number"],
                condition=Q(region__isnull=False),
                name="meeting_number_once_per_region",
            ),
            models.UniqueConstraint(
                fields=["kind", "year", "number"],
                condition=Q(region=None),
                name="meeting_number_once_for_the_nation",
            ),
            models.CheckConstraint(
                condition=~Q(kind=MeetingKind.RAKERWIL) | Q(region__isnull=False),
                name="rakerwil_has_a_region",
                violation_error_message=_("A Rakerwil belongs to a region."),
            ),
            models.CheckConstraint(
                condition=~Q(kind__in=NATIONAL_KINDS) | Q(region=None),
                name="national_forum_has_no_region",
                violation_error_message=_("A national meeting belongs to no region."),
            ),
            models.CheckConstraint(
                condition=Q(quorum_percent__range=(1, 100)),
                name="meeting_quorum_percent",
                violation_error_message=_("A quorum is a percentage from 1 to 100."),
            ),
            models.CheckConstraint(
                condition=(
                    Q(state__in=(MeetingState.DRAFT, MeetingState.INVITED), started_at=None)
                    | Q(state=MeetingState.IN_PROGRESS, started_at__isnull=False, finished_at=None)
                    | Q(state=MeetingState.FINISHED, finished_at__isnull=False, approved_at=None)
                    | Q(state=MeetingState.APPROVED, approved_at__isnull=False, sent_at=None)
                    | Q(state=MeetingState.SENT, sent_at__isnull=False)
                ),
                name="meeting_state_has_its_times",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.slug])

    @property
    def zone(self) -> tzinfo:
        """The clock the meeting follows: its region's; a national forum's is the installation's."""
        return self.region.zone if self.region else timezone.get_default_timezone()

    @property
    def zone_name(self) -> str:
        """What its clock is called: WIB, WITA or WIT."""
        return str(self.region.time_zone) if self.region else "WIB"

    @property
    def day(self) -> date:
        """The day on which it begins, on its own clock."""
        return timezone.localtime(self.starts_at, self.zone).date()

    @property
    def name(self) -> str:
        """Short, where region and day are known: `Rakerwil 2021`, `Rakerwil 2021 (2)`."""
        name = f"{self.get_kind_display()} {self.year.year}"
        return name if self.number == 1 else f"{name} ({self.number})"

    @property
    def is_national(self) -> bool:
        """A forum of the nation, which answers what the regions recommended."""
        return self.kind in NATIONAL_KINDS

    @property
    def is_running(self) -> bool:
        return self.state == MeetingState.IN_PROGRESS

    @property
    def has_begun(self) -> bool:
        return self.state not in (MeetingState.DRAFT, MeetingState.INVITED)

    @property
    def is_settled(self) -> bool:
        """Its minutes are approved: nothing in it changes any more."""
        return self.state in (MeetingState.APPROVED, MeetingState.SENT)

    @property
    def takes_entries(self) -> bool:
        """Minutes, decisions and actions can be written from the first invitation to the end."""
        return self.state in (MeetingState.INVITED, MeetingState.IN_PROGRESS, MeetingState.FINISHED)


class AgendaItem(models.Model):
    """Acara: one line of the meeting's order, planned and as it went."""

    token = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="agenda")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=12, choices=AgendaKind)
    title = models.CharField(max_length=200)
    planned_at = models.TimeField(null=True, blank=True)
    minutes_planned = models.PositiveSmallIntegerField(default=30)
    speaker = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, blank=True, related_name="agenda")
    topic = models.TextField(blank=True)
    indicators = models.ManyToManyField(Indicator, related_name="agenda", blank=True)
    """What it looks at: the hall's screen shows these while it goes on."""
    sitting_state = models.CharField(max_length=10, choices=SittingState, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    opened_present = models.PositiveSmallIntegerField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_present = models.PositiveSmallIntegerField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    history = HistoricalRecords()

    class Meta:
        ordering = ["meeting", "position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(minutes_planned__range=(1, 24 * 60)),
                name="agenda_item_takes_time",
                violation_error_message=_("An item takes from one minute to one day."),
            ),
            models.CheckConstraint(
                condition=Q(closed_at=None) | Q(opened_at__isnull=False, closed_at__gte=F("opened_at")),
                name="agenda_item_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=(
                    (Q(kind__in=SITTING_KINDS) & ~Q(sitting_state=""))
                    | (~Q(kind__in=SITTING_KINDS) & Q(sitting_state=""))
                ),
                name="only_sittings_have_a_sitting_state",
            ),
            models.CheckConstraint(
                condition=(
                    Q(sitting_state__in=("", SittingState.PENDING))
                    | Q(opened_at__isnull=False, opened_present__isnull=False)
                ),
                name="sitting_opened_with_time_and_count",
            ),
            models.CheckConstraint(
                condition=~Q(sitting_state=SittingState.CLOSED)
                | Q(closed_at__isnull=False, closed_present__isnull=False),
                name="sitting_closed_with_time_and_count",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_sitting(self) -> bool:
        return self.kind in SITTING_KINDS

    @property
    def is_open(self) -> bool:
        """Going on: begun and not ended; a suspended sitting, too."""
        return self.opened_at is not None and self.closed_at is None

    @property
    def is_over(self) -> bool:
        return self.closed_at is not None


class Suspension(models.Model):
    """Skors: one pause of a sitting, with the count of those present when it began and when it ended."""

    sitting = models.ForeignKey(AgendaItem, on_delete=models.PROTECT, related_name="suspensions")
    suspended_at = models.DateTimeField()
    suspended_present = models.PositiveSmallIntegerField()
    resumed_at = models.DateTimeField(null=True, blank=True)
    resumed_present = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta:
        ordering = ["sitting", "suspended_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["sitting"], condition=Q(resumed_at=None), name="sitting_suspended_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(resumed_at=None, resumed_present=None)
                | Q(resumed_at__gte=F("suspended_at"), resumed_present__isnull=False),
                name="sitting_resumed_with_time_and_count",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sitting} {self.suspended_at:%H.%M}"


class Participant(models.Model):
    """A person at a meeting. Who was in the room, and when, stands in Attendance."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="participations")
    number = models.PositiveSmallIntegerField()
    category = models.CharField(max_length=10, choices=ParticipantCategory)
    state = models.CharField(max_length=10, choices=ParticipantState, default=ParticipantState.INVITED)
    answered_at = models.DateTimeField(null=True, blank=True)
    code_version = models.PositiveSmallIntegerField(default=1)
    """Part of what the code for the door is made of: a higher one, and a lost slip is worth nothing."""
    office = models.CharField(max_length=300, blank=True)
    """The office held when the meeting began; until then, the one of its day as far as known."""

    class Meta:
        ordering = ["meeting", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"],
                name="participant_once_per_meeting",
                violation_error_message=_("This person is already on the list."),
            ),
            models.UniqueConstraint(fields=["meeting", "number"], name="participant_number_once"),
            models.CheckConstraint(
                condition=Q(state=ParticipantState.INVITED) | Q(answered_at__isnull=False),
                name="participant_answer_has_its_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def counts_for_quorum(self) -> bool:
        return self.category == ParticipantCategory.FULL

    def speaks_for(self, chapter: Chapter) -> bool:
        """A leader promises for the own federation; for the coordinator's office, who belongs to none."""
        if chapter.is_coordinator_office:
            return self.person.federation_id in (None, chapter.federation_id)
        return self.person.federation_id == chapter.federation_id
