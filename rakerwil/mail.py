"""Letters to people: plain text in the reader's language, sent once the rows that cause them are safe."""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils import translation


def link(path: str) -> str:
    """The whole address of a page. Never from the request, whose host anybody can write."""
    return f"{settings.SITE_URL.rstrip('/')}{path}"


def post(template: str, to: str, language: str, **context: Any) -> None:
    """Send `templates/emails/<template>.txt` to one address, in `language` (empty: the installation's).

    The first line of the text is the subject.
    """
    with translation.override(language or settings.LANGUAGE_CODE):
        text = render_to_string(
            f"emails/{template}.txt", {"confederation": settings.CONFEDERATION, **context}
        )
    subject, _newline, body = text.strip().partition("\n")
    dispatch(EmailMessage(subject.strip(), f"{body.strip()}\n", to=[to]))


def dispatch(message: EmailMessage) -> None:
    """Send after commit. A mail server that is down is logged and stops nobody's work."""
    transaction.on_commit(message.send, robust=True)
