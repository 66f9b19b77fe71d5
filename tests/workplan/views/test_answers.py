import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from tests.factories.invitations import InvitationFactory
from tests.factories.meetings import Gathering
from workplan.actions import answers, invitations
from workplan.models import Invitation, Participant
from workplan.views.answers import LOOKS_A_MINUTE, TRIES_AN_HOUR

pytestmark = pytest.mark.django_db

PDF = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\ntrailer\n<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def room(clock):
    clock("2021-09-01 10:00")
    return Gathering("invited")


@pytest.fixture
def letter(room):
    return InvitationFactory(meeting=room.meeting, federation=room.other.federation, issued=True)


@pytest.fixture
def url(letter):
    return f"/u/{letter.pk}-{invitations.seal(letter)}/"


def typed(*names, **changes):
    named = {f"name_{number}": name for number, name in enumerate(names, 1)}
    return {"answer": "hadir", "answered_by": "Sekretaris DPC", **named, **changes}


def test_the_page_shows_the_meeting_without_sign_in_and_no_name(client, room, letter, url):
    answers.accept(letter, [answers.Delegate("Rahasia Contoh")], answered_by="Sekretaris Rahasia")

    response = client.get(url)

    page = response.content.decode()
    names = [row.person.name for row in Participant.objects.select_related("person")]
    assert response.status_code == 200
    assert "Hotel Bumi Wiyata" in page
    assert [name for name in (*names, "Sekretaris Rahasia") if name in page] == []
    assert response.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert response.headers["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


@pytest.mark.parametrize("method", ["get", "head", "options"])
def test_looking_changes_nothing(client, letter, url, method):
    getattr(client, method)(url, {"answer": "berhalangan", "answered_by": "Bot"})

    letter.refresh_from_db()
    assert letter.answer == "invited"


def test_names_are_sent_and_the_answer_is_said_back_without_them(client, letter, url):
    sent = client.post(url, typed("Ani Contoh", "Budi Contoh", sex_1="woman"))
    page = client.get(sent.url).content.decode()

    letter.refresh_from_db()
    assert (sent.status_code, letter.answer, letter.answered_by) == (302, "confirmed", "Sekretaris DPC")
    assert letter.delegates.count() == 2
    assert "2 orang" in page
    assert "Ani Contoh" not in page


def test_nobody_comes(client, letter, url):
    client.post(url, typed(answer="berhalangan", note="Bentrok."))

    letter.refresh_from_db()
    assert (letter.answer, letter.answer_note) == ("declined", "Bentrok.")


@pytest.mark.parametrize(
    "wrong", [typed(), typed("Ani", "ani"), typed("Ani", answered_by=""), typed("Ani", answer="mungkin")]
)
def test_what_is_incomplete_is_shown_again_with_what_was_typed(client, letter, url, wrong):
    response = client.post(url, wrong)

    letter.refresh_from_db()
    assert (response.status_code, letter.answer) == (422, "invited")
    assert wrong.get("name_1", "") in response.content.decode()


def test_more_lines_than_seats_are_not_read(client, letter, url):
    client.post(url, typed("Ani", "Budi", name_3="Citra"))

    letter.refresh_from_db()
    assert letter.delegates.count() == 2


def test_the_mandate_is_looked_at_before_it_is_kept(client, letter, url):
    bad = SimpleUploadedFile("mandat.pdf", b"MZ program")
    good = SimpleUploadedFile("../mandat.pdf", PDF)

    refused = client.post(url, typed("Ani", mandate=bad))
    client.post(url, typed("Ani", mandate=good))

    letter.refresh_from_db()
    assert refused.status_code == 422
    assert (letter.mandate_name, letter.mandate_type) == ("mandat.pdf", "application/pdf")


def over(client, url):
    return [client.get(url).status_code, client.post(url, typed("Ani")).status_code]


def test_withdrawn_begun_past_and_wrong_links_are_over_and_say_no_more(client, room, letter, url, clock):
    wrong = client.get(f"/u/{letter.pk}-salah/")
    clock("2021-09-11 00:00")
    past = over(client, url)
    clock("2021-09-01 10:00")
    invitations.withdraw(letter, reason="Salah.", by=None)

    assert (wrong.status_code, past, over(client, url)) == (404, [410, 410], [404, 404])
    assert "Bumi Wiyata" not in wrong.content.decode()
    assert Invitation.objects.get().answer == "invited"


@pytest.fixture
def one_span(monkeypatch):
    """No try falls into the next minute or hour."""
    monkeypatch.setattr("time.time", lambda: 1_630_465_210.0)


@pytest.mark.usefixtures("one_span")
def test_answers_through_one_link_are_counted(client, url, letter):
    statuses = [client.post(url, typed()).status_code for _try in range(TRIES_AN_HOUR + 1)]

    assert statuses == [422] * TRIES_AN_HOUR + [429]


@pytest.mark.usefixtures("one_span")
def test_looks_of_one_address_are_counted_whatever_the_link(client, url):
    statuses = [client.get(f"/u/{number}-salah/").status_code for number in range(LOOKS_A_MINUTE + 1)]

    assert statuses[-2:] == [404, 429]
    assert client.get(url).status_code == 429


def test_the_answer_needs_the_page_s_own_token(letter, url):
    response = Client(enforce_csrf_checks=True).post(url, typed("Ani"))

    assert response.status_code == 403


def test_the_calendar_comes_with_the_link_and_ends_with_it(client, letter, url):
    found = client.get(f"{url}kalender.ics")
    invitations.withdraw(letter, reason="Salah.", by=None)

    assert found.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert client.get(f"{url}kalender.ics").status_code == 404
