from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.desks import AUGUST, KEEN, Desk
from tests.factories.organisation import ChapterFactory
from workplan.models import Contribution
from workplan.reporting import arrivals, months, rollup
from workplan.reporting.arrivals import Arrived, Standing

JULY = date(2021, 7, 1)


@pytest.fixture
def desk(clock, db):
    clock(KEEN)
    return Desk()


@pytest.mark.parametrize(
    ("counts", "open_window", "closed_window"),
    [
        (Arrived(), "not_applicable", "not_applicable"),
        (Arrived(due=3), "not_yet", "missed"),
        (Arrived(due=3, drafts=2), "draft", "missed"),
        (Arrived(due=3, sent=1), "partly", "partly"),
        (Arrived(due=3, sent=1, returned=1), "returned", "returned"),
        (Arrived(due=3, sent=3, verified=1), "waiting", "waiting"),
        (Arrived(due=3, sent=3, verified=3), "verified", "verified"),
    ],
)
def test_standing_of_a_month(counts, open_window, closed_window):
    found = [counts.standing(is_closed=is_closed) for is_closed in (False, True)]

    assert found == [Standing(open_window), Standing(closed_window)]


def test_percents_of_nothing_due_are_none():
    assert (Arrived().completeness, Arrived().timeliness) == (None, None)


def test_a_region_counts_what_came_what_is_begun_and_what_is_missing(desk):
    rows = [desk.indicator(f"ORG-{number}") for number in range(5)]
    desk.row(rows[0], verified=True)
    desk.sent(rows[1], first_submitted_on=date(2021, 9, 11))
    desk.row(rows[2], returned=True)
    desk.row(rows[3])
    desk.row(rows[4], value=None)

    found = arrivals.of_region(desk.year, desk.region, AUGUST)

    [chapter] = found.chapters
    assert chapter.months[8] == Arrived(due=5, sent=2, timely=1, verified=1, returned=1, drafts=1)
    assert [indicator.code for indicator in chapter.missing] == ["ORG-2", "ORG-3", "ORG-4"]
    assert (found.owing, found.complete) == (1, 0)


def test_a_chapter_owes_nothing_outside_its_active_months(desk):
    desk.indicator()
    ChapterFactory(region=desk.region, active_from=AUGUST)
    ChapterFactory(region=desk.region, active_to=date(2020, 12, 31))

    found = arrivals.of_region(desk.year, desk.region, AUGUST)

    assert [row.year.due for row in found.chapters] == [8, 1]


def test_what_is_missing_of_several_chapters(desk):
    first, second = desk.indicator("ORG-01"), desk.indicator("ORG-02")
    other = ChapterFactory(region=desk.region)
    desk.sent(first)
    desk.sent(first, chapter=other)
    desk.sent(second, chapter=other)
    framework = months.framework(desk.year)

    found = arrivals.missing(framework, [desk.chapter, other], AUGUST)

    assert {pk: [row.code for row in owed] for pk, owed in found.items()} == {desk.chapter.pk: ["ORG-02"]}


def test_the_counts_are_those_of_the_roll_up(desk):
    other = ChapterFactory(region=desk.region, active_from=date(2021, 3, 5))
    monthly, quarterly = desk.indicator("ORG-01"), desk.indicator("ORG-02", frequency="quarterly")
    for number, month in enumerate((JULY, AUGUST, date(2021, 6, 1), date(2021, 3, 1))):
        late = date(2021, 9, 11) if number % 2 else month
        desk.sent(monthly, month=month, first_submitted_on=late)
        desk.row(monthly, month, chapter=other, verified=True)
    desk.sent(quarterly, month=date(2021, 6, 1))

    found = arrivals.of_nation(desk.year, AUGUST)

    nation = rollup.nation(desk.year, AUGUST)
    [region], [counted] = found, nation.regions
    assert (region.year.due, region.year.sent, region.year.timely) == (
        counted.scope.due,
        counted.scope.reports,
        counted.scope.timely,
    )
    assert {row.chapter.code: (row.year.completeness, row.year.timeliness) for row in region.chapters} == {
        row.chapter.code: (row.scope.completeness, row.scope.timeliness) for row in counted.chapters
    }


@pytest.mark.parametrize("count", [1, 3])
def test_a_region_takes_six_statements_whatever_its_chapters(desk, count):
    indicator = desk.indicator()
    for _number in range(count):
        desk.sent(indicator, chapter=ChapterFactory(region=desk.region))

    with CaptureQueriesContext(connection) as statements:
        arrivals.of_region(desk.year, desk.region, AUGUST)

    assert len(statements) == 6
    assert Contribution.objects.count() == count
