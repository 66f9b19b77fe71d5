import csv
import io
from datetime import date, datetime
from decimal import Decimal

import openpyxl
import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from rakerwil.csvfiles import NUMBER
from rakerwil.fields import from_ten_thousandths
from rakerwil.tables import Shown, Table, as_csv, as_workbook, seen_on
from rakerwil.wording import day, exact, figure, moment, month_name, percent


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def table(*rows, head=("Nama", "Jumlah"), attributes='class="ledger" aria-label="Orang"'):
    heads = "".join(f"<th>{each}</th>" for each in head)
    head = f"<thead><tr>{heads}</tr></thead>"
    return f'<table role="table" {attributes}>{head}<tbody>{"".join(rows)}</tbody></table>'


def row(*cells):
    return f"<tr>{''.join(cells)}</tr>"


def the_table(page):
    (found,) = seen_on(page).tables
    return found


def values(found):
    return [[cell.value for cell in line] for line in found.rows]


def test_a_table_is_read_as_it_is_shown():
    sight = seen_on(
        "<h1>Daftar <b>orang</b></h1>"
        + table(row("<th>Siti &amp; Budi</th>", '<td class="num">1.234,5</td>'))
    )

    assert sight.title == "Daftar orang"
    assert sight.tables == (
        Table("Orang", ("Nama", "Jumlah"), ((Shown("Siti & Budi"), Shown(Decimal("1234.5"), "#,##0.0")),)),
    )


def test_a_table_is_called_as_its_heading():
    page = (
        '<section><h2 id="h-a">Antrean <span>ini</span></h2>'
        + table(attributes='aria-labelledby="h-a"')
        + "</section>"
    )

    assert the_table(page).name == "Antrean ini"


@pytest.mark.parametrize(
    "page",
    ["<p>Tak ada</p>", "<table><tr><td>1</td></tr></table>", table(attributes='role="table" data-screen')],
    ids=["none", "for looks", "kept back"],
)
def test_what_is_no_data_is_no_table(page):
    assert seen_on(page).tables == ()


@pytest.mark.parametrize(
    ("text", "value", "number"),
    [
        ("1.234", 1234, "#,##0"),
        ("1.234,50", Decimal("1234.50"), "#,##0.00"),
        ("−12", -12, "#,##0"),
        ("53,3\N{NO-BREAK SPACE}%", Decimal("53.3"), '#,##0.0" %"'),
        ("–", None, ""),
        ("genap", "genap", ""),
        ("12 / 15", "12 / 15", ""),
        ("1.23", "1.23", ""),
    ],
)
def test_a_number_is_one_where_the_page_sets_numbers(text, value, number):
    ((_name, cell),) = the_table(table(row("<td>a</td>", f'<td class="num">{text}</td>'))).rows

    assert (cell.value, cell.number) == (value, number)


@pytest.mark.parametrize("text", ["081234567890", "2021", "31", "1.234", "+62 812"])
def test_digits_that_are_no_figure_stay_text(text):
    ((_name, cell),) = the_table(table(row("<td>a</td>", f"<td>{text}</td>"))).rows

    assert cell == Shown(text)


@pytest.mark.parametrize(
    ("text", "value", "plain"),
    [
        ("10 September 2021", date(2021, 9, 10), "2021-09-10"),
        ("Jumat, 10 September 2021", date(2021, 9, 10), "2021-09-10"),
        ("10 September 2021, 19.40", datetime(2021, 9, 10, 19, 40), "2021-09-10 19:40"),
        ("Agustus 2021", date(2021, 8, 1), "2021-08"),
        ("31 Februari 2021", "31 Februari 2021", "31 Februari 2021"),
        ("Rakerwil 2021", "Rakerwil 2021", "Rakerwil 2021"),
    ],
)
def test_days_and_months_are_dates(text, value, plain):
    ((_name, cell),) = the_table(table(row("<td>a</td>", f"<td>{text}</td>"))).rows

    assert (cell.value, cell.plain) == (value, plain)


def test_codes_and_what_stands_smaller_have_columns_of_their_own():
    page = table(
        row(
            '<th><a href="/"><span class="code">ORG-01</span> Anggota</a></th>',
            '<td class="num"><b>12</b><span class="sub">6 / 50</span></td>',
        )
    )

    found = the_table(page)

    assert (found.heads, values(found)) == (
        ("Kode", "Nama", "Jumlah", "Jumlah, keterangan"),
        [["ORG-01", "Anggota", 12, "6 / 50"]],
    )


def test_a_band_becomes_the_group_of_its_rows():
    page = table(
        row('<th colspan="2">Organisasi</th>'),
        row("<td>a</td>", "<td>b</td>"),
        row('<td colspan="2">Kosong.</td>'),
    )

    assert values(the_table(page)) == [["Organisasi", "a", "b"]]


def test_buttons_pictures_and_what_only_serves_the_page_are_left_out():
    page = table(
        row(
            "<td>a<button>Ubah</button><svg><title>x</title></svg><form><input value='9'></form></td>",
            '<td class="do"><a href="/">Buka</a></td>',
        ),
    )

    found = the_table(page)

    assert (found.heads, values(found)) == (("Nama",), [["a"]])


def test_what_stands_in_a_field_is_shown_too():
    page = table(
        row(
            '<td><label class="vh">Target</label><input type="text" value="1200"></td>',
            "<td><select><option>Satu</option><option selected>Dua</option></select></td>",
        )
    )

    assert values(the_table(page)) == [["1200", "Dua"]]


def test_heads_in_two_rows_are_the_lower_ones():
    upper = row('<th rowspan="2">Federasi</th>', '<th colspan="2">Organisasi</th>')
    cells = (
        "<th>FKUI</th>",
        '<td>62<span class="vh"> Rendah</span></td>',
        '<td><i class="vh">tidak berlaku</i></td>',
    )
    lower = row("<th>O-1</th>", "<th>O-2</th>")
    page = (
        f'<table role="table" class="heat" aria-label="Peta"><thead>{upper}{lower}'
        f"</thead><tbody>{row(*cells)}</tbody></table>"
    )

    found = the_table(page)

    assert (found.heads, values(found)) == (("Federasi", "O-1", "O-2"), [["FKUI", 62, "tidak berlaku"]])


def test_an_english_page_is_read_in_english():
    with translation.override("en"):
        ((_name, cell), _other) = the_table(
            table(row("<td>a</td>", '<td class="num">1,234.5</td>'), row("<td>a</td>", "<td>b</td>"))
        ).rows

    assert cell.value == Decimal("1234.5")


FIGURES = st.integers(0, 10**15).map(from_ten_thousandths)


@given(FIGURES, st.dates(date(2001, 1, 1), date(2099, 12, 31)), st.sampled_from(["id", "en"]))
def test_whatever_the_product_writes_is_read_as_what_it_was(value, when, language):
    with translation.override(language):
        cells = [
            *(f'<td class="num">{text}</td>' for text in (exact(value), figure(value, 2), percent(value))),
            *(f"<td>{text}</td>" for text in (day(when), month_name(when))),
        ]
        ((number, rounded, share, at, month),) = the_table(table(row(*cells), head="abcde")).rows

    assert (number.value, at.value, month.value) == (value, when, when.replace(day=1))
    assert abs(rounded.value - value) <= Decimal("0.005")
    assert abs(share.value - value) <= Decimal("0.05")


def test_a_moment_is_read_as_the_page_shows_it():
    at = datetime.fromisoformat("2021-09-10T12:40:00+00:00")

    ((_name, cell),) = the_table(table(row("<td>a</td>", f"<td>{moment(at, 'Asia/Jakarta')}</td>"))).rows

    assert cell.value == datetime(2021, 9, 10, 19, 40)


# --- files --------------------------------------------------------------------------------------

FOUND = Table(
    "Orang:[semua]/daftar yang sangat panjang namanya",
    ("=Nama", "Jumlah", "Hari"),
    (
        (Shown("=1+1"), Shown(Decimal("-1234.5"), "#,##0.0"), Shown(date(2021, 8, 1), "mmmm yyyy")),
        (Shown("+62812"), Shown(None), Shown(datetime(2021, 9, 10, 19, 40), "d mmmm yyyy hh:mm")),
    ),
)


def test_a_csv_file_is_as_the_interchange_has_it():
    assert as_csv(FOUND).decode() == ("'=Nama,Jumlah,Hari\n'=1+1,-1234.5,2021-08\n+62812,,2021-09-10 19:40\n")


def test_a_workbook_has_numbers_as_numbers_and_text_as_text():
    sheet, twin = openpyxl.load_workbook(io.BytesIO(as_workbook([FOUND, FOUND]))).worksheets

    cells = [[(cell.value, cell.data_type) for cell in line] for line in sheet.iter_rows(min_row=2)]
    assert cells == [
        [("=1+1", "s"), (-1234.5, "n"), (datetime(2021, 8, 1), "d")],
        [("+62812", "s"), (None, "n"), (datetime(2021, 9, 10, 19, 40), "d")],
    ]
    assert (sheet.title, twin.title) == ("Orang semua daftar yang sangat", "Orang semua daftar yang sang 2")


@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), min_size=1, max_size=5))
def test_no_cell_of_a_csv_file_is_a_formula(rows):
    shown = tuple(tuple(Shown(text) for text in line) for line in rows)

    written = as_csv(Table("a", ("x", "y"), shown)).decode(errors="surrogatepass")

    cells = [cell for line in csv.reader(io.StringIO(written, newline="")) for cell in line]
    assert [
        cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n") and cell and not NUMBER.fullmatch(cell)
    ] == []
