"""Across years: what the nation, a region, a federation did, and what became of its recommendations."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import Region, signed_in
from rakerwil.numbers import Exact
from rakerwil.wording import percent, score
from rakerwil.yearcharts import Year, YearColumns, year_columns
from workplan.models import WorkYear
from workplan.reporting import stories
from workplan.reporting.stories import Chapter, Story
from workplan.views.federations import visible_federations
from workplan.views.figures import AS_OF, legend
from workplan.views.frame import work_year_or_404, work_years
from workplan.views.nations import see_nation

HIGHEST = 100
"""Percent, and points of the score: the top of the drawing unless something is higher."""


def nation_years(request: HttpRequest, year: int) -> HttpResponse:
    """The nation up to a year, region by region."""
    user = see_nation(request)
    story = stories.of_nation(_years(request, year), user)

    def year_url(chapter: Chapter) -> str:
        return _dated("nation", chapter)

    def body_url(code: str) -> str:
        return reverse("region_years", args=[year, code])

    context = {
        "place": _("Nation"),
        "back_url": reverse("nation", args=[year]),
        "corner": _("Region"),
        "comparison": f"{reverse('comparison', args=[year])}?wilayah=nasional&indikator=",
    }
    return _page(request, story, year, context, year_url, body_url)


def region_years(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """A region up to a year; its own people and those who see the nation."""
    user = signed_in(request)
    home = get_object_or_404(Region.objects.worked_in_by(user), code=region)
    story = stories.of_region(home, _years(request, year), user)

    def year_url(chapter: Chapter) -> str:
        return _dated("region", chapter, region)

    context = {
        "place": home.name,
        "back_url": reverse("region", args=[year, region]),
        "comparison": f"{reverse('comparison', args=[year])}?wilayah={region}&indikator=",
    }
    return _page(request, story, year, context, year_url)


def federation_years(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """A federation up to a year, chapter by chapter."""
    user = signed_in(request)
    home = get_object_or_404(visible_federations(user), code=code)
    story = stories.of_federation(home, _years(request, year), user)

    def year_url(chapter: Chapter) -> str:
        return _dated("federation", chapter, code)

    context = {
        "place": home.short_name,
        "back_url": reverse("federation", args=[year, code]),
        "corner": _("Chapter"),
        "is_federation": True,
    }
    return _page(request, story, year, context, year_url)


def _years(request: HttpRequest, year: int) -> list[WorkYear]:
    return stories.years_up_to(work_year_or_404(request, year), work_years(request))


def _dated(name: str, chapter: Chapter, *args: str) -> str:
    """The page of that year, as of the month that the story tells."""
    return f"{reverse(name, args=[chapter.year.year, *args])}?{AS_OF}={chapter.as_of:%Y-%m}"


def _page(
    request: HttpRequest,
    story: Story,
    year: int,
    context: dict[str, Any],
    year_url: Callable[[Chapter], str],
    body_url: Callable[[str], str] | None = None,
) -> HttpResponse:
    rows = [{"chapter": chapter, "url": year_url(chapter)} for chapter in story.chapters]
    kept = {"is_federation": False, "corner": "", "comparison": "", **context}
    return render(
        request,
        "workplan/story_detail.html",
        {
            "year": work_year_or_404(request, year),
            "story": story,
            "rows": rows,
            "drawing": _drawing(story, is_federation=bool(kept["is_federation"])),
            "categories": story.chapters[-1].categories,
            "legend": legend(story.chapters[-1].categories),
            "indicators": [
                {
                    "code": code,
                    "name": name,
                    "cells": [(chapter.year, chapter.amounts.get(code)) for chapter in story.chapters],
                }
                for code, name in story.names.items()
            ],
            "bodies": [
                {
                    "name": name,
                    "url": body_url(key) if body_url else "",
                    "cells": [
                        (chapter.year, next((body for body in chapter.bodies if body.key == key), None))
                        for chapter in story.chapters
                    ],
                }
                for key, name in story.bodies.items()
            ],
            "outcomes": [(chapter.year.year, chapter.outcomes) for chapter in story.chapters],
            "earlier": _earlier(request, story),
            **kept,
        },
    )


def _earlier(request: HttpRequest, story: Story) -> str:
    """The same page up to the year before the first one; empty where there is none."""
    first = story.chapters[0].year.year
    before = [each.year for each in work_years(request) if each.year < first]
    match = request.resolver_match
    if not before or match is None:
        return ""
    return reverse(match.view_name, kwargs={**match.kwargs, "year": max(before)})


def _drawing(story: Story, *, is_federation: bool) -> YearColumns:
    """A column for each year: the score to date, of a federation how complete its reports were."""
    values = [
        chapter.completeness if chapter.scope is None else chapter.scope.score_to_date
        for chapter in story.chapters
    ]
    known: list[Exact] = [value for value in values if value is not None]
    return year_columns(
        title=_("Completeness") if is_federation else _("Score to date"),
        years=[
            Year(str(chapter.year.year), value) for chapter, value in zip(story.chapters, values, strict=True)
        ],
        highest=max([*known, HIGHEST]),
        level=None,
        write=lambda value: percent(value) if is_federation else score(value, story.chapters[-1].categories),
    )
