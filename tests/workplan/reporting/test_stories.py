from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from tests.factories.inputs import Outcome
from tests.factories.plans import ContributionFactory, IndicatorFactory, TargetFactory, WorkYearFactory
from workplan.models import Disposition
from workplan.reporting import rollup, stories
from workplan.reporting.stories import Outcomes

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(clock):
    clock("2021-09-15 10:00")
    return Outcome()


@pytest.fixture
def years(region):
    """2020, in which ORG-01 was counted in another way and DIK-02 was still there; and 2021."""
    before = WorkYearFactory(year=2020, opened_at=datetime(2020, 1, 4, tzinfo=UTC))
    cases = IndicatorFactory(year=before, code="ORG-01", unit_id="kasus")
    TargetFactory(indicator=cases, region=region.region, value=600)
    ContributionFactory(
        chapter=region.chapter, indicator=cases, month=date(2020, 12, 1), value=300, verified=True
    )
    IndicatorFactory(year=before, code="DIK-02")
    region.indicator("GEN-01")
    return [before, region.year]


def test_each_year_is_told_as_of_its_last_judged_month(region, years):
    story = stories.of_region(region.region, years, region.coordinator)

    assert [chapter.as_of for chapter in story.chapters] == [date(2020, 12, 1), date(2021, 8, 1)]
    assert [chapter.scope for chapter in story.chapters] == [
        rollup.region(year, region.region).regions[0].scope for year in years
    ]
    assert [chapter.amounts["ORG-01"].actual for chapter in story.chapters] == [300, 480]


def test_changes_of_the_framework_are_marked(region, years):
    before, after = stories.of_nation(years, region.admin).chapters

    assert (after.added, after.left_out, after.redefined) == (("GEN-01",), ("DIK-02",), ("ORG-01",))
    assert [chapter.amounts["ORG-01"].differs for chapter in (before, after)] == [True, False]


def test_what_was_merged_with_an_accepted_one_is_accepted(region, years):
    region.recommend(2, state="carried_out")
    region.recommend(3, state="declined")
    taken = region.recommend(4, state="accepted")
    merged = region.recommend(5, state="merged")
    Disposition.objects.create(recommendation=merged, outcome="merged", answer="Sama.", merged_into=taken)

    story = stories.of_region(region.region, years, region.coordinator)

    assert story.chapters[-1].outcomes == Outcomes(adopted=5, answered=4, accepted=3, carried_out=1)
    assert story.outcomes.acceptance == Fraction(75)


def test_a_federation_s_counts_add_up_over_its_chapters_with_a_pledge(region, years):
    before, after = stories.of_federation(region.chapter.federation, years, region.admin).chapters

    assert (after.amounts["ORG-01"].target, after.amounts["ORG-01"].actual) == (1100, 480)
    assert after.amounts["ORG-01"].percent == Fraction(48000, 1100)
    assert (before.amounts["ORG-01"].target, before.amounts["ORG-01"].actual) == (None, 300)
    assert after.outcomes.adopted == 1
    assert [body.name for body in after.bodies] == [region.region.name]


def test_a_story_has_four_years_at_most_and_none_in_preparation(region):
    others = [
        WorkYearFactory(year=year, opened_at=datetime(year, 1, 4, tzinfo=UTC)) for year in range(2015, 2021)
    ]
    planned = WorkYearFactory(year=2022, state="preparing", opened_at=None)

    found = stories.years_up_to(region.year, [planned, region.year, *others])

    assert [year.year for year in found] == [2018, 2019, 2020, 2021]
