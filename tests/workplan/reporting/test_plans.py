from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.terms import indicator
from workplan.reporting import plans
from workplan.reporting.plans import Uneven

PLAN = {
    "region": "31",
    "indicator": "ORG-01",
    "as_of": "2021-08",
    "gap": "800",
    "parts": [
        {"federation": "FKUI", "district_code": None, "part": "500", "needed_per_month": "125.0000"},
        {"federation": "GARTEKS", "district_code": "31.71", "part": "300", "needed_per_month": "75.0000"},
    ],
}


def test_parts_are_known_by_federation_and_district():
    assert plans.amounts(PLAN) == {"FKUI": Decimal(500), "GARTEKS-31.71": Decimal(300)}


def test_other_parts_with_the_same_sum_get_their_pace():
    changed = plans.edited(PLAN, {"FKUI": Decimal(600), "GARTEKS-31.71": Decimal(200)}, indicator())

    assert [(part["part"], part["needed_per_month"]) for part in changed["parts"]] == [
        ("600", "150.0000"),
        ("200", "50.0000"),
    ]
    assert changed["gap"] == "800"
    assert PLAN["parts"][0]["part"] == "500"


@pytest.mark.parametrize(("part", "missing"), [(400, 100), (600, -100)])
def test_parts_that_do_not_add_up_are_refused_with_the_difference(part, missing):
    with pytest.raises(Uneven) as refusal:
        plans.edited(PLAN, {"FKUI": Decimal(part)}, indicator())

    assert refusal.value.missing == missing
    assert refusal.value.gap == 800


@pytest.mark.parametrize("parts", [("-1", "801"), ("499.5", "300.5")])
def test_negative_parts_and_parts_finer_than_the_indicator_are_refused(parts):
    wrong = dict(zip(plans.amounts(PLAN), map(Decimal, parts), strict=True))

    with pytest.raises(ValueError, match="smallest unit"):
        plans.edited(PLAN, wrong, indicator())


def test_where_no_month_is_left_there_is_no_pace():
    december = {**PLAN, "as_of": "2021-12"}

    changed = plans.edited(december, {}, indicator())

    assert [part["needed_per_month"] for part in changed["parts"]] == [None, None]


@given(st.integers(0, 800))
def test_however_the_gap_is_split_the_parts_add_up_to_it(part):
    changed = plans.edited(PLAN, {"FKUI": Decimal(part), "GARTEKS-31.71": Decimal(800 - part)}, indicator())

    assert sum(plans.amounts(changed).values()) == Decimal(changed["gap"])
