"""What a region's Masukan Rakornas still lacks, each line with the place where it is mended.

Read from the package as it stands, so that the list and the document cannot disagree; no statement.
"""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from workplan.enums import MeetingState
from workplan.models import NationalInput
from workplan.reporting.plain import Json


class Lack(StrEnum):
    """What can be missing, in the order of the list."""

    MEETING = "meeting"
    MEETING_NOT_FINISHED = "meeting_not_finished"
    RECOMMENDATIONS = "recommendations"
    FOREWORD = "foreword"
    MINUTES = "minutes"
    REPORTS = "reports"
    PENDING = "pending"
    TARGETS = "targets"
    REMARKS = "remarks"
    SIGNATORIES = "signatories"


GRAVE = frozenset({Lack.MEETING, Lack.MEETING_NOT_FINISHED, Lack.RECOMMENDATIONS, Lack.FOREWORD})
"""Without these it is hardly an input: sending it all the same takes a second step."""
UNFINISHED = (MeetingState.DRAFT, MeetingState.INVITED, MeetingState.IN_PROGRESS)


@dataclass(frozen=True)
class Check:
    """One line that is missing; `count`: how many of it, where they can be counted."""

    lack: Lack
    count: int = 0
    meeting: str = ""
    """The slug of the meeting where it is mended."""

    @property
    def is_grave(self) -> bool:
        return self.lack in GRAVE


def checks(national_input: NationalInput, package: Json) -> list[Check]:
    """Everything that the package lacks, what matters most first; empty when nothing."""
    return [*_of_meeting(national_input, package), *_of_figures(package), *_of_words(package)]


def _of_meeting(national_input: NationalInput, package: Json) -> list[Check]:
    meeting, found = national_input.meeting, []
    slug = meeting.slug if meeting else ""
    if meeting is None:
        found.append(Check(Lack.MEETING))
    elif meeting.state in UNFINISHED:
        found.append(Check(Lack.MEETING_NOT_FINISHED, meeting=slug))
    elif meeting.state == MeetingState.FINISHED:
        found.append(Check(Lack.MINUTES, meeting=slug))
    if not package["recommendations"]:
        found.append(Check(Lack.RECOMMENDATIONS, meeting=slug))
    return found


def _of_figures(package: Json) -> list[Check]:
    completeness: dict[str, Any] = package["completeness"]
    due, reports, pending = (completeness[name] for name in ("due", "reports", "pending"))
    judged = {row["code"] for row in package["framework"] if row["direction"] != "monitor"}
    without = sum(row["target"] is None for row in package["rollup"]["indicators"] if row["code"] in judged)
    counted = ((Lack.REPORTS, due - reports), (Lack.PENDING, pending), (Lack.TARGETS, without))
    return [Check(lack, count) for lack, count in counted if count > 0]


def _of_words(package: Json) -> list[Check]:
    head, found = package["input"], []
    if not head["foreword"].strip():
        found.append(Check(Lack.FOREWORD))
    if not head["remarks"].strip():
        found.append(Check(Lack.REMARKS))
    if not all(row["name"] for row in package["signatories"]):
        found.append(Check(Lack.SIGNATORIES))
    return found
