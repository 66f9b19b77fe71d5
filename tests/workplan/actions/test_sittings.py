from datetime import timedelta

import pytest

from rakerwil.transitions import WrongState
from tests.factories.meetings import DURING, AgendaItemFactory, Gathering
from workplan.actions import attendance, sittings
from workplan.models import AgendaItem, CommissionMember, Suspension, Transition

pytestmark = pytest.mark.django_db

STEPS = {
    "open": sittings.open,
    "suspend": sittings.suspend,
    "resume": sittings.resume,
    "close": sittings.close,
}
LEADING = {"pending": [], "open": ["open"], "suspended": ["open", "suspend"], "closed": ["open", "close"]}


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def take(room, *verbs):
    for place, verb in enumerate(verbs):
        STEPS[verb](room.plenary, by=room.secretary, at=DURING + timedelta(minutes=place))


def stored(room):
    return AgendaItem.objects.get(pk=room.plenary.pk)


def test_a_sitting_is_stamped_with_time_and_count_at_every_step(room):
    take(room, "open", "suspend", "resume", "close")

    sitting, pause = stored(room), Suspension.objects.get()
    assert sitting.sitting_state == "closed"
    assert (sitting.opened_at, sitting.opened_present) == (DURING, 3)
    assert (pause.suspended_at, pause.suspended_present) == (DURING + timedelta(minutes=1), 3)
    assert (pause.resumed_at, pause.resumed_present) == (DURING + timedelta(minutes=2), 3)
    assert (sitting.closed_at, sitting.closed_present) == (DURING + timedelta(minutes=3), 3)
    assert [row.verb for row in Transition.objects.of(sitting)] == ["open", "suspend", "resume", "close"]


def test_the_count_is_that_of_the_moment(room):
    room.empty_the_room()

    take(room, "open")

    assert stored(room).opened_present == 1


def test_a_commission_counts_its_own_members_in_the_room(room):
    commission = AgendaItemFactory(
        meeting=room.meeting, position=3, kind="commission", sitting_state="pending"
    )
    for row in room.delegates[:2]:
        CommissionMember.objects.create(commission=commission, participant=row)
    attendance.leave(room.delegates[0], by=room.secretary, at=DURING)

    sittings.open(commission, by=room.secretary, at=DURING)

    assert AgendaItem.objects.get(pk=commission.pk).opened_present == 1


def test_a_sitting_can_be_suspended_more_than_once(room):
    take(room, "open", "suspend", "resume", "suspend", "resume")

    assert Suspension.objects.filter(resumed_at__isnull=False).count() == 2
    assert stored(room).sitting_state == "open"


def test_closing_out_of_a_pause_ends_the_pause(room):
    take(room, "open", "suspend", "close")

    assert Suspension.objects.get().resumed_at == stored(room).closed_at


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        ("pending", "suspend"),
        ("pending", "resume"),
        ("pending", "close"),
        ("open", "open"),
        ("open", "resume"),
        ("suspended", "open"),
        ("suspended", "suspend"),
        ("closed", "open"),
        ("closed", "suspend"),
        ("closed", "resume"),
        ("closed", "close"),
    ],
)
def test_a_step_from_another_state_is_refused(room, state, verb):
    take(room, *LEADING[state])

    with pytest.raises(WrongState):
        STEPS[verb](room.plenary, by=room.secretary, at=DURING)

    assert stored(room).sitting_state == state


@pytest.mark.parametrize("verb", list(STEPS))
def test_what_is_no_sitting_takes_none_of_its_steps(room, verb):
    with pytest.raises(WrongState):
        STEPS[verb](room.opening, by=room.secretary, at=DURING)


@pytest.mark.parametrize("state", ["draft", "invited", "finished"])
def test_nothing_is_opened_outside_the_meeting(clock, state):
    room = Gathering(state)

    with pytest.raises(WrongState):
        sittings.open(room.plenary, by=room.secretary, at=DURING)

    assert stored(room).sitting_state == "pending"
