from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories.desks import AUGUST, Desk
from tests.factories.organisation import ChapterFactory
from workplan.reporting import queues

pytestmark = pytest.mark.django_db

JULY = date(2021, 7, 1)


@pytest.fixture
def desk():
    return Desk()


def told(batches):
    return [(batch.chapter, batch.month, len(batch.rows), sorted(batch.doubtful)) for batch in batches]


def test_what_is_unusual_comes_first_then_the_oldest(desk):
    other = ChapterFactory(region=desk.region)
    indicator, second = desk.indicator("A"), desk.indicator("B", stock=True)
    desk.sent(indicator, month=JULY)
    desk.sent(indicator, month=AUGUST)
    desk.row(second, JULY, chapter=other, verified=True, value=9)
    desk.sent(second, month=AUGUST, chapter=other, value=8)
    desk.row(indicator, AUGUST, chapter=other, verified=True)

    batches = queues.of_region(desk.year, [desk.chapter, other])

    assert told(batches) == [
        (other, AUGUST, 1, ["B"]),
        (desk.chapter, JULY, 1, []),
        (desk.chapter, AUGUST, 1, []),
    ]


def test_rows_know_whether_a_coordinator_sent_them_and_whether_they_are_late(desk):
    desk.sent(desk.indicator("A"), first_submitted_on=date(2021, 9, 11))
    desk.row(desk.indicator("B"), submitted=True, submitted_by=desk.coordinator)

    (batch,) = queues.of_region(desk.year, [desk.chapter])

    assert [vars(row)["sent_by_coordinator"] for row in batch.rows] == [False, True]
    assert batch.late == 1


@pytest.mark.parametrize("count", [1, 3])
def test_queue_takes_two_statements_whatever_its_rows(desk, count):
    chapters = [ChapterFactory(region=desk.region) for _ in range(count)]
    for number in range(count):
        indicator = desk.indicator(f"ORG-{number}")
        for chapter in chapters:
            desk.sent(indicator, chapter=chapter)

    with CaptureQueriesContext(connection) as statements:
        batches = queues.of_region(desk.year, chapters)
        assert [batch.late for batch in batches] == [0] * count

    assert len(statements) == 2
