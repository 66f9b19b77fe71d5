"""The month page saves by itself: rows and files that its script sends, each answered in a few words."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rakerwil.versions import Stale
from rakerwil.wording import clock
from workplan.actions import contributions
from workplan.actions.contributions import Outcome
from workplan.forms.contributions import ContributionForm
from workplan.reporting.months import Line
from workplan.views.contributions import Returned, look_again, sent_forms
from workplan.views.desks import Desk, desk
from workplan.views.frame import work_year_or_404
from workplan.views.lines import Row

PARTS = {
    "tag": "workplan/contribution_tag.html",
    "files": "workplan/contribution_files.html",
    "remarks": "workplan/contribution_remarks.html",
}
"""What of a row changes when something is saved."""


@require_POST
def save(request: HttpRequest, month: date) -> JsonResponse:
    """Keep the rows that were sent as drafts; the answer says of each what became of it.

    `rows`: by the row's key its `version`, `errors` by field, and where another version stands there `clash`
    and `stored`. `looks`: what every row of the page looks like now, since one figure can be doubtful by
    another's. Nothing is sent for verification here, and no locked month is corrected.
    """
    year = work_year_or_404(request, month.year)
    at = desk(request, year, month)
    if not at.may_enter:
        raise PermissionDenied
    forms = sent_forms(request, at)
    for form in forms:
        form.is_valid()
    outcomes = contributions.fill_in(at.chapter, [form.entry() for form in forms], by=at.user)
    fresh = desk(request, year, month)
    return JsonResponse(
        {
            "saved": _("Saved %(time)s") % {"time": clock(timezone.now(), at.chapter.region.zone)},
            "rows": {
                Row(form.line).key: answer(form, outcome, at)
                for form, outcome in zip(forms, outcomes, strict=True)
            },
            "looks": dict(looks(fresh, fresh.whole.lines(month) + fresh.whole.returned(month))),
        }
    )


def answer(form: ContributionForm, outcome: Outcome, at: Desk) -> dict[str, Any]:
    """What became of one row."""
    told: dict[str, Any] = {"version": outcome.version}
    left = Returned()
    look_again(form, outcome, left)
    if isinstance(outcome.refusal, Stale) and outcome.row is not None:
        stored = ContributionForm(replace(form.line, row=outcome.row))
        return {
            "version": outcome.row.version,
            "stored": stored.shown(),
            "clash": render_to_string(
                "workplan/contribution_clash.html",
                {"rows": left.clash, "row": outcome.row, "zone": at.chapter.region.zone},
            ),
        }
    if form.errors:
        told["errors"] = {
            form[name].auto_id: " ".join(map(str, errors)) for name, errors in form.errors.items()
        }
    return told


def looks(at: Desk, lines: Iterable[Line]) -> Iterable[tuple[str, dict[str, str]]]:
    """By the row's key: how far it has come, its files, what should be looked at."""
    for line in lines:
        row = at.row(line, {})
        shown = {"row": row, "line": line, "form": row.form}
        yield (
            row.key,
            {part: render_to_string(template, shown).strip() for part, template in PARTS.items()},
        )
