import uuid

import pytest
from django.urls import reverse

from federations.enums import Role
from federations.models import Tenure
from tests.factories.users import PersonFactory, user_with

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(jakarta):
    return PersonFactory(region=jakarta)


def line(**fields) -> dict[str, object]:
    return {"token": str(uuid.uuid4()), "office": "chair", "title": "", "from_on": "2021-01-01", **fields}


def test_a_secretary_records_an_office_in_a_body_of_the_region(sign_in, secretary, person, garteks, bandung):
    url = reverse("tenure_new", args=[person.pk])
    client = sign_in(secretary)

    answer = client.post(url, line(chapter=garteks.pk))
    elsewhere = client.post(url, line(region=bandung.pk))
    nowhere = client.post(url, line())

    assert answer["Location"] == reverse("person", args=[person.pk])
    assert Tenure.objects.get().title == "Ketua"
    assert "region" in elsewhere.context["form"].errors
    assert list(nowhere.context["form"].errors) == ["__all__"]


def test_two_bodies_are_one_too_many(sign_in, admin, person, garteks, jakarta):
    answer = sign_in(admin).post(
        reverse("tenure_new", args=[person.pk]), line(chapter=garteks.pk, region=jakarta.pk)
    )

    assert list(answer.context["form"].errors) == ["__all__"]


def test_a_taken_seat_is_explained(sign_in, secretary, person, garteks):
    Tenure.objects.create(
        person=PersonFactory(), office="chair", title="Ketua", chapter=garteks, from_on="2020-01-01"
    )

    answer = sign_in(secretary).post(reverse("tenure_new", args=[person.pk]), line(chapter=garteks.pk))

    assert "masih dipegang" in answer.context["form"].non_field_errors()[0]


def test_an_office_ends_and_is_taken_back(sign_in, secretary, person, garteks):
    tenure = Tenure.objects.create(
        person=person, office="chair", title="Ketua", chapter=garteks, from_on="2020-01-01"
    )
    client = sign_in(secretary)

    client.post(reverse("tenure_end", args=[tenure.pk]), {"last_day": "2022-06-30"})
    tenure.refresh_from_db()
    client.post(reverse("tenure_take_back", args=[tenure.pk]), {"seen": "2020-01-01/"})
    kept = Tenure.objects.count()
    client.post(reverse("tenure_take_back", args=[tenure.pk]), {"seen": tenure.dates})

    assert (tenure.dates, kept, Tenure.objects.count()) == ("2020-01-01/2022-06-30", 1, 0)


def test_offices_of_other_regions_and_of_the_nation_are_not_a_secretary_s(
    sign_in, secretary, stranger, person
):
    national = Tenure.objects.create(person=person, office="chair", title="Presiden", from_on="2020-01-01")
    url = reverse("tenure_end", args=[national.pk])

    codes = [
        sign_in(user).post(url, {"last_day": "2022-06-30"}).status_code
        for user in (secretary, stranger, user_with(Role.ADMIN))
    ]

    assert codes == [403, 404, 302]
