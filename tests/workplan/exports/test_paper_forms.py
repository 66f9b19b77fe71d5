import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import translation
from pypdf import PdfReader

from tests.factories.desks import AUGUST, KEEN, Desk
from tests.factories.organisation import ChapterFactory
from tests.factories.plans import ContributionFactory, ObjectiveFactory, PledgeFactory
from workplan.exports import paper_forms
from workplan.reporting import months
from workplan.reporting import paper_forms as reporting
from workplan.reporting.months import Window

pytestmark = pytest.mark.django_db

TODAY = date(2021, 9, 5)
JULY = date(2021, 7, 1)


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


def window(desk):
    return Window(desk.year, AUGUST, TODAY)


def form(desk):
    whole = months.chapter_year(months.framework(desk.year), desk.chapter)
    return reporting.of_chapter(whole, window(desk))


def rows(desk):
    [sheet] = paper_forms.plain([form(desk)], TODAY)["forms"]
    return [row for group in sheet["groups"] for row in group["rows"]]


def pages(forms):
    return [page.extract_text() for page in PdfReader(io.BytesIO(paper_forms.paper_pdf(forms, TODAY))).pages]


def test_a_row_tells_pledge_position_gap_and_the_latest_report(desk):
    indicator = desk.indicator()
    PledgeFactory(chapter=desk.chapter, indicator=indicator, value=140)
    desk.row(indicator, JULY, verified=True, value=62)

    [row] = rows(desk)

    assert (row["asks"], row["pledge"], row["until"], row["gap"], row["last"], row["last_month"]) == (
        "Tambahan selama Agustus, orang", "140", "62", "78", "62", "Jul",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("terms", "kind", "boxes"),
    [
        ({}, "boxes", [""]),
        ({"by_sex": True}, "boxes", ["P", "L"]),
        (
            {"ratio": True, "numerator_id": "kasus selesai", "denominator_id": "kasus masuk"},
            "boxes",
            ["kasus selesai", "kasus masuk"],
        ),
        ({"milestone": True}, "choices", ["Sudah", "Belum"]),
    ],
)
def test_every_measure_has_its_boxes(desk, terms, kind, boxes):
    desk.indicator(**terms)

    [row] = rows(desk)

    assert (row["kind"], row["boxes"]) == (kind, boxes)


def test_what_was_sent_needs_no_box_and_a_draft_is_not_told(desk):
    sent, drafted = desk.indicator("ORG-01"), desk.indicator("ORG-02")
    desk.row(sent, submitted=True, value=7)
    desk.row(drafted, value=9)

    first, second = rows(desk)

    assert (first["kind"], first["sent"]) == ("sent", "sudah dikirim: 7")
    assert (second["kind"], second["last"]) == ("boxes", "–")


def test_the_code_opens_the_page_where_it_is_typed_in(desk, settings):
    settings.SITE_URL = "https://janji.example"
    desk.indicator()

    address = paper_forms.page_of(form(desk))

    assert address == f"https://janji.example/laporan/2021-08/?perwakilan={desk.chapter.pk}"


def test_24_indicators_with_two_boxes_each_stand_on_one_page(desk):
    goals = [
        ObjectiveFactory(year=desk.year, position=number, name_id=f"Sasaran {number}") for number in range(8)
    ]
    long = "Perundingan bipartit dan dialog sosial yang dilaporkan lengkap"
    for number in range(24):
        terms = {"by_sex": True} if number % 2 else {"ratio": True, "numerator_id": long}
        indicator = desk.indicator(
            f"ORG-{number:02}", objective=goals[number // 3], position=number, name_id=long, **terms
        )
        PledgeFactory(chapter=desk.chapter, indicator=indicator, value=50)

    [page] = pages([form(desk)])

    assert [f"ORG-{number:02}" for number in range(24) if f"ORG-{number:02}" not in page] == []
    assert "Tanda tangan" in page


def test_a_region_s_chapters_are_a_sheet_each_and_read_in_three_statements(desk):
    indicator = desk.indicator()
    desk.indicator("ORG-02")
    others = [ChapterFactory(region=desk.region) for _number in range(3)]
    for chapter in others:
        ContributionFactory(chapter=chapter, indicator=indicator, month=JULY, verified=True)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        forms = reporting.of_chapters([desk.chapter, *others], window(desk))

    assert len(queries) == 3
    assert [
        chapter.name in page for chapter, page in zip([desk.chapter, *others], pages(forms), strict=True)
    ] == [True] * 4


def test_a_chapter_that_owes_nothing_has_no_sheet(desk):
    desk.indicator(by_coordinator=True)

    assert reporting.of_chapters([desk.chapter], window(desk)) == []


def test_it_speaks_the_reader_s_language(desk):
    desk.indicator(by_sex=True)

    with translation.override("en"):
        [page] = pages([form(desk)])

    assert "Report for August 2021" in page
