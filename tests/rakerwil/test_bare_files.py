"""Files from outside: those of honest people and those of others, each answered quickly."""

import io
import resource
import struct
import time
import zipfile
import zlib

import pytest
from PIL import Image, PngImagePlugin

from rakerwil.bare_files import Refused, bare, laid_bare
from tests.hostile import png_of

CONTENT_TYPES = {"[Content_Types].xml": b"<Types/>"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OPEN_SHEET = "application/vnd.oasis.opendocument.spreadsheet"


def picture(kind="JPEG", size=(40, 30), **options):
    target = io.BytesIO()
    Image.new("RGB", size, "#a33").save(target, kind, **options)
    return target.getvalue()


def archive(members, *, compress=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", compress) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return target.getvalue()


def office(folder="word", **more):
    return archive({**CONTENT_TYPES, f"{folder}/document.xml": b"<x/>", **more})


def page(objects=b"", end=b"\n%%EOF\n"):
    return b"%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\n" + objects + end


def packed(text, about=b"/Filter /FlateDecode"):
    body = zlib.compress(text)
    return b"7 0 obj << /Type /ObjStm " + about + b" >> stream\n" + body + b"\nendstream endobj"


def exif():
    told = Image.Exif()
    told[0x0112] = 6
    told[0x010E] = "Rumah Ibu"
    told[0x010F] = "Kamera"
    told.get_ifd(0x8825)[1] = "S"
    return told


def text_bomb():
    told = PngImagePlugin.PngInfo()
    told.add_text("a", "x" * 80_000_000, zip=True)
    return picture("PNG", pnginfo=told)


def lying_archive():
    """Its directory says one byte, its part unpacks to 200 million."""
    content = bytearray(office(**{"word/big.xml": b"\0" * 200_000_000}))
    directory = content.rindex(b"PK\x01\x02")
    content[directory + 24 : directory + 28] = struct.pack("<I", 1)
    return bytes(content)


# --- taken --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "extension", "content_type"),
    [
        (picture(), "jpg", "image/jpeg"),
        (picture("PNG"), "png", "image/png"),
        (picture("WEBP"), "jpg", "image/jpeg"),
        (page(), "pdf", "application/pdf"),
        (page(packed(b"<< /OpenAction [3 0 R /Fit] >>")), "pdf", "application/pdf"),
        (office("xl"), "xlsx", SHEET),
        (office("word"), "docx", WORD),
        (archive({"mimetype": OPEN_SHEET.encode()}), "ods", OPEN_SHEET),
    ],
    ids=["jpeg", "png", "webp", "pdf", "packed pdf", "xlsx", "docx", "ods"],
)
def test_photos_pdf_and_office_documents_are_taken_by_content(content, extension, content_type):
    kept = bare(content)

    assert (kept.extension, kept.content_type) == (extension, content_type)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_keeps_its_picture_upright_and_nothing_else(kind):
    kept = bare(picture(kind, exif=exif()) + b"<script>behind</script>")

    with Image.open(io.BytesIO(kept.content)) as image:
        assert image.size == (30, 40)
        assert dict(image.getexif()) == {}
    assert b"Rumah Ibu" not in kept.content
    assert b"script" not in kept.content


def test_a_photo_is_no_larger_than_a_page_needs():
    with Image.open(io.BytesIO(bare(picture(size=(4000, 3000))).content)) as image:
        assert image.size == (2400, 1800)


def test_an_office_document_loses_its_maker_and_the_place_of_its_photos():
    members = {
        "docProps/core.xml": b"<dc:creator>Budi</dc:creator>",
        "docProps/app.xml": b"<Company>PT Rahasia</Company>",
        "word/media/image1.jpeg": picture(exif=exif()),
    }

    kept = bare(office(**members) + b"<html>behind</html>").content

    with zipfile.ZipFile(io.BytesIO(kept)) as file:
        assert file.read("word/document.xml") == b"<x/>"
        assert b"Budi" not in file.read("docProps/core.xml")
        assert b"Rahasia" not in file.read("docProps/app.xml")
        with Image.open(file.open("word/media/image1.jpeg")) as image:
            assert dict(image.getexif()) == {}
    assert b"behind" not in kept


def test_a_pdf_loses_its_maker_and_keeps_its_length():
    content = page(b"2 0 obj << /Author (Budi) /Creator <FEFF0042> /Title (Daftar hadir) >> endobj")

    kept = bare(content).content

    assert len(kept) == len(content)
    assert b"/Author (    ) /Creator <00000000> /Title (Daftar hadir)" in kept


def test_a_signed_pdf_stays_as_it_was_signed():
    content = page(b"2 0 obj << /Author (Budi) >> endobj 3 0 obj << /ByteRange [0 1 2 3] >> endobj")

    assert bare(content).content == content


# --- refused ------------------------------------------------------------------------------------

MACRO = {"word/vbaProject.bin": b"macro"}
TEMPLATE = b'<Relationship Type="x/attachedTemplate" Target="http://a.example" TargetMode="External"/>'
HOSTILE = {
    "html": (b"<html><script>alert(1)</script>", "unknown"),
    "svg": (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown"),
    "program": (b"MZ\x90\x00 a program", "unknown"),
    "the virus that tests scanners": (
        rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*",
        "unknown",
    ),
    "old office": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .doc", "unknown"),
    "gif": (b"GIF89a", "unknown"),
    "zip": (archive({"any": b"zip"}), "unknown"),
    "zip in disguise": (archive({"mimetype": b"application/zip"}), "unknown"),
    "pdf behind html": (b"<html>" + page(), "unknown"),
    "html inside pdf": (page(b"% <HTML><SCRIPT>alert(1)</SCRIPT>"), "unknown"),
    "half a photo": (picture(size=(400, 300))[:900], "broken"),
    "png and nothing": (b"\x89PNG\r\n\x1a\n and nothing", "broken"),
    "webp and nothing": (b"RIFF\x10\0\0\0WEBPVP8 ", "broken"),
    "zip and nothing": (b"PK\x03\x04 and nothing", "broken"),
    "half a pdf": (page(end=b""), "broken"),
    "pdf packed strangely": (page(packed(b"<< /JS >>", b"/Filter /LZWDecode")), "broken"),
    "a way out of the zip": (office(**{"word/../../../etc/passwd": b"x"}), "broken"),
    "directory that lies": (lying_archive(), "broken"),
    "too many pixels": (png_of(30_000, 30_000), "large"),
    "pixels beyond reason": (png_of(2_000_000_000, 2_000_000_000), "large"),
    "zip bomb": (office(**{"word/big.xml": b"\0" * 100_000_000}), "large"),
    "ten thousand parts": (office(**{f"word/{number}.xml": b"" for number in range(10_000)}), "large"),
    "pdf bomb": (page(packed(b"\0" * 80_000_000)), "large"),
    "text bomb in a photo": (text_bomb(), "broken"),
    "macros": (office(**MACRO), "macros"),
    "macros by their type": (archive({"[Content_Types].xml": b"macroEnabled", "word/a.xml": b""}), "macros"),
    "program inside": (office(**{"word/embeddings/oleObject1.bin": b"MZ"}), "macros"),
    "template from outside": (office(**{"word/_rels/document.xml.rels": TEMPLATE}), "macros"),
    "entities": (office(**{"word/more.xml": b"<!DOCTYPE x [<!ENTITY a 'b'>]><x/>"}), "macros"),
    "pdf with a script": (page(b"<< /S /JavaScript /JS (app.alert) >>"), "macros"),
    "pdf with a script in disguise": (page(b"<< /S /J#61vaScript >>"), "macros"),
    "pdf with a packed script": (page(packed(b"<< /S /JavaScript >>")), "macros"),
    "pdf with a file": (page(b"<< /EmbeddedFiles 5 0 R >>"), "macros"),
    "pdf that starts programs": (page(b"<< /S /Launch >>"), "macros"),
    "pdf with a password": (page(b"trailer << /Encrypt 5 0 R >>"), "locked"),
}


@pytest.mark.parametrize(("content", "code"), HOSTILE.values(), ids=HOSTILE)
def test_anything_else_is_refused_in_a_moment(content, code):
    began = time.process_time()

    with pytest.raises(Refused) as caught:
        laid_bare(content)

    assert str(caught.value) == code
    assert time.process_time() - began < 4


@pytest.mark.parametrize("name", ["directory that lies", "too many pixels", "pdf bomb", "macros"])
def test_the_child_that_looks_at_a_hostile_file_says_why_and_costs_little(name):
    content, code = HOSTILE[name]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)

    with pytest.raises(Refused) as caught:
        bare(content)

    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert str(caught.value) == code
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 5


def test_a_link_in_a_document_is_no_reason():
    link = b'<Relationship Type="x/hyperlink" Target="http://a.example" TargetMode="External"/>'

    assert bare(office(**{"word/_rels/document.xml.rels": link})).extension == "docx"
