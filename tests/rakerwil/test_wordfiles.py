"""The Word file of a document's plain data, read back with python-docx."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from lxml import etree

from rakerwil.wordfiles import word_file
from rakerwil.wordmarkup import shared_widths

TABLE = {
    "kind": "table",
    "caption": "Tiap indikator",
    "header": ["Indikator", "Nilai"],
    "rows": [["ORG-01", {"word": "53,3", "tone": "q2"}], ["ORG-02", "1.234"]],
    "align": ["left", "right"],
    "widths": ["1", "auto"],
    "bold": [1],
}
EVERY_BLOCK: list[dict[str, Any]] = [
    {"kind": "contents", "title": "Daftar isi"},
    {"kind": "heading", "text": "Bagian", "level": 2, "align": "left"},
    {"kind": "paragraph", "text": "Kalimat biasa."},
    {"kind": "list", "items": ["butir satu", "butir dua"]},
    {"kind": "lead", "items": [{"label": "Skor", "figure": "85,2", "note": "Tinggi", "tone": "q4"}]},
    TABLE,
    {
        "kind": "heat",
        "caption": "Panas",
        "header": ["", "ORG 01"],
        "rows": [["GARTEKS", {"word": "45", "tone": "q1"}], ["KIKES", {"word": "–", "tone": ""}]],
    },
    {"kind": "facts", "items": [{"label": "Tempat", "value": "Depok"}]},
    {
        "kind": "recommendation",
        "level": 3,
        "code": "R-1",
        "title": "Kontak poin",
        "paragraphs": ["Bentuk kontak poin."],
        "figures": [{"indicator": "ORG-01", "items": [{"label": "Realisasi", "figure": "404"}]}],
        "lock": "Dibekukan.",
        "plan": [{**TABLE, "caption": "Rencana"}],
        "facts": [{"label": "Kepada", "value": "DEN"}],
    },
    {"kind": "page"},
    {"kind": "heading", "text": "Lampiran", "level": 4, "align": "center"},
    {
        "kind": "signatures",
        "place": "Depok, 10 September 2021",
        "signers": [{"role": "Koordinator", "name": "Peserta 01 (contoh)"}],
    },
]


def data(**changes):
    whole = {
        "title": "Masukan",
        "author": "Konfederasi",
        "language": "id",
        "mark": "",
        "footer": "Kaki surat",
        "page_word": "halaman",
        "of_word": "dari",
        "letterhead": {"name": "Konfederasi", "sub": "Korwil", "address": ["Jalan Contoh 1"], "logo": ""},
        "layout": "report",
        "landscape": False,
        "number": "No. 1",
        "opening": ["Pembuka."],
        "blocks": EVERY_BLOCK,
    }
    return {**whole, **changes}


def opened(**changes):
    return docx.Document(io.BytesIO(word_file(data(**changes))))


def words_of(document):
    return " ".join(element.text or "" for element in document.element.body.iter(qn("w:t")))


def test_every_block_stands_with_its_words():
    words = words_of(opened())

    wanted = (
        "Konfederasi", "Korwil", "Jalan Contoh 1", "No. 1", "Pembuka.", "Kalimat biasa.", "butir dua", "85,2",
        "△ Tinggi", "▽ 53,3", "1.234", "45", "Depok", "R-1  Kontak poin", "404", "Dibekukan.",
        "Peserta 01 (contoh)",
    )  # fmt: skip
    assert [word for word in wanted if word not in words] == []


def test_headings_are_real_and_the_contents_list_two_levels():
    document = opened()

    headings = [
        (each.style.name, each.text) for each in document.paragraphs if each.style.name.startswith("Heading")
    ]
    listed = [each.text.split("\t")[0] for each in document.paragraphs if each.style.name.startswith("TOC")]
    assert headings == [
        ("Heading 1", "Masukan"),
        ("Heading 2", "Bagian"),
        ("Heading 3", "R-1  Kontak poin"),
        ("Heading 4", "Lampiran"),
    ]
    codes = "".join(code.text for code in document.element.body.iter(qn("w:instrText")))
    assert 'TOC \\o "2-3"' in codes
    assert listed == ["Bagian", "R-1  Kontak poin"]


def test_each_link_of_the_contents_leads_to_its_heading():
    body = opened().element.body

    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    places = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert anchors == places
    assert len(places) == 2


def test_table_keeps_its_rows_and_repeats_its_header():
    document = opened()

    table = next(each for each in document.tables if each.cell(0, 0).text == "Indikator")
    shown = [[cell.text for cell in row.cells] for row in table.rows]
    assert shown == [["Indikator", "Nilai"], ["ORG-01", "▽ 53,3"], ["ORG-02", "1.234"]]
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [True, False, False]


def test_page_is_a4_and_says_which_of_how_many():
    section = opened().sections[0]

    footer = "".join(etree.tostring(section.footer._element, encoding="unicode"))
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert [word for word in ("Kaki surat", "halaman", " PAGE ", " NUMPAGES ") if word not in footer] == []


def test_landscape_lies_on_its_side():
    section = opened(landscape=True).sections[0]

    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)


def test_draft_says_so_behind_every_page():
    header = etree.tostring(opened(mark="RANCANGAN").sections[0].header._element, encoding="unicode")

    assert 'string="RANCANGAN"' in header
    assert opened().sections[0].header.is_linked_to_previous


@pytest.mark.parametrize(("language", "written"), [("id", "id-ID"), ("en", "en-GB")])
def test_language_is_told(language, written):
    document = opened(language=language)

    told = {each.get(qn("w:val")) for each in document.styles.element.iter(qn("w:lang"))}
    assert told == {written}
    assert document.core_properties.language == language
    assert document.core_properties.title == "Masukan"


def test_what_people_typed_is_text_and_never_markup():
    typed = '</w:t><w:br/> & "kutip" {title} \x00\x0b\ufffe \ud800 baris\nbaru'
    block = {"kind": "paragraph", "text": typed}

    document = opened(title=typed, footer=typed, mark=typed, blocks=[block])

    shown = document.paragraphs[-1].text
    assert shown == '</w:t><w:br/> & "kutip" {title} □□□ □ baris\nbaru'


def test_file_has_no_outside_links_and_every_part_is_well_formed():
    with zipfile.ZipFile(io.BytesIO(word_file(data(mark="RANCANGAN")))) as parts:
        names = [name for name in parts.namelist() if name.endswith((".xml", ".rels"))]
        texts = {name: parts.read(name) for name in names}

    assert [name for name, text in texts.items() if b'TargetMode="External"' in text] == []
    assert [name for name, text in texts.items() if etree.fromstring(text) is None] == []


@pytest.mark.parametrize(
    ("asked", "columns"),
    [
        (["1", "auto"], [["a"], ["b" * 10]]),
        (["auto", "auto"], [["a" * 100], ["b" * 3]]),
        (["1", "2"], [["a"], ["b"]]),
        (["1", *["auto"] * 9], [["nama"], *[["1.234.567.890"]] * 9]),
    ],
)
def test_widths_add_up_to_the_page(asked, columns):
    widths = shared_widths(asked, columns, 9638)

    assert sum(widths) == 9638
    assert min(widths) > 0
