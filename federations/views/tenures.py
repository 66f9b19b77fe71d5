"""Offices of a person: recorded, ended by their last day, taken back."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from federations.actions import tenures
from federations.forms.tenures import TenureForm
from federations.models import Person, Tenure, signed_in
from rakerwil.access import permit, verb, visible_or_404
from rakerwil.forms import LastDayForm
from rakerwil.transitions import Refused


def create(request: HttpRequest, pk: int) -> HttpResponse:
    """Record an office of somebody."""
    user = signed_in(request)
    person = visible_or_404(request, Person.objects.on_record(), pk=pk)
    permit(request, "federations.give_office", person)
    form: Any = TenureForm(request.POST if request.method == "POST" else None, by=user, person=person)
    if request.method == "POST" and form.is_valid():
        try:
            tenures.give(form.save(commit=False), form.cleaned_data["token"], by=user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("person", pk)
    return render(request, "federations/tenure_form.html", {"person": person, "form": form})


def _tenure(request: HttpRequest, pk: int) -> Tenure:
    permit(request, "federations.see_people")
    tenure = visible_or_404(request, Tenure.objects.with_bodies().select_related("person"), pk=pk)
    permit(request, "federations.keep_tenure", tenure)
    return tenure


@verb
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """Set the last day of an office."""
    tenure = _tenure(request, pk)
    form = LastDayForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose the last day."))
    tenures.end(tenure, form.cleaned_data["last_day"], by=signed_in(request))
    messages.success(request, _("Saved. The office ends on that day."))
    return redirect("person", tenure.person_id)


@verb
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an office off the record that was written down by mistake."""
    tenure = _tenure(request, pk)
    tenures.take_back(tenure, seen=request.POST.get("seen", ""), by=signed_in(request))
    messages.success(request, _("The office is off the record; the history keeps it."))
    return redirect("person", tenure.person_id)
