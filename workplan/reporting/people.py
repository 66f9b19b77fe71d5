"""What binds a person, where they took part, who looked at their contact, whose is kept too long."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Consent, Membership, Person, Tenure, User
from federations.models.consent import MONTHS_KEPT
from federations.reporting.histories import LogLine
from workplan.enums import MeetingState
from workplan.models import ActionItem, Meeting, Participant, Transition

SEEN = ("reveal", "export")
"""The lines of the log that say that somebody got to see a person's contact."""


def account_of(person: Person) -> User | None:
    """The person's sign-in; None where there is none."""
    return User.objects.filter(person=person).first()


def ties(person: Person) -> list[str]:
    """Why a person's data can't be erased now, a sentence each; empty where nothing binds them."""
    return [*_offices(person), *_roles(person), *_actions(person), *_meetings(person)]


def _offices(person: Person) -> Iterator[str]:
    for tenure in person.tenures.unended().with_bodies():
        yield _("They hold an office: %(office)s. Set its last day first.") % {"office": tenure}


def _roles(person: Person) -> Iterator[str]:
    roles = Membership.objects.current_or_coming().with_places().filter(user__person=person)
    for role in roles:
        yield _("Their account has a role: %(role)s. End it first.") % {"role": role}


def _actions(person: Person) -> Iterator[str]:
    """A chapter's or unit's open actions bind whoever holds office or role there."""
    account = account_of(person)
    bodies = person.tenures.unended()
    held = ActionItem.objects.filter(owner_chapter__tenures__in=bodies) | ActionItem.objects.filter(
        owner_unit__tenures__in=bodies
    )
    if account is not None:
        held = held | ActionItem.objects.filter(pk__in=ActionItem.objects.owned_by(account).values("pk"))
    for action in held.unfinished().select_related("meeting__year").distinct():
        yield _(
            "An action of theirs is open: %(code)s of %(meeting)s. Have it confirmed or cancelled first."
        ) % {
            "code": action.code,
            "meeting": action.meeting,
        }


def _meetings(person: Person) -> Iterator[str]:
    ahead = (MeetingState.INVITED, MeetingState.IN_PROGRESS)
    for row in person.participations.filter(meeting__state__in=ahead).select_related("meeting__year"):
        yield _("They are on the list of %(meeting)s, which is not over yet.") % {"meeting": row.meeting}


def taken_part(person: Person, reader: User) -> QuerySet[Participant]:
    """The meetings of a person that the reader may see, newest first, with the office held then."""
    rows = person.participations.filter(meeting__in=Meeting.objects.visible_to(reader).values("pk"))
    return rows.select_related("meeting__year", "meeting__region").order_by("-meeting__starts_at", "-pk")


@dataclass(frozen=True)
class Reveal:
    """One look at somebody's contact."""

    at: datetime
    person: Person
    who: str
    what: str
    reason: str


def words_of(verb: str) -> str:
    """What was done, for people."""
    return _("Contact shown") if verb == "reveal" else _("Data downloaded")


def looks() -> QuerySet[Transition]:
    """Every look at a person's contact, newest first."""
    rows = Transition.objects.filter(noun=Person._meta.label_lower, verb__in=SEEN)
    return rows.select_related("by__person").order_by("-at", "-pk")


def reveals(rows: QuerySet[Transition] | list[Transition]) -> list[Reveal]:
    """The lines with the people they are about."""
    lines = list(rows)
    people = Person.objects.in_bulk({line.object_id for line in lines})
    return [
        Reveal(line.at, people[line.object_id], str(line.by), words_of(line.verb), line.reason)
        for line in lines
        if line.object_id in people
    ]


def log_of(person: Person) -> list[LogLine]:
    """Who had this person's contact shown, newest first."""
    rows = looks().filter(object_id=person.pk)
    return [LogLine(each.at, each.what, each.who, each.reason) for each in reveals(rows)]


def kept_since(today: date) -> date:
    """What ended before this day is over long enough."""
    years, months = divmod(MONTHS_KEPT, 12)
    year, month = divmod((today.year - years) * 12 + today.month - 1 - months, 12)
    return date(year, month + 1, min(today.day, monthrange(year, month + 1)[1]))


def overdue(today: date | None = None) -> list[Person]:
    """People whose contact is kept past the stated time, by name.

    Nothing binds them: no office, meeting, consent or role since `kept_since`; first put on record before it.
    """
    since = kept_since(today or timezone.localdate())
    recent = [
        Tenure.objects.unended(since).values("person"),
        Participant.objects.filter(meeting__starts_at__date__gte=since).values("person"),
        Consent.objects.filter(given_on__gte=since).values("person"),
        Membership.objects.current_or_coming(since).exclude(user__person=None).values("user__person"),
        Person.history.filter(history_type="+", history_date__date__gte=since).values("id"),
    ]
    rows = Person.objects.on_record().exclude(phone="", email="")
    for bound in recent:
        rows = rows.exclude(pk__in=bound)
    return list(rows.select_related("region"))
