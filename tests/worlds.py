"""Small nasty worlds, repeatable by their seed, as the rows of the import files, and their writer.

Every world keeps the refusal rules of interchange.md; within them it goes to the edges: chapters that begin
and end inside the year, targets and pledges revised or late, denominators of zero, regions without targets,
nothing reported, reports late, returned or waiting.
"""

import csv
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random

from tests.oracle_rows import DUE_DAY, DUE_MONTHS, Chapter, Indicator, Row, Rows, World

PLACES = {
    "11": ("ID-AC", "Aceh", "WIB", "Sumatera"),
    "31": ("ID-JK", "DKI Jakarta", "WIB", "Jawa"),
    "32": ("ID-JB", "Jawa Barat", "WIB", "Jawa"),
    "51": ("ID-BA", "Bali", "WITA", "Bali-Nusra"),
    "91": ("ID-PA", "Papua", "WIT", "Maluku-Papua"),
}
FEDERATIONS = ["F2", "FA", "FKUI", "FPE", "FTA", "GARTEKS", "HUKATAN", "KIKES", "LOMENIK", "NIKEUBA"]
TRAJECTORIES = [
    "10/40/70/100",
    "0/0/50/100",
    "0/100/100/100",
    "25/25/80/100",
    "5/15/35/100",
    "3.25/33.3/66.6/100",
]
WEIGHTS = ["1", "2", "3", "1.5", "0.25", "2.75"]
LIVES = ["always"] * 9 + ["late"] * 3 + ["ended"] * 3 + ["short"] * 2 + ["later", "gone", "to come"]
STATUSES = ["verified"] * 14 + ["submitted", "submitted", "", "draft", "returned"]
COLUMNS = {
    "regions": "code bps_code iso_code name short_name capital time_zone island_group grid_column grid_row",
    "districts": "code region_code kind name",
    "federations": "code name sector_id sector_en aliases active",
    "units": "code name task_id task_en",
    "chapters": "region_code federation district_code active_from active_to",
    "indicators": "code objective_id objective_en name_id name_en unit_id unit_en numerator_id numerator_en "
    "denominator_id denominator_en measure accumulation direction decimals weight by_sex needs_evidence "
    "subset_of reported_by note frequency from_month until_month trajectory",
    "targets": "region_code indicator value baseline effective_month",
    "pledges": "region_code federation district_code indicator value effective_month",
    "contributions": "region_code federation district_code indicator month value numerator denominator women "
    "men status submitted_on note",
}


class Maker:
    """One seed's choices, file by file in the order of the import."""

    def __init__(self, seed: int) -> None:
        self.random = Random(seed)  # noqa: S311 - repeatable on purpose
        self.year = self.random.choice([2019, 2020, 2021, 2022, 2023])

    def happens(self, chance: float) -> bool:
        return self.random.random() < chance

    def month(self, number: int) -> str:
        return f"{self.year}-{number:02}"

    def world(self) -> World:
        regions = self.random.sample(sorted(PLACES), self.random.randint(1, 4))
        federations = self.random.sample(FEDERATIONS, self.random.randint(1, 5))
        indicators = self.indicators()
        bare = World(
            year=self.year,
            regions=[self.region(code) for code in regions],
            districts=[row for code in regions for row in self.districts(code)],
            federations=[self.federation(code) for code in (*federations, "KORWIL")],
            units=[{"code": "DIKLITBANG", "name": "Diklitbang", "task_id": "tugas", "task_en": "task"}],
            chapters=self.shuffled([row for code in regions for row in self.chapters(code, federations)]),
            indicators=indicators,
            targets=self.shuffled([row for code in ("", *regions) for row in self.targets(code, indicators)]),
            pledges=[],
            contributions=[],
        )
        read = Rows(bare, 12)
        pairs = [(c, i) for c in read.all_chapters for i in read.indicators if read.is_reporter(c, i)]
        pledges = [row for c, i in pairs if i.direction != "monitor" for row in self.pledges(c, i)]
        filed = [row for c, i in pairs for row in self.series(c, i, read.due_months(c, i))]
        bare.pledges.extend(self.shuffled(pledges))
        bare.contributions.extend(self.shuffled(filed))
        return bare

    def shuffled(self, rows: list[Row]) -> list[Row]:
        return self.random.sample(rows, len(rows))

    # --- who they are ---------------------------------------------------------------------------

    def region(self, code: str) -> Row:
        iso, name, zone, islands = PLACES[code]
        place = {"code": code, "bps_code": code, "iso_code": iso, "name": name, "short_name": name}
        tile = {"grid_column": code[0], "grid_row": code[1]}
        return place | {"capital": name, "time_zone": zone, "island_group": islands} | tile

    def districts(self, region: str) -> list[Row]:
        kinds = {"01": "Kabupaten", "71": "Kota", "72": "Kota"}
        return [
            {"code": f"{region}.{n}", "region_code": region, "kind": kind, "name": f"{kind} {region} {n}"}
            for n, kind in kinds.items()
        ]

    def federation(self, code: str) -> Row:
        texts = {"name": f"Federasi {code}", "sector_id": "sektor", "sector_en": "sector", "aliases": ""}
        return {"code": code} | texts | {"active": "yes"}

    def chapters(self, region: str, federations: list[str]) -> list[Row]:
        """Of the whole region, of districts, or both; the coordinator's own office only now and then."""
        if self.happens(0.1):
            return []
        rows = []
        for federation in federations:
            if self.happens(0.75):
                numbers = self.random.sample(
                    ["", "", "", ".01", ".71", ".72"], self.random.choice([1, 1, 1, 3])
                )
                districts = sorted({region + number if number else "" for number in numbers})
                rows += [self.chapter(region, federation, district) for district in districts]
        if self.happens(0.4):
            rows.append(self.chapter(region, "KORWIL", ""))
        return rows

    def chapter(self, region: str, federation: str, district: str) -> Row:
        starts = date(self.year - self.random.randint(1, 3), self.random.randint(1, 12), 1)
        ends = None
        life = self.random.choice(LIVES)
        if life in {"late", "short"}:
            starts = self.edge(self.random.randint(1, 8))
        if life in {"ended", "short"}:
            ends = self.edge(self.random.randint(max(starts.month, 2) if life == "short" else 1, 11))
            ends = max(ends, starts)
        if life == "later":
            ends = date(self.year + 1, 6, 30)
        if life == "gone":
            ends = date(self.year - 1, 12, 31)
        if life == "to come":
            starts = date(self.year + 1, 1, 1)
        place = {"region_code": region, "federation": federation, "district_code": district}
        return place | {"active_from": str(starts), "active_to": str(ends) if ends else ""}

    def edge(self, month: int) -> date:
        """The first, the last or some day of the month."""
        last = monthrange(self.year, month)[1]
        return date(self.year, month, self.random.choice([1, last, self.random.randint(1, last)]))

    # --- the framework --------------------------------------------------------------------------

    def indicators(self) -> list[Row]:
        rows: list[Row] = []
        for place in range(self.random.randint(4, 9)):
            measure = self.random.choice(["count", "count", "count", "ratio", "milestone"])
            row = dict.fromkeys(COLUMNS["indicators"].split(), "")
            row |= {"code": f"IND-{place + 1:02}", "measure": measure, "needs_evidence": "no", "by_sex": "no"}
            row |= {"objective_id": "Sasaran", "objective_en": "Objective", "unit_id": "orang"}
            row |= {"name_id": f"Indikator {place}", "name_en": f"Indicator {place}", "unit_en": "persons"}
            row |= {"weight": self.random.choice(WEIGHTS), "decimals": "0"}
            row["reported_by"] = self.random.choice(["federations"] * 4 + ["coordinator"])
            row |= self.months_in_force()
            row |= self.kind(measure, rows)
            rows.append(row)
        return rows

    def kind(self, measure: str, earlier: list[Row]) -> Row:
        row = {"trajectory": self.random.choice(TRAJECTORIES)} if self.happens(0.3) else {}
        if measure == "milestone":
            return row | {"accumulation": "stock", "direction": "up"}
        row["accumulation"] = self.random.choice(["flow", "flow", "stock"])
        row["direction"] = self.random.choice(["up"] * 5 + ["down"] * 2 + ["monitor"])
        row["decimals"] = self.random.choice(["0", "0", "1", "2", "4"])
        if measure == "ratio":
            texts = ("numerator_id", "numerator_en", "denominator_id", "denominator_en")
            return row | {text: text.partition("_")[0] for text in texts}
        row["by_sex"] = self.random.choice(["no", "no", "yes"])
        wider = [other["code"] for other in earlier if other["measure"] == "count"]
        return row | ({"subset_of": self.random.choice(wider)} if wider and self.happens(0.2) else {})

    def months_in_force(self) -> Row:
        """Mostly the whole year; always with at least one month of its frequency."""
        frequency = self.random.choice(["monthly"] * 5 + ["", "quarterly", "quarterly", "yearly"])
        first = self.random.randint(2, 10) if self.happens(0.25) else 1
        last = self.random.randint(first, 11) if self.happens(0.25) else 12
        due = [month for month in DUE_MONTHS[frequency or "monthly"] if first <= month <= last]
        if not due:
            return self.months_in_force()
        return {
            "frequency": frequency,
            "from_month": self.month(first) if first > 1 or self.happens(0.1) else "",
            "until_month": self.month(last) if last < 12 or self.happens(0.1) else "",
        }

    # --- targets and pledges --------------------------------------------------------------------

    def figure(self, decimals: str, top: int) -> str:
        """A number of at most so many decimals, sometimes written with fewer; often 0 or round."""
        whole, places = self.random.randint(0, top), self.random.randint(0, int(decimals))
        part = f"{self.random.randint(0, 10**places - 1):0{places}}" if places else ""
        if self.happens(0.07):
            return "0"
        return f"{whole}.{part}" if part else str(whole)

    def holding(self) -> list[str]:
        """The months from which the values of one target or pledge hold, the empty one being January."""
        months = [""] if self.happens(0.85) else [self.month(self.random.randint(2, 12))]
        if self.happens(0.25):
            months.append(self.month(self.random.randint(2, 12)))
        return list(dict.fromkeys(months))

    def promised(self, measure: str, decimals: str) -> str:
        if measure == "milestone":
            return str(self.random.randint(0, 4))
        top = 110 if measure == "ratio" else self.random.choice([3, 30, 300, 3000])
        return self.figure(decimals, top)

    def targets(self, region: str, indicators: list[Row]) -> list[Row]:
        """Of the nation when `region` is empty: only ratios have one there."""
        rows: list[Row] = []
        if self.happens(0.15):
            return rows
        for indicator in indicators:
            is_ratio = indicator["measure"] == "ratio"
            if indicator["direction"] == "monitor" or (not region and not is_ratio) or self.happens(0.2):
                continue
            takes_baseline = (indicator["measure"], indicator["accumulation"]) == ("count", "stock")
            for month in self.holding():
                value = self.promised(indicator["measure"], indicator["decimals"])
                has_baseline = takes_baseline and self.happens(0.6)
                baseline = self.figure(indicator["decimals"], 60) if has_baseline else ""
                row = {"region_code": region, "indicator": indicator["code"], "value": value}
                rows.append(row | {"baseline": baseline, "effective_month": month})
        return rows

    def pledges(self, chapter: Chapter, indicator: Indicator) -> list[Row]:
        if self.happens(0.3):
            return []
        measure, decimals = indicator.measure, str(indicator.decimals)
        rows = []
        for month in self.holding():
            value = (
                str(self.random.randint(0, 1)) if measure == "milestone" else self.promised(measure, decimals)
            )
            figures = {"indicator": indicator.code, "value": value, "effective_month": month}
            rows.append(self.place(chapter) | figures)
        return rows

    def place(self, chapter: Chapter) -> Row:
        names = {"region_code": chapter.region, "federation": chapter.federation}
        return names | {"district_code": chapter.district}

    # --- what they reported ---------------------------------------------------------------------

    def series(self, chapter: Chapter, indicator: Indicator, due: list[int]) -> list[Row]:
        """A chapter's year of one indicator: diligent, lazy, stopping early or silent."""
        diligence = self.random.choice([0, 0.4, 0.85, 0.85, 1, 1, 1])
        stops = self.random.choice([12, 12, 12, self.random.randint(1, 12)])
        style = self.random.choice(["small", "small", "nothing", "growing", "falling", "large"])
        rows = []
        for month in [month for month in due if month <= stops and self.happens(diligence)]:
            status = self.random.choice(STATUSES)
            row = dict.fromkeys(COLUMNS["contributions"].split(), "")
            row |= self.place(chapter) | {"indicator": indicator.code, "month": self.month(month)}
            row |= {"status": status, "submitted_on": self.submitted_on(month) if status != "draft" else ""}
            row |= {"note": "Mohon diperiksa lagi"} if status == "returned" else {}
            if status != "draft" or self.happens(0.7):
                row |= self.values(indicator, style, month)
            rows.append(row)
        return rows

    def submitted_on(self, month: int) -> str:
        if self.happens(0.6):
            return ""
        due_on = date(self.year + month // 12, month % 12 + 1, DUE_DAY)
        return str(due_on + timedelta(days=self.random.choice([-9, -1, 0, 1, 2, 30])))

    def values(self, indicator: Indicator, style: str, month: int) -> Row:
        if indicator.measure == "milestone":
            return {"value": str(self.random.randint(0, 1))}
        if indicator.measure == "ratio":
            whole = (
                0 if style == "nothing" else self.random.choice([0, 1, 7, 50, self.random.randint(1, 900)])
            )
            return {"numerator": str(self.random.randint(0, whole)), "denominator": str(whole)}
        decimals = str(indicator.decimals)
        if not indicator.is_by_sex:
            return {"value": self.count(decimals, style, month)}
        women, men = self.count(decimals, style, month), self.count(decimals, "small", month)
        total = Decimal(women) + Decimal(men)
        return {"women": women, "men": men, "value": str(total) if self.happens(0.4) else ""}

    def count(self, decimals: str, style: str, month: int) -> str:
        if style == "nothing":
            return "0"
        if style == "growing":
            return str(20 + 5 * month + self.random.randint(0, 4))
        if style == "falling":
            return str(max(90 - 11 * month + self.random.randint(0, 4), 0))
        return self.figure(decimals, 12 if style == "small" else 98_765_432_109)


def random_world(seed: int) -> World:
    """The same world for the same seed."""
    return Maker(seed).world()


def write(world: World, folder: Path) -> None:
    """The world as the files that the import commands read: regions.csv to contributions.csv."""
    for name, columns in COLUMNS.items():
        with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns.split(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(getattr(world, name))
