"""The console's own door: somebody comes or leaves, with the time, and the quorum says what that makes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import signed_in
from rakerwil.access import back, permit, verb
from rakerwil.transitions import Refused
from workplan.actions import attendance
from workplan.forms.presences import PresenceForm
from workplan.models import Meeting, Participant
from workplan.reporting import quorums
from workplan.reporting.quorums import Quorum
from workplan.views.meetings import meeting_of

SHOWN = 6
"""How many of the latest comings and goings the console names."""


@dataclass(frozen=True)
class Passing:
    """One who came or left, and whom that left in the room."""

    at: datetime
    participant: Participant
    is_in: bool
    is_again: bool
    """Came back after having been out."""
    quorum: Quorum


def seated(meeting: Meeting) -> list[Participant]:
    """Everybody on the list with person, federation and stays, by row number; two statements."""
    rows = meeting.participants.select_related("person__federation").prefetch_related("stays")
    return list(rows.order_by("number"))


def passings(meeting: Meeting, participants: Iterable[Participant], now: datetime) -> list[Passing]:
    """Who came late or left, the latest first; without those who were there from the beginning to the end."""
    rows = list(participants)
    counts = {
        quorum.at: quorum
        for quorum in quorums.course(quorums.seats_from(rows), quorums.rule_of(meeting), now)
    }
    found = []
    for row in rows:
        for place, stay in enumerate(row.stays.all()):
            came_late = meeting.started_at is not None and stay.entered_at > meeting.started_at
            if came_late and stay.entered_at in counts:
                found.append(Passing(stay.entered_at, row, True, place > 0, counts[stay.entered_at]))
            if stay.left_at in counts and stay.left_at != meeting.finished_at:
                found.append(Passing(stay.left_at, row, False, False, counts[stay.left_at]))
    return sorted(found, key=lambda passing: passing.at, reverse=True)[:SHOWN]


@verb
def record(request: HttpRequest, slug: str) -> HttpResponse:
    """Into the room or out of it, now or at the time that was written; twice counts once."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    form = PresenceForm(request.POST, meeting=meeting, participants=seated(meeting))
    if not form.is_valid():
        raise Refused(form.problem)
    participant, at = form.cleaned_data["person"], form.cleaned_data["at"]
    step = attendance.enter if form.cleaned_data["way"] == "in" else attendance.leave
    step(participant, by=signed_in(request), at=at)
    quorum = quorums.of(meeting, timezone.now())
    messages.success(
        request,
        _("No. %(number)s recorded; %(present)s of %(entitled)s full delegates are in the room.")
        % {"number": participant.number, "present": quorum.present, "entitled": quorum.entitled},
    )
    return back(request, reverse("meeting", args=[slug]) + "#kuorum")
