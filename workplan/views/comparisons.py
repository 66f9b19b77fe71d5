"""One indicator over the years, region beside region."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from federations.models import Region, User, signed_in
from rakerwil.numbers import Exact
from rakerwil.wording import percent
from rakerwil.yearcharts import Year, YearColumns, year_columns
from workplan.forms.comparisons import NATION, ComparisonForm
from workplan.models import Indicator
from workplan.reporting import comparisons, stories
from workplan.reporting.comparisons import Comparison, Row, YearOf
from workplan.reporting.stories import Outcomes
from workplan.views.frame import work_year_or_404
from workplan.views.origins import writer

FULL = 100
"""Percent of what is expected by then."""


def comparison(request: HttpRequest, year: int) -> HttpResponse:
    """The indicator and the regions that the address asks for, in every year that has the indicator."""
    user = signed_in(request)
    work_year = work_year_or_404(request, year)
    sees_nation = user.scope.sees_nation
    regions = list(Region.objects.worked_in_by(user).order_by("code"))
    if not regions and not sees_nation:
        raise PermissionDenied
    form = ComparisonForm(
        request.GET,
        indicators=Indicator.objects.filter(year=work_year).select_related("objective"),
        regions=regions,
        month=work_year.default_as_of().month,
        sees_nation=sees_nation,
    )
    context: dict[str, Any] = {"year": work_year, "form": form, "rows": [], "otherwise": (), "outcomes": []}
    if form.is_valid():
        context |= _compared(form.cleaned_data, regions, user)
    return render(request, "workplan/comparison_detail.html", context)


def _compared(asked: dict[str, Any], regions: Sequence[Region], user: User) -> dict[str, Any]:
    """The rows of the page."""
    found = Indicator.objects.filter(code=asked["indikator"]).select_related("objective", "year")
    indicators = list(found.order_by("year__year"))
    compared = comparisons.over_the_years(
        indicators,
        asked["bulan"],
        [region for region in regions if region.code in asked["wilayah"]],
        with_nation=NATION in asked["wilayah"],
    )
    drawings = _drawings(compared)
    outcomes = stories.of_indicator(asked["indikator"], [row.year for row in indicators], user)
    years = [row.year.year for row in indicators]
    return {
        "indicator": indicators[-1],
        "month": asked["bulan"],
        "rows": [
            {"row": row, "name": _name(row), "drawing": drawing}
            for row, drawing in zip(compared.rows, drawings, strict=True)
        ],
        "otherwise": compared.otherwise,
        "by_achievement": _is_judged(compared),
        "outcomes": [(each, outcomes.get(each, Outcomes())) for each in years],
    }


def _name(row: Row) -> str:
    return row.region.name if row.region else _("Nation")


def _is_judged(compared: Comparison) -> bool:
    """Drawn by the achievement to date where there is one, otherwise by the figure itself."""
    return any(
        each.figures is not None and each.figures.achievement_to_date is not None
        for row in compared.rows
        for each in row.years
    )


def _drawings(compared: Comparison) -> list[YearColumns]:
    """A drawing for each row, all on one scale."""
    is_judged = _is_judged(compared)

    def value(each: YearOf) -> Exact | None:
        if each.figures is None:
            return None
        return each.figures.achievement_to_date if is_judged else each.figures.actual

    shown = [each for row in compared.rows for each in row.years]
    known = [found for each in shown if (found := value(each)) is not None]
    terms = next((each.figures.indicator for each in shown if each.figures), None)
    return [
        year_columns(
            title=_name(row),
            years=[Year(str(each.year), value(each)) for each in row.years],
            highest=max([*known, FULL if is_judged else 0]) or 1,
            level=FULL if is_judged else None,
            write=percent if is_judged or terms is None else writer(terms),
        )
        for row in compared.rows
    ]
