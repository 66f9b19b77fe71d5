"""An oracle of the arithmetic: what domain.md section 2 says, computed without a line of the product.

Input are the rows of the import files (`World`), output are the roll-up and the catch-up JSON of
interchange.md as Python values. `oracle_rows` reads, `oracle_rules` counts, this prints.
"""

from fractions import Fraction
from typing import Any

from tests.oracle_rows import Chapter, Indicator, Number, Row, Scope, World
from tests.oracle_rules import Rules, category, figure

COMMON_KEYS = [
    *("code", "target", "actual", "numerator", "denominator", "pending", "achievement", "category"),
    *("expected", "on_track", "achievement_to_date", "category_to_date", "forecast", "gap"),
    *("needed_per_month", "reports", "due"),
]
LEVEL_KEYS = {
    "nation": ["actual_with_target"],
    "region": ["pledged", "unallocated"],
    "chapter": ["month", "share"],
}


def rounded(value: Number, decimals: int) -> str | None:
    """Plain decimal notation, half away from zero; −0 is 0."""
    if value is None:
        return None
    units = int(abs(value) * 10**decimals + Fraction(1, 2))
    digits = str(units).rjust(decimals + 1, "0")
    sign = "-" if value < 0 and units > 0 else ""
    return sign + (digits if decimals == 0 else digits[:-decimals] + "." + digits[-decimals:])


class Oracle(Rules):
    """The figures of one world as of one month, written out."""

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
