import pytest

from tests.factories.meetings import AgendaItemFactory, Gathering
from workplan.models import Recommendation

pytestmark = pytest.mark.django_db

BLOCK = "/rakerwil/31-2021-1/rekomendasi/sahkan-sekaligus/"
OF_MEETING = "/2021/rekomendasi/?rapat=31-2021-1"


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def text(response):
    return " ".join(response.content.decode().split())


def test_what_is_before_the_meeting_can_be_adopted_together(sign_in, room):
    for _ in range(2):
        room.recommend(tabled=True)
    room.recommend()
    browser = sign_in(room.secretary)

    page = text(browser.get(OF_MEETING))
    browser.post(BLOCK, {"rows": ["1:1", "2:1"], "way": "consensus"})

    assert "Sahkan beberapa sekaligus" in page
    assert 'value="1:1"' in page
    assert 'value="3:1"' not in page
    states = [row.state for row in Recommendation.objects.order_by("number")]
    assert states == ["adopted", "adopted", "proposed"]


@pytest.mark.parametrize("rows", [[], ["1:9"], ["9:1"]])
def test_a_block_that_cannot_be_adopted_says_why(sign_in, room, rows):
    room.recommend(tabled=True)

    response = sign_in(room.secretary).post(BLOCK, {"rows": rows, "way": "consensus"})

    assert response.status_code == 422
    assert Recommendation.objects.get().state == "tabled"


def test_a_block_needs_a_quorum(sign_in, room):
    room.recommend(tabled=True)
    room.empty_the_room()

    response = sign_in(room.secretary).post(BLOCK, {"rows": ["1:1"], "way": "consensus"})

    assert response.status_code == 422
    assert "kuorum" in text(response).lower()


def test_owner_commission_and_reason_are_asked_for(sign_in, room):
    commission = AgendaItemFactory(meeting=room.meeting, sitting=True, kind="commission", title="Komisi A")
    room.recommend()
    browser = sign_in(room.secretary)

    browser.post(
        "/rakerwil/31-2021-1/rekomendasi/1/ubah/",
        {
            "version": "1",
            "title": "Kontak poin",
            "text": "Bentuk empat kontak poin.",
            "kind": "organising",
            "addressee": "employers",
            "owner": f"chapter-{room.other.pk}",
            "commission": str(commission.pk),
            "reason": "Komisi menyebut jumlahnya.",
        },
    )

    row = Recommendation.objects.get()
    assert (row.owner, row.commission, row.addressee) == (room.other, commission, "employers")
    page = text(browser.get("/rakerwil/31-2021-1/rekomendasi/1/"))
    assert "Alasan: Komisi menyebut jumlahnya." in page
    assert "Komisi A" in page
