"""Meetings: the list, a new one, and the steps of its life. The meeting's own page: `consoles`."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import Region, User, signed_in
from rakerwil.access import permit, verb, visible_or_404
from rakerwil.downloads import page_of
from rakerwil.editing import EditView
from rakerwil.forms import ReasonForm
from workplan.actions import meetings as actions
from workplan.enums import MeetingKind
from workplan.forms.meetings import MeetingForm, NewMeetingForm
from workplan.models import ActionItem, Meeting, Minutes
from workplan.models.meeting import MeetingQuerySet
from workplan.views.frame import home_region, work_year_or_404, work_years

PAGE_SIZE = 25


def meeting_list(request: HttpRequest) -> HttpResponse:
    """The meetings one may see, by year (`?tahun=2021`) and kind (`?jenis=rakerwil`), newest first."""
    user = signed_in(request)
    visible = Meeting.objects.visible_to(user)
    facts = list(visible.values_list("year__year", "kind", "region", "finished_at", "slug"))
    years = sorted({year for year, *_rest in facts}, reverse=True)
    kinds = [kind for kind in MeetingKind if kind in {kind for _year, kind, *_rest in facts}]
    chosen_year, chosen_kind = request.GET.get("tahun", ""), request.GET.get("jenis", "")
    rows = visible.select_related("region", "year").with_counts()
    if chosen_year.isdecimal():
        rows = rows.filter(year__year=int(chosen_year))
    if chosen_kind in MeetingKind.values:
        rows = rows.filter(kind=chosen_kind)
    region = home_region(user)
    calls = region is not None and user.has_perm("workplan.create_meeting", region)
    held = [
        slug
        for _year, kind, where, finished_at, slug in facts
        if kind == MeetingKind.RAKERWIL and finished_at and region is not None and where == region.pk
    ]
    return render(
        request,
        "workplan/meeting_list.html",
        {
            "page": page_of(request, rows, PAGE_SIZE),
            "is_narrowed": bool(chosen_year or chosen_kind),
            "year_options": [("", _("All years")), *((str(year), str(year)) for year in years)],
            "kind_options": [("", _("All kinds")), *((kind.value, kind.label) for kind in kinds)],
            "chosen_year": chosen_year,
            "chosen_kind": chosen_kind,
            "region": region,
            "owed": ActionItem.objects.owned_by(user).unfinished().count(),
            "calls_in": _year_to_call_in(request) if calls else None,
            "repeats": held[0] if calls and held else "",
        },
    )


def _year_to_call_in(request: HttpRequest) -> int | None:
    """The newest open year; a meeting looks at a year's figures."""
    return next((year.year for year in work_years(request) if year.is_open), None)


def create(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """Call a new Rakerwil; a double tap calls one."""
    user = signed_in(request)
    home = get_object_or_404(Region.objects.worked_in_by(user), code=region)
    permit(request, "workplan.create_meeting", home)
    work_year = work_year_or_404(request, year)
    form = NewMeetingForm(request.POST or None, region=home, year=work_year)
    if request.method == "POST" and form.is_valid():
        meeting = actions.create(
            year=work_year, region=home, token=form.cleaned_data["token"], by=user, **form.typed
        )
        messages.success(request, _("The meeting is on record. Now put its agenda together."))
        return redirect("agenda", meeting.slug)
    status = 422 if form.is_bound else 200
    context = {"form": form, "region": home, "year": work_year}
    return render(request, "workplan/meeting_form.html", context, status=status)


class EditMeetingView(EditView):
    """Corrects date, place, title and quorum of a meeting that has not begun."""

    permission = "workplan.run_meeting"
    form_class = MeetingForm
    template_name = "workplan/meeting_form.html"

    def get_queryset(self) -> MeetingQuerySet:
        return Meeting.objects.select_related("region", "year").visible_to(signed_in(self.request))

    def store(self, form: Any) -> None:
        self.object = actions.edit(
            self.object, version=form.cleaned_data["version"], by=signed_in(self.request), **form.typed
        )

    def get_success_url(self) -> str:
        return reverse("meeting", args=[self.object.slug])


def meeting_of(request: HttpRequest, slug: str, *along: str, with_position: bool = False) -> Meeting:
    """The meeting of the address, with what every page of it names; outside the scope 404.

    Read `along` with it is what a page needs beside that; what a frozen data position holds is large, and
    read only where it is asked for.
    """
    frozen = ["minutes__approved_text__content", *([] if with_position else ["data_position__content"])]
    rows = Meeting.objects.select_related(
        "region", "year", "minutes__approved_text", "data_position", *along
    ).with_counts()
    return visible_or_404(request, rows.defer(*frozen), slug=slug)


def minutes_of(meeting: Meeting) -> Minutes:
    """Its minutes; not saved yet where nobody has written."""
    minutes: Minutes = getattr(meeting, "minutes", None) or Minutes(meeting=meeting)
    # so that neither asks the database for the other
    minutes.meeting = meeting
    return minutes


@dataclass(frozen=True)
class Tab:
    """One page of a meeting."""

    url: str
    label: str
    current: bool
    count: int | str = ""


def tabs(meeting: Meeting, user: User, current: str) -> list[Tab]:
    """The pages of a meeting that the user may open; `current` is the url name of this one."""
    pages: list[tuple[str, str, int | str]] = [
        ("meeting", _("Meeting"), ""),
        ("matters", _("Matters"), ""),
        ("agenda", _("Agenda"), ""),
        ("participants", _("Attendance list"), meeting.participant_count),
    ]
    if meeting.commission_count:
        pages.append(("commissions", _("Commissions"), meeting.commission_count))
    if meeting.is_national:
        pages.append(("forum", _("Inputs of the regions"), ""))
    if user.has_perm("workplan.run_meeting", meeting):
        pages.append(("invitations", _("Letters"), ""))
        if meeting.region_id is not None:
            pages.append(("readiness", _("Readiness"), ""))
    if user.has_perm("workplan.read_minutes", minutes_of(meeting)):
        pages.append(("minutes", _("Minutes"), ""))
    pages.append(("dossier", _("Documents"), ""))
    links = [
        Tab(reverse(name, args=[meeting.slug]), label, name == current, count) for name, label, count in pages
    ]
    recommendations = reverse("recommendations", args=[meeting.year.year]) + f"?rapat={meeting.slug}"
    count = meeting.recommendation_count
    if meeting.is_national and not count:
        return links  # it answers what the regions recommend, and has that on a page of its own
    return [*links, Tab(recommendations, _("Recommendations"), current == "recommendations", count)]


@verb
def invite(request: HttpRequest, slug: str) -> HttpResponse:
    """The invitations have gone out."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    actions.invite(meeting, by=signed_in(request))
    messages.success(request, _("Marked as invited. Answers and attendance can be recorded from now on."))
    return redirect("meeting", slug)


@verb
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """The meeting begins."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    actions.start(meeting, by=signed_in(request))
    messages.success(request, _("The meeting is in progress."))
    return redirect("meeting", slug)


@verb
def finish(request: HttpRequest, slug: str) -> HttpResponse:
    """The meeting ends."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    actions.finish(meeting, by=signed_in(request))
    messages.success(request, _("The meeting is finished. Complete the minutes, then circulate them."))
    return redirect("meeting", slug)


@verb
def step_back(request: HttpRequest, slug: str) -> HttpResponse:
    """One step back, with a reason."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    seen = request.POST.get("state", "")
    actions.step_back(meeting, seen_state=seen, reason=reason, by=signed_in(request))
    messages.success(request, _("One step back."))
    return redirect("meeting", slug)


@verb
def freeze(request: HttpRequest, slug: str) -> HttpResponse:
    """Freeze the data position."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    actions.freeze_position(meeting, by=signed_in(request))
    messages.success(request, _("The data position is frozen; everything said refers to it."))
    return redirect("meeting", slug)
