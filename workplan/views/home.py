"""Where each role begins (product.md section 1)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from federations.models import Federation, signed_in
from workplan.models import WorkYear
from workplan.views.frame import home_region


def home(request: HttpRequest) -> HttpResponse:
    """Send everyone to their own first page; `?tahun=2021` chooses the work year."""
    user = signed_in(request)
    chosen = request.GET.get("tahun", "")
    years = WorkYear.objects.all()
    year = years.filter(year=chosen).first() if chosen.isdecimal() else None
    year = year or years.filter(state="open").first() or years.first()
    scope = user.scope
    region = home_region(user)
    if year is None or not scope.roles:
        return render(request, "workplan/home.html", {"year": year})
    if scope.sees_nation:
        return redirect("nation", year.year)
    if scope.runs_region_ids and region:
        return redirect("region", year.year, region.code)
    if scope.chapter_ids:
        return redirect("month", year.month_to_report())
    if scope.federation_office_of:
        federation = Federation.objects.filter(pk__in=scope.federation_office_of).first()
        return redirect("federation", year.year, federation.code if federation else "")
    return redirect("meetings")
