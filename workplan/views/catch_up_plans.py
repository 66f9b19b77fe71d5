"""The catch-up planner: a region's gap as a table that is edited, added up, saved, and taken to a meeting."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import Region, signed_in
from rakerwil.access import permit, verb
from rakerwil.numbers import plain
from rakerwil.transitions import Refused
from rakerwil.versions import Stale
from rakerwil.wording import figure
from workplan.actions import catch_up_plans as actions
from workplan.actions import recommendations
from workplan.forms.recommendations import PlanForm
from workplan.models import CatchUpPlan, Indicator, WorkYear
from workplan.reporting import histories, origins, plans
from workplan.reporting.catch_ups import CatchUp, Part
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.gaps import needed_per_month
from workplan.reporting.origins import Origin
from workplan.reporting.plain import Json, catch_up_json
from workplan.views.figures import AS_OF, Position, position
from workplan.views.frame import work_year_or_404
from workplan.views.origins import indicator_or_404
from workplan.views.recommendations import recommendation_of

LEVEL = "ratakan"
"""The button that shares out what the typed parts leave open."""


@dataclass(frozen=True)
class Row:
    """One chapter of the table."""

    part: Part
    figures: IndicatorFigures
    cell: BoundField | None

    @property
    def result(self) -> Fraction:
        """Its actual at the year's end if the part is brought."""
        return (self.figures.actual or Fraction(0)) + self.part.amount

    @property
    def plain_actual(self) -> str:
        """For the script that follows what is typed."""
        return plain(self.figures.actual or Fraction(0), self.figures.indicator.decimals)


@dataclass(frozen=True)
class Planner:
    """What the page is about: whose gap, as of when, and the plan that was saved of it."""

    year: WorkYear
    region: Region
    indicator: Indicator
    at: Position
    origin: Origin
    saved: CatchUpPlan | None
    may_save: bool

    @property
    def address(self) -> str:
        where = (self.year.year, self.region.code, self.indicator.code)
        return reverse("catch_up_plan", args=where) + f"?{AS_OF}={self.at.current}"

    @property
    def proposed(self) -> Json:
        """The plan as the rule makes it, in the form that is kept."""
        return dict(catch_up_json(self.origin.plan))

    @property
    def fitting(self) -> dict[str, Decimal]:
        """The saved parts, where they still share out this very gap among these chapters."""
        if self.saved is None:
            return {}
        stored, proposed = self.saved.plan.data, self.proposed
        parts = plans.amounts(stored)
        same = (stored["as_of"], stored["gap"]) == (proposed["as_of"], proposed["gap"])
        return parts if same and parts.keys() == plans.amounts(proposed).keys() else {}

    def form(self, data: Any = None, amounts: Mapping[str, Decimal] | None = None) -> PlanForm:
        """A field for each part: what was typed, otherwise `amounts`."""
        shown = {**plans.amounts(self.proposed), **(amounts or {})}
        version = self.saved.version if self.saved else 0
        return PlanForm(data, parts=shown, decimals=self.indicator.decimals, initial={"version": version})


def catch_up_plan(request: HttpRequest, year: int, region: str, code: str) -> HttpResponse:
    """See the plan, and for those who run the region: change its parts, share out the rest, save."""
    planner = _planner(request, year, region, code)
    if request.method != "POST":
        return _page(request, planner, planner.form(amounts=planner.fitting), planner.fitting)
    permit(request, "workplan.plan_catch_up", planner.region)
    if request.POST.get("clash") == "stored":
        messages.info(request, _("The saved version stays."))
    elif not planner.origin.plan.parts:
        messages.error(request, _("There is no gap to share out."))
    else:
        form = planner.form(request.POST)
        if not form.is_valid():
            return _page(request, planner, form, {}, status=422)
        return (_levelled if LEVEL in request.POST else _saved)(request, planner, form)
    return redirect(planner.address)


def _saved(request: HttpRequest, planner: Planner, form: PlanForm) -> HttpResponse:
    """Saved, or the page says why not; nothing typed is lost."""
    try:
        actions.save(
            planner.region,
            planner.indicator,
            planner.at.month,
            parts=form.parts,
            seen=form.cleaned_data["version"],
            by=signed_in(request),
        )
    except Stale:
        where = planner.year.year, planner.region.code, planner.indicator.code
        return _clash(request, _planner(request, *where), form)
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _page(request, planner, form, form.parts, status=422)
    messages.success(request, _("The plan is saved; its parts add up to the gap."))
    return redirect(planner.address)


def _planner(request: HttpRequest, year: int, region: str, code: str) -> Planner:
    user = signed_in(request)
    home = get_object_or_404(Region.objects.worked_in_by(user), code=region)
    work_year = work_year_or_404(request, year)
    indicator = indicator_or_404(work_year, code)
    at = position(request, work_year)
    rows = CatchUpPlan.objects.filter(region=home, indicator=indicator)
    return Planner(
        year=work_year,
        region=home,
        indicator=indicator,
        at=at,
        origin=origins.of_region(work_year, home, indicator, at.month),
        saved=rows.select_related("plan", "saved_by__person", "indicator").first(),
        may_save=user.has_perm("workplan.plan_catch_up", home) and not work_year.is_closed,
    )


def _page(
    request: HttpRequest,
    planner: Planner,
    form: PlanForm,
    amounts: Mapping[str, Decimal],
    *,
    status: int = 200,
    clash: Any = None,
) -> HttpResponse:
    """The table with these amounts computed through; what is not named stands as proposed."""
    proposal = planner.origin.plan
    by_code = {part.chapter.code: part.chapter.id for part in proposal.parts}
    plan = proposal.edited({by_code[key]: Fraction(amount) for key, amount in amounts.items()})
    context = {
        "planner": planner,
        "year": planner.year,
        "region": planner.region,
        "indicator": planner.indicator,
        "position": planner.at,
        "figures": planner.origin.figures,
        "plan": plan,
        "rows": _rows(planner, plan, form),
        "needed": needed_per_month(plan.indicator, plan.total, plan.as_of.month),
        "plain_gap": plain(plan.gap, plan.indicator.decimals) if plan.gap is not None else "",
        "plain_actual": plain(planner.origin.figures.actual or Fraction(0), plan.indicator.decimals),
        "months_left": plan.indicator.months_after(plan.as_of.month),
        "form": form if planner.may_save else None,
        "clash": clash,
        "is_saved": bool(planner.fitting),
        "log": histories.of_catch_up_plan(planner.saved) if planner.saved else [],
    }
    return render(request, "workplan/catchupplan_detail.html", context, status=status)


def _rows(planner: Planner, plan: CatchUp, form: PlanForm) -> list[Row]:
    strands = {strand.chapter.chapter.id: strand for strand in planner.origin.strands}
    return [
        Row(
            part,
            strands[part.chapter.id].figures,
            form.cell(part.chapter.code) if planner.may_save else None,
        )
        for part in plan.parts
    ]


def _levelled(request: HttpRequest, planner: Planner, form: PlanForm) -> HttpResponse:
    """The parts that were changed stay; the others share out what is left of the gap. Nothing is saved."""
    proposal = planner.origin.plan
    started = {**plans.amounts(planner.proposed), **planner.fitting}
    fixed = {key: amount for key, amount in form.parts.items() if amount != started[key]}
    by_code = {part.chapter.code: part.chapter.id for part in proposal.parts}
    try:
        plan = proposal.levelled({by_code[key]: Fraction(amount) for key, amount in fixed.items()})
    except ValueError:
        form.add_error(None, _("The parts you set exceed the gap, or nobody is left to take the rest."))
        return _page(request, planner, form, form.parts, status=422)
    amounts = {
        part.chapter.code: Decimal(plain(part.amount, planner.indicator.decimals)) for part in plan.parts
    }
    return _page(request, planner, planner.form(amounts=amounts), amounts)


def _clash(request: HttpRequest, planner: Planner, form: PlanForm) -> HttpResponse:
    """Both sets of parts, and a form that from here on writes over the saved ones."""
    stored = plans.amounts(planner.saved.plan.data) if planner.saved else {}
    decimals = planner.indicator.decimals
    clash = {
        "rows": [
            (key, figure(mine, decimals), figure(stored.get(key), decimals))
            for key, mine in form.parts.items()
            if stored.get(key) != mine
        ],
        "by": (planner.saved and planner.saved.saved_by) or _("the system"),
        "at": planner.saved.saved_at if planner.saved else None,
    }
    answer = request.POST.copy()
    answer["version"] = str(planner.saved.version if planner.saved else 0)
    form.data = answer
    return _page(request, planner, form, form.parts, status=409, clash=clash)


@verb
def attach(request: HttpRequest, slug: str, number: int, code: str) -> HttpResponse:
    """Take the saved plan of one of its indicators over into a recommendation."""
    row = recommendation_of(request, slug, number)
    permit(request, "workplan.edit_recommendation", row)
    indicator = get_object_or_404(Indicator, year=row.meeting.year_id, code=code)
    plans_saved = CatchUpPlan.objects.filter(region=row.meeting.region_id, indicator=indicator)
    saved = plans_saved.select_related("plan", "indicator").first()
    if saved is None:
        raise Refused(_("No plan of %(code)s has been saved.") % {"code": code})
    recommendations.attach_plan(row, saved, by=signed_in(request))
    messages.success(request, _("The saved plan is taken over."))
    return redirect(row)
