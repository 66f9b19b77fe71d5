from dataclasses import replace
from datetime import date
from fractions import Fraction
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests import oracle
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
from tests.factories.worlds import random_world, terms_of
from workplan.reporting.catch_ups import catch_up
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.plain import catch_up_json, rollup_json
from workplan.reporting.scopes import Moment

dice = st.builds(Random, st.integers(0, 10**9))
months = st.integers(1, 12)


def scopes_of(result):
    """Every scope of a roll-up."""
    assert result.nation is not None
    return [
        result.nation,
        *(row.scope for row in result.regions),
        *(row.scope for place in result.regions for row in place.chapters),
    ]


def two_regions(terms, month, targets=((60,), (None,)), reports=((), ()), **more):
    """The nation's scope, of two regions with a chapter each, as of `month`."""
    regions = [
        region(
            chapter(id=number),
            code=code,
            targets={} if target[0] is None else {terms.code: promises(*target)},
        )
        for number, code, target in zip((1, 2), ("11", "12"), targets, strict=True)
    ]
    sent = {(terms.id, number): rows for number, rows in enumerate(reports, 1)}
    nation = roll_up(month, year(terms, **more), regions, sent).nation
    assert nation is not None
    return nation


def test_region_adds_its_chapters_and_the_nation_its_regions():
    terms = indicator()
    first = region(chapter("FPE", id=1), chapter("KIKES", id=2), code="11")
    second = region(chapter("FPE", id=3), code="12")
    reports = {(1, 1): monthly(10, 5), (1, 2): monthly(20), (1, 3): monthly(7)}

    result = roll_up(8, year(terms), [first, second], reports)

    assert result.nation is not None
    assert result.nation.indicators[0].actual == 42
    assert [row.scope.indicators[0].actual for row in result.regions] == [35, 7]
    assert [row.scope.indicators[0].actual for row in result.regions[0].chapters] == [15, 20]
    assert [row.scope.indicators[0].share for row in result.regions[0].chapters] == [
        Fraction(300, 7),
        Fraction(400, 7),
    ]


def test_percentages_are_never_averaged():
    terms = ratio(accumulation="flow")

    result = two_regions(terms, 2, ((40,), (40,)), (monthly((1, 2), (1, 2)), monthly((1, 96))))

    figures = result.indicators[0]
    assert (figures.actual, figures.numerator, figures.denominator) == (3, 3, 100)
    assert (figures.target, figures.achievement, figures.actual_with_target) == (None, None, None)


def test_nations_ratio_target_is_its_own():
    terms = ratio()

    result = two_regions(
        terms, 1, ((40,), (40,)), (monthly((1, 4)),) * 2, national_targets={terms.code: promises(50)}
    )

    figures = result.indicators[0]
    assert (figures.target, figures.actual, figures.achievement, figures.gap) == (50, 25, 50, 25)


def test_nations_count_is_held_against_its_target_like_with_like():
    # The second region has no target: its 60 would fill the gap of the first.
    result = two_regions(
        indicator(), 6, ((120,), (None,)), (monthly(10, 10, 10, 10, 10, 10), monthly(30, 30))
    )

    figures = result.indicators[0]
    assert (figures.actual, figures.actual_with_target, figures.target) == (120, 60, 120)
    assert (figures.achievement, figures.achievement_to_date, figures.on_track) == (50, 100, True)
    assert (figures.gap, figures.needed_per_month, figures.forecast) == (60, 10, 120)
    assert (figures.due, figures.reports) == (12, 8)


def test_nation_without_any_target_forecasts_all_chapters():
    result = two_regions(indicator(), 2, ((None,), (None,)), (monthly(10, 10), monthly(5)))

    figures = result.indicators[0]
    assert (figures.target, figures.actual_with_target, figures.gap) == (None, None, None)
    assert figures.forecast == 120 + 5


def test_nation_whose_region_with_a_target_reported_nothing_has_nothing_to_show_for_it():
    result = two_regions(indicator(), 6, ((120,), (None,)), ([], monthly(30)))

    figures = result.indicators[0]
    assert (figures.actual, figures.actual_with_target, figures.achievement) == (30, None, None)
    assert (figures.gap, result.score) == (120, 0)


def test_nations_baseline_is_that_of_the_regions_with_a_target():
    targets = ((promise(1, 100, baseline=40),), (promise(1, 60, baseline=None),))

    with_one = two_regions(stock(), 6, (targets[0], (None,)))
    with_a_gap = two_regions(stock(), 6, targets)
    in_december = two_regions(stock(), 12, targets)

    assert [result.indicators[0].expected for result in (with_one, with_a_gap, in_december)] == [
        *(70, None, 160)
    ]


def test_milestones_add_up_and_are_capped_at_the_target():
    result = two_regions(milestone(), 12, ((1,), (None,)), (monthly(1), monthly(1)))

    figures = result.indicators[0]
    assert (figures.actual, figures.actual_with_target, figures.achievement) == (2, 1, 100)


def test_indicator_that_has_ended_keeps_the_figures_of_its_last_month():
    terms = stock(last_month=6, frequency="quarterly")
    here = region(
        chapter("FPE", id=1, active_to=date(2021, 7, 1)),
        chapter("KIKES", id=2),
        targets={terms.code: [promise(1, 100), promise(8, 500)]},
    )
    reports = {(1, 1): verified({3: 40, 6: 50}), (1, 2): [report(6, 30, is_verified=False)]}

    june, november = (
        roll_up(month, year(terms), [here], reports).regions[0].scope.indicators[0] for month in (6, 11)
    )

    assert november == june
    assert (june.actual, june.target, june.expected, june.pending, june.due) == (50, 100, 100, 1, 4)


def test_indicator_that_has_not_begun_has_an_empty_row():
    terms = indicator(first_month=9)
    here = region(chapter(), targets={terms.code: promises(100)}, pledges={(1, terms.code): promises(100)})

    result = roll_up(8, year(terms), [here], {(1, 1): [report(9, 5, is_verified=False)]})

    for scope in scopes_of(result):
        assert scope.indicators[0] == IndicatorFigures(terms)
        assert (scope.score, scope.completeness) == (None, None)


def test_revision_counts_from_its_month_and_never_turns_an_old_red_into_green():
    terms = indicator()
    here = region(
        chapter(),
        targets={terms.code: [promise(1, 120), promise(7, 60)]},
        pledges={(1, terms.code): [promise(1, 100), promise(7, 50)]},
    )

    june, july = (roll_up(month, year(terms), [here], {}).regions[0] for month in (6, 7))

    assert [row.scope.indicators[0].target for row in (june, july)] == [120, 60]
    assert [row.chapters[0].scope.indicators[0].target for row in (june, july)] == [100, 50]


def test_pledges_of_ended_chapters_count_and_may_exceed_the_target():
    terms = indicator()
    here = region(
        chapter("FPE", id=1, active_to=date(2021, 2, 1)),
        chapter("KIKES", id=2),
        targets={terms.code: promises(100)},
        pledges={(1, terms.code): promises(70), (2, terms.code): promises(50)},
    )

    figures = roll_up(8, year(terms), [here], {}).regions[0].scope.indicators[0]

    assert (figures.pledged, figures.unallocated) == (120, -20)


@pytest.mark.parametrize(
    ("terms", "pledged"),
    [
        (indicator(), 0),
        (indicator(direction="down"), 0),
        (stock(), 0),
        (indicator(direction="monitor"), None),
        (ratio(), None),
        (milestone(), None),
    ],
)
def test_pledged_is_for_counts_with_a_direction(terms, pledged):
    figures = roll_up(8, year(terms), [region(chapter())], {}).regions[0].scope.indicators[0]

    assert (figures.pledged, figures.unallocated) == (pledged, None)


def test_what_is_only_watched_has_no_target_even_if_there_is_one():
    terms = indicator(direction="monitor")
    here = region(chapter(), targets={terms.code: promises(10)}, pledges={(1, terms.code): promises(10)})

    result = roll_up(2, year(terms), [here], {(1, 1): monthly(5, 5)}).regions[0]

    for figures in (result.scope.indicators[0], result.chapters[0].scope.indicators[0]):
        assert (figures.target, figures.achievement, figures.gap) == (None, None, None)
        assert (figures.actual, figures.forecast) == (10, 60)


def test_chapter_that_is_not_active_has_no_score_but_keeps_its_due_reports():
    terms = indicator()
    here = region(chapter(active_to=date(2021, 6, 30)), pledges={(1, terms.code): promises(100)})

    row = roll_up(7, year(terms), [here], {(1, 1): monthly(10, 20)}).regions[0].chapters[0]

    assert (row.is_active, row.scope.score, row.scope.due) == (False, None, 6)
    assert (row.scope.indicators[0].actual, row.scope.indicators[0].achievement) == (30, 30)


def test_indicator_applies_to_those_that_report_it_and_are_there():
    terms = stock()
    here = region(
        chapter("FPE", id=1, active_to=date(2021, 6, 30)), chapter("KIKES", id=2), chapter("KORWIL", id=3)
    )

    rows = roll_up(7, year(terms), [here], {}).regions[0].chapters

    assert [row.scope.indicators[0].applies for row in rows] == [False, True, False]


def test_total_says_how_complete_it_is():
    here = region(chapter("FPE", id=1), chapter("KIKES", id=2), chapter("KORWIL", id=3))

    figures = roll_up(8, year(indicator()), [here], {(1, 1): monthly(5)}).regions[0].scope.indicators[0]

    assert (figures.counted, figures.owing) == (1, 2)


def test_region_without_chapters_stands_with_its_target():
    here = region(targets={"ORG-01": promises(100)})

    scope = roll_up(8, year(indicator()), [here], {}).regions[0].scope

    assert (scope.indicators[0].target, scope.indicators[0].gap, scope.score) == (100, 100, None)


@given(dice, months)
def test_figures_agree_with_the_oracle(dice: Random, month: int):
    world = random_world(dice)
    terms = terms_of(world)

    result = rollup_json(Moment(terms.year, month).nation(terms.regions, terms.reports))

    assert result == oracle.roll_up(world, month)


@given(dice, months)
def test_catch_up_plans_agree_with_the_oracle(dice: Random, month: int):
    world = random_world(dice)
    terms = terms_of(world)
    moment = Moment(terms.year, month)

    for here in terms.regions:
        for row in terms.year.indicators:
            plan = catch_up_json(catch_up(moment, here, terms.reports, row))
            assert plan == oracle.catch_up(world, here.code, row.code, month)


@given(dice)
def test_in_december_the_figures_to_date_equal_the_years(dice: Random):
    terms = terms_of(random_world(dice))

    for scope in scopes_of(Moment(terms.year, 12).nation(terms.regions, terms.reports)):
        assert scope.score_to_date == scope.score
        for figures in scope.indicators:
            assert figures.achievement_to_date == figures.achievement


@given(dice, months)
def test_parts_add_up_to_the_whole_at_every_level(dice: Random, month: int):
    terms = terms_of(random_world(dice))

    result = Moment(terms.year, month).nation(terms.regions, terms.reports)
    assert result.nation is not None

    def added(scopes, at, name):
        parts = [getattr(scope.indicators[at], name) for scope in scopes]
        return sum((part for part in parts if part is not None), 0)

    for at, row in enumerate(terms.year.indicators):
        names = ["due", "reports", "timely", "pending"]
        names += ["numerator", "denominator"] if row.is_ratio else ["actual"]
        for name in names:
            regions = [place.scope for place in result.regions]
            assert (getattr(result.nation.indicators[at], name) or 0) == added(regions, at, name)
            for place in result.regions:
                chapters = [chapter.scope for chapter in place.chapters]
                assert (getattr(place.scope.indicators[at], name) or 0) == added(chapters, at, name)


@given(dice, months)
def test_order_of_regions_and_chapters_does_not_matter(dice: Random, month: int):
    terms = terms_of(random_world(dice))
    turned = [replace(place, chapters=place.chapters[::-1]) for place in terms.regions[::-1]]

    straight = Moment(terms.year, month).nation(terms.regions, terms.reports)
    backwards = Moment(terms.year, month).nation(turned, terms.reports)

    assert backwards.nation == straight.nation
    assert [row.scope for row in backwards.regions] == [row.scope for row in straight.regions][::-1]


@given(dice, months)
def test_a_report_that_is_not_verified_moves_only_what_waits_and_what_is_complete(dice: Random, month: int):
    terms = terms_of(random_world(dice))
    without = {key: [row for row in rows if row.is_verified] for key, rows in terms.reports.items()}

    plain = Moment(terms.year, month).nation(terms.regions, without)
    waiting = Moment(terms.year, month).nation(terms.regions, terms.reports)

    for before, after in zip(scopes_of(plain), scopes_of(waiting), strict=True):
        assert (after.score, after.score_to_date) == (before.score, before.score_to_date)
        for old, new in zip(before.indicators, after.indicators, strict=True):
            unofficial = {name: getattr(old, name) for name in ("pending", "reports", "timely")}
            assert replace(new, **unofficial) == old
