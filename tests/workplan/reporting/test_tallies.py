from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.terms import (
    DUE_DATES,
    duty,
    indicator,
    milestone,
    monthly,
    ratio,
    report,
    scaled,
    stock,
    verified,
)
from workplan.reporting.amounts import Amount
from workplan.reporting.tallies import Tally, tally, total

UNTIL_JUNE = {"active_to": date(2021, 6, 15)}


def tallied(terms, reports, month, **dates) -> Tally:
    return tally(terms, reports, duty(terms, **dates), month, DUE_DATES)


def counts(brought: Tally) -> tuple[int, int, int, int, int]:
    return brought.due, brought.reports, brought.timely, brought.verified, brought.pending


def amount(value, denominator=0) -> Amount:
    return Amount(scaled(value), scaled(denominator))


def test_actual_of_a_flow_is_the_sum_of_the_verified_months_up_to_the_month():
    brought = tallied(indicator(), monthly(10, 20, 30, 40), 3)

    assert (brought.actual, brought.month) == (amount(60), None)


def test_actual_of_a_stock_is_the_latest_verified_month_marked_with_it():
    brought = tallied(stock(), verified({1: 100, 3: 90, 6: 70}), 5)

    assert (brought.actual, brought.month) == (amount(90), 3)


def test_actual_of_a_flow_ratio_adds_numerators_and_denominators():
    brought = tallied(ratio(accumulation="flow"), monthly((1, 2), (3, 10)), 8)

    assert brought.actual == amount(4, 12)


def test_actual_of_a_stock_ratio_is_the_latest_pair():
    brought = tallied(ratio(), monthly((1, 2), (3, 10)), 8)

    assert (brought.actual, brought.month) == (amount(3, 10), 2)


def test_actual_without_a_verified_month_is_none_and_a_declared_zero_is_not():
    waiting = tallied(indicator(), [report(1, 5, is_verified=False)], 8)
    declared = tallied(indicator(), [report(1, 0)], 8)

    assert (waiting.actual, declared.actual) == (None, amount(0))


@pytest.mark.parametrize("terms", [stock(), milestone()])
def test_what_a_dissolved_chapter_held_stays_until_its_last_active_month(terms):
    held = [tallied(terms, monthly(1, 1), month, **UNTIL_JUNE) for month in (6, 7)]

    assert [(brought.actual, brought.month) for brought in held] == [(amount(1), 2), (None, None)]


def test_what_a_dissolved_chapter_held_as_a_pair_does_not_stay():
    assert tallied(ratio(), monthly((1, 2)), 7, **UNTIL_JUNE).actual is None


@pytest.mark.parametrize("terms", [indicator(), indicator(direction="down"), ratio(accumulation="flow")])
def test_what_a_dissolved_chapter_brought_in_stays(terms):
    value = (3, 4) if terms.is_ratio else 3

    assert tallied(terms, monthly(value), 12, **UNTIL_JUNE).actual is not None


def test_due_reports_are_counted_by_whether_they_came_in_time_and_are_verified():
    reports = [report(1, 5), report(2, 5, days_late=1), report(3, 5, is_verified=False), report(5, 5)]

    assert counts(tallied(indicator(), reports, 4)) == (4, 3, 2, 2, 1)


def test_due_follows_the_frequency():
    quarterly = indicator(frequency="quarterly")

    assert [tallied(quarterly, [], month).due for month in (2, 3, 8, 12)] == [0, 1, 2, 4]


def test_a_chapter_outside_its_active_dates_owes_nothing():
    dates = {"active_from": date(2021, 4, 30), "active_to": date(2021, 6, 1)}

    assert [tallied(indicator(), [], month, **dates).due for month in (3, 4, 6, 12)] == [0, 1, 3, 3]


def test_a_waiting_report_of_a_month_that_is_not_due_is_pending_but_no_due_report():
    reports = [report(8, 5, is_verified=False)]

    assert counts(tallied(indicator(), reports, 9, **UNTIL_JUNE)) == (6, 0, 0, 0, 1)


def test_last_due_is_the_last_month_in_which_a_report_was_due():
    quarterly = indicator(frequency="quarterly")

    assert [tallied(quarterly, [], month).last_due for month in (2, 8)] == [None, 6]


def test_total_adds_what_is_something():
    parts = [
        tallied(stock(), monthly(100, 120), 2),
        tallied(stock(), [], 2),
        tallied(stock(), [report(1, 7), report(2, 9, is_verified=False)], 2),
    ]

    together = total(parts)

    assert together.actual == amount(127)
    assert together.month is None
    assert counts(together) == (6, 4, 4, 3, 1)
    assert (together.owing, together.counted, together.last_due) == (3, 2, 2)


def test_total_of_nothing_is_none():
    assert total([]) == total([Tally(), Tally()]) == Tally()


values = st.lists(st.integers(0, 50), min_size=1, max_size=12)


@given(values, st.integers(1, 12))
def test_splitting_a_report_into_two_months_changes_no_flows_actual(brought, cut):
    whole = [report(12, sum(brought))]
    split = [report(cut, brought[0]), report(12, sum(brought[1:]))] if cut < 12 else whole

    assert tallied(indicator(), split, 12).actual == tallied(indicator(), whole, 12).actual


@given(values, st.sampled_from([indicator(), stock(), milestone()]), st.integers(1, 12))
def test_a_report_that_is_not_verified_changes_no_official_figure(brought, terms, month):
    reports = monthly(*brought[:11])
    with_more = [*reports, report(12, 40, is_verified=False)]

    before, after = tallied(terms, reports, month), tallied(terms, with_more, month)

    assert (after.actual, after.forecast, after.month) == (before.actual, before.forecast, before.month)


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=6))
def test_parts_add_up_to_the_whole_in_any_order(pairs):
    parts = [tallied(indicator(), monthly(*pair), 2) for pair in pairs]

    together = total(parts)

    assert together.actual == amount(sum(map(sum, pairs)))
    assert together == total(parts[::-1]) == total([total(parts[:1]), total(parts[1:])])
