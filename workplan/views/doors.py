"""The door: its code on a screen, the page behind it without sign-in, slips with everybody's own code.

The public page shows the meeting and no name; looking at it changes nothing.
"""

from hashlib import sha256

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.utils.safestring import mark_safe
from django.utils.text import slugify
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from federations.models import signed_in
from rakerwil.access import attachment, permit, verb
from rakerwil.limits import are_used_up, too_many
from rakerwil.qrcodes import drawn_code
from rakerwil.transitions import Refused
from workplan.actions import doors as actions
from workplan.actions.doors import WrongCode
from workplan.enums import ParticipantState
from workplan.exports.slips import slips_pdf
from workplan.forms.doors import CheckInForm, RenewForm
from workplan.models import AgendaItem, Attendance, Participant
from workplan.reporting.doors import doors, main_door
from workplan.views.meetings import meeting_of

LOOKS_A_MINUTE = 600
"""Pages of one address: a whole hall comes in through the hotel's one."""
WRONG_CODES = 60
"""Of one address at one meeting, in ten minutes; right ones are not counted."""
SPAN = 600


def door(request: HttpRequest, slug: str) -> HttpResponse:
    """What hangs at the door: the code of this moment, for the session of `?acara=` or the one that is on.

    Asked again with its tag, it answers 304 while nothing moved.
    """
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    now = timezone.now()
    found = doors(meeting, now)
    asked = request.GET.get("acara", "")
    shown = next((each for each in found if str(each.item.pk) == asked), None) or main_door(found)
    address = actions.door_link(shown.item, now) if shown and shown.is_open else ""
    in_room = Attendance.objects.filter(participant__meeting=meeting, left_at=None).count()
    others = [each for each in found if each.is_open and each is not shown]
    told = (shown and shown.item.pk, address, in_room, [each.item.pk for each in others], get_language())
    etag = quote_etag(sha256(repr(told).encode()).hexdigest()[:20])
    if (unchanged := get_conditional_response(request, etag=etag)) is not None:
        return unchanged
    context = {
        "meeting": meeting,
        "door": shown,
        "address": address,
        "code": mark_safe(drawn_code(address, margin=4)) if address else "",  # noqa: S308 - our own drawing
        "others": others,
        "in_room": in_room,
    }
    response = render(request, "workplan/door_detail.html", context)
    response.headers["ETag"] = etag
    return response


def slips(request: HttpRequest, slug: str) -> HttpResponse:
    """Slips to cut, one for each who may come; `?nomor=12` that one alone."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    if meeting.finished_at is not None:
        messages.error(request, _("The meeting is over; codes open no door any more."))
        return redirect("participants", slug)
    rows = meeting.participants.select_related("person__federation", "person__unit").order_by("number")
    asked = request.GET.get("nomor", "")
    if asked.isdecimal():
        rows = rows.filter(number=int(asked[:5]))
    else:
        rows = rows.exclude(state=ParticipantState.DECLINED)
    listed: list[Participant] = list(rows)
    if not listed:
        messages.error(request, _("Nobody is on the list yet."))
        return redirect("participants", slug)
    name = slugify(" ".join((_("slips"), meeting.slug, asked)))
    return attachment(slips_pdf(meeting, listed), f"{name}.pdf", "application/pdf")


@verb
def renew(request: HttpRequest, slug: str) -> HttpResponse:
    """Another code in place of a lost one, as a slip."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    form = RenewForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Type the row number of the lost slip."))
        return redirect("participants", slug)
    participant = actions.renew(meeting, form.cleaned_data["number"], by=signed_in(request))
    return redirect(reverse("door_slips", args=[slug]) + f"?nomor={participant.number}")


@login_not_required
@never_cache
def check_in(request: HttpRequest, pk: int, seal: str) -> HttpResponse:
    """Type the code of one's slip: 404 for no door, 410 for a code of the door that has passed."""
    address = get_adapter().get_client_ip(request)
    if too_many(f"door:look:{address}", LOOKS_A_MINUTE, 60):
        return _closed(request, "busy", 429)
    item = AgendaItem.objects.select_related("meeting__region", "meeting__year").filter(pk=pk).first()
    if item is None:
        return _closed(request, "gone", 404)
    now, is_sent = timezone.now(), request.method == "POST"
    if not actions.fits(item, seal, now, is_sent=is_sent):
        return _closed(request, "turned", 410)
    if not any(each.is_open for each in doors(item.meeting, now) if each.item.pk == pk):
        return _closed(request, "closed", 410)
    tries = f"door:wrong:{item.meeting_id}:{address}"
    if is_sent and are_used_up(tries, WRONG_CODES, SPAN):
        return _closed(request, "busy", 429)
    form = CheckInForm(request.POST if is_sent else None)
    arrival = None
    if is_sent and form.is_valid():
        try:
            arrival = actions.check_in(item, form.cleaned_data["code"])
        except WrongCode as refusal:
            too_many(tries, WRONG_CODES, SPAN)
            form.add_error("code", str(refusal))
        except Refused as refusal:
            form.add_error(None, str(refusal))
    context = {"item": item, "meeting": item.meeting, "form": form, "arrival": arrival}
    status = 422 if is_sent and arrival is None else 200
    return _unlisted(render(request, "workplan/check_in.html", context, status=status))


def _closed(request: HttpRequest, why: str, status: int) -> HttpResponse:
    """No door here, or not now."""
    return _unlisted(render(request, "workplan/check_in_closed.html", {"why": why}, status=status))


def _unlisted(response: HttpResponse) -> HttpResponse:
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
