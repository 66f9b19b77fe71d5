from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from rakerwil.transitions import ReasonMissing, Refused, WrongState
from tests.factories.meetings import DURING, AgendaItemFactory, Gathering, MeetingFactory, ParticipantFactory
from workplan.actions import agenda, commissions, minutes, participants, recommendations, sittings
from workplan.models import CommissionMember, CommissionReport, Transition

pytestmark = pytest.mark.django_db

LATER = DURING + timedelta(minutes=40)


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


@pytest.fixture
def organising(room):
    return AgendaItemFactory(
        meeting=room.meeting, position=3, kind="commission", sitting_state="pending", title="Komisi A"
    )


@pytest.fixture
def policy(room):
    return AgendaItemFactory(
        meeting=room.meeting, position=4, kind="commission", sitting_state="pending", title="Komisi B"
    )


@pytest.fixture
def worked(room, organising):
    """The commission sat, wrote its points and proposed one thing."""
    sittings.open(organising, by=room.secretary, at=DURING)
    minutes.write(organising, text="Kontak poin dibentuk.", version=0, by=room.secretary)
    room.proposal = room.recommend(commission=organising)
    return organising


def seats(commission):
    return [(row.participant.number, row.role) for row in commission.members.order_by("participant__number")]


# --- who sits in it -----------------------------------------------------------------------------


def test_members_with_chair_and_secretary_sit_in_a_commission(room, organising):
    first, second, third = room.delegates

    commissions.seat(organising, [third], chair=first, secretary=second, by=room.secretary)

    assert seats(organising) == [(1, "chair"), (2, "secretary"), (3, "member")]
    assert CommissionMember.objects.first().history.get().history_user == room.secretary


def test_chair_and_secretary_change_places_and_who_is_left_out_goes(room, organising):
    first, second, third = room.delegates
    commissions.seat(organising, [third], chair=first, secretary=second, by=None)

    commissions.seat(organising, [first, second], chair=second, secretary=first, by=None)

    assert seats(organising) == [(1, "secretary"), (2, "chair")]


def test_nobody_sits_in_two_commissions(room, organising, policy):
    first = room.delegates[0]
    commissions.seat(organising, [first], by=None)

    with pytest.raises(Refused, match="Komisi A"):
        commissions.seat(policy, room.delegates, by=None)

    assert (seats(organising), seats(policy)) == ([(1, "member")], [])


def test_the_database_keeps_nobody_in_two_commissions_and_one_chair(room, organising, policy):
    first, second, _third = room.delegates
    CommissionMember.objects.create(commission=organising, participant=first, role="chair")

    for terms in (
        {"commission": policy, "participant": first},
        {"commission": organising, "participant": second, "role": "chair"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            CommissionMember.objects.create(**terms)

    assert CommissionMember.objects.count() == 1


def test_one_person_is_not_chair_and_secretary(room, organising):
    first = room.delegates[0]

    with pytest.raises(Refused):
        commissions.seat(organising, [], chair=first, secretary=first, by=None)


def test_members_are_of_the_meeting_and_come(room, organising):
    foreign = ParticipantFactory(meeting=MeetingFactory(region=room.region, year=room.year, number=2))
    declined = ParticipantFactory(meeting=room.meeting, number=9)
    participants.decline(declined, by=None)

    for member in (foreign, declined):
        with pytest.raises(Refused):
            commissions.seat(organising, [member], by=None)

    assert seats(organising) == []


def test_only_a_commission_has_members(room):
    with pytest.raises(WrongState):
        commissions.seat(room.plenary, room.delegates, by=None)


def test_a_commission_with_members_stays_one_and_goes_with_them(room, organising):
    commissions.seat(organising, room.delegates, by=None)
    with pytest.raises(Refused):
        agenda.edit(organising, version=1, kind="plenary", by=room.secretary)

    agenda.remove(organising, by=room.secretary)

    assert CommissionMember.objects.count() == 0


def test_a_commission_that_recommends_stays_on_the_agenda(room, organising):
    room.recommend(commission=organising)

    with pytest.raises(Refused):
        agenda.remove(organising, by=room.secretary)


# --- its report ---------------------------------------------------------------------------------


def test_a_report_is_handed_in_with_what_the_commission_proposed(room, worked):
    commissions.hand_in(worked, by=room.secretary, at=LATER)

    report = CommissionReport.objects.get()
    room.proposal.refresh_from_db()
    assert (report.state, report.handed_in_at, room.proposal.state) == ("handed_in", LATER, "discussed")
    assert Transition.objects.of(report).get().verb == "hand_in"


def test_an_empty_report_or_one_before_the_sitting_is_not_handed_in(room, organising):
    with pytest.raises(WrongState):
        commissions.hand_in(organising, by=None)
    sittings.open(organising, by=None, at=DURING)

    with pytest.raises(Refused):
        commissions.hand_in(organising, by=None)

    assert not CommissionReport.objects.exclude(state="draft").exists()


def test_what_is_handed_in_stands_until_it_is_asked_back_with_a_reason(room, worked):
    commissions.hand_in(worked, by=None, at=LATER)
    for change in (
        lambda: minutes.save(worked, text="Lain.", version=1, by=room.rep),
        lambda: commissions.seat(worked, [], by=None),
        lambda: commissions.hand_in(worked, by=None),
    ):
        with pytest.raises(WrongState):
            change()
    with pytest.raises(ReasonMissing):
        commissions.send_back(worked, reason="", by=None)

    commissions.send_back(worked, reason="Jumlahnya belum ada.", by=room.secretary)

    assert minutes.save(worked, text="Lain.", version=1, by=room.rep).version == 2


def test_the_open_plenary_hears_the_report_and_takes_its_recommendations(room, worked):
    withdrawn = room.recommend(commission=worked)
    recommendations.withdraw(withdrawn, reason="Digabung.", by=None)
    elsewhere = room.recommend()
    commissions.hand_in(worked, by=None, at=LATER)
    with pytest.raises(WrongState):
        commissions.present(worked, by=room.secretary)
    sittings.open(room.plenary, by=None, at=LATER)

    count = commissions.present(worked, by=room.secretary, at=LATER)

    report = CommissionReport.objects.get()
    for row in (room.proposal, withdrawn, elsewhere):
        row.refresh_from_db()
    assert (report.state, report.presented_in, count) == ("presented", room.plenary, 1)
    assert (room.proposal.state, withdrawn.state, elsewhere.state) == ("tabled", "withdrawn", "proposed")


def test_a_report_is_heard_once_and_only_when_handed_in(room, worked):
    sittings.open(room.plenary, by=None, at=LATER)
    with pytest.raises(WrongState):
        commissions.present(worked, by=None)
    commissions.hand_in(worked, by=None, at=LATER)
    commissions.present(worked, by=None, at=LATER)

    with pytest.raises(WrongState):
        commissions.present(worked, by=None, at=LATER)


def test_commissions_sit_side_by_side(room, organising, policy):
    sittings.open(organising, by=None, at=DURING)
    sittings.open(policy, by=None, at=DURING)
    sittings.suspend(policy, by=None, at=LATER)
    sittings.close(organising, by=None, at=LATER)

    for row in (organising, policy):
        row.refresh_from_db()
    assert (organising.sitting_state, policy.sitting_state) == ("closed", "suspended")
