import pytest

from tests.factories.plans import WorkYearFactory
from workplan.management.example.years import is_left_to_people


def report(chapter, month):
    region, federation, district = chapter.split()
    return {
        "region_code": region,
        "federation": federation,
        "district_code": district.strip("-"),
        "month": month,
    }


@pytest.mark.parametrize("day", ["2026-11-09 10:00", "2026-11-10 10:00", "2026-11-20 10:00"])
@pytest.mark.parametrize(
    ("chapter", "month", "is_left"),
    [
        ("64 FKUI -", "2026-10", True),
        ("64 FKUI -", "2026-09", False),
        ("32 GARTEKS 32.16", "2026-10", True),
        ("32 GARTEKS 32.75", "2026-10", False),
        ("31 KORWIL -", "2026-10", True),
        ("64 FPE -", "2026-10", False),
    ],
)
def test_who_signs_in_finds_the_month_asked_for_to_be_filled_in(clock, day, chapter, month, is_left):
    clock(day)

    left = is_left_to_people(report(chapter, month), WorkYearFactory.build(year=2026))

    assert left is is_left
