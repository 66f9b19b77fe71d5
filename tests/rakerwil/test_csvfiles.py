import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rakerwil.csvfiles import as_typed, decode, inert, read_rows, written

SPECIAL = [
    *("=1+1", "+62 812 3456", "-5", "+6281234", "@a", "'=a", "''-b", "'a", "\tx", "081234", "a\nb", '"a", b'),
    *("\uff1dA1", " =1", "=cmd|' /C calc'!A0", "-1.5", "-", "+", "'"),
]
TEXTS = st.sampled_from(SPECIAL) | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=20
)


@pytest.mark.parametrize(
    ("text", "stands"),
    [
        ("=1+1", "'=1+1"),
        ("@a", "'@a"),
        ("\tx", "'\tx"),
        (" =1", "' =1"),
        ("\uff1dA1", "'\uff1dA1"),
        ("+62 812", "'+62 812"),
        ("'=a", "''=a"),
        ("+6281234", "+6281234"),
        ("-1234.5", "-1234.5"),
        ("it's", "it's"),
        ("'a", "'a"),
    ],
)
def test_what_looks_like_a_formula_is_inert_and_a_number_is_a_number(text, stands):
    assert (inert(text), as_typed(stands)) == (stands, text)


@given(TEXTS)
def test_the_apostrophe_comes_off_again(text):
    assert as_typed(inert(text)) == text


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6))
def test_what_was_written_is_read_as_it_was(rows):
    kept = [[cell.strip() for cell in row] for row in rows]

    found = read_rows(decode(written([["a", "b"], *kept])), ["a", "b"])

    assert [[row["a"], row["b"]] for row in found] == [row for row in kept if any(row)]


@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6))
def test_no_cell_that_is_written_begins_as_a_formula(rows):
    cells = [cell for line in csv.reader(io.StringIO(written(rows).decode(), newline="")) for cell in line]

    active = [
        cell
        for cell in cells
        if cell.lstrip(" ")[:1] in tuple("=+-@\t\uff1d\uff0b\uff0d\uff20") and cell.strip()
    ]
    assert [cell for cell in active if not cell.lstrip("+-").replace(".", "").isdecimal()] == []
