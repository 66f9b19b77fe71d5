from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.desks import AUGUST, Desk
from tests.factories.organisation import ChapterFactory
from tests.factories.plans import PledgeFactory
from workplan.enums import YearState
from workplan.models import Contribution
from workplan.reporting import ledgers, months
from workplan.reporting.months import Window

pytestmark = pytest.mark.django_db

JUNE, JULY = date(2021, 6, 1), date(2021, 7, 1)


@pytest.fixture
def desk():
    return Desk()


def year_of(desk, chapter=None):
    return months.chapter_year(months.framework(desk.year), chapter or desk.chapter)


@pytest.mark.parametrize(
    ("today", "has_begun", "is_late", "is_locked", "is_open", "days_left"),
    [
        (date(2021, 7, 31), False, False, False, False, 41),
        (date(2021, 8, 1), True, False, False, True, 40),
        (date(2021, 9, 10), True, False, False, True, 0),
        (date(2021, 9, 11), True, True, False, True, -1),
        (date(2021, 9, 20), True, True, False, True, -10),
        (date(2021, 9, 21), True, True, True, False, -11),
    ],
)
def test_window_of_a_month(desk, today, has_begun, is_late, is_locked, is_open, days_left):
    window = Window(desk.year, AUGUST, today)

    assert (window.has_begun, window.is_late, window.is_locked) == (has_begun, is_late, is_locked)
    assert (window.is_open, window.days_left) == (is_open, days_left)


def test_window_of_a_closed_year_is_shut(desk):
    desk.year.state = YearState.CLOSED

    assert not Window(desk.year, AUGUST, AUGUST).is_open


def test_line_compares_with_pledge_and_what_was_verified(desk):
    indicator = desk.indicator()
    PledgeFactory(chapter=desk.chapter, indicator=indicator, value=140)
    PledgeFactory(chapter=desk.chapter, indicator=indicator, value=160, effective_month=date(2021, 9, 1))
    desk.row(indicator, JUNE, verified=True, value=51)
    desk.row(indicator, JULY, submitted=True, value=11)
    desk.row(indicator, value=9)

    (line,) = year_of(desk).lines(AUGUST)

    assert (line.pledge, line.before.actual, line.waiting) == (140, 51, 11)
    assert (line.last, line.last_month, line.figure) == (11, 7, 9)
    assert (line.after.actual, line.recent) == (60, (None, None, None, 51, 11, 9))
    assert line.after.expected == Fraction(140 * 8, 12)


def test_line_of_a_position_stands_at_its_latest_month(desk):
    indicator = desk.indicator(stock=True)
    desk.row(indicator, JUNE, verified=True, value=17)

    (line,) = year_of(desk).lines(AUGUST)

    assert (line.before.actual, line.before.month, line.row, line.is_filled) == (17, 6, None, False)


def test_line_of_a_ratio_is_percent(desk):
    desk.row(desk.indicator(ratio=True), numerator=10, denominator=16)

    (line,) = year_of(desk).lines(AUGUST)

    assert (line.figure, line.after.actual) == (Fraction(125, 2), Fraction(125, 2))


def test_line_of_january_has_nothing_before(desk):
    desk.indicator()

    (line,) = year_of(desk).lines(date(2021, 1, 1))

    assert (line.before.actual, line.last, line.recent) == (None, None, (None,))


def test_lines_are_what_the_chapter_owes_in_the_framework_s_order(desk):
    desk.indicator("B", position=2)
    desk.indicator("A", position=1)
    desk.indicator("C", position=3, by_coordinator=True)
    desk.indicator("D", position=4, frequency="quarterly")

    office = ChapterFactory(region=desk.region, of_coordinator=True)

    assert [line.indicator.code for line in year_of(desk).lines(AUGUST)] == ["A", "B"]
    assert [line.indicator.code for line in year_of(desk, office).lines(AUGUST)] == ["C"]
    assert [row.code for row in year_of(desk).due(date(2021, 9, 1))] == ["A", "B", "D"]


def test_lacking_evidence_is_told_of_a_figure_that_is_no_zero(desk):
    for code, value in (("A", 3), ("B", 0), ("C", None)):
        desk.row(desk.indicator(code, needs_evidence=True), value=value)

    lines = year_of(desk).lines(AUGUST)

    assert [(line.indicator.code, line.lacks_evidence, line.is_zero) for line in lines] == [
        ("A", True, False),
        ("B", False, True),
        ("C", False, False),
    ]


def test_returned_reports_of_other_months_come_oldest_first(desk):
    indicator = desk.indicator()
    for month in (JULY, JUNE, AUGUST):
        desk.row(indicator, month, returned=True)

    assert [line.month for line in year_of(desk).returned(AUGUST)] == [JUNE, JULY]


def test_states_of_the_months_that_have_begun(desk):
    first, second = desk.indicator(), desk.indicator("ORG-02")
    desk.row(first, JUNE, verified=True)
    desk.row(second, JUNE, submitted=True, first_submitted_on=date(2021, 7, 11))
    desk.row(first, JULY, returned=True)
    desk.row(second, JULY, value=None)

    july, june = year_of(desk).states(date(2021, 7, 25))[:2]

    assert (july.due, july.sent, july.returned, july.drafts, july.missing) == (2, 0, 1, 0, 2)
    assert (june.due, june.sent, june.verified, june.waiting, june.late, june.missing) == (2, 2, 1, 1, 1, 0)


def test_figure_of_half_a_ratio_is_none(desk):
    row = Contribution(numerator=Decimal(3))

    assert ledgers.amount_of(row) is None


@pytest.mark.parametrize("count", [1, 3])
def test_chapter_year_takes_four_statements_whatever_its_rows(desk, count):
    for number in range(count):
        indicator = desk.indicator(f"ORG-{number}")
        PledgeFactory(chapter=desk.chapter, indicator=indicator)
        desk.row(indicator, JULY, submitted=True, submitted_by=desk.rep)
        desk.row(indicator)

    with CaptureQueriesContext(connection) as statements:
        lines = year_of(desk).lines(AUGUST)
        assert [line.lacks_evidence for line in lines] == [False] * count

    assert len(statements) == 4
