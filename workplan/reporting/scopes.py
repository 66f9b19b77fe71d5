"""From the terms and the reports to chapter, region and nation (rules 1 to 12), without a database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from workplan.reporting.figures import IndicatorFigures, Standard, in_unit, judge
from workplan.reporting.gaps import share_of
from workplan.reporting.pace import own_share, share
from workplan.reporting.scores import Scope, scope
from workplan.reporting.tallies import Tally, tally, total
from workplan.reporting.terms import (
    Category,
    ChapterTerms,
    Duty,
    IndicatorTerms,
    Promise,
    RegionTerms,
    Reports,
    YearTerms,
    promise_in_force,
)


@dataclass(frozen=True)
class ChapterRollup:
    """A chapter's figures; its targets are its pledges."""

    chapter: ChapterTerms
    is_active: bool
    """In the month; what a chapter held that is not stands no longer."""
    scope: Scope


@dataclass(frozen=True)
class RegionTally:
    """What a region's chapters owed and brought per indicator code, and what they are held against."""

    region: RegionTerms
    duties: Mapping[tuple[int, str], Duty]
    """By chapter id and indicator code."""
    apart: Mapping[tuple[int, str], Tally]
    """By chapter id and indicator code."""
    together: Mapping[str, Tally]
    standards: Mapping[str, Standard]


@dataclass(frozen=True)
class RegionRollup:
    """A region's figures and those of its chapters."""

    code: str
    name: str
    scope: Scope
    moment: "Moment" = field(repr=False)
    counted: RegionTally = field(repr=False)

    @cached_property
    def chapters(self) -> tuple[ChapterRollup, ...]:
        """Judged only when looked at: the nation's pages show none of them."""
        return tuple(self.moment.chapter(chapter, self.counted) for chapter in self.counted.region.chapters)


@dataclass(frozen=True)
class Rollup:
    """Everything as of one month; `nation` is None where only one region was asked for."""

    terms: YearTerms
    as_of: date
    nation: Scope | None
    regions: tuple[RegionRollup, ...]

    @property
    def year(self) -> int:
        """The work year."""
        return self.terms.year

    @property
    def categories(self) -> tuple[Category, ...]:
        """The year's, best first."""
        return self.terms.categories


@dataclass(frozen=True)
class Moment:
    """A work year seen at the end of one of its months."""

    terms: YearTerms
    month: int

    @cached_property
    def standing(self) -> tuple[tuple[IndicatorTerms, int], ...]:
        """The indicators that have begun, each with the month whose figures stand."""
        months = ((indicator, indicator.standing_month(self.month)) for indicator in self.terms.indicators)
        return tuple((indicator, month) for indicator, month in months if month is not None)

    def nation(self, regions: Sequence[RegionTerms], reports: Reports) -> Rollup:
        """Everything: the nation, every region, every chapter."""
        rows = [self.figures(region, reports) for region in regions]
        return self.rollup(rows, self.together(rows))

    def region(self, region: RegionTerms, reports: Reports) -> Rollup:
        """One region and its chapters."""
        return self.rollup([self.figures(region, reports)])

    def rollup(self, regions: Sequence[RegionRollup], nation: Scope | None = None) -> Rollup:
        """These regions, with the nation or without."""
        return Rollup(
            terms=self.terms,
            as_of=date(self.terms.year, self.month, 1),
            nation=nation,
            regions=tuple(regions),
        )

    def tally(self, region: RegionTerms, reports: Reports) -> RegionTally:
        """Count the reports of a region's chapters."""
        duties = {
            (chapter.id, indicator.code): chapter.duty(indicator, self.terms.year)
            for indicator, _ in self.standing
            for chapter in region.chapters
        }
        apart = {
            (chapter.id, indicator.code): tally(
                indicator,
                reports.get((indicator.id, chapter.id), ()),
                duties[chapter.id, indicator.code],
                month,
                self.terms.due_dates,
            )
            for indicator, month in self.standing
            for chapter in region.chapters
        }
        return RegionTally(
            region=region,
            duties=duties,
            apart=apart,
            together={
                indicator.code: total([apart[chapter.id, indicator.code] for chapter in region.chapters])
                for indicator, _ in self.standing
            },
            standards={
                indicator.code: self._standard(indicator, month, region.targets)
                for indicator, month in self.standing
            },
        )

    def _standard(
        self, indicator: IndicatorTerms, month: int, targets: Mapping[str, Sequence[Promise]]
    ) -> Standard:
        """What `targets` set for a region, or for the nation's ratios."""
        promise = standing_promise(indicator, targets.get(indicator.code, ()), month)
        has_baseline = indicator.is_count and indicator.is_stock and promise is not None
        return Standard(
            month=month,
            target=in_unit(promise.value) if promise else None,
            baseline=in_unit(promise.baseline) if promise and has_baseline else None,
            part=share(indicator, month),
        )

    def together(self, regions: Sequence[RegionRollup]) -> Scope:
        """The nation: its regions added up, counts held like with like against their targets (rule 3)."""
        tallies, rows = [region.counted for region in regions], {}
        for indicator, month in self.standing:
            together = total([counted.together[indicator.code] for counted in tallies])
            standard, held = self.national(tallies, indicator, month)
            rows[indicator.code] = judge(indicator, together, standard, self.terms.categories, held=held)
        return scope(self.terms, self._in_order(rows))

    def national(
        self, tallies: Sequence[RegionTally], indicator: IndicatorTerms, month: int
    ) -> tuple[Standard, Tally | None]:
        """What the nation is held against, and of counts the part of it that is: like with like (rule 3)."""
        if indicator.is_ratio:
            return self._standard(indicator, month, self.terms.national_targets), None
        code = indicator.code
        with_target = [counted for counted in tallies if counted.standards[code].target is not None]
        if not with_target:
            return Standard(month=month), None
        standard = summed([counted.standards[code] for counted in with_target])
        return standard, total([counted.together[code] for counted in with_target])

    def figures(self, region: RegionTerms, reports: Reports) -> RegionRollup:
        """A region's figures; its chapters' when they are looked at."""
        counted = self.tally(region, reports)
        rows = {
            indicator.code: judge(
                indicator,
                counted.together[indicator.code],
                counted.standards[indicator.code],
                self.terms.categories,
                pledged=pledged_in(region, indicator, month),
            )
            for indicator, month in self.standing
        }
        return RegionRollup(
            code=region.code,
            name=region.name,
            scope=scope(self.terms, self._in_order(rows)),
            moment=self,
            counted=counted,
        )

    def chapter(self, chapter: ChapterTerms, counted: RegionTally) -> ChapterRollup:
        """A chapter's figures, held against its pledges."""
        rows = {}
        for indicator, month in self.standing:
            pledges = counted.region.pledges.get((chapter.id, indicator.code), ())
            pledge = standing_promise(indicator, pledges, month)
            brought = counted.apart[chapter.id, indicator.code]
            duty = counted.duties[chapter.id, indicator.code]
            rows[indicator.code] = judge(
                indicator,
                brought,
                Standard(
                    month=month,
                    target=in_unit(pledge.value) if pledge else None,
                    part=own_share(indicator, duty, month),
                ),
                self.terms.categories,
                share=share_of(indicator, brought, counted.together[indicator.code]),
                applies=chapter.reports(indicator) and (month in duty.active or brought.actual is not None),
            )
        is_active = self.month in chapter.active_months(self.terms.year)
        return ChapterRollup(
            chapter=chapter,
            is_active=is_active,
            scope=scope(self.terms, self._in_order(rows), is_active=is_active),
        )

    def _in_order(self, rows: Mapping[str, IndicatorFigures]) -> list[IndicatorFigures]:
        """In the framework's order, with an empty row for each indicator that has not begun."""
        return [
            rows.get(indicator.code) or IndicatorFigures(indicator) for indicator in self.terms.indicators
        ]


def standing_promise(indicator: IndicatorTerms, promises: Sequence[Promise], month: int) -> Promise | None:
    """The target or pledge in force at the end of `month`; what is only watched has none (rule 3)."""
    return None if indicator.is_monitored else promise_in_force(promises, month)


def summed(standards: Sequence[Standard]) -> Standard:
    """The nation's target and baseline: the sums of its regions'; no baseline if one is missing (rule 7)."""
    targets = [standard.target for standard in standards if standard.target is not None]
    baselines = [standard.baseline for standard in standards if standard.baseline is not None]
    return replace(
        standards[0],
        target=sum(targets, Fraction(0)),
        baseline=sum(baselines, Fraction(0)) if len(baselines) == len(standards) else None,
    )


def pledged_in(region: RegionTerms, indicator: IndicatorTerms, month: int) -> Fraction | None:
    """What the region's chapters pledged together, ended ones too; of counts with a direction (rule 10)."""
    if not indicator.is_count or indicator.is_monitored:
        return None
    pledges = (
        promise_in_force(region.pledges.get((chapter.id, indicator.code), ()), month)
        for chapter in region.chapters
    )
    return in_unit(sum(pledge.value for pledge in pledges if pledge))
