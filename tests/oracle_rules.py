"""The rules of domain.md section 2 read aloud, in their order, naive and slow on purpose."""

from collections.abc import Iterable, Sequence
from fractions import Fraction

from tests.oracle_rows import Amount, Chapter, Indicator, Number, Row, Rows, Scope, month_number

CAP = Fraction(120)
CUT_OFFS = ((91, "sangat_tinggi"), (76, "tinggi"), (66, "sedang"), (51, "rendah"))


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


class Rules(Rows):
    """The figures of one world as of one month."""

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
        here = self.chapters_of(scope.region)
        return sum((self.pledge(chapter, indicator) or Fraction(0) for chapter in here), Fraction(0))

    def part_of_region(self, scope: Scope, indicator: Indicator) -> Number:
        here = self.chapters_of(scope.region)
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
