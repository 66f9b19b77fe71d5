"""Pledges of a region's chapters: the grid for the coordinator, the list of one chapter for its people."""

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from federations.models import Chapter, Region, User, signed_in
from rakerwil.transitions import Refused
from rakerwil.versions import Stale
from workplan.actions import pledges as actions
from workplan.forms.pledges import PledgesForm, RevisionForm
from workplan.models import Pledge, WorkYear
from workplan.reporting import promises
from workplan.reporting.promises import Promises
from workplan.views.frame import work_year_or_404


def may_edit(user: User, found: Promises, chapters: list[Chapter]) -> bool:
    """Whether the user may type these chapters' pledges as things stand."""
    if found.year.is_closed:
        return False
    if user.has_perm("workplan.edit_any_pledge", found.region):
        return actions.may_type(found.agreement) or actions.needs_revision(found.agreement)
    own = all(user.has_perm("workplan.edit_own_pledge", chapter) for chapter in chapters)
    return own and bool(chapters) and actions.may_type(found.agreement)


def pledges(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """All chapters of a region by indicator, with what is unallocated."""
    home = get_object_or_404(Region.objects.promises_visible_to(signed_in(request)), code=region)
    work_year = work_year_or_404(request, year)
    return answer(request, work_year, home, None)


def chapter_pledges(request: HttpRequest, year: int, region: str, chapter: str) -> HttpResponse:
    """One chapter's pledges, as a list for the phone."""
    home = get_object_or_404(Region.objects.promises_visible_to(signed_in(request)), code=region)
    work_year = work_year_or_404(request, year)
    chapters = Chapter.objects.with_code(chapter).select_related("federation", "district")
    body = get_object_or_404(chapters, region=home)
    return answer(request, work_year, home, body)


def answer(request: HttpRequest, year: WorkYear, region: Region, only: Chapter | None) -> HttpResponse:
    """Show the page, or save what was typed: nothing of it is lost, whatever is wrong."""
    found = promises.of_region(year, region)
    chapters = [only] if only else list(found.chapters)
    if request.method != "POST":
        return page(request, found, chapters, only)
    if not may_edit(signed_in(request), found, chapters):
        raise PermissionDenied
    if request.POST.get("clash") == "stored":
        return redirect(request.path)
    form = PledgesForm(found, chapters, request.POST)
    revision = RevisionForm(found, request.POST) if form.needs_revision else None
    if not form.is_valid() or (revision is not None and not revision.is_valid()):
        return page(request, found, chapters, only, form=form, revision=revision, status=422)
    seen = form.stamp if request.POST.get("clash") == "mine" else form.cleaned_data["seen"]
    try:
        count = actions.save_lines(
            year,
            region,
            form.lines,
            seen=seen,
            revision=revision.revision if revision else None,
            by=signed_in(request),
        )
    except Stale:
        return page(request, found, chapters, only, form=form, revision=revision, status=409, is_stale=True)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page(request, found, chapters, only, form=form, revision=revision, status=422)
    messages.success(
        request, _("Saved: %(count)s pledges changed.") % {"count": count} if count else _("Saved.")
    )
    return redirect(request.path)


def page(
    request: HttpRequest,
    found: Promises,
    chapters: list[Chapter],
    only: Chapter | None,
    *,
    form: PledgesForm | None = None,
    revision: RevisionForm | None = None,
    status: int = 200,
    is_stale: bool = False,
) -> HttpResponse:
    """The grid of the region, or the list of one chapter."""
    user = signed_in(request)
    is_editable = may_edit(user, found, chapters)
    shown = form or PledgesForm(found, chapters)
    if is_editable and shown.needs_revision and revision is None:
        revision = RevisionForm(found)
    rows = [
        {
            "promise": promise,
            "cells": shown.cells(promise),
            "own": own_pledge(promise.pledges, only),
            "others": promise.pledged_by_others(chapters),
        }
        for promise in found.lines
        if promise.indicator.has_target and (only is None or any(shown.cells(promise)))
    ]
    latest = (
        Pledge.history.filter(chapter__in=chapters, indicator__year=found.year)
        .select_related("history_user__person")
        .order_by("-history_date")
        .first()
        if is_stale
        else None
    )
    context: dict[str, Any] = {
        "year": found.year,
        "region": found.region,
        "agreement": found.agreement,
        "chapters": chapters,
        "chapter": only,
        "own_chapters": [
            chapter for chapter in chapters if user.has_perm("workplan.edit_own_pledge", chapter)
        ],
        "groups": [
            (objective, list(members))
            for objective, members in groupby(rows, key=lambda row: row["promise"].indicator.objective)
        ],
        "gap_count": len(found.gaps),
        "form": shown,
        "revision": revision if is_editable else None,
        "is_editable": is_editable,
        "is_stale": is_stale,
        "stored_by": (latest.history_user if latest else None) or _("the system"),
        "stored_at": latest.history_date if latest else None,
    }
    template = "workplan/pledge_chapter.html" if only else "workplan/pledge_grid.html"
    return render(request, template, context, status=status)


def own_pledge(pledges: Any, chapter: Chapter | None) -> Any:
    """The chapter's pledge, if it is about one chapter and it has pledged."""
    return pledges.get(chapter.pk) if chapter else None
