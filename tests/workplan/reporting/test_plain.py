from datetime import date
from fractions import Fraction

from tests.factories.terms import (
    chapter,
    indicator,
    milestone,
    monthly,
    promise,
    promises,
    ratio,
    region,
    report,
    roll_up,
    stock,
    verified,
    year,
)
from workplan.reporting.catch_ups import catch_up
from workplan.reporting.plain import catch_up_json, region_json, rollup_json
from workplan.reporting.scopes import Moment

FRAMEWORK = year(
    indicator("ORG-01", id=1, weight=30_000),
    stock("ORG-02", id=2),
    ratio("PKB-02", id=3, decimals=1),
    indicator("ADV-01", id=4, direction="monitor"),
    milestone("TKO-01", id=5),
    indicator("KEU-01", id=6, decimals=2),
    indicator("DIK-01", id=7, first_month=10),
)
HERE = region(
    chapter("GARTEKS", id=1),
    chapter("KIKES", id=2, district="31.71", active_to=date(2021, 6, 30)),
    targets={
        "ORG-01": promises(1200),
        "ORG-02": [promise(1, 300, baseline=150)],
        "PKB-02": promises(Fraction(605, 10)),
        "KEU-01": promises(Fraction(9995, 100)),
        "DIK-01": promises(5),
    },
    pledges={(1, "ORG-01"): promises(1000), (2, "ORG-01"): promises(100)},
)
REPORTS = {
    (1, 1): [*monthly(100, 120, 140, 80, 60, 60, 80), report(8, 9, is_verified=False, days_late=2)],
    (2, 1): verified({1: 200}),
    (3, 1): monthly((1, 3)),
    (4, 1): monthly(7),
    (5, 1): monthly(1),
    (6, 1): monthly(Fraction(123, 10)),
}
RESULT = rollup_json(roll_up(8, FRAMEWORK, [HERE], REPORTS))


def rows(scope):
    return {row["code"]: row for row in scope["indicators"]}


def test_rollup_names_year_and_month():
    assert (RESULT["year"], RESULT["as_of"]) == (2021, "2021-08")
    assert list(RESULT) == ["year", "as_of", "nation", "regions"]


def test_flow_count_is_written_exactly_and_what_is_divided_to_four_decimals():
    assert rows(RESULT["regions"][0])["ORG-01"] == {
        "code": "ORG-01",
        "target": "1200",
        "actual": "640",
        "numerator": None,
        "denominator": None,
        "pending": 1,
        "achievement": "53.3333",
        "category": "rendah",
        "expected": "800.0000",
        "on_track": False,
        "achievement_to_date": "80.0000",
        "category_to_date": "tinggi",
        "forecast": "973.3333",
        "gap": "560",
        "needed_per_month": "140.0000",
        "reports": 8,
        "due": 14,
        "pledged": "1100",
        "unallocated": "100",
    }


def test_stock_has_its_month_on_the_chapter_only():
    place = RESULT["regions"][0]
    garteks, kikes = (rows(scope)["ORG-02"] for scope in place["chapters"])

    assert (garteks["month"], garteks["actual"], kikes["month"]) == ("2021-01", "200", None)
    assert rows(place["chapters"][0])["ORG-01"]["month"] is None
    assert "month" not in rows(place)["ORG-02"]
    assert rows(place)["ORG-02"]["expected"] == "250.0000"


def test_ratio_is_written_in_percent_with_its_pair():
    row = rows(RESULT["regions"][0])["PKB-02"]

    assert (row["target"], row["actual"], row["gap"]) == ("60.5", "33.3333", "27.1667")
    assert (row["numerator"], row["denominator"], row["pledged"]) == ("1", "3", None)


def test_decimals_are_the_indicators():
    row = rows(RESULT["regions"][0])["KEU-01"]

    assert (row["target"], row["actual"], row["gap"], row["pledged"]) == ("99.95", "12.30", "87.65", "0.00")


def test_watched_indicator_and_milestone_have_what_they_have():
    place = rows(RESULT["regions"][0])

    assert [place[code]["actual"] for code in ("ADV-01", "TKO-01")] == ["7", "1"]
    assert {place["ADV-01"][key] for key in ("target", "achievement", "gap", "pledged")} == {None}


def test_indicator_that_has_not_begun_has_its_row_with_nulls():
    row = rows(RESULT["regions"][0])["DIK-01"]

    counts = ("pending", "reports", "due")
    assert {row[key] for key in row if key not in ("code", *counts)} == {None}
    assert [row[key] for key in counts] == [0, 0, 0]


def test_scope_has_score_and_completeness():
    place = RESULT["regions"][0]

    assert list(place) == [
        *("code", "name", "score", "category", "score_to_date", "category_to_date"),
        *("completeness", "timeliness", "indicators", "chapters"),
    ]
    # ORG-01 at weight 3, ORG-02, PKB-02, KEU-01: (3 · 53,333… + 66,666… + 55,096… + 12,306…) / 6.
    assert (place["score"], place["category"]) == ("49.0115", "sangat_rendah")
    # 13 of 84 due reports were sent, 12 of them in time: six indicators, eight months and six.
    assert (place["completeness"], place["timeliness"]) == ("15.4762", "14.2857")


def test_levels_have_their_own_keys_and_the_same_others():
    place = RESULT["regions"][0]
    nation, local, chapter_row = (
        set(scope["indicators"][0]) for scope in (RESULT["nation"], place, place["chapters"][0])
    )

    common = nation & local & chapter_row
    assert (nation - common, local - common) == ({"actual_with_target"}, {"pledged", "unallocated"})
    assert chapter_row - common == {"month", "share"}


def test_chapter_names_federation_and_district():
    first, second = RESULT["regions"][0]["chapters"]

    assert list(first)[:2] == ["federation", "district_code"]
    assert (first["federation"], first["district_code"]) == ("GARTEKS", None)
    assert (second["federation"], second["district_code"]) == ("KIKES", "31.71")
    assert (rows(first)["ORG-01"]["share"], rows(second)["ORG-01"]["share"]) == ("100.0000", None)
    assert (rows(first)["ORG-01"]["target"], second["score"]) == ("1000", None)


def test_nation_has_what_the_regions_with_a_target_brought():
    nation = rows(RESULT["nation"])

    assert [nation[code]["actual_with_target"] for code in ("ORG-01", "PKB-02", "ADV-01", "TKO-01")] == [
        *("640", None, None, None)
    ]


def test_one_region_alone_has_no_nation():
    result = Moment(FRAMEWORK, 8).region(HERE, REPORTS)

    plain = rollup_json(result)

    assert plain["nation"] is None
    assert plain["regions"] == [region_json(result.regions[0], 2021)] == RESULT["regions"]


def test_catch_up_is_written_with_the_indicators_decimals():
    plan = catch_up(Moment(FRAMEWORK, 8), HERE, REPORTS, FRAMEWORK.indicators[5])

    assert catch_up_json(plan) == {
        "region": "31",
        "indicator": "KEU-01",
        "as_of": "2021-08",
        "gap": "87.65",
        "parts": [
            {"federation": "GARTEKS", "district_code": None, "part": "87.65", "needed_per_month": "21.9125"}
        ],
    }


def test_catch_up_of_a_ratio_has_its_gap_and_no_parts():
    plan = catch_up_json(catch_up(Moment(FRAMEWORK, 8), HERE, REPORTS, FRAMEWORK.indicators[2]))

    assert (plan["gap"], plan["parts"]) == ("27.1667", [])
