from datetime import date

import pytest
from django.urls import reverse

from federations.enums import COORDINATOR_OFFICE
from federations.models import Chapter
from tests.factories.organisation import DistrictFactory, FederationFactory, RegionFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def union():
    return FederationFactory(code="FPE")


def new_url(code: str) -> str:
    return reverse("chapter_new", args=[code])


def test_page_tells_dates_and_history_to_everybody(sign_in, representative, garteks):
    page = sign_in(representative).get(reverse("chapter", args=[garteks.pk])).content.decode()

    assert "FSB GARTEKS DKI Jakarta" in page
    assert "Aktif sejak 1 Januari 2019" in page
    assert reverse("chapter_end", args=[garteks.pk]) not in page


def test_new_chapter_brings_the_coordinator_s_office(sign_in, admin, bandung, union):
    data = {"federation": union.pk, "district": "", "active_from": "2020-03-01"}

    answer = sign_in(admin).post(new_url("32"), data)

    assert answer["Location"] == reverse("organisation_region", args=["32"])
    assert list(bandung.chapters.values_list("federation__code", "active_from")) == [
        ("FPE", date(2020, 3, 1)),
        (COORDINATOR_OFFICE, date(2020, 3, 1)),
    ]


def test_new_chapter_of_a_district(sign_in, admin, bandung, union):
    district = DistrictFactory(region=bandung)

    sign_in(admin).post(
        new_url("32"), {"federation": union.pk, "district": district.pk, "active_from": "2020-03-01"}
    )

    assert Chapter.objects.get(federation=union).district == district


def test_new_chapter_that_is_there_already_says_to_open_it_again(sign_in, admin, garteks):
    data = {"federation": garteks.federation_id, "district": "", "active_from": "2021-01-01"}

    answer = sign_in(admin).post(new_url("31"), data)

    assert "aktifkan lagi di halamannya sendiri" in answer.content.decode()
    assert Chapter.objects.count() == 1


def test_new_chapter_with_a_seat_in_another_region_is_an_error_of_the_field(sign_in, admin, jakarta, union):
    foreign = DistrictFactory(code="32.01", region=RegionFactory(code="32"))

    answer = sign_in(admin).post(
        new_url("31"), {"federation": union.pk, "district": foreign.pk, "active_from": "2020-03-01"}
    )

    assert list(answer.context["form"].errors) == ["district"]


@pytest.mark.parametrize(
    "fields", [{"code": COORDINATOR_OFFICE}, {"is_active": False}], ids=["office", "dormant"]
)
def test_new_chapter_of_what_founds_none_is_an_error_of_the_field(sign_in, admin, jakarta, fields):
    federation = FederationFactory(**fields)

    answer = sign_in(admin).post(
        new_url("31"), {"federation": federation.pk, "district": "", "active_from": "2020-03-01"}
    )

    assert list(answer.context["form"].errors) == ["federation"]


def test_correct_the_first_day(sign_in, admin, garteks):
    url = reverse("chapter_edit", args=[garteks.pk])

    answer = sign_in(admin).post(url, {"active_from": "2018-05-01", "version": 1})

    garteks.refresh_from_db()
    assert answer["Location"] == reverse("chapter", args=[garteks.pk])
    assert garteks.active_from == date(2018, 5, 1)


def test_correct_the_first_day_past_the_last_is_refused(sign_in, admin, garteks):
    Chapter.objects.filter(pk=garteks.pk).update(active_to=date(2020, 12, 31))

    answer = sign_in(admin).post(
        reverse("chapter_edit", args=[garteks.pk]), {"active_from": "2021-05-01", "version": 1}
    )

    assert list(answer.context["form"].errors) == ["active_from"]


def test_correct_the_first_day_of_a_stale_version_shows_both(sign_in, admin, garteks):
    Chapter.objects.filter(pk=garteks.pk).update(active_from=date(2017, 1, 1), version=2)

    answer = sign_in(admin).post(
        reverse("chapter_edit", args=[garteks.pk]), {"active_from": "2018-05-01", "version": 1}
    )

    assert answer.status_code == 409
    assert Chapter.objects.get(pk=garteks.pk).active_from == date(2017, 1, 1)


def test_end_and_reopen(sign_in, admin, garteks):
    client = sign_in(admin)

    client.post(reverse("chapter_end", args=[garteks.pk]), {"last_day": "2021-06-30"})
    ended = client.get(reverse("chapter", args=[garteks.pk])).content.decode()
    client.post(reverse("chapter_reopen", args=[garteks.pk]))

    garteks.refresh_from_db()
    assert "Hari aktif terakhir: 30 Juni 2021" in ended
    assert garteks.active_to is None


@pytest.mark.parametrize("last_day", ["", "besok", "2018-01-01"])
def test_end_on_a_day_that_will_not_do_is_refused(sign_in, admin, garteks, last_day):
    answer = sign_in(admin).post(reverse("chapter_end", args=[garteks.pk]), {"last_day": last_day})

    garteks.refresh_from_db()
    assert answer.status_code == 302
    assert garteks.active_to is None


def test_verb_in_the_wrong_state_says_so(sign_in, admin, garteks):
    client = sign_in(admin)

    client.post(reverse("chapter_reopen", args=[garteks.pk]))

    assert (
        "Perwakilan ini tidak mempunyai hari terakhir."
        in client.get(reverse("organisation")).content.decode()
    )


@pytest.mark.parametrize("verb", ["chapter_end", "chapter_reopen"])
def test_verb_is_only_for_the_national_office(sign_in, admin, coordinator, representative, garteks, verb):
    url = reverse(verb, args=[garteks.pk])
    data = {"last_day": "2021-06-30"}

    statuses = [sign_in(user).post(url, data).status_code for user in (coordinator, representative)]

    garteks.refresh_from_db()
    assert statuses == [403, 403]
    assert sign_in(admin).get(url).status_code == 405
    assert sign_in(admin).post(reverse(verb, args=[0]), data).status_code == 404
    assert garteks.active_to is None
