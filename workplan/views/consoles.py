"""A meeting's own page: what goes on, the figures it looks at, who is in the room, what it has decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _

from federations.models import User, signed_in
from rakerwil.access import permit
from rakerwil.transitions import Refused
from workplan.actions.meetings import BACK
from workplan.enums import MeetingState
from workplan.forms.presences import PresenceForm
from workplan.forms.record_lines import QuickForm
from workplan.models import Meeting, Participant, Recommendation
from workplan.reporting import quorums
from workplan.views import positions, record_lines
from workplan.views.meetings import meeting_of, minutes_of, tabs
from workplan.views.presences import passings, seated
from workplan.views.pulses import pulse
from workplan.views.rundowns import delay, going_on, rundown, squeezed
from workplan.views.streams import earlier_actions, stream


def meeting_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; posted to it is the quick line, which its script sends one by one and asks in JSON."""
    user = signed_in(request)
    meeting = meeting_of(request, slug, with_position=True)
    may_run = user.has_perm("workplan.run_meeting", meeting)
    participants = seated(meeting)
    takes_lines = may_run and meeting.takes_entries
    form = (
        QuickForm(request.POST or None, meeting=meeting, participants=participants) if takes_lines else None
    )
    if request.method == "POST":
        permit(request, "workplan.run_meeting", meeting)
        answer = _written(request, meeting, form)
        if answer is not None:
            return answer
    may_propose = not meeting.is_settled and user.has_perm("workplan.propose_recommendation", meeting)
    recommended = positions.recommended(meeting, user)
    asked = request.GET.get("indikator", "")
    context = {
        **_live(request, meeting, participants, recommended),
        "figures": positions.figures(meeting, asked, recommended, may_propose=may_propose),
        "may_propose": may_propose,
        "tabs": tabs(meeting, user, "meeting"),
        "invitation": _invitation(meeting, user),
        "form": form,
        "presence": PresenceForm(meeting=meeting, participants=participants) if takes_lines else None,
        "may_freeze": may_run
        and meeting.region is not None
        and not meeting.is_settled
        and (meeting.data_position is None or not meeting.has_begun),
        "can_step_back": may_run and meeting.state in BACK,
        "earlier": earlier_actions(meeting, user),
    }
    status = 422 if form and form.is_bound else 200
    return render(request, "workplan/meeting_detail.html", context, status=status)


def meeting_live(request: HttpRequest, slug: str) -> HttpResponse:
    """The parts of the page that change while it stands open; 304 while nothing did."""
    meeting = meeting_of(request, slug)
    tag = pulse(request)
    unchanged = get_conditional_response(request, etag=tag)
    if unchanged is not None:
        return unchanged
    recommended = positions.recommended(meeting, signed_in(request))
    context = _live(request, meeting, seated(meeting), recommended)
    response = render(request, "workplan/meeting_live.html", context)
    response.headers["ETag"] = tag
    return response


def _written(request: HttpRequest, meeting: Meeting, form: QuickForm | None) -> HttpResponse | None:
    """Take the posted line down; None where the form has to be shown again. A known token counts once."""
    asks_json = request.accepts("application/json") and not request.accepts("text/html")
    if form is None:
        told = _("Nothing can be written into this meeting's record now.")
        if asks_json:
            return JsonResponse({"refused": told})
        messages.error(request, told)
        return redirect(meeting)
    if form.is_valid():
        try:
            told = record_lines.write(meeting, form, signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if asks_json:
                return JsonResponse({"told": told})
            messages.success(request, told)
            return redirect(reverse("meeting", args=[meeting.slug]) + "#catat")
    if asks_json:
        words = [str(error) for errors in form.errors.values() for error in errors]
        return JsonResponse({"refused": " ".join(words)})
    return None


def _live(
    request: HttpRequest,
    meeting: Meeting,
    participants: list[Participant],
    recommended: list[Recommendation],
) -> dict[str, Any]:
    """What changes from minute to minute: the item that goes on, the quorum, the record, the rundown."""
    user, now = signed_in(request), timezone.now()
    may_run = user.has_perm("workplan.run_meeting", meeting)
    record = minutes_of(meeting)
    entries = rundown(meeting, now)
    seats = quorums.seats_from(participants)
    lines = meeting.lines.told() if may_run else []
    return {
        "meeting": meeting,
        "minutes": record,
        "now": now,
        "entries": entries,
        "delay": delay(entries) if meeting.is_running else "",
        "squeezed": squeezed(entries) if meeting.is_running else "",
        **going_on(entries),
        "quorum": quorums.count(seats, quorums.rule_of(meeting), now),
        "passings": passings(meeting, participants, now) if may_run else [],
        "attendance_url": reverse("participants", args=[meeting.slug])
        if may_run and meeting.takes_entries
        else "",
        "may_run": may_run,
        "may_reclassify": may_run and not meeting.is_settled,
        "may_read_minutes": user.has_perm("workplan.read_minutes", record),
        "may_write_minutes": meeting.takes_entries and user.has_perm("workplan.write_minutes", meeting),
        "stream": stream(meeting, recommended, lines),
    }


def _invitation(meeting: Meeting, user: User) -> Participant | None:
    """The reader's own invitation, while it can be answered."""
    if user.person_id is None or meeting.state not in (MeetingState.INVITED, MeetingState.IN_PROGRESS):
        return None
    return meeting.participants.filter(person=user.person_id).first()
