import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from federations.models import Letterhead

pytestmark = pytest.mark.django_db

TYPED = {
    "address": "Jalan Merdeka 1\n\nJakarta",
    "seat": "Jakarta",
    "issuer": "KORWIL-DKI/KSBSI",
    "numbering": "{nomor}/{penerbit}/{bulan}/{tahun}",
    "chair_title": "Koordinator Wilayah",
    "chair_name": "Peserta 01 (contoh)",
    "secretary_title": "Sekretaris",
    "secretary_name": "Peserta 02 (contoh)",
    "version": 1,
}


@pytest.fixture
def url(jakarta):
    return reverse("organisation_letterhead", args=["31"])


def picture(kind="PNG", size=(900, 300)):
    made = io.BytesIO()
    Image.new("RGB", size, "red").save(made, kind)
    return SimpleUploadedFile(f"logo.{kind.lower()}", made.getvalue())


def test_letterhead_is_the_coordinator_s_own(sign_in, coordinator, stranger, secretary, jakarta, url):
    statuses = [sign_in(user).post(url, TYPED).status_code for user in (stranger, secretary, coordinator)]

    letterhead = Letterhead.objects.get(region=jakarta)
    assert statuses == [403, 403, 302]
    assert letterhead.address_lines == ["Jalan Merdeka 1", "Jakarta"]
    assert letterhead.chair_name == "Peserta 01 (contoh)"


def test_national_letterhead_is_the_national_office_s(sign_in, admin, coordinator):
    page = reverse("organisation_national_letterhead")

    statuses = [sign_in(user).post(page, TYPED).status_code for user in (coordinator, admin)]

    assert statuses == [403, 302]
    assert Letterhead.of(None).address_lines == ["Jalan Merdeka 1", "Jakarta"]


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_logo_is_kept_small_as_png_and_taken_away(sign_in, coordinator, jakarta, url, kind):
    client = sign_in(coordinator)

    client.post(url, {**TYPED, "logo_file": picture(kind)})
    kept = bytes(Letterhead.of(jakarta).logo)
    client.post(url, {**TYPED, "version": 2, "without_logo": "on"})

    with Image.open(io.BytesIO(kept)) as image:
        assert (image.format, image.size) == ("PNG", (480, 160))
    assert bytes(Letterhead.of(jakarta).logo) == b""


@pytest.mark.parametrize("content", [b"%PDF-1.7 ...", b"<svg onload='alert(1)'/>", b"", b"GIF89a"])
def test_what_is_no_picture_is_refused_beside_the_field_and_nothing_typed_is_lost(
    sign_in, coordinator, jakarta, url, content
):
    answer = sign_in(coordinator).post(url, {**TYPED, "logo_file": SimpleUploadedFile("logo.png", content)})

    form = answer.context["form"]
    assert list(form.errors) == ["logo_file"]
    assert form["address"].value() == TYPED["address"]
    assert Letterhead.of(jakarta).address == ""


def test_logo_that_is_too_large_is_refused(sign_in, coordinator, url):
    large = SimpleUploadedFile("logo.png", b"\x89PNG" + b"0" * (2 * 1024 * 1024))

    answer = sign_in(coordinator).post(url, {**TYPED, "logo_file": large})

    assert "2 MB" in str(answer.context["form"].errors["logo_file"])


@pytest.mark.parametrize(
    "pattern", ["{penerbit}/{tahun}", "{nomor}/{umur}", "{nomor", "{nomor.__class__}", "{0}"]
)
def test_pattern_of_numbers_is_checked(sign_in, coordinator, url, pattern):
    answer = sign_in(coordinator).post(url, {**TYPED, "numbering": pattern})

    assert list(answer.context["form"].errors) == ["numbering"]


def test_stale_edit_shows_both(sign_in, coordinator, jakarta, url):
    client = sign_in(coordinator)
    client.post(url, TYPED)

    answer = client.post(url, {**TYPED, "seat": "Depok"})

    assert answer.status_code == 409
    assert Letterhead.of(jakarta).seat == "Jakarta"
