"""Reads terms and reports from the database: one statement for each kind of row, as tuples."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Case, IntegerField, Q, QuerySet, TextField, When
from django.db.models.functions import Cast, Coalesce, Substr

from federations.models import Chapter, Region
from rakerwil.fields import to_ten_thousandths
from workplan.enums import ContributionState
from workplan.models import Contribution, Indicator, Pledge, Target, WorkYear
from workplan.reporting.amounts import Amount
from workplan.reporting.terms import (
    Category,
    ChapterTerms,
    IndicatorTerms,
    Label,
    Promise,
    RegionTerms,
    Report,
    Reports,
    YearTerms,
)

Promises = dict[str, list[Promise]]
"""By indicator code, each in the order of months."""

as_date = lru_cache(maxsize=4096)(date.fromisoformat)


@dataclass(frozen=True)
class Outline:
    """All of a ledger but the mass of its rows, the pledges and the reports."""

    terms: YearTerms
    regions: tuple[RegionTerms, ...]
    """By code, with every chapter that ever was, and without pledges."""
    marks: Mapping[int, str | None]
    """By chapter id: another one as soon as the chapter's pledges or reports are others (ChapterMark)."""
    is_nation: bool
    """No region was left out."""

    def marks_of(self, region: RegionTerms) -> list[str | None]:
        """Those of the region's chapters, in their order."""
        return [self.marks[chapter.id] for chapter in region.chapters]


@dataclass(frozen=True)
class Ledger:
    """What a roll-up of a year, up to a month, is made of."""

    terms: YearTerms
    regions: tuple[RegionTerms, ...]
    """By code: those with a chapter or an agreed target in the year (decisions, data 12)."""
    reports: Reports


def read(
    year: WorkYear, month: date, region: Region | None = None, names: Mapping[str, str] | None = None
) -> Ledger:
    """The ledger of all regions, or of one, with the reports up to `month`.

    Six statements, whatever the number of regions: their names, indicators, targets, pledges, chapters,
    contributions. Five for one region, or where the `names` of all by code are at hand.
    """
    asked = outline(year, region, names)
    regions, reports = filled(asked.terms, asked.regions, month, is_all=region is None)
    return Ledger(asked.terms, tuple(row for row in regions if region or row.takes_part), reports)


def of_indicator(
    year: WorkYear, month: date, indicator: Indicator, regions: Sequence[str] | None = None
) -> Ledger:
    """The ledger of one indicator alone, of all regions or of those with these codes; six statements."""
    asked = outline(year)
    terms = next(row for row in asked.terms.indicators if row.id == indicator.pk)
    alone = replace(asked.terms, indicators=(terms,))
    chosen = [row for row in asked.regions if regions is None or row.code in regions]
    filled_in, reports = filled(alone, chosen, month, is_all=regions is None)
    return Ledger(alone, tuple(row for row in filled_in if row.takes_part), reports)


def outline(year: WorkYear, region: Region | None = None, names: Mapping[str, str] | None = None) -> Outline:
    """The terms of all regions, or of one: names, indicators, targets, chapters.

    Four statements; three for one region, or where the `names` of all by code are at hand.
    """
    framework = Indicator.objects.filter(year=year).select_related("objective")
    indicators = tuple(indicator_terms(indicator) for indicator in framework)
    targets = _targets({indicator.id: indicator.code for indicator in indicators}, region)
    members: dict[str, list[ChapterTerms]] = defaultdict(list)
    marks: dict[int, str | None] = {}
    for code, chapter, mark in _chapters(region):
        members[code].append(chapter)
        marks[chapter.id] = mark
    if names is None:
        names = {region.code: region.name} if region else dict(Region.objects.values_list("code", "name"))
    return Outline(
        terms=year_terms(year, indicators, targets.get(None, {})),
        regions=tuple(
            RegionTerms(code, names[code], tuple(members[code]), targets.get(code, {}), pledges={})
            for code in sorted(names)
        ),
        marks=marks,
        is_nation=region is None,
    )


def filled(
    terms: YearTerms, regions: Sequence[RegionTerms], month: date, *, is_all: bool
) -> tuple[list[RegionTerms], Reports]:
    """The regions of an outline with their pledges, and their reports up to `month`; two statements.

    Of their chapters only those remain that were active in the year, or pledged or reported something.
    `is_all`: no other regions are left out.
    """
    codes = {indicator.id: indicator.code for indicator in terms.indicators}
    chapters = None if is_all else [chapter.id for region in regions for chapter in region.chapters]
    pledges = pledged(codes, chapters)
    reports = _reports(codes, month, chapters)
    concerned = {chapter for chapter, _ in pledges} | {chapter for _, chapter in reports}
    return [
        replace(
            region,
            pledges=pledges,
            chapters=tuple(
                chapter
                for chapter in region.chapters
                if chapter.id in concerned or chapter.active_months(terms.year)
            ),
        )
        for region in regions
    ], reports


def year_terms(
    year: WorkYear, indicators: tuple[IndicatorTerms, ...], national_targets: Promises | None = None
) -> YearTerms:
    """The framework with the year's settings."""
    return YearTerms(
        year=year.year,
        indicators=indicators,
        categories=tuple(
            Category(row["code"], Decimal(row["at_least"]), row["name_id"], row["name_en"])
            for row in year.categories
        ),
        due_dates={at.month: year.due_on(at) for at in year.months},
        cap=Fraction(year.score_cap),
        national_targets=national_targets or {},
    )


def indicator_terms(indicator: Indicator) -> IndicatorTerms:
    """What the arithmetic needs to know of an indicator."""
    return IndicatorTerms(
        id=indicator.pk,
        code=indicator.code,
        measure=indicator.measure,
        accumulation=indicator.accumulation,
        direction=indicator.direction,
        reported_by=indicator.reported_by,
        frequency=indicator.frequency,
        decimals=indicator.decimals,
        weight=to_ten_thousandths(indicator.weight),
        first_month=indicator.first_month.month,
        last_month=indicator.last_month.month,
        trajectory=indicator.trajectory_shares or None,
        label=Label(
            name_id=indicator.name_id,
            name_en=indicator.name_en,
            unit_id=indicator.unit_id,
            unit_en=indicator.unit_en,
            objective_id=indicator.objective.name_id,
            objective_en=indicator.objective.name_en,
        ),
    )


def _targets(codes: Mapping[int, str], region: Region | None) -> dict[str | None, Promises]:
    """Agreed targets by region code, the nation's under None; draft revisions don't count yet.

    Of all, or of one region and the nation.
    """
    rows = Target.objects.agreed().filter(indicator__in=codes).order_by("effective_month")
    if region is not None:
        rows = rows.filter(Q(agreement__region=region) | Q(agreement__region=None))
    targets: dict[str | None, Promises] = defaultdict(lambda: defaultdict(list))
    for code, indicator, month, value, baseline in _fetched(
        rows.values_list("agreement__region__code", "indicator_id", "effective_month", "value", "baseline")
    ):
        targets[code][codes[indicator]].append(Promise(month.month, value, baseline))
    return targets


def pledged(
    codes: Mapping[int, str], chapters: Sequence[int] | None = None
) -> dict[tuple[int, str], list[Promise]]:
    """Pledges on these indicators, which count as they stand, by chapter id and indicator code.

    Of all chapters, or of those with these ids; one statement.
    """
    rows = Pledge.objects.filter(indicator__in=codes)
    if chapters is not None:
        rows = rows.filter(chapter__in=chapters)
    pledges: dict[tuple[int, str], list[Promise]] = defaultdict(list)
    for chapter, indicator, month, value in _fetched(
        rows.order_by("effective_month").values_list("chapter_id", "indicator_id", "effective_month", "value")
    ):
        pledges[chapter, codes[indicator]].append(Promise(month.month, value))
    return pledges


def _chapters(region: Region | None) -> list[tuple[str, ChapterTerms, str | None]]:
    """All chapters that ever were, each with its region's code and its mark, by federation, then district."""
    rows = Chapter.objects.all() if region is None else Chapter.objects.filter(region=region)
    chapters = [
        (
            code,
            ChapterTerms(
                id=pk,
                federation=federation,
                district=district or "",
                active_from=since,
                active_to=until,
                name=f"{short_name} {seat}" if seat else short_name,
            ),
            mark,
        )
        for pk, code, federation, short_name, district, seat, since, until, mark in rows.values_list(
            "pk",
            "region__code",
            "federation__code",
            "federation__short_name",
            "district__code",
            "district__name",
            "active_from",
            "active_to",
            "mark__mark",
        ).order_by("pk")
    ]
    return sorted(chapters, key=lambda row: row[1].sort_key)


def chapter_terms(chapter: Chapter) -> ChapterTerms:
    """What the arithmetic needs to know of a chapter."""
    return ChapterTerms(
        id=chapter.pk,
        federation=chapter.federation.code,
        district=chapter.district.code if chapter.district else "",
        active_from=chapter.active_from,
        active_to=chapter.active_to,
        name=chapter.name,
    )


def _reports(codes: Iterable[int], month: date, chapters: Sequence[int] | None) -> Reports:
    """What counts of the contributions up to `month`; nothing is read but the index that covers them."""
    rows = Contribution.objects.filter(
        indicator__in=codes,
        month__lte=month,
        state__in=(ContributionState.SUBMITTED, ContributionState.VERIFIED),
    ).order_by("indicator_id", "chapter_id", "month")
    if chapters is not None:
        rows = rows.filter(chapter__in=chapters)
    sent = _fetched(
        # Dates as text, since SQLite would make one of each by itself, which takes longer than all the rest.
        rows.values_list(
            "indicator_id",
            "chapter_id",
            Cast(Substr(Cast("month", TextField()), 6, 2), IntegerField()),
            Case(When(state=ContributionState.VERIFIED, then=1), default=0),
            Coalesce("value", "numerator"),
            Coalesce("denominator", 0),
            Cast("first_submitted_on", TextField()),
        )
    )
    return {
        key: [
            Report(at, bool(is_verified), value, denominator, as_date(submitted_on))
            for _, _, at, is_verified, value, denominator, submitted_on in group
        ]
        for key, group in groupby(sent, key=itemgetter(0, 1))
    }


def _fetched(rows: QuerySet[Any, Any]) -> list[tuple[Any, ...]]:
    """The rows as the database gives them: figures stay whole ten-thousandths.

    Through the model's fields each figure would become a Decimal first, in twice the time.
    """
    try:
        sql, parameters = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())


def figure_of(row: Contribution, terms: IndicatorTerms) -> Fraction | None:
    """What a report says, in the indicator's unit, or percent for a ratio; none without a whole figure."""
    amount = amount_of(row)
    return amount.figure(terms) if amount else None


def amount_of(row: Contribution) -> Amount | None:
    """The report's amount in ten-thousandths; none without a whole figure."""
    if row.value is not None:
        return Amount(to_ten_thousandths(row.value))
    if row.numerator is not None and row.denominator is not None:
        return Amount(to_ten_thousandths(row.numerator), to_ten_thousandths(row.denominator))
    return None
