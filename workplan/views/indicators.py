"""The framework: objectives and indicators, read by everyone, kept by the national office."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from federations.models import signed_in
from rakerwil.access import permit, verb
from rakerwil.editing import EditView, NewView
from rakerwil.forms import VersionedForm
from rakerwil.transitions import Refused
from workplan.actions import indicators, objectives
from workplan.forms.indicators import IndicatorForm, ObjectiveForm, RetireForm
from workplan.models import Consequence, Indicator, Objective, WorkYear
from workplan.reporting import histories
from workplan.reporting.definitions import define
from workplan.views.consequences import came_from
from workplan.views.frame import work_year_or_404, work_years


def framework(request: HttpRequest, year: int) -> HttpResponse:
    """The year's objectives with each indicator's definition in words."""
    work_year = work_year_or_404(request, year)
    rows = list(Indicator.objects.filter(year=work_year).select_related("objective", "subset_of"))
    user = signed_in(request)
    may_manage = user.has_perm("workplan.manage_framework")
    may_edit = may_manage and not work_year.is_closed
    context = {
        "year": work_year,
        "groups": [
            (objective, [define(row) for row in members])
            for objective, members in groupby(rows, key=lambda row: row.objective)
        ],
        "scale": [{"code": row.code, "word": row.name, "cut_off": row.cut_off} for row in work_year.scale],
        "count": len(rows),
        "weight": sum(row.weight for row in rows),
        "came_from": came_from(user, Consequence.objects.filter(indicator__year=work_year)),
        "can_compare": len(work_years(request)) > 1,
        "may_manage": may_manage,
        "may_edit": may_edit,
        "add_objective": (_("Add an objective"), reverse("objective_create", args=[year]))
        if may_edit
        else ("", ""),
    }
    return render(request, "workplan/framework_detail.html", context)


def history(request: HttpRequest, year: int) -> HttpResponse:
    """Who changed what of the year and its framework, and when."""
    work_year = work_year_or_404(request, year)
    context = {"year": work_year, "log": histories.of_framework(work_year)}
    return render(request, "workplan/framework_history.html", context)


class FrameworkPage:
    """A form of the framework, on one template under the framework's page."""

    permission = "workplan.manage_framework"
    template_name: str | None = "workplan/framework_form.html"
    title: Any = ""
    request: HttpRequest
    kwargs: dict[str, Any]

    @property
    def year(self) -> WorkYear:
        """The work year of the address."""
        return work_year_or_404(self.request, self.kwargs["year"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "year": self.year}  # type: ignore[misc]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)  # type: ignore[misc]
        return {**context, "year": self.year, "title": self.title, "retire_form": None, "verbs": {}}

    def get_success_url(self) -> str:
        return reverse("framework", args=[self.kwargs["year"]])


class NewLine(FrameworkPage, NewView):
    """Adds a line."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "is_new": True}


class EditLine(FrameworkPage, EditView):
    """Changes a line."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(**kwargs)
        if self.year.is_closed:
            return context
        return {**context, "retire_form": RetireForm(year=self.year), "verbs": self.verbs()}

    def verbs(self) -> dict[str, str]:
        """Addresses of what else can be done with the line."""
        return {}


class NewIndicator(NewLine):
    """A new indicator."""

    form_class = IndicatorForm
    title = gettext_lazy("New indicator")

    def get_initial(self) -> dict[str, Any]:
        first = self.year.month_to_report() if self.year.is_open else self.year.first_month
        return {**super().get_initial(), "first_month": first}

    def store(self, form: ModelForm[Any]) -> None:
        self.object = form.save(commit=False)
        self.object.position = indicators.next_position(self.year)
        self.object.last_month = self.year.last_month
        indicators.add(self.object, by=signed_in(self.request))


class EditIndicator(EditLine):
    """An indicator's definition."""

    form_class = IndicatorForm
    slug_field = slug_url_kwarg = "code"
    title = gettext_lazy("Edit the indicator")

    def get_queryset(self) -> Any:
        return Indicator.objects.filter(year=self.year).select_related("year", "subset_of")

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "locked": indicators.locked_fields(self.object)}

    def store(self, form: VersionedForm) -> None:
        indicators.edit(form.instance, form.cleaned_data["version"], by=signed_in(self.request))

    def verbs(self) -> dict[str, str]:
        place = (self.year.year, self.kwargs["code"])
        verbs = {"retire": reverse("indicator_retire", args=place)}
        if self.year.is_preparing and not indicators.is_in_use(self.object):
            verbs["take_out"] = reverse("indicator_take_out", args=place)
        return verbs


class NewObjective(NewLine):
    """A new objective."""

    form_class = ObjectiveForm
    title = gettext_lazy("New objective")

    def store(self, form: ModelForm[Any]) -> None:
        self.object = form.save(commit=False)
        objectives.add(self.object, by=signed_in(self.request))


class EditObjective(EditLine):
    """An objective's name."""

    form_class = ObjectiveForm
    title = gettext_lazy("Edit the objective")

    def get_queryset(self) -> Any:
        return Objective.objects.filter(year=self.year)

    def store(self, form: VersionedForm) -> None:
        objectives.edit(form.instance, form.cleaned_data["version"], by=signed_in(self.request))

    def verbs(self) -> dict[str, str]:
        return {"retire": reverse("objective_retire", args=(self.year.year, self.object.pk))}


def _retirement(request: HttpRequest, year: WorkYear) -> dict[str, Any]:
    """The month and the reason that were typed; raises Refused where one is missing."""
    form = RetireForm(request.POST, year=year)
    if not form.is_valid():
        raise Refused(_("Choose the last month in force, and write the reason."))
    return form.cleaned_data


@verb
def retire(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Let an indicator end with a month."""
    work_year = work_year_or_404(request, year)
    indicator = get_object_or_404(Indicator.objects.select_related("year"), year=work_year, code=code)
    permit(request, "workplan.manage_framework")
    wanted = _retirement(request, work_year)
    indicators.retire(indicator, wanted["last_month"], reason=wanted["reason"], by=signed_in(request))
    messages.success(request, _("Saved. Its figures stay."))
    return redirect("framework", year)


@verb
def take_out(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Drop an indicator from a framework in preparation."""
    work_year = work_year_or_404(request, year)
    indicator = get_object_or_404(Indicator, year=work_year, code=code)
    permit(request, "workplan.manage_framework")
    indicators.take_out(indicator, by=signed_in(request))
    messages.success(request, _("%(code)s is no longer in the framework.") % {"code": code})
    return redirect("framework", year)


@verb
def retire_objective(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """Let all indicators of an objective end with a month."""
    work_year = work_year_or_404(request, year)
    objective = get_object_or_404(Objective, year=work_year, pk=pk)
    permit(request, "workplan.manage_framework")
    wanted = _retirement(request, work_year)
    objectives.retire(objective, wanted["last_month"], reason=wanted["reason"], by=signed_in(request))
    messages.success(request, _("Saved. The figures of its indicators stay."))
    return redirect("framework", year)
