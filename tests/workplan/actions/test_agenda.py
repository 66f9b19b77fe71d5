from datetime import time, timedelta
from uuid import uuid4

import pytest

from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.meetings import DURING, AgendaItemFactory, Gathering
from workplan.actions import agenda, decisions, meetings, sittings
from workplan.models import AgendaItem, Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def order(room):
    return list(room.meeting.agenda.order_by("position").values_list("title", flat=True))


def test_an_item_is_added_at_the_end(room):
    item = agenda.add(
        room.meeting, kind="break", title="Salat Jumat", planned_at=time(11, 30), by=room.secretary
    )

    assert order(room) == ["Pembukaan", "Pleno I", "Salat Jumat"]
    assert item.sitting_state == ""
    assert item.history.get().history_user == room.secretary
    assert Transition.objects.of(item).get().verb == "add"


@pytest.mark.parametrize("kind", ["plenary", "commission"])
def test_a_sitting_begins_pending(room, kind):
    assert agenda.add(room.meeting, kind=kind, title="Sidang", by=None).sitting_state == "pending"


def test_the_same_token_adds_one_item(room):
    token = uuid4()

    first = agenda.add(room.meeting, kind="break", title="Jeda", token=token, by=None)
    again = agenda.add(room.meeting, kind="break", title="Jeda", token=token, by=None)

    assert first == again
    assert order(room) == ["Pembukaan", "Pleno I", "Jeda"]


def test_an_item_changes_until_it_begins_and_its_kind_decides_whether_it_is_a_sitting(room):
    agenda.edit(room.plenary, version=1, kind="presentation", title="Paparan", by=room.secretary)

    stored = AgendaItem.objects.get(pk=room.plenary.pk)
    assert (stored.title, stored.sitting_state, stored.version) == ("Paparan", "", 2)


def test_who_was_overtaken_while_editing_is_told(room):
    agenda.edit(room.opening, version=1, title="Pembukaan resmi", by=room.secretary)

    with pytest.raises(Stale):
        agenda.edit(room.opening, version=1, title="Pembukaan DEN", by=room.coordinator)

    assert order(room)[0] == "Pembukaan resmi"


def test_items_change_places_with_their_neighbours(room):
    third = AgendaItemFactory(meeting=room.meeting, position=3, title="Penutupan", kind="closing")

    agenda.move(third, up=True, by=room.secretary)
    agenda.move(room.opening, up=False, by=room.secretary)

    assert order(room) == ["Penutupan", "Pembukaan", "Pleno I"]


def test_an_item_is_put_where_it_is_dropped_and_what_has_begun_keeps_its_place(room):
    third, fourth = (
        AgendaItemFactory(meeting=room.meeting, position=number, title=title)
        for number, title in ((3, "Paparan"), (4, "Pelatihan"))
    )
    agenda.begin(room.opening, by=None, at=DURING)

    agenda.place(fourth, before=room.plenary, by=room.secretary)
    agenda.place(room.plenary, before=None, by=room.secretary)
    for moved, before in ((third, room.opening), (room.opening, third)):
        with pytest.raises(WrongState):
            agenda.place(moved, before=before, by=None)

    assert order(room) == ["Pembukaan", "Pelatihan", "Paparan", "Pleno I"]
    assert room.meeting.agenda.get(title="Pleno I").history.first().history_user == room.secretary


@pytest.mark.parametrize(("place", "up"), [(0, True), (1, False)])
def test_the_first_and_the_last_go_no_further(room, place, up):
    agenda.move([room.opening, room.plenary][place], up=up, by=None)

    assert order(room) == ["Pembukaan", "Pleno I"]


def test_nothing_moves_before_what_has_begun(room):
    agenda.begin(room.opening, by=None, at=DURING)

    agenda.move(room.plenary, up=True, by=None)

    assert order(room) == ["Pembukaan", "Pleno I"]


def test_an_item_is_taken_off(room):
    agenda.remove(room.opening, by=room.secretary)

    assert order(room) == ["Pleno I"]
    assert Transition.objects.get(verb="remove").reason == "Pembukaan"


def test_an_item_with_something_on_record_stays(room):
    decisions.record(room.meeting, text="Tata tertib disahkan.", item=room.plenary, by=None, at=DURING)

    with pytest.raises(Refused, match="keputusan"):
        agenda.remove(room.plenary, by=None)


@pytest.mark.parametrize(
    "change",
    [
        lambda item: agenda.edit(item, version=1, title="Lain", by=None),
        lambda item: agenda.move(item, up=False, by=None),
        lambda item: agenda.remove(item, by=None),
    ],
)
def test_what_has_begun_stands(room, change):
    agenda.begin(room.opening, by=None, at=DURING)

    with pytest.raises(WrongState):
        change(room.opening)

    assert order(room) == ["Pembukaan", "Pleno I"]


@pytest.mark.parametrize("state", ["finished", "approved"])
def test_the_agenda_of_a_meeting_that_is_over_stands(clock, state):
    room = Gathering("finished")
    if state == "approved":
        room.approve()

    with pytest.raises(WrongState):
        agenda.add(room.meeting, kind="break", title="Jeda", by=None)

    assert order(room) == ["Pembukaan", "Pleno I"]


def test_beginning_and_ending_stamp_time_and_count_once(room):
    later = DURING + timedelta(minutes=20)

    agenda.begin(room.opening, by=room.secretary, at=DURING)
    agenda.begin(room.opening, by=room.secretary, at=later)
    agenda.end(room.opening, by=room.secretary, at=later)
    agenda.end(room.opening, by=room.secretary, at=later + timedelta(minutes=5))

    stored = AgendaItem.objects.get(pk=room.opening.pk)
    assert (stored.opened_at, stored.opened_present) == (DURING, 3)
    assert (stored.closed_at, stored.closed_present) == (later, 3)
    assert [row.verb for row in Transition.objects.of(stored)] == ["begin", "end"]


def test_what_is_no_sitting_ends_when_the_next_thing_begins(room):
    later = DURING + timedelta(minutes=20)
    agenda.begin(room.opening, by=None, at=DURING)

    sittings.open(room.plenary, by=None, at=later)

    assert AgendaItem.objects.get(pk=room.opening.pk).closed_at == later


@pytest.mark.parametrize("step", [agenda.begin, agenda.end])
def test_a_sitting_has_its_own_verbs(room, step):
    with pytest.raises(WrongState, match="Sidang"):
        step(room.plenary, by=None, at=DURING)


@pytest.mark.parametrize("state", ["draft", "invited", "finished"])
def test_nothing_begins_outside_the_meeting(clock, state):
    room = Gathering(state)

    with pytest.raises(WrongState):
        agenda.begin(room.opening, by=None, at=DURING)

    assert AgendaItem.objects.get(pk=room.opening.pk).opened_at is None


def test_what_has_not_begun_cannot_end(room):
    with pytest.raises(WrongState):
        agenda.end(room.opening, by=None, at=DURING)


def test_an_item_that_is_over_does_not_begin_again(room):
    agenda.begin(room.opening, by=None, at=DURING)
    agenda.end(room.opening, by=None, at=DURING)

    with pytest.raises(WrongState):
        agenda.begin(room.opening, by=None, at=DURING)


def test_a_meeting_that_steps_back_has_its_agenda_back(clock):
    room = Gathering("invited")
    meetings.step_back(room.meeting, seen_state="invited", reason="Belum.", by=None)

    agenda.add(room.meeting, kind="break", title="Jeda", by=None)

    assert order(room) == ["Pembukaan", "Pleno I", "Jeda"]
