import io
import zipfile

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from tests.factories.desks import picture
from workplan.forms.evidence import look_at, tidy


def upload(name, content):
    return SimpleUploadedFile(name, content)


def archive(**members):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as file:
        for name, content in members.items():
            file.writestr(name, content)
    return target.getvalue()


def office(folder):
    return archive(**{"[Content_Types].xml": "<Types/>", f"{folder}/document.xml": "<x/>"})


WITH_PLACE = Image.Exif()
WITH_PLACE[0x0112] = 6
WITH_PLACE[0x010E] = "Rumah Ibu"


@pytest.mark.parametrize(
    ("name", "content", "kept_as", "content_type"),
    [
        ("foto.JPG", picture(), "foto.jpg", "image/jpeg"),
        ("foto.png", picture("PNG"), "foto.png", "image/png"),
        ("foto.txt", picture("PNG"), "foto.png", "image/png"),
        ("surat.pdf", b"%PDF-1.7 ...", "surat.pdf", "application/pdf"),
        (
            "daftar.xlsx",
            office("xl"),
            "daftar.xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        (
            "surat.docx",
            office("word"),
            "surat.docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        (
            "daftar.ods",
            archive(mimetype="application/vnd.oasis.opendocument.spreadsheet"),
            "daftar.ods",
            "application/vnd.oasis.opendocument.spreadsheet",
        ),
    ],
    ids=["jpeg", "png", "png under a false name", "pdf", "xlsx", "docx", "ods"],
)
def test_photos_pdf_and_office_documents_are_taken_by_content(name, content, kept_as, content_type):
    kept = look_at(upload(name, content))

    assert (kept.name, kept.content_type) == (kept_as, content_type)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"<html><script>alert(1)</script>", "unknown"),
        (b"MZ\x90\x00 a program", "unknown"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old .doc", "unknown"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "unknown"),
        (picture()[:200], "broken"),
        (b"\x89PNG\r\n\x1a\n and nothing", "broken"),
        (b"PK\x03\x04 and nothing", "broken"),
        (archive(any="zip"), "unknown"),
        (archive(mimetype="application/zip"), "unknown"),
        (
            archive(**{"[Content_Types].xml": "", "word/vbaProject.bin": "macro", "word/document.xml": ""}),
            "macros",
        ),
    ],
    ids=[
        *("empty", "html", "program", "old office", "svg", "half a photo", "no png", "no zip", "zip"),
        *("zip in disguise", "macros"),
    ],
)
def test_anything_else_is_refused(content, code):
    with pytest.raises(ValidationError) as caught:
        look_at(upload("bukti.pdf", content))

    assert caught.value.code == code
    assert "bukti.pdf" in caught.value.messages[0]


def test_a_file_that_is_too_large_is_refused(settings):
    settings.EVIDENCE_MAX_BYTES = 1024**2

    with pytest.raises(ValidationError, match="1 MB"):
        look_at(upload("besar.pdf", b"%PDF-" + b"x" * 1024**2))


def test_a_photo_of_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr("PIL.Image.MAX_IMAGE_PIXELS", 100)

    with pytest.raises(ValidationError) as caught:
        look_at(upload("bom.png", picture("PNG")))

    assert caught.value.code == "too_large"


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_keeps_its_picture_upright_and_nothing_else(kind):
    kept = look_at(upload("foto.jpg", picture(kind, exif=WITH_PLACE)))

    with Image.open(io.BytesIO(kept.content)) as image:
        assert image.size == (30, 40)
        assert dict(image.getexif()) == {}
        assert "exif" not in image.info
    assert b"Rumah Ibu" not in kept.content


def test_a_photo_sent_twice_is_the_same_content():
    first, second = (look_at(upload("foto.jpg", picture(exif=WITH_PLACE))) for _ in range(2))

    assert first.sha256 == second.sha256


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Bukti\\daftar hadir.pdf", "daftar hadir.pdf"),
        ("tanpa-akhiran", "tanpa-akhiran.pdf"),
        ("baris\nbaru\x00.pdf", "barisbaru.pdf"),
        (".pdf", "pdf.pdf"),
        ("", "bukti.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_are_tidied(name, kept_as):
    assert tidy(name, "pdf") == kept_as
