from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import (
    AgreementFactory,
    ContributionFactory,
    IndicatorFactory,
    PledgeFactory,
    TargetFactory,
    WorkYearFactory,
)
from workplan.models import Pledge
from workplan.reporting import promises

pytestmark = pytest.mark.django_db


@pytest.fixture
def jakarta():
    return RegionFactory(code="31")


def only(found):
    (line,) = found.lines
    return line


def test_a_region_without_an_agreement_has_its_lines_all_the_same(jakarta):
    indicator = IndicatorFactory()

    found = promises.of_region(indicator.year, jakarta)

    line = only(found)
    assert (found.agreement, line.target, line.pledged, line.unallocated) == (None, None, 0, None)
    assert (found.set_count, found.with_target_count, found.without_target) == (0, 1, (line,))


@pytest.mark.parametrize(
    ("pledged", "unallocated", "excess"), [(80, 20, None), (100, 0, None), (130, -30, 30)]
)
def test_unallocated_is_target_less_pledges(jakarta, pledged, unallocated, excess):
    target = TargetFactory(agreement=AgreementFactory(region=jakarta), value=100)
    for share in (pledged - 30, 30):
        PledgeFactory(chapter=ChapterFactory(region=jakarta), indicator=target.indicator, value=share)

    found = promises.of_region(target.indicator.year, jakarta)

    line = only(found)
    assert (line.pledged, line.unallocated, line.excess) == (pledged, unallocated, excess)
    assert [gap.indicator for gap in found.gaps] == ([target.indicator] if unallocated else [])


@pytest.mark.parametrize("kind", [{"ratio": True}, {"milestone": True}, {"direction": "monitor"}])
def test_pledges_of_anything_but_counts_with_a_direction_make_no_sum(jakarta, kind):
    indicator = IndicatorFactory(**kind)
    PledgeFactory(chapter=ChapterFactory(region=jakarta), indicator=indicator, value=1)

    line = only(promises.of_region(indicator.year, jakarta))

    assert (line.pledged, line.unallocated) == (None, None)


def test_the_latest_pledge_and_target_stand_and_a_baseline_is_kept(jakarta):
    target = TargetFactory(
        agreement=AgreementFactory(region=jakarta), indicator__stock=True, value=100, baseline=70
    )
    TargetFactory(
        agreement=target.agreement, indicator=target.indicator, value=120, effective_month=date(2021, 6, 1)
    )
    chapter = ChapterFactory(region=jakarta)
    PledgeFactory(chapter=chapter, indicator=target.indicator, value=50)
    PledgeFactory(chapter=chapter, indicator=target.indicator, value=90, effective_month=date(2021, 11, 1))

    line = only(promises.of_region(target.indicator.year, jakarta))

    assert (line.target.value, line.baseline, line.pledged, line.unallocated) == (120, 70, 90, 30)


def test_a_line_under_revision_is_shown_beside_the_agreed_one(jakarta):
    target = TargetFactory(agreement=AgreementFactory(region=jakarta), value=100)
    TargetFactory(agreement=target.agreement, indicator=target.indicator, value=140, is_agreed=False)

    line = only(promises.of_region(target.indicator.year, jakarta))

    assert (line.agreed.value, line.open.value, line.target.value) == (100, 140, 140)


def test_chapters_are_those_active_in_the_year_or_with_a_pledge_the_office_last(jakarta):
    indicator = IndicatorFactory()
    office = ChapterFactory(region=jakarta, of_coordinator=True)
    active = ChapterFactory(region=jakarta, federation=FederationFactory(code="ZZZ"))
    promised = ChapterFactory(
        region=jakarta, federation=FederationFactory(code="AAA"), active_to=date(2020, 12, 31)
    )
    PledgeFactory(chapter=promised, indicator=indicator)
    ChapterFactory(region=jakarta, active_to=date(2020, 12, 31))
    ChapterFactory(region=jakarta, active_from=date(2022, 1, 1))
    ChapterFactory()

    found = promises.of_region(indicator.year, jakarta)

    assert found.chapters == (promised, active, office)


def test_last_years_target_and_actual_stand_beside_an_equal_code(jakarta, clock):
    clock("2022-02-15 10:00")
    old = IndicatorFactory(code="ORG-01")
    TargetFactory(agreement=AgreementFactory(region=jakarta), indicator=old, value=100)
    ContributionFactory(chapter=ChapterFactory(region=jakarta), indicator=old, verified=True, value=30)
    year = WorkYearFactory(year=2022)
    IndicatorFactory(code="ORG-01", year=year)
    IndicatorFactory(code="NEW-01", year=year)

    found = promises.of_region(year, jakarta, old.year)

    same, new = found.lines
    assert (same.last_year.target, same.last_year.actual, new.last_year) == (100, 30, None)
    assert found.last_month == date(2021, 12, 1)


def test_the_nation_has_its_ratios_only(clock):
    ratio, _count = IndicatorFactory(ratio=True), IndicatorFactory()
    TargetFactory(agreement=AgreementFactory(region=None), indicator=ratio, value=55)

    found = promises.of_nation(ratio.year)

    assert [(line.indicator, line.target.value) for line in found.lines] == [(ratio, 55)]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_region_takes_four_statements_and_five_more_for_the_year_before(jakarta, rows):
    before = IndicatorFactory(year=WorkYearFactory(year=2020)).year
    for _row in range(rows):
        indicator = IndicatorFactory()
        TargetFactory(agreement=AgreementFactory(region=jakarta), indicator=indicator)
        PledgeFactory(chapter=ChapterFactory(region=jakarta), indicator=indicator)
    year = indicator.year

    with CaptureQueriesContext(connection) as queries:
        found = promises.of_region(year, jakarta, before)
        [line.unallocated for line in found.lines]

    assert len(queries) == 9


def test_a_stamp_tells_whether_a_pledge_changed():
    pledge = PledgeFactory(value=40)
    before = promises.stamp(Pledge.objects.all())

    pledge.value = Decimal(41)
    pledge.save()

    assert promises.stamp(Pledge.objects.all()) != before
    assert promises.stamp([]) == promises.stamp(Pledge.objects.none())
