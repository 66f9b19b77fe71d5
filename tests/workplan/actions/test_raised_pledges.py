from decimal import Decimal
from uuid import uuid4

import pytest
from django.db import DatabaseError, transaction

from rakerwil.transitions import Refused, WrongState
from tests.factories.meetings import DURING, Gathering, MeetingFactory, ParticipantFactory
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.racing import at_once
from workplan.actions import raised_pledges
from workplan.models import Agreement, Pledge, RaisedPledge, Transition
from workplan.reporting import raised_pledges as reporting

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def say(room, amount=100, **changes):
    terms = {
        "indicator": room.members,
        "chapter": room.other,
        "participant": room.delegates[1],
        "amount": Decimal(amount),
        "by": room.secretary,
        **changes,
    }
    return raised_pledges.say(room.meeting, **terms)


def pledged(room, chapter):
    return Pledge.objects.filter(chapter=chapter).order_by("effective_month").last().value


def test_what_is_raised_is_kept_with_name_and_time(room):
    row = say(room, at=DURING)

    assert (row.participant, row.said_at, row.recorded_by) == (room.delegates[1], DURING, room.secretary)
    assert reporting.totals(room.meeting) == {"ORG-01": 100}
    assert pledged(room, room.other) == 500


def test_a_double_tap_is_one(room):
    token = uuid4()

    assert say(room, token=token) == say(room, token=token)
    assert RaisedPledge.objects.count() == 1


@pytest.mark.parametrize("terms", [{"stock": True}, {"direction": "down"}, {"ratio": True}])
def test_only_a_gap_closed_by_bringing_more_takes_pledges(room, terms):
    with pytest.raises(Refused):
        say(room, indicator=room.indicator("ORG-09", **terms))


def test_only_those_of_the_meeting_and_its_region_raise_pledges(room):
    elsewhere = ChapterFactory(region=RegionFactory(code="32"))
    guest = ParticipantFactory(meeting=MeetingFactory(region=elsewhere.region, year=room.year))

    with pytest.raises(Refused):
        say(room, chapter=elsewhere)
    with pytest.raises(Refused):
        say(room, participant=guest)
    with pytest.raises(Refused):
        say(room, participant=room.delegates[0])


def test_an_approved_meeting_takes_none(room):
    room.approve()

    with pytest.raises(WrongState):
        say(room)


@pytest.mark.parametrize("write", [lambda row: row.save(), lambda row: row.delete()])
def test_what_was_said_stays_said(room, write):
    row = say(room)

    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        write(row)


def test_what_is_taken_back_no_longer_counts_and_stays_on_record(room):
    row = say(room)

    first = raised_pledges.take_back(row, by=room.secretary)

    assert raised_pledges.take_back(row, by=room.secretary) == first
    assert reporting.totals(room.meeting) == {}
    [raised] = reporting.of_meeting(room.meeting, room.members)
    assert (raised.row, raised.is_taken_back, raised.waits) == (row, True, False)


# --- into the pledges ---------------------------------------------------------------------------


def test_before_an_agreement_the_pledge_grows_by_what_was_raised(room):
    say(room, 100)
    say(room, 20, participant=room.delegates[2])
    Agreement.objects.update(state="draft", agreed_on=None)

    count = raised_pledges.take_over(room.meeting, room.members, by=room.coordinator)

    assert count == 2
    assert pledged(room, room.other) == 620
    assert Pledge.objects.filter(chapter=room.other).count() == 1


def test_after_it_the_pledge_is_revised_by_decision_of_the_meeting(room):
    say(room)

    raised_pledges.take_over(room.meeting, room.members, by=room.coordinator)

    row = Pledge.objects.filter(chapter=room.other).order_by("effective_month").last()
    assert (row.value, row.effective_month.month, row.reason) == (600, 9, "meeting")
    assert "100" in row.reason_note


def test_twice_is_refused_and_changes_nothing(room):
    row = say(room)
    raised_pledges.take_over(room.meeting, room.members, by=room.coordinator)

    with pytest.raises(WrongState):
        raised_pledges.take_over(room.meeting, room.members, by=room.coordinator)
    with pytest.raises(WrongState):
        raised_pledges.take_back(row, by=room.secretary)

    assert pledged(room, room.other) == 600
    assert [step.verb for step in Transition.objects.of(row)] == ["take_over"]


def test_what_comes_later_is_added_to_that(room):
    say(room)
    raised_pledges.take_over(room.meeting, room.members, by=room.coordinator)
    say(room, 50)

    raised_pledges.take_over(room.meeting, room.members, by=room.coordinator)

    assert pledged(room, room.other) == 650


def test_once_every_month_is_judged_pledges_no_longer_change(room, clock):
    say(room)
    clock("2022-02-01 10:00")

    with pytest.raises(WrongState):
        raised_pledges.take_over(room.meeting, room.members, by=room.coordinator)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_take_over_at_once_one_is_refused(room):
    say(room)

    def take_over():
        raised_pledges.take_over(room.meeting, room.members, by=room.coordinator)

    assert at_once(take_over, take_over) == [WrongState]
    assert pledged(room, room.other) == 600
