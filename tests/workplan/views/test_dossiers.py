"""The papers of a meeting on their page."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from federations.enums import Role
from tests.factories.meetings import Gathering
from tests.factories.users import user_with
from workplan.actions import meeting_files
from workplan.models import MeetingFile, NumberedPaper, Transition

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/dokumen/"


@pytest.fixture
def room(clock):
    clock("2021-09-10 19:00")
    return Gathering("finished")


def photo(name="daftar.jpg"):
    target = io.BytesIO()
    Image.new("RGB", (30, 20), "white").save(target, "JPEG")
    return SimpleUploadedFile(name, target.getvalue(), "image/jpeg")


def attached(room):
    form = {"kind": "daftar-hadir", "attached": [photo()]}
    return form, f"{URL}lampirkan/"


def test_signed_sheet_is_attached_and_no_longer_missing(sign_in, room):
    form, url = attached(room)
    browser = sign_in(room.secretary)

    before = browser.get(URL).context["done"]
    response = browser.post(url, form)

    assert response.status_code == 302
    assert browser.get(URL).context["done"] == before + 1


def test_the_same_sheet_twice_is_one(sign_in, room):
    for _ in range(2):
        form, url = attached(room)
        sign_in(room.secretary).post(url, form)

    assert MeetingFile.objects.count() == 1


def test_what_is_no_photo_is_refused_in_words(sign_in, room):
    form = {"kind": "foto", "attached": [SimpleUploadedFile("foto.jpg", b"MZ")]}

    response = sign_in(room.secretary).post(f"{URL}lampirkan/", form, follow=True)

    assert "foto.jpg" in response.content.decode()
    assert not MeetingFile.objects.exists()


def test_signed_sheet_is_not_for_every_participant_and_an_auditor_s_look_is_on_record(sign_in, room):
    form, url = attached(room)
    sign_in(room.secretary).post(url, form)
    file = MeetingFile.objects.get()
    readers = (room.secretary, user_with(Role.AUDITOR), room.rep, room.stranger())

    responses = [sign_in(user).get(f"{URL}berkas/{file.pk}/") for user in readers]
    for response in responses:
        b"".join(response)  # to its end, which closes the file

    statuses = [response.status_code for response in responses]
    assert statuses == [200, 200, 403, 404]
    assert Transition.objects.filter(verb="reveal").count() == 1


def test_record_gets_its_number_once(sign_in, room):
    browser = sign_in(room.secretary)

    for _ in range(2):
        browser.post(f"{URL}berita-acara/nomor/")

    assert NumberedPaper.objects.get().letter.number == 1


def test_a_running_meeting_s_record_gets_no_number(sign_in, clock):
    clock("2021-09-10 10:30")
    room = Gathering()

    response = sign_in(room.secretary).post(f"{URL}berita-acara/nomor/")

    assert response.status_code == 302
    assert not NumberedPaper.objects.exists()


@pytest.mark.parametrize("kind", ["notulen", "tiada"])
def test_paper_that_is_not_there_is_not_found(sign_in, room, kind):
    assert sign_in(room.secretary).get(f"{URL}{kind}.docx").status_code == 404


def test_wrong_file_is_taken_away_within_a_day(room, clock):
    file = MeetingFile.objects.create(
        meeting=room.meeting, kind="foto", sha256="0" * 64, name="a.jpg", content_type="image/jpeg", size=1
    )

    meeting_files.remove(file, by=room.secretary)

    assert not MeetingFile.objects.exists()
