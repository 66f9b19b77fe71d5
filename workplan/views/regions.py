"""The regional dashboard: score, indicators against target and pace, federations, what waits."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from federations.models import Region, User, signed_in
from rakerwil.access import attachment
from workplan.exports.rollup import CONTENT_TYPES, rollup_file
from workplan.models import ActionItem, Agreement, Meeting, NationalInput, WorkYear
from workplan.models.agreement import state_read
from workplan.reporting import rollup, unanswered
from workplan.reporting.follow_ups import overdue_by_federation
from workplan.reporting.plain import rollup_json
from workplan.reporting.scopes import RegionRollup
from workplan.views.figures import AS_OF, column_groups, groups, heat_cells, legend, position
from workplan.views.frame import work_year_or_404

SOON = 3
"""How many open actions the side column shows."""


def region(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """One region as of a month; its own people and those who see the nation."""
    user = signed_in(request)
    work_year = work_year_or_404(request, year)
    agreed = Agreement.objects.state_per_region(work_year)
    home = get_object_or_404(
        Region.objects.worked_in_by(user).annotate(
            agreement=agreed, waiting_count=unanswered.per_region(work_year)
        ),
        code=region,
    )
    at = position(request, work_year)
    figures = rollup.region(work_year, home, at.month)
    row = figures.regions[0]
    closed = rollup.closed_month(work_year, timezone.localdate(timezone=home.zone))
    packages = NationalInput.objects.visible_to(user).filter(region=home, year=work_year)
    unfinished = ActionItem.objects.unfinished().filter(meeting__region=home, meeting__year__year__lte=year)
    actions = list(unfinished.with_owners())
    context = {
        "region": home,
        "year": work_year,
        "position": at,
        "scope": row.scope,
        "categories": figures.categories,
        "legend": legend(figures.categories),
        "groups": groups(
            row.scope.indicators, "region_indicator", year, region, per=at.current, closed_month=closed
        ),
        "columns": column_groups(row.scope.indicators),
        "heat": heat(row, year, at.current, closed),
        "waiting": [chapter for chapter in row.chapters if chapter.scope.pending],
        "incomplete": [
            chapter.chapter.name for chapter in row.chapters if chapter.scope.reports < chapter.scope.due
        ],
        "complete_count": sum(
            chapter.scope.reports == chapter.scope.due for chapter in row.chapters if chapter.scope.due
        ),
        "owing_count": sum(bool(chapter.scope.due) for chapter in row.chapters),
        "uneven": [
            figures_of
            for figures_of in row.scope.indicators
            if figures_of.unallocated is not None and figures_of.unallocated != 0
        ],
        "meeting": next_meeting(user, home, work_year),
        "actions": actions[:SOON],
        "overdue": overdue_by_federation(actions, timezone.localdate(timezone=home.zone)),
        "agreement": state_read(home),
        "package": packages.defer("pdf").order_by("-version").first(),
        "may_verify": user.has_perm("workplan.see_queue", home),
        "may_see_arrivals": user.has_perm("workplan.see_arrivals", home),
        "may_prepare": user.has_perm("workplan.prepare_input", home),
        "may_see_support": user.has_perm("workplan.see_support", home),
        "may_recommend": user.has_perm("workplan.prepare_input", home),
    }
    return render(request, "workplan/region_detail.html", context)


def file(request: HttpRequest, year: int, region: str, wanted: str) -> HttpResponse:
    """The region's figures as of a month, as a workbook or as the CSV and JSON of the roll-up."""
    home = get_object_or_404(Region.objects.worked_in_by(signed_in(request)), code=region)
    work_year = work_year_or_404(request, year)
    at = position(request, work_year)
    content = rollup_file(rollup_json(rollup.region(work_year, home, at.month)), wanted)
    return attachment(content, f"angka-{region}-{at.current}.{wanted}", CONTENT_TYPES[wanted])


def heat(row: RegionRollup, year: int, per: str, closed: int) -> list[dict[str, object]]:
    """Chapters by indicator."""
    href = reverse("region_indicator", args=(year, row.code, "CODE")) + f"?{AS_OF}={per}"
    return [
        {"chapter": chapter, "cells": list(heat_cells(chapter.scope.indicators, closed, href))}
        for chapter in row.chapters
    ]


def next_meeting(user: User, region: Region, year: WorkYear) -> Meeting | None:
    """The year's meeting that is running or comes next, otherwise its last one."""
    meetings = Meeting.objects.visible_to(user).filter(region=region, year=year).order_by("-starts_at")[:4]
    coming = [meeting for meeting in meetings if meeting.starts_at >= timezone.now() or meeting.is_running]
    return coming[-1] if coming else next(iter(meetings), None)
