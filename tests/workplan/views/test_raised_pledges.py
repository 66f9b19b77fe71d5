from uuid import uuid4

import pytest

from tests.factories.meetings import Gathering
from workplan.exports.raised_pledges import annex
from workplan.models import Agreement, Pledge, RaisedPledge
from workplan.reporting.records import Record

pytestmark = pytest.mark.django_db

PAGE = "/rakerwil/31-2021-1/kesanggupan/ORG-01/"


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    gathering = Gathering()
    Agreement.objects.update(state="draft", agreed_on=None)
    return gathering


def typed(room, **changes):
    return {
        "token": str(uuid4()),
        "chapter": str(room.other.pk),
        "participant": str(room.delegates[1].pk),
        "amount": "200",
        **changes,
    }


def text(response):
    return " ".join(response.content.decode().split())


def test_the_bar_fills_with_what_is_raised(sign_in, room):
    browser = sign_in(room.secretary)
    browser.post(f"{PAGE}catat/", typed(room))

    page = text(browser.get(PAGE))

    assert "200 dari 800" in page
    assert 'width="25.00"' in page
    assert "masih kurang 600" in page
    assert str(room.delegates[1].person) in page
    assert "10.30" in page


def test_a_filled_gap_is_said_in_words(sign_in, room):
    browser = sign_in(room.secretary)
    browser.post(f"{PAGE}catat/", typed(room, amount="900"))

    page = text(browser.get(PAGE))

    assert "kekurangan terpenuhi" in page
    assert 'width="100.00"' in page


def test_a_double_tap_is_one(sign_in, room):
    once = typed(room)
    browser = sign_in(room.secretary)

    assert [browser.post(f"{PAGE}catat/", once).status_code for _ in range(2)] == [302, 302]
    assert RaisedPledge.objects.count() == 1


@pytest.mark.parametrize("amount", ["", "0", "1.234", "-3"])
def test_what_cannot_be_recorded_stays_on_the_page(sign_in, room, amount):
    response = sign_in(room.secretary).post(f"{PAGE}catat/", typed(room, amount=amount))

    assert response.status_code == 422
    assert RaisedPledge.objects.count() == 0


def test_only_those_who_were_in_the_room_can_have_said_it(sign_in, room):
    room.delegates[1].stays.all().delete()

    assert sign_in(room.secretary).post(f"{PAGE}catat/", typed(room)).status_code == 422


def test_the_coordinator_adds_them_to_the_pledges(sign_in, room):
    sign_in(room.secretary).post(f"{PAGE}catat/", typed(room))
    browser = sign_in(room.coordinator)

    browser.post(f"{PAGE}komitmen/")

    assert Pledge.objects.get(chapter=room.other).value == 700
    assert "sudah di komitmen" in text(browser.get(PAGE))


def test_the_secretary_leaves_that_to_the_coordinator(sign_in, room):
    browser = sign_in(room.secretary)
    browser.post(f"{PAGE}catat/", typed(room))

    assert "menunggu koordinator" in text(browser.get(PAGE))
    assert browser.post(f"{PAGE}komitmen/").status_code == 403


def test_one_said_by_mistake_is_taken_back(sign_in, room):
    browser = sign_in(room.secretary)
    browser.post(f"{PAGE}catat/", typed(room))

    browser.post(f"{PAGE}{RaisedPledge.objects.get().pk}/tarik/")

    assert "ditarik kembali" in text(browser.get(PAGE))


def test_an_indicator_whose_gap_is_not_closed_by_more_has_no_page(sign_in, room):
    room.indicator("ORG-02", stock=True)

    assert sign_in(room.secretary).get(PAGE.replace("ORG-01", "ORG-02")).status_code == 404


def test_the_annex_of_the_berita_acara_names_them_with_their_time(sign_in, room):
    assert list(annex(Record(room.meeting, room.secretary))) == []
    sign_in(room.secretary).post(f"{PAGE}catat/", typed(room))

    table = list(annex(Record(room.meeting, room.secretary)))[-1]

    [row] = table.rows
    assert (row[0], row[3]) == ("10.30", str(room.delegates[1].person))
    assert row[4].startswith("200 ")


def test_the_page_takes_as_many_statements_whatever_is_on_it(sign_in, room, django_assert_num_queries):
    browser = sign_in(room.secretary)
    for _ in range(3):
        browser.post(f"{PAGE}catat/", typed(room))

    with django_assert_num_queries(19):
        browser.get(PAGE)
