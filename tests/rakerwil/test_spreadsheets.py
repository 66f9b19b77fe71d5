import csv
import io
import resource
import time
from datetime import date, datetime
from xml.sax.saxutils import quoteattr

import openpyxl
import pytest
import xlsxwriter

from rakerwil.csvfiles import FileRefused
from rakerwil.spreadsheets import MAX_BYTES, REASONS, Cell, as_interchange, read
from rakerwil.workbook_reader import answer
from tests.hostile import HOSTILE, MAIN, SHEET, honest, linked, parts, with_cells, with_sheet, zipped


def book_of(*rows, **options):
    """A workbook as Excel writes it."""
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, **options}) as book:
        sheet = book.add_worksheet("Data")
        day = book.add_format({"num_format": "d mmmm yyyy"})
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                is_day = isinstance(value, date)
                sheet.write(at, column, value, *([day] if is_day else []))
    return target.getvalue()


def cells_of(content):
    (sheet,) = read(content)
    return [(cell.kind, cell.text) for row in sheet.rows for cell in row.cells.values()]


@pytest.mark.parametrize(("reason", "make"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_workbook_is_refused_quickly_with_its_reason(reason, make):
    content = make()
    began = time.process_time()

    told = answer(content)

    assert told == {"refused": reason}
    assert len(content) <= MAX_BYTES
    assert time.process_time() - began < 4


@pytest.mark.parametrize("name", ["cut off", "billion laughs", "zip bomb", "dense bomb"])
def test_the_child_that_reads_a_hostile_workbook_says_why_and_costs_little(name):
    reason, make = HOSTILE[name]
    content, before = make(), resource.getrusage(resource.RUSAGE_CHILDREN)

    with pytest.raises(FileRefused) as refusal:
        read(content)

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert [problem.reason for problem in refusal.value.problems] == [REASONS[reason]]
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 5


def test_a_file_that_is_too_large_is_not_even_opened():
    with pytest.raises(FileRefused, match="2 MB"):
        read(honest() + bytes(MAX_BYTES))


def test_cells_come_with_what_they_are():
    content = book_of(["x", 1, 2.5, date(2021, 8, 1), True], ["=1+1", "+62 812", "-5", " a ", "_x0041_"])

    assert cells_of(content) == [
        ("text", "x"),
        ("number", "1"),
        ("number", "2.5"),
        ("date", "2021-08-01"),
        ("flag", "1"),
        ("text", "=1+1"),
        ("text", "+62 812"),
        ("text", "-5"),
        ("text", " a "),
        ("text", "_x0041_"),
    ]


def test_another_program_s_workbook_is_read_alike():
    book = openpyxl.Workbook()
    book.active.append(["x", 1, 2.5, datetime(2021, 8, 1, 3), "=1+1"])
    book.active["A3"] = "two\nlines"
    target = io.BytesIO()
    book.save(target)

    assert cells_of(target.getvalue()) == [
        ("text", "x"),
        ("number", "1"),
        ("number", "2.5"),
        ("date", "2021-08-01 03:00:00"),
        ("formula", ""),
        ("text", "two\nlines"),
    ]


VALUES = [
    ("<c><v>1.1000000000000001</v></c>", "number", "1.1"),
    ("<c><v>1E3</v></c>", "number", "1000"),
    ("<c><v>-12</v></c>", "number", "-12"),
    ("<c><v>123456789012345</v></c>", "number", "123456789012345"),
    ("<c><v>NaN</v></c>", "error", "NaN"),
    ("<c><v>INF</v></c>", "error", "INF"),
    ("<c><v>1e999</v></c>", "error", "1e999"),
    ('<c t="e"><v>#N/A</v></c>', "error", "#N/A"),
    ('<c t="b"><v>0</v></c>', "flag", "0"),
    ('<c t="d"><v>2021-08-01</v></c>', "date", "2021-08-01"),
    ('<c t="str"><f>A1</f><v>5</v></c>', "formula", "5"),
    ("<c><f>SUM(A1:A9)</f><v>5</v></c>", "formula", "5"),
    ('<c t="str"><v>a</v></c>', "text", "a"),
    ('<c t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r><rPh><t>c</t></rPh></is></c>', "text", "ab"),
    ('<c t="inlineStr"><is><t>_x0000__xD800_</t></is></c>', "text", "\ufffd\ufffd"),
]
"""A cell as it stands in the file, what it is and what it says."""


def test_a_value_is_what_stands_in_the_file_and_nothing_computed():
    content = with_cells("".join(f"<row>{cell}</row>" for cell, _kind, _text in VALUES))

    assert cells_of(content) == [(kind, text) for _cell, kind, text in VALUES]


def test_days_are_counted_from_the_year_that_the_workbook_says():
    content = parts(book_of([date(2021, 8, 1)]))
    name = "xl/workbook.xml"
    later = {**content, name: content[name].replace(b"<workbookPr ", b'<workbookPr date1904="1" ')}

    assert cells_of(zipped(later)) == [("date", "2025-08-02")]


FORMATS = [
    ("d/m/yy", "date"),
    ("[h]:mm", "date"),
    ("#,##0", "number"),
    ('#,##0" hari"', "number"),
    ("[Red]0.00", "number"),
    ("_-* #,##0_-", "number"),
    ("0.00E+00", "number"),
]


def test_a_number_is_a_date_when_its_format_shows_one():
    shown = "".join(
        f'<numFmt numFmtId="{170 + at}" formatCode={quoteattr(code)}/>'
        for at, (code, _kind) in enumerate(FORMATS)
    )
    used = "".join(f'<xf numFmtId="{170 + at}"/>' for at in range(len(FORMATS)))
    styles = (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{shown}</numFmts>'
        f'<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>{used}</cellXfs></styleSheet>'
    )
    content = parts(linked("styles", "xl/styles.xml", styles))
    rows = "".join(f'<row><c s="{at}"><v>44409</v></c></row>' for at in range(len(FORMATS)))

    found = cells_of(zipped({**content, SHEET: parts(with_cells(rows))[SHEET]}))

    assert [kind for kind, _text in found] == [kind for _code, kind in FORMATS]


def test_what_its_maker_hid_or_merged_is_said():
    (sheet,) = read(
        with_sheet(
            '<cols><col min="2" max="3" hidden="1"/></cols>'
            '<sheetData><row hidden="1"><c><v>1</v></c></row>'
            '<row r="7"><c r="C7"><v>2</v></c></row></sheetData>'
            '<mergeCells><mergeCell ref="A1:B2"/></mergeCells>'
        )
    )

    assert [(row.number, row.is_hidden) for row in sheet.rows] == [(1, True), (7, False)]
    assert (sheet.rows[1][3], sheet.rows[1][1]) == (Cell("number", "2"), Cell("text", ""))
    assert (sheet.merged, sheet.hidden_columns) == (("A1:B2",), ((2, 3),))


def test_a_link_in_a_text_harms_nobody():
    target = io.BytesIO()
    with xlsxwriter.Workbook(target, {"in_memory": True}) as book:
        book.add_worksheet().write_url(0, 0, "https://ksbsi.example/", string="see there")

    assert cells_of(target.getvalue()) == [("text", "see there")]


PLAIN = [["region_code", "note"], ["31", "=1+1"], ["", ""], ["08", "+62 812 3456"], ["-5", "a\nb"]]


def test_a_sheet_becomes_the_text_of_an_interchange_file_row_for_row():
    text = as_interchange(read(book_of(*PLAIN)))

    assert list(csv.reader(io.StringIO(text, newline=""))) == [PLAIN[0], PLAIN[1], [], *PLAIN[3:]]


def test_days_become_iso_dates_and_months():
    text = as_interchange(read(book_of(["month", "submitted_on"], [date(2021, 8, 1), date(2021, 9, 10)])))

    assert text == "month,submitted_on\n2021-08,2021-09-10\n"
