"""The page of the search."""

import pytest

from tests.factories.meetings import DURING, Gathering
from workplan.actions import decisions

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    room = Gathering()
    decisions.record(room.meeting, text="Iuran dinaikkan.", by=room.secretary, at=DURING)
    return room


def test_what_is_found_leads_to_where_it_stands(sign_in, room):
    response = sign_in(room.secretary).get("/cari/", {"q": "iuran"})

    assert [row["url"] for _id, _title, rows in response.context["groups"] for row in rows] == [
        "/rakerwil/31-2021-1/notulen/"
    ]


@pytest.mark.parametrize("words", ["", "iu", "sarjana"])
def test_nothing_is_listed_for_too_little_or_for_words_that_stand_nowhere(sign_in, room, words):
    response = sign_in(room.secretary).get("/cari/", {"q": words})

    assert (response.status_code, response.context["groups"]) == (200, [])
