import csv
import json
from io import BytesIO

import pytest
from django.core.management import CommandError, call_command
from docx import Document
from docx.oxml.ns import qn
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.factories.inputs import BEFORE_RAKORNAS, Outcome
from workplan.models import Contribution, NationalInput
from workplan.reporting import national_inputs

pytestmark = pytest.mark.django_db

MARK = "RANCANGAN"


@pytest.fixture
def region(clock):
    clock(BEFORE_RAKORNAS)
    return Outcome()


@pytest.fixture
def export(tmp_path):
    """Runs the command; the bytes it wrote."""

    def run(wanted, *arguments, year="2021"):
        path = tmp_path / f"masukan.{wanted}"
        call_command("export_rakornas", "--year", year, "--format", wanted, "--output", str(path), *arguments)
        return path.read_bytes()

    return run


def pages(content):
    return [page.extract_text() for page in PdfReader(BytesIO(content)).pages]


def texts(content):
    body = Document(BytesIO(content)).element.body
    return [element.text or "" for element in body.iter(qn("w:t"))]


def cells(content):
    book = load_workbook(BytesIO(content))
    return {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell}


def table(content):
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines()))


@pytest.mark.parametrize(("of", "levels"), [(["--region", "31"], {"region", "chapter"}), ([], None)])
def test_every_format_of_a_region_and_of_the_book_is_written(export, region, of, levels):
    region.sent_package()

    read = {
        "pdf": any("31" in page or "DKI Jakarta" in page for page in pages(export("pdf", *of)))
        if not of
        else export("pdf", *of) == b"%PDF kept",
        "docx": any("ORG-01" in text for text in texts(export("docx", *of))),
        "xlsx": "ORG-01" in cells(export("xlsx", *of)),
        "json": "ORG-01" in export("json", *of).decode(),
        "csv": {row["level"] for row in table(export("csv", *of))},
    }

    assert read == {
        "pdf": True,
        "docx": True,
        "xlsx": True,
        "json": True,
        "csv": levels or {"nation", "region", "chapter"},
    }


def test_a_preview_is_marked_on_every_page_and_sheet(export, region):
    written = pages(export("pdf", "--region", "31"))

    assert [MARK in page for page in written] == [True] * len(written)
    assert MARK in cells(export("xlsx", "--region", "31"))
    assert json.loads(export("json", "--region", "31"))["input"]["hash"] is None


def test_a_region_that_has_not_sent_is_marked_in_the_book(export, region):
    assert any(MARK in page for page in pages(export("pdf")))


def test_what_was_submitted_is_written_as_it_was_frozen(export, region):
    package = region.sent_package()
    Contribution.objects.update(value=1)

    content = json.loads(export("json", "--region", "31"))

    assert content == national_inputs.exported(NationalInput.objects.get())
    assert content["input"]["hash"] == package.snapshot.sha256
    assert content["rollup"] == package.snapshot.data["rollup"]
    assert MARK not in cells(export("xlsx", "--region", "31"))


def test_the_command_writes_no_row(export, region):
    export("json", "--region", "31")

    assert NationalInput.objects.count() == 0


def test_recommendations_are_a_table_of_their_own(export, region):
    rows = table(export("csv", "--region", "31", "--table", "recommendations"))

    assert [(row["region_code"], row["title"]) for row in rows] == [("31", "Kontak poin di kawasan")]


@pytest.mark.parametrize(
    ("arguments", "year", "said"),
    [
        (["--region", "99"], "2021", "99"),
        (["--region", "31"], "2099", "2099"),
        ([], "2099", "2099"),
    ],
)
def test_what_is_not_there_is_refused_by_its_name(export, region, tmp_path, arguments, year, said):
    with pytest.raises(CommandError, match=said) as refusal:
        export("json", *arguments, year=year)

    assert refusal.value.returncode == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("place", ["tiada/masukan.json", "."])
def test_a_place_that_can_t_be_written_is_refused_by_its_name(region, tmp_path, place):
    path = tmp_path / place

    with pytest.raises(CommandError, match=str(path)):
        call_command("export_rakornas", "--year", "2021", "--format", "json", "--output", str(path))


def test_an_unknown_format_is_refused(region, tmp_path):
    with pytest.raises(CommandError, match="odt"):
        call_command("export_rakornas", "--year", "2021", "--format", "odt", "--output", str(tmp_path / "x"))
