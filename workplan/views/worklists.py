"""The national office's working list: every recommendation received, composites in place of their origins."""

from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from federations.models import User, signed_in
from rakerwil.access import back, permit, verb
from rakerwil.downloads import page_of
from rakerwil.transitions import Refused
from workplan.actions import composites, forums
from workplan.actions import worklists as actions
from workplan.actions.worklists import Ticked
from workplan.enums import NATIONAL_KINDS, MeetingState
from workplan.forms.worklists import (
    AgendaForm,
    DeskForm,
    DoneForm,
    PriorityForm,
    SameAnswerForm,
    WordsForm,
)
from workplan.models import AgendaItem, Recommendation, WorkYear
from workplan.reporting import similarities, unanswered, worklists
from workplan.reporting.similarities import Text
from workplan.reporting.worklists import Item
from workplan.views.arrivals import Message
from workplan.views.frame import work_year_or_404
from workplan.views.meetings import Tab

PAGE_SIZE = 100
OPEN, DRAFTS, ANSWERED = "belum-dijawab", "rancangan", "terjawab"
TICKED = "pilih"
"""The name of the boxes before the lines."""


def desk(request: HttpRequest, year: int) -> HttpResponse:
    """All in one list: by answer, region, indicator, kind, addressee, priority; with those that are alike."""
    permit(request, "workplan.decide_input")
    return _page(request, work_year_or_404(request, year))


def _page(
    request: HttpRequest, year: WorkYear, *, bound: dict[str, forms.Form] | None = None, status: int = 200
) -> HttpResponse:
    """The list; `bound` are the forms with something to correct, by verb."""
    every = worklists.items(year)
    form = DeskForm(request.GET or None, items=every)
    shown = request.GET.get("tampil", "")
    narrowed = form.narrowed(every)
    items = [item for item in narrowed if _stands(item, shown)]
    page, alike = page_of(request, items, PAGE_SIZE), alike_of(every)
    neighbours = [item.key for item in page]
    ticked = {token.split(".")[0] for token in request.POST.getlist(TICKED)}
    context = {
        "year": year,
        "page": page,
        "lines": [
            {
                "item": item,
                "alike": alike.get(item.key, []),
                "up": neighbours[at - 1] if at else "",
                "down": neighbours[at + 1] if at + 1 < len(neighbours) else "",
                "is_ticked": item.key in ticked,
            }
            for at, item in enumerate(page)
        ],
        "sift": _sift(request, narrowed, shown),
        "form": form,
        "unanswered": sum(len(item.origins) for item in every if not item.is_answered),
        "unanswered_lines": sum(not item.is_answered for item in every),
        "is_empty": not every,
        "acts": {**_forms(year), **(bound or {})},
        "message": _message(unanswered.message(year, every)),
        "query": request.GET.urlencode(),
    }
    return render(request, "workplan/disposition_list.html", context, status=status)


def _message(text: str) -> Message | None:
    return Message("pesan", text) if text else None


def _forms(year: WorkYear, data: Any = None) -> dict[str, forms.Form]:
    """What can be done to the ticked lines, by the word in the address."""
    return {
        "jawab": SameAnswerForm(data),
        "gabungkan": WordsForm(data),
        "prioritas": PriorityForm(data),
        "acara": AgendaForm(data, sittings=sittings(year)),
        "terlaksana": DoneForm(data),
    }


def sittings(year: WorkYear) -> "QuerySet[AgendaItem]":
    """Where a national meeting of the year can deal with something."""
    over = (MeetingState.APPROVED, MeetingState.SENT)
    rows = AgendaItem.objects.filter(meeting__kind__in=NATIONAL_KINDS, meeting__year=year)
    rows = rows.exclude(meeting__state__in=over).select_related("meeting__year")
    return rows.order_by("meeting__starts_at", "position")


def _stands(item: Item, shown: str) -> bool:
    """Whether a line belongs to what is shown."""
    return {OPEN: not item.is_answered, DRAFTS: item.is_drafted, ANSWERED: item.is_answered}.get(shown, True)


def _sift(request: HttpRequest, narrowed: list[Item], shown: str) -> list[Tab]:
    words = {"": _("All"), OPEN: _("Not answered"), DRAFTS: _("Answer drafted"), ANSWERED: _("Answered")}
    tabs = []
    for key, word in words.items():
        query = request.GET.copy()
        query.pop("tampil", None)
        query.pop("page", None)
        if key:
            query["tampil"] = key
        count = sum(_stands(item, key) for item in narrowed)
        tabs.append(Tab(f"?{query.urlencode()}", f"{word} {count}", shown == key))
    return tabs


def alike_of(every: list[Item]) -> dict[str, list[dict[str, Any]]]:
    """By line: the others that may mean the same, and by which words."""
    known = dict(enumerate(every))
    texts = [
        Text(
            at,
            item.key if item.is_composite else _region_code(item),
            similarities.words_of(f"{item.subject.title} {item.subject.text}"),
            frozenset(item.indicators),
        )
        for at, item in known.items()
    ]
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for pair in similarities.alike(texts):
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            found[known[one].key].append(
                {"item": known[other], "percent": pair.percent, "shared": pair.shared}
            )
    return dict(found)


def _region_code(item: Item) -> str:
    region = item.origins[0].meeting.region
    return region.code if region else ""


@verb
def move(request: HttpRequest, year: int) -> HttpResponse:
    """A line goes to the other side of the one that is shown next to it (`pindah=r12:g3`)."""
    permit(request, "workplan.decide_input")
    work_year = work_year_or_404(request, year)
    key, _colon, past = request.POST.get("pindah", "").partition(":")
    actions.move(work_year, key, past)
    return back(request, _here(request, work_year, f"#{key}"))


def _here(request: HttpRequest, year: WorkYear, anchor: str = "") -> str:
    """The list as it was narrowed."""
    query = request.GET.urlencode()
    return f"/{year.year}/rakornas/rekomendasi/" + (f"?{query}" if query else "") + anchor


Act = Callable[[HttpRequest, WorkYear, list[Ticked], dict[str, Any], User], str]


@require_POST
def block(request: HttpRequest, year: int, act: str) -> HttpResponse:
    """One act on all that are ticked; all of them or none, and the page names those that refused."""
    permit(request, "workplan.decide_input")
    work_year = work_year_or_404(request, year)
    form = _forms(work_year, request.POST).get(act)
    if form is not None and not form.is_valid():
        return _page(request, work_year, bound={act: form}, status=422)
    typed = form.cleaned_data if form else {}
    try:
        ticked = [Ticked.read(token) for token in request.POST.getlist(TICKED)]
        told = ACTS[act](request, work_year, ticked, typed, signed_in(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _page(request, work_year, bound={act: form} if form else None, status=422)
    messages.success(request, told)
    return redirect(_here(request, work_year))


def _answer(
    request: HttpRequest, year: WorkYear, ticked: list[Ticked], typed: dict[str, Any], by: User
) -> str:
    is_sent = "publish" in request.POST
    count = len(actions.answer(year, ticked, publish=is_sent, by=by, **typed))
    if is_sent:
        return ngettext("%(count)s answer is published.", "%(count)s answers are published.", count) % {
            "count": count
        }
    return ngettext("%(count)s answer is drafted.", "%(count)s answers are drafted.", count) % {
        "count": count
    }


def _publish(
    _request: HttpRequest, year: WorkYear, ticked: list[Ticked], _typed: dict[str, Any], by: User
) -> str:
    count = len(actions.publish(year, ticked, by=by))
    return ngettext("%(count)s answer is published.", "%(count)s answers are published.", count) % {
        "count": count
    }


def _carry_out(
    _request: HttpRequest, year: WorkYear, ticked: list[Ticked], typed: dict[str, Any], by: User
) -> str:
    count = len(actions.carry_out(year, ticked, text=typed["told"], by=by))
    return ngettext("%(count)s is carried out.", "%(count)s are carried out.", count) % {"count": count}


def _group(
    _request: HttpRequest, year: WorkYear, ticked: list[Ticked], typed: dict[str, Any], by: User
) -> str:
    rows = Recommendation.objects.filter(pk__in=[int(each.key[1:]) for each in ticked if each.key[0] == "r"])
    if len(rows) != len(ticked):
        raise Refused(_("A composite is made of recommendations; add to an existing one on its own page."))
    made = composites.group(year, list(rows), by=by, **typed)
    return _("%(code)s stands for all of them.") % {"code": made.code}


def _prioritise(
    _request: HttpRequest, year: WorkYear, ticked: list[Ticked], typed: dict[str, Any], _by: User
) -> str:
    actions.set_priority(year, ticked, priority=typed["priority"])
    return _("The priority is set.")


def _take_up(
    _request: HttpRequest, year: WorkYear, ticked: list[Ticked], typed: dict[str, Any], by: User
) -> str:
    item: AgendaItem = typed["item"]
    count = forums.take_up(item.meeting, year, ticked, item=item, by=by)
    words = ngettext("%(count)s is new on the agenda.", "%(count)s are new on the agenda.", count)
    return words % {"count": count}


ACTS: dict[str, Act] = {
    "jawab": _answer,
    "terbitkan": _publish,
    "terlaksana": _carry_out,
    "gabungkan": _group,
    "prioritas": _prioritise,
    "acara": _take_up,
}
