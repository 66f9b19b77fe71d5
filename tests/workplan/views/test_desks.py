import pytest

from federations.enums import Role
from tests.factories.desks import KEEN, Desk
from tests.factories.organisation import ChapterFactory
from tests.factories.users import user_with
from workplan.models import Contribution

pytestmark = pytest.mark.django_db

URL = "/laporan/2021-08/"


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


@pytest.fixture
def rep(client, desk):
    client.force_login(desk.rep)
    return client


def typed(**values):
    """The row of ORG-01 as a browser sends it."""
    return {f"08-ORG-01-{name}": value for name, value in {"version": 0, **values}.items()}


def text(response):
    return response.content.decode()


@pytest.mark.parametrize(
    ("who", "status", "may_type"),
    [
        ("rep", 200, True),
        ("coordinator", 200, True),
        ("secretary", 200, True),
        ("admin", 200, False),
        (Role.AUDITOR, 200, False),
        (Role.OBSERVER, 404, False),
        (Role.UNIT_OFFICER, 404, False),
        (Role.REPRESENTATIVE, 404, False),
        ("coordinator of another region", 404, False),
    ],
)
def test_the_month_of_a_chapter_by_role(client, desk, who, status, may_type):
    desk.indicator()
    others = {"coordinator of another region": Role.COORDINATOR}
    client.force_login(getattr(desk, who, None) or user_with(others.get(who, who)))

    response = client.get(URL, {"perwakilan": desk.chapter.pk})

    assert response.status_code == status
    assert ('name="08-ORG-01-value"' in text(response)) is may_type


def test_the_month_of_a_federation_is_read_by_its_office(client, desk):
    desk.sent(desk.indicator(), value=7)
    client.force_login(user_with(Role.FEDERATION_OFFICE, federation=desk.chapter.federation))

    response = client.get(URL)

    assert response.status_code == 200
    assert "<b>7</b>" in text(response)
    assert "<form" not in text(response).partition("<main")[2].partition("</main>")[0]


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.UNIT_OFFICER])
def test_the_month_without_a_chapter_is_for_those_who_report(client, desk, role):
    client.force_login(user_with(role))

    assert client.get(URL).status_code == 403


@pytest.mark.parametrize(
    "url", ["/laporan/2020-08/", f"{URL}?perwakilan=0", f"{URL}?perwakilan=x", "/laporan/2021-13/"]
)
def test_what_does_not_exist_is_not_found(rep, url):
    assert rep.get(url).status_code == 404


@pytest.mark.parametrize("who", ["admin", Role.AUDITOR])
def test_saving_needs_the_right_to_enter(client, desk, who):
    desk.indicator()
    client.force_login(getattr(desk, who, None) or user_with(who))

    response = client.post(f"{URL}?perwakilan={desk.chapter.pk}", typed(value=7))

    assert response.status_code == 403
    assert not Contribution.objects.exists()


def test_saving_for_a_foreign_chapter_is_not_found(rep, desk):
    foreign = ChapterFactory(region=desk.region)

    assert rep.post(f"{URL}?perwakilan={foreign.pk}", typed(value=7)).status_code == 404


def test_the_coordinators_office_is_not_a_representatives_to_fill_in(client, desk):
    office = ChapterFactory(region=desk.region, of_coordinator=True)
    desk.indicator(by_coordinator=True)
    client.force_login(user_with(Role.REPRESENTATIVE, chapter=office))

    assert client.post(URL, typed(value=7)).status_code == 403


def test_a_coordinator_begins_with_the_own_office_and_enters_for_a_chapter_from_paper(client, desk):
    ChapterFactory(region=desk.region, of_coordinator=True)
    desk.indicator()
    client.force_login(desk.secretary)

    begun = client.get(URL)
    response = client.post(f"{URL}?perwakilan={desk.chapter.pk}", {**typed(value=7), "do": "send"})

    assert begun.context["chapter"].is_coordinator_office
    assert response.status_code == 302
    assert Contribution.objects.get().submitted_by == desk.secretary
