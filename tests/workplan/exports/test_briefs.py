from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.utils import translation
from pypdf import PdfReader

from tests.factories.inputs import Outcome
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import ContributionFactory, PledgeFactory, TargetFactory
from workplan.exports.briefs import CHAPTERS, decisions, ringkasan
from workplan.models import Disposition
from workplan.reporting import briefs, rollup

pytestmark = pytest.mark.django_db

AUGUST = date(2021, 8, 1)
LONG = (
    "Peningkatan perundingan bipartit dan dialog sosial di perusahaan dengan hubungan kerja yang fleksibel "
)
A4 = (595, 842)


@pytest.fixture
def region(clock):
    clock("2021-09-15 10:00")
    return Outcome()


def of_region(region):
    return briefs.of_region(region.year, region.region, AUGUST, region.admin)


def pages(document):
    with translation.override("id"):
        return PdfReader(BytesIO(document.pdf())).pages


def crowded(region):
    """More than fits: long names, many indicators, chapters, recommendations and answers."""
    type(region.region).objects.filter(pk=region.region.pk).update(name="Kepulauan " + "Bangka Belitung " * 3)
    region.region.refresh_from_db()
    chapters = [ChapterFactory(region=region.region) for _number in range(CHAPTERS + 3)]
    for number in range(23):
        row = region.indicator(f"XYZ-{number:02}", name_id=LONG[:118], unit_id="rupiah")
        TargetFactory(indicator=row, region=region.region, value=2_160_000_000)
        value = 2_000_000_000 if number % 2 else 100_000_000
        for chapter in chapters[:2]:
            PledgeFactory(indicator=row, chapter=chapter, value=1_000_000_000)
        ContributionFactory(chapter=chapters[0], indicator=row, month=AUGUST, value=value, verified=True)
    for number in range(2, 14):
        recommendation = region.recommend(number, title=(LONG * 2)[:200], state="accepted")
        Disposition.objects.create(
            recommendation=recommendation,
            outcome="accepted",
            answer=LONG * 8,
            owner="Departemen Organisasi dan Pendidikan " * 3,
            due_on=date(2022, 3, 31),
            published_at=datetime(2021, 9, 14, tzinfo=UTC),
        )


def test_a_region_s_brief_has_two_a4_pages_however_much_there_is_to_say(region):
    crowded(region)

    found = pages(ringkasan(of_region(region)))

    assert [tuple(map(round, page.mediabox[2:])) for page in found] == [A4, A4]


def test_the_nation_s_brief_has_two_a4_pages_however_much_there_is_to_say(region):
    crowded(region)
    for number in range(40, 78):
        place = RegionFactory(
            code=str(number), name=f"Nusa Tenggara Timur Bagian Selatan {number}", grid_column=number % 13,
            grid_row=number // 13 - 3,
        )  # fmt: skip
        ContributionFactory(
            chapter=ChapterFactory(region=place), indicator=region.members, value=7, verified=True
        )

    found = pages(ringkasan(briefs.of_nation(region.year, AUGUST, region.admin)))

    assert [tuple(map(round, page.mediabox[2:])) for page in found] == [A4, A4]


def test_the_figures_are_those_of_the_roll_up(region):
    brief = of_region(region)

    assert brief.scope == rollup.region(region.year, region.region, AUGUST).regions[0].scope
    with translation.override("id"):
        lead, *_others = ringkasan(brief).blocks
        (row,) = next(block for block in ringkasan(brief).blocks if block.kind == "table").rows
    assert [item.figure for item in lead.items] == ["60,0", "40,0", "0", "100,0\u00a0%"]
    assert row[1:5] == ["1.200", "480", "40,0\u00a0%", "60,0\u00a0%"]


def test_what_is_behind_without_a_recommendation_waits_for_a_decision(region):
    bare = region.indicator("DIK-02")
    TargetFactory(indicator=bare, region=region.region, value=100)

    with translation.override("en"):
        asked = decisions(of_region(region))

    assert [row.code for row in of_region(region).behind] == ["ORG-01"]
    assert asked == [
        "Of 2 indicators the pledges do not make up the target.",
        "1 adopted recommendation has no answer yet.",
    ]


def test_word_holds_the_same_words(region):
    with translation.override("id"):
        made = ZipFile(BytesIO(ringkasan(of_region(region)).docx()))

    text = made.read("word/document.xml").decode()
    assert {word for word in ("DKI Jakarta", "1.200", "480", "Kontak poin di kawasan") if word in text} == {
        "DKI Jakarta",
        "1.200",
        "480",
        "Kontak poin di kawasan",
    }
