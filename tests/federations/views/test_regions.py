import pytest
from django.urls import reverse

from federations.models import District, Region
from tests.factories.organisation import ChapterFactory, DistrictFactory, RegionFactory
from tests.factories.plans import WorkYearFactory

pytestmark = pytest.mark.django_db

REGION = {
    "code": "93",
    "bps_code": "93",
    "iso_code": "ID-PS",
    "name": "Papua Selatan",
    "short_name": "Papsel",
    "capital": "Merauke",
    "time_zone": "WIT",
    "island_group": "Papua",
    "grid_column": "11",
    "grid_row": "5",
}


def test_list_and_page_are_everybody_s(sign_in, representative, garteks):
    client = sign_in(representative)

    in_list = client.get(reverse("organisation")).content.decode()
    on_page = client.get(reverse("organisation_region", args=["31"])).content.decode()

    assert "DKI Jakarta" in in_list
    assert "FSB GARTEKS" in on_page
    assert "1 Januari 2019" in on_page
    assert reverse("chapter_new", args=["31"]) not in on_page


def test_list_counts_the_unions_active_today(sign_in, admin, garteks, jakarta):
    ChapterFactory(region=jakarta, of_coordinator=True)
    ChapterFactory(region=jakarta, active_to="2020-01-01")

    page = sign_in(admin).get(reverse("organisation"))

    assert [region.active_count for region in page.context["regions"]] == [1]


@pytest.mark.parametrize("rows", [1, 3])
@pytest.mark.parametrize("who", ["admin", "coordinator"])
def test_list_asks_the_database_the_same_for_one_row_and_three(
    request, sign_in, django_assert_num_queries, who, rows
):
    WorkYearFactory()
    client = sign_in(request.getfixturevalue(who))
    for _number in range(rows):
        ChapterFactory(region=RegionFactory())

    with django_assert_num_queries(6):
        client.get(reverse("organisation"))


@pytest.mark.parametrize("rows", [1, 3])
def test_page_asks_the_database_the_same_for_one_row_and_three(
    sign_in, admin, jakarta, django_assert_num_queries, rows
):
    client = sign_in(admin)
    for _number in range(rows):
        ChapterFactory(region=jakarta, district=DistrictFactory(region=jakarta))

    with django_assert_num_queries(9):
        client.get(reverse("organisation_region", args=["31"]))


def test_list_without_regions_says_what_to_do(sign_in, admin):
    assert "Belum ada wilayah" in sign_in(admin).get(reverse("organisation")).content.decode()


def test_new_region(sign_in, admin):
    answer = sign_in(admin).post(reverse("organisation_region_new"), REGION)

    assert answer["Location"] == reverse("organisation_region", args=["93"])
    assert Region.objects.get(code="93").history.get().history_user == admin


@pytest.mark.parametrize(
    ("field", "value"), [("code", "9"), ("code", "ab"), ("time_zone", "GMT"), ("name", "")]
)
def test_new_region_with_something_wrong_is_explained(sign_in, admin, field, value):
    answer = sign_in(admin).post(reverse("organisation_region_new"), {**REGION, field: value})

    assert list(answer.context["form"].errors) == [field]
    assert Region.objects.count() == 0


def test_edit_region_keeps_its_code(sign_in, admin, jakarta):
    data = {**REGION, "code": "99", "name": "Jakarta Raya", "version": 1}

    sign_in(admin).post(reverse("organisation_region_edit", args=["31"]), data)

    jakarta.refresh_from_db()
    assert (jakarta.code, jakarta.name, jakarta.version) == ("31", "Jakarta Raya", 2)


def test_edit_region_of_a_stale_version_shows_both(sign_in, admin, jakarta):
    Region.objects.filter(pk=jakarta.pk).update(version=2, name="Jakarta Baru")
    data = {**REGION, "name": "Jakarta Raya", "version": 1}

    answer = sign_in(admin).post(reverse("organisation_region_edit", args=["31"]), data)

    assert answer.status_code == 409
    assert "Jakarta Baru" in answer.content.decode()
    assert "Jakarta Raya" in answer.content.decode()


@pytest.mark.parametrize("who", ["coordinator", "secretary", "representative"])
@pytest.mark.parametrize(
    "url",
    [
        "/organisasi/wilayah/tambah/",
        "/organisasi/wilayah/31/ubah/",
        "/organisasi/wilayah/31/kabupaten/tambah/",
        "/organisasi/wilayah/31/perwakilan/tambah/",
    ],
)
def test_changes_are_for_the_national_office(request, sign_in, jakarta, who, url):
    client = sign_in(request.getfixturevalue(who))

    assert [client.get(url).status_code, client.post(url, {}).status_code] == [403, 403]


def test_new_district(sign_in, admin, jakarta):
    data = {"code": "31.71", "kind": "Kota", "name": "Kota Jakarta Pusat"}

    answer = sign_in(admin).post(reverse("organisation_district_new", args=["31"]), data)

    assert answer["Location"] == reverse("organisation_region", args=["31"])
    assert District.objects.get().region == jakarta


def test_new_district_with_a_wrong_code_is_explained(sign_in, admin, jakarta):
    data = {"code": "3171", "kind": "Kota", "name": "Kota Jakarta Pusat"}

    answer = sign_in(admin).post(reverse("organisation_district_new", args=["31"]), data)

    assert list(answer.context["form"].errors) == ["code"]


def test_edit_district(sign_in, admin, jakarta):
    district = DistrictFactory(code="31.71", region=jakarta)
    data = {"code": "31.72", "kind": "Kota", "name": "Kota Baru", "version": 1}

    sign_in(admin).post(reverse("organisation_district_edit", args=["31.71"]), data)

    district.refresh_from_db()
    assert (district.code, district.name) == ("31.71", "Kota Baru")


def test_page_of_an_unknown_region_does_not_exist(sign_in, admin):
    assert sign_in(admin).get(reverse("organisation_region", args=["00"])).status_code == 404
