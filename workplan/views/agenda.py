"""The agenda of a meeting: its order and times, and the steps of its items."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import signed_in
from rakerwil.access import back, permit, verb
from rakerwil.editing import EditView
from rakerwil.transitions import Refused
from workplan.actions import agenda as actions
from workplan.actions import sittings
from workplan.enums import AgendaKind
from workplan.forms.agenda import ItemForm, NewItemForm
from workplan.models import AgendaItem, Meeting
from workplan.reporting.timetables import leaves_friday_prayer
from workplan.views.meetings import meeting_of, tabs
from workplan.views.rundowns import rundown


def agenda(request: HttpRequest, slug: str) -> HttpResponse:
    """The order with planned times; the buttons of each item; the form for another one."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    may_run = user.has_perm("workplan.run_meeting", meeting)
    may_change = may_run and not meeting.is_settled and meeting.finished_at is None
    form = NewItemForm(request.POST or None, meeting=meeting) if may_change else None
    if request.method == "POST":
        permit(request, "workplan.run_meeting", meeting)
        if form is None:
            messages.error(request, _("The meeting is finished; its agenda stands as it is."))
            return redirect("agenda", slug)
        if form.is_valid():
            try:
                item = actions.add(meeting, token=form.cleaned_data["token"], by=user, **form.typed)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("“%(title)s” is on the agenda.") % {"title": item.title})
                return redirect(reverse("agenda", args=[slug]) + "#baru")
    entries = rundown(meeting, timezone.now())
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, user, "agenda"),
        "entries": entries,
        "ends_at": max((entry.slot.ends_at for entry in entries), default=None),
        "prays": leaves_friday_prayer(
            [entry.slot for entry in entries],
            {entry.item.pk for entry in entries if entry.item.kind == AgendaKind.BREAK},
        ),
        "movable": [entry.item.pk for entry in entries if entry.item.opened_at is None],
        "form": form,
        "may_run": may_run,
        "may_change": may_change,
    }
    status = 422 if form is not None and form.is_bound else 200
    return render(request, "workplan/agendaitem_list.html", context, status=status)


def item_of(request: HttpRequest, slug: str, pk: int) -> AgendaItem:
    """The item of the address, for those who run the meeting."""
    meeting = meeting_of(request, slug)
    item = get_object_or_404(AgendaItem, meeting=meeting, pk=pk)
    permit(request, "workplan.run_meeting", meeting)
    return item


class EditItemView(EditView):
    """Corrects an item that has not begun."""

    form_class = ItemForm
    template_name = "workplan/agendaitem_form.html"

    def get_object(self, queryset: Any = None) -> AgendaItem:
        return item_of(self.request, self.kwargs["slug"], self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(meeting=self.object.meeting, **kwargs)

    def store(self, form: Any) -> None:
        version = form.cleaned_data["version"]
        self.object = actions.edit(self.object, version=version, by=signed_in(self.request), **form.typed)

    def get_success_url(self) -> str:
        return place(self.object)


def place(item: AgendaItem) -> str:
    """Where the item stands on the agenda's page."""
    return reverse("agenda", args=[item.meeting.slug]) + f"#acara-{item.pk}"


@verb
def move_up(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place earlier."""
    item = item_of(request, slug, pk)
    actions.move(item, up=True, by=signed_in(request))
    return redirect(place(item))


@verb
def move_down(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One place later."""
    item = item_of(request, slug, pk)
    actions.move(item, up=False, by=signed_in(request))
    return redirect(place(item))


@verb
def place_before(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Where it was dropped: in front of the item `before`, without one at the end."""
    item = item_of(request, slug, pk)
    wished = request.POST.get("before", "")
    before = get_object_or_404(AgendaItem, meeting=item.meeting, pk=wished) if wished.isdecimal() else None
    actions.place(item, before=before, by=signed_in(request))
    return redirect(place(item))


@verb
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Take it off; what was taken off already stays so."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    item = AgendaItem.objects.filter(meeting=meeting, pk=pk).first()
    if item is not None:
        actions.remove(item, by=signed_in(request))
        messages.success(request, _("“%(title)s” is off the agenda.") % {"title": item.title})
    return redirect("agenda", slug)


@verb
def begin(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Begin an item, or open a sitting: time and count are stamped."""
    item = item_of(request, slug, pk)
    step = sittings.open if item.is_sitting else actions.begin
    step(item, by=signed_in(request))
    return _stamped(request, item.meeting, _("“%(title)s” has begun.") % {"title": item.title})


@verb
def suspend(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Pause a sitting."""
    item = item_of(request, slug, pk)
    sittings.suspend(item, by=signed_in(request))
    return _stamped(request, item.meeting, _("“%(title)s” is suspended.") % {"title": item.title})


@verb
def resume(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End the pause of a sitting."""
    item = item_of(request, slug, pk)
    sittings.resume(item, by=signed_in(request))
    return _stamped(request, item.meeting, _("“%(title)s” goes on.") % {"title": item.title})


@verb
def end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End an item, or close a sitting."""
    item = item_of(request, slug, pk)
    step = sittings.close if item.is_sitting else actions.end
    step(item, by=signed_in(request))
    return _stamped(request, item.meeting, _("“%(title)s” is over.") % {"title": item.title})


def _stamped(request: HttpRequest, meeting: Meeting, words: str) -> HttpResponse:
    messages.success(request, words)
    return back(request, meeting)
