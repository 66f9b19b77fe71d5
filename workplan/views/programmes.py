"""Programmes: those that run in a year, one of them, and the forms that begin and keep it."""

from typing import Any

from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from federations.models import signed_in
from rakerwil.editing import EditView, NewView
from rakerwil.forms import VersionedForm
from workplan.actions import programmes as actions
from workplan.forms.programmes import ProgrammeForm
from workplan.models import Consequence, Programme, WorkYear
from workplan.views.consequences import came_from
from workplan.views.frame import work_year_or_404


def programme_list(request: HttpRequest, year: int) -> HttpResponse:
    """Those that run in the year, for everyone."""
    work_year = work_year_or_404(request, year)
    rows = Programme.objects.running_in(work_year).select_related("year", "unit")
    context = {
        "year": work_year,
        "programmes": rows.prefetch_related("indicators"),
        "may_begin": signed_in(request).has_perm("workplan.begin_programme") and not work_year.is_closed,
    }
    return render(request, "workplan/programme_list.html", context)


def programme_detail(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """One programme, and what it came from."""
    rows = Programme.objects.select_related("year", "unit").prefetch_related("indicators")
    row = get_object_or_404(rows, year=work_year_or_404(request, year), pk=pk)
    user = signed_in(request)
    context = {
        "programme": row,
        "year": row.year,
        "came_from": came_from(user, Consequence.objects.filter(programme=row)),
        "may_edit": user.has_perm("workplan.edit_programme", row),
    }
    return render(request, "workplan/programme_detail.html", context)


class ProgrammePage:
    """A form of a programme, on one template."""

    template_name: str | None = "workplan/programme_form.html"
    request: HttpRequest
    kwargs: dict[str, Any]
    object: Any

    @property
    def year(self) -> WorkYear:
        """The work year of the address."""
        return work_year_or_404(self.request, self.kwargs["year"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "year": self.year, "programme": self.object}

    def get_success_url(self) -> str:
        return str(self.object.get_absolute_url())


class NewProgramme(ProgrammePage, NewView):
    """Begins one."""

    permission = "workplan.begin_programme"
    form_class = ProgrammeForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "year": self.year, "is_new": True}

    def store(self, form: ModelForm[Any]) -> None:
        self.object = form.save(commit=False)
        actions.begin(self.object, form.cleaned_data["indicators"], by=signed_in(self.request))

    def get_initial(self) -> dict[str, Any]:
        return {**super().get_initial(), "starts_on": self.year.first_month}


class EditProgramme(ProgrammePage, EditView):
    """Keeps it up to date: the national office, and the unit that carries it out."""

    permission = "workplan.edit_programme"
    form_class = ProgrammeForm

    def get_queryset(self) -> Any:
        return Programme.objects.filter(year=self.year).select_related("year", "unit")

    def get_form_kwargs(self) -> dict[str, Any]:
        may_choose = signed_in(self.request).has_perm("workplan.begin_programme")
        return {**super().get_form_kwargs(), "year": self.year, "may_choose_unit": may_choose}

    def store(self, form: VersionedForm) -> None:
        typed = form.cleaned_data
        actions.edit(form.instance, typed["version"], typed["indicators"], by=signed_in(self.request))
