from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.meetings import BEGINS, DURING, Gathering, ParticipantFactory
from workplan.actions import (
    action_items,
    agenda,
    attendance,
    decisions,
    meetings,
    minutes,
    recommendations,
    record_lines,
    sittings,
)
from workplan.actions.resolutions import NoQuorum
from workplan.models import ActionItem, Decision, Recommendation, RecordLine, Transition
from workplan.reporting import minutes as reporting

pytestmark = pytest.mark.django_db

DEADLINE = date(2021, 9, 30)
KINDS = ("note", "decision", "action", "recommendation")


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def write(room, kind="note", **terms):
    return record_lines.write(
        room.meeting,
        **{"kind": kind, "text": "FTA membuka kontak poin.", "by": room.secretary, "at": DURING, **terms},
    )


def turned(room, line, kind, **terms):
    return record_lines.reclassify(
        RecordLine.objects.get(pk=line.pk), **{"kind": kind, "seen": line.kind, "by": room.secretary, **terms}
    )


def outcomes():
    return Decision.objects.count(), ActionItem.objects.count(), Recommendation.objects.count()


# --- writing ------------------------------------------------------------------------------------


def test_a_note_is_its_words_its_speaker_and_its_time(room):
    line = write(room, text="  FTA   masuk. ", speaker=room.delegates[0])

    assert (line.text, line.who, line.said_at) == ("FTA masuk.", str(room.delegates[0]), DURING)
    assert outcomes() == (0, 0, 0)


def test_a_line_hangs_on_what_went_on_when_it_was_said(room):
    agenda.begin(room.opening, by=None, at=BEGINS)
    agenda.end(room.opening, by=None, at=BEGINS + timedelta(minutes=20))
    agenda_of = [write(room, at=BEGINS + timedelta(minutes=minute)).agenda_item for minute in (-5, 10, 40)]

    assert agenda_of == [room.opening, room.opening, room.opening]


def test_a_line_that_waited_for_the_network_stands_under_the_item_of_its_moment(room):
    agenda.begin(room.opening, by=None, at=BEGINS)
    from_then = DURING - timedelta(minutes=30)
    agenda.end(room.opening, by=None, at=DURING - timedelta(minutes=20))
    sittings.open(room.plenary, by=None, at=DURING - timedelta(minutes=10))

    assert [write(room, at=at).agenda_item for at in (from_then, DURING)] == [room.opening, room.plenary]


def test_a_line_sent_twice_counts_once(room):
    token = uuid4()

    first, second = (write(room, "decision", token=token) for _each in range(2))

    assert (first.pk, outcomes()) == (second.pk, (1, 0, 0))


def test_an_action_without_who_or_when_waits_and_does_not_hold_up_the_hall(room):
    line = write(room, "action", owner=room.chapter)
    assert (line.is_unassigned, outcomes()) == (True, (0, 0, 0))

    for _twice in range(2):
        line = record_lines.assign(line, owner=room.chapter, due_on=DEADLINE, by=room.secretary)

    assert (line.action.code, line.action.owner, line.action.due_on) == ("T-1", room.chapter, DEADLINE)
    assert ActionItem.objects.count() == 1


def test_minutes_do_not_go_round_while_an_action_waits_for_somebody(room):
    line = write(room, "action")
    meetings.finish(room.meeting, by=None, at=BEGINS + timedelta(hours=8))
    record = minutes.of(room.meeting)
    with pytest.raises(Refused):
        minutes.circulate(record, by=room.secretary)

    record_lines.assign(line, owner=room.chapter, due_on=DEADLINE, by=room.secretary)
    minutes.circulate(record, by=room.secretary)

    assert record.state == "circulated"


def test_a_recommendation_takes_the_indicators_of_its_item(room):
    room.plenary.indicators.add(room.members)

    line = write(room, "recommendation", item=room.plenary)

    assert [row.code for row in line.recommendation.indicators.all()] == ["ORG-01"]


def test_the_database_holds_kind_and_outcome_together(room):
    line = write(room, "decision")

    with pytest.raises(IntegrityError), transaction.atomic():
        RecordLine.objects.filter(pk=line.pk).update(kind="note")
    with pytest.raises(IntegrityError), transaction.atomic():
        RecordLine.objects.filter(pk=line.pk).update(speaker=room.delegates[0], speaker_name="Ani")


# --- reclassifying ------------------------------------------------------------------------------


@pytest.mark.parametrize("before", KINDS)
@pytest.mark.parametrize("after", KINDS)
def test_every_kind_becomes_every_other_and_leaves_only_that(room, before, after):
    line = write(room, before, owner=room.chapter, due_on=DEADLINE)

    line = turned(room, line, after)

    assert line.kind == after
    assert outcomes() == tuple(int(after == kind) for kind in KINDS[1:])
    assert (line.outcome is None) == (after == "note")


def test_its_history_tells_what_it_was_and_the_log_what_was_taken_off(room):
    line = write(room)
    line = turned(room, line, "decision")
    decision = line.decision_id
    line = turned(room, line, "note")

    history = line.history.order_by("history_id")
    assert [row.kind for row in history] == ["note", "decision", "note"]
    assert [step.to_state for step in Transition.objects.of(line).filter(verb="reclassify")] == [
        "decision",
        "note",
    ]
    taken_off = Transition.objects.get(verb="take_off")
    assert (taken_off.object_id, taken_off.reason) == (decision, "K-1 FTA membuka kontak poin.")


def test_a_decision_has_the_quorum_of_the_moment_at_which_it_was_said(room):
    line = write(room, at=DURING)
    for delegate in room.delegates[1:]:
        attendance.leave(delegate, by=None, at=DURING + timedelta(minutes=1))

    line = turned(room, line, "decision")

    assert (line.decision.present_count, line.decision.federations_present) == (3, 2)
    assert line.decision.decided_at == DURING
    with pytest.raises(NoQuorum):
        turned(room, write(room, at=DURING + timedelta(minutes=2)), "decision")


def test_words_corrected_on_a_decision_stay_when_it_becomes_a_note_again(room):
    line = write(room, "decision")
    decisions.correct(line.decision, text="Kata lain.", version=1, by=None)

    assert turned(room, line, "note").text == "Kata lain."


def test_what_came_further_stays(room):
    done = write(room, "action", owner=room.chapter, due_on=DEADLINE)
    action_items.report_done(done.action, report="Sudah.", by=None)
    tabled = write(room, "recommendation")
    recommendations.table(tabled.recommendation, by=None, at=DURING)

    for line in (done, tabled):
        with pytest.raises(WrongState):
            turned(room, line, "note")

    assert outcomes() == (0, 1, 1)


def test_two_who_reclassify_step_once_and_another_kind_is_told(room):
    line = write(room)
    turned(room, line, "decision")

    turned(room, line, "decision")
    with pytest.raises(Stale):
        turned(room, line, "action")

    assert outcomes() == (1, 0, 0)


def test_nothing_is_reclassified_once_the_minutes_are_approved_and_signatures_fall_before(room):
    line = write(room)
    meetings.finish(room.meeting, by=None, at=BEGINS + timedelta(hours=8))
    record = minutes.of(room.meeting)
    minutes.circulate(record, by=None)
    minutes.approve(record, signer="chair", by=room.coordinator)
    line = turned(room, line, "decision")
    record.refresh_from_db()
    assert record.chair is None

    minutes.approve(record, signer="chair", by=room.coordinator)
    minutes.approve(record, signer="secretary", by=room.secretary)

    with pytest.raises(WrongState):
        turned(room, line, "note")


def test_a_correction_over_a_newer_version_is_told(room):
    line = write(room)
    terms = {"text": "Lain.", "speaker": None, "speaker_name": "Tamu", "by": None}

    corrected = record_lines.correct(line, version=1, **terms)
    with pytest.raises(Stale):
        record_lines.correct(line, version=1, **terms)

    assert (corrected.text, corrected.who) == ("Lain.", "Tamu")


# --- in the minutes -----------------------------------------------------------------------------


def test_notes_stand_in_the_minutes_with_time_and_speaker_also_once_approved(room):
    guest = ParticipantFactory(meeting=room.meeting, number=4, category="guest")
    write(room, speaker=guest, item=room.opening)
    write(room, speaker_name="Wakil Disnaker", text="Siap membantu.", item=room.opening)
    room.approve()

    found = reporting.approved(room.meeting.minutes).passages[0].notes

    assert [note.words for note in found] == [
        f"{guest}: FTA membuka kontak poin.",
        "Wakil Disnaker: Siap membantu.",
    ]
    assert {note.said_at for note in found} == {DURING}
