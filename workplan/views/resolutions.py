"""A recommendation's page: wording, frozen figures beside the live ones, and what the meeting decides."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from django.views.decorators.http import require_POST

from federations.models import User, signed_in
from rakerwil.access import permit
from rakerwil.transitions import Refused
from rakerwil.versions import Stale
from rakerwil.wording import figure
from workplan.actions import recommendations as actions
from workplan.actions.recommendations import EDITABLE
from workplan.actions.resolutions import lacking
from workplan.enums import RecommendationState
from workplan.forms.recommendations import AdoptAmendedForm, AdoptForm, PlanForm, RejectForm
from workplan.forms.resolutions import ResolutionForm
from workplan.models import CatchUpPlan, Indicator, Recommendation, Transition
from workplan.models.recommendation import STEPS
from workplan.reporting import plans, positions, quorums, wordings
from workplan.reporting.plain import Json
from workplan.reporting.quorums import Quorum
from workplan.views.dispositions import answered
from workplan.views.meetings import Tab, meeting_of, tabs
from workplan.views.positions import IndicatorLine
from workplan.views.recommendations import recommendation_of

FORMS: dict[str, type[ResolutionForm]] = {
    "adopt": AdoptForm,
    "adopt_amended": AdoptAmendedForm,
    "reject": RejectForm,
}


ACTIONS: dict[str, Callable[..., None]] = {
    "adopt": actions.adopt,
    "adopt_amended": actions.adopt_amended,
    "reject": actions.reject,
}


@dataclass(frozen=True)
class Compared:
    """One indicator: as frozen, and as it is now."""

    frozen: IndicatorLine
    live: IndicatorLine | None

    @property
    def has_changed(self) -> bool:
        return self.live is not None and self.live.row["actual"] != self.frozen.row["actual"]


@dataclass(frozen=True)
class PlanRow:
    """One chapter's part."""

    key: str
    part: str
    needed: str | None
    cell: BoundField | None


def recommendation_detail(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """One recommendation."""
    return page(request, recommendation_of(request, slug, number))


def page(
    request: HttpRequest,
    row: Recommendation,
    *,
    forms: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page; `forms` are those with something to correct, by verb."""
    user, forms = signed_in(request), forms or {}
    meeting = row.meeting
    may_decide = not meeting.is_settled and user.has_perm("workplan.decide_recommendation", row)
    may_edit = (
        not meeting.is_settled
        and row.state in EDITABLE
        and user.has_perm("workplan.edit_recommendation", row)
    )
    quorum = quorums.of(meeting, timezone.now()) if may_decide and meeting.has_begun else None
    frozen = row.figures.data if row.figures else None
    raised_by = list(row.raised_by.select_related("federation", "district", "region"))
    steps = list(Transition.objects.of(row).select_related("by__person"))
    context = {
        "recommendation": row,
        "meeting": meeting,
        "raised_by": raised_by,
        "frozen": frozen,
        "live_month": meeting.year.default_as_of(),
        "compared": compare(row, frozen) if frozen else [],
        "plan": _plan(row, frozen, forms.get("set_plan"), forms.get("clash"), may_edit=may_edit)
        if frozen
        else None,
        "saved_plans": _saved_plans(row, frozen) if frozen and may_edit else [],
        "steps": [verb for verb in STEPS.verbs if may_decide and STEPS.allows(verb, row.state)],
        "may_edit": may_edit,
        "may_withdraw": may_edit and STEPS.allows("withdraw", row.state),
        "quorum": quorum,
        "lacking": lacking(quorum) if quorum and meeting.is_running and not quorum.is_reached else "",
        "wordings": wordings.wordings(row, steps),
        "lineage": wordings.lineage(row, raised_by, steps),
        "log": [
            {"at": step.at, "text": VERBS[step.verb], "reason": step.reason, "who": step.by or ""}
            for step in steps
        ],
        "tabs": _tabs(request, row, user),
        **answered(request, row),
        **_forms(row, quorum, forms),
    }
    return render(request, "workplan/recommendation_detail.html", context, status=status)


def _tabs(request: HttpRequest, row: Recommendation, user: User) -> list[Tab]:
    """The meeting's pages, for those who see the meeting; the others only see what it adopted."""
    visible = type(row.meeting).objects.visible_to(user).filter(pk=row.meeting_id)
    return tabs(meeting_of(request, row.meeting.slug), user, "recommendations") if visible.exists() else []


def _forms(row: Recommendation, quorum: Quorum | None, forms: dict[str, Any]) -> dict[str, Any]:
    """The forms of the verbs that can be taken once the meeting has begun."""
    if quorum is None or row.state != RecommendationState.TABLED:
        return {"forms": {}}
    initial = {"version": row.version, "title": row.title, "text": row.text}
    is_quorate = quorum.is_reached if row.meeting.is_running else None
    return {
        "forms": {
            name: forms.get(name)
            or form(meeting=row.meeting, is_quorate=is_quorate, initial=initial, auto_id=f"{name}-%s")
            for name, form in FORMS.items()
        }
    }


def compare(row: Recommendation, frozen: Json) -> list[Compared]:
    """The frozen figures, and beside them those of the last month whose due day has come."""
    indicators = {each.code: each for each in row.indicators.all()}
    meeting = row.meeting
    live: dict[str, Json] = {}
    if meeting.region is not None:
        now = positions.live(meeting.year, meeting.region, meeting.year.default_as_of())
        live = {figures["code"]: figures for figures in now["region"]["indicators"]}
    return [
        Compared(
            IndicatorLine(indicators[code], figures, None, ""),
            IndicatorLine(indicators[code], live[code], None, "") if code in live else None,
        )
        for figures in frozen["figures"]
        if (code := figures["code"]) in indicators
    ]


def _plan(
    row: Recommendation, frozen: Json, form: PlanForm | None, clash: Any, *, may_edit: bool
) -> dict[str, Any] | None:
    """The catch-up plan, with fields where its parts can be set."""
    plan = frozen["catch_up"]
    if plan is None:
        return None
    indicator = Indicator.objects.get(year=row.meeting.year_id, code=plan["indicator"])
    if form is None and may_edit:
        form = PlanForm(
            parts=plans.amounts(plan), decimals=indicator.decimals, initial={"version": row.version}
        )
    return {
        "indicator": indicator,
        "gap": plan["gap"],
        "rows": [
            PlanRow(key, part["part"], part["needed_per_month"], form.cell(key) if form else None)
            for part in plan["parts"]
            if (key := plans.part_key(part))
        ],
        "form": form,
        "clash": clash,
    }


def _saved_plans(row: Recommendation, frozen: Json) -> list[CatchUpPlan]:
    """Plans that were saved of its figures' gaps and are not the one it carries."""
    codes = [figures["code"] for figures in frozen["figures"]]
    saved = CatchUpPlan.objects.filter(
        region=row.meeting.region_id, indicator__year=row.meeting.year_id, indicator__code__in=codes
    )
    return [
        plan
        for plan in saved.select_related("plan", "indicator", "saved_by__person")
        if plan.plan.data != frozen["catch_up"]
    ]


VERBS = {
    "propose": pgettext_lazy("recommendation", "Proposed"),
    "edit": gettext_lazy("Changed"),
    "set_plan": gettext_lazy("Catch-up plan set"),
    "attach_plan": gettext_lazy("Saved catch-up plan taken over"),
    "discuss": gettext_lazy("Discussed"),
    "table": gettext_lazy("Put to the meeting"),
    "adopt": gettext_lazy("Adopted"),
    "adopt_amended": gettext_lazy("Adopted as amended"),
    "defer": gettext_lazy("Deferred"),
    "reject": gettext_lazy("Not agreed"),
    "withdraw": gettext_lazy("Withdrawn"),
    "send": gettext_lazy("Sent to Rakornas"),
    "unsend": gettext_lazy("Came back with the Masukan"),
    "receive": pgettext_lazy("recommendation", "Received at Rakornas"),
    "accepted": gettext_lazy("Accepted at Rakornas"),
    "accepted_amended": gettext_lazy("Accepted as amended at Rakornas"),
    "merged": gettext_lazy("Merged with another at Rakornas"),
    "returned": gettext_lazy("Returned by Rakornas"),
    "declined": gettext_lazy("Declined by Rakornas"),
    "take_back_answer": gettext_lazy("Answer taken back"),
    "carry_out": gettext_lazy("Carried out"),
}


@require_POST
def adopt(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The meeting adopts the wording that was put to it."""
    return _decide(request, slug, number, "adopt")


@require_POST
def adopt_amended(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The meeting adopts other words."""
    return _decide(request, slug, number, "adopt_amended")


@require_POST
def reject(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The meeting does not agree."""
    return _decide(request, slug, number, "reject")


def _decide(request: HttpRequest, slug: str, number: int, name: str) -> HttpResponse:
    """One of the three decisions; what was typed stays on the page where it can't be taken."""
    row = recommendation_of(request, slug, number)
    permit(request, "workplan.decide_recommendation", row)
    if row.state != RecommendationState.TABLED:
        messages.error(request, _("This has already moved on. Look at its current state, then try again."))
        return redirect(row)
    is_quorate = None
    if row.meeting.is_running:
        is_quorate = quorums.of(row.meeting, timezone.now()).is_reached
    form = FORMS[name](request.POST, meeting=row.meeting, is_quorate=is_quorate, auto_id=f"{name}-%s")
    status = 422
    if form.is_valid():
        rest = {key: form.cleaned_data[key] for key in OWN_FIELDS[name]}
        try:
            ACTIONS[name](row, by=signed_in(request), **rest, **form.resolution)
        except Stale as stale:
            status = 409
            row = recommendation_of(request, slug, number)
            answer = request.POST.copy()
            answer["version"] = str(row.version)
            form.data = answer
            form.add_error(None, str(stale))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{row.code}: {row.get_state_display()}.")
            return redirect(row)
    return page(request, row, forms={name: form}, status=status)


OWN_FIELDS = {
    "adopt": ("version",),
    "adopt_amended": ("version", "title", "text"),
    "reject": ("reason",),
}
"""What a form asks besides the resolution."""


@require_POST
def set_plan(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """Set the parts of the catch-up plan; they add up to the gap, or the page says by how much they don't."""
    row = recommendation_of(request, slug, number)
    permit(request, "workplan.edit_recommendation", row)
    frozen = row.figures.data if row.figures else None
    if frozen is None or frozen["catch_up"] is None or row.state not in EDITABLE:
        messages.error(request, _("The meeting has decided on this; its wording and figures stand."))
        return redirect(row)
    if request.POST.get("clash") == "stored":
        messages.info(request, _("The saved version stays."))
        return redirect(row)
    plan = frozen["catch_up"]
    indicator = Indicator.objects.get(year=row.meeting.year_id, code=plan["indicator"])
    form = PlanForm(request.POST, parts=plans.amounts(plan), decimals=indicator.decimals)
    if not form.is_valid():
        return page(request, row, forms={"set_plan": form}, status=422)
    try:
        actions.set_plan(row, parts=form.parts, version=form.cleaned_data["version"], by=signed_in(request))
    except Stale:
        return _plan_clash(request, recommendation_of(request, slug, number), form, indicator)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return page(request, row, forms={"set_plan": form}, status=422)
    messages.success(request, _("The parts are set; they add up to the gap."))
    return redirect(row)


def _plan_clash(
    request: HttpRequest, row: Recommendation, form: PlanForm, indicator: Indicator
) -> HttpResponse:
    """Both sets of parts, and a form that from here on writes over the saved ones."""
    stored = plans.amounts(row.figures.data["catch_up"]) if row.figures else {}
    written = [
        (key, figure(mine, indicator.decimals), figure(stored.get(key), indicator.decimals))
        for key, mine in form.parts.items()
        if stored.get(key) != mine
    ]
    latest = row.history.select_related("history_user__person").first()
    clash = {
        "rows": written,
        "by": (latest and latest.history_user) or _("the system"),
        "at": latest.history_date if latest else None,
    }
    answer = request.POST.copy()
    answer["version"] = str(row.version)
    form.data = answer
    return page(request, row, forms={"set_plan": form, "clash": clash}, status=409)
