from datetime import date, timedelta
from uuid import uuid4

import pytest

from federations.enums import Role
from tests.factories.meetings import BEGINS, DURING, Gathering, MeetingFactory
from tests.factories.users import user_with
from workplan.actions import action_items, agenda, decisions, meetings, recommendations, sittings
from workplan.models import ActionItem, Decision, Recommendation, RecordLine

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/"


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def line(**changes):
    return {"token": str(uuid4()), "text": "FTA membuka kontak poin.", "kind": "note", **changes}


def text(response):
    return " ".join(response.content.decode().split())


# --- what the page shows ------------------------------------------------------------------------


def test_the_worst_figure_stands_in_the_middle_with_its_button(sign_in, room):
    page = text(sign_in(room.secretary).get(URL))

    assert '<dd class="big q1">400</dd>' in page
    assert "Jadikan rekomendasi" in page
    assert "800" in page
    assert "1.200" in page


def test_figures_are_those_of_the_frozen_position_and_later_changes_are_told(sign_in, room):
    meetings.freeze_position(room.meeting, by=room.secretary, at=BEGINS)
    room.members.contributions.filter(month=date(2021, 8, 1)).update(value=70)

    response = sign_in(room.secretary).get(URL)

    figures = response.context["figures"]
    assert (figures.chosen.actual, figures.frozen_at) == ("400", BEGINS)
    assert [(each.before, each.now) for each in figures.changes] == [("400", "420")]
    assert "Posisi data 10 September 2021, 09.00 WIB" in text(response)


def test_a_figure_can_be_chosen_and_one_that_is_taken_up_leads_to_its_recommendation(sign_in, room):
    room.recommend()

    response = sign_in(room.secretary).get(URL, {"indikator": "ORG-01"})

    assert response.context["figures"].chosen.recommendation.code == "R-1"
    assert "Buka R-1" in text(response)


def test_a_meeting_held_on_another_day_is_late_by_the_clock_of_that_day(sign_in, room, clock):
    room.meeting.starts_at += timedelta(days=30)
    room.meeting.save()
    agenda.begin(room.opening, by=None, at=BEGINS + timedelta(minutes=9))

    response = sign_in(room.secretary).get(URL)

    assert response.context["delay"] == "9 menit di belakang rencana"


def test_what_goes_on_comes_first_and_what_is_next_can_begin(sign_in, room):
    agenda.begin(room.opening, by=None, at=BEGINS)

    response = sign_in(room.secretary).get(URL)

    assert response.context["current"].title == "Pembukaan"
    assert response.context["next"].title == "Pleno I"
    assert "90 dari 30 menit" in text(response)


def test_outcomes_stand_with_their_time_the_latest_first(sign_in, room):
    decisions.record(room.meeting, text="Tata tertib disahkan.", by=None, at=BEGINS)
    action_items.promise(
        room.meeting,
        text="Daftar perusahaan.",
        owner=room.chapter,
        due_on=date(2021, 9, 30),
        by=None,
        at=DURING,
    )
    room.recommend(at=BEGINS)

    rows = sign_in(room.rep).get(URL).context["stream"]

    assert [row.kind for row in rows] == ["Tindak lanjut", "Keputusan", "Rekomendasi"]
    assert rows[1].note == "Secara mufakat, 3 dari 3, 2 federasi"


def test_what_earlier_meetings_promised_and_is_not_done_comes_back(sign_in, room):
    earlier = MeetingFactory(
        region=room.region, year=room.year, number=2, starts_at="2021-03-01T02:00:00Z", invited=True
    )
    for words in ("Masih terbuka.", "Selesai."):
        action_items.promise(earlier, text=words, owner=room.chapter, due_on=date(2021, 6, 1), by=None)
    action_items.confirm_done(ActionItem.objects.get(text="Selesai."), by=None)

    rows = sign_in(room.rep).get(URL).context["earlier"]

    assert [(row["title"], row["look"]) for row in rows] == [("Masih terbuka.", "late")]


def test_quorum_stands_beside(sign_in, room):
    page = text(sign_in(room.rep).get(URL))

    assert "dari 3 utusan penuh" in page
    assert "Tercapai, perlu 2" in page


@pytest.mark.parametrize("state", ["draft", "invited", "running", "finished"])
def test_every_state_has_its_page(sign_in, clock, state):
    clock("2021-09-10 10:30")
    room = Gathering(state)

    for user in (room.secretary, room.rep, room.admin):
        assert sign_in(user).get(URL).status_code == 200


def test_an_approved_meeting_offers_nothing_to_change(sign_in, room):
    room.approve()

    page = text(sign_in(room.secretary).get(URL))

    assert page.count('method="post"') == text(sign_in(room.secretary).get("/tindak-lanjut/")).count(
        'method="post"'
    )


def test_a_national_forum_has_a_page_without_figures(sign_in, clock):
    MeetingFactory(region=None, kind="rakornas", invited=True)

    response = sign_in(user_with(Role.ADMIN)).get("/rakerwil/2021-rakornas-1/")

    assert response.status_code == 200
    assert response.context["figures"] is None


def test_who_sees_the_page(sign_in, room):
    statuses = {
        "rep": sign_in(room.rep).get(URL).status_code,
        "admin": sign_in(room.admin).get(URL).status_code,
        "auditor": sign_in(user_with(Role.AUDITOR)).get(URL).status_code,
        "stranger": sign_in(room.stranger()).get(URL).status_code,
        "federation": sign_in(user_with(Role.FEDERATION_OFFICE)).get(URL).status_code,
    }

    assert statuses == {"rep": 200, "admin": 200, "auditor": 200, "stranger": 404, "federation": 404}


@pytest.mark.parametrize("outcomes", [1, 3])
def test_the_page_takes_as_many_statements_however_much_is_on_record(
    sign_in, room, outcomes, django_assert_num_queries
):
    meetings.freeze_position(room.meeting, by=None, at=BEGINS)
    sittings.open(room.plenary, by=None, at=BEGINS)
    for _each in range(outcomes):
        room.recommend()
        decisions.record(room.meeting, text="Disahkan.", by=None, at=DURING)
        action_items.promise(
            room.meeting, text="Daftar.", owner=room.chapter, due_on=date(2021, 9, 30), by=None
        )
    browser = sign_in(room.secretary)

    with django_assert_num_queries(24):
        browser.get(URL)


# --- the reader's own invitation ----------------------------------------------------------------


def test_who_is_invited_answers_on_the_page(sign_in, clock):
    clock("2021-09-05 10:00")
    room = Gathering("invited")
    row = room.delegates[0]
    row.person = room.rep.person
    row.save()
    browser = sign_in(room.rep)

    assert "Anda diundang." in text(browser.get(URL))
    response = browser.post(f"{URL}peserta/1/hadir/", {"next": URL})

    row.refresh_from_db()
    assert (response.url, row.state) == (URL, "confirmed")


# --- the quick line -----------------------------------------------------------------------------


def test_a_note_stands_under_the_item_that_goes_on(sign_in, room):
    sittings.open(room.plenary, by=None, at=BEGINS)

    sign_in(room.secretary).post(URL, line())

    written = RecordLine.objects.get()
    assert (written.agenda_item, written.text, written.kind) == (
        room.plenary,
        "FTA membuka kontak poin.",
        "note",
    )


def test_a_decision_is_recorded_with_its_quorum(sign_in, room):
    sign_in(room.secretary).post(URL, line(kind="decision"))

    assert (Decision.objects.get().present_count, Decision.objects.get().way) == (3, "consensus")


def test_an_action_is_taken_down_at_once_and_asks_who_and_by_when_afterwards(sign_in, room):
    browser = sign_in(room.secretary)

    browser.post(URL, line(text="t: kirim daftar", owner=f"chapter-{room.chapter.pk}"))
    assert "Siapa, kapan?" in text(browser.get(URL))
    waiting = RecordLine.objects.get()
    browser.post(
        f"{URL}catatan/{waiting.pk}/penanggung-jawab/",
        {"owner": f"chapter-{room.chapter.pk}", "due_on": "2021-09-30"},
    )

    action = ActionItem.objects.get()
    assert (action.text, action.owner, action.due_on) == ("kirim daftar", room.chapter, date(2021, 9, 30))


def test_the_script_s_line_is_answered_in_a_few_words_once_and_at_its_own_time(sign_in, room):
    browser = sign_in(room.secretary)
    form = line(kind="decision", waited="600", speaker="1")

    answers = [browser.post(URL, form, headers={"accept": "application/json"}).json() for _each in range(2)]

    assert answers == [{"told": "Keputusan K-1 sudah dicatat."}] * 2
    written = RecordLine.objects.get()
    assert (written.said_at, written.speaker) == (DURING - timedelta(minutes=10), room.delegates[0])
    assert written.decision.decided_at == written.said_at


def test_the_script_is_told_why_a_line_was_refused(sign_in, room):
    room.empty_the_room()

    answer = sign_in(room.secretary).post(URL, line(kind="decision"), headers={"accept": "application/json"})

    assert "Belum kuorum" in answer.json()["refused"]
    assert RecordLine.objects.count() == 0


def test_a_recommendation_is_proposed_from_one_line(sign_in, room):
    sign_in(room.secretary).post(URL, line(kind="recommendation"))

    assert (Recommendation.objects.get().title, Recommendation.objects.get().state) == (
        "FTA membuka kontak poin.",
        "proposed",
    )


@pytest.mark.parametrize(
    ("kind", "model"),
    [("decision", Decision), ("action", ActionItem), ("recommendation", Recommendation)],
)
def test_a_line_sent_twice_counts_once(sign_in, room, kind, model):
    browser = sign_in(room.secretary)
    form = line(kind=kind, owner=f"chapter-{room.chapter.pk}", due_on="2021-09-30")

    browser.post(URL, form)
    browser.post(URL, form)

    assert model.objects.count() == 1


def test_a_decision_without_a_quorum_is_refused_and_the_words_stay(sign_in, room):
    room.empty_the_room()

    response = sign_in(room.secretary).post(URL, line(kind="decision"))

    assert response.status_code == 422
    assert "Belum kuorum" in str(response.context["form"].non_field_errors())
    assert "FTA membuka kontak poin." in text(response)
    assert Decision.objects.count() == 0


def test_only_those_who_run_the_meeting_write_into_its_record(sign_in, room):
    assert sign_in(room.rep).post(URL, line()).status_code == 403
    assert sign_in(room.stranger()).post(URL, line()).status_code == 404
    room.approve()

    response = sign_in(room.secretary).post(URL, line(), follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert RecordLine.objects.count() == 0


def test_a_line_is_reclassified_on_the_page_and_its_own_page_tells_what_it_was(sign_in, room):
    browser = sign_in(room.secretary)
    browser.post(URL, line())
    written = RecordLine.objects.get()

    browser.post(f"{URL}catatan/{written.pk}/jadikan/", {"kind": "decision", "seen": "note"})
    page = text(browser.get(f"{URL}catatan/{written.pk}/"))

    assert Decision.objects.get().text == "FTA membuka kontak poin."
    assert "Keputusan K-1" in page
    assert "Catatan: FTA membuka kontak poin." in page


def test_notes_are_seen_by_those_who_keep_the_record_alone(sign_in, room):
    sign_in(room.secretary).post(URL, line(speaker="Wakil Disnaker"))

    seen = ["Wakil Disnaker" in text(sign_in(user).get(URL)) for user in (room.secretary, room.rep)]

    assert seen == [True, False]


# --- who comes and goes -------------------------------------------------------------------------


def test_a_late_departure_is_recorded_with_its_time_and_the_count_it_left(sign_in, room):
    browser = sign_in(room.secretary)

    browser.post(f"{URL}kehadiran/", {"person": "2", "way": "out", "at": "10:05"})
    response = browser.get(URL)

    (passing,) = response.context["passings"]
    assert (passing.at, passing.is_in) == (DURING - timedelta(minutes=25), False)
    assert (passing.quorum.present, response.context["quorum"].present) == (2, 2)


@pytest.mark.parametrize(
    "form", [{"person": "99", "way": "in"}, {"person": "2", "way": "out", "at": "10:31"}, {"person": "2"}]
)
def test_nobody_and_a_time_to_come_are_refused_in_words(sign_in, room, form):
    response = sign_in(room.secretary).post(f"{URL}kehadiran/", form, follow=True)

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert room.delegates[1].stays.filter(left_at=None).count() == 1


# --- the page follows the meeting ---------------------------------------------------------------


def test_what_follows_the_meeting_is_sent_again_only_when_something_moved(sign_in, room):
    browser = sign_in(room.secretary)
    first = browser.get(f"{URL}langsung/")
    known = {"if-none-match": first.headers["ETag"]}

    unmoved = browser.get(f"{URL}langsung/", headers=known)
    agenda.begin(room.opening, by=None, at=BEGINS)
    moved = browser.get(f"{URL}langsung/", headers=known)

    assert (unmoved.status_code, unmoved.content) == (304, b"")
    assert moved.status_code == 200
    assert "Pembukaan" in text(moved)


def test_those_outside_the_region_find_no_way_into_its_figures(sign_in, room):
    recommendations.adopt(room.recommend(tabled=True), by=None, at=DURING)
    pages = ["/rakerwil/31-2021-1/rekomendasi/1/", "/rakerwil/31-2021-1/"]
    into = 'href="/2021/wilayah/31/'

    found = {
        role: [into in sign_in(user).get(page).content.decode() for page in pages]
        for role, user in {
            "secretary": room.secretary,
            "observer": user_with(Role.OBSERVER),
            "federation": user_with(Role.FEDERATION_OFFICE, federation=room.chapter.federation),
        }.items()
    }

    assert found == {"secretary": [True, True], "observer": [True, True], "federation": [False, False]}


# --- why a figure lags --------------------------------------------------------------------------


def test_a_gap_says_why_it_lags_and_offers_the_words(sign_in, room):
    page = text(sign_in(room.coordinator).get(URL))

    assert "Butuh 200 per bulan sampai Desember; laju kini 50." in page
    assert "Perlu bantuan DEN" in page
    assert 'name="text" value="ORG-01 Anggota baru direkrut: 400 dari 1.200. ' in page


def test_one_tap_makes_a_recommendation_of_the_figure_and_its_reasons(sign_in, room):
    sign_in(room.coordinator).post(f"{URL}rekomendasi/dari-angka/", {"indikator": "ORG-01"})

    row = room.meeting.recommendations.get()
    assert "Butuh 200 per bulan sampai Desember; laju kini 50." in row.text
    assert row.figures.data["figures"][0]["gap"] == "800"
