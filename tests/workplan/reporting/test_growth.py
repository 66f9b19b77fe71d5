from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.plans import IndicatorFactory
from workplan.enums import GrowthBasis
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.growth import Growth, Proposal, proposals
from workplan.reporting.ledgers import indicator_terms
from workplan.reporting.promises import Promise

AMOUNTS = st.decimals(0, 10**9, places=4, allow_nan=False)


def promise(target=None, actual=None, **terms):
    """A line whose last year ended so."""
    indicator = IndicatorFactory.build(**{"code": "ORG-01", **terms})
    return Promise(
        indicator, last_year=IndicatorFigures(indicator_terms(indicator), target=target, actual=actual)
    )


@pytest.mark.parametrize(
    ("terms", "target", "percent", "wanted"),
    [
        ({}, 1000, "7.5", Proposal(Decimal(1075))),
        ({}, 1001, "5", Proposal(Decimal(1051))),
        ({}, 1000, "-20", Proposal(Decimal(800))),
        ({"direction": "down"}, 600, "5", Proposal(Decimal(570))),
        ({"direction": "down"}, 600, "500", Proposal(Decimal(0))),
        ({"ratio": True}, 98, "5", Proposal(Decimal("100.0"))),
        ({"milestone": True}, 1, "50", Proposal(Decimal(1))),
        ({"stock": True}, 200, "10", Proposal(Decimal(220), Decimal(190))),
    ],
)
def test_a_target_grows_by_the_rule(terms, target, percent, wanted):
    found = proposals([promise(target, 190, **terms)], Growth(Decimal(percent)))

    assert found == {"ORG-01": wanted}


def test_a_rule_of_its_own_stands_before_the_one_for_all():
    found = proposals([promise(100)], Growth(Decimal(10), own={"ORG-01": Decimal(0)}))

    assert found["ORG-01"].value == 100


def test_what_was_brought_can_be_the_base():
    found = proposals([promise(100, 80)], Growth(Decimal(50), GrowthBasis.ACTUAL))

    assert found["ORG-01"].value == 120


@pytest.mark.parametrize(
    "line", [promise(), promise(100, direction="monitor"), Promise(IndicatorFactory.build(code="ORG-01"))]
)
def test_nothing_grows_from_nothing(line):
    assert proposals([line], Growth(Decimal(10))) == {}


def test_without_a_rule_nothing_is_proposed():
    assert proposals([promise(100)], Growth()) == {}


@given(AMOUNTS, st.decimals(-100, 1000, places=1), st.sampled_from(["up", "down"]))
def test_a_proposal_is_never_negative_and_never_worse_for_a_better_rule(target, percent, direction):
    line = promise(Fraction(target), direction=direction)
    [found] = proposals([line], Growth(percent)).values()
    [better] = proposals([line], Growth(percent + 1)).values()

    assert found.value >= 0
    assert found.value <= better.value if direction == "up" else found.value >= better.value
