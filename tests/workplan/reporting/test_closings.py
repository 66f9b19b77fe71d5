from datetime import date
from fractions import Fraction

import pytest

from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import (
    AgreementFactory,
    ContributionFactory,
    IndicatorFactory,
    WorkYearFactory,
)
from workplan.enums import AgreementState
from workplan.reporting import closings

pytestmark = pytest.mark.django_db

AFTER = date(2022, 2, 1)


@pytest.fixture
def jakarta():
    return ChapterFactory(region=RegionFactory(code="31", name="DKI Jakarta"))


@pytest.fixture
def banten():
    return ChapterFactory(region=RegionFactory(code="36", name="Banten"))


def test_what_waits_comes_first_then_the_least_complete(jakarta, banten):
    aceh = ChapterFactory(region=RegionFactory(code="11", name="Aceh"))
    indicator = IndicatorFactory(frequency="yearly")
    december = date(2021, 12, 1)
    ContributionFactory(chapter=aceh, indicator=indicator, month=december, verified=True)
    ContributionFactory(chapter=banten, indicator=indicator, month=december, submitted=True)

    found = closings.checklist(indicator.year, AFTER)

    assert [(row.name, row.waiting, row.arrived.completeness) for row in found.regions] == [
        ("Banten", 1, Fraction(100)),
        ("DKI Jakarta", 0, Fraction(0)),
        ("Aceh", 0, Fraction(100)),
    ]
    assert (found.waiting, found.is_ready, found.arrived.missing) == (1, False, 1)


def test_drafts_count_once_something_is_typed(jakarta):
    indicator = IndicatorFactory()
    ContributionFactory(chapter=jakarta, indicator=indicator)
    ContributionFactory(chapter=jakarta, indicator=indicator, month=date(2021, 2, 1), value=None)
    ContributionFactory(chapter=jakarta, indicator=indicator, month=date(2021, 3, 1), returned=True)

    found = closings.checklist(indicator.year, AFTER)

    assert (found.drafts, found.returned, found.waiting, found.is_ready) == (1, 1, 0, True)


def test_a_month_to_come_is_not_missing(jakarta):
    year = IndicatorFactory().year

    found = closings.checklist(year, date(2021, 3, 5))

    assert (found.arrived.due, found.is_locked, found.locks_on) == (3, False, date(2022, 1, 20))


def test_what_waits_for_a_chapter_that_has_ended_keeps_the_year_open_too(jakarta):
    jakarta.active_to = date(2020, 12, 31)
    jakarta.save()
    indicator = IndicatorFactory()
    ContributionFactory(chapter=jakarta, indicator=indicator, submitted=True)

    found = closings.checklist(indicator.year, AFTER)

    assert ([(row.waiting, row.arrived.due) for row in found.regions], found.is_ready) == ([(1, 0)], False)
    assert closings.waiting(indicator.year) == [("DKI Jakarta", 1)]


def test_reports_of_another_year_do_not_keep_this_one_open(jakarta):
    year = WorkYearFactory()
    ContributionFactory(chapter=jakarta, submitted=True, indicator__year=WorkYearFactory(year=2022))

    assert (closings.waiting(year), closings.checklist(year, AFTER).is_ready) == ([], True)


def test_regions_say_how_far_their_promise_is(jakarta, banten):
    year = IndicatorFactory().year
    AgreementFactory(year=year, region=jakarta.region)

    found = closings.checklist(year, AFTER)

    assert {row.name: row.agreement for row in found.regions} == {
        "DKI Jakarta": AgreementState.AGREED,
        "Banten": None,
    }
    assert found.agreed == 1


@pytest.mark.parametrize("count", [1, 3])
def test_the_checklist_takes_as_many_statements_however_many_regions(django_assert_max_num_queries, count):
    indicator = IndicatorFactory()
    for _each in range(count):
        ContributionFactory(chapter=ChapterFactory(), indicator=indicator, submitted=True)

    with django_assert_max_num_queries(9):
        closings.checklist(indicator.year, AFTER)
