from datetime import date
from uuid import uuid4

import pytest

from federations.enums import Role
from tests.factories.meetings import Gathering, MeetingFactory
from tests.factories.organisation import ChapterFactory, FederationFactory, UnitFactory
from tests.factories.users import user_with
from workplan.actions import action_items
from workplan.models import ActionItem, Transition

pytestmark = pytest.mark.django_db

LIST = "/tindak-lanjut/"
NEW = "/rakerwil/31-2021-1/tindak-lanjut/baru/"
ROW = "/rakerwil/31-2021-1/tindak-lanjut/1/"
VERBS = ("lapor", "selesai", "buka-kembali", "batalkan")


@pytest.fixture
def room(clock):
    clock("2021-10-05 10:00")
    return Gathering()


@pytest.fixture
def promised(room):
    action_items.promise(
        room.meeting,
        text="Daftar perusahaan.",
        owner=room.chapter,
        due_on=date(2021, 9, 30),
        by=room.secretary,
    )
    return room


def typed(room, **changes):
    return {
        "token": str(uuid4()),
        "text": "Daftar perusahaan.",
        "owner": f"chapter-{room.chapter.pk}",
        "due_on": "2021-10-30",
        "item": "",
        **changes,
    }


def listed(response):
    return [action.text for action in response.context["page"]]


# --- the list -----------------------------------------------------------------------------------


def test_the_list_shows_what_is_open_and_what_is_one_s_own(sign_in, promised):
    action_items.promise(
        promised.meeting, text="Rekap.", owner=promised.other, due_on=date(2021, 10, 30), by=None
    )
    done = action_items.promise(
        promised.meeting, text="Selesai.", owner=promised.chapter, due_on=date(2021, 10, 30), by=None
    )
    action_items.confirm_done(done, by=None)
    browser = sign_in(promised.rep)

    assert listed(browser.get(LIST)) == ["Daftar perusahaan.", "Rekap."]
    assert listed(browser.get(LIST, {"tampil": "milik-saya"})) == ["Daftar perusahaan."]
    assert listed(browser.get(LIST, {"tampil": "semua"})) == ["Daftar perusahaan.", "Rekap.", "Selesai."]
    assert "Lewat 5 hari" in browser.get(LIST).content.decode()


def test_the_coordinator_s_office_is_the_coordinator_s_own(sign_in, room):
    office = ChapterFactory(region=room.region, federation=FederationFactory(code="KORWIL"))
    action_items.promise(
        room.meeting, text="Undang Disnaker.", owner=office, due_on=date(2021, 10, 30), by=None
    )

    assert listed(sign_in(room.coordinator).get(LIST, {"tampil": "milik-saya"})) == ["Undang Disnaker."]


def test_a_unit_s_officer_sees_what_the_unit_carries_out_and_nothing_else(sign_in, promised):
    unit = UnitFactory()
    officer = user_with(Role.UNIT_OFFICER, unit=unit)
    action_items.promise(promised.meeting, text="Modul.", owner=unit, due_on=date(2021, 10, 30), by=None)
    browser = sign_in(officer)

    assert listed(browser.get(LIST)) == ["Modul."]
    assert browser.get("/rakerwil/31-2021-1/tindak-lanjut/2/").status_code == 200
    assert browser.get(ROW).status_code == 404


def test_an_empty_list_says_what_it_is_for(sign_in, room):
    assert "Tidak ada tindak lanjut di sini" in sign_in(room.rep).get(LIST).content.decode()


@pytest.mark.parametrize("actions", [1, 4])
def test_the_list_takes_as_many_statements_however_long_it_is(
    sign_in, room, actions, django_assert_num_queries
):
    for _each in range(actions):
        action_items.promise(
            room.meeting, text="Rekap.", owner=room.other, due_on=date(2021, 10, 30), by=None
        )
    browser = sign_in(room.secretary)

    with django_assert_num_queries(7):
        browser.get(LIST)


# --- promising and changing ---------------------------------------------------------------------


def test_an_action_is_recorded_once_with_owner_and_deadline(sign_in, room):
    browser, form = sign_in(room.secretary), typed(room, item=str(room.plenary.pk))

    for _tap in range(2):
        browser.post(NEW, form)

    row = ActionItem.objects.get()
    assert (row.owner, row.due_on, row.agenda_item) == (room.chapter, date(2021, 10, 30), room.plenary)


@pytest.mark.parametrize(
    ("field", "value"), [("text", ""), ("owner", ""), ("owner", "chapter-0"), ("due_on", "besok")]
)
def test_what_is_wrong_is_said_at_its_field(sign_in, room, field, value):
    response = sign_in(room.secretary).post(NEW, typed(room, **{field: value}))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_a_chapter_of_another_region_owns_nothing_here(sign_in, room):
    foreign = ChapterFactory(region__code="32")

    response = sign_in(room.secretary).post(NEW, typed(room, owner=f"chapter-{foreign.pk}"))

    assert list(response.context["form"].errors) == ["owner"]


def test_a_unit_can_own_an_action(sign_in, room):
    unit = UnitFactory()

    sign_in(room.secretary).post(NEW, typed(room, owner=f"unit-{unit.pk}"))

    assert ActionItem.objects.get().owner == unit


def test_who_records(sign_in, room):
    for user, status in ((room.rep, 403), (room.admin, 403), (room.stranger(), 404)):
        assert sign_in(user).post(NEW, typed(room)).status_code == status


def test_an_open_action_is_changed(sign_in, promised):
    form = {
        "version": "1",
        "text": "Daftar baru.",
        "owner": f"chapter-{promised.other.pk}",
        "due_on": "2021-11-30",
    }

    response = sign_in(promised.secretary).post(f"{ROW}ubah/", form)

    assert response.url == ROW
    assert (ActionItem.objects.get().owner, ActionItem.objects.get().version) == (promised.other, 2)


def test_a_stale_change_shows_both_versions(sign_in, promised):
    action_items.change(
        ActionItem.objects.get(),
        text="Satu.",
        owner=promised.chapter,
        due_on=date(2021, 9, 30),
        version=1,
        by=promised.coordinator,
    )
    form = {
        "version": "1",
        "text": "Dua.",
        "owner": f"chapter-{promised.chapter.pk}",
        "due_on": "2021-09-30",
    }

    response = sign_in(promised.secretary).post(f"{ROW}ubah/", form)

    assert response.status_code == 409
    assert ("Tindak lanjut", "Dua.", "Satu.") in response.context["clash"]["rows"]


# --- the steps ----------------------------------------------------------------------------------


def test_the_owner_reports_and_the_coordinator_confirms(sign_in, promised):
    assert "Laporkan selesai" in sign_in(promised.rep).get(ROW).content.decode()
    sign_in(promised.rep).post(f"{ROW}lapor/", {"report": "Empat belas perusahaan."})
    sign_in(promised.coordinator).post(f"{ROW}selesai/")

    row = ActionItem.objects.get()
    assert (row.state, row.report) == ("done", "Empat belas perusahaan.")
    assert row.done_on == date(2021, 10, 5)


def test_what_is_not_done_yet_is_opened_again_and_what_will_not_be_is_cancelled(sign_in, promised):
    sign_in(promised.rep).post(f"{ROW}lapor/", {"report": "Sudah."})
    browser = sign_in(promised.secretary)

    browser.post(f"{ROW}buka-kembali/", {"reason": "Belum lengkap."})
    assert ActionItem.objects.get().state == "open"
    browser.post(f"{ROW}batalkan/", {"reason": "Digabung."})
    assert (ActionItem.objects.get().state, ActionItem.objects.get().cancel_reason) == (
        "cancelled",
        "Digabung.",
    )


@pytest.mark.parametrize("word", VERBS)
def test_a_verb_is_never_done_by_opening_its_address(sign_in, promised, word):
    assert sign_in(promised.secretary).get(f"{ROW}{word}/").status_code == 405


def test_only_the_owner_reports_and_only_coordinator_or_secretary_decide(sign_in, promised):
    neighbour = user_with(Role.REPRESENTATIVE, chapter=promised.other)
    form = {"report": "Sudah.", "reason": "Digabung."}
    statuses = {
        (word, name): sign_in(user).post(f"{ROW}{word}/", form).status_code
        for name, user in (
            ("neighbour", neighbour),
            ("admin", promised.admin),
            ("stranger", promised.stranger()),
        )
        for word in VERBS
    }

    assert set(statuses.values()) == {403, 404}
    assert {word for (word, name), status in statuses.items() if name == "neighbour" and status == 403} == {
        *VERBS
    }
    assert {status for (_word, name), status in statuses.items() if name == "stranger"} == {404}
    assert ActionItem.objects.get().state == "open"


@pytest.mark.parametrize(("word", "who"), list(zip(VERBS, ["rep", *["secretary"] * 3], strict=True)))
def test_a_verb_in_a_wrong_state_says_so_and_changes_nothing(sign_in, promised, word, who):
    action_items.confirm_done(ActionItem.objects.get(), by=None)
    steps = Transition.objects.count()

    response = sign_in(getattr(promised, who)).post(
        f"{ROW}{word}/", {"report": "Sudah.", "reason": "x"}, follow=True
    )

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert (ActionItem.objects.get().state, Transition.objects.count()) == ("done", steps)


@pytest.mark.parametrize(("word", "who"), [("lapor", "rep"), ("batalkan", "secretary")])
def test_words_are_asked_for(sign_in, promised, word, who):
    response = sign_in(getattr(promised, who)).post(f"{ROW}{word}/", follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert ActionItem.objects.get().state == "open"


def test_the_page_tells_how_it_came_about(sign_in, promised):
    sign_in(promised.rep).post(f"{ROW}lapor/", {"report": "Sudah."})

    response = sign_in(promised.rep).get(ROW)

    assert [str(row["text"]) for row in response.context["log"]] == ["Dijanjikan", "Dilaporkan selesai"]


def test_actions_of_meetings_elsewhere_are_not_found(sign_in, promised):
    elsewhere = MeetingFactory(region__code="32", invited=True)
    action_items.promise(
        elsewhere,
        text="Lain.",
        owner=ChapterFactory(region=elsewhere.region),
        due_on=date(2021, 9, 30),
        by=None,
    )

    assert sign_in(promised.secretary).get("/rakerwil/32-2021-1/tindak-lanjut/1/").status_code == 404
