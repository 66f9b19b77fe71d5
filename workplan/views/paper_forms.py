"""Forms to fill in by hand before a meeting: one chapter's month, or a region's chapters in one file."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from federations.models import Chapter, Region, signed_in
from rakerwil.access import attachment, permit
from workplan.exports.paper_forms import paper_pdf
from workplan.reporting.months import Window
from workplan.reporting.paper_forms import PaperForm, of_chapter, of_chapters
from workplan.views.entry_sheets import typing_desk
from workplan.views.frame import work_year_or_404

PDF = "application/pdf"


def chapter_form(request: HttpRequest, month: date) -> HttpResponse:
    """One chapter's month on paper, for those who type it in."""
    at = typing_desk(request, month.year, month)
    form = of_chapter(at.whole, at.window)
    return file([form] if form.blanks else [], at.window, at.chapter.code, at.chapter.region.name)


def region_forms(request: HttpRequest, year: int, region: str, month: date) -> HttpResponse:
    """A sheet for each chapter of the region that owes something in the month."""
    home = get_object_or_404(Region.objects.worked_in_by(signed_in(request)), code=region)
    permit(request, "workplan.see_arrivals", home)
    work_year = work_year_or_404(request, year)
    if month.year != year:
        raise Http404
    window = Window(work_year, month, timezone.localdate(timezone=home.zone))
    chapters = Chapter.objects.filter(region=home).select_related("region", "federation", "district")
    return file(of_chapters(list(chapters), window), window, home.name)


def file(forms: list[PaperForm], window: Window, *place: str) -> HttpResponse:
    """The PDF; where nothing is due there is none."""
    if not forms:
        raise Http404
    name = slugify(" ".join((_("form"), *place, f"{window.month:%Y-%m}")))
    return attachment(paper_pdf(forms, window.today), f"{name}.pdf", PDF)
