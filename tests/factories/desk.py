"""The national office's desk: what three regions recommended has been received."""

from datetime import date
from typing import Any

from tests.factories.inputs import MET_AT, Outcome
from tests.factories.meetings import MeetingFactory
from tests.factories.organisation import RegionFactory
from workplan.actions import composites
from workplan.models import Composite, Meeting, Recommendation

ACCEPTED: dict[str, Any] = {
    "outcome": "accepted",
    "answer": "Sejalan dengan rencana DEN.",
    "owner": "Departemen Organisasi DEN",
    "due_on": date(2022, 3, 31),
}


class NationalDesk(Outcome):
    """Jakarta's R-1 and R-2 and West Java's R-1, all received."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.west = RegionFactory(code="32", short_name="Jabar", name="Jawa Barat")
        self.other_meeting: Meeting = MeetingFactory(
            region=self.west, year=self.year, finished=True, starts_at=MET_AT
        )
        Recommendation.objects.filter(pk=self.recommendation.pk).update(state="received")
        self.recommendation.refresh_from_db()
        self.second = self.recommend(2, state="received", title="Kontak poin di pelabuhan")
        self.third = self.recommend(1, state="received", meeting=self.other_meeting, title="Kontak poin")

    def group(self, *rows: Recommendation) -> Composite:
        """Jakarta's R-1 and West Java's R-1, or these."""
        return composites.group(
            self.year,
            rows or (self.recommendation, self.third),
            title="Kontak poin di setiap kawasan",
            text="DEN menugaskan organiser bagi kontak poin di setiap kawasan.",
            by=self.admin,
        )
