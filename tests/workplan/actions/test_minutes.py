from datetime import timedelta
from uuid import uuid4

import pytest

from federations.enums import Role
from rakerwil.transitions import ReasonMissing, Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.meetings import BEGINS, DURING, Gathering
from tests.factories.users import MembershipFactory, user_with
from workplan.actions import meetings, minutes
from workplan.models import (
    Meeting,
    Minutes,
    MinutesEntry,
    NationalInput,
    OvertakenText,
    Snapshot,
    Transition,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


@pytest.fixture
def circulated(room):
    """Finished, written, sent round."""
    minutes.write(room.opening, text="Dibuka.", version=0, by=room.secretary)
    meetings.finish(room.meeting, by=None, at=BEGINS + timedelta(hours=8))
    record = minutes.of(room.meeting)
    minutes.circulate(record, by=room.secretary)
    return record


# --- writing ------------------------------------------------------------------------------------


def test_text_is_written_under_an_item_with_its_history(room):
    minutes.write(room.opening, text="Dibuka.", version=0, by=room.secretary, at=DURING)
    entry = minutes.write(room.opening, text="Dibuka oleh DEN.", version=1, by=room.coordinator, at=DURING)

    assert (entry.text, entry.version, entry.changed_by) == ("Dibuka oleh DEN.", 2, room.coordinator)
    assert [row.text for row in entry.history.order_by("history_id")] == ["Dibuka.", "Dibuka oleh DEN."]


@pytest.mark.parametrize("read", [0, 2])
def test_neither_of_two_secretaries_loses_their_text(room, read):
    minutes.write(room.opening, text="Dibuka.", version=0, by=room.secretary)

    with pytest.raises(Stale):
        minutes.write(room.opening, text="Pembukaan.", version=read, by=room.coordinator)

    assert MinutesEntry.objects.get().text == "Dibuka."


def test_a_text_that_saves_itself_counts_once_and_the_same_words_are_no_change(room):
    token = uuid4()
    first = minutes.save(room.opening, text="Dibuka.", version=0, token=token, by=room.secretary)
    minutes.save(room.opening, text="Dibuka FTA.", version=1, token=uuid4(), by=room.coordinator)

    again = minutes.save(room.opening, text="Dibuka.", version=0, token=token, by=room.secretary)
    same = minutes.save(room.opening, text="Dibuka FTA.\r\n", version=1, token=uuid4(), by=room.secretary)

    assert (first.version, again.version, again.text, same.version) == (1, 1, "Dibuka.", 2)
    assert MinutesEntry.objects.get().text == "Dibuka FTA."
    assert OvertakenText.objects.count() == 0


def test_who_is_overtaken_keeps_both_wordings_until_they_choose(room):
    minutes.save(room.opening, text="Dibuka.", version=0, by=room.coordinator)
    minutes.save(room.opening, text="Dibuka oleh Korwil.", version=1, by=room.coordinator)

    told = minutes.save(room.opening, text="Dibuka oleh DEN.", version=1, by=room.secretary)
    later = minutes.save(room.opening, text="Dibuka oleh Sekjen.", version=1, by=room.secretary)

    assert (told.version, told.text) == (2, "Dibuka oleh Korwil.")
    assert later.overtaken == told.overtaken
    assert OvertakenText.objects.get().text == "Dibuka oleh Sekjen."
    assert MinutesEntry.objects.get().text == "Dibuka oleh Korwil."


@pytest.mark.parametrize(
    ("written", "chosen", "stands"),
    [
        (None, "stored", "Dibuka oleh Korwil."),
        ("Dibuka oleh DEN.", "mine", "Dibuka oleh DEN."),
        ("Dibuka oleh Korwil dan DEN.", "mixed", "Dibuka oleh Korwil dan DEN."),
    ],
)
def test_the_overtaken_wording_stays_on_record_whatever_is_chosen(room, written, chosen, stands):
    minutes.save(room.opening, text="Dibuka oleh Korwil.", version=0, by=room.coordinator)
    minutes.save(room.opening, text="Dibuka oleh DEN.", version=0, by=room.secretary)

    if written is None:
        minutes.keep_stored(room.opening, by=room.secretary)
    else:
        minutes.save(room.opening, text=written, version=1, by=room.secretary)

    row = OvertakenText.objects.get()
    assert (row.text, row.chosen, MinutesEntry.objects.get().text) == ("Dibuka oleh DEN.", chosen, stands)


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_nothing_is_written_before_the_invitation_or_after_the_approval(clock, state):
    room = Gathering("draft" if state == "draft" else "finished")
    if state == "approved":
        room.approve()

    with pytest.raises(WrongState):
        minutes.write(room.plenary, text="Dibuka.", version=0, by=None)

    assert MinutesEntry.objects.filter(agenda_item=room.plenary).count() == 0


# --- circulating and approving ------------------------------------------------------------------


def test_minutes_are_circulated_once_the_meeting_is_finished(room):
    minutes.write(room.opening, text="Dibuka.", version=0, by=None)
    record = minutes.of(room.meeting)
    with pytest.raises(WrongState):
        minutes.circulate(record, by=room.secretary)
    meetings.finish(room.meeting, by=None, at=DURING)

    minutes.circulate(record, by=room.secretary, at=DURING)

    stored = Minutes.objects.get()
    assert (stored.state, stored.circulated_at) == ("circulated", DURING)
    with pytest.raises(WrongState):
        minutes.circulate(record, by=room.secretary)


def test_empty_minutes_are_not_circulated(clock):
    room = Gathering("finished")

    with pytest.raises(Refused, match="kosong"):
        minutes.circulate(minutes.of(room.meeting), by=None)


def test_the_second_signature_approves_minutes_and_meeting(room, circulated):
    minutes.approve(circulated, signer="secretary", by=room.secretary, at=DURING)
    assert (Minutes.objects.get().state, Meeting.objects.get().state) == ("circulated", "finished")

    minutes.approve(circulated, signer="chair", by=room.coordinator, at=DURING)

    stored, meeting = Minutes.objects.get(), Meeting.objects.get()
    assert (stored.state, stored.chair, stored.secretary) == ("approved", room.coordinator, room.secretary)
    assert (meeting.state, meeting.approved_at) == ("approved", DURING)
    assert circulated.is_approved
    assert [row.verb for row in Transition.objects.of(stored).order_by("pk")] == [
        "circulate",
        "approve_as_secretary",
        "approve_as_chair",
        "approve",
    ]


def test_chair_and_secretary_are_two_different_people(room, circulated):
    both = user_with(Role.COORDINATOR, region=room.region)
    MembershipFactory(user=both, role=Role.SECRETARY, region=room.region)
    minutes.approve(circulated, signer="chair", by=both)

    with pytest.raises(Refused, match="dua orang"):
        minutes.approve(circulated, signer="secretary", by=both)

    assert Minutes.objects.get().secretary is None


def test_a_signature_is_given_once(room, circulated):
    minutes.approve(circulated, signer="chair", by=room.coordinator)

    with pytest.raises(Refused):
        minutes.approve(circulated, signer="chair", by=room.coordinator)


@pytest.mark.parametrize("state", ["draft", "approved"])
def test_only_circulated_minutes_are_signed(room, state):
    if state == "approved":
        room.approve()

    with pytest.raises(WrongState):
        minutes.approve(minutes.of(room.meeting), signer="chair", by=room.coordinator)


def test_a_change_takes_a_signature_back(room, circulated):
    minutes.approve(circulated, signer="chair", by=room.coordinator)

    minutes.write(room.opening, text="Dibuka oleh DEN.", version=1, by=room.secretary)

    stored = Minutes.objects.get()
    assert (stored.chair, stored.chair_approved_at, stored.state) == (None, None, "circulated")
    assert Transition.objects.of(stored).latest("pk").verb == "clear_signatures"


def test_a_meeting_whose_masukan_went_out_before_counts_as_sent(room, circulated):
    frozen = Snapshot.objects.freeze("national_input", {}, None)
    NationalInput.objects.create(
        region=room.region,
        year=room.year,
        meeting=room.meeting,
        as_of=room.year.first_month,
        state="submitted",
        snapshot=frozen,
        pdf=b"%PDF",
        submitted_at=DURING,
    )

    minutes.approve(circulated, signer="chair", by=room.coordinator)
    minutes.approve(circulated, signer="secretary", by=room.secretary)

    assert Meeting.objects.get().state == "sent"


# --- revising -----------------------------------------------------------------------------------


def test_a_revision_opens_the_minutes_and_the_meeting_steps_back(room):
    room.approve()
    record = minutes.of(room.meeting)

    minutes.revise(record, reason="Nama pembicara keliru.", by=room.admin)

    stored, meeting = Minutes.objects.get(), Meeting.objects.get()
    assert (stored.state, stored.revision, stored.chair, stored.secretary) == ("draft", 1, None, None)
    assert (meeting.state, meeting.approved_at) == ("finished", None)
    assert Transition.objects.of(stored).latest("pk").reason == "Nama pembicara keliru."


def test_a_revision_asks_for_a_reason(room):
    room.approve()

    with pytest.raises(ReasonMissing):
        minutes.revise(minutes.of(room.meeting), reason=" ", by=room.admin)

    assert Meeting.objects.get().state == "approved"


def test_only_approved_minutes_are_revised(room, circulated):
    with pytest.raises(WrongState):
        minutes.revise(circulated, reason="Keliru.", by=room.admin)


def test_a_meeting_sent_to_rakornas_is_revised_after_its_masukan_came_back(room):
    room.approve()
    Meeting.objects.update(state="sent", sent_at=DURING)

    with pytest.raises(WrongState, match="Masukan"):
        minutes.revise(minutes.of(room.meeting), reason="Keliru.", by=room.admin)


def test_what_both_signed_is_frozen(room):
    room.approve()

    kept = minutes.of(room.meeting).approved_text

    told = {row["title"]: row["text"] for row in kept.data["record"] if row["item"]}
    assert (kept.kind, kept.data["revision"], kept.data["chair"]) == ("minutes", 0, room.coordinator.pk)
    assert told == {"Pembukaan": "Dibuka.", "Pleno I": ""}


def test_minutes_approved_before_texts_were_kept_are_kept_when_they_are_revised(room):
    room.approve()
    Minutes.objects.update(approved_text=None)
    record = minutes.of(room.meeting)

    minutes.revise(record, reason="Salah nama.", by=None)

    assert record.approved_text.data["record"][0]["text"] == "Dibuka."
