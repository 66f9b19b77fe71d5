"""People put on record, how to reach them, and what they agreed to."""

from dataclasses import dataclass
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Consent, Person, User
from federations.models.consent import CURRENT
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import keep, sign


@dataclass(frozen=True)
class Agreed:
    """How somebody agreed to the current text."""

    way: str


@transaction.atomic
def add(person: Person, token: UUID, *, agreed: Agreed | None = None, by: User | None) -> Person:
    """Save a new person; sent twice with the same token, the record that the first sending made.

    With `agreed`, the consent to keeping phone and e-mail is recorded too.
    """
    person.token = token
    sign(person, by)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        return Person.objects.get(token=token)
    if agreed is not None:
        consent(person, agreed, by=by)
    return person


@transaction.atomic
def record_contact(person: Person, *, phone: str, email: str, agreed: Agreed, by: User) -> Person:
    """Write down how to reach somebody, with their consent; what is empty stays as it was.

    Raises Refused where both are empty, WrongState where the person's data were erased.
    """
    stored = held(person)
    if not phone and not email:
        raise Refused(_("Write a telephone number or an e-mail address."))
    stored.phone, stored.email = phone or stored.phone, email or stored.email
    keep(stored, stored.version, by=by)
    consent(stored, agreed, by=by)
    return stored


@transaction.atomic
def consent(person: Person, agreed: Agreed, *, by: User | None) -> Consent:
    """Record the agreement to the current text; the same text agreed to twice stands once."""
    held(person)
    standing = person.consents.filter(version=CURRENT, withdrawn_on=None).first()
    if standing is not None:
        return standing
    row = Consent(person=person, version=CURRENT, way=agreed.way, recorded_by=by)
    sign(row, by)
    row.save()
    return row


@transaction.atomic
def drop_contact(person: Person, *, by: User | None) -> Person:
    """Erase phone and e-mail, also from the history, and end the consents; `by` None is the system."""
    stored = held(person)
    stored.phone = stored.email = ""
    keep(stored, stored.version, by=by)
    Person.history.filter(id=stored.pk).update(phone="", email="")
    for row in stored.consents.filter(withdrawn_on=None):
        row.withdrawn_on = timezone.localdate()
        sign(row, by)
        row.save()
    return stored


def held(person: Person) -> Person:
    """The person as they now are, held until the end of the transaction; WrongState once erased."""
    stored = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    if stored.is_erased:
        raise WrongState(_("This person's data were erased."))
    return stored
