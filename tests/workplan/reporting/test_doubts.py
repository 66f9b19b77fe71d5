from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.terms import indicator, ratio
from workplan.reporting.doubts import Kind, Sight, doubts, usual
from workplan.reporting.terms import Label

PEOPLE = Label(unit_id="orang", objective_id="Organisasi")


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def sight(*terms, now, sent=None, wider=None, month=8):
    """The figures of this month by code, and of earlier months as lists from the oldest on, up to July."""
    earlier = {
        (code, month - len(values) + place): Fraction(value)
        for code, values in (sent or {}).items()
        for place, value in enumerate(values)
        if value is not None
    }
    return Sight(
        {row.code: row for row in terms},
        wider or {},
        month,
        earlier,
        {code: Fraction(value) for code, value in now.items()},
    )


def kinds(found):
    return [doubt.kind for doubt in found]


@pytest.mark.parametrize(
    ("sent", "now", "expected"),
    [
        ([10, 10, 10], 30, []),
        ([10, 10, 10], 31, [Kind.HIGH]),
        ([30, 30, 30], 10, []),
        ([30, 30, 30], 9, [Kind.LOW]),
        ([1, 1, 1], 5, []),
        ([1, 1, 1], 6, [Kind.HIGH]),
        ([0, 0, 0], 5, [Kind.HIGH]),
        ([0, 0, 0], 4, []),
        ([10, 10], 90, []),
        ([90, 10, 10, 10], 31, [Kind.HIGH]),
        ([10, None, 10, None, 10], 31, [Kind.HIGH]),
    ],
    ids=[
        "three times is not more",
        "more than three times",
        "a third is not less",
        "less than a third",
        "less than five units",
        "five units",
        "after nothing",
        "little after nothing",
        "from the third month on",
        "only the last three",
        "reported months, whatever lies between",
    ],
)
def test_a_jump_is_told(sent, now, expected):
    terms = indicator()

    found = doubts(sight(terms, sent={terms.code: sent}, now={terms.code: now}), terms.code)

    assert kinds(found) == expected


def test_a_jump_is_told_with_its_numbers():
    terms = indicator()

    (found,) = doubts(sight(terms, sent={terms.code: [24, 24, 25]}, now={terms.code: 96}), terms.code)

    assert str(found) == "3,9 kali rata-rata tiga bulan lapor terakhir (24,3)."


def test_a_jump_of_a_ratio_is_told_in_percent():
    terms = ratio(accumulation="stock")

    (found,) = doubts(sight(terms, sent={terms.code: [60, 60, 60]}, now={terms.code: 15}), terms.code)

    assert (found.kind, "60,0\N{NO-BREAK SPACE}%" in str(found)) == (Kind.LOW, True)


def test_nothing_is_told_while_the_figure_is_empty():
    terms = indicator()

    assert doubts(sight(terms, sent={terms.code: [10, 10, 10]}, now={}), terms.code) == ()


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        (indicator(accumulation="stock"), [Kind.FALL]),
        (indicator(accumulation="stock", measure="milestone"), [Kind.FALL]),
        (indicator(accumulation="stock", direction="down"), []),
        (indicator(), []),
        (ratio(accumulation="stock"), []),
    ],
    ids=["a position", "a milestone", "less is better", "a flow", "a ratio"],
)
def test_what_only_grows_and_falls_is_told(terms, expected):
    assert kinds(doubts(sight(terms, sent={terms.code: [1]}, now={terms.code: 0}), terms.code)) == expected


def test_a_fall_is_told_with_month_and_numbers():
    terms = indicator(accumulation="stock")

    (found,) = doubts(sight(terms, sent={terms.code: [17]}, now={terms.code: 15}), terms.code)

    assert found.opening == "Turun 2 dari Juli (17),"


def test_a_part_above_its_whole_is_told_on_both_once_both_are_there():
    whole, part = indicator("ORG-01"), indicator("ORG-07")
    wider = {"ORG-07": "ORG-01"}
    both = sight(whole, part, now={"ORG-01": 4, "ORG-07": 5}, wider=wider)
    alone = sight(whole, part, now={"ORG-07": 5}, wider=wider)
    equal = sight(whole, part, now={"ORG-01": 5, "ORG-07": 5}, wider=wider)

    assert kinds(doubts(both, "ORG-07")) == [Kind.ABOVE_WIDER]
    assert kinds(doubts(both, "ORG-01")) == [Kind.BELOW_PART]
    assert doubts(alone, "ORG-07") == ()
    assert doubts(equal, "ORG-07") == ()


POSITION = indicator("ORG-02", accumulation="stock", label=PEOPLE)
GAIN, LOSS = indicator("ORG-01", label=PEOPLE), indicator("ORG-03", direction="down", label=PEOPLE)
PART = indicator("ORG-07", label=PEOPLE)


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        ({"ORG-01": 9, "ORG-03": 7, "ORG-02": 2411}, []),
        ({"ORG-01": 9, "ORG-03": 7, "ORG-02": 2415}, []),
        ({"ORG-01": 9, "ORG-03": 7, "ORG-02": 2416}, [Kind.FLOWS]),
        ({"ORG-01": 9, "ORG-03": 7, "ORG-02": 2406}, [Kind.FLOWS]),
        ({"ORG-01": 9, "ORG-02": 2200}, []),
    ],
    ids=["agrees", "nearly", "five too many", "five too few", "a flow is still empty"],
)
def test_a_position_and_its_flows_have_to_agree(now, expected):
    view = sight(POSITION, GAIN, LOSS, PART, sent={"ORG-02": [2409]}, now=now, wider={"ORG-07": "ORG-01"})

    assert kinds(doubts(view, "ORG-02")) == expected


def test_a_position_two_months_later_takes_the_flows_between():
    view = sight(
        *(POSITION, GAIN, LOSS),
        sent={"ORG-02": [100, None], "ORG-01": [50], "ORG-03": [0]},
        now={"ORG-02": 160, "ORG-01": 10, "ORG-03": 0},
    )

    assert doubts(view, "ORG-02") == ()


def test_a_position_that_falls_is_told_by_its_flows_and_not_as_a_fall():
    view = sight(
        *(POSITION, GAIN, LOSS), sent={"ORG-02": [2864]}, now={"ORG-02": 2652, "ORG-01": 8, "ORG-03": 4}
    )

    (found,) = doubts(view, "ORG-02")

    assert str(found) == "Turun 212 sejak Juli, sedangkan ORG-01 dikurangi ORG-03 menjadi 4."


# --- usual --------------------------------------------------------------------------------------


def is_usual(found, value):
    return found.low <= value and (found.high is None or value <= found.high)


@given(
    sent=st.lists(st.integers(0, 400), max_size=5),
    value=st.integers(0, 1500),
    accumulation=st.sampled_from(["flow", "stock"]),
    decimals=st.sampled_from([0, 1]),
)
def test_a_figure_is_usual_when_it_neither_jumps_nor_falls(sent, value, accumulation, decimals):
    now = Fraction(value, 10**decimals)
    seen = sight(
        indicator("A", accumulation=accumulation, decimals=decimals), now={"A": now}, sent={"A": sent}
    )

    found = usual(seen, "A")

    assert is_usual(found, now) == (doubts(seen, "A") == ())


@given(
    sent=st.lists(st.fractions(0, 100, max_denominator=40), min_size=3, max_size=3),
    now=st.integers(0, 1_000_000).map(lambda parts: Fraction(parts, 10_000)),
)
def test_a_percentage_is_usual_when_it_does_not_jump(sent, now):
    seen = sight(ratio("A"), now={"A": now}, sent={"A": sent})

    found = usual(seen, "A")

    assert is_usual(found, now) == (doubts(seen, "A") == ())
