from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse

from federations.enums import Role
from tests.factories.desk import ACCEPTED, NationalDesk
from tests.factories.inputs import BEFORE_RAKORNAS
from tests.factories.organisation import UnitFactory
from tests.factories.plans import IndicatorFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.actions import consequences, dispositions
from workplan.models import Programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clock):
    clock(BEFORE_RAKORNAS)
    return NationalDesk()


@pytest.fixture
def answer(desk):
    written = dispositions.draft(desk.recommendation, seen=0, by=desk.admin, **ACCEPTED)
    dispositions.publish(written, seen=1, by=desk.admin)
    return written


@pytest.fixture
def coming():
    return WorkYearFactory(year=2022, state="preparing", opened_at=None)


def typed(**terms):
    return {"name": "Kontak poin nasional", "starts_on": "2022-01-01", **terms}


def test_an_answer_becomes_a_programme_and_both_lead_to_each_other(client, desk, answer, coming):
    indicator = IndicatorFactory(year=coming, code="ORG-01")
    client.force_login(desk.admin)

    client.post(reverse("consequence_programme", args=[2021, answer.pk]), typed(indicators=[indicator.pk]))

    made = Programme.objects.get()
    assert made.get_absolute_url() in client.get(desk.recommendation.get_absolute_url()).text
    assert desk.recommendation.get_absolute_url() in client.get(made.get_absolute_url()).text
    assert made.get_absolute_url() in client.get("/2022/program/").text


def test_without_an_indicator_it_is_asked_for(client, desk, answer, coming):
    client.force_login(desk.admin)

    page = client.post(reverse("consequence_programme", args=[2021, answer.pk]), typed())

    assert (page.status_code, list(page.context["form"].errors)) == (422, ["indicators"])


def test_the_unit_that_carries_it_out_keeps_it_up_to_date_and_another_does_not(client, desk, coming):
    unit, indicator = UnitFactory(), IndicatorFactory(year=coming, code="ORG-01")
    row = Programme.objects.create(year=coming, name="Beasiswa", starts_on=date(2022, 1, 1), unit=unit)
    url = reverse("programme_edit", args=[2022, row.pk])
    sent = typed(name="Beasiswa", partner="YAPUNASA", version=1, indicators=[indicator.pk], unit="")

    client.force_login(user_with(Role.UNIT_OFFICER, unit=UnitFactory()))
    other = client.post(url, sent).status_code
    client.force_login(user_with(Role.UNIT_OFFICER, unit=unit))
    own = client.post(url, sent).status_code

    row.refresh_from_db()
    assert (other, own, row.partner, row.unit, row.version) == (403, 302, "YAPUNASA", unit, 2)


def test_a_stale_edit_shows_both(client, desk, coming):
    indicator = IndicatorFactory(year=coming, code="ORG-01")
    row = Programme.objects.create(year=coming, name="Beasiswa", starts_on=date(2022, 1, 1), version=2)
    client.force_login(desk.admin)

    page = client.post(
        reverse("programme_edit", args=[2022, row.pk]), typed(version=1, indicators=[indicator.pk])
    )

    assert page.status_code == 409
    assert ("Beasiswa" in page.text, "Kontak poin nasional" in page.text) == (True, True)


def test_what_has_not_ended_runs_in_later_years_too(client, desk, coming):
    ended = {"year": desk.year, "starts_on": date(2021, 1, 1), "ends_on": date(2021, 12, 31)}
    Programme.objects.create(name="Selesai", **ended)
    Programme.objects.create(name="Berlanjut", **{**ended, "ends_on": None})
    client.force_login(desk.rep)

    page = client.get("/2022/program/")

    assert [row.name for row in page.context["programmes"]] == ["Berlanjut"]


def test_a_target_says_where_it_came_from(client, desk, answer, coming):
    indicator = IndicatorFactory(year=coming, code="ORG-01")
    consequences.make_target(answer, indicator, desk.region, Decimal(600), by=desk.admin)
    client.force_login(desk.coordinator)

    grid = client.get(reverse("targets", args=[2022, desk.region.code])).text
    own = client.get(reverse("target_history", args=[2022, desk.region.code, "ORG-01"])).text

    url = desk.recommendation.get_absolute_url()
    assert (url in grid, url in own) == (True, True)
