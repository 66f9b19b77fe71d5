"""Random work years: as rows of the import files, which the oracle reads, and as terms for the arithmetic."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from random import Random

from tests.factories.terms import CATEGORIES, DUE_DATES, YEAR, promise, scaled
from tests.oracle import Row, World
from workplan.reporting.terms import (
    ChapterTerms,
    IndicatorTerms,
    Promise,
    RegionTerms,
    Report,
    Reports,
    YearTerms,
)

FEDERATIONS = ("AAA", "GARTEKS", "KORWIL", "NIKEUBA")
REGIONS = ("11", "12", "31", "94")
EVERY = {"monthly": 1, "quarterly": 3, "yearly": 12}
FIRST_DAYS = [date(YEAR, month, 1) for month in range(1, 13)]


def random_world(dice: Random) -> World:
    """Every kind of indicator, chapter and report that the import would take, in a few rows."""
    indicators = [_indicator(dice, f"I-{number}") for number in range(1, dice.randint(2, 7))]
    regions = [{"code": code, "name": f"Region {code}"} for code in REGIONS[: dice.randint(1, 4)]]
    chapters = [chapter for region in regions for chapter in _chapters(dice, region["code"])] or [
        _chapter("11", "AAA", "", date(2019, 1, 1), None)
    ]
    return World(
        year=YEAR,
        regions=regions,
        districts=[],
        federations=[{"code": code} for code in FEDERATIONS],
        units=[],
        chapters=chapters,
        indicators=indicators,
        targets=[row for indicator in indicators for row in _targets(dice, indicator, regions)],
        pledges=[
            row
            for indicator in indicators
            for chapter in chapters
            for row in _pledges(dice, indicator, chapter)
        ],
        contributions=[
            row
            for indicator in indicators
            for chapter in chapters
            for row in _contributions(dice, indicator, chapter)
        ],
    )


def _indicator(dice: Random, code: str) -> Row:
    measure = dice.choice(["count", "count", "count", "ratio", "milestone"])
    is_milestone = measure == "milestone"
    frequency = dice.choices(["monthly", "quarterly", "yearly"], [6, 3, 1])[0]
    first, last = (1, 12) if dice.random() < 0.6 else sorted((dice.randint(1, 12), dice.randint(1, 12)))
    if not any(month % EVERY[frequency] == 0 for month in range(first, last + 1)):
        first, last = 1, 12
    quarters = sorted(dice.choice([0, 0, 10, 25, 33, 50, 70, 100]) for _ in range(3))
    return {
        "code": code,
        "measure": measure,
        "accumulation": "stock" if is_milestone else dice.choice(["flow", "stock"]),
        "direction": "up" if is_milestone else dice.choice(["up", "up", "down", "monitor"]),
        "reported_by": dice.choice(["federations"] * 4 + ["coordinator"]),
        "decimals": "0" if is_milestone else dice.choice(["0", "0", "1", "2"]),
        "weight": dice.choice(["1", "2", "3", "0.5"]),
        "frequency": frequency,
        "from_month": f"{YEAR}-{first:02}",
        "until_month": f"{YEAR}-{last:02}",
        "trajectory": "/".join(map(str, [*quarters, 100])) if dice.random() < 0.4 else "",
        "by_sex": "no",
    }


def _chapters(dice: Random, region: str) -> list[Row]:
    """Some federations of the region, of the whole of it or of districts."""
    seats = [[""], ["", f"{region}.01"], [f"{region}.02", f"{region}.01"], []]
    rows = []
    for federation in FEDERATIONS:
        for district in [""] if federation == "KORWIL" else dice.choice(seats):
            begins = dice.choice(
                [date(2019, 1, 1)] * 4 + [dice.choice(FIRST_DAYS) + timedelta(dice.randint(0, 27))]
            )
            ends = dice.choice(FIRST_DAYS) + timedelta(dice.randint(0, 27)) if dice.random() < 0.3 else None
            rows.append(
                _chapter(region, federation, district, begins, ends if ends and ends >= begins else None)
            )
    return rows


def _chapter(region: str, federation: str, district: str, begins: date, ends: date | None) -> Row:
    return {
        "region_code": region,
        "federation": federation,
        "district_code": district,
        "active_from": begins.isoformat(),
        "active_to": ends.isoformat() if ends else "",
    }


def _number(dice: Random, indicator: Row, highest: int) -> str:
    decimals = int(indicator["decimals"])
    most = dice.choice([0, highest, highest, highest, 10 * highest])
    return str(Decimal(dice.randint(0, most * 10**decimals)) / 10**decimals)


def _targets(dice: Random, indicator: Row, regions: list[Row]) -> list[Row]:
    if indicator["direction"] == "monitor":
        return []
    takes_baseline = indicator["measure"] == "count" and indicator["accumulation"] == "stock"
    rows = [
        {
            "region_code": region["code"],
            "indicator": indicator["code"],
            "value": _number(dice, indicator, 30),
            "baseline": _number(dice, indicator, 30) if takes_baseline and dice.random() < 0.7 else "",
            "effective_month": f"{YEAR}-{month:02}",
        }
        for region in regions
        for month in dice.choice([[], [1], [1], [1], [4], [1, 6], [1, 3, 9]])
    ]
    if indicator["measure"] == "ratio" and dice.random() < 0.6:
        month = dice.choice(["", f"{YEAR}-04"])
        national = {"region_code": "", "value": _number(dice, indicator, 30), "effective_month": month}
        rows.append({"indicator": indicator["code"], "baseline": "", **national})
    return rows


def _reports(indicator: Row, chapter: Row) -> bool:
    return (chapter["federation"] == "KORWIL") == (indicator["reported_by"] == "coordinator")


def _place(chapter: Row) -> Row:
    return {key: chapter[key] for key in ("region_code", "federation", "district_code")}


def _pledges(dice: Random, indicator: Row, chapter: Row) -> list[Row]:
    if indicator["direction"] == "monitor" or not _reports(indicator, chapter):
        return []
    return [
        {
            **_place(chapter),
            "indicator": indicator["code"],
            "value": dice.choice("011")
            if indicator["measure"] == "milestone"
            else _number(dice, indicator, 20),
            "effective_month": month,
        }
        for month in dice.choice([[], [""], [""], ["", f"{YEAR}-05"], [f"{YEAR}-07"]])
    ]


def _contributions(dice: Random, indicator: Row, chapter: Row) -> list[Row]:
    if not _reports(indicator, chapter):
        return []
    diligence, has_nothing = dice.choice([0.3, 0.7, 0.95, 1]), dice.random() < 0.15
    ends = chapter["active_to"] or "9999"
    rows = []
    for month in range(_month(indicator["from_month"]), _month(indicator["until_month"]) + 1):
        last_day = date(YEAR, month, monthrange(YEAR, month)[1])
        is_active = chapter["active_from"] <= last_day.isoformat() and ends >= f"{YEAR}-{month:02}-01"
        if month % EVERY[indicator["frequency"]] or not is_active or dice.random() > diligence:
            continue
        rows.append(
            {
                **_place(chapter),
                **_figure(dice, indicator, has_nothing=has_nothing),
                "indicator": indicator["code"],
                "month": f"{YEAR}-{month:02}",
                "status": dice.choices(["verified", "submitted", "draft", "returned", ""], [80, 8, 4, 4, 4])[
                    0
                ],
                "submitted_on": dice.choice(["", (last_day + timedelta(dice.randint(1, 15))).isoformat()]),
                "note": "",
            }
        )
    return rows


def _figure(dice: Random, indicator: Row, *, has_nothing: bool) -> Row:
    row = dict.fromkeys(("value", "numerator", "denominator", "women", "men"), "")
    if indicator["measure"] == "ratio":
        whole = 0 if has_nothing else dice.choice([0, dice.randint(1, 40)])
        return row | {"numerator": str(dice.randint(0, whole)), "denominator": str(whole)}
    if indicator["measure"] == "milestone":
        return row | {"value": dice.choice("01")}
    return row | {"value": "0" if has_nothing else _number(dice, indicator, 9)}


def _month(text: str, default: int = 1) -> int:
    return int(text[-2:]) if text else default


@dataclass(frozen=True)
class Terms:
    """A world as the arithmetic is given it."""

    year: YearTerms
    regions: list[RegionTerms]
    reports: Reports


def terms_of(world: World) -> Terms:
    """The same world without files or a database; each region with a chapter gets its KORWIL chapter."""
    chapters, ids = _chapter_terms(world)
    indicators = tuple(_indicator_terms(number, row) for number, row in enumerate(world.indicators))
    numbers = {indicator.code: indicator.id for indicator in indicators}
    targets: dict[str, dict[str, list[Promise]]] = {}
    for row in sorted(world.targets, key=lambda row: _month(row["effective_month"])):
        lines = targets.setdefault(row["region_code"], {}).setdefault(row["indicator"], [])
        baseline = Fraction(row["baseline"]) if row["baseline"] else None
        lines.append(promise(_month(row["effective_month"]), Fraction(row["value"]), baseline))
    pledges: dict[tuple[int, str], list[Promise]] = {}
    for row in sorted(world.pledges, key=lambda row: _month(row["effective_month"])):
        lines = pledges.setdefault((ids[_key(row)], row["indicator"]), [])
        lines.append(promise(_month(row["effective_month"]), Fraction(row["value"])))
    reports: dict[tuple[int, int], list[Report]] = {}
    for row in sorted(world.contributions, key=lambda row: row["month"]):
        if row["status"] not in ("draft", "returned"):
            reports.setdefault((numbers[row["indicator"]], ids[_key(row)]), []).append(_report(row))
    return Terms(
        year=YearTerms(
            year=YEAR,
            indicators=indicators,
            categories=CATEGORIES,
            due_dates=DUE_DATES,
            national_targets=targets.get("", {}),
        ),
        regions=[
            RegionTerms(
                code=row["code"],
                name=row["name"],
                chapters=tuple(chapters.get(row["code"], ())),
                targets=targets.get(row["code"], {}),
                pledges=pledges,
            )
            for row in world.regions
            if row["code"] in chapters or row["code"] in targets
        ],
        reports=reports,
    )


def _key(row: Row) -> tuple[str, str, str]:
    return row["region_code"], row["federation"], row["district_code"]


def _chapter_terms(world: World) -> tuple[dict[str, list[ChapterTerms]], dict[tuple[str, str, str], int]]:
    """The chapters active in the year by region, in order, and the ids of all."""
    rows = list(world.chapters)
    for code in {row["region_code"] for row in rows}:
        here = [row for row in rows if row["region_code"] == code]
        if all(row["federation"] != "KORWIL" for row in here):
            begins = date.fromisoformat(min(row["active_from"] for row in here))
            rows.append(_chapter(code, "KORWIL", "", begins, None))
    ids = {_key(row): number for number, row in enumerate(rows)}
    chapters: dict[str, list[ChapterTerms]] = {}
    for row in sorted(rows, key=_key):
        terms = ChapterTerms(
            id=ids[_key(row)],
            federation=row["federation"],
            district=row["district_code"],
            active_from=date.fromisoformat(row["active_from"]),
            active_to=date.fromisoformat(row["active_to"]) if row["active_to"] else None,
        )
        if terms.active_months(YEAR):
            chapters.setdefault(row["region_code"], []).append(terms)
    return chapters, ids


def _indicator_terms(number: int, row: Row) -> IndicatorTerms:
    quarters = row["trajectory"].split("/") if row["trajectory"] else []
    return IndicatorTerms(
        id=number,
        code=row["code"],
        measure=row["measure"],
        accumulation=row["accumulation"],
        direction=row["direction"],
        reported_by=row["reported_by"],
        frequency=row["frequency"],
        decimals=int(row["decimals"]),
        weight=scaled(Fraction(row["weight"])),
        first_month=_month(row["from_month"]),
        last_month=_month(row["until_month"]),
        trajectory=tuple(Fraction(quarter) / 100 for quarter in quarters) or None,
    )


def _report(row: Row) -> Report:
    month = _month(row["month"])
    return Report(
        month=month,
        is_verified=row["status"] == "verified",
        value=scaled(Fraction(row["value"] or row["numerator"])),
        denominator=scaled(Fraction(row["denominator"] or 0)),
        first_submitted_on=(
            date.fromisoformat(row["submitted_on"]) if row["submitted_on"] else DUE_DATES[month]
        ),
    )
