"""For the leadership: the two-page brief, the message to paste, the way to slides and to earlier years."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from federations.models import Region, signed_in
from rakerwil.access import attachment
from workplan.exports.briefs import ringkasan
from workplan.exports.leader_messages import message
from workplan.exports.rakornas import CONTENT_TYPES
from workplan.reporting import briefs
from workplan.reporting.briefs import Brief
from workplan.views.figures import AS_OF, Position, position
from workplan.views.frame import work_year_or_404
from workplan.views.nations import see_nation

FORMATS = ("pdf", "docx")
LONGEST = 40
"""Lines of the field with the message, at most."""


def region_leaders(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """A region's brief and message as of a month; its own people and those who see the nation."""
    return _page(
        request, _of_region(request, year, region), position(request, work_year_or_404(request, year))
    )


def nation_leaders(request: HttpRequest, year: int) -> HttpResponse:
    """The nation's."""
    return _page(request, _of_nation(request, year), position(request, work_year_or_404(request, year)))


def region_brief(request: HttpRequest, year: int, region: str, wanted: str) -> HttpResponse:
    """A region's brief as PDF or Word."""
    return _file(_of_region(request, year, region), wanted)


def nation_brief(request: HttpRequest, year: int, wanted: str) -> HttpResponse:
    """The nation's brief as PDF or Word."""
    return _file(_of_nation(request, year), wanted)


def _of_region(request: HttpRequest, year: int, region: str) -> Brief:
    user = signed_in(request)
    home = get_object_or_404(Region.objects.worked_in_by(user), code=region)
    work_year = work_year_or_404(request, year)
    return briefs.of_region(work_year, home, position(request, work_year).month, user)


def _of_nation(request: HttpRequest, year: int) -> Brief:
    user = see_nation(request)
    work_year = work_year_or_404(request, year)
    return briefs.of_nation(work_year, position(request, work_year).month, user)


def _page(request: HttpRequest, brief: Brief, at: Position) -> HttpResponse:
    year, region = brief.year.year, brief.region
    args = (year, region.code) if region else (year,)
    kind, asked = ("region" if region else "nation"), f"?{AS_OF}={at.current}"
    text = message(brief)
    context: dict[str, Any] = {
        "year": brief.year,
        "region": region,
        "position": at,
        "scope": brief.scope,
        "categories": brief.rollup.categories,
        "document": ringkasan(brief),
        "back_url": reverse(kind, args=args),
        "years_url": reverse(f"{kind}_years", args=args),
        "downloads": [
            {"label": wanted.upper(), "url": reverse(f"{kind}_brief", args=(*args, wanted)) + asked}
            for wanted in FORMATS
        ],
        "slides": [
            {
                "row": row,
                "url": reverse(f"{kind}_slide", args=(*args, row.code)) + asked,
            }
            for row in brief.scope.indicators
        ],
        "message": {"id": "message", "text": text, "rows": min(text.count("\n") + 2, LONGEST), "share": ""},
    }
    return render(request, "workplan/leaders_detail.html", context)


def _file(brief: Brief, wanted: str) -> HttpResponse:
    document = ringkasan(brief)
    content = document.pdf() if wanted == "pdf" else document.docx()
    where = brief.region.code if brief.region else "nasional"
    return attachment(content, f"ringkasan-{where}-{brief.as_of:%Y-%m}.{wanted}", CONTENT_TYPES[wanted])
