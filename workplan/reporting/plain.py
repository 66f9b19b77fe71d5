"""Figures as plain JSON types, to be printed, served or frozen (interchange, Roll-up JSON).

Numbers are strings in plain decimal notation, rounded half up; None where there is none.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from rakerwil.numbers import plain
from workplan.reporting.catch_ups import CatchUp
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.scopes import ChapterRollup, RegionRollup, Rollup
from workplan.reporting.scores import Scope

DIVIDED = 4
"""Decimals of all that is divided."""

Json = dict[str, Any]

NATION = ("actual_with_target",)
REGION = ("pledged", "unallocated")
CHAPTER = ("month", "share")


def rollup_json(rollup: Rollup) -> Json:
    """The whole roll-up; `nation` is null where only one region was asked for."""
    return {
        "year": rollup.year,
        "as_of": f"{rollup.as_of:%Y-%m}",
        "nation": None if rollup.nation is None else scope_json(rollup.nation, rollup.year, NATION),
        "regions": [region_json(region, rollup.year) for region in rollup.regions],
    }


def region_json(region: RegionRollup, year: int) -> Json:
    """One region with its chapters."""
    return {
        "code": region.code,
        "name": region.name,
        **scope_json(region.scope, year, REGION),
        "chapters": [
            {**_chapter_place(row), **scope_json(row.scope, year, CHAPTER)} for row in region.chapters
        ],
    }


def scope_json(scope: Scope, year: int, level: tuple[str, ...]) -> Json:
    """Score, completeness and the indicators; `level` names the keys that only this level has."""
    return {
        "score": _divided(scope.score),
        "category": scope.category,
        "score_to_date": _divided(scope.score_to_date),
        "category_to_date": scope.category_to_date,
        "completeness": _divided(scope.completeness),
        "timeliness": _divided(scope.timeliness),
        "indicators": [indicator_json(figures, year, level) for figures in scope.indicators],
    }


def indicator_json(figures: IndicatorFigures, year: int, level: tuple[str, ...]) -> Json:
    """One indicator's figures as strings; null where there is none."""
    indicator = figures.indicator
    counted = _divided if indicator.is_ratio else _exact(indicator.decimals)
    promised = _exact(indicator.decimals)
    row = {
        "code": figures.code,
        "target": promised(figures.target),
        "actual": counted(figures.actual),
        "numerator": _exact(0)(figures.numerator),
        "denominator": _exact(0)(figures.denominator),
        "pending": figures.pending,
        "achievement": _divided(figures.achievement),
        "category": figures.category,
        "expected": _divided(figures.expected),
        "on_track": figures.on_track,
        "achievement_to_date": _divided(figures.achievement_to_date),
        "category_to_date": figures.category_to_date,
        "forecast": _divided(figures.forecast),
        "gap": counted(figures.gap),
        "needed_per_month": _divided(figures.needed_per_month),
        "reports": figures.reports,
        "due": figures.due,
    }
    of_level = {
        "month": None if figures.month is None else f"{year}-{figures.month:02d}",
        "pledged": promised(figures.pledged),
        "unallocated": promised(figures.unallocated),
        "share": _divided(figures.share),
        "actual_with_target": counted(figures.actual_with_target),
    }
    return row | {key: of_level[key] for key in level}


def catch_up_json(plan: CatchUp) -> Json:
    """The plan, its parts summing to the gap."""
    decimals = plan.indicator.decimals
    gap = _divided if plan.indicator.is_ratio else _exact(decimals)
    return {
        "region": plan.region,
        "indicator": plan.indicator.code,
        "as_of": f"{plan.as_of:%Y-%m}",
        "gap": gap(plan.gap),
        "parts": [
            {
                "federation": part.chapter.federation,
                "district_code": part.chapter.district or None,
                "part": plain(part.amount, decimals),
                "needed_per_month": _divided(part.needed_per_month),
            }
            for part in plan.parts
        ],
    }


def _chapter_place(row: ChapterRollup) -> Json:
    return {"federation": row.chapter.federation, "district_code": row.chapter.district or None}


def _exact(decimals: int) -> Callable[[Fraction | None], str | None]:
    """Writes what was typed, or sums of it, with the indicator's decimals."""
    return lambda value: None if value is None else plain(value, decimals)


def _divided(value: Fraction | None) -> str | None:
    return None if value is None else plain(value, DIVIDED)
