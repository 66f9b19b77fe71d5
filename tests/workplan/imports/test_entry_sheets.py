from datetime import date, datetime
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rakerwil.csvfiles import FileRefused
from rakerwil.fields import from_ten_thousandths
from tests.factories.desks import AUGUST, KEEN, Desk, entry
from tests.factories.organisation import ChapterFactory
from tests.factories.plans import WorkYearFactory
from tests.factories.sheets import changed, filled, opened, rows_of, saved
from tests.hostile import honest
from workplan.actions.entries import EvidenceMissing, Figures
from workplan.exports.entry_sheets import entry_workbook
from workplan.imports import entry_sheets
from workplan.imports.entry_sheets import SheetReport, read, take
from workplan.models import Contribution
from workplan.reporting import months
from workplan.reporting.entry_sheets import ENTRY, IDENTITY, KEY, Identity
from workplan.reporting.months import ChapterYear
from workplan.views.entry_sheets import filled_form, kept_note

pytestmark = pytest.mark.django_db

FIELD = "08 ORG-01 value"


@pytest.fixture
def desk(clock):
    clock(KEEN)
    found = Desk()
    found.indicator("ORG-01")
    return found


@pytest.fixture
def sheet(desk):
    whole = months.chapter_year(months.framework(desk.year), desk.chapter)
    return entry_workbook(whole, [AUGUST], date(2021, 9, 5))


def the_report(content, desk):
    (report,) = read(content, desk.chapter, desk.year)
    return report


def refusal(content, desk):
    with pytest.raises(FileRefused) as refused:
        read(content, desk.chapter, desk.year)
    return [(problem.row, problem.reason) for problem in refused.value.problems]


def test_what_is_typed_is_read_with_its_place(sheet, desk):
    report = the_report(filled(sheet, {FIELD: 12}, {FIELD: " Rapat akbar \n"}), desk)

    assert report == SheetReport(
        AUGUST, "ORG-01", 0, {"value": "Agustus 2021, baris 7"}, {"value": "12"}, "Rapat akbar"
    )


def test_an_empty_cell_is_blank_and_no_zero(sheet, desk):
    report = the_report(sheet, desk)

    assert (report.is_blank, report.parts) == (True, {"value": ""})


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (0, "0"),
        (12, "12"),
        (1.5, "1.50"),
        (1.234, "1.2340"),
        (-5, "-5"),
        ("1.234", "1.234"),
        ("12 orang", "12 orang"),
    ],
)
def test_a_figure_reaches_the_page_s_own_field_as_it_was_meant(sheet, desk, typed, text):
    report = the_report(filled(sheet, {FIELD: typed}), desk)

    assert (report.parts["value"], report.wrong) == (text, {})


@pytest.mark.parametrize("word", ["Sudah", "sudah", "Reached"])
def test_a_milestone_is_read_in_both_languages(desk, word):
    desk.indicator("TKO-01", milestone=True)
    whole = months.chapter_year(months.framework(desk.year), desk.chapter)
    content = entry_workbook(whole, [AUGUST], date(2021, 9, 5))

    reports = read(filled(content, {"08 TKO-01 value": word}), desk.chapter, desk.year)

    assert [report.parts["value"] for report in reports] == ["", "1"]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        (datetime(2021, 8, 12), "tanggal (2021-08-12)"),
        (True, "benar atau salah"),
        ("=5+7", "rumus"),
        ("#N/A", "kesalahan (#N/A)"),
    ],
)
def test_what_is_no_figure_is_said_beside_its_row(sheet, desk, typed, told):
    report = the_report(filled(sheet, {FIELD: typed}), desk)

    assert told in report.wrong["value"]


def test_a_note_that_is_a_formula_is_not_taken(sheet, desk):
    report = the_report(filled(sheet, {FIELD: 1}, {FIELD: "=A1"}), desk)

    assert (list(report.wrong), report.note) == (["note"], "")


def test_a_hidden_row_and_a_merged_cell_are_told(sheet, desk):
    def hide(book):
        book["Agustus 2021"].row_dimensions[7].hidden = True

    def merge(book):
        book["Agustus 2021"].merge_cells("H7:I7")

    hidden, merged = (
        the_report(changed(filled(sheet, {FIELD: 1}), change), desk) for change in (hide, merge)
    )

    assert ("tersembunyi" in hidden.concealed, "digabung" in merged.concealed) == (True, True)


def test_rows_may_be_moved_and_put_between(sheet, desk):
    content = changed(filled(sheet, {FIELD: 3}), lambda book: book["Agustus 2021"].insert_rows(7, 2))

    report = the_report(content, desk)

    assert (report.parts["value"], report.place) == ("3", "Agustus 2021, baris 9")


def test_a_row_that_stands_twice_is_told(sheet, desk):
    def copy(book):
        page = book["Agustus 2021"]
        page.cell(9, KEY + 1).value, page.cell(9, ENTRY + 1).value = FIELD, 9

    report = the_report(changed(sheet, copy), desk)

    assert report.wrong == {"value": "Ada dua kali, juga di Agustus 2021, baris 7"}


def test_what_is_typed_beside_no_indicator_is_not_passed_over(sheet, desk):
    def stray(book):
        book["Agustus 2021"].cell(20, ENTRY + 1).value = 9

    ((row, reason),) = refusal(changed(sheet, stray), desk)

    assert (row, "Agustus 2021" in reason) == (20, True)


def test_a_foreign_workbook_is_no_entry_sheet(desk):
    ((row, reason),) = refusal(honest(), desk)

    assert (row, "bukan lembar isian" in reason) == (0, True)


def test_what_the_sheet_says_about_itself_can_t_be_changed(sheet, desk):
    def forge(book):
        cell = book[IDENTITY]["A1"]
        cell.value = cell.value[:-3] + ("abc" if cell.value[-3:] != "abc" else "abd")

    ((_row, reason),) = refusal(changed(sheet, forge), desk)

    assert "bukan lembar isian" in reason


def test_the_sheet_of_another_chapter_or_year_is_refused_by_name(sheet, desk):
    other = ChapterFactory(region=desk.region)
    content = filled(sheet, {FIELD: 1})

    with pytest.raises(FileRefused, match=str(desk.chapter)):
        read(content, other, desk.year)
    with pytest.raises(FileRefused, match="2022"):
        read(content, desk.chapter, WorkYearFactory(year=2022))


def test_a_sheet_of_an_older_form_is_refused(sheet, desk):
    def age(book):
        book[IDENTITY]["A1"].value = Identity(desk.chapter.pk, 2021, {}, form=0).sealed()

    ((_row, reason),) = refusal(changed(sheet, age), desk)

    assert "bentuk lama" in reason


def test_over_the_preview_a_report_stays_what_it_is(sheet, desk):
    report = the_report(filled(sheet, {FIELD: 1.5}, {FIELD: "a"}), desk)

    assert SheetReport.of(report.told()) == report


def test_a_sheet_without_the_hidden_column_is_not_read_as_empty(sheet, desk):
    def uncover(book):
        page, row = rows_of(book)[FIELD]
        page.cell(row, KEY + 1).value = None

    ((row, _reason),) = refusal(changed(filled(sheet, {FIELD: 1}), uncover), desk)

    assert row == 7


# --- taking it in -------------------------------------------------------------------------------


def test_all_entries_are_taken_or_none(desk):
    good, bad = desk.indicator("ORG-02"), desk.indicator("ORG-03")
    desk.sent(bad, value=7)

    outcomes = take(desk.chapter, [entry(good, 1), entry(bad, 8)], send=False, by=desk.rep)

    assert [entry_sheets.is_refused(outcome) for outcome in outcomes] == [False, True]
    assert [row.value for row in Contribution.objects.all()] == [7]


def test_a_trial_writes_nothing(desk):
    (outcome,) = take(
        desk.chapter, [entry(desk.indicator("ORG-02"), 1)], send=False, by=desk.rep, is_trial=True
    )

    assert (outcome.has_changed, Contribution.objects.count()) == (True, 0)


def test_what_still_lacks_evidence_is_taken_as_a_draft(desk):
    whole, lacking = desk.indicator("ORG-02"), desk.indicator("ORG-03", needs_evidence=True)

    outcomes = take(desk.chapter, [entry(whole, 1), entry(lacking, 2)], send=True, by=desk.rep)

    assert [type(outcome.refusal) for outcome in outcomes] == [type(None), EvidenceMissing]
    assert [row.state for row in Contribution.objects.order_by("pk")] == ["submitted", "draft"]


def test_the_file_of_another_program_is_read_alike(sheet, desk):
    assert the_report(saved(opened(sheet)), desk) == the_report(sheet, desk)


# --- there and back -----------------------------------------------------------------------------

FIGURES = st.integers(0, 10**18 - 1).map(from_ten_thousandths)
SMALL = st.integers(0, 10**6).map(from_ten_thousandths)
WHOLE = st.integers(0, 10**14 - 1).map(Decimal)
NOTES = st.one_of(
    st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\r"), max_size=60),
    st.sampled_from(
        ["=1+1", "+62 812 3456", "-5", "@a", "081234", "1.234", "_x0041_", "a\r\nb", "2021-08-01"]
    ),
)
PAIRS = st.tuples(WHOLE, WHOLE).map(sorted)


@pytest.fixture
def asked(clock):
    """A desk with one indicator of every kind."""
    clock(KEEN)
    desk = Desk()
    return desk, [
        desk.indicator("ORG-01", decimals=4),
        desk.indicator("ORG-02", stock=True, by_sex=True),
        desk.indicator("PKB-02", ratio=True),
        desk.indicator("TKO-01", milestone=True),
    ]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    value=st.none() | FIGURES | SMALL,
    sexes=st.tuples(WHOLE, WHOLE).map(lambda pair: tuple(each // 2 for each in pair)),
    pair=PAIRS,
    reached=st.none() | st.booleans(),
    notes=st.lists(NOTES, min_size=4, max_size=4),
)
def test_an_exported_sheet_comes_back_as_it_stands(asked, value, sexes, pair, reached, notes):
    desk, indicators = asked
    women, men = sexes
    told = [
        {"value": value},
        {"women": women, "men": men, "value": women + men},
        {"numerator": pair[0], "denominator": pair[1]},
        {"value": None if reached is None else Decimal(reached)},
    ]
    rows = [
        Contribution(
            pk=at, chapter=desk.chapter, indicator=indicator, month=AUGUST, note=note.strip(), **parts
        )
        for at, (indicator, parts, note) in enumerate(zip(indicators, told, notes, strict=True), 1)
    ]
    whole = ChapterYear(months.framework(desk.year), desk.chapter, rows)

    reports = read(entry_workbook(whole, [AUGUST], date(2021, 9, 5)), desk.chapter, desk.year)

    for report, row in zip(reports, rows, strict=True):
        form = filled_form(whole.line(row.indicator, AUGUST), report)
        assert form.is_valid(), form.errors
        entry = form.entry()
        assert (entry.figures, kept_note(row, entry.note)) == (Figures.of(row), row.note)
