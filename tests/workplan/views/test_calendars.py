from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar

from tests.factories.meetings import AgendaItemFactory, Gathering
from workplan.actions import meetings

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/kalender.ics"
HOSTILE = "Rapat; a, b\r\nBEGIN:VEVENT\r\nSUMMARY:lain"


def event(response):
    [found] = Calendar.from_ical(response.content).walk("VEVENT")
    return found


@pytest.fixture
def room(clock):
    clock("2021-09-01 10:00")
    return Gathering("invited")


def test_day_clock_zone_and_place_are_the_meeting_s(sign_in, room):
    found = event(sign_in(room.rep).get(URL))

    jakarta = ZoneInfo("Asia/Jakarta")
    assert found.decoded("dtstart") == datetime(2021, 9, 10, 9, tzinfo=jakarta)
    assert found.decoded("dtend") == datetime(2021, 9, 10, 10, 30, tzinfo=jakarta)
    assert found["dtstart"].params["TZID"] == "Asia/Jakarta"
    assert str(found["location"]) == "Hotel Bumi Wiyata, Depok"


def test_a_later_file_takes_the_place_of_the_first(sign_in, room):
    browser = sign_in(room.secretary)
    first = event(browser.get(URL))
    meetings.edit(room.meeting, version=1, by=None, venue="Wisma")

    second = event(browser.get(URL))

    assert first["uid"] == second["uid"]
    assert (first["sequence"], second["sequence"]) == (0, 1)


def test_it_names_nobody_and_one_title_is_one_event(sign_in, room):
    AgendaItemFactory(meeting=room.meeting, position=3, speaker=room.delegates[0].person)
    type(room.meeting).objects.update(title=HOSTILE)

    response = sign_in(room.secretary).get(URL)

    assert event(response)["summary"] == HOSTILE.replace("\r\n", "\n")
    text = response.content.decode()
    assert [row.person.name for row in room.delegates if row.person.name in text] == []


def test_it_is_for_those_who_see_the_meeting(sign_in, room):
    assert sign_in(room.stranger()).get(URL).status_code == 404
