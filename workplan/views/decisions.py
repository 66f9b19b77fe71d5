"""Decisions: recorded with their quorum, corrected in their wording."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import signed_in
from rakerwil.access import permit
from rakerwil.editing import EditView
from rakerwil.transitions import Refused
from workplan.actions import decisions as actions
from workplan.forms.decisions import DecisionForm, NewDecisionForm
from workplan.models import Decision, Meeting
from workplan.reporting import quorums
from workplan.views.meetings import meeting_of


def is_quorate(meeting: Meeting) -> bool | None:
    """Whether the meeting may decide now; not known of a meeting that is over, before the time is."""
    return quorums.of(meeting, timezone.now()).is_reached if meeting.is_running else None


def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Record what the meeting decided; a double tap records it once."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    asked = request.GET.get("acara", "")
    initial = {"item": asked} if asked.isdecimal() else {}
    form = NewDecisionForm(
        request.POST or None, meeting=meeting, is_quorate=is_quorate(meeting), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        try:
            decision = actions.record(
                meeting,
                text=typed["text"],
                item=typed["item"],
                token=typed["token"],
                by=user,
                **form.resolution,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Decision %(code)s is on record.") % {"code": decision.code})
            return redirect("meeting", slug)
    context = {"meeting": meeting, "form": form}
    return render(request, "workplan/decision_form.html", context, status=422 if form.is_bound else 200)


class EditDecisionView(EditView):
    """Corrects the wording."""

    permission = ""
    form_class = DecisionForm
    template_name = "workplan/decision_form.html"

    def get_object(self, queryset: Any = None) -> Decision:
        meeting = meeting_of(self.request, self.kwargs["slug"])
        decision = get_object_or_404(Decision, meeting=meeting, number=self.kwargs["number"])
        permit(self.request, "workplan.run_meeting", meeting)
        decision.meeting = meeting
        return decision

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(meeting=self.object.meeting, **kwargs)

    def store(self, form: Any) -> None:
        cleaned = form.cleaned_data
        actions.correct(
            self.object, text=cleaned["text"], version=cleaned["version"], by=signed_in(self.request)
        )

    def get_success_url(self) -> str:
        return reverse("minutes", args=[self.kwargs["slug"]])
