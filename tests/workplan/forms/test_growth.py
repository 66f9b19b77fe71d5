from datetime import date

import pytest

from tests.factories.grids import GRID, Region, last_year, typed
from tests.factories.organisation import ChapterFactory
from tests.factories.plans import ContributionFactory, TargetFactory
from workplan.models import Indicator, Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def jakarta(clock):
    clock("2021-09-12 09:00")
    return Region()


def test_last_years_targets_fill_the_empty_fields_by_one_rule(client, jakarta):
    last_year(jakarta)
    client.force_login(jakarta.coordinator)

    response = client.post(GRID, {"fill": "1", "percent": "7,5"})

    form = response.context["form"]
    assert (response.status_code, Target.objects.filter(indicator__year__year=2021).count()) == (200, 0)
    assert [form[f"value-{code}"].value() for code in ("ORG-01", "ORG-02", "PKB-02")] == [1075, 215, 100]


def test_the_rule_lowers_a_ceiling_and_leaves_alone_what_is_filled_in(client, jakarta):
    last_year(jakarta)
    TargetFactory(agreement=jakarta.agreement(), indicator=jakarta.stock, value=5, is_agreed=False)
    jakarta.flow.direction = "down"
    jakarta.flow.save()
    client.force_login(jakarta.coordinator)

    form = client.post(GRID, {"fill": "1", "percent": "10"}).context["form"]

    assert [form[f"value-{code}"].value() for code in ("ORG-01", "ORG-02")] == [900, "5"]


def test_a_rule_that_is_no_number_is_refused(client, jakarta):
    last_year(jakarta)
    client.force_login(jakarta.coordinator)

    response = client.post(GRID, {"fill": "1", "percent": "lima"})

    assert (response.status_code, list(response.context["growth"].errors)) == (422, ["percent"])


def test_proposals_are_shown_before_they_fill_the_grid_and_nothing_typed_is_lost(client, jakarta):
    last_year(jakarta)
    client.force_login(jakarta.coordinator)

    response = client.post(GRID, {**typed(ORG_01="seribu", ORG_02="7"), "preview": "1", "percent": "10"})

    form = response.context["form"]
    assert [form[f"value-{code}"].value() for code in ("ORG-01", "ORG-02", "PKB-02")] == ["seribu", "7", ""]
    assert [row.proposal and row.proposal.value for row in response.context["rows"]] == [1100, 220, 100, None]
    assert Target.objects.filter(indicator__year__year=2021).count() == 0


def test_an_indicators_own_rule_stands_before_the_one_for_all(client, jakarta):
    last_year(jakarta)
    client.force_login(jakarta.coordinator)

    response = client.post(
        GRID, {**typed(), "fill": "1", "percent": "10", "growth-ORG-01": "−5", "growth-ORG-02": "0"}
    )

    form = response.context["form"]
    assert [form[f"value-{code}"].value() for code in ("ORG-01", "ORG-02")] == [950, 200]
    assert response.context["growth"]["growth-ORG-01"].value() == "−5"


def test_proposals_take_the_place_of_what_is_filled_in_where_that_is_wanted(client, jakarta):
    last_year(jakarta)
    client.force_login(jakarta.coordinator)

    response = client.post(GRID, {**typed(ORG_01="5"), "fill": "1", "percent": "10", "everything": "on"})

    assert response.context["form"]["value-ORG-01"].value() == 1100


def test_targets_grow_from_what_was_brought(client, jakarta):
    agreement = last_year(jakarta)
    chapter = ChapterFactory(region=jakarta.region)
    flow = Indicator.objects.get(year__year=2020, code="ORG-01")
    ContributionFactory(chapter=chapter, indicator=flow, month=date(2020, 3, 1), verified=True, value=400)
    client.force_login(jakarta.coordinator)

    response = client.post(GRID, {**typed(), "preview": "1", "percent": "25", "basis": "actual"})

    assert agreement.region == jakarta.region
    assert [row.proposal and row.proposal.value for row in response.context["rows"]] == [
        500,
        None,
        None,
        None,
    ]


@pytest.mark.parametrize("percent", ["", "-101", "1001"])
def test_a_rule_beyond_reason_is_refused(client, jakarta, percent):
    last_year(jakarta)
    client.force_login(jakarta.coordinator)

    response = client.post(GRID, {**typed(), "preview": "1", "percent": percent})

    assert (response.status_code, list(response.context["growth"].errors)) == (422, ["percent"])
