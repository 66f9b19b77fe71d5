from uuid import uuid4

import pytest

from federations.models import Person
from rakerwil.transitions import Refused, WrongState
from tests.factories.meetings import BEGINS, DURING, Gathering
from tests.factories.organisation import UnitFactory
from tests.factories.users import PersonFactory
from workplan.actions import attendance, participants
from workplan.models import Participant, Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


@pytest.fixture
def invited(clock):
    clock("2021-09-05 10:00")
    return Gathering("invited")


def test_who_is_invited_gets_the_next_row_number(room):
    person = PersonFactory()

    participant = participants.invite(room.meeting, person, category="guest", by=room.secretary)

    assert (participant.number, participant.category, participant.state) == (4, "guest", "invited")
    assert Transition.objects.of(participant).get().by == room.secretary


def test_who_is_on_the_list_already_stays_as_they_are(room):
    first = room.delegates[0]

    again = participants.invite(room.meeting, first.person, category="guest", by=room.secretary)

    assert (again.pk, again.category) == (first.pk, "full")
    assert room.meeting.participants.count() == 3


def test_several_are_invited_in_their_order(room):
    people = PersonFactory.create_batch(3)

    rows = participants.invite_many(room.meeting, people, category="observer", by=None)

    assert [(row.number, row.person) for row in rows] == list(zip([4, 5, 6], people, strict=True))


def test_somebody_new_is_put_on_record_in_the_meeting_s_region(room):
    participant = participants.invite_new(
        room.meeting, Person(name="Bambang SY"), category="guest", by=room.secretary
    )

    assert participant.person.region == room.region
    assert participant.person.history.get().history_user == room.secretary


def test_somebody_of_a_unit_belongs_there(room):
    unit = UnitFactory()

    participant = participants.invite_new(
        room.meeting, Person(name="Alson Naibaho", unit=unit), category="speaker", by=None
    )

    assert (participant.person.region, participant.person.unit) == (None, unit)


def test_the_same_token_makes_one_person_and_one_row(room):
    token = uuid4()

    for _tap in range(2):
        participants.walk_in(room.meeting, Person(name="Tamu"), category="guest", token=token, by=None)

    assert Person.objects.filter(name="Tamu").count() == 1
    assert room.meeting.participants.filter(person__name="Tamu").count() == 1
    assert Participant.objects.get(person__name="Tamu").stays.count() == 1


def test_who_walks_in_is_confirmed_and_in_the_room(room):
    row = participants.walk_in(
        room.meeting, Person(name="Tamu"), category="guest", by=room.secretary, at=DURING
    )

    row.refresh_from_db()
    assert (row.state, row.stays.get().entered_at, row.stays.get().left_at) == ("confirmed", DURING, None)


def test_nobody_comes_onto_the_list_of_an_approved_meeting(room):
    room.approve()

    with pytest.raises(WrongState):
        participants.invite(room.meeting, PersonFactory(), category="guest", by=None)
    with pytest.raises(WrongState):
        participants.invite_new(room.meeting, Person(name="Tamu"), category="guest", by=None)

    assert Person.objects.filter(name="Tamu").count() == 0


@pytest.mark.parametrize(
    ("answer", "state"), [(participants.confirm, "confirmed"), (participants.decline, "declined")]
)
def test_an_answer_is_stamped_and_counts_once(invited, answer, state):
    row = invited.delegates[0]

    answer(row, by=invited.secretary, at=BEGINS)
    answer(row, by=invited.secretary, at=DURING)

    row.refresh_from_db()
    assert (row.state, row.answered_at) == (state, BEGINS)
    assert Transition.objects.of(row).count() == 1


def test_an_answer_can_be_changed(invited):
    row = invited.delegates[0]
    participants.decline(row, by=None, at=BEGINS)

    participants.confirm(row, by=None, at=DURING)

    row.refresh_from_db()
    assert (row.state, row.answered_at) == ("confirmed", DURING)


def test_who_is_in_the_room_does_not_decline(room):
    with pytest.raises(Refused):
        participants.decline(room.delegates[0], by=None)


def test_after_the_meeting_nobody_answers(clock):
    room = Gathering("finished")

    with pytest.raises(WrongState):
        participants.confirm(room.delegates[0], by=None)


def test_another_category_is_noted_with_the_earlier_one(room):
    row = room.delegates[0]

    participants.change_category(row, "observer", by=room.secretary)
    participants.change_category(row, "observer", by=room.secretary)

    row.refresh_from_db()
    assert row.category == "observer"
    assert Transition.objects.of(row).get().reason == "full → observer"


def test_a_mistaken_invitation_is_taken_off_and_the_other_numbers_stay(invited):
    participants.take_off(invited.delegates[1], by=invited.secretary)

    assert list(invited.meeting.participants.values_list("number", flat=True)) == [1, 3]
    assert Transition.objects.get(verb="take_off").reason == "31-2021-1 #2"


def test_who_has_come_stays_on_the_list(invited):
    attendance.enter(invited.delegates[0], by=None, at=BEGINS)

    with pytest.raises(Refused):
        participants.take_off(invited.delegates[0], by=None)


def test_who_was_invited_to_a_meeting_that_has_begun_stays_on_the_list(room):
    with pytest.raises(WrongState):
        participants.take_off(room.delegates[0], by=None)
