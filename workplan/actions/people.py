"""What is done with somebody's personal data: shown, handed out, withdrawn, erased; each is in the log."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.actions import people as cards
from federations.actions import users
from federations.models import Person, Tenure, User
from federations.models.person import ERASED_NAME
from rakerwil.models import Letter
from rakerwil.transitions import ReasonMissing, Refused
from rakerwil.versions import keep
from workplan.actions.transitions import log
from workplan.models import Comment, Invitation, LetterTerms, Redaction, Transition
from workplan.reporting import people as reporting

FREE_TEXTS: tuple[tuple[Any, str], ...] = (
    (Transition, "reason"),
    (Comment, "text"),
    (Invitation, "answered_by"),
    (Invitation, "answer_note"),
    (Invitation.history.model, "answered_by"),
    (Invitation.history.model, "answer_note"),
    (LetterTerms, "contact"),
    (LetterTerms.history.model, "contact"),
    (Letter, "subject"),
    (Letter, "body"),
)
"""Texts in which people write freely and that are no part of minutes or of a paper that was issued."""


@dataclass(frozen=True)
class Contact:
    """How to reach somebody, as it was shown once."""

    phone: str
    email: str


@transaction.atomic
def reveal(person: Person, *, reason: str = "", by: User) -> Contact:
    """Give phone and e-mail once, and write down who asked and why. Refused where nothing is on record."""
    stored = cards.held(person)
    if not stored.has_contact:
        raise Refused(_("There is no telephone number and no e-mail address on record."))
    log(stored, "reveal", by=by, reason=reason)
    return Contact(stored.phone, stored.email)


@transaction.atomic
def hand_out(person: Person, *, by: User) -> Person:
    """The record for a file of everything that is stored about the person; written down like a look at it."""
    stored = cards.held(person)
    log(stored, "export", by=by)
    return stored


@transaction.atomic
def withdraw(person: Person, *, by: User | None, reason: str = "") -> None:
    """Take the consent back: phone and e-mail go, also from history and log; `by` None is the system.

    Raises Refused where neither contact nor consent is on record.
    """
    current = cards.held(person)
    if not current.has_contact and not current.consents.filter(withdrawn_on=None).exists():
        raise Refused(_("There is nothing to take back: no consent and no contact is on record."))
    past = Person.history.filter(id=person.pk).values_list("phone", "email")
    words = {word for row in past for word in row}
    stored = cards.drop_contact(person, by=by)
    _redact(sorted(filter(None, words), key=len, reverse=True))
    log(stored, "withdraw", by=by, reason=reason)


@transaction.atomic
def erase(person: Person, *, reason: str, by: User) -> None:
    """Erase somebody's data for good: card, offices, account, their history, and their words in the log.

    A row stays where minutes need one, under a placeholder; minutes and issued papers stay as they were
    approved. Raises ReasonMissing; Refused while an office, a role, an open action or a meeting binds them.
    """
    stored = cards.held(person)
    if not reason.strip():
        raise ReasonMissing(_("Write the reason, so that the others understand this step."))
    ties = reporting.ties(stored)
    if ties:
        raise Refused(" ".join([_("These data can't be erased yet."), *ties]))
    account = reporting.account_of(stored)
    past = Person.history.filter(id=stored.pk)
    known = [*past.values_list("name", "phone", "email"), (account.email if account else "",)]
    words = {word for row in known for word in row if word}
    _blank(stored, by)
    if account is not None:
        former = User.history.filter(id=account.pk).values_list("email", flat=True)
        words |= set(former)
        users.close_for_ever(account, by=by)
    _empty_letters(words, account)
    longest_first = sorted(words, key=len, reverse=True)
    _redact(longest_first)
    for word in longest_first:
        reason = _whole(word).sub(ERASED_NAME, reason)
    log(stored, "erase", by=by, reason=reason)


@transaction.atomic
def forget_overdue(today: date | None = None) -> list[Person]:
    """Erase the contact of everybody who is past the stated time; who they were."""
    due = reporting.overdue(today)
    for person in due:
        withdraw(person, by=None, reason=_("Kept for as long as was said"))
    return due


def _blank(person: Person, by: User) -> None:
    """The card and its history, without the person; the offices altogether."""
    empty = {"name": ERASED_NAME, **dict.fromkeys(("office", "organisation", "sex", "phone", "email"), "")}
    cards.drop_contact(person, by=by)
    person.refresh_from_db()
    for name, value in empty.items():
        setattr(person, name, value)
    person.erased_at = timezone.now()
    keep(person, person.version, by=by)
    Person.history.filter(id=person.pk).update(**empty)
    Tenure.objects.filter(person=person).delete()
    Tenure.history.filter(person_id=person.pk).delete()
    person.participations.update(office="")


def _empty_letters(words: set[str], account: User | None) -> None:
    """Of what was sent only the day is left; what waits is not sent any more."""
    letters = Letter.objects.filter(Q(address__in=words) | Q(recipient__in=[account] if account else []))
    letters.filter(sent_at=None).delete()
    letters.update(address=f"dihapus@{users.NOWHERE}", subject="", body="")


def _redact(words: list[str]) -> None:
    """Put the placeholder in the place of each of the words, wherever people wrote them freely."""
    for word in words:
        with Redaction.objects.of(word, ERASED_NAME):
            for rows, text in _with(word):
                rows.update(**{text: Replace(text, Value(word), Value(ERASED_NAME))})


def _with(word: str) -> Iterator[tuple[QuerySet[Any], str]]:
    """The rows in whose free texts the word stands as a whole, with the name of the text."""
    whole = _whole(word)
    for model, text in FREE_TEXTS:
        found = model._base_manager.filter(**{f"{text}__contains": word}).values_list("pk", text)
        keys = [key for key, value in found if whole.search(value)]
        if keys:
            yield model._base_manager.filter(pk__in=keys), text


def _whole(word: str) -> re.Pattern[str]:
    """The word, not as a part of another."""
    return re.compile(rf"(?<!\w){re.escape(word)}(?!\w)")
