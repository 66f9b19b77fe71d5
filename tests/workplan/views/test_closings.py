import pytest

from federations.enums import Role
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import ContributionFactory, IndicatorFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.models import WorkYear

pytestmark = pytest.mark.django_db

URL = "/2021/penutupan/"


@pytest.fixture
def indicator(clock):
    clock("2022-02-01 09:00")
    return IndicatorFactory()


@pytest.fixture
def chapter():
    return ChapterFactory(region=RegionFactory(code="31", name="DKI Jakarta"))


def looks(response):
    return [check.look for check in response.context["checks"]]


def test_the_page_says_what_keeps_the_year_open_and_leads_there(sign_in, indicator, chapter):
    ContributionFactory(chapter=chapter, indicator=indicator, submitted=True)

    response = sign_in(user_with(Role.ADMIN)).get(URL)

    page = response.content.decode()
    assert (response.status_code, looks(response)[0]) == (200, "back")
    assert 'href="/2021/wilayah/31/verifikasi/"' in page
    assert 'action="/2021/tutup/"' not in page


def test_once_all_is_decided_the_year_closes_from_the_page_and_says_so(sign_in, indicator, chapter):
    ContributionFactory(chapter=chapter, indicator=indicator, verified=True)
    browser = sign_in(user_with(Role.ADMIN))

    ready = browser.get(URL)
    browser.post("/2021/tutup/")
    closed = browser.get(URL).content.decode()

    assert looks(ready)[:3] == ["done", "done", "flag"]
    assert 'action="/2021/tutup/"' in ready.content.decode()
    assert WorkYear.objects.get().is_closed
    assert 'action="/2021/buka-kembali/"' in closed


def test_december_still_open_is_said(sign_in, indicator, chapter, clock):
    clock("2021-12-20 09:00")

    response = sign_in(user_with(Role.ADMIN)).get(URL)

    assert looks(response)[1] == "wait"
    assert "20 Januari 2022" in response.context["checks"][1].sub


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.AUDITOR])
def test_those_who_see_the_nation_read_it_and_close_nothing(sign_in, indicator, chapter, role):
    browser = sign_in(user_with(role))

    page = browser.get(URL).content.decode()

    assert 'action="/2021/tutup/"' not in page
    assert (browser.post("/2021/tutup/").status_code, WorkYear.objects.get().is_open) == (403, True)


def test_a_coordinator_has_no_such_page(sign_in, indicator, chapter):
    assert sign_in(user_with(Role.COORDINATOR, region=chapter.region)).get(URL).status_code == 403


def test_a_year_that_is_not_there_is_not_found(sign_in, indicator):
    assert sign_in(user_with(Role.ADMIN)).get("/2019/penutupan/").status_code == 404


def test_a_year_in_preparation_says_that_it_comes_later(sign_in):
    WorkYearFactory(state="preparing", opened_at=None)

    response = sign_in(user_with(Role.ADMIN)).get(URL)

    assert 'href="/2021/kerangka/"' in response.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_as_many_statements_however_many_regions(
    sign_in, indicator, django_assert_max_num_queries, count
):
    for _each in range(count):
        ContributionFactory(chapter=ChapterFactory(), indicator=indicator, submitted=True)
    browser = sign_in(user_with(Role.ADMIN))

    with django_assert_max_num_queries(17):
        browser.get(URL)
