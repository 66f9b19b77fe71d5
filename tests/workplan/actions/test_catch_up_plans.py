from datetime import date
from decimal import Decimal

import pytest

from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.inputs import Outcome
from tests.factories.organisation import ChapterFactory, FederationFactory
from workplan.actions import catch_up_plans
from workplan.models import CatchUpPlan, Snapshot, Transition
from workplan.reporting import histories, plans

pytestmark = pytest.mark.django_db

AUGUST = date(2021, 8, 1)


@pytest.fixture
def region(clock):
    clock("2021-09-15 10:00")
    found = Outcome()
    ChapterFactory(region=found.region, federation=FederationFactory(code="KIKES"))
    return found


def save(region, seen=0, indicator=None, **parts):
    return catch_up_plans.save(
        region.region,
        indicator or region.members,
        AUGUST,
        parts={code: Decimal(amount) for code, amount in parts.items()},
        seen=seen,
        by=region.coordinator,
    )


def test_without_other_parts_the_proposal_is_kept_with_its_gap_and_month(region):
    saved = save(region)

    content = saved.plan.data
    assert (content["as_of"], content["gap"]) == ("2021-08", "720")
    assert sum(plans.amounts(content).values()) == 720
    assert [step.verb for step in Transition.objects.of(saved)] == ["save"]


def test_a_later_plan_takes_its_place_and_the_earlier_stays_in_the_history(region):
    first = save(region)
    own = region.chapter.federation.code

    second = save(region, seen=1, **{own: 20, "KIKES": 700})

    assert (CatchUpPlan.objects.count(), second.pk, second.version) == (1, first.pk, 2)
    assert plans.amounts(second.plan.data)["KIKES"] == 700
    assert Snapshot.objects.filter(kind="catch_up_plan").count() == 2
    assert [line.text for line in histories.of_catch_up_plan(second)] == [
        "720 dibagi habis, per Agustus 2021"
    ] * 2


def test_parts_that_do_not_add_up_are_refused_and_nothing_is_kept(region):
    with pytest.raises(Refused, match="720"):
        save(region, KIKES=1)

    assert not CatchUpPlan.objects.exists()


def test_somebody_who_read_an_earlier_version_is_told(region):
    save(region)

    with pytest.raises(Stale):
        save(region)

    assert CatchUpPlan.objects.get().version == 1


def test_without_a_gap_there_is_nothing_to_save(region):
    with pytest.raises(Refused):
        save(region, indicator=region.indicator("ORG-09"))


def test_a_closed_year_takes_no_plan(region):
    region.year.state = "closed"
    region.year.closed_at = region.year.opened_at
    region.year.save()

    with pytest.raises(WrongState):
        save(region)
