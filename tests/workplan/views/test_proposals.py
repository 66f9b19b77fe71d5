from decimal import Decimal

import pytest

from federations.enums import Role
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import IndicatorFactory, TargetFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.models import Target

pytestmark = pytest.mark.django_db

URL = "/2022/target/usulan/"
RULE = {"persen": "5", "dasar": "target"}


@pytest.fixture
def region(clock):
    clock("2022-01-15 09:00")
    region = RegionFactory(code="31")
    ChapterFactory(region=region)
    TargetFactory(indicator=IndicatorFactory(code="ORG-01"), region=region, value=Decimal(100))
    IndicatorFactory(year=WorkYearFactory(year=2022, state="preparing", opened_at=None), code="ORG-01")
    return region


@pytest.fixture
def browser(sign_in, region):
    return sign_in(user_with(Role.ADMIN))


def saved():
    return list(Target.objects.filter(agreement__year__year=2022).values_list("value", flat=True))


def test_a_rule_is_looked_at_before_anything_is_saved(browser):
    response = browser.get(URL, RULE)

    assert [(row.before, row.proposed) for row in response.context["rows"]] == [(100, 105)]
    assert saved() == []


def test_what_was_looked_at_is_saved_as_drafts(browser):
    stamp = browser.get(URL, RULE).context["found"].stamp

    response = browser.post(f"{URL}simpan/", {**RULE, "seen": stamp})

    assert (response.status_code, response["Location"], saved()) == (302, URL, [105])


def test_fewer_percent_are_written_with_a_minus(browser):
    assert browser.get(URL, RULE | {"persen": "-5"}).context["rows"][0].proposed == 95


def test_without_a_rule_the_page_asks_for_one(browser):
    page = browser.get(URL)
    empty = browser.get(URL, {"persen": ""})

    assert (page.status_code, page.context["found"], empty.status_code) == (200, None, 422)


@pytest.mark.parametrize("sent", [{}, RULE, RULE | {"seen": "0"}, {"persen": "x", "dasar": "target"}])
def test_what_was_not_looked_at_is_refused(browser, sent):
    response = browser.post(f"{URL}simpan/", sent, headers={"Referer": URL}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert saved() == []


def test_a_first_year_has_nothing_to_grow_from(browser):
    page = browser.get("/2021/target/usulan/")

    assert (page.status_code, page.context["before"]) == (200, None)
    assert browser.post("/2021/target/usulan/simpan/", RULE).status_code == 404


def test_only_the_national_office_proposes_for_all(sign_in, region):
    browser = sign_in(user_with(Role.COORDINATOR, region=region))

    assert (browser.get(URL).status_code, browser.post(f"{URL}simpan/", RULE).status_code) == (403, 403)


def test_saving_is_posted_not_opened(browser):
    assert browser.get(f"{URL}simpan/").status_code == 405


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_statements_however_many_regions(
    browser, count, django_assert_max_num_queries
):
    indicator = Target.objects.get().indicator
    for _each in range(count):
        home = RegionFactory()
        ChapterFactory(region=home)
        TargetFactory(indicator=indicator, region=home)

    with django_assert_max_num_queries(20):
        browser.get(URL, RULE)
