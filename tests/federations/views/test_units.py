import pytest
from django.urls import reverse

from federations.models import Unit
from tests.factories.organisation import UnitFactory
from tests.factories.plans import WorkYearFactory

pytestmark = pytest.mark.django_db

UNIT = {"code": "IIWE", "name": "IIWE", "task_id": "pendidikan", "task_en": "education", "region": ""}


def test_list_is_everybody_s(sign_in, representative, bandung):
    UnitFactory(name="LBH Jawa Barat", region=bandung)

    page = sign_in(representative).get(reverse("organisation_units")).content.decode()

    assert ("LBH Jawa Barat" in page, "Jawa Barat" in page) == (True, True)
    assert "/ubah/" not in page


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["admin", "coordinator"])
def test_list_asks_the_database_the_same_for_one_row_and_three(
    request, sign_in, bandung, django_assert_num_queries, who, rows
):
    WorkYearFactory()
    client = sign_in(request.getfixturevalue(who))
    for _number in range(rows):
        UnitFactory(region=bandung)

    with django_assert_num_queries(6):
        client.get(reverse("organisation_units"))


def test_new_unit(sign_in, admin):
    answer = sign_in(admin).post(reverse("organisation_unit_new"), UNIT)

    assert answer["Location"] == reverse("organisation_units")
    assert Unit.objects.get().history.get().history_user == admin


def test_new_unit_with_a_code_that_is_taken_is_explained(sign_in, admin):
    UnitFactory(code="IIWE")

    answer = sign_in(admin).post(reverse("organisation_unit_new"), UNIT)

    assert list(answer.context["form"].errors) == ["code"]


def test_edit_unit(sign_in, admin, bandung):
    unit = UnitFactory(code="IIWE")
    data = {**UNIT, "code": "LAIN", "name": "Nama Baru", "region": bandung.pk, "version": 1}

    sign_in(admin).post(reverse("organisation_unit_edit", args=["IIWE"]), data)

    unit.refresh_from_db()
    assert (unit.code, unit.name, unit.region) == ("IIWE", "Nama Baru", bandung)


@pytest.mark.parametrize("who", ["coordinator", "representative"])
@pytest.mark.parametrize("url", ["/organisasi/unit/tambah/", "/organisasi/unit/IIWE/ubah/"])
def test_changes_are_for_the_national_office(request, sign_in, who, url):
    UnitFactory(code="IIWE")
    client = sign_in(request.getfixturevalue(who))

    assert [client.get(url).status_code, client.post(url, {}).status_code] == [403, 403]
