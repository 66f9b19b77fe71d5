from datetime import date

import pytest
from django.utils import translation

from tests.factories.plans import IndicatorFactory, WorkYearFactory
from workplan.models import Objective
from workplan.reporting.definitions import define


def indicator(**terms):
    """Never saved."""
    year = WorkYearFactory.build()
    return IndicatorFactory.build(year=year, objective=Objective(year=year), **terms)


def told(**terms):
    with translation.override("en"):
        return define(indicator(**terms))


@pytest.mark.parametrize(
    ("terms", "typed", "adds_up"),
    [
        (
            {},
            "What was added during the month, in persons.",
            "The months add up; the region is the sum of its chapters.",
        ),
        (
            {"stock": True},
            "The position at the end of the month, in persons.",
            "The latest month stands; the region is the sum of its chapters.",
        ),
        (
            {"ratio": True, "numerator_en": "Women officers", "denominator_en": "all officers"},
            "Women officers, out of all officers, at the end of the month.",
            "The latest month stands. Numerators and denominators are added up, then divided once.",
        ),
        (
            {"measure": "ratio", "numerator_en": "Cases won", "denominator_en": "cases ended"},
            "Cases won, out of cases ended, during the month.",
            "Numerators and denominators of all months are added up, then divided once.",
        ),
        ({"milestone": True}, "Reached or not.", "The region's figure is how many chapters have reached it."),
    ],
    ids=["flow", "stock", "stock-ratio", "flow-ratio", "milestone"],
)
def test_a_definition_says_what_is_typed_and_how_it_adds_up(terms, typed, adds_up):
    definition = told(**terms)

    assert (definition.typed, definition.adds_up) == (typed, adds_up)


@pytest.mark.parametrize(
    ("terms", "judged", "expected"),
    [
        ({}, "More is better: actual ÷ target.", "Evenly over the year."),
        (
            {"direction": "down"},
            "Less is better: (2 × target − actual) ÷ target, not below 0.",
            "Evenly over the year.",
        ),
        ({"direction": "monitor"}, "Only watched, without a target.", ""),
        ({"milestone": True}, "More is better: actual ÷ target, at most 100%.", ""),
        ({"ratio": True}, "More is better: actual ÷ target.", "The target holds in every month."),
        (
            {"trajectory": "10/40/72.5/100"},
            "More is better: actual ÷ target.",
            "By the end of the quarters 10 – 40 – 72.5 – 100 percent of the target.",
        ),
    ],
    ids=["up", "down", "watched", "milestone", "ratio", "trajectory"],
)
def test_a_definition_says_how_it_is_judged_and_what_is_expected(terms, judged, expected):
    definition = told(**terms)

    assert (definition.judged, definition.expected) == (judged, expected)


@pytest.mark.parametrize(
    ("terms", "reported"),
    [
        ({}, "Every month by the federations."),
        (
            {"frequency": "quarterly", "by_coordinator": True},
            "In March, June, September and December by the coordinator's office.",
        ),
        (
            {"frequency": "yearly", "by_sex": True, "needs_evidence": True},
            "In December by the federations, women and men apart, with evidence.",
        ),
    ],
)
def test_a_definition_says_who_reports_when_and_with_what(terms, reported):
    assert told(**terms).reported == reported


@pytest.mark.parametrize(
    ("first", "last", "in_force"),
    [
        (1, 12, ""),
        (1, 6, "Ends with June 2021."),
        (4, 12, "Begins in April 2021."),
        (4, 6, "Holds from April 2021 to June 2021."),
    ],
)
def test_a_definition_says_in_which_months_it_holds(first, last, in_force):
    definition = told(first_month=date(2021, first, 1), last_month=date(2021, last, 1))

    assert definition.in_force == in_force


def test_without_names_a_ratio_is_told_by_its_parts():
    assert told(ratio=True).typed == "numerator, out of denominator, at the end of the month."


def test_a_definition_is_in_the_readers_language():
    with translation.override("id"):
        definition = define(indicator(stock=True))

    assert definition.typed == "Posisi per akhir bulan, dalam orang."


@pytest.mark.parametrize(
    ("terms", "says"),
    [
        ({}, "the mean of its last three verified months"),
        ({"stock": True}, "over its last four verified months"),
        ({"ratio": True}, "numerator and denominator of each chapter stand"),
        ({"measure": "ratio"}, "the mean of its last three verified months"),
    ],
    ids=["flow", "stock", "stock-ratio", "flow-ratio"],
)
def test_a_definition_says_how_the_years_end_is_estimated(terms, says):
    assert says in told(**terms).forecast


def test_a_milestone_is_not_estimated():
    assert told(milestone=True).forecast == ""
