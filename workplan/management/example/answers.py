"""What Rakornas of October 2021 said to the recommendations of DKI Jakarta; all of it invented."""

from datetime import date, datetime
from typing import Any

from federations.models import Unit, User
from workplan.actions import (
    agenda,
    attendance,
    composites,
    consequences,
    dispositions,
    forums,
    meetings,
    participants,
    sittings,
)
from workplan.actions.worklists import Ticked
from workplan.enums import AgendaKind, MeetingKind, Outcome, ParticipantCategory, RecommendationState
from workplan.models import Indicator, Matter, Meeting, Programme, Recommendation
from workplan.reporting import worklists

NONE: dict[str, Any] = {"wording": "", "merged_into": None, "note": ""}


def give(meeting: Meeting, by: User) -> None:
    """What Rakornas said: one accepted and carried out, one in other words, one still in the making."""
    rows = {row.number: row for row in meeting.recommendations.filter(state=RecommendationState.RECEIVED)}
    try_together(meeting, rows[2], rows[3], by)
    dispositions.draft(
        rows[3],
        seen=0,
        by=by,
        outcome=Outcome.DECLINED,
        answer="Konsolidasi lintas federasi tetap tugas Korwil (contoh).",
        owner="",
        due_on=None,
        **NONE,
    )
    forum = hold(meeting, by)
    matters = {matter.recommendation_id: matter for matter in forum.matters.all()}
    decide(
        matters[rows[1].pk],
        by,
        moment(meeting, 2021, 10, 28, 14),
        outcome=Outcome.ACCEPTED,
        answer="Diterima: perekrutan di kawasan fleksibel menjadi prioritas tahun berikutnya (contoh).",
        owner="Departemen Organisasi DEN",
        due_on=date(2022, 3, 31),
        **NONE,
    )
    decide(
        matters[rows[2].pk],
        by,
        moment(meeting, 2021, 10, 28, 15),
        outcome=Outcome.ACCEPTED_AMENDED,
        answer="Diterima dengan perubahan: kuota dibagi menurut wilayah (contoh).",
        owner="DIKLITBANG",
        due_on=date(2022, 6, 30),
        **{**NONE, "wording": "Pendaftaran program kuliah dibuka dengan kuota per wilayah (contoh)."},
    )
    sittings.close(forum.agenda.get(), by=by, at=moment(meeting, 2021, 10, 28, 16))
    meetings.finish(forum, by=by, at=moment(meeting, 2021, 10, 28, 17))
    first = dispositions.answer_to(rows[1])
    if first is not None:
        dispositions.report_progress(
            first,
            text="Dua organiser ditugaskan mulai Januari (contoh).",
            by=by,
            at=moment(meeting, 2021, 12, 20, 10),
        )
        dispositions.carry_out(
            first,
            text="Dua organiser bertugas di Jakarta sejak Januari 2022 (contoh).",
            by=by,
            at=moment(meeting, 2022, 3, 30, 10),
        )


def follow_up(meeting: Meeting, by: User) -> None:
    """What was accepted in other words became a programme of the year that runs now."""
    answer = dispositions.answer_to(meeting.recommendations.get(number=2))
    coming = consequences.later_year(meeting.recommendations.get(number=2))
    if answer is None or coming is None:
        return
    consequences.make_programme(
        answer,
        Programme(
            year=coming,
            name="Program 1 juta sarjana bagi buruh",
            partner="YAPUNASA",
            agreement="Nota kesepahaman KSBSI dan YAPUNASA (contoh)",
            about="Kuliah bagi anggota dengan kuota per wilayah (contoh).",
            unit=Unit.objects.get(code="DIKLITBANG"),
            starts_on=date(coming.year, 1, 1),
        ),
        Indicator.objects.filter(year=coming, code="DIK-04"),
        by=by,
    )


def try_together(meeting: Meeting, one: Recommendation, other: Recommendation, by: User) -> None:
    """Two that were put together, and taken apart again: they don't mean the same."""
    composite = composites.group(
        meeting.year,
        [one, other],
        title="Pendidikan dan konsolidasi anggota (contoh)",
        text="Pendidikan anggota dan konsolidasi lintas federasi dijalankan bersama (contoh).",
        by=by,
    )
    composites.dissolve(composite, by=by)


def hold(meeting: Meeting, by: User) -> Meeting:
    """The Rakornas: called in, opened, with the working list on its agenda."""
    forum = forums.call_in(
        kind=MeetingKind.RAKORNAS,
        year=meeting.year,
        title="Rapat Koordinasi Nasional 2021 (contoh)",
        starts_at=moment(meeting, 2021, 10, 28, 9),
        venue="Wisma Pelatihan (contoh)",
        city="Jakarta",
        purpose="Menjawab rekomendasi Rakerwil.",
        with_coordinators=True,
        by=by,
    )
    plenary = agenda.add(forum, kind=AgendaKind.PLENARY, title="Pleno rekomendasi wilayah", by=by)
    if by.person is not None:
        participants.invite(forum, by.person, category=ParticipantCategory.COMMITTEE, by=by)
    lines = [Ticked.read(item.token) for item in worklists.items(meeting.year)]
    forums.take_up(forum, meeting.year, lines, item=plenary, by=by)
    meetings.invite(forum, by=by)
    meetings.start(forum, by=by, at=moment(meeting, 2021, 10, 28, 9))
    for delegate in forum.participants.all():
        attendance.enter(delegate, by=by, at=moment(meeting, 2021, 10, 28, 9))
    sittings.open(plenary, by=by, at=moment(meeting, 2021, 10, 28, 10))
    return forum


def decide(matter: Matter, by: User, at: datetime, **typed: Any) -> None:
    """By consensus, with whom was in the room."""
    forums.decide(matter, seen=0, typed=typed, by=by, at=at)


def moment(meeting: Meeting, year: int, month: int, day: int, hour: int) -> datetime:
    """An hour on the meeting's clock."""
    return datetime(year, month, day, hour, tzinfo=meeting.zone)
