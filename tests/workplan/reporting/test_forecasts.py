from datetime import date
from fractions import Fraction

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
    stock,
    verified,
)
from workplan.reporting.forecasts import PARTS
from workplan.reporting.tallies import tally, total


def tallied(terms, reports, month, **dates):
    return tally(terms, reports, duty(terms, **dates), month, DUE_DATES)


def forecast(terms, reports, month, **dates):
    """The chapter's own forecast in the indicator's unit."""
    projected = tallied(terms, reports, month, **dates).forecast
    return projected and projected.figure(terms, PARTS)


def addition(terms, reports, month, **dates):
    """What the chapter adds to its region's forecast."""
    added = tallied(terms, reports, month, **dates).projection
    return added and added.figure(terms, PARTS)


def test_flow_goes_on_with_the_mean_of_its_last_three_verified_months():
    # 10 + 20 + 30 + 50 so far; (20 + 30 + 50) / 3 for each of the eight months after April.
    assert forecast(indicator(), monthly(10, 20, 30, 50), 4) == 110 + Fraction(100, 3) * 8


def test_flow_goes_on_with_the_mean_of_two_months_where_there_are_no_more():
    assert forecast(indicator(), monthly(10, 30), 4) == 40 + 20 * 10


def test_flow_counts_only_its_own_due_months_after_the_latest_verified_one():
    quarterly = indicator(frequency="quarterly")

    assert forecast(quarterly, verified({3: 10, 6: 20}), 8) == 30 + 15 * 2
    assert forecast(indicator(), monthly(10, 30), 2, active_to=date(2021, 5, 1)) == 40 + 20 * 3


def test_flow_of_an_ended_chapter_stays_at_its_actual():
    assert forecast(indicator(), monthly(10, 30), 2, active_to=date(2021, 2, 1)) == 40


@pytest.mark.parametrize(
    ("months", "month", "is_projected"),
    [
        ([1, 2], 4, True),
        ([1, 2], 5, False),
        ([2, 5], 7, True),
        ([2, 5], 8, False),
        ([7], 8, False),
        ([], 8, False),
    ],
)
def test_two_verified_months_and_a_recent_one_are_needed(months, month, is_projected):
    projected = forecast(indicator(), verified(dict.fromkeys(months, 6)), month)

    assert (projected is not None) is is_projected


def test_recent_is_among_the_last_three_due_months_not_calendar_months():
    quarterly = indicator(frequency="quarterly")

    assert forecast(quarterly, verified({3: 10, 6: 20}), 12) == 30 + 15 * 2


def test_recent_is_counted_in_the_chapters_own_due_months():
    dates = {"active_to": date(2021, 6, 30)}

    assert forecast(indicator(), verified({3: 10, 4: 20}), 11, **dates) == 30 + 15 * 2


def test_months_after_the_one_looked_back_from_do_not_count():
    assert forecast(indicator(), monthly(10, 20, 300), 2) == 30 + 15 * 10


def test_chapter_that_is_not_projected_adds_its_actual():
    assert addition(indicator(), monthly(10), 8) == 10
    assert addition(indicator(), [], 8) is None


def test_stock_follows_the_slope_over_its_last_four_verified_months():
    # From 20 in February to 50 in July: 6 a month, for the five months after July.
    reports = verified({1: 1000, 2: 20, 3: 10, 5: 90, 7: 50})

    assert forecast(stock(), reports, 8) == 50 + Fraction(30, 5) * 5


def test_stock_follows_two_or_three_months_where_there_are_no_more():
    assert forecast(stock(), verified({2: 20, 4: 30}), 4) == 30 + 5 * 8
    assert forecast(stock(), verified({2: 20, 3: 90, 4: 40}), 4) == 40 + 10 * 8


def test_stock_counts_months_in_force_after_its_value():
    assert forecast(stock(last_month=9), verified({2: 20, 4: 30}), 4) == 30 + 5 * 5


def test_stock_is_never_below_zero():
    assert forecast(stock(), monthly(100, 50), 2) == 0


def test_stock_of_a_chapter_that_will_not_be_there_at_the_end_counts_nothing():
    dates = {"active_to": date(2021, 11, 30)}

    assert forecast(stock(), monthly(100, 110), 2, **dates) is None
    assert addition(stock(), monthly(100, 110), 2, **dates) is None
    assert addition(stock(last_month=11), monthly(100, 110), 2, **dates) == 110 + 10 * 9


def test_stock_with_one_month_adds_its_actual():
    assert forecast(stock(), monthly(100), 1) is None
    assert addition(stock(), monthly(100), 1) == 100


def test_flow_ratio_projects_numerator_and_denominator_like_flows():
    # 5 of 18 so far; 2,5 of 9 for each of the ten months to come.
    projected = tallied(ratio(accumulation="flow"), monthly((1, 8), (4, 10)), 2).forecast

    assert projected is not None
    assert projected.figure(ratio(), PARTS) == 100 * Fraction(30, 108)


def test_stock_ratio_stands_as_it_is():
    assert forecast(ratio(), monthly((1, 2), (3, 10)), 2) == 30
    assert forecast(ratio(), monthly((1, 2)), 2) is None
    assert addition(ratio(), monthly((1, 2)), 2) == 50


def test_ratio_without_a_denominator_has_no_forecast():
    assert forecast(ratio(), monthly((0, 0), (0, 0)), 2) is None


def test_milestones_have_no_forecast():
    assert addition(milestone(), monthly(0, 1), 2) is None


def test_region_adds_the_projections_of_some_and_the_actuals_of_others():
    parts = [
        tallied(indicator(), monthly(10, 30), 2),
        tallied(indicator(), monthly(7), 2),
        tallied(indicator(), [report(1, 9, is_verified=False)], 2),
    ]

    together = total(parts)

    assert together.forecast is not None
    assert together.forecast.figure(indicator(), PARTS) == 40 + 20 * 10 + 7


def test_region_without_a_projected_chapter_has_no_forecast():
    assert total([tallied(indicator(), monthly(7), 2)]).forecast is None


@given(st.lists(st.integers(0, 1000), min_size=12, max_size=12))
def test_forecast_of_a_full_year_is_the_actual(values):
    flow, position = indicator(), stock()

    assert forecast(flow, monthly(*values), 12) == sum(values)
    assert forecast(position, monthly(*values), 12) == values[-1]


@given(st.lists(st.integers(0, 1000), min_size=2, max_size=11), st.sampled_from([indicator(), stock()]))
def test_forecast_is_exact_and_never_negative(values, terms):
    month = len(values)

    projected = forecast(terms, monthly(*values), month)

    if terms.is_stock:
        recent = values[-4:]
        slope = Fraction(recent[-1] - recent[0], len(recent) - 1)
        assert projected == max(values[-1] + slope * (12 - month), 0)
    else:
        recent = values[-3:]
        assert projected == sum(values) + Fraction(sum(recent), len(recent)) * (12 - month)
