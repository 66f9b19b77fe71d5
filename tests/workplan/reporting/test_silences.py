from datetime import date
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.factories.terms import duty, indicator, milestone, monthly, ratio, report, stock, verified
from workplan.reporting.silences import Range, range_of, silent_months

AUGUST = 8


def spread(terms, *chapters, month=AUGUST, **dates):
    """The range of chapters that reported so."""
    return range_of(terms, [(sent, duty(terms, **dates)) for sent in chapters], month)


def test_silence_of_a_flow_would_bring_its_mean_in_each_silent_month():
    # 10, 20, 30 and then nothing in April to August: 5 × 20 more; the other brought 8 × 10.
    found = spread(indicator(), monthly(10, 20, 30), monthly(*[10] * 8))

    assert found == Range(low=Fraction(140), high=Fraction(240), silent=1, unknown=0)


def test_silence_between_two_months_counts_too():
    assert spread(indicator(), verified({1: 4, 2: 6, 4: 5}), month=4) == Range(15, 20, 1, 0)


def test_a_report_that_waits_is_not_silence():
    waiting = [*monthly(*[10] * 7), report(8, 99, is_verified=False)]

    assert spread(indicator(), waiting) is None


def test_a_chapter_with_one_month_or_none_has_nothing_to_go_by():
    assert spread(indicator(), monthly(10), [], monthly(*[1] * 8)) == Range(18, 18, 2, 2)


def test_silence_after_its_last_active_month_is_none():
    assert spread(indicator(), monthly(5, 5, 5), active_to=date(2021, 3, 31)) is None


def test_a_stock_of_silent_chapters_is_carried_on_and_the_floor_leaves_it_out():
    found = spread(stock(), monthly(100, 110), monthly(*[50] * 8))

    assert found == Range(low=Fraction(50), high=Fraction(160), silent=1, unknown=0)


def test_a_stock_without_a_position_has_nothing_to_go_by():
    assert spread(stock(), [], monthly(*[50] * 8)) == Range(50, 50, 1, 1)


def test_a_stock_whose_latest_month_came_in_is_not_silent_for_an_older_hole():
    assert spread(stock(), verified({1: 10, 8: 12})) is None


def test_a_quarterly_stock_is_silent_only_when_it_was_due():
    assert spread(stock(frequency="quarterly"), verified({3: 10, 6: 12})) is None
    assert spread(stock(frequency="quarterly"), verified({3: 10})) == Range(None, 10, 1, 0)


def test_a_ratio_adds_numerators_and_denominators_and_divides_once():
    flow = ratio(accumulation="flow")

    found = spread(flow, verified(dict.fromkeys(range(1, 9), (1, 2))), verified({7: (9, 10), 6: (9, 10)}))

    silent = 6
    assert found == Range(
        low=Fraction(100 * (8 + 18), 16 + 20),
        high=Fraction(100 * (8 + 18 + 9 * silent), 16 + 20 + 10 * silent),
        silent=1,
        unknown=0,
    )


def test_a_milestone_has_no_range():
    assert spread(milestone(), monthly(1, 1)) is None


months = st.dictionaries(st.integers(1, 12), st.tuples(st.integers(0, 500), st.booleans()), max_size=12)


def sent(rows):
    return [
        report(month, value, is_verified=is_verified) for month, (value, is_verified) in sorted(rows.items())
    ]


@given(chapters=st.lists(months, max_size=5), month=st.integers(1, 12), is_stock=st.booleans())
def test_the_actual_lies_within_the_range(chapters, month, is_stock):
    terms = stock() if is_stock else indicator()
    reports = [sent(rows) for rows in chapters]

    found = spread(terms, *reports, month=month)

    counting = [[row for row in rows if row.is_verified and row.month <= month] for rows in reports]
    kept = [rows[-1:] if is_stock else rows for rows in counting]
    actual = sum(Fraction(row.value, 10_000) for rows in kept for row in rows)
    if found is not None and found.high is not None:
        assert (found.low or 0) <= actual <= found.high
        assert actual == (found.high if is_stock else found.low)


@given(chapters=st.lists(months, min_size=1, max_size=5), month=st.integers(1, 12), order=st.randoms())
def test_order_does_not_matter(chapters, month, order):
    reports = [sent(rows) for rows in chapters]
    shuffled = list(reports)
    order.shuffle(shuffled)

    assert spread(indicator(), *reports, month=month) == spread(indicator(), *shuffled, month=month)


@given(rows=months, month=st.integers(1, 12))
def test_silent_months_and_sent_ones_make_up_what_is_owed(rows, month):
    terms = indicator()
    owed = duty(terms)

    silent = silent_months(sent(rows), owed, month)

    assert sorted({*silent, *(at for at in rows if at <= month)}) == list(range(1, month + 1))
