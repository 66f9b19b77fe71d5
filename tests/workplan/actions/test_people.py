from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat, Replace

from federations.actions import people as cards
from federations.actions import tenures
from federations.enums import ConsentWay, Role
from federations.models import Consent, Person, Tenure, User
from federations.models.person import ERASED_NAME
from rakerwil import mail
from rakerwil.models import Letter
from rakerwil.transitions import ReasonMissing, Refused, WrongState
from tests.factories.invitations import InvitationFactory
from tests.factories.meetings import Gathering, MeetingFactory, ParticipantFactory
from tests.factories.users import MembershipFactory, PersonFactory, UserFactory, user_with
from workplan.actions import meetings, participants, people
from workplan.actions.transitions import log
from workplan.models import Redaction, Transition
from workplan.reporting import people as reporting

pytestmark = pytest.mark.django_db

NAME, PHONE, EMAIL = "Kenari Ujicoba", "081277788899", "kenari@kandang.example"
ADDRESS = "kenari.akun@kandang.example"


@pytest.fixture
def admin(db) -> User:
    return user_with(Role.ADMIN)


def dump() -> str:
    """Every value of every table."""
    with connection.cursor() as cursor:
        rows = []
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            rows += [f"{table}: {row}" for row in cursor.fetchall()]
    return "\n".join(rows)


@pytest.fixture
def canary(admin) -> Person:
    """Somebody whose name, number and address stand wherever the product can put them."""
    person = Person(name=NAME, office=f"Sekretaris {NAME}", phone=PHONE, email=EMAIL)
    cards.add(person, uuid4(), agreed=cards.Agreed(ConsentWay.WRITTEN), by=admin)
    account = UserFactory(email=ADDRESS, person=person, language="id")
    MembershipFactory(user=account, role=Role.OBSERVER, until_on=date(2021, 1, 1))
    cards.record_contact(
        person, phone=f"{PHONE}0", email=f"a.{EMAIL}", agreed=cards.Agreed("spoken"), by=account
    )
    tenure = Tenure(person=person, office="board", title=NAME, from_on=date(2020, 1, 1))
    tenures.end(tenures.give(tenure, uuid4(), by=admin), date(2021, 1, 1), by=admin)
    people.reveal(person, reason=f"Menelepon {NAME}", by=admin)
    log(person, "take_off", by=admin, reason=NAME)
    invitation = InvitationFactory(answered_by=NAME, answer_note=f"Hubungi {PHONE}")
    invitation.save()
    where = invitation.meeting
    past = MeetingFactory(finished=True, number=2, region=where.region, year=where.year)
    row = ParticipantFactory(meeting=past, person=person, number=99)
    assert row.office == ""
    mail.post("role_given", ADDRESS, "id", recipient=account, name=NAME, role="", by="", link="")
    mail.post("role_given", EMAIL, "id", name=NAME, role="", by="", link="")
    person.refresh_from_db()
    return person


def test_erased_no_table_holds_what_was_known(canary, admin):
    before = dump()

    people.erase(canary, reason=f"Diminta oleh {NAME}", by=admin)

    after = dump()
    assert [word in before for word in (NAME, PHONE, EMAIL, ADDRESS)] == [True] * 4
    assert [line for line in after.splitlines() if "enari" in line or PHONE in line] == []
    canary.refresh_from_db()
    assert (str(canary), canary.is_erased) == (f"Orang yang dihapus datanya #{canary.pk}", True)
    assert canary.participations.count() == 1
    assert Transition.objects.of(canary).get(verb="erase").reason == f"Diminta oleh {ERASED_NAME}"
    assert (Redaction.objects.count(), Tenure.history.count()) == (0, 0)
    assert Consent.objects.get().withdrawn_on is not None
    assert not User.objects.get(pk=canary.user.pk).is_active


def test_erased_others_with_a_part_of_the_name_stay(admin):
    person, other = PersonFactory(name="Ani"), PersonFactory(name="Anita")
    log(other, "take_off", by=admin, reason="Anita dan Ani.")
    log(other, "take_off", by=admin, reason="Anita")

    people.erase(person, reason="Diminta", by=admin)

    reasons = set(Transition.objects.of(other).values_list("reason", flat=True))
    assert (Person.objects.get(pk=other.pk).name, "Anita" in reasons) == ("Anita", True)
    assert not any(reason.endswith(" Ani.") for reason in reasons)


def test_the_log_takes_nothing_else_even_while_words_are_erased(admin):
    entry = log(PersonFactory(), "take_off", by=admin, reason="Kenari pergi")
    rows = Transition.objects.filter(pk=entry.pk)
    changes = [
        {"reason": "lain"},
        {"verb": "reveal"},
        {"reason": Replace(F("reason"), Value("Kenari"), Value("Merpati"))},
        {"reason": Replace(F("reason"), Value("Kenari"), Value("X")), "verb": "reveal"},
        {"reason": Concat(F("reason"), Value("!"))},
    ]

    for change in changes:
        with pytest.raises(DatabaseError, match="append-only"), Redaction.objects.of("Kenari", "X"):
            rows.update(**change)
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        rows.update(reason=Replace(F("reason"), Value("Kenari"), Value("X")))
    with pytest.raises(DatabaseError, match="append-only"), Redaction.objects.of("Kenari", "X"):
        rows.delete()

    assert rows.get().reason == "Kenari pergi"


def test_erasing_needs_a_reason_and_happens_once(admin):
    person = PersonFactory()

    with pytest.raises(ReasonMissing):
        people.erase(person, reason=" ", by=admin)
    people.erase(person, reason="Diminta", by=admin)

    for verb in (
        lambda: people.erase(person, reason="Lagi", by=admin),
        lambda: people.reveal(person, by=admin),
        lambda: people.withdraw(person, by=admin),
    ):
        with pytest.raises(WrongState):
            verb()


class Bound:
    """A person with one thing that binds them."""

    def __init__(self, kind: str) -> None:
        room = Gathering("invited" if kind == "meeting" else "finished")
        self.person = PersonFactory(region=room.region)
        if kind in ("office", "action"):
            Tenure.objects.create(person=self.person, office="chair", title="Ketua", chapter=room.chapter)
        if kind == "role":
            account = UserFactory(person=self.person)
            MembershipFactory(user=account, role=Role.REPRESENTATIVE, chapter=room.chapter)
        if kind == "action":
            room.meeting.actions.create(
                number=7, text="Bentuk kontak poin", owner_chapter=room.chapter, due_on=date(2021, 12, 1)
            )
        if kind == "meeting":
            ParticipantFactory(meeting=room.meeting, person=self.person, number=9)


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("office", "Ketua,"),
        ("role", "Perwakilan"),
        ("action", "T-7"),
        ("meeting", "Rapat Kerja Wilayah 2021"),
    ],
)
def test_bound_by_office_role_action_or_meeting_nothing_is_erased(clock, admin, kind, words):
    clock("2021-09-10 10:30")
    person = Bound(kind).person

    with pytest.raises(Refused) as refused:
        people.erase(person, reason="Diminta", by=admin)

    assert words in str(refused.value)
    assert not Person.objects.get(pk=person.pk).is_erased


def test_a_look_is_given_once_and_logged(admin):
    person = PersonFactory(phone=PHONE, email=EMAIL)

    shown = people.reveal(person, reason="Undangan", by=admin)

    [line] = reporting.log_of(person)
    assert (shown.phone, shown.email) == (PHONE, EMAIL)
    assert (line.who, line.reason) == (admin.name, "Undangan")
    assert PHONE not in dump().partition("workplan_transition")[2].partition("workplan_workyear")[0]


def test_a_look_at_nothing_is_refused_and_not_logged(admin):
    person = PersonFactory(phone="", email="")

    with pytest.raises(Refused):
        people.reveal(person, by=admin)

    assert Transition.objects.of(person).count() == 0


def test_withdrawn_the_contact_is_nowhere_and_the_name_stays(admin):
    person = PersonFactory(name="Tetap", phone=PHONE, email=EMAIL)
    cards.consent(person, cards.Agreed("spoken"), by=admin)
    log(person, "reveal", by=admin, reason=f"Menelepon {PHONE}")

    people.withdraw(person, by=admin)

    assert [word in dump() for word in (PHONE, EMAIL, "Tetap")] == [False, False, True]
    assert person.consents.get().withdrawn_on is not None


TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("kind", "is_due"),
    [("nothing", True), ("office", False), ("meeting", False), ("consent", False), ("role", False)],
)
def test_contacts_are_due_when_everything_is_over_long_enough(kind, is_due):
    person = PersonFactory(phone=PHONE)
    long_ago, lately = date(2019, 1, 1), date(2024, 4, 1)
    Person.history.update(history_date=datetime(2018, 1, 1, tzinfo=UTC))
    account = UserFactory(person=person)
    day = lately if kind == "office" else long_ago
    Tenure.objects.create(person=person, office="board", title="Pengurus", from_on=long_ago, until_on=day)
    day = lately if kind == "meeting" else long_ago
    starts = datetime(day.year, day.month, day.day, 3, tzinfo=UTC)
    ParticipantFactory(meeting=MeetingFactory(starts_at=starts), person=person)
    Consent.objects.create(
        person=person, version=1, way="spoken", given_on=lately if kind == "consent" else long_ago
    )
    MembershipFactory(
        user=account, role=Role.OBSERVER, from_on=long_ago, until_on=None if kind == "role" else long_ago
    )

    assert reporting.overdue(TODAY) == ([person] if is_due else [])


def test_the_boundary_is_24_months_to_the_day():
    person = PersonFactory(phone=PHONE)
    Person.history.update(history_date=datetime(2018, 1, 1, tzinfo=UTC))
    Tenure.objects.create(
        person=person, office="board", title="Pengurus", from_on=date(2019, 1, 1), until_on=date(2024, 3, 28)
    )

    due = [reporting.overdue(day) == [person] for day in (date(2026, 3, 28), date(2026, 3, 29))]

    assert due == [False, True]


def test_command_lists_without_names_and_erases_when_told_to(capsys):
    person = PersonFactory(name=NAME, phone=PHONE)
    Person.history.update(history_date=datetime(2018, 1, 1, tzinfo=UTC))

    call_command("forget")
    listed, phone = capsys.readouterr().out, Person.objects.get(pk=person.pk).phone
    call_command("forget", "--erase")
    call_command("forget", "--erase")

    assert listed == f"#{person.pk} -\n1 due\n0 check-ins due\n"
    assert phone == PHONE
    assert capsys.readouterr().out.splitlines() == [
        f"#{person.pk} -",
        *("1 erased", "0 check-ins erased"),
        *("0 erased", "0 check-ins erased"),
    ]
    assert PHONE not in dump()
    assert Transition.objects.of(person).get(verb="withdraw").by is None


def test_a_past_meeting_names_the_office_held_then(clock, admin):
    clock("2021-09-10 10:30")
    room = Gathering("invited")
    person = PersonFactory(region=room.region, office="Tamu")
    tenure = Tenure.objects.create(
        person=person, office="chair", title="Ketua", chapter=room.chapter, from_on=date(2020, 1, 1)
    )

    row = participants.invite(room.meeting, person, category="full", by=None)
    tenures.end(tenure, date(2021, 12, 31), by=admin)
    Tenure.objects.create(person=person, office="head", title="Kepala", from_on=date(2022, 1, 1))

    row.refresh_from_db()
    assert row.office == f"Ketua, {room.chapter}"


def test_from_the_beginning_on_the_list_keeps_the_offices_of_that_day(clock, admin):
    clock("2021-09-10 10:30")
    room = Gathering("invited")
    person = room.delegates[0].person
    Tenure.objects.create(person=person, office="board", title="Pengurus", from_on=date(2021, 9, 1))

    meetings.start(room.meeting, by=None)
    person.office = "Sesudahnya"
    person.save()

    rows = list(room.meeting.participants.order_by("number").values_list("office", flat=True))
    assert rows == ["Pengurus, Dewan Eksekutif Nasional (DEN)", "", ""]


def test_letters_to_an_erased_person_are_emptied_or_not_sent(canary, admin):
    sent = Letter.objects.filter(recipient=canary.user)
    sent.update(sent_at=datetime.now(UTC), body="")
    kept = sent.get().pk

    people.erase(canary, reason="Diminta", by=admin)

    [row] = Letter.objects.all()
    assert (row.pk, row.address, row.subject) == (kept, "dihapus@dihapus.invalid", "")
