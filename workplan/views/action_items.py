"""Actions: what was promised, by whom, by when, and what became of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from federations.models import User, signed_in
from rakerwil.access import back, permit, verb
from rakerwil.downloads import page_of
from rakerwil.editing import EditView
from rakerwil.forms import ReasonForm
from rakerwil.transitions import Refused
from workplan.actions import action_items as actions
from workplan.enums import ActionState
from workplan.forms.action_items import ActionItemForm, NewActionItemForm, ReportForm
from workplan.models import ActionItem, Consequence, Transition
from workplan.models.action_item import ActionItemQuerySet
from workplan.views.consequences import came_from
from workplan.views.meetings import Tab, meeting_of

PAGE_SIZE = 50
ALL = "semua"
OWN = "milik-saya"
LATE = "terlambat"


def action_list(request: HttpRequest) -> HttpResponse:
    """Unfinished actions one sees; `?tampil=` one's own, the overdue, all; of a federation, of a region."""
    user = signed_in(request)
    visible = ActionItem.objects.visible_to(user)
    shown = request.GET.get("tampil", "")
    views = {ALL: visible, OWN: visible.owned_by(user).unfinished(), LATE: visible.overdue()}
    rows = views.get(shown, visible.unfinished())
    federation, region = request.GET.get("federasi", "")[:20], request.GET.get("wilayah", "")[:2]
    if federation:
        rows = rows.filter(owner_chapter__federation__code=federation)
    if region:
        rows = rows.filter(meeting__region__code=region)
    page = page_of(request, rows.with_owners(), PAGE_SIZE)
    context = {
        "page": page,
        "sift": _sift(visible, user, shown),
        "narrowed": " · ".join(filter(None, (federation, region))),
    }
    return render(request, "workplan/actionitem_list.html", context)


def _sift(visible: ActionItemQuerySet, user: User, shown: str) -> list[Tab]:
    url = reverse("action_items")
    shown = shown if shown in (ALL, OWN, LATE) else ""
    counts = visible.counts(user)
    return [
        Tab(url, pgettext("action", "Open"), shown == "", counts["open"]),
        Tab(f"{url}?tampil={OWN}", _("Mine"), shown == OWN, counts["own"]),
        Tab(f"{url}?tampil={LATE}", pgettext("action", "Overdue"), shown == LATE, counts["late"]),
        Tab(f"{url}?tampil={ALL}", _("All"), shown == ALL),
    ]


def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Write down a promise; a double tap writes it once."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    asked = request.GET.get("acara", "")
    initial = {"item": asked} if asked.isdecimal() else {}
    form = NewActionItemForm(request.POST or None, meeting=meeting, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            action = actions.promise(meeting, by=user, **form.typed)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Action %(code)s is on record.") % {"code": action.code})
            return redirect("meeting", slug)
    context = {"meeting": meeting, "form": form}
    return render(request, "workplan/actionitem_form.html", context, status=422 if form.is_bound else 200)


def action_of(request: HttpRequest, slug: str, number: int) -> ActionItem:
    """The action of the address; outside the scope 404."""
    rows = ActionItem.objects.visible_to(signed_in(request)).with_owners()
    rows = rows.select_related("meeting__region", "meeting__year", "agenda_item")
    return get_object_or_404(rows, meeting__slug=slug, number=number)


def action_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One action with its log, and what the reader can do about it."""
    user = signed_in(request)
    action = action_of(request, slug, number)
    may_confirm = user.has_perm("workplan.confirm_action", action)
    steps = Transition.objects.of(action).select_related("by__person")
    context = {
        "action": action,
        "meeting": action.meeting,
        "sees_meeting": type(action.meeting).objects.visible_to(user).filter(pk=action.meeting_id).exists(),
        "may_report": action.state == ActionState.OPEN and user.has_perm("workplan.report_action", action),
        "may_confirm": may_confirm and action.is_unfinished,
        "may_reopen": may_confirm and action.state == ActionState.REPORTED_DONE,
        "may_change": action.state == ActionState.OPEN
        and user.has_perm("workplan.run_meeting", action.meeting),
        "report_form": ReportForm(),
        "came_from": came_from(user, Consequence.objects.filter(action=action)),
        "log": [
            {"at": step.at, "text": VERBS[step.verb], "reason": step.reason, "who": step.by or ""}
            for step in steps
        ],
    }
    return render(request, "workplan/actionitem_detail.html", context)


VERBS = {
    "promise": gettext_lazy("Promised"),
    "change": gettext_lazy("Changed"),
    "report_done": gettext_lazy("Reported done"),
    "confirm_done": gettext_lazy("Confirmed as done"),
    "reopen": gettext_lazy("Opened again"),
    "cancel": gettext_lazy("Cancelled"),
}


class EditActionView(EditView):
    """Corrects an open action."""

    form_class = ActionItemForm
    template_name = "workplan/actionitem_form.html"

    def get_object(self, queryset: Any = None) -> ActionItem:
        action = action_of(self.request, self.kwargs["slug"], self.kwargs["number"])
        permit(self.request, "workplan.run_meeting", action.meeting)
        return action

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(meeting=self.object.meeting, **kwargs)

    def store(self, form: Any) -> None:
        version = form.cleaned_data["version"]
        actions.change(self.object, version=version, by=signed_in(self.request), **form.typed)

    def get_success_url(self) -> str:
        return reverse("action_item", args=[self.kwargs["slug"], self.kwargs["number"]])


def _done(request: HttpRequest, action: ActionItem, words: str) -> HttpResponse:
    messages.success(request, words)
    return back(request, reverse("action_item", args=[action.meeting.slug, action.number]))


@verb
def report(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The owner says it is done."""
    action = action_of(request, slug, number)
    permit(request, "workplan.report_action", action)
    form = ReportForm(request.POST)
    words = form.cleaned_data["report"] if form.is_valid() else ""
    actions.report_done(action, report=words, by=signed_in(request))
    return _done(request, action, _("Reported. Coordinator or secretary confirm it."))


@verb
def confirm(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Coordinator or secretary agree."""
    action = action_of(request, slug, number)
    permit(request, "workplan.confirm_action", action)
    actions.confirm_done(action, by=signed_in(request))
    return _done(request, action, _("Confirmed as done."))


@verb
def reopen(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Not done yet, with a reason."""
    action = action_of(request, slug, number)
    permit(request, "workplan.confirm_action", action)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.open_again(action, reason=reason, by=signed_in(request))
    return _done(request, action, _("Open again."))


@verb
def cancel(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """It will not be done, with a reason."""
    action = action_of(request, slug, number)
    permit(request, "workplan.confirm_action", action)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.cancel(action, reason=reason, by=signed_in(request))
    return _done(request, action, _("Cancelled."))
