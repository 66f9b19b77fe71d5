"""This year's meeting from last year's: date, place, and it stands."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from federations.models import signed_in
from rakerwil.access import permit
from rakerwil.transitions import Refused
from workplan.actions import clones as actions
from workplan.forms.clones import CloneForm
from workplan.views.frame import work_years
from workplan.views.meetings import meeting_of


def clone(request: HttpRequest, slug: str) -> HttpResponse:
    """Ask for what is new, say what is carried over; a double tap makes one meeting."""
    user = signed_in(request)
    earlier = meeting_of(request, slug)
    permit(request, "workplan.create_meeting", earlier)
    years = [year for year in work_years(request) if year.is_open]
    if not years:
        messages.error(request, _("No work year is open. A meeting looks at a year's figures."))
        return redirect("meeting", slug)
    form = CloneForm(request.POST or None, earlier=earlier, years=years)
    if request.method == "POST" and form.is_valid():
        try:
            meeting = actions.clone(earlier, token=form.cleaned_data["token"], by=user, **form.typed)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The meeting stands: rundown, people and letters as last time, all asked anew.")
            )
            return redirect("matters", meeting.slug)
    context = {"form": form, "earlier": earlier}
    return render(request, "workplan/meeting_clone.html", context, status=422 if form.is_bound else 200)
