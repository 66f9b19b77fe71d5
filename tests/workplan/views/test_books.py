import io
import json

import pytest
from django.core.files.storage import default_storage
from pypdf import PdfReader

from federations.enums import Role
from tests.factories.inputs import BEFORE_RAKORNAS, Outcome
from tests.factories.users import user_with
from workplan.exports.book_making import make_waiting
from workplan.models import Book

pytestmark = pytest.mark.django_db

URL = "/2021/rakornas/himpunan/"


@pytest.fixture
def region(clock):
    clock(BEFORE_RAKORNAS)
    return Outcome()


@pytest.fixture
def desk(client, region):
    client.force_login(region.admin)
    return client


def test_without_a_book_the_page_says_how_to_get_one_and_there_is_no_file(desk):
    assert desk.get(URL).context["book"] is None
    assert desk.get("/2021/rakornas/himpunan.pdf").status_code == 404


def test_a_wish_waits_shows_its_step_and_is_one_however_often_it_is_sent(desk):
    sent = [desk.post(URL + "susun/") for _tap in range(2)]

    page = desk.get(URL)
    assert [(answer.status_code, answer.url) for answer in sent] == [(302, URL)] * 2
    assert Book.objects.count() == 1
    assert "Langkah 1 dari 5" in page.content.decode()


def test_what_was_made_is_there_in_every_format_with_the_same_regions(desk, region):
    region.sent_package()
    desk.post(URL + "susun/")

    made = make_waiting()

    page = desk.get(URL)
    files = {row["format"]: desk.get(row["url"]) for row in page.context["files"]}
    pdf = PdfReader(io.BytesIO(files["pdf"].content))
    assert made == 1
    assert list(files) == ["pdf", "docx", "xlsx", "csv", "json"]
    assert {answer.status_code for answer in files.values()} == {200}
    assert [row["input"]["status"] for row in json.loads(files["json"].content)["regions"]] == ["submitted"]
    assert "DKI Jakarta" in "".join(page.extract_text() for page in pdf.pages)
    assert files["pdf"].headers["Content-Disposition"] == (
        'attachment; filename="himpunan-masukan-rakornas-2021.pdf"'
    )


def test_what_could_not_be_made_says_so_and_can_be_wished_for_again(desk, region):
    Book.objects.create(
        year=region.year, language="id", state="failed", ended_at="2021-10-15T07:00:00Z", error="x"
    )

    page = desk.get(URL).content.decode()
    desk.post(URL + "susun/")

    assert "Himpunan tidak dapat disusun." in page
    assert list(Book.objects.values_list("state", flat=True)) == ["waiting", "failed"]


def test_observers_have_it_made_and_regions_do_not(client, region):
    client.force_login(user_with(Role.OBSERVER))
    assert client.post(URL + "susun/").status_code == 302

    client.force_login(region.coordinator)
    assert [client.get(URL).status_code, client.post(URL + "susun/").status_code] == [403, 403]


def test_a_file_that_was_lost_is_not_found(desk, region):
    desk.post(URL + "susun/")
    make_waiting()
    book = Book.objects.get()

    default_storage.delete(book.storage_name("csv"))

    assert desk.get("/2021/rakornas/himpunan.csv").status_code == 404
