"""The national inbox: which regions have sent their Masukan Rakornas, late or not at all; reminding them."""

from collections.abc import Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from federations.models import Region, signed_in
from rakerwil.access import permit, verb
from workplan.actions import reminders as actions
from workplan.enums import InputState
from workplan.exports import input_messages
from workplan.models import WorkYear
from workplan.reporting import input_arrivals
from workplan.reporting.input_arrivals import RegionInput
from workplan.views.arrivals import Message
from workplan.views.frame import work_year_or_404

COLUMNS = (
    (InputState.SUBMITTED, "wait"),
    (InputState.RECEIVED, "done"),
    (InputState.RETURNED, "back"),
    (InputState.PREPARING, "draft"),
)


def national_year(request: HttpRequest, year: int) -> WorkYear:
    """The year, for those who see the nation; 403 for everyone else."""
    if not signed_in(request).scope.sees_nation:
        raise PermissionDenied
    return work_year_or_404(request, year)


def inbox(request: HttpRequest, year: int) -> HttpResponse:
    """Every region that works in the year, by how far its package has come."""
    work_year = national_year(request, year)
    rows = input_arrivals.of_year(work_year, timezone.localdate())
    sent = [row for row in rows if row.sent is not None]
    text = input_messages.reminder(work_year, rows)
    context = {
        "year": work_year,
        "columns": columns(rows, year),
        "sent": sorted(sent, key=lambda row: row.state != InputState.SUBMITTED),
        "waiting": [row.sent for row in sent if row.state == InputState.SUBMITTED],
        "owing": [(row, input_messages.told(row)) for row in rows if row.sent is None],
        "late": sum(row.is_late for row in sent),
        "count": len(rows),
        "message": Message("message", text) if text else None,
        "may_answer": signed_in(request).has_perm("workplan.decide_input"),
    }
    return render(request, "workplan/national_input_inbox.html", context)


def columns(rows: Sequence[RegionInput], year: int) -> list[dict[str, object]]:
    """The regions by state, and those that have not begun."""
    found: list[dict[str, object]] = [
        {
            "look": look,
            "word": state.label,
            "rows": [line(row.region, year) for row in rows if row.state == state],
        }
        for state, look in COLUMNS
    ]
    not_begun = [line(row.region, year) for row in rows if row.state is None]
    return [*found, {"look": "na", "word": _("Not begun"), "rows": not_begun}]


def line(region: Region, year: int) -> dict[str, str]:
    """A region's line in a column."""
    return {"url": reverse("national_input", args=(year, region.code)), "label": region.name}


@verb
def remind(request: HttpRequest, year: int) -> HttpResponse:
    """A letter to the coordinator of each region that the page showed and that still owes its input."""
    work_year = national_year(request, year)
    permit(request, "workplan.decide_input")
    asked = Region.objects.filter(code__in=request.POST.getlist("wilayah"))
    count = actions.remind_of_inputs(work_year, list(asked))
    told = ngettext(
        "%(count)s letter is in the outbox, once a day to each coordinator.",
        "%(count)s letters are in the outbox, once a day to each coordinator.",
        count,
    )
    messages.success(request, told % {"count": count})
    return redirect("inbox", year)
