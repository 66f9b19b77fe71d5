import json
from datetime import date

import pytest
from django.utils import timezone

from federations.enums import Role
from tests.factories.inputs import Outcome
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.plans import ContributionFactory, TargetFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.actions import national_inputs
from workplan.models import Agreement
from workplan.reporting import rollup
from workplan.reporting.plain import rollup_json

pytestmark = pytest.mark.django_db

URL = "/2021/"


@pytest.fixture
def region(clock):
    clock("2021-09-15 10:00")
    return Outcome()


@pytest.fixture
def desk(client, region):
    """The national admin's browser."""
    client.force_login(region.admin)
    return client


def another(region, code, value=0):
    """A further region with a target of 100 and so many new members in January."""
    place = RegionFactory(code=code, name=f"Wilayah {code}")
    chapter = ChapterFactory(region=place)
    TargetFactory(indicator=region.members, region=place, value=100)
    if value:
        ContributionFactory(chapter=chapter, indicator=region.members, value=value, verified=True)
    return place


def test_figures_are_those_of_the_roll_up(desk, region):
    another(region, "32", 30)

    response = desk.get(URL)

    figures = rollup.nation(region.year, date(2021, 8, 1))
    shown = response.context["groups"][0].rows[0].figures
    assert response.context["scope"] == figures.nation
    assert (shown.actual, shown.target) == (510, 1300)


def test_regions_stand_lowest_score_first(desk, region):
    another(region, "32", 90)
    another(region, "35")

    rows = desk.get(URL).context["rows"]

    assert [row["region"].code for row in rows] == ["35", "31", "32"]


def test_the_map_has_every_region_and_says_why_some_have_no_score(desk, region):
    another(region, "32")
    RegionFactory(code="94", name="Papua")

    tiles = {tile["name"]: tile for tile in desk.get(URL).context["tiles"]}

    assert tiles["DKI Jakarta"]["category"] == "rendah"
    assert tiles["DKI Jakarta"]["word"] == ""
    assert tiles["Papua"]["value"] is None
    assert tiles["Papua"]["word"] != ""
    assert tiles["Wilayah 32"]["url"] == "/2021/wilayah/32/?per=2021-08"


def test_how_far_each_region_s_input_has_come(desk, region):
    for code in ("32", "35"):
        another(region, code)
    package = region.sent_package()

    sent = desk.get(URL).context
    national_inputs.send_back(package, by=region.admin, reason="Lengkapi.")
    returned = desk.get(URL).context

    states = {row["region"].code: row["state"] for row in sent["rows"]}
    again = {row["region"].code: row["state"] for row in returned["rows"]}
    assert states == {"31": "submitted", "32": None, "35": None}
    assert again["31"] == "returned"
    assert (sent["sent_count"], returned["sent_count"]) == (1, 0)


def test_complete_counts_the_regions_above_three_quarters(desk, region):
    another(region, "32")

    assert desk.get(URL).context["complete_count"] == 1


def test_an_empty_year_says_what_to_do(client, clock):
    clock("2021-09-15 10:00")
    WorkYearFactory(year=2021)
    client.force_login(user_with(Role.ADMIN))

    response = client.get(URL)

    assert response.status_code == 200
    assert response.context["groups"] == []


def test_statements_are_few_and_do_not_grow_with_the_rows(desk, region, django_assert_num_queries):
    with django_assert_num_queries(12):
        desk.get(URL)
    for code in ("32", "35"):
        another(region, code, 5)

    with django_assert_num_queries(12):
        desk.get(URL)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.AUDITOR])
def test_those_who_see_the_nation_see_it(client, region, role):
    client.force_login(user_with(role))

    assert client.get(URL).status_code == 200


@pytest.mark.parametrize("who", ["coordinator", "rep"])
@pytest.mark.parametrize("address", [URL, URL + "indikator/ORG-01/", URL + "angka.csv"])
def test_the_regions_people_do_not(client, region, who, address):
    client.force_login(getattr(region, who))

    assert client.get(address).status_code == 403


def test_files_hold_the_roll_up(desk, region):
    another(region, "32", 30)

    response = desk.get(URL + "angka.json", {"per": "2021-03"})

    assert json.loads(response.content) == rollup_json(rollup.nation(region.year, date(2021, 3, 1)))
    assert response.headers["Content-Disposition"] == 'attachment; filename="angka-nasional-2021-03.json"'


@pytest.mark.parametrize(("role", "told"), [(Role.ADMIN, ["32"]), (Role.OBSERVER, [])])
def test_agreements_that_are_proposed_wait_for_those_who_decide_on_them(client, region, role, told):
    another(region, "32")
    another(region, "35")
    proposed = Agreement.objects.get(region__code="32")
    proposed.state, proposed.proposed_at = "proposed", timezone.now()
    proposed.save()
    client.force_login(user_with(role))

    response = client.get(URL)

    assert [place.code for place in response.context["proposed"]] == told
    assert ('href="/2021/wilayah/32/target/"' in response.content.decode()) is bool(told)
