"""People put on record."""

from uuid import UUID

from django.db import IntegrityError, transaction

from federations.models import Person, User
from rakerwil.versions import sign


@transaction.atomic
def add(person: Person, token: UUID, *, by: User | None) -> Person:
    """Save a new person; sent twice with the same token, the record that the first sending made."""
    person.token = token
    sign(person, by)
    try:
        with transaction.atomic():
            person.save()
    except IntegrityError:
        return Person.objects.get(token=token)
    return person
