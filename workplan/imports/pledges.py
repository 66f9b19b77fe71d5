"""`import_pledges`: pledges of chapters from a file (interchange)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from federations.models import Chapter, District, Federation, Region, User
from rakerwil.csvfiles import Problems, Row, read_rows
from rakerwil.transitions import Refused
from workplan.actions import pledges
from workplan.imports.results import Result
from workplan.imports.rows import month_in, open_year, refuse_repeated
from workplan.models import Indicator, Pledge, WorkYear

REQUIRED = ("region_code", "federation", "district_code", "indicator", "value")
OPTIONAL = ("effective_month",)


@dataclass(frozen=True)
class Line:
    """One row that can be read; None where a cell is refused."""

    row: Row
    chapter: Chapter | None
    indicator: Indicator | None
    month: date
    value: Decimal | None


class Places:
    """The chapters by the three codes that name them, and the codes that exist."""

    def __init__(self) -> None:
        self.codes: Mapping[str, set[str]] = {
            "region_code": set(Region.objects.values_list("code", flat=True)),
            "federation": set(Federation.objects.values_list("code", flat=True)),
            "district_code": {"", *District.objects.values_list("code", flat=True)},
        }
        chapters = Chapter.objects.select_related("region", "federation", "district")
        self.chapters = {
            (
                chapter.region.code,
                chapter.federation.code,
                chapter.district.code if chapter.district else "",
            ): chapter
            for chapter in chapters
        }

    def chapter(self, row: Row) -> Chapter | None:
        """The chapter that the row names; an unknown code, or a place without a chapter, is refused."""
        unknown = [column for column, codes in self.codes.items() if row[column] not in codes]
        for column in unknown:
            row.refuse(column, _("unknown code “%(code)s”") % {"code": row[column]})
        key = (row["region_code"], row["federation"], row["district_code"])
        if not unknown and key not in self.chapters:
            row.refuse(
                "federation", _("%(federation)s has no chapter there") % {"federation": row["federation"]}
            )
        return self.chapters.get(key)


def take(text: str, number: int, *, by: User | None) -> Result:
    """Write the pledges in `text` into the work year `number`; without a month they hold from January.

    All or nothing: raises FileRefused with every problem, or Refused where the year is missing or closed.
    """
    problems = Problems()
    rows = read_rows(text, REQUIRED, OPTIONAL, problems)
    with transaction.atomic():
        year = open_year(number)
        places = Places()
        indicators = {row.code: row for row in Indicator.objects.filter(year=year)}
        lines = [_read(row, year, places, indicators) for row in rows]
        refuse_repeated(
            ((line.row, (*(line.row[name] for name in REQUIRED[:4]), line.month)) for line in lines),
            "indicator",
        )
        problems.raise_if_any()
        return _write(lines, year, by=by)


def _read(row: Row, year: WorkYear, places: Places, indicators: Mapping[str, Indicator]) -> Line:
    chapter = places.chapter(row)
    code = row.required("indicator")
    indicator = indicators.get(code)
    if code and indicator is None:
        row.refuse("indicator", _("unknown indicator %(code)s") % {"code": code})
    row.required("value")
    if chapter is not None and indicator is not None:
        try:
            pledges.refuse_wrong_chapter(chapter, indicator)
        except Refused as refusal:
            row.refuse("indicator", str(refusal))
    return Line(
        row=row,
        chapter=chapter,
        indicator=indicator,
        month=month_in(row, "effective_month", year) or year.first_month,
        value=row.figure("value", indicator.decimals if indicator else 4),
    )


def _write(lines: list[Line], year: WorkYear, *, by: User | None) -> Result:
    stored = {
        (row.chapter_id, row.indicator_id, row.effective_month): row
        for row in Pledge.objects.filter(indicator__year=year)
    }
    result = Result()
    for line in lines:
        if line.chapter is None or line.indicator is None or line.value is None:
            continue
        old = stored.get((line.chapter.pk, line.indicator.pk, line.month))
        has_changed = pledges.record(old, line.chapter, line.indicator, line.month, line.value, by=by)
        result.count(added=old is None, changed=has_changed)
    return result
