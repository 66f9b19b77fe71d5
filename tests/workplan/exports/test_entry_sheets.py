import io
import zipfile
from datetime import date
from decimal import Decimal

import pytest
from django.utils import translation

from tests.factories.desks import AUGUST, KEEN, Desk
from tests.factories.plans import PledgeFactory
from tests.factories.sheets import opened, rows_of
from workplan.exports.entry_sheets import entry_workbook
from workplan.reporting import months
from workplan.reporting.entry_sheets import (
    ASKED,
    BEFORE,
    ENTRY,
    IDENTITY,
    LAST,
    NOTE,
    PLEDGE,
    STATE,
    Identity,
)

pytestmark = pytest.mark.django_db

TODAY = date(2021, 9, 5)
JULY = date(2021, 7, 1)


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


def made(desk, *wanted, today=TODAY):
    whole = months.chapter_year(months.framework(desk.year), desk.chapter)
    return entry_workbook(whole, wanted or [AUGUST], today)


def cells(book, key):
    """The cells of a field's row, from 0."""
    sheet, row = rows_of(book)[key]
    return list(sheet[row])


def test_a_row_says_what_to_type_and_what_it_is_compared_with(desk):
    indicator = desk.indicator()
    PledgeFactory(chapter=desk.chapter, indicator=indicator, value=140)
    desk.row(indicator, JULY, verified=True, value=62)

    row = cells(opened(made(desk)), "08 ORG-01 value")

    assert [cell.value for cell in row[:ENTRY]] == [
        "ORG-01", "Indikator ORG-01", "Tambahan selama Agustus", "orang", 140, 62, 62,
    ]  # fmt: skip
    assert row[LAST].number_format == '#,##0" (Jul)"'


def test_it_is_written_in_the_reader_s_language(desk):
    desk.indicator("ORG-02", stock=True)

    with translation.override("en"):
        book = opened(made(desk))

    assert book.sheetnames[0] == "August 2021"
    assert cells(book, "08 ORG-02 value")[ASKED].value == "Position as of 31 August"


def test_only_what_is_typed_is_unlocked_and_there_is_no_secret(desk):
    desk.indicator()

    book = opened(made(desk))

    sheet = book["Agustus 2021"]
    unlocked = [cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked]
    assert unlocked == ["H7", "I7"]
    assert (sheet.protection.sheet, sheet.protection.password) == (True, None)
    assert (sheet.freeze_panes, book[IDENTITY].sheet_state) == ("C6", "veryHidden")
    assert sheet.column_dimensions["K"].hidden


def test_two_numbers_that_make_a_figure_have_a_row_each(desk):
    desk.indicator("ORG-01", by_sex=True)
    desk.indicator("PKB-02", ratio=True, numerator_id="PK ber-PKB", denominator_id="PK aktif")

    book = opened(made(desk))

    assert {key: cells(book, key)[ASKED].value for key in rows_of(book)} == {
        "08 ORG-01 women": "Tambahan selama Agustus: Perempuan",
        "08 ORG-01 men": "Tambahan selama Agustus: Laki-laki",
        "08 PKB-02 numerator": "Posisi per 31 Agustus: PK ber-PKB",
        "08 PKB-02 denominator": "Posisi per 31 Agustus: PK aktif",
    }
    assert [cells(book, f"08 ORG-01 {part}")[NOTE].protection.locked for part in ("women", "men")] == [
        False,
        True,
    ]


def test_each_cell_checks_what_is_typed(desk):
    desk.indicator("ORG-01")
    desk.indicator("KEU-01", decimals=2)
    desk.indicator("TKO-01", milestone=True)

    sheet = opened(made(desk))["Agustus 2021"]

    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    assert [rules[f"H{row}"].type for row in (7, 8, 9)] == ["whole", "decimal", "list"]
    assert rules["H7"].prompt == "Tambahan selama Agustus. Ketik 0 jika nihil."
    assert rules["H9"].formula1 == '"Sudah,Belum"'


def test_what_stands_there_is_in_its_cell(desk):
    desk.row(desk.indicator("ORG-01", decimals=4), value=Decimal("12.5"), note="=1+1")
    desk.row(desk.indicator("ORG-02", decimals=4), value=Decimal("99999999999999.9999"))
    desk.row(desk.indicator("TKO-01", milestone=True), value=1)
    desk.row(desk.indicator("ORG-03"), value=0)

    book = opened(made(desk))

    assert [cells(book, key)[ENTRY].value for key in rows_of(book)] == [
        12.5, "99999999999999,9999", "Sudah", 0,
    ]  # fmt: skip
    assert (cells(book, "08 ORG-01 value")[NOTE].value, cells(book, "08 ORG-01 value")[NOTE].data_type) == (
        "=1+1",
        "s",
    )


def test_what_was_sent_is_shown_and_locked(desk):
    desk.sent(desk.indicator(), value=5)

    row = cells(opened(made(desk)), "08 ORG-01 value")

    assert (row[ENTRY].value, row[ENTRY].protection.locked, row[STATE].value) == (
        5,
        True,
        "Menunggu verifikasi",
    )


def test_a_returned_report_is_open_with_its_reason_after_the_lock(desk):
    desk.row(desk.indicator("ORG-01"), returned=True, return_reason="Daftar belum ada.")
    desk.row(desk.indicator("ORG-02"))

    book = opened(made(desk, today=date(2021, 10, 1)))

    returned, draft = cells(book, "08 ORG-01 value"), cells(book, "08 ORG-02 value")
    assert (returned[ENTRY].protection.locked, draft[ENTRY].protection.locked) == (False, True)
    assert "Daftar belum ada." in returned[STATE].value


def test_nothing_to_compare_with_is_a_dash_and_no_zero(desk):
    desk.indicator()

    row = cells(opened(made(desk)), "08 ORG-01 value")

    assert [row[column].value for column in (PLEDGE, BEFORE, LAST)] == ["–", "–", "–"]


def test_the_year_has_a_sheet_for_each_month_with_something_due(desk):
    desk.indicator(frequency="quarterly")

    book = opened(made(desk, *desk.year.months))

    assert book.sheetnames == ["Maret 2021", "Juni 2021", "September 2021", "Desember 2021", IDENTITY]


def test_the_workbook_knows_whose_it_is_and_what_it_shows(desk):
    row = desk.row(desk.indicator("ORG-01"), version=3)
    desk.indicator("ORG-02")

    note = "".join(cell.value for (cell,) in opened(made(desk))[IDENTITY].iter_rows(max_col=1))

    assert Identity.unsealed(note) == Identity(row.chapter_id, 2021, {"08 ORG-01": 3})


def test_no_part_of_it_is_a_formula_and_its_maker_is_nobody(desk):
    desk.row(desk.indicator(), note='=HYPERLINK("http://example.org")')

    archive = zipfile.ZipFile(io.BytesIO(made(desk)))

    assert [name for name in archive.namelist() if b"<f>" in archive.read(name)] == []
    assert b"<dc:creator></dc:creator>" in archive.read("docProps/core.xml")
