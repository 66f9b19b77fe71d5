"""Proposing a correction, and answering it, on pages."""

import uuid
from datetime import timedelta

import pytest

from tests.factories.meetings import BEGINS, Gathering, ParticipantFactory
from workplan.actions import corrections, meetings, minutes
from workplan.models import Attendance, Correction

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/notulen/"


@pytest.fixture
def room(clock):
    clock("2021-09-13 10:00")
    room = Gathering()
    row = ParticipantFactory(meeting=room.meeting, number=9, person=room.rep.person, category="observer")
    Attendance.objects.create(participant=row, entered_at=BEGINS, left_at=BEGINS + timedelta(hours=1))
    minutes.write(room.opening, text="Dibuka.", version=0, by=room.secretary)
    meetings.finish(room.meeting, by=None, at=BEGINS + timedelta(hours=8))
    minutes.circulate(minutes.of(room.meeting), by=room.secretary)
    room.form = f"{URL}acara-{room.opening.pk}/koreksi/"
    return room


@pytest.fixture
def correction(room):
    return corrections.propose(
        minutes.of(room.meeting), room.opening, text="Pukul 09.05.", token=uuid.uuid4(), by=room.rep
    )


def test_somebody_who_was_present_proposes(sign_in, room):
    browser = sign_in(room.rep)

    link = browser.get(URL).content.decode()
    response = browser.post(room.form, {"text": "Pukul 09.05.", "token": str(uuid.uuid4())})

    assert room.form in link
    assert response.status_code == 302
    assert Correction.objects.get().proposed_by == room.rep


def test_empty_correction_is_shown_again(sign_in, room):
    response = sign_in(room.rep).post(room.form, {"text": " ", "token": str(uuid.uuid4())})

    assert response.status_code == 422


def test_after_the_window_what_was_typed_is_refused_and_not_lost(sign_in, room, clock):
    clock("2021-09-21 10:00")

    response = sign_in(room.rep).post(room.form, {"text": "Terlambat.", "token": str(uuid.uuid4())})

    assert (response.status_code, "Terlambat." in response.content.decode()) == (422, True)
    assert not Correction.objects.exists()


def test_only_those_who_were_present_propose(sign_in, room):
    people = (room.secretary, room.admin, room.stranger())

    assert [sign_in(user).get(room.form).status_code for user in people] == [403, 403, 404]


def test_secretary_accepts_and_comes_to_the_text_with_the_correction_beside_it(sign_in, room, correction):
    browser = sign_in(room.secretary)

    response = browser.post(f"{URL}koreksi/{correction.pk}/terima/")

    assert response.headers["Location"] == f"{URL}acara-{room.opening.pk}/"
    assert "Pukul 09.05." in browser.get(response.headers["Location"]).content.decode()


def test_refusal_without_a_word_changes_nothing(sign_in, room, correction):
    response = sign_in(room.secretary).post(f"{URL}koreksi/{correction.pk}/tolak/", {"word": ""})

    correction.refresh_from_db()
    assert (response.status_code, correction.state) == (302, "proposed")


def test_word_of_a_refusal_stands_on_the_page(sign_in, room, correction):
    sign_in(room.secretary).post(f"{URL}koreksi/{correction.pk}/tolak/", {"word": "Sudah benar."})

    assert "Sudah benar." in sign_in(room.rep).get(URL).content.decode()


@pytest.mark.parametrize("word", ["terima", "tolak"])
def test_only_those_who_keep_the_minutes_answer(sign_in, room, correction, word):
    url = f"{URL}koreksi/{correction.pk}/{word}/"

    statuses = [sign_in(user).post(url).status_code for user in (room.rep, room.admin, room.stranger())]

    assert statuses == [403, 403, 404]
    assert sign_in(room.secretary).get(url).status_code == 405
