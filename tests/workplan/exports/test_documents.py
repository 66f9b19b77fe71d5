import io
import unicodedata
from base64 import b64encode

import docx
import pytest
from django.utils import translation
from docx.oxml.ns import qn
from PIL import Image
from pypdf import PdfReader

from workplan.exports.documents import (
    Bullets,
    Clause,
    Clauses,
    Contents,
    Document,
    Fact,
    Facts,
    Figure,
    Heading,
    Heat,
    IndicatorFigures,
    Judged,
    Lead,
    Letter,
    Numbered,
    PageBreak,
    Paragraph,
    Picture,
    RecommendationBlock,
    Signatures,
    Signer,
    SignIn,
    Table,
)

MARKUP = '#read("/etc/passwd") *tebal* _miring_ = Judul $x^2$ @rujuk <label> // catatan \\ #{1+1}'

EVERY_BLOCK = [
    Contents("Isi"),
    Heading("Judul bagian"),
    Paragraph("Kalimat biasa."),
    Bullets(["butir satu", "butir dua"]),
    Lead([Figure("Skor", "85,2", "Tinggi", "tinggi"), Figure("Lengkap", "90 %")]),
    Table(["Indikator", "Nilai"], [["ORG-01", Judged("53,3", "rendah")]], ["left", "right"], ["1", "auto"]),
    Heat(["", "ORG 01"], [["GARTEKS", Judged("45", "sangat_rendah")], ["KIKES", Judged("–")]], "Panas"),
    Facts([Fact("Tempat", "Depok")]),
    RecommendationBlock(
        code="R-1",
        title="Kontak poin",
        paragraphs=["Bentuk kontak poin."],
        figures=[IndicatorFigures("ORG-01", [Figure("Realisasi", "404"), Figure("Target", "1.200")])],
        lock="Dibekukan.",
        plan=[Table(["Federasi", "Bagian"], [["GARTEKS", "127"]], ["left", "right"], ["1", "auto"])],
        facts=[Fact("Kepada", "DEN")],
    ),
    Letter("Depok, 27 Agustus 2021", [Fact("Hal", "Undangan")], ["Kepada Yth.", "Ketua FKUI"]),
    Clauses("Menimbang", [Clause("a.", "bahwa capaian dinilai;"), Clause("b.", "bahwa ditindaklanjuti.")]),
    SignIn(
        ["No", "Nama", "Tanda tangan"], [["1", "Peserta 02"], ["2", "Peserta 03"]], ["auto", "1"], "Hadir"
    ),
    Picture(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4" cy="4" r="3"/></svg>',
        "Sebuah lingkaran",
        20,
    ),
    Numbered(["DEN", "Arsip"], "Tembusan"),
    PageBreak(),
    Signatures("Depok, 10 September 2021", [Signer("Koordinator", "Peserta 01 (contoh)")]),
]


def document(**changes):
    parts = {
        "title": "Masukan",
        "sub": "Korwil",
        "number": "No. 1",
        "opening": ["Pembuka."],
        "blocks": EVERY_BLOCK,
        "footer": "Kaki",
    }
    return Document(**{**parts, **changes})


def read(made):
    return PdfReader(io.BytesIO(made.pdf()))


def text_of(pdf):
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    return unicodedata.normalize("NFC", text)


def test_every_block_is_set_with_its_words():
    text = text_of(read(document()))

    words = (
        "Judul bagian", "Kalimat biasa.", "butir dua", "85,2", "ORG-01", "53,3", "GARTEKS", "45", "Depok",
        "Kontak poin", "404", "1.200", "127", "Dibekukan.", "Peserta 01 (contoh)", "Kaki", "Pembuka.",
        "Undangan", "Ketua FKUI", "Menimbang", "bahwa ditindaklanjuti.", "Peserta 03", "Tembusan", "Arsip",
    )  # fmt: skip
    assert [word for word in words if word not in text] == []


@pytest.mark.parametrize("language", ["id", "en"])
def test_pdf_is_tagged_a4_with_title_and_language(language):
    with translation.override(language):
        pdf = read(document())

    root = pdf.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"].startswith(language)
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert pdf.metadata.title == "Masukan"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data()
    assert [round(float(side)) for side in pdf.pages[0].mediabox[2:]] == [595, 842]


def test_what_people_typed_is_shown_and_never_read_as_markup():
    text = text_of(
        read(
            document(
                title=MARKUP,
                opening=[MARKUP],
                blocks=[
                    Heading(MARKUP),
                    Paragraph(MARKUP),
                    Bullets([MARKUP]),
                    Table([MARKUP], [[MARKUP]], ["left"], ["1"]),
                ],
                footer=MARKUP,
            )
        )
    )

    assert text.count('#read("/etc/passwd") *tebal* _miring_ = Judul $x^2$ @rujuk <label>') == 8
    assert "root:" not in text


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Semangat 💪🏽", "Semangat □"),
        ("工会", "□□"),
        ("a\x00b", "a□b"),
        ("\ufffe", "□"),
        ("👩‍🏭 organiser", "□□ organiser"),
        ("langkah 1️⃣ dan 2️⃣", "langkah 1 dan 2"),
        ("Jose\u0301 🇮🇩 \\u0000", "José □□ \\u0000"),
    ],
)
def test_signs_that_no_font_has_get_a_stand_in(typed, shown):
    text = text_of(read(document(title=typed, blocks=[Paragraph(f"Awal {typed} akhir")])))

    assert f"Awal {shown} akhir" in text


def test_a_draft_says_so_on_every_page():
    pdf = read(document(mark="RANCANGAN"))

    assert ["RANCANGAN" in page.extract_text() for page in pdf.pages] == [True, True, True]


def test_a_final_document_carries_no_mark():
    assert "RANCANGAN" not in text_of(read(document()))


def test_pages_are_numbered():
    with translation.override("id"):
        pdf = read(document())

    assert [f"halaman {at} dari 3" in page.extract_text() for at, page in enumerate(pdf.pages, 1)] == [
        True,
        True,
        True,
    ]


def test_plain_says_the_kind_of_each_block_and_the_shade_of_each_judgement():
    blocks = document().plain()["blocks"]

    assert [block["kind"] for block in blocks] == [
        "contents", "heading", "paragraph", "list", "lead", "table", "heat", "facts", "recommendation",
        "letter", "clauses", "sign_in", "picture", "numbered", "page", "signatures",
    ]  # fmt: skip
    assert blocks[4]["items"][0] == {"label": "Skor", "figure": "85,2", "note": "Tinggi", "tone": "q4"}
    assert blocks[6]["rows"] == [
        ["GARTEKS", {"word": "45", "tone": "q1"}],
        ["KIKES", {"word": "–", "tone": ""}],
    ]


def test_word_carries_every_block_with_its_words():
    word = docx.Document(io.BytesIO(document().docx()))

    shown = " ".join(element.text or "" for element in word.element.body.iter(qn("w:t")))
    words = (
        "Judul bagian", "Kalimat biasa.", "butir dua", "85,2", "53,3", "GARTEKS", "Depok", "Kontak poin",
        "404", "Dibekukan.", "Peserta 01 (contoh)", "Undangan", "Ketua FKUI", "Menimbang",
        "bahwa ditindaklanjuti.", "Peserta 03", "Tembusan", "Arsip",
    )  # fmt: skip
    assert [each for each in words if each not in shown] == []
    pictures = word.element.body.iter(qn("wp:docPr"))
    assert [each.get("descr") for each in pictures] == ["Sebuah lingkaran"]


@pytest.mark.parametrize("layout", ["act", "letter"])
def test_every_layout_is_set_in_both_formats_with_its_logo(layout):
    pixel = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(pixel, "PNG")
    blocks = [block for block in EVERY_BLOCK if isinstance(block, Letter | Clauses | Picture | Signatures)]
    made = document(layout=layout, blocks=blocks, logo=b64encode(pixel.getvalue()).decode())

    text, word = text_of(read(made)), docx.Document(io.BytesIO(made.docx()))

    titles = [each.text for each in word.paragraphs if each.style.name == "Heading 1"]
    assert titles == (["Masukan"] if layout == "act" else [])
    assert ("No. 1" in text) is (layout == "act")
    assert len(word.element.body.findall(f".//{qn('w:drawing')}")) == 2


def test_table_lines_carry_their_heads_for_narrow_pages():
    table = Table(["A", "B"], [["1", "2"]], ["left", "right"], ["1", "auto"])

    assert table.columns == [("A", "left"), ("B", "right")]
    assert table.lines == [[("1", "A", "left"), ("2", "B", "right")]]
