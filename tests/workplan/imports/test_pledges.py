from datetime import date
from decimal import Decimal

import pytest

from rakerwil.csvfiles import FileRefused
from rakerwil.transitions import Refused, WrongState
from tests.factories.organisation import (
    ChapterFactory,
    DistrictFactory,
    FederationFactory,
    RegionFactory,
)
from tests.factories.plans import IndicatorFactory, WorkYearFactory
from tests.factories.users import UserFactory
from workplan.enums import YearState
from workplan.imports import pledges
from workplan.models import Pledge

pytestmark = pytest.mark.django_db

HEADER = "region_code,federation,district_code,indicator,value,effective_month"


@pytest.fixture(autouse=True)
def places():
    """DKI Jakarta with GARTEKS as a whole and in Jakarta Timur, its own office, and an empty region."""
    jakarta = RegionFactory(code="31")
    RegionFactory(code="32")
    garteks = FederationFactory(code="GARTEKS")
    FederationFactory(code="FPE")
    ChapterFactory(region=jakarta, federation=garteks)
    ChapterFactory(region=jakarta, federation=garteks, district=DistrictFactory(region=jakarta, code="31.75"))
    ChapterFactory(region=jakarta, of_coordinator=True)
    IndicatorFactory(code="ORG-01")
    IndicatorFactory(code="PKB-02", ratio=True)
    IndicatorFactory(code="REP-01", by_coordinator=True)
    IndicatorFactory(code="ADV-01", direction="monitor")


def take(*rows, by=None, header=HEADER):
    return pledges.take("\n".join([header, *rows]), 2021, by=by)


def problems(*rows, header=HEADER):
    with pytest.raises(FileRefused) as caught:
        take(*rows, header=header)
    assert Pledge.objects.count() == 0
    return [(problem.row, problem.column) for problem in caught.value.problems]


def counts(result):
    return result.added, result.changed, result.unchanged


def stored():
    rows = Pledge.objects.order_by("chapter__federation__code", "chapter__district__code", "effective_month")
    return [(row.chapter.code, row.indicator.code, row.effective_month.month, row.value) for row in rows]


def test_pledges_of_a_region_a_district_and_the_coordinators_office():
    result = take("31,GARTEKS,31.75,ORG-01,40,", "31,GARTEKS,,PKB-02,60.5,2021-03", "31,KORWIL,,REP-01,9,")

    assert counts(result) == (3, 0, 0)
    assert sorted(stored()) == [
        ("GARTEKS", "PKB-02", 3, Decimal("60.5")),
        ("GARTEKS-31.75", "ORG-01", 1, 40),
        ("KORWIL", "REP-01", 1, 9),
    ]


def test_the_same_file_twice_changes_nothing():
    rows = ("31,GARTEKS,,ORG-01,40,", "31,GARTEKS,,ORG-01,50,2021-06")
    take(*rows)
    before = stored(), Pledge.history.count()

    result = take(*rows)

    assert (counts(result), (stored(), Pledge.history.count())) == ((0, 0, 2), before)


def test_a_revision_is_a_new_row_and_the_history_says_who():
    user = UserFactory()
    take("31,GARTEKS,,ORG-01,40,")

    result = take("31,GARTEKS,,ORG-01,50,2021-06", "31,GARTEKS,,ORG-01,45,", by=user)

    assert (counts(result), stored()) == (
        (1, 1, 0),
        [("GARTEKS", "ORG-01", 1, 45), ("GARTEKS", "ORG-01", 6, 50)],
    )
    assert [(row.value, row.history_user) for row in Pledge.history.order_by("history_id")] == [
        (40, None),
        (50, user),
        (45, user),
    ]


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("99,GARTEKS,,ORG-01,5,", ["region_code"]),
        ("31,NOBODY,,ORG-01,5,", ["federation"]),
        ("31,GARTEKS,31.99,ORG-01,5,", ["district_code"]),
        ("31,FPE,,ORG-01,5,", ["federation"]),
        ("32,GARTEKS,,ORG-01,5,", ["federation"]),
        (",GARTEKS,,ORG-01,5,", ["region_code"]),
        ("31,GARTEKS,,ORG-99,5,", ["indicator"]),
        ("31,GARTEKS,,ORG-01,,", ["value"]),
        ("31,GARTEKS,,ORG-01,-5,", ["value"]),
        ("31,GARTEKS,,ORG-01,5.5,", ["value"]),
        ("31,GARTEKS,,PKB-02,5.55,", ["value"]),
        ("31,GARTEKS,,REP-01,5,", ["indicator"]),
        ("31,KORWIL,,ORG-01,5,", ["indicator"]),
        ("31,GARTEKS,,ADV-01,5,", ["indicator"]),
        ("31,GARTEKS,,ORG-01,5,2022-01", ["effective_month"]),
        ("31,GARTEKS,,ORG-01,5,2021/01", ["effective_month"]),
    ],
)
def test_a_wrong_cell_is_refused_with_row_and_column(row, columns):
    assert problems(row) == [(2, column) for column in columns]


def test_a_chapter_that_has_ended_may_have_pledged():
    ChapterFactory(
        region=RegionFactory(code="31"), federation=FederationFactory(code="FPE"), active_to=date(2020, 5, 1)
    )

    result = take("31,FPE,,ORG-01,5,")

    assert counts(result) == (1, 0, 0)


def test_a_line_that_stands_twice_is_refused():
    assert problems("31,GARTEKS,,ORG-01,5,", "31,GARTEKS,,ORG-01,6,2021-01") == [(3, "indicator")]


def test_the_month_may_be_left_out():
    result = take("31,GARTEKS,,ORG-01,5", header="region_code,federation,district_code,indicator,value")

    assert counts(result) == (1, 0, 0)


@pytest.mark.parametrize("header", ["region_code,federation,indicator,value", f"{HEADER},note"])
def test_unknown_and_missing_columns_are_refused(header):
    assert {row for row, _column in problems("31,GARTEKS,,ORG-01,5,", header=header)} == {1}


def test_a_year_that_is_missing_or_closed_takes_nothing():
    WorkYearFactory(year=2020, state=YearState.CLOSED, closed_at="2021-02-01T00:00Z")

    with pytest.raises(Refused):
        pledges.take(HEADER, 2019, by=None)
    with pytest.raises(WrongState):
        pledges.take(HEADER, 2020, by=None)
