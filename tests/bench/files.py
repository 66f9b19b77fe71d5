"""Documents and tables, against what the typesetter and the figures alone take."""

import json
import subprocess
import sys
from collections.abc import Callable
from functools import partial

from rakerwil.typesetting import set_in_parts
from tests.bench.measuring import ratio, timed, within
from tests.bench.world import World
from workplan.exports.documents import Document
from workplan.exports.national_inputs import masukan
from workplan.exports.rollup import rollup_file
from workplan.models import WorkYear
from workplan.reporting import books, national_inputs, rollup
from workplan.reporting.plain import rollup_json


def measure(world: World) -> None:
    """From the database to the bytes."""
    year, region = world.year, world.chapter.region

    def input_() -> Document:
        return masukan(national_inputs.exported(national_inputs.latest(region, year)))

    def nation(wanted: str) -> bytes:
        return rollup_file(rollup_json(rollup.nation(year)), wanted)

    one = in_type("Masukan of a region, PDF", input_)
    within("Masukan of a region, PDF", one, 500, "ms")
    whole_book(year)
    figures = timed(lambda: rollup_json(rollup.nation(year)))
    for wanted, goal in {"csv": 1.6, "xlsx": 3}.items():
        ratio(f"nation with all chapters, {wanted}", timed(partial(nation, wanted)), figures, "figures", goal)


def in_type(what: str, document: Callable[[], Document]) -> float:
    """Milliseconds of the document as PDF."""
    took, ready = timed(lambda: document().pdf()), document().plain()
    ratio(what, took, timed(lambda: set_in_parts("document.typ", ready)), "typst alone", 2)
    return took


def whole_book(year: WorkYear) -> None:
    """Every format of the book, with four hundred recommendations: seconds, and megabytes at their highest.

    In a process of its own: what was measured before has made this one large.
    """
    command = [sys.executable, "-m", "tests.bench.book"]
    content = json.dumps(books.book(year)).encode()
    told = subprocess.run(command, input=content, capture_output=True, check=True).stdout
    seconds, megabytes = json.loads(told)
    for wanted, took in seconds.items():
        within(f"book of 38 regions, {wanted}", took, 20, "s")
    within("book of 38 regions: memory", megabytes[0], 300, "MB")
    within("book of 38 regions: typesetter's memory", megabytes[1], 300, "MB")
