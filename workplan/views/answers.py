"""The page behind the link of a letter: an organisation says who comes, without an account.

Looking changes nothing, so that a message's preview may look; it shows the meeting and no name of a person.
"""

from allauth.account.adapter import get_adapter
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rakerwil.access import attachment
from rakerwil.limits import too_many
from rakerwil.transitions import Refused
from workplan.actions import answers as actions
from workplan.actions import invitations
from workplan.exports.calendars import CONTENT_TYPE
from workplan.exports.calendars import calendar as calendar_file
from workplan.forms.answers import AnswerForm
from workplan.models import Invitation, LetterTerms

TRIES_AN_HOUR = 20
"""Answers through one link."""
LOOKS_A_MINUTE = 60
"""Pages of one address on the network, whichever link it tries."""


def over(request: HttpRequest, status: int) -> HttpResponse:
    """The link is none (404), or no longer one (410); of what, is not said."""
    return render(request, "workplan/answer_over.html", {"is_busy": False}, status=status)


def busy(request: HttpRequest) -> HttpResponse:
    """Too often."""
    answer = render(request, "workplan/answer_over.html", {"is_busy": True}, status=429)
    answer.headers["Retry-After"] = "60"
    return answer


@login_not_required
@never_cache
def answer(request: HttpRequest, pk: int, seal: str) -> HttpResponse:
    """Show the meeting and take the answer; 404 for a link that is none, 410 once it is over."""
    if too_many(f"answer:ip:{get_adapter().get_client_ip(request)}", LOOKS_A_MINUTE, 60):
        return busy(request)
    invitation = invitations.sealed(pk, seal)
    if invitation is None:
        return over(request, 404)
    if not invitation.takes_answers(timezone.now()):
        return over(request, 410)
    sent = request.method == "POST"
    form = AnswerForm(request.POST if sent else None, request.FILES if sent else None, seats=invitation.quota)
    if sent:
        if too_many(f"answer:link:{pk}", TRIES_AN_HOUR, 3600):
            return busy(request)
        if form.is_valid():
            try:
                _answer(invitation, form)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return redirect(f"{request.path}?terkirim")
    context = {
        "invitation": invitation,
        "meeting": invitation.meeting,
        "terms": LetterTerms.of(invitation.meeting),
        "form": form,
        "is_sent": "terkirim" in request.GET and not sent,
        "named": invitation.delegates.count(),
        "calendar": f"{request.path}kalender.ics",
    }
    response = render(request, "workplan/answer.html", context, status=422 if sent else 200)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _answer(invitation: Invitation, form: AnswerForm) -> None:
    """What was typed, as the organisation's answer."""
    typed = form.cleaned_data
    if form.comes:
        actions.accept(
            invitation,
            form.delegates,
            answered_by=typed["answered_by"],
            note=typed["note"],
            mandate=typed["mandate"],
        )
    else:
        actions.decline(invitation, answered_by=typed["answered_by"], note=typed["note"])


@login_not_required
@never_cache
@require_safe
def calendar(request: HttpRequest, pk: int, seal: str) -> HttpResponse:
    """The meeting for a calendar, as long as the link holds."""
    if too_many(f"answer:ip:{get_adapter().get_client_ip(request)}", LOOKS_A_MINUTE, 60):
        return busy(request)
    invitation = invitations.sealed(pk, seal)
    if invitation is None:
        return over(request, 404)
    if not invitation.takes_answers(timezone.now()):
        return over(request, 410)
    meeting = invitation.meeting
    return attachment(calendar_file(meeting), f"{meeting.slug}.ics", CONTENT_TYPE)
