"""What the book of all regions contains: the nation, each region's package, and the answers given since."""

from datetime import date

from federations.models import Region
from rakerwil.wording import exact
from workplan.models import Disposition, WorkYear
from workplan.reporting import rollup
from workplan.reporting.definitions import define
from workplan.reporting.national_inputs import disposition_json, exported, framework_json, latest
from workplan.reporting.plain import Json, nation_json
from workplan.reporting.shapes import DispositionRow


def book(year: WorkYear, as_of: date | None = None) -> Json:
    """The JSON of the book: the nation, and for each region its latest submitted package or preview.

    A package is as it was frozen; `answers` are those published until now, by meeting and number. The
    definitions are sentences in the active language.
    """
    national = rollup.nation(year, as_of)
    if national.nation is None:
        raise ValueError("a national roll-up has the nation's figures")
    figures = {row.code: row for row in national.regions}
    packages = []
    for region in Region.objects.filter(code__in=figures):
        chosen = latest(region, year)
        live = figures[region.code] if chosen.as_of == national.as_of else None
        packages.append(exported(chosen, live))
    return {
        "year": year.year,
        "as_of": f"{national.as_of:%Y-%m}",
        "is_example": year.is_example,
        "framework": framework_json(national.terms),
        "definitions": definitions_json(year),
        "scale": year.categories,
        "score_cap": year.score_cap,
        "map": map_json(),
        "nation": nation_json(national.nation),
        "regions": packages,
        "answers": answers_json(year),
    }


def map_json() -> list[Json]:
    """Every region's place on the tile map."""
    return [
        {
            "code": region.code,
            "name": region.name,
            "short_name": region.short_name,
            "column": region.grid_column,
            "row": region.grid_row,
        }
        for region in Region.objects.all()
    ]


def definitions_json(year: WorkYear) -> list[Json]:
    """How each indicator is counted, in sentences."""
    told = (
        define(indicator) for indicator in year.indicators.select_related("objective").order_by("position")
    )
    return [
        {
            "code": each.indicator.code,
            "weight": exact(each.indicator.weight),
            "typed": each.typed,
            "adds_up": each.adds_up,
            "judged": " ".join(filter(None, (each.judged, each.expected))),
            "reported": " ".join(filter(None, (each.reported, each.in_force))),
        }
        for each in told
    ]


def answers_json(year: WorkYear) -> dict[str, DispositionRow]:
    """The published answers to the year's recommendations under `meeting/number`, and to its composites
    under `year/number`, as `merged_into` names them."""
    published = Disposition.objects.published()
    of_meetings = published.filter(recommendation__meeting__year=year)
    of_composites = published.filter(composite__year=year)
    told: dict[str, DispositionRow | None] = {}
    for row in of_meetings.select_related(
        "recommendation__meeting", "merged_into__meeting", "merged_into_composite__year"
    ):
        if row.recommendation is not None:
            name = f"{row.recommendation.meeting.slug}/{row.recommendation.code}"
            told[name] = disposition_json(row.recommendation)
    for row in of_composites.select_related("composite", "merged_into__meeting"):
        if row.composite is not None:
            told[f"{year.year}/{row.composite.code}"] = disposition_json(row.composite)
    return {name: answer for name, answer in told.items() if answer is not None}
