"""Recommendations: the list, the proposal, the page with its frozen figures, and what the meeting decides."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Chapter, Region, User, signed_in
from rakerwil.access import permit, verb
from rakerwil.downloads import page_of
from rakerwil.editing import EditView
from rakerwil.forms import ReasonForm
from rakerwil.transitions import Refused
from workplan.actions import recommendations as actions
from workplan.enums import Addressee, RecommendationKind, RecommendationState
from workplan.forms.recommendations import NewRecommendationForm, RecommendationForm
from workplan.models import Indicator, Meeting, Recommendation
from workplan.models.recommendation import RecommendationQuerySet
from workplan.models.year import day_in
from workplan.reporting import positions
from workplan.reporting import recommendations as reporting
from workplan.views.frame import work_year_or_404
from workplan.views.meetings import Tab, meeting_of, tabs
from workplan.views.positions import IndicatorLine
from workplan.views.recommendation_blocks import block_form

PAGE_SIZE = 50
OPEN = "belum-diputus"
ADOPTED = "disahkan"


def recommendation_list(request: HttpRequest, year: int) -> HttpResponse:
    """A year's recommendations one may see; `?rapat=` of one meeting, `?tampil=` by what became of them."""
    user = signed_in(request)
    work_year = work_year_or_404(request, year)
    slug, shown = request.GET.get("rapat", ""), request.GET.get("tampil", "")
    meeting = meeting_of(request, slug) if slug else None
    visible = Recommendation.objects.visible_to(user).filter(meeting__year=work_year)
    if meeting is not None:
        visible = visible.filter(meeting=meeting)
    rows = {OPEN: visible.undecided(), ADOPTED: visible.adopted()}.get(shown, visible)
    ordered = (
        rows.select_related(
            "meeting__region",
            "meeting__year",
            "owner_unit",
            "owner_chapter__federation",
            "owner_chapter__district",
            "owner_chapter__region",
        )
        .prefetch_related("indicators")
        .order_by("meeting__region__code", "meeting__starts_at", "number")
    )
    context = {
        "year": work_year,
        "meeting": meeting,
        "together": block_form(meeting, user) if meeting else None,
        "tabs": tabs(meeting, user, "recommendations") if meeting else [],
        "page": page_of(request, ordered, PAGE_SIZE),
        "sift": _sift(work_year.year, slug, shown),
        "is_narrowed": shown in (OPEN, ADOPTED),
        "may_propose": meeting is not None
        and not meeting.is_settled
        and user.has_perm("workplan.propose_recommendation", meeting),
    }
    return render(request, "workplan/recommendation_list.html", context)


def _sift(year: int, slug: str, shown: str) -> list[Tab]:
    url = reverse("recommendations", args=[year]) + "?" + (f"rapat={slug}&" if slug else "")
    shown = shown if shown in (OPEN, ADOPTED) else ""
    return [
        Tab(url.rstrip("?&"), _("All"), shown == ""),
        Tab(f"{url}tampil={OPEN}", _("Not decided"), shown == OPEN),
        Tab(f"{url}tampil={ADOPTED}", _("Adopted"), shown == ADOPTED),
    ]


def of_region(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """From a figure of the region to its current meeting's form (`?indikator=ORG-01`)."""
    user = signed_in(request)
    home = get_object_or_404(Region.objects.worked_in_by(user), code=region)
    work_year = work_year_or_404(request, year)
    meetings = Meeting.objects.visible_to(user).rakerwil().filter(region=home, year=work_year)
    meeting = meetings.current()
    if meeting is not None:
        permit(request, "workplan.propose_recommendation", meeting)
        url = reverse("recommendation_create", args=[meeting.slug])
        code = request.GET.get("indikator", "")
        return redirect(f"{url}?indikator={code}" if code in _codes(meeting) else url)
    permit(request, "workplan.propose_recommendation", Meeting(region=home))
    context = {
        "region": home,
        "year": work_year,
        "may_create": user.has_perm("workplan.create_meeting", home),
    }
    return render(request, "workplan/recommendation_nowhere.html", context)


def _codes(meeting: Meeting) -> set[str]:
    return set(Indicator.objects.filter(year=meeting.year_id).values_list("code", flat=True))


def create(request: HttpRequest, slug: str) -> HttpResponse:
    """Propose one; `?indikator=ORG-01` fills the form with that figure's words, figures and plan.

    The second button puts it to the meeting in the same step.
    """
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    permit(request, "workplan.propose_recommendation", meeting)
    if meeting.is_settled:
        messages.error(request, _("The minutes of this meeting are approved; it takes up nothing new."))
        return redirect(meeting)
    asked = Indicator.objects.filter(year=meeting.year_id, code=request.GET.get("indikator", "")).first()
    draft = _draft(meeting, asked, user) if asked else None
    initial = {
        "commission": request.GET.get("komisi", ""),
        "raised_by": _own(meeting, user),
        **(draft["initial"] if draft else {}),
    }
    form = NewRecommendationForm(request.POST or None, meeting=meeting, initial=initial)
    may_table = user.has_perm("workplan.decide_recommendation", meeting)
    if request.method == "POST" and form.is_valid():
        try:
            made = actions.propose(meeting, token=form.cleaned_data["token"], by=user, **form.typed)
            if "table" in request.POST and may_table and made.state == RecommendationState.PROPOSED:
                actions.table(made, by=user)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _said(made))
            return redirect(made)
    context = {
        "meeting": meeting,
        "form": form,
        "draft": draft,
        "may_table": may_table,
        "tabs": tabs(meeting, user, "recommendations"),
    }
    status = 422 if form.is_bound else 200
    return render(request, "workplan/recommendation_form.html", context, status=status)


def _said(made: Recommendation) -> str:
    if made.state == RecommendationState.TABLED:
        return _("%(code)s is put to the meeting.") % {"code": made.code}
    return _("%(code)s is proposed.") % {"code": made.code}


def _own(meeting: Meeting, user: User) -> list[int]:
    """What a federation's representative proposes, the federation raises, unless it is said otherwise."""
    own = Chapter.objects.filter(pk__in=user.scope.chapter_ids, region=meeting.region_id)
    return list(own.values_list("pk", flat=True))


def _draft(meeting: Meeting, indicator: Indicator, user: User) -> dict[str, Any] | None:
    """What the figures suggest; None where there is no figure of it."""
    if meeting.region is None:
        return None
    at = timezone.now()
    position, _taken_at = reporting.position_of(meeting, [indicator.code], at)
    row = positions.row_of(position, indicator.code)
    if row is None:
        return None
    plan = position["catch_ups"].get(indicator.code)
    diagnosis = positions.diagnosis_of(position, indicator.code)
    words = reporting.wording(indicator, row, position["as_of"], plan, diagnosis)
    return {
        "indicator": indicator,
        "line": IndicatorLine(indicator, row, None, "", diagnosis),
        "plan": plan,
        "as_of": position["as_of"],
        "initial": {
            "title": words.title,
            "text": words.text,
            "kind": RecommendationKind.ORGANISING,
            "addressee": Addressee.FEDERATION if plan else Addressee.KORWIL,
            "indicators": [indicator.pk],
            "raised_by": _own(meeting, user),
            "due_on": day_in(indicator.last_month, 31),
        },
    }


@verb
def from_figure(request: HttpRequest, slug: str) -> HttpResponse:
    """One tap on a red figure: the draft is there, with its figures and plan. Two taps make one."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    permit(request, "workplan.propose_recommendation", meeting)
    indicator = get_object_or_404(Indicator, year=meeting.year_id, code=request.POST.get("indikator", ""))
    draft = _draft(meeting, indicator, user)
    if draft is None:
        raise Refused(_("There are no figures of %(code)s.") % {"code": indicator.code})
    initial = draft["initial"]
    made = actions.propose(
        meeting,
        title=initial["title"],
        text=initial["text"],
        kind=initial["kind"],
        addressee=initial["addressee"],
        due_on=initial["due_on"],
        indicators=[indicator],
        raised_by=meeting.region.chapters.filter(pk__in=initial["raised_by"]) if meeting.region else (),
        token=_token(request),
        by=user,
    )
    messages.success(request, _said(made))
    return redirect(made)


def _token(request: HttpRequest) -> uuid.UUID | None:
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        return None


def recommendation_of(request: HttpRequest, slug: str, number: int) -> Recommendation:
    """The recommendation of the address; outside the scope 404."""
    user = signed_in(request)
    rows: RecommendationQuerySet = Recommendation.objects.select_related(
        "meeting__region",
        "meeting__year",
        "figures",
        "proposed_by__person",
        "commission",
        "owner_unit",
        "owner_chapter__federation",
        "owner_chapter__district",
        "owner_chapter__region",
    )
    return get_object_or_404(rows.visible_to(user), meeting__slug=slug, number=number)


class EditRecommendationView(EditView):
    """Changes words, addressee, indicators until the meeting decides."""

    permission = "workplan.edit_recommendation"
    form_class = RecommendationForm
    template_name = "workplan/recommendation_form.html"

    def get_object(self, queryset: Any = None) -> Recommendation:
        row = recommendation_of(self.request, self.kwargs["slug"], self.kwargs["number"])
        permit(self.request, self.permission, row)
        return row

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(meeting=self.object.meeting, draft=None, may_table=False, **kwargs)

    def store(self, form: Any) -> None:
        version = form.cleaned_data["version"]
        self.object = actions.edit(self.object, version=version, by=signed_in(self.request), **form.typed)

    def get_success_url(self) -> str:
        return reverse("recommendation", args=[self.kwargs["slug"], self.kwargs["number"]])


@verb
def discuss(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Taken up."""
    row = recommendation_of(request, slug, number)
    permit(request, "workplan.decide_recommendation", row)
    actions.discuss(row, by=signed_in(request))
    messages.success(request, _("%(code)s is being discussed.") % {"code": row.code})
    return redirect(row)


@verb
def table(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put to the meeting."""
    row = recommendation_of(request, slug, number)
    permit(request, "workplan.decide_recommendation", row)
    actions.table(row, by=signed_in(request))
    messages.success(request, _("%(code)s is put to the meeting.") % {"code": row.code})
    return redirect(row)


@verb
def defer(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Put off, with a reason."""
    row = recommendation_of(request, slug, number)
    permit(request, "workplan.decide_recommendation", row)
    actions.defer(row, reason=_reason(request), by=signed_in(request))
    messages.success(request, _("%(code)s is deferred.") % {"code": row.code})
    return redirect(row)


@verb
def withdraw(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Taken back, with a reason; by whoever proposed it until it is taken up."""
    row = recommendation_of(request, slug, number)
    permit(request, "workplan.edit_recommendation", row)
    actions.withdraw(row, reason=_reason(request), by=signed_in(request))
    messages.success(request, _("%(code)s is withdrawn.") % {"code": row.code})
    return redirect(row)


def _reason(request: HttpRequest) -> str:
    form = ReasonForm(request.POST)
    return str(form.cleaned_data["reason"]) if form.is_valid() else ""
