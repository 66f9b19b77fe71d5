"""What programs read: the figures of the pages, in the shapes that the description promises."""

import csv
import io
import json
from datetime import date

import jsonschema
import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from openapi_spec_validator import OpenAPIV31SpecValidator

from federations.actions import memberships, personal_tokens
from federations.enums import Role, TokenScope
from federations.models import Membership
from tests.factories.inputs import BEFORE_RAKORNAS, Outcome
from tests.factories.organisation import ChapterFactory, RegionFactory, UnitFactory
from tests.factories.plans import ContributionFactory, TargetFactory
from tests.factories.users import UserFactory, user_with
from workplan.reporting import rollup
from workplan.reporting.plain import rollup_json
from workplan.views.api import ENDPOINTS

ROOT = "/api/v1/"
AT = "year=2021&as_of=2021-08"
ASKED = {
    "rollup": AT,
    "federation": f"federation=GARTEKS&{AT}",
    "catch_up": f"region=31&indicator=ORG-01&{AT}",
    "indicators": "year=2021",
    "recommendations": "year=2021",
    "regions": "",
}


@pytest.fixture
def region(db, clock):
    """DKI Jakarta before Rakornas, with a second region beside it."""
    clock(BEFORE_RAKORNAS)
    outcome = Outcome()
    outcome.chapter.federation.code = "GARTEKS"
    outcome.chapter.federation.save()
    west = ChapterFactory(region=RegionFactory(code="32", name="Jawa Barat"))
    TargetFactory(indicator=outcome.members, region=west.region)
    ContributionFactory(chapter=west, indicator=outcome.members, month=date(2021, 3, 1), verified=True)
    return outcome


def secret_of(user, scope=TokenScope.EVERYTHING):
    return personal_tokens.issue(user, name="Uji", scope=scope, expires_on=date(2099, 12, 31))[1]


@pytest.fixture
def program():
    """Asks as somebody's program, with a token made for it."""

    def ask(user, address, scope=TokenScope.EVERYTHING):
        user.personal_tokens.update(revoked_at="2021-01-01T00:00:00Z")
        return Client().get(ROOT + address, headers={"Authorization": f"Bearer {secret_of(user, scope)}"})

    return ask


def printed(*command):
    target = io.StringIO()
    call_command(*command, stdout=target)
    return target.getvalue().encode()


def problem(answer):
    content = json.loads(answer.content)
    assert (content["status"], answer["Content-Type"]) == (answer.status_code, "application/json")
    return content["status"], content["code"]


# --- figures ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("wanted", ["json", "csv"])
@pytest.mark.parametrize("place", ["", "31"])
def test_rollup_is_to_the_byte_what_the_command_prints(region, program, wanted, place):
    answer = program(region.admin, f"rollup?{AT}&region={place}&format={wanted}")

    more = [f"--region={place}"] if place else []
    expected = printed("rollup", "--year=2021", "--as-of=2021-08", f"--format={wanted}", *more)
    assert answer.status_code == 200
    assert answer.content == expected


@pytest.mark.parametrize("who", ["coordinator", "secretary", "rep"])
def test_rollup_of_regional_people_is_their_page_s_file(region, program, who):
    page = Client()
    page.force_login(getattr(region, who))

    answer = program(getattr(region, who), f"rollup?{AT}")

    assert answer.content == page.get("/2021/wilayah/31/angka.json", {"per": "2021-08"}).content
    assert [row["code"] for row in json.loads(answer.content)["regions"]] == ["31"]


def test_rollup_of_two_regions_holds_both_and_no_nation(region, program):
    west = RegionFactory(code="32")
    Membership.objects.create(user=region.coordinator, role=Role.SECRETARY, region=west, from_on="2021-01-01")

    content = json.loads(program(region.coordinator, f"rollup?{AT}").content)

    whole = rollup_json(rollup.nation(region.year, date(2021, 8, 1)))
    assert content == {**whole, "nation": None}


def test_rollup_without_a_year_and_a_month_takes_the_open_year_s_default(region, program):
    content = json.loads(program(region.admin, "rollup").content)

    assert (content["year"], content["as_of"]) == (2021, "2021-09")


def test_somebody_signed_in_needs_no_token(region):
    client = Client()
    client.force_login(region.coordinator)

    answer = client.get(f"{ROOT}rollup?{AT}")

    assert answer.status_code == 200


def test_federation_is_its_chapters_in_all_regions(region, program):
    office = user_with(Role.FEDERATION_OFFICE, federation=region.chapter.federation)

    content = json.loads(program(office, f"federation?federation=GARTEKS&{AT}").content)

    jakarta = rollup_json(rollup.nation(region.year, date(2021, 8, 1)))["regions"][0]
    assert content["chapters"] == [{"region": "31", **jakarta["chapters"][0]}]


def test_catch_up_is_to_the_byte_what_the_command_prints(region, program):
    answer = program(region.rep, f"catch_up?region=31&indicator=ORG-01&{AT}")

    command = ("catch_up", "--year=2021", "--as-of=2021-08", "--region=31", "--indicator=ORG-01")
    assert answer.content == printed(*command)


def test_recommendations_are_those_the_page_lists(region, program):
    region.recommend(2, state="proposed", way="", decided_at=None, present_count=None)

    own = json.loads(program(region.rep, "recommendations?year=2021").content)
    seen_by_auditor = json.loads(program(user_with(Role.AUDITOR), "recommendations").content)
    foreign = json.loads(
        program(user_with(Role.COORDINATOR, region=RegionFactory(code="32")), "recommendations").content
    )

    assert [row["number"] for row in own["recommendations"]] == ["R-1", "R-2"]
    assert [row["number"] for row in seen_by_auditor["recommendations"]] == ["R-1"]
    assert foreign["recommendations"] == []


@pytest.mark.parametrize(
    ("address", "head"),
    [
        (f"federation?federation=GARTEKS&{AT}&format=csv", "level,region_code,federation,district_code,ind"),
        (f"catch_up?region=31&indicator=ORG-01&{AT}&format=csv", "federation,district_code,part,needed_per"),
        ("indicators?year=2021&format=csv", "code,objective_id,objective_en,name_id,name_en,unit_id,unit_en"),
        ("regions?format=csv", "code,name,short_name,time_zone,island_group"),
    ],
)
def test_what_is_a_table_comes_as_csv(region, program, address, head):
    answer = program(region.admin, address)

    rows = list(csv.reader(io.StringIO(answer.content.decode())))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert ",".join(rows[0]).startswith(head)
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(rows) > 1


# --- who may ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("year=2021&as_of=2021-12", (400, "unknown_month")),
        ("year=2021&as_of=2020-08", (400, "unknown_month")),
        ("year=2021&as_of=Agustus", (400, "bad_as_of")),
        ("year=2021&as_of=2021-08&as_of=2021-07", (400, "repeated_parameter")),
        ("year=2021&as-of=2021-08", (400, "unknown_parameter")),
        ("year=dua", (400, "bad_year")),
        ("year=2099", (404, "no_year")),
        ("year=2021&region=32", (404, "not_found")),
        ("year=2021&region=99", (404, "not_found")),
    ],
)
def test_a_question_that_is_not_understood_is_told_why(region, program, query, status):
    assert problem(program(region.coordinator, f"rollup?{query}")) == status


def test_a_refusal_is_in_the_language_of_the_token_s_user(region, program):
    region.coordinator.language = "en"
    region.coordinator.save()

    answer = program(region.coordinator, "rollup?year=2021&as_of=2021-12")

    assert json.loads(answer.content)["detail"] == "There are no figures as of 2021-12 in 2021."


def test_a_foreign_plan_and_a_foreign_federation_do_not_exist(region, program):
    statuses = {
        "plan": problem(program(region.rep, "catch_up?region=32&indicator=ORG-01")),
        "indicator": problem(program(region.rep, "catch_up?region=31&indicator=TIADA")),
        "federation": problem(program(region.rep, "federation?federation=GARTEKS")),
    }

    assert statuses == dict.fromkeys(statuses, (404, "not_found"))


@pytest.mark.parametrize("role", [Role.FEDERATION_OFFICE, Role.UNIT_OFFICER, None])
def test_a_role_without_a_region_gets_no_region_s_figures(region, program, role):
    places = {Role.FEDERATION_OFFICE: {"federation": region.chapter.federation}}
    place = places.get(role, {"unit": UnitFactory()})
    user = user_with(role, **place) if role else UserFactory()

    assert problem(program(user, f"rollup?{AT}")) == (403, "no_region")


def test_a_token_for_figures_reads_no_recommendations(region, program):
    figures = program(region.rep, f"rollup?{AT}", TokenScope.FIGURES)
    others = program(region.rep, "recommendations", TokenScope.FIGURES)

    assert figures.status_code == 200
    assert problem(others) == (403, "token_scope")


def test_a_role_that_ends_ends_what_the_token_reads(region):
    client, headers = Client(), {"Authorization": f"Bearer {secret_of(region.coordinator)}"}
    before = client.get(f"{ROOT}rollup?{AT}", headers=headers)
    membership = region.coordinator.memberships.get()

    memberships.end(membership, date(2021, 10, 14), by=region.admin)
    after = client.get(f"{ROOT}rollup?{AT}", headers=headers)

    assert before.status_code == 200
    assert problem(after) == (403, "no_region")


@pytest.mark.parametrize(
    ("headers", "code"),
    [
        ({}, "no_token"),
        ({"Authorization": "Bearer rkw_tidak-ada"}, "bad_token"),
        ({"Authorization": "Bearer"}, "bad_token"),
        ({"Authorization": "Basic cmt3Xw=="}, "bad_token"),
    ],
)
def test_without_a_token_that_holds_nothing_is_read(region, headers, code):
    answer = Client().get(f"{ROOT}rollup?{AT}", headers=headers)

    assert problem(answer) == (401, code)
    assert answer["WWW-Authenticate"] == 'Bearer realm="Rakerwil"'


def test_a_wrong_token_is_not_helped_by_a_session(region):
    client = Client()
    client.force_login(region.coordinator)

    answer = client.get(f"{ROOT}rollup?{AT}", headers={"Authorization": "Bearer rkw_tidak-ada"})

    assert problem(answer) == (401, "bad_token")


def test_a_token_in_the_address_opens_nothing(region):
    secret = secret_of(region.coordinator)

    answer = Client().get(f"{ROOT}rollup?{AT}&token={secret}")

    assert problem(answer) == (401, "no_token")


def test_a_token_opens_no_page(region):
    headers = {"Authorization": f"Bearer {secret_of(region.coordinator)}"}

    answer = Client().get("/2021/wilayah/31/", headers=headers)

    assert answer["Location"].startswith(reverse("account_login"))


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete", "options"])
def test_it_is_only_read(region, method):
    client = Client(enforce_csrf_checks=True)
    headers = {"Authorization": f"Bearer {secret_of(region.admin)}"}

    answer = getattr(client, method)(f"{ROOT}rollup", headers=headers)

    assert problem(answer) == (405, "read_only")
    assert answer["Allow"] == "GET, HEAD"


def test_an_unknown_address_is_not_found_in_json(region):
    assert problem(Client().get(f"{ROOT}tiada")) == (404, "not_found")


def test_too_many_questions_of_one_token_have_to_wait(region, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1_634_280_000.0)
    client, headers = Client(), {"Authorization": f"Bearer {secret_of(region.rep)}"}
    statuses = [client.get(f"{ROOT}regions", headers=headers).status_code for _time in range(60)]

    answer = client.get(f"{ROOT}regions", headers=headers)

    assert set(statuses) == {200}
    assert problem(answer) == (429, "too_many")
    assert 1 <= int(answer["Retry-After"]) <= 60


def test_too_many_guesses_from_one_address_have_to_wait(region, monkeypatch):
    monkeypatch.setattr("time.time", lambda: 1_634_280_000.0)
    client, headers = Client(), {"Authorization": "Bearer rkw_tebakan"}
    for _time in range(300):
        client.get(f"{ROOT}regions", headers=headers)

    assert problem(client.get(f"{ROOT}regions", headers=headers)) == (429, "too_many")


def test_reading_writes_nothing_but_the_time_of_the_last_use(region, django_assert_num_queries):
    client, headers = Client(), {"Authorization": f"Bearer {secret_of(region.coordinator)}"}
    client.get(f"{ROOT}rollup?{AT}", headers=headers)

    # token, roles, region, year, and the five of a roll-up
    with django_assert_num_queries(9):
        client.get(f"{ROOT}rollup?{AT}", headers=headers)


def test_statements_do_not_grow_with_the_rows(region, program, django_assert_num_queries):
    client, headers = Client(), {"Authorization": f"Bearer {secret_of(region.admin)}"}
    client.get(f"{ROOT}regions", headers=headers)
    counts = {"rollup": 9, "recommendations": 7, "indicators": 3}
    for name, count in counts.items():
        with django_assert_num_queries(count):
            client.get(f"{ROOT}{name}?year=2021", headers=headers)
    for number in range(2, 5):
        region.recommend(number)
        TargetFactory(indicator=region.indicator(f"ORG-0{number}"), region=region.region)

    for name, count in counts.items():
        with django_assert_num_queries(count):
            client.get(f"{ROOT}{name}?year=2021", headers=headers)


# --- the description ------------------------------------------------------------------------------------


@pytest.fixture
def description():
    return json.loads(Client().get(f"{ROOT}openapi.json").content)


def test_description_is_openapi_and_open_to_all(description):
    OpenAPIV31SpecValidator(description).validate()

    assert list(description["paths"]) == [f"/{endpoint.name}" for endpoint in ENDPOINTS]
    assert description["servers"] == [{"url": "http://testserver/api/v1"}]


def test_description_is_in_english_whoever_asks(region, description):
    client = Client()
    client.force_login(region.rep)

    assert client.get(f"{ROOT}openapi.json").json() == description
    assert description["paths"]["/regions"]["get"]["summary"] == "The regions by code and name"


@pytest.mark.parametrize("name", ASKED)
def test_every_answer_has_the_shape_that_is_described(region, program, description, name):
    content = json.loads(program(region.admin, f"{name}?{ASKED[name]}").content)

    operation = description["paths"][f"/{name}"]["get"]
    schema = operation["responses"]["200"]["content"]["application/json"]["schema"]
    whole = {**schema, "components": description["components"]}
    jsonschema.Draft202012Validator(whole).validate(content)
    assert set(ASKED) == {endpoint.name for endpoint in ENDPOINTS}


@pytest.mark.parametrize("query", ["rollup?year=dua", "rollup?year=2099", "rollup?region=99"])
def test_every_refusal_has_the_shape_that_is_described(region, program, description, query):
    answer = program(region.admin, query)

    response = description["components"]["responses"][str(answer.status_code)]
    schema = {**response["content"]["application/json"]["schema"], "components": description["components"]}
    jsonschema.Draft202012Validator(schema).validate(json.loads(answer.content))


def test_the_page_for_people_names_every_endpoint_and_no_secret(region):
    client = Client()
    client.force_login(region.rep)

    page = client.get("/api/").content.decode()

    assert [endpoint.path in page for endpoint in ENDPOINTS] == [True] * len(ENDPOINTS)
    assert "Bearer $TOKEN" in page
    assert "rkw_" not in page
