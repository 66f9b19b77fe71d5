from datetime import date

import pytest
from django.utils import translation

from tests.factories.plans import IndicatorFactory, ObjectiveFactory, WorkYearFactory
from workplan.actions import years
from workplan.reporting import frameworks

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def last():
    year = WorkYearFactory()
    whole = IndicatorFactory(code="ORG-01", weight=3)
    IndicatorFactory(code="ORG-07", subset_of=whole)
    return year


def codes(rows):
    return [row.code for row in rows]


def told(changes):
    return [(change.label, change.before, change.after) for change in changes]


def test_a_copy_is_the_same_whatever_year_it_is_of(last):
    compared = frameworks.compare(last, years.create(2022, like=last, by=None))

    assert (compared.is_same, codes(compared.same)) == (True, ["ORG-01", "ORG-07"])


def test_a_changed_line_says_each_field_old_and_new(last):
    year = years.create(2022, like=last, by=None)
    year.indicators.filter(code="ORG-01").update(weight=2, name_en="Members", needs_evidence=True)
    year.indicators.filter(code="ORG-07").update(subset_of=None, first_month=date(2022, 4, 1))

    compared = frameworks.compare(last, year)

    assert {pair.after.code: told(pair.changes) for pair in compared.changed} == {
        "ORG-01": [
            ("Name (English)", "Indicator ORG-01", "Members"),
            ("Weight", "3", "2"),
            ("Needs evidence", "no", "yes"),
        ],
        "ORG-07": [("First month", "January", "April"), ("Part of", "ORG-01", "–")],
    }
    assert (compared.same, compared.is_same) == ((), False)


def test_what_came_and_what_was_left_out_is_told_apart(last):
    IndicatorFactory(code="OLD-01", last_month=date(2021, 6, 1))
    year = years.create(2022, like=last, by=None)
    IndicatorFactory(
        year=year, code="NEW-01", objective=ObjectiveFactory(year=year, name_id="Baru", position=9)
    )
    year.indicators.filter(code="ORG-07").delete()

    compared = frameworks.compare(last, year)

    assert (codes(compared.added), codes(compared.left_out)) == (["NEW-01"], ["ORG-07", "OLD-01"])
    assert [frameworks.has_ended(row) for row in compared.left_out] == [False, True]


def test_backwards_the_same_is_told_the_other_way_round(last):
    year = years.create(2022, like=last, by=None)
    IndicatorFactory(year=year, code="NEW-01")
    year.indicators.filter(code="ORG-01").update(weight=2)

    there, back = frameworks.compare(last, year), frameworks.compare(year, last)

    assert (codes(there.added), codes(there.left_out)) == (codes(back.left_out), codes(back.added))
    assert told(there.changed[0].changes) == [("Weight", "3", "2")]
    assert told(back.changed[0].changes) == [("Weight", "2", "3")]


def test_calendar_and_scale_are_compared_too(last):
    year = WorkYearFactory(year=2022, lock_day=25, score_cap=110)

    compared = frameworks.compare(last, year)

    assert told(compared.calendar) == [("Lock day", "20", "25"), ("Cap of the score", "120", "110")]


@pytest.mark.parametrize("count", [1, 5])
def test_it_takes_two_statements_however_many_indicators(last, count, django_assert_num_queries):
    for _each in range(count):
        IndicatorFactory()
    year = years.create(2022, like=last, by=None)

    with django_assert_num_queries(2):
        frameworks.compare(last, year)
