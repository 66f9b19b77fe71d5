"""Documents and tables, against what the typesetter and the figures alone take."""

from collections.abc import Callable
from functools import partial
from resource import RUSAGE_CHILDREN, getrusage

from rakerwil.typesetting import set_in_type
from tests.bench.measuring import ratio, timed, within
from tests.bench.world import World
from workplan.exports.books import himpunan
from workplan.exports.documents import Document
from workplan.exports.national_inputs import masukan
from workplan.exports.rollup import rollup_file
from workplan.reporting import books, national_inputs, rollup
from workplan.reporting.plain import rollup_json


def measure(world: World) -> None:
    """From the database to the bytes."""
    year, region = world.year, world.chapter.region

    def input_() -> Document:
        return masukan(national_inputs.exported(national_inputs.latest(region, year)))

    def book() -> Document:
        return himpunan(books.book(year))

    def nation(wanted: str) -> bytes:
        return rollup_file(rollup_json(rollup.nation(year)), wanted)

    one = in_type("Masukan of a region, PDF", input_)
    within("Masukan of a region, PDF", one, 500, "ms")
    in_type("book of 38 regions, PDF", book)
    within("book of 38 regions: child's memory", getrusage(RUSAGE_CHILDREN).ru_maxrss / 1024, 200, "MB")
    figures = timed(lambda: rollup_json(rollup.nation(year)))
    for wanted, goal in {"csv": 1.6, "xlsx": 3}.items():
        ratio(f"nation with all chapters, {wanted}", timed(partial(nation, wanted)), figures, "figures", goal)


def in_type(what: str, document: Callable[[], Document]) -> float:
    """Milliseconds of the document as PDF."""
    took, ready = timed(lambda: document().pdf()), document().plain()
    ratio(what, took, timed(lambda: set_in_type("document.typ", ready)), "typst alone", 2)
    return took
