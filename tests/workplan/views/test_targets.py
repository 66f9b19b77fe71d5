from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from federations.enums import Role
from tests.factories.grids import GRID, Region, last_year, typed
from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory, UnitFactory
from tests.factories.plans import (
    IndicatorFactory,
    PledgeFactory,
    TargetFactory,
)
from tests.factories.users import user_with
from workplan.enums import AgreementState
from workplan.models import Agreement, Target, WorkYear

pytestmark = pytest.mark.django_db

NATION = "/2021/target/"


@pytest.fixture
def jakarta(clock):
    clock("2021-09-12 09:00")
    return Region()


def stored():
    rows = Target.objects.order_by("indicator__code", "effective_month")
    return [(row.indicator.code, row.value, row.baseline) for row in rows]


def reader(role, jakarta):
    place = {
        Role.COORDINATOR: {"region": jakarta.region},
        Role.SECRETARY: {"region": jakarta.region},
        Role.REPRESENTATIVE: {"chapter": ChapterFactory(region=jakarta.region)},
        Role.FEDERATION_OFFICE: {"federation": FederationFactory()},
        Role.UNIT_OFFICER: {"unit": UnitFactory(region=jakarta.region)},
    }
    return user_with(role, **place.get(role, {}))


@pytest.mark.parametrize("role", list(Role))
def test_everybody_who_works_there_reads_the_targets(client, jakarta, role):
    client.force_login(reader(role, jakarta))

    response = client.get(GRID)

    assert [line.indicator.code for line in response.context["promised"].lines] == [
        "ORG-01",
        "ORG-02",
        "PKB-02",
        "ADV-01",
    ]


@pytest.mark.parametrize("role", list(Role))
def test_a_draft_is_typed_by_the_region_and_the_national_office(client, jakarta, role):
    client.force_login(reader(role, jakarta))

    response = client.post(GRID, typed(ORG_01="5"))

    may = role in {Role.COORDINATOR, Role.SECRETARY, Role.ADMIN}
    assert (response.status_code, len(stored())) == ((302, 1) if may else (403, 0))


@pytest.mark.parametrize("verb", ["get", "post"])
def test_another_regions_people_find_nothing(client, jakarta, verb):
    client.force_login(user_with(Role.COORDINATOR, region=RegionFactory(code="32")))

    response = getattr(client, verb)(GRID, typed(ORG_01="5"))

    assert (response.status_code, stored()) == (404, [])


@pytest.mark.parametrize("path", ["/2019/wilayah/31/target/", "/2021/wilayah/99/target/"])
def test_a_year_or_region_that_is_not_there_is_not_found(client, jakarta, path):
    client.force_login(jakarta.admin)

    assert client.get(path).status_code == 404


def test_the_grid_is_saved_in_one(client, jakarta):
    client.force_login(jakarta.coordinator)

    response = client.post(
        GRID, typed(ORG_01="1.234.567", ORG_02="200", baseline__ORG_02="0", PKB_02="60,5"), follow=True
    )

    assert response.redirect_chain == [(GRID, 302)]
    assert stored() == [("ORG-01", 1234567, None), ("ORG-02", 200, 0), ("PKB-02", pytest.approx(60.5), None)]
    assert Agreement.objects.get().state == AgreementState.DRAFT


def test_what_is_only_watched_has_no_field(client, jakarta):
    client.force_login(jakarta.coordinator)

    client.post(GRID, typed(value__ADV_01="5"))
    response = client.get(GRID)

    assert "value-ADV-01" not in response.context["form"].fields
    assert stored() == []


@pytest.mark.parametrize(
    ("field", "text", "said"),
    [
        (
            "value-ORG-01",
            "1.234",
            "“1.234” can be read in two ways. Type 1234 without a mark if you mean that.",
        ),
        ("value-ORG-01", "1,5", "Type a whole number here."),
        ("value-ORG-01", "-5", "A figure is never negative. Type 0 if there was none."),
        ("value-ORG-01", "seribu", "Type a number with digits only, for example 1250."),
        ("value-PKB-02", "60,55", "At most 1 digits after the comma."),
        ("value-PKB-02", "100,1", "A share is at most 100 percent."),
        ("baseline-ORG-02", "x", "Type a number with digits only, for example 1250."),
    ],
)
def test_a_wrong_number_is_said_beside_its_field_and_nothing_is_lost(client, jakarta, field, text, said):
    jakarta.coordinator.language = "en"
    jakarta.coordinator.save()
    client.force_login(jakarta.coordinator)

    response = client.post(GRID, {**typed(ORG_01="7", ORG_02="8"), field: text})

    form = response.context["form"]
    assert (response.status_code, stored()) == (422, [])
    with translation.override("en"):
        assert form.errors[field] == [said]
    assert form[field].value() == text
    assert f'id="id_{field}_error"' in response.content.decode()


def test_a_baseline_without_a_target_is_refused(client, jakarta):
    client.force_login(jakarta.coordinator)

    response = client.post(GRID, typed(baseline__ORG_02="150"))

    assert (response.status_code, list(response.context["form"].errors)) == (422, ["value-ORG-02"])


def test_a_stale_grid_shows_both_versions_and_loses_neither(client, jakarta):
    client.force_login(jakarta.coordinator)
    client.post(GRID, typed(ORG_01="100", ORG_02="200"))

    response = client.post(GRID, typed(version=1, ORG_01="120", ORG_02="200"))

    assert (response.status_code, stored()) == (409, [("ORG-01", 100, None), ("ORG-02", 200, None)])
    assert response.context["clash"]["rows"] == [("ORG-01", "120", "100")]
    assert response.context["clash"]["by"] == jakarta.coordinator
    assert response.context["form"]["version"].value() == "2"


def test_of_two_versions_ones_own_can_be_chosen(client, jakarta):
    client.force_login(jakarta.coordinator)
    client.post(GRID, typed(ORG_01="100"))

    response = client.post(GRID, typed(version=1, ORG_01="120", clash="mine"))

    assert (response.status_code, stored()) == (302, [("ORG-01", 120, None)])


def test_of_two_versions_the_saved_one_can_be_chosen(client, jakarta):
    client.force_login(jakarta.coordinator)
    client.post(GRID, typed(ORG_01="100"))

    response = client.post(GRID, typed(version=1, ORG_01="120", clash="stored"))

    assert (response.status_code, stored()) == (302, [("ORG-01", 100, None)])


def test_a_double_tap_saves_one_record(client, jakarta):
    client.force_login(jakarta.coordinator)
    sent = typed(ORG_01="100")

    client.post(GRID, sent)
    response = client.post(GRID, sent)

    assert (response.status_code, stored()) == (302, [("ORG-01", 100, None)])
    assert Target.history.count() == 1


@pytest.mark.parametrize(("state", "agreed_on"), [("proposed", None), ("agreed", date(2021, 1, 11))])
def test_what_is_sent_or_agreed_is_shown_without_fields_and_not_changed(client, jakarta, state, agreed_on):
    agreement = jakarta.agreement(state, agreed_on=agreed_on)
    client.force_login(jakarta.admin)

    shown = client.get(GRID)
    response = client.post(GRID, typed(version=agreement.version, ORG_01="5"))

    assert (shown.context["form"], response.status_code, stored()) == (None, 302, [])


def test_in_a_closed_year_nothing_is_typed(client, jakarta):
    WorkYear.objects.update(state="closed", closed_at=timezone.now())
    client.force_login(jakarta.admin)

    shown = client.get(GRID)
    response = client.post(GRID, typed(ORG_01="5"))

    assert (shown.context["form"], response.status_code, stored()) == (None, 302, [])


def test_pledges_and_what_is_unallocated_stand_beside_the_target(client, jakarta):
    TargetFactory(agreement=jakarta.agreement(), indicator=jakarta.flow, value=100, is_agreed=False)
    PledgeFactory(chapter=ChapterFactory(region=jakarta.region), indicator=jakarta.flow, value=130)
    client.force_login(jakarta.coordinator)

    response = client.get(GRID)

    line = response.context["promised"].lines[0]
    assert (line.pledged, line.unallocated, line.excess) == (130, -30, 30)
    assert "lebih 30" in response.content.decode()


def test_a_trajectory_tells_what_each_quarter_expects(client, jakarta):
    jakarta.flow.trajectory = "10/40/70/100"
    jakarta.flow.save()
    TargetFactory(agreement=jakarta.agreement(), indicator=jakarta.flow, value=1200, is_agreed=False)
    client.force_login(jakarta.coordinator)

    response = client.get(GRID)

    assert response.context["promised"].lines[0].quarters == (120, 480, 840, 1200)


def revision(jakarta):
    agreement = jakarta.agreement(AgreementState.PROPOSED, agreed_on=date(2021, 1, 11))
    TargetFactory(agreement=agreement, indicator=jakarta.flow, value=100)
    return agreement


def test_a_revision_is_typed_by_the_national_office_line_by_line(client, jakarta):
    agreement = revision(jakarta)
    client.force_login(jakarta.admin)
    why = {"month-ORG-01": "2021-09-01", "reason-ORG-01": "policy", "letter-ORG-01": "031/DEN/IX/2021"}

    response = client.post(GRID, {**typed(version=agreement.version, ORG_01="140"), **why})

    row = Target.objects.get(is_agreed=False)
    assert (response.status_code, row.value, row.effective_month) == (302, 140, date(2021, 9, 1))
    assert (row.reason, row.letter_number) == ("policy", "031/DEN/IX/2021")


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, {"reason-ORG-01", "letter-ORG-01"}),
        ({"reason-ORG-01": "policy", "letter-ORG-01": "1", "month-ORG-01": "2021-08-01"}, {"month-ORG-01"}),
        ({"reason-ORG-01": "policy", "letter-ORG-01": "1", "month-ORG-01": "2022-01-01"}, {"month-ORG-01"}),
        ({"reason-ORG-01": "policy", "letter-ORG-01": "1", "value-ORG-01": ""}, {"value-ORG-01"}),
        ({"reason-ORG-01": "policy", "letter-ORG-01": "1", "month-ORG-01": ""}, {"month-ORG-01"}),
        ({"reason-ORG-01": "mood", "letter-ORG-01": "1"}, {"reason-ORG-01"}),
    ],
)
def test_what_a_revised_line_lacks_is_said_beside_it(client, jakarta, fields, wrong):
    agreement = revision(jakarta)
    client.force_login(jakarta.admin)
    month = {"month-ORG-01": "2021-09-01"}

    response = client.post(GRID, {**typed(version=agreement.version, ORG_01="140"), **month, **fields})

    assert (response.status_code, set(response.context["form"].errors)) == (422, wrong)
    assert Target.objects.count() == 1


def test_a_revision_is_not_the_regions_to_type(client, jakarta):
    agreement = revision(jakarta)
    client.force_login(jakarta.coordinator)

    shown = client.get(GRID)
    response = client.post(GRID, typed(version=agreement.version, ORG_01="140"))

    assert (shown.context["form"], response.status_code) == (None, 403)


def test_the_nations_ratios_are_read_by_everybody_and_typed_by_the_national_office(client, jakarta):
    client.force_login(jakarta.coordinator)
    shown = client.get(NATION)
    refused = client.post(NATION, {"version": 0, "value-PKB-02": "55,5"})
    client.force_login(jakarta.admin)

    response = client.post(NATION, {"version": 0, "value-PKB-02": "55,5"})

    assert (shown.status_code, shown.context["form"], refused.status_code) == (200, None, 403)
    assert (response.status_code, Agreement.objects.get().region) == (302, None)
    assert [line.indicator.code for line in shown.context["promised"].lines] == ["PKB-02"]
    assert [step["state"] for step in shown.context["steps"]] == ["draft", "agreed"]


def test_a_line_opens_to_its_history(client, jakarta):
    client.force_login(jakarta.coordinator)
    client.post(GRID, typed(ORG_01="100"))

    response = client.get(f"{GRID}riwayat/ORG-01/")

    assert [line.who for line in response.context["log"]] == [str(jakarta.coordinator)]


def test_the_history_of_the_nations_line_is_everybodys(client, jakarta):
    client.force_login(jakarta.coordinator)

    assert client.get(f"{NATION}riwayat/PKB-02/").status_code == 200


@pytest.mark.parametrize("path", [f"{GRID}riwayat/ORG-01/", f"{GRID}riwayat/XXX-01/"])
def test_the_history_of_another_regions_line_is_not_found(client, jakarta, path):
    who = user_with(Role.COORDINATOR, region=RegionFactory(code="32")) if "ORG" in path else jakarta.admin
    client.force_login(who)

    assert client.get(path).status_code == 404


@pytest.mark.parametrize("rows", [1, 3])
def test_the_page_takes_the_same_statements_for_one_row_and_for_three(client, jakarta, rows):
    last_year(jakarta)
    agreement = jakarta.agreement()
    for _row in range(rows):
        indicator = IndicatorFactory()
        TargetFactory(agreement=agreement, indicator=indicator, is_agreed=False)
        PledgeFactory(chapter=ChapterFactory(region=jakarta.region), indicator=indicator)
    client.force_login(jakarta.coordinator)

    with CaptureQueriesContext(connection) as queries, translation.override("id"):
        client.get(GRID)

    assert len(queries) == 18
