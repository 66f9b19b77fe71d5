"""The national meeting's answers: drafted, published, told about; and what a page says of one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import signed_in
from rakerwil.access import permit, verb
from rakerwil.forms import ReasonForm
from rakerwil.transitions import Refused
from rakerwil.versions import Stale
from workplan.actions import dispositions as actions
from workplan.actions.consequences import FRUITFUL, year_of
from workplan.enums import ANSWERED_STATES, RecommendationState
from workplan.forms.dispositions import DispositionForm
from workplan.models import Composite, Disposition, Recommendation, Transition, WorkYear
from workplan.models.disposition import Subject
from workplan.models.recommendation import RecommendationQuerySet
from workplan.reporting import worklists
from workplan.views.consequences import came_of
from workplan.views.recommendations import recommendation_of
from workplan.views.worklists import alike_of


def at_the_desk(year: Any) -> RecommendationQuerySet:
    """What another can be merged into: received, answered, and no origin of a composite."""
    rows: RecommendationQuerySet = Recommendation.objects.filter(
        meeting__year=year, state__in=actions.AT_THE_DESK, composite=None
    )
    rows = rows.exclude(state=RecommendationState.MERGED)
    return rows.select_related("meeting__region").order_by("meeting__region__code", "number")


def others_of(subject: Subject) -> RecommendationQuerySet | None:
    """What it can be merged into; None for a composite, which is merged into nothing."""
    if isinstance(subject, Composite):
        return None
    return at_the_desk(subject.meeting.year_id).exclude(pk=subject.pk)


def disposition(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One answer in the making: beside the recommendation as the region sent it."""
    row = recommendation_of(request, slug, number)
    permit(request, "workplan.decide_input")
    if row.composite is not None:
        return redirect("composite_answer", row.meeting.year.year, row.composite.number)
    return answer_page(request, row, row.meeting.year)


def answer_page(request: HttpRequest, subject: Subject, year: WorkYear) -> HttpResponse:
    """The form of the answer to a recommendation or composite; draft or publish."""
    known = actions.answer_to(subject)
    blank = (
        Disposition(composite=subject)
        if isinstance(subject, Composite)
        else Disposition(recommendation=subject)
    )
    form = DispositionForm(
        request.POST or None,
        instance=actions.answer_to(subject) or blank,
        others=others_of(subject),
        initial={"seen": known.version if known else 0},
    )
    is_stale = False
    if request.method == "POST" and form.is_valid():
        try:
            _write(request, subject, form)
        except Stale:
            is_stale = True
            known = actions.answer_to(subject)
            form.data = {**dict(form.data.items()), "seen": str(known.version if known else 0)}
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("disposition_desk", year.year)
    every = worklists.items(year)
    own = f"{'g' if isinstance(subject, Composite) else 'r'}{subject.pk}"
    context = {
        "subject": subject,
        "year": year,
        "is_composite": isinstance(subject, Composite),
        "meeting": None if isinstance(subject, Composite) else subject.meeting,
        "answer": known,
        "form": form,
        "is_stale": is_stale,
        "alike": alike_of(every).get(own, []),
        "is_open": subject.state == RecommendationState.RECEIVED,
    }
    status = 409 if is_stale else 422 if form.is_bound else 200
    return render(request, "workplan/disposition_form.html", context, status=status)


def _write(request: HttpRequest, subject: Subject, form: DispositionForm) -> None:
    """Keep the draft, and send it out if that was asked for."""
    user = signed_in(request)
    answer = actions.draft(subject, seen=form.cleaned_data["seen"], by=user, **form.typed)
    if "publish" in request.POST:
        actions.publish(answer, seen=answer.version, by=user)
        messages.success(request, _("The answer is published."))
    else:
        messages.success(request, _("The draft is saved."))


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
    actions.take_back(answer, reason=told(request), by=signed_in(request))
    messages.success(request, _("The answer is a draft again."))
    return redirect("disposition", slug, number)


@verb
def report_progress(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """A line about what has been done."""
    answer = answer_of(request, slug, number)
    actions.report_progress(answer, text=told(request), by=signed_in(request))
    messages.success(request, _("The progress is on record; the region sees it."))
    return redirect(answer.subject)


@verb
def carry_out(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """It is done."""
    answer = answer_of(request, slug, number)
    actions.carry_out(answer, text=told(request), by=signed_in(request))
    messages.success(request, _("The recommendation is carried out."))
    return redirect(answer.subject)


def told(request: HttpRequest) -> str:
    """The words that a verb asks for; empty where there were none."""
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""


def verbs_of(subject: Subject) -> dict[str, str]:
    """The addresses of what is done with its answer."""
    if isinstance(subject, Composite):
        prefix, args = "composite", [str(subject.year.year), str(subject.number)]
    else:
        prefix, args = "disposition", [subject.meeting.slug, str(subject.number)]
    names = {"take_back": "take_back", "report_progress": "report_progress", "carry_out": "carry_out"}
    answer = "composite_answer" if isinstance(subject, Composite) else "disposition"
    return {
        "answer": reverse(answer, args=args),
        **{key: reverse(f"{prefix}_{name}", args=args) for key, name in names.items()},
    }


def answered(request: HttpRequest, row: Subject) -> dict[str, Any]:
    """What a page says of the answer: a handful of statements, none before it was received."""
    if row.state not in actions.AT_THE_DESK:
        return {"is_at_the_desk": False}
    user = signed_in(request)
    of = {"composite": row} if isinstance(row, Composite) else {"recommendation": row}
    answer = (
        Disposition.objects.visible_to(user)
        .filter(**of)
        .select_related(
            "merged_into__meeting__region", "merged_into_composite__disposition", "decision__meeting__year"
        )
        .first()
    )
    # what came of an origin came of its composite
    composite = None if isinstance(row, Composite) else row.composite
    standing = composite.disposition if answer and composite and answer.merged_into_composite_id else answer
    steps = list(Transition.objects.of(standing).filter(verb="progress")) if standing else []
    if row.state == RecommendationState.CARRIED_OUT:
        steps += Transition.objects.of(row).filter(verb="carry_out")
    may_answer = user.has_perm("workplan.decide_input")
    is_accepted = row.state in (RecommendationState.ACCEPTED, RecommendationState.ACCEPTED_AMENDED)
    is_origin = composite is not None
    zone = timezone.get_default_timezone() if isinstance(row, Composite) else row.meeting.zone
    return {
        "is_at_the_desk": True,
        "subject": row,
        "answer": answer,
        "composite": composite if may_answer or (answer and answer.is_published) else None,
        "accepted_wording": standing.wording if standing else "",
        "progress": [{"at": step.at, "text": step.reason, "reason": "", "who": ""} for step in steps],
        "came_of_it": came_of(standing, user) if standing and standing.is_published else [],
        "make_year": year_of(row).year,
        "answer_zone": zone,
        "answer_clock": timezone.localtime(timezone=zone).tzname(),
        "may_answer": may_answer and not is_origin,
        "may_report_progress": may_answer and is_accepted,
        "may_make": may_answer
        and standing is not None
        and standing.is_published
        and not is_origin
        and row.state in FRUITFUL,
        "may_take_back": may_answer
        and not is_origin
        and row.state in ANSWERED_STATES
        and row.state != RecommendationState.CARRIED_OUT,
        "answer_verbs": verbs_of(row) if may_answer else {},
    }
