import pytest

from tests.factories.inputs import BEFORE_RAKORNAS, Outcome
from workplan.actions import national_inputs

pytestmark = pytest.mark.django_db

URL = "/2021/wilayah/31/masukan/v2/beda/"


@pytest.fixture
def region(clock):
    """Its first version came back; since then a figure was corrected and a recommendation reworded."""
    clock(BEFORE_RAKORNAS)
    region = Outcome()
    following = national_inputs.send_back(region.sent_package(), by=region.admin, reason="Lengkapi angka.")
    row = region.chapter.contributions.get(month="2021-08-01")
    row.value = 75
    row.save()
    recommendation = region.recommendation
    recommendation.text = "Bentuk sepuluh kontak poin."
    recommendation.save()
    region.recommend(2, title="Baru")
    following.foreword = "Pengantar kedua."
    following.save()
    return region


def text(response):
    return " ".join(response.content.decode().split())


def test_the_page_shows_figures_and_words_old_and_new(client, region):
    client.force_login(region.coordinator)

    page = text(client.get(URL))

    assert "480 → <b>495</b>" in page
    assert '<ins><span class="vh">ditambah: </span>sepuluh</ins>' in page
    assert "R-2 Baru" in page
    assert "Lengkapi angka." in page


def test_before_it_is_sent_only_those_who_prepare_it_see_it(client, region):
    client.force_login(region.admin)

    assert client.get(URL).status_code == 404


@pytest.mark.parametrize("address", [URL + "?dari=2", URL + "?dari=x", URL.replace("v2", "v1")])
def test_a_version_without_an_earlier_one_is_not_found(client, region, address):
    client.force_login(region.coordinator)

    assert client.get(address).status_code == 404
