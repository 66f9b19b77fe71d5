from datetime import UTC, date, datetime

import pytest

from tests.factories.inputs import Outcome
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import ContributionFactory, IndicatorFactory, TargetFactory, WorkYearFactory

pytestmark = pytest.mark.django_db

NATION = "/2021/tahun-ke-tahun/"
REGION = "/2021/wilayah/31/tahun-ke-tahun/"


@pytest.fixture
def region(clock):
    """With 2020, so that there are two years."""
    clock("2021-09-15 10:00")
    region = Outcome()
    before = WorkYearFactory(year=2020, opened_at=datetime(2020, 1, 4, tzinfo=UTC))
    members = IndicatorFactory(year=before, code="ORG-01")
    TargetFactory(indicator=members, region=region.region, value=600)
    ContributionFactory(
        chapter=region.chapter, indicator=members, month=date(2020, 12, 1), value=300, verified=True
    )
    return region


def another(region, code):
    place = RegionFactory(code=code)
    ContributionFactory(chapter=ChapterFactory(region=place), indicator=region.members, verified=True)


def test_a_region_s_years_lead_into_each_year(client, region):
    client.force_login(region.coordinator)

    page = client.get(REGION)

    assert [row["url"] for row in page.context["rows"]] == [
        "/2020/wilayah/31/?per=2020-12",
        "/2021/wilayah/31/?per=2021-08",
    ]
    assert [label.text for label in page.context["drawing"].labels if label.css == "lb mid"] == [
        "50,0",
        "60,0",
    ]


def test_a_federation_s_years_are_drawn_by_completeness(client, region):
    client.force_login(region.admin)

    page = client.get(f"/2021/federasi/{region.chapter.federation.code}/tahun-ke-tahun/")

    assert page.context["drawing"].title == "Kelengkapan"
    assert [row["url"] for row in page.context["rows"]] == [
        f"/{year}/federasi/{region.chapter.federation.code}/?per={month}"
        for year, month in ((2020, "2020-12"), (2021, "2021-08"))
    ]


def test_earlier_years_than_four_have_a_story_of_their_own(client, region):
    for year in range(2016, 2020):
        WorkYearFactory(year=year, opened_at=datetime(year, 1, 4, tzinfo=UTC))
    client.force_login(region.admin)

    assert client.get(NATION).context["earlier"] == "/2017/tahun-ke-tahun/"
    assert client.get("/2017/tahun-ke-tahun/").context["earlier"] == ""


def test_each_region_of_the_nation_leads_to_its_own_years(client, region):
    client.force_login(region.admin)

    (row,) = client.get(NATION).context["bodies"]

    assert (row["name"], row["url"]) == (region.region.name, REGION)
    assert [(year.year, body.score) for year, body in row["cells"]] == [(2020, 50), (2021, 60)]


def test_statements_do_not_grow_with_the_regions(client, region, django_assert_num_queries):
    client.force_login(region.admin)
    with django_assert_num_queries(17):
        client.get(NATION)
    another(region, "32")
    another(region, "33")

    with django_assert_num_queries(17):
        client.get(NATION)


def test_a_region_s_story_takes_a_fixed_number_of_statements(client, region, django_assert_num_queries):
    client.force_login(region.coordinator)

    with django_assert_num_queries(17):
        client.get(REGION)
