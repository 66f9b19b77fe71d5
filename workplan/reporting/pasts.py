"""A ledger as it was known at a time, from the history tables.

Reports that nobody has touched since are as they are now; the others as they stood. The framework itself
(what an indicator means, when it is in force) is always today's: equal code means the same story.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db.models import Q, QuerySet

from federations.models import Chapter
from rakerwil.fields import to_ten_thousandths
from workplan.enums import ContributionState
from workplan.models import Contribution, Target
from workplan.reporting.ledgers import Ledger, Promises
from workplan.reporting.terms import ChapterTerms, Promise, Report, Reports

COUNTING = (ContributionState.SUBMITTED, ContributionState.VERIFIED)
DELETED = "-"


def known(ledger: Ledger, month: date, at: datetime) -> Ledger:
    """The ledger of the same regions and indicators, up to `month`, as it was known at `at`.

    Four statements. At a time before the first row there is nothing. What was pledged stays as in `ledger`.
    """
    codes = {indicator.id: indicator.code for indicator in ledger.terms.indicators}
    targets = _targets(codes, [region.code for region in ledger.regions], at)
    chapters = [chapter.id for region in ledger.regions for chapter in region.chapters]
    dates = _dates(chapters, at)
    return Ledger(
        terms=replace(ledger.terms, national_targets=targets.get(None, {})),
        regions=tuple(
            replace(
                region,
                targets=targets.get(region.code, {}),
                chapters=tuple(_as_it_was(chapter, dates) for chapter in region.chapters),
            )
            for region in ledger.regions
        ),
        reports=_reports(ledger.reports, Q(indicator__in=codes, chapter__in=chapters), month, at),
    )


def _up_to(history: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    """What was written by then, oldest first, so that the last one read of each row stood."""
    return history.filter(history_date__lte=at).order_by("history_date", "history_id")


def _reports(live: Reports, where: Q, month: date, at: datetime) -> Reports:
    """Those untouched since, and those that were touched, as they stood; two statements."""
    since = Contribution.history.filter(where, history_date__gt=at)
    touched = set(since.values_list("indicator_id", "chapter_id", "month", "id"))
    found: dict[tuple[int, int], list[Report]] = defaultdict(list)
    places = {(indicator, chapter, at_month.month) for indicator, chapter, at_month, _ in touched}
    for key, sent in live.items():
        found[key] = [
            report for report in sent if report.month <= month.month and (*key, report.month) not in places
        ]
    stood = {row.id: row for row in _up_to(Contribution.history.filter(id__in=since.values("id")), at)}
    for row in stood.values():
        if row.history_type != DELETED and row.state in COUNTING and row.month <= month:
            found[row.indicator_id, row.chapter_id].append(_report(row))
    return {key: sorted(sent) for key, sent in found.items()}


def _report(row: Any) -> Report:
    return Report(
        row.month.month,
        row.state == ContributionState.VERIFIED,
        to_ten_thousandths(row.numerator if row.value is None else row.value),
        0 if row.denominator is None else to_ten_thousandths(row.denominator),
        row.first_submitted_on,
    )


def _targets(codes: Mapping[int, str], regions: Sequence[str], at: datetime) -> dict[str | None, Promises]:
    """Agreed targets by region code, the nation's under None; one statement."""
    where = Q(agreement__region__code__in=regions) | Q(agreement__region=None)
    rows = _up_to(Target.history.filter(where, indicator__in=codes), at).values_list(
        "id", "history_type", "is_agreed", "agreement__region__code", "indicator_id",
        "effective_month", "value", "baseline",
    )  # fmt: skip
    stood = {row[0]: row[1:] for row in rows}
    targets: dict[str | None, Promises] = defaultdict(lambda: defaultdict(list))
    for kind, is_agreed, place, indicator, month, value, baseline in sorted(
        stood.values(), key=lambda row: row[4]
    ):
        if kind != DELETED and is_agreed:
            from_baseline = None if baseline is None else to_ten_thousandths(baseline)
            promise = Promise(month.month, to_ten_thousandths(value), from_baseline)
            targets[place][codes[indicator]].append(promise)
    return targets


def _dates(chapters: Sequence[int], at: datetime) -> dict[int, tuple[date, date | None]]:
    """From when until when each chapter was active, as was known; one statement."""
    rows = _up_to(Chapter.history.filter(id__in=chapters), at)
    return {pk: (since, until) for pk, since, until in rows.values_list("id", "active_from", "active_to")}


def _as_it_was(chapter: ChapterTerms, dates: Mapping[int, tuple[date, date | None]]) -> ChapterTerms:
    """With its dates of then; one that was not on record then had nothing to count either."""
    since, until = dates.get(chapter.id, (chapter.active_from, chapter.active_to))
    return replace(chapter, active_from=since, active_to=until)
