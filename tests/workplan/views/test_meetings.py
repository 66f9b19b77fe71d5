from uuid import uuid4

import pytest
from django.urls import reverse

from federations.enums import Role
from tests.factories.meetings import BEGINS, Gathering, MeetingFactory
from tests.factories.organisation import ChapterFactory, RegionFactory, UnitFactory
from tests.factories.users import PersonFactory, user_with
from workplan.actions import action_items, meetings, participants
from workplan.models import Meeting, Transition

pytestmark = pytest.mark.django_db

NEW = "/2021/wilayah/31/rapat/baru/"
VERBS = ("invite", "start", "finish", "step_back", "freeze")


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def typed(**changes):
    return {
        "token": str(uuid4()),
        "title": "Rakerwil kedua",
        "held_on": "2021-11-20",
        "begins_at": "09:00",
        "venue": "Aula",
        "city": "Jakarta",
        "purpose": "",
        "quorum_percent": "50",
        "quorum_federations": "",
        **changes,
    }


def url(verb, slug="31-2021-1"):
    return reverse(f"meeting_{verb}", args=[slug])


def listed(response):
    return [meeting.slug for meeting in response.context["page"]]


# --- the list -----------------------------------------------------------------------------------


def test_the_list_shows_the_own_region_s_meetings_newest_first(sign_in, room):
    MeetingFactory(region=room.region, number=2, starts_at="2021-11-20T02:00:00Z")
    MeetingFactory(region=RegionFactory(code="32"))

    response = sign_in(room.rep).get("/rapat/")

    assert listed(response) == ["31-2021-2", "31-2021-1"]


def test_the_list_is_narrowed_by_year_and_kind(sign_in, room):
    MeetingFactory(region=room.region, kind="training")
    browser = sign_in(room.secretary)

    assert listed(browser.get("/rapat/", {"jenis": "training"})) == ["31-2021-pelatihan-1"]
    assert listed(browser.get("/rapat/", {"tahun": "2020"})) == []
    assert len(listed(browser.get("/rapat/", {"tahun": "2021"}))) == 2
    assert len(listed(browser.get("/rapat/", {"tahun": "x", "jenis": "pesta"}))) == 2


def test_an_empty_list_says_what_to_do_next(sign_in, clock):
    coordinator = user_with(Role.COORDINATOR, region=RegionFactory(code="31"))

    page = sign_in(coordinator).get("/rapat/").content.decode()

    assert "Belum ada rapat" in page


def test_a_meeting_is_called_from_the_list_in_the_open_year(sign_in, room):
    assert f'href="{NEW}"' in sign_in(room.secretary).get("/rapat/").content.decode()
    assert NEW not in sign_in(room.rep).get("/rapat/").content.decode()


def test_what_one_owes_waits_beside_the_list(sign_in, room):
    action_items.promise(room.meeting, text="Daftar.", owner=room.chapter, due_on=BEGINS.date(), by=None)

    response = sign_in(room.rep).get("/rapat/")

    assert response.context["owed"] == 1
    assert 'href="/tindak-lanjut/?tampil=milik-saya"' in response.content.decode()


def test_a_unit_and_a_federation_s_office_see_where_they_are_invited(sign_in, room):
    unit = UnitFactory()
    officer = user_with(Role.UNIT_OFFICER, unit=unit)
    office = user_with(Role.FEDERATION_OFFICE, federation=room.other.federation)

    assert listed(sign_in(officer).get("/rapat/")) == []
    participants.invite(room.meeting, PersonFactory(unit=unit), category="speaker", by=None)

    assert listed(sign_in(officer).get("/rapat/")) == ["31-2021-1"]
    assert listed(sign_in(office).get("/rapat/")) == ["31-2021-1"]


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_statements_however_long_it_is(
    sign_in, room, number, django_assert_num_queries
):
    for place in range(2, number + 1):
        MeetingFactory(region=room.region, number=place)
    browser = sign_in(room.secretary)

    with django_assert_num_queries(8):
        browser.get("/rapat/")


# --- a new one ----------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["coordinator", "secretary"])
def test_a_meeting_is_called_on_the_region_s_clock(sign_in, room, who):
    response = sign_in(getattr(room, who)).post(NEW, typed())

    meeting = Meeting.objects.get(number=2)
    assert response.url == "/rakerwil/31-2021-2/acara/"
    assert meeting.starts_at.isoformat() == "2021-11-20T02:00:00+00:00"
    assert (meeting.venue, meeting.state) == ("Aula", "draft")


def test_a_meeting_in_the_east_begins_by_the_clock_there(sign_in, room):
    east = RegionFactory(code="94", time_zone="WIT")
    secretary = user_with(Role.SECRETARY, region=east)

    sign_in(secretary).post("/2021/wilayah/94/rapat/baru/", typed())

    assert Meeting.objects.get(region=east).starts_at.isoformat() == "2021-11-20T00:00:00+00:00"


def test_a_double_tap_calls_one_meeting(sign_in, room):
    browser, form = sign_in(room.secretary), typed()

    first, again = browser.post(NEW, form), browser.post(NEW, form)

    assert first.url == again.url
    assert Meeting.objects.count() == 2


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("title", ""),
        ("held_on", "2023-01-01"),
        ("held_on", "besok"),
        ("begins_at", "25:00"),
        ("quorum_percent", "101"),
        ("quorum_federations", "0"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(sign_in, room, field, value):
    response = sign_in(room.secretary).post(NEW, typed(**{field: value}))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]
    assert Meeting.objects.count() == 1


def test_only_those_who_run_the_region_call_its_meetings(sign_in, room):
    assert sign_in(room.rep).post(NEW, typed()).status_code == 403
    assert sign_in(room.admin).post(NEW, typed()).status_code == 403
    assert sign_in(room.stranger()).post(NEW, typed()).status_code == 404
    assert Meeting.objects.count() == 1


# --- edit ---------------------------------------------------------------------------------------


@pytest.fixture
def invited(clock):
    clock("2021-09-05 10:00")
    return Gathering("invited")


def test_date_and_place_are_edited_until_it_begins(sign_in, invited):
    response = sign_in(invited.secretary).post(url("edit"), typed(version="1"))

    meeting = Meeting.objects.get()
    assert response.url == "/rakerwil/31-2021-1/"
    assert (meeting.title, meeting.venue, meeting.version) == ("Rakerwil kedua", "Aula", 2)


def test_the_form_shows_day_and_clock_of_the_meeting(sign_in, invited):
    form = sign_in(invited.secretary).get(url("edit")).context["form"]

    assert form["held_on"].value().isoformat() == "2021-09-10"
    assert f"{form['begins_at'].value():%H:%M}" == "09:00"


def test_a_stale_edit_shows_both_versions_and_either_can_be_chosen(sign_in, invited):
    meetings.edit(invited.meeting, version=1, by=invited.coordinator, venue="Gedung Joang")
    browser = sign_in(invited.secretary)

    response = browser.post(url("edit"), typed(version="1"))

    rows = response.context["clash"]["rows"]
    assert response.status_code == 409
    assert ("Tempat", "Aula", "Gedung Joang") in rows
    assert Meeting.objects.get().venue == "Gedung Joang"
    form = response.context["form"]
    browser.post(url("edit"), {**typed(), "version": form["version"].value(), "clash": "mine"})
    assert Meeting.objects.get().venue == "Aula"


def test_the_saved_version_can_be_kept(sign_in, invited):
    meetings.edit(invited.meeting, version=1, by=invited.coordinator, venue="Gedung Joang")

    sign_in(invited.secretary).post(url("edit"), typed(version="1", clash="stored"))

    assert Meeting.objects.get().venue == "Gedung Joang"


def test_a_meeting_that_has_begun_is_not_edited_and_nothing_typed_is_lost(sign_in, room):
    response = sign_in(room.secretary).post(url("edit"), typed(version="1"))

    assert response.status_code == 200
    assert "sudah dimulai" in str(response.context["form"].non_field_errors())
    assert response.context["form"]["venue"].value() == "Aula"


def test_who_may_edit(sign_in, invited):
    assert sign_in(invited.rep).get(url("edit")).status_code == 403
    assert sign_in(invited.stranger()).get(url("edit")).status_code == 404


# --- the steps ----------------------------------------------------------------------------------


def test_the_meeting_goes_its_way_by_buttons(sign_in, clock):
    clock("2021-09-10 09:05")
    room = Gathering("draft")
    browser = sign_in(room.secretary)

    states = []
    for verb in ("invite", "freeze", "start", "finish"):
        assert browser.post(url(verb)).url == "/rakerwil/31-2021-1/"
        states.append(Meeting.objects.get().state)

    assert states == ["invited", "invited", "in_progress", "finished"]
    assert Meeting.objects.get().data_position.taken_by == room.secretary


def test_one_step_back_takes_the_state_the_page_showed(sign_in, room):
    browser = sign_in(room.secretary)

    for _tap in range(2):
        browser.post(url("step_back"), {"state": "in_progress", "reason": "Belum kuorum."})

    assert Meeting.objects.get().state == "invited"
    assert Transition.objects.get(verb="unstart").reason == "Belum kuorum."


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_never_done_by_opening_its_address(sign_in, room, verb):
    assert sign_in(room.secretary).get(url(verb)).status_code == 405


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_is_for_those_who_run_the_meeting(sign_in, room, verb):
    before = Meeting.objects.values().get()

    for user, status in ((room.rep, 403), (room.admin, 403), (room.stranger(), 404)):
        assert sign_in(user).post(url(verb), {"state": "in_progress", "reason": "x"}).status_code == status

    assert Meeting.objects.values().get() == before


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_in_a_wrong_state_says_so_and_changes_nothing(sign_in, room, verb):
    room.approve()
    before, steps = Meeting.objects.values().get(), Transition.objects.count()

    response = sign_in(room.secretary).post(url(verb), {"state": "in_progress", "reason": "x"}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert (Meeting.objects.values().get(), Transition.objects.count()) == (before, steps)


def test_at_the_national_forum_the_admin_runs_the_meeting(sign_in, clock):
    meeting = MeetingFactory(region=None, kind="rakornas", invited=True)
    admin = user_with(Role.ADMIN)
    coordinator = user_with(Role.COORDINATOR, region=RegionFactory(code="31"))

    assert sign_in(admin).post(url("start", meeting.slug)).status_code == 302
    assert Meeting.objects.get().state == "in_progress"
    assert sign_in(coordinator).post(url("finish", meeting.slug)).status_code == 403


def test_a_representative_of_another_chapter_sees_the_region_s_meeting_too(sign_in, room):
    neighbour = user_with(Role.REPRESENTATIVE, chapter=ChapterFactory(region=room.region))

    assert listed(sign_in(neighbour).get("/rapat/")) == ["31-2021-1"]
