from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from rakerwil.transitions import ReasonMissing, Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.meetings import DURING, Gathering
from tests.racing import at_once
from workplan.actions import meetings, recommendations
from workplan.actions.resolutions import NoQuorum, Votes
from workplan.models import Recommendation, Transition
from workplan.reporting import plans

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def stored(row):
    return Recommendation.objects.get(pk=row.pk)


def edit(room, row, *, version=1, **fields):
    attached = fields.pop("indicators", [room.members])
    return recommendations.edit(
        row, version=version, indicators=attached, raised_by=[room.other], by=room.secretary, **fields
    )


STEPS = {
    "discuss": lambda row: recommendations.discuss(row, by=None),
    "table": lambda row: recommendations.table(row, by=None),
    "adopt": lambda row: recommendations.adopt(row, by=None, at=DURING),
    "amend": lambda row: recommendations.adopt_amended(
        row, title="Lain", text="Kata lain.", by=None, at=DURING
    ),
    "defer": lambda row: recommendations.defer(row, reason="Menunggu data.", by=None),
    "reject": lambda row: recommendations.reject(row, reason="Sudah ada.", by=None, at=DURING),
    "withdraw": lambda row: recommendations.withdraw(row, reason="Digabung.", by=None),
}


# --- propose ------------------------------------------------------------------------------------


def test_a_proposal_carries_its_figures_and_its_plan(room):
    row = room.recommend(due_on=date(2021, 12, 31))

    frozen = row.figures.data
    assert (row.code, row.state, row.proposed_by, row.proposed_at) == (
        "R-1",
        "proposed",
        room.secretary,
        DURING,
    )
    assert frozen["figures"][0]["gap"] == "800"
    assert sum(plans.amounts(frozen["catch_up"]).values()) == 800
    assert list(row.indicators.all()) == [room.members]
    assert list(row.raised_by.all()) == [room.chapter]
    assert Transition.objects.of(row).get().to_state == "proposed"


def test_a_proposal_without_an_indicator_carries_nothing(room):
    assert room.recommend(indicators=[]).figures is None


def test_the_same_token_proposes_once(room):
    token = uuid4()

    assert room.recommend(token=token) == room.recommend(token=token)
    assert Recommendation.objects.count() == 1


def test_an_approved_meeting_takes_up_nothing_new(room):
    room.approve()

    with pytest.raises(WrongState):
        room.recommend()


def test_a_later_change_of_the_figures_changes_nothing_frozen(room):
    meetings.freeze_position(room.meeting, by=None, at=DURING)
    room.report(9, 100)
    room.members.contributions.update(value=0)

    row = room.recommend()

    assert row.figures.data["figures"][0]["actual"] == "400"


# --- edit, plan ---------------------------------------------------------------------------------


def test_words_change_and_frozen_figures_stay(room):
    row = room.recommend()
    room.members.contributions.update(value=0)

    edit(room, row, title="Kontak poin", text="Empat kontak poin.", addressee="korwil")

    after = stored(row)
    assert (after.title, after.addressee, after.version) == ("Kontak poin", "korwil", 2)
    assert after.figures_id == row.figures_id
    assert list(after.raised_by.all()) == [room.other]
    assert [each.text for each in after.history.order_by("history_id")] == [
        "Bentuk kontak poin.",
        "Empat kontak poin.",
    ]


def test_another_indicator_brings_its_figures(room):
    row, second = room.recommend(), room.indicator("ORG-02")

    edit(room, row, indicators=[room.members, second])

    assert [each["code"] for each in stored(row).figures.data["figures"]] == ["ORG-01", "ORG-02"]


def test_without_indicators_there_are_no_figures(room):
    row = room.recommend()

    edit(room, row, indicators=[])

    assert stored(row).figures is None


def test_the_parts_of_the_plan_are_set_while_they_add_up_to_the_gap(room):
    row = room.recommend()
    parts = {room.chapter.federation.code: Decimal(1), "FKUI": Decimal(799)}

    recommendations.set_plan(row, parts=parts, version=1, by=room.secretary)

    after = stored(row)
    assert plans.amounts(after.figures.data["catch_up"]) == parts
    assert (after.version, after.figures_id != row.figures_id) == (2, True)


def test_parts_that_do_not_add_up_are_refused_in_words(room):
    row = room.recommend()

    with pytest.raises(Refused, match=r"kekurangannya 800: masih kurang \d+\."):
        recommendations.set_plan(row, parts={"FKUI": Decimal(1)}, version=1, by=None)
    with pytest.raises(Refused, match="kelebihan"):
        recommendations.set_plan(row, parts={"FKUI": Decimal(900)}, version=1, by=None)

    assert stored(row).figures_id == row.figures_id


def test_without_a_plan_no_parts_are_set(room):
    with pytest.raises(WrongState):
        recommendations.set_plan(room.recommend(indicators=[]), parts={}, version=1, by=None)


CHANGES = {
    "edit": lambda room, row: edit(room, row, title="Terlambat"),
    "plan": lambda _room, row: recommendations.set_plan(row, parts={}, version=1, by=None),
}


@pytest.mark.parametrize("change", list(CHANGES))
def test_who_was_overtaken_is_told(room, change):
    row = room.recommend()
    edit(room, row, title="Lebih dulu")

    with pytest.raises(Stale):
        CHANGES[change](room, row)

    assert stored(row).title == "Lebih dulu"


@pytest.mark.parametrize("change", list(CHANGES))
def test_what_the_meeting_has_decided_stands(room, change):
    row = room.recommend(tabled=True)
    recommendations.adopt(row, by=None, at=DURING)

    with pytest.raises(WrongState):
        CHANGES[change](room, row)


# --- the way to the decision --------------------------------------------------------------------


def test_a_recommendation_is_discussed_tabled_and_adopted_with_the_quorum_frozen(room):
    row = room.recommend()

    recommendations.discuss(row, by=room.secretary)
    recommendations.table(row, by=room.secretary)
    recommendations.adopt(row, version=1, by=room.coordinator, at=DURING)

    after = stored(row)
    assert (after.state, after.way, after.decided_at) == ("adopted", "consensus", DURING)
    assert (after.present_count, after.entitled_count, after.needed_count, after.is_quorate) == (
        3,
        3,
        2,
        True,
    )
    assert [step.verb for step in Transition.objects.of(row).order_by("pk")] == [
        "propose",
        "discuss",
        "table",
        "adopt",
    ]


def test_votes_carry_it_only_with_more_for_than_against(room):
    row = room.recommend(tabled=True)

    with pytest.raises(Refused, match="lebih banyak"):
        recommendations.adopt(row, way="counts", votes=Votes(1, 1, 1), by=None)
    recommendations.adopt(row, way="counts", votes=Votes(2, 1), by=None)

    assert (stored(row).state, stored(row).votes_for) == ("adopted", 2)


@pytest.mark.parametrize("step", ["adopt", "amend", "reject"])
def test_without_a_quorum_the_meeting_decides_nothing(room, step):
    row = room.recommend(tabled=True)
    room.empty_the_room()

    with pytest.raises(NoQuorum):
        STEPS[step](row)

    assert (stored(row).state, stored(row).way) == ("tabled", "")


def test_a_rule_by_which_it_goes_on_without_a_quorum_is_kept(room):
    row = room.recommend(tabled=True)
    room.empty_the_room()

    recommendations.adopt(row, quorum_waiver="Tata tertib pasal 9.", by=None)

    assert (stored(row).is_quorate, stored(row).quorum_waiver) == (False, "Tata tertib pasal 9.")


def test_what_was_put_to_the_vote_is_what_is_adopted(room):
    row = room.recommend(tabled=True)
    edit(room, row, text="Kata lain.")

    with pytest.raises(Stale):
        recommendations.adopt(row, version=1, by=None)

    assert stored(row).state == "tabled"


def test_an_amended_wording_keeps_the_earlier_one(room):
    row = room.recommend(tabled=True)

    recommendations.adopt_amended(
        row, title=row.title, text="Bentuk empat kontak poin.", version=1, by=room.secretary
    )

    after = stored(row)
    assert (after.state, after.text, after.version) == ("adopted_amended", "Bentuk empat kontak poin.", 2)
    assert after.history.earliest().text == "Bentuk kontak poin."


def test_the_same_wording_is_not_an_amendment(room):
    row = room.recommend(tabled=True)

    with pytest.raises(Refused, match="sama"):
        recommendations.adopt_amended(row, title=row.title, text=row.text, by=None)


def test_what_was_deferred_is_taken_up_again(room):
    row = room.recommend(tabled=True)
    recommendations.defer(row, reason="Menunggu data.", by=None)

    recommendations.table(row, by=None)

    assert stored(row).state == "tabled"


def test_a_rejection_has_its_reason_and_its_quorum(room):
    row = room.recommend(tabled=True)

    recommendations.reject(row, reason="Sudah ada.", way="counts", votes=Votes(1, 2), by=room.secretary)

    after = stored(row)
    assert (after.state, after.votes_against, after.is_quorate) == ("not_agreed", 2, True)
    assert Transition.objects.of(row).latest("pk").reason == "Sudah ada."


@pytest.mark.parametrize(
    "step",
    [
        lambda row: recommendations.defer(row, reason="", by=None),
        lambda row: recommendations.withdraw(row, reason=" ", by=None),
        lambda row: recommendations.reject(row, reason="", by=None, at=DURING),
    ],
)
def test_a_reason_is_asked_for(room, step):
    row = room.recommend(tabled=True)

    with pytest.raises(ReasonMissing):
        step(row)

    assert stored(row).state == "tabled"


@pytest.mark.parametrize(
    ("before", "step"),
    [
        ((), "adopt"),
        ((), "amend"),
        ((), "reject"),
        (("discuss",), "discuss"),
        (("discuss",), "adopt"),
        (("table",), "discuss"),
        (("table",), "table"),
        (("table", "adopt"), "adopt"),
        (("table", "adopt"), "defer"),
        (("table", "adopt"), "withdraw"),
        (("table", "amend"), "adopt"),
        (("table", "reject"), "table"),
        (("withdraw",), "table"),
        (("defer",), "defer"),
        (("defer",), "withdraw"),
    ],
)
def test_a_step_from_another_state_is_refused(room, before, step):
    row = room.recommend()
    for each in before:
        STEPS[each](row)
    state = stored(row).state

    with pytest.raises(WrongState):
        STEPS[step](row)

    assert stored(row).state == state


@pytest.mark.parametrize("step", list(STEPS))
def test_nothing_moves_once_the_minutes_are_approved(room, step):
    row = room.recommend(tabled=True)
    room.approve()

    with pytest.raises(WrongState):
        STEPS[step](row)

    assert stored(row).state == "tabled"


# --- several in one act -------------------------------------------------------------------------


def test_a_block_is_adopted_in_one_act_with_the_quorum_in_each(room):
    rows = [room.recommend(tabled=True, title=f"Butir {number}") for number in (1, 2)]

    adopted = recommendations.adopt_block(room.meeting, {1: 1, 2: 1}, by=room.secretary, at=DURING)

    assert adopted == rows
    after = [stored(row) for row in rows]
    assert {(row.state, row.way, row.present_count, row.decided_at) for row in after} == {
        ("adopted", "consensus", 3, DURING)
    }


@pytest.mark.parametrize("versions", [{}, {1: 1, 9: 1}, {1: 1, 2: 7}, {1: 1, 3: 1}])
def test_a_block_is_adopted_whole_or_not_at_all(room, versions):
    rows = [room.recommend(tabled=True), room.recommend(tabled=True), room.recommend()]

    with pytest.raises(Refused):
        recommendations.adopt_block(room.meeting, versions, by=None, at=DURING)

    assert [stored(row).state for row in rows] == ["tabled", "tabled", "proposed"]


def test_without_a_quorum_no_block_is_adopted(room):
    room.recommend(tabled=True)
    room.empty_the_room()

    with pytest.raises(NoQuorum):
        recommendations.adopt_block(room.meeting, {1: 1}, by=None, at=DURING)


@pytest.mark.django_db(transaction=True)
def test_of_two_blocks_at_once_that_overlap_one_is_adopted(room):
    rows = [room.recommend(tabled=True) for _ in range(3)]

    def adopt(*numbers):
        block = dict.fromkeys(numbers, 1)
        return lambda: recommendations.adopt_block(room.meeting, block, by=room.secretary, at=DURING)

    refused = at_once(adopt(1, 2), adopt(2, 3))

    assert refused == [WrongState]
    assert sorted(stored(row).state for row in rows) == ["adopted", "adopted", "tabled"]
    assert Transition.objects.filter(verb="adopt").count() == 2
