from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakerwil.numbers import decimals_near, plain, round_half_up, spelled

CUT_OFFS = (Decimal(91), Decimal(76), Decimal(66), Decimal(51))


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (Fraction(5, 2), 0, "3"),
        (Fraction(-5, 2), 0, "-3"),
        (Fraction(1, 8), 2, "0.13"),
        (Fraction(-1, 8), 2, "-0.13"),
        (Fraction(-1, 1000), 2, "0.00"),
        (Fraction(-1, 1000), 0, "0"),
        (Decimal("53.33335"), 4, "53.3334"),
        (Decimal("1E+3"), 1, "1000.0"),
        (0, 4, "0.0000"),
        (10**25 + 1, 0, "10000000000000000000000001"),
    ],
)
def test_plain_rounds_half_away_from_zero(value, decimals, expected):
    assert plain(value, decimals) == expected


def test_round_half_up_keeps_every_digit_of_large_figures():
    value = Fraction(10**34 + 1, 2)

    assert round_half_up(value, 0) == Decimal(5 * 10**33 + 1)


def test_round_half_up_has_no_negative_zero():
    assert str(round_half_up(Fraction(-1, 3), 0)) == "0"


@given(st.fractions(), st.integers(0, 6))
def test_round_half_up_is_never_further_than_half_a_unit(value, decimals):
    rounded = Fraction(round_half_up(value, decimals))

    assert abs(rounded - value) * 10**decimals <= Fraction(1, 2)


@given(st.fractions(), st.integers(0, 6))
def test_round_half_up_mirrors_around_zero(value, decimals):
    assert round_half_up(-value, decimals) == round_half_up(value, decimals).copy_negate()


@pytest.mark.parametrize(
    ("value", "decimals", "language", "expected"),
    [
        (1234567, 0, "id", "1.234.567"),
        (Decimal("1234.5"), 1, "id", "1.234,5"),
        (Decimal("1234.5"), 1, "en", "1,234.5"),
        (Fraction(-2469, 2), 1, "id", "−1.234,5"),
        (Fraction(-1, 100), 1, "id", "0,0"),
        (999, 2, "en", "999.00"),
    ],
)
def test_spelled_groups_thousands_as_the_language_does(value, decimals, language, expected):
    assert spelled(value, decimals, language) == expected


@pytest.mark.parametrize(
    ("value", "least", "expected"),
    [
        ("53.33", 1, 1),
        ("90.94", 1, 1),
        ("90.96", 1, 2),
        ("90.996", 1, 3),
        ("90.99999", 1, 5),
        ("91", 1, 1),
        ("91.04", 1, 1),
        ("90.6", 0, 1),
        ("90.4", 0, 0),
        ("75.96", 1, 2),
        ("99.96", 1, 1),
    ],
)
def test_decimals_near_a_cut_off_are_as_many_as_needed(value, least, expected):
    assert decimals_near(Decimal(value), CUT_OFFS, least) == expected


def test_decimals_near_a_cut_off_with_decimals_looks_both_ways():
    assert decimals_near(Decimal("90.54"), [Decimal("90.53")]) == 2
    assert decimals_near(Decimal("90.53"), [Decimal("90.53")]) == 2


@given(st.fractions(0, 200), st.integers(0, 2))
def test_decimals_near_never_carry_a_percent_over_a_cut_off(value, least):
    shown = round_half_up(value, decimals_near(value, CUT_OFFS, least))

    assert [shown >= bound for bound in CUT_OFFS] == [value >= bound for bound in CUT_OFFS]
