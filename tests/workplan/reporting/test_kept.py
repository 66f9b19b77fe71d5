"""Kept figures are never other than what is computed anew, whatever is written, and by whatever way."""

from datetime import date
from threading import Thread

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from federations.models import Chapter, Region
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import (
    ContributionFactory,
    IndicatorFactory,
    PledgeFactory,
    TargetFactory,
    WorkYearFactory,
)
from workplan.models import ChapterMark, Contribution, Indicator, Pledge, Target, WorkYear
from workplan.reporting import arrivals, differences, kept, ledgers, rollup
from workplan.reporting.differences import Point
from workplan.reporting.scopes import Moment

JULY, AUGUST = date(2021, 7, 1), date(2021, 8, 1)

pytestmark = pytest.mark.django_db(transaction=True)


class Ground:
    """Two regions of two chapters, each with a target, pledges and a verified report."""

    def __init__(self):
        self.year, self.indicator = WorkYearFactory(), IndicatorFactory()
        self.regions = [RegionFactory(), RegionFactory()]
        self.chapters = [ChapterFactory(region=region) for region in self.regions for _ in range(2)]
        self.targets = [TargetFactory(region=row, indicator=self.indicator) for row in self.regions]
        self.pledges = [PledgeFactory(chapter=row, indicator=self.indicator) for row in self.chapters]
        self.rows = [
            ContributionFactory(chapter=row, indicator=self.indicator, month=AUGUST, verified=True)
            for row in self.chapters
        ]

    def kept(self):
        return rollup.nation(self.year, AUGUST)

    def anew(self):
        ledger = ledgers.read(self.year, AUGUST)
        return Moment(ledger.terms, AUGUST.month).nation(ledger.regions, ledger.reports)


@pytest.fixture
def ground(monkeypatch):
    for shelf in (kept.rollups, arrivals._nation, differences._nation):
        monkeypatch.setattr(shelf, "kept", {})
    return Ground()


def shown(result):
    """Every figure of a roll-up, down to the chapters."""
    return result.nation, [
        (row.name, row.scope, [(chapter.chapter, chapter.scope) for chapter in row.chapters])
        for row in result.regions
    ]


def come_and_changed(ground):
    """Who has sent, and what is not what it was a month before."""
    changes = differences.of_nation(ground.year, Point(JULY), Point(AUGUST))
    regions = [(row.region.name, row.differences) for row in changes.regions]
    return arrivals.of_nation(ground.year, AUGUST), regions, changes.together


def report(ground, at):
    return Contribution.objects.filter(pk=ground.rows[at].pk)


WAYS = {
    "verified figure": lambda ground: report(ground, 0).update(value=77),
    "sent report": lambda ground: ContributionFactory(
        chapter=ground.chapters[1], indicator=ground.indicator, month=date(2021, 7, 1), submitted=True
    ),
    "rows in bulk": lambda ground: Contribution.objects.bulk_update(
        [Contribution(pk=row.pk, value=5) for row in ground.rows], ["value"]
    ),
    "reopened report": lambda ground: report(ground, 0).update(
        state="draft", verified_at=None, verified_by=None, import_batch=None
    ),
    "removed report": lambda ground: report(ground, 3).delete(),
    "moved report": lambda ground: report(ground, 1).update(chapter=ground.chapters[3]),
    "pledge": lambda ground: Pledge.objects.filter(pk=ground.pledges[0].pk).update(value=999),
    "removed pledge": lambda ground: ground.pledges[0].delete(),
    "target": lambda ground: Target.objects.filter(pk=ground.targets[0].pk).update(value=999),
    "indicator": lambda ground: Indicator.objects.filter(pk=ground.indicator.pk).update(direction="down"),
    "region's name": lambda ground: Region.objects.filter(pk=ground.regions[0].pk).update(name="Lain"),
    "new chapter": lambda ground: ChapterFactory(region=ground.regions[0]),
    "year's settings": lambda ground: WorkYear.objects.filter(pk=ground.year.pk).update(due_day=1),
    "chapter's end": lambda ground: Chapter.objects.filter(pk=ground.chapters[0].pk).update(
        active_to=date(2021, 3, 31)
    ),
}


def test_kept_figures_follow_every_write(ground):
    for way, write in WAYS.items():
        before = shown(ground.kept())

        write(ground)
        ground.year.refresh_from_db()

        assert shown(ground.kept()) == shown(ground.anew()), way
        assert shown(ground.kept()) != before, way


def test_arrivals_and_changes_follow_every_write(ground):
    for way, write in WAYS.items():
        come_and_changed(ground)

        write(ground)
        ground.year.refresh_from_db()

        kept_now = come_and_changed(ground)
        with transaction.atomic():
            assert kept_now == come_and_changed(ground), way


def test_unchanged_arrivals_and_changes_take_four_statements_each(ground):
    come_and_changed(ground)

    with CaptureQueriesContext(connection) as queries:
        come_and_changed(ground)

    assert len(queries) == 4 + 4


def test_unchanged_figures_are_not_computed_again(ground):
    first = ground.kept()

    with CaptureQueriesContext(connection) as queries:
        again = ground.kept()

    assert [row is other for row, other in zip(first.regions, again.regions, strict=True)] == [True, True]
    assert again.nation is first.nation
    assert len(queries) == 4


def test_only_the_changed_region_is_computed_again(ground):
    first = ground.kept()
    Contribution.objects.filter(pk=ground.rows[0].pk).update(value=77)

    again = ground.kept()

    assert [row is other for row, other in zip(first.regions, again.regions, strict=True)] == [False, True]


def test_region_alone_and_within_the_nation_are_kept_once(ground):
    nation = ground.kept()

    alone = rollup.region(ground.year, ground.regions[1], AUGUST)

    assert alone.regions[0] is nation.regions[1]


def test_draft_leaves_the_marks_alone(ground):
    marks = list(ChapterMark.objects.values_list("mark", flat=True))

    ContributionFactory(chapter=ground.chapters[0], indicator=ground.indicator, month=date(2021, 7, 1))
    Contribution.objects.filter(state="draft").update(value=3)

    assert list(ChapterMark.objects.values_list("mark", flat=True)) == marks


def test_what_is_rolled_back_was_never_kept(ground):
    before = shown(ground.kept())

    with transaction.atomic():
        Contribution.objects.filter(pk=ground.rows[0].pk).update(value=77)
        within = shown(ground.kept())
        transaction.set_rollback(True)

    assert within != before
    assert shown(ground.kept()) == before


def test_rows_that_come_between_marks_and_reading_are_shown_next_time(ground, monkeypatch):
    """The race: somebody else commits after the marks were read and before the rows."""
    outline = ledgers.outline

    def overtaken(*args, **kwargs):
        asked = outline(*args, **kwargs)
        writer = Thread(target=write)
        writer.start()
        writer.join()
        return asked

    def write():
        Contribution.objects.filter(pk=ground.rows[0].pk).update(value=77)
        connection.close()

    with monkeypatch.context() as patched:
        patched.setattr(ledgers, "outline", overtaken)
        ground.kept()

    assert shown(ground.kept()) == shown(ground.anew())


def test_no_more_is_kept_than_the_limit(ground, monkeypatch):
    monkeypatch.setattr(kept.rollups, "limit", 3)

    for month in range(1, 5):
        rollup.nation(ground.year, date(2021, month, 1))

    assert [place[1] for place in kept.rollups.kept] == [3, 4, 4]
