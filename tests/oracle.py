"""An oracle of the arithmetic: domain.md section 2 read aloud, naive and slow on purpose.

It shares no line with the product. Input are the rows of the import files (interchange.md) as dicts of
strings, output are the roll-up and catch-up JSON as Python values. Months are numbers 1 to 12, amounts are
fractions: a count is `(value,)`, a ratio `(numerator, denominator)`, so that both add up place by place.
Rule numbers are those of domain.md section 2.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

Row = dict[str, str]
Amount = tuple[Fraction, ...]
Number = Fraction | None

CAP = Fraction(120)
CUT_OFFS = ((91, "sangat_tinggi"), (76, "tinggi"), (66, "sedang"), (51, "rendah"))
DUE_MONTHS = {"monthly": range(1, 13), "quarterly": range(3, 13, 3), "yearly": range(12, 13)}
DUE_DAY = 10
COMMON_KEYS = """code target actual numerator denominator pending achievement category expected on_track
    achievement_to_date category_to_date forecast gap needed_per_month reports due""".split()
LEVEL_KEYS = {
    "nation": ["actual_with_target"],
    "region": ["pledged", "unallocated"],
    "chapter": ["month", "share"],
}


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


def rounded(value: Number, decimals: int) -> str | None:
    """Plain decimal notation, half away from zero; −0 is 0."""
    if value is None:
        return None
    units = int(abs(value) * 10**decimals + Fraction(1, 2))
    digits = str(units).rjust(decimals + 1, "0")
    sign = "-" if value < 0 and units > 0 else ""
    return sign + (digits if decimals == 0 else digits[:-decimals] + "." + digits[-decimals:])


def add(amounts: Iterable[Amount | None]) -> Amount | None:
    """Rule 2: the sum of those that there are; all none, none."""
    there = [amount for amount in amounts if amount is not None]
    return tuple(sum(places, Fraction(0)) for places in zip(*there, strict=True)) if there else None


def mean(amounts: Sequence[Amount]) -> Amount:
    return tuple(sum(places, Fraction(0)) / len(amounts) for places in zip(*amounts, strict=True))


def figure(amount: Amount | None) -> Number:
    """A count as it is, a ratio as percent, divided at the very end; denominator 0, none."""
    if amount is None:
        return None
    if len(amount) == 1:
        return amount[0]
    return 100 * amount[0] / amount[1] if amount[1] != 0 else None


def category(value: Number) -> str | None:
    """Rule 6, on the exact value."""
    if value is None:
        return None
    return next((name for cut_off, name in CUT_OFFS if value >= cut_off), "sangat_rendah")


class Oracle:
    """One world as of one month."""

    def __init__(self, world: World, as_of: int) -> None:
        self.world, self.year, self.as_of = world, world.year, as_of
        self.indicators = [self.read_indicator(row) for row in world.indicators]
        self.all_chapters = self.read_chapters()
        self.chapters = [c for c in self.all_chapters if any(self.is_active(c, k) for k in range(1, 13))]
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

    # --- rules 1 to 3: actual and target --------------------------------------------------------

    def actual(self, chapter: Chapter, indicator: Indicator) -> Amount | None:
        verified = self.verified(chapter, indicator)
        if indicator.accumulation == "flow":
            return add(report.amount for report in verified)
        if not verified or not self.is_active(chapter, self.m(indicator)):
            return None
        return verified[-1].amount

    def total(self, chapters: list[Chapter], indicator: Indicator) -> Amount | None:
        return add(self.actual(chapter, indicator) for chapter in chapters)

    def in_force(self, rows: list[Row], indicator: Indicator, column: str) -> Number:
        """The value that holds at the end of m; an empty one keeps the earlier."""
        holding = [
            (month_number(row.get("effective_month", ""), 1), row[column])
            for row in rows
            if row["indicator"] == indicator.code and row.get(column)
        ]
        holding = sorted(pair for pair in holding if pair[0] <= self.m(indicator))
        return Fraction(holding[-1][1]) if holding else None

    def region_target(self, region: str, indicator: Indicator) -> Number:
        """Of the nation itself when `region` is empty."""
        rows = [row for row in self.world.targets if row["region_code"] == region]
        return self.in_force(rows, indicator, "value")

    def pledge(self, chapter: Chapter, indicator: Indicator) -> Number:
        rows = [row for row in self.world.pledges if self.is_by(row, chapter)]
        return self.in_force(rows, indicator, "value")

    def regions_with_target(self, indicator: Indicator) -> list[str]:
        codes = [row["code"] for row in self.world.regions]
        return [code for code in codes if self.region_target(code, indicator) is not None]

    def target(self, scope: Scope, indicator: Indicator) -> Number:
        if scope.level == "chapter":
            return self.pledge(scope.chapters[0], indicator)
        if scope.level == "region":
            return self.region_target(scope.region, indicator)
        if indicator.measure == "ratio":
            return self.region_target("", indicator)
        targets = [self.region_target(code, indicator) for code in self.regions_with_target(indicator)]
        return sum((target for target in targets if target is not None), Fraction(0)) if targets else None

    def chapters_with_target(self, scope: Scope, indicator: Indicator) -> list[Chapter]:
        """Rule 3, like with like: those whose figures are held against the target of the scope."""
        with_target = self.regions_with_target(indicator)
        if scope.level != "nation" or indicator.measure == "ratio" or not with_target:
            return scope.chapters
        return [chapter for chapter in scope.chapters if chapter.region in with_target]

    def actual_with_target(self, scope: Scope, indicator: Indicator) -> Number:
        return figure(self.total(self.chapters_with_target(scope, indicator), indicator))

    # --- rule 4: achievement --------------------------------------------------------------------

    def achievement(self, scope: Scope, indicator: Indicator) -> Number:
        actual, target = self.actual_with_target(scope, indicator), self.target(scope, indicator)
        if actual is None or target is None:
            return None
        if indicator.direction == "up":
            if target == 0:
                return None
            percent = 100 * actual / target
        elif target == 0:
            percent = Fraction(100 if actual == 0 else 0)
        else:
            percent = max(100 * (2 * target - actual) / target, Fraction(0))
        return min(percent, Fraction(100)) if indicator.measure == "milestone" else percent

    # --- rule 5: score --------------------------------------------------------------------------

    def is_in_score(self, scope: Scope, indicator: Indicator) -> bool:
        target = self.target(scope, indicator)
        due, _, _, _, verified = self.counts(scope, indicator)
        if indicator.first > self.as_of or target is None or due == 0:
            return False
        if indicator.direction == "up" and target == 0:
            return False
        pair = self.total(scope.chapters, indicator)
        is_over_nothing = indicator.measure == "ratio" and pair is not None and pair[1] == 0
        return not (is_over_nothing and verified == due)

    def is_in_score_to_date(self, scope: Scope, indicator: Indicator) -> bool:
        """Rule 7: without an expected value, or `up` with 0 as expected, an indicator is left out."""
        expected = self.expected(scope, indicator) if self.is_in_score(scope, indicator) else None
        return expected is not None and not (indicator.direction == "up" and expected == 0)

    def weighted(self, scope: Scope, scored: list[tuple[Indicator, Number]]) -> Number:
        if not scored or (scope.level == "chapter" and not self.is_active(scope.chapters[0], self.as_of)):
            return None
        points = [indicator.weight * min(percent or Fraction(0), CAP) for indicator, percent in scored]
        return sum(points, Fraction(0)) / sum((indicator.weight for indicator, _ in scored), Fraction(0))

    def score(self, scope: Scope) -> Number:
        scored = [i for i in self.indicators if self.is_in_score(scope, i)]
        return self.weighted(scope, [(i, self.achievement(scope, i)) for i in scored])

    def score_to_date(self, scope: Scope) -> Number:
        scored = [i for i in self.indicators if self.is_in_score_to_date(scope, i)]
        return self.weighted(scope, [(i, self.achievement_to_date(scope, i)) for i in scored])

    # --- rule 7: pace ---------------------------------------------------------------------------

    def share(self, scope: Scope, indicator: Indicator) -> Number:
        """The part of the year expected by the end of m*; none while there is no m*."""
        in_force, due, trajectory = indicator.months_in_force(), indicator.due_months(), indicator.trajectory
        if scope.level == "chapter":
            active = [month for month in in_force if self.is_active(scope.chapters[0], month)]
            if active != in_force:
                in_force, due, trajectory = active, [month for month in due if month in active], []
        due_so_far = [month for month in due if month <= self.m(indicator)]
        if not due_so_far:
            return None
        m_star, last_due = due_so_far[-1], due[-1]
        if m_star == last_due:
            return Fraction(1)
        if trajectory:
            quarter, months_into = divmod(m_star, 3)
            reached = ([Fraction(0), *trajectory])[quarter]
            return reached + (trajectory[quarter] - reached) * Fraction(months_into, 3)
        up_to = [len([month for month in in_force if month <= end]) for end in (m_star, last_due)]
        return Fraction(up_to[0], up_to[1])

    def baseline(self, scope: Scope, indicator: Indicator) -> Number:
        if scope.level == "chapter" or indicator.measure == "milestone":
            return None
        codes = [scope.region] if scope.level == "region" else self.regions_with_target(indicator)
        total = Fraction(0)
        for code in codes:
            rows = [row for row in self.world.targets if row["region_code"] == code]
            baseline = self.in_force(rows, indicator, "baseline")
            if baseline is None:
                return None
            total += baseline
        return total

    def expected(self, scope: Scope, indicator: Indicator) -> Number:
        target, share = self.target(scope, indicator), self.share(scope, indicator)
        if target is None or share is None:
            return None
        if indicator.measure == "ratio" or share == 1:
            return target
        if indicator.accumulation == "flow":
            return target * share
        baseline = self.baseline(scope, indicator)
        return baseline + (target - baseline) * share if baseline is not None else None

    def on_track(self, scope: Scope, indicator: Indicator) -> bool | None:
        actual, expected = self.actual_with_target(scope, indicator), self.expected(scope, indicator)
        if actual is None or expected is None:
            return None
        return actual >= expected if indicator.direction == "up" else actual <= expected

    def achievement_to_date(self, scope: Scope, indicator: Indicator) -> Number:
        actual, expected = self.actual_with_target(scope, indicator), self.expected(scope, indicator)
        target = self.target(scope, indicator)
        if actual is None or expected is None or target is None:
            return None
        if indicator.direction == "up":
            if 0 in (target, expected):
                return None
            percent = 100 * actual / expected
        else:
            divisor = target if indicator.accumulation == "flow" else expected
            if divisor == 0:
                percent = Fraction(100 if actual == 0 else 0)
            else:
                percent = max(100 * (divisor + expected - actual) / divisor, Fraction(0))
        return min(percent, Fraction(100)) if indicator.measure == "milestone" else percent

    # --- rule 8: forecast -----------------------------------------------------------------------

    def is_projected(self, chapter: Chapter, indicator: Indicator) -> bool:
        verified = self.verified(chapter, indicator)
        due = [month for month in self.due_months(chapter, indicator) if month <= self.m(indicator)]
        if indicator.accumulation == "stock" and not self.is_active(chapter, indicator.last):
            return False
        return len(verified) >= 2 and verified[-1].month in due[-3:]

    def outlook(self, chapter: Chapter, indicator: Indicator) -> Amount | None:
        """What the chapter counts for in the forecast."""
        actual, verified = self.actual(chapter, indicator), self.verified(chapter, indicator)
        if indicator.accumulation == "stock" and not self.is_active(chapter, indicator.last):
            return None
        if actual is None or not self.is_projected(chapter, indicator):
            return actual
        latest = verified[-1].month
        if indicator.accumulation == "flow":
            ahead = len([month for month in self.due_months(chapter, indicator) if month > latest])
            monthly = mean([report.amount for report in verified[-3:]])
            projected = [so_far + each * ahead for so_far, each in zip(actual, monthly, strict=True)]
        elif indicator.measure == "ratio":
            projected = list(actual)
        else:
            oldest, newest = verified[-4:][0], verified[-1]
            slope = (newest.amount[0] - oldest.amount[0]) / (newest.month - oldest.month)
            projected = [actual[0] + slope * (indicator.last - latest)]
        projected = [max(place, Fraction(0)) for place in projected]
        if indicator.measure == "ratio":
            projected[0] = min(projected)
        return tuple(projected)

    def forecast(self, scope: Scope, indicator: Indicator) -> Number:
        chapters = self.chapters_with_target(scope, indicator)
        is_any_projected = any(self.is_projected(chapter, indicator) for chapter in chapters)
        if indicator.measure == "milestone" or not is_any_projected:
            return None
        return figure(add(self.outlook(chapter, indicator) for chapter in chapters))

    # --- rules 9 and 10: gap, pledges, share ----------------------------------------------------

    def gap(self, scope: Scope, indicator: Indicator) -> Number:
        actual, target = self.actual_with_target(scope, indicator), self.target(scope, indicator)
        if actual is None and indicator.accumulation == "flow" and indicator.measure == "count":
            actual = Fraction(0)
        return None if actual is None or target is None else target - actual

    def per_month(self, amount: Number, indicator: Indicator) -> Number:
        """`amount` spread over the months in force after m, if there is still a due one."""
        left = [month for month in indicator.due_months() if month > self.m(indicator)]
        return None if amount is None or not left else amount / (indicator.last - self.m(indicator))

    def needed_per_month(self, scope: Scope, indicator: Indicator) -> Number:
        gap = self.gap(scope, indicator)
        if gap is None or not self.is_up_flow_count(indicator):
            return None
        return self.per_month(max(gap, Fraction(0)), indicator)

    def is_up_flow_count(self, indicator: Indicator) -> bool:
        return (indicator.direction, indicator.accumulation, indicator.measure) == ("up", "flow", "count")

    def pledged(self, scope: Scope, indicator: Indicator) -> Number:
        """Ended chapters' pledges too; 0 if nobody pledged."""
        if indicator.measure != "count" or indicator.direction == "monitor":
            return None
        here = [chapter for chapter in self.all_chapters if chapter.region == scope.region]
        return sum((self.pledge(chapter, indicator) or Fraction(0) for chapter in here), Fraction(0))

    def part_of_region(self, scope: Scope, indicator: Indicator) -> Number:
        here = [chapter for chapter in self.chapters if chapter.region == scope.region]
        own, whole = figure(self.total(scope.chapters, indicator)), figure(self.total(here, indicator))
        return None if indicator.measure != "count" or own is None or not whole else 100 * own / whole

    # --- rule 12: reports due -------------------------------------------------------------------

    def counts(self, scope: Scope, indicator: Indicator) -> tuple[int, int, int, int, int]:
        """Months up to m: due; submitted or verified; of these on time; submitted; verified."""
        due = reported = on_time = pending = verified = 0
        for chapter in scope.chapters:
            owed = [month for month in self.due_months(chapter, indicator) if month <= self.m(indicator)]
            filed = [r for r in self.reports_so_far(chapter, indicator) if r.month in owed]
            filed = [r for r in filed if r.status in {"submitted", "verified"}]
            due += len(owed)
            reported += len(filed)
            on_time += len([r for r in filed if r.is_on_time])
            pending += len([r for r in filed if r.status == "submitted"])
            verified += len([r for r in filed if r.status == "verified"])
        return due, reported, on_time, pending, verified

    # --- the JSON of interchange.md -------------------------------------------------------------

    def row(self, scope: Scope, indicator: Indicator) -> dict[str, Any]:
        row: dict[str, Any] = dict.fromkeys(COMMON_KEYS + LEVEL_KEYS[scope.level])
        row |= {"code": indicator.code, "reports": 0, "due": 0, "pending": 0}
        if indicator.first > self.as_of:
            return row
        amount, exact = self.total(scope.chapters, indicator), indicator.decimals
        divided = 4 if indicator.measure == "ratio" else exact
        row["target"] = rounded(self.target(scope, indicator), exact)
        row["actual"] = rounded(figure(amount), divided)
        if indicator.measure == "ratio" and amount is not None:
            row["numerator"], row["denominator"] = rounded(amount[0], 0), rounded(amount[1], 0)
        row["due"], row["reports"], _, row["pending"], _ = self.counts(scope, indicator)
        achievement = self.achievement(scope, indicator)
        row["achievement"], row["category"] = rounded(achievement, 4), category(achievement)
        row["expected"] = rounded(self.expected(scope, indicator), 4)
        row["on_track"] = self.on_track(scope, indicator)
        to_date = self.achievement_to_date(scope, indicator)
        row["achievement_to_date"], row["category_to_date"] = rounded(to_date, 4), category(to_date)
        row["forecast"] = rounded(self.forecast(scope, indicator), 4)
        row["gap"] = rounded(self.gap(scope, indicator), divided)
        row["needed_per_month"] = rounded(self.needed_per_month(scope, indicator), 4)
        return row | self.level_fields(scope, indicator)

    def level_fields(self, scope: Scope, indicator: Indicator) -> dict[str, Any]:
        target = self.target(scope, indicator)
        if scope.level == "nation":
            with_target = self.actual_with_target(scope, indicator)
            is_shown = indicator.measure != "ratio" and target is not None
            return {"actual_with_target": rounded(with_target, indicator.decimals) if is_shown else None}
        if scope.level == "region":
            pledged = self.pledged(scope, indicator)
            unallocated = None if pledged is None or target is None else target - pledged
            names = {"pledged": pledged, "unallocated": unallocated}
            return {name: rounded(value, indicator.decimals) for name, value in names.items()}
        stands = indicator.accumulation == "stock" and self.actual(scope.chapters[0], indicator) is not None
        month = self.verified(scope.chapters[0], indicator)[-1].month if stands else 0
        return {
            "month": f"{self.year}-{month:02}" if stands else None,
            "share": rounded(self.part_of_region(scope, indicator), 4),
        }

    def block(self, scope: Scope) -> dict[str, Any]:
        score, to_date = self.score(scope), self.score_to_date(scope)
        applying = [indicator for indicator in self.indicators if indicator.first <= self.as_of]
        counts = [self.counts(scope, indicator) for indicator in applying]
        due, reported, on_time = (sum(count[place] for count in counts) for place in range(3))
        return {
            "score": rounded(score, 4),
            "category": category(score),
            "score_to_date": rounded(to_date, 4),
            "category_to_date": category(to_date),
            "completeness": rounded(Fraction(100 * reported, due), 4) if due else None,
            "timeliness": rounded(Fraction(100 * on_time, due), 4) if due else None,
            "indicators": [self.row(scope, indicator) for indicator in self.indicators],
        }

    def chapters_of(self, region: str) -> list[Chapter]:
        return [chapter for chapter in self.chapters if chapter.region == region]

    def chapter_block(self, chapter: Chapter) -> dict[str, Any]:
        names = {"federation": chapter.federation, "district_code": chapter.district or None}
        return names | self.block(Scope("chapter", chapter.region, [chapter]))

    def region_block(self, region: Row) -> dict[str, Any]:
        chapters = self.chapters_of(region["code"])
        block = self.block(Scope("region", region["code"], chapters))
        return {
            "code": region["code"],
            "name": region["name"],
            **block,
            "chapters": [self.chapter_block(chapter) for chapter in chapters],
        }

    def roll_up(self) -> dict[str, Any]:
        regions = sorted(self.world.regions, key=lambda region: region["code"])
        targeted = {row["region_code"] for row in self.world.targets}
        listed = [r for r in regions if self.chapters_of(r["code"]) or r["code"] in targeted]
        return {
            "year": self.year,
            "as_of": f"{self.year}-{self.as_of:02}",
            "nation": self.block(Scope("nation", "", self.chapters)),
            "regions": [self.region_block(region) for region in listed],
        }

    # --- rule 11: catch-up ----------------------------------------------------------------------

    def parts(self, scope: Scope, indicator: Indicator) -> list[tuple[Chapter, Fraction]]:
        gap = self.gap(scope, indicator)
        is_in_force = self.as_of in indicator.months_in_force()
        if not is_in_force or not self.is_up_flow_count(indicator) or gap is None or gap <= 0:
            return []
        chapters = [
            c for c in scope.chapters if self.is_active(c, self.as_of) and self.is_reporter(c, indicator)
        ]
        if not chapters:
            return []
        outstanding = [self.outstanding(chapter, indicator) for chapter in chapters]
        if sum(outstanding) > gap:
            amounts = [each * gap / sum(outstanding) for each in outstanding]
        else:
            pace = [self.recent_pace(chapter, indicator) for chapter in chapters]
            if sum(pace) == 0:
                pace = [Fraction(1) for _ in chapters]
            rest = gap - sum(outstanding)
            amounts = [own + rest * p / sum(pace) for own, p in zip(outstanding, pace, strict=True)]
        return list(zip(chapters, self.largest_remainder(amounts, indicator.decimals), strict=True))

    def outstanding(self, chapter: Chapter, indicator: Indicator) -> Fraction:
        pledge, actual = self.pledge(chapter, indicator), figure(self.actual(chapter, indicator))
        return max((pledge or Fraction(0)) - (actual or Fraction(0)), Fraction(0))

    def recent_pace(self, chapter: Chapter, indicator: Indicator) -> Fraction:
        verified = self.verified(chapter, indicator)[-3:]
        return mean([report.amount for report in verified])[0] if verified else Fraction(0)

    def largest_remainder(self, amounts: list[Fraction], decimals: int) -> list[Fraction]:
        """In the smallest unit; `amounts` come in the order in which ties are decided."""
        exact = [amount * 10**decimals for amount in amounts]
        whole = [int(amount) for amount in exact]
        by_remainder = sorted(range(len(exact)), key=lambda place: (whole[place] - exact[place], place))
        for place in by_remainder[: int(sum(exact)) - sum(whole)]:
            whole[place] += 1
        return [Fraction(units, 10**decimals) for units in whole]

    def catch_up(self, region: str, code: str) -> dict[str, Any]:
        indicator = next(indicator for indicator in self.indicators if indicator.code == code)
        scope = Scope("region", region, self.chapters_of(region))
        return {
            "region": region,
            "indicator": code,
            "as_of": f"{self.year}-{self.as_of:02}",
            "gap": self.row(scope, indicator)["gap"],
            "parts": [
                {
                    "federation": chapter.federation,
                    "district_code": chapter.district or None,
                    "part": rounded(part, indicator.decimals),
                    "needed_per_month": rounded(self.per_month(part, indicator), 4),
                }
                for chapter, part in self.parts(scope, indicator)
            ],
        }


def roll_up(world: World, as_of: int) -> dict[str, Any]:
    """The roll-up JSON as of month `as_of` (1 to 12)."""
    return Oracle(world, as_of).roll_up()


def catch_up(world: World, region: str, indicator: str, as_of: int) -> dict[str, Any]:
    """The catch-up JSON of one region and indicator as of month `as_of` (1 to 12)."""
    return Oracle(world, as_of).catch_up(region, indicator)
