"""A federation in all regions: its chapters' figures side by side."""

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from federations.models import Federation, User, signed_in
from workplan.reporting import rollup
from workplan.views.figures import AS_OF, column_groups, heat_cells, legend, position
from workplan.views.frame import work_year_or_404


def visible_federations(user: User) -> QuerySet[Federation]:
    """Those whose figures in all regions the user may see."""
    federations = Federation.objects.all()
    return (
        federations if user.scope.sees_nation else federations.filter(pk__in=user.scope.federation_office_of)
    )


def federation(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One federation as of a month, chapter by chapter."""
    home = get_object_or_404(visible_federations(signed_in(request)), code=code)
    work_year = work_year_or_404(request, year)
    at = position(request, work_year)
    figures = rollup.nation(work_year, at.month)
    if figures.nation is None:
        raise Http404
    closed = rollup.closed_month(work_year, timezone.localdate())
    rows = [
        {
            "region": region,
            "chapter": chapter,
            "cells": list(
                heat_cells(
                    chapter.scope.indicators,
                    closed,
                    reverse("chapter_indicator", args=(year, region.code, chapter.chapter.code, "CODE"))
                    + f"?{AS_OF}={at.current}",
                )
            ),
        }
        for region in figures.regions
        for chapter in region.chapters
        if chapter.chapter.federation == home.code
    ]
    context = {
        "federation": home,
        "year": work_year,
        "position": at,
        "rows": rows,
        "columns": column_groups(figures.nation.indicators),
        "categories": figures.categories,
        "legend": legend(figures.categories),
    }
    return render(request, "workplan/federation_detail.html", context)
