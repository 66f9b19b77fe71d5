"""The months of a chapter's year: what was sent, verified, is missing."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from workplan.reporting.months import MonthState
from workplan.views.desks import desk
from workplan.views.frame import work_year_or_404, work_years, year_of


def months(request: HttpRequest) -> HttpResponse:
    """The page of a year."""
    asked = request.GET.get("tahun", "")
    year = (
        work_year_or_404(request, int(asked)) if asked.isdecimal() else year_of(request, work_years(request))
    )
    if year is None:
        raise Http404
    at = desk(request, year, year.first_month)
    context = {
        "at": at,
        "chapter": at.chapter,
        "year": year,
        "months": [(state, tag_of(state)) for state in at.whole.states(at.window.today)],
        "options": [(each.pk, each.name) for each in at.chapters],
    }
    return render(request, "workplan/contribution_list.html", context)


def tag_of(state: MonthState) -> tuple[str, str]:
    """Look and word of how far a month has come."""
    if not state.due:
        return "na", _("Nothing due")
    if state.returned:
        return "back", _("%(count)s returned") % {"count": state.returned}
    if state.verified == state.due:
        return "done", _("Verified")
    if state.waiting or state.verified:
        return ("wait", _("Waiting")) if not state.missing else ("flag", _("Partly sent"))
    if state.window.is_locked:
        return "missed", _("not reported")
    return ("draft", _("Draft")) if state.drafts else ("open", _("Not filled in"))
