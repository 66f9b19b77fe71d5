import re

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.meetings import Gathering, ParticipantFactory
from tests.factories.users import UserFactory
from workplan.actions import agenda, doors
from workplan.actions.doors import ROTATES
from workplan.models import Attendance
from workplan.views.doors import WRONG_CODES

pytestmark = pytest.mark.django_db

DOOR = "/rakerwil/31-2021-1/pintu/"
LIST = "/rakerwil/31-2021-1/peserta/"


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


@pytest.fixture
def late(room):
    return ParticipantFactory(meeting=room.meeting, number=12)


@pytest.fixture
def url(room):
    return f"/h/{room.opening.pk}-{doors.door_seal(room.opening, timezone.now())}/"


def send(client, url, participant):
    return client.post(url, {"code": doors.written(doors.personal_code(participant))})


# --- the page without sign-in --------------------------------------------------------------------


def test_the_page_shows_the_meeting_and_nobody_s_name(client, room, late, url):
    response = client.get(url)

    page = response.content.decode()
    assert response.status_code == 200
    assert "Rapat Kerja Wilayah 2021" in page
    assert [row.person.name for row in [*room.delegates, late] if row.person.name in page] == []
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in response.headers["Cache-Control"]


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_a_preview_records_nobody(client, late, url, method):
    getattr(client, method)(url, {"code": doors.personal_code(late)})

    assert late.stays.count() == 0


def test_the_right_code_is_answered_with_the_number_and_no_name(client, late, url):
    response = send(client, url, late)

    page = response.content.decode()
    assert response.status_code == 200
    assert response.context["arrival"].number == 12
    assert "Anda tercatat" in page
    assert late.person.name not in page
    assert late.stays.count() == 1


def test_sent_again_it_says_since_when(client, late, url):
    send(client, url, late)

    page = send(client, url, late).content.decode()

    assert "Anda sudah tercatat" in page
    assert late.stays.count() == 1


@pytest.mark.parametrize("code", ["AAAA-AAAA", "12", "' OR 1=1"])
def test_every_wrong_code_gets_the_same_answer(client, room, url, code):
    response = client.post(url, {"code": code})

    assert response.status_code == 422
    assert response.context["form"].errors == {
        "code": ["Kode ini tidak cocok. Lihat slip Anda, lalu ketik sekali lagi."]
    }
    assert Attendance.objects.count() == 3


def test_too_many_wrong_codes_have_to_wait_and_right_ones_are_not_counted(
    client, room, late, url, monkeypatch
):
    monkeypatch.setattr("time.time", lambda: 1_631_246_400.0)
    statuses = [client.post(url, {"code": "salah"}).status_code for _try in range(WRONG_CODES)]
    blocked = send(client, url, late)
    elsewhere = send(Client(REMOTE_ADDR="192.0.2.7"), url, late)

    assert statuses == [422] * WRONG_CODES
    assert (blocked.status_code, elsewhere.status_code) == (429, 200)


def test_without_the_page_s_own_token_nothing_is_taken(url, late):
    assert send(Client(enforce_csrf_checks=True), url, late).status_code == 403


def test_a_photo_of_the_code_is_worth_nothing_after_two_turns(client, monkeypatch, url, room):
    later = timezone.now() + 2 * ROTATES
    monkeypatch.setattr(timezone, "now", lambda: later)

    assert client.get(url).status_code == 410


@pytest.mark.parametrize(("place", "status"), [(-1, 410), (3, 404)])
def test_a_changed_address_opens_nothing(client, url, place, status):
    seal, other = url.rstrip("/"), "a"
    changed = f"{seal[:-1]}{other if seal[-1] != other else 'b'}/" if place < 0 else "/h/999999-abcdefghij/"

    assert client.get(changed).status_code == status


def test_the_door_of_a_session_that_is_over_is_closed(client, room, late, url):
    agenda.begin(room.opening, by=None)
    agenda.end(room.opening, by=None)

    answers = [client.get(url), send(client, url, late)]

    assert [answer.status_code for answer in answers] == [410, 410]
    assert late.stays.count() == 0


# --- what hangs at the door ----------------------------------------------------------------------


def test_the_door_shows_a_code_that_opens_the_page_and_nobody_s_name(sign_in, room, late):
    response = sign_in(room.secretary).get(DOOR)

    page = response.content.decode()
    address = response.context["address"]
    assert Client().get(re.sub(r"^https?://[^/]+", "", address)).status_code == 200
    assert (address in page, "<svg" in page) == (True, True)
    assert [row.person.name for row in [*room.delegates, late] if row.person.name in page] == []


def test_asked_again_it_says_that_nothing_moved_until_the_code_turns(sign_in, room, monkeypatch):
    browser = sign_in(room.secretary)
    tag = browser.get(DOOR).headers["ETag"]

    same = browser.get(DOOR, headers={"If-None-Match": tag})
    later = timezone.now() + ROTATES
    monkeypatch.setattr(timezone, "now", lambda: later)
    turned = browser.get(DOOR, headers={"If-None-Match": tag})

    assert (same.status_code, turned.status_code) == (304, 200)


def test_another_session_s_door_is_shown_when_asked_for(sign_in, room):
    response = sign_in(room.secretary).get(DOOR, {"acara": room.plenary.pk})

    assert response.context["door"].item == room.plenary


def test_before_it_opens_the_door_says_when(sign_in, clock):
    clock("2021-09-10 07:30")
    hall = Gathering("invited")

    response = sign_in(hall.secretary).get(DOOR)

    assert (response.context["address"], "08.00" in response.content.decode()) == ("", True)


# --- slips ---------------------------------------------------------------------------------------


def test_a_lost_slip_is_printed_anew_with_another_code(sign_in, room, late):
    lost = doors.personal_code(late)

    response = sign_in(room.secretary).post(f"{DOOR}kode-baru/", {"number": "12"})

    late.refresh_from_db()
    assert response.url == f"{DOOR}slip.pdf?nomor=12"
    assert doors.personal_code(late) != lost


@pytest.mark.parametrize("number", ["", "x", "99"])
def test_nobody_gets_another_code_without_a_number_of_the_list(sign_in, room, number):
    response = sign_in(room.secretary).post(f"{DOOR}kode-baru/", {"number": number}, follow=True)

    assert [str(message.level_tag) for message in response.context["messages"]] == ["error"]


def test_after_the_meeting_no_slip_is_printed(sign_in, clock):
    clock("2021-09-10 18:30")
    hall = Gathering("finished")

    assert sign_in(hall.secretary).get(f"{DOOR}slip.pdf").status_code == 302


def test_who_is_invited_reads_their_own_code_on_the_list_and_no_other(sign_in, room, late):
    user = UserFactory(person=late.person)

    page = sign_in(user).get(LIST).content.decode()

    shown = [
        row.number
        for row in room.meeting.participants.select_related("meeting")
        if doors.written(doors.personal_code(row)) in page
    ]
    assert shown == [12]
