"""How much the roll-up costs over what the database alone needs for the same rows. `make bench` prints it."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from time import perf_counter

import pytest
from django.db import connection

from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import (
    AgreementFactory,
    ImportBatchFactory,
    IndicatorFactory,
    ObjectiveFactory,
    WorkYearFactory,
)
from workplan.enums import ContributionState
from workplan.models import Contribution, Target
from workplan.reporting import rollup
from workplan.reporting.plain import rollup_json

REGIONS, FEDERATIONS, INDICATORS, MONTHS = 38, 10, 24, 12
ROUNDS = 5

SUMS = """
SELECT indicator_id, SUM(value) FROM workplan_contribution
WHERE state = 'verified' AND month <= '2021-12-01' GROUP BY indicator_id
"""
ROWS = """
SELECT indicator_id, chapter_id, month, state, value, numerator, denominator, first_submitted_on
FROM workplan_contribution WHERE state IN ('submitted', 'verified') AND month <= '2021-12-01'
ORDER BY indicator_id, chapter_id, month
"""


@pytest.fixture
def work_year():
    """A whole year of a whole nation: every chapter reported every month."""
    year = WorkYearFactory()
    objective, batch = ObjectiveFactory(year=year), ImportBatchFactory()
    indicators = [IndicatorFactory(year=year, objective=objective) for _ in range(INDICATORS)]
    federations = [FederationFactory() for _ in range(FEDERATIONS)]
    regions = [RegionFactory(code=str(code)) for code in range(11, 11 + REGIONS)]
    chapters = [ChapterFactory(region=region, federation=body) for region in regions for body in federations]
    agreements = [AgreementFactory(year=year, region=region) for region in regions]
    Target.objects.bulk_create(
        Target(
            agreement=agreement,
            indicator=indicator,
            effective_month=date(2021, 1, 1),
            value=1200,
            is_agreed=True,
        )
        for agreement in agreements
        for indicator in indicators
    )
    Contribution.objects.bulk_create(
        (
            Contribution(
                chapter=chapter,
                indicator=indicator,
                month=date(2021, month, 1),
                value=chapter.pk % 7 + month,
                state=ContributionState.VERIFIED,
                first_submitted_on=year.due_on(date(2021, month, 1)),
                submitted_at=datetime(2022, 1, 10, tzinfo=UTC),
                verified_at=datetime(2022, 1, 11, tzinfo=UTC),
                import_batch=batch,
            )
            for chapter in chapters
            for indicator in indicators
            for month in range(1, MONTHS + 1)
        ),
        batch_size=2000,
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return year


def quickest(work: Callable[[], object]) -> float:
    """Milliseconds of the quickest of some rounds: the one that nothing else disturbed."""
    times = []
    for _round in range(ROUNDS):
        start = perf_counter()
        work()
        times.append(perf_counter() - start)
    return 1000 * min(times)


def fetched(sql: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()


@pytest.mark.django_db
def test_rollup_against_the_database_alone(work_year, capsys):
    region = RegionFactory(code="31")
    december = date(2021, 12, 1)

    sums = quickest(lambda: fetched(SUMS))
    rows = quickest(lambda: fetched(ROWS))
    nation = quickest(lambda: rollup.nation(work_year, december))
    one = quickest(lambda: rollup.region(work_year, region, december))
    figures = rollup_json(rollup.nation(work_year, december))["nation"]["indicators"]

    with capsys.disabled():
        count = REGIONS * FEDERATIONS * INDICATORS * MONTHS
        print(f"\n{connection.vendor}: {count} contributions, {REGIONS} regions, {INDICATORS} indicators")
        print(f"  sums in SQL        {sums:8.1f} ms")
        print(f"  the rows in SQL    {rows:8.1f} ms")
        print(
            f"  roll-up of nation  {nation:8.1f} ms = {nation / rows:.1f} x rows, {nation / sums:.1f} x sums"
        )
        print(f"  roll-up of region  {one:8.1f} ms = 1/{nation / one:.0f} of the nation's")
    totals = sorted(total // 10_000 for _indicator, total in fetched(SUMS))
    assert sorted(int(figure["actual"]) for figure in figures) == totals
