import pytest

from tests.factories.desk import NationalDesk
from tests.factories.inputs import BEFORE_RAKORNAS
from tests.factories.meetings import AgendaItemFactory, MeetingFactory
from workplan.models import Composite, Disposition, Recommendation
from workplan.reporting.worklists import items

pytestmark = pytest.mark.django_db

DESK = "/2021/rakornas/rekomendasi/"
SAME = {
    "outcome": "accepted",
    "answer": "Sejalan dengan rencana DEN.",
    "owner": "Departemen Organisasi DEN",
    "due_on": "2022-03-31",
}


@pytest.fixture
def region(clock):
    clock(BEFORE_RAKORNAS)
    return NationalDesk()


@pytest.fixture
def desk(sign_in, region):
    return sign_in(region.admin)


def tokens(region):
    return [item.token for item in items(region.year)]


def shown(response):
    return [line["item"].name for line in response.context["lines"]]


def test_ticked_ones_are_put_together_and_the_composite_takes_their_place(desk, region):
    read = tokens(region)

    desk.post(
        f"{DESK}gabungkan/",
        {"pilih": [read[0], read[2]], "title": "Kontak poin di setiap kawasan", "text": "DEN menugaskan."},
    )

    assert shown(desk.get(DESK)) == ["G-1", f"{region.region.short_name} R-2"]
    page = desk.get("/2021/rakornas/gabungan/1/").content.decode()
    assert [region.region.name in page, "Jawa Barat" in page] == [True, True]


def test_the_acts_stand_in_one_form_so_no_two_fields_share_a_name(desk):
    acts = desk.get(DESK).context["acts"].values()

    names = [name for act in acts for name in act.fields]

    assert sorted(names) == sorted(set(names))


def test_what_is_answered_is_carried_out_together(desk, region):
    desk.post(f"{DESK}jawab/", {"pilih": tokens(region), **SAME, "publish": "1"})

    desk.post(f"{DESK}terlaksana/", {"pilih": tokens(region), "told": "Empat organiser bekerja."})

    assert set(Recommendation.objects.values_list("state", flat=True)) == {"carried_out"}


def test_one_that_changed_meanwhile_is_named_and_what_was_typed_stays(desk, region):
    read = tokens(region)
    Recommendation.objects.filter(pk=region.second.pk).update(version=2)

    response = desk.post(f"{DESK}jawab/", {"pilih": read, **SAME})

    assert response.status_code == 422
    assert f"{region.region.short_name} R-2" in str(next(iter(response.context["messages"])))
    assert response.context["acts"]["jawab"]["answer"].value() == SAME["answer"]
    assert Disposition.objects.count() == 0


@pytest.mark.parametrize(("extra", "published"), [({}, 0), ({"publish": "1"}, 3)])
def test_the_same_answer_is_drafted_or_published_for_all_that_are_ticked(desk, region, extra, published):
    desk.post(f"{DESK}jawab/", {"pilih": tokens(region), **SAME, **extra})

    assert (Disposition.objects.count(), Disposition.objects.published().count()) == (3, published)


def test_what_is_missing_is_said_beside_its_field(desk, region):
    response = desk.post(f"{DESK}jawab/", {"pilih": tokens(region), **SAME, "owner": ""})

    assert (response.status_code, list(response.context["acts"]["jawab"].errors)) == (422, ["owner"])


def test_a_line_is_moved_with_its_button_and_the_filter_stays(desk, region):
    page = desk.get(f"{DESK}?jenis=organising")
    lines = page.context["lines"]

    response = desk.post(
        f"{DESK}urutkan/?jenis=organising", {"pindah": f"{lines[2]['item'].key}:{lines[2]['up']}"}
    )

    assert response["Location"] == f"{DESK}?jenis=organising#{lines[2]['item'].key}"
    assert shown(desk.get(DESK)) == [lines[at]["item"].name for at in (0, 2, 1)]


def test_priority_is_set_and_filtered(desk, region):
    desk.post(f"{DESK}prioritas/", {"pilih": tokens(region)[:1], "priority": "1"})

    assert shown(desk.get(f"{DESK}?prioritas=1")) == [f"{region.region.short_name} R-1"]


def test_the_filtered_list_goes_onto_a_forums_agenda(desk, region):
    forum = MeetingFactory(region=None, year=region.year, kind="rakornas", invited=True)
    sitting = AgendaItemFactory(meeting=forum, sitting=True)
    lines = desk.get(f"{DESK}?wilayah=32").context["lines"]

    desk.post(f"{DESK}acara/", {"pilih": [line["item"].token for line in lines], "item": sitting.pk})

    assert [matter.recommendation for matter in forum.matters.all()] == [region.third]


def test_a_composite_is_answered_reworded_and_taken_apart_on_its_page(desk, region):
    region.group()
    page = "/2021/rakornas/gabungan/1/"

    desk.post(f"{page}tambah/", {"origin": region.second.pk})
    desk.post(f"{page}lepas/{region.recommendation.pk}/")
    desk.post(f"{page}ubah/", {"version": 3, "title": "Lain", "text": "Kata lain."})
    desk.post(f"{page}urai/")

    composite = Composite.objects.get()
    assert (composite.title, composite.dissolved_at is not None, composite.origins.count()) == (
        "Lain",
        True,
        0,
    )


def test_the_answer_of_a_composite_is_read_on_every_origins_page(desk, sign_in, region):
    region.group()
    desk.post("/2021/rakornas/gabungan/1/jawaban/", {**SAME, "seen": "0", "publish": "1"})
    desk.post("/2021/rakornas/gabungan/1/jawaban/kemajuan/", {"reason": "Dua organiser ditugaskan."})

    reader = sign_in(region.rep)
    page = reader.get("/rakerwil/31-2021-1/rekomendasi/1/").content.decode()

    assert ["G-1" in page, SAME["answer"] in page, "Dua organiser ditugaskan." in page] == [True] * 3
    assert reader.get("/2021/rakornas/gabungan/1/").status_code == 200


def test_before_it_is_answered_nobody_else_sees_the_composite(sign_in, region):
    region.group()

    assert sign_in(region.coordinator).get("/2021/rakornas/gabungan/1/").status_code == 404
    assert "G-1" not in sign_in(region.rep).get("/rakerwil/31-2021-1/rekomendasi/1/").content.decode()


def test_an_origins_answer_is_written_on_the_composites_page(desk, region):
    region.group()

    response = desk.get("/rakerwil/31-2021-1/rekomendasi/1/jawaban/")

    assert response["Location"] == "/2021/rakornas/gabungan/1/jawaban/"


@pytest.mark.parametrize(
    "verb", ["jawab", "terbitkan", "gabungkan", "prioritas", "acara", "urutkan", "terlaksana"]
)
def test_the_list_is_worked_on_by_the_national_office_alone(sign_in, region, verb):
    url = f"{DESK}{verb}/"

    assert sign_in(region.coordinator).post(url, {"pilih": tokens(region)}).status_code == 403
    assert sign_in(region.admin).get(url).status_code == 405
