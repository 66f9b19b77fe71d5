import pytest
from django.core.files.storage import default_storage

from federations.models import Person
from rakerwil.transitions import Refused, WrongState
from tests.factories.invitations import InvitationFactory
from tests.factories.meetings import Gathering
from tests.factories.users import PersonFactory
from workplan.actions import answers, invitations
from workplan.actions.answers import Delegate, TooMany
from workplan.actions.evidence import Attachment
from workplan.models import Participant, Transition
from workplan.reporting import quorums

pytestmark = pytest.mark.django_db

MANDATE = Attachment("mandat.pdf", "application/pdf", b"%PDF-1.7 surat")


@pytest.fixture
def room(clock):
    clock("2021-09-01 10:00")
    return Gathering("invited")


@pytest.fixture
def letter(room):
    return InvitationFactory(meeting=room.meeting, federation=room.other.federation, issued=True)


def comes(letter, *names, **terms):
    answers.accept(letter, [Delegate(name) for name in names], answered_by="Sekretaris", **terms)


def states(room):
    rows = Participant.objects.filter(person__federation=room.other.federation).order_by("number")
    return {row.person.name: row.state for row in rows.select_related("person")}


def test_named_people_are_on_record_on_the_list_and_coming(room, letter):
    comes(letter, "Ani Contoh")

    row = Participant.objects.get(person__name="Ani Contoh")
    assert (row.state, row.category, row.person.region, row.person.federation) == (
        "confirmed", "full", room.region, room.other.federation
    )  # fmt: skip
    assert list(letter.delegates.all()) == [row]


def test_known_people_keep_their_record_whatever_the_letters_of_the_name(room, letter):
    known = room.delegates[1].person
    count = Person.objects.count()

    comes(letter, known.name.upper())

    assert Person.objects.count() == count
    room.delegates[1].refresh_from_db()
    assert room.delegates[1].state == "confirmed"


def test_who_was_invited_from_the_federation_and_is_not_named_makes_room_and_counts_for_no_quorum(
    room, letter
):
    named = room.delegates[1].person.name

    comes(letter, named, "Ani Contoh")

    assert states(room) == {named: "confirmed", "Ani Contoh": "confirmed"}
    assert quorums.of(room.meeting, room.meeting.starts_at).entitled == 3
    room.delegates[0].refresh_from_db()
    assert room.delegates[0].state == "invited"


def test_a_second_answer_takes_the_place_of_the_first(room, letter):
    comes(letter, "Ani Contoh", "Budi Contoh")

    comes(letter, "Budi Contoh", "Citra Contoh")

    said = states(room)
    assert said == {"Budi Contoh": "confirmed", "Citra Contoh": "confirmed"}
    assert letter.delegates.count() == 2


def test_who_comes_after_all_takes_the_seats_of_those_who_did_not(room, letter):
    answers.decline(letter, answered_by="Sekretaris")

    comes(letter, "Ani Contoh")

    assert states(room) == {"Ani Contoh": "confirmed"}


def test_no_more_people_than_seats(room, letter):
    with pytest.raises(TooMany):
        comes(letter, "Ani", "Budi", "Citra")

    letter.refresh_from_db()
    assert (letter.answer, Person.objects.filter(name="Ani").count()) == ("invited", 0)


def test_nobody_is_no_yes(letter):
    with pytest.raises(Refused):
        comes(letter)


def test_nobody_comes(room, letter):
    comes(letter, "Ani Contoh")

    answers.decline(letter, answered_by="Sekretaris", note="Bentrok kongres.")

    letter.refresh_from_db()
    assert (letter.answer, letter.answer_note, letter.delegates.count()) == (
        "declined",
        "Bentrok kongres.",
        0,
    )
    assert set(states(room).values()) == {"declined"}
    assert [step.to_state for step in Transition.objects.of(letter).filter(verb="answer")] == [
        "confirmed", "declined"
    ]  # fmt: skip


def test_the_mandate_is_kept_by_its_content_and_stays_with_a_later_answer(letter):
    comes(letter, "Ani Contoh", mandate=MANDATE)

    comes(letter, "Ani Contoh")

    letter.refresh_from_db()
    assert letter.mandate_name == "mandat.pdf"
    with default_storage.open(letter.mandate_storage) as file:
        assert file.read() == MANDATE.content


def test_a_withdrawn_letter_takes_no_answer_even_from_a_page_that_is_open(letter):
    invitations.withdraw(letter, reason="Salah.", by=None)

    with pytest.raises(WrongState):
        comes(letter, "Ani Contoh")

    assert Person.objects.filter(name="Ani Contoh").count() == 0


@pytest.mark.parametrize(("moment", "is_open"), [("2021-09-10 23:59", True), ("2021-09-11 00:00", False)])
def test_the_link_ends_with_the_day_of_the_meeting(letter, clock, moment, is_open):
    clock(moment)

    if is_open:
        comes(letter, "Ani Contoh")
    else:
        with pytest.raises(WrongState):
            comes(letter, "Ani Contoh")

    assert Person.objects.filter(name="Ani Contoh").exists() is is_open


def test_guests_are_of_the_organisation_the_letter_went_to(room):
    guest = InvitationFactory(
        meeting=room.meeting,
        federation=None,
        kind="guest",
        recipient="Dinas Tenaga Kerja\nJakarta",
        issued=True,
    )

    comes(guest, "Dewi Contoh")
    comes(guest, "dewi contoh")

    row = Participant.objects.get(person__name="Dewi Contoh")
    assert (row.category, row.person.organisation) == ("guest", "Dinas Tenaga Kerja")


def test_who_is_on_record_without_a_region_is_not_put_on_record_again(room):
    known = PersonFactory(name="Ketua Contoh, SH", region=None, organisation="DEN KSBSI")
    guest = InvitationFactory(
        meeting=room.meeting, federation=None, kind="guest", recipient="Dewan Eksekutif Nasional", issued=True
    )

    comes(guest, "ketua  contoh")

    assert list(guest.delegates.values_list("person", flat=True)) == [known.pk]
