from datetime import date

import pytest

from tests.factories.meetings import Gathering
from workplan.reporting import positions, rollup
from workplan.reporting.plain import catch_up_json, region_json

pytestmark = pytest.mark.django_db

AUGUST = date(2021, 8, 1)


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def test_a_meeting_looks_back_from_the_last_month_due_on_its_day(room, clock):
    assert positions.as_of(room.meeting) == AUGUST

    clock("2022-03-01 10:00")

    assert positions.as_of(room.meeting) == AUGUST


def test_a_meeting_to_come_looks_back_from_what_is_due_today(room, clock):
    clock("2021-07-15 10:00")

    assert positions.as_of(room.meeting) == date(2021, 6, 1)


def test_what_is_frozen_are_the_figures_of_the_roll_up_and_the_plans_of_the_gaps(
    room, django_assert_num_queries
):
    with django_assert_num_queries(6):
        frozen = positions.freezable(room.year, room.region, AUGUST)

    live = rollup.region(room.year, room.region, AUGUST).regions[0]
    plan = catch_up_json(rollup.catch_up(room.year, room.region, room.members, AUGUST))
    assert frozen["region"] == region_json(live, 2021)
    assert frozen["catch_ups"] == {"ORG-01": plan}
    assert positions.month_of(frozen) == AUGUST


def test_live_figures_read_like_frozen_ones(room, django_assert_num_queries):
    with django_assert_num_queries(5):
        live = positions.live(room.year, room.region, AUGUST)

    frozen = positions.freezable(room.year, room.region, AUGUST)
    assert live["region"]["indicators"] == frozen["region"]["indicators"]
    assert positions.row_of(live, "ORG-01")["actual"] == "400"
    assert positions.row_of(live, "ORG-99") is None


def test_plans_are_made_only_of_the_indicators_asked_for(room):
    assert positions.freezable(room.year, room.region, AUGUST, ["ORG-02"])["catch_ups"] == {}


def test_the_furthest_behind_comes_first_and_no_report_is_the_furthest():
    judged = {"actual": "1", "target": "2", "due": 8}
    unheard = {"on_track": None, "achievement_to_date": None, "actual": None}
    rows = [
        {"code": "A", "on_track": False, "achievement_to_date": "90.0000", **judged},
        {"code": "B", "on_track": True, "achievement_to_date": "120.0000", **judged},
        {"code": "C", "on_track": False, "achievement_to_date": "50.0000", **judged},
        {"code": "D", **unheard, "target": None, "due": 8},
        {"code": "E", **unheard, "target": "2", "due": 8},
        {"code": "F", **unheard, "target": "2", "due": 0},
    ]

    found = positions.worst_first({"region": {"indicators": rows}})

    assert [row["code"] for row in found] == ["E", "C", "A"]


def test_why_a_gap_lags_is_kept_with_the_position(room):
    frozen = positions.freezable(room.year, room.region, AUGUST)

    reasons = positions.diagnosis_of(frozen, "ORG-01")
    assert reasons["causes"] == ["not_reported", "behind", "out_of_reach", "needs_den"]
    assert (reasons["pace"], reasons["months_left"]) == ("50.0000", 4)
    assert positions.diagnosis_of(frozen, "ORG-99") is None
    assert positions.diagnosis_of({}, "ORG-01") is None


def test_what_has_changed_since_is_told_with_before_and_now(room):
    frozen = positions.freezable(room.year, room.region, AUGUST)
    room.members.contributions.filter(month=AUGUST).update(value=70)

    changes = positions.changes(frozen, positions.live(room.year, room.region, AUGUST))

    assert changes == [positions.Change("ORG-01", "400", "420")]
