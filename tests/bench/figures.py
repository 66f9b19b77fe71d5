"""The roll-up against the database alone, and against the naive way."""

from collections.abc import Callable

from django.db.models import Sum

from federations.models import Region
from tests.bench.measuring import fetched, line, ratio, timed
from tests.bench.world import World
from workplan.models import Contribution, WorkYear
from workplan.reporting import kept, rollup

SUMS = """
SELECT chapter.region_id, indicator_id, SUM(value), SUM(numerator), SUM(denominator)
FROM workplan_contribution JOIN federations_chapter chapter ON chapter.id = chapter_id
WHERE indicator_id IN (SELECT id FROM workplan_indicator WHERE year_id = %s)
AND month <= %s AND state = 'verified' AND chapter.region_id BETWEEN %s AND %s
GROUP BY chapter.region_id, indicator_id
"""


def sums(year: WorkYear, *regions: Region) -> list[tuple[object, ...]]:
    """Region × indicator by one group-by through the index that covers it; of one region, or all."""
    first, last = (regions[0].pk, regions[0].pk) if regions else (0, 2**31)
    return fetched(SUMS, year.pk, year.last_month, first, last)


def naive(year: WorkYear) -> list[object]:
    """One aggregate for each region and indicator."""
    verified = Contribution.objects.verified().filter(month__lte=year.last_month)
    places = [(region, indicator) for region in Region.objects.all() for indicator in year.indicators.all()]
    return [verified.filter(chapter__region=at, indicator=of).aggregate(Sum("value")) for at, of in places]


def measure(world: World) -> None:
    """Everything that a page of the nation, or of one region, is made of."""
    year, region = world.year, world.chapter.region
    report = Contribution.objects.verified().filter(chapter=world.chapter)[:1].get()

    def after(change: Callable[[], object]) -> Callable[[], object]:
        return lambda: (change(), rollup.nation(year))

    nation, slow = timed(lambda: rollup.nation(year)), timed(lambda: naive(year))
    bare = timed(lambda: sums(year))
    ratio("roll-up of the nation, kept", nation, bare, "raw SQL", 1.5)
    ratio("roll-up of the nation, one region changed", timed(after(report.save)), bare, "raw SQL", 1.5)
    ratio("roll-up of the nation, nothing kept", timed(after(kept.rollups.kept.clear)), bare, "raw SQL", 1.5)
    line("roll-up of the nation", f"{slow / nation:.1f} × as fast as naive", "≥ 30", met=slow / nation >= 30)
    alone = timed(lambda: sums(year, region))
    ratio("roll-up of a region", timed(lambda: rollup.region(year, region)), alone, "raw SQL", 1.5)
