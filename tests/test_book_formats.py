"""One content, five files: each is read back and says the same."""

import csv
import io
import json
import re

import docx
import openpyxl
import pytest
from django.utils import translation
from pypdf import PdfReader

from tests.factories.packages import answer, book, package, recommendation
from workplan.exports.rakornas import FORMATS, book_file


def squeezed(text):
    """Without any space: pages break lines where they like."""
    return re.sub(r"\s", "", text)


@pytest.fixture(scope="module")
def content():
    rows = [recommendation(), recommendation(number="R-2", title="Posko keliling", indicators=["KEU-01"])]
    jabar = recommendation(meeting="32-2021-1")
    made = book(
        package("31", "DKI Jakarta", recommendations=rows),
        package("32", "Jawa Barat", recommendations=[jabar]),
    )
    return {
        **made,
        "answers": {"31-2021-1/R-1": answer(), "31-2021-1/R-2": answer(outcome="declined", owner="")},
    }


@pytest.fixture(scope="module")
def files(content):
    with translation.override("id"):
        made = {wanted: book_file(content, wanted) for wanted in FORMATS}
        return {**made, "rows": book_file(content, "csv", table="recommendations")}


def in_words(files):
    """The text of PDF and Word, cell after cell."""
    pdf = "".join(page.extract_text() for page in PdfReader(io.BytesIO(files["pdf"])).pages)
    body = docx.Document(io.BytesIO(files["docx"])).element.body
    word = "".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
    return squeezed(pdf), squeezed(word)


def sheet(files, at):
    workbook = openpyxl.load_workbook(io.BytesIO(files["xlsx"]), data_only=True)
    head, *rows = workbook.worksheets[at].iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


def test_recommendations_with_origins_and_answers_are_the_same_in_every_format(content, files):
    told = [squeezed(f"{name}R-1Kontak poin di kawasan") for name in ("DKI Jakarta", "Jawa Barat")]
    answered = squeezed("KIKES 32.75 Diterima Dua organiser. Bidang Organisasi · 31 Maret 2022")

    for text in in_words(files):
        assert [part for part in [*told, answered, squeezed("Posko keliling")] if part not in text] == []
    rows = [
        (row["Wilayah"], row["No."], row["Judul"], row["Asal usul"], row["Jawaban"])
        for row in sheet(files, 6)
    ]
    lines = list(csv.DictReader(io.StringIO(files["rows"].decode(), newline="")))
    data = json.loads(files["json"])
    assert rows == [
        ("DKI Jakarta", "R-1", "Kontak poin di kawasan", "KIKES 32.75", "Dua organiser."),
        ("DKI Jakarta", "R-2", "Posko keliling", "KIKES 32.75", "Dua organiser."),
        ("Jawa Barat", "R-1", "Kontak poin di kawasan", "KIKES 32.75", None),
    ]
    assert [(row["number"], row["raised_by"], row["outcome"], row["answer_owner"]) for row in lines] == [
        ("R-1", "KIKES-32.75", "accepted", "Bidang Organisasi"),
        ("R-2", "KIKES-32.75", "declined", ""),
        ("R-1", "KIKES-32.75", "", ""),
    ]
    assert data == content


def test_an_indicator_s_chapter_has_the_figures_of_every_format(content, files):
    line = squeezed("DKI Jakarta 1.200 480 720 40,0 % 60,0 %")
    row = next(
        each for each in sheet(files, 3) if (each["Wilayah"], each["Kode"]) == ("DKI Jakarta", "ORG-01")
    )
    figures = csv.DictReader(io.StringIO(files["csv"].decode(), newline=""))
    kept = next(each for each in figures if (each["region_code"], each["indicator"]) == ("31", "ORG-01"))

    assert [line in text for text in in_words(files)] == [True, True]
    assert [row["Target"], row["Realisasi"], row["Kurang"]] == [1200, 480, 720]
    assert [kept["target"], kept["actual"], kept["gap"]] == ["1200", "480", "720"]


def test_contents_name_every_chapter(files):
    headings = [
        "Nasional, posisi Agustus 2021",
        "Indikator di semua wilayah",
        "Rekomendasi menurut indikator",
        "Wilayah demi wilayah",
        "Lampiran",
    ]

    bookmarks = [
        each.title for each in PdfReader(io.BytesIO(files["pdf"])).outline if not isinstance(each, list)
    ]
    styled = [
        each.text
        for each in docx.Document(io.BytesIO(files["docx"])).paragraphs
        if each.style.name == "Heading 2"
    ]
    assert (bookmarks, styled) == (headings, headings)
