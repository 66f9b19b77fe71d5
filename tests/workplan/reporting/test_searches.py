"""Search over the record of meetings."""

import pytest

from federations.enums import Role
from rakerwil.readers import read_by
from tests.factories.meetings import DURING, Gathering
from tests.factories.users import user_with
from workplan.actions import decisions, minutes, record_lines
from workplan.reporting.searches import excerpt, search

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    room = Gathering()
    minutes.write(room.plenary, text="Iuran anggota dibahas.", version=0, by=room.secretary, at=DURING)
    decisions.record(room.meeting, text="Iuran dinaikkan.", by=room.secretary, at=DURING)
    room.recommend(title="Iuran lewat COS", text="Potong upah.")
    return room


def counts(user, words):
    found = search(user, words)
    return len(found.minutes), len(found.decisions), len(found.actions), len(found.recommendations)


def test_words_are_found_in_every_kind_whatever_their_case(room):
    assert counts(room.secretary, "iuran") == (1, 1, 0, 1)


def test_notes_of_the_quick_line_are_found_by_those_who_read_the_minutes(room):
    record_lines.write(room.meeting, kind="note", text="Upah sektor dibahas.", by=room.secretary)

    assert counts(room.secretary, "upah sektor") == (1, 0, 0, 0)
    assert counts(room.rep, "upah sektor") == (0, 0, 0, 0)


def test_other_words_find_nothing(room):
    assert search(room.secretary, "sarjana").count == 0


def test_a_draft_of_minutes_is_not_found_by_those_who_may_not_read_it(room):
    assert counts(room.rep, "iuran") == (0, 1, 0, 1)


def test_approved_minutes_are_found_by_all_who_see_the_meeting(room):
    room.approve()

    assert counts(room.rep, "dibuka") == (1, 0, 0, 0)


def test_another_region_finds_nothing(room):
    assert search(room.stranger(), "iuran").count == 0


def test_auditor_does_not_find_a_name_that_is_masked(room):
    person = room.delegates[0].person
    decisions.record(room.meeting, text=f"{person.name} ditugaskan.", by=room.secretary, at=DURING)

    auditor = user_with(Role.AUDITOR)
    with read_by(lambda: auditor):
        assert search(auditor, "ditugaskan").count == 1
        assert search(auditor, person.name).count == 0


def test_excerpt_is_cut_at_blanks_around_the_words():
    text = "kata " * 60 + "iuran" + " kata" * 60

    shown = excerpt(text, text.index("iuran"), 5)

    assert shown.startswith("…kata")
    assert shown.endswith("kata…")
    assert "iuran" in shown
