from datetime import date

import pytest

from federations.enums import Role
from tests.factories.organisation import RegionFactory
from tests.factories.plans import IndicatorFactory, WorkYearFactory
from tests.factories.users import user_with

pytestmark = pytest.mark.django_db

URL = "/2022/kerangka/perbandingan/"
TAKE = f"{URL}2021/OLD-01/ambil/"


@pytest.fixture
def years():
    last = WorkYearFactory()
    IndicatorFactory(code="OLD-01", last_month=date(2021, 6, 1))
    IndicatorFactory(code="ORG-01", weight=3)
    year = WorkYearFactory(year=2022, state="preparing", opened_at=None)
    IndicatorFactory(year=year, code="ORG-01", weight=2)
    return last, year


def test_everybody_sees_both_years_side_by_side(sign_in, years):
    response = sign_in(user_with(Role.COORDINATOR, region=RegionFactory())).get(URL)

    compared = response.context["compared"]
    page = response.content.decode()
    assert (compared.before.year, [row.code for row in compared.left_out]) == (2021, ["OLD-01"])
    assert "Juni 2021" in page
    assert f'action="{TAKE}"' not in page


def test_another_year_can_be_chosen(sign_in, years):
    WorkYearFactory(year=2019)

    response = sign_in(user_with(Role.ADMIN)).get(f"{URL}?dengan=2019")

    assert response.context["compared"].before.year == 2019


def test_the_first_year_has_nothing_beside_it(sign_in):
    WorkYearFactory(year=2022)

    response = sign_in(user_with(Role.ADMIN)).get(URL)

    assert (response.status_code, response.context["compared"]) == (200, None)


def test_the_national_office_takes_over_what_was_left_out(sign_in, years):
    browser = sign_in(user_with(Role.ADMIN))

    response = browser.post(TAKE)

    assert (response["Location"], years[1].indicators.count()) == (URL, 2)


def test_a_second_tap_changes_nothing_and_says_so(sign_in, years):
    browser = sign_in(user_with(Role.ADMIN))
    browser.post(TAKE)

    response = browser.post(TAKE, headers={"Referer": URL}, follow=True)

    assert [message.level_tag for message in response.context["messages"]][-1] == "error"
    assert years[1].indicators.count() == 2


def test_others_take_over_nothing(sign_in, years):
    response = sign_in(user_with(Role.COORDINATOR, region=RegionFactory())).post(TAKE)

    assert (response.status_code, years[1].indicators.count()) == (403, 1)


def test_it_is_posted_not_opened(sign_in, years):
    assert sign_in(user_with(Role.ADMIN)).get(TAKE).status_code == 405


@pytest.mark.parametrize("url", ["/2019/kerangka/perbandingan/", f"{URL}2021/XXX-01/ambil/"])
def test_what_is_not_there_is_not_found(sign_in, years, url):
    browser = sign_in(user_with(Role.ADMIN))

    response = browser.get(url) if url.endswith("perbandingan/") else browser.post(url)

    assert response.status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_page_takes_as_many_statements_however_many_indicators(
    sign_in, years, count, django_assert_max_num_queries
):
    for _each in range(count):
        IndicatorFactory()
    browser = sign_in(user_with(Role.ADMIN))

    with django_assert_max_num_queries(10):
        browser.get(URL)
