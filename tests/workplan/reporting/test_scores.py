from dataclasses import replace
from fractions import Fraction

import pytest

from tests.factories.terms import indicator, ratio, scaled, year
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.scores import scope

FULL = IndicatorFigures(
    indicator(),
    applies=True,
    target=Fraction(100),
    actual=Fraction(80),
    achievement=Fraction(80),
    expected=Fraction(50),
    achievement_to_date=Fraction(160),
    due=4,
    reports=4,
    timely=4,
    verified=4,
)
OTHER = replace(FULL, achievement=Fraction(20), achievement_to_date=Fraction(40))


def weighing(figures, weight):
    return replace(figures, indicator=replace(figures.indicator, weight=scaled(weight)))


def scores(*figures, is_active=True):
    result = scope(year(), figures, is_active=is_active)
    return result.score, result.score_to_date


def test_score_is_the_weighted_mean_of_the_achievements():
    assert scores(weighing(FULL, 3), weighing(OTHER, 1)) == (65, (3 * 120 + 40) / Fraction(4))


def test_score_takes_fractions_of_weights():
    assert scores(weighing(FULL, Fraction(1, 2)), weighing(OTHER, 1))[0] == 40


def test_score_caps_each_achievement():
    high = replace(FULL, achievement=Fraction(900), achievement_to_date=Fraction(900))

    assert scores(high, OTHER) == (70, 80)


def test_cap_is_the_years():
    result = scope(year(cap=Fraction(100)), [replace(FULL, achievement=Fraction(900))])

    assert result.score == 100


@pytest.mark.parametrize("direction", ["up", "down"])
def test_no_report_is_no_achievement_in_both_directions(direction):
    silent = replace(
        FULL,
        indicator=indicator(direction=direction),
        actual=None,
        achievement=None,
        achievement_to_date=None,
        verified=0,
    )

    assert scores(silent, FULL) == (40, 60)


@pytest.mark.parametrize(
    "left_out",
    [
        IndicatorFigures(indicator()),
        replace(FULL, target=None, achievement=None, expected=None, achievement_to_date=None),
        replace(FULL, due=0, reports=0, verified=0, achievement=None),
        replace(FULL, target=Fraction(0), achievement=None, achievement_to_date=None),
        replace(
            FULL,
            indicator=ratio(),
            actual=None,
            numerator=Fraction(0),
            denominator=Fraction(0),
            achievement=None,
            achievement_to_date=None,
        ),
    ],
    ids=["not begun", "no target", "not due yet", "up target of 0", "ratio of nothing"],
)
def test_what_cannot_be_judged_is_left_out(left_out):
    assert scores(left_out, OTHER) == (20, 40)
    assert scores(left_out) == (None, None)


def test_ratio_of_nothing_counts_zero_while_a_due_report_is_not_verified():
    nothing = replace(
        FULL,
        indicator=ratio(),
        denominator=Fraction(0),
        achievement=None,
        achievement_to_date=None,
        verified=3,
    )

    assert scores(nothing, FULL) == (40, 60)


def test_ratio_without_any_verified_report_counts_zero():
    silent = replace(
        FULL, indicator=ratio(), actual=None, achievement=None, achievement_to_date=None, verified=0
    )

    assert scores(silent, FULL) == (40, 60)


def test_down_target_of_zero_counts():
    kept = replace(FULL, indicator=indicator(direction="down"), target=Fraction(0), expected=Fraction(0))

    assert scores(kept) == (80, 120)


@pytest.mark.parametrize(
    "unexpected",
    [
        replace(FULL, expected=None, achievement_to_date=None),
        replace(FULL, expected=Fraction(0), achievement_to_date=None),
    ],
    ids=["no expected value", "nothing expected yet"],
)
def test_what_has_no_pace_counts_in_the_years_score_only(unexpected):
    assert scores(unexpected, OTHER) == (50, 40)


def test_chapter_that_is_not_active_has_no_score():
    result = scope(year(), [FULL], is_active=False)

    assert (result.score, result.category, result.score_to_date, result.category_to_date) == (None,) * 4


def test_category_is_that_of_the_exact_score():
    result = scope(year(), [replace(FULL, achievement=Fraction(90999999, 1000000))])

    assert (result.category, result.category_to_date) == ("tinggi", "sangat_tinggi")


def test_completeness_and_timeliness_are_held_against_the_due_reports():
    late = replace(FULL, due=4, reports=3, timely=1, pending=2)

    result = scope(year(), [FULL, late])

    assert (result.due, result.reports, result.timely, result.pending) == (8, 7, 5, 2)
    assert (result.completeness, result.timeliness) == (Fraction(175, 2), Fraction(125, 2))


def test_completeness_without_due_reports_is_none():
    result = scope(year(), [IndicatorFigures(indicator())])

    assert (result.completeness, result.timeliness) == (None, None)


def test_reached_are_those_at_a_hundred_percent_of_those_with_a_target():
    figures = [
        FULL,
        replace(FULL, achievement=Fraction(100), on_track=True),
        replace(FULL, achievement=Fraction(99999, 1000), on_track=False),
        replace(FULL, target=None, achievement=None),
    ]

    result = scope(year(), figures)

    assert (result.reached, result.on_track, result.with_target) == (1, 1, 3)
