"""The tables of any page as a file: `?unduh=xlsx` all of them, `?unduh=csv&tabel=2` the second one."""

import re
from collections.abc import Sequence
from typing import Any, TypeVar, overload
from urllib.parse import urlencode

from django.core.paginator import Page, Paginator
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.text import slugify
from django.utils.translation import gettext as _

from rakerwil.access import attachment
from rakerwil.middleware import Handler
from rakerwil.spreadsheets import XLSX
from rakerwil.tables import KEPT_BACK, as_csv, as_workbook, seen_on

M = TypeVar("M", bound=Model)
T = TypeVar("T")

WANTED, WHICH = "unduh", "tabel"
"""The keys of an address: which kind of file, of which table of the page."""
CSV = "text/csv; charset=utf-8"
MOST_ROWS = 10_000
"""Of a list that a page shows in parts; a file has them all."""

TABLE = re.compile(r"<table\b[^>]*>")
ATTRIBUTE = re.compile(r'([a-z-]+)="([^"]*)"')


def wants_file(request: HttpRequest) -> bool:
    """The tables are asked for as a file."""
    return request.method == "GET" and request.GET.get(WANTED, "") in ("xlsx", "csv")


@overload
def page_of(request: HttpRequest, rows: QuerySet[M], size: int) -> Page[M]: ...


@overload
def page_of(request: HttpRequest, rows: Sequence[T], size: int) -> Page[T]: ...


def page_of(request: HttpRequest, rows: Any, size: int) -> Page[Any]:
    """The part of a list that the address asks for; for a file, the whole of it."""
    found: Page[Any] = Paginator(rows, MOST_ROWS if wants_file(request) else size).get_page(
        request.GET.get("page")
    )
    return found


class TableFilesMiddleware:
    """Makes the file from the finished page, so that it holds what the page shows and never more."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        is_page = response.status_code == 200 and response.get("Content-Type", "").startswith("text/html")
        if not (wants_file(request) and is_page):
            return response
        sight = seen_on(response.content.decode())
        tables, number = sight.tables, request.GET.get(WHICH, "")
        if number:
            tables = tables[int(number) - 1 : int(number)] if number.isdecimal() and int(number) else ()
        if not tables:
            raise Http404
        words = [sight.title, *([tables[0].name] if number else []), f"{timezone.localdate():%Y-%m-%d}"]
        name = slugify(" ".join(words))
        if request.GET[WANTED] == "csv":
            return attachment(as_csv(tables[0]), f"{name}.csv", CSV)
        return attachment(as_workbook(tables), f"{name}.xlsx", XLSX)


def names_in(content: str) -> list[str]:
    """What the tables in a part of a page are called, in their order."""
    names = []
    for tag in TABLE.findall(content):
        facts = dict(ATTRIBUTE.findall(tag))
        if facts.get("role") == "table" and KEPT_BACK not in tag:
            names.append(facts.get("aria-label") or _heading(content, facts.get("aria-labelledby", "")))
    return names


def _heading(content: str, name: str) -> str:
    """The text of the element with that id."""
    match = re.search(rf'<(\w+)[^>]*\bid="{re.escape(name)}"[^>]*>(.*?)</\1>', content, re.DOTALL)
    return strip_tags(match[2]).strip() if match else _("Table")


def links(request: HttpRequest, names: Sequence[str]) -> list[dict[str, str]]:
    """To every file of a page with these tables."""
    query = request.GET.copy()
    for key in (WANTED, WHICH, "page"):
        query.pop(key, None)

    def link(label: str, **more: str) -> dict[str, str]:
        return {"url": f"?{'&'.join(filter(None, (query.urlencode(), urlencode(more))))}", "label": label}

    if len(names) == 1:
        return [link("XLSX", unduh="xlsx"), link("CSV", unduh="csv")]
    return [
        link(_("All tables (XLSX)"), unduh="xlsx"),
        *(link(f"{name} (CSV)", unduh="csv", tabel=str(number)) for number, name in enumerate(names, 1)),
    ]
