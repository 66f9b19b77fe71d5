import io
import re
import zipfile
from collections import Counter
from collections.abc import Callable
from datetime import datetime

import openpyxl
import pytest
from django.utils import translation

from tests.factories.packages import HASH, action, book, draft, package, recommendation
from workplan.exports.book_workbooks import book_workbook
from workplan.exports.workbooks import masukan_workbook

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


def opened(content, **how):
    return openpyxl.load_workbook(io.BytesIO(content), **how)


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

    assert workbook.sheetnames[:3] == ["Summary", "Nation", "Regions × indicators"]
    assert [row["Region"] for row in rows(workbook["Summary"])] == ["Jakarta", "Jabar", "All regions"]
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
    sheet = opened(masukan_workbook(package()), data_only=True)["Indicators"]

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


def said(supporter, answered, words, counts):
    return {
        "quarter": 2,
        "supporter": supporter,
        "asked": 9,
        "answered": answered,
        "in_time": counts,
        "useful": counts,
        "words": words,
    }


def test_ratings_of_support_have_a_sheet_of_their_sums_once_a_quarter_has_closed():
    counts = {"fully": 2, "mostly": 1, "hardly": 0, "no": 1}
    rated = package(
        support=[said("korwil", 4, ["=Cepat", "Kurang dana"], counts), said("den", 2, None, None)]
    )

    korwil, den = rows(opened(book_workbook(book(rated)))["Support"])

    assert list(korwil.values()) == [
        "DKI Jakarta", 2, "The coordinator", 9, 4, 2, 1, 0, 1, 2, 1, 0, 1, "=Cepat\nKurang dana"
    ]  # fmt: skip
    assert list(den.values())[3:] == [9, 2, *[None] * 8, "not enough answers"]


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
    formulas = {cell.value for sheet in workbook for row in sheet for cell in row if cell.data_type == "f"}
    assert {value for value in formulas if not any(re.fullmatch(form, value) for form in FORMS)} == set()
    assert not any(b"<hyperlink" in sheet for sheet in sheets)


def test_nobody_s_name_is_in_the_file_s_properties():
    workbook = opened(masukan_workbook(package()))

    assert (workbook.properties.creator, workbook.properties.lastModifiedBy) == (None, None)


FORMS: dict[str, Callable[..., float]] = {
    r"=SUM\(([A-Z]+)2:\1(\d+)\)": lambda cell, column, last: sum(
        cell(f"{column}{at}") for at in range(2, int(last) + 1)
    ),
    r"=100\*([A-Z]+\d+)/([A-Z]+\d+)": lambda cell, part, whole: 100 * cell(part) / cell(whole),
    r"=MAX\(0,100\*\(2\*([A-Z]+\d+)-([A-Z]+\d+)\)/\1\)": lambda cell, aim, have: max(
        0, 100 * (2 * cell(aim) - cell(have)) / cell(aim)
    ),
    r"=([A-Z]+\d+)-([A-Z]+\d+)": lambda cell, aim, have: cell(aim) - cell(have),
    r'=COUNTIF\(([A-Z]+\d+:[A-Z]+\d+),">=100"\)': lambda cell, area: sum(
        value is not None and value >= 100 for value in cell(area)
    ),
    (
        r"=SUMIFS\('([^']+)'!\$G:\$G,'\1'!\$B:\$B,\$A(\d+),"
        r"'\1'!\$D:\$D,([A-Z]+)\$1\)"
    ): lambda cell, sheet, at, column: sum(
        row["Actual"] or 0
        for row in rows(cell.book[sheet])
        if (row["Federation"], row["Code"]) == (cell(f"A{at}"), cell(f"{column}1"))
    ),
}


class Cells:
    """Reads a sheet as its formulas do: cells or areas, with the values kept in the file."""

    def __init__(self, book, sheet):
        self.book, self.sheet = book, sheet

    def summed(self, sheet, at, column):
        wanted = self(f"A{at}"), self(f"{column}1")
        found = rows(self.book[sheet])
        return sum(row["Actual"] or 0 for row in found if (row["Federation"], row["Code"]) == wanted)

    def __call__(self, name):
        found = self.sheet[name]
        if isinstance(found, tuple):
            return [cell.value for row in found for cell in row]
        return found.value if found.value is not None else 0


def test_formulas_give_what_the_figures_say():
    content = book_workbook(book(package("31", "Jakarta"), package("32", "Jabar")))
    kept = opened(content, data_only=True)
    found: Counter[str] = Counter()

    for sheet in opened(content):
        for cell in (cell for row in sheet for cell in row if cell.data_type == "f"):
            form, [match] = next(
                (form, [match]) for form in FORMS if (match := re.fullmatch(form, cell.value)) is not None
            )
            found[form] += 1
            worked_out = FORMS[form](Cells(kept, kept[sheet.title]), *match.groups())
            assert kept[sheet.title][cell.coordinate].value == pytest.approx(worked_out, abs=0.00005), cell

    assert set(found) == set(FORMS)


def test_what_earlier_years_owe_has_a_sheet_where_there_is_any():
    row = {"year": 2020, "number": "R-1", "meeting": "31-2020-1", "title": "Data anggota"}

    workbook = opened(masukan_workbook(package(owed=[{**row, "state": "sent", "disposition": None}])))

    assert rows(workbook["Answers owed"]) == [
        {
            "Year": 2020,
            "No.": "R-1",
            "Recommendation": "Data anggota",
            "State": "no answer",
            "Owner, deadline": "–",
        }
    ]
