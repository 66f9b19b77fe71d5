"""What came of an accepted recommendation, and the pages that make something of it."""

from collections.abc import Set
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import Region, User, signed_in
from rakerwil.access import permit
from rakerwil.transitions import Refused
from workplan.actions import consequences as actions
from workplan.actions.indicators import next_position
from workplan.forms.consequences import NationalActionForm, ProposedTargetForm
from workplan.forms.indicators import IndicatorForm
from workplan.forms.programmes import ProgrammeForm
from workplan.models import Composite, Consequence, Disposition, Indicator, Recommendation, WorkYear
from workplan.models.disposition import Subject
from workplan.reporting.worklists import name_of


def came_of(answer: Disposition, user: User) -> list[dict[str, Any]]:
    """The things that came of an answer: what each is, its words, and its page for those who see it."""
    rows = answer.consequences.select_related(
        "indicator__year",
        "target__agreement__year",
        "target__agreement__region",
        "target__indicator",
        "programme__year",
        "action__meeting",
    )
    return [_line(row, user) for row in rows]


def _line(row: Consequence, user: User) -> dict[str, Any]:
    if row.indicator is not None:
        year = row.indicator.year.year
        url = reverse("framework", args=[year]) + f"#{row.indicator.code}"
        return {"kind": _("Indicator %(year)s") % {"year": year}, "text": str(row.indicator), "url": url}
    if row.target is not None:
        agreement = row.target.agreement
        region = agreement.region
        sees = region is not None and user.has_perm("workplan.see_region", region)
        url = reverse("targets", args=[agreement.year.year, region.code]) if sees and region else ""
        kind = _("Proposed target %(year)s") % {"year": agreement.year.year}
        return {"kind": kind, "text": f"{region}, {row.target.indicator.code}", "url": url}
    if row.programme is not None:
        url = row.programme.get_absolute_url()
        kind = _("Programme %(year)s") % {"year": row.programme.year.year}
        return {"kind": kind, "text": str(row.programme), "url": url}
    action = row.action
    assert action is not None  # noqa: S101 - the constraint says so
    sees = type(action.meeting).objects.visible_to(user).filter(pk=action.meeting_id).exists()
    url = reverse("action_item", args=[action.meeting.slug, action.number]) if sees else ""
    return {"kind": _("Action"), "text": f"{action.code} {action.text}", "url": url}


@dataclass(frozen=True)
class CameFrom:
    """What a thing came from: `DKI Jakarta R-3`, its title; the address for those who see it, else empty."""

    name: str
    title: str
    url: str
    code: str = ""
    """Of the indicator that is, or whose target is, the thing."""


def came_from(user: User, rows: "QuerySet[Consequence]") -> list[CameFrom]:
    """Where these consequences came from; one statement, three where there are some."""
    found = list(
        rows.select_related(
            "disposition__recommendation__meeting__region",
            "disposition__recommendation__meeting__year",
            "disposition__composite__year",
            "indicator",
            "target__indicator",
        )
    )
    if not found:
        return []
    seen: set[Subject] = {
        *Recommendation.objects.visible_to(user).filter(disposition__consequences__in=found),
        *Composite.objects.visible_to(user).filter(disposition__consequences__in=found),
    }
    return [_origin(row, row.disposition.subject, seen) for row in found]


def _origin(row: Consequence, subject: Subject, seen: Set[Subject]) -> CameFrom:
    indicator = row.indicator or (row.target.indicator if row.target else None)
    return CameFrom(
        name=name_of(subject),
        title=subject.title,
        url=subject.get_absolute_url() if subject in seen else "",
        code=indicator.code if indicator else "",
    )


def answer_of(request: HttpRequest, year: int, pk: int) -> Disposition:
    """The published answer of the address, for the national office."""
    permit(request, "workplan.decide_input")
    answer = get_object_or_404(
        Disposition.objects.published().select_related(
            "recommendation__meeting__year", "recommendation__meeting__region", "composite__year"
        ),
        pk=pk,
        merged_into_composite=None,
    )
    if actions.year_of(answer.subject).year != year:
        get_object_or_404(Disposition.objects.none())
    return answer


def _coming(request: HttpRequest, answer: Disposition) -> WorkYear | None:
    year = actions.next_year(answer.subject)
    if year is None:
        messages.error(request, _("No later year is in preparation. Make its framework first."))
    return year


def make_indicator(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A new indicator of the coming year, begun with the answer's words."""
    answer = answer_of(request, year, pk)
    coming = _coming(request, answer)
    if coming is None:
        return redirect(answer.subject)
    words = answer.wording or answer.subject.title
    form = IndicatorForm(
        request.POST or None,
        instance=Indicator(year=coming, position=next_position(coming)),
        year=coming,
        is_new=True,
        initial={"name_id": words[:200], "first_month": coming.first_month},
    )
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_indicator(answer, form.instance, by=signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _made(request, answer)
    title = _("Indicator of %(year)s") % {"year": coming.year}
    return _form_page(request, answer, form, title)


def make_target(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A target proposed in a region's draft for the coming year."""
    answer = answer_of(request, year, pk)
    coming = _coming(request, answer)
    if coming is None:
        return redirect(answer.subject)
    regions = Region.objects.filter(chapters__isnull=False).distinct()
    form = ProposedTargetForm(request.POST or None, year=coming, regions=regions)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.make_target(
                answer, typed["indicator"], typed["region"], typed["value"], by=signed_in(request)
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _made(request, answer)
    title = _("Proposed target %(year)s") % {"year": coming.year}
    return _form_page(request, answer, form, title)


def make_programme(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """A programme of the coming year, or of one that runs, begun with the answer's words."""
    answer = answer_of(request, year, pk)
    coming = actions.later_year(answer.subject)
    if coming is None:
        messages.error(request, _("No later year is open or in preparation. Make its framework first."))
        return redirect(answer.subject)
    form = ProgrammeForm(
        request.POST or None,
        year=coming,
        is_new=True,
        initial={
            "name": answer.subject.title,
            "about": answer.wording or answer.subject.text,
            "starts_on": coming.first_month,
            "indicators": Indicator.objects.filter(year=coming, code__in=_served(answer.subject)),
        },
    )
    if request.method == "POST" and form.is_valid():
        programme = form.save(commit=False)
        try:
            actions.make_programme(answer, programme, form.cleaned_data["indicators"], by=signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _made(request, answer)
    return _form_page(request, answer, form, _("Programme %(year)s") % {"year": coming.year})


def _served(subject: Subject) -> set[str]:
    """Codes of the indicators that it speaks of: an equal code is the same story in every year."""
    rows = subject.origins.all() if isinstance(subject, Composite) else [subject]
    return {indicator.code for row in rows for indicator in row.indicators.all()}


def make_action(request: HttpRequest, year: int, pk: int) -> HttpResponse:
    """An action of the nation, with owner and date."""
    answer = answer_of(request, year, pk)
    form = NationalActionForm(request.POST or None, answer=answer)
    if request.method == "POST" and form.is_valid():
        try:
            actions.make_action(answer, by=signed_in(request), **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _made(request, answer)
    return _form_page(request, answer, form, _("Action of the nation"))


def _made(request: HttpRequest, answer: Disposition) -> HttpResponse:
    messages.success(request, _("It is on record, with where it came from."))
    return redirect(answer.subject)


def _form_page(request: HttpRequest, answer: Disposition, form: Any, title: str) -> HttpResponse:
    context = {
        "answer": answer,
        "subject": answer.subject,
        "name": name_of(answer.subject),
        "year": actions.year_of(answer.subject),
        "form": form,
        "title": title,
    }
    return render(request, "workplan/consequence_form.html", context, status=422 if form.is_bound else 200)
