"""The federations' ratings of the support they got, added up so that nobody can tell who said what.

Only quarters whose window has closed are added up, so that no later answer can be read from a difference; and
only where at least ENOUGH federations have answered. The nation's sum leaves out the regions that have not
enough, so that theirs can't be worked out from it.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from federations.models import Chapter, Region
from workplan.enums import SupportAnswer, Supporter
from workplan.models import SupportRating, WorkYear
from workplan.models.support_rating import Quarter, quarters

ENOUGH = 3
"""So many federations must have answered before their answers are shown as a sum."""

GOOD = (SupportAnswer.FULLY, SupportAnswer.MOSTLY)
"""What counts as support that came, and helped."""

Json = dict[str, Any]


@dataclass(frozen=True)
class Tally:
    """How often each answer was given, best first."""

    counts: Mapping[str, int]

    @property
    def good(self) -> int:
        """So many said fully or mostly."""
        return sum(self.counts[answer] for answer in GOOD)

    @property
    def by_answer(self) -> list[tuple[int, str]]:
        """Each count with the answer's word, best first."""
        return [(self.counts[answer], str(answer.label)) for answer in SupportAnswer]


@dataclass(frozen=True)
class Support:
    """What was said of one supporter in one quarter; None and nothing while it is not shown."""

    supporter: Supporter
    asked: int
    answered: int
    in_time: Tally | None = None
    useful: Tally | None = None
    words: tuple[str, ...] = ()

    @property
    def is_shown(self) -> bool:
        """Enough have answered, and the window has closed."""
        return self.in_time is not None


@dataclass(frozen=True)
class QuarterSupport:
    """A quarter that has begun, and what was said of each supporter."""

    quarter: Quarter
    has_closed: bool
    rows: tuple[Support, ...]

    @property
    def heading_id(self) -> str:
        """Of its part of the page."""
        return f"h-quarter-{self.quarter.number}"


@dataclass(frozen=True)
class RegionSupport:
    """A region's line in the nation's table."""

    region: Region
    rows: tuple[Support, ...]


def of_region(year: WorkYear, region: Region, today: date) -> list[QuarterSupport]:
    """The quarters begun by `today`, the latest first; two statements."""
    ratings = list(SupportRating.objects.filter(year=year, chapter__region=region))
    chapters = list(region.chapters.select_related("federation"))
    return [
        _quarter(quarter, ratings, sum(map(quarter.asks, chapters)), today)
        for quarter in reversed(quarters(year))
        if quarter.has_begun(today)
    ]


def _quarter(quarter: Quarter, ratings: Iterable[SupportRating], asked: int, today: date) -> QuarterSupport:
    said = [row for row in ratings if row.quarter == quarter.number]
    has_closed = quarter.has_closed(today)
    return QuarterSupport(
        quarter,
        has_closed,
        tuple(
            added_up(each, [row for row in said if row.supporter == each], asked, is_final=has_closed)
            for each in Supporter
        ),
    )


def added_up(
    supporter: Supporter, ratings: Sequence[SupportRating], asked: int, *, is_final: bool
) -> Support:
    """The answers of several chapters of one quarter as a sum, or only how many they are.

    The words come in the order of the alphabet, which says nothing of who wrote them or when.
    """
    if not is_final or len(ratings) < ENOUGH:
        return Support(supporter, asked, len(ratings))
    return Support(
        supporter,
        asked,
        len(ratings),
        in_time=_tally(row.in_time for row in ratings),
        useful=_tally(row.useful for row in ratings),
        words=tuple(sorted(row.word for row in ratings if row.word)),
    )


def _tally(answers: Iterable[str]) -> Tally:
    return Tally(Counter(answers))


def of_nation(quarter: Quarter, today: date) -> tuple[list[RegionSupport], tuple[Support, ...]]:
    """Region by region, and the sum of those that are shown; two statements."""
    has_closed = quarter.has_closed(today)
    chapters = Chapter.objects.select_related("region", "federation").order_by("region__code")
    asked = Counter(chapter.region for chapter in chapters if quarter.asks(chapter))
    said: dict[tuple[int, str], list[SupportRating]] = {}
    for row in SupportRating.objects.of(quarter).select_related("chapter"):
        said.setdefault((row.chapter.region_id, row.supporter), []).append(row)
    regions = [
        RegionSupport(
            region,
            tuple(
                added_up(each, said.get((region.pk, each), ()), count, is_final=has_closed)
                for each in Supporter
            ),
        )
        for region, count in asked.items()
    ]
    return regions, tuple(
        _sum(each, [line.rows[at] for line in regions]) for at, each in enumerate(Supporter)
    )


def _sum(supporter: Supporter, rows: Sequence[Support]) -> Support:
    shown = [row for row in rows if row.is_shown]
    if not shown:
        return Support(supporter, 0, 0)
    return Support(
        supporter,
        asked=sum(row.asked for row in shown),
        answered=sum(row.answered for row in shown),
        in_time=_together(row.in_time for row in shown),
        useful=_together(row.useful for row in shown),
    )


def _together(tallies: Iterable[Tally | None]) -> Tally:
    total: Counter[str] = Counter()
    for tally in tallies:
        total.update(tally.counts if tally else {})
    return Tally(total)


def support_json(year: WorkYear, region: Region, today: date) -> list[Json]:
    """The closed quarters for the Masukan, oldest first; null where there are not enough answers."""
    return [
        {
            "quarter": each.quarter.number,
            "supporter": row.supporter.value,
            "asked": row.asked,
            "answered": row.answered,
            "in_time": _counts(row.in_time),
            "useful": _counts(row.useful),
            "words": list(row.words) if row.is_shown else None,
        }
        for each in reversed(of_region(year, region, today))
        if each.has_closed
        for row in each.rows
    ]


def _counts(tally: Tally | None) -> dict[str, int] | None:
    if tally is None:
        return None
    return {answer.value: tally.counts[answer] for answer in SupportAnswer}
