import pytest

from federations.enums import Role
from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory, UnitFactory
from tests.factories.plans import WorkYearFactory
from tests.factories.users import MembershipFactory, UserFactory, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(clock):
    clock("2021-09-15 10:00")
    return WorkYearFactory(year=2021)


def first_page(client, user, wish=""):
    client.force_login(user)
    return client.get("/", {"tahun": wish} if wish else {})


@pytest.mark.parametrize(
    ("role", "place", "page"),
    [
        (Role.ADMIN, {}, "/2021/"),
        (Role.OBSERVER, {}, "/2021/"),
        (Role.AUDITOR, {}, "/2021/"),
        (Role.COORDINATOR, {"region": RegionFactory}, "/2021/wilayah/31/"),
        (Role.SECRETARY, {"region": RegionFactory}, "/2021/wilayah/31/"),
        (Role.REPRESENTATIVE, {"chapter": ChapterFactory}, "/laporan/2021-08/"),
        (Role.FEDERATION_OFFICE, {"federation": FederationFactory}, "/2021/federasi/GARTEKS/"),
        (Role.UNIT_OFFICER, {"unit": UnitFactory}, "/rapat/"),
    ],
)
def test_each_role_begins_at_its_own_work(client, year, role, place, page):
    codes = {"region": "31", "federation": "GARTEKS"}
    made = {
        name: factory(**({"code": codes[name]} if name in codes else {})) for name, factory in place.items()
    }

    assert first_page(client, user_with(role, **made)).url == page


def test_without_a_role_it_says_whom_to_ask(client, year):
    response = first_page(client, UserFactory())

    assert response.status_code == 200
    assert response.context["year"] == year


def test_without_a_year_it_says_what_comes_first(client):
    response = first_page(client, user_with(Role.ADMIN))

    assert response.status_code == 200
    assert response.context["year"] is None


def test_a_role_that_has_ended_opens_nothing(client, year):
    user = MembershipFactory(role=Role.ADMIN, until_on="2021-09-14").user

    assert first_page(client, user).status_code == 200


def test_a_role_ends_with_the_next_request(client, year):
    user = user_with(Role.ADMIN)
    client.force_login(user)
    before = client.get("/2021/").status_code
    user.memberships.update(until_on="2021-09-14")

    assert (before, client.get("/2021/").status_code) == (200, 403)


def test_the_open_year_comes_before_a_newer_one_in_preparation(client, year):
    WorkYearFactory(year=2022, state="preparing", opened_at=None)

    assert first_page(client, user_with(Role.ADMIN)).url == "/2021/"


@pytest.mark.parametrize(
    ("wish", "page"),
    [
        ("2020", "/2020/"),
        ("2019", "/2021/"),
        ("abc", "/2021/"),
        ("9" * 30, "/2021/"),
        ("-1", "/2021/"),
        ("2020'--", "/2021/"),
    ],
)
def test_another_year_can_be_asked_for(client, year, wish, page):
    WorkYearFactory(year=2020, state="closed", closed_at="2021-01-31T00:00:00Z")

    assert first_page(client, user_with(Role.ADMIN), wish).url == page
