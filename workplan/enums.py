"""The fixed words of what they undertake (domain.md sections 1-3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class YearState(models.TextChoices):
    """A work year's life."""

    PREPARING = "preparing", _("In preparation")
    OPEN = "open", pgettext_lazy("work year", "Open")
    CLOSED = "closed", pgettext_lazy("work year", "Closed")


class Measure(models.TextChoices):
    """What is typed in."""

    COUNT = "count", _("Count")
    RATIO = "ratio", _("Ratio")
    MILESTONE = "milestone", _("Milestone")


class Accumulation(models.TextChoices):
    """Whether months add up or the latest one stands."""

    FLOW = "flow", _("Adds up over the months")
    STOCK = "stock", _("Position at the end of the month")


class Direction(models.TextChoices):
    """Which way is better."""

    UP = "up", _("More is better")
    DOWN = "down", _("Less is better")
    MONITOR = "monitor", _("Watched, without a target")


class ReportedBy(models.TextChoices):
    """Who owes the report."""

    FEDERATIONS = "federations", _("The federations")
    COORDINATOR = "coordinator", _("The coordinator's office")


class Frequency(models.TextChoices):
    """In which months the report is due."""

    MONTHLY = "monthly", _("Monthly")
    QUARTERLY = "quarterly", _("Quarterly")
    YEARLY = "yearly", _("Yearly")


class AgreementState(models.TextChoices):
    """A region's Janji Kinerja on its way to being agreed."""

    DRAFT = "draft", _("Draft")
    PROPOSED = "proposed", _("Proposed")
    AGREED = "agreed", _("Agreed")


class RevisionReason(models.TextChoices):
    """Why a target or pledge was changed in mid-year."""

    CORRECTION = "correction", _("The earlier figure was wrong")
    STRUCTURE = "structure", _("Chapters or companies were added or lost")
    POLICY = "policy", _("A decision of the national executive")
    CIRCUMSTANCE = "circumstance", _("Circumstances beyond the region's control")
    MEETING = "meeting", _("A decision of the regional meeting")


class GrowthBasis(models.TextChoices):
    """What next year's targets are grown from."""

    TARGET = "target", _("last year's target")
    ACTUAL = "actual", _("last year's actual")


class ContributionState(models.TextChoices):
    """A report on its way to counting."""

    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Waiting for verification")
    VERIFIED = "verified", _("Verified")
    RETURNED = "returned", _("Returned")


class MeetingKind(models.TextChoices):
    """What sort of meeting; a kind is not an app."""

    RAKERWIL = "rakerwil", "Rakerwil"
    RAKORNAS = "rakornas", "Rakornas"
    RAKERNAS = "rakernas", "Rakernas"
    KONGRES = "kongres", "Kongres"
    TRAINING = "training", _("Training")
    COORDINATION = "coordination", _("Coordination")


NATIONAL_KINDS = (MeetingKind.RAKORNAS, MeetingKind.RAKERNAS, MeetingKind.KONGRES)


class MeetingState(models.TextChoices):
    """A meeting's life."""

    DRAFT = "draft", _("Draft")
    INVITED = "invited", _("Invited")
    IN_PROGRESS = "in_progress", _("In progress")
    FINISHED = "finished", _("Finished")
    APPROVED = "approved", _("Minutes approved")
    SENT = "sent", _("Sent to Rakornas")


class AgendaKind(models.TextChoices):
    """What happens under an agenda item."""

    OPENING = "opening", _("Opening")
    ADDRESS = "address", _("Address")
    PLENARY = "plenary", _("Plenary sitting")
    COMMISSION = "commission", _("Commission sitting")
    PRESENTATION = "presentation", _("Presentation")
    TRAINING = "training", _("Training")
    BREAK = "break", _("Break")
    CLOSING = "closing", _("Closing")


SITTING_KINDS = (AgendaKind.PLENARY, AgendaKind.COMMISSION)
"""The kinds that are opened, suspended and closed with a count of those present."""


class SittingState(models.TextChoices):
    """A plenary's or commission's sitting."""

    PENDING = "pending", _("Not begun")
    OPEN = "open", pgettext_lazy("sitting", "Open")
    SUSPENDED = "suspended", _("Suspended")
    CLOSED = "closed", pgettext_lazy("sitting", "Closed")


class CommissionRole(models.TextChoices):
    """What somebody is in the commission they sit in."""

    CHAIR = "chair", _("Chair of the commission")
    SECRETARY = "secretary", _("Secretary of the commission")
    MEMBER = "member", pgettext_lazy("commission", "Member")


class ReportState(models.TextChoices):
    """A commission's report on its way to the plenary."""

    DRAFT = "draft", _("Draft")
    HANDED_IN = "handed_in", _("Handed in to the plenary")
    PRESENTED = "presented", _("Heard by the plenary")


class ParticipantCategory(models.TextChoices):
    """In what capacity a person takes part; full delegates make the quorum."""

    FULL = "full", _("Full delegate")
    OBSERVER = "observer", pgettext_lazy("participant", "Observer")
    SPEAKER = "speaker", _("Speaker")
    COMMITTEE = "committee", _("Committee")
    GUEST = "guest", _("Guest")


class WriterOffice(models.TextChoices):
    """As what somebody writes the minutes; shown to the others instead of a name."""

    COORDINATOR = "coordinator", _("Coordinator")
    SECRETARY = "secretary", _("Secretary of the Korwil")
    NATIONAL = "national", _("National office")
    COMMISSION = "commission", _("Secretary of the commission")


class ParticipantState(models.TextChoices):
    """The answer to an invitation; attendance is kept apart."""

    INVITED = "invited", pgettext_lazy("participant", "Invited")
    CONFIRMED = "confirmed", _("Confirmed")
    DECLINED = "declined", pgettext_lazy("participant", "Declined")


class AttendanceWay(models.TextChoices):
    """How somebody's coming was recorded."""

    TAP = "tap", pgettext_lazy("attendance", "by the secretary")
    CODE = "code", pgettext_lazy("attendance", "with a code at the door")
    SHEET = "sheet", pgettext_lazy("attendance", "from the signed sheet")


class MinutesState(models.TextChoices):
    """The minutes on their way to being approved."""

    DRAFT = "draft", _("Draft")
    CIRCULATED = "circulated", _("Circulated for correction")
    APPROVED = "approved", pgettext_lazy("minutes", "Approved")


class LineKind(models.TextChoices):
    """What a line of the record became."""

    NOTE = "note", _("Note")
    DECISION = "decision", _("Decision")
    ACTION = "action", _("Action")
    RECOMMENDATION = "recommendation", _("Recommendation")


class WayOfDeciding(models.TextChoices):
    """How a meeting decided."""

    CONSENSUS = "consensus", _("By consensus")
    COUNTS = "counts", _("By counting votes")


class ActionState(models.TextChoices):
    """A promised step on its way to being done."""

    OPEN = "open", pgettext_lazy("action", "Open")
    REPORTED_DONE = "reported_done", _("Reported done")
    DONE = "done", _("Done")
    CANCELLED = "cancelled", _("Cancelled")


class RecommendationKind(models.TextChoices):
    """What sort of step is recommended."""

    ORGANISING = "organising", _("Organising")
    POLICY = "policy", _("Policy and law")
    ORGANISATION = "organisation", _("Organisation")
    CAMPAIGN = "campaign", _("Campaign")
    SERVICE = "service", _("Service to members")


class Addressee(models.TextChoices):
    """Whom a recommendation asks to act."""

    KORWIL = "korwil", _("The coordinator")
    FEDERATION = "federation", _("A federation")
    DEN = "den", _("The national executive (DEN)")
    GOVERNMENT = "government", _("The government")
    EMPLOYERS = "employers", _("Employers")


INTERNAL = (Addressee.KORWIL, Addressee.FEDERATION, Addressee.DEN)
"""Addressees within the confederation; the others are outside."""


class RecommendationState(models.TextChoices):
    """A recommendation's way from the floor to its answer."""

    PROPOSED = "proposed", pgettext_lazy("recommendation", "Proposed")
    DISCUSSED = "discussed", _("Discussed")
    TABLED = "tabled", _("Put to the meeting")
    ADOPTED = "adopted", _("Adopted")
    ADOPTED_AMENDED = "adopted_amended", _("Adopted as amended")
    DEFERRED = "deferred", _("Deferred")
    NOT_AGREED = "not_agreed", _("Not agreed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    SENT = "sent", _("Sent to Rakornas")
    RECEIVED = "received", pgettext_lazy("recommendation", "Received")
    ACCEPTED = "accepted", _("Accepted")
    ACCEPTED_AMENDED = "accepted_amended", _("Accepted as amended")
    MERGED = "merged", _("Merged with another")
    RETURNED = "returned", pgettext_lazy("recommendation", "Returned")
    DECLINED = "declined", _("Declined")
    CARRIED_OUT = "carried_out", _("Carried out")


ANSWERED_STATES = (
    RecommendationState.ACCEPTED,
    RecommendationState.ACCEPTED_AMENDED,
    RecommendationState.MERGED,
    RecommendationState.RETURNED,
    RecommendationState.DECLINED,
    RecommendationState.CARRIED_OUT,
)
"""States in which the national meeting's answer stands."""

ADOPTED_STATES = (
    RecommendationState.ADOPTED,
    RecommendationState.ADOPTED_AMENDED,
    RecommendationState.SENT,
    RecommendationState.RECEIVED,
    *ANSWERED_STATES,
)
"""States in which the meeting's adoption stands."""


class Outcome(models.TextChoices):
    """What the national meeting says to a recommendation."""

    ACCEPTED = "accepted", _("Accepted")
    ACCEPTED_AMENDED = "accepted_amended", _("Accepted as amended")
    MERGED = "merged", _("Merged with another")
    RETURNED = "returned", pgettext_lazy("recommendation", "Returned")
    DECLINED = "declined", _("Declined")


class Priority(models.IntegerChoices):
    """How soon the national meeting should come to it."""

    HIGH = 1, pgettext_lazy("priority", "High")
    NORMAL = 2, pgettext_lazy("priority", "Normal")
    LOW = 3, pgettext_lazy("priority", "Low")


class InputState(models.TextChoices):
    """A region's Masukan Rakornas."""

    PREPARING = "preparing", _("In preparation")
    SUBMITTED = "submitted", pgettext_lazy("national input", "Submitted")
    RECEIVED = "received", pgettext_lazy("national input", "Received")
    RETURNED = "returned", _("Returned")


class SnapshotKind(models.TextChoices):
    """What was frozen."""

    RECOMMENDATION_FIGURES = "recommendation_figures", _("Figures of a recommendation")
    MINUTES = "minutes", _("Approved minutes")
    DATA_POSITION = "data_position", _("Data position of a meeting")
    NATIONAL_INPUT = "national_input", _("Masukan Rakornas")
    CATCH_UP_PLAN = "catch_up_plan", _("Catch-up plan")


class Supporter(models.TextChoices):
    """Who owes the federations support, and is rated for it once a quarter."""

    KORWIL = "korwil", _("The coordinator")
    DEN = "den", _("The national executive (DEN)")


class SupportAnswer(models.TextChoices):
    """How far the support was what a federation needed; best first."""

    FULLY = "fully", _("Yes, fully")
    MOSTLY = "mostly", _("Mostly")
    HARDLY = "hardly", _("Hardly")
    NO = "no", pgettext_lazy("support", "No")


class InvitationKind(models.TextChoices):
    """Whom a letter asks to come, and so in what capacity those come whom it names."""

    DELEGATION = "delegation", _("Delegation")
    OBSERVER = "observer", _("Observers")
    SPEAKER = "speaker", _("Speaker")
    GUEST = "guest", _("Guest of honour")


class InvitationState(models.TextChoices):
    """A letter's life; an answer is kept apart."""

    DRAFT = "draft", _("Draft")
    ISSUED = "issued", pgettext_lazy("letter", "Issued")
    WITHDRAWN = "withdrawn", pgettext_lazy("letter", "Withdrawn")


class MatterOutcome(models.TextChoices):
    """Whether a matter was dealt with; left open, it follows the item it hangs on."""

    FOLLOWS = "", _("as its item goes")
    DISCUSSED = "discussed", pgettext_lazy("matter", "Discussed")
    LEFT_OVER = "left_over", _("Left over")


class PaperKind(models.TextChoices):
    """The papers that a meeting's record makes; the value stands in addresses and names of files."""

    RUNDOWN = "susunan-acara", _("Order of the day")
    ATTENDANCE = "daftar-hadir", _("Attendance list")
    MINUTES = "notulen", _("Minutes")
    RECORD = "berita-acara", _("Official record of the meeting")
    DECISION = "keputusan", _("Decision")
    COMMISSION = "laporan-komisi", _("Report of the commission")
    REPORT = "laporan", _("Report of the meeting")
    CERTIFICATE = "sertifikat", _("Certificates")


NUMBERED_KINDS = (PaperKind.RECORD, PaperKind.DECISION)
"""Papers that bear a number of the register."""


class MeetingFileKind(models.TextChoices):
    """What people attach to a meeting."""

    ATTENDANCE = "daftar-hadir", _("Signed attendance list")
    RECORD = "berita-acara", _("Signed official record")
    PHOTO = "foto", _("Photo")
    OTHER = "lain", _("Other paper")


class CorrectionState(models.TextChoices):
    """What became of a correction."""

    PROPOSED = "proposed", pgettext_lazy("correction", "Waiting for an answer")
    ACCEPTED = "accepted", pgettext_lazy("correction", "Accepted")
    REFUSED = "refused", pgettext_lazy("correction", "Refused")
