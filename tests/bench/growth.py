"""What more years and more regions change. Comes last: the world is another one afterwards."""

from functools import partial

from tests.bench.measuring import line, ratio, statements, timed
from tests.bench.world import FEDERATIONS, FIRST, REGIONS, YEAR, World
from workplan.models import Contribution
from workplan.reporting import rollup


def measure(world: World, years: int) -> None:
    """Years before the one that is measured, then a year with one region, and one with 160."""
    alone = timed(lambda: rollup.nation(world.year))
    for number in range(YEAR - years + 1, YEAR):
        world.report(number, world.chapters)
    if years > 1:
        count = f"{Contribution.objects.count():,} contributions"
        ratio(f"nation among {count}", timed(lambda: rollup.nation(world.year)), alone, "alone", 1.1)
    few = world.report(FIRST, world.chapters[:FEDERATIONS], months=1)
    more = [f"{chr(65 + number // 10)}{number % 10}" for number in range(160 - REGIONS)]
    added = [chapter for code in more for chapter in world.region(code, YEAR + 1)]
    many = world.report(YEAR + 1, world.chapters + added, months=1)
    counts = [statements(partial(rollup.nation, year)) for year in (few, world.year, many)]
    found = ", ".join(map(str, counts))
    line("roll-up of 1, 38 and 160 regions: statements", found, "equal", met=len(set(counts)) == 1)
