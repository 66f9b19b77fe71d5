"""The roll-up as CSV, one row per scope and indicator (interchange; decisions, exports 24)."""

from collections.abc import Iterator

from workplan.reporting.plain import Json

PLACE = ("level", "region_code", "federation", "district_code", "indicator")
FIGURES = (
    "target",
    "actual",
    "numerator",
    "denominator",
    "pending",
    "achievement",
    "category",
    "expected",
    "on_track",
    "achievement_to_date",
    "category_to_date",
    "forecast",
    "gap",
    "needed_per_month",
    "reports",
    "due",
    "month",
    "pledged",
    "unallocated",
    "share",
    "actual_with_target",
)


def rollup_csv(rollup: Json) -> Iterator[list[str]]:
    """The header, then the rows of a roll-up JSON, live or frozen; empty where there is no figure."""
    yield [*PLACE, *FIGURES]
    if rollup["nation"] is not None:
        yield from _rows(rollup["nation"], "nation")
    for region in rollup["regions"]:
        yield from _rows(region, "region", region["code"])
        for chapter in region["chapters"]:
            place = (region["code"], chapter["federation"], chapter["district_code"] or "")
            yield from _rows(chapter, "chapter", *place)


def _rows(
    scope: Json, level: str, region: str = "", federation: str = "", district: str = ""
) -> Iterator[list[str]]:
    for row in scope["indicators"]:
        yield [level, region, federation, district, row["code"], *(_cell(row.get(key)) for key in FIGURES)]


def _cell(value: str | int | bool | None) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)
