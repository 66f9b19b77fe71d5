"""What the oracle of the arithmetic reads: the rows of the import files (interchange.md) as dicts of strings.

Months are numbers 1 to 12, amounts are fractions: a count is `(value,)`, a ratio `(numerator, denominator)`,
so that both add up place by place. Rule numbers are those of domain.md section 2.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

Row = dict[str, str]
Amount = tuple[Fraction, ...]
Number = Fraction | None

DUE_MONTHS = {"monthly": range(1, 13), "quarterly": range(3, 13, 3), "yearly": range(12, 13)}
DUE_DAY = 10


@dataclass(frozen=True)
class World:
    """The rows of all import files of one year."""

    year: int
    regions: list[Row]
    districts: list[Row]
    federations: list[Row]
    units: list[Row]
    chapters: list[Row]
    indicators: list[Row]
    targets: list[Row]
    pledges: list[Row]
    contributions: list[Row]


@dataclass(frozen=True)
class Chapter:
    """A federation's body in a region; `ends` is its last active day."""

    region: str
    federation: str
    district: str
    starts: date
    ends: date | None

    def order(self) -> tuple[str, str]:
        return (self.federation, self.district)


@dataclass(frozen=True)
class Indicator:
    """One line of the framework; `first` and `last` are the months in which it is in force."""

    code: str
    measure: str
    accumulation: str
    direction: str
    reported_by: str
    decimals: int
    weight: Fraction
    frequency: str
    first: int
    last: int
    trajectory: list[Fraction]
    is_by_sex: bool

    def months_in_force(self) -> list[int]:
        return list(range(self.first, self.last + 1))

    def due_months(self) -> list[int]:
        """Due by its frequency and in force."""
        return [month for month in self.months_in_force() if month in DUE_MONTHS[self.frequency]]


@dataclass(frozen=True)
class Report:
    """What a chapter reported for one indicator and one month."""

    month: int
    amount: Amount
    status: str
    is_on_time: bool


@dataclass(frozen=True)
class Scope:
    """What a block of figures is about: the nation, a region or a chapter."""

    level: str
    region: str
    chapters: list[Chapter]


def month_number(text: str, default: int) -> int:
    return int(text[-2:]) if text else default


def number(text: str) -> Fraction:
    return Fraction(text or "0")


class Rows:
    """One world as of one month."""

    def __init__(self, world: World, as_of: int) -> None:
        self.world, self.year, self.as_of = world, world.year, as_of
        self.indicators = [self.read_indicator(row) for row in world.indicators]
        self.all_chapters = self.read_chapters()
        self.chapters = [chapter for chapter in self.all_chapters if self.is_in_year(chapter)]
        self.reports = self.read_reports()

    # --- reading the rows -----------------------------------------------------------------------

    def read_indicator(self, row: Row) -> Indicator:
        return Indicator(
            code=row["code"],
            measure=row["measure"],
            accumulation=row["accumulation"],
            direction=row["direction"],
            reported_by=row["reported_by"],
            decimals=int(row["decimals"]),
            weight=Fraction(row["weight"]),
            frequency=row.get("frequency") or "monthly",
            first=month_number(row.get("from_month", ""), 1),
            last=month_number(row.get("until_month", ""), 12),
            trajectory=[Fraction(part) / 100 for part in (row.get("trajectory") or "").split("/") if part],
            is_by_sex=row.get("by_sex") == "yes",
        )

    def read_chapters(self) -> list[Chapter]:
        """The file's chapters, and the KORWIL chapter of each region that lacks it (rule 12)."""
        chapters = [
            Chapter(
                row["region_code"],
                row["federation"],
                row["district_code"],
                date.fromisoformat(row["active_from"]),
                date.fromisoformat(row["active_to"]) if row["active_to"] else None,
            )
            for row in self.world.chapters
        ]
        for region in sorted({chapter.region for chapter in chapters}):
            here = [chapter for chapter in chapters if chapter.region == region]
            if not any(chapter.federation == "KORWIL" for chapter in here):
                chapters.append(Chapter(region, "KORWIL", "", min(c.starts for c in here), None))
        return sorted(chapters, key=lambda chapter: (chapter.region, *chapter.order()))

    def read_reports(self) -> dict[tuple[Chapter, str], list[Report]]:
        """By chapter and indicator, in the order of the months."""
        reports: dict[tuple[Chapter, str], list[Report]] = {}
        measures = {indicator.code: indicator.measure for indicator in self.indicators}
        for row in sorted(self.world.contributions, key=lambda row: row["month"]):
            month = month_number(row["month"], 0)
            if measures[row["indicator"]] == "ratio":
                amount: Amount = (number(row["numerator"]), number(row["denominator"]))
            elif row["women"] or row["men"]:
                amount = (number(row["women"]) + number(row["men"]),)
            else:
                amount = (number(row["value"]),)
            due_on = date(self.year + month // 12, month % 12 + 1, DUE_DAY)
            on_time = not row["submitted_on"] or date.fromisoformat(row["submitted_on"]) <= due_on
            chapter = next(c for c in self.all_chapters if self.is_by(row, c))
            report = Report(month, amount, row["status"] or "submitted", on_time)
            reports.setdefault((chapter, row["indicator"]), []).append(report)
        return reports

    def is_in_year(self, chapter: Chapter) -> bool:
        """Active on any day of it; or pledged in it, so that the pledges listed add up to the region's."""
        is_active = any(self.is_active(chapter, month) for month in range(1, 13))
        return is_active or any(self.is_by(row, chapter) for row in self.world.pledges)

    def chapters_of(self, region: str) -> list[Chapter]:
        return [chapter for chapter in self.chapters if chapter.region == region]

    def is_by(self, row: Row, chapter: Chapter) -> bool:
        where = (row["region_code"], row["federation"], row["district_code"])
        return where == (chapter.region, chapter.federation, chapter.district)

    # --- months ---------------------------------------------------------------------------------

    def is_active(self, chapter: Chapter, month: int) -> bool:
        """Rule 1: on any day of it; the end date is the last active day."""
        first_day = date(self.year, month, 1)
        last_day = date(self.year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
        return chapter.starts <= last_day and (chapter.ends is None or chapter.ends >= first_day)

    def m(self, indicator: Indicator) -> int:
        """Rule 1: for an indicator that ended before m, m means its last month in every rule."""
        return min(self.as_of, indicator.last)

    def is_reporter(self, chapter: Chapter, indicator: Indicator) -> bool:
        """Rule 12: KORWIL reports what the coordinator reports, the others what federations do."""
        return (chapter.federation == "KORWIL") == (indicator.reported_by == "coordinator")

    def due_months(self, chapter: Chapter, indicator: Indicator) -> list[int]:
        """Rule 12: the months of the whole year for which the chapter owes the indicator."""
        if not self.is_reporter(chapter, indicator):
            return []
        return [month for month in indicator.due_months() if self.is_active(chapter, month)]

    def reports_so_far(self, chapter: Chapter, indicator: Indicator) -> list[Report]:
        reports = self.reports.get((chapter, indicator.code), [])
        return [report for report in reports if report.month <= self.m(indicator)]

    def verified(self, chapter: Chapter, indicator: Indicator) -> list[Report]:
        """Only verified contributions count; months up to m, oldest first."""
        return [report for report in self.reports_so_far(chapter, indicator) if report.status == "verified"]
