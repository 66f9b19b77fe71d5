"""The queue looked through: reports of many chapters that answer a wish, decided together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from federations.models import Chapter
from rakerwil.access import back, verb
from rakerwil.wording import month_name
from workplan.actions import verifications as actions
from workplan.forms.queues import QueueForm
from workplan.reporting import queues
from workplan.reporting.queues import Match
from workplan.views.lines import Row
from workplan.views.verifications import (
    Decision,
    Place,
    decide,
    named_by,
    place,
    reason_of,
    returned,
    verified,
)

AT_ONCE = 60
"""Rows of one page."""


@dataclass(frozen=True)
class Group:
    """The rows of one chapter's month."""

    chapter: Chapter
    month: date
    url: str
    decisions: list[Decision]


def queue_rows(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """What waits for this user and answers the wish, each with all that it is compared with."""
    at = place(request, year, region)
    every = [match for match in queues.matches(at.year, at.chapters) if at.may_decide(match.row)]
    form = search(request, every)
    page = Paginator([match for match in every if match.answers(form.wish)], AT_ONCE).get_page(
        request.GET.get("page")
    )
    decisions = [Decision(row=Row(match.line), is_mine=True) for match in page]
    context = {
        "at": at,
        "form": form,
        "page": page,
        "groups": list(grouped(at, decisions)),
        "every": len(every),
        "found": page.paginator.count,
        "clean": sum(not each.row.line.doubts for each in decisions),
        "here": request.get_full_path(),
    }
    return render(request, "workplan/verification_rows.html", context)


def search(request: HttpRequest, matches: Iterable[Match]) -> QueueForm:
    """The filter, offering what waits and nothing else."""
    federations: dict[str, str] = {}
    months: dict[str, str] = {}
    indicators: dict[str, str] = {}
    for match in matches:
        federation, indicator = match.row.chapter.federation, match.row.indicator
        federations[federation.code] = str(federation)
        months[str(match.row.month.month)] = month_name(match.row.month.month)
        indicators[indicator.code] = f"{indicator.code} {indicator.name}"
    return QueueForm(
        request.GET,
        federations=sorted(federations.items()),
        months=sorted(months.items(), key=lambda month: int(month[0])),
        indicators=sorted(indicators.items()),
    )


def grouped(at: Place, decisions: Iterable[Decision]) -> Iterable[Group]:
    """By month and chapter, in their order."""

    def where(each: Decision) -> tuple[date, int]:
        row = each.row.line.row
        return each.row.line.month, row.chapter_id if row else 0

    chapters = {chapter.pk: chapter for chapter in at.chapters}
    for (month, pk), members in groupby(decisions, key=where):
        chapter = chapters[pk]
        url = reverse("queue_chapter", args=(at.year.year, at.region.code, chapter.code, month))
        yield Group(chapter, month, url, list(members))


@verb
def verify_rows(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """Let reports of any of the region's chapters count: all clean ones of the page, or those ticked."""
    at = place(request, year, region)
    count = decide(request, at, lambda rows: actions.verify(rows, by=at.user), named_by(request))
    messages.success(request, verified(count))
    return back(request, reverse("queue", args=(year, region)))


@verb
def return_rows(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """Return reports of any of the region's chapters with one reason."""
    at = place(request, year, region)
    reason = reason_of(request)
    count = decide(
        request, at, lambda rows: actions.send_back(rows, reason=reason, by=at.user), named_by(request)
    )
    messages.success(request, returned(count))
    return back(request, reverse("queue", args=(year, region)))
