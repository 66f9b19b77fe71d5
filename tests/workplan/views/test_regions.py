import csv
import io
import json
from datetime import date

import openpyxl
import pytest
from django.utils import timezone

from federations.enums import Role
from tests.factories.inputs import Outcome
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import ContributionFactory, TargetFactory
from tests.factories.users import user_with
from workplan.actions import action_items
from workplan.reporting import rollup
from workplan.reporting.plain import rollup_json

pytestmark = pytest.mark.django_db

URL = "/2021/wilayah/31/"


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


def test_figures_are_those_of_the_roll_up_as_of_the_last_month_due(desk, region):
    response = desk.get(URL)

    scope = rollup.region(region.year, region.region, date(2021, 8, 1)).regions[0].scope
    shown = response.context["groups"][0].rows[0].figures
    assert response.context["position"].month == date(2021, 8, 1)
    assert response.context["scope"] == scope
    assert (shown.actual, shown.target) == (480, 1200)
    assert "<b>480</b>" in text(response)


def test_an_earlier_month_is_looked_back_from(desk):
    response = desk.get(URL, {"per": "2021-03"})

    assert response.context["groups"][0].rows[0].figures.actual == 180
    assert "?per=2021-03" in response.context["groups"][0].rows[0].url


@pytest.mark.parametrize("wish", ["2021-12", "2020-01", "kemarin", "2021-99", "", "2021-08'"])
def test_a_month_that_makes_no_sense_falls_back_to_the_usual_one(desk, wish):
    assert desk.get(URL, {"per": wish}).context["position"].month == date(2021, 8, 1)


def test_only_verified_reports_are_in_the_figures_and_the_others_wait(desk, region):
    waiting = ChapterFactory(region=region.region)
    ContributionFactory(
        chapter=waiting, indicator=region.members, month=date(2021, 8, 1), value=700, submitted=True
    )

    response = desk.get(URL)

    assert response.context["groups"][0].rows[0].figures.actual == 480
    assert response.context["scope"].pending == 1
    assert [row.chapter.id for row in response.context["waiting"]] == [waiting.pk]
    assert "/2021/wilayah/31/verifikasi/" in text(response)


def test_a_secretary_is_not_asked_to_verify(client, region):
    ContributionFactory(
        chapter=ChapterFactory(region=region.region), indicator=region.members, month=date(2021, 8, 1),
        submitted=True,
    )  # fmt: skip
    client.force_login(region.secretary)

    page = text(client.get(URL))

    assert "/2021/wilayah/31/verifikasi/" not in page


def test_chapters_that_owe_more_than_they_sent_are_named(desk, region):
    silent = ChapterFactory(region=region.region)

    response = desk.get(URL)

    assert (response.context["complete_count"], response.context["owing_count"]) == (1, 2)
    assert response.context["incomplete"] == [silent.federation.short_name]


def test_pledges_that_do_not_make_up_the_target_are_listed(desk):
    uneven = desk.get(URL).context["uneven"]

    assert [(row.code, row.pledged, row.unallocated) for row in uneven] == [("ORG-01", 1100, 100)]


def test_open_actions_stand_with_their_owner(desk, region):
    region.meeting.state, region.meeting.approved_at = "finished", None
    region.meeting.save()
    for number in range(5):
        action_items.promise(
            region.meeting,
            text=f"Langkah {number}",
            owner=region.chapter,
            due_on=date(2021, 10, 1 + number),
            item=None,
            by=region.secretary,
        )

    response = desk.get(URL)

    assert [action.text for action in response.context["actions"]] == ["Langkah 0", "Langkah 1", "Langkah 2"]


def test_overdue_actions_stand_per_federation_with_the_oldest_and_lead_to_the_list(desk, region):
    region.meeting.state, region.meeting.approved_at = "finished", None
    region.meeting.save()
    for day in (1, 8):
        action_items.promise(
            region.meeting,
            text=f"Langkah {day}",
            owner=region.chapter,
            due_on=date(2021, 9, day),
            item=None,
            by=region.secretary,
        )

    response = desk.get(URL)

    federation = region.chapter.federation
    [row] = response.context["overdue"]
    days = (timezone.localdate() - date(2021, 9, 1)).days
    assert (row.owner, row.count, row.days) == (str(federation), 2, days)
    address = f"/tindak-lanjut/?tampil=terlambat&wilayah={region.region.code}&federasi={federation.code}"
    assert address.replace("&", "&amp;") in response.content.decode()
    listed = desk.get(address).context["page"]
    assert [action.text for action in listed] == ["Langkah 1", "Langkah 8"]
    assert list(desk.get(f"{address}X").context["page"]) == []


def test_a_region_without_anything_says_what_to_do(client, region):
    RegionFactory(code="94", name="Papua")
    client.force_login(region.admin)

    response = client.get("/2021/wilayah/94/")

    assert response.status_code == 200
    assert response.context["heat"] == []


def test_statements_are_few_and_do_not_grow_with_the_rows(desk, region, django_assert_num_queries):
    with django_assert_num_queries(15):
        desk.get(URL)
    for number in range(2, 4):
        chapter = ChapterFactory(region=region.region)
        indicator = region.indicator(f"ORG-0{number}")
        TargetFactory(indicator=indicator, region=region.region)
        ContributionFactory(chapter=chapter, indicator=indicator, submitted=True)
        region.recommend(number)

    with django_assert_num_queries(15):
        desk.get(URL)


@pytest.mark.parametrize("who", ["rep", "secretary", "admin"])
def test_its_own_people_and_the_nation_see_it(client, region, who):
    client.force_login(getattr(region, who))

    assert client.get(URL).status_code == 200


def test_others_do_not_learn_that_it_exists(client, region):
    client.force_login(user_with(Role.COORDINATOR, region=RegionFactory(code="32")))

    assert client.get(URL).status_code == 404
    assert client.get(URL + "angka.csv").status_code == 404


def test_an_unknown_year_is_not_found(desk):
    assert desk.get("/2029/wilayah/31/").status_code == 404


def test_files_hold_the_same_figures_in_every_format(desk, region):
    expected = rollup_json(rollup.region(region.year, region.region, date(2021, 3, 1)))

    files = {
        wanted: desk.get(f"{URL}angka.{wanted}", {"per": "2021-03"}) for wanted in ("json", "csv", "xlsx")
    }

    table = list(csv.DictReader(io.StringIO(files["csv"].content.decode())))
    sheet = openpyxl.load_workbook(io.BytesIO(files["xlsx"].content)).active
    assert json.loads(files["json"].content) == expected
    assert [row["actual"] for row in table if row["level"] == "region"] == ["180"]
    assert [row[6] for row in sheet.iter_rows(min_row=2, values_only=True) if row[0] == "region"] == [180]
    assert files["csv"].headers["Content-Disposition"] == 'attachment; filename="angka-31-2021-03.csv"'


def test_the_agreement_stands_with_its_state_and_leads_to_the_targets(desk, region):
    response = desk.get(URL)

    assert response.context["agreement"] == "agreed"
    assert 'href="/2021/wilayah/31/target/"' in response.content.decode()


def test_a_region_without_an_agreement_says_that_none_is_begun(client, region):
    RegionFactory(code="32")
    client.force_login(region.admin)

    response = client.get("/2021/wilayah/32/")

    assert response.context["agreement"] is None
