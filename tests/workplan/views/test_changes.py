from datetime import date
from decimal import Decimal

import pytest

from tests.factories.inputs import Outcome
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import ContributionFactory, TargetFactory

pytestmark = pytest.mark.django_db

REGION = "/2021/wilayah/31/perubahan/"
INDICATOR = "/2021/wilayah/31/indikator/ORG-01/perubahan/"


@pytest.fixture
def region(clock):
    clock("2021-09-15 10:00")
    return Outcome()


@pytest.fixture
def desk(client, region):
    """The coordinator's browser."""
    client.force_login(region.coordinator)
    return client


def told(response):
    return [
        (part["name"], part["month"], str(part["word"]), part["signed"].value)
        for part in response.context["parts"]
    ]


def test_a_region_s_indicators_show_what_the_last_month_brought(desk):
    page = desk.get(REGION)

    (each,) = page.context["lines"]
    assert (each["line"].difference.before, each["line"].difference.after) == (420, 480)
    assert [(word, signed.value) for word, signed in each["cells"]] == [("Baru", 60)]
    assert each["line"].url == INDICATOR


def test_the_same_two_points_stay_all_the_way_down(desk, region):
    page = desk.get(REGION, {"dari": "2021-05", "sampai": "2021-08"})

    line = page.context["lines"][0]["line"]
    assert line.url == f"{INDICATOR}?dari=2021-05&sampai=2021-08"
    parts = told(desk.get(line.url))
    assert [part[1:] for part in parts] == [(6, "Baru", 60), (7, "Baru", 60), (8, "Baru", 60)]
    assert sum(part[3] for part in parts) == line.difference.difference


def test_a_correction_since_a_day_is_told_with_its_chapter(desk, region, clock):
    row = region.chapter.contributions.get(month=date(2021, 8, 1))
    clock("2021-09-20 10:00")
    row.value = Decimal(45)
    row.save()

    page = desk.get(INDICATOR, {"dari": "2021-08", "diketahui_dari": "2021-09-16", "sampai": "2021-08"})

    whole = page.context["whole"]
    assert (whole.before, whole.after) == (480, 465)
    assert told(page) == [(region.chapter.name, 8, "Dikoreksi", -15)]


def test_what_has_come_since_a_meeting_s_data_position_is_one_click_away(desk, region):
    assert desk.get(REGION).context["meeting"] is None


def test_a_day_that_lies_ahead_is_now(desk):
    page = desk.get(REGION, {"dari": "2021-08", "sampai": "2021-08", "diketahui_sampai": "2021-12-24"})

    assert page.context["now"].known_at is None
    assert page.context["lines"] == []


def test_two_points_in_the_wrong_order_are_explained(desk):
    page = desk.get(REGION, {"dari": "2021-08", "sampai": "2021-05"})

    assert page.context["form"].errors["dari"] == [
        "Pilih bulan yang tidak lebih baru daripada bulan pembandingnya."
    ]
    assert page.context["then"].month == date(2021, 7, 1)


@pytest.mark.parametrize("query", [{"dari": "kemarin"}, {"diketahui_dari": "31-02-2021"}, {"sampai": ""}])
def test_nonsense_in_the_address_shows_the_last_two_months(desk, query):
    page = desk.get(REGION, query)

    assert page.status_code == 200
    assert page.context["then"].month == date(2021, 7, 1)


def test_the_nation_s_page_leads_to_regions_and_their_targets(client, region):
    client.force_login(region.admin)
    place = RegionFactory(code="32", name="Jawa Barat")
    TargetFactory(indicator=region.members, region=place, value=100, effective_month=date(2021, 8, 1))
    ContributionFactory(
        chapter=ChapterFactory(region=place),
        indicator=region.members,
        month=date(2021, 8, 1),
        value=7,
        verified=True,
    )

    nation = client.get("/2021/perubahan/")
    page = client.get("/2021/indikator/ORG-01/perubahan/")

    line = nation.context["lines"][0]["line"]
    assert (line.url, line.difference.difference) == ("/2021/indikator/ORG-01/perubahan/", 67)
    assert [each["line"].url for each in page.context["lines"]] == [
        INDICATOR,
        "/2021/wilayah/32/indikator/ORG-01/perubahan/",
    ]
    (turn,) = page.context["turns"]
    assert (turn["part"].region.code, turn["part"].before, turn["part"].after) == ("32", None, 100)
    assert (page.context["whole"].target_before, page.context["whole"].target_after) == (1200, 1300)


@pytest.mark.parametrize(
    ("address", "count"),
    [
        (REGION, 12),
        (INDICATOR, 13),
        ("/2021/perubahan/", 11),
        ("/2021/indikator/ORG-01/perubahan/", 12),
    ],
)
def test_statements_do_not_grow_with_the_rows(client, region, address, count, django_assert_num_queries):
    client.force_login(region.coordinator if "wilayah" in address else region.admin)
    query = {"dari": "2021-07", "diketahui_dari": "2021-09-16", "sampai": "2021-08"}
    with django_assert_num_queries(count):
        client.get(address, query)
    ContributionFactory(chapter=ChapterFactory(region=region.region), indicator=region.members, verified=True)

    with django_assert_num_queries(count):
        client.get(address, query)
