from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from federations.enums import Role
from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import AgreementFactory, IndicatorFactory, PledgeFactory, TargetFactory
from tests.factories.users import user_with
from workplan.models import Pledge
from workplan.reporting.promises import stamp

pytestmark = pytest.mark.django_db


class Table:
    """DKI Jakarta with two chapters, one indicator, a draft target of 100 and a pledge of 40."""

    def __init__(self, state: str = "draft") -> None:
        self.region = RegionFactory(code="31")
        self.garteks = ChapterFactory(region=self.region, federation=FederationFactory(code="GARTEKS"))
        self.fpe = ChapterFactory(region=self.region, federation=FederationFactory(code="FPE"))
        self.indicator = IndicatorFactory(code="ORG-01")
        agreed_on = date(2021, 1, 20) if state == "agreed" else None
        self.agreement = AgreementFactory(
            region=self.region, year=self.indicator.year, state=state, agreed_on=agreed_on
        )
        TargetFactory(
            agreement=self.agreement, indicator=self.indicator, value=100, is_agreed=state == "agreed"
        )
        self.pledge = PledgeFactory(chapter=self.garteks, indicator=self.indicator, value=40)

    grid = "/2021/wilayah/31/komitmen/"
    own = "/2021/wilayah/31/komitmen/GARTEKS/"

    def typed(self, garteks="40", fpe=None, **more):
        rows = {f"p{self.garteks.pk}-ORG-01": garteks}
        if fpe is not None:
            rows[f"p{self.fpe.pk}-ORG-01"] = fpe
        return {"seen": stamp(Pledge.objects.all()), **rows, **more}


@pytest.fixture
def table(clock):
    clock("2021-02-03 10:00")
    return Table()


def amounts():
    return [(row.chapter.federation.code, row.value) for row in Pledge.objects.order_by("pk")]


def test_coordinator_saves_the_grid(client, table):
    client.force_login(user_with(Role.COORDINATOR, region=table.region))

    response = client.post(table.grid, table.typed(garteks="45", fpe="55"))

    assert (response.status_code, amounts()) == (302, [("GARTEKS", 45), ("FPE", 55)])


def test_grid_shows_what_is_unallocated(client, table):
    client.force_login(user_with(Role.COORDINATOR, region=table.region))

    response = client.get(table.grid)

    row = response.context["groups"][0][1][0]["promise"]
    assert (row.target.value, row.pledged, row.unallocated) == (100, 40, 60)


def test_representative_changes_the_own_pledge_while_the_agreement_is_a_draft(client, table):
    client.force_login(user_with(Role.REPRESENTATIVE, chapter=table.garteks))

    response = client.post(table.own, table.typed(garteks="42"))

    assert (response.status_code, amounts()) == (302, [("GARTEKS", 42)])


@pytest.mark.parametrize("state", ["proposed", "agreed"])
def test_representative_no_longer_changes_it_afterwards(client, clock, state):
    clock("2021-02-03 10:00")
    table = Table("agreed" if state == "agreed" else "draft")
    if state == "proposed":
        table.agreement.state, table.agreement.proposed_at = state, "2021-01-10T00:00Z"
        table.agreement.save()
    client.force_login(user_with(Role.REPRESENTATIVE, chapter=table.garteks))

    response = client.post(table.own, table.typed(garteks="42"))

    assert (response.status_code, amounts()) == (403, [("GARTEKS", 40)])


def test_representative_of_another_chapter_may_look_and_not_change(client, table):
    client.force_login(user_with(Role.REPRESENTATIVE, chapter=table.fpe))

    answers = client.get(table.own).status_code, client.post(table.own, table.typed("1")).status_code

    assert (answers, amounts()) == ((200, 403), [("GARTEKS", 40)])


@pytest.mark.parametrize("role", [Role.SECRETARY, Role.ADMIN, Role.OBSERVER, Role.AUDITOR])
def test_others_may_look_and_not_change(client, table, role):
    scope = {"region": table.region} if role == Role.SECRETARY else {}
    client.force_login(user_with(role, **scope))

    answers = client.get(table.grid).status_code, client.post(table.grid, table.typed("1")).status_code

    assert (answers, amounts()) == ((200, 403), [("GARTEKS", 40)])


@pytest.mark.parametrize("path", [Table.grid, Table.own])
def test_another_region_is_not_found(client, table, path):
    client.force_login(user_with(Role.COORDINATOR, region=RegionFactory(code="32")))

    answers = client.get(path).status_code, client.post(path, table.typed("1")).status_code

    assert (answers, amounts()) == ((404, 404), [("GARTEKS", 40)])


def test_a_chapter_that_is_not_there_is_not_found(client, table):
    client.force_login(user_with(Role.COORDINATOR, region=table.region))

    assert client.get("/2021/wilayah/31/komitmen/LOMENIK/").status_code == 404


def test_an_ambiguous_number_is_refused_beside_its_field_and_stays(client, table):
    client.force_login(user_with(Role.COORDINATOR, region=table.region))

    response = client.post(table.grid, table.typed(garteks="1.234", fpe="55"))

    form = response.context["form"]
    key = f"p{table.garteks.pk}-ORG-01"
    assert (response.status_code, list(form.errors), form[key].value(), amounts()) == (
        422,
        [key],
        "1.234",
        [("GARTEKS", 40)],
    )


def test_a_stale_grid_shows_both_versions(client, table):
    client.force_login(user_with(Role.COORDINATOR, region=table.region))
    old = table.typed(garteks="45", fpe="")
    Pledge.objects.filter(pk=table.pledge.pk).update(value=50)

    response = client.post(table.grid, old)

    assert (response.status_code, response.context["form"].differences, amounts()) == (
        409,
        [("ORG-01 " + table.garteks.name, "45", "50")],
        [("GARTEKS", 50)],
    )


@pytest.mark.parametrize(("choice", "value"), [("mine", 45), ("stored", 50)])
def test_a_stale_grid_keeps_the_chosen_version(client, table, choice, value):
    client.force_login(user_with(Role.COORDINATOR, region=table.region))
    old = table.typed(garteks="45", fpe="", clash=choice)
    Pledge.objects.filter(pk=table.pledge.pk).update(value=50)

    client.post(table.grid, old)

    assert amounts() == [("GARTEKS", value)]


def test_a_double_tap_counts_once(client, table):
    client.force_login(user_with(Role.COORDINATOR, region=table.region))
    sent = table.typed(garteks="45", fpe="55")

    client.post(table.grid, sent)
    client.post(table.grid, sent)

    assert amounts() == [("GARTEKS", 45), ("FPE", 55)]


def test_an_agreed_pledge_changes_with_month_and_reason(client, clock):
    clock("2021-05-03 10:00")
    table = Table("agreed")
    client.force_login(user_with(Role.COORDINATOR, region=table.region))
    revision = {"effective_month": "2021-05", "reason": "structure", "letter_number": "12/V/2021"}

    bare = client.post(table.grid, table.typed(garteks="30", fpe=""))
    client.post(table.grid, table.typed(garteks="30", fpe="", **revision))

    rows = [
        (row.value, row.effective_month, row.reason) for row in Pledge.objects.order_by("effective_month")
    ]
    assert (bare.status_code, rows) == (
        422,
        [(40, date(2021, 1, 1), ""), (30, date(2021, 5, 1), "structure")],
    )


@pytest.mark.parametrize("count", [1, 3])
def test_grid_takes_as_many_queries_for_every_size(client, table, count):
    for number in range(count):
        chapter = ChapterFactory(region=table.region)
        indicator = IndicatorFactory(code=f"ORG-1{number}", position=10 + number)
        PledgeFactory(chapter=chapter, indicator=indicator, value=7)
    client.force_login(user_with(Role.SECRETARY, region=table.region))
    client.get(table.grid)

    with CaptureQueriesContext(
        connection,
    ) as queries:
        client.get(table.grid)

    assert len(queries) == 9
