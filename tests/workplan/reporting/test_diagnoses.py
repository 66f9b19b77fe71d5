from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.plans import IndicatorFactory
from tests.factories.terms import (
    chapter,
    indicator,
    monthly,
    promises,
    ratio,
    region,
    report,
    stock,
    year,
)
from workplan.reporting import diagnoses
from workplan.reporting.diagnoses import Cause, sentences
from workplan.reporting.scopes import Moment

MONTH = 8
CHAPTERS = (chapter("GARTEKS", id=1, name="GARTEKS"), chapter("FKUI", id=2, name="FKUI"))


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def found(terms, *sent, target=1200, month=MONTH):
    """The facts of an indicator that two chapters report; `sent`: the reports of each."""
    home = region(*CHAPTERS, targets={terms.code: promises(target)})
    reports = {(terms.id, place): rows for place, rows in enumerate(sent, 1)}
    moment = Moment(year(terms), month)
    figures = moment.region(home, reports).regions[0].scope.indicators[0]
    return diagnoses.facts(moment, home, reports, figures, {})


def causes(terms, *sent, **place):
    return diagnoses.causes(found(terms, *sent, **place))


def test_what_keeps_pace_has_no_cause():
    assert causes(indicator(), monthly(*[50] * 8), monthly(*[50] * 8)) == []


def test_without_a_target_there_is_no_cause():
    home = region(*CHAPTERS)
    moment = Moment(year(indicator()), MONTH)
    figures = moment.region(home, {}).regions[0].scope.indicators[0]

    assert diagnoses.causes(diagnoses.facts(moment, home, {}, figures, {})) == []


def test_nothing_reported_at_all_is_not_reported_and_nothing_else():
    facts = found(indicator(), [], [])

    assert diagnoses.causes(facts) == [Cause.NOT_REPORTED]
    assert facts.missing == {"GARTEKS": 8, "FKUI": 8}


def test_of_a_position_only_the_latest_report_is_missing():
    facts = found(stock(), [report(1, 10)], monthly(*[10] * 8))

    assert facts.missing == {"GARTEKS": 1}


def test_what_waits_for_verification_is_reported():
    waiting = [report(month, 10, is_verified=False) for month in range(1, 9)]

    assert found(indicator(), monthly(*[10] * 8), waiting).missing == {}


def test_a_figure_far_from_its_months_before_is_doubtful():
    facts = found(indicator(), monthly(*[20] * 8), monthly(*[10] * 7, 60))

    assert facts.doubtful == ["FKUI"]
    assert Cause.DOUBTFUL in diagnoses.causes(facts)


def test_a_gap_that_the_best_month_would_close_is_behind_only():
    sent = monthly(*[40] * 7, 110), monthly(*[40] * 7, 110)

    assert causes(indicator(), *sent) == [Cause.BEHIND]


def test_a_gap_beyond_the_best_month_is_out_of_reach_though_the_chapters_bests_would_do():
    """720 are missing in four months: 180 each; the best brought 120, the chapters' own bests make 200."""
    rising, falling = [20, 20, 20, 20, 20, 20, 40, 100], [100, 20, 20, 20, 20, 20, 10, 10]

    facts = found(indicator(), monthly(*rising), monthly(*falling))

    assert facts.figures.gap == 720
    assert (facts.best, facts.best_month, facts.together) == (120, 1, 200)
    assert diagnoses.causes(facts)[-1] == Cause.OUT_OF_REACH


def test_a_gap_beyond_each_chapters_best_month_needs_den():
    assert causes(indicator(), monthly(*[20] * 8), monthly(*[20] * 8)) == [
        Cause.BEHIND,
        Cause.OUT_OF_REACH,
        Cause.NEEDS_DEN,
    ]


def test_in_the_last_month_every_gap_is_out_of_reach():
    facts = found(indicator(), monthly(*[49] * 12), monthly(*[49] * 12), month=12)

    assert facts.months_left == 0
    assert diagnoses.causes(facts)[-2:] == [Cause.OUT_OF_REACH, Cause.NEEDS_DEN]


@pytest.mark.parametrize("terms", [stock(), ratio(), indicator(direction="down")])
def test_only_flows_that_grow_have_paces(terms):
    value = (30, 100) if terms.is_ratio else 900

    facts = found(terms, monthly(*[value] * 8), monthly(*[value] * 8))

    assert facts.paces == {}
    assert Cause.OUT_OF_REACH not in diagnoses.causes(facts)


def test_a_quarters_report_is_spread_over_its_months():
    facts = found(indicator(frequency="quarterly"), [report(3, 90), report(6, 30)], [])

    assert facts.paces == {3: 30, 6: 10}
    assert facts.pace == 20


def test_the_pace_of_now_is_the_mean_of_the_last_three_months():
    facts = found(indicator(), monthly(90, 10, 20, 30), [])

    assert facts.pace == 20


COUNTS = st.lists(st.integers(0, 200), min_size=8, max_size=8)


@given(first=COUNTS, second=COUNTS, target=st.integers(1, 6000))
def test_whatever_the_figures_the_rules_agree_with_each_other(first, second, target):
    facts = found(indicator(), monthly(*first), monthly(*second), target=target)

    rules = diagnoses.causes(facts)
    assert rules == sorted(rules, key=list(Cause).index)
    assert (rules == []) == (sum(first) + sum(second) >= Fraction(target * 8, 12))
    if Cause.NEEDS_DEN in rules:
        assert Cause.OUT_OF_REACH in rules
    if rules:
        reach = sum(first) + sum(second) + 4 * max(map(sum, zip(first, second, strict=True)))
        assert (Cause.OUT_OF_REACH in rules) == (reach < target)


@given(sent=st.sets(st.integers(1, 8)))
def test_each_month_that_is_not_sent_is_one_missing_report(sent):
    rows = [report(month, 1) for month in sorted(sent)]

    facts = found(indicator(), rows, monthly(*[1] * 8))

    assert sum(facts.missing.values()) == 8 - len(sent)


# --- the sentences -------------------------------------------------------------------------------

ROW = {
    "actual": "252",
    "target": "400",
    "expected": "266.6667",
    "gap": "148",
    "needed_per_month": "37.0000",
}
NOTHING = {
    "causes": [],
    "missing": {},
    "doubtful": [],
    "months_left": 4,
    "last_month": "2021-12",
    "pace": "21.0000",
    "best": "30.0000",
    "best_month": "2021-05",
    "possible": "120.0000",
    "short": "12.5000",
}


def said(cause, row=None, terms=None, **numbers):
    indicator = IndicatorFactory.build(**(terms or {}))
    [one] = sentences(indicator, ROW | (row or {}), NOTHING | {"causes": [cause]} | numbers)
    return one.text


@pytest.mark.parametrize(
    ("cause", "numbers", "text"),
    [
        ("behind", {}, "Butuh 37 per bulan sampai Desember; laju kini 21."),
        ("behind", {"pace": None}, "Realisasi 252, padahal menurut laju seharusnya 266,7."),
        ("not_reported", {"missing": {"FKUI": 1}}, "1 laporan belum masuk, dari FKUI."),
        (
            "not_reported",
            {"missing": {f"F{number}": 2 for number in range(7)}},
            "14 laporan belum masuk, dari F0, F1, F2, F3, 3 lainnya.",
        ),
        (
            "doubtful",
            {"doubtful": ["FKUI"]},
            "Angka terakhir FKUI tidak lazim; periksa dulu sebelum menarik kesimpulan.",
        ),
        (
            "out_of_reach",
            {},
            (
                "Tak terjangkau dengan laju mana pun selama ini: bulan terbaik (Mei, 30) hanya menghasilkan "
                "120 dari kekurangan 148 dalam 4 bulan yang tersisa."
            ),
        ),
        (
            "out_of_reach",
            {"months_left": 0},
            "Tidak ada lagi bulan untuk melaporkan kekurangan 148.",
        ),
        (
            "needs_den",
            {},
            (
                "Kalaupun setiap federasi mengulang bulan terbaiknya setiap bulan, masih kurang 12,5: perlu "
                "bantuan DEN."
            ),
        ),
    ],
)
def test_a_sentence_carries_its_numbers(cause, numbers, text):
    assert said(cause, **numbers) == text


def test_a_ratio_is_said_in_percent():
    row = {"actual": "41.2000", "expected": "60.0000", "needed_per_month": None}

    assert said("behind", row, {"measure": "ratio"}) == (
        "Realisasi 41,2\N{NO-BREAK SPACE}%, padahal menurut laju seharusnya 60,0\N{NO-BREAK SPACE}%."
    )
