"""Two years' frameworks side by side."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import signed_in
from rakerwil.access import back, permit, verb
from workplan.actions import frameworks as actions
from workplan.models import Indicator, WorkYear
from workplan.reporting import frameworks
from workplan.views.frame import work_year_or_404, work_years

AGAINST = "dengan"
"""The key of the other year in an address."""


def comparison(request: HttpRequest, year: int) -> HttpResponse:
    """What came, changed and was left out since another year, by default the one before."""
    work_year = work_year_or_404(request, year)
    others = [each for each in work_years(request) if each != work_year]
    before = other_year(request, work_year, others)
    may_edit = signed_in(request).has_perm("workplan.manage_framework") and not work_year.is_closed
    compared = frameworks.compare(before, work_year) if before else None
    context = {
        "year": work_year,
        "compared": compared,
        "left_out": [(row, frameworks.has_ended(row)) for row in compared.left_out] if compared else [],
        "options": [(each.year, str(each)) for each in others],
        "current": before.year if before else "",
        "may_edit": may_edit,
        "may_take_over": may_edit and work_year.is_preparing,
    }
    return render(request, "workplan/framework_comparison.html", context)


def other_year(request: HttpRequest, year: WorkYear, others: list[WorkYear]) -> WorkYear | None:
    """The year that the address asks for, otherwise the latest one before, or any other."""
    asked = next((each for each in others if str(each.year) == request.GET.get(AGAINST)), None)
    earlier = next((each for each in others if each.year < year.year), None)
    return asked or earlier or (others[0] if others else None)


@verb
def take_over(request: HttpRequest, year: int, before: int, code: str) -> HttpResponse:
    """Take over one more indicator of another year."""
    work_year, other = work_year_or_404(request, year), work_year_or_404(request, before)
    rows = Indicator.objects.select_related("objective", "subset_of")
    indicator = get_object_or_404(rows, year=other, code=code)
    permit(request, "workplan.manage_framework")
    actions.take_over(indicator, work_year, by=signed_in(request))
    messages.success(request, _("%(code)s is in the framework.") % {"code": code})
    return back(request, reverse("framework_comparison", args=[year]))
