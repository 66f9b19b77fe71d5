import io
import zipfile

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from pypdf import PdfReader

from tests.factories.invitations import InvitationFactory, LetterheadFactory
from tests.factories.meetings import Gathering
from workplan.actions import answers, invitations
from workplan.models import Invitation, IssuedLetter

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/surat/"
VERBS = ("siapkan/", "terbitkan/", "{pk}/terbitkan/", "{pk}/cabut/", "{pk}/tulis-ulang/", "{pk}/hapus/")


@pytest.fixture
def room(clock):
    clock("2021-08-27 10:00")
    room = Gathering("invited")
    LetterheadFactory(region=room.region)
    return room


@pytest.fixture
def letter(room):
    return InvitationFactory(meeting=room.meeting, federation=room.other.federation)


def squeezed(text):
    return "".join(text.split())


def test_drafts_are_made_and_numbered_with_two_buttons(sign_in, room):
    browser = sign_in(room.secretary)

    browser.post(f"{URL}siapkan/")
    response = browser.post(f"{URL}terbitkan/", follow=True)

    assert [row.letter.number for row in Invitation.objects.order_by("letter__number")] == [1, 2]
    assert response.context["drafts"] == 0
    assert len(response.context["unanswered"]) == 2


def test_a_letter_is_written_once_however_often_it_is_sent(sign_in, room):
    browser = sign_in(room.secretary)
    token = browser.get(f"{URL}baru/").context["form"].fields["token"].initial()
    typed = {"token": token, "kind": "guest", "recipient": "DEN KSBSI", "quota": "2", "request": "Membuka"}

    for _tap in range(2):
        browser.post(f"{URL}baru/", typed)

    assert [(row.kind, row.name, row.quota) for row in Invitation.objects.all()] == [
        ("guest", "DEN KSBSI", 2)
    ]


def test_a_letter_to_federation_and_unit_at_once_is_refused(sign_in, room):
    response = sign_in(room.secretary).post(f"{URL}baru/", {"kind": "delegation", "quota": "0"})

    assert (response.status_code, Invitation.objects.count()) == (422, 0)


def test_seats_are_changed_and_a_stale_page_is_told(sign_in, room, letter):
    browser = sign_in(room.coordinator)
    typed = {"version": "1", "kind": "delegation", "recipient": "Pimpinan", "quota": "7"}
    typed["federation"] = str(letter.federation_id)

    first = browser.post(f"{URL}{letter.pk}/ubah/", typed)
    second = browser.post(f"{URL}{letter.pk}/ubah/", {**typed, "quota": "9"})

    letter.refresh_from_db()
    assert (first.status_code, second.status_code, letter.quota) == (302, 409, 7)


def test_what_all_letters_say_is_kept(sign_in, room):
    response = sign_in(room.secretary).post(f"{URL}ketentuan/", {"version": "1", "attire": "Batik"})

    assert (response.status_code, room.meeting.letter_terms.attire) == (302, "Batik")


@pytest.mark.parametrize("word", VERBS)
def test_verbs_are_of_those_who_run_the_meeting_and_posted(client, room, letter, word):
    url = URL + word.format(pk=letter.pk)

    answered = []
    for user in (room.rep, room.stranger()):
        client.force_login(user)
        answered.append(client.post(url).status_code)
    client.force_login(room.secretary)

    assert answered == [403, 404]
    assert client.get(url).status_code == 405
    assert IssuedLetter.objects.count() == 0


def test_a_stale_button_is_explained_and_changes_nothing(sign_in, room, letter):
    invitations.issue(letter, by=None)
    browser = sign_in(room.secretary)

    browser.post(f"{URL}{letter.pk}/terbitkan/")
    browser.post(f"{URL}{letter.pk}/hapus/")
    browser.post(f"{URL}{letter.pk}/cabut/", {"reason": ""})

    letter.refresh_from_db()
    assert (letter.state, IssuedLetter.objects.count()) == ("issued", 1)


def test_the_letter_says_number_day_seats_and_link_in_both_formats(sign_in, room, letter):
    invitations.set_terms(room.meeting, version=1, by=None, attire="Batik", copies="DEN KSBSI\nArsip")
    invitations.issue(letter, by=None)
    browser = sign_in(room.secretary)

    pdf = browser.get(f"{URL}{letter.pk}.pdf").content
    word = browser.get(f"{URL}{letter.pk}.docx").content

    printed = squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    document = Document(io.BytesIO(word))
    parts = [paragraph.text for paragraph in document.paragraphs]
    parts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    written = squeezed("".join(parts))
    said = (
        "001/KORWIL-DKI/KSBSI/VIII/2021",
        "Jumat, 10 September 2021",
        "Hotel Bumi Wiyata",
        "2 orang",
        "Batik",
        invitations.answer_link(letter),
        "Peserta 01 (contoh)",
        "Arsip",
        "Pleno I",
    )
    assert [text for text in said if squeezed(text) not in printed] == []
    assert [text for text in said if squeezed(text) not in written] == []


def test_a_draft_says_so_and_has_no_link(sign_in, room, letter):
    pdf = sign_in(room.secretary).get(f"{URL}{letter.pk}.pdf").content

    printed = squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))
    assert "RANCANGAN" in printed
    assert "/u/" not in printed


def test_all_issued_letters_come_in_one_file(sign_in, room, letter):
    invitations.prepare(room.meeting, by=None)
    invitations.issue(letter, by=None)

    response = sign_in(room.secretary).get(f"{URL}semua-docx.zip")

    assert zipfile.ZipFile(io.BytesIO(response.content)).namelist() == ["undangan-001-f-fkui.docx"]


def test_without_an_issued_letter_there_is_no_file(sign_in, room, letter):
    assert sign_in(room.secretary).get(f"{URL}semua-pdf.zip").url == URL


def test_the_list_says_who_has_not_answered_with_a_message_without_names(sign_in, room, letter):
    invitations.issue(letter, by=None)
    other = InvitationFactory(meeting=room.meeting, federation=room.chapter.federation, issued=True)
    answers.decline(other, answered_by="Sekretaris")

    response = sign_in(room.secretary).get(URL)

    text = response.context["missing"].text
    assert response.context["unanswered"] == [letter]
    assert letter.name in text
    assert [row.person.name for row in room.delegates if row.person.name in text] == []


def test_the_mandate_goes_home_as_a_file_and_without_one_is_not_found(sign_in, room, letter):
    invitations.issue(letter, by=None)
    browser = sign_in(room.secretary)
    missing = browser.get(f"{URL}{letter.pk}/mandat/")

    mandate = answers.Attachment("mandat.pdf", "application/pdf", b"%PDF-1.7")
    answers.accept(letter, [answers.Delegate("Ani")], answered_by="S", mandate=mandate)
    found = browser.get(f"{URL}{letter.pk}/mandat/")

    assert (missing.status_code, b"".join(found.streaming_content)) == (404, b"%PDF-1.7")
    assert "sandbox" in found.headers["Content-Security-Policy"]


def test_the_list_asks_as_little_for_three_letters_as_for_one(sign_in, room):
    browser = sign_in(room.secretary)
    counts = []
    for _letter in range(3):
        InvitationFactory(meeting=room.meeting, issued=True)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            browser.get(URL)
        counts.append(len(queries))

    assert counts[0] == counts[2]
    assert counts[2] <= 16
