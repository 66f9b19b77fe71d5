from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.reporting.timetables import Entry, delay, leaves_friday_prayer, timetable, whole_minutes

WIB = timezone(timedelta(hours=7))
NINE = datetime(2021, 9, 10, 9, tzinfo=WIB)
YESTERDAY = NINE - timedelta(days=1)


def at(hour, minute=0):
    return datetime(2021, 9, 10, hour, minute, tzinfo=WIB)


def times(slots, name="begins_at"):
    return [f"{getattr(slot, name):%H.%M}" for slot in slots]


def test_each_item_begins_when_the_one_before_ends():
    slots = timetable(NINE, [Entry(1, 35), Entry(2, 20), Entry(3, 75)], YESTERDAY)

    assert times(slots) == ["09.00", "09.35", "09.55"]
    assert times(slots, "ends_at") == ["09.35", "09.55", "11.10"]
    assert [slot.is_pinned for slot in slots] == [False, False, False]


def test_a_fixed_time_stays_and_what_follows_goes_on_from_it():
    prayer = Entry(2, 90, pinned_at=time(11, 30))

    slots = timetable(NINE, [Entry(1, 60), prayer, Entry(3, 30)], YESTERDAY)

    assert times(slots) == ["09.00", "11.30", "13.00"]
    assert slots[1].is_pinned is True
    assert slots[1].overlap == 0


def test_items_that_run_into_a_fixed_time_are_told():
    slots = timetable(NINE, [Entry(1, 165), Entry(2, 90, pinned_at=time(11, 30))], YESTERDAY)

    assert slots[1].overlap == 15


def test_commissions_one_after_the_other_sit_at_the_same_time():
    entries = [
        Entry(1, 30, opened_at=at(9), closed_at=at(9, 40)),
        Entry(2, 45, is_commission=True),
        Entry(3, 60, is_commission=True, opened_at=at(9, 45)),
        Entry(4, 20),
    ]

    slots = timetable(NINE, entries, at(9, 50))

    assert times(slots) == ["09.00", "09.30", "09.30", "10.30"]
    assert times(slots, "expected_at") == ["09.00", "09.50", "09.45", "10.45"]


def test_the_rest_moves_with_how_it_goes_but_not_before_a_fixed_time():
    entries = [
        Entry(1, 35, opened_at=at(9, 5), closed_at=at(9, 44)),
        Entry(2, 20, opened_at=at(9, 46)),
        Entry(3, 30),
        Entry(4, 60, pinned_at=time(11, 30)),
    ]

    slots = timetable(NINE, entries, at(9, 50))

    assert times(slots, "expected_at") == ["09.05", "09.46", "10.06", "11.30"]
    assert [slot.late for slot in slots] == [9, 11, 11, 0]


def test_a_fixed_time_holds_and_what_comes_before_it_is_told_how_much_it_is_too_long():
    entries = [
        Entry(1, 60, opened_at=at(9, 30)),
        Entry(2, 75),
        Entry(3, 90, pinned_at=time(11, 30)),
        Entry(4, 30),
        Entry(5, 15, pinned_at=time(13, 20)),
    ]

    slots = timetable(NINE, entries, at(10))

    assert times(slots, "expected_at") == ["09.30", "10.30", "11.30", "13.00", "13.20"]
    assert [slot.squeeze for slot in slots] == [0, 0, 15, 0, 10]
    assert [slot.late for slot in slots] == [30, 30, 0, 0, 0]


def test_a_fixed_time_that_has_passed_begins_now_at_the_earliest():
    slots = timetable(NINE, [Entry(1, 30, opened_at=at(9)), Entry(2, 60, pinned_at=time(11, 30))], at(11, 42))

    assert (times(slots, "expected_at")[1], slots[1].late, slots[1].squeeze) == ("11.42", 12, 0)


def test_what_ends_early_lets_the_rest_begin_early_up_to_a_fixed_time():
    entries = [
        Entry(1, 60, opened_at=at(9), closed_at=at(9, 40)),
        Entry(2, 30),
        Entry(3, 60, pinned_at=time(11, 30)),
    ]

    slots = timetable(NINE, entries, at(9, 41))

    assert times(slots, "expected_at") == ["09.00", "09.41", "11.30"]
    assert [slot.late for slot in slots] == [-20, -19, 0]


def test_an_item_that_runs_over_pushes_the_next_minute_by_minute():
    entries = [Entry(1, 30, opened_at=at(9)), Entry(2, 30)]

    assert times(timetable(NINE, entries, at(10, 12)), "expected_at") == ["09.00", "10.12"]


def test_nothing_begins_in_the_past():
    assert times(timetable(NINE, [Entry(1, 30), Entry(2, 30)], at(9, 20)), "expected_at") == [
        "09.20",
        "09.50",
    ]


def test_the_meeting_is_as_late_as_the_item_that_began_last():
    entries = [
        Entry(1, 35, opened_at=at(9, 5), closed_at=at(9, 44)),
        Entry(2, 20, opened_at=at(9, 46)),
        Entry(3, 30),
    ]

    assert delay(timetable(NINE, entries, at(9, 50)), entries) == 11
    assert delay(timetable(NINE, entries[2:], YESTERDAY), entries[2:]) == 0


@pytest.mark.parametrize(("seconds", "minutes"), [(0, 0), (59, 0), (60, 1), (-59, 0), (-60, -1)])
def test_a_minute_is_counted_when_it_is_full(seconds, minutes):
    assert whole_minutes(timedelta(seconds=seconds)) == minutes


@given(st.lists(st.integers(1, 240), max_size=12), st.integers(-600, 600))
def test_without_fixed_times_the_plan_is_as_long_as_its_parts(lengths, minutes):
    entries = [Entry(number, length) for number, length in enumerate(lengths)]

    slots = timetable(NINE.astimezone(UTC), entries, NINE + timedelta(minutes=minutes))

    assert [slot.ends_at - slot.begins_at for slot in slots] == [timedelta(minutes=each) for each in lengths]
    if slots:
        assert slots[-1].ends_at == NINE + timedelta(minutes=sum(lengths))
        assert all(slot.expected_at >= slot.begins_at for slot in slots)


ITEMS = st.lists(st.tuples(st.integers(1, 120), st.none() | st.integers(9, 20)), max_size=10)


@given(ITEMS, st.integers(0, 600))
def test_no_fixed_time_begins_before_itself_and_none_is_pushed_by_what_comes_before(items, minutes):
    entries = [
        Entry(number, length, pinned_at=None if hour is None else time(hour))
        for number, (length, hour) in enumerate(items)
    ]
    now = NINE + timedelta(minutes=minutes)

    pinned = [slot for slot in timetable(NINE, entries, now) if slot.is_pinned]

    assert all(slot.expected_at == max(slot.begins_at, now) for slot in pinned)


@pytest.mark.parametrize(
    ("begins", "minutes", "breaks", "leaves"),
    [
        (at(11), 90, (), False),
        (at(11), 90, (1,), True),
        (at(11), 60, (), True),
        (at(12), 30, (), False),
        (at(13), 30, (), True),
        (at(11) - timedelta(days=1), 90, (), True),
    ],
)
def test_friday_prayer_has_its_place_or_not(begins, minutes, breaks, leaves):
    slots = timetable(begins, [Entry(1, minutes)], YESTERDAY)

    assert leaves_friday_prayer(slots, breaks) is leaves
