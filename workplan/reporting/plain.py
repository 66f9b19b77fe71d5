"""Figures as plain JSON types, to be printed, served or frozen (interchange, Roll-up JSON).

Numbers are strings in plain decimal notation, rounded half up; None where there is none. The keys stand in
`shapes`.
"""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from federations.models import Region
from rakerwil.numbers import plain
from workplan.models import Indicator
from workplan.reporting.catch_ups import CatchUp
from workplan.reporting.figures import IndicatorFigures
from workplan.reporting.scopes import ChapterRollup, RegionRollup, Rollup
from workplan.reporting.scores import Scope
from workplan.reporting.shapes import (
    CatchUpPlan,
    ChapterIndicator,
    ChapterScope,
    FederationFigures,
    IndicatorDefinition,
    IndicatorRow,
    NationIndicator,
    NationScope,
    RegionFigures,
    RegionIndicator,
    RegionName,
    RegionScope,
    RollupFigures,
    ScopeRow,
)

DIVIDED = 4
"""Decimals of all that is divided."""

Json = dict[str, Any]


def rollup_json(rollup: Rollup) -> RollupFigures:
    """The whole roll-up; `nation` is null where only one region was asked for."""
    return {
        "year": rollup.year,
        "as_of": f"{rollup.as_of:%Y-%m}",
        "nation": None if rollup.nation is None else nation_json(rollup.nation),
        "regions": [region_json(region, rollup.year) for region in rollup.regions],
    }


def federation_json(rollup: Rollup, federation: str) -> FederationFigures:
    """Of the whole roll-up only a federation's chapters, each with its region."""
    return {
        "year": rollup.year,
        "as_of": f"{rollup.as_of:%Y-%m}",
        "federation": federation,
        "chapters": [
            {"region": region.code, **chapter_json(row, rollup.year)}
            for region in rollup.regions
            for row in region.chapters
            if row.chapter.federation == federation
        ],
    }


def nation_json(scope: Scope) -> NationScope:
    """The nation's score and indicators."""
    return {**_scope(scope), "indicators": [_of_nation(figures) for figures in scope.indicators]}


def region_scope_json(scope: Scope) -> RegionScope:
    """A region's score and indicators, without its chapters."""
    return {**_scope(scope), "indicators": [_of_region(figures) for figures in scope.indicators]}


def region_json(region: RegionRollup, year: int) -> RegionFigures:
    """One region with its chapters."""
    return {
        "code": region.code,
        "name": region.name,
        **region_scope_json(region.scope),
        "chapters": [chapter_json(row, year) for row in region.chapters],
    }


def chapter_json(row: ChapterRollup, year: int) -> ChapterScope:
    """One chapter."""
    return {
        "federation": row.chapter.federation,
        "district_code": row.chapter.district or None,
        **_scope(row.scope),
        "indicators": [_of_chapter(figures, year) for figures in row.scope.indicators],
    }


def _scope(scope: Scope) -> ScopeRow:
    return {
        "score": _divided(scope.score),
        "category": scope.category,
        "score_to_date": _divided(scope.score_to_date),
        "category_to_date": scope.category_to_date,
        "completeness": _divided(scope.completeness),
        "timeliness": _divided(scope.timeliness),
    }


def _row(figures: IndicatorFigures) -> IndicatorRow:
    """One indicator's figures as strings; null where there is none."""
    counted, promised = _counted(figures), _exact(figures.indicator.decimals)
    return {
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


def _of_nation(figures: IndicatorFigures) -> NationIndicator:
    return {**_row(figures), "actual_with_target": _counted(figures)(figures.actual_with_target)}


def _of_region(figures: IndicatorFigures) -> RegionIndicator:
    promised = _exact(figures.indicator.decimals)
    return {
        **_row(figures),
        "pledged": promised(figures.pledged),
        "unallocated": promised(figures.unallocated),
    }


def _of_chapter(figures: IndicatorFigures, year: int) -> ChapterIndicator:
    return {
        **_row(figures),
        "month": None if figures.month is None else f"{year}-{figures.month:02d}",
        "share": _divided(figures.share),
    }


def catch_up_json(plan: CatchUp) -> CatchUpPlan:
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


def definition_json(indicator: Indicator) -> IndicatorDefinition:
    """An indicator as the framework defines it; `objective` and `subset_of` are read from the row."""
    return {
        "code": indicator.code,
        "objective_id": indicator.objective.name_id,
        "objective_en": indicator.objective.name_en,
        "name_id": indicator.name_id,
        "name_en": indicator.name_en,
        "unit_id": indicator.unit_id,
        "unit_en": indicator.unit_en,
        "measure": indicator.measure,
        "accumulation": indicator.accumulation,
        "direction": indicator.direction,
        "reported_by": indicator.reported_by,
        "frequency": indicator.frequency,
        "first_month": f"{indicator.first_month:%Y-%m}",
        "last_month": f"{indicator.last_month:%Y-%m}",
        "decimals": indicator.decimals,
        "weight": f"{indicator.weight.normalize():f}",
        "by_sex": indicator.by_sex,
        "needs_evidence": indicator.needs_evidence,
        "subset_of": indicator.subset_of.code if indicator.subset_of else None,
    }


def name_json(region: Region) -> RegionName:
    """A region by its names."""
    return {
        "code": region.code,
        "name": region.name,
        "short_name": region.short_name,
        "time_zone": region.time_zone,
        "island_group": region.island_group,
    }


def _counted(figures: IndicatorFigures) -> Callable[[Fraction | None], str | None]:
    """Writes actuals and gaps: exact for counts, divided for ratios."""
    return _divided if figures.indicator.is_ratio else _exact(figures.indicator.decimals)


def _exact(decimals: int) -> Callable[[Fraction | None], str | None]:
    """Writes what was typed, or sums of it, with the indicator's decimals."""
    return lambda value: None if value is None else plain(value, decimals)


def _divided(value: Fraction | None) -> str | None:
    return None if value is None else plain(value, DIVIDED)
