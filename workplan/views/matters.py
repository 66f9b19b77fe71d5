"""The agenda of a meeting as a list of matters; the rundown beside it says when."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import signed_in
from rakerwil.access import permit, verb
from rakerwil.editing import EditView
from rakerwil.transitions import Refused
from workplan.actions import matters as actions
from workplan.forms.matters import MatterForm, NewMatterForm, OutcomeForm
from workplan.models import Matter
from workplan.reporting import follow_ups
from workplan.reporting.follow_ups import FollowUp
from workplan.views.meetings import meeting_of, tabs


@dataclass(frozen=True)
class Left:
    """One thing that an earlier meeting left to do."""

    url: str
    code: str
    text: str
    meeting: str
    owner: str
    due_on: date | None
    overdue: int
    state: str
    word: str
    sort: str


def left(found: FollowUp) -> list[Left]:
    """Actions by deadline, then what waits for an answer, then what was not decided."""
    actions = [
        Left(
            url=reverse("action_item", args=[row.meeting.slug, row.number]),
            code=row.code,
            text=row.text,
            meeting=row.meeting.name,
            owner=row.owner.name if row.owner else "",
            due_on=row.due_on,
            overdue=row.days_overdue(found.today),
            state=row.state,
            word=row.get_state_display(),
            sort="action",
        )
        for row in found.actions
    ]
    recommendations = [
        Left(
            url=row.get_absolute_url(),
            code=row.code,
            text=row.title,
            meeting=row.meeting.name,
            owner=row.get_addressee_display(),
            due_on=row.due_on,
            overdue=0,
            state=row.state,
            word=row.get_state_display(),
            sort="recommendation",
        )
        for row in (*found.unanswered, *found.undecided)
    ]
    return [*actions, *recommendations]


def matter_list(request: HttpRequest, slug: str) -> HttpResponse:
    """What is to be dealt with, the follow-up of the last meeting filled in; the form for another matter."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    may_change = user.has_perm("workplan.run_meeting", meeting) and not meeting.is_settled
    form = NewMatterForm(request.POST or None, meeting=meeting) if may_change else None
    if request.method == "POST":
        permit(request, "workplan.run_meeting", meeting)
        if form is None:
            messages.error(
                request, _("The minutes of this meeting are approved; its agenda stands as it is.")
            )
            return redirect("matters", slug)
        if form.is_valid():
            try:
                matter = actions.add(meeting, token=form.cleaned_data["token"], by=user, **form.typed)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("“%(title)s” is on the agenda.") % {"title": matter.title})
                return redirect(reverse("matters", args=[slug]) + "#baru")
    matters = list(meeting.matters.select_related("item", "came_from__year").order_by("position"))
    has_follow_up = any(matter.is_follow_up for matter in matters)
    follow_up = follow_ups.follow_up(meeting) if has_follow_up else None
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, user, "matters"),
        "matters": matters,
        "follow_up": follow_up,
        "left": left(follow_up) if follow_up else [],
        "form": form,
        "may_change": may_change,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "workplan/matter_list.html", context, status=status)


def matter_of(request: HttpRequest, slug: str, pk: int) -> Matter:
    """The matter of the address, for those who run the meeting."""
    meeting = meeting_of(request, slug)
    matter = get_object_or_404(Matter.objects.select_related("item"), meeting=meeting, pk=pk)
    permit(request, "workplan.run_meeting", meeting)
    matter.meeting = meeting
    return matter


class EditMatterView(EditView):
    """Corrects a matter."""

    form_class = MatterForm
    template_name = "workplan/matter_form.html"

    def get_object(self, queryset: Any = None) -> Matter:
        return matter_of(self.request, self.kwargs["slug"], self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(meeting=self.object.meeting, **kwargs)

    def store(self, form: Any) -> None:
        version = form.cleaned_data["version"]
        self.object = actions.edit(self.object, version=version, by=signed_in(self.request), **form.typed)

    def get_success_url(self) -> str:
        return place(self.object)


def place(matter: Matter) -> str:
    """Where the matter stands on the page."""
    return reverse("matters", args=[matter.meeting.slug]) + f"#pokok-{matter.pk}"


@verb
def move_up(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place earlier."""
    matter = matter_of(request, slug, pk)
    actions.move(matter, up=True, by=signed_in(request))
    return redirect(place(matter))


@verb
def move_down(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place later."""
    matter = matter_of(request, slug, pk)
    actions.move(matter, up=False, by=signed_in(request))
    return redirect(place(matter))


@verb
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take it off; what was taken off already stays so."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    matter = Matter.objects.filter(meeting=meeting, pk=pk).first()
    if matter is not None:
        actions.remove(matter, by=signed_in(request))
        messages.success(request, _("“%(title)s” is off the agenda.") % {"title": matter.title})
    return redirect("matters", slug)


@verb
def settle(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Dealt with, or left over to the next meeting."""
    matter = matter_of(request, slug, pk)
    form = OutcomeForm(request.POST)
    if form.is_valid():
        actions.settle(matter, form.cleaned_data["outcome"], by=signed_in(request))
        messages.success(request, _("Noted."))
    return redirect(place(matter))
