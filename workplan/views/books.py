"""The book of all regions: have it made, see how far it is, take its files."""

from django.core.files.storage import default_storage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from federations.models import signed_in
from rakerwil.access import attachment, verb
from workplan.actions import books as actions
from workplan.exports.rakornas import CONTENT_TYPES, FORMATS
from workplan.models import Book
from workplan.views.inboxes import national_year


def book(request: HttpRequest, year: int) -> HttpResponse:
    """How far the book is, and the files of the newest one."""
    work_year = national_year(request, year)
    newest = Book.objects.filter(year=work_year).first()
    ready = Book.objects.ready().filter(year=work_year).first()
    now = timezone.now()
    context = {
        "year": work_year,
        "book": newest,
        "ready": ready,
        "is_left_lying": newest is not None and newest.is_left_lying(now),
        "files": [
            {"url": reverse("book_file", args=(year, wanted)), "format": wanted, "size": ready.sizes[wanted]}
            for wanted in FORMATS
            if wanted in ready.sizes
        ]
        if ready
        else [],
    }
    return render(request, "workplan/book_detail.html", context)


@verb
def make(request: HttpRequest, year: int) -> HttpResponse:
    """Wish for the book; while one is in the making, that one."""
    work_year = national_year(request, year)
    actions.order(work_year, by=signed_in(request))
    return redirect("book", year)


def file(request: HttpRequest, year: int, wanted: str) -> HttpResponse:
    """One format of the newest book; not found before there is one."""
    work_year = national_year(request, year)
    ready = Book.objects.ready().filter(year=work_year).first()
    if ready is None or not default_storage.exists(ready.storage_name(wanted)):
        raise Http404
    with default_storage.open(ready.storage_name(wanted)) as kept:
        content = kept.read()
    return attachment(content, f"himpunan-masukan-rakornas-{year}.{wanted}", CONTENT_TYPES[wanted])
