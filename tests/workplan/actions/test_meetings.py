from datetime import UTC, datetime, timedelta
from uuid import uuid4

import pytest

from rakerwil.transitions import ReasonMissing, Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.meetings import BEGINS, DURING, Gathering, MeetingFactory
from workplan.actions import agenda, meetings, sittings
from workplan.models import Attendance, Meeting, Snapshot, Transition

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def create(room, **terms):
    return meetings.create(
        **{
            "year": room.year,
            "region": room.region,
            "title": "Rapat Kerja Wilayah",
            "starts_at": BEGINS,
            "venue": "Hotel Bumi Wiyata",
            "city": "Depok",
            "by": room.secretary,
            **terms,
        }
    )


def steps(meeting):
    log = Transition.objects.of(meeting).order_by("pk")
    return list(log.values_list("verb", "from_state", "to_state", "by", "reason"))


# --- create, edit -------------------------------------------------------------------------------


def test_meetings_of_a_region_are_numbered_within_year_and_kind(room):
    second = create(room)
    training = create(room, kind="training")
    national = create(room, kind="rakornas", region=None)

    assert [row.slug for row in (room.meeting, second, training, national)] == [
        "31-2021-1",
        "31-2021-2",
        "31-2021-pelatihan-1",
        "2021-rakornas-1",
    ]
    assert steps(second) == [("create", "", "draft", room.secretary.pk, "")]
    assert second.history.get().history_user == room.secretary


def test_the_same_token_makes_one_meeting(room):
    token = uuid4()

    first, again = create(room, token=token), create(room, token=token)

    assert first == again
    assert Meeting.objects.count() == 2


def test_date_and_place_change_until_the_meeting_begins(clock):
    room = Gathering("invited")

    meetings.edit(room.meeting, version=1, by=room.secretary, venue="Aula", quorum_percent=66)

    stored = Meeting.objects.get()
    assert (stored.venue, stored.quorum_percent, stored.version) == ("Aula", 66, 2)
    assert [row.venue for row in stored.history.order_by("history_id")] == ["Hotel Bumi Wiyata", "Aula"]


def test_a_meeting_that_has_begun_is_edited_no_more(room):
    with pytest.raises(WrongState):
        meetings.edit(room.meeting, version=1, by=room.secretary, venue="Aula")


def test_who_was_overtaken_while_editing_is_told(clock):
    room = Gathering("draft")
    meetings.edit(room.meeting, version=1, by=room.secretary, venue="Aula")

    with pytest.raises(Stale):
        meetings.edit(room.meeting, version=1, by=room.coordinator, venue="Gedung")

    assert Meeting.objects.get().venue == "Aula"


# --- the steps of its life ----------------------------------------------------------------------


def test_a_meeting_goes_from_draft_to_finished_with_its_times(clock):
    room = Gathering("draft")
    ends = BEGINS + timedelta(hours=8)

    meetings.invite(room.meeting, by=room.secretary)
    meetings.start(room.meeting, by=room.secretary, at=BEGINS)
    meetings.finish(room.meeting, by=room.coordinator, at=ends)

    stored = Meeting.objects.get()
    assert (stored.state, stored.started_at, stored.finished_at) == ("finished", BEGINS, ends)
    assert steps(stored) == [
        ("invite", "draft", "invited", room.secretary.pk, ""),
        ("start", "invited", "in_progress", room.secretary.pk, ""),
        ("finish", "in_progress", "finished", room.coordinator.pk, ""),
    ]


@pytest.mark.parametrize(
    ("state", "verb"),
    [
        ("invited", meetings.invite),
        ("running", meetings.invite),
        ("draft", meetings.start),
        ("running", meetings.start),
        ("finished", meetings.start),
        ("draft", meetings.finish),
        ("invited", meetings.finish),
        ("finished", meetings.finish),
    ],
)
def test_a_step_from_another_state_is_refused_and_changes_nothing(clock, state, verb):
    room = Gathering(state)
    before = Meeting.objects.values().get()

    with pytest.raises(WrongState):
        verb(room.meeting, by=room.secretary)

    assert Meeting.objects.values().get() == before
    assert Transition.objects.count() == 0


def test_nobody_is_invited_to_a_meeting_without_agenda_or_without_people(clock):
    meeting = MeetingFactory()

    with pytest.raises(Refused, match="acara"):
        meetings.invite(meeting, by=None)
    agenda.add(meeting, kind="opening", title="Pembukaan", by=None)
    with pytest.raises(Refused, match="peserta"):
        meetings.invite(meeting, by=None)

    assert Meeting.objects.get().state == "draft"


def test_with_the_meeting_its_running_items_end_and_everybody_leaves(room):
    agenda.begin(room.opening, by=room.secretary, at=DURING)
    ends = DURING + timedelta(hours=2)

    meetings.finish(room.meeting, by=room.secretary, at=ends)

    room.opening.refresh_from_db()
    assert (room.opening.closed_at, room.opening.closed_present) == (ends, 3)
    assert set(Attendance.objects.values_list("left_at", flat=True)) == {ends}


@pytest.mark.parametrize("is_suspended", [False, True])
def test_a_meeting_does_not_end_while_a_sitting_is_open(room, is_suspended):
    sittings.open(room.plenary, by=room.secretary, at=DURING)
    if is_suspended:
        sittings.suspend(room.plenary, by=room.secretary, at=DURING)

    with pytest.raises(Refused, match="Pleno I"):
        meetings.finish(room.meeting, by=room.secretary)

    assert Meeting.objects.get().state == "in_progress"


# --- one step back ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "seen", "target"),
    [
        ("invited", "invited", "draft"),
        ("running", "in_progress", "invited"),
        ("finished", "finished", "in_progress"),
    ],
)
def test_one_step_back_has_its_reason(clock, state, seen, target):
    room = Gathering(state)

    meetings.step_back(room.meeting, seen_state=seen, reason=" Salah hari. ", by=room.secretary)

    assert Meeting.objects.get().state == target
    assert steps(room.meeting)[-1][2:] == (target, room.secretary.pk, "Salah hari.")


def test_two_taps_step_back_once(clock):
    room = Gathering("running")
    meetings.step_back(room.meeting, seen_state="in_progress", reason="Belum.", by=None)

    with pytest.raises(WrongState):
        meetings.step_back(room.meeting, seen_state="in_progress", reason="Belum.", by=None)

    assert Meeting.objects.get().state == "invited"


def test_a_step_back_asks_for_a_reason(clock):
    room = Gathering("invited")

    with pytest.raises(ReasonMissing):
        meetings.step_back(room.meeting, seen_state="invited", reason="  ", by=room.secretary)

    assert Meeting.objects.get().state == "invited"


def test_a_meeting_with_an_item_that_has_begun_has_begun(room):
    agenda.begin(room.opening, by=None, at=DURING)

    with pytest.raises(Refused):
        meetings.step_back(room.meeting, seen_state="in_progress", reason="Belum.", by=None)


def test_when_a_meeting_goes_on_those_who_left_only_with_its_end_are_in_again(room):
    ends = DURING + timedelta(hours=2)
    room.empty_the_room()
    meetings.finish(room.meeting, by=None, at=ends)

    meetings.step_back(room.meeting, seen_state="finished", reason="Terlalu cepat.", by=None)

    assert Attendance.objects.filter(left_at=None).count() == 1
    assert Meeting.objects.get().finished_at is None


def test_an_approved_meeting_steps_back_only_with_its_minutes(room):
    room.approve()

    with pytest.raises(WrongState, match="revisi"):
        meetings.step_back(room.meeting, seen_state="approved", reason="Keliru.", by=room.admin)


# --- the data position --------------------------------------------------------------------------


def test_the_data_position_is_frozen_with_its_time_as_of_the_last_month_due(room):
    at = datetime(2021, 9, 10, 2, tzinfo=UTC)

    snapshot = meetings.freeze_position(room.meeting, by=room.secretary, at=at)

    assert Meeting.objects.get().data_position == snapshot
    assert (snapshot.kind, snapshot.taken_at, snapshot.taken_by) == ("data_position", at, room.secretary)
    assert snapshot.data["as_of"] == "2021-08"
    assert snapshot.data["region"]["indicators"][0]["actual"] == "400"
    assert [row[0] for row in steps(room.meeting)] == ["freeze_position"]


def test_a_position_can_be_frozen_anew_until_the_meeting_begins_and_then_stands(clock):
    room = Gathering("invited")
    meetings.freeze_position(room.meeting, by=None, at=BEGINS)
    second = meetings.freeze_position(room.meeting, by=None, at=DURING)
    meetings.start(room.meeting, by=None, at=DURING)

    with pytest.raises(WrongState):
        meetings.freeze_position(room.meeting, by=None, at=DURING)

    assert Meeting.objects.get().data_position == second
    assert Snapshot.objects.count() == 2


def test_a_meeting_of_no_region_has_no_position(clock):
    with pytest.raises(Refused):
        meetings.freeze_position(MeetingFactory(region=None, kind="rakornas"), by=None)


def test_freezing_reads_the_figures_once(room, django_assert_num_queries):
    with django_assert_num_queries(15):
        meetings.freeze_position(room.meeting, by=room.secretary, at=DURING)
