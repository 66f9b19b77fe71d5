import smtplib
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.core import mail as sent
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection, transaction
from django.utils import timezone

from rakerwil import mail
from rakerwil.models import BACK_OFF, MOST_TRIES, Letter
from tests.factories.users import UserFactory

TO = "siti@contoh.example"
LETTER = {
    "name": "Siti (contoh)",
    "roles": ["Admin nasional"],
    "by": "Budi (contoh)",
    "link": "http://testserver/x",
}


def write(to: str = TO, language: str = "", **more) -> None:
    mail.post("invitation", to, language, **{**LETTER, **more})


class Deaf(EmailBackend):
    """A server that refuses some addresses for ever and can't be reached for others."""

    def send_messages(self, messages):
        [message] = messages
        if "tolak" in message.to[0]:
            raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"unknown")})
        if "putus" in message.to[0]:
            raise ConnectionRefusedError("no server")
        return super().send_messages(messages)


@pytest.fixture
def deaf(settings):
    settings.EMAIL_BACKEND = f"{__name__}.Deaf"


def test_link_begins_with_the_address_of_the_installation(settings):
    settings.SITE_URL = "https://rakerwil.example/"

    assert mail.link("/undangan/x/") == "https://rakerwil.example/undangan/x/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "subject", "opening"),
    [
        ("", "Akun Anda di Janji Kinerja KSBSI", "Yang terhormat Siti (contoh),"),
        ("en", "Your account for Janji Kinerja KSBSI", "Dear Siti (contoh),"),
    ],
)
def test_post_writes_in_the_language_of_the_reader(delivering, language, subject, opening):
    with delivering():
        write(language=language)

    [message] = sent.outbox
    assert (message.to, message.subject) == ([TO], subject)
    assert message.extra_headers["Auto-Submitted"] == "auto-generated"
    assert str(message.body).startswith(f"{opening}\n")
    assert "&" not in str(message.body)


@pytest.mark.django_db(transaction=True)
def test_post_within_what_is_undone_writes_nothing():
    with transaction.atomic():
        write()
        transaction.set_rollback(True)

    assert Letter.objects.count() == 0


@pytest.mark.django_db
def test_post_sends_nothing_by_itself():
    write()

    assert sent.outbox == []
    assert Letter.objects.get().body.startswith("Yang terhormat")


@pytest.mark.django_db
def test_post_with_a_key_is_one_letter_renewed_until_it_has_left(delivering):
    write(key="once")
    with delivering():
        write(key="once", name="Siti Aminah (contoh)")

    with delivering():
        write(key="once", name="Siti ketiga (contoh)")

    assert ["Siti Aminah" in str(message.body) for message in sent.outbox] == [True]


@pytest.mark.django_db
def test_a_letter_that_has_left_keeps_when_and_not_what(delivering, clock):
    clock("2021-09-10 08:00")
    with delivering():
        write()

    letter = Letter.objects.get()
    assert (letter.sent_at, letter.body, letter.tries) == (timezone.now(), "", 1)
    assert mail.deliver() == mail.Delivery(0, 0)


@pytest.mark.django_db
def test_a_refused_address_rests_longer_and_longer_and_is_given_up(deaf):
    write("tolak@contoh.example")
    rests = []

    for _try in range(MOST_TRIES + 1):
        now = timezone.now()
        mail.deliver()
        letter = Letter.objects.get()
        rests.append(round((letter.due_at - now) / timedelta(minutes=1)))
        Letter.objects.update(due_at=now)

    assert [timedelta(minutes=rest) for rest in rests[: len(BACK_OFF)]] == list(BACK_OFF)
    assert (letter.tries, letter.sent_at) == (MOST_TRIES, None)
    assert letter.last_error.startswith("SMTPRecipientsRefused")
    assert sent.outbox == []


@pytest.mark.django_db
def test_a_refused_address_stops_no_other_letter(deaf):
    write("tolak@contoh.example")
    write()

    assert mail.deliver() == mail.Delivery(sent=1, failed=1)
    assert [message.to for message in sent.outbox] == [[TO]]


@pytest.mark.django_db
def test_a_server_that_cannot_be_reached_ends_the_round(deaf):
    write("putus@contoh.example")
    write()

    assert mail.deliver() == mail.Delivery(sent=0, failed=1)
    assert list(Letter.objects.values_list("tries", flat=True).order_by("pk")) == [1, 0]


@pytest.mark.django_db
def test_nothing_goes_to_a_closed_account():
    write(recipient=UserFactory(is_active=False))

    assert mail.deliver() == mail.Delivery(0, 0)


@pytest.mark.django_db
def test_what_lay_too_long_is_not_sent_any_more():
    write()
    Letter.objects.update(written_at=timezone.now() - timedelta(days=3, minutes=1))

    assert mail.deliver() == mail.Delivery(0, 0)


@pytest.mark.django_db
def test_a_letter_that_goes_out_again_is_known_by_its_id(delivering):
    with delivering():
        write()
    # killed between sending and marking
    Letter.objects.update(sent_at=None, due_at=timezone.now(), body="x")

    mail.deliver()

    first, second = sent.outbox
    assert first.extra_headers["Message-ID"] == second.extra_headers["Message-ID"]


@pytest.mark.django_db(transaction=True)
def test_two_who_deliver_at_once_send_each_letter_once():
    addresses = [f"orang{number}@contoh.example" for number in range(8)]
    for address in addresses:
        write(address)
    start, rounds = Barrier(2), []

    def run():
        start.wait()
        try:
            rounds.append(mail.deliver())
        finally:
            connection.close()

    threads = [Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(message.to[0] for message in sent.outbox) == addresses
    assert sum(each.sent for each in rounds) == 8
