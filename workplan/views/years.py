"""The work year: created, opened, closed, reopened, its calendar and scale."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from federations.models import signed_in
from rakerwil.access import permit, verb
from rakerwil.editing import EditView
from rakerwil.forms import ReasonForm, VersionedForm
from rakerwil.transitions import Refused
from workplan.actions import years
from workplan.forms.years import NewYearForm, YearForm
from workplan.models import WorkYear
from workplan.views.frame import work_year_or_404


def create(request: HttpRequest) -> HttpResponse:
    """A new work year, with the framework of an earlier one or an empty one."""
    permit(request, "workplan.manage_year")
    form = NewYearForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        wanted = form.cleaned_data
        try:
            year = years.create(wanted["year"], like=wanted["like"], by=signed_in(request))
        except Refused as refusal:
            form.add_error("year", str(refusal))
        else:
            messages.success(
                request,
                _("%(year)s is in preparation. Check the framework, then open the year.") % {"year": year},
            )
            return redirect("framework_comparison" if wanted["like"] else "framework", year.year)
    return render(
        request,
        "workplan/year_form.html",
        {"form": form, "title": _("New work year"), "clash": None, "parent": reverse("home")},
    )


class EditYear(EditView):
    """Due day, lock day, cap and categories."""

    permission = "workplan.manage_year"
    form_class = YearForm
    template_name = "workplan/year_form.html"
    title = gettext_lazy("Calendar and scale")

    def get_object(self, queryset: Any = None) -> WorkYear:
        permit(self.request, self.permission)
        return work_year_or_404(self.request, self.kwargs["year"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        return {"clash": None, **context, "title": self.title, "parent": self.get_success_url()}

    def store(self, form: VersionedForm) -> None:
        years.configure(form.instance, form.cleaned_data["version"], by=signed_in(self.request))

    def get_success_url(self) -> str:
        return reverse("framework", args=[self.kwargs["year"]])


@verb
def open_year(request: HttpRequest, year: int) -> HttpResponse:
    """Reporting begins."""
    work_year = work_year_or_404(request, year)
    permit(request, "workplan.manage_year")
    years.open_year(work_year, by=signed_in(request))
    messages.success(request, _("The year %(year)s is open: the federations can report.") % {"year": year})
    return redirect("framework", year)


@verb
def close(request: HttpRequest, year: int) -> HttpResponse:
    """Nothing changes any more."""
    work_year = work_year_or_404(request, year)
    permit(request, "workplan.manage_year")
    years.close(work_year, by=signed_in(request))
    messages.success(request, _("The year %(year)s is closed.") % {"year": year})
    return redirect("framework", year)


@verb
def reopen(request: HttpRequest, year: int) -> HttpResponse:
    """Open again, with a reason."""
    work_year = work_year_or_404(request, year)
    permit(request, "workplan.manage_year")
    form = ReasonForm(request.POST)
    years.reopen(
        work_year, reason=form.cleaned_data["reason"] if form.is_valid() else "", by=signed_in(request)
    )
    messages.success(request, _("The year %(year)s is open again.") % {"year": year})
    return redirect("framework", year)
