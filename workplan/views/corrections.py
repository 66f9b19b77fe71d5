"""Corrections of circulated minutes: proposed by those who were present, answered with a word."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import signed_in
from rakerwil.access import permit, verb
from rakerwil.transitions import Refused
from workplan.actions import corrections as actions
from workplan.forms.corrections import AnswerForm, CorrectionForm
from workplan.models import AgendaItem, Correction
from workplan.reporting import minutes as reporting
from workplan.views.meetings import meeting_of, minutes_of


def propose(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Ask for a change under one agenda item, with its text beside it."""
    meeting = meeting_of(request, slug)
    item = get_object_or_404(AgendaItem, meeting=meeting, pk=pk)
    minutes = minutes_of(meeting)
    permit(request, "workplan.propose_correction", minutes)
    form = CorrectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            actions.propose(minutes, item, text=typed["text"], token=typed["token"], by=signed_in(request))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Proposed. You get a mail when it has been answered."))
            return redirect(reverse("minutes", args=[slug]) + f"#acara-{item.pk}")
    passage = next(
        row for row in reporting.passages(meeting, minutes, everything=True) if row.item == item.pk
    )
    context = {"meeting": meeting, "minutes": minutes, "item": item, "passage": passage, "form": form}
    status = 422 if form.is_bound else 200
    return render(request, "workplan/correction_form.html", context, status=status)


@verb
def answer(request: HttpRequest, slug: str, pk: int, wanted: str) -> HttpResponse:
    """Accept or refuse a correction; accepted, the text is written next."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.write_minutes", meeting)
    correction = get_object_or_404(
        Correction.objects.select_related("minutes", "proposed_by", "agenda_item"),
        minutes__meeting=meeting,
        pk=pk,
    )
    correction.minutes.meeting = meeting
    form = AnswerForm(request.POST)
    word = form.cleaned_data["word"] if form.is_valid() else ""
    actions.answer(correction, wanted, word=word, by=signed_in(request))
    if wanted == "accept":
        messages.success(request, _("Accepted. Now write it into the text."))
        return redirect("minutes_entry", slug, correction.agenda_item_id)
    messages.success(request, _("Refused, with your word beside it."))
    return redirect("minutes", slug)
