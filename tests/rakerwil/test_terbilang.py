"""Numbers and dates in Indonesian words."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakerwil.terbilang import LARGEST, clock_in_words, counted, day_in_words, ordinal, spelled

VALUES = {
    word: value
    for value, word in enumerate("nol satu dua tiga empat lima enam tujuh delapan sembilan".split())
}
SIZES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def read_back(words):
    """The number that the words say, by a way of its own: word by word, from left to right."""
    total = group = digit = 0
    for word in words.split():
        if word in SIZES:
            total += (group + digit) * SIZES[word]
            group = digit = 0
        elif word == "seribu":
            total += 1000
        elif word == "ratus":
            group, digit = group + digit * 100, 0
        elif word == "seratus":
            group += 100
        elif word == "puluh":
            group, digit = group + digit * 10, 0
        elif word == "belas":
            group, digit = group + digit + 10, 0
        elif word in ("sepuluh", "sebelas"):
            group += 10 if word == "sepuluh" else 11
        else:
            digit = VALUES[word]
    return total + group + digit


@given(st.integers(0, LARGEST))
def test_words_read_back_as_the_number(number):
    assert read_back(spelled(number)) == number


@given(st.integers(1, LARGEST))
def test_negative_number_says_minus_before_the_same_words(number):
    assert spelled(-number) == f"minus {spelled(number)}"


@given(st.integers(0, LARGEST))
def test_one_never_stands_before_ten_or_hundred(number):
    words = f" {spelled(number)} "

    assert [wrong for wrong in (" satu puluh", " satu belas", " satu ratus") if wrong in words] == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nol"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (12, "dua belas"),
        (35, "tiga puluh lima"),
        (100, "seratus"),
        (111, "seratus sebelas"),
        (1000, "seribu"),
        (1999, "seribu sembilan ratus sembilan puluh sembilan"),
        (2021, "dua ribu dua puluh satu"),
        (11_000, "sebelas ribu"),
        (101_001, "seratus satu ribu satu"),
        (1_000_000, "satu juta"),
        (2_001_100, "dua juta seribu seratus"),
    ],
)
def test_known_number_is_written_as_people_write_it(number, words):
    assert spelled(number) == words


def test_number_beyond_its_words_is_refused():
    with pytest.raises(ValueError, match="15 digits"):
        spelled(LARGEST + 1)


def test_day_of_the_depok_meeting_is_written_out():
    words = day_in_words(date(2021, 9, 10))

    assert words == "Jumat tanggal sepuluh bulan September tahun dua ribu dua puluh satu"


def test_figure_stands_before_its_words():
    assert counted(35) == "35 (tiga puluh lima)"


@pytest.mark.parametrize(
    ("number", "word"), [(1, "Pertama"), (2, "Kedua"), (10, "Kesepuluh"), (11, "Kesebelas")]
)
def test_clause_has_its_ordinal(number, word):
    assert ordinal(number) == word


@pytest.mark.parametrize(
    ("clock", "words"), [((9, 0), "sembilan"), ((17, 5), "tujuh belas lewat lima menit")]
)
def test_clock_is_written_out(clock, words):
    assert clock_in_words(datetime(2021, 9, 10, clock[0], clock[1], tzinfo=UTC)) == words
