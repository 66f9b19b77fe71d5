"""A region that has held its Rakerwil and is ready to send its input to Rakornas."""

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from federations.models import User
from tests.factories.desks import Desk
from tests.factories.plans import ContributionFactory, PledgeFactory, TargetFactory
from workplan.actions import national_inputs
from workplan.models import Contribution, Meeting, NationalInput, Recommendation
from workplan.reporting import national_inputs as packages

MET_AT = datetime(2021, 9, 10, 2, tzinfo=UTC)
SENT_AT = datetime(2021, 10, 15, 7, tzinfo=UTC)
BEFORE_RAKORNAS = "2021-10-15 14:00"
"""The default month is September by then."""


class Outcome(Desk):
    """DKI Jakarta with 480 of 1200 new members by August, minutes approved, one recommendation adopted."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.members = self.indicator("ORG-01")
        TargetFactory(indicator=self.members, region=self.region, value=Decimal(1200))
        PledgeFactory(indicator=self.members, chapter=self.chapter, value=Decimal(1100))
        for month in range(1, 9):
            self.report(month, 60)
        self.meeting = Meeting.objects.create(
            region=self.region,
            year=self.year,
            slug="31-2021-1",
            title="Rakerwil 2021",
            starts_at=MET_AT,
            venue="Hotel Bumi Wiyata",
            city="Depok",
            state="approved",
            started_at=MET_AT,
            finished_at=MET_AT,
            approved_at=MET_AT,
        )
        self.recommendation = self.recommend()

    def report(self, month: int, value: int, **terms: Any) -> Contribution:
        """A verified report of new members."""
        row: Contribution = ContributionFactory(
            chapter=self.chapter,
            indicator=self.members,
            month=date(self.year.year, month, 1),
            value=Decimal(value),
            verified=True,
            **terms,
        )
        return row

    def recommend(self, number: int = 1, **terms: Any) -> Recommendation:
        """One that the meeting adopted."""
        resolution = {
            "title": "Kontak poin di kawasan",
            "text": "Bentuk kontak poin.",
            "kind": "organising",
            "addressee": "den",
            "state": "adopted",
            "way": "consensus",
            "decided_at": MET_AT,
            "present_count": 28,
            "entitled_count": 31,
            "needed_count": 16,
            "federations_present": 10,
            "is_quorate": True,
        }
        recommendation = Recommendation.objects.create(
            number=number,
            **{"meeting": self.meeting, **resolution, **terms},
        )
        recommendation.indicators.add(self.members)
        recommendation.raised_by.add(self.chapter)
        return recommendation

    def package(self, **terms: Any) -> NationalInput:
        """In preparation, as of August."""
        return NationalInput.objects.create(
            region=self.region, year=self.year, meeting=self.meeting, as_of=date(2021, 8, 1), **terms
        )

    def sent_package(self, by: User | None = None, pdf: bytes = b"%PDF kept") -> NationalInput:
        """Submitted by the coordinator."""
        package = self.package(foreword="Pengantar.")
        content = packages.content(package, submitted_at=SENT_AT)
        national_inputs.submit(package, package=content, pdf=pdf, by=by or self.coordinator, at=SENT_AT)
        return package
