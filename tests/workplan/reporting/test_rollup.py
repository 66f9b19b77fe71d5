from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import (
    ContributionFactory,
    IndicatorFactory,
    PledgeFactory,
    TargetFactory,
    WorkYearFactory,
)
from workplan.models import Contribution
from workplan.reporting import rollup

JUNE, AUGUST = date(2021, 6, 1), date(2021, 8, 1)

pytestmark = pytest.mark.django_db


def furnish(indicators, regions):
    """So many regions of two chapters, each with a target, pledges and reports of two months."""
    for _ in range(regions):
        region = RegionFactory()
        for indicator in indicators:
            TargetFactory(region=region, indicator=indicator)
        for _ in range(2):
            chapter = ChapterFactory(region=region)
            for indicator in indicators:
                PledgeFactory(chapter=chapter, indicator=indicator)
                for month in (JUNE, AUGUST):
                    ContributionFactory(chapter=chapter, indicator=indicator, month=month, verified=True)


def statements(call):
    """How many statements a call makes, everything it gives looked at."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        for region in call().regions:
            assert region.chapters
    return len(queries)


def test_nation_rolls_up_what_was_verified():
    work_year, indicator = WorkYearFactory(), IndicatorFactory()
    furnish([indicator], 2)
    ContributionFactory(
        chapter=ChapterFactory(region=RegionFactory()), indicator=indicator, submitted=True, value=500
    )

    result = rollup.nation(work_year, AUGUST)

    assert result.nation is not None
    figures = result.nation.indicators[0]
    assert (result.year, result.as_of) == (2021, AUGUST)
    assert (figures.actual, figures.target, figures.pending) == (80, 240, 1)
    # the factory's codes begin anew after 99, so which region comes first is open
    actuals = [row.scope.indicators[0].actual for row in result.regions]
    assert sorted(actuals, key=lambda actual: actual is None) == [40, 40, None]


def test_region_rolls_up_alone():
    work_year, indicator = WorkYearFactory(), IndicatorFactory()
    furnish([indicator], 2)
    region = RegionFactory(code=rollup.nation(work_year, AUGUST).regions[1].code)

    result = rollup.region(work_year, region, AUGUST)

    assert result.nation is None
    assert [row.code for row in result.regions] == [region.code]
    figures = result.regions[0].scope.indicators[0]
    assert (figures.actual, figures.pledged, figures.unallocated) == (40, 120, 0)


def test_region_is_the_same_alone_as_within_the_nation():
    work_year = WorkYearFactory()
    furnish([IndicatorFactory(), IndicatorFactory(ratio=True), IndicatorFactory(stock=True)], 2)
    whole = rollup.nation(work_year, AUGUST)

    for row in whole.regions:
        alone = rollup.region(work_year, RegionFactory(code=row.code), AUGUST).regions[0]
        assert (alone.scope, alone.chapters) == (row.scope, row.chapters)


def test_region_with_nothing_still_has_its_page():
    IndicatorFactory()

    result = rollup.region(WorkYearFactory(), RegionFactory(), AUGUST)

    assert result.regions[0].chapters == ()
    assert result.regions[0].scope.score is None


@pytest.mark.parametrize("regions", [1, 3, 7])
def test_nation_takes_six_statements_whatever_the_number_of_regions(regions):
    work_year = WorkYearFactory()
    furnish([IndicatorFactory(), IndicatorFactory(ratio=True)], regions)

    assert statements(lambda: rollup.nation(work_year, AUGUST)) == 6


@pytest.mark.parametrize("regions", [1, 3])
def test_region_takes_five_statements(regions):
    work_year = WorkYearFactory()
    furnish([IndicatorFactory(), IndicatorFactory(ratio=True)], regions)
    region = RegionFactory(code=rollup.nation(work_year, AUGUST).regions[0].code)

    assert statements(lambda: rollup.region(work_year, region, AUGUST)) == 5


def test_contributions_are_read_from_the_index_alone():
    work_year = WorkYearFactory()
    furnish([IndicatorFactory()], 1)
    with CaptureQueriesContext(connection) as queries:
        rollup.nation(work_year, AUGUST)

    read = [query["sql"] for query in queries if f'FROM "{Contribution._meta.db_table}"' in query["sql"]]

    assert len(read) == 1
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {read[0]}")
            plan = " ".join(str(row[3]) for row in cursor.fetchall())
        assert "USING COVERING INDEX contribution_rollup" in plan


def test_catch_up_is_the_regions_plan():
    work_year, indicator = WorkYearFactory(), IndicatorFactory()
    furnish([indicator], 1)
    region = RegionFactory(code=rollup.nation(work_year, AUGUST).regions[0].code)

    with CaptureQueriesContext(connection) as queries:
        plan = rollup.catch_up(work_year, region, indicator, AUGUST)

    assert (plan.gap, [part.amount for part in plan.parts]) == (80, [40, 40])
    assert [part.needed_per_month for part in plan.parts] == [10, 10]
    assert len(queries) == 5


def test_month_looked_back_from_is_the_last_one_due_by_default():
    assert rollup.as_of_month(WorkYearFactory(year=2020)) == date(2020, 12, 1)
    assert rollup.as_of_month(WorkYearFactory(year=2099)) == date(2099, 1, 1)


def test_month_of_a_year_to_come_or_of_another_year_is_refused():
    coming, past = WorkYearFactory(year=2099), WorkYearFactory(year=2020)

    assert rollup.as_of_month(coming, date(2099, 1, 1)) == date(2099, 1, 1)
    for work_year, month in ((coming, date(2099, 2, 1)), (past, date(2021, 1, 1)), (past, date(2020, 3, 2))):
        with pytest.raises(rollup.NotYet):
            rollup.as_of_month(work_year, month)


@pytest.mark.parametrize(
    ("today", "expected"),
    [
        (date(2021, 2, 20), 0),
        (date(2021, 2, 21), 1),
        (date(2021, 9, 20), 7),
        (date(2022, 1, 21), 12),
        (date(2020, 5, 1), 0),
    ],
)
def test_closed_month_is_the_last_whose_lock_day_is_over(today, expected):
    assert rollup.closed_month(WorkYearFactory(), today) == expected


def test_parts_of_a_unit_are_exact():
    indicator = IndicatorFactory(decimals=2)
    for value in ("0.10", "0.20"):
        ContributionFactory(indicator=indicator, value=Decimal(value), verified=True)

    result = rollup.nation(WorkYearFactory(), AUGUST)

    assert result.nation is not None
    assert result.nation.indicators[0].actual == Fraction(3, 10)
