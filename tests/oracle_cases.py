"""Small worlds made by hand for the oracle's own tests."""

from typing import Any

from tests.oracle import roll_up
from tests.oracle_rows import Row, World

REGIONS = [{"code": "31", "name": "DKI Jakarta"}, {"code": "32", "name": "Jawa Barat"}]
FPE = ("31", "FPE", "")
FTA = ("31", "FTA", "")
WEST = ("32", "FPE", "")


def indicator(**others: str) -> Row:
    """A monthly flow count, more is better, unless said otherwise."""
    return {
        "code": "A",
        "measure": "count",
        "accumulation": "flow",
        "direction": "up",
        "decimals": "0",
        "reported_by": "federations",
        "weight": "1",
        **others,
    }


def chapter(who: tuple[str, str, str], starts: str = "2019-01-01", ends: str = "") -> Row:
    region, federation, district = who
    place = {"region_code": region, "federation": federation, "district_code": district}
    return place | {"active_from": starts, "active_to": ends}


def target(value: str, baseline: str = "", month: str = "", *, region: str = "31", code: str = "A") -> Row:
    figures = {"value": value, "baseline": baseline, "effective_month": month}
    return {"region_code": region, "indicator": code} | figures


def pledge(who: tuple[str, str, str], value: str, month: str = "", code: str = "A") -> Row:
    place = {"region_code": who[0], "federation": who[1], "district_code": who[2]}
    return place | {"indicator": code, "value": value, "effective_month": month}


def report(
    who: tuple[str, str, str], month: int, value: str, status: str = "verified", on: str = "", code: str = "A"
) -> Row:
    """`value` is a number, or `numerator/denominator`."""
    numerator, _, denominator = value.partition("/")
    pair = (numerator, denominator) if denominator else ("", "")
    place = {"region_code": who[0], "federation": who[1], "district_code": who[2], "indicator": code}
    figures = {"value": "" if denominator else value, "numerator": pair[0], "denominator": pair[1]}
    figures |= {"women": "", "men": "", "status": status, "submitted_on": on, "note": ""}
    return place | {"month": f"2021-{month:02}"} | figures


def reports(who: tuple[str, str, str], values: dict[int, str]) -> list[Row]:
    return [report(who, month, value) for month, value in values.items()]


def world(
    filed: list[Row],
    *indicators: Row,
    targets: tuple[Row, ...] = (),
    pledges: tuple[Row, ...] = (),
    chapters: tuple[Row, ...] = (),
) -> World:
    return World(
        year=2021,
        regions=REGIONS,
        districts=[],
        federations=[],
        units=[],
        chapters=list(chapters or [chapter(FPE)]),
        indicators=list(indicators or [indicator()]),
        targets=list(targets),
        pledges=list(pledges),
        contributions=filed,
    )


def nation(made: World, as_of: int, place: int = 0) -> dict[str, Any]:
    row: dict[str, Any] = roll_up(made, as_of)["nation"]["indicators"][place]
    return row


def region(made: World, as_of: int, place: int = 0) -> dict[str, Any]:
    row: dict[str, Any] = roll_up(made, as_of)["regions"][0]["indicators"][place]
    return row


def first_chapter(made: World, as_of: int, place: int = 0) -> dict[str, Any]:
    row: dict[str, Any] = roll_up(made, as_of)["regions"][0]["chapters"][0]["indicators"][place]
    return row


def some(row: dict[str, Any], names: str) -> list[Any]:
    return [row[name] for name in names.split()]


def parts(plan: dict[str, Any]) -> list[tuple[str, str]]:
    return [(part["federation"], part["part"]) for part in plan["parts"]]
