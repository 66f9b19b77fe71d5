"""A composite: its wording, its origins, its answer; grouped on the working list, answered like one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import signed_in
from rakerwil.access import permit, verb, visible_or_404
from rakerwil.editing import EditView
from rakerwil.transitions import WrongState
from workplan.actions import composites as actions
from workplan.actions import dispositions
from workplan.enums import RecommendationState
from workplan.forms.composites import AddOriginForm, CompositeForm
from workplan.models import Composite, Disposition, Recommendation
from workplan.views.dispositions import answer_page, answered, told


def composite_of(request: HttpRequest, year: int, number: int) -> Composite:
    """The composite of the address; unanswered ones are the national office's alone."""
    rows = Composite.objects.select_related("year")
    return visible_or_404(request, rows, year__year=year, number=number)


def _decided(request: HttpRequest, year: int, number: int) -> Composite:
    """The composite, for those who decide."""
    row = composite_of(request, year, number)
    permit(request, "workplan.decide_input")
    return row


def free_of(composite: Composite) -> Any:
    """What can be added to it."""
    return (
        Recommendation.objects.filter(
            meeting__year=composite.year, state=RecommendationState.RECEIVED, composite=None
        )
        .select_related("meeting__region")
        .order_by("meeting__region__code", "number")
    )


def composite_detail(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Wording, origins and answer."""
    row = composite_of(request, year, number)
    user = signed_in(request)
    may_decide = user.has_perm("workplan.decide_input")
    origins = row.origins.select_related("meeting__region", "meeting__year").prefetch_related(
        "indicators", "raised_by__federation", "raised_by__district", "raised_by__region"
    )
    seen = set(Recommendation.objects.visible_to(user).filter(composite=row).values_list("pk", flat=True))
    context = {
        "composite_row": row,
        "year": row.year,
        "origins": [
            (origin, origin.pk in seen) for origin in origins.order_by("meeting__region__code", "number")
        ],
        "may_regroup": may_decide and row.is_open,
        "add_form": AddOriginForm(free=free_of(row)) if may_decide and row.is_open else None,
        **answered(request, row),
    }
    return render(request, "workplan/composite_detail.html", context)


def answer(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The answer in the making."""
    row = _decided(request, year, number)
    return answer_page(request, row, row.year)


class EditCompositeView(EditView):
    """Rewords it, until it is answered."""

    permission = "workplan.decide_input"
    form_class = CompositeForm
    template_name = "workplan/composite_form.html"

    def get_object(self, queryset: Any = None) -> Composite:
        return _decided(self.request, self.kwargs["year"], self.kwargs["number"])

    def store(self, form: Any) -> None:
        typed = form.cleaned_data
        self.object = actions.reword(
            self.object,
            version=typed["version"],
            title=typed["title"],
            text=typed["text"],
            by=signed_in(self.request),
        )

    def get_success_url(self) -> str:
        return reverse("composite", args=[self.kwargs["year"], self.kwargs["number"]])


@verb
def add(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """One more origin."""
    row = _decided(request, year, number)
    form = AddOriginForm(request.POST, free=free_of(row))
    if form.is_valid():
        actions.add(row, form.cleaned_data["origin"], by=signed_in(request))
        messages.success(request, _("It is part of %(code)s now.") % {"code": row.code})
    else:
        messages.error(request, _("Choose a recommendation that is not answered and stands by itself."))
    return redirect(row)


@verb
def let_go(request: HttpRequest, year: int, number: int, pk: int) -> HttpResponse:
    """An origin stands by itself again."""
    row = _decided(request, year, number)
    origin = get_object_or_404(Recommendation, pk=pk, meeting__year=row.year)
    actions.let_go(row, origin, by=signed_in(request))
    messages.success(request, _("It stands by itself again."))
    return redirect(row)


@verb
def dissolve(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """Taken apart."""
    row = _decided(request, year, number)
    actions.dissolve(row, by=signed_in(request))
    messages.success(request, _("%(code)s is taken apart.") % {"code": row.code})
    return redirect("disposition_desk", year)


def _published(request: HttpRequest, year: int, number: int) -> Disposition:
    """Its answer, once it has gone out; WrongState before."""
    rows = Disposition.objects.published().select_related("composite__year")
    answer = rows.filter(composite=_decided(request, year, number)).first()
    if answer is None:
        raise WrongState(_("It is not answered."))
    return answer


@verb
def take_back(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """The published answer becomes a draft again, for all origins, with a reason."""
    dispositions.take_back(_published(request, year, number), reason=told(request), by=signed_in(request))
    messages.success(request, _("The answer is a draft again."))
    return redirect("composite_answer", year, number)


@verb
def report_progress(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """A line about what has been done; the origins' pages show it."""
    row = _published(request, year, number)
    dispositions.report_progress(row, text=told(request), by=signed_in(request))
    messages.success(request, _("The progress is on record; the region sees it."))
    return redirect(row.subject)


@verb
def carry_out(request: HttpRequest, year: int, number: int) -> HttpResponse:
    """It is done, and all origins with it."""
    row = _published(request, year, number)
    dispositions.carry_out(row, text=told(request), by=signed_in(request))
    messages.success(request, _("The recommendation is carried out."))
    return redirect(row.subject)
