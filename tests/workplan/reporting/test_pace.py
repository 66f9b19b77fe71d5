from datetime import date
from fractions import Fraction

import pytest

from tests.factories.terms import duty, indicator, milestone, ratio, stock
from workplan.reporting.pace import expected, own_share, share

UNEVEN = tuple(Fraction(part, 100) for part in (10, 40, 70, 100))


@pytest.mark.parametrize(
    ("terms", "month", "part"),
    [
        (indicator(), 1, "1/12"),
        (indicator(), 8, "2/3"),
        (indicator(), 12, "1"),
        # In force from March to October: eight months.
        (indicator(first_month=3, last_month=10), 3, "1/8"),
        (indicator(first_month=3, last_month=10), 9, "7/8"),
        (indicator(first_month=3, last_month=10), 10, "1"),
        # Quarterly: only what was due counts, so nothing before March and a quarter until May.
        (indicator(frequency="quarterly"), 2, None),
        (indicator(frequency="quarterly"), 5, "1/4"),
        (indicator(frequency="quarterly"), 11, "3/4"),
        # Quarterly until November: the last due month is September, and August expects June's share.
        (indicator(frequency="quarterly", last_month=11), 8, "2/3"),
        (indicator(frequency="quarterly", last_month=11), 9, "1"),
        (indicator(frequency="quarterly", first_month=2, last_month=11), 6, "5/8"),
        (indicator(frequency="yearly"), 11, None),
        (indicator(frequency="yearly"), 12, "1"),
        # 10/40/70/100, linear within a quarter.
        (indicator(trajectory=UNEVEN), 1, "1/30"),
        (indicator(trajectory=UNEVEN), 3, "1/10"),
        (indicator(trajectory=UNEVEN), 5, "3/10"),
        (indicator(trajectory=UNEVEN), 8, "3/5"),
        (indicator(trajectory=UNEVEN), 11, "9/10"),
        (indicator(trajectory=UNEVEN), 12, "1"),
        (indicator(trajectory=UNEVEN, frequency="quarterly"), 8, "2/5"),
        # It ends in August: then the whole target is expected, whatever the trajectory says.
        (indicator(trajectory=UNEVEN, last_month=8), 7, "1/2"),
        (indicator(trajectory=UNEVEN, last_month=8), 8, "1"),
    ],
)
def test_share_is_the_part_of_the_year_expected_by_the_last_due_month(terms, month, part):
    assert share(terms, month) == (None if part is None else Fraction(part))


@pytest.mark.parametrize(
    ("terms", "dates", "month", "part"),
    [
        # Active throughout: as the region, with the trajectory.
        (indicator(trajectory=UNEVEN), {}, 3, "1/10"),
        (indicator(trajectory=UNEVEN, first_month=4), {"active_from": date(2021, 4, 30)}, 6, "2/5"),
        # From May on: eight months of its own, without the trajectory.
        (indicator(trajectory=UNEVEN), {"active_from": date(2021, 5, 31)}, 4, None),
        (indicator(trajectory=UNEVEN), {"active_from": date(2021, 5, 31)}, 5, "1/8"),
        (indicator(trajectory=UNEVEN), {"active_from": date(2021, 5, 31)}, 12, "1"),
        # Until June: its whole pledge is expected then, and stays expected.
        (indicator(), {"active_to": date(2021, 6, 1)}, 3, "1/2"),
        (indicator(), {"active_to": date(2021, 6, 1)}, 6, "1"),
        (indicator(), {"active_to": date(2021, 6, 1)}, 9, "1"),
        # Quarterly from February: due in March, June, September and December; February counts as a month.
        (indicator(frequency="quarterly"), {"active_from": date(2021, 2, 1)}, 6, "5/11"),
        # Never due.
        (indicator(frequency="quarterly"), {"active_to": date(2021, 2, 1)}, 8, None),
    ],
)
def test_own_share_counts_the_chapters_own_months(terms, dates, month, part):
    assert own_share(terms, duty(terms, **dates), month) == (None if part is None else Fraction(part))


@pytest.mark.parametrize(
    ("terms", "target", "baseline", "part", "value"),
    [
        (indicator(), 1200, None, "2/3", 800),
        (indicator(), 1200, None, "1", 1200),
        (indicator(), 1200, None, None, None),
        (indicator(), None, None, "1", None),
        (indicator(direction="down"), 600, None, "2/3", 400),
        (stock(), 19200, 18000, "2/3", 18800),
        (stock(), 16000, 18000, "1/2", 17000),
        (stock(), 19200, None, "2/3", None),
        (stock(), 19200, None, "1", 19200),
        (stock(), 19200, 18000, None, None),
        (milestone(), 10, None, "2/3", None),
        (milestone(), 10, None, "1", 10),
        (ratio(), 60, None, "1/12", 60),
        (ratio(), 60, None, None, None),
        (ratio(accumulation="flow"), 60, None, "1/2", 60),
    ],
)
def test_expected_is_a_share_of_the_flow_or_the_way_up_of_a_stock(terms, target, baseline, part, value):
    figures = [None if figure is None else Fraction(figure) for figure in (target, baseline, part)]

    assert expected(terms, *figures) == value
