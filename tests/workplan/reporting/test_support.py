from datetime import date

import pytest

from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import WorkYearFactory
from tests.factories.support import SupportRatingFactory
from workplan.enums import SupportAnswer, Supporter
from workplan.models.support_rating import Quarter
from workplan.reporting import support

CLOSED = date(2021, 10, 21)
OPEN = date(2021, 10, 20)

pytestmark = pytest.mark.django_db


@pytest.fixture
def year(db):
    return WorkYearFactory()


@pytest.fixture
def jakarta(db):
    return RegionFactory(code="31", name="DKI Jakarta")


def rated(year, region, *answers, **terms):
    """One chapter of the region for each answer."""
    return [
        SupportRatingFactory(year=year, chapter=ChapterFactory(region=region), in_time=answer, **terms)
        for answer in answers
    ]


def of_korwil(year, region, today=CLOSED, quarter=3):
    found = support.of_region(year, region, today)
    return next(each for each in found if each.quarter.number == quarter).rows[0]


def test_three_answers_are_shown_as_a_sum(year, jakarta):
    rated(year, jakarta, "fully", "mostly", "no")

    row = of_korwil(year, jakarta)

    assert (row.asked, row.answered) == (3, 3)
    assert [count for count, _word in row.in_time.by_answer] == [1, 1, 0, 1]
    assert row.in_time.good == 2
    assert row.useful.good == 3


def test_two_answers_are_counted_and_not_told(year, jakarta):
    rated(year, jakarta, "fully", "no", word="Rahasia")
    ChapterFactory(region=jakarta)

    row = of_korwil(year, jakarta)

    assert (row.asked, row.answered, row.is_shown) == (3, 2, False)
    assert (row.in_time, row.useful, row.words) == (None, None, ())


def test_nothing_is_added_up_while_answers_are_taken(year, jakarta):
    rated(year, jakarta, *["no"] * 5)

    row = of_korwil(year, jakarta, OPEN)

    assert (row.answered, row.is_shown) == (5, False)


def test_words_come_without_an_order_that_says_who(year, jakarta):
    rows = rated(year, jakarta, "fully", "fully", "fully", "fully")
    for row, word in zip(rows, ("Lambat.", "", "Cepat.", "Baik."), strict=True):
        row.word = word
        row.save()

    assert of_korwil(year, jakarta).words == ("Baik.", "Cepat.", "Lambat.")


def test_supporters_quarters_and_regions_are_kept_apart(year, jakarta):
    rated(year, jakarta, "fully", "fully", "fully")
    rated(year, jakarta, "no", supporter=Supporter.DEN)
    rated(year, jakarta, "no", quarter=2)
    rated(year, RegionFactory(code="32"), "no")

    found = support.of_region(year, jakarta, CLOSED)

    assert [each.quarter.number for each in found] == [4, 3, 2, 1]
    assert [row.answered for row in found[1].rows] == [3, 1]
    assert [row.answered for row in found[2].rows] == [1, 0]


def test_asked_are_federations_that_were_active_in_the_quarter(year, jakarta):
    ChapterFactory(region=jakarta)
    ChapterFactory(region=jakarta, active_to=date(2021, 7, 1))
    ChapterFactory(region=jakarta, active_to=date(2021, 6, 30))
    ChapterFactory(region=jakarta, of_coordinator=True)

    assert of_korwil(year, jakarta).asked == 2


def test_the_nation_leaves_out_regions_that_could_be_worked_out(year, jakarta):
    rated(year, jakarta, "fully", "mostly", "no")
    rated(year, RegionFactory(code="32"), "no", "no")

    regions, (korwil, den) = support.of_nation(Quarter(year, 3), CLOSED)

    assert [(line.region.code, line.rows[0].is_shown) for line in regions] == [("31", True), ("32", False)]
    assert (korwil.asked, korwil.answered, korwil.in_time.good) == (3, 3, 2)
    assert not den.is_shown


def test_statements_do_not_grow_with_the_answers(year, jakarta, django_assert_num_queries):
    for _round in range(2):
        rated(year, jakarta, "fully", "no", "no")
        rated(year, RegionFactory(), "fully", "no", "no")

        with django_assert_num_queries(2):
            support.of_nation(Quarter(year, 3), CLOSED)
        with django_assert_num_queries(2):
            support.of_region(year, jakarta, CLOSED)


def test_json_holds_closed_quarters_and_null_for_too_few(year, jakarta):
    rated(year, jakarta, "fully", "mostly", "no", word="Cepat.")
    rated(year, jakarta, "no", supporter=Supporter.DEN, word="Rahasia")

    rows = support.support_json(year, jakarta, CLOSED)

    assert [(row["quarter"], row["supporter"]) for row in rows[-2:]] == [(3, "korwil"), (3, "den")]
    assert rows[-2] == {
        "quarter": 3,
        "supporter": "korwil",
        "asked": 4,
        "answered": 3,
        "in_time": {"fully": 1, "mostly": 1, "hardly": 0, "no": 1},
        "useful": dict.fromkeys(SupportAnswer.values, 0) | {"fully": 3},
        "words": ["Cepat."] * 3,
    }
    assert (rows[-1]["answered"], rows[-1]["in_time"], rows[-1]["words"]) == (1, None, None)
