from datetime import UTC, date, datetime

import pytest

from federations.enums import Role
from tests.factories.inputs import Outcome
from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import ContributionFactory, IndicatorFactory, TargetFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.reporting.stories import Outcomes

pytestmark = pytest.mark.django_db

URL = "/2021/banding/"


@pytest.fixture
def region(clock):
    clock("2021-09-15 10:00")
    return Outcome()


@pytest.fixture
def desk(client, region):
    """The coordinator's browser."""
    client.force_login(region.coordinator)
    return client


def last_year(region, **terms):
    """2020 with 300 of 600 by August."""
    year = WorkYearFactory(year=2020, opened_at=datetime(2020, 1, 4, tzinfo=UTC))
    before = IndicatorFactory(year=year, code="ORG-01", **terms)
    TargetFactory(indicator=before, region=region.region, value=600)
    ContributionFactory(
        chapter=region.chapter, indicator=before, month=date(2020, 8, 1), value=300, verified=True
    )
    return before


def told(response):
    return {
        each["name"]: [(of.year, of.figures and of.figures.actual) for of in each["row"].years]
        for each in response.context["rows"]
    }


def test_a_region_s_years_stand_beside_each_other_as_of_the_same_month(desk, region):
    last_year(region)

    page = desk.get(URL, {"indikator": "ORG-01", "bulan": "8"})

    assert told(page) == {region.region.name: [(2020, 300), (2021, 480)]}
    (row,) = page.context["rows"]
    assert [label.text for label in row["drawing"].labels if label.css == "lb mid"] == [
        "75,0\u00a0%",
        "60,0\u00a0%",
    ]
    assert page.context["otherwise"] == ()


def test_a_month_to_come_has_no_figures(desk, region):
    last_year(region)

    page = desk.get(URL, {"indikator": "ORG-01", "bulan": "11"})

    assert told(page) == {region.region.name: [(2020, 300), (2021, None)]}


def test_years_that_were_counted_otherwise_are_named(desk, region):
    last_year(region, unit_id="kasus")

    assert desk.get(URL, {"indikator": "ORG-01"}).context["otherwise"] == (2020,)


def test_the_nation_and_chosen_regions_are_compared(client, region):
    place = RegionFactory(code="32", name="Jawa Barat")
    ContributionFactory(
        chapter=ChapterFactory(region=place), indicator=region.members, value=7, verified=True
    )
    client.force_login(region.admin)

    page = client.get(URL, {"indikator": "ORG-01", "wilayah": ["nasional", "32"]})

    assert told(page) == {"Nasional": [(2021, 487)], "Jawa Barat": [(2021, 7)]}


def test_what_became_of_its_recommendations_stands_below(desk, region):
    last_year(region)
    region.recommend(2, state="carried_out")

    page = desk.get(URL, {"indikator": "ORG-01"})

    assert page.context["outcomes"] == [(2020, Outcomes()), (2021, Outcomes(2, 1, 1, 1))]


def test_a_region_outside_the_scope_is_not_offered(desk, region):
    RegionFactory(code="32", name="Jawa Barat")

    page = desk.get(URL, {"indikator": "ORG-01", "wilayah": ["32"]})

    assert page.context["rows"] == []
    assert "wilayah" in page.context["form"].errors


def test_what_is_only_watched_is_drawn_by_its_figure(desk, region):
    watched = region.indicator("XYZ-01", direction="monitor")
    ContributionFactory(chapter=region.chapter, indicator=watched, value=7, verified=True)

    page = desk.get(URL, {"indikator": "XYZ-01"})

    (row,) = page.context["rows"]
    assert page.context["by_achievement"] is False
    assert [label.text for label in row["drawing"].labels if label.css == "lb mid"] == ["7"]


def test_more_regions_than_fit_are_refused_in_words(client, region):
    for code in range(70, 79):
        RegionFactory(code=str(code))
    client.force_login(region.admin)

    page = client.get(URL, {"wilayah": [str(code) for code in range(70, 79)]})

    assert page.context["form"].errors.keys() == {"wilayah"}


def test_a_federation_s_office_has_no_regions_to_compare(client, region):
    client.force_login(user_with(Role.FEDERATION_OFFICE, federation=FederationFactory(code="KIKES")))

    assert client.get(URL).status_code == 403


def test_statements_do_not_grow_with_the_regions(client, region, django_assert_num_queries):
    client.force_login(region.admin)
    with django_assert_num_queries(15):
        client.get(URL, {"indikator": "ORG-01", "wilayah": ["nasional"]})
    place = RegionFactory(code="32")
    ContributionFactory(chapter=ChapterFactory(region=place), indicator=region.members, verified=True)

    with django_assert_num_queries(15):
        client.get(URL, {"indikator": "ORG-01", "wilayah": ["nasional", "31", "32"]})
