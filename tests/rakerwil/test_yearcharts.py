from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from rakerwil.wording import figure
from rakerwil.yearcharts import BOTTOM, TOP, Year, year_columns


def drawn(*values, highest=100, level=None):
    years = [Year(str(2020 + place), value) for place, value in enumerate(values)]
    return year_columns(title="ORG-01", years=years, highest=highest, level=level, write=figure)


def test_each_year_has_its_column_figure_and_name():
    drawing = drawn(50, 100, level=100)

    assert [column.height for column in drawing.columns] == ["53.0", "106.0"]
    assert [label.text for label in drawing.labels] == ["2020", "50", "2021", "100"]
    assert drawing.level_y == f"{TOP}.0"


def test_a_year_without_a_figure_has_no_column():
    drawing = drawn(None, 0)

    assert [column.height for column in drawing.columns] == ["0.0"]
    assert [label.text for label in drawing.labels] == ["2020", "–", "2021", "0"]


@given(values=st.lists(st.fractions(0, 500), max_size=6))
def test_no_column_leaves_the_drawing(values):
    drawing = drawn(*values, highest=max([*values, Fraction(1)]))

    for column in drawing.columns:
        assert TOP <= float(column.y) <= BOTTOM
