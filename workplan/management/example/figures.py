"""Synthetic figures for the example: plausible, consistent with each other, and the same every time.

The published article gives no figures; every number made here is invented, and the pages say so.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

FLOWS = {
    # indicator: target of a region of size 1, brought in by the end of August
    "ORG-01": (1200, 404),
    "ORG-03": (600, 388),
    "ORG-04": (24, 13),
    "PKB-01": (36, 21),
    "PKB-03": (90, 66),
    "ADV-01": (0, 143),
    "ADV-02": (120, 84),
    "DIK-01": (48, 22),
    "DIK-02": (1440, 655),
    "DIK-04": (150, 31),
    "KEU-01": (2_160_000_000, 1_452_600_000),
}
STOCKS = {
    # indicator: target, baseline, position in August
    "ORG-02": (19_200, 18_420, 18_655),
    "ORG-05": (142, 128, 135),
    "ORG-06": (12, 9, 10),
    "DIK-03": (110, 74, 99),
    "GEN-02": (8, 3, 5),
}
RATIOS = {
    # indicator: target in percent, share reached in August
    "PKB-02": (60, Fraction(72, 135)),
    "ADV-03": (70, Fraction(84, 118)),
    "GEN-01": (30, Fraction(57, 246)),
    "KEU-02": (75, Fraction(13_246, 18_655)),
}
FLEXIBLE = Fraction(148, 404)
"""New members in flexible work, as a share of all new members (ORG-07)."""
OFFICERS = 246
MILESTONE_MONTHS = (2, 3, 4, 4, 6, 7, 8, 8, 11, 13)
"""The month in which the decree was renewed, chapter after chapter; 13 is not this year (TKO-01)."""
COORDINATOR = {"REP-01": (9, 7, 9), "REP-02": (12, 5)}

WOMEN = {
    "GARTEKS": Fraction(74, 100),
    "FESDIKARI": Fraction(55, 100),
    "KAMIPARHO": Fraction(48, 100),
    "NIKEUBA": Fraction(46, 100),
    "KIKES": Fraction(41, 100),
}
FEW_WOMEN = Fraction(23, 100)

WEIGHTS = {
    "GARTEKS": 16, "NIKEUBA": 13, "KAMIPARHO": 12, "LOMENIK": 12, "KIKES": 12,
    "FKUI": 9, "FPE": 7, "FTA": 7, "HUKATAN": 6, "FESDIKARI": 6,
}  # fmt: skip

Cells = dict[str, str]


@dataclass(frozen=True)
class Place:
    """A region in the example: how large, and how well it does against its plan (1 is as DKI in 2021)."""

    region: str
    size: Fraction
    zeal: Fraction
    chapters: Sequence[tuple[str, str]]
    """Federation and district codes, without the coordinator's office."""


def spread(amount: int, weights: Sequence[int]) -> list[int]:
    """`amount` in whole parts by weight; the parts add up (largest remainder, earlier ones first)."""
    total = sum(weights)
    parts = [amount * weight // total for weight in weights]
    order = sorted(range(len(weights)), key=lambda at: (-(amount * weights[at] % total), at))
    for at in order[: amount - sum(parts)]:
        parts[at] += 1
    return parts


def so_far(amount: int, month: int) -> int:
    """What of August's `amount` was there by the end of `month`: uneven, and faster after the meeting."""
    wave = (0, 2, -1, 3, 0, -2, 2, 1, 0, 4, 9, 15, 22)[month]
    return max(0, amount * (month * 12 + wave) // 96)


class Example:
    """The rows of one region and year, as the interchange files have them."""

    def __init__(self, place: Place, year: int) -> None:
        self.place = place
        self.year = year
        self.weights = [WEIGHTS[federation] for federation, _district in place.chapters]

    def scaled(self, amount: int) -> int:
        return int(amount * self.place.size)

    def reached(self, amount: int) -> int:
        return int(amount * self.place.size * self.place.zeal)

    def targets(self) -> Iterator[Cells]:
        """Every indicator that has a target."""
        for code, (target, _august) in FLOWS.items():
            if code != "ADV-01":
                yield self._target(code, max(self.scaled(target), 1))
        yield self._target("ORG-07", max(self.scaled(400), 1))
        for code, (target, baseline, _august) in STOCKS.items():
            yield self._target(code, max(self.scaled(target), 1), self.scaled(baseline))
        for code, (percent, _share) in RATIOS.items():
            yield self._target(code, percent)
        yield self._target("REP-01", COORDINATOR["REP-01"][0], COORDINATOR["REP-01"][1])
        yield self._target("REP-02", COORDINATOR["REP-02"][0])
        yield self._target("TKO-01", len(self.place.chapters))

    def _target(self, code: str, value: int, baseline: int | None = None) -> Cells:
        return {
            "region_code": self.place.region,
            "indicator": code,
            "value": str(value),
            "baseline": "" if baseline is None else str(baseline),
        }

    def pledges(self) -> Iterator[Cells]:
        """What the chapters take on: nearly the whole target."""
        for target in self.targets():
            code, value = target["indicator"], int(target["value"])
            if code.startswith("REP"):
                yield self._row("KORWIL", "", code, value=str(value))
                continue
            if code in RATIOS or code == "TKO-01":
                parts = [value if code in RATIOS else 1] * len(self.weights)
            else:
                parts = spread(value * 97 // 100 if value > 1000 else value, self.weights)
            for (federation, district), part in zip(self.place.chapters, parts, strict=True):
                yield self._row(federation, district, code, value=str(part))

    def contributions(self, months: Sequence[int]) -> Iterator[Cells]:
        """A report of every chapter for every indicator and month."""
        positions = {code: self._positions(code) for code in STOCKS}
        flows = {code: self._flow(code) for code in FLOWS}
        for month in months:
            for at, (federation, district) in enumerate(self.place.chapters):
                values = {code: flow[month - 1][at] for code, flow in flows.items()}
                values["ORG-07"] = int(values["ORG-01"] * FLEXIBLE)
                values |= {code: rows[month - 1][at] for code, rows in positions.items()}
                values["TKO-01"] = int(MILESTONE_MONTHS[at % 10] <= month)
                solved = sum(flows["ADV-02"][earlier][at] for earlier in range(month))
                pairs = self._pairs(at, month, values, solved)
                for code, value in values.items():
                    yield self._report(federation, district, code, month, value)
                for code, (part, whole) in pairs.items():
                    yield self._row(
                        federation, district, code, month, numerator=str(part), denominator=str(whole)
                    )
            seats = COORDINATOR["REP-01"]
            yield self._row("KORWIL", "", "REP-01", month, value=str(min(seats[1] + month // 3, seats[2])))
            joint = so_far(COORDINATOR["REP-02"][1], month) - so_far(COORDINATOR["REP-02"][1], month - 1)
            yield self._row("KORWIL", "", "REP-02", month, value=str(max(joint, 0)))

    def _flow(self, code: str) -> list[list[int]]:
        """Month by month, what each chapter brought; the months of all chapters add up to the region's."""
        august = self.reached(FLOWS[code][1])
        rows: list[list[int]] = []
        before = [0] * len(self.weights)
        for month in range(1, 13):
            total = max(so_far(august, month), sum(before))
            now = [max(new, old) for new, old in zip(spread(total, self.weights), before, strict=True)]
            rows.append([new - old for new, old in zip(now, before, strict=True)])
            before = now
        return rows

    def _positions(self, code: str) -> list[list[int]]:
        _target, baseline, august = STOCKS[code]
        start, end = self.scaled(baseline), self.scaled(baseline) + self.reached(august - baseline)
        return [spread(start + (end - start) * month // 8, self.weights) for month in range(1, 13)]

    def _pairs(
        self, at: int, month: int, values: Mapping[str, int], solved: int
    ) -> dict[str, tuple[int, int]]:
        """Numerator and denominator of each ratio, agreeing with the counts they are parts of."""
        officers = max(self.scaled(OFFICERS) * self.weights[at] // sum(self.weights), 3)
        zeal = self.place.zeal
        running = max(2, 6 - month // 3) if solved else 0
        return {
            "PKB-02": (self._part(values["ORG-05"], RATIOS["PKB-02"][1] * zeal), values["ORG-05"]),
            "ADV-03": (solved, solved + running),
            "GEN-01": (self._part(officers, RATIOS["GEN-01"][1] * zeal), officers),
            "KEU-02": (self._part(values["ORG-02"], RATIOS["KEU-02"][1] * zeal), values["ORG-02"]),
        }

    @staticmethod
    def _part(whole: int, share: Fraction) -> int:
        return min(int(whole * share), whole)

    def _report(self, federation: str, district: str, code: str, month: int, value: int) -> Cells:
        if code not in ("ORG-01", "ORG-02", "ORG-03", "ORG-07", "DIK-02", "DIK-03", "DIK-04"):
            return self._row(federation, district, code, month, value=str(value))
        women = int(value * WOMEN.get(federation, FEW_WOMEN))
        return self._row(
            federation, district, code, month, value=str(value), women=str(women), men=str(value - women)
        )

    def _row(
        self, federation: str, district: str, code: str, month: int | None = None, **cells: str
    ) -> Cells:
        row = {
            "region_code": self.place.region,
            "federation": federation,
            "district_code": district,
            "indicator": code,
            **cells,
        }
        return row if month is None else {**row, "month": f"{self.year}-{month:02d}"}
