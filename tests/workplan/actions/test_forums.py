import pytest

from rakerwil.transitions import Refused, WrongState
from tests.factories.forums import BEGINS, TYPED, Rakornas
from tests.factories.meetings import ParticipantFactory
from tests.factories.users import PersonFactory
from workplan.actions import composites, dispositions, forums
from workplan.actions.resolutions import NoQuorum
from workplan.actions.worklists import BlockRefused
from workplan.models import Decision, Disposition, Matter

pytestmark = pytest.mark.django_db


@pytest.fixture
def rakornas(clock):
    clock("2021-10-28 11:00")
    return Rakornas()


def test_the_forum_is_numbered_for_the_nation_and_its_address_says_what_it_is(rakornas):
    assert (rakornas.forum.region, rakornas.forum.slug) == (None, "2021-rakornas-1")


def test_the_coordinators_of_all_regions_are_its_delegates_if_so_wished(rakornas):
    person = PersonFactory(name="Koordinator Jakarta")
    rakornas.coordinator.person = person
    rakornas.coordinator.save()

    forum = forums.call_in(
        kind="rakernas",
        year=rakornas.year,
        title="Rakernas 2021",
        starts_at=BEGINS,
        venue="Wisma",
        city="Bogor",
        with_coordinators=True,
        by=rakornas.admin,
    )

    assert [row.person for row in forum.participants.all()] == [person]


def test_the_agenda_takes_the_list_in_its_order_and_each_line_once(rakornas):
    composite = rakornas.group()

    matters = rakornas.take_up()
    again = forums.take_up(
        rakornas.forum, rakornas.year, rakornas.tokens(), item=rakornas.plenary, by=rakornas.admin
    )

    assert [matter.subject for matter in matters] == [composite, rakornas.second]
    assert [matter.item for matter in matters] == [rakornas.plenary, rakornas.plenary]
    assert again == 0


def test_a_regions_meeting_takes_up_nothing_of_the_list(rakornas):
    with pytest.raises(Refused):
        forums.take_up(rakornas.other_meeting, rakornas.year, rakornas.tokens(), item=None, by=rakornas.admin)


def test_what_is_answered_is_not_taken_up_and_is_named(rakornas):
    answer = dispositions.draft(rakornas.third, seen=0, by=rakornas.admin, **TYPED)
    dispositions.publish(answer, seen=1, by=rakornas.admin)

    with pytest.raises(BlockRefused) as refused:
        rakornas.take_up()

    assert [name for name, _reason in refused.value.reasons] == ["Jabar R-1"]
    assert rakornas.forum.matters.count() == 0


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "accepted"),
        ({"outcome": "accepted_amended", "wording": "Dua per kawasan."}, "accepted_amended"),
        ({"outcome": "returned"}, "returned"),
        ({"outcome": "declined"}, "declined"),
    ],
)
def test_one_step_makes_the_decision_the_answer_and_the_end_of_the_matter(rakornas, changes, state):
    rakornas.group()
    matter = rakornas.take_up()[0]

    decision = forums.decide(matter, seen=0, typed={**TYPED, **changes}, by=rakornas.admin)

    matter.refresh_from_db()
    answer = matter.composite.disposition
    assert (matter.composite.state, matter.is_discussed) == (state, True)
    assert (answer.decision, answer.is_published) == (decision, True)
    assert (decision.meeting, decision.present_count, decision.is_quorate) == (rakornas.forum, 1, True)
    assert {row.decision for row in Disposition.objects.filter(outcome="merged")} == {decision}


def test_without_a_quorum_nothing_is_decided_and_nothing_drafted(rakornas):
    matter = rakornas.take_up()[0]
    for number in (2, 3):
        ParticipantFactory(meeting=rakornas.forum, number=number)

    with pytest.raises(NoQuorum):
        forums.decide(matter, seen=0, typed=TYPED, by=rakornas.admin)

    assert (Decision.objects.count(), Disposition.objects.count()) == (0, 0)


def test_what_was_drafted_is_decided_in_one_act(rakornas):
    matters = rakornas.take_up()
    for matter in matters:
        dispositions.draft(matter.subject, seen=0, by=rakornas.admin, **TYPED)

    made = forums.decide_block(rakornas.forum, {matter.pk: 1 for matter in matters}, by=rakornas.admin)

    assert [decision.code for decision in made] == ["K-1", "K-2", "K-3"]
    assert Disposition.objects.published().count() == 3


def test_one_without_a_draft_stops_all_and_is_named(rakornas):
    matters = rakornas.take_up()
    dispositions.draft(matters[0].subject, seen=0, by=rakornas.admin, **TYPED)

    with pytest.raises(BlockRefused) as refused:
        forums.decide_block(rakornas.forum, {matter.pk: 1 for matter in matters}, by=rakornas.admin)

    assert len(refused.value.reasons) == 2
    assert Decision.objects.count() == 0


def test_a_composite_on_the_agenda_is_not_taken_apart(rakornas):
    composite = rakornas.group()
    rakornas.take_up()

    with pytest.raises(Refused):
        composites.dissolve(composite, by=rakornas.admin)


def test_an_ordinary_matter_is_not_decided_as_a_recommendation(rakornas):
    matter = Matter.objects.create(meeting=rakornas.forum, position=9, title="Lain-lain")

    with pytest.raises(WrongState):
        forums.decide(matter, seen=0, typed=TYPED, by=rakornas.admin)
