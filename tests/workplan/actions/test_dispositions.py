from datetime import date

import pytest

from rakerwil.transitions import ReasonMissing, Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.inputs import BEFORE_RAKORNAS, Outcome
from tests.racing import at_once
from workplan.actions import dispositions, national_inputs
from workplan.models import Disposition, Recommendation, Transition

pytestmark = pytest.mark.django_db

ACCEPTED = {
    "outcome": "accepted",
    "answer": "Sejalan dengan rencana DEN.",
    "wording": "",
    "merged_into": None,
    "owner": "Departemen Organisasi DEN",
    "due_on": date(2022, 3, 31),
    "note": "Perlu anggaran.",
}


@pytest.fixture
def region(clock):
    clock(BEFORE_RAKORNAS)
    outcome = Outcome()
    outcome.second = outcome.recommend(2)
    national_inputs.receive(outcome.sent_package(), by=outcome.admin)
    outcome.recommendation.refresh_from_db()
    outcome.second.refresh_from_db()
    return outcome


def draft(region, seen=0, **changes):
    return dispositions.draft(region.recommendation, seen=seen, by=region.admin, **{**ACCEPTED, **changes})


def published(region, **changes):
    answer = draft(region, **changes)
    dispositions.publish(answer, seen=answer.version, by=region.admin)
    return answer


def state_of(row):
    return Recommendation.objects.get(pk=row.pk).state


def test_a_draft_changes_nothing_for_the_region(region):
    draft(region)

    assert state_of(region.recommendation) == "received"
    assert list(Disposition.objects.visible_to(region.coordinator)) == []


@pytest.mark.parametrize(
    ("changes", "state"),
    [
        ({}, "accepted"),
        ({"outcome": "accepted_amended", "wording": "Bentuk dua kontak poin."}, "accepted_amended"),
        ({"outcome": "returned"}, "returned"),
        ({"outcome": "declined"}, "declined"),
    ],
)
def test_a_published_answer_moves_the_recommendation_and_is_read_by_its_region(region, changes, state):
    answer = published(region, **changes)

    assert state_of(region.recommendation) == state
    assert list(Disposition.objects.visible_to(region.coordinator)) == [answer]
    step = Transition.objects.of(region.recommendation).get(verb=state)
    assert (step.by, step.reason) == (region.admin, ACCEPTED["answer"])


def test_merged_names_the_one_that_stands_for_both(region):
    published(region, outcome="merged", merged_into=region.second)

    assert state_of(region.recommendation) == "merged"


@pytest.mark.parametrize(
    "changes",
    [
        {"owner": ""},
        {"due_on": None},
        {"outcome": "accepted_amended"},
        {"outcome": "merged"},
        {"answer": ""},
        {"outcome": "unknown"},
    ],
)
def test_what_does_not_fit_together_is_refused_and_nothing_written(region, changes):
    with pytest.raises(Refused):
        draft(region, **changes)

    assert Disposition.objects.count() == 0


def test_none_is_merged_with_itself_nor_with_one_that_is_merged(region):
    with pytest.raises(Refused):
        draft(region, outcome="merged", merged_into=region.recommendation)
    published(region, outcome="merged", merged_into=region.second)
    region.recommendation.refresh_from_db()

    with pytest.raises(Refused):
        dispositions.draft(
            region.second,
            seen=0,
            by=region.admin,
            **{**ACCEPTED, "outcome": "merged", "merged_into": region.recommendation},
        )


def test_what_was_not_received_is_not_answered(region):
    Recommendation.objects.filter(pk=region.recommendation.pk).update(state="sent")

    with pytest.raises(WrongState):
        draft(region)


def test_who_was_overtaken_is_told(region):
    draft(region)

    with pytest.raises(Stale):
        draft(region, answer="Lain.")

    assert Disposition.objects.get().answer == ACCEPTED["answer"]


def test_a_published_answer_is_published_once(region):
    answer = published(region)

    with pytest.raises(WrongState):
        dispositions.publish(answer, seen=answer.version, by=region.admin)


def test_taken_back_it_is_a_draft_again_that_can_be_mended(region):
    answer = published(region)

    dispositions.take_back(answer, reason="Salah ketik.", by=region.admin)
    answer.refresh_from_db()
    dispositions.draft(
        region.recommendation, seen=answer.version, by=region.admin, **{**ACCEPTED, "answer": "Dibetulkan."}
    )

    assert state_of(region.recommendation) == "received"
    assert list(Disposition.objects.visible_to(region.coordinator)) == []
    assert Disposition.objects.get().answer == "Dibetulkan."


def test_taking_back_needs_a_reason(region):
    answer = published(region)

    with pytest.raises(ReasonMissing):
        dispositions.take_back(answer, reason=" ", by=region.admin)

    assert state_of(region.recommendation) == "accepted"


def test_progress_and_the_end_are_told_of_what_was_accepted(region):
    answer = published(region)
    answer.recommendation.refresh_from_db()

    dispositions.report_progress(answer, text="Dua kontak poin dibentuk.", by=region.admin)
    dispositions.carry_out(answer, text="Empat kontak poin bekerja.", by=region.admin)

    assert state_of(region.recommendation) == "carried_out"
    assert [step.reason for step in Transition.objects.of(answer)] == ["Dua kontak poin dibentuk."]


@pytest.mark.parametrize("text", ["", "  "])
def test_progress_without_words_is_refused(region, text):
    answer = published(region)
    answer.recommendation.refresh_from_db()

    with pytest.raises(Refused):
        dispositions.report_progress(answer, text=text, by=region.admin)


def test_what_was_declined_has_no_progress(region):
    answer = published(region, outcome="declined")
    answer.recommendation.refresh_from_db()

    with pytest.raises(WrongState):
        dispositions.report_progress(answer, text="Sudah.", by=region.admin)
    with pytest.raises(WrongState):
        dispositions.carry_out(answer, text="Sudah.", by=region.admin)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_publish_at_once_one_is_told(region):
    answer = draft(region)

    refused = at_once(
        *(
            lambda: dispositions.publish(
                Disposition.objects.get(pk=answer.pk), seen=answer.version, by=region.admin
            )
            for _each in range(2)
        )
    )

    assert len(refused) == 1
    assert [step.verb for step in Transition.objects.of(region.recommendation)].count("accepted") == 1
