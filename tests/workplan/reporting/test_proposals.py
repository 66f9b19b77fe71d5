from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import (
    AgreementFactory,
    ContributionFactory,
    IndicatorFactory,
    PledgeFactory,
    TargetFactory,
    WorkYearFactory,
)
from workplan.enums import AgreementState, GrowthBasis
from workplan.reporting import proposals
from workplan.reporting.growth import Growth

FIVE = Growth(Decimal(5))


@pytest.fixture
def years(clock):
    """2021 with its figures, and 2022 in preparation."""
    clock("2022-01-15 09:00")
    return WorkYearFactory(), WorkYearFactory(year=2022, state="preparing", opened_at=None)


@pytest.fixture
def jakarta():
    return RegionFactory(code="31")


def chapter(region, code, **dates):
    return ChapterFactory(region=region, federation=FederationFactory(code=code), **dates)


def both(years, code="ORG-01", **terms):
    """The indicator in both years."""
    return tuple(IndicatorFactory(year=year, code=code, **terms) for year in years)


def brought(indicator, by, value, month=12):
    return ContributionFactory(
        indicator=indicator, chapter=by, month=date(2021, month, 1), value=value, verified=True
    )


def proposed(years, growth=FIVE, *, with_shares=False):
    return proposals.of_nation(years[1], years[0], growth, with_shares=with_shares)


def targets(found):
    return {
        row.region.code: {code: proposal.value for code, proposal in row.targets.items()}
        for row in found.regions
    }


@pytest.mark.django_db
def test_each_region_grows_from_its_own_year(years, jakarta):
    old, _new = both(years)
    banten = RegionFactory(code="36")
    for region, value in ((jakarta, 1000), (banten, 50)):
        chapter(region, "FPE")
        TargetFactory(indicator=old, region=region, value=Decimal(value))

    found = proposed(years)

    assert targets(found) == {"31": {"ORG-01": 1050}, "36": {"ORG-01": 53}}
    assert [(row.before, row.proposed, row.regions) for row in found.together] == [(1050, 1103, 2)]


@pytest.mark.django_db
def test_it_can_grow_from_what_was_reached(years, jakarta):
    old, _new = both(years)
    brought(old, chapter(jakarta, "FPE"), 200)

    found = proposed(years, Growth(Decimal(10), GrowthBasis.ACTUAL))

    assert targets(found) == {"31": {"ORG-01": 220}}


@pytest.mark.django_db
def test_a_code_that_last_year_did_not_have_gets_nothing(years, jakarta):
    old, _new = both(years)
    IndicatorFactory(year=years[1], code="NEW-01")
    chapter(jakarta, "FPE")
    TargetFactory(indicator=old, region=jakarta)

    assert targets(proposed(years)) == {"31": {"ORG-01": 126}}


@pytest.mark.django_db
def test_what_stands_in_a_draft_is_kept(years, jakarta):
    old, new = both(years)
    other, _next = both(years, "ORG-02")
    chapter(jakarta, "FPE")
    for indicator in (old, other):
        TargetFactory(indicator=indicator, region=jakarta)
    draft = AgreementFactory(year=years[1], region=jakarta, state=AgreementState.DRAFT, agreed_on=None)
    TargetFactory(indicator=new, agreement=draft, is_agreed=False, value=Decimal(7))

    found = proposed(years)

    assert (targets(found), found.regions[0].kept) == ({"31": {"ORG-02": 126}}, 1)


@pytest.mark.django_db
@pytest.mark.parametrize("state", [{}, {"state": "proposed", "proposed_at": "2022-01-10T00:00Z"}])
def test_a_region_that_has_proposed_or_agreed_is_left_alone(years, jakarta, state):
    old, _new = both(years)
    chapter(jakarta, "FPE")
    TargetFactory(indicator=old, region=jakarta)
    AgreementFactory(year=years[1], region=jakarta, **state)

    found = proposed(years, with_shares=True)

    assert (targets(found), found.targets, found.shares) == ({"31": {}}, 0, 0)


@pytest.mark.django_db
def test_pledges_follow_what_each_brought_and_make_the_target(years, jakarta):
    old, _new = both(years)
    fpe, kikes, late = (chapter(jakarta, code) for code in ("FPE", "KIKES", "LOMENIK"))
    gone = chapter(jakarta, "NIKEUBA", active_to=date(2021, 12, 31))
    for by, value in ((fpe, 1), (kikes, 2), (gone, 5)):
        brought(old, by, value)
    TargetFactory(indicator=old, region=jakarta, value=Decimal(100))

    found = proposed(years, Growth(Decimal(0)), with_shares=True)

    assert {share.chapter: share.value for share in found.regions[0].shares} == {fpe: 33, kikes: 67, late: 0}


@pytest.mark.django_db
def test_where_somebody_has_pledged_nothing_is_shared_out(years, jakarta):
    old, new = both(years)
    fpe = chapter(jakarta, "FPE")
    brought(old, fpe, 1)
    TargetFactory(indicator=old, region=jakarta)
    PledgeFactory(chapter=fpe, indicator=new, value=Decimal(3))

    assert proposed(years, with_shares=True).shares == 0


@pytest.mark.django_db
def test_where_nobody_brought_anything_nobody_is_asked(years, jakarta):
    old, _new = both(years)
    chapter(jakarta, "FPE")
    TargetFactory(indicator=old, region=jakarta)

    assert proposed(years, with_shares=True).shares == 0


@pytest.mark.django_db
def test_shares_of_a_ratio_add_up_to_nothing(years, jakarta):
    old, _new = both(years, ratio=True)
    chapter(jakarta, "FPE")
    TargetFactory(indicator=old, region=jakarta, value=Decimal(60))

    found = proposed(years, with_shares=True)

    assert ([(row.before, row.proposed) for row in found.together], found.shares) == ([(None, None)], 0)


@pytest.mark.django_db
def test_the_stamp_tells_when_something_else_would_be_written(years, jakarta):
    old, _new = both(years)
    chapter(jakarta, "FPE")
    TargetFactory(indicator=old, region=jakarta)

    first, again, other = proposed(years), proposed(years), proposed(years, Growth(Decimal(6)))

    assert (first.stamp == again.stamp, first.stamp == other.stamp) == (True, False)


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_it_takes_as_many_statements_however_many_regions(years, count, django_assert_max_num_queries):
    old, _new = both(years)
    for _each in range(count):
        home = RegionFactory()
        brought(old, chapter(home, "FPE"), 3)
        TargetFactory(indicator=old, region=home)

    with django_assert_max_num_queries(12):
        proposed(years, with_shares=True)


@given(
    total=st.decimals(min_value=0, max_value=10**9, places=2),
    actuals=st.lists(st.fractions(min_value=0, max_value=10**6), min_size=1, max_size=12),
    decimals=st.integers(min_value=2, max_value=4),
)
def test_parts_add_up_to_the_target_and_keep_their_order(total, actuals, decimals):
    parts = proposals.split(total, actuals, decimals)

    if not any(actuals):
        assert parts == []
        return
    assert sum(parts) == total
    exact = [Fraction(total) * actual / sum(actuals) for actual in actuals]
    assert all(
        abs(Fraction(part) - share) < Fraction(1, 10**decimals)
        for part, share in zip(parts, exact, strict=True)
    )


@pytest.mark.django_db
@pytest.mark.parametrize(("now", "is_over"), [("2022-01-15 09:00", True), ("2021-11-15 09:00", False)])
def test_a_year_that_still_runs_says_so(years, jakarta, clock, now, is_over):
    both(years)
    chapter(jakarta, "FPE")
    clock(now)

    assert proposed(years).is_over == is_over
