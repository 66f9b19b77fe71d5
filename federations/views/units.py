"""The organisation's units."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from federations.forms.units import NewUnitForm, UnitForm
from federations.models import Unit, signed_in
from federations.views.organisation import EditPage, NewPage


def unit_list(request: HttpRequest) -> HttpResponse:
    """All units, national ones and those of a region."""
    user = signed_in(request)
    units = list(Unit.objects.select_related("region"))
    may_manage = user.has_perm("federations.manage_organisation")
    return render(request, "federations/unit_list.html", {"units": units, "may_manage": may_manage})


class NewUnitView(NewPage):
    """A new unit."""

    form_class = NewUnitForm
    title = _("New unit")

    def get_success_url(self) -> str:
        return reverse("organisation_units")


class UnitEditView(EditPage):
    """A unit's names."""

    model = Unit
    form_class = UnitForm
    title = _("Edit the unit")

    def get_success_url(self) -> str:
        return reverse("organisation_units")
