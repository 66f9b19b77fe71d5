"""What Rakornas of October 2021 said to the recommendations of DKI Jakarta; all of it invented."""

from datetime import date, datetime
from typing import Any

from federations.models import User
from workplan.actions import dispositions
from workplan.enums import Outcome, RecommendationState
from workplan.models import Meeting


def give(meeting: Meeting, by: User) -> None:
    """What Rakornas said: one accepted and under way, one in other words, one still in the making."""
    rows = {row.number: row for row in meeting.recommendations.filter(state=RecommendationState.RECEIVED)}
    none: dict[str, Any] = {"wording": "", "merged_into": None, "note": ""}
    first = dispositions.draft(
        rows[1],
        seen=0,
        by=by,
        outcome=Outcome.ACCEPTED,
        answer="Diterima: perekrutan di kawasan fleksibel menjadi prioritas tahun berikutnya (contoh).",
        owner="Departemen Organisasi DEN",
        due_on=date(2022, 3, 31),
        **none,
    )
    dispositions.publish(first, seen=first.version, by=by, at=moment(meeting, 2021, 10, 29, 16))
    dispositions.report_progress(
        first,
        text="Dua organiser ditugaskan mulai Januari (contoh).",
        by=by,
        at=moment(meeting, 2021, 12, 20, 10),
    )
    second = dispositions.draft(
        rows[2],
        seen=0,
        by=by,
        outcome=Outcome.ACCEPTED_AMENDED,
        answer="Diterima dengan perubahan: kuota dibagi menurut wilayah (contoh).",
        owner="DIKLITBANG",
        due_on=date(2022, 6, 30),
        **{**none, "wording": "Pendaftaran program kuliah dibuka dengan kuota per wilayah (contoh)."},
    )
    dispositions.publish(second, seen=second.version, by=by, at=moment(meeting, 2021, 10, 29, 16))
    dispositions.draft(
        rows[3],
        seen=0,
        by=by,
        outcome=Outcome.DECLINED,
        answer="Konsolidasi lintas federasi tetap tugas Korwil (contoh).",
        owner="",
        due_on=None,
        **none,
    )


def moment(meeting: Meeting, year: int, month: int, day: int, hour: int) -> datetime:
    """An hour on the meeting's clock."""
    return datetime(year, month, day, hour, tzinfo=meeting.zone)
