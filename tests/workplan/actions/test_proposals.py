from decimal import Decimal

import pytest

from federations.enums import Role
from rakerwil.transitions import Refused, WrongState
from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import ContributionFactory, IndicatorFactory, TargetFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.actions import proposals as actions
from workplan.actions.proposals import Begun
from workplan.enums import AgreementState, YearState
from workplan.models import Agreement, Pledge, Target, WorkYear
from workplan.reporting import proposals
from workplan.reporting.growth import Growth

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(clock):
    clock("2022-01-15 09:00")
    return user_with(Role.ADMIN)


@pytest.fixture
def year(admin):
    """2022 in preparation, after a year in which DKI and Banten had targets."""
    old = IndicatorFactory(code="ORG-01")
    for code in ("31", "36"):
        region = RegionFactory(code=code)
        chapter = ChapterFactory(region=region, federation=FederationFactory(code="FPE"))
        ContributionFactory(indicator=old, chapter=chapter, value=4, verified=True)
        TargetFactory(indicator=old, region=region, value=Decimal(100))
    after = WorkYearFactory(year=2022, state=YearState.PREPARING, opened_at=None)
    IndicatorFactory(year=after, code="ORG-01")
    return after


def proposed(year, percent=5):
    last = WorkYear.objects.get(year=2021)
    return proposals.of_nation(year, last, Growth(Decimal(percent)), with_shares=True)


def written(year):
    rows = Target.objects.filter(agreement__year=year).order_by("agreement__region__code")
    return [(row.agreement.region.code, row.value, row.is_agreed) for row in rows]


def test_every_region_gets_a_draft_with_its_targets_and_pledges(admin, year):
    found = proposed(year)

    begun = actions.begin(found, found.stamp, by=admin)

    assert begun == Begun(regions=2, targets=2, pledges=2)
    assert written(year) == [("31", 105, False), ("36", 105, False)]
    assert {row.state for row in Agreement.objects.filter(year=year)} == {AgreementState.DRAFT}
    assert list(Pledge.objects.filter(indicator__year=year).values_list("value", flat=True)) == [105, 105]


def test_saved_once_more_there_is_nothing_left(admin, year):
    found = proposed(year)
    actions.begin(found, found.stamp, by=admin)
    again = proposed(year)

    with pytest.raises(Refused):
        actions.begin(again, again.stamp, by=admin)

    assert len(written(year)) == 2


def test_what_was_not_looked_at_is_not_written(admin, year):
    with pytest.raises(Refused):
        actions.begin(proposed(year, 6), proposed(year, 5).stamp, by=admin)

    assert written(year) == []


def test_a_closed_year_gets_no_drafts(admin, year):
    found = proposed(year)
    WorkYear.objects.filter(pk=year.pk).update(
        state=YearState.CLOSED, opened_at="2022-01-01T00:00Z", closed_at="2022-01-02T00:00Z"
    )

    with pytest.raises(WrongState):
        actions.begin(found, found.stamp, by=admin)

    assert written(year) == []
