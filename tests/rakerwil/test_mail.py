import pytest
from django.core import mail as sent
from django.db import transaction

from rakerwil import mail

LETTER = {
    "name": "Siti (contoh)",
    "roles": ["Admin nasional"],
    "by": "Budi (contoh)",
    "link": "http://testserver/x",
}


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
def test_post_writes_in_the_language_of_the_reader(
    django_capture_on_commit_callbacks, language, subject, opening
):
    with django_capture_on_commit_callbacks(execute=True):
        mail.post("invitation", "siti@contoh.example", language, **LETTER)

    [message] = sent.outbox
    assert (message.to, message.subject) == (["siti@contoh.example"], subject)
    assert str(message.body).startswith(f"{opening}\n")
    assert "&" not in str(message.body)


@pytest.mark.django_db(transaction=True)
def test_post_within_what_is_undone_sends_nothing():
    with transaction.atomic():
        mail.post("invitation", "siti@contoh.example", "", **LETTER)
        transaction.set_rollback(True)

    assert sent.outbox == []
