from datetime import date

import pytest

from tests.factories.terms import YEAR, chapter, indicator, promise
from workplan.reporting.terms import promise_in_force


@pytest.mark.parametrize(
    ("first", "last", "frequency", "expected"),
    [
        (1, 12, "monthly", tuple(range(1, 13))),
        (1, 12, "quarterly", (3, 6, 9, 12)),
        (1, 12, "yearly", (12,)),
        (4, 8, "quarterly", (6,)),
        (3, 3, "quarterly", (3,)),
        (1, 11, "yearly", ()),
    ],
)
def test_due_months_follow_frequency_and_months_in_force(first, last, frequency, expected):
    terms = indicator(first_month=first, last_month=last, frequency=frequency)

    assert terms.due_months == expected


@pytest.mark.parametrize(("month", "expected"), [(2, None), (3, 3), (6, 6), (9, 9), (10, 9), (12, 9)])
def test_standing_month_is_none_before_and_the_last_one_after(month, expected):
    terms = indicator(first_month=3, last_month=9)

    assert terms.standing_month(month) == expected


@pytest.mark.parametrize(("month", "expected"), [(1, 7), (2, 7), (3, 6), (8, 1), (9, 0), (12, 0)])
def test_months_after_counts_months_in_force_only(month, expected):
    terms = indicator(first_month=3, last_month=9)

    assert terms.months_after(month) == expected


@pytest.mark.parametrize(
    ("active_from", "active_to", "expected"),
    [
        (date(2019, 1, 1), None, range(1, 13)),
        (date(2021, 1, 31), None, range(1, 13)),
        (date(2021, 3, 31), date(2021, 6, 1), range(3, 7)),
        (date(2019, 1, 1), date(2021, 1, 1), range(1, 2)),
        (date(2019, 1, 1), date(2020, 12, 31), range(0)),
        (date(2022, 1, 1), None, range(0)),
        (date(2021, 12, 31), date(2030, 1, 1), range(12, 13)),
    ],
)
def test_chapter_is_active_in_a_month_on_any_day_of_it(active_from, active_to, expected):
    terms = chapter(active_from=active_from, active_to=active_to)

    assert terms.active_months(YEAR) == expected


@pytest.mark.parametrize(
    ("federation", "reported_by", "expected"),
    [
        ("KORWIL", "coordinator", True),
        ("KORWIL", "federations", False),
        ("GARTEKS", "coordinator", False),
        ("GARTEKS", "federations", True),
    ],
)
def test_chapter_reports_what_is_its_own_to_count(federation, reported_by, expected):
    assert chapter(federation).reports(indicator(reported_by=reported_by)) is expected


def test_duty_is_the_due_months_in_which_the_chapter_is_active():
    quarterly = indicator(frequency="quarterly")

    duty = chapter(active_from=date(2021, 4, 30), active_to=date(2021, 9, 1)).duty(quarterly, YEAR)

    assert duty == (range(4, 10), (6, 9))


def test_duty_of_a_chapter_that_does_not_report_the_indicator_is_nothing():
    duty = chapter("KORWIL").duty(indicator(), YEAR)

    assert duty == (range(1, 13), ())


def test_promise_in_force_is_the_latest_up_to_the_month():
    revised = [promise(1, 100), promise(4, 80), promise(9, 120)]

    assert [promise_in_force(revised, month) for month in (1, 3, 4, 8, 9, 12)] == [
        *(revised[0], revised[0]),
        *(revised[1], revised[1]),
        *(revised[2], revised[2]),
    ]


def test_promise_in_force_before_the_first_is_none():
    assert promise_in_force([promise(4, 80)], 3) is None


def test_promise_with_an_empty_baseline_keeps_the_earlier_one():
    revised = [promise(1, 100, baseline=40), promise(4, 80), promise(9, 120, baseline=50), promise(10, 130)]

    baselines = [promise_in_force(revised, month) for month in (1, 5, 9, 11)]

    assert baselines == [
        promise(1, 100, baseline=40),
        promise(4, 80, baseline=40),
        promise(9, 120, baseline=50),
        promise(10, 130, baseline=50),
    ]
