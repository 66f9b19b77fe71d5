"""Commissions: who sits in them, their points and recommendations, their report on its way to the plenary."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from federations.models import User, signed_in
from rakerwil.access import permit, verb
from rakerwil.forms import ReasonForm
from rakerwil.transitions import Refused
from rakerwil.versions import Stale
from workplan.actions import commissions as actions
from workplan.enums import AgendaKind, SittingState
from workplan.forms.commissions import SeatingForm
from workplan.models import AgendaItem, Transition
from workplan.reporting import commissions as reporting
from workplan.reporting import writers
from workplan.reporting.commissions import Commission
from workplan.views.meetings import meeting_of, minutes_of, tabs
from workplan.views.recommendation_blocks import block_form
from workplan.views.rundowns import rundown

SAID = {
    "hand_in": gettext_lazy("Handed in to the plenary"),
    "send_back": gettext_lazy("Back to the commission"),
    "present": gettext_lazy("Heard by the plenary"),
}


def commission_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Side by side, with how far each has come."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, user, "commissions"),
        "commissions": reporting.commissions(meeting, user),
        "may_run": user.has_perm("workplan.run_meeting", meeting),
    }
    return render(request, "workplan/commission_list.html", context)


def commission_of(request: HttpRequest, slug: str, pk: int) -> AgendaItem:
    """The commission of the address, of a meeting that the user may see."""
    meeting = meeting_of(request, slug)
    item = get_object_or_404(AgendaItem, meeting=meeting, kind=AgendaKind.COMMISSION, pk=pk)
    item.meeting = meeting
    return item


def commission_detail(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One commission: made for its secretary's phone."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    found = reporting.commissions(meeting, user, only=pk)
    if not found:
        raise Http404
    commission = found[0]
    may_run = user.has_perm("workplan.run_meeting", meeting)
    now = timezone.now()
    sheet = writers.sheets(meeting, user, now, only={pk})[0]
    may_propose = not meeting.is_settled and user.has_perm("workplan.propose_recommendation", meeting)
    context = {
        "meeting": meeting,
        "commission": commission,
        "item": commission.item,
        "report": commission.report,
        "tabs": tabs(meeting, user, "commissions"),
        "entry": next(row for row in rundown(meeting, now) if row.item.pk == pk),
        "sheet": sheet,
        "may_run": may_run,
        "may_read": reads_report(user, commission.item),
        "may_write": may_write(user, commission),
        "may_seat": may_run and commission.report.is_draft and not meeting.is_settled,
        "may_propose": may_propose and commission.report.is_draft,
        "together": block_form(meeting, user, commission=commission.item),
        "log": [
            {
                "at": step.at,
                "text": SAID[step.verb],
                "reason": step.reason,
                "who": step.by or "",
            }
            for step in Transition.objects.of(commission.report).select_related("by__person")
        ]
        if commission.report.pk
        else [],
        **_steps(user, commission),
    }
    return render(request, "workplan/commission_detail.html", context)


def _steps(user: User, commission: Commission) -> dict[str, Any]:
    """What can be done with the report now."""
    meeting, report = commission.item.meeting, commission.report
    may_run = user.has_perm("workplan.run_meeting", meeting)
    is_live = meeting.takes_entries
    plenary = meeting.agenda.filter(kind=AgendaKind.PLENARY, sitting_state=SittingState.OPEN)
    return {
        "may_hand_in": is_live
        and report.is_draft
        and commission.item.opened_at is not None
        and user.has_perm("workplan.hand_in_report", commission.item),
        "may_send_back": is_live and report.is_handed_in and may_run,
        "may_present": is_live and report.is_handed_in and may_run and plenary.exists(),
    }


def may_write(user: User, commission: Commission) -> bool:
    """Until it is handed in; afterwards it is changed with the minutes, by those who keep them."""
    item = commission.item
    is_live = item.meeting.takes_entries and commission.report.is_draft
    return is_live and user.has_perm("workplan.write_entry", item)


def reads_report(user: User, item: AgendaItem) -> bool:
    """Those whom it concerns, and whoever reads the minutes as they stand."""
    return user.has_perm("workplan.read_report", item) or user.has_perm(
        "workplan.read_minutes_as_they_stand", minutes_of(item.meeting)
    )


def members(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who sits in it; who was overtaken meanwhile sees who sits there now."""
    user = signed_in(request)
    item = commission_of(request, slug, pk)
    permit(request, "workplan.run_meeting", item.meeting)
    form = SeatingForm(request.POST or None, commission=item, seen=actions.seating(item))
    if request.method == "POST" and form.is_valid():
        try:
            actions.seat(item, by=user, **form.cleaned_data)
        except Stale as refusal:
            form = SeatingForm(commission=item, seen=actions.seating(item))
            messages.error(request, str(refusal))
            context = {"meeting": item.meeting, "item": item, "form": form}
            return render(request, "workplan/commission_form.html", context, status=409)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("commission", slug, pk)
    context = {"meeting": item.meeting, "item": item, "form": form}
    return render(request, "workplan/commission_form.html", context, status=422 if form.is_bound else 200)


@verb
def hand_in(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Give the report to the plenary."""
    item = commission_of(request, slug, pk)
    permit(request, "workplan.hand_in_report", item)
    actions.hand_in(item, by=signed_in(request))
    messages.success(request, _("Handed in. The plenary hears it when its turn comes."))
    return redirect("commission", slug, pk)


@verb
def send_back(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Back to the commission, with a reason."""
    item = commission_of(request, slug, pk)
    permit(request, "workplan.run_meeting", item.meeting)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.send_back(item, reason=reason, by=signed_in(request))
    messages.success(request, _("The commission can work on its report again."))
    return redirect("commission", slug, pk)


@verb
def present(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The plenary has heard it; what it recommends is before the meeting."""
    item = commission_of(request, slug, pk)
    permit(request, "workplan.run_meeting", item.meeting)
    count = actions.present(item, by=signed_in(request))
    words = ngettext(
        "Heard. %(count)s recommendation is before the plenary.",
        "Heard. %(count)s recommendations are before the plenary.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect("commission", slug, pk)
