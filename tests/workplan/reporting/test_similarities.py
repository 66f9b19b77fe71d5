from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workplan.reporting.similarities import Text, alike, words_of


def text(key, place, words, *indicators):
    return Text(key, place, words_of(words), frozenset(indicators))


@pytest.mark.parametrize(
    ("one", "other"),
    [("perekrutan", "merekrut"), ("pembentukan", "membentuk"), ("pelatihan", "dilatihkan")],
)
def test_words_of_one_root_meet(one, other):
    assert words_of(one).keys() == words_of(other).keys()


def test_function_words_say_nothing():
    assert words_of("yang dan dari untuk setiap wilayah") == {}


def test_two_regions_with_the_same_words_are_alike_and_one_reads_why():
    texts = [
        text(1, "31", "Kontak poin di kawasan industri bagi buruh kontrak", "ORG-01"),
        text(2, "32", "Membentuk kontak poin kawasan industri", "ORG-01"),
        text(3, "33", "Beasiswa kuliah anggota", "DIK-04"),
    ]

    (pair,) = alike(texts)

    assert (pair.one, pair.other) == (1, 2)
    assert pair.shared == ("industri", "kawasan", "kontak", "poin")
    assert Fraction(25) <= pair.percent <= 100


def test_two_of_one_region_are_never_alike():
    words = "Kontak poin di kawasan industri"

    assert alike([text(1, "31", words), text(2, "31", words)]) == []


def test_the_same_indicator_lowers_the_bar():
    # three words of eleven are shared: less than a third, more than a quarter
    one, other = (
        "kontak poin pabrik tekstil garmen sepatu mebel",
        "kontak poin pabrik nelayan kapal dermaga garam",
    )

    apart = alike([text(1, "31", one), text(2, "32", other)])
    together = alike([text(1, "31", one, "ORG-01"), text(2, "32", other, "ORG-01")])

    assert (apart, [pair.percent for pair in together]) == ([], [Fraction(300, 11)])


SUBJECTS = "iuran beasiswa perempuan advokasi upah pelatihan koperasi perundingan".split()


def test_how_everybody_words_a_recommendation_makes_no_two_alike():
    texts = [
        text(
            at,
            str(at),
            f"DEN menyusun langkah bersama federasi untuk {subject}, dipantau lewat {subject}wati",
        )
        for at, subject in enumerate(SUBJECTS)
    ]

    assert alike(texts) == []


def test_what_is_rare_makes_two_alike_and_comes_first():
    worded = "DEN menyusun langkah bersama federasi: "
    others = [text(at, str(at), worded + subject) for at, subject in enumerate(SUBJECTS)]
    one = text(31, "31", worded + "kontak poin buruh gudang")
    other = text(32, "32", worded + "kontak poin gudang")

    (pair,) = alike([*others, one, other])

    assert (pair.one, pair.other, pair.percent) == (31, 32, 75)
    assert pair.shared == ("gudang", "kontak", "poin")


@given(
    st.lists(st.tuples(st.sampled_from(["31", "32", "33"]), st.text("abcdefghij ", max_size=60)), max_size=8)
)
def test_order_does_not_matter(rows):
    texts = [text(at, place, words) for at, (place, words) in enumerate(rows)]

    forward = {(frozenset((pair.one, pair.other)), pair.percent) for pair in alike(texts)}
    backward = {(frozenset((pair.one, pair.other)), pair.percent) for pair in alike(texts[::-1])}

    assert forward == backward
