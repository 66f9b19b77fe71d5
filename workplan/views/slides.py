"""One indicator as a slide: the page that offers it, and the picture as SVG and PNG."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Region, signed_in
from rakerwil.access import attachment
from workplan.exports.slides import Part, Slide
from workplan.models import Indicator, WorkYear
from workplan.reporting import rollup
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.scores import Scope
from workplan.views.figures import AS_OF, position
from workplan.views.frame import work_year_or_404
from workplan.views.nations import see_nation
from workplan.views.origins import indicator_or_404

CONTENT_TYPES = {"svg": "image/svg+xml", "png": "image/png"}


def region_slide(request: HttpRequest, year: int, region: str, code: str) -> HttpResponse:
    """The page of a region's slide."""
    home, work_year, indicator = _place(request, year, region, code)
    slide = _of_region(request, work_year, home, indicator)
    return _page(request, slide, work_year, indicator, home)


def nation_slide(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """The page of the nation's slide."""
    see_nation(request)
    work_year = work_year_or_404(request, year)
    indicator = indicator_or_404(work_year, code)
    return _page(request, _of_nation(request, work_year, indicator), work_year, indicator, None)


def region_slide_file(request: HttpRequest, year: int, region: str, code: str, wanted: str) -> HttpResponse:
    """A region's slide: the indicator, a bar for each federation's chapter."""
    home, work_year, indicator = _place(request, year, region, code)
    return _file(_of_region(request, work_year, home, indicator), region, wanted)


def nation_slide_file(request: HttpRequest, year: int, code: str, wanted: str) -> HttpResponse:
    """The nation's slide: the indicator, a bar for each region."""
    see_nation(request)
    work_year = work_year_or_404(request, year)
    return _file(_of_nation(request, work_year, indicator_or_404(work_year, code)), "nasional", wanted)


def _place(request: HttpRequest, year: int, region: str, code: str) -> tuple[Region, WorkYear, Indicator]:
    home = get_object_or_404(Region.objects.worked_in_by(signed_in(request)), code=region)
    work_year = work_year_or_404(request, year)
    return home, work_year, indicator_or_404(work_year, code)


def _of_region(request: HttpRequest, year: WorkYear, region: Region, indicator: Indicator) -> Slide:
    figures = rollup.region(year, region, position(request, year).month)
    row = figures.regions[0]
    parts = [Part(chapter.chapter.name, _row(chapter.scope, indicator)) for chapter in row.chapters]
    return Slide(
        place=region.name,
        as_of=figures.as_of,
        figures=_row(row.scope, indicator),
        parts=tuple(part for part in parts if part.figures.applies),
        scale=figures.categories,
        taken_on=timezone.localdate(timezone=region.zone),
        is_example=year.is_example,
    )


def _of_nation(request: HttpRequest, year: WorkYear, indicator: Indicator) -> Slide:
    regions = list(Region.objects.all())
    names = {region.code: region.name for region in regions}
    short_names = {region.code: region.short_name for region in regions}
    figures = rollup.nation(year, position(request, year).month, names)
    parts = [Part(short_names[row.code], _row(row.scope, indicator)) for row in figures.regions]
    return Slide(
        place=_("Nation"),
        as_of=figures.as_of,
        figures=_row(figures.nation, indicator) if figures.nation else parts[0].figures,
        parts=tuple(parts),
        scale=figures.categories,
        taken_on=timezone.localdate(),
        is_example=year.is_example,
    )


def _row(scope: Scope, indicator: Indicator) -> IndicatorFigures:
    return next(row for row in scope.indicators if row.code == indicator.code)


def _page(
    request: HttpRequest, slide: Slide, year: WorkYear, indicator: Indicator, region: Region | None
) -> HttpResponse:
    at = position(request, year)
    kind = "region" if region else "nation"
    args = (year.year, region.code, indicator.code) if region else (year.year, indicator.code)
    asked = f"?{AS_OF}={at.current}"
    files = {wanted: reverse(f"{kind}_slide_file", args=(*args, wanted)) + asked for wanted in CONTENT_TYPES}
    context = {
        "year": year,
        "region": region,
        "indicator": indicator,
        "position": at,
        "slide": slide,
        "picture": files["svg"],
        "indicator_url": reverse(f"{kind}_indicator", args=args) + asked,
        "downloads": [{"label": wanted.upper(), "url": url} for wanted, url in files.items()],
    }
    return render(request, "workplan/slide_detail.html", context)


def _file(slide: Slide, where: str, wanted: str) -> HttpResponse:
    content = slide.svg().encode() if wanted == "svg" else slide.png()
    name = f"salindia-{where}-{slide.figures.code}-{slide.as_of:%Y-%m}.{wanted}"
    return attachment(content, name, CONTENT_TYPES[wanted])
