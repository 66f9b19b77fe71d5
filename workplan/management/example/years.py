"""The example's two work years: 2021 of DKI Jakarta, and the current year of several regions.

Figures go in as the interchange files do, so the example also shows what an import leaves behind.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from fractions import Fraction
from pathlib import Path

from django.db.models import Q
from django.utils import timezone

from federations.enums import Role
from federations.models import Chapter
from workplan.actions import indicators as framework
from workplan.imports import contributions, indicators, pledges, targets
from workplan.management.example.figures import RATIOS, Cells, Example, Place
from workplan.management.example.people import PEOPLE
from workplan.models import Indicator, WorkYear

FOLDER = Path(__file__).resolve().parent
PUBLISHED = 2021

REGIONS = {
    # region: size, and how well it does against its plan; 1 is DKI in 2021
    "31": (Fraction(1), Fraction(11, 10)),
    "12": (Fraction(1, 2), Fraction(7, 10)),
    "32": (Fraction(7, 5), Fraction(13, 10)),
    "35": (Fraction(5, 4), Fraction(6, 5)),
    "36": (Fraction(3, 4), Fraction(1)),
    "64": (Fraction(1, 4), Fraction(4, 5)),
    "73": (Fraction(1, 3), Fraction(9, 10)),
}
AGREED = ("31", "12", "32", "35", "36")
"""Regions whose agreement has been agreed; the others show the way there."""
SILENT = {"12": ("KIKES", 5), "36": ("NIKEUBA", 8)}
"""Chapters that stopped reporting, and their last month."""

LEFT_TO_PEOPLE = {person.place for person in PEOPLE if person.role == Role.REPRESENTATIVE} | {
    "31/KIKES",
    "31/KORWIL",
}
"""Chapters whose people, or the secretary for them, report the month asked for now: no import before them."""


def as_csv(rows: Iterable[Mapping[str, str]], columns: Sequence[str] = ()) -> str:
    """Rows as an interchange file, with `columns` even where no row fills them."""
    listed = list(rows)
    columns = list(dict.fromkeys([*columns, *(name for row in listed for name in row)]))
    target = io.StringIO()
    writer = csv.DictWriter(target, columns, restval="")
    writer.writeheader()
    writer.writerows(listed)
    return target.getvalue()


def place(region: str, year: int, size: Fraction, zeal: Fraction) -> Place:
    """The region with its chapters that are active in the whole year."""
    chapters = (
        Chapter.objects.filter(region__code=region)
        .filter(Q(active_to=None) | Q(active_to__gte=date(year, 12, 31)), active_from__lte=date(year, 1, 1))
        .exclude(federation__code="KORWIL")
        .select_related("federation", "district")
    )
    codes = [(row.federation.code, row.district.code if row.district else "") for row in chapters]
    return Place(region, size, zeal, codes)


def load_published() -> WorkYear:
    """2021: the framework, and synthetic figures for DKI Jakarta, verified to the end of the year."""
    framework = (FOLDER / "indicators.csv").read_text()
    indicators.take(framework, PUBLISHED, by=None)
    example = Example(place("31", PUBLISHED, Fraction(1), Fraction(1)), PUBLISHED)
    targets.take(as_csv(example.targets()), PUBLISHED, by=None)
    pledges.take(as_csv(example.pledges()), PUBLISHED, by=None)
    rows = [{**row, "status": "verified"} for row in example.contributions(range(1, 13))]
    contributions.take(as_csv(rows, contributions.REQUIRED), PUBLISHED, by=None, file_name="contoh-2021.csv")
    return marked(PUBLISHED)


def marked(number: int) -> WorkYear:
    """The work year, marked as an example."""
    year = WorkYear.objects.get(year=number)
    year.is_example = True
    year.save(update_fields=["is_example"])
    return year


def load_current() -> WorkYear:
    """This year: several regions, agreements and reports at different stages."""
    number = max(timezone.localdate().year, PUBLISHED + 1)
    indicators.take((FOLDER / "indicators.csv").read_text(), number, by=None)
    year = marked(number)
    year.input_due_on = date(number, 12, 15)
    year.save(update_fields=["input_due_on"])
    indicator = Indicator.objects.select_related("year").get(year=year, code="ORG-07")
    indicator.note = f"Sejak {number} termasuk pekerja alih daya (contoh)."
    framework.edit(indicator, indicator.version, by=None)
    last = year.default_as_of().month
    aims: list[Cells] = []
    promises: list[Cells] = []
    reports: list[Cells] = []
    for region, (size, zeal) in REGIONS.items():
        example = Example(place(region, number, size, zeal), number)
        if region in AGREED:
            aims += example.targets()
            promises += example.pledges()
        reports += [
            {**row, "status": _status(row, last), "submitted_on": _sent(row, year)}
            for row in example.contributions(range(1, last + 1))
            if not _is_silent(row) and not is_left_to_people(row, year)
        ]
    aims += (
        {"region_code": "", "indicator": code, "value": str(percent)} for code, (percent, _) in RATIOS.items()
    )
    targets.take(as_csv(aims), number, by=None)
    pledges.take(as_csv(promises), number, by=None)
    contributions.take(
        as_csv(reports, contributions.REQUIRED), number, by=None, file_name=f"contoh-{number}.csv"
    )
    return year


def _is_silent(row: Cells) -> bool:
    federation, last = SILENT.get(row["region_code"], ("", 12))
    return row["federation"] == federation and int(row["month"][-2:]) > last


def is_left_to_people(row: Cells, year: WorkYear) -> bool:
    """Whether the report is left to the people of its chapter, on whatever day the example is loaded."""
    chapter = "-".join(filter(None, (row["federation"], row["district_code"])))
    month = f"{year.month_to_report():%Y-%m}"
    return row["month"] >= month and f"{row['region_code']}/{chapter}" in LEFT_TO_PEOPLE


def _status(row: Cells, last: int) -> str:
    """The last month waits for verification in part; everything before is verified."""
    if int(row["month"][-2:]) < last or row["federation"] not in ("NIKEUBA", "KIKES", "LOMENIK"):
        return "verified"
    return "submitted"


def _sent(row: Cells, year: WorkYear) -> str:
    """Most on the eighth; some chapters are late now and then."""
    month = date(year.year, int(row["month"][-2:]), 1)
    due = year.due_on(month)
    is_late = (len(row["federation"]) + month.month) % 7 == 0
    return (due + timedelta(days=4 if is_late else -2)).isoformat()
