"""A region's Masukan Rakornas: preview, edit, submit; receive or return; its files."""

from dataclasses import asdict
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from federations.models import Letterhead, Region, User, signed_in
from rakerwil.access import attachment, permit, verb
from rakerwil.forms import ReasonForm
from rakerwil.versions import Stale
from workplan.actions import national_inputs as actions
from workplan.enums import InputState
from workplan.exports.national_inputs import frozen_pdf, masukan
from workplan.exports.rakornas import CONTENT_TYPES, FORMATS, masukan_file
from workplan.forms.national_inputs import NationalInputForm
from workplan.models import NationalInput, Transition, WorkYear
from workplan.reporting import national_inputs as reporting
from workplan.views.frame import work_year_or_404
from workplan.views.input_checklists import checklist


def place(request: HttpRequest, year: int, region: str) -> tuple[WorkYear, Region]:
    """The year and region of the address; outside the user's scope 404, without any right to inputs 403."""
    user = signed_in(request)
    home = get_object_or_404(Region.objects.worked_in_by(user), code=region)
    scope = user.scope
    if not (scope.sees_nation or home.pk in scope.runs_region_ids | scope.chapter_region_ids):
        raise PermissionDenied
    return work_year_or_404(request, year), home


def versions_of(user: User, region: Region, year: WorkYear) -> list[NationalInput]:
    """Every version the user may see, the newest first; what is frozen is read when it is asked for."""
    rows = (
        NationalInput.objects.visible_to(user)
        .filter(region=region, year=year)
        .select_related("meeting__region", "snapshot")
        .defer("pdf", "snapshot__content")
        .order_by("-version")
    )
    for row in (found := list(rows)):
        row.region, row.year = region, year
    return found


def current(
    user: User, versions: list[NationalInput], region: Region, year: WorkYear
) -> NationalInput | None:
    """The newest version the user may see; for those who prepare it, a first one not saved yet."""
    if not versions and user.has_perm("workplan.prepare_input", region):
        return reporting.draft(region, year)
    return versions[0] if versions else None


def national_input(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """The package as it will be, or was, sent; with its form while it is in preparation."""
    work_year, home = place(request, year, region)
    user = signed_in(request)
    versions = versions_of(user, home, work_year)
    package = current(user, versions, home, work_year)
    if package is None:
        return render(request, "workplan/national_input_missing.html", {"region": home, "year": work_year})
    may_edit = user.has_perm("workplan.prepare_input", home) and not package.is_frozen
    if request.method == "POST":
        if not may_edit:
            raise PermissionDenied
        return save(request, package)
    form = NationalInputForm(instance=package) if may_edit else None
    return page(request, package, form, versions=versions)


def save(request: HttpRequest, package: NationalInput) -> HttpResponse:
    """Keep what was typed; a stale edit shows both versions and loses neither."""
    if request.POST.get("clash") == "stored":
        return redirect("national_input", package.year.year, package.region.code)
    form = NationalInputForm(request.POST, instance=package)
    if not form.is_valid():
        return page(request, package, form, status=422)
    seen = package.edit_version if request.POST.get("clash") == "mine" else form.cleaned_data["seen"]
    typed = {name: form.cleaned_data[name] for name in ("as_of", "meeting", "foreword", "remarks")}
    stored = actions.prepare(package.region, package.year, by=signed_in(request))
    try:
        actions.edit(stored, seen=seen, by=signed_in(request), **typed)
    except Stale:
        stored.refresh_from_db()
        form.instance = stored
        return page(request, stored, form, status=409, is_stale=True)
    messages.success(request, _("Saved."))
    return redirect("national_input", package.year.year, package.region.code)


def page(
    request: HttpRequest,
    package: NationalInput,
    form: NationalInputForm | None,
    *,
    versions: list[NationalInput] | None = None,
    status: int = 200,
    is_stale: bool = False,
) -> HttpResponse:
    """The page of one package; `versions`, where they are at hand."""
    user = signed_in(request)
    content = reporting.exported(package)
    lines = checklist(user, package, content) if form else []
    if versions is None:
        versions = versions_of(user, package.region, package.year)
    context: dict[str, Any] = {
        "package": package,
        "region": package.region,
        "year": package.year,
        "form": form,
        "is_stale": is_stale,
        "document": masukan(content),
        "checklist": lines,
        "missing": [line.words for line in lines if line.check.is_grave],
        "changes": [asdict(change) for change in reporting.changes(package)],
        "versions": versions,
        "returned": returned(package, versions),
        "log": steps(package),
        "may_submit": form is not None and user.has_perm("workplan.submit_input", package),
        "may_decide": package.state == InputState.SUBMITTED
        and user.has_perm("workplan.decide_input", package),
        "downloads": [
            {
                "url": reverse("national_input_file", args=(*place_of(package), wanted)),
                "label": wanted.upper(),
            }
            for wanted in FORMATS
        ],
    }
    return render(request, "workplan/national_input_detail.html", context, status=status)


def returned(package: NationalInput, versions: list[NationalInput]) -> NationalInput | None:
    """The version that came back with a reason: this one, or the one that this one is to mend."""
    if package.is_frozen:
        return package if package.return_reason else None
    return next((row for row in versions if row.version == package.version - 1), None)


STEPS = {
    "prepare": gettext_lazy("Preparation begun"),
    "submit": gettext_lazy("Submitted to the national office"),
    "receive": gettext_lazy("Received at Rakornas"),
    "return": gettext_lazy("Returned to the region"),
}


def place_of(package: NationalInput) -> tuple[int, str, int]:
    """What the addresses of its files need."""
    return package.year.year, package.region.code, package.version


def steps(package: NationalInput) -> list[dict[str, Any]]:
    """What happened to the package: when, what, by whom, why."""
    if package._state.adding:
        return []
    return [
        {"at": step.at, "text": STEPS[step.verb], "reason": step.reason, "who": step.by or _("the system")}
        for step in Transition.objects.of(package).select_related("by__person")
    ]


@verb
def submit(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """Freeze and send: figures, recommendations, attendance, and the PDF as it is at this moment."""
    work_year, home = place(request, year, region)
    user = signed_in(request)
    permit(request, "workplan.submit_input", home)
    package = actions.prepare(home, work_year, by=user)
    if package.is_frozen:
        messages.info(request, _("This package has been submitted already."))
        return redirect("national_input", year, region)
    at = timezone.now()
    content = reporting.content(package, submitted_at=at)
    logo = Letterhead.of(home).logo_text
    actions.submit(package, package=content, pdf=frozen_pdf(content, logo), by=user, at=at)
    messages.success(request, _("Submitted to the national office. Its figures no longer change."))
    return redirect("national_input", year, region)


@verb
def receive(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """The national office takes it in."""
    package = sent(request, year, region)
    actions.receive(package, by=signed_in(request))
    messages.success(request, _("Received. The region sees it."))
    return redirect("inbox", year)


@verb
def send_back(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """Return it to the region with a reason; a new version opens there."""
    package = sent(request, year, region)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.send_back(package, by=signed_in(request), reason=reason)
    messages.success(request, _("Returned to the region with your reason."))
    return redirect("inbox", year)


def sent(request: HttpRequest, year: int, region: str) -> NationalInput:
    """The newest submitted version of a region, for those who decide on it."""
    work_year, home = place(request, year, region)
    permit(request, "workplan.decide_input")
    package = (
        NationalInput.objects.submitted().filter(region=home, year=work_year).order_by("-version").first()
    )
    if package is None:
        raise Http404
    return package


def version_or_404(user: User, region: Region, year: WorkYear, version: int) -> NationalInput:
    """One version, also a first one that is not saved yet; 404 for one that is not there or not theirs."""
    versions = versions_of(user, region, year)
    newest = current(user, versions, region, year)
    for row in [newest, *versions]:
        if row is not None and row.version == version:
            return row
    raise Http404


def file(request: HttpRequest, year: int, region: str, version: int, wanted: str) -> HttpResponse:
    """One version as PDF, workbook, CSV or JSON: frozen bytes where it is frozen, otherwise the draft."""
    work_year, home = place(request, year, region)
    user = signed_in(request)
    package = version_or_404(user, home, work_year, version)
    content = masukan_file(
        reporting.exported(package),
        wanted,
        kept_pdf=bytes(package.pdf) if package.pdf else None,
        logo=Letterhead.of(home).logo_text,
    )
    name = f"masukan-rakornas-{home.code}-{year}-v{version}.{wanted}"
    return attachment(content, name, CONTENT_TYPES[wanted])
