"""Who takes part: the attendance list, invitations, answers, coming in and going out."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from federations.models import Person, User, signed_in
from rakerwil.access import back, permit, verb
from rakerwil.transitions import Refused
from workplan.actions import attendance, doors
from workplan.actions import participants as actions
from workplan.enums import AttendanceWay, MeetingState, ParticipantCategory, ParticipantState
from workplan.forms.participants import (
    CategoryForm,
    FindForm,
    InviteForm,
    NewParticipantForm,
    WalkInForm,
    described,
    placed,
)
from workplan.models import Attendance, Meeting, Participant
from workplan.reporting import quorums
from workplan.views.meetings import Tab, meeting_of, tabs

SEATED = "di-ruang"
ABSENT = "belum-masuk"


@dataclass(frozen=True)
class Seat:
    """One line of the attendance list."""

    participant: Participant
    stays: list[Attendance]
    meeting: Meeting
    user: User

    @property
    def is_in(self) -> bool:
        """In the room now."""
        return bool(self.stays) and self.stays[-1].left_at is None

    @property
    def has_come(self) -> bool:
        return bool(self.stays)

    @property
    def can_enter(self) -> bool:
        """Coming in can be recorded; after the end from the signed sheet, for those who never did."""
        if self.meeting.state == MeetingState.FINISHED:
            return not self.stays
        return not self.is_in

    @property
    def can_take_back(self) -> bool:
        """The last tap can be undone; after the end only a tick from the signed sheet."""
        if self.meeting.state == MeetingState.FINISHED:
            return bool(self.stays) and self.stays[-1].way == AttendanceWay.SHEET
        return bool(self.stays)

    @property
    def can_answer(self) -> bool:
        """The user's own invitation, or one whose answer may be recorded for them."""
        return self.user.has_perm("workplan.answer_invitation", self.participant)

    @property
    def can_confirm(self) -> bool:
        return self.participant.state != ParticipantState.CONFIRMED

    @property
    def can_decline(self) -> bool:
        return self.participant.state != ParticipantState.DECLINED and not self.stays


KEPT: dict[str, Callable[[Seat], bool]] = {
    SEATED: lambda seat: seat.is_in,
    ABSENT: lambda seat: not seat.has_come,
}
"""Whom a filter shows."""


def seats(meeting: Meeting, user: User) -> list[Seat]:
    """Everybody on the list, by row number; two statements."""
    rows = meeting.participants.select_related("person__federation", "person__unit").prefetch_related("stays")
    found = []
    for participant in rows.order_by("number"):
        participant.meeting = meeting
        found.append(Seat(participant, list(participant.stays.all()), meeting, user))
    return found


def participant_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The attendance list with its taps, the quorum above it, and the form for a walk-in."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    everybody = seats(meeting, user)
    may_run = user.has_perm("workplan.run_meeting", meeting)
    takes_attendance = may_run and meeting.takes_entries
    shown = request.GET.get("tampil", "")
    kept = KEPT.get(shown)
    form = WalkInForm(request.POST or None) if takes_attendance else None
    if request.method == "POST":
        permit(request, "workplan.run_meeting", meeting)
        if form is None:
            messages.error(request, _("Attendance can't be taken now."))
            return redirect("participants", slug)
        if (answer := _walk_in(request, meeting, form)) is not None:
            return answer
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, user, "participants"),
        "seats": [seat for seat in everybody if kept(seat)] if kept else everybody,
        "sift": _sift(meeting, everybody, shown if kept else ""),
        "quorum": quorums.count(
            quorums.seats_from(row.participant for row in everybody), quorums.rule_of(meeting), timezone.now()
        ),
        "form": form,
        "own_code": _own_code(meeting, everybody, user),
        "has_doors": may_run and not meeting.is_settled and meeting.finished_at is None,
        "may_run": may_run,
        "takes_attendance": takes_attendance,
        "may_invite": may_run and not meeting.is_settled,
        "is_open_to_answers": meeting.state == MeetingState.INVITED,
        "categories": ParticipantCategory.choices,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "workplan/participant_list.html", context, status=status)


def _own_code(meeting: Meeting, everybody: list[Seat], user: User) -> str:
    """The reader's own code for the door, as printed on a slip; empty where there is none."""
    if user.person_id is None or meeting.finished_at is not None or meeting.state == MeetingState.DRAFT:
        return ""
    own = (seat.participant for seat in everybody if seat.participant.person_id == user.person_id)
    return next((doors.written(doors.personal_code(participant)) for participant in own), "")


def _walk_in(request: HttpRequest, meeting: Meeting, form: WalkInForm) -> HttpResponse | None:
    """Somebody at the door; None where the form has to be shown again."""
    if not form.is_valid():
        return None
    try:
        participant = actions.walk_in(
            meeting,
            form.person,
            category=form.cleaned_data["category"],
            token=form.cleaned_data["token"],
            by=signed_in(request),
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    messages.success(
        request,
        _("No. %(number)s, %(name)s, is in the room.")
        % {"number": participant.number, "name": participant.person},
    )
    return redirect(_row(participant))


def _sift(meeting: Meeting, everybody: list[Seat], shown: str) -> list[Tab]:
    """All, in the room, not come yet."""
    url = reverse("participants", args=[meeting.slug])
    present = sum(seat.is_in for seat in everybody)
    missing = sum(not seat.has_come for seat in everybody)
    return [
        Tab(url, _("All"), shown == "", len(everybody)),
        Tab(f"{url}?tampil={SEATED}", _("In the room"), shown == SEATED, present),
        Tab(f"{url}?tampil={ABSENT}", _("Not come yet"), shown == ABSENT, missing),
    ]


def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """Put people of the directory on the list, or somebody new."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    is_new = request.POST.get("form") == "new"
    posted = request.POST or None
    search = FindForm(request.GET if "nama" in request.GET else None)
    finds = search.is_bound and search.is_valid() and bool(search.cleaned_data["nama"])
    directory = search.found() if finds else Person.objects.visible_to(user).on_record()
    people = directory.exclude(participations__meeting=meeting).select_related("federation", "unit", "region")
    form = InviteForm(None if is_new else posted, people=people, label=placed if finds else described)
    new_form = NewParticipantForm(posted if is_new else None, prefix="new")
    if request.method == "POST":
        used: Any = new_form if is_new else form
        if used.is_valid():
            try:
                return _invited(request, meeting, used)
            except Refused as refusal:
                used.add_error(None, str(refusal))
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, user, "participants"),
        "form": form,
        "new_form": new_form,
        "search": search,
        "finds": finds,
        "has_people": people.exists(),
    }
    return render(request, "workplan/participant_form.html", context, status=422 if posted else 200)


def _invited(request: HttpRequest, meeting: Meeting, form: Any) -> HttpResponse:
    user, typed = signed_in(request), form.cleaned_data
    if isinstance(form, NewParticipantForm):
        row = actions.invite_new(
            meeting, form.person, category=typed["category"], token=typed["token"], by=user
        )
        messages.success(request, _("%(name)s is on the list.") % {"name": row.person})
        return redirect("participant_invite", meeting.slug)
    rows = actions.invite_many(meeting, typed["people"], category=typed["category"], by=user)
    words = ngettext("%(count)s person is on the list.", "%(count)s people are on the list.", len(rows))
    messages.success(request, words % {"count": len(rows)})
    return redirect("participants", meeting.slug)


def participant_of(request: HttpRequest, slug: str, number: int) -> Participant:
    """The row of the address."""
    meeting = meeting_of(request, slug)
    participant = get_object_or_404(
        Participant.objects.select_related("person"), meeting=meeting, number=number
    )
    participant.meeting = meeting
    return participant


def _row(participant: Participant) -> str:
    """Where the person stands on the list."""
    return reverse("participants", args=[participant.meeting.slug]) + f"#no-{participant.number}"


@verb
def confirm(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """They come; said by themselves or recorded."""
    participant = participant_of(request, slug, number)
    permit(request, "workplan.answer_invitation", participant)
    actions.confirm(participant, by=signed_in(request))
    messages.success(request, _("%(name)s comes.") % {"name": participant.person})
    return back(request, _row(participant))


@verb
def decline(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """They don't come; said by themselves or recorded."""
    participant = participant_of(request, slug, number)
    permit(request, "workplan.answer_invitation", participant)
    actions.decline(participant, by=signed_in(request))
    messages.success(request, _("%(name)s does not come.") % {"name": participant.person})
    return back(request, _row(participant))


@verb
def enter(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Into the room; twice counts once."""
    participant = participant_of(request, slug, number)
    permit(request, "workplan.run_meeting", participant.meeting)
    attendance.enter(participant, by=signed_in(request))
    return back(request, _row(participant))


@verb
def leave(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Out of the room; twice counts once."""
    participant = participant_of(request, slug, number)
    permit(request, "workplan.run_meeting", participant.meeting)
    attendance.leave(participant, by=signed_in(request))
    return back(request, _row(participant))


@verb
def take_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A wrong tap."""
    participant = participant_of(request, slug, number)
    permit(request, "workplan.run_meeting", participant.meeting)
    attendance.take_back(participant, by=signed_in(request))
    return back(request, _row(participant))


@verb
def change_category(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """In another capacity."""
    participant = participant_of(request, slug, number)
    permit(request, "workplan.run_meeting", participant.meeting)
    form = CategoryForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Choose one of the categories."))
        return redirect(_row(participant))
    actions.change_category(participant, form.cleaned_data["category"], by=signed_in(request))
    messages.success(request, _("Category changed; the quorum counts it."))
    return back(request, _row(participant))


@verb
def take_off(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Off the list; who is off it already stays so."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    participant = meeting.participants.select_related("person").filter(number=number).first()
    if participant is not None:
        participant.meeting = meeting
        actions.take_off(participant, by=signed_in(request))
        messages.success(request, _("%(name)s is off the list.") % {"name": participant.person})
    return redirect("participants", slug)
