from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from federations.enums import Role
from tests.factories.desks import entry
from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import ContributionFactory, IndicatorFactory, TargetFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.actions import contributions
from workplan.reporting import origins
from workplan.reporting.blanks import Blank

AUGUST = date(2021, 8, 1)
TODAY = date(2021, 9, 10)

pytestmark = pytest.mark.django_db


@pytest.fixture
def region():
    return RegionFactory(code="31")


def chapter(region, code, **dates):
    return ChapterFactory(region=region, federation=FederationFactory(code=code), **dates)


def send(indicator, by, values, state="verified"):
    """Reports by month."""
    return [
        ContributionFactory(
            indicator=indicator, chapter=by, month=date(2021, month, 1), value=value, **{state: True}
        )
        for month, value in values.items()
    ]


def opened(region, indicator):
    return origins.of_region(WorkYearFactory(), region, indicator, AUGUST, today=TODAY)


@pytest.mark.parametrize("given", [{}, {"stock": True}, {"milestone": True}])
def test_cells_that_count_sum_to_the_figure(region, given):
    indicator = IndicatorFactory(**given)
    first, second = chapter(region, "FPE"), chapter(region, "KIKES")
    gone = chapter(region, "LOMENIK", active_to=date(2021, 6, 30))
    value = 1 if given.get("milestone") else 7
    send(indicator, first, {1: value, 3: value, 8: value})
    send(indicator, first, {6: value}, state="submitted")
    send(indicator, second, {2: value, 5: value})
    send(indicator, gone, {1: value, 2: value})

    origin = opened(region, indicator)

    total = 0
    for strand in origin.strands:
        counting = sum(cell.figure for cell in strand.cells if cell.counts)
        assert counting == (strand.figures.actual or 0)
        total += counting
    assert total == origin.figures.actual


def test_cells_that_count_sum_to_the_pair_of_a_ratio(region):
    indicator = IndicatorFactory(ratio=True)
    for code, numerator in (("FPE", 3), ("KIKES", 8)):
        by = chapter(region, code)
        for month in (1, 4):
            ContributionFactory(
                indicator=indicator,
                chapter=by,
                month=date(2021, month, 1),
                numerator=numerator,
                denominator=10,
                verified=True,
            )

    origin = opened(region, indicator)

    counting = [cell for strand in origin.strands for cell in strand.cells if cell.counts]
    assert sum(cell.numerator for cell in counting) == origin.figures.numerator == 11
    assert sum(cell.denominator for cell in counting) == origin.figures.denominator == 20
    assert [cell.figure for cell in counting] == [30, 80]


def test_cells_lead_to_their_rows_verified_and_pending_apart(region):
    indicator, by = IndicatorFactory(), chapter(region, "FPE")
    (counted,) = send(indicator, by, {1: 5})
    (waiting,) = send(indicator, by, {2: 6}, state="submitted")

    cells = opened(region, indicator).strands[0].cells

    assert [(cell.contribution_id, cell.is_verified, cell.counts) for cell in cells[:3]] == [
        (counted.pk, True, True),
        (waiting.pk, False, False),
        (None, False, False),
    ]
    assert [cell.figure for cell in cells[:3]] == [5, 6, None]


def test_cells_say_why_there_is_nothing(region):
    indicator = IndicatorFactory(first_month=date(2021, 2, 1))
    by = chapter(region, "FPE", active_from=date(2021, 3, 15))
    send(indicator, by, {3: 0, 4: 2})
    send(indicator, by, {5: 3}, state="submitted")
    send(indicator, by, {6: 3}, state="returned")

    (strand,) = opened(region, indicator).strands

    assert [cell.blank for cell in strand.cells] == [
        Blank.NOT_APPLICABLE,
        Blank.NOT_APPLICABLE,
        Blank.ZERO,
        None,
        Blank.WAITING,
        Blank.MISSED,
        Blank.MISSED,
        Blank.NOT_YET,
    ]


def test_ratio_of_nothing_cannot_be_computed(region):
    indicator, by = IndicatorFactory(ratio=True), chapter(region, "FPE")
    ContributionFactory(indicator=indicator, chapter=by, numerator=0, denominator=0, verified=True)

    cell = opened(region, indicator).strands[0].cells[0]

    assert (cell.figure, cell.counts, cell.blank) == (None, True, Blank.NOT_COMPUTABLE)


def test_strands_are_of_the_chapters_that_report_the_indicator(region):
    chapter(region, "KORWIL")
    mine = chapter(region, "FPE")

    origin = opened(region, IndicatorFactory())

    assert [strand.chapter.chapter.code for strand in origin.strands] == ["FPE"]
    assert origin.strand(mine.pk) == origin.strands[0]
    assert origin.strand(0) is None


def test_steps_are_the_twelve_months_of_the_region(region):
    indicator = IndicatorFactory()
    TargetFactory(region=region, indicator=indicator, value=120)
    first, second = chapter(region, "FPE"), chapter(region, "KIKES")
    send(indicator, first, {1: 5, 2: 6})
    send(indicator, second, {1: 1})
    send(indicator, second, {2: 4}, state="submitted")

    steps = opened(region, indicator).steps

    assert [step.actual for step in steps] == [6, *(12,) * 7, *(None,) * 4]
    assert [step.expected for step in steps] == [10 * month for month in range(1, 13)]
    assert [(step.verified, step.pending) for step in steps[:3]] == [(6, None), (6, 4), (None, None)]


def test_indicator_that_has_not_begun_opens_to_nothing(region):
    chapter(region, "FPE")

    origin = opened(region, IndicatorFactory(first_month=date(2021, 9, 1)))

    assert origin.figures.actual is None
    assert {cell.blank for cell in origin.strands[0].cells} == {Blank.NOT_APPLICABLE}
    assert {step.actual for step in origin.steps} == {None}


def test_origin_takes_six_statements(region):
    work_year, indicator = WorkYearFactory(), IndicatorFactory()
    for code in ("FPE", "KIKES", "LOMENIK"):
        send(indicator, chapter(region, code), {1: 5})

    with CaptureQueriesContext(connection) as queries:
        origins.of_region(work_year, region, indicator, AUGUST)

    assert len(queries) == 6


def test_a_late_report_is_told_in_its_month(region):
    indicator, fpe = IndicatorFactory(), chapter(region, "FPE")
    send(indicator, fpe, {6: 7})
    ContributionFactory(
        indicator=indicator,
        chapter=fpe,
        month=date(2021, 7, 1),
        verified=True,
        first_submitted_on=date(2021, 8, 11),
    )

    [strand] = opened(region, indicator).strands

    assert [(cell.month.month, cell.is_late) for cell in strand.cells if cell.contribution_id] == [
        (6, False),
        (7, True),
    ]


def test_a_month_that_the_national_office_corrected_says_so(region, clock):
    indicator, fpe = IndicatorFactory(), chapter(region, "FPE")
    send(indicator, fpe, {6: 7, 7: 7})
    clock("2021-09-21 09:00")
    contributions.correct(
        fpe,
        [entry(indicator, 9, month=date(2021, 7, 1), seen=1)],
        reason="Salah ketik.",
        by=user_with(Role.ADMIN),
    )

    [strand] = opened(region, indicator).strands

    assert [cell.is_corrected for cell in strand.cells if cell.contribution_id] == [False, True]


@pytest.mark.parametrize("given", [{}, {"stock": True}])
def test_the_nation_is_the_sum_of_its_parts_in_every_column(given):
    indicator = IndicatorFactory(**given)
    for code, values in (("31", {1: 5, 2: 6}), ("32", {1: 9, 2: 8})):
        place = RegionFactory(code=code)
        by = chapter(place, "FPE")
        send(indicator, by, values)
        send(indicator, by, {8: 4}, state="submitted")

    origin = origins.of_nation(WorkYearFactory(), indicator, AUGUST)

    parts: list[Any] = list(origin.parts)
    assert sum(part.figures.actual for part in parts) == origin.figures.actual
    assert sum(part.claim.reported for part in parts) == origin.claim.reported
    assert sum(part.range.high for part in parts) == origin.range.high
    assert sum(part.range.silent for part in parts) == origin.range.silent == 2
    assert origin.steps[7].actual == origin.figures.actual
    assert origin.claim.difference == (origin.claim.reported or 0) - (origin.claim.verified or 0)
