"""The oracle itself against figures worked out by hand: scores, forecast, pledges, catch-up, reports due."""

from fractions import Fraction

from tests.oracle import catch_up, roll_up, rounded
from tests.oracle_cases import (
    FPE,
    FTA,
    chapter,
    first_chapter,
    indicator,
    parts,
    pledge,
    region,
    report,
    reports,
    some,
    target,
    world,
)
from tests.oracle_rules import category


def test_score_leaves_out_denominator_zero_only_when_every_due_report_is_verified():
    ratio = indicator(code="R", measure="ratio", accumulation="flow", weight="3")
    filed = [report(FPE, 1, "8"), report(FPE, 1, "0/0", code="R"), report(FPE, 2, "8")]
    made = world(filed, indicator(), ratio, targets=(target("16"), target("50", code="R")))

    # January: only A, 50; February: R's second report is missing and counts 0: (1·100 + 3·0)/4
    assert roll_up(made, 1)["regions"][0]["score"] == "50.0000"
    assert roll_up(made, 2)["regions"][0]["score"] == "25.0000"


def test_forecast_of_a_flow_fills_the_months_after_the_last_verified_one():
    # 60 + mean(10, 20, 30) × 9 months; in June the last verified month is not among the last three
    made = world(reports(FPE, {1: "10", 2: "20", 3: "30"}))

    assert [region(made, as_of)["forecast"] for as_of in (1, 4, 5, 6)] == [None, *["240.0000"] * 2, None]


def test_forecast_of_a_stock_follows_its_slope_and_not_below_zero():
    # (130 − 100)/3 months = 10 a month, 8 months after April; the other way 70 − 8·10 = −10 becomes 0
    stock = indicator(accumulation="stock")

    assert region(world(reports(FPE, {1: "100", 4: "130"}), stock), 4)["forecast"] == "210.0000"
    assert region(world(reports(FPE, {1: "100", 4: "70"}), stock), 4)["forecast"] == "0.0000"


def test_forecast_counts_no_stock_of_a_chapter_that_ends_and_the_rest_as_it_stands():
    # FPE ends in November; FTA has one month only and counts with its 50; HUK is projected to 100
    huk = ("31", "HUKATAN", "")
    filed = [*reports(FPE, {1: "9", 2: "9"}), *reports(FTA, {2: "50"}), *reports(huk, {1: "100", 2: "100"})]
    chapters = (chapter(FPE, ends="2021-11-30"), chapter(FTA), chapter(huk))

    made = world(filed, indicator(accumulation="stock"), chapters=chapters)

    assert some(region(made, 2), "actual forecast") == ["159", "150.0000"]
    assert first_chapter(made, 2)["forecast"] is None


def test_revision_holds_from_its_month():
    targets = (target("100"), target("50", month="2021-07"))
    pledges = (pledge(FPE, "30", "2021-02"), pledge(FPE, "70", "2021-07"))
    made = world([report(FPE, 1, "60")], targets=targets, pledges=pledges)

    names = "target achievement pledged unallocated"
    assert some(region(made, 1), names) == ["100", "60.0000", "0", "100"]
    assert some(region(made, 6), names) == ["100", "60.0000", "30", "70"]
    assert some(region(made, 7), names) == ["50", "120.0000", "70", "-20"]


def test_score_is_weighted_and_capped_and_no_report_counts_zero():
    # A 200 % capped at 120, weight 3; B none, weight 1.5: 360/4.5 = 80
    made = world(
        [report(FPE, 1, "20")],
        indicator(weight="3"),
        indicator(code="B", direction="down", weight="1.5"),
        targets=(target("10"), target("10", code="B")),
    )

    block = roll_up(made, 1)["regions"][0]

    assert some(block, "score category score_to_date") == ["80.0000", "tinggi", "80.0000"]


def test_score_to_date_leaves_out_what_has_no_expected_value():
    # B is a stock without baseline: only A, 5 of the expected 10
    made = world(
        [report(FPE, 1, "5"), report(FPE, 1, "70", code="B")],
        indicator(),
        indicator(code="B", accumulation="stock"),
        targets=(target("120"), target("100", code="B")),
    )

    block = roll_up(made, 1)["regions"][0]

    # the year: the mean of 4.1667 and 70
    assert some(block, "score score_to_date") == ["37.0833", "50.0000"]


def test_chapter_has_no_score_once_it_is_not_active():
    made = world(
        reports(FPE, {1: "5"}), pledges=(pledge(FPE, "10"),), chapters=(chapter(FPE, ends="2021-03-31"),)
    )

    scores = [roll_up(made, as_of)["regions"][0]["chapters"][0]["score"] for as_of in (3, 4)]

    assert scores == ["50.0000", None]


def test_completeness_and_timeliness_of_the_due_reports():
    # January on the due day, February a day late, March not sent, April returned
    filed = [
        report(FPE, 1, "1", "submitted", "2021-02-10"),
        report(FPE, 2, "1", "verified", "2021-03-11"),
        report(FPE, 3, "1", "draft"),
        report(FPE, 4, "1", "returned", "2021-05-01"),
    ]

    block = roll_up(world(filed), 4)["nation"]

    assert some(block, "completeness timeliness") == ["50.0000", "25.0000"]


def test_korwil_chapter_is_made_and_owes_only_what_the_coordinator_reports():
    made = world([], indicator(), indicator(code="B", reported_by="coordinator"))

    chapters = roll_up(made, 2)["regions"][0]["chapters"]

    assert [block["federation"] for block in chapters] == ["FPE", "KORWIL"]
    assert [[row["due"] for row in block["indicators"]] for block in chapters] == [[2, 0], [0, 2]]


def test_share_of_the_region_and_pledges_of_ended_chapters():
    chapters = (chapter(FPE, ends="2021-01-31"), chapter(FTA))
    pledges = (pledge(FPE, "70"), pledge(FTA, "40"))
    made = world(
        [report(FPE, 1, "10"), report(FTA, 2, "20")],
        targets=(target("100"),),
        pledges=pledges,
        chapters=chapters,
    )

    shares = [block["indicators"][0]["share"] for block in roll_up(made, 2)["regions"][0]["chapters"]]

    # FPE, FTA, KORWIL
    assert shares == ["33.3333", "66.6667", None]
    assert some(region(made, 2), "pledged unallocated") == ["110", "-10"]


def test_catch_up_takes_outstanding_pledges_first_and_splits_the_rest_by_pace():
    # the gap is 100 − 30 = 70; outstanding 20 − 10 = 10 and 40 − 20 = 20; the remaining 40 by pace 10 : 20
    # = 13⅓ and 26⅔; 23⅓ and 46⅔ are 23 and 47
    made = world(
        [report(FPE, 1, "10"), report(FTA, 1, "20")],
        targets=(target("100"),),
        pledges=(pledge(FPE, "20"), pledge(FTA, "40")),
        chapters=(chapter(FPE), chapter(FTA)),
    )

    plan = catch_up(made, "31", "A", 1)

    assert (plan["gap"], parts(plan)) == ("70", [("FPE", "23"), ("FTA", "47")])
    # 11 months are left
    assert [part["needed_per_month"] for part in plan["parts"]] == ["2.0909", "4.2727"]


def test_catch_up_scales_pledges_down_and_gives_ties_to_the_lower_code():
    # the gap is 5 with one decimal: 10, 10, 10 become 1.666… each: 17, 17, 16 tenths by code, then district
    dpc = ("31", "FPE", "31.71")
    made = world(
        [],
        indicator(decimals="1"),
        targets=(target("5.0"),),
        pledges=(pledge(FTA, "10.0"), pledge(dpc, "10.0"), pledge(FPE, "10.0")),
        chapters=(chapter(FTA), chapter(dpc), chapter(FPE)),
    )

    plan = catch_up(made, "31", "A", 12)

    assert parts(plan) == [("FPE", "1.7"), ("FPE", "1.7"), ("FTA", "1.6")]
    assert [part["district_code"] for part in plan["parts"]] == [None, "31.71", None]
    assert plan["parts"][0]["needed_per_month"] is None


def test_catch_up_is_equal_without_any_pace_and_leaves_out_the_ended():
    chapters = (chapter(FPE), chapter(FTA), chapter(("31", "HUKATAN", ""), ends="2021-01-31"))
    made = world([], targets=(target("7"),), chapters=chapters)

    assert parts(catch_up(made, "31", "A", 2)) == [("FPE", "4"), ("FTA", "3")]


def test_monitor_has_figures_and_nothing_to_hold_them_against():
    made = world(reports(FPE, {1: "4", 2: "6"}), indicator(direction="monitor"))

    names = "actual target achievement expected gap forecast pledged unallocated"
    # the forecast adds the mean of 5 for each of the ten months left
    assert some(region(made, 2), names) == ["10", None, None, None, None, "60.0000", None, None]


def test_category_judges_the_exact_value():
    exact = Fraction(909999999, 10**7)

    assert (rounded(exact, 4), category(exact), category(Fraction(91))) == (
        "91.0000",
        "tinggi",
        "sangat_tinggi",
    )
    assert [category(Fraction(value)) for value in (76, 66, 51, 50)] == [
        "tinggi",
        "sedang",
        "rendah",
        "sangat_rendah",
    ]


def test_rounding_is_half_away_from_zero_and_minus_zero_is_zero():
    values = [Fraction(1, 2), Fraction(-1, 2), Fraction(-1, 4), Fraction(25, 10), Fraction(-5, 4)]

    assert [rounded(value, 0) for value in values] == ["1", "-1", "0", "3", "-1"]
    assert [rounded(value, 1) for value in values] == ["0.5", "-0.5", "-0.3", "2.5", "-1.3"]
