"""A figure opened: the region's or the nation's figure for one indicator, and what it is made of."""

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import Chapter, Region, signed_in
from rakerwil.charts import Drawing, Month, pace_chart
from rakerwil.numbers import Exact
from rakerwil.wording import figure, month_name, month_short, percent
from workplan.models import Agreement, Contribution, Indicator, WorkYear
from workplan.reporting import histories, origins
from workplan.reporting.definitions import define
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.histories import newest_first
from workplan.reporting.origins import RegionPart, Step
from workplan.reporting.terms import IndicatorTerms
from workplan.views.figures import AS_OF, position
from workplan.views.frame import work_year_or_404


def writer(terms: IndicatorTerms) -> "partial[str]":
    """Writes an amount of the indicator: a ratio as percent, a count with its decimals."""
    return partial(percent) if terms.is_ratio else partial(figure, decimals=terms.decimals)


def region_indicator(request: HttpRequest, year: int, region: str, code: str) -> HttpResponse:
    """A region's figure for one indicator: against pace, month by month, chapter by chapter."""
    user = signed_in(request)
    home = get_object_or_404(Region.objects.worked_in_by(user), code=region)
    work_year = work_year_or_404(request, year)
    indicator = indicator_or_404(work_year, code)
    at = position(request, work_year)
    origin = origins.of_region(work_year, home, indicator, at.month)
    agreement = Agreement.objects.filter(year=work_year, region=home).first()
    context = {
        "region": home,
        "year": work_year,
        "indicator": indicator,
        "position": at,
        "figures": origin.figures,
        "claim": origin.claim,
        "range": origin.range,
        "definition": define(indicator),
        "log": newest_first(
            [
                *histories.of_promise(agreement, home, indicator),
                *histories.of_indicator(indicator),
            ]
        ),
        "categories": origin.region.moment.terms.categories,
        "drawing": drawing(origin.figures, origin.steps, origin.as_of, indicator.name),
        "steps": origin.steps,
        "strands": [
            {
                "strand": strand,
                "url": reverse("chapter_indicator", args=(year, region, strand.chapter.chapter.code, code))
                + f"?{AS_OF}={at.current}",
            }
            for strand in origin.strands
        ],
        "plan": origin.plan,
        "may_recommend": user.has_perm("workplan.prepare_input", home),
    }
    return render(request, "workplan/origin_region.html", context)


def indicator_or_404(year: WorkYear, code: str) -> Indicator:
    """One indicator of the year's framework."""
    return get_object_or_404(
        Indicator.objects.select_related("objective", "year", "subset_of"), year=year, code=code
    )


def drawing(figures: IndicatorFigures, steps: Sequence[Step], as_of: date, name: str) -> Drawing:
    """The year against its pace, with the forecast and what each month added."""
    terms = figures.indicator
    write = writer(terms)
    against = figures.actual if figures.actual_with_target is None else figures.actual_with_target
    summary = _("As of %(month)s: %(actual)s against a target of %(target)s.") % {
        "month": month_name(as_of),
        "actual": write(against),
        "target": write(figures.target),
    }
    return pace_chart(
        title=name,
        summary=summary,
        months=[
            Month(
                label=month_short(step.month),
                letter=month_name(step.month)[0],
                actual=step.actual,
                expected=step.expected,
                added=None if terms.is_stock else step.verified,
            )
            for step in steps
        ],
        target=figures.target,
        forecast=figures.forecast,
        needed=figures.needed_per_month,
        is_down=not terms.is_up and not terms.is_monitored,
        from_zero=not terms.is_stock,
        write=write,
        unit=smallest(terms),
    )


def smallest(terms: IndicatorTerms) -> Exact:
    """The smallest step the indicator's figures can take on an axis."""
    return Fraction(1, 10) if terms.is_ratio else Fraction(1, 10**terms.decimals)


def chapter_indicator(request: HttpRequest, year: int, region: str, chapter: str, code: str) -> HttpResponse:
    """One chapter's figure for one indicator: every report behind it, with its evidence for those who may."""
    user = signed_in(request)
    body = chapter_or_404(request, region, chapter)
    work_year = work_year_or_404(request, year)
    indicator = indicator_or_404(work_year, code)
    at = position(request, work_year)
    strand = origins.of_region(work_year, body.region, indicator, at.month).strand(body.pk)
    if strand is None:
        raise Http404
    rows = {
        row.pk: row
        for row in Contribution.objects.visible_to(user)
        .filter(chapter=body, indicator=indicator, month__lte=at.month)
        .select_related("submitted_by__person", "verified_by__person", "import_batch")
        .prefetch_related("evidence")
        .with_corrections()
    }
    reports = {row.month: row for row in rows.values()}
    context = {
        "region": body.region,
        "chapter": body,
        "year": work_year,
        "indicator": indicator,
        "position": at,
        "strand": strand,
        "figures": strand.figures,
        "drawing": drawing(strand.figures, strand.steps, at.month, f"{body.name}: {indicator.name}"),
        "definition": define(indicator),
        "log": newest_first([*histories.of_pledge(body, indicator), *histories.of_indicator(indicator)]),
        "categories": work_year.scale,
        "cells": [
            {"cell": cell, "row": rows.get(cell.contribution_id or 0), "report": reports.get(cell.month)}
            for cell in strand.cells
        ],
    }
    return render(request, "workplan/origin_chapter.html", context)


def chapter_or_404(request: HttpRequest, region: str, chapter: str) -> Chapter:
    """The chapter of an address such as `32/perwakilan/GARTEKS-32.04`, if its figures may be seen."""
    chapters = Chapter.objects.figures_visible_to(signed_in(request)).with_code(chapter)
    return get_object_or_404(chapters.select_related("region", "federation", "district"), region__code=region)


def nation_indicator(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The nation's figure for one indicator, region by region."""
    if not signed_in(request).scope.sees_nation:
        raise PermissionDenied
    work_year = work_year_or_404(request, year)
    indicator = indicator_or_404(work_year, code)
    at = position(request, work_year)
    origin = origins.of_nation(work_year, indicator, at.month)
    agreement = Agreement.objects.filter(year=work_year, region=None).first()
    rows = [national_row(part, year, at.current) for part in origin.parts]
    context = {
        "year": work_year,
        "indicator": indicator,
        "position": at,
        "figures": origin.figures,
        "claim": origin.claim,
        "range": origin.range,
        "definition": define(indicator),
        "drawing": drawing(origin.figures, origin.steps, origin.as_of, indicator.name),
        "steps": origin.steps,
        "log": newest_first(
            [*histories.of_promise(agreement, None, indicator), *histories.of_indicator(indicator)]
        ),
        "categories": origin.rollup.categories,
        "rows": sorted(rows, key=worst_first),
    }
    return render(request, "workplan/origin_nation.html", context)


def national_row(part: RegionPart, year: int, per: str) -> dict[str, object]:
    """A region's line in the nation's figure."""
    url = reverse("region_indicator", args=(year, part.region.code, part.figures.code)) + f"?{AS_OF}={per}"
    return {"region": part.region, "figures": part.figures, "claim": part.claim, "url": url}


def worst_first(row: dict[str, object]) -> tuple[bool, Fraction]:
    """Those that can't be judged last."""
    figures = row["figures"]
    judged = figures.achievement_to_date if isinstance(figures, IndicatorFigures) else None
    return judged is None, judged or Fraction(0)
