"""Files brought in on the web: chosen, looked through, confirmed; and empty ones to fill in."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from federations.models import User, signed_in
from rakerwil.access import attachment
from rakerwil.csvfiles import FileRefused, Problem, written
from rakerwil.spreadsheets import XLSX
from rakerwil.transitions import Refused
from workplan.exports.import_batches import empty_workbook
from workplan.forms.imports import ConfirmForm, ImportForm
from workplan.imports.kinds import KINDS, Kind
from workplan.imports.results import Result
from workplan.models import WorkYear
from workplan.views.frame import work_year_or_404

SHOWN = 200
"""How many problems a page lists."""


def kinds_of(user: User) -> list[Kind]:
    """What the user may bring in: the national office all; others what they enter by hand. Else 403."""
    scope = user.scope
    if user.has_perm("workplan.manage_framework"):
        return list(KINDS.values())
    own = [kind for kind in KINDS.values() if kind.is_own]
    if not own or not (scope.runs_region_ids or scope.chapter_ids):
        raise PermissionDenied
    return own


def choices(kinds: list[Kind]) -> list[tuple[str, str | Promise]]:
    """As a form offers them."""
    return [(kind.code, kind.label) for kind in kinds]


def choose(request: HttpRequest, year: int) -> HttpResponse:
    """Choose a file; sent, it is tried and nothing is written yet."""
    work_year = work_year_or_404(request, year)
    kinds = kinds_of(signed_in(request))
    if request.method != "POST":
        return page(request, work_year, kinds, ImportForm(kinds=choices(kinds)))
    form = ImportForm(request.POST, request.FILES, kinds=choices(kinds))
    if not form.is_valid():
        return page(request, work_year, kinds, form, status=422)
    kind, text = KINDS[form.cleaned_data["kind"]], form.cleaned_data["file"]
    initial = {"kind": kind.code, "file_name": form.file_name[-200:], "text": text}
    try:
        with transaction.atomic():
            result = kind.take(text, year, signed_in(request), form.file_name)
            transaction.set_rollback(True)
    except FileRefused as refusal:
        return preview(request, work_year, kind, form.file_name, problems=refusal.problems)
    except Refused as refusal:
        return preview(request, work_year, kind, form.file_name, problems=[Problem(0, "", str(refusal))])
    confirm = ConfirmForm(kinds=choices(kinds), initial=initial)
    return preview(request, work_year, kind, form.file_name, result=result, form=confirm)


@require_POST
def confirm(request: HttpRequest, year: int) -> HttpResponse:
    """Write what the preview showed; it is checked once more, since the year may have moved on."""
    work_year = work_year_or_404(request, year)
    kinds = kinds_of(signed_in(request))
    form = ConfirmForm(request.POST or None, kinds=choices(kinds))
    if not form.is_valid():
        return redirect("import", year)
    kind, name = KINDS[form.cleaned_data["kind"]], form.cleaned_data["file_name"]
    try:
        result = kind.take(form.cleaned_data["text"], year, signed_in(request), name)
    except FileRefused as refusal:
        return preview(request, work_year, kind, name, problems=refusal.problems)
    except Refused as refusal:
        return preview(request, work_year, kind, name, problems=[Problem(0, "", str(refusal))])
    messages.success(request, _("%(file)s taken in: %(counts)s.") % {"file": name, "counts": result})
    return redirect("import", year)


def template(request: HttpRequest, year: int, kind: str, wanted: str) -> HttpResponse:
    """An empty file with the columns of its kind."""
    work_year = work_year_or_404(request, year)
    chosen = next((each for each in kinds_of(signed_in(request)) if each.code == kind), None)
    if chosen is None or wanted not in ("csv", "xlsx"):
        raise Http404
    name = f"{chosen.code}-{work_year.year}.{wanted}"
    if wanted == "xlsx":
        return attachment(empty_workbook(str(chosen.label), chosen.columns), name, XLSX)
    content = "\N{BYTE ORDER MARK}".encode() + written([chosen.columns])
    return attachment(content, name, "text/csv; charset=utf-8")


def page(
    request: HttpRequest, year: WorkYear, kinds: list[Kind], form: ImportForm, status: int = 200
) -> HttpResponse:
    """Where a file is chosen."""
    context = {"year": year, "kinds": kinds, "form": form}
    return render(request, "workplan/import_form.html", context, status=status)


def preview(
    request: HttpRequest,
    year: WorkYear,
    kind: Kind,
    file_name: str,
    *,
    result: Result | None = None,
    problems: Any = (),
    form: ConfirmForm | None = None,
) -> HttpResponse:
    """What would change, or what is wrong and where."""
    context = {
        "year": year,
        "kind": kind,
        "file_name": file_name,
        "result": result,
        "problems": problems[:SHOWN],
        "count": len(problems),
        "more": max(len(problems) - SHOWN, 0),
        "form": form,
    }
    return render(request, "workplan/import_preview.html", context, status=422 if problems else 200)
