from tests.factories.terms import chapter, indicator, monthly, promises, region, roll_up, year
from workplan.exports.rollup import rollup_csv
from workplan.reporting.plain import rollup_json

ROLLUP = rollup_json(
    roll_up(
        8,
        year(indicator("ORG-01"), indicator("ORG-03", id=2, direction="down")),
        [
            region(
                chapter("GARTEKS", id=1),
                chapter("KIKES", id=2, district="31.71"),
                targets={"ORG-01": promises(120)},
            )
        ],
        {(1, 1): monthly(40)},
    )
)


def table(rollup):
    header, *rows = rollup_csv(rollup)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_csv_has_one_row_per_scope_and_indicator():
    place = ("level", "region_code", "federation", "district_code", "indicator")

    assert [tuple(row[key] for key in place) for row in table(ROLLUP)] == [
        ("nation", "", "", "", "ORG-01"),
        ("nation", "", "", "", "ORG-03"),
        ("region", "31", "", "", "ORG-01"),
        ("region", "31", "", "", "ORG-03"),
        ("chapter", "31", "GARTEKS", "", "ORG-01"),
        ("chapter", "31", "GARTEKS", "", "ORG-03"),
        ("chapter", "31", "KIKES", "31.71", "ORG-01"),
        ("chapter", "31", "KIKES", "31.71", "ORG-03"),
    ]


def test_csv_columns_are_the_place_and_every_field_of_the_json():
    header = next(iter(rollup_csv(ROLLUP)))
    fields = {
        key
        for scope in (ROLLUP["nation"], ROLLUP["regions"][0], ROLLUP["regions"][0]["chapters"][0])
        for key in scope["indicators"][0]
    }

    assert header[:5] == ["level", "region_code", "federation", "district_code", "indicator"]
    assert {"code", *header[5:]} == fields
    assert len(set(header)) == len(header)


def test_csv_cells_are_those_of_the_json_and_empty_where_there_is_none():
    row = table(ROLLUP)[2]

    assert (row["actual"], row["achievement"], row["on_track"], row["due"]) == (
        "40",
        "33.3333",
        "false",
        "16",
    )
    assert (row["numerator"], row["share"], row["month"]) == ("", "", "")


def test_csv_of_one_region_has_no_national_rows():
    alone = {**ROLLUP, "nation": None}

    assert [row["level"] for row in table(alone)] == ["region"] * 2 + ["chapter"] * 4
