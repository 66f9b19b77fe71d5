"""Figures as rows of a page: the words and addresses around them, nothing computed."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from rakerwil.wording import month_name
from workplan.models import WorkYear
from workplan.reporting.blanks import Blank, blank
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.rollup import as_of_month
from workplan.reporting.terms import Category

AS_OF = "per"
"""The key of the as-of month in an address."""


@dataclass(frozen=True)
class Position:
    """The as-of month of a page, and the switch to others."""

    year: WorkYear
    month: date
    options: list[tuple[str, str]]

    @property
    def current(self) -> str:
        return f"{self.month:%Y-%m}"


def position(request: HttpRequest, year: WorkYear) -> Position:
    """The as-of month that the address asks for (`?per=2021-08`), or the default where it makes no sense."""
    months = year.as_of_months()
    asked = request.GET.get(AS_OF, "")
    chosen = next((month for month in months if f"{month:%Y-%m}" == asked), None)
    options = [(f"{month:%Y-%m}", month_name(month)) for month in reversed(months)]
    return Position(year, as_of_month(year, chosen), options)


@dataclass(frozen=True)
class IndicatorRow:
    """One indicator of a table: its figures, and where they open."""

    figures: IndicatorFigures
    url: str
    blank: Blank | None

    @property
    def name(self) -> str:
        return self.figures.indicator.label.name

    @property
    def code(self) -> str:
        return self.figures.code

    @property
    def decimals(self) -> int:
        """With which the amounts are shown; a divided one gets one decimal more."""
        return self.figures.indicator.decimals

    @property
    def is_ceiling(self) -> bool:
        """Less is better: the target is what must not be passed."""
        return self.figures.target is not None and not self.figures.indicator.is_up


@dataclass(frozen=True)
class Group:
    """The indicators of one objective."""

    objective: str
    rows: list[IndicatorRow]


def groups(
    figures: Iterable[IndicatorFigures], url_name: str, *place: object, per: str, closed_month: int
) -> list[Group]:
    """The indicators by objective, in the framework's order; `place`: what the address needs besides."""
    rows = [
        IndicatorRow(
            figures=row,
            url=f"{reverse(url_name, args=(*place, row.code))}?{AS_OF}={per}",
            blank=blank(row, closed_month),
        )
        for row in figures
    ]
    by_objective = groupby(rows, key=lambda row: row.figures.indicator.label.objective)
    return [Group(objective, list(members)) for objective, members in by_objective]


def column_groups(figures: Iterable[IndicatorFigures]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The columns of a heat table by objective: each a code that may break in two, and the name."""
    return [
        (objective, [(row.code.replace("-", " "), row.indicator.label.name) for row in members])
        for objective, members in groupby(figures, key=lambda row: row.indicator.label.objective)
    ]


@dataclass(frozen=True)
class HeatCell:
    """One cell: the achievement to date with its shade, or what kind of nothing there is."""

    code: str
    value: Fraction | None
    category: str
    missing: str
    href: str


def heat_cells(figures: Iterable[IndicatorFigures], closed_month: int, href: str = "") -> Iterator[HeatCell]:
    """A row of cells; `href` with `CODE` in the indicator's place.

    What has no pace is not shaded: of a chapter's positions and milestones stands the achievement of the
    year, of what is only watched the figure itself.
    """
    for row in figures:
        nothing = blank(row, closed_month)
        to_date = row.achievement_to_date
        value = next((each for each in (to_date, row.achievement) if each is not None), None)
        if nothing is Blank.WATCHED:
            value = row.actual
        is_nothing = nothing is not None and (value is None or nothing is Blank.ZERO)
        yield HeatCell(
            code=row.code.replace("-", " "),
            value=value,
            category=(row.category_to_date or "") if to_date is not None else "",
            missing=str(nothing) if is_nothing else "",
            href=href.replace("CODE", row.code),
        )


def legend(categories: Iterable[Category]) -> list[dict[str, Any]]:
    """The categories as the legend wants them."""
    return [{"code": row.code, "word": row.word, "cut_off": row.cut_off} for row in categories]
