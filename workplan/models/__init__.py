"""What they undertake."""

from workplan.models.action_item import ActionItem
from workplan.models.agreement import Agreement, Target
from workplan.models.attendance import Attendance, CheckIn
from workplan.models.book import Book
from workplan.models.catch_up_plan import CatchUpPlan
from workplan.models.chapter_mark import ChapterMark
from workplan.models.comment import Comment
from workplan.models.commission import CommissionMember, CommissionReport
from workplan.models.composite import Composite
from workplan.models.consequence import Consequence
from workplan.models.contribution import Contribution, Evidence, ImportBatch
from workplan.models.correction import Correction
from workplan.models.decision import Decision
from workplan.models.disposition import Disposition
from workplan.models.indicator import Indicator, Objective
from workplan.models.invitation import Invitation, LetterTerms
from workplan.models.issued_letter import IssuedLetter
from workplan.models.matter import Matter
from workplan.models.meeting import AgendaItem, Meeting, Participant, Suspension
from workplan.models.meeting_file import MeetingFile
from workplan.models.minutes import Minutes, MinutesEntry, MinutesWriter, OvertakenText
from workplan.models.national_input import NationalInput
from workplan.models.numbered_paper import NumberedPaper
from workplan.models.pledge import Pledge
from workplan.models.programme import Programme
from workplan.models.raised_pledge import RaisedPledge
from workplan.models.recommendation import Recommendation
from workplan.models.record_line import RecordLine
from workplan.models.redaction import Redaction
from workplan.models.snapshot import Snapshot
from workplan.models.support_rating import SupportRating
from workplan.models.transition import Transition
from workplan.models.year import WorkYear

__all__ = [
    "ActionItem",
    "AgendaItem",
    "Agreement",
    "Attendance",
    "Book",
    "CatchUpPlan",
    "ChapterMark",
    "CheckIn",
    "Comment",
    "CommissionMember",
    "CommissionReport",
    "Composite",
    "Consequence",
    "Contribution",
    "Correction",
    "Decision",
    "Disposition",
    "Evidence",
    "ImportBatch",
    "Indicator",
    "Invitation",
    "IssuedLetter",
    "LetterTerms",
    "Matter",
    "Meeting",
    "MeetingFile",
    "Minutes",
    "MinutesEntry",
    "MinutesWriter",
    "NationalInput",
    "NumberedPaper",
    "Objective",
    "OvertakenText",
    "Participant",
    "Pledge",
    "Programme",
    "RaisedPledge",
    "Recommendation",
    "RecordLine",
    "Redaction",
    "Snapshot",
    "SupportRating",
    "Suspension",
    "Target",
    "Transition",
    "WorkYear",
]
