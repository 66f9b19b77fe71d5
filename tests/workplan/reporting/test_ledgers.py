from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from tests.factories.organisation import ChapterFactory, DistrictFactory, FederationFactory, RegionFactory
from tests.factories.plans import (
    AgreementFactory,
    ContributionFactory,
    IndicatorFactory,
    PledgeFactory,
    TargetFactory,
    WorkYearFactory,
)
from tests.factories.terms import CATEGORIES, promise
from tests.factories.terms import report as told
from workplan.reporting import ledgers
from workplan.reporting.terms import Report

AUGUST = date(2021, 8, 1)

pytestmark = pytest.mark.django_db


def read(region=None, month=AUGUST):
    return ledgers.read(WorkYearFactory(), month, region)


def test_terms_of_the_year_are_read():
    WorkYearFactory(score_cap=110, due_day=8)

    terms = read().terms

    assert (terms.year, terms.cap, terms.categories) == (2021, 110, CATEGORIES)
    assert (terms.due_dates[8], terms.due_dates[12]) == (date(2021, 9, 8), date(2022, 1, 8))


def test_indicators_are_read_in_the_frameworks_order():
    IndicatorFactory(code="B-01", position=2)
    IndicatorFactory(
        code="A-01",
        position=1,
        direction="down",
        reported_by="coordinator",
        frequency="quarterly",
        decimals=2,
        weight=Decimal("0.5"),
        first_month=date(2021, 3, 1),
        last_month=date(2021, 11, 1),
        trajectory="10/40/70/100",
    )

    first, second = read().terms.indicators

    assert (first.code, second.code) == ("A-01", "B-01")
    assert (first.direction, first.reported_by, first.frequency) == ("down", "coordinator", "quarterly")
    assert (first.decimals, first.weight, first.months) == (2, 5000, range(3, 12))
    assert first.trajectory == (Fraction(1, 10), Fraction(2, 5), Fraction(7, 10), 1)
    assert (second.weight, second.months, second.trajectory) == (10_000, range(1, 13), None)


def test_figures_keep_every_digit():
    indicator = IndicatorFactory(decimals=4)
    row = ContributionFactory(indicator=indicator, verified=True, value=Decimal("12345678901234.5678"))

    reports = read().reports

    assert reports[indicator.pk, row.chapter.pk] == [
        Report(
            1, is_verified=True, value=123456789012345678, denominator=0, first_submitted_on=date(2021, 2, 10)
        )
    ]


def test_ratios_are_read_as_pairs_and_reports_in_the_order_of_months():
    indicator, chapter = IndicatorFactory(ratio=True), ChapterFactory()
    for month, numerator in ((3, 7), (1, 2)):
        ContributionFactory(
            indicator=indicator,
            chapter=chapter,
            month=date(2021, month, 1),
            numerator=numerator,
            denominator=10,
            verified=True,
        )

    assert read().reports[indicator.pk, chapter.pk] == [told(1, (2, 10)), told(3, (7, 10))]


def test_drafts_and_returned_reports_count_nowhere_and_later_months_not_yet():
    indicator, chapter = IndicatorFactory(), ChapterFactory()
    for month, state in enumerate(("verified", "submitted", "returned", "sent"), 6):
        ContributionFactory(indicator=indicator, chapter=chapter, month=date(2021, month, 1), **{state: True})
    ContributionFactory(indicator=indicator, chapter=chapter, month=date(2021, 5, 1))

    seen = {month: read(month=date(2021, month, 1)).reports for month in (5, 6, 8)}

    assert seen[5] == {}
    assert seen[6] == {(indicator.pk, chapter.pk): [told(6, 10)]}
    assert seen[8] == {(indicator.pk, chapter.pk): [told(6, 10), told(7, 10, is_verified=False)]}


def test_targets_count_once_agreed_and_a_revision_from_its_month():
    region = RegionFactory()
    target = TargetFactory(region=region, value=120, baseline=40)
    common = {"agreement": target.agreement, "indicator": target.indicator}
    TargetFactory(**common, effective_month=date(2021, 7, 1), value=90, is_agreed=True)
    TargetFactory(**common, effective_month=date(2021, 8, 1), value=1, is_agreed=False)

    ledger = read()

    assert ledger.regions[0].targets == {
        target.indicator.code: [promise(1, 120, baseline=40), promise(7, 90)]
    }


def test_nations_ratio_targets_hang_on_an_agreement_without_a_region():
    indicator = IndicatorFactory(ratio=True)
    TargetFactory(agreement=AgreementFactory(region=None), indicator=indicator, value=Decimal("62.5"))

    ledger = read()

    assert ledger.regions == ()
    assert ledger.terms.national_targets == {indicator.code: [promise(1, Fraction(125, 2))]}


def test_pledges_are_read_by_chapter_in_the_order_of_months():
    pledge = PledgeFactory(value=60)
    PledgeFactory(chapter=pledge.chapter, indicator=pledge.indicator, effective_month=AUGUST, value=70)

    assert read().regions[0].pledges == {
        (pledge.chapter.pk, pledge.indicator.code): [promise(1, 60), promise(8, 70)]
    }


def test_regions_are_those_with_a_chapter_or_an_agreed_target_in_the_year():
    RegionFactory(code="11")
    ChapterFactory(region__code="21", active_to=date(2020, 12, 31))
    ChapterFactory(region__code="31", active_to=date(2021, 1, 1))
    ChapterFactory(region__code="32", active_from=date(2021, 12, 31))
    ChapterFactory(region__code="33", active_from=date(2022, 1, 1))
    TargetFactory(region=RegionFactory(code="51"))
    TargetFactory(region=RegionFactory(code="52"), is_agreed=False)

    assert [region.code for region in read().regions] == ["31", "32", "51"]


def test_ended_chapter_is_still_listed_where_it_pledged_or_reported():
    region = RegionFactory(code="31")
    long_ago = {"region": region, "active_to": date(2020, 12, 31)}
    pledged, reported, _gone = (ChapterFactory(**long_ago) for _ in range(3))
    PledgeFactory(chapter=pledged)
    ContributionFactory(chapter=reported, verified=True)

    assert {chapter.id for chapter in read().regions[0].chapters} == {pledged.pk, reported.pk}


def test_chapters_are_in_the_order_of_federation_and_district():
    region = RegionFactory(code="31")
    for federation, district in (("KIKES", None), ("FPE", "31.74"), ("FPE", None), ("FPE", "31.71")):
        ChapterFactory(
            region=region,
            federation=FederationFactory(code=federation),
            district=district and DistrictFactory(region=region, code=district, name=f"Kota {district}"),
        )

    chapters = read().regions[0].chapters

    assert [(chapter.code, chapter.name) for chapter in chapters] == [
        ("FPE", "F FPE"),
        ("FPE-31.71", "F FPE Kota 31.71"),
        ("FPE-31.74", "F FPE Kota 31.74"),
        ("KIKES", "F KIKES"),
    ]


def test_one_region_alone_has_nothing_of_the_others():
    mine, other = (ContributionFactory(verified=True) for _ in range(2))
    for row in (mine, other):
        TargetFactory(region=row.chapter.region, indicator=row.indicator)
        PledgeFactory(chapter=row.chapter, indicator=row.indicator)

    ledger = read(mine.chapter.region)

    assert [region.code for region in ledger.regions] == [mine.chapter.region.code]
    assert list(ledger.regions[0].targets) == [mine.indicator.code]
    assert list(ledger.regions[0].pledges) == [(mine.chapter.pk, mine.indicator.code)]
    assert list(ledger.reports) == [(mine.indicator.pk, mine.chapter.pk)]


def test_other_years_stay_out():
    earlier = WorkYearFactory(year=2020)
    indicator = IndicatorFactory(year=earlier)
    chapter = ChapterFactory()
    TargetFactory(region=chapter.region, indicator=indicator)
    PledgeFactory(chapter=chapter, indicator=indicator)
    ContributionFactory(chapter=chapter, indicator=indicator, verified=True)

    ledger = read()

    assert (ledger.terms.indicators, ledger.reports) == ((), {})
    assert (ledger.regions[0].targets, ledger.regions[0].pledges) == ({}, {})


def test_empty_database_gives_an_empty_ledger():
    ledger = read()

    assert (ledger.regions, ledger.reports) == ((), {})
