import re
from datetime import date

import pytest
from django.utils import translation

from workplan.exports.slides import HEIGHT, ONE_COLUMN, SMALL, WIDTH, Part, Slide
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.terms import Category, IndicatorTerms, Label

SCALE = (Category("sangat_tinggi", 91, "Sangat tinggi"), Category("sangat_rendah", 0, "Sangat rendah"))


@pytest.fixture(autouse=True)
def _indonesian():
    with translation.override("id"):
        yield


def figures(to_date=None, actual=640, **terms):
    label = Label(name_id=terms.pop("name", "Anggota baru direkrut"), unit_id="orang")
    indicator = IndicatorTerms(
        1, "ORG-01", "count", "flow", terms.pop("direction", "up"), label=label, **terms
    )
    target = None if to_date is None else 1200
    return IndicatorFigures(
        indicator,
        applies=True,
        target=target,
        actual=actual,
        expected=target and 800,
        achievement_to_date=to_date,
        category_to_date=None if to_date is None else "sangat_rendah",
    )


def slide(parts, **terms):
    return Slide(
        place="Nasional",
        as_of=date(2021, 8, 1),
        figures=figures(80, **terms),
        parts=tuple(parts),
        scale=SCALE,
        taken_on=date(2021, 9, 15),
        is_example=True,
    )


def sizes(drawing):
    return {int(size) for size in re.findall(r'font-size="(\d+)"', drawing)}


def places(drawing):
    """Where the words begin, from the top."""
    return [float(y) for y in re.findall(r'<text x="[\d.]+" y="([\d.]+)"', drawing)]


@pytest.mark.parametrize("count", [0, 3, ONE_COLUMN, 38, 60])
def test_every_word_is_read_from_the_back_of_a_hall_and_stands_on_the_slide(count):
    made = slide([Part(f"Kepulauan Riau {number}", figures(number)) for number in range(count)])

    drawing = made.svg()

    assert min(sizes(drawing)) >= SMALL
    assert max(places(drawing)) < HEIGHT
    assert f'viewBox="0 0 {WIDTH} {HEIGHT}"' in drawing


def test_the_furthest_behind_stands_first_and_those_without_a_figure_last():
    made = slide([Part("Banten", figures(None)), Part("Jabar", figures(70)), Part("Jakarta", figures(60))])

    assert [part.name for part in made.ordered] == ["Jakarta", "Jabar", "Banten"]


def test_the_words_beside_the_picture_say_all_of_it():
    made = slide([Part("Jakarta", figures(60)), Part("Banten", figures(None))])

    assert made.alt == (
        "ORG-01 Anggota baru direkrut, Nasional. Realisasi 640 orang, target 1.200, laju 800, berjalan "
        "80,0\u00a0%. Jakarta 60,0\u00a0%; Banten –."
    )
    assert "15 September 2021" in made.source


def test_what_is_only_watched_is_drawn_by_its_amounts():
    made = slide([Part("Jabar", figures(actual=7)), Part("Jakarta", figures(actual=90))])

    assert [part.name for part in made.ordered] == ["Jakarta", "Jabar"]
    assert [made.told(part) for part in made.ordered] == ["90", "7"]


def test_a_long_name_stands_on_two_lines():
    drawing = slide([], name="Perundingan bipartit dan dialog sosial di perusahaan " * 2).svg()

    assert drawing.count('font-size="42"') == 2


def test_the_picture_is_as_broad_as_a_projector():
    made = slide([Part("Jakarta", figures(60))]).png()

    width, height = (int.from_bytes(made[at : at + 4]) for at in (16, 20))
    assert (width, height) == (1923, 1082)
