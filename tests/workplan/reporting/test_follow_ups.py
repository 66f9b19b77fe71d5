from datetime import date

import pytest

from tests.factories.invitations import MatterFactory
from tests.factories.meetings import BEGINS, DURING, Gathering, MeetingFactory
from workplan.actions import action_items, agenda, meetings, recommendations
from workplan.reporting import follow_ups

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def later(room, **terms):
    return MeetingFactory(
        region=room.region, year=room.year, number=2, starts_at="2021-12-01T02:00:00Z", **terms
    )


def finish(room):
    meetings.finish(room.meeting, by=None, at=DURING)


def test_open_actions_and_recommendations_without_an_answer_are_left(room):
    done, _open = (
        action_items.promise(room.meeting, text=text, owner=room.chapter, due_on=date(2021, 10, 1), by=None)
        for text in ("Satu", "Dua")
    )
    action_items.confirm_done(done, by=None)
    adopted = room.recommend(tabled=True)
    recommendations.adopt(adopted, by=None, at=DURING)
    deferred, withdrawn = room.recommend(), room.recommend()
    recommendations.defer(deferred, reason="Waktu.", by=None)
    recommendations.withdraw(withdrawn, reason="Digabung.", by=None)
    finish(room)
    meeting = later(room)
    meeting.refresh_from_db()

    found = follow_ups.follow_up(meeting, date(2021, 10, 3))

    assert [action.text for action in found.actions] == ["Dua"]
    assert (found.unanswered, found.undecided) == ([adopted], [deferred])
    assert (found.count, found.overdue_count) == (3, 1)


def test_a_meeting_that_goes_on_another_kind_and_another_region_leave_nothing(room):
    action_items.promise(room.meeting, text="Satu", owner=room.chapter, due_on=date(2021, 10, 1), by=None)
    meeting = later(room)
    meeting.refresh_from_db()
    running = follow_ups.follow_up(meeting)
    finish(room)
    training = MeetingFactory(
        region=room.region, year=room.year, kind="training", starts_at=meeting.starts_at
    )
    training.refresh_from_db()

    assert running.count == 0
    assert follow_ups.follow_up(training).count == 0
    assert follow_ups.follow_up(meeting).count == 1


def test_lines_are_left_only_of_a_meeting_that_stamped_some(room):
    assert follow_ups.left_over(room.meeting) == ([], [])

    agenda.begin(room.opening, by=None, at=BEGINS)

    assert follow_ups.left_over(room.meeting) == ([], [room.plenary])


def test_a_line_that_a_matter_speaks_for_is_not_named_twice(room):
    agenda.begin(room.opening, by=None, at=BEGINS)
    matter = MatterFactory(meeting=room.meeting, item=room.plenary)

    assert follow_ups.left_over(room.meeting) == ([matter], [])
