"""Steps of an agreement: propose, send back, agree, revise; and its document."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override

from federations.models import Letterhead, signed_in
from rakerwil.access import attachment, permit, verb
from rakerwil.forms import ReasonForm
from workplan.actions import agreements
from workplan.exports.agreements import janji_kinerja
from workplan.exports.rakornas import CONTENT_TYPES
from workplan.forms.agreements import AgreeForm, ProposeForm
from workplan.models import Agreement
from workplan.models.agreement import STEPS
from workplan.reporting import revisions
from workplan.reporting.promises import Promises
from workplan.views import targets


def place(request: HttpRequest, permission: str, year: int, region: str | None) -> tuple[Promises, Agreement]:
    """What is promised and its agreement.

    Outside the user's scope 404, without the right 403, and before anything is typed 404 again.
    """
    promised = targets.place(request, year, region)
    permit(request, permission, promised.region)
    if promised.agreement is None:
        raise Http404
    return promised, promised.agreement


def reason_in(request: HttpRequest) -> str:
    """The reason that was typed, empty where none was."""
    form = ReasonForm(request.POST)
    return form.cleaned_data["reason"] if form.is_valid() else ""


def document(request: HttpRequest, year: int, region: str, wanted: str) -> HttpResponse:
    """The Janji Kinerja as PDF or Word, for those who may read the targets; before it is begun 404."""
    promised = targets.place(request, year, region)
    agreement = promised.agreement
    if agreement is None:
        raise Http404
    changes = revisions.of_agreement(agreement, [line.indicator for line in promised.lines])
    # a signed paper is in the language of the installation, whoever takes it out
    with override(settings.LANGUAGE_CODE):
        made = janji_kinerja(promised, agreement, Letterhead.of(promised.region), changes)
        content = made.pdf() if wanted == "pdf" else made.docx()
    return attachment(content, f"janji-kinerja-{region}-{year}.{wanted}", CONTENT_TYPES[wanted])


@verb
def propose(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """The region sends its targets to the national office."""
    promised, agreement = place(request, "workplan.propose_agreement", year, region)
    form = ProposeForm(request.POST)
    if promised.gaps and not form.is_valid():
        return targets.page(request, promised, propose_form=form, status=422)
    said = form.cleaned_data["gap_reason"] if form.is_valid() else ""
    agreements.propose(agreement, gap_reason=said, by=signed_in(request))
    messages.success(request, _("Proposed. The national office decides next."))
    return redirect(targets.address(promised))


@verb
def send_back(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """The national office asks for a change."""
    promised, agreement = place(request, "workplan.decide_agreement", year, region)
    agreements.send_back(agreement, reason=reason_in(request), by=signed_in(request))
    messages.success(request, _("Sent back to the region, with the reason."))
    return redirect(targets.address(promised))


@verb
def agree(request: HttpRequest, year: int, region: str | None = None) -> HttpResponse:
    """The national office agrees."""
    promised, agreement = place(request, "workplan.decide_agreement", year, region)
    form = AgreeForm(request.POST)
    if not form.is_valid():
        if not targets.can_agree(agreement):
            STEPS.target("agree", agreement.state)
        return targets.page(request, promised, agree_form=form, status=422)
    agreements.agree(agreement, **form.cleaned_data, by=signed_in(request))
    messages.success(request, _("Agreed. The targets count."))
    return redirect(targets.address(promised))


@verb
def revise(request: HttpRequest, year: int, region: str | None = None) -> HttpResponse:
    """The national office opens what was agreed."""
    promised, agreement = place(request, "workplan.decide_agreement", year, region)
    agreements.revise(agreement, reason=reason_in(request), by=signed_in(request))
    messages.success(request, _("Open for revision. What was agreed counts until the revision is agreed."))
    return redirect(targets.address(promised))
