"""Search over the record of meetings, within one's scope."""

from collections.abc import Iterable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import signed_in
from workplan.forms.searches import SearchForm
from workplan.reporting import searches as reporting
from workplan.reporting.searches import Found, Hit

Row = dict[str, str]


def search(request: HttpRequest) -> HttpResponse:
    """What holds the words of `?q=`, by kind, each leading to where it stands."""
    form = SearchForm(request.GET if "q" in request.GET else None)
    found = reporting.search(signed_in(request), form.cleaned_data["q"]) if form.is_valid() else None
    groups = [group for group in _groups(found) if group[2]] if found else []
    context = {"form": form, "found": found, "groups": groups}
    return render(request, "workplan/search.html", context)


def _groups(found: Found) -> list[tuple[str, str, list[Row]]]:
    return [
        ("notulen", _("Minutes"), _rows(found.minutes, "minutes")),
        ("keputusan", _("Decisions"), _rows(found.decisions, "minutes")),
        ("tindak-lanjut", _("Actions"), _rows(found.actions, "action_item")),
        ("rekomendasi", _("Recommendations"), _rows(found.recommendations, "recommendation")),
    ]


def _rows(hits: Iterable[Hit], name: str) -> list[Row]:
    """As lines of a list."""
    return [
        {
            "url": _url(hit, name),
            "title": f"{hit.title} · {hit.meeting.name} {hit.meeting.region or ''}".strip(),
            "sub": hit.excerpt,
            "look": "",
            "word": "",
            "end": "",
        }
        for hit in hits
    ]


def _url(hit: Hit, name: str) -> str:
    if name == "minutes":
        anchor = f"#acara-{hit.item}" if hit.item else ""
        return reverse("minutes", args=[hit.meeting.slug]) + anchor
    return reverse(name, args=[hit.meeting.slug, hit.number])
