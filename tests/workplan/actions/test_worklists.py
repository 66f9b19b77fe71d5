import pytest

from rakerwil.transitions import Refused
from tests.factories.desk import ACCEPTED, NationalDesk
from tests.factories.inputs import BEFORE_RAKORNAS
from workplan.actions import dispositions, worklists
from workplan.actions.worklists import BlockRefused, Ticked
from workplan.models import Disposition
from workplan.reporting.worklists import items

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clock):
    clock(BEFORE_RAKORNAS)
    return NationalDesk()


def ticked(desk, *names):
    return [Ticked.read(item.token) for item in items(desk.year) if item.name in names or not names]


def names(desk):
    return [item.name for item in items(desk.year)]


@pytest.fixture
def all_three(desk):
    place = desk.region.short_name
    return [f"{place} R-1", f"{place} R-2", "Jabar R-1"]


def test_the_list_goes_by_region_and_number_until_somebody_moves_a_line(desk, all_three):
    first, second, third = all_three
    keys = {item.name: item.key for item in items(desk.year)}

    before = names(desk)
    worklists.move(desk.year, keys[third], past=keys[first])

    assert before == all_three
    assert names(desk) == [third, first, second]


def test_a_line_moves_past_the_one_that_is_shown_next_to_it(desk, all_three):
    first, second, third = all_three
    keys = {item.name: item.key for item in items(desk.year)}

    worklists.move(desk.year, keys[first], past=keys[third])

    assert names(desk) == [second, third, first]


@pytest.mark.parametrize("past", ["r0", "g1", ""])
def test_nothing_moves_past_what_is_not_there(desk, all_three, past):
    key = items(desk.year)[0].key

    with pytest.raises(Refused):
        worklists.move(desk.year, key, past=past)

    assert names(desk) == all_three


def test_a_composite_stands_in_the_place_of_its_origins(desk, all_three):
    keys = {item.name: item.key for item in items(desk.year)}
    worklists.move(desk.year, keys[all_three[2]], past=keys[all_three[0]])
    desk.third.refresh_from_db()
    desk.recommendation.refresh_from_db()

    desk.group()

    assert names(desk) == ["G-1", all_three[1]]
    assert [len(item.origins) for item in items(desk.year)] == [2, 1]


def test_priority_is_set_for_several(desk):
    worklists.set_priority(desk.year, ticked(desk), priority=1)

    assert [item.subject.priority for item in items(desk.year)] == [1, 1, 1]


def test_the_same_answer_is_drafted_for_several_then_published_together(desk):
    worklists.answer(desk.year, ticked(desk), by=desk.admin, **ACCEPTED)
    drafted = Disposition.objects.published().count()
    worklists.publish(desk.year, ticked(desk), by=desk.admin)
    worklists.carry_out(desk.year, ticked(desk), text="Selesai.", by=desk.admin)

    assert (drafted, Disposition.objects.published().count()) == (0, 3)
    assert {item.subject.state for item in items(desk.year)} == {"carried_out"}


def test_one_that_somebody_changed_meanwhile_stops_all_and_is_named(desk, all_three):
    read = ticked(desk)
    dispositions.draft(desk.second, seen=0, by=desk.admin, **ACCEPTED)

    with pytest.raises(BlockRefused) as refused:
        worklists.answer(desk.year, read, by=desk.admin, **{**ACCEPTED, "answer": "Lain."})

    assert [name for name, _reason in refused.value.reasons] == [all_three[1]]
    assert [row.answer for row in Disposition.objects.all()] == [ACCEPTED["answer"]]


def test_every_line_that_refuses_is_named_and_none_is_published(desk, all_three):
    dispositions.draft(desk.second, seen=0, by=desk.admin, **ACCEPTED)

    with pytest.raises(BlockRefused) as refused:
        worklists.publish(desk.year, ticked(desk), by=desk.admin)

    assert [name for name, _reason in refused.value.reasons] == [all_three[0], all_three[2]]
    assert Disposition.objects.published().count() == 0


def test_an_answer_that_does_not_fit_together_names_all_lines(desk, all_three):
    with pytest.raises(BlockRefused) as refused:
        worklists.answer(desk.year, ticked(desk), by=desk.admin, **{**ACCEPTED, "owner": ""})

    assert [name for name, _reason in refused.value.reasons] == all_three


@pytest.mark.parametrize("token", ["", "r1", "x1.1.0", "r.1.0", "r1.1.a", "r1.1.0.0"])
def test_what_no_list_wrote_is_refused(token):
    with pytest.raises(Refused):
        Ticked.read(token)


def test_nothing_ticked_is_refused(desk):
    with pytest.raises(Refused):
        worklists.publish(desk.year, [], by=desk.admin)
