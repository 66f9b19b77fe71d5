from datetime import date

import pytest

from rakerwil.transitions import Refused
from tests.factories.plans import IndicatorFactory, ObjectiveFactory, WorkYearFactory
from workplan.actions import frameworks
from workplan.models import Indicator, Objective, Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return WorkYearFactory(year=2022, state="preparing", opened_at=None)


def test_a_line_that_was_left_out_comes_after_all_for_the_whole_year(year):
    ended = IndicatorFactory(code="OLD-01", weight=2, last_month=date(2021, 6, 1))

    new = frameworks.take_over(ended, year, by=None)

    assert (new.code, new.weight, new.first_month, new.last_month, new.version, new.objective.name_id) == (
        "OLD-01",
        2,
        date(2022, 1, 1),
        date(2022, 12, 1),
        1,
        "Organisasi",
    )
    assert Indicator.objects.get(pk=ended.pk).last_month == date(2021, 6, 1)
    assert [step.verb for step in Transition.objects.of(new)] == ["add"]


def test_its_objective_is_found_again_and_so_is_what_it_was_part_of(year):
    whole = IndicatorFactory(code="ORG-01")
    part = IndicatorFactory(code="ORG-07", subset_of=whole)
    objective = ObjectiveFactory(year=year)
    now = IndicatorFactory(year=year, code="ORG-01", objective=objective)

    new = frameworks.take_over(part, year, by=None)

    assert (new.objective, new.subset_of) == (objective, now)
    assert Objective.objects.filter(year=year).count() == 1


def test_a_code_stands_once(year):
    IndicatorFactory(year=year, code="ORG-01")

    with pytest.raises(Refused):
        frameworks.take_over(IndicatorFactory(code="ORG-01"), year, by=None)

    assert year.indicators.count() == 1


def test_nothing_is_taken_over_once_the_year_is_open():
    year = WorkYearFactory(year=2022)

    with pytest.raises(Refused):
        frameworks.take_over(IndicatorFactory(), year, by=None)

    assert year.indicators.count() == 0
