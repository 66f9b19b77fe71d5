from datetime import date
from decimal import Decimal

import pytest

from federations.enums import Role
from tests.factories.meetings import DURING, Gathering
from tests.factories.users import user_with
from workplan.actions import recommendations
from workplan.models import Recommendation
from workplan.reporting import plans

pytestmark = pytest.mark.django_db

ROW = "/rakerwil/31-2021-1/rekomendasi/1/"
VERBS = ("sahkan", "sahkan-ubahan", "tolak", "rencana")


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


@pytest.fixture
def tabled(room):
    room.recommend(tabled=True)
    return room


def typed(**changes):
    return {
        "version": "1",
        "way": "consensus",
        "title": "Kontak poin di kawasan",
        "text": "Bentuk empat kontak poin.",
        "reason": "Sudah ada.",
        **changes,
    }


def parts(room, first, second, **changes):
    return {
        "version": "1",
        f"part-{room.chapter.federation.code}": str(first),
        "part-FKUI": str(second),
        **changes,
    }


def stored():
    return Recommendation.objects.get()


def text(response):
    return " ".join(response.content.decode().split())


# --- the page -----------------------------------------------------------------------------------


def test_frozen_figures_stand_beside_those_of_now(sign_in, tabled, clock):
    tabled.report(9, 100)
    clock("2021-10-15 10:00")

    response = sign_in(tabled.rep).get(ROW)

    (each,) = response.context["compared"]
    assert (each.frozen.actual, each.live.actual, each.has_changed) == ("400", "500", True)
    assert "Dibekukan per Agustus 2021; kini per September 2021." in text(response)


def test_the_plan_can_be_set_by_those_who_may_and_is_read_by_all(sign_in, tabled):
    assert "cellin" in text(sign_in(tabled.secretary).get(ROW))
    assert "cellin" not in text(sign_in(tabled.rep).get(ROW))


def test_others_see_it_once_it_is_adopted(sign_in, tabled):
    others = [user_with(Role.OBSERVER), user_with(Role.FEDERATION_OFFICE), tabled.stranger()]
    before = [sign_in(user).get(ROW).status_code for user in others]
    recommendations.adopt(stored(), by=None, at=DURING)

    after = [sign_in(user).get(ROW).status_code for user in others]

    assert (before, after) == ([404, 404, 404], [200, 200, 404])


def test_wordings_it_has_had_are_shown_with_what_is_new(sign_in, tabled):
    assert sign_in(tabled.rep).get(ROW).context["wordings"] == []
    sign_in(tabled.secretary).post(f"{ROW}sahkan-ubahan/", typed())

    response = sign_in(tabled.rep).get(ROW)

    assert [each.text for each in response.context["wordings"]] == [
        "Bentuk empat kontak poin.",
        "Bentuk kontak poin.",
    ]
    assert 'Bentuk <ins><span class="vh">ditambah: </span>empat</ins> kontak poin.' in text(response)
    assert "1 kata ditambah, 0 dihapus" in text(response)


@pytest.mark.parametrize("state", ["draft", "invited"])
def test_before_the_meeting_begins_nothing_can_be_decided(sign_in, clock, state):
    clock("2021-09-05 10:00")
    room = Gathering(state)
    room.recommend(tabled=True)

    page = text(sign_in(room.secretary).get(ROW))

    assert "Rapat memutuskan setelah dimulai." in page
    assert "Sahkan dengan mufakat" not in page


def test_a_recommendation_without_figures_has_its_page(sign_in, room):
    room.recommend(indicators=[])

    response = sign_in(room.secretary).get(ROW)

    assert (response.status_code, response.context["compared"]) == (200, [])


def test_the_page_takes_as_many_statements_whatever_is_on_it(sign_in, room, django_assert_num_queries):
    room.recommend(tabled=True, indicators=[room.members, room.indicator("ORG-02")])
    browser = sign_in(room.secretary)

    with django_assert_num_queries(19):
        browser.get(ROW)


# --- adopting -----------------------------------------------------------------------------------


def test_one_tap_adopts_by_consensus_with_the_quorum_frozen(sign_in, tabled):
    response = sign_in(tabled.secretary).post(f"{ROW}sahkan/", {"way": "consensus", "version": "1"})

    row = stored()
    assert response.url == ROW
    assert (row.state, row.way, row.present_count, row.is_quorate, row.decided_at) == (
        "adopted",
        "consensus",
        3,
        True,
        DURING,
    )


def test_counted_votes_carry_it(sign_in, tabled):
    sign_in(tabled.secretary).post(f"{ROW}sahkan/", typed(way="counts", votes_for="2", votes_against="1"))

    assert (stored().state, stored().votes_for, stored().votes_against) == ("adopted", 2, 1)


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"way": "counts"}, "Tulis jumlahnya"),
        ({"way": "counts", "votes_for": "1", "votes_against": "2"}, "lebih banyak"),
        ({"way": "counts", "votes_for": "9", "votes_against": "0"}, "melebihi"),
    ],
)
def test_votes_that_do_not_carry_it_are_said_and_stay_in_the_form(sign_in, tabled, changes, says):
    response = sign_in(tabled.secretary).post(f"{ROW}sahkan/", typed(**changes))

    assert response.status_code == 422
    assert says in text(response)
    assert stored().state == "tabled"


def test_without_a_quorum_it_is_refused_in_words(sign_in, tabled):
    tabled.empty_the_room()
    browser = sign_in(tabled.secretary)

    page, response = text(browser.get(ROW)), browser.post(f"{ROW}sahkan/", typed())

    assert "Sahkan dengan mufakat" not in page
    assert "Belum kuorum: 1 dari 3 utusan penuh di ruang, perlu 2." in page
    assert response.status_code == 422
    assert "Belum kuorum" in str(response.context["forms"]["adopt"].non_field_errors())
    assert stored().state == "tabled"


def test_a_rule_by_which_the_meeting_goes_on_is_kept_and_shown(sign_in, tabled):
    tabled.empty_the_room()

    sign_in(tabled.secretary).post(f"{ROW}sahkan/", typed(quorum_waiver="Tata tertib pasal 9."))

    assert (stored().state, stored().is_quorate) == ("adopted", False)
    assert "tanpa kuorum, menurut: Tata tertib pasal 9." in text(sign_in(tabled.rep).get(ROW))


def test_an_amended_wording_is_adopted(sign_in, tabled):
    sign_in(tabled.secretary).post(f"{ROW}sahkan-ubahan/", typed())

    assert (stored().state, stored().text) == ("adopted_amended", "Bentuk empat kontak poin.")


def test_the_same_words_are_no_amendment(sign_in, tabled):
    response = sign_in(tabled.secretary).post(f"{ROW}sahkan-ubahan/", typed(text="Bentuk kontak poin."))

    assert response.status_code == 422
    assert stored().state == "tabled"


def test_it_is_not_agreed_with_a_reason(sign_in, tabled):
    browser = sign_in(tabled.secretary)

    missing = browser.post(f"{ROW}tolak/", typed(reason=""))
    browser.post(f"{ROW}tolak/", typed())

    assert missing.status_code == 422
    assert (stored().state, stored().way) == ("not_agreed", "consensus")


@pytest.mark.parametrize("word", ["sahkan", "sahkan-ubahan"])
def test_a_wording_changed_after_it_was_put_to_the_vote_is_looked_at_first(sign_in, tabled, word):
    recommendations.edit(
        stored(),
        version=1,
        indicators=[tabled.members],
        raised_by=[],
        text="Dua kontak poin.",
        by=tabled.coordinator,
    )
    browser = sign_in(tabled.secretary)

    response = browser.post(f"{ROW}{word}/", typed())

    assert response.status_code == 409
    assert "Dua kontak poin." in text(response)
    assert stored().state == "tabled"
    (form,) = [form for form in response.context["forms"].values() if form.is_bound]
    browser.post(f"{ROW}{word}/", typed(version=form["version"].value()))
    assert stored().is_adopted


def test_after_the_meeting_the_time_is_asked_for(sign_in, clock):
    clock("2021-09-10 18:00")
    room = Gathering("finished")
    room.recommend(tabled=True)
    browser = sign_in(room.secretary)

    missing = browser.post(f"{ROW}sahkan/", typed())
    browser.post(f"{ROW}sahkan/", typed(clock="10:30"))

    assert missing.status_code == 422
    assert (stored().decided_at, stored().present_count) == (DURING, 3)


# --- the plan -----------------------------------------------------------------------------------


def test_the_parts_are_set_while_they_add_up(sign_in, tabled):
    response = sign_in(tabled.secretary).post(f"{ROW}rencana/", parts(tabled, 300, 500))

    assert response.url == ROW
    assert plans.amounts(stored().figures.data["catch_up"]) == {
        tabled.chapter.federation.code: Decimal(300),
        "FKUI": Decimal(500),
    }


def test_parts_that_do_not_add_up_are_refused_with_sum_and_difference(sign_in, tabled):
    response = sign_in(tabled.secretary).post(f"{ROW}rencana/", parts(tabled, 300, 490))

    assert response.status_code == 422
    assert "Jumlah bagian 790, kekurangannya 800: masih kurang 10." in text(response)
    assert 'value="490"' in text(response)
    assert stored().version == 1


@pytest.mark.parametrize("wrong", ["-1", "1,5", "1.234", "banyak", ""])
def test_a_part_that_is_no_number_is_said(sign_in, tabled, wrong):
    response = sign_in(tabled.secretary).post(f"{ROW}rencana/", parts(tabled, wrong, 800))

    assert response.status_code == 422
    assert stored().version == 1


def test_two_who_set_the_parts_at_once_see_both(sign_in, tabled):
    recommendations.set_plan(
        stored(),
        parts={tabled.chapter.federation.code: Decimal(100), "FKUI": Decimal(700)},
        version=1,
        by=tabled.coordinator,
    )
    browser = sign_in(tabled.secretary)

    response = browser.post(f"{ROW}rencana/", parts(tabled, 300, 500))

    clash = response.context["plan"]["clash"]
    assert response.status_code == 409
    assert sorted(clash["rows"]) == sorted(
        [(tabled.chapter.federation.code, "300", "100"), ("FKUI", "500", "700")]
    )
    version = response.context["plan"]["form"]["version"].value()
    kept = browser.post(f"{ROW}rencana/", parts(tabled, 300, 500, clash="stored"))
    assert (kept.url, stored().version) == (ROW, 2)
    browser.post(f"{ROW}rencana/", parts(tabled, 300, 500, version=version, clash="mine"))
    assert plans.amounts(stored().figures.data["catch_up"])["FKUI"] == 500


# --- the ladder ---------------------------------------------------------------------------------


@pytest.mark.parametrize("word", VERBS)
def test_a_verb_is_never_done_by_opening_its_address(sign_in, tabled, word):
    assert sign_in(tabled.secretary).get(f"{ROW}{word}/").status_code == 405


@pytest.mark.parametrize("word", VERBS)
def test_a_verb_is_for_those_who_run_the_meeting(sign_in, tabled, word):
    for user, status in ((tabled.rep, 403), (tabled.admin, 403), (tabled.stranger(), 404)):
        assert sign_in(user).post(f"{ROW}{word}/", typed()).status_code == status

    assert stored().state == "tabled"


@pytest.mark.parametrize("word", VERBS)
def test_a_verb_in_a_wrong_state_says_so_and_changes_nothing(sign_in, tabled, word):
    recommendations.withdraw(stored(), reason="Digabung.", by=None)

    response = sign_in(tabled.secretary).post(
        f"{ROW}{word}/", {**typed(), **parts(tabled, 300, 500)}, follow=True
    )

    assert [message.level_tag for message in response.context["messages"]] == ["error"]
    assert (stored().state, stored().version) == ("withdrawn", 1)


def test_a_recommendation_of_the_nation_s_own_forum_is_decided_by_the_admin(sign_in, room):
    room.recommend(tabled=True, due_on=date(2021, 12, 31))

    assert "Sahkan" not in text(sign_in(room.admin).get(ROW))
