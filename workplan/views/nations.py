"""The national dashboard: the map, who has sent, regions by indicator."""

from decimal import Decimal
from fractions import Fraction

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Region, User, signed_in
from rakerwil.access import attachment
from workplan.enums import AgreementState, InputState
from workplan.exports.rollup import CONTENT_TYPES, rollup_file
from workplan.models import Agreement, NationalInput, WorkYear
from workplan.models.agreement import state_read
from workplan.reporting import rollup, unanswered
from workplan.reporting.plain import rollup_json
from workplan.reporting.scopes import RegionRollup
from workplan.views.figures import AS_OF, column_groups, groups, heat_cells, legend, position
from workplan.views.frame import work_year_or_404

COMPLETE_ENOUGH = Decimal(75)
"""Percent of due reports from which a region's figures are taken as nearly complete on the front."""


def see_nation(request: HttpRequest) -> User:
    """The user, if the role covers the nation; 403 otherwise."""
    user = signed_in(request)
    if not user.scope.sees_nation:
        raise PermissionDenied
    return user


def nation(request: HttpRequest, year: int) -> HttpResponse:
    """All regions as of a month."""
    user = see_nation(request)
    work_year = work_year_or_404(request, year)
    at = position(request, work_year)
    agreed = Agreement.objects.state_per_region(work_year)
    regions = list(Region.objects.annotate(agreement=agreed, waiting_count=unanswered.per_region(work_year)))
    figures = rollup.nation(work_year, at.month, {region.code: region.name for region in regions})
    closed = rollup.closed_month(work_year, timezone.localdate())
    rows = {row.code: row for row in figures.regions}
    states = input_states(work_year)
    listed = sorted(
        (row for row in figures.regions), key=lambda row: (row.scope.score_to_date or Fraction(0), row.code)
    )
    context = {
        "year": work_year,
        "position": at,
        "scope": figures.nation,
        "categories": figures.categories,
        "legend": legend(figures.categories),
        "groups": groups(
            figures.nation.indicators if figures.nation else (),
            "nation_indicator",
            year,
            per=at.current,
            closed_month=closed,
        ),
        "columns": column_groups(figures.nation.indicators if figures.nation else ()),
        "tiles": [tile(region, rows.get(region.code), year, at.current) for region in regions],
        "rows": [
            {
                "region": row,
                "url": reverse("region", args=(year, row.code)) + f"?{AS_OF}={at.current}",
                "cells": list(
                    heat_cells(
                        row.scope.indicators,
                        closed,
                        reverse("region_indicator", args=(year, row.code, "CODE")) + f"?{AS_OF}={at.current}",
                    )
                ),
                "state": states.get(row.code),
            }
            for row in listed
        ],
        "proposed": [region for region in regions if state_read(region) == AgreementState.PROPOSED]
        if user.has_perm("workplan.decide_agreement")
        else [],
        "trail_heads": [_("Complete"), _("Input")],
        "sent_count": sum(state in (InputState.SUBMITTED, InputState.RECEIVED) for state in states.values()),
        "unanswered_count": sum(getattr(region, "waiting_count", 0) for region in regions),
        "may_answer": user.has_perm("workplan.decide_input"),
        "complete_count": sum((row.scope.completeness or 0) >= COMPLETE_ENOUGH for row in figures.regions),
    }
    return render(request, "workplan/nation_detail.html", context)


def file(request: HttpRequest, year: int, wanted: str) -> HttpResponse:
    """Everything as of a month, as a workbook or as the CSV and JSON of the roll-up."""
    see_nation(request)
    work_year = work_year_or_404(request, year)
    at = position(request, work_year)
    content = rollup_file(rollup_json(rollup.nation(work_year, at.month)), wanted)
    return attachment(content, f"angka-nasional-{at.current}.{wanted}", CONTENT_TYPES[wanted])


def input_states(year: WorkYear) -> dict[str, InputState]:
    """How far each region's newest package has come; a returned one stays so until it is sent again."""
    states: dict[str, InputState] = {}
    packages = NationalInput.objects.filter(year=year).order_by("version")
    for code, state in packages.values_list("region__code", "state"):
        is_reopened = state == InputState.PREPARING and states.get(code) == InputState.RETURNED
        states[code] = InputState.RETURNED if is_reopened else InputState(state)
    return states


def tile(region: Region, row: RegionRollup | None, year: int, per: str) -> dict[str, object]:
    """One square of the map."""
    scope = row.scope if row else None
    category = scope.category_to_date if scope else None
    return {
        "name": region.name,
        "short_name": region.short_name,
        "url": reverse("region", args=(year, region.code)) + f"?{AS_OF}={per}",
        "column": region.grid_column,
        "row": region.grid_row,
        "island": region.island_group,
        "value": scope.score_to_date if scope else None,
        "category": category or "",
        "word": _("no coordinator yet") if scope is None else _("no report yet") if category is None else "",
    }
