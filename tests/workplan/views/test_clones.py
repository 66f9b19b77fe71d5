from uuid import uuid4

import pytest

from tests.factories.meetings import Gathering
from tests.factories.plans import WorkYearFactory
from workplan.models import Meeting

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/salin/"


@pytest.fixture
def room(clock):
    clock("2022-08-10 10:30")
    room = Gathering("finished")
    room.next = WorkYearFactory(year=2022)
    return room


def typed(room, **changes):
    return {
        "token": str(uuid4()),
        "title": "Rapat Kerja Wilayah 2022",
        "year": str(room.next.pk),
        "held_on": "2022-09-09",
        "begins_at": "09:00",
        "venue": "Wisma",
        "city": "Bogor",
        **changes,
    }


def test_the_list_leads_to_it_and_the_form_knows_all_but_day_and_venue(sign_in, room):
    browser = sign_in(room.secretary)

    assert browser.get("/rapat/").context["repeats"] == "31-2021-1"
    form = browser.get(URL).context["form"]
    assert (form.initial["year"], form.initial["title"], f"{form.initial['begins_at']:%H:%M}") == (
        room.next.pk, "Rapat Kerja Wilayah 2022", "09:00"
    )  # fmt: skip


def test_a_double_tap_makes_one_meeting_and_leads_to_its_agenda(sign_in, room):
    browser, form = sign_in(room.coordinator), typed(room)

    answers = {browser.post(URL, form).url for _tap in range(2)}

    assert answers == {"/rakerwil/31-2022-1/agenda/"}
    assert Meeting.objects.count() == 2
    assert browser.get("/rakerwil/31-2022-1/agenda/").status_code == 200


@pytest.mark.parametrize("wrong", [{"held_on": ""}, {"held_on": "2025-01-01"}, {"venue": ""}])
def test_what_is_wrong_is_said_and_nothing_is_made(sign_in, room, wrong):
    response = sign_in(room.secretary).post(URL, typed(room, **wrong))

    assert (response.status_code, Meeting.objects.count()) == (422, 1)


def test_who_may_not_call_a_meeting_may_not_repeat_one(client, room):
    statuses = []
    for user in (room.rep, room.stranger()):
        client.force_login(user)
        statuses.append(client.post(URL, typed(room)).status_code)

    assert (statuses, Meeting.objects.count()) == ([403, 404], 1)


def test_without_an_open_year_it_says_so(sign_in, room):
    type(room.next).objects.update(state="preparing", opened_at=None)

    assert sign_in(room.secretary).get(URL).url == "/rakerwil/31-2021-1/"
