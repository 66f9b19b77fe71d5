from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.terms import CATEGORIES, indicator, milestone, ratio, stock
from workplan.reporting.achievements import achievement, achievement_to_date, category, is_on_track

UP, DOWN, WATCHED = indicator(), indicator(direction="down"), indicator(direction="monitor")
DOWN_STOCK = stock(direction="down")

figures = st.one_of(st.none(), st.fractions(0, 2000))


def exact(value: str | int | None) -> Fraction | None:
    return None if value is None else Fraction(value)


@pytest.mark.parametrize(
    ("terms", "actual", "target", "expected"),
    [
        (UP, 640, 1200, "160/3"),
        (UP, 1500, 1200, 125),
        (UP, 0, 1200, 0),
        (UP, 5, 0, None),
        (UP, None, 1200, None),
        (UP, 640, None, None),
        (DOWN, 9, 12, 125),
        (DOWN, 12, 12, 100),
        (DOWN, 15, 12, 75),
        (DOWN, 0, 12, 200),
        (DOWN, 30, 12, 0),
        (DOWN, 0, 0, 100),
        (DOWN, 1, 0, 0),
        (DOWN, None, 0, None),
        (WATCHED, 5, 10, None),
        (milestone(), 8, 10, 80),
        (milestone(), 12, 10, 100),
        (milestone(), 1, 0, None),
        (ratio(), "160/3", 60, "800/9"),
        (ratio(direction="down"), 50, 40, 75),
    ],
)
def test_achievement_is_held_against_the_whole_years_target(terms, actual, target, expected):
    assert achievement(terms, exact(actual), exact(target)) == exact(expected)


@pytest.mark.parametrize(
    ("terms", "actual", "target", "pace", "expected"),
    [
        (UP, 640, 1200, 800, 80),
        (UP, 640, 1200, 0, None),
        (UP, 640, 0, 0, None),
        (UP, 640, 1200, None, None),
        (UP, None, 1200, 800, None),
        (UP, 640, None, 800, None),
        # The government's 2·target − actual, with the distance held against the year's ceiling.
        (DOWN, 388, 600, 400, 102),
        (DOWN, 2, 12, 1, "275/3"),
        (DOWN, 30, 12, 1, 0),
        (DOWN, 0, 0, 0, 100),
        (DOWN, 1, 0, 0, 0),
        (DOWN_STOCK, 12, 10, 20, 140),
        (DOWN_STOCK, 30, 10, 20, 50),
        (DOWN_STOCK, 50, 10, 20, 0),
        (DOWN_STOCK, 0, 0, 0, 100),
        (DOWN_STOCK, 1, 10, 0, 0),
        (WATCHED, 5, 10, 5, None),
        (milestone(), 12, 10, 10, 100),
        (ratio(), 50, 40, 40, 125),
        (ratio(direction="down"), 50, 40, 40, 75),
    ],
)
def test_achievement_to_date_is_held_against_what_is_expected_by_now(terms, actual, target, pace, expected):
    assert achievement_to_date(terms, exact(actual), exact(target), exact(pace)) == exact(expected)


@pytest.mark.parametrize(
    ("terms", "actual", "pace", "expected"),
    [
        (UP, 800, 800, True),
        (UP, 799, 800, False),
        (DOWN, 800, 800, True),
        (DOWN, 801, 800, False),
        (UP, None, 800, None),
        (UP, 800, None, None),
    ],
)
def test_on_track_is_at_least_the_pace_or_at_most_the_ceiling(terms, actual, pace, expected):
    assert is_on_track(terms, exact(actual), exact(pace)) is expected


@pytest.mark.parametrize(
    ("percent", "expected"),
    [
        (None, None),
        ("1000", "sangat_tinggi"),
        ("91", "sangat_tinggi"),
        ("90.99999999", "tinggi"),
        ("76", "tinggi"),
        ("75.99999999", "sedang"),
        ("66", "sedang"),
        ("65.99", "rendah"),
        ("51", "rendah"),
        ("50.99", "sangat_rendah"),
        ("0", "sangat_rendah"),
    ],
)
def test_category_is_that_of_the_exact_percent(percent, expected):
    assert category(CATEGORIES, exact(percent)) == expected


@given(st.sampled_from([UP, DOWN, DOWN_STOCK, stock(), ratio(), milestone()]), figures, figures)
def test_achievement_to_date_equals_the_years_where_the_target_itself_is_expected(terms, actual, target):
    to_date = achievement_to_date(terms, actual, target, target)

    assert to_date == achievement(terms, actual, target)


@given(st.sampled_from([UP, DOWN, DOWN_STOCK, stock(), ratio(), milestone()]), figures, figures, figures)
def test_achievements_are_never_negative_and_none_without_an_actual(terms, actual, target, pace):
    percents = achievement(terms, actual, target), achievement_to_date(terms, actual, target, pace)

    assert all(percent is None or percent >= 0 for percent in percents)
    assert actual is not None or percents == (None, None)
