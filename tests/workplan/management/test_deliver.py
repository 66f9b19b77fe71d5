from io import StringIO

import pytest
from django.core import mail as sent
from django.core.management import call_command

from rakerwil import mail

pytestmark = pytest.mark.django_db


def run() -> str:
    output = StringIO()
    call_command("deliver", stdout=output)
    return output.getvalue()


def test_deliver_sends_what_waits_and_says_so_once():
    mail.post("role_given", "siti@contoh.example", "en", name="Siti", role="Observer", by="", link="/")

    told = [run(), run()]

    assert told == ["1 sent, 0 to be tried again\n", ""]
    assert [message.to for message in sent.outbox] == [["siti@contoh.example"]]
