"""What came of an accepted recommendation, and the pages that make something of it."""

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
from workplan.models import Consequence, Disposition, Indicator, WorkYear
from workplan.models.disposition import Subject
from workplan.reporting.worklists import name_of


def came_of(answer: Disposition, user: User) -> list[dict[str, Any]]:
    """The things that came of an answer: what each is, its words, and its page for those who see it."""
    rows = answer.consequences.select_related(
        "indicator__year",
        "target__agreement__year",
        "target__agreement__region",
        "target__indicator",
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
    action = row.action
    assert action is not None  # noqa: S101 - the constraint says so
    sees = type(action.meeting).objects.visible_to(user).filter(pk=action.meeting_id).exists()
    url = reverse("action_item", args=[action.meeting.slug, action.number]) if sees else ""
    return {"kind": _("Action"), "text": f"{action.code} {action.text}", "url": url}


def origin_of(user: User, **thing: Any) -> dict[str, str] | None:
    """Where a thing came from: name, title and, for those who see it, address of the recommendation."""
    row = _with_origins().filter(**thing).first()
    if row is None:
        return None
    subject: Subject = row.disposition.subject
    rows = type(subject)._default_manager.visible_to(user)
    sees = rows.filter(pk=subject.pk).exists()
    url = subject.get_absolute_url() if sees else ""
    return {"name": name_of(subject), "title": subject.title, "url": url}


def origins_of_framework(year: WorkYear) -> list[dict[str, str]]:
    """The indicators of a year that came of an answer, by code, with the name of what was answered."""
    rows = _with_origins().filter(indicator__year=year).select_related("indicator")
    return [
        {
            "code": row.indicator.code if row.indicator else "",
            "name": name_of(row.disposition.subject),
            "title": row.disposition.subject.title,
        }
        for row in rows
    ]


def _with_origins() -> "QuerySet[Consequence]":
    return Consequence.objects.select_related(
        "disposition__recommendation__meeting__region", "disposition__composite__year"
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
