import pytest

from rakerwil.transitions import WrongState
from rakerwil.versions import Stale
from tests.factories.invitations import MatterFactory
from tests.factories.meetings import Gathering
from workplan.actions import agenda, matters
from workplan.models import Matter

pytestmark = pytest.mark.django_db


def titles(room):
    return list(room.meeting.matters.order_by("position").values_list("title", flat=True))


def test_matters_are_moved_and_stay_at_the_ends():
    room = Gathering("invited")
    first, second = (matters.add(room.meeting, title=title, by=None) for title in ("Satu", "Dua"))

    matters.move(second, up=True, by=None)
    matters.move(Matter.objects.get(pk=second.pk), up=True, by=None)
    matters.move(Matter.objects.get(pk=first.pk), up=False, by=None)

    assert titles(room) == ["Dua", "Satu"]


def test_a_matter_follows_its_item_until_somebody_says_otherwise():
    room = Gathering()
    MatterFactory(meeting=room.meeting, item=room.opening)

    agenda.begin(room.opening, by=None)
    agenda.end(room.opening, by=None)

    stored = Matter.objects.select_related("item").get()
    assert stored.is_discussed
    matters.settle(stored, "left_over", by=None)
    assert not Matter.objects.select_related("item").get().is_discussed


def test_a_matter_outlives_the_line_it_hung_on():
    room = Gathering("invited")
    MatterFactory(meeting=room.meeting, item=room.opening)

    agenda.remove(room.opening, by=None)

    assert Matter.objects.get().item is None


def test_a_stale_edit_is_told():
    matter = MatterFactory()
    matters.edit(matter, version=1, by=None, title="Baru")

    with pytest.raises(Stale):
        matters.edit(matter, version=1, by=None, title="Lain")

    assert Matter.objects.get().title == "Baru"


def test_after_the_meeting_a_matter_is_left_over_and_not_removed():
    room = Gathering("finished")
    matter = MatterFactory(meeting=room.meeting)

    with pytest.raises(WrongState):
        matters.remove(matter, by=None)

    matters.settle(matter, "left_over", by=None)
    assert Matter.objects.get().outcome == "left_over"


def test_approved_minutes_close_the_agenda():
    room = Gathering("finished")
    matter = MatterFactory(meeting=room.meeting)
    room.approve()

    for verb in (
        lambda: matters.add(room.meeting, title="Satu", by=None),
        lambda: matters.edit(matter, version=1, by=None, title="Dua"),
        lambda: matters.move(matter, up=True, by=None),
        lambda: matters.settle(matter, "discussed", by=None),
    ):
        with pytest.raises(WrongState):
            verb()
