from datetime import date

import pytest

from federations.enums import Role
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.plans import ContributionFactory, IndicatorFactory, ObjectiveFactory
from tests.factories.users import user_with
from workplan.actions import objectives
from workplan.models import Indicator, Objective, Transition, WorkYear

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return user_with(Role.ADMIN)


def close():
    WorkYear.objects.update(state="closed", closed_at="2022-02-01T00:00Z")


def test_an_objective_is_added_after_the_others(admin):
    first = ObjectiveFactory()

    objectives.add(Objective(year=first.year, name_id="Advokasi", name_en="Legal aid"), by=admin)

    assert [row.name_id for row in Objective.objects.all()] == ["Organisasi", "Advokasi"]


def test_an_objective_is_renamed(admin):
    objective = ObjectiveFactory()
    objective.name_en = "Organization"

    objectives.edit(objective, 1, by=admin)

    assert (Objective.objects.get().name_en, Objective.objects.get().version) == ("Organization", 2)
    assert [step.verb for step in Transition.objects.of(objective)] == ["edit"]


def test_an_objective_that_somebody_else_saved_is_not_overwritten(admin):
    mine, theirs = ObjectiveFactory(), Objective.objects.get()
    objectives.edit(theirs, 1, by=admin)

    with pytest.raises(Stale):
        objectives.edit(mine, 1, by=admin)


def test_an_objective_ends_with_all_its_indicators(admin):
    lasting, ended = IndicatorFactory(), IndicatorFactory(last_month=date(2021, 3, 1))
    other = IndicatorFactory(objective=ObjectiveFactory(name_id="Lain", position=2))

    count = objectives.retire(lasting.objective, date(2021, 6, 1), reason="Digabung", by=admin)

    assert count == 1
    assert [(row, row.last_month.month) for row in Indicator.objects.order_by("pk")] == [
        (lasting, 6),
        (ended, 3),
        (other, 12),
    ]


def test_an_objective_ends_whole_or_not_at_all(admin):
    free, reported = IndicatorFactory(), IndicatorFactory()
    ContributionFactory(indicator=reported, month=date(2021, 7, 1))

    with pytest.raises(Refused):
        objectives.retire(free.objective, date(2021, 6, 1), reason="Digabung", by=admin)

    assert {row.last_month.month for row in Indicator.objects.all()} == {12}


def test_objectives_of_a_closed_year_stay(admin):
    objective = ObjectiveFactory()
    close()

    for verb in (
        lambda: objectives.add(Objective(year=objective.year, name_id="A", name_en="A"), by=admin),
        lambda: objectives.edit(objective, 1, by=admin),
        lambda: objectives.retire(objective, date(2021, 6, 1), reason="Digabung", by=admin),
    ):
        with pytest.raises(WrongState):
            verb()

    assert Objective.objects.get().version == 1
