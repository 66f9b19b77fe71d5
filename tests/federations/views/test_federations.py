import pytest
from django.urls import reverse

from federations.models import Federation
from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import WorkYearFactory

pytestmark = pytest.mark.django_db

FEDERATION = {
    "code": "FPE",
    "name": "Federasi Pertambangan dan Energi",
    "short_name": "FPE",
    "sector_id": "energi",
    "sector_en": "energy",
    "is_active": "on",
}


def test_list_and_page_are_everybody_s(sign_in, representative):
    client = sign_in(representative)

    in_list = client.get(reverse("organisation_federations")).content.decode()
    on_page = client.get(reverse("organisation_federation", args=["GARTEKS"])).content.decode()

    assert "FSB GARTEKS" in in_list
    assert "FSB GARTEKS DKI Jakarta" in on_page
    assert reverse("organisation_federation_edit", args=["GARTEKS"]) not in on_page


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["admin", "coordinator"])
def test_list_asks_the_database_the_same_for_one_row_and_three(
    request, sign_in, django_assert_num_queries, who, rows
):
    WorkYearFactory()
    client = sign_in(request.getfixturevalue(who))
    for _number in range(rows):
        ChapterFactory()

    with django_assert_num_queries(6):
        client.get(reverse("organisation_federations"))


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_the_same_for_one_row_and_three(
    sign_in, admin, django_assert_num_queries, rows
):
    federation = FederationFactory(code="GARTEKS")
    client = sign_in(admin)
    for _number in range(rows):
        ChapterFactory(federation=federation, region=RegionFactory())

    with django_assert_num_queries(6):
        client.get(reverse("organisation_federation", args=["GARTEKS"]))


def test_new_federation(sign_in, admin):
    answer = sign_in(admin).post(reverse("organisation_federation_new"), FEDERATION)

    assert answer["Location"] == reverse("organisation_federation", args=["FPE"])
    assert Federation.objects.get().history.get().history_user == admin


@pytest.mark.parametrize("code", ["fpe", "F--PE", ""])
def test_new_federation_with_a_wrong_code_is_explained(sign_in, admin, code):
    answer = sign_in(admin).post(reverse("organisation_federation_new"), {**FEDERATION, "code": code})

    assert list(answer.context["form"].errors) == ["code"]
    assert Federation.objects.count() == 0


def test_edit_federation_keeps_its_code_and_lets_it_rest(sign_in, admin, garteks):
    data = {**FEDERATION, "name": "Nama Baru", "is_active": "", "version": 1}

    sign_in(admin).post(reverse("organisation_federation_edit", args=["GARTEKS"]), data)

    federation = Federation.objects.get()
    assert (federation.code, federation.name, federation.is_active) == ("GARTEKS", "Nama Baru", False)


def test_edit_federation_of_a_stale_version_shows_both(sign_in, admin, garteks):
    Federation.objects.update(version=2, name="Nama lain")

    answer = sign_in(admin).post(
        reverse("organisation_federation_edit", args=["GARTEKS"]), {**FEDERATION, "version": 1}
    )

    assert answer.status_code == 409
    assert Federation.objects.get().name == "Nama lain"


@pytest.mark.parametrize("who", ["coordinator", "representative"])
@pytest.mark.parametrize("url", ["/organisasi/federasi/tambah/", "/organisasi/federasi/GARTEKS/ubah/"])
def test_changes_are_for_the_national_office(request, sign_in, garteks, who, url):
    client = sign_in(request.getfixturevalue(who))

    assert [client.get(url).status_code, client.post(url, {}).status_code] == [403, 403]
