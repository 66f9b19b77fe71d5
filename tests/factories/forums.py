"""A national forum that is going on, with the working list before it."""

from datetime import UTC, datetime

from tests.factories.desk import ACCEPTED, NationalDesk
from tests.factories.meetings import ParticipantFactory
from workplan.actions import agenda, forums, meetings
from workplan.actions.worklists import Ticked
from workplan.enums import AgendaKind
from workplan.models import Matter, Meeting
from workplan.reporting.worklists import items

BEGINS = datetime(2021, 10, 28, 2, tzinfo=UTC)
TYPED = {**ACCEPTED, "wording": "", "merged_into": None, "note": ""}


class Rakornas(NationalDesk):
    """The national forum of October 2021 is going on, with its one full delegate in the room."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.forum: Meeting = forums.call_in(
            kind="rakornas",
            year=self.year,
            title="Rakornas 2021",
            starts_at=BEGINS,
            venue="Wisma",
            city="Bogor",
            with_coordinators=False,
            by=self.admin,
        )
        self.plenary = agenda.add(
            self.forum, kind=AgendaKind.PLENARY, title="Pleno rekomendasi", by=self.admin
        )
        self.delegate = ParticipantFactory(meeting=self.forum, number=1, present=True)
        meetings.invite(self.forum, by=self.admin)
        meetings.start(self.forum, by=self.admin, at=BEGINS)

    def tokens(self) -> list[Ticked]:
        """The whole working list as it stands."""
        return [Ticked.read(item.token) for item in items(self.year)]

    def take_up(self) -> list[Matter]:
        """All of it on the agenda."""
        forums.take_up(self.forum, self.year, self.tokens(), item=self.plenary, by=self.admin)
        return list(self.forum.matters.order_by("position"))
