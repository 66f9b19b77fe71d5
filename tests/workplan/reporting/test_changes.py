import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.terms import chapter, indicator, monthly, ratio, report, scaled, stock, verified
from workplan.reporting.amounts import Amount
from workplan.reporting.changes import Cause, View, change, together

HERE = chapter()


def explained(terms, then, now, *, before=7, after=8, is_active=True):
    """What became of one chapter's figure."""
    return change(terms, [(HERE, View(before, then), View(after, now, is_active))])


def causes(found):
    return [(part.cause, part.month, part.difference.value // 10_000) for part in found.parts]


def test_a_month_after_the_one_looked_back_from_is_new():
    found = explained(indicator(), monthly(*[10] * 7), monthly(*[10] * 8))

    assert causes(found) == [(Cause.NEW, 8, 10)]


def test_a_chapter_without_anything_before_is_newly_reporting():
    found = explained(indicator(), [report(3, 5, is_verified=False)], verified({3: 5, 8: 6}))

    assert causes(found) == [(Cause.STARTED, 3, 5), (Cause.STARTED, 8, 6)]


def test_what_waited_then_is_verified_meanwhile():
    then = [*monthly(1, 1), report(3, 9, is_verified=False)]

    assert causes(explained(indicator(), then, monthly(1, 1, 9))) == [(Cause.VERIFIED, 3, 9)]


def test_an_older_month_that_was_not_there_has_come_in_late():
    assert causes(explained(indicator(), monthly(1, 1), monthly(1, 1, 9))) == [(Cause.LATE, 3, 9)]


def test_another_figure_for_the_same_month_is_a_correction():
    assert causes(explained(indicator(), monthly(10, 20), monthly(10, 14))) == [(Cause.CORRECTED, 2, -6)]


def test_what_counts_no_longer_is_taken_back():
    now = [*monthly(10), report(2, 20, is_verified=False)]

    assert causes(explained(indicator(), monthly(10, 20), now)) == [(Cause.GONE, 2, -20)]


@pytest.mark.parametrize(
    ("then", "now", "expected"),
    [
        (monthly(100, 110), verified({1: 100, 2: 110, 8: 140}), (Cause.NEW, 8, 30)),
        (monthly(100, 110), monthly(100, 90), (Cause.CORRECTED, 2, -20)),
        (monthly(100, 110), monthly(100), (Cause.GONE, 1, -10)),
        (monthly(100), monthly(100, 130), (Cause.LATE, 2, 30)),
        ([], monthly(100), (Cause.STARTED, 1, 100)),
        (monthly(100), [], (Cause.GONE, 1, -100)),
    ],
)
def test_a_stock_has_one_part_for_the_position_that_stands(then, now, expected):
    assert causes(explained(stock(), then, now)) == [expected]


def test_an_older_correction_of_a_stock_changes_nothing():
    assert explained(stock(), monthly(100, 110), monthly(90, 110)).parts == ()


def test_the_same_position_of_a_later_month_is_no_change():
    assert explained(stock(), monthly(100), verified({1: 100, 8: 100})).parts == ()


def test_what_an_ended_chapter_held_is_gone():
    found = explained(stock(), monthly(100), monthly(100), is_active=False)

    assert causes(found) == [(Cause.GONE, 1, -100)]


def test_a_ratio_has_parts_of_its_numerator_and_of_its_denominator():
    flow = ratio(accumulation="flow")

    found = explained(flow, verified({1: (1, 4)}), verified({1: (2, 4), 8: (3, 10)}))

    assert [part.difference for part in found.parts] == [
        Amount(scaled(1), 0),
        Amount(scaled(3), scaled(10)),
    ]
    assert found.difference == Amount(scaled(4), scaled(10))


rows = st.dictionaries(st.integers(1, 12), st.tuples(st.integers(0, 99), st.booleans()), max_size=12)
views = st.tuples(rows, st.booleans())


def view(month, known):
    sent, is_active = known
    return View(
        month, [report(at, value, is_verified=done) for at, (value, done) in sorted(sent.items())], is_active
    )


def regions_of(terms, pairs, months):
    return [change(terms, [(HERE, view(months[0], then), view(months[1], now))]) for then, now in pairs]


@given(
    pairs=st.lists(st.tuples(views, views), max_size=5),
    months=st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted),
    is_stock=st.booleans(),
)
def test_the_parts_add_up_to_the_difference_exactly(pairs, months, is_stock):
    terms = stock() if is_stock else indicator()

    found = together(terms, regions_of(terms, pairs, months))

    parts = sum(part.difference.value for part in found.parts)
    assert parts == found.difference.value == _value(found.after) - _value(found.before)
    assert sum(amount.value for amount in found.by_cause().values()) == parts


@given(known=views, months=st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted))
def test_nothing_changes_between_a_moment_and_itself(known, months):
    terms = indicator()

    assert change(terms, [(HERE, view(months[0], known), view(months[0], known))]).parts == ()


def _value(amount):
    return amount.value if amount else 0
