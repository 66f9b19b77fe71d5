from datetime import date
from uuid import uuid4

import pytest

from rakerwil.transitions import ReasonMissing, WrongState
from rakerwil.versions import Stale
from tests.factories.meetings import DURING, Gathering
from tests.factories.organisation import UnitFactory
from workplan.actions import action_items
from workplan.models import ActionItem, Transition

pytestmark = pytest.mark.django_db

DUE = date(2021, 9, 30)


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def promise(room, **terms):
    defaults = {"text": "Daftar perusahaan.", "owner": room.chapter, "due_on": DUE, "by": room.secretary}
    return action_items.promise(room.meeting, **{**defaults, **terms})


STEPS = {
    "report": lambda row, by: action_items.report_done(row, report="Sudah.", by=by),
    "confirm": lambda row, by: action_items.confirm_done(row, by=by, at=DURING),
    "reopen": lambda row, by: action_items.open_again(row, reason="Belum lengkap.", by=by),
    "cancel": lambda row, by: action_items.cancel(row, reason="Digabung.", by=by),
}


def test_actions_are_numbered_and_have_one_owner(room):
    unit = UnitFactory()

    first, second = promise(room, item=room.plenary, at=DURING), promise(room, owner=unit)

    assert (first.code, first.owner, first.agenda_item, first.promised_at) == (
        "T-1",
        room.chapter,
        room.plenary,
        DURING,
    )
    assert (second.code, second.owner, second.owner_chapter) == ("T-2", unit, None)
    assert Transition.objects.of(first).get().to_state == "open"


def test_the_same_token_promises_once(room):
    token = uuid4()

    assert promise(room, token=token) == promise(room, token=token)
    assert ActionItem.objects.count() == 1


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_nothing_is_promised_before_the_invitation_or_after_the_approval(clock, state):
    room = Gathering("draft" if state == "draft" else "finished")
    if state == "approved":
        room.approve()

    with pytest.raises(WrongState):
        promise(room)


def test_an_open_action_is_changed_with_its_history(room):
    row = promise(room)

    action_items.change(
        row, text="Daftar baru.", owner=room.other, due_on=date(2021, 10, 1), version=1, by=room.coordinator
    )

    stored = ActionItem.objects.get()
    assert (stored.text, stored.owner, stored.due_on, stored.version) == (
        "Daftar baru.",
        room.other,
        date(2021, 10, 1),
        2,
    )
    assert stored.history.count() == 2


def test_who_was_overtaken_while_changing_is_told(room):
    row = promise(room)
    action_items.change(row, text="Satu.", owner=room.chapter, due_on=DUE, version=1, by=None)

    with pytest.raises(Stale):
        action_items.change(row, text="Dua.", owner=room.chapter, due_on=DUE, version=1, by=None)


def test_the_owner_reports_and_it_is_confirmed(room):
    row = promise(room)

    action_items.report_done(row, report=" Empat kontak poin. ", by=room.rep)
    action_items.confirm_done(row, by=room.coordinator, at=DURING)

    stored = ActionItem.objects.get()
    assert (stored.state, stored.report, stored.done_on) == ("done", "Empat kontak poin.", date(2021, 9, 10))
    assert [step.by for step in Transition.objects.of(stored)][1:] == [room.rep, room.coordinator]


def test_it_can_be_confirmed_without_a_report(room):
    row = promise(room)

    action_items.confirm_done(row, by=room.coordinator)

    assert ActionItem.objects.get().state == "done"


def test_what_was_reported_too_early_is_opened_again_with_a_reason(room):
    row = promise(room)
    STEPS["report"](row, room.rep)

    action_items.open_again(row, reason="Belum lengkap.", by=room.secretary)

    assert ActionItem.objects.get().state == "open"
    assert Transition.objects.of(row).latest("pk").reason == "Belum lengkap."


def test_it_is_cancelled_with_a_reason(room):
    row = promise(room)

    action_items.cancel(row, reason=" Digabung. ", by=room.secretary)

    stored = ActionItem.objects.get()
    assert (stored.state, stored.cancel_reason) == ("cancelled", "Digabung.")


@pytest.mark.parametrize(
    "step",
    [
        lambda row: action_items.report_done(row, report=" ", by=None),
        lambda row: action_items.cancel(row, reason="", by=None),
    ],
)
def test_words_are_asked_for(room, step):
    row = promise(room)

    with pytest.raises(ReasonMissing):
        step(row)

    assert ActionItem.objects.get().state == "open"


@pytest.mark.parametrize(
    ("before", "step"),
    [
        ((), "reopen"),
        (("report",), "report"),
        (("confirm",), "report"),
        (("confirm",), "confirm"),
        (("confirm",), "cancel"),
        (("cancel",), "report"),
        (("cancel",), "confirm"),
        (("cancel",), "cancel"),
    ],
)
def test_a_step_from_another_state_is_refused(room, before, step):
    row = promise(room)
    for each in before:
        STEPS[each](row, None)
    state = ActionItem.objects.get().state

    with pytest.raises(WrongState):
        STEPS[step](row, None)

    assert ActionItem.objects.get().state == state


def test_a_decided_action_is_changed_no_more(room):
    row = promise(room)
    STEPS["confirm"](row, None)

    with pytest.raises(WrongState):
        action_items.change(row, text="Lain.", owner=room.chapter, due_on=DUE, version=1, by=None)
