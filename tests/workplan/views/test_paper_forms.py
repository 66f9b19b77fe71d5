import pytest

from federations.enums import Role
from tests.factories.desks import KEEN, Desk
from tests.factories.organisation import RegionFactory
from tests.factories.users import user_with

pytestmark = pytest.mark.django_db

FORM = "/laporan/2021-08/formulir.pdf"
FORMS = "/2021/wilayah/31/formulir/2021-08.pdf"


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


def test_a_chapter_s_form_is_downloaded_by_those_who_type(client, desk):
    desk.indicator()

    for user in (desk.rep, desk.coordinator, desk.secretary):
        client.force_login(user)
        response = client.get(FORM, {"perwakilan": desk.chapter.pk})
        assert (response.status_code, response["Content-Type"], response["Content-Disposition"]) == (
            200,
            "application/pdf",
            f'attachment; filename="formulir-{desk.chapter.code.lower()}-dki-jakarta-2021-08.pdf"',
        )


def test_a_region_s_forms_come_in_one_file(client, desk):
    desk.indicator()
    client.force_login(desk.secretary)

    response = client.get(FORMS)

    assert response["Content-Disposition"] == 'attachment; filename="formulir-dki-jakarta-2021-08.pdf"'


@pytest.mark.parametrize("url", [FORM, FORMS, "/2021/wilayah/31/formulir/2020-08.pdf"])
def test_where_nothing_is_due_there_is_no_form(client, desk, url):
    client.force_login(desk.coordinator)

    assert client.get(url).status_code == 404


def test_the_region_s_forms_are_not_a_representative_s_nor_another_region_s(client, desk):
    desk.indicator()
    stranger = user_with(Role.COORDINATOR, region=RegionFactory(code="32"))

    found = []
    for user in (desk.rep, stranger):
        client.force_login(user)
        found.append(client.get(FORMS).status_code)

    assert found == [403, 404]


def test_the_pages_lead_to_their_forms(client, desk):
    desk.indicator()

    client.force_login(desk.coordinator)

    month = client.get("/laporan/2021-08/", {"perwakilan": desk.chapter.pk}).content.decode()
    assert f'href="{FORM}?perwakilan={desk.chapter.pk}"' in month
    for page in ("/2021/wilayah/31/laporan-masuk/?per=2021-08", "/2021/wilayah/31/verifikasi/"):
        assert f'href="{FORMS}"' in client.get(page).content.decode()
