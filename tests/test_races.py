"""Where two act at once: one is done, the other is told or counts once; nothing is written twice."""

from datetime import timedelta
from uuid import uuid4

import pytest

from federations.actions import tenures
from federations.enums import Role
from federations.models import Tenure
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.invitations import InvitationFactory
from tests.factories.meetings import (
    BEGINS,
    DURING,
    AgendaItemFactory,
    Gathering,
    MeetingFactory,
    ParticipantFactory,
)
from tests.factories.users import PersonFactory, user_with
from tests.racing import at_once
from workplan.actions import (
    answers,
    attendance,
    commissions,
    decisions,
    doors,
    invitations,
    meetings,
    minutes,
    participants,
    recommendations,
    record_lines,
    sittings,
)
from workplan.models import (
    AgendaItem,
    Attendance,
    CheckIn,
    CommissionMember,
    Decision,
    Invitation,
    IssuedLetter,
    Meeting,
    Minutes,
    MinutesEntry,
    OvertakenText,
    Participant,
    Recommendation,
    RecordLine,
    Snapshot,
    Transition,
)

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


@pytest.fixture
def circulated(room):
    minutes.write(room.opening, text="Dibuka.", version=0, by=room.secretary)
    meetings.finish(room.meeting, by=None, at=BEGINS + timedelta(hours=8))
    record = minutes.of(room.meeting)
    minutes.circulate(record, by=room.secretary)
    return room


def taken(thing, verb):
    return Transition.objects.of(thing).filter(verb=verb).count()


def test_a_recommendation_is_adopted_once(room):
    row = room.recommend(tabled=True)
    kept = Snapshot.objects.count()

    def adopt(who):
        return lambda: recommendations.adopt(Recommendation.objects.get(pk=row.pk), by=who, at=DURING)

    refused = at_once(adopt(room.coordinator), adopt(room.secretary))

    assert (refused, taken(row, "adopt")) == ([WrongState], 1)
    assert Snapshot.objects.count() <= kept + 1


def test_adopted_and_withdrawn_at_once_it_is_one_of_them(room):
    row = room.recommend(tabled=True)

    refused = at_once(
        lambda: recommendations.adopt(Recommendation.objects.get(pk=row.pk), by=room.coordinator, at=DURING),
        lambda: recommendations.withdraw(
            Recommendation.objects.get(pk=row.pk), reason="Digabung.", by=room.secretary
        ),
    )

    row.refresh_from_db()
    assert refused == [WrongState]
    assert taken(row, "adopt") + taken(row, "withdraw") == 1
    assert (row.state == "adopted") == (taken(row, "adopt") == 1)


def test_a_sitting_is_closed_once(room):
    sittings.open(room.plenary, by=room.coordinator, at=DURING)

    def close(minute):
        later = DURING + timedelta(minutes=minute)
        return lambda: sittings.close(AgendaItem.objects.get(pk=room.plenary.pk), by=None, at=later)

    refused = at_once(close(30), close(31))

    assert (refused, taken(room.plenary, "close")) == ([WrongState], 1)


def test_who_comes_in_twice_at_once_is_in_the_room_once(room):
    person = room.delegates[0]
    attendance.leave(person, by=None, at=BEGINS + timedelta(minutes=5))

    refused = at_once(
        *[lambda: attendance.enter(Participant.objects.get(pk=person.pk), by=room.secretary, at=DURING)] * 2
    )

    assert refused == []
    assert Attendance.objects.filter(participant=person, left_at=None).count() == 1
    assert Attendance.objects.filter(participant=person).count() == 2


def code_at(room, participant):
    """The participant's code typed at the door of the plenary."""
    code = doors.personal_code(participant)
    item = AgendaItem.objects.select_related("meeting").get(pk=room.plenary.pk)
    return lambda: doors.check_in(item, code, at=DURING)


def test_a_code_sent_twice_at_once_brings_one_person_in_once(room):
    person = ParticipantFactory(meeting=room.meeting, number=4)

    refused = at_once(*[code_at(room, person)] * 3)

    assert refused == []
    assert (Attendance.objects.filter(participant=person).count(), CheckIn.objects.count()) == (1, 1)
    assert taken(person, "enter") == 1


def test_a_code_a_tick_and_a_sheet_at_once_are_one_stay(room):
    person = ParticipantFactory(meeting=room.meeting, number=4)

    refused = at_once(
        code_at(room, person),
        lambda: attendance.enter(Participant.objects.get(pk=person.pk), by=room.secretary, at=DURING),
        lambda: attendance.tick(Meeting.objects.get(), [4], by=room.secretary),
    )

    assert refused == []
    assert Attendance.objects.filter(participant=person).count() == 1
    assert taken(person, "enter") == 1


def test_whoever_leaves_while_their_code_is_sent_again_stays_out(room):
    person = ParticipantFactory(meeting=room.meeting, number=4)
    code_at(room, person)()

    at_once(
        code_at(room, person),
        lambda: attendance.leave(Participant.objects.get(pk=person.pk), by=None, at=DURING),
    )

    assert Attendance.objects.filter(participant=person, left_at=None).count() == 0
    assert Attendance.objects.filter(participant=person).count() == 1


def test_two_who_tick_the_same_sheet_record_everybody_once(room):
    rows = [ParticipantFactory(meeting=room.meeting, number=number) for number in (4, 5, 6)]

    refused = at_once(*[lambda: attendance.tick(Meeting.objects.get(), [4, 5, 6], by=None)] * 2)

    assert refused == []
    assert Attendance.objects.filter(participant__in=rows).count() == 3


def test_two_at_the_door_get_numbers_of_their_own_and_a_double_tap_one(room):
    token = uuid4()

    def walk_in(name, token):
        return lambda: participants.walk_in(
            Meeting.objects.get(),
            PersonFactory.build(name=name, region=room.region),
            category="guest",
            token=token,
            by=room.secretary,
        )

    refused = at_once(walk_in("Ani", token), walk_in("Ani", token), walk_in("Budi", uuid4()))

    numbers = list(Participant.objects.order_by("number").values_list("number", flat=True))
    assert (refused, numbers) == ([], [1, 2, 3, 4, 5])


def test_two_decisions_at_once_have_numbers_of_their_own(room):
    refused = at_once(
        *(
            lambda text=text: decisions.record(Meeting.objects.get(), text=text, by=None, at=DURING)
            for text in ("Satu.", "Dua.")
        )
    )

    assert (refused, sorted(Decision.objects.values_list("number", flat=True))) == ([], [1, 2])


def test_a_line_that_arrives_twice_at_once_is_one_line_and_one_decision(room):
    token = uuid4()

    refused = at_once(
        *[
            lambda: record_lines.write(
                Meeting.objects.get(), kind="decision", text="Satu.", token=token, by=None, at=DURING
            )
        ]
        * 2
    )

    assert (refused, RecordLine.objects.count(), Decision.objects.count()) == ([], 1, 1)


def test_two_who_write_the_same_minutes_keep_one_text_and_are_told(room):
    refused = at_once(
        *(
            lambda text=text: minutes.write(
                AgendaItem.objects.get(pk=room.opening.pk), text=text, version=0, by=None
            )
            for text in ("Dibuka.", "Pembukaan.")
        )
    )

    assert (refused, MinutesEntry.objects.get().version) == ([Stale], 1)


def test_two_secretaries_who_save_the_same_item_at_once_lose_neither_wording(room):
    wordings = {room.secretary: "Dibuka.", room.coordinator: "Pembukaan."}

    refused = at_once(
        *(
            lambda who=who, text=text: minutes.save(
                AgendaItem.objects.get(pk=room.opening.pk), text=text, version=0, token=uuid4(), by=who
            )
            for who, text in wordings.items()
        )
    )

    kept = [MinutesEntry.objects.get().text, OvertakenText.objects.get().text]
    assert (refused, sorted(kept)) == ([], sorted(wordings.values()))


def test_two_secretaries_on_different_items_never_meet_and_a_sending_counts_once(room):
    token = uuid4()

    def save(item, text, token):
        return lambda: minutes.save(
            AgendaItem.objects.get(pk=item.pk), text=text, version=0, token=token, by=room.secretary
        )

    refused = at_once(
        save(room.opening, "Dibuka.", token),
        save(room.opening, "Dibuka.", token),
        save(room.plenary, "Tata tertib.", uuid4()),
    )

    rows = MinutesEntry.objects.order_by("agenda_item__position").values_list("text", "version")
    assert (refused, list(rows)) == ([], [("Dibuka.", 1), ("Tata tertib.", 1)])
    assert OvertakenText.objects.count() == 0


def test_who_is_put_into_two_commissions_at_once_sits_in_one(room):
    halls = [
        AgendaItemFactory(meeting=room.meeting, position=number, sitting=True, kind="commission")
        for number in (3, 4)
    ]

    refused = at_once(*(lambda row=row: commissions.seat(row, room.delegates, by=None) for row in halls))

    assert (refused, CommissionMember.objects.count()) == ([Refused], 3)
    assert CommissionMember.objects.values("commission").distinct().count() == 1


def test_both_signatures_at_once_approve_once(circulated):
    def sign(signer, who):
        return lambda: minutes.approve(Minutes.objects.get(), signer=signer, by=who)

    refused = at_once(sign("chair", circulated.coordinator), sign("secretary", circulated.secretary))

    record = Minutes.objects.get()
    assert (refused, record.state, taken(record, "approve")) == ([], "approved", 1)
    assert taken(circulated.meeting, "approve") == 1


def test_of_two_who_sign_as_the_same_one_is_refused(circulated):
    other = user_with(Role.COORDINATOR, region=circulated.region)

    refused = at_once(
        *(
            lambda who=who: minutes.approve(Minutes.objects.get(), signer="chair", by=who)
            for who in (circulated.coordinator, other)
        )
    )

    assert (refused, taken(Minutes.objects.get(), "approve_as_chair")) == ([Refused], 1)


def test_one_person_at_two_desks_signs_as_one(circulated):
    refused = at_once(
        *(
            lambda signer=signer: minutes.approve(
                Minutes.objects.get(), signer=signer, by=circulated.coordinator
            )
            for signer in ("chair", "secretary")
        )
    )

    record = Minutes.objects.get()
    assert refused == [Refused]
    assert {record.chair, record.secretary} == {circulated.coordinator, None}


def test_a_meeting_finished_twice_at_once_is_finished_once(room):
    refused = at_once(*[lambda: meetings.finish(Meeting.objects.get(), by=room.secretary)] * 2)

    assert (refused, taken(room.meeting, "finish")) == ([WrongState], 1)


def test_letters_issued_at_once_get_numbers_of_their_own(clock):
    clock("2021-08-27 10:00")
    hall = Gathering("invited")
    letters = [InvitationFactory(meeting=hall.meeting) for _letter in range(4)]

    def issue(row):
        return lambda: invitations.issue(Invitation.objects.get(pk=row.pk), by=hall.secretary)

    refused = at_once(*map(issue, letters))

    assert refused == []
    assert list(IssuedLetter.objects.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4]


def test_letters_of_two_meetings_of_a_region_share_one_register(clock):
    clock("2021-08-27 10:00")
    hall = Gathering("invited")
    other = MeetingFactory(region=hall.region, year=hall.year, number=2)
    letters = [InvitationFactory(meeting=meeting) for meeting in (hall.meeting, other)]

    refused = at_once(*(lambda row=row: invitations.issue(row, by=None) for row in letters))

    assert refused == []
    assert list(IssuedLetter.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def test_one_letter_issued_twice_at_once_uses_one_number(clock):
    clock("2021-08-27 10:00")
    row = InvitationFactory(meeting=Gathering("invited").meeting)

    refused = at_once(*[lambda: invitations.issue(Invitation.objects.get(pk=row.pk), by=None)] * 2)

    assert refused == [WrongState]
    assert IssuedLetter.objects.count() == 1


def test_two_answers_through_one_link_leave_no_more_people_than_seats(clock):
    clock("2021-08-27 10:00")
    hall = Gathering("invited")
    row = InvitationFactory(meeting=hall.meeting, issued=True)

    def accept(*names):
        people = [answers.Delegate(name) for name in names]
        return lambda: answers.accept(Invitation.objects.get(pk=row.pk), people, answered_by="S")

    refused = at_once(accept("Ani", "Budi"), accept("Citra", "Dewi"))

    coming = Participant.objects.filter(person__federation=row.federation, state="confirmed")
    assert refused == []
    assert (coming.count(), row.delegates.count()) == (2, 2)


def test_a_single_seat_is_filled_once(room):
    def fill():
        tenure = Tenure(person=PersonFactory(), office="chair", chapter=room.chapter)
        return lambda: tenures.give(tenure, uuid4(), by=None)

    refused = at_once(fill(), fill())

    assert (refused, Tenure.objects.count()) == ([Refused], 1)
