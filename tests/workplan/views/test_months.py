from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.desks import AUGUST, KEEN, Desk
from tests.factories.organisation import ChapterFactory, RegionFactory

pytestmark = pytest.mark.django_db

JULY = date(2021, 7, 1)


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


@pytest.fixture
def rep(client, desk):
    client.force_login(desk.rep)
    return client


def test_the_months_tell_how_far_each_has_come(rep, desk):
    first, second = desk.indicator(), desk.indicator("ORG-02")
    desk.row(first, JULY, verified=True)
    desk.row(second, JULY, verified=True)
    desk.row(first, AUGUST, submitted=True)
    desk.row(first, date(2021, 6, 1), returned=True)

    response = rep.get("/laporan/", {"tahun": 2021})

    found = {state.month.month: tag for state, tag in response.context["months"]}
    assert {month: found[month] for month in (9, 8, 7, 6, 5)} == {
        9: ("open", "Belum diisi"),
        8: ("flag", "Terkirim sebagian"),
        7: ("done", "Terverifikasi"),
        6: ("back", "1 dikembalikan"),
        5: ("missed", "tidak mengisi"),
    }


def test_the_months_of_a_foreign_chapter_are_not_found(rep):
    foreign = ChapterFactory(region=RegionFactory(code="32"))

    assert rep.get("/laporan/", {"perwakilan": foreign.pk}).status_code == 404
    assert rep.get("/laporan/", {"tahun": 2099}).status_code == 404


@pytest.mark.parametrize("count", [1, 4])
def test_the_months_take_ten_statements_whatever_their_rows(rep, desk, count):
    for number in range(count):
        desk.row(desk.indicator(f"ORG-{number}"), JULY, verified=True)

    with CaptureQueriesContext(connection) as statements:
        rep.get("/laporan/")

    assert len(statements) == 10
