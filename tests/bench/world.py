"""The world that is measured: 38 regions × 11 federations × 24 indicators × 12 months, seeded."""

from datetime import UTC, date, datetime, time, timedelta
from random import Random

from django.db import connection

from federations.enums import Role
from federations.models import Chapter
from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import AgreementFactory, ImportBatchFactory
from tests.factories.users import user_with
from workplan.enums import ContributionState, ReportedBy
from workplan.imports import indicators
from workplan.management.example.years import FOLDER
from workplan.models import Contribution, Indicator, Pledge, Target, WorkYear

YEAR, FIRST = 2021, 2001
"""The year that is measured, and the one in which the first region works alone."""
REGIONS, FEDERATIONS = 38, 11
FRAMEWORK = (FOLDER / "indicators.csv").read_text()


class World:
    """One year of the nation; the first region's first chapter is still typing its December."""

    def __init__(self) -> None:
        self.dice = Random(20210910)  # noqa: S311 - repeatable on purpose
        self.batch = ImportBatchFactory()
        self.federations = [FederationFactory() for _ in range(FEDERATIONS)]
        self.chapters = self.region("11", FIRST)
        for code in range(12, 11 + REGIONS):
            self.chapters += self.region(f"{code}", FIRST + 1)
        self.chapter = self.chapters[0]
        self.office = user_with(Role.ADMIN)
        self.coordinator = user_with(Role.COORDINATOR, region=self.chapter.region)
        self.representative = user_with(Role.REPRESENTATIVE, chapter=self.chapter)
        self.year = self.report(YEAR, self.chapters)

    def region(self, code: str, since: int) -> list[Chapter]:
        """A region with a chapter of every federation."""
        region, begins = RegionFactory(code=code), date(since, 1, 1)
        return [ChapterFactory(region=region, federation=of, active_from=begins) for of in self.federations]

    def report(self, number: int, chapters: list[Chapter], months: int = 12) -> WorkYear:
        """A work year in which these promised and reported everything, in each of its first months."""
        indicators.take(FRAMEWORK, number, by=None)
        Indicator.objects.update(reported_by=ReportedBy.FEDERATIONS)
        year = WorkYear.objects.get(year=number)
        since = {"effective_month": year.first_month}
        framework = list(year.indicators.all())
        judged = [indicator for indicator in framework if indicator.direction != "monitor"]
        regions = {chapter.region_id: chapter.region for chapter in chapters}.values()
        agreements = [AgreementFactory(year=year, region=region) for region in regions]
        Target.objects.bulk_create(
            Target(agreement=each, indicator=row, value=self.aim(row, 1), is_agreed=True, **since)
            for each in agreements
            for row in judged
        )
        Pledge.objects.bulk_create(
            Pledge(chapter=each, indicator=row, value=self.aim(row, FEDERATIONS), **since)
            for each in chapters
            for row in judged
        )
        rows = (
            self.contribution(each, indicator, year, month)
            for each in chapters
            for indicator in framework
            for month in year.months[:months]
        )
        Contribution.objects.bulk_create(rows, batch_size=2000)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return year

    def aim(self, indicator: Indicator, parts: int) -> int:
        """A target, or a pledge."""
        if indicator.is_milestone or indicator.is_ratio:
            return 1 if indicator.is_milestone else self.dice.randint(40, 90)
        return self.dice.randint(8_000, 20_000) // parts

    def contribution(self, of: Chapter, indicator: Indicator, year: WorkYear, month: date) -> Contribution:
        """Nine of ten verified, the rest waiting; one in ten late."""
        row = Contribution(chapter=of, indicator=indicator, month=month)
        row.value = self.dice.randint(0, 1 if indicator.is_milestone else 250)
        if indicator.is_ratio:
            row.value, row.numerator, row.denominator = None, row.value, 250
        if of == self.chapter and month == date(YEAR, 12, 1):
            return row
        row.first_submitted_on = year.due_on(month) + timedelta(days=self.dice.choice([-3] * 9 + [4]))
        row.submitted_at = datetime.combine(row.first_submitted_on, time(12, tzinfo=UTC))
        row.import_batch, row.state = self.batch, ContributionState.SUBMITTED
        if self.dice.random() < 0.9:
            row.verified_at, row.state = row.submitted_at, ContributionState.VERIFIED
        return row
