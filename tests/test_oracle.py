"""The oracle itself against figures worked out by hand from domain.md section 2: rules 1 to 4 and 7."""

import pytest

from tests.oracle import catch_up, roll_up
from tests.oracle_cases import (
    FPE,
    FTA,
    WEST,
    chapter,
    first_chapter,
    indicator,
    nation,
    pledge,
    region,
    report,
    reports,
    some,
    target,
    world,
)


def test_flow_64_of_120_by_august():
    # 8 × 8 = 64; year 64/120; expected 120·8/12 = 80, to date 64/80; left 56 in 4 months = 14 a month;
    # forecast 64 + 8·4 = 96
    made = world(reports(FPE, dict.fromkeys(range(1, 9), "8")), targets=(target("120"),))

    row = region(made, 8)

    assert some(row, "actual target achievement category") == ["64", "120", "53.3333", "rendah"]
    assert some(row, "expected on_track achievement_to_date category_to_date") == [
        "80.0000",
        False,
        "80.0000",
        "tinggi",
    ]
    assert some(row, "gap needed_per_month forecast") == ["56", "14.0000", "96.0000"]
    assert some(row, "due reports pending numerator denominator") == [8, 8, 0, None, None]


def test_only_verified_contributions_count_and_submitted_ones_wait():
    statuses = ["verified", "submitted", "draft", "returned", ""]
    filed = [report(FPE, month, "5", status) for month, status in enumerate(statuses, 1)]

    row = region(world(filed), 6)

    # the empty status is submitted; due January to June
    assert some(row, "actual reports pending due") == ["5", 3, 2, 6]


def test_declared_zero_is_a_figure_and_a_blank_is_none():
    # 0 verified: achievement 0; nothing verified: none; the gap of a flow count takes none as 0
    zero = region(world(reports(FPE, {1: "0"}), targets=(target("10"),)), 1)
    blank = region(world([], targets=(target("10"),)), 1)

    assert some(zero, "actual achievement gap") == ["0", "0.0000", "10"]
    assert some(blank, "actual achievement gap on_track") == [None, None, "10", None]


def test_stock_stands_with_its_month_until_the_chapter_ends():
    stock = indicator(accumulation="stock")
    made = world(reports(FPE, {1: "100", 3: "130"}), stock, chapters=(chapter(FPE, ends="2021-06-01"),))

    # the end date is the last active day: still active in June
    assert some(first_chapter(made, 6), "actual month") == ["130", "2021-03"]
    assert some(first_chapter(made, 7), "actual month due") == [None, None, 6]
    assert region(made, 7)["actual"] is None


def test_flow_of_an_ended_chapter_stays():
    made = world(reports(FPE, {1: "100", 3: "130"}), chapters=(chapter(FPE, ends="2021-06-01"),))

    assert some(region(made, 7), "actual due") == ["230", 6]


def test_percentages_are_never_averaged():
    # 1/2 and 30/100: 31/102 = 30.3922, not (50 + 30)/2
    ratio = indicator(measure="ratio", accumulation="stock", decimals="1")
    filed = [report(FPE, 1, "1/2"), report(FTA, 1, "30/100")]
    made = world(filed, ratio, targets=(target("40.5"),), chapters=(chapter(FPE), chapter(FTA)))

    row = region(made, 1)

    assert some(row, "actual numerator denominator target gap") == ["30.3922", "31", "102", "40.5", "10.1078"]
    # 100·30.3921…/40.5; the expected value of a ratio is the target itself
    assert some(row, "achievement expected pledged needed_per_month") == ["75.0424", "40.5000", None, None]


def test_nation_holds_like_against_like():
    # 60 from region 32, which has no target, would fill the gap of region 31
    filed = [report(FPE, 1, "40"), report(WEST, 1, "60")]
    made = world(filed, targets=(target("100"),), chapters=(chapter(FPE), chapter(WEST)))

    row = nation(made, 12)

    assert some(row, "actual actual_with_target target achievement gap") == [
        "100",
        "40",
        "100",
        "40.0000",
        "60",
    ]
    assert nation(world(filed, chapters=(chapter(FPE), chapter(WEST))), 12)["actual_with_target"] is None


def test_national_ratio_target_is_its_own():
    ratio = indicator(measure="ratio", decimals="1")
    targets = (target("10.0"), target("50.0", region="", month="2021-03"))
    made = world([report(FPE, 1, "1/4")], ratio, targets=targets)

    assert some(nation(made, 2), "target achievement") == [None, None]
    assert some(nation(made, 3), "target achievement") == ["50.0", "50.0000"]


def test_two_losses_in_january_under_a_ceiling_of_twelve():
    # year: 100·(24 − 2)/12; to date: expected 1, 100·(12 + 1 − 2)/12; not on track
    made = world([report(FPE, 1, "2")], indicator(direction="down"), targets=(target("12"),))

    row = region(made, 1)

    assert some(row, "achievement achievement_to_date on_track gap") == ["183.3333", "91.6667", False, "10"]


@pytest.mark.parametrize(("lost", "percent"), [("0", "100.0000"), ("1", "0.0000")])
def test_ceiling_of_zero(lost, percent):
    made = world([report(FPE, 1, lost)], indicator(direction="down"), targets=(target("0"),))

    assert some(region(made, 1), "achievement achievement_to_date") == [percent, percent]


def test_target_of_zero_where_more_is_better_has_no_percent_and_no_score():
    made = world([report(FPE, 1, "5")], targets=(target("0"),))

    assert some(region(made, 1), "achievement achievement_to_date gap on_track") == [None, None, "-5", True]
    assert roll_up(made, 1)["regions"][0]["score"] is None


@pytest.mark.parametrize(
    ("as_of", "expected"), [(2, "8.0000"), (3, "12.0000"), (5, "36.0000"), (11, "108.0000"), (12, "120.0000")]
)
def test_trajectory_is_linear_within_a_quarter(as_of, expected):
    # 10/40/70/100: February 2/3 of 10 %, May 10 + 2/3·30 = 30 %, November 70 + 2/3·30 = 90 %
    made = world([], indicator(trajectory="10/40/70/100"), targets=(target("120"),))

    assert region(made, as_of)["expected"] == expected


def test_quarterly_pace_waits_for_the_last_due_month():
    made = world([report(FPE, 3, "40")], indicator(frequency="quarterly"), targets=(target("120"),))

    # February: none due yet; May: m* is March, 3/12 of 120
    assert some(region(made, 2), "expected due on_track") == [None, 0, None]
    assert roll_up(made, 2)["regions"][0]["score"] is None
    assert some(region(made, 5), "expected due on_track") == ["30.0000", 1, True]
    # 4 months after August and one due among them
    assert region(made, 8)["needed_per_month"] == "20.0000"


def test_chapter_of_eight_months_has_its_own_pace():
    # active March to October: by April 2 of its 8 months, without the trajectory; from October all
    made = world(
        [],
        indicator(trajectory="10/40/70/100"),
        pledges=(pledge(FPE, "80"),),
        chapters=(chapter(FPE, "2021-03-31", "2021-10-01"),),
    )

    assert some(first_chapter(made, 2), "expected due") == [None, 0]
    assert some(first_chapter(made, 4), "expected due target") == ["20.0000", 2, "80"]
    assert some(first_chapter(made, 12), "expected due") == ["80.0000", 8]


def test_stock_is_expected_to_grow_from_its_baseline():
    # 100 + (160 − 100)·6/12; the revision without a baseline keeps the earlier one; December needs none
    stock = indicator(accumulation="stock")
    made = world([], stock, targets=(target("160", "100"), target("180", "", "2021-07")))
    bare = world([], stock, targets=(target("160"),))

    assert region(made, 6)["expected"] == "130.0000"
    assert some(region(made, 9), "target expected") == ["180", "160.0000"]
    assert [region(bare, as_of)["expected"] for as_of in (6, 12)] == [None, "160.0000"]


def test_nation_has_no_baseline_when_one_region_lacks_it():
    stock = indicator(accumulation="stock")
    both = (target("160", "100"), target("80", region="32"))

    assert nation(world([], stock, targets=both), 6)["expected"] is None
    assert nation(world([], stock, targets=both[:1]), 6)["expected"] == "130.0000"


def test_indicator_that_ended_keeps_the_figures_of_its_last_month():
    # in force March to May: 3 due; share 1 from May on; a revision from June changes nothing
    made = world(
        reports(FPE, {3: "10", 4: "10"}),
        indicator(from_month="2021-03", until_month="2021-05"),
        targets=(target("40"), target("400", month="2021-06")),
    )

    assert some(region(made, 2), "target actual gap due reports") == [None, None, None, 0, 0]
    # April: 2 of 3 months, 26.67; one month left
    assert some(region(made, 4), "expected needed_per_month") == ["26.6667", "20.0000"]
    # 20 + 10 for May
    assert some(region(made, 9), "actual expected achievement due forecast needed_per_month") == [
        "20",
        "40.0000",
        "50.0000",
        3,
        "30.0000",
        None,
    ]
    assert catch_up(made, "31", "A", 9) == {"region": "31", "indicator": "A", "as_of": "2021-09"} | {
        "gap": "20",
        "parts": [],
    }


def test_milestone_counts_one_or_zero_and_at_most_hundred():
    # due each month; 2 of 1 is 100 %; expected only when m* is the last due month
    milestone = indicator(measure="milestone", accumulation="stock")
    filed = [report(FPE, 2, "1"), report(FTA, 2, "1")]
    made = world(filed, milestone, targets=(target("1"),), chapters=(chapter(FPE), chapter(FTA)))

    names = "actual achievement expected achievement_to_date forecast gap pledged"
    assert some(region(made, 2), names) == ["2", "100.0000", None, None, None, "-1", None]
    assert some(region(made, 12), names) == ["2", "100.0000", "1.0000", "100.0000", None, "-1", None]
