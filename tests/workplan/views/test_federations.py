from fractions import Fraction

import pytest

from federations.enums import Role
from tests.factories.inputs import Outcome
from tests.factories.organisation import ChapterFactory, DistrictFactory, RegionFactory
from tests.factories.users import user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(clock):
    clock("2021-09-15 10:00")
    return Outcome()


@pytest.fixture
def url(region):
    return f"/2021/federasi/{region.chapter.federation.code}/"


@pytest.fixture
def office(client, region):
    """The federation office's browser."""
    client.force_login(user_with(Role.FEDERATION_OFFICE, federation=region.chapter.federation))
    return client


def test_its_chapters_of_all_regions_stand_beside_each_other(office, region, url):
    place = RegionFactory(code="32", name="Jawa Barat")
    ChapterFactory(region=place, federation=region.chapter.federation, district=DistrictFactory(region=place))
    ChapterFactory(region=region.region)

    rows = office.get(url).context["rows"]

    assert [row["region"].code for row in rows] == ["31", "32"]
    assert [cell.value for cell in rows[0]["cells"]] == [Fraction(480 * 12, 11 * 8)]


def test_cells_open_to_the_chapter_s_own_page(office, region, url):
    cell = office.get(url, {"per": "2021-03"}).context["rows"][0]["cells"][0]

    assert cell.href == (
        f"/2021/wilayah/31/perwakilan/{region.chapter.federation.code}/indikator/ORG-01/?per=2021-03"
    )
    assert office.get(cell.href).status_code == 200


def test_a_federation_without_chapters_says_so(client, region, url):
    client.force_login(region.admin)
    other = ChapterFactory(region=RegionFactory(code="32")).federation
    other.chapters.update(active_from="2022-01-01")

    response = client.get(f"/2021/federasi/{other.code}/")

    assert response.status_code == 200
    assert response.context["rows"] == []


def test_other_federations_are_not_found(office, region):
    other = ChapterFactory(region=region.region).federation

    assert office.get(f"/2021/federasi/{other.code}/").status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "rep"])
def test_a_region_s_people_do_not_find_it(client, region, url, who):
    client.force_login(getattr(region, who))

    assert client.get(url).status_code == 404


def test_statements_do_not_grow_with_the_chapters(office, region, url, django_assert_num_queries):
    with django_assert_num_queries(11):
        office.get(url)
    for code in ("32", "35"):
        ChapterFactory(region=RegionFactory(code=code), federation=region.chapter.federation)

    with django_assert_num_queries(11):
        office.get(url)
