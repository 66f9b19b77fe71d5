"""The child that makes every format of the book: its content comes in, what it took goes out."""

import json
import sys
from resource import RUSAGE_CHILDREN, RUSAGE_SELF, getrusage
from time import perf_counter

from django.conf import settings
from django.utils import translation

from tests.factories.packages import recommendation
from workplan.exports.rakornas import FORMATS, book_file
from workplan.reporting.plain import Json


def made(content: Json) -> tuple[dict[str, float], list[float]]:
    """Seconds by format, and the highest memory of this process and of its children."""
    seconds = {}
    with translation.override(settings.LANGUAGE_CODE):
        for wanted in FORMATS:
            start = perf_counter()
            book_file(content, wanted)
            seconds[wanted] = perf_counter() - start
    highest = [getrusage(whose).ru_maxrss / 1024 for whose in (RUSAGE_SELF, RUSAGE_CHILDREN)]
    return seconds, highest


def recommended(content: Json) -> Json:
    """With ten or eleven recommendations for each region, each with two indicators and a plan of all."""
    packages = []
    for place, package in enumerate(content["regions"]):
        rows = package["rollup"]["indicators"]
        names = [
            {"federation": each["federation"], "district_code": each["district_code"]}
            for each in package["rollup"]["chapters"]
        ]
        parts = [{**name, "part": "100", "needed_per_month": "25.0000"} for name in names]
        recommendations = [
            recommendation(
                number=f"R-{number}",
                meeting=f"{package['input']['region']['code']}-2021-1",
                indicators=[row["code"] for row in chosen],
                raised_by=[names[number % len(names)]],
                figures=chosen,
                catch_up={"indicator": chosen[0]["code"], "gap": f"{100 * len(parts)}", "parts": parts},
            )
            for number in range(1, 12 if place < 20 else 11)
            for chosen in [[rows[(place + number) % len(rows)], rows[(place + 3 * number + 7) % len(rows)]]]
        ]
        packages.append({**package, "recommendations": recommendations})
    return {**content, "regions": packages}


if __name__ == "__main__":
    print(json.dumps(made(recommended(json.load(sys.stdin)))))
