"""A gap in the room: who adds how much, how far that fills it, and what waits for the coordinator."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from federations.models import signed_in
from rakerwil.access import permit, verb
from rakerwil.transitions import Refused
from rakerwil.wording import figure
from workplan.actions import raised_pledges as actions
from workplan.forms.raised_pledges import RaisedPledgeForm
from workplan.models import Indicator, Meeting, RaisedPledge
from workplan.reporting import raised_pledges as reporting
from workplan.reporting.gaps import is_closable
from workplan.reporting.ledgers import indicator_terms
from workplan.views import positions
from workplan.views.meetings import meeting_of, tabs


def _gap(request: HttpRequest, slug: str, code: str) -> tuple[Meeting, Indicator]:
    """The meeting, and an indicator whose gap is closed by bringing more; otherwise 404."""
    meeting = meeting_of(request, slug, with_position=True)
    indicator = get_object_or_404(Indicator, year=meeting.year_id, code=code)
    if meeting.region is None or not is_closable(indicator_terms(indicator)):
        raise Http404
    return meeting, indicator


def raised_pledge_list(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """What was raised for one gap."""
    meeting, indicator = _gap(request, slug, code)
    return _page(request, meeting, indicator)


@require_POST
def say(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Record one; a double tap records it once, and what was typed stays where it can't be."""
    meeting, indicator = _gap(request, slug, code)
    permit(request, "workplan.run_meeting", meeting)
    form = RaisedPledgeForm(request.POST, meeting=meeting, indicator=indicator)
    if form.is_valid():
        try:
            raised = actions.say(meeting, indicator=indicator, by=signed_in(request), **form.typed)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request,
                _("%(chapter)s adds %(amount)s.")
                % {"chapter": raised.chapter.name, "amount": figure(raised.amount, indicator.decimals)},
            )
            return redirect("raised_pledges", slug, code)
    return _page(request, meeting, indicator, form, status=422)


@verb
def take_back(request: HttpRequest, slug: str, code: str, pk: int) -> HttpResponse:
    """Said by mistake."""
    meeting, indicator = _gap(request, slug, code)
    permit(request, "workplan.run_meeting", meeting)
    raised = get_object_or_404(
        RaisedPledge.objects.said().filter(meeting=meeting), indicator=indicator, pk=pk
    )
    actions.take_back(raised, by=signed_in(request))
    messages.success(request, _("It no longer counts; that it was said and taken back stays on record."))
    return redirect("raised_pledges", slug, code)


@verb
def take_over(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """The coordinator adds what was raised to the pledges."""
    meeting, indicator = _gap(request, slug, code)
    permit(request, "workplan.edit_any_pledge", meeting)
    count = actions.take_over(meeting, indicator, by=signed_in(request))
    words = ngettext("%(count)s is in the pledges.", "%(count)s are in the pledges.", count)
    messages.success(request, words % {"count": count})
    return redirect("raised_pledges", slug, code)


def _page(
    request: HttpRequest,
    meeting: Meeting,
    indicator: Indicator,
    form: RaisedPledgeForm | None = None,
    status: int = 200,
) -> HttpResponse:
    user = signed_in(request)
    may_record = meeting.takes_entries and user.has_perm("workplan.run_meeting", meeting)
    found = reporting.of_meeting(meeting, indicator)
    figures = positions.figures(meeting, indicator.code, (), may_propose=False)
    line = figures.chosen if figures else None
    if may_record and form is None:
        form = RaisedPledgeForm(meeting=meeting, indicator=indicator, initial={"token": uuid.uuid4()})
    context: dict[str, Any] = {
        "meeting": meeting,
        "indicator": indicator,
        "line": line,
        "figures": figures,
        "bar": positions.sum_bar(line, reporting.total(found)) if line else None,
        "rows": found,
        "form": form if may_record else None,
        "waiting": sum(raised.waits for raised in found),
        "may_take_over": not meeting.is_settled and user.has_perm("workplan.edit_any_pledge", meeting),
        "tabs": tabs(meeting, user, "meeting"),
    }
    return render(request, "workplan/raisedpledge_list.html", context, status=status)
