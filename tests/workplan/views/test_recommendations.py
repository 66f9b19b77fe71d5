from datetime import date
from uuid import uuid4

import pytest

from federations.enums import Role
from tests.factories.meetings import BEGINS, DURING, Gathering, MeetingFactory
from tests.factories.organisation import UnitFactory
from tests.factories.users import PersonFactory, user_with
from workplan.actions import meetings, participants, recommendations
from workplan.models import Recommendation, Transition

pytestmark = pytest.mark.django_db

LIST = "/2021/rekomendasi/"
NEW = "/rakerwil/31-2021-1/rekomendasi/baru/"
TAP = "/rakerwil/31-2021-1/rekomendasi/dari-angka/"
ROW = "/rakerwil/31-2021-1/rekomendasi/1/"
REGION = "/2021/wilayah/31/rekomendasi/baru/"
VERBS = ("bahas", "ajukan", "tunda", "tarik")


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def typed(room, **changes):
    return {
        "token": str(uuid4()),
        "title": "Kontak poin",
        "text": "Bentuk kontak poin.",
        "kind": "organising",
        "addressee": "den",
        "due_on": "2021-12-31",
        "raised_by": [room.chapter.pk],
        "indicators": [room.members.pk],
        **changes,
    }


def listed(response):
    return [row.title for row in response.context["page"]]


# --- the list -----------------------------------------------------------------------------------


@pytest.fixture
def three(room):
    """One proposed, one adopted, one withdrawn."""
    room.recommend(title="Diusulkan")
    adopted = room.recommend(title="Disahkan", tabled=True)
    recommendations.adopt(adopted, by=None, at=DURING)
    recommendations.withdraw(room.recommend(title="Ditarik"), reason="Digabung.", by=None)
    return room


def test_the_region_sees_all_and_the_others_what_was_adopted(sign_in, three):
    seen = {
        name: listed(sign_in(user).get(LIST))
        for name, user in {
            "coordinator": three.coordinator,
            "representative": three.rep,
            "admin": three.admin,
            "observer": user_with(Role.OBSERVER),
            "auditor": user_with(Role.AUDITOR),
            "federation": user_with(Role.FEDERATION_OFFICE),
            "stranger": three.stranger(),
        }.items()
    }

    everything = ["Diusulkan", "Disahkan", "Ditarik"]
    assert seen == {
        "coordinator": everything,
        "representative": everything,
        "admin": everything,
        "observer": ["Disahkan"],
        "auditor": ["Disahkan"],
        "federation": ["Disahkan"],
        "stranger": [],
    }


def test_the_list_is_narrowed_by_what_became_of_it_and_by_meeting(sign_in, three):
    browser = sign_in(three.secretary)

    assert listed(browser.get(LIST, {"tampil": "belum-diputus"})) == ["Diusulkan"]
    assert listed(browser.get(LIST, {"tampil": "disahkan"})) == ["Disahkan"]
    assert len(listed(browser.get(LIST, {"rapat": "31-2021-1", "tampil": "lain"}))) == 3
    assert browser.get(LIST, {"rapat": "32-2021-1"}).status_code == 404
    assert browser.get("/2020/rekomendasi/").status_code == 404


def test_an_empty_list_says_where_they_are_made(sign_in, room):
    assert "Belum ada rekomendasi" in sign_in(room.rep).get(LIST).content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_statements_however_long_it_is(
    sign_in, room, number, django_assert_num_queries
):
    for _each in range(number):
        room.recommend()
    browser = sign_in(room.secretary)

    with django_assert_num_queries(7):
        browser.get(LIST)


# --- from a figure ------------------------------------------------------------------------------


def test_the_dashboard_leads_to_the_region_s_current_meeting(sign_in, room):
    response = sign_in(room.secretary).get(REGION, {"indikator": "ORG-01"})

    assert response.url == f"{NEW}?indikator=ORG-01"


@pytest.mark.parametrize("code", ["ORG-99", "", "&x=1"])
def test_an_indicator_that_is_not_there_leads_to_the_empty_form(sign_in, room, code):
    assert sign_in(room.secretary).get(REGION, {"indikator": code}).url == NEW


def test_the_current_meeting_is_the_one_that_goes_on_then_the_next_then_the_last(sign_in, room):
    later = MeetingFactory(region=room.region, year=room.year, number=2, starts_at="2021-12-01T02:00:00Z")
    browser = sign_in(room.secretary)

    assert "31-2021-1" in browser.get(REGION).url
    meetings.finish(room.meeting, by=None, at=DURING)
    assert "31-2021-2" in browser.get(REGION).url
    later.delete()
    assert "31-2021-1" in browser.get(REGION).url
    room.meeting.refresh_from_db()
    room.approve()
    assert "Adakan Rakerwil" in browser.get(REGION).content.decode()


def test_without_a_meeting_others_are_told_who_calls_one(sign_in, room):
    room.approve()

    assert "Koordinator atau sekretaris" in sign_in(room.rep).get(REGION).content.decode()


def test_who_comes_from_a_figure(sign_in, room):
    statuses = [
        sign_in(user).get(REGION).status_code
        for user in (room.rep, room.admin, user_with(Role.OBSERVER), room.stranger())
    ]

    assert statuses == [302, 403, 403, 404]


def test_the_form_is_filled_with_the_figure_s_words_and_plan(sign_in, room):
    response = sign_in(room.secretary).get(NEW, {"indikator": "ORG-01"})

    form, draft = response.context["form"], response.context["draft"]
    assert form["title"].value() == "Mengejar anggota baru direkrut"
    assert "baru 400 orang dari target 1.200 orang" in form["text"].value()
    assert form["indicators"].value() == [room.members.pk]
    assert form["due_on"].value() == date(2021, 12, 31)
    assert draft["plan"]["gap"] == "800"


@pytest.mark.parametrize("asked", [{}, {"indikator": "ORG-01"}])
def test_a_representative_s_own_chapter_is_ticked_already(sign_in, room, asked):
    form = sign_in(room.rep).get(NEW, asked).context["form"]

    assert form["raised_by"].value() == [room.chapter.pk]


def test_two_clicks_from_the_dashboard_put_it_to_the_meeting(sign_in, room):
    browser = sign_in(room.secretary)
    form = browser.get(REGION, {"indikator": "ORG-01"}, follow=True).context["form"]
    sent = {name: value for name in form.fields if (value := form[name].value())}

    response = browser.post(NEW, {**sent, "table": "1"})

    row = Recommendation.objects.get()
    assert response.url == ROW
    assert row.state == "tabled"
    assert row.figures.data["figures"][0]["actual"] == "400"
    assert row.figures.data["catch_up"]["gap"] == "800"


def test_one_tap_on_the_meeting_s_page_makes_the_draft_and_two_make_one(sign_in, room):
    browser, form = sign_in(room.secretary), {"indikator": "ORG-01", "token": str(uuid4())}

    for _tap in range(2):
        assert browser.post(TAP, form).url == ROW

    row = Recommendation.objects.get()
    assert (row.title, row.state, list(row.indicators.all())) == (
        "Mengejar anggota baru direkrut",
        "proposed",
        [room.members],
    )
    assert row.figures.data["catch_up"]["gap"] == "800"


def test_a_tap_on_nothing_is_not_found(sign_in, room):
    assert sign_in(room.secretary).post(TAP, {"indikator": "ORG-99"}).status_code == 404
    assert sign_in(room.secretary).get(TAP).status_code == 405


# --- proposing ----------------------------------------------------------------------------------


def test_a_proposal_is_made_once_however_often_it_is_sent(sign_in, room):
    browser, form = sign_in(room.rep), typed(room)

    for _tap in range(2):
        assert browser.post(NEW, form).url == ROW

    row = Recommendation.objects.get()
    assert (row.proposed_by, list(row.raised_by.all()), row.state) == (room.rep, [room.chapter], "proposed")


def test_a_representative_s_second_button_puts_nothing_to_the_meeting(sign_in, room):
    sign_in(room.rep).post(NEW, typed(room, table="1"))

    assert Recommendation.objects.get().state == "proposed"


@pytest.mark.parametrize(
    ("field", "value"), [("title", ""), ("text", ""), ("kind", "pesta"), ("indicators", ["0"])]
)
def test_what_is_wrong_is_said_at_its_field(sign_in, room, field, value):
    response = sign_in(room.secretary).post(NEW, typed(room, **{field: value}))

    assert response.status_code == 422
    assert list(response.context["form"].errors) == [field]


def test_an_officer_of_an_invited_unit_sees_all_of_the_meeting_and_proposes_from_the_agenda(sign_in, room):
    unit = UnitFactory()
    officer = user_with(Role.UNIT_OFFICER, unit=unit)
    participants.invite(room.meeting, PersonFactory(unit=unit), category="speaker", by=None)
    browser = sign_in(officer)

    room.recommend(title="Dari yang lain")

    assert listed(browser.get(LIST)) == ["Dari yang lain"]
    assert browser.post(NEW, typed(room)).status_code == 403
    room.plenary.unit = unit
    room.plenary.save()
    assert browser.post(NEW, typed(room)).status_code == 302


def test_who_proposes(sign_in, room):
    for user, status in ((room.admin, 403), (user_with(Role.OBSERVER), 403), (room.stranger(), 404)):
        assert sign_in(user).post(NEW, typed(room)).status_code == status
        assert sign_in(user).post(TAP, {"indikator": "ORG-01"}).status_code == status

    assert Recommendation.objects.count() == 0


def test_an_approved_meeting_takes_up_nothing_new(sign_in, room):
    room.approve()
    browser = sign_in(room.secretary)

    for response in (browser.post(NEW, typed(room)), browser.post(TAP, {"indikator": "ORG-01"})):
        assert response.status_code == 302

    assert Recommendation.objects.count() == 0


# --- editing ------------------------------------------------------------------------------------


def test_words_are_edited_until_the_decision(sign_in, room):
    room.recommend()

    response = sign_in(room.secretary).post(
        f"{ROW}ubah/", typed(room, version="1", text="Empat kontak poin.", raised_by=[room.other.pk])
    )

    assert response.url == ROW
    assert (Recommendation.objects.get().text, Recommendation.objects.get().version) == (
        "Empat kontak poin.",
        2,
    )


def test_a_stale_edit_shows_both_wordings(sign_in, room):
    row = room.recommend()
    recommendations.edit(
        row,
        version=1,
        indicators=[room.members],
        raised_by=[room.chapter],
        text="Dua kontak poin.",
        by=room.coordinator,
    )

    response = sign_in(room.secretary).post(f"{ROW}ubah/", typed(room, version="1", text="Empat."))

    assert response.status_code == 409
    assert ("Rumusan", "Empat.", "Dua kontak poin.") in response.context["clash"]["rows"]
    assert Recommendation.objects.get().text == "Dua kontak poin."


def test_whoever_proposed_it_edits_until_it_is_taken_up(sign_in, room):
    row = room.recommend(by=room.rep)
    neighbour = user_with(Role.REPRESENTATIVE, chapter=room.other)

    assert sign_in(room.rep).get(f"{ROW}ubah/").status_code == 200
    assert sign_in(neighbour).get(f"{ROW}ubah/").status_code == 403
    recommendations.table(row, by=None)
    assert sign_in(room.rep).get(f"{ROW}ubah/").status_code == 403


def test_what_is_decided_is_not_edited(sign_in, room):
    recommendations.adopt(room.recommend(tabled=True), by=None, at=DURING)

    response = sign_in(room.secretary).post(f"{ROW}ubah/", typed(room, version="1", text="Lain."))

    assert "sudah memutuskannya" in str(response.context["form"].non_field_errors())
    assert Recommendation.objects.get().text == "Bentuk kontak poin."


# --- the steps ----------------------------------------------------------------------------------


def test_it_is_discussed_tabled_deferred_and_withdrawn_by_buttons(sign_in, room):
    room.recommend()
    browser = sign_in(room.secretary)

    states = []
    for word in ("bahas", "ajukan", "tunda", "ajukan", "tarik"):
        assert browser.post(f"{ROW}{word}/", {"reason": "Menunggu data."}).url == ROW
        states.append(Recommendation.objects.get().state)

    assert states == ["discussed", "tabled", "deferred", "tabled", "withdrawn"]


def test_whoever_proposed_it_withdraws_it_until_it_is_taken_up(sign_in, room):
    row = room.recommend(by=room.rep)
    recommendations.discuss(row, by=None)

    assert sign_in(room.rep).post(f"{ROW}tarik/", {"reason": "Digabung."}).status_code == 403
    Recommendation.objects.update(state="proposed")
    assert sign_in(room.rep).post(f"{ROW}tarik/", {"reason": "Digabung."}).status_code == 302

    assert Recommendation.objects.get().state == "withdrawn"


@pytest.mark.parametrize("word", VERBS)
def test_a_verb_is_never_done_by_opening_its_address(sign_in, room, word):
    room.recommend()

    assert sign_in(room.secretary).get(f"{ROW}{word}/").status_code == 405


@pytest.mark.parametrize("word", VERBS)
def test_a_verb_is_for_those_who_run_the_meeting(sign_in, room, word):
    room.recommend()

    for user, status in ((room.rep, 403), (room.admin, 403), (room.stranger(), 404)):
        assert sign_in(user).post(f"{ROW}{word}/", {"reason": "x"}).status_code == status

    assert Recommendation.objects.get().state == "proposed"


@pytest.mark.parametrize("word", VERBS)
def test_a_verb_in_a_wrong_state_says_so_and_changes_nothing(sign_in, room, word):
    recommendations.adopt(room.recommend(tabled=True), by=None, at=DURING)
    steps = Transition.objects.count()

    response = sign_in(room.secretary).post(f"{ROW}{word}/", {"reason": "x"}, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert (Recommendation.objects.get().state, Transition.objects.count()) == ("adopted", steps)


@pytest.mark.parametrize("word", ["tunda", "tarik"])
def test_a_reason_is_asked_for(sign_in, room, word):
    room.recommend(tabled=True)

    response = sign_in(room.secretary).post(f"{ROW}{word}/", follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert Recommendation.objects.get().state == "tabled"


def test_a_position_frozen_in_the_meeting_is_what_later_drafts_carry(sign_in, room):
    meetings.freeze_position(room.meeting, by=None, at=BEGINS)
    room.members.contributions.update(value=0)

    sign_in(room.secretary).post(TAP, {"indikator": "ORG-01", "token": str(uuid4())})

    assert Recommendation.objects.get().figures.data["figures"][0]["actual"] == "400"


def test_what_stands_in_a_region_elsewhere_is_not_found(sign_in, room):
    room.recommend()

    assert sign_in(room.stranger()).get(ROW).status_code == 404
