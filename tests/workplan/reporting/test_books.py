from datetime import date

import pytest

from tests.factories.inputs import BEFORE_RAKORNAS, Outcome
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import TargetFactory
from workplan.reporting import books

pytestmark = pytest.mark.django_db


def test_book_has_every_region_with_a_chapter_or_a_target(clock):
    clock(BEFORE_RAKORNAS)
    region = Outcome()
    ChapterFactory(region=RegionFactory(code="32", name="Jawa Barat"))
    TargetFactory(indicator=region.members, region=RegionFactory(code="35", name="Jawa Timur"))
    RegionFactory(code="94")
    region.sent_package()

    book = books.book(region.year, date(2021, 8, 1))

    assert [row["input"]["region"]["code"] for row in book["regions"]] == ["31", "32", "35"]
    assert [row["input"]["status"] for row in book["regions"]] == ["submitted", "preparing", "preparing"]
    assert book["nation"]["indicators"][0]["actual"] == "480"
