from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.invitations import MatterFactory
from tests.factories.meetings import Gathering, MeetingFactory
from workplan.actions import action_items
from workplan.models import Matter

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/agenda/"
VERBS = ("naik", "turun", "hapus", "hasil")


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def test_a_matter_is_added_once_however_often_it_is_sent(sign_in, room):
    browser = sign_in(room.secretary)
    form = {"token": str(uuid4()), "title": "Iuran", "note": "", "item": room.plenary.pk}

    for _tap in range(2):
        browser.post(URL, form)

    assert [(row.title, row.item) for row in Matter.objects.all()] == [("Iuran", room.plenary)]


def test_it_hangs_on_no_line_of_another_meeting(sign_in, room):
    other = Matter(meeting=MeetingFactory(number=2, region=room.region, year=room.year))
    line = other.meeting.agenda.create(position=1, kind="opening", title="Lain")

    response = sign_in(room.secretary).post(URL, {"token": str(uuid4()), "title": "Iuran", "item": line.pk})

    assert (response.status_code, Matter.objects.count()) == (422, 0)


def test_order_and_outcome_by_buttons(sign_in, room):
    first, second = (MatterFactory(meeting=room.meeting, position=place) for place in (1, 2))
    browser = sign_in(room.coordinator)

    browser.post(f"{URL}{second.pk}/naik/")
    browser.post(f"{URL}{first.pk}/hasil/", {"outcome": "discussed"})

    assert list(room.meeting.matters.order_by("position")) == [second, first]
    assert Matter.objects.get(pk=first.pk).is_discussed


@pytest.mark.parametrize("word", VERBS)
def test_verbs_are_of_those_who_run_the_meeting_and_posted(client, room, word):
    matter = MatterFactory(meeting=room.meeting)
    url = f"{URL}{matter.pk}/{word}/"

    statuses = []
    for user in (room.rep, room.stranger()):
        client.force_login(user)
        statuses.append(client.post(url).status_code)
    client.force_login(room.secretary)

    assert (statuses, client.get(url).status_code) == ([403, 404], 405)
    assert Matter.objects.filter(pk=matter.pk).exists()


def test_a_stale_edit_shows_both_texts(sign_in, room):
    matter = MatterFactory(meeting=room.meeting)
    browser = sign_in(room.secretary)
    browser.post(f"{URL}{matter.pk}/ubah/", {"version": "1", "title": "Baru", "note": ""})

    response = browser.post(f"{URL}{matter.pk}/ubah/", {"version": "1", "title": "Lain", "note": ""})

    page = response.content.decode()
    assert (response.status_code, "Baru" in page, "Lain" in page) == (409, True, True)


def test_the_follow_up_shows_what_earlier_meetings_left(sign_in, clock):
    clock("2021-09-10 10:30")
    room = Gathering()
    action_items.promise(room.meeting, text="Kirim data", owner=room.chapter, due_on="2021-10-01", by=None)
    room.recommend(tabled=True)
    type(room.meeting).objects.filter(pk=room.meeting.pk).update(
        state="finished", finished_at=room.meeting.started_at
    )
    later = MeetingFactory(region=room.region, year=room.year, number=2, starts_at="2021-12-01T02:00Z")
    MatterFactory(meeting=later, is_follow_up=True, title="Tindak lanjut")
    clock("2021-11-30 10:00")

    context = sign_in(room.secretary).get("/rakerwil/31-2021-2/agenda/").context

    assert [(row.code, row.overdue, row.sort) for row in context["left"]] == [
        ("T-1", 60, "action"),
        ("R-1", 0, "recommendation"),
    ]


def test_the_list_asks_as_little_for_three_matters_as_for_one(sign_in, room):
    browser = sign_in(room.secretary)
    counts = []
    for _matter in range(3):
        MatterFactory(meeting=room.meeting, item=room.plenary)
        with CaptureQueriesContext(connection) as queries:
            browser.get(URL)
        counts.append(len(queries))

    assert counts[0] == counts[2]
