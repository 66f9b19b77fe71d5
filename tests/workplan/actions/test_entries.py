from datetime import date
from decimal import Decimal

import pytest

from rakerwil.transitions import Refused, WrongState
from tests.factories.desks import AUGUST, Desk
from workplan.actions.entries import Figures, refuse_not_due, refuse_shut
from workplan.enums import YearState
from workplan.reporting.months import Window

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk():
    return Desk()


@pytest.mark.parametrize(
    ("terms", "figures", "missing"),
    [
        ({}, {"value": 0}, ""),
        ({}, {}, "value"),
        ({"by_sex": True}, {"value": 9, "women": 5, "men": 4}, ""),
        ({"by_sex": True}, {"value": 9}, ""),
        ({"by_sex": True}, {"women": 5}, "men"),
        ({"by_sex": True}, {"men": 5}, "women"),
        ({"ratio": True}, {"numerator": 1, "denominator": 2}, ""),
        ({"ratio": True}, {"numerator": 1}, "denominator"),
        ({"ratio": True}, {"denominator": 1}, "numerator"),
        ({"milestone": True}, {"value": 1}, ""),
    ],
)
def test_a_figure_is_whole_or_names_what_is_missing(desk, terms, figures, missing):
    typed = Figures(**{name: Decimal(value) for name, value in figures.items()})

    assert typed.missing(desk.indicator(**terms)) == missing


def test_a_zero_is_typed_and_a_blank_is_not():
    assert (Figures(value=Decimal(0)).is_blank, Figures().is_blank) == (False, True)


@pytest.mark.parametrize(
    "terms",
    [
        {"by_coordinator": True},
        {"frequency": "quarterly"},
        {"first_month": date(2021, 9, 1)},
        {"last_month": date(2021, 7, 1)},
    ],
    ids=["the coordinator's", "not of its frequency", "not begun", "over"],
)
def test_what_the_chapter_does_not_owe_is_refused(desk, terms):
    with pytest.raises(Refused):
        refuse_not_due(desk.chapter, desk.indicator(**terms), AUGUST)


@pytest.mark.parametrize(
    ("begins", "ends"), [(date(2021, 9, 1), None), (date(2019, 1, 1), date(2021, 7, 31))]
)
def test_a_chapter_that_is_not_active_owes_nothing(desk, begins, ends):
    desk.chapter.active_from, desk.chapter.active_to = begins, ends

    with pytest.raises(Refused):
        refuse_not_due(desk.chapter, desk.indicator(), AUGUST)


def test_a_month_of_another_year_is_refused(desk):
    with pytest.raises(Refused):
        refuse_not_due(desk.chapter, desk.indicator(), date(2020, 8, 1))


@pytest.mark.parametrize(
    ("today", "state"),
    [(date(2021, 7, 31), ""), (date(2021, 9, 21), ""), (date(2021, 9, 21), "draft")],
    ids=["before it begins", "after the lock", "a draft after the lock"],
)
def test_a_month_that_is_shut_takes_nothing(desk, today, state):
    with pytest.raises(WrongState):
        refuse_shut(Window(desk.year, AUGUST, today), state)


def test_a_returned_report_is_taken_after_the_lock(desk):
    refuse_shut(Window(desk.year, AUGUST, date(2021, 12, 1)), "returned")


@pytest.mark.parametrize("state", [YearState.PREPARING, YearState.CLOSED])
def test_a_year_that_is_not_open_takes_nothing(desk, state):
    desk.year.state = state

    with pytest.raises(WrongState):
        refuse_shut(Window(desk.year, AUGUST, AUGUST), "returned")
