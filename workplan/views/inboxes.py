"""The national inbox: which regions have sent their Masukan Rakornas."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import Region, signed_in
from workplan.enums import InputState
from workplan.models import NationalInput, WorkYear
from workplan.views.frame import work_year_or_404

COLUMNS = (
    (InputState.SUBMITTED, "wait"),
    (InputState.RECEIVED, "done"),
    (InputState.RETURNED, "back"),
    (InputState.PREPARING, "draft"),
)


def national_year(request: HttpRequest, year: int) -> WorkYear:
    """The year, for those who see the nation; 403 for everyone else."""
    if not signed_in(request).scope.sees_nation:
        raise PermissionDenied
    return work_year_or_404(request, year)


def inbox(request: HttpRequest, year: int) -> HttpResponse:
    """Every region that works in the year, by how far its package has come."""
    work_year = national_year(request, year)
    regions = Region.objects.filter(chapters__isnull=False).distinct()
    packages = list(
        NationalInput.objects.filter(year=work_year).defer("pdf").select_related("region").order_by("version")
    )
    newest = {package.region_id: package for package in packages}
    # a returned package is followed by a new version in preparation: the region is shown as returned
    returned = {package.region_id for package in packages if package.state == InputState.RETURNED}
    states = {
        region_id: InputState.RETURNED
        if package.state == InputState.PREPARING and region_id in returned
        else InputState(package.state)
        for region_id, package in newest.items()
    }
    columns = [
        {
            "look": look,
            "word": state.label,
            "rows": [row(region, year) for region in regions if states.get(region.pk) == state],
        }
        for state, look in COLUMNS
    ]
    columns.append(
        {
            "look": "na",
            "word": _("Not begun"),
            "rows": [row(region, year) for region in regions if region.pk not in states],
        }
    )
    waiting = [package for package in newest.values() if package.state == InputState.SUBMITTED]
    context = {
        "year": work_year,
        "columns": columns,
        "waiting": waiting,
        "may_answer": signed_in(request).has_perm("workplan.decide_input"),
    }
    return render(request, "workplan/national_input_inbox.html", context)


def row(region: Region, year: int) -> dict[str, str]:
    """A region's line in a column."""
    return {"url": reverse("national_input", args=(year, region.code)), "label": region.name}
