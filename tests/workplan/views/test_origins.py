from datetime import date

import pytest

from federations.enums import Role
from tests.factories.desks import entry
from tests.factories.inputs import Outcome
from tests.factories.organisation import ChapterFactory, DistrictFactory, FederationFactory, RegionFactory
from tests.factories.plans import ContributionFactory, PledgeFactory, TargetFactory
from tests.factories.users import user_with
from workplan.actions import contributions, indicators
from workplan.models import Contribution
from workplan.reporting.definitions import define

pytestmark = pytest.mark.django_db

URL = "/2021/wilayah/31/indikator/ORG-01/"


@pytest.fixture
def region(clock):
    clock("2021-09-15 10:00")
    return Outcome()


@pytest.fixture
def desk(client, region):
    """The coordinator's browser."""
    client.force_login(region.coordinator)
    return client


def text(response):
    return " ".join(response.content.decode().split())


def second_chapter(region):
    """KIKES of Jakarta Timur with 20 verified in August and 9 waiting in July."""
    chapter = ChapterFactory(
        region=region.region,
        federation=FederationFactory(code="KIKES"),
        district=DistrictFactory(code="31.72", region=region.region),
    )
    ContributionFactory(
        chapter=chapter, indicator=region.members, month=date(2021, 8, 1), value=20, verified=True
    )
    ContributionFactory(
        chapter=chapter, indicator=region.members, month=date(2021, 7, 1), value=9, submitted=True
    )
    return chapter


def test_a_region_s_figure_opens_to_chapters_that_sum_to_it(desk, region):
    second_chapter(region)

    response = desk.get(URL)

    made = [row["strand"].figures.actual for row in response.context["strands"]]
    assert sorted(made) == [20, 480]
    assert sum(made) == response.context["figures"].actual == 500


def test_a_chapter_s_figure_opens_to_reports_that_sum_to_it(desk, region):
    second_chapter(region)

    response = desk.get("/2021/wilayah/31/perwakilan/KIKES-31.72/indikator/ORG-01/")

    cells = response.context["cells"]
    assert sum(each["cell"].figure for each in cells if each["cell"].counts) == 20
    assert [each["cell"].blank for each in cells][:6] == ["missed"] * 6
    assert (cells[6]["cell"].blank, cells[6]["row"].value) == ("waiting", 9)
    assert response.context["figures"].actual == 20


def test_months_add_up_to_the_actual(desk):
    steps = desk.get(URL).context["steps"]

    assert [step.verified for step in steps] == [60] * 8 + [None] * 4
    assert [step.actual for step in steps[:9]] == [60, 120, 180, 240, 300, 360, 420, 480, None]


def test_the_catch_up_plan_adds_up_to_the_gap(desk, region):
    second_chapter(region)
    PledgeFactory(chapter=ChapterFactory(region=region.region), indicator=region.members, value=50)

    plan = desk.get(URL).context["plan"]

    assert plan.gap == 700
    assert sum(part.amount for part in plan.parts) == 700


def test_an_earlier_month_is_looked_back_from_all_the_way_down(desk):
    response = desk.get(URL, {"per": "2021-03"})

    code = response.context["strands"][0]["strand"].chapter.chapter.code
    assert response.context["figures"].actual == 180
    assert [row["url"] for row in response.context["strands"]] == [
        f"/2021/wilayah/31/perwakilan/{code}/indikator/ORG-01/?per=2021-03"
    ]


@pytest.mark.parametrize("measure", [{"ratio": True}, {"milestone": True}, {"stock": True, "decimals": 2}])
def test_every_measure_has_its_page_with_and_without_figures(desk, region, measure):
    indicator = region.indicator("XYZ-01", **measure)
    empty = desk.get("/2021/wilayah/31/indikator/XYZ-01/")
    TargetFactory(indicator=indicator, region=region.region, value=1)
    ContributionFactory(chapter=region.chapter, indicator=indicator, verified=True, **_figure(indicator))

    filled = desk.get("/2021/wilayah/31/indikator/XYZ-01/")

    assert (empty.status_code, filled.status_code) == (200, 200)
    assert empty.context["figures"].actual is None
    assert filled.context["figures"].actual is not None


def _figure(indicator):
    return {"value": 1} if indicator.measure == "milestone" else {}


def test_a_milestone_is_watched_against_its_target(desk, region):
    indicator = region.indicator("XYZ-01", direction="monitor")
    ContributionFactory(chapter=region.chapter, indicator=indicator, verified=True, value=7)

    response = desk.get("/2021/wilayah/31/indikator/XYZ-01/")

    assert response.context["figures"].actual == 7
    assert response.context["figures"].target is None


@pytest.mark.parametrize(
    "address",
    [
        "/2021/wilayah/31/indikator/TIADA/",
        "/2021/wilayah/99/indikator/ORG-01/",
        "/2029/wilayah/31/indikator/ORG-01/",
        "/2021/wilayah/31/perwakilan/TIADA/indikator/ORG-01/",
    ],
)
def test_what_is_not_there_is_not_found(desk, address):
    assert desk.get(address).status_code == 404


def test_a_chapter_has_no_page_for_what_it_does_not_report(desk, region):
    region.indicator("REP-01", by_coordinator=True)

    code = region.chapter.federation.code
    assert desk.get(f"/2021/wilayah/31/perwakilan/{code}/indikator/REP-01/").status_code == 404


def test_a_federation_s_office_sees_its_chapter_and_not_the_region(client, region):
    second_chapter(region)
    client.force_login(user_with(Role.FEDERATION_OFFICE, federation=FederationFactory(code="KIKES")))

    own = client.get("/2021/wilayah/31/perwakilan/KIKES-31.72/indikator/ORG-01/")
    other = client.get(f"/2021/wilayah/31/perwakilan/{region.chapter.federation.code}/indikator/ORG-01/")

    assert (own.status_code, other.status_code) == (200, 404)
    assert 'href="/2021/wilayah/31/' not in own.content.decode()
    assert client.get(URL).status_code == 404


def test_notes_and_evidence_of_another_chapter_are_not_shown_to_a_representative(client, region):
    chapter = second_chapter(region)
    chapter.contributions.update(note="catatan rahasia")
    client.force_login(region.rep)

    response = client.get("/2021/wilayah/31/perwakilan/KIKES-31.72/indikator/ORG-01/")

    assert response.status_code == 200
    assert "catatan rahasia" not in text(response)


def test_the_nation_s_figure_opens_to_regions_that_sum_to_it(client, region):
    for code, value in (("32", 70), ("35", 30)):
        place = RegionFactory(code=code, name=f"Wilayah {code}")
        TargetFactory(indicator=region.members, region=place, value=100)
        ContributionFactory(
            chapter=ChapterFactory(region=place), indicator=region.members, value=value, verified=True
        )
    client.force_login(region.admin)

    response = client.get("/2021/indikator/ORG-01/")

    rows = response.context["rows"]
    assert sum(row["figures"].actual for row in rows) == response.context["figures"].actual == 580
    assert [row["region"].code for row in rows] == ["35", "31", "32"]


def test_reported_stands_beside_verified_with_the_difference(desk, region):
    second_chapter(region)

    page = desk.get(URL)

    claim = page.context["claim"]
    assert (claim.reported, claim.verified, claim.difference) == (509, 500, 9)
    assert sorted(row["strand"].claim.reported for row in page.context["strands"]) == [29, 480]


def test_silent_chapters_make_a_range_that_is_no_figure(desk, region):
    second_chapter(region)

    page = desk.get(URL)

    found = page.context["range"]
    assert (found.low, found.high, found.silent, found.unknown) == (500, 500, 1, 1)
    assert page.context["figures"].actual == 500


def test_an_indicator_s_page_says_how_it_is_counted_and_what_changed(desk, region):
    region.members.name_en = "Members won"
    indicators.edit(region.members, version=region.members.version, by=region.admin)

    page = desk.get(URL)

    assert page.context["definition"].adds_up == define(region.members).adds_up
    told = [line.text for line in page.context["log"]]
    assert "Members won" in told[0]
    assert len(told) == 3


def test_a_chapter_s_page_has_its_chart_claim_and_pledges(desk, region):
    chapter = second_chapter(region)
    PledgeFactory(chapter=chapter, indicator=region.members, value=120)

    page = desk.get("/2021/wilayah/31/perwakilan/KIKES-31.72/indikator/ORG-01/")

    strand = page.context["strand"]
    assert (strand.claim.reported, strand.claim.verified) == (29, 20)
    assert [step.actual for step in strand.steps[:9]] == [None] * 7 + [20, None]
    assert [step.expected for step in strand.steps[:2]] == [10, 20]
    assert len(page.context["log"]) == 1


def test_the_nation_s_months_are_of_the_regions_with_a_target(client, region):
    place = RegionFactory(code="32", name="Jawa Barat")
    ContributionFactory(
        chapter=ChapterFactory(region=place), indicator=region.members, value=70, verified=True
    )
    client.force_login(region.admin)

    page = client.get("/2021/indikator/ORG-01/")

    assert (page.context["figures"].actual, page.context["figures"].actual_with_target) == (550, 480)
    assert [step.actual for step in page.context["steps"][:9]] == [60 * month for month in range(1, 9)] + [
        None
    ]
    assert page.context["range"].silent == 1


def test_the_nation_s_statements_do_not_grow_with_its_regions(client, region, django_assert_num_queries):
    client.force_login(region.admin)
    with django_assert_num_queries(17):
        client.get("/2021/indikator/ORG-01/")
    ContributionFactory(
        chapter=ChapterFactory(region=RegionFactory(code="32")), indicator=region.members, verified=True
    )

    with django_assert_num_queries(17):
        client.get("/2021/indikator/ORG-01/")


def test_statements_do_not_grow_with_the_rows(desk, region, django_assert_num_queries):
    with django_assert_num_queries(20):
        desk.get(URL)
    second_chapter(region)

    with django_assert_num_queries(20):
        desk.get(URL)


def test_beside_the_figure_stands_that_it_was_corrected_and_for_those_who_may_why(sign_in, region, clock):
    row = Contribution.objects.verified().filter(indicator=region.members).latest("month")
    clock("2021-09-21 09:00")
    contributions.correct(
        region.chapter,
        [entry(region.members, int(row.value) + 1, month=row.month, seen=row.version)],
        reason="Salah ketik.",
        by=user_with(Role.ADMIN),
    )
    url = f"/2021/wilayah/31/perwakilan/{region.chapter.code}/indikator/ORG-01/"

    pages = {
        who: text(sign_in(user).get(url))
        for who, user in {"coordinator": region.coordinator, "observer": user_with(Role.OBSERVER)}.items()
    }

    assert {who: ("dikoreksi" in page.lower(), "Salah ketik." in page) for who, page in pages.items()} == {
        "coordinator": (True, True),
        "observer": (True, False),
    }
