from datetime import UTC, datetime
from uuid import uuid4

import pytest

from tests.factories.invitations import InvitationFactory, MatterFactory
from tests.factories.meetings import BEGINS, DURING, AgendaItemFactory, Gathering
from tests.factories.plans import WorkYearFactory
from workplan.actions import agenda, clones, invitations, meetings, participants
from workplan.enums import MeetingState
from workplan.models import Attendance, Meeting

pytestmark = pytest.mark.django_db

NEXT = datetime(2022, 9, 9, 2, tzinfo=UTC)


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering("invited")


def hold(room):
    """Begin and end the opening only; the plenary is not reached."""
    meetings.start(room.meeting, by=None, at=BEGINS)
    agenda.begin(room.opening, by=None, at=DURING)
    meetings.finish(room.meeting, by=None, at=DURING)
    room.meeting.refresh_from_db()


def cloned(room, **terms):
    year = WorkYearFactory(year=2022)
    return clones.clone(
        room.meeting,
        year=year,
        title="Rapat Kerja Wilayah 2022",
        starts_at=NEXT,
        venue="Wisma",
        city="Bogor",
        by=room.secretary,
        **terms,
    )


def test_rundown_with_fixed_times_is_the_same_and_nothing_has_begun(room):
    AgendaItemFactory(meeting=room.meeting, position=3, kind="break", title="Salat Jumat", planned_at="11:30")
    hold(room)

    meeting = cloned(room)

    rows = list(meeting.agenda.order_by("position").values_list("title", "kind", "planned_at", "opened_at"))
    assert [row[:2] for row in rows] == [
        ("Pembukaan", "opening"),
        ("Pleno I", "plenary"),
        ("Salat Jumat", "break"),
        ("Tindak lanjut Rakerwil lalu", "presentation"),
    ]
    assert f"{rows[2][2]:%H:%M}" == "11:30"
    assert {row[3] for row in rows} == {None}


def test_the_follow_up_stands_before_the_first_line_of_substance_and_not_twice(room):
    AgendaItemFactory(meeting=room.meeting, position=3, title="Capaian")
    hold(room)

    meeting = cloned(room)
    titles = list(meeting.agenda.order_by("position").values_list("title", flat=True))

    assert titles == ["Pembukaan", "Pleno I", "Tindak lanjut Rakerwil lalu", "Capaian"]


def test_what_names_the_last_work_year_names_the_new_one(room):
    room.meeting.purpose = "Capaian Janji Kinerja 2021, menuju 2025"
    room.meeting.save()
    AgendaItemFactory(meeting=room.meeting, position=3, title="Capaian 2021", topic="Angka 20210")
    hold(room)

    meeting = cloned(room)
    line = meeting.agenda.order_by("position").last()

    assert meeting.purpose == "Capaian Janji Kinerja 2022, menuju 2025"
    assert (line.title, line.topic) == ("Capaian 2022", "Angka 20210")


def test_people_are_asked_anew_and_nothing_of_their_attendance_comes_along(room):
    participants.confirm(room.delegates[0], by=None)
    participants.decline(room.delegates[1], by=None)
    hold(room)

    meeting = cloned(room)

    rows = meeting.participants.order_by("number")
    assert [(row.person_id, row.category, row.state, row.answered_at) for row in rows] == [
        (row.person_id, row.category, "invited", None) for row in room.delegates
    ]
    assert Attendance.objects.filter(participant__meeting=meeting).count() == 0


def test_what_was_not_reached_comes_onto_the_agenda_behind_the_follow_up(room):
    MatterFactory(meeting=room.meeting, position=1, title="Iuran", item=room.opening)
    MatterFactory(meeting=room.meeting, position=2, title="Upah", note="Sejak 2020")
    hold(room)

    meeting = cloned(room)

    rows = meeting.matters.order_by("position")
    assert [(row.title, row.is_follow_up, row.came_from) for row in rows] == [
        ("Tindak lanjut Rakerwil lalu", True, None),
        ("Upah", False, room.meeting),
        ("Pleno I", False, room.meeting),
    ]


def test_letters_are_drafts_again_with_their_seats_and_terms(room):
    InvitationFactory(meeting=room.meeting, federation=room.chapter.federation, quota=5, issued=True)
    gone = InvitationFactory(
        meeting=room.meeting, federation=None, recipient="Tamu", kind="guest", issued=True
    )
    invitations.withdraw(gone, reason="Batal.", by=None)
    invitations.set_terms(room.meeting, version=1, by=None, attire="Batik", answers_by="2021-09-03")
    hold(room)

    meeting = cloned(room)

    rows = {row.federation.code: row for row in meeting.invitations.select_related("federation")}
    assert {code: row.quota for code, row in rows.items()} == {room.chapter.federation.code: 5, "FKUI": 3}
    assert {(row.state, row.letter, row.answer) for row in rows.values()} == {("draft", None, "invited")}
    assert (meeting.letter_terms.attire, meeting.letter_terms.answers_by) == ("Batik", None)


def test_a_double_tap_makes_one_meeting(room):
    hold(room)
    token, year = uuid4(), WorkYearFactory(year=2022)

    made = {
        clones.clone(
            room.meeting, year=year, title="R", starts_at=NEXT, venue="V", city="C", token=token, by=None
        ).pk
        for _tap in range(2)
    }

    assert len(made) == 1
    assert Meeting.objects.count() == 2
    assert Meeting.objects.get(pk=made.pop()).state == MeetingState.DRAFT
