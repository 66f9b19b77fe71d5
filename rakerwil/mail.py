"""Letters to people: plain text in the reader's language, written with the rows that cause them, sent apart.

No page waits for a mail server: `post` and `dispatch` write into the outbox within the caller's transaction,
so that a letter exists if and only if its cause does, and `deliver` sends what is due.
"""

import smtplib
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import timezone, translation

from rakerwil.models import Letter

AT_ONCE = 200
"""Letters of one round."""
ITS_OWN_FAULT = (smtplib.SMTPRecipientsRefused, smtplib.SMTPDataError, ValueError)
"""What one letter is refused for and the next is not."""


def link(path: str) -> str:
    """The whole address of a page. Never from the request, whose host anybody can write."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def post(
    template: str, to: str, language: str, *, recipient: Any = None, key: str = "", **context: Any
) -> None:
    """Write `templates/emails/<template>.txt` to one address, in `language` (empty: the installation's).

    The first line of the text is the subject. With a `key` there is one letter of it, ever: until it is tried
    a later call renews its text, afterwards it is let be.
    """
    language = language or settings.LANGUAGE_CODE
    with translation.override(language):
        text = render_to_string(
            f"emails/{template}.txt", {"confederation": settings.CONFEDERATION, **context}
        )
    subject, _newline, body = text.strip().partition("\n")
    _write(
        Letter(
            kind=template,
            key=key,
            recipient=recipient,
            address=to,
            language=language,
            subject=subject.strip(),
            body=f"{body.strip()}\n",
        )
    )


def dispatch(message: EmailMessage, kind: str, language: str) -> None:
    """Write a letter that a library has composed."""
    [address] = message.to
    _write(
        Letter(
            kind=kind,
            address=address,
            language=language,
            subject=str(message.subject),
            body=str(message.body),
        )
    )


def _write(letter: Letter) -> None:
    letter.written_at = letter.due_at = timezone.now()
    if letter.key:
        waiting = Letter.objects.filter(key=letter.key, sent_at=None, tries=0)
        if waiting.update(subject=letter.subject, body=letter.body):
            return
    Letter.objects.bulk_create([letter], ignore_conflicts=bool(letter.key))


@dataclass(frozen=True)
class Delivery:
    """What became of one round: letters sent, and letters that wait for another try."""

    sent: int = 0
    failed: int = 0


def deliver() -> Delivery:
    """Send what is due; several may do so at once and no letter goes out twice.

    A letter is taken, sent and marked one by one, outside any transaction. Whoever is killed between sending
    and marking leaves a letter that goes out again after its rest under the same Message-ID. An address that
    is refused costs its own letter a try, a server that can't be reached ends the round.
    """
    sent = failed = 0
    server = get_connection()
    try:
        for letter in Letter.objects.due(timezone.now())[:AT_ONCE]:
            if not Letter.objects.claim(letter, timezone.now()):
                continue
            row = Letter.objects.filter(pk=letter.pk)
            try:
                server.open()
                _send(letter, server)
            except (OSError, ValueError) as error:
                failed += 1
                row.update(last_error=f"{type(error).__name__}: {error}"[:200])
                if not isinstance(error, ITS_OWN_FAULT):
                    break
            else:
                sent += 1
                row.update(sent_at=timezone.now(), body="", last_error="")
    finally:
        server.close()
    return Delivery(sent, failed)


def _send(letter: Letter, server: BaseEmailBackend) -> None:
    host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].strip("> ") or "localhost"
    EmailMessage(
        letter.subject,
        letter.body,
        to=[letter.address],
        connection=server,
        headers={
            "Message-ID": f"<letter-{letter.pk}-{letter.written_at:%Y%m%d%H%M%S}@{host}>",
            "Auto-Submitted": "auto-generated",
            "Content-Language": letter.language,
        },
    ).send()
