"""A region's targets in one grid, and the nation's own of ratios: read, typed, saved."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from federations.models import Region, User, signed_in
from rakerwil.access import permit
from rakerwil.forms import differences
from rakerwil.transitions import Refused
from rakerwil.versions import Stale
from workplan.actions import targets
from workplan.forms.agreements import AgreeForm, ProposeForm
from workplan.forms.growth import GrowthForm
from workplan.forms.targets import TargetGridForm
from workplan.models import Agreement, Consequence, Indicator, Transition
from workplan.reporting import histories, promises, revisions
from workplan.reporting.growth import Proposal
from workplan.reporting.promises import Promises
from workplan.views.consequences import came_from
from workplan.views.frame import work_year_or_404, work_years


def place(request: HttpRequest, year: int, region: str | None) -> Promises:
    """What the region of the address promises, or without one the nation; outside the user's scope 404."""
    user = signed_in(request)
    work_year = work_year_or_404(request, year)
    before = next((each for each in work_years(request) if each.year == year - 1), None)
    if region is None:
        return promises.of_nation(work_year, before)
    home = get_object_or_404(Region.objects.promises_visible_to(user), code=region)
    return promises.of_region(work_year, home, before)


def address(promised: Promises) -> str:
    """Where these targets stand."""
    if promised.region is None:
        return reverse("national_targets", args=[promised.year.year])
    return reverse("targets", args=[promised.year.year, promised.region.code])


def code_of(promised: Promises) -> str | None:
    """The region's code; None for the nation."""
    return promised.region.code if promised.region else None


def may_type(user: User, promised: Promises) -> bool:
    """A draft is the region's and the national office's to type; a revision only the national office's."""
    if promised.year.is_closed:
        return False
    agreement = promised.agreement
    if agreement is None or agreement.is_draft:
        return user.has_perm("workplan.edit_agreement", promised.region)
    return agreement.has_open_lines and user.has_perm("workplan.decide_agreement")


def grid(request: HttpRequest, year: int, region: str | None = None) -> HttpResponse:
    """The grid; typed and saved by those who may while the agreement is open."""
    promised = place(request, year, region)
    if request.method != "POST":
        return page(request, promised)
    permit(request, "workplan.edit_agreement", promised.region)
    agreement = promised.agreement
    if agreement is not None:
        try:
            targets.refuse_uneditable(agreement)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(address(promised))
        if agreement.is_proposed:
            permit(request, "workplan.decide_agreement")
    if request.POST.get("clash") == "stored":
        messages.info(request, _("The saved version stays."))
        return redirect(address(promised))
    if "fill" in request.POST or "preview" in request.POST:
        return grow(request, promised)
    return save(request, promised)


def grow(request: HttpRequest, promised: Promises) -> HttpResponse:
    """Show what the growth rules propose from last year, or put it into the grid; nothing is saved yet."""
    growth = GrowthForm(request.POST, promises=promised)
    typed = typed_in(request, promised)
    if not growth.is_valid():
        return page(
            request, promised, TargetGridForm(initial=typed, promises=promised), growth=growth, status=422
        )
    if "fill" in request.POST:
        typed, count = growth.filled(typed)
        text = ngettext(
            "%(count)s target filled in. Check it, then save.",
            "%(count)s targets filled in. Check them, then save.",
            count,
        )
        messages.info(request, text % {"count": count})
    form = TargetGridForm(initial=typed, promises=promised)
    return page(request, promised, form, growth=growth, proposals=growth.proposals)


def typed_in(request: HttpRequest, promised: Promises) -> dict[str, str]:
    """What stands in the grid's fields as they were sent, whatever it is; else what is saved."""
    form = TargetGridForm(promises=promised)
    return {name: request.POST.get(name, saved_text(form[name])) for name in form.fields}


def saved_text(field: BoundField) -> str:
    """A field's saved value as its page shows it."""
    return str(field.field.widget.format_value(field.value()) or "")


def save(request: HttpRequest, promised: Promises) -> HttpResponse:
    """Keep what was typed; who was overtaken sees both versions."""
    form = TargetGridForm(request.POST, promises=promised)
    if not form.is_valid():
        return page(request, promised, form, status=422)
    stored = promised.agreement.version if promised.agreement else 0
    seen = stored if request.POST.get("clash") == "mine" else form.cleaned_data["version"]
    try:
        count = targets.save_lines(promised.year, promised.region, seen, form.lines, by=signed_in(request))
    except Stale:
        fresh = place(request, promised.year.year, code_of(promised))
        return clash(request, fresh, form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(address(promised))
    messages.success(
        request, ngettext("Saved: %(count)s line.", "Saved: %(count)s lines.", count) % {"count": count}
    )
    return redirect(address(promised))


def clash(request: HttpRequest, promised: Promises, typed: dict[str, Any]) -> HttpResponse:
    """Both versions, and a form that from here on writes over the newer one. Nothing typed is lost.

    Where the two agree, as after a double tap, nothing is left to choose.
    """
    agreement = promised.agreement
    if agreement is None:
        raise PermissionDenied
    mine, stored = (TargetGridForm(promises=promised, initial=values) for values in (typed, None))
    rows = differences(mine, stored)
    if not rows:
        messages.success(request, _("Saved."))
        return redirect(address(promised))
    answer = request.POST.copy()
    answer["version"] = str(agreement.version)
    form = TargetGridForm(answer, promises=promised)
    latest = agreement.history.select_related("history_user__person").first()
    told = {
        "rows": rows,
        "by": (latest and latest.history_user) or _("the system"),
        "at": latest and latest.history_date,
    }
    return page(request, promised, form, clash=told, status=409)


def page(
    request: HttpRequest,
    promised: Promises,
    form: TargetGridForm | None = None,
    *,
    growth: GrowthForm | None = None,
    proposals: dict[str, Proposal] | None = None,
    propose_form: ProposeForm | None = None,
    agree_form: AgreeForm | None = None,
    clash: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """The page in any state, for any reader."""
    user = signed_in(request)
    agreement, region = promised.agreement, promised.region
    is_typed = may_type(user, promised)
    form = form or TargetGridForm(promises=promised)
    growth = growth or GrowthForm(initial=request.POST.dict(), promises=promised)
    has_growth = is_typed and growth.can_grow and not form.is_revision
    is_office = user.has_perm("workplan.decide_agreement") and not promised.year.is_closed
    context = {
        "year": promised.year,
        "region": region,
        "agreement": agreement,
        "promised": promised,
        "form": form if is_typed else None,
        "came_from": came_from(user, Consequence.objects.filter(target__agreement=agreement))
        if agreement
        else [],
        "rows": list(form.rows(growth if has_growth else None, proposals)),
        "is_revision": agreement is not None and agreement.is_under_revision,
        "growth": growth if has_growth else None,
        "has_proposals": bool(proposals),
        "clash": clash,
        "propose_form": propose_form or ProposeForm(),
        "agree_form": agree_form or AgreeForm(agreement=agreement),
        "log": histories.of_agreement(agreement) if agreement else [],
        "steps": steps(agreement, is_proposed=region is not None),
        "revisions": revisions.of_agreement(agreement, [line.indicator for line in promised.lines])
        if agreement and agreement.has_been_agreed
        else [],
        "may_propose": may_propose(user, promised),
        "may_decide": is_office and agreement is not None and can_agree(agreement),
        "may_send_back": is_office and region is not None and agreement is not None and agreement.is_proposed,
        "may_revise": is_office and agreement is not None and agreement.is_agreed,
        "may_pledge": region is not None,
        "is_typed_revision": is_typed and agreement is not None and agreement.is_under_revision,
        "columns": 9,
        "has_baselines": any(line.indicator.takes_baseline for line in promised.lines),
        "steps_title": _("The agreement") if region else _("State"),
        "save_note": _("Nothing counts before it is agreed."),
        "grid_say": said_above(agreement) if is_typed else "",
        "zone": region.zone if region else None,
        "sent_back": sent_back(agreement),
        **verbs(promised),
    }
    return render(request, "workplan/target_grid.html", context, status=status)


def verbs(promised: Promises) -> dict[str, str]:
    """Addresses of the steps that a region and the nation share."""
    year, region = promised.year.year, promised.region
    where: tuple[object, ...]
    if region is None:
        names, where = ("national_targets_agree", "national_targets_revise"), (year,)
    else:
        names, where = ("agreement_agree", "agreement_revise"), (year, region.code)
    agree, revise = (reverse(name, args=where) for name in names)
    return {"agree_url": agree, "revise_url": revise}


def sent_back(agreement: Agreement | None) -> str:
    """Why the national office sent it back, while that is what waits to be answered."""
    if agreement is None or not agreement.is_draft:
        return ""
    last = Transition.objects.of(agreement).exclude(reason="").last()
    return last.reason if last is not None and last.verb == "send_back" else ""


def said_above(agreement: Agreement | None) -> str:
    """How to fill in the grid."""
    if agreement is not None and agreement.is_under_revision:
        return _("Change only what changes: each changed line needs its month, reason and letter.")
    return _("An empty field is no target; 0 is one.")


def can_agree(agreement: Agreement) -> bool:
    """Proposed by the region; the nation's own needs no proposal."""
    return agreement.is_proposed or (agreement.region_id is None and agreement.is_draft)


def may_propose(user: User, promised: Promises) -> bool:
    """The coordinator, once there is something to propose."""
    agreement = promised.agreement
    if agreement is None or not agreement.is_draft or promised.year.is_closed or promised.region is None:
        return False
    return user.has_perm("workplan.propose_agreement", promised.region)


def steps(agreement: Agreement | None, *, is_proposed: bool) -> list[dict[str, Any]]:
    """The agreement's way: which step it stands at, and the dates of those behind it.

    Nobody proposes the nation's own; only its revision waits to be agreed.
    """
    state = agreement.state if agreement else "draft"
    proposed = agreement.proposed_at if agreement and state != "draft" else None
    agreed = agreement.agreed_on if agreement else None
    revised = agreement is not None and agreement.is_under_revision
    way: list[dict[str, Any]] = [
        {"state": "draft", "word": _("Draft"), "is_here": state == "draft", "moment": None, "day": None},
        {
            "state": "proposed",
            "word": _("Revision under way") if revised and state == "proposed" else _("Proposed"),
            "is_here": state == "proposed",
            "moment": proposed,
            "day": None,
        },
        {
            "state": "agreed",
            "word": _("Agreed"),
            "is_here": state == "agreed",
            "moment": None,
            "day": agreed,
        },
    ]
    return [step for step in way if is_proposed or step["is_here"] or step["state"] != "proposed"]


def history(request: HttpRequest, year: int, code: str, region: str | None = None) -> HttpResponse:
    """One indicator's target and pledges in the region: old, new, who, when, why."""
    promised = place(request, year, region)
    indicator = get_object_or_404(
        Indicator.objects.select_related("objective"), year=promised.year, code=code
    )
    origin_rows = Consequence.objects.filter(
        target__agreement__year=promised.year,
        target__agreement__region=promised.region,
        target__indicator=indicator,
    )
    context = {
        "year": promised.year,
        "region": promised.region,
        "indicator": indicator,
        "zone": promised.region.zone if promised.region else None,
        "address": address(promised),
        "came_from": came_from(signed_in(request), origin_rows),
        "log": histories.of_promise(promised.agreement, promised.region, indicator),
    }
    return render(request, "workplan/target_history.html", context)
