"""A region's Rakerwil: who is invited, the agenda, and a room in which it goes on."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import factory
from factory.django import DjangoModelFactory

from federations.enums import Role
from federations.models import User
from tests.factories.desks import Desk
from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import ContributionFactory, PledgeFactory, TargetFactory, WorkYearFactory
from tests.factories.users import PersonFactory, user_with
from workplan.actions import attendance, meetings, minutes, recommendations
from workplan.enums import MeetingState, ParticipantCategory, SittingState
from workplan.models import AgendaItem, Attendance, Meeting, Participant, Recommendation

BEGINS = datetime(2021, 9, 10, 2, tzinfo=UTC)
"""09.00 in Jakarta."""
NOW = "2021-09-10 10:30"
"""During the meeting."""
DURING = datetime(2021, 9, 10, 3, 30, tzinfo=UTC)


class MeetingFactory(DjangoModelFactory[Meeting]):
    """A Rakerwil in draft, or `invited`, `running`, `finished`."""

    class Meta:
        model = Meeting

    class Params:
        invited = factory.Trait(state=MeetingState.INVITED)
        running = factory.Trait(state=MeetingState.IN_PROGRESS, started_at=BEGINS)
        finished = factory.Trait(
            state=MeetingState.FINISHED, started_at=BEGINS, finished_at=BEGINS + timedelta(hours=8)
        )

    region = factory.SubFactory(RegionFactory, code="31")
    year = factory.SubFactory(WorkYearFactory)
    number = 1
    slug = factory.LazyAttribute(lambda row: meetings.slug(row.kind, row.region, row.year, row.number))
    kind = "rakerwil"
    title = "Rapat Kerja Wilayah 2021"
    starts_at = BEGINS
    venue = "Hotel Bumi Wiyata"
    city = "Depok"


class AgendaItemFactory(DjangoModelFactory[AgendaItem]):
    """A presentation of half an hour, or a `sitting`."""

    class Meta:
        model = AgendaItem

    class Params:
        sitting = factory.Trait(kind="plenary", sitting_state=SittingState.PENDING)

    meeting = factory.SubFactory(MeetingFactory)
    position = factory.Sequence(lambda number: number % 30_000 + 1)
    kind = "presentation"
    title = factory.Sequence(lambda number: f"Acara {number}")


class ParticipantFactory(DjangoModelFactory[Participant]):
    """A full delegate; with `present`, in the room since a quarter of an hour before the beginning."""

    class Meta:
        model = Participant
        skip_postgeneration_save = True

    meeting = factory.SubFactory(MeetingFactory)
    person = factory.SubFactory(PersonFactory)
    number = factory.Sequence(lambda number: number % 30_000 + 1)
    category = ParticipantCategory.FULL

    @factory.post_generation
    def present(obj: Participant, _create: bool, is_present: bool | None, **_kwargs: Any) -> None:  # noqa: N805 - factory-boy's way
        if is_present:
            Attendance.objects.create(participant=obj, entered_at=BEGINS - timedelta(minutes=15))


class Gathering(Desk):
    """DKI Jakarta's Rakerwil: three of three full delegates in the room, an opening and a plenary.

    ORG-01 stands at 400 of 1200 by August, the pace asks for 800; two federations pledged, one brought.
    """

    def __init__(self, state: str = "running") -> None:
        super().__init__()
        other = ChapterFactory(region=self.region, federation=FederationFactory(code="FKUI"))
        self.other = other
        self.members = self.indicator("ORG-01", name_id="Anggota baru direkrut")
        TargetFactory(indicator=self.members, region=self.region, value=Decimal(1200))
        PledgeFactory(indicator=self.members, chapter=self.chapter, value=Decimal(700))
        PledgeFactory(indicator=self.members, chapter=other, value=Decimal(500))
        for month in range(1, 9):
            self.report(month, 50)
        self.meeting: Meeting = MeetingFactory(
            region=self.region, year=self.year, **({state: True} if state != "draft" else {})
        )
        people = [
            PersonFactory(region=self.region, federation=chapter.federation)
            for chapter in (self.chapter, other, other)
        ]
        self.delegates = [
            ParticipantFactory(
                meeting=self.meeting, person=person, number=number, present=state in ("running", "finished")
            )
            for number, person in enumerate(people, 1)
        ]
        if state == "finished":
            Attendance.objects.update(left_at=self.meeting.finished_at)
        self.opening = AgendaItemFactory(
            meeting=self.meeting, position=1, kind="opening", title="Pembukaan", minutes_planned=30
        )
        self.plenary = AgendaItemFactory(
            meeting=self.meeting, position=2, sitting=True, title="Pleno I", minutes_planned=60
        )

    def report(self, month: int, value: int) -> None:
        """What the first chapter brought, verified."""
        ContributionFactory(
            chapter=self.chapter,
            indicator=self.members,
            month=date(self.year.year, month, 1),
            value=Decimal(value),
            verified=True,
        )

    def recommend(self, *, tabled: bool = False, by: User | None = None, **terms: Any) -> Recommendation:
        """One made from ORG-01; with `tabled`, put to the meeting."""
        row = recommendations.propose(
            self.meeting,
            **{
                "title": "Kontak poin di kawasan",
                "text": "Bentuk kontak poin.",
                "kind": "organising",
                "addressee": "den",
                "indicators": [self.members],
                "raised_by": [self.chapter],
                "by": by or self.secretary,
                "at": DURING,
                **terms,
            },
        )
        if tabled:
            recommendations.table(row, by=self.secretary, at=DURING)
        return row

    def empty_the_room(self) -> None:
        """All but one delegate go out."""
        for delegate in self.delegates[1:]:
            attendance.leave(delegate, by=self.secretary, at=BEGINS + timedelta(minutes=10))

    def approve(self) -> None:
        """Written, circulated and signed by both."""
        if not self.meeting.has_begun:
            meetings.start(self.meeting, by=None, at=BEGINS)
        if self.meeting.is_running:
            meetings.finish(self.meeting, by=None, at=BEGINS + timedelta(hours=8))
        record = minutes.write(self.opening, text="Dibuka.", version=0, by=None).minutes
        minutes.circulate(record, by=None)
        minutes.approve(record, signer="chair", by=self.coordinator)
        minutes.approve(record, signer="secretary", by=self.secretary)
        self.meeting.refresh_from_db()

    def stranger(self) -> User:
        """The coordinator of another region."""
        return user_with(Role.COORDINATOR, region=RegionFactory(code="32"))
