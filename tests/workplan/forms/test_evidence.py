import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories.desks import picture
from workplan.forms.evidence import REASONS, look_at, tidy

PAGE = b"%PDF-1.7 ... %%EOF"


def upload(name, content):
    return SimpleUploadedFile(name, content)


@pytest.mark.parametrize(
    ("name", "content", "kept_as", "content_type"),
    [
        ("foto.JPG", picture(), "foto.jpg", "image/jpeg"),
        ("foto.txt", picture("PNG"), "foto.png", "image/png"),
        ("surat.docx", PAGE, "surat.pdf", "application/pdf"),
    ],
    ids=["jpeg", "png under a false name", "pdf under a false name"],
)
def test_a_file_is_named_by_what_it_is(name, content, kept_as, content_type):
    kept = look_at(upload(name, content))

    assert (kept.name, kept.content_type) == (kept_as, content_type)


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"MZ\x90\x00 a program", "unknown"),
        (picture()[:200], "broken"),
        (b"%PDF-1.7 /Encrypt 5 0 R %%EOF", "locked"),
        (b"%PDF-1.7 << /S /JavaScript >> %%EOF", "macros"),
    ],
)
def test_a_file_that_is_not_taken_is_named_with_what_to_do(content, code):
    with pytest.raises(ValidationError) as caught:
        look_at(upload("bukti.pdf", content))

    assert caught.value.code == code
    assert "bukti.pdf" in caught.value.messages[0]


def test_every_reason_names_the_file():
    assert [code for code, text in REASONS.items() if "%(name)s" not in str(text)] == []


def test_a_file_that_is_too_large_is_refused(settings):
    settings.EVIDENCE_MAX_BYTES = 1024**2

    with pytest.raises(ValidationError, match="1 MB"):
        look_at(upload("besar.pdf", b"%PDF-" + b"x" * 1024**2))


def test_a_photo_sent_twice_is_the_same_content():
    first, second = (look_at(upload("foto.jpg", picture())) for _ in range(2))

    assert first.sha256 == second.sha256


@pytest.mark.parametrize(
    ("name", "kept_as"),
    [
        ("../../etc/passwd.pdf", "passwd.pdf"),
        ("C:\\Bukti\\daftar hadir.pdf", "daftar hadir.pdf"),
        ("tanpa-akhiran", "tanpa-akhiran.pdf"),
        ("baris\nbaru\x00.pdf", "barisbaru.pdf"),
        ("lampiran.pdf\r\nX-Jahat: 1", "lampiran.pdf"),
        ("gaji\u202efdp.exe", "gajifdp.pdf"),
        ("perintah.php", "perintah.pdf"),
        (".pdf", "pdf.pdf"),
        ("", "bukti.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
    ],
)
def test_names_are_tidied(name, kept_as):
    assert tidy(name, "pdf") == kept_as
