from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from types import SimpleNamespace

import pytest
from django.utils import translation

from rakerwil import wording

CATEGORIES = [SimpleNamespace(cut_off=Fraction(cut_off)) for cut_off in (91, 76, 66, 51, 0)]
FRIDAY = date(2021, 9, 10)
EVENING = datetime(2021, 9, 10, 12, 40, tzinfo=UTC)


@pytest.fixture(params=["id"], autouse=True)
def language(request):
    with translation.override(request.param):
        yield request.param


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (1234, 0, "1.234"),
        (Decimal("1234.5"), 1, "1.234,5"),
        (Fraction(1, 2), 0, "1"),
        (Fraction(-1234), 0, "−1.234"),
        (Decimal("-0.04"), 1, "0,0"),
        ("55.5000", 1, "55,5"),
        (0, 0, "0"),
        (None, 0, "–"),
        ("", 0, "–"),
    ],
)
def test_figure_is_written_as_indonesians_read_it(value, decimals, expected):
    assert wording.figure(value, decimals) == expected


def test_figure_in_english():
    with translation.override("en"):
        assert wording.figure(Decimal("1234567.5"), 1) == "1,234,567.5"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (Fraction(160, 3), "53,3\xa0%"),
        (Decimal("90.96"), "90,96\xa0%"),
        (Decimal("90.94"), "90,9\xa0%"),
        (91, "91,0\xa0%"),
        (None, "–"),
    ],
)
def test_percent_never_rounds_over_a_cut_off(value, expected):
    assert wording.percent(value, CATEGORIES) == expected


def test_percent_in_english_has_no_space():
    with translation.override("en"):
        assert wording.percent(Fraction(160, 3)) == "53.3%"


@pytest.mark.parametrize(
    ("value", "expected"), [(Decimal("50.5"), "50,5"), (Decimal("49.6"), "50"), (66, "66")]
)
def test_cell_figure_shows_decimals_only_near_a_cut_off(value, expected):
    assert wording.cell_figure(value, CATEGORIES) == expected


def test_score_takes_cut_offs_as_numbers_or_dicts():
    assert wording.score(Decimal("90.96"), [91]) == "90,96"
    assert wording.score(Decimal("90.96"), [{"cut_off": 91}]) == "90,96"


def test_dates_are_written_day_first():
    assert wording.day(FRIDAY) == "10 September 2021"
    assert wording.weekday_day(FRIDAY) == "Jumat, 10 September 2021"
    assert wording.day_month(FRIDAY) == "10 September"
    assert wording.day(None) == "–"


@pytest.mark.parametrize(
    ("zone", "expected"), [("Asia/Jakarta", "19.40"), ("Asia/Makassar", "20.40"), ("Asia/Jayapura", "21.40")]
)
def test_moment_is_told_in_the_regions_time(zone, expected):
    assert wording.moment(EVENING, zone) == f"10 September 2021, {expected}"
    assert wording.clock(EVENING, zone) == expected


def test_moment_without_zone_is_told_in_the_current_one():
    assert wording.moment(EVENING) == "10 September 2021, 19.40"
    assert wording.moment(None) == "–"
    assert wording.clock(None) == "–"


@pytest.mark.parametrize(
    ("value", "name", "short"),
    [
        (date(2021, 8, 1), "Agustus 2021", "Agu"),
        ("2021-08", "Agustus 2021", "Agu"),
        (8, "Agustus", "Agu"),
        (None, "–", "–"),
    ],
)
def test_months_have_names(value, name, short):
    assert wording.month_name(value) == name
    assert wording.month_short(value) == short


def test_the_day_of_a_moment_is_the_reader_s_and_not_that_of_the_stored_zone():
    late = datetime(2026, 11, 24, 21, 8, tzinfo=UTC)

    assert wording.day(late) == "25 November 2026"
    assert wording.weekday_day(late) == "Rabu, 25 November 2026"
    assert wording.day_month(late) == "25 November"
