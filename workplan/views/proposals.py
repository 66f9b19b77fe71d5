"""The targets of all regions proposed at once from the year before: looked at, then saved as drafts."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from federations.models import signed_in
from rakerwil.access import permit, verb
from rakerwil.transitions import Refused
from workplan.actions import proposals as actions
from workplan.forms.proposals import ProposalForm
from workplan.models import WorkYear
from workplan.reporting import proposals
from workplan.reporting.proposals import NationProposal
from workplan.views.frame import work_year_or_404, work_years


def year_before(request: HttpRequest, year: WorkYear) -> WorkYear | None:
    """The latest one that lies before."""
    return next((each for each in work_years(request) if each.year < year.year), None)


def propose(request: HttpRequest, year: int) -> HttpResponse:
    """The rule, and with one what it gives: by indicator and by region. Nothing is saved."""
    permit(request, "workplan.decide_agreement")
    work_year = work_year_or_404(request, year)
    before = year_before(request, work_year)
    form = ProposalForm(request.GET if "persen" in request.GET else None)
    found: NationProposal | None = None
    if before is not None and form.is_valid():
        found = proposals.of_nation(work_year, before, form.growth, with_shares=form.with_shares)
    context: dict[str, Any] = {
        "year": work_year,
        "before": before,
        "form": form,
        "found": found,
        "rows": found.together if found else [],
    }
    return render(request, "workplan/target_proposals.html", context, status=422 if form.errors else 200)


@verb
def save(request: HttpRequest, year: int) -> HttpResponse:
    """Begin the drafts that were looked at."""
    permit(request, "workplan.decide_agreement")
    work_year = work_year_or_404(request, year)
    before = year_before(request, work_year)
    if before is None:
        raise Http404
    form = ProposalForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose a rule first, and look at what it gives."))
    found = proposals.of_nation(work_year, before, form.growth, with_shares=form.with_shares)
    begun = actions.begin(found, request.POST.get("seen", ""), by=signed_in(request))
    text = ngettext(
        "%(regions)s region has a draft now: %(targets)s targets, %(pledges)s pledges.",
        "%(regions)s regions have drafts now: %(targets)s targets, %(pledges)s pledges.",
        begun.regions,
    )
    told = {"regions": begun.regions, "targets": begun.targets, "pledges": begun.pledges}
    messages.success(request, text % told)
    return redirect("target_proposals", year)
