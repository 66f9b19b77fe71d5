from datetime import date

import pytest

from tests.factories.invitations import InvitationFactory
from tests.factories.meetings import Gathering, MeetingFactory
from workplan.actions import answers
from workplan.models import Indicator
from workplan.reporting import readiness
from workplan.reporting.readiness import Part

pytestmark = pytest.mark.django_db

TODAY = date(2021, 8, 27)


@pytest.fixture
def room(clock):
    clock("2021-08-27 10:00")
    return Gathering("invited")


def rows(room):
    found = readiness.of_meeting(room.meeting, TODAY)
    return {row.federation.code: row for row in found.federations}, found


def test_reported_verified_and_pledged_by_federation(room):
    by_code, found = rows(room)
    own, other = by_code[room.chapter.federation.code], by_code["FKUI"]

    assert (found.month, found.days_left) == (date(2021, 7, 1), 14)
    assert (own.reported, own.verified, own.pledged) == (Part(7, 7), Part(7, 7), Part(1, 1))
    assert (other.reported, other.verified, other.pledged) == (Part(0, 7), Part(0, 7), Part(1, 1))


def test_the_least_ready_come_first(room):
    _by_code, found = rows(room)

    assert found.federations[0].federation.code == "FKUI"


def test_evidence_is_asked_for_where_the_indicator_needs_it(room):
    Indicator.objects.update(needs_evidence=True)

    by_code, _found = rows(room)

    assert by_code[room.chapter.federation.code].evidenced == Part(0, 7)
    assert not by_code["FKUI"].evidenced.applies


def test_a_draft_or_silent_letter_is_no_answer_and_a_no_is_one(room):
    federation = room.chapter.federation
    letter = InvitationFactory(meeting=room.meeting, federation=federation)
    states = [rows(room)[0][federation.code].has_answered]

    letter = InvitationFactory(meeting=room.meeting, federation=room.other.federation, issued=True)
    states.append(rows(room)[0]["FKUI"].has_answered)
    answers.decline(letter, answered_by="S")
    states.append(rows(room)[0]["FKUI"].has_answered)

    assert states == [False, False, True]


def test_complete_and_answered_is_ready(room):
    letter = InvitationFactory(meeting=room.meeting, federation=room.chapter.federation, issued=True)
    answers.accept(letter, [answers.Delegate("Ani")], answered_by="S")

    by_code, found = rows(room)

    assert (by_code[room.chapter.federation.code].is_ready, found.ready_count) == (True, 1)


def test_a_national_meeting_has_no_federations_of_its_own():
    with pytest.raises(ValueError, match="region"):
        readiness.of_meeting(MeetingFactory(kind="rakornas", region=None))
