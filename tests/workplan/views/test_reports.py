import pytest

from federations.enums import Role
from tests.factories.desks import KEEN, Desk
from tests.factories.organisation import ChapterFactory
from tests.factories.users import user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


def test_a_report_opens_for_those_who_may_look_into_it(sign_in, desk):
    row = desk.sent(desk.indicator())
    neighbour = user_with(Role.REPRESENTATIVE, chapter=ChapterFactory(region=desk.region))
    readers = {
        "representative": desk.rep,
        "coordinator": desk.coordinator,
        "admin": desk.admin,
        "auditor": user_with(Role.AUDITOR),
        "neighbour": neighbour,
        "observer": user_with(Role.OBSERVER),
    }

    statuses = {
        name: sign_in(user).get(f"/laporan/baris/{row.pk}/").status_code for name, user in readers.items()
    }

    assert statuses == {
        "representative": 200,
        "coordinator": 200,
        "admin": 200,
        "auditor": 200,
        "neighbour": 404,
        "observer": 404,
    }


def test_the_figure_opens_to_the_report(sign_in, desk):
    indicator = desk.indicator()
    row = desk.row(indicator, verified=True)
    url = f"/2021/wilayah/31/perwakilan/{desk.chapter.code}/indikator/{indicator.code}/?per=2021-08"

    pages = {
        who: f'href="/laporan/baris/{row.pk}/"' in sign_in(user).get(url).content.decode()
        for who, user in {"coordinator": desk.coordinator, "observer": user_with(Role.OBSERVER)}.items()
    }

    assert pages == {"coordinator": True, "observer": False}


@pytest.mark.parametrize("corrections", [0, 3])
def test_the_page_takes_as_many_statements_however_long_its_history(
    sign_in, desk, corrections, django_assert_max_num_queries
):
    row = desk.sent(desk.indicator())
    for number in range(corrections):
        row.value = number
        row.save()
    browser = sign_in(desk.rep)

    with django_assert_max_num_queries(9):
        browser.get(f"/laporan/baris/{row.pk}/")
