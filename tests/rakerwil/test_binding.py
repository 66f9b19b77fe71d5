import io

import pytest
from pypdf import PdfReader

from rakerwil.binding import Binder
from rakerwil.set_parts import BindingFailed, Part, renumbered
from rakerwil.typesetting import CELLS_OF_A_PART, parts_of, set_in_parts, set_in_type
from workplan.exports.documents import Contents, Document, Heading, PageBreak, Paragraph, Table


def document(*chapters):
    """A contents, and chapters that begin pages."""
    blocks = [Contents("Daftar isi"), *(block for chapter in chapters for block in (PageBreak(), *chapter))]
    return Document("Himpunan", "DEN", "Nomor 1", ["Pembuka."], blocks, "Kaki")


def table(name, rows):
    lines = [[f"{name} {at}", "1"] for at in range(rows)]
    return Table(["Nama (a)", "Angka"], lines, ["left", "right"], ["1", "auto"], is_dense=True)


def elements(root):
    """Every structure element with its parent."""
    stack = [(root, kid) for kid in root["/K"]]
    while stack:
        parent, each = stack.pop()
        each = each.get_object()
        if not hasattr(each, "get") or each.get("/Type") != "/StructElem":
            continue
        yield parent, each
        kids = each.get("/K", [])
        stack += [(each, kid) for kid in (kids if isinstance(kids, list) else [kids])]


@pytest.fixture(scope="module")
def bound():
    """Two chapters, each too large to be set with the other, and a short third under the second's head."""
    half = CELLS_OF_A_PART // 2 + 10
    told = []
    made = document(
        [Heading("Satu (1 0 R)"), Heading("Rinci ▲", 3), table("A", half // 2)],
        [Heading("Bagian dua", 3), table("B", half // 2)],
        [Heading("Tiga"), Paragraph("Penutup.")],
    )
    pdf = set_in_parts("document.typ", made.plain(), lambda done, parts: told.append((done, parts)))
    return PdfReader(io.BytesIO(pdf), strict=True), told


def test_long_document_is_set_in_parts_and_says_how_far_it_is(bound):
    reader, told = bound

    texts = [page.extract_text() for page in reader.pages]
    assert told == [(0, 2), (1, 2)]
    assert ["Himpunan" in texts[0], "Penutup." in texts[-1]] == [True, True]
    assert [text.split()[-1] for text in texts] == [str(page) for page in range(1, len(texts) + 1)]


def test_contents_and_bookmarks_lead_to_the_pages_of_the_headings(bound):
    reader, _told = bound

    def flat(items, depth=0):
        for item in items:
            if isinstance(item, list):
                yield from flat(item, depth + 1)
            else:
                yield depth, item.title, reader.get_destination_page_number(item)

    bookmarks = list(flat(reader.outline))
    links = [annotation.get_object() for annotation in reader.pages[0]["/Annots"]]
    pages = [reader.get_page_number(link["/Dest"].get_object()[0].get_object()) for link in links]
    front = [line.split(".")[0].strip() for line in reader.pages[0].extract_text().splitlines()]
    assert [(depth, title) for depth, title, _page in bookmarks] == [
        (0, "Satu (1 0 R)"),
        (1, "Rinci ▲"),
        (1, "Bagian dua"),
        (0, "Tiga"),
    ]
    assert pages == [page for _depth, _title, page in bookmarks]
    assert [link["/Contents"] for link in links] == [title for _depth, title, _page in bookmarks]
    assert [title for _depth, title, _page in bookmarks if title not in front] == []


def test_structure_is_one_tree_with_names_of_its_own(bound):
    reader, _told = bound
    root = reader.trailer["/Root"]["/StructTreeRoot"]

    found = list(elements(root))

    ids = [each["/ID"] for _parent, each in found if "/ID" in each]
    named = root["/IDTree"]["/Names"][::2]
    asked = {
        name
        for _parent, each in found
        for attribute in each.get("/A", [])
        for name in attribute.get_object().get("/Headers", [])
    }
    pages = [page.indirect_reference for page in reader.pages]
    assert [each["/P"].get_object() is parent for parent, each in found].count(False) == 0
    assert len(ids) == len(set(ids)) == len(named)
    assert sorted(named) == list(named)
    assert asked == set(ids)
    assert [each for _parent, each in found if "/Pg" in each and each.raw_get("/Pg") not in pages] == []
    heads = [each["/S"] for _parent, each in found if each["/S"] in ("/H1", "/H2", "/H3")]
    assert sorted(heads) == ["/H1", "/H2", "/H2", "/H2", "/H3", "/H3"]


def test_title_and_standard_are_those_of_the_whole(bound):
    reader, _told = bound
    root = reader.trailer["/Root"]

    assert reader.metadata.title == "Himpunan"
    assert b"pdfuaid:part>1<" in root["/Metadata"].get_data()
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"][:2]) == (True, "id")


def test_every_page_has_its_own_place_in_the_tree_of_parents(bound):
    reader, _told = bound
    root = reader.trailer["/Root"]["/StructTreeRoot"]

    numbers = root["/ParentTree"]["/Nums"]
    keys = numbers[::2]

    assert keys == sorted(set(keys))
    assert [page["/StructParents"] for page in reader.pages if page["/StructParents"] not in keys] == []
    assert root["/ParentTreeNextKey"] > max(keys)


def test_a_document_that_fits_is_set_as_it_is():
    made = document([Heading("Satu"), Paragraph("Isi.")]).plain()

    assert len(parts_of(made["blocks"])) == 1
    assert b"/ObjStm" not in set_in_parts("document.typ", made)


def test_other_headings_than_told_are_refused():
    pdf = set_in_type("document.typ", document([Heading("Satu")]).plain())

    with pytest.raises(BindingFailed, match="1 headings were set, 2 were told"):
        Binder().add(pdf, [2, 3])


def test_a_link_to_no_heading_is_refused():
    binder = Binder()
    plain = document([Heading("Satu")]).plain()
    link = [{"level": 2, "text": "Dua", "target": "bab:7", "page": 1}]
    told = {"first_page": 1, "first_level": 2, "contents": link}
    binder.add(set_in_type("document.typ", {**plain, "part": told}), [2])

    with pytest.raises(BindingFailed, match="heading 7 of 1"):
        binder.whole()


def test_what_is_no_pdf_of_the_typesetter_is_refused():
    with pytest.raises(BindingFailed):
        Part(b"%PDF\n1 1 obj\nxref\n0000000005 00000 n\nstartxref\n17\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"/P 7 0 R /K [12 0 R 3]", b"/P 8 0 R /K [13 0 R 3]"),
        (b"/T (7 0 R) /P 7 0 R", b"/T (7 0 R) /P 8 0 R"),
        (b"/T (a (7 0 R) b) /P 7 0 R", b"/T (a (7 0 R) b) /P 8 0 R"),
        (rb"/T (a \) 7 0 R) /P 7 0 R", rb"/T (a \) 7 0 R) /P 8 0 R"),
    ],
)
def test_only_references_get_new_numbers(body, expected):
    assert renumbered(body, lambda number: number + 1) == expected
