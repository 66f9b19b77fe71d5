"""The promise the other way: federations rate the support they got; the others see the sums."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Chapter, Region, signed_in
from rakerwil.access import permit
from rakerwil.transitions import Refused
from rakerwil.versions import Stale
from workplan.actions import support_ratings
from workplan.enums import SupportAnswer, Supporter
from workplan.forms.support_ratings import SupportRatingForm
from workplan.models import SupportRating, WorkYear
from workplan.models.support_rating import Quarter, quarters
from workplan.reporting import support as reporting
from workplan.views.frame import work_year_or_404

QUARTER = "triwulan"
"""The key of the quarter in an address."""


def place(request: HttpRequest, year: int, region: str) -> tuple[WorkYear, Region]:
    """The year and region of the address; outside the user's scope 404."""
    home = get_object_or_404(Region.objects.worked_in_by(signed_in(request)), code=region)
    return work_year_or_404(request, year), home


def support(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """What one's own chapters can rate now, and what the region's federations said, as sums."""
    work_year, home = place(request, year, region)
    permit(request, "workplan.see_support", home)
    today = timezone.localdate(timezone=home.zone)
    own = Chapter.objects.filter(pk__in=signed_in(request).scope.chapter_ids, region=home)
    chapters = list(own.select_related("federation", "district"))
    rows = SupportRating.objects.visible_to(signed_in(request)).filter(year=work_year)
    said = set(rows.values_list("chapter_id", "quarter"))
    context = {
        "region": home,
        "year": work_year,
        "own": [
            {"chapter": chapter, "quarter": quarter, "has_answered": (chapter.pk, quarter.number) in said}
            for quarter in quarters(work_year)
            if quarter.is_open(today)
            for chapter in chapters
            if quarter.asks(chapter)
        ],
        "quarters": reporting.of_region(work_year, home, today),
        "answers": SupportAnswer.labels,
        "enough": reporting.ENOUGH,
    }
    return render(request, "workplan/support_detail.html", context)


def rating(request: HttpRequest, year: int, region: str, chapter: str, quarter: int) -> HttpResponse:
    """A chapter's answers for one quarter: given, changed, and after the window closed read again."""
    work_year, home = place(request, year, region)
    body = get_object_or_404(
        Chapter.objects.with_code(chapter).select_related("region", "federation", "district"), region=home
    )
    at = next((each for each in quarters(work_year) if each.number == quarter), None)
    if at is None:
        raise Http404
    permit(request, "workplan.rate_support", body)
    if request.method == "POST":
        return save(request, body, at)
    return page(request, body, at, forms_of(body, at))


def forms_of(chapter: Chapter, quarter: Quarter, data: Any = None) -> list[SupportRatingForm]:
    """A form for each supporter, on what was said already."""
    stored = {row.supporter: row for row in SupportRating.objects.of(quarter).filter(chapter=chapter)}
    return [
        SupportRatingForm(data, instance=stored.get(supporter), supporter=supporter)
        for supporter in Supporter
    ]


def save(request: HttpRequest, chapter: Chapter, quarter: Quarter) -> HttpResponse:
    """Keep what was said; somebody who was overtaken by a colleague sees both and chooses."""
    home = redirect("support", quarter.year.year, chapter.region.code)
    if request.POST.get("clash") == "stored":
        messages.info(request, _("The saved version stays."))
        return home
    forms = forms_of(chapter, quarter, request.POST)
    are_valid = [form.is_valid() for form in forms]
    if not all(are_valid):
        return page(request, chapter, quarter, forms, status=422)
    answers = [form.answer for form in forms if form.answer]
    try:
        support_ratings.rate(chapter, quarter, answers, by=signed_in(request))
    except Stale:
        return clash(request, chapter, quarter, forms)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return home
    messages.success(request, _("Thank you. Your answers can be changed until they close."))
    return home


def clash(
    request: HttpRequest, chapter: Chapter, quarter: Quarter, mine: list[SupportRatingForm]
) -> HttpResponse:
    """Both versions, and forms that from here on write over the newer one."""
    theirs = forms_of(chapter, quarter)
    data = request.POST.copy()
    rows: list[tuple[str, str, str]] = []
    for form, stored in zip(mine, theirs, strict=True):
        data[form.add_prefix("version")] = str(stored.initial["version"])
        rows += [
            (f"{form.supporter.label}: {label}", own, other) for label, own, other in form.differences(stored)
        ]
    latest = max((form.instance for form in theirs if form.instance.pk), key=lambda row: row.rated_at)
    context = {"rows": rows, "by": latest.rated_by or _("the system"), "at": latest.rated_at}
    return page(request, chapter, quarter, forms_of(chapter, quarter, data), status=409, clash=context)


def page(
    request: HttpRequest,
    chapter: Chapter,
    quarter: Quarter,
    forms: list[SupportRatingForm],
    *,
    status: int = 200,
    clash: dict[str, Any] | None = None,
) -> HttpResponse:
    """The page of a chapter's quarter."""
    today = timezone.localdate(timezone=chapter.region.zone)
    context = {
        "region": chapter.region,
        "year": quarter.year,
        "chapter": chapter,
        "quarter": quarter,
        "forms": forms,
        "said": [form.instance for form in forms if form.instance.pk],
        "is_open": quarter.is_open(today),
        "enough": reporting.ENOUGH,
        "clash": clash,
    }
    return render(request, "workplan/support_form.html", context, status=status)


def national_support(request: HttpRequest, year: int) -> HttpResponse:
    """A quarter's sums, region by region; `?triwulan=3` chooses it, otherwise the latest that has closed."""
    if not signed_in(request).scope.sees_nation:
        raise PermissionDenied
    work_year = work_year_or_404(request, year)
    today = timezone.localdate()
    begun = [each for each in quarters(work_year) if each.has_begun(today)]
    asked = request.GET.get(QUARTER, "")
    closed = [each for each in begun if each.has_closed(today)]
    latest = next(reversed(closed or begun), None)
    chosen = next((each for each in begun if str(each.number) == asked), latest)
    regions, together = reporting.of_nation(chosen, today) if chosen else ([], ())
    context = {
        "year": work_year,
        "quarter": chosen,
        "options": [(each.number, _("Quarter %(number)s") % {"number": each.number}) for each in begun],
        "has_closed": chosen is not None and chosen.has_closed(today),
        "regions": regions,
        "together": together,
        "supporters": Supporter.labels,
        "enough": reporting.ENOUGH,
    }
    return render(request, "workplan/support_list.html", context)
