import csv
import io
import json

import pytest
from django.utils import translation

from tests.factories.packages import action, book, draft, package, recommendation
from workplan.exports.rakornas import FORMATS, book_file, masukan_file
from workplan.exports.rollup import rollup_csv


@pytest.fixture(autouse=True)
def indonesian():
    with translation.override("id"):
        yield


def table(content):
    return list(csv.DictReader(io.StringIO(content.decode(), newline="")))


def test_every_format_of_a_region_and_of_the_book_is_made():
    made = [masukan_file(package(), wanted) for wanted in FORMATS]
    bound = [book_file(book(package()), wanted) for wanted in FORMATS]

    begins = [b"%PDF", b"PK", b"PK", b"level,", b"{\n"]
    assert [content.startswith(begin) for content, begin in zip(made, begins, strict=True)] == [True] * 5
    assert [content.startswith(begin) for content, begin in zip(bound, begins, strict=True)] == [True] * 5


def test_the_pdf_that_was_kept_at_submission_stands():
    assert masukan_file(package(), "pdf", kept_pdf=b"%PDF kept") == b"%PDF kept"


@pytest.mark.parametrize("make", [masukan_file, book_file])
def test_an_unknown_format_is_refused(make):
    with pytest.raises(ValueError, match="odt"):
        make(book(package()), "odt")


def test_json_is_the_content_itself():
    content = package(remarks="“Buruh” – ≥ 91 %")

    assert json.loads(masukan_file(content, "json")) == content


def test_csv_of_a_region_is_that_of_the_roll_up():
    content = package()

    rows = table(masukan_file(content, "csv"))

    head, *expected = rollup_csv({"nation": None, "regions": [content["rollup"]]})
    assert rows == [dict(zip(head, row, strict=True)) for row in expected]
    assert {row["level"] for row in rows} == {"region", "chapter"}


def test_csv_of_the_book_begins_with_the_nation():
    rows = table(book_file(book(package("31"), draft(code="32", name="Jawa Barat")), "csv"))

    assert rows[0]["level"] == "nation"
    assert {row["region_code"] for row in rows} == {"", "31", "32"}


def test_recommendations_are_one_row_each():
    content = book(
        package("31", recommendations=[recommendation(), recommendation(number="R-2", quorum=None)]),
        package("32", "Jawa Barat"),
    )

    rows = table(book_file(content, "csv", table="recommendations"))

    assert [(row["region_code"], row["number"], row["present"]) for row in rows] == [
        ("31", "R-1", "28"),
        ("31", "R-2", ""),
        ("32", "R-1", "28"),
    ]
    assert rows[0]["raised_by"] == "KIKES-32.75"
    assert rows[0]["text"] == "Bentuk kontak poin.\n\nTugaskan organiser."


@pytest.mark.parametrize("typed", ["=1+1", "+SUM(A1)", "-2+3", "@A1", "\t=1", "\r=1"])
def test_csv_cells_never_begin_a_formula(typed):
    content = package(recommendations=[recommendation(title=typed, text=typed)], actions=[action()])

    row = table(masukan_file(content, "csv", table="recommendations"))[0]

    inert = "'" + typed.replace("\r", "\n")
    assert (row["title"], row["text"]) == (inert, inert)
