from decimal import Decimal

import pytest

from tests.factories.inputs import Outcome
from tests.factories.organisation import ChapterFactory, FederationFactory
from tests.factories.plans import PledgeFactory
from workplan.actions import catch_up_plans as actions
from workplan.actions import recommendations
from workplan.models import CatchUpPlan
from workplan.reporting import plans

pytestmark = pytest.mark.django_db

URL = "/2021/wilayah/31/indikator/ORG-01/rencana/"
ADDRESS = f"{URL}?per=2021-08"


@pytest.fixture
def region(clock):
    clock("2021-09-15 10:00")
    found = Outcome()
    other = ChapterFactory(region=found.region, federation=FederationFactory(code="KIKES"))
    PledgeFactory(chapter=other, indicator=found.members, value=100)
    found.own = found.chapter.federation.code
    return found


@pytest.fixture
def desk(client, region):
    """The coordinator's browser."""
    client.force_login(region.coordinator)
    return client


def parts(region, own, kikes, version=0, **more):
    return {"version": version, f"part-{region.own}": own, "part-KIKES": kikes, **more}


def amounts(response):
    return {row.part.chapter.federation: row.part.amount for row in response.context["rows"]}


def test_the_page_shows_the_proposal_with_pace_and_result(desk, region):
    page = desk.get(URL)

    assert sum(amounts(page).values()) == page.context["plan"].gap == 720
    assert page.context["plan"].result == 1200
    assert [row.result for row in page.context["rows"]] == [
        (row.figures.actual or 0) + row.part.amount for row in page.context["rows"]
    ]


def test_parts_are_saved_while_they_add_up_and_shown_again(desk, region):
    answer = desk.post(ADDRESS, parts(region, "500", "220"))

    assert (answer.status_code, answer.url) == (302, ADDRESS)
    saved = CatchUpPlan.objects.get()
    assert plans.amounts(saved.plan.data) == {region.own: Decimal(500), "KIKES": Decimal(220)}
    assert (saved.saved_by, saved.version, saved.plan.data["as_of"]) == (region.coordinator, 1, "2021-08")
    page = desk.get(URL)
    assert amounts(page) == {region.own: 500, "KIKES": 220}
    assert len(page.context["log"]) == 1


def test_parts_that_do_not_add_up_stay_on_the_page_with_the_difference(desk, region):
    page = desk.post(ADDRESS, parts(region, "500", "200"))

    assert (page.status_code, CatchUpPlan.objects.count()) == (422, 0)
    assert (page.context["plan"].open, page.context["plan"].result) == (20, 1180)
    assert "20" in str(page.context["form"].errors["__all__"])


def test_the_rest_is_shared_out_among_the_parts_that_were_not_changed(desk, region):
    proposed = amounts(desk.get(URL))

    page = desk.post(ADDRESS, parts(region, "600", str(proposed["KIKES"]), ratakan="1"))

    assert (page.status_code, CatchUpPlan.objects.count()) == (200, 0)
    assert amounts(page) == {region.own: 600, "KIKES": 120}


def test_more_than_the_gap_can_not_be_shared_out(desk, region):
    page = desk.post(ADDRESS, parts(region, "900", "1", ratakan="1"))

    assert page.status_code == 422


@pytest.mark.parametrize("typed", ["", "banyak", "1,5", "-3"])
def test_what_is_no_amount_is_explained_beside_its_field(desk, region, typed):
    page = desk.post(ADDRESS, parts(region, typed, "220"))

    assert page.status_code == 422
    assert page.context["form"].errors.keys() == {f"part-{region.own}"}


def test_somebody_who_was_overtaken_chooses_between_both_plans(desk, region):
    desk.post(ADDRESS, parts(region, "500", "220"))

    late = desk.post(ADDRESS, parts(region, "400", "320"))
    mine = desk.post(ADDRESS, parts(region, "400", "320", version=1, clash="mine"))

    assert late.status_code == 409
    assert late.context["clash"]["rows"] == [(region.own, "400", "500"), ("KIKES", "320", "220")]
    assert (mine.status_code, CatchUpPlan.objects.get().version) == (302, 2)


def test_the_saved_one_can_stay(desk, region):
    desk.post(ADDRESS, parts(region, "500", "220"))

    desk.post(ADDRESS, parts(region, "400", "320", version=1, clash="stored"))

    assert CatchUpPlan.objects.get().version == 1


def test_when_the_figures_move_on_the_proposal_stands_beside_the_saved_plan(desk, region):
    desk.post(ADDRESS, parts(region, "500", "220"))

    page = desk.get(URL, {"per": "2021-07"})

    assert page.context["is_saved"] is False
    assert page.context["plan"].gap == 780


def test_without_a_gap_there_is_nothing_to_plan(desk, region):
    region.indicator("ORG-09")

    page = desk.get("/2021/wilayah/31/indikator/ORG-09/rencana/")
    answer = desk.post("/2021/wilayah/31/indikator/ORG-09/rencana/", {"version": 0})

    assert (page.status_code, page.context["plan"].parts) == (200, ())
    assert (answer.status_code, CatchUpPlan.objects.count()) == (302, 0)


def test_a_representative_reads_the_plan_and_does_not_save_it(client, region):
    client.force_login(region.rep)

    page, answer = client.get(URL), client.post(ADDRESS, parts(region, "500", "220"))

    assert (page.status_code, page.context["form"], answer.status_code) == (200, None, 403)


@pytest.fixture
def proposed(region):
    """A recommendation before the meeting, with the gap of 720 frozen into it."""
    region.meeting.state = "finished"
    region.meeting.approved_at = None
    region.meeting.save()
    return recommendations.propose(
        region.meeting,
        title="Kejar anggota",
        text="Bagi bersama.",
        kind="organising",
        addressee="korwil",
        indicators=[region.members],
        by=region.coordinator,
    )


def saved_plan(region, own="500", kikes="220"):
    return actions.save(
        region.region,
        region.members,
        region.year.default_as_of(),
        parts={region.own: Decimal(own), "KIKES": Decimal(kikes)},
        seen=0,
        by=region.coordinator,
    )


def test_a_saved_plan_is_taken_over_into_a_recommendation(desk, region, proposed):
    saved_plan(region)
    url = f"/rakerwil/31-2021-1/rekomendasi/{proposed.number}/"
    offered = desk.get(url).context["saved_plans"]

    answer = desk.post(f"{url}rencana-tersimpan/ORG-01/")

    proposed.refresh_from_db()
    assert ([plan.indicator.code for plan in offered], answer.status_code) == (["ORG-01"], 302)
    assert plans.amounts(proposed.figures.data["catch_up"]) == {
        region.own: Decimal(500),
        "KIKES": Decimal(220),
    }
    assert proposed.version == 2
    assert desk.get(url).context["saved_plans"] == []


def test_a_plan_of_another_gap_is_refused_in_words(desk, region, proposed):
    saved_plan(region)
    frozen = proposed.figures.data
    frozen["figures"][0]["gap"] = "700"
    proposed.figures = type(proposed.figures).objects.freeze("recommendation_figures", frozen, None)
    proposed.save()

    desk.post(f"/rakerwil/31-2021-1/rekomendasi/{proposed.number}/rencana-tersimpan/ORG-01/")

    proposed.refresh_from_db()
    assert proposed.version == 1


def test_a_plan_that_nobody_saved_can_not_be_taken_over(desk, proposed):
    url = f"/rakerwil/31-2021-1/rekomendasi/{proposed.number}/rencana-tersimpan"

    answer = desk.post(f"{url}/ORG-01/", follow=True)

    proposed.refresh_from_db()
    assert [str(each) for each in answer.context["messages"]] == ["Belum ada rencana ORG-01 yang disimpan."]
    assert proposed.version == 1
    assert desk.post(f"{url}/TIADA/").status_code == 404
    assert desk.get(f"{url}/ORG-01/").status_code == 405


def test_statements_do_not_grow_with_the_chapters(desk, region, django_assert_num_queries):
    with django_assert_num_queries(14):
        desk.get(URL)
    PledgeFactory(chapter=ChapterFactory(region=region.region), indicator=region.members, value=5)

    with django_assert_num_queries(14):
        desk.get(URL)
