"""The organisation by region: its chapters, its districts, its letterhead."""

from typing import Any

from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.enums import COORDINATOR_OFFICE
from federations.forms.regions import (
    DistrictForm,
    NewDistrictForm,
    NewRegionForm,
    RegionForm,
)
from federations.models import District, Letterhead, Region, signed_in
from federations.models.chapter import active_on
from federations.views.organisation import EditPage, NewPage
from rakerwil.access import visible_or_404
from rakerwil.forms import VersionedForm


def region_list(request: HttpRequest) -> HttpResponse:
    """All regions, with how many chapters are active today."""
    user = signed_in(request)
    active = active_on(timezone.localdate(), "chapters__")
    unions = ~Q(chapters__federation__code=COORDINATOR_OFFICE)
    regions = Region.objects.visible_to(user).annotate(active_count=Count("chapters", filter=active & unions))
    may_manage = user.has_perm("federations.manage_organisation")
    return render(
        request, "federations/region_list.html", {"regions": list(regions), "may_manage": may_manage}
    )


def region_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One region: chapters with their dates, districts, units, letterhead."""
    user = signed_in(request)
    region = visible_or_404(request, Region.objects.all(), code=code)
    return render(
        request,
        "federations/region_detail.html",
        {
            "region": region,
            "chapters": region.chapters.select_related("federation", "district", "region"),
            "districts": list(region.districts.all()),
            "units": list(region.units.all()),
            "may_manage": user.has_perm("federations.manage_organisation"),
            "letterhead": Letterhead.of(region),
            "may_edit_letterhead": user.has_perm("federations.edit_region_letterhead", region),
        },
    )


class NewRegionView(NewPage):
    """A new province."""

    form_class = NewRegionForm
    title = _("New region")

    def get_success_url(self) -> str:
        return reverse("organisation_region", args=[self.object.code])


class RegionEditView(EditPage):
    """A region's names and codes."""

    model = Region
    form_class: type[VersionedForm] = RegionForm
    title = _("Edit the region")

    def parent(self) -> tuple[Any, str]:
        return self.object.name, self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("organisation_region", args=[self.object.code])


class NewDistrictView(NewPage):
    """A new regency or city."""

    form_class = NewDistrictForm
    title = _("New district")

    def region(self) -> Region:
        """The region of the address."""
        return get_object_or_404(Region, code=self.kwargs["code"])

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "region": self.region()}

    def parent(self) -> tuple[Any, str]:
        return self.region().name, self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("organisation_region", args=[self.kwargs["code"]])


class DistrictEditView(EditPage):
    """A district's name."""

    model = District
    form_class = DistrictForm
    title = _("Edit the district")

    def parent(self) -> tuple[Any, str]:
        return self.object.region.name, self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("organisation_region", args=[self.object.region.code])
