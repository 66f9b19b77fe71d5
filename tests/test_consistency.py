"""A figure has one home: page, PDF, workbook, CSV and JSON say the same, down to the reports behind it."""

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import translation
from pypdf import PdfReader

from federations.models import Region, User
from rakerwil.wording import cell_figure, figure, percent
from workplan.actions import verifications
from workplan.actions.verifications import Seen
from workplan.management.example.people import DOMAIN
from workplan.models import Contribution, NationalInput, WorkYear

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("example")]


def year_now() -> WorkYear:
    """The example's open year."""
    return WorkYear.objects.get(state="open")


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


@pytest.fixture
def desk_of():
    """Somebody's, by the example's sign-in."""

    def of(mailbox):
        client = Client()
        client.force_login(User.objects.get(email=f"{mailbox}@{DOMAIN}"))
        return client

    return of


def said(*command):
    """What a command prints."""
    target = io.StringIO()
    call_command(*command, stdout=target)
    return target.getvalue()


def rolled_up(year, as_of, *more):
    """The roll-up command's JSON."""
    return json.loads(said("rollup", f"--year={year}", f"--as-of={as_of}", *more))


DKI = "--region=31"


def exported(path: Path, wanted, year, region=None, **more):
    """What the export command writes."""
    options = {"region": region} if region else {}
    call_command("export_rakornas", year=year, format=wanted, output=path, **options, **more)
    return path.read_bytes()


def squeezed(text):
    """Without any space: a PDF breaks lines where it likes."""
    return re.sub(r"\s", "", text)


def printed(pdf):
    return squeezed("".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def sheets(content):
    """The rows of every sheet as dicts by their heads."""
    book = openpyxl.load_workbook(io.BytesIO(content), data_only=True)
    tables = {}
    for sheet in book:
        head, *rows = sheet.iter_rows(values_only=True)
        tables[sheet.title] = [dict(zip(head, row, strict=True)) for row in rows]
    return tables


def number(text):
    return None if text is None else pytest.approx(float(text), rel=1e-12)


def amount(code, value, framework):
    """As documents write an indicator's amount."""
    facts = framework[code]
    return percent(value) if facts["measure"] == "ratio" else figure(value, facts["decimals"])


def printed_row(row, framework, scale):
    """An indicator's line in the PDF."""
    facts = framework[row["code"]]
    ceiling = "maks. " if facts["direction"] == "down" and row["target"] is not None else ""
    expected = row["expected"]
    if expected is None or facts["measure"] == "ratio":
        expected = amount(row["code"], expected, framework)
    else:
        expected = figure(expected, 0 if Decimal(expected) % 1 == 0 else 1)
    return squeezed(
        f"{row['code']} {facts['name_id']}{ceiling}{amount(row['code'], row['target'], framework)}"
        f"{amount(row['code'], row['actual'], framework)}{expected}"
        f"{percent(row['achievement'], scale)}{percent(row['achievement_to_date'], scale)}"
    )


def compare_indicators(table, scope):
    """A sheet's rows against a scope of the roll-up, column by column."""
    numeric = (
        "target", "actual", "numerator", "denominator", "expected", "achievement", "achievement_to_date",
        "gap", "needed_per_month", "forecast",
    )  # fmt: skip
    for line, row in zip(table, scope["indicators"], strict=True):
        cells = list(line.values())
        at = cells.index(row["code"]) + 3
        assert cells[at : at + 7] == [number(row[key]) for key in numeric[:7]], row["code"]
        assert cells[at + 8 : at + 11] == [number(row[key]) for key in numeric[7:]], row["code"]
        assert cells[at + 11 :] == [row["pending"], row["reports"], row["due"]], row["code"]


# --- a region's package -------------------------------------------------------------------------


@pytest.fixture
def package():
    """The content of the one that DKI Jakarta sent in 2021, and the roll-up of today."""
    kept = NationalInput.objects.get(region__code="31", year__year=2021)
    return kept, rolled_up(2021, "2021-08", DKI)["regions"][0]


def test_json_of_a_package_is_the_roll_up(tmp_path, package):
    content = json.loads(exported(tmp_path / "m.json", "json", 2021, "31"))

    assert content["rollup"] == package[1]


def test_csv_of_a_package_is_that_of_the_roll_up(tmp_path):
    table = exported(tmp_path / "m.csv", "csv", 2021, "31").decode()
    expected = said("rollup", "--year=2021", "--as-of=2021-08", DKI, "--format=csv")

    rows = list(csv.reader(io.StringIO(expected)))
    assert list(csv.reader(io.StringIO(table))) == [row for row in rows if row[0] != "nation"]


def test_workbook_of_a_package_has_every_figure_of_the_roll_up(tmp_path, package):
    content = sheets(exported(tmp_path / "m.xlsx", "xlsx", 2021, "31"))

    _summary, indicators, chapters, *_rest = content.values()
    compare_indicators(indicators, package[1])
    expected = [
        (chapter["federation"], chapter["district_code"], row["code"], number(row["target"]),
         number(row["actual"]), number(row["achievement_to_date"]), number(row["share"]))
        for chapter in package[1]["chapters"]
        for row in chapter["indicators"]
        if row["due"] or row["actual"] is not None
    ]  # fmt: skip
    assert [(*list(line.values())[1:4], *list(line.values())[5:]) for line in chapters] == expected


def test_pdf_of_a_package_has_every_figure_of_the_roll_up(tmp_path, package):
    kept, region = package
    data = kept.snapshot.data
    framework = {row["code"]: row for row in data["framework"]}

    text = printed(exported(tmp_path / "m.pdf", "pdf", 2021, "31"))

    scale = kept.year.scale
    missing = [row["code"] for row in region["indicators"] if printed_row(row, framework, scale) not in text]
    heat = [
        "".join(
            [
                chapter["federation"],
                *(cell_figure(row["achievement_to_date"], scale) for row in chapter["indicators"]),
            ]
        )
        for chapter in region["chapters"]
    ]
    assert missing == []
    assert [row for row in heat if squeezed(row) not in text] == []


def test_the_kept_bytes_are_what_export_and_page_give(tmp_path, desk_of):
    kept = NationalInput.objects.get(region__code="31", year__year=2021)

    by_command = exported(tmp_path / "m.pdf", "pdf", 2021, "31")
    by_page = desk_of("den").get("/2021/wilayah/31/masukan/v1.pdf").content

    assert by_command == by_page == bytes(kept.pdf or b"")


# --- the book -------------------------------------------------------------------------------------


def test_the_book_holds_the_nation_and_every_region_as_rolled_up(tmp_path):
    year = year_now()
    as_of = f"{year.default_as_of():%Y-%m}"
    expected = rolled_up(year.year, as_of)
    regions = {row["code"]: row for row in expected["regions"]}

    book = json.loads(exported(tmp_path / "b.json", "json", year.year))
    workbook = sheets(exported(tmp_path / "b.xlsx", "xlsx", year.year))
    table = list(csv.DictReader(io.StringIO(exported(tmp_path / "b.csv", "csv", year.year).decode())))
    text = printed(exported(tmp_path / "b.pdf", "pdf", year.year))

    _summary, nation, [*matrix, _reached], indicators, *_rest = workbook.values()
    framework = {row["code"]: row for row in book["framework"]}
    codes = [row["code"] for row in expected["nation"]["indicators"]]
    assert book["nation"] == expected["nation"]
    assert {row["rollup"]["code"]: row["rollup"] for row in book["regions"]} == regions
    compare_indicators(nation, expected["nation"])
    for at, code in enumerate(regions):
        compare_indicators(indicators[at * len(codes) : (at + 1) * len(codes)], regions[code])
    assert [list(line.values())[2:-1] for line in matrix] == [
        [number(row["achievement_to_date"]) for row in region["indicators"]] for region in regions.values()
    ]
    assert [row["actual"] for row in table if row["level"] == "nation"] == [
        row["actual"] or "" for row in expected["nation"]["indicators"]
    ]
    for region in regions.values():
        assert [
            row["code"] for row in region["indicators"] if printed_row(row, framework, year.scale) not in text
        ] == []


# --- documents ----------------------------------------------------------------------------------


def test_documents_are_tagged_titled_and_indonesian(tmp_path):
    made = [
        exported(tmp_path / "m.pdf", "pdf", 2021, "31"),
        exported(tmp_path / "d.pdf", "pdf", year_now().year, "31"),
        exported(tmp_path / "b.pdf", "pdf", 2021),
    ]

    for pdf in map(PdfReader, map(io.BytesIO, made)):
        root: Any = pdf.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/Lang"].startswith("id")
        assert "Rakornas" in str(pdf.metadata and pdf.metadata.title)
        assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()


def test_a_package_in_preparation_is_a_draft_on_every_page(tmp_path):
    pdf = PdfReader(io.BytesIO(exported(tmp_path / "d.pdf", "pdf", year_now().year, "31")))

    assert {"RANCANGAN" in page.extract_text() for page in pdf.pages} == {True}


# --- frozen, and what came after -------------------------------------------------------------------


def test_what_was_sent_stays_while_the_live_figures_move_on(tmp_path, desk_of):
    year = year_now()
    sent = NationalInput.objects.get(region__code="32", year=year)
    address = f"/{year.year}/wilayah/32/masukan/"
    wanted = ("pdf", "json", "csv", "xlsx")
    before = {each: exported(tmp_path / f"m.{each}", each, year.year, "32") for each in wanted}
    waiting = Contribution.objects.submitted().filter(
        chapter__region__code="32", indicator__code="ORG-01", indicator__year=year
    )
    rows = [Seen(row, row.version) for row in waiting]
    brought = sum(row.value or 0 for row in waiting)

    verifications.verify(rows, by=User.objects.get(email=f"koordinator.jabar@{DOMAIN}"))

    after = {each: exported(tmp_path / f"m.{each}", each, year.year, "32") for each in wanted}
    page = desk_of("koordinator.jabar").get(address)
    change = next(each for each in page.context["changes"] if each["code"] == "ORG-01")
    text = unescape(page.content.decode())
    assert brought > 0
    assert (after["pdf"], after["json"], after["csv"]) == (before["pdf"], before["json"], before["csv"])
    assert sheets(after["xlsx"]) == sheets(before["xlsx"])
    assert Decimal(change["now"]) - Decimal(change["sent"]) == brought
    assert figure(change["sent"]) in text
    assert f"<b>{figure(change['now'])}</b>" in text
    assert sent.snapshot.data["rollup"]["indicators"][0]["actual"] == change["sent"]


# --- pages ------------------------------------------------------------------------------------------


def shown_actuals(page):
    """Code and actual of every line of a dashboard's table, as written."""
    return dict(
        re.findall(
            r'<span class="code">([A-Z]+-\d+)</span>.*?data-l="Realisasi"><b>([^<]*)</b>', page, re.DOTALL
        )
    )


def test_a_region_s_page_shows_the_roll_up(desk_of):
    region = rolled_up(2021, "2021-08", DKI)["regions"][0]

    response = desk_of("koordinator.jakarta").get("/2021/wilayah/31/", {"per": "2021-08"})

    framework = {
        row.code: {"measure": row.measure, "decimals": row.decimals}
        for row in WorkYear.objects.get(year=2021).indicators.all()
    }
    assert shown_actuals(unescape(response.content.decode())) == {
        row["code"]: amount(row["code"], row["actual"], framework) for row in region["indicators"]
    }


def test_the_nation_s_page_shows_the_roll_up(desk_of):
    year = year_now()
    nation = rolled_up(year.year, f"{year.default_as_of():%Y-%m}")["nation"]

    response = desk_of("den").get(f"/{year.year}/")

    framework = {
        row.code: {"measure": row.measure, "decimals": row.decimals} for row in year.indicators.all()
    }
    assert shown_actuals(unescape(response.content.decode())) == {
        row["code"]: amount(row["code"], row["actual"], framework) for row in nation["indicators"]
    }


def test_every_figure_of_a_region_opens_to_chapters_and_reports_that_make_it_up(desk_of):
    region = rolled_up(2021, "2021-08", DKI)["regions"][0]
    client = desk_of("koordinator.jakarta")

    for row in region["indicators"]:
        context = client.get(f"/2021/wilayah/31/indikator/{row['code']}/", {"per": "2021-08"}).context
        made = [each["strand"] for each in context["strands"]]
        parts = [strand.figures for strand in made]
        terms = context["figures"].indicator
        if terms.is_ratio:
            assert sum(part.numerator or 0 for part in parts) == Decimal(row["numerator"])
            assert sum(part.denominator or 0 for part in parts) == Decimal(row["denominator"])
        else:
            assert sum(part.actual or 0 for part in parts) == Decimal(row["actual"]), row["code"]
            for strand in made:
                counted = [cell.figure for cell in strand.cells if cell.counts]
                assert sum(counted) == (strand.figures.actual or 0), row["code"]


def test_the_nation_s_figures_open_to_regions_that_make_them_up(desk_of):
    year = year_now()
    nation = rolled_up(year.year, f"{year.default_as_of():%Y-%m}")["nation"]
    client = desk_of("pengamat")

    for row in nation["indicators"][::4]:
        context = client.get(f"/{year.year}/indikator/{row['code']}/").context
        parts = [each["figures"] for each in context["rows"]]
        if not context["figures"].indicator.is_ratio:
            assert sum(part.actual or 0 for part in parts) == Decimal(row["actual"]), row["code"]


def test_a_month_asked_for_is_the_month_of_page_file_and_command(desk_of):
    expected = rolled_up(2021, "2021-05", DKI)
    client = desk_of("koordinator.jakarta")

    file = json.loads(client.get("/2021/wilayah/31/angka.json", {"per": "2021-05"}).content)
    page = client.get("/2021/wilayah/31/", {"per": "2021-05"})

    assert file["regions"] == expected["regions"]
    assert page.context["position"].month == date(2021, 5, 1)
    assert figure(expected["regions"][0]["indicators"][0]["actual"]) in page.content.decode()
    assert Region.objects.get(code="31").name == file["regions"][0]["name"]
