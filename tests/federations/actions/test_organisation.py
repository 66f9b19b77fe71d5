from datetime import date
from typing import Any

import pytest

from federations.actions.organisation import Organisation, take_over
from federations.enums import COORDINATOR_OFFICE
from federations.models import Chapter, District, Federation, Region, Unit

pytestmark = pytest.mark.django_db


def region(code: str, **fields: Any) -> dict[str, Any]:
    return {
        "code": code,
        "bps_code": code,
        "iso_code": f"ID-{code}",
        "name": f"Wilayah {code}",
        "short_name": f"W{code}",
        "capital": "Ibu Kota",
        "time_zone": "WIB",
        "island_group": "Jawa",
        "grid_column": 1,
        "grid_row": 2,
        **fields,
    }


def federation(code: str, **fields: Any) -> dict[str, Any]:
    texts = {"name": f"Federasi {code}", "short_name": code, "sector_id": "garmen", "sector_en": "garment"}
    return {"code": code, **texts, "is_active": True, **fields}


def chapter(code: str, union: str, **fields: Any) -> dict[str, Any]:
    return {
        "region": code,
        "federation": union,
        "district": "",
        "active_from": date(2019, 1, 1),
        "active_to": None,
        **fields,
    }


def organisation(**rows: Any) -> Organisation:
    whole: dict[str, Any] = {
        "regions": [region("31"), region("32")],
        "districts": [{"code": "32.01", "region": "32", "kind": "Kabupaten", "name": "Kabupaten Bogor"}],
        "federations": [federation("GARTEKS"), federation(COORDINATOR_OFFICE)],
        "units": [{"code": "IIWE", "name": "IIWE", "task_id": "pendidikan", "task_en": "education"}],
        "chapters": [chapter("31", "GARTEKS"), chapter("32", "GARTEKS", district="32.01")],
    }
    return Organisation(**{**whole, **rows})


def counts() -> list[int]:
    return [model.objects.count() for model in (Region, District, Federation, Unit, Chapter)]


def test_take_over_writes_everything_once():
    outcome = take_over(organisation(), by=None)

    assert counts() == [2, 1, 2, 1, 4]
    assert {name: (tally.rows, tally.created) for name, tally in outcome.tallies.items()} == {
        "regions": (2, 2),
        "districts": (1, 1),
        "federations": (2, 2),
        "units": (1, 1),
        "chapters": (2, 2),
    }


def test_take_over_twice_changes_nothing():
    take_over(organisation(), by=None)
    histories = [Chapter.history.count(), Region.history.count()]

    outcome = take_over(organisation(), by=None)

    assert not outcome.has_changes
    assert [Chapter.history.count(), Region.history.count()] == histories


def test_take_over_updates_what_differs_and_says_who(admin):
    take_over(organisation(), by=None)

    outcome = take_over(organisation(regions=[region("31", name="DKI Jakarta")]), by=admin)

    changed = Region.objects.get(code="31")
    assert (changed.name, changed.version) == ("DKI Jakarta", 2)
    assert changed.history.first().history_user == admin
    assert outcome.tallies["regions"].changed == 1


def test_take_over_lets_two_regions_exchange_their_names():
    take_over(organisation(), by=None)

    take_over(
        organisation(regions=[region("31", name="Wilayah 32"), region("32", name="Wilayah 31")]), by=None
    )

    assert list(Region.objects.values_list("code", "name")) == [("31", "Wilayah 32"), ("32", "Wilayah 31")]


def test_take_over_leaves_alone_what_the_files_do_not_name():
    take_over(organisation(), by=None)

    take_over(organisation(regions=[], districts=[], units=[], chapters=[]), by=None)

    assert counts() == [2, 1, 2, 1, 4]


def test_take_over_makes_the_coordinator_s_office_from_the_earliest_chapter():
    earlier = chapter("31", "GARTEKS", active_from=date(2018, 7, 1))

    take_over(organisation(chapters=[earlier]), by=None)

    office = Chapter.objects.get(federation__code=COORDINATOR_OFFICE)
    assert (office.region.code, office.active_from) == ("31", date(2018, 7, 1))


def test_take_over_keeps_the_office_s_dates_where_the_file_names_it():
    rows = [chapter("31", "GARTEKS"), chapter("31", COORDINATOR_OFFICE, active_from=date(2020, 1, 1))]

    take_over(organisation(chapters=rows), by=None)
    outcome = take_over(organisation(chapters=rows), by=None)

    office = Chapter.objects.get(federation__code=COORDINATOR_OFFICE)
    assert office.active_from == date(2020, 1, 1)
    assert not outcome.has_changes


def test_take_over_ends_and_reopens_a_chapter_with_its_dates():
    take_over(organisation(), by=None)

    take_over(organisation(chapters=[chapter("31", "GARTEKS", active_to=date(2021, 6, 30))]), by=None)
    take_over(organisation(), by=None)

    row = Chapter.objects.get(region__code="31", federation__code="GARTEKS")
    assert [entry.active_to for entry in row.history.all()] == [None, date(2021, 6, 30), None]


def test_take_over_as_a_dry_run_keeps_nothing():
    outcome = take_over(organisation(), by=None, dry_run=True)

    assert outcome.has_changes
    assert counts() == [0, 0, 0, 0, 0]
