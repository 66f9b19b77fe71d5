import io

import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from rakerwil.workbook_reader import answer
from tests.hostile import damaged, honest, parts, zipped

TYPED = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), min_size=1, max_size=40)


@given(st.lists(st.tuples(st.integers(0, 100_000), st.integers(0, 255)), min_size=1, max_size=6))
def test_whatever_bytes_are_damaged_it_is_read_or_refused(changes):
    told = answer(damaged(honest(), iter(changes)))

    assert told.keys() in ({"sheets"}, {"refused"})


@given(
    st.sampled_from(sorted(parts(honest()))), st.lists(st.tuples(st.integers(0, 9_000), st.integers(0, 255)))
)
def test_whatever_is_written_into_a_part_it_is_read_or_refused(name, changes):
    contents = parts(honest())
    told = answer(zipped({**contents, name: damaged(contents[name], iter(changes))}))

    assert told.keys() in ({"sheets"}, {"refused"})


@given(st.sets(st.sampled_from(sorted(parts(honest())))))
def test_whatever_part_is_missing_it_is_read_or_refused(names):
    contents = parts(honest())
    told = answer(zipped({name: content for name, content in contents.items() if name not in names}))

    assert told.keys() in ({"sheets"}, {"refused"})


@given(st.lists(TYPED, min_size=1, max_size=8))
def test_any_text_comes_back_as_it_was_written(texts):
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for row, text in enumerate(texts):
            sheet.write_string(row, 0, text)

    (sheet,) = answer(target.getvalue())["sheets"]

    assert [cells for _number, _hidden, cells in sheet["rows"]] == [[(1, "text", text)] for text in texts]
