import io
import zipfile
from datetime import datetime

import openpyxl
import pytest
from django.utils import translation

from tests.factories.packages import HASH, action, book, draft, package, recommendation
from workplan.exports.workbooks import book_workbook, masukan_workbook

ACTIVE = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+6281234567890",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "https://contoh.example",
    "\N{FULLWIDTH EQUALS SIGN}1+1",
]


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


def rows(sheet):
    head, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in body]


def test_a_region_s_workbook_has_a_sheet_for_each_table():
    assert opened(masukan_workbook(package())).sheetnames == [
        "Summary", "Indicators", "Federations × indicators", "Recommendations", "Open actions",
        "Completeness",
    ]  # fmt: skip


def test_the_book_has_the_nation_and_the_regions_in_front():
    workbook = opened(book_workbook(book(package("31", "Jakarta"), package("32", "Jabar"))))

    assert workbook.sheetnames[:2] == ["Nation", "Regions × indicators"]
    assert [row["Region"] for row in rows(workbook["Regions × indicators"])] == ["Jakarta", "Jabar"]
    assert len(rows(workbook["Indicators"])) == 8


def test_a_book_without_regions_opens():
    assert "Indicators" in opened(book_workbook(book())).sheetnames


def test_summary_tells_what_the_package_is():
    sheet = opened(masukan_workbook(package()))["Summary"]

    facts = dict(sheet.iter_rows(min_row=2, values_only=True))
    assert facts["Region"] == "DKI Jakarta"
    assert facts["State"] == "Submitted"
    assert facts["Hash"] == HASH
    assert facts["Completeness, percent"] == 62.5
    assert facts["Present"] == 35


def test_summary_of_a_draft_says_so_and_has_no_meeting_where_there_is_none():
    sheet = opened(masukan_workbook(draft(meeting=None)))["Summary"]

    facts = dict(sheet.iter_rows(min_row=2, values_only=True))
    assert facts["State"] == "DRAFT"
    assert facts["Hash"] is None
    assert "Meeting" not in facts


def test_figures_are_numbers_with_their_decimals():
    sheet = opened(masukan_workbook(package()))["Indicators"]

    members, _lost, funds, coverage = rows(sheet)
    assert (members["Target"], members["Actual"], members["Gap"]) == (1200, 480, 720)
    assert (members["Achievement to date, percent"], members["Category to date"]) == (60, "Low")
    assert (funds["Actual"], funds["Target"]) == (1234567.25, None)
    assert (coverage["Numerator"], coverage["Denominator"], coverage["Actual"]) == (72, 135, 53.3333)
    formats = [sheet.cell(line, 6).number_format for line in (2, 4, 5)]
    assert formats == ["#,##0", "#,##0.00", "#,##0.0000"]


def test_heads_stay_in_sight_and_repeat_in_print():
    sheet = opened(masukan_workbook(package()))["Indicators"]

    assert sheet.freeze_panes == "D2"
    assert sheet.print_title_rows == "$1:$1"
    assert sheet.page_setup.paperSize == 9


def test_judged_cells_carry_the_shade_of_their_category():
    sheet = opened(masukan_workbook(package()))["Indicators"]

    column = [cell.value for cell in sheet[1]].index("Achievement to date, percent") + 1
    assert sheet.cell(2, column).fill.start_color.rgb == "FFF2C9A3"
    assert sheet.cell(4, column).fill.fill_type is None


def test_chapters_that_owe_and_bring_nothing_are_left_out():
    table = rows(opened(masukan_workbook(package()))["Federations × indicators"])

    assert [(row["Federation"], row["District"], row["Code"], row["Actual"]) for row in table[:5]] == [
        ("GARTEKS", None, "ORG-01", 400),
        ("GARTEKS", None, "ORG-03", 24),
        ("GARTEKS", None, "KEU-01", 1234567.25),
        ("GARTEKS", None, "PKB-02", 53.3333),
        ("KIKES", "32.75", "ORG-01", 80),
    ]


def test_days_are_dates():
    workbook = opened(masukan_workbook(package()))

    assert rows(workbook["Recommendations"])[0]["Deadline"] == datetime(2021, 12, 31)
    assert rows(workbook["Open actions"])[0]["Deadline"] == datetime(2021, 10, 31)


@pytest.mark.parametrize("typed", ACTIVE)
def test_what_looks_like_a_formula_or_a_link_stays_the_text_it_is(typed):
    content = masukan_workbook(
        package(
            input={"foreword": typed, "remarks": typed},
            recommendations=[recommendation(title=typed, text=typed)],
            actions=[action(text=typed, owner=typed)],
        )
    )

    workbook = opened(content)
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        sheets = [parts.read(name) for name in parts.namelist() if "worksheets/" in name]
    assert rows(workbook["Recommendations"])[0]["Title"] == typed
    assert rows(workbook["Open actions"])[0]["Owner"] == typed
    assert {cell.data_type for cell in workbook["Recommendations"][2][2:4]} == {"s"}
    assert not any(b"<f>" in sheet or b"<hyperlink" in sheet for sheet in sheets)


def test_nobody_s_name_is_in_the_file_s_properties():
    workbook = opened(masukan_workbook(package()))

    assert (workbook.properties.creator, workbook.properties.lastModifiedBy) == (None, None)
