import io
from zipfile import ZipFile

import pytest
import typst
from PIL import Image

from rakerwil.first_looks import HEIGHT, WIDTH, first_look
from tests.hostile import png_of


def picture(kind="JPEG", size=(800, 500), colour="#a33"):
    target = io.BytesIO()
    Image.new("RGB", size, colour).save(target, kind)
    return target.getvalue()


def page(tmp_path):
    (tmp_path / "page.typ").write_text("= Daftar hadir\n#lorem(300)")
    return typst.compile(str(tmp_path / "page.typ"))


def opened(look):
    image = Image.open(io.BytesIO(look))
    assert image.format == "JPEG"
    return image


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_photo_is_made_small_and_keeps_its_shape(kind):
    look = first_look(picture(kind), f"image/{kind.lower()}")

    assert opened(look).size == (320, 200)


def test_a_tall_photo_fits_too():
    assert opened(first_look(picture(size=(300, 900)), "image/jpeg")).size == (80, 240)


def test_a_pdf_shows_the_top_of_its_first_page(tmp_path):
    image = opened(first_look(page(tmp_path), "application/pdf"))

    assert image.size == (WIDTH, HEIGHT)
    # ink on white
    assert [low < 100 < high for low, high in image.getextrema()] == [True] * 3


@pytest.mark.parametrize(
    ("content", "content_type"),
    [
        (b"%PDF-1.4 a page", "application/pdf"),
        (b"\xff\xd8\xff broken", "image/jpeg"),
        (picture("GIF"), "image/png"),
        (b"", "image/png"),
        (b"PK", "application/vnd.oasis.opendocument.text"),
    ],
)
def test_of_what_cannot_be_shown_there_is_no_look(content, content_type):
    assert first_look(content, content_type) is None


def test_a_picture_that_unpacks_to_more_than_fits_takes_nobody_down():
    assert first_look(png_of(30_000, 30_000), "image/png") is None


def test_a_zip_that_calls_itself_a_pdf_is_none():
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        archive.writestr("x", "x")

    assert first_look(target.getvalue(), "application/pdf") is None
