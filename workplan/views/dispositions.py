"""The national office's desk: every recommendation received, its answer, and what came of it."""

from collections import defaultdict
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import signed_in
from rakerwil.access import permit, verb
from rakerwil.downloads import page_of
from rakerwil.forms import ReasonForm
from rakerwil.transitions import Refused
from rakerwil.versions import Stale
from workplan.actions import dispositions as actions
from workplan.enums import ANSWERED_STATES, RecommendationState
from workplan.forms.dispositions import DeskForm, DispositionForm
from workplan.models import Disposition, Recommendation, Transition
from workplan.models.recommendation import RecommendationQuerySet
from workplan.reporting import similarities
from workplan.reporting.similarities import Text
from workplan.views.frame import work_year_or_404
from workplan.views.meetings import Tab
from workplan.views.recommendations import recommendation_of

PAGE_SIZE = 100
OPEN, DRAFTS, ANSWERED = "belum-dijawab", "rancangan", "terjawab"


def at_the_desk(year: Any) -> RecommendationQuerySet:
    """What the national office has in hand: received, answered, carried out."""
    rows: RecommendationQuerySet = Recommendation.objects.filter(
        meeting__year=year, state__in=actions.AT_THE_DESK
    )
    return rows.select_related("meeting__region", "disposition").order_by("meeting__region__code", "number")


def desk(request: HttpRequest, year: int) -> HttpResponse:
    """All in one list: by answer, region, indicator, kind and addressee; with those that are alike."""
    permit(request, "workplan.decide_input")
    work_year = work_year_or_404(request, year)
    every = list(at_the_desk(work_year).prefetch_related("indicators"))
    form = DeskForm(request.GET or None, rows=every)
    shown = request.GET.get("tampil", "")
    rows = [row for row in form.narrowed(every) if _stands(row, shown)]
    page, alike = page_of(request, rows, PAGE_SIZE), _alike(every)
    context = {
        "year": work_year,
        "page": page,
        "lines": [(row, getattr(row, "disposition", None), alike.get(row.pk, [])) for row in page],
        "sift": _sift(request, every, shown),
        "form": form,
        "unanswered": sum(_stands(row, OPEN) for row in every),
        "is_empty": not every,
    }
    return render(request, "workplan/disposition_list.html", context)


def _stands(row: Recommendation, shown: str) -> bool:
    """Whether a row belongs to what is shown."""
    is_answered = row.state in ANSWERED_STATES
    has_draft = not is_answered and hasattr(row, "disposition")
    return {OPEN: not is_answered, DRAFTS: has_draft, ANSWERED: is_answered}.get(shown, True)


def _sift(request: HttpRequest, every: list[Recommendation], shown: str) -> list[Tab]:
    words = {"": _("All"), OPEN: _("Not answered"), DRAFTS: _("Answer drafted"), ANSWERED: _("Answered")}
    tabs = []
    for key, word in words.items():
        query = request.GET.copy()
        query.pop("tampil", None)
        query.pop("page", None)
        if key:
            query["tampil"] = key
        count = sum(_stands(row, key) for row in every)
        tabs.append(Tab(f"?{query.urlencode()}", f"{word} {count}", shown == key))
    return tabs


def _alike(every: list[Recommendation]) -> dict[int, list[dict[str, Any]]]:
    """By recommendation: the others that may mean the same, and by which words."""
    known = {row.pk: row for row in every}
    texts = [
        Text(
            row.pk,
            row.meeting.region.code if row.meeting.region else "",
            similarities.words_of(f"{row.title} {row.text}"),
            frozenset(indicator.code for indicator in row.indicators.all()),
        )
        for row in every
    ]
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for pair in similarities.alike(texts):
        for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
            found[one].append({"row": known[other], "percent": pair.percent, "shared": pair.shared})
    return dict(found)


def disposition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One answer in the making: beside the recommendation as the region sent it."""
    row = recommendation_of(request, slug, number)
    permit(request, "workplan.decide_input")
    known = Disposition.objects.filter(recommendation=row).first()
    others = (
        at_the_desk(row.meeting.year_id)
        .exclude(pk=row.pk)
        .exclude(state=RecommendationState.MERGED)
        .select_related("meeting__region")
    )
    form = DispositionForm(
        request.POST or None,
        instance=Disposition.objects.filter(pk=known.pk).first()
        if known
        else Disposition(recommendation=row),
        others=others,
        initial={"seen": known.version if known else 0},
    )
    is_stale = False
    if request.method == "POST" and form.is_valid():
        seen = form.cleaned_data["seen"]
        try:
            answer = actions.draft(row, seen=seen, by=signed_in(request), **form.typed)
            if "publish" in request.POST:
                actions.publish(answer, seen=answer.version, by=signed_in(request))
        except Stale:
            is_stale = True
            known = Disposition.objects.filter(recommendation=row).first()
            form.data = {**dict(form.data.items()), "seen": str(known.version if known else 0)}
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            told = _("The answer is published.") if "publish" in request.POST else _("The draft is saved.")
            messages.success(request, told)
            return redirect("disposition_desk", row.meeting.year.year)
    context = {
        "recommendation": row,
        "meeting": row.meeting,
        "answer": known,
        "form": form,
        "is_stale": is_stale,
        "alike": _alike(list(at_the_desk(row.meeting.year_id).prefetch_related("indicators"))).get(
            row.pk, []
        ),
        "is_open": row.state == RecommendationState.RECEIVED,
    }
    status = 409 if is_stale else 422 if form.is_bound else 200
    return render(request, "workplan/disposition_form.html", context, status=status)


def answer_of(request: HttpRequest, slug: str, number: int) -> Disposition:
    """The published answer to a recommendation, for those who decide."""
    row = recommendation_of(request, slug, number)
    permit(request, "workplan.decide_input")
    return get_object_or_404(
        Disposition.objects.published().select_related("recommendation__meeting"), recommendation=row
    )


@verb
def take_back(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The published answer becomes a draft again, with a reason."""
    answer = answer_of(request, slug, number)
    actions.take_back(answer, reason=_told(request), by=signed_in(request))
    messages.success(request, _("The answer is a draft again."))
    return redirect("disposition", slug, number)


@verb
def report_progress(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A line about what has been done."""
    answer = answer_of(request, slug, number)
    actions.report_progress(answer, text=_told(request), by=signed_in(request))
    messages.success(request, _("The progress is on record; the region sees it."))
    return redirect(answer.subject)


@verb
def carry_out(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """It is done."""
    answer = answer_of(request, slug, number)
    actions.carry_out(answer, text=_told(request), by=signed_in(request))
    messages.success(request, _("The recommendation is carried out."))
    return redirect(answer.subject)


def _told(request: HttpRequest) -> str:
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""


def answered(request: HttpRequest, row: Recommendation) -> dict[str, Any]:
    """What a recommendation's page says of its answer: two statements, none before it was received."""
    if row.state not in actions.AT_THE_DESK:
        return {"is_at_the_desk": False}
    user = signed_in(request)
    answer = (
        Disposition.objects.visible_to(user)
        .filter(recommendation=row)
        .select_related("merged_into__meeting__region", "merged_into_composite__year", "decision__meeting")
        .first()
    )
    steps = Transition.objects.of(answer).filter(verb="progress") if answer else Transition.objects.none()
    may_answer = user.has_perm("workplan.decide_input")
    is_accepted = row.state in (RecommendationState.ACCEPTED, RecommendationState.ACCEPTED_AMENDED)
    return {
        "is_at_the_desk": True,
        "answer": answer,
        "progress": [{"at": step.at, "text": step.reason, "reason": "", "who": ""} for step in steps],
        "may_answer": may_answer,
        "may_report_progress": may_answer and is_accepted,
        "may_take_back": may_answer
        and row.state in ANSWERED_STATES
        and row.state != RecommendationState.CARRIED_OUT,
        "answer_url": reverse("disposition", args=[row.meeting.slug, row.number]) if may_answer else "",
    }
