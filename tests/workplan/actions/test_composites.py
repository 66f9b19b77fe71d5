import pytest

from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.desk import ACCEPTED, NationalDesk
from tests.factories.inputs import BEFORE_RAKORNAS
from workplan.actions import composites, dispositions
from workplan.models import Composite, Disposition, Recommendation

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clock):
    clock(BEFORE_RAKORNAS)
    return NationalDesk()


def state_of(row):
    return type(row).objects.get(pk=row.pk).state


def answered(desk, composite, **changes):
    answer = dispositions.draft(composite, seen=0, by=desk.admin, **{**ACCEPTED, **changes})
    dispositions.publish(answer, seen=answer.version, by=desk.admin)
    return answer


def test_a_composite_has_its_own_wording_and_keeps_every_origin_as_it_was(desk):
    composite = desk.group()

    assert (composite.code, composite.state) == ("G-1", "received")
    assert [(row.meeting.region.code, row.code, row.text) for row in composite.origins.all()] == [
        ("31", "R-1", "Bentuk kontak poin."),
        ("32", "R-1", "Bentuk kontak poin."),
    ]


def test_an_origin_is_in_one_composite_at_most_and_the_refused_is_named(desk):
    desk.group()

    with pytest.raises(Refused) as refused:
        desk.group(desk.second, desk.third)

    assert "Jabar R-1" in str(refused.value)
    assert Composite.objects.count() == 1
    assert Recommendation.objects.get(pk=desk.second.pk).composite is None


def test_one_recommendation_is_no_composite(desk):
    with pytest.raises(Refused):
        desk.group(desk.second)

    assert Composite.objects.count() == 0


def test_what_is_answered_is_not_put_together(desk):
    answered(desk, desk.recommendation)

    with pytest.raises(Refused):
        desk.group()


def test_an_origin_comes_and_goes_while_two_stay(desk):
    composite = desk.group()
    composites.add(composite, desk.second, by=desk.admin)

    composites.let_go(composite, desk.recommendation, by=desk.admin)
    with pytest.raises(Refused):
        composites.let_go(composite, desk.second, by=desk.admin)

    assert [row.pk for row in composite.origins.all()] == [desk.second.pk, desk.third.pk]


def test_taken_apart_its_origins_stand_by_themselves_and_its_number_is_not_given_again(desk):
    composites.dissolve(desk.group(), by=desk.admin)

    again = desk.group()

    assert again.code == "G-2"
    assert list(Composite.objects.standing()) == [again]


def test_the_answer_reaches_every_origin_as_merged_with_its_link(desk):
    composite = desk.group()

    answered(desk, composite)

    assert [state_of(row) for row in (composite, desk.recommendation, desk.third)] == [
        "accepted",
        "merged",
        "merged",
    ]
    own = Disposition.objects.get(recommendation=desk.third)
    assert (own.merged_into_composite, own.answer, own.owner) == (
        composite,
        ACCEPTED["answer"],
        ACCEPTED["owner"],
    )
    # Which stands first is the database's choice: one of them has no recommendation, the other no composite.
    assert set(Disposition.objects.visible_to(desk.coordinator)) == {
        Disposition.objects.get(recommendation=desk.recommendation),
        Disposition.objects.get(composite=composite),
    }


def test_an_origin_is_not_answered_by_itself_and_a_composite_is_not_merged(desk):
    composite = desk.group()
    desk.recommendation.refresh_from_db()

    with pytest.raises(WrongState):
        dispositions.draft(desk.recommendation, seen=0, by=desk.admin, **ACCEPTED)
    with pytest.raises(Refused):
        dispositions.draft(
            composite,
            seen=0,
            by=desk.admin,
            **{**ACCEPTED, "outcome": "merged", "merged_into": desk.second},
        )


@pytest.mark.parametrize("verb", ["add", "let_go", "dissolve", "reword"])
def test_once_answered_nothing_is_regrouped(desk, verb):
    composite = desk.group()
    answered(desk, composite)
    acts = {
        "add": lambda: composites.add(composite, desk.second, by=desk.admin),
        "let_go": lambda: composites.let_go(composite, desk.third, by=desk.admin),
        "dissolve": lambda: composites.dissolve(composite, by=desk.admin),
        "reword": lambda: composites.reword(composite, version=1, title="Lain", by=desk.admin),
    }

    with pytest.raises(WrongState):
        acts[verb]()

    assert composite.origins.count() == 2


def test_taken_back_the_origins_wait_again_and_only_the_composite_takes_back(desk):
    composite = desk.group()
    answer = answered(desk, composite)
    with pytest.raises(WrongState):
        dispositions.take_back(
            Disposition.objects.get(recommendation=desk.third), reason="Salah.", by=desk.admin
        )

    dispositions.take_back(answer, reason="Salah.", by=desk.admin)

    assert [state_of(row) for row in (composite, desk.recommendation, desk.third)] == ["received"] * 3
    assert Disposition.objects.published().count() == 0


def test_carried_out_all_origins_are(desk):
    composite = desk.group()
    answer = answered(desk, composite)

    dispositions.carry_out(answer, text="Enam kontak poin bekerja.", by=desk.admin)

    assert [state_of(row) for row in (composite, desk.recommendation, desk.third)] == ["carried_out"] * 3


def test_a_merged_one_is_not_carried_out_by_itself(desk):
    answered(desk, desk.group())

    with pytest.raises(WrongState):
        dispositions.carry_out(
            Disposition.objects.get(recommendation=desk.third), text="Sudah.", by=desk.admin
        )


def test_a_draft_written_for_an_origin_comes_back_when_the_composite_is_taken_apart(desk):
    draft = dispositions.draft(desk.third, seen=0, by=desk.admin, **ACCEPTED)
    composite = desk.group()

    composites.dissolve(composite, by=desk.admin)
    desk.third.refresh_from_db()

    assert dispositions.answer_to(desk.third) == draft


def test_two_who_reword_at_once_are_told(desk):
    composite = desk.group()
    composites.reword(composite, version=1, title="Satu", by=desk.admin)

    with pytest.raises(Stale):
        composites.reword(composite, version=1, title="Dua", by=desk.admin)
