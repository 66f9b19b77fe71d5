from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakerwil.bars import bar, spark_bars, spark_line

figures = st.fractions(min_value=0, max_value=10**9)


def test_bar_ends_at_the_share_of_the_target():
    drawn = bar(404, 1200, 800, None)

    assert drawn is not None
    assert (drawn.actual, drawn.before, drawn.added, drawn.pace) == ("33.7", "0.0", "33.7", "66.7")


def test_bar_tells_this_months_part_apart():
    drawn = bar(71, 140, None, 62)

    assert drawn is not None
    assert (drawn.before, drawn.added, drawn.pace) == ("44.3", "6.4", "")


def test_bar_of_a_stock_that_fell_has_no_part_of_this_month():
    drawn = bar(50, 100, None, 60)

    assert drawn is not None
    assert (drawn.before, drawn.added) == ("50.0", "0.0")


@pytest.mark.parametrize("target", [None, 0])
def test_bar_without_a_target_is_none(target):
    assert bar(5, target, None, None) is None


@given(figures, st.fractions(min_value=Fraction(1, 10_000), max_value=10**9), figures)
def test_bar_stays_inside_its_drawing(actual, target, expected):
    drawn = bar(actual, target, expected, None)

    assert drawn is not None
    assert 0 <= Fraction(drawn.actual) <= 120
    assert 0 <= Fraction(drawn.pace) <= 119


def test_spark_of_a_flow_leaves_a_gap_for_a_missing_month_and_a_hairline_for_nil():
    drawn = spark_bars([2, None, 0])

    assert [(part.x, part.height, part.is_last) for part in drawn.bars] == [
        ("0.0", "22.0", False),
        ("56.0", "1.0", True),
    ]


def test_spark_of_nothing_but_nil_is_drawn():
    assert [part.height for part in spark_bars([0, 0]).bars] == ["1.0", "1.0"]


def test_spark_of_a_level_is_broken_where_a_month_is_missing():
    drawn = spark_line([10, 20, None, 20, 30])

    assert drawn.lines == ("3.0,20.0 22.5,12.0", "61.5,12.0 81.0,4.0")
    assert drawn.last == ("81.0", "4.0")


def test_spark_of_a_level_that_stays_lies_in_the_middle():
    assert spark_line([7, 7]).lines == ("3.0,12.0 81.0,12.0",)


def test_spark_of_no_month_is_empty():
    assert spark_line([None, None]).last is None
    assert spark_bars([]).bars == ()
