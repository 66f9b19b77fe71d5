from fractions import Fraction

import pytest

from tests.factories.terms import indicator, milestone, ratio, scaled, stock
from workplan.reporting.amounts import Amount
from workplan.reporting.gaps import gap, needed_per_month, share_of
from workplan.reporting.tallies import Tally


def exact(value):
    return None if value is None else Fraction(value)


@pytest.mark.parametrize(
    ("terms", "actual", "target", "expected"),
    [
        (indicator(), 640, 1200, 560),
        (indicator(), 1300, 1200, -100),
        (indicator(), None, 1200, 1200),
        (indicator(), 640, None, None),
        (indicator(direction="down"), 388, 600, 212),
        (indicator(direction="down"), None, 600, 600),
        (stock(), 100, 120, 20),
        (stock(), None, 120, None),
        (milestone(), None, 10, None),
        (ratio(), "160/3", 60, "20/3"),
        (ratio(), None, 60, None),
        (ratio(accumulation="flow"), None, 60, None),
    ],
)
def test_gap_is_the_target_less_the_actual(terms, actual, target, expected):
    assert gap(terms, exact(actual), exact(target)) == exact(expected)


@pytest.mark.parametrize(
    ("terms", "missing", "month", "expected"),
    [
        (indicator(), 560, 8, 140),
        (indicator(), -100, 8, 0),
        (indicator(), None, 8, None),
        (indicator(), 560, 12, None),
        (indicator(last_month=9), 560, 8, 560),
        (indicator(last_month=9), 560, 9, None),
        # Quarterly: spread over the months that are left, as long as one of them is due.
        (indicator(frequency="quarterly"), 560, 8, 140),
        (indicator(frequency="quarterly", last_month=11), 560, 8, "560/3"),
        (indicator(frequency="quarterly", last_month=11), 560, 9, None),
        (indicator(direction="down"), 560, 8, None),
        (indicator(direction="monitor"), 560, 8, None),
        (stock(), 560, 8, None),
        (ratio(accumulation="flow"), 20, 8, None),
        (milestone(), 2, 8, None),
    ],
)
def test_needed_per_month_spreads_the_gap_of_an_up_flow_count(terms, missing, month, expected):
    assert needed_per_month(terms, exact(missing), month) == exact(expected)


def brought(value):
    return Tally() if value is None else Tally(actual=Amount(scaled(value)))


@pytest.mark.parametrize(
    ("terms", "actual", "whole", "expected"),
    [
        (indicator(), 160, 640, 25),
        (indicator(), 0, 640, 0),
        (indicator(), None, 640, None),
        (indicator(), 0, 0, None),
        (indicator(), None, None, None),
        (indicator(direction="monitor"), 160, 640, 25),
        (stock(), 160, 640, 25),
        (milestone(), 1, 4, None),
        (ratio(), 1, 4, None),
    ],
)
def test_share_is_a_chapters_part_of_the_regions_count(terms, actual, whole, expected):
    assert share_of(terms, brought(actual), brought(whole)) == expected
