"""The organisation by federation."""

from typing import Any

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.forms.federations import FederationForm, NewFederationForm
from federations.models import Federation, signed_in
from federations.models.chapter import active_on
from federations.views.organisation import EditPage, NewPage


def federation_list(request: HttpRequest) -> HttpResponse:
    """All federations, with how many chapters are active today."""
    user = signed_in(request)
    active = active_on(timezone.localdate(), "chapters__")
    federations = Federation.objects.annotate(active_count=Count("chapters", filter=active))
    may_manage = user.has_perm("federations.manage_organisation")
    return render(
        request,
        "federations/federation_list.html",
        {"federations": list(federations), "may_manage": may_manage},
    )


def federation_detail(request: HttpRequest, code: str) -> HttpResponse:
    """One federation and its chapters in all regions."""
    user = signed_in(request)
    federation = get_object_or_404(Federation, code=code)
    return render(
        request,
        "federations/federation_detail.html",
        {
            "federation": federation,
            "chapters": federation.chapters.select_related("region", "district", "federation"),
            "may_manage": user.has_perm("federations.manage_organisation"),
        },
    )


class NewFederationView(NewPage):
    """A new member union."""

    form_class = NewFederationForm
    title = _("New federation")

    def get_success_url(self) -> str:
        return reverse("organisation_federation", args=[self.object.code])


class FederationEditView(EditPage):
    """A federation's names."""

    model = Federation
    form_class = FederationForm
    title = _("Edit the federation")

    def parent(self) -> tuple[Any, str]:
        return self.object.short_name, self.get_success_url()

    def get_success_url(self) -> str:
        return reverse("organisation_federation", args=[self.object.code])
