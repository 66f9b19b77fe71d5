import csv
import io

import openpyxl
import pytest
from django.core.paginator import Page
from django.test import RequestFactory

from federations.enums import Role
from federations.models import Person
from rakerwil.downloads import page_of
from tests.factories.organisation import RegionFactory
from tests.factories.users import PersonFactory, user_with

pytestmark = pytest.mark.django_db

PEOPLE = "/orang/"


@pytest.fixture
def people():
    region = RegionFactory()
    return [
        PersonFactory(name=f"Orang {number:03}", region=region, phone="+6281234567890")
        for number in range(120)
    ]


def lines(response):
    return list(csv.DictReader(io.StringIO(response.content.decode())))


def test_a_file_has_every_row_of_a_list_that_is_shown_in_parts(client, people):
    client.force_login(user_with(Role.ADMIN))

    response = client.get(PEOPLE, {"unduh": "csv", "page": "2"})

    names = {line["Nama"] for line in lines(response)}
    assert {f"Orang {number}" for number in ("000", "060", "119")} <= names
    assert (response["Content-Type"], response["Cache-Control"]) == (
        "text/csv; charset=utf-8",
        "no-store, private",
    )


def test_a_file_is_narrowed_as_its_page(client, people):
    client.force_login(user_with(Role.ADMIN))

    response = client.get(PEOPLE, {"unduh": "csv", "q": "Orang 007"})

    assert [line["Nama"] for line in lines(response)] == ["Orang 007"]


def test_what_a_page_masks_its_file_masks(client, people):
    client.force_login(user_with(Role.ADMIN))

    made = [client.get(PEOPLE, {"unduh": kind}).content for kind in ("csv", "xlsx")]

    cells = [
        str(value)
        for sheet in openpyxl.load_workbook(io.BytesIO(made[1]))
        for row in sheet.iter_rows(values_only=True)
        for value in row
    ]
    assert b"81234567890" not in made[0]
    assert [cell for cell in cells if "81234567890" in cell] == []


def test_who_may_not_open_the_page_gets_no_file(client, people):
    client.force_login(user_with(Role.REPRESENTATIVE))

    assert client.get("/pengguna/", {"unduh": "xlsx"}).status_code == 403
    assert client.get("/2021/wilayah/99/", {"unduh": "xlsx"}).status_code == 404


def test_before_sign_in_the_door_comes_first(client):
    assert client.get(PEOPLE, {"unduh": "csv"}).status_code == 302


@pytest.mark.parametrize("number", ["0", "2", "x", "-1"])
def test_a_table_that_the_page_does_not_have_is_not_found(client, people, number):
    client.force_login(user_with(Role.ADMIN))

    assert client.get(PEOPLE, {"unduh": "csv", "tabel": number}).status_code == 404


def test_a_page_without_a_table_has_no_file(client):
    client.force_login(user_with(Role.ADMIN))

    assert client.get("/profil/", {"unduh": "xlsx"}).status_code == 404


def test_another_word_is_no_wish_for_a_file(client, people):
    client.force_login(user_with(Role.ADMIN))

    assert client.get(PEOPLE, {"unduh": "exe"})["Content-Type"] == "text/html; charset=utf-8"


def test_the_page_offers_its_table_as_it_is_narrowed(client, people):
    client.force_login(user_with(Role.ADMIN))

    shown = client.get(PEOPLE, {"q": "Orang", "page": "2"}).content.decode()

    assert 'href="?q=Orang&amp;unduh=xlsx"' in shown
    assert 'href="?q=Orang&amp;unduh=csv"' in shown


def test_the_list_s_part_is_the_page_s_unless_a_file_is_wanted(people):
    rows = Person.objects.order_by("name")

    asked = [RequestFactory().get("/", {"page": 2, **more}) for more in ({}, {"unduh": "csv"})]

    pages: list[Page] = [page_of(request, rows, 50) for request in asked]
    assert [(len(page), page.number) for page in pages] == [(50, 2), (120, 1)]
