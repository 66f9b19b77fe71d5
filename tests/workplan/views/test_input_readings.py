import pytest

from federations.enums import Role
from tests.factories.inputs import BEFORE_RAKORNAS, Outcome
from tests.factories.users import user_with

pytestmark = pytest.mark.django_db

URL = "/2021/rakornas/berdampingan/"


@pytest.fixture
def region(clock):
    clock(BEFORE_RAKORNAS)
    return Outcome()


def test_an_input_stands_beside_the_nation_as_of_its_month(client, region):
    region.sent_package()
    region.report(9, 500)
    client.force_login(user_with(Role.OBSERVER))

    response = client.get(URL)

    left, right = response.context["sides"]
    assert (left.name, right.name, right.reader.head["as_of"]) == ("DKI Jakarta", "Nasional", "2021-08")
    [members] = response.context["rows"]
    assert [figures.actual for _side, figures in members["sides"]] == ["480", "480"]


def test_what_was_frozen_stays_while_the_nation_moves_on(client, region):
    region.sent_package()
    row = region.chapter.contributions.get(month="2021-08-01")
    row.value = 75
    row.save()
    client.force_login(region.admin)

    [members] = client.get(URL).context["rows"]

    assert [figures.actual for _side, figures in members["sides"]] == ["480", "495"]


def test_before_anything_is_sent_it_says_so(client, region):
    region.package()
    client.force_login(region.admin)

    response = client.get(URL)

    assert response.status_code == 200
    assert "left" not in response.context


def test_an_unknown_region_is_passed_over_and_regions_may_not_read_it(client, region):
    region.sent_package()
    client.force_login(region.admin)
    chosen = client.get(URL + "?kiri=99&kanan=31").context["sides"]
    client.force_login(region.coordinator)

    assert [side.code for side in chosen] == ["31", "31"]
    assert client.get(URL).status_code == 403
