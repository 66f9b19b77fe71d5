from fractions import Fraction
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from rakerwil.charts import Drawing, Month, levels, pace_chart
from rakerwil.wording import figure

ADDED = (38, 41, 52, 55, 47, 54, 61, 56)


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def chart(actuals, **changes) -> Drawing:
    """A chart of a count with target 1200; `actuals` from January on."""
    months = [
        Month(f"m{place}", "m", actuals[place] if place < len(actuals) else None, 100 * (place + 1))
        for place in range(12)
    ]
    settings: dict[str, Any] = {
        "title": "t",
        "summary": "s",
        "months": months,
        "target": 1200,
        "forecast": None,
        "needed": None,
        "is_down": False,
        "from_zero": True,
        "write": figure,
    }
    return pace_chart(**(settings | changes))


def texts(drawing, plot=0):
    return [label.text for label in drawing.plots[plot].labels if not label.css.startswith("ax")]


@pytest.mark.parametrize(
    ("low", "high", "unit", "expected"),
    [
        (0, 1200, 1, [0, 300, 600, 900, 1200]),
        (0, 36, 1, [0, 10, 20, 30, 40]),
        (0, 1, 1, [0, 1]),
        (0, 0, 1, [0, 1]),
        (118_190, 120_280, 1, [118_000, 118_500, 119_000, 119_500, 120_000, 120_500]),
        (
            0,
            Fraction(1, 2),
            Fraction(1, 10),
            [0, Fraction(1, 10), Fraction(1, 5), Fraction(3, 10), Fraction(2, 5), Fraction(1, 2)],
        ),
    ],
)
def test_levels_are_round(low, high, unit, expected):
    assert levels(low, high, unit) == expected


@given(st.integers(0, 10**12), st.integers(0, 10**12))
def test_levels_hold_every_figure_in_at_most_six(one, other):
    found = levels(min(one, other), max(one, other))

    assert found[0] <= min(one, other)
    assert found[-1] >= max(one, other)
    assert 2 <= len(found) <= 6
    assert all(level.denominator == 1 for level in found)


def test_chart_behind_its_pace_says_by_how_much():
    drawing = chart([100, 150, 200, 300, 350, 380, 400, 404], forecast=632, needed=199)

    assert texts(drawing) == ["target 1.200", "perkiraan 632", "404", "laju 800", "tertinggal 396"]
    assert drawing.plots[0].gap is not None


def test_chart_ahead_of_its_pace_marks_no_gap():
    drawing = chart([200, 400])

    assert texts(drawing) == ["target 1.200", "400"]
    assert drawing.plots[0].gap is None


def test_chart_under_a_ceiling_is_behind_above_its_pace():
    drawing = chart([300, 500], is_down=True)

    assert texts(drawing) == ["target 1.200", "500", "laju 200", "melebihi 300"]


def test_chart_without_any_report_shows_only_the_pace():
    drawing = chart([])

    plot = drawing.plots[0]
    assert (plot.line, plot.area, plot.now, plot.columns) == ("", "", None, ())
    assert texts(drawing) == ["target 1.200"]


def test_chart_without_a_pace_draws_the_target_as_a_line():
    months = [Month("m", "m", 5, None)] * 12

    plot = chart([], months=months, target=8, from_zero=False).plots[0]

    assert plot.pace == ""
    assert plot.target_y != ""


def test_chart_of_a_watched_indicator_has_neither():
    months = [Month("m", "m", 5, None)] * 12

    plot = chart([], months=months, target=None).plots[0]

    assert (plot.pace, plot.target_y) == ("", "")


def test_chart_keeps_labels_of_near_ends_apart():
    plot = chart([100], forecast=1199).plots[0]

    target, forecast = (float(label.y) for label in plot.labels[:2])
    assert forecast - target == 18


def test_slim_chart_leaves_out_what_would_overlap():
    assert texts(chart([100], forecast=1199), plot=1) == ["perkiraan 1.199", "100"]


def test_columns_show_each_addition_and_what_is_needed():
    months = [
        Month(
            "m", "m", sum(ADDED[: place + 1]) if place < 8 else None, 100, ADDED[place] if place < 8 else None
        )
        for place in range(12)
    ]

    drawing = chart([], months=months, needed=199)

    assert [column.css for column in drawing.plots[0].columns] == ["mon"] * 8 + ["need"] * 4
    assert [label.text for label in drawing.plots[0].column_labels] == [*map(str, ADDED), *["199"] * 4]
    assert drawing.columns_title == "Tambahan tiap bulan; selanjutnya perlu 199 per bulan"


def test_coordinates_are_written_with_a_point_in_every_language():
    drawing = chart([33, 66, 101])

    assert "," not in drawing.plots[0].left
    assert all("," not in label.x + label.y for plot in drawing.plots for label in plot.labels)
