"""The letterheads of regions and of the national office."""

from typing import Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from federations.forms.letterheads import LetterheadForm
from federations.models import Letterhead, Region
from federations.views.organisation import EditPage
from rakerwil.access import permit


class LetterheadView(EditPage):
    """A region's letterhead: its coordinator's own, too. It is made when it is first saved."""

    model = Letterhead
    form_class = LetterheadForm
    title = gettext_lazy("Letterhead")

    def get_object(self, queryset: Any = None) -> Letterhead:
        region = get_object_or_404(Region, code=self.kwargs["code"])
        permit(self.request, "federations.edit_region_letterhead", region)
        return self.letterhead(region)

    def letterhead(self, region: Region | None) -> Letterhead:
        """The office's, to look at; to be written over it has to be there."""
        if self.request.method == "POST":
            Letterhead.objects.get_or_create(region=region)
        return Letterhead.of(region)

    def parent(self) -> tuple[Any, str]:
        return self.object.region.name, self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("organisation_region", args=[self.object.region.code])


class NationalLetterheadView(LetterheadView):
    """The national office's."""

    def get_object(self, queryset: Any = None) -> Letterhead:
        permit(self.request, "federations.manage_organisation")
        return self.letterhead(None)

    def parent(self) -> tuple[Any, str]:
        return _("Regions"), self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("organisation")
