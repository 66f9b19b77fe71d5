"""What two versions of a region's Masukan Rakornas say differently, side by side."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from federations.models import signed_in
from rakerwil.wording import NONE, figure, month_name
from workplan.exports.packages import Reader
from workplan.reporting import input_differences, national_inputs
from workplan.reporting.input_differences import InputDifference, Turn
from workplan.reporting.plain import Json
from workplan.views.national_inputs import place, version_or_404, versions_of

LEAD = {
    "as_of": _("Figures as of"),
    "score_to_date": _("Score to date"),
    "score": _("Score of the year"),
    "completeness": _("Completeness"),
    "meeting": _("Meeting"),
    "present": _("Present"),
    "full_delegates_present": _("Full delegates"),
    "decisions": _("Decisions"),
}
TEXTS = {"foreword": _("Foreword"), "remarks": _("Remarks and obstacles")}
OTHERS = {
    "kind": _("the kind"),
    "addressee": _("the addressee"),
    "due_on": _("the deadline"),
    "indicators": _("the indicators"),
    "raised_by": _("who raised it"),
    "figures": _("the figures"),
    "catch_up": _("the catch-up plan"),
    "owner": _("the owner"),
    "state": _("the state"),
}


class Row(NamedTuple):
    """One figure in both versions, as it is written there."""

    label: str
    before: str
    after: str


def differences(request: HttpRequest, year: int, region: str, version: int) -> HttpResponse:
    """A version against the one before it, or against the earlier one that the address asks for."""
    work_year, home = place(request, year, region)
    user = signed_in(request)
    after = version_or_404(user, home, work_year, version)
    earlier = [row for row in versions_of(user, home, work_year) if row.version < version]
    asked = request.GET.get("dari", "")
    before = next((row for row in earlier if not asked or str(row.version) == asked), None)
    if before is None:
        raise Http404
    packages = [national_inputs.exported(row) for row in (before, after)]
    found = input_differences.compare(*packages)
    context = {
        "region": home,
        "year": work_year,
        "before": before,
        "after": after,
        "options": [(str(row.version), str(row.version)) for row in earlier],
        "found": found,
        **words(found, packages),
    }
    return render(request, "workplan/national_input_differences.html", context)


def words(found: InputDifference, packages: list[Json]) -> dict[str, Any]:
    """The figures as each version writes them, the names of the rest."""
    old, new = map(Reader, packages)
    return {
        "lead": [
            Row(str(label), lead(name, found.lead[name].before, old), lead(name, found.lead[name].after, new))
            for name, label in LEAD.items()
            if name in found.lead
        ],
        "indicators": [
            {
                "code": row.code,
                "name": (new if row.code in new.framework else old).text(row.code, "name"),
                "turns": indicator(row.code, row.figures, old, new),
            }
            for row in found.indicators
        ],
        "texts": [(label, found.texts[name]) for name, label in TEXTS.items() if name in found.texts],
        "listed": [
            {"heading": heading, "id": name, "rows": rows, "reworded": reworded(rows)}
            for name, heading, rows in (
                ("h-recommendations", _("Recommendations"), found.recommendations),
                ("h-actions", _("Open actions"), found.actions),
            )
            if rows.is_any
        ],
    }


def reworded(rows: input_differences.Listed) -> list[dict[str, Any]]:
    """Each with the names of what else is not what it was."""
    return [{"row": row, "others": [str(OTHERS[name]) for name in row.others]} for row in rows.reworded]


def lead(name: str, value: str | None, reader: Reader) -> str:
    """One of the figures that lead."""
    if value is None:
        return NONE
    match name:
        case "as_of":
            return month_name(value)
        case "score" | "score_to_date":
            return reader.score(value)
        case "completeness":
            return reader.percent(value)
        case "meeting":
            return value
    return figure(value)


def indicator(code: str, figures: Mapping[str, Turn], old: Reader, new: Reader) -> list[dict[str, Any]]:
    """Target, actual and achievement of both, each with whether it turned."""
    labels = {"target": _("Target"), "actual": _("Actual"), "achievement_to_date": _("To date")}
    return [
        {
            "label": label,
            "before": amount(old, code, name, figures[name].before),
            "after": amount(new, code, name, figures[name].after),
            "is_other": figures[name].is_other,
        }
        for name, label in labels.items()
    ]


def amount(reader: Reader, code: str, name: str, value: str | None) -> str:
    """As the document writes it; nothing where that version has no such indicator."""
    if value is None or code not in reader.framework:
        return NONE
    return reader.percent(value) if name == "achievement_to_date" else reader.amount(code, value)
