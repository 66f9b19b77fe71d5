from uuid import uuid4

import pytest

from tests.factories.meetings import BEGINS, AgendaItemFactory, Gathering
from workplan.actions import agenda
from workplan.models import AgendaItem, Transition

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/acara/"
VERBS = ("naik", "turun", "hapus", "buka", "skors", "lanjutkan", "tutup")


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def typed(**changes):
    return {
        "token": str(uuid4()),
        "kind": "break",
        "title": "Salat Jumat",
        "minutes_planned": "90",
        "planned_at": "11:30",
        "topic": "",
        "speaker": "",
        "unit": "",
        **changes,
    }


def verb(item, word):
    return f"{URL}{item.pk}/{word}/"


def order(room):
    return list(room.meeting.agenda.order_by("position").values_list("title", flat=True))


def test_times_follow_from_the_beginning_and_the_lengths(sign_in, room):
    AgendaItemFactory(meeting=room.meeting, position=3, title="Salat Jumat", planned_at="10:15")

    response = sign_in(room.rep).get(URL)

    entries = response.context["entries"]
    assert [entry.planned for entry in entries] == ["09.00", "09.30", "10.15"]
    assert entries[2].slot.overlap == 15


def test_an_item_is_added_once_however_often_it_is_sent(sign_in, room):
    browser, form = sign_in(room.secretary), typed()

    for _tap in range(2):
        browser.post(URL, form)

    assert order(room) == ["Pembukaan", "Pleno I", "Salat Jumat"]
    assert f"{AgendaItem.objects.get(title='Salat Jumat').planned_at:%H:%M}" == "11:30"


def test_speakers_are_those_on_the_list(sign_in, room):
    browser, listed = sign_in(room.secretary), room.delegates[0].person

    browser.post(URL, typed(speaker=str(listed.pk)))
    wrong = browser.post(URL, typed(speaker=str(room.admin.person.pk)))

    assert AgendaItem.objects.get(title="Salat Jumat").speaker == listed
    assert list(wrong.context["form"].errors) == ["speaker"]


@pytest.mark.parametrize(("field", "value"), [("title", ""), ("minutes_planned", "0"), ("kind", "pesta")])
def test_what_is_wrong_is_said_at_its_field(sign_in, room, field, value):
    response = sign_in(room.secretary).post(URL, typed(**{field: value}))

    assert response.status_code == 422
    assert field in response.context["form"].errors
    assert order(room) == ["Pembukaan", "Pleno I"]


def test_only_those_who_run_the_meeting_change_its_agenda(sign_in, room):
    assert sign_in(room.rep).post(URL, typed()).status_code == 403
    assert sign_in(room.stranger()).post(URL, typed()).status_code == 404
    assert sign_in(room.stranger()).get(URL).status_code == 404


def test_after_the_end_the_agenda_stands(sign_in, clock):
    clock("2021-09-10 18:00")
    room = Gathering("finished")

    response = sign_in(room.secretary).post(URL, typed(), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert order(room) == ["Pembukaan", "Pleno I"]


def test_an_item_is_edited_until_it_begins(sign_in, room):
    response = sign_in(room.secretary).post(
        verb(room.opening, "ubah"), typed(version="1", kind="opening", title="Pembukaan resmi")
    )

    assert response.url == f"{URL}#acara-{room.opening.pk}"
    assert order(room)[0] == "Pembukaan resmi"


def test_a_stale_edit_shows_both_versions(sign_in, room):
    agenda.edit(room.opening, version=1, title="Pembukaan DEN", by=room.coordinator)

    response = sign_in(room.secretary).post(
        verb(room.opening, "ubah"), typed(version="1", kind="opening", title="Pembukaan resmi")
    )

    assert response.status_code == 409
    assert ("Judul", "Pembukaan resmi", "Pembukaan DEN") in response.context["clash"]["rows"]
    assert order(room)[0] == "Pembukaan DEN"


def test_an_item_of_another_meeting_is_not_found(sign_in, room):
    foreign = AgendaItemFactory(meeting__region__code="32")

    assert sign_in(room.secretary).post(verb(foreign, "buka")).status_code == 404


def test_items_are_moved_and_taken_off_by_buttons(sign_in, room):
    browser = sign_in(room.secretary)

    browser.post(verb(room.plenary, "naik"))
    assert order(room) == ["Pleno I", "Pembukaan"]
    browser.post(verb(room.plenary, "turun"))
    assert order(room) == ["Pembukaan", "Pleno I"]
    for _tap in range(2):
        browser.post(verb(room.opening, "hapus"))
    assert order(room) == ["Pleno I"]


def test_a_sitting_is_opened_suspended_resumed_and_closed_by_buttons(sign_in, room):
    browser = sign_in(room.secretary)

    states = []
    for word in ("buka", "skors", "lanjutkan", "tutup"):
        assert browser.post(verb(room.plenary, word)).url == "/rakerwil/31-2021-1/"
        states.append(AgendaItem.objects.get(pk=room.plenary.pk).sitting_state)

    assert states == ["open", "suspended", "open", "closed"]
    page = " ".join(browser.get(URL).content.decode().split())
    assert "3 hadir saat dimulai, 3 saat selesai" in page
    assert "diskors 10.30–10.30, hadir 3 dan 3" in page


def test_an_ordinary_item_begins_and_ends_by_buttons(sign_in, room):
    browser = sign_in(room.secretary)

    browser.post(verb(room.opening, "buka"), {"next": URL})
    browser.post(verb(room.opening, "tutup"))

    stored = AgendaItem.objects.get(pk=room.opening.pk)
    assert (stored.opened_present, stored.closed_present) == (3, 3)


@pytest.mark.parametrize("word", VERBS)
def test_a_verb_is_never_done_by_opening_its_address(sign_in, room, word):
    assert sign_in(room.secretary).get(verb(room.plenary, word)).status_code == 405


@pytest.mark.parametrize("word", VERBS)
def test_a_verb_is_for_those_who_run_the_meeting(sign_in, room, word):
    for user, status in ((room.rep, 403), (room.admin, 403), (room.stranger(), 404)):
        assert sign_in(user).post(verb(room.plenary, word)).status_code == status

    assert Transition.objects.filter(noun="workplan.agendaitem").count() == 0


@pytest.mark.parametrize("word", VERBS)
def test_a_verb_in_a_wrong_state_says_so_and_changes_nothing(sign_in, room, word):
    agenda.begin(room.opening, by=None, at=BEGINS)
    room.approve()
    before = list(AgendaItem.objects.values())

    response = sign_in(room.secretary).post(verb(room.plenary, word), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert list(AgendaItem.objects.values()) == before


@pytest.mark.parametrize("items", [1, 6])
def test_the_agenda_takes_as_many_statements_however_long_it_is(
    sign_in, room, items, django_assert_num_queries
):
    for place in range(items):
        AgendaItemFactory(meeting=room.meeting, position=10 + place, sitting=True)
    browser = sign_in(room.secretary)

    with django_assert_num_queries(10):
        browser.get(URL)


def test_a_friday_without_a_break_at_noon_is_told(sign_in, room):
    browser = sign_in(room.secretary)
    AgendaItemFactory(meeting=room.meeting, position=3, title="Panjang", minutes_planned=180)
    told = browser.get(URL).context["prays"]
    AgendaItemFactory(meeting=room.meeting, position=4, kind="break", title="Salat Jumat", planned_at="11:30")
    AgendaItem.objects.filter(title="Panjang").update(minutes_planned=30)

    assert (told, browser.get(URL).context["prays"]) == (False, True)
