"""What programs can read: the figures of the pages, within the same scopes, and the API's own description."""

from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Literal

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from federations.models import Region, User
from federations.views.api import view
from rakerwil import jsonfiles
from rakerwil.api import PER_MINUTE, Asked, Endpoint, NoAnswer, Parameter
from rakerwil.openapi import description
from workplan.exports.rollup import federation_csv, listed_csv, rollup_csv
from workplan.models import Indicator, Recommendation, WorkYear
from workplan.reporting import rollup, shapes
from workplan.reporting.national_inputs import recommendation_json
from workplan.reporting.plain import catch_up_json, definition_json, federation_json, name_json, rollup_json
from workplan.reporting.rollup import NotYet
from workplan.views.federations import visible_federations

YEAR = Parameter("year", shapes.Year, gettext_lazy("The work year; the newest open one, if left out."))
AS_OF = Parameter(
    "as_of",
    shapes.Month,
    gettext_lazy("The month to look back from; the last whose due day has come, if left out."),
)
FORMAT = Parameter("format", Literal["json", "csv"], gettext_lazy("JSON, if left out; CSV for spreadsheets."))
REGION = Parameter("region", shapes.RegionCode, gettext_lazy("A region's code."))


def read_rollup(user: User, asked: Asked) -> shapes.RollupFigures:
    """What the dashboards show: the nation to those who see it, otherwise the caller's own regions."""
    year, sees_nation = asked_year(asked), user.scope.sees_nation
    month = asked_month(year, asked)
    if sees_nation and "region" not in asked:
        return rollup_json(rollup.nation(year, month))
    chosen = asked_regions(user, asked)
    return rollup_json(rollup.regions(year, chosen, month, with_nation=sees_nation))


def read_federation(user: User, asked: Asked) -> shapes.FederationFigures:
    """What a federation's page shows."""
    federation = get_object_or_404(visible_federations(user), code=asked["federation"])
    year = asked_year(asked)
    return federation_json(rollup.nation(year, asked_month(year, asked)), federation.code)


def read_catch_up(user: User, asked: Asked) -> shapes.CatchUpPlan:
    """The plan on the page of a region's indicator."""
    year, (region,) = asked_year(asked), asked_regions(user, asked)
    indicator = get_object_or_404(Indicator, year=year, code=asked["indicator"])
    return catch_up_json(rollup.catch_up(year, region, indicator, asked_month(year, asked)))


def read_indicators(_user: User, asked: Asked) -> shapes.Framework:
    """What the framework's page shows."""
    year = asked_year(asked)
    rows = Indicator.objects.filter(year=year).select_related("objective", "subset_of")
    return {"year": year.year, "state": year.state, "indicators": [definition_json(row) for row in rows]}


def read_recommendations(user: User, asked: Asked) -> shapes.Recommendations:
    """What the list of recommendations and their pages show."""
    year = asked_year(asked)
    rows = (
        Recommendation.objects.visible_to(user)
        .filter(meeting__year=year)
        .select_related(
            "meeting",
            "figures",
            "disposition__merged_into__meeting",
            "disposition__merged_into_composite__year",
        )
        .prefetch_related("indicators", "raised_by__federation", "raised_by__district")
        .order_by("meeting__region__code", "meeting__starts_at", "number")
    )
    return {"year": year.year, "recommendations": [recommendation_json(row) for row in rows]}


def read_regions(_user: User, _asked: Asked) -> shapes.Regions:
    """What the directory shows to everybody."""
    return {"regions": [name_json(region) for region in Region.objects.all()]}


def asked_year(asked: Asked) -> WorkYear:
    """The work year asked for, or the newest open one, or the newest; raises NoAnswer."""
    years = WorkYear.objects.all()
    if "year" in asked:
        found = years.filter(year=asked["year"]).first()
    else:
        found = years.filter(state="open").first() or years.first()
    if found is None:
        names = {"year": asked.get("year", "")}
        raise NoAnswer(404, "no_year", _("There is no work year %(year)s.") % names)
    return found


def asked_month(year: WorkYear, asked: Asked) -> date:
    """The month asked for, or the default; raises NoAnswer for one to come, or of another year."""
    text = asked.get("as_of")
    try:
        return rollup.as_of_month(year, date.fromisoformat(f"{text}-01") if text else None)
    except NotYet as error:
        raise NoAnswer(400, "unknown_month", str(error)) from error


def asked_regions(user: User, asked: Asked) -> Sequence[Region]:
    """The region asked for, otherwise all whose work the caller sees; outside 404, and 403 without any."""
    regions = Region.objects.worked_in_by(user)
    if "region" in asked:
        return [get_object_or_404(regions, code=asked["region"])]
    if not regions:
        raise NoAnswer(403, "no_region", _("Your role covers no region's figures."))
    return list(regions)


ENDPOINTS = (
    Endpoint(
        "rollup",
        gettext_lazy("Figures of a work year as of a month"),
        gettext_lazy(
            "Nation, regions and chapters with every indicator. Only verified reports count. Those who do "
            "not see the nation get the regions of their own scope, and null for the nation."
        ),
        shapes.RollupFigures,
        read_rollup,
        (YEAR, AS_OF, REGION, FORMAT),
        rollup_csv,
    ),
    Endpoint(
        "federation",
        gettext_lazy("A federation's chapters in all regions"),
        gettext_lazy("For the federation's own office and those who see the nation."),
        shapes.FederationFigures,
        read_federation,
        (
            Parameter(
                "federation", shapes.FederationCode, gettext_lazy("A federation's code."), is_required=True
            ),
            YEAR,
            AS_OF,
            FORMAT,
        ),
        federation_csv,
    ),
    Endpoint(
        "catch_up",
        gettext_lazy("A region's catch-up plan for one indicator"),
        gettext_lazy("Who brings how much, so that the parts add up to the gap."),
        shapes.CatchUpPlan,
        read_catch_up,
        (
            Parameter("region", shapes.RegionCode, REGION.about, is_required=True),
            Parameter(
                "indicator", shapes.IndicatorCode, gettext_lazy("An indicator's code."), is_required=True
            ),
            YEAR,
            AS_OF,
            FORMAT,
        ),
        lambda plan: listed_csv(plan["parts"]),
    ),
    Endpoint(
        "indicators",
        gettext_lazy("The framework of a work year"),
        gettext_lazy("Every indicator as it is defined, in both languages."),
        shapes.Framework,
        read_indicators,
        (YEAR, FORMAT),
        lambda framework: listed_csv(framework["indicators"]),
    ),
    Endpoint(
        "recommendations",
        gettext_lazy("Recommendations of a year's meetings"),
        gettext_lazy("With the figures and the plan that each was adopted with; as JSON only."),
        shapes.Recommendations,
        read_recommendations,
        (YEAR,),
        is_figures=False,
    ),
    Endpoint(
        "regions",
        gettext_lazy("The regions by code and name"),
        gettext_lazy("Names are everybody's."),
        shapes.Regions,
        read_regions,
        (FORMAT,),
        lambda directory: listed_csv(directory["regions"]),
    ),
)

VIEWS = {endpoint.name: view(endpoint) for endpoint in ENDPOINTS}


@cache
def document() -> bytes:
    """The description as it is served; it holds no datum of anybody."""
    return jsonfiles.written(description(ENDPOINTS, "Rakerwil", settings.SITE_URL))


@login_not_required
@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """The description for generators of clients."""
    return HttpResponse(document(), "application/json")


def guide(request: HttpRequest) -> HttpResponse:
    """The description for people."""
    context = {
        "endpoints": ENDPOINTS,
        "site": settings.SITE_URL.rstrip("/"),
        "per_minute": PER_MINUTE,
        "problems": PROBLEMS,
    }
    return render(request, "workplan/api_detail.html", context)


PROBLEMS = (
    (400, gettext_lazy("A parameter is unknown, missing or malformed, or the month is still to come.")),
    (401, gettext_lazy("No token, or one that is unknown, expired or revoked.")),
    (403, gettext_lazy("Your role, or the token, does not cover this.")),
    (404, gettext_lazy("There is nothing of this name that you may see.")),
    (405, gettext_lazy("The API is read with GET only.")),
    (429, gettext_lazy("Too many questions in a minute; the answer says how long to wait.")),
)
