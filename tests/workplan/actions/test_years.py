from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import translation

from federations.enums import Role
from rakerwil.transitions import ReasonMissing, Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.organisation import RegionFactory
from tests.factories.plans import (
    ContributionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    WorkYearFactory,
)
from tests.factories.users import user_with
from workplan.actions import years
from workplan.enums import YearState
from workplan.models import Indicator, Objective, Transition, WorkYear

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin():
    return user_with(Role.ADMIN)


def preparing(number=2022):
    return WorkYearFactory(year=number, state=YearState.PREPARING, opened_at=None)


def log(thing):
    return [(step.verb, step.from_state, step.to_state, step.reason) for step in Transition.objects.of(thing)]


def test_a_new_year_is_in_preparation_and_empty(admin):
    year = years.create(2022, by=admin)

    assert (year.state, year.due_day, year.lock_day, year.score_cap) == (YearState.PREPARING, 10, 20, 120)
    assert log(year) == [("create", "", "preparing", "")]
    assert year.history.get().history_user == admin


def test_a_year_exists_once(admin):
    WorkYearFactory()

    with pytest.raises(Refused):
        years.create(2021, by=admin)


def test_a_new_year_takes_over_what_was_still_in_force(admin):
    last = WorkYearFactory(due_day=5, lock_day=15, score_cap=110)
    whole = IndicatorFactory(code="ORG-01", weight=3, trajectory="10/40/70/100")
    IndicatorFactory(code="ORG-07", subset_of=whole, first_month=date(2021, 6, 1))
    IndicatorFactory(
        code="OLD-01", last_month=date(2021, 6, 1), objective=ObjectiveFactory(name_id="Lama", position=2)
    )

    year = years.create(2022, like=last, by=admin)

    assert (year.due_day, year.lock_day, year.score_cap) == (5, 15, 110)
    assert [objective.name_id for objective in year.objectives.all()] == ["Organisasi"]
    assert [
        (row.code, row.first_month, row.last_month, row.weight, row.trajectory, row.version)
        for row in year.indicators.all()
    ] == [
        ("ORG-01", date(2022, 1, 1), date(2022, 12, 1), 3, "10/40/70/100", 1),
        ("ORG-07", date(2022, 1, 1), date(2022, 12, 1), 1, "", 1),
    ]
    assert Indicator.objects.get(year=year, code="ORG-07").subset_of == Indicator.objects.get(
        year=year, code="ORG-01"
    )
    assert Indicator.objects.filter(year=last).count() == 3


def test_a_part_of_what_has_ended_comes_without_its_whole(admin):
    whole = IndicatorFactory(code="ORG-01", last_month=date(2021, 11, 1))
    IndicatorFactory(code="ORG-07", subset_of=whole)

    year = years.create(2022, like=whole.year, by=admin)

    assert [(row.code, row.subset_of) for row in year.indicators.all()] == [("ORG-07", None)]


def test_a_year_opens_once_it_has_indicators(admin, clock):
    clock("2022-01-03 08:00")
    year = preparing()
    IndicatorFactory(year=year)

    years.open_year(year, by=admin)

    assert (year.state, year.version) == (YearState.OPEN, 2)
    assert f"{year.opened_at:%Y-%m-%d %H:%M}" == "2022-01-03 01:00"
    assert log(year) == [("open", "preparing", "open", "")]


def test_an_empty_framework_does_not_open(admin):
    year = preparing()

    with pytest.raises(Refused):
        years.open_year(year, by=admin)

    assert WorkYear.objects.get().state == YearState.PREPARING


def test_an_open_year_does_not_open_again(admin):
    year = IndicatorFactory().year

    with pytest.raises(WrongState):
        years.open_year(year, by=admin)

    assert log(year) == []


def test_a_year_closes_when_everything_is_decided(admin):
    year = ContributionFactory(verified=True).indicator.year
    ContributionFactory(returned=True, indicator__year=year)

    years.close(year, by=admin)

    assert (year.state, log(year)) == (YearState.CLOSED, [("close", "open", "closed", "")])


def test_a_year_does_not_close_while_reports_wait_and_says_where(admin):
    jakarta, banten = (
        RegionFactory(code=code, name=name) for code, name in (("31", "DKI"), ("36", "Banten"))
    )
    year = ContributionFactory(submitted=True, chapter__region=jakarta).indicator.year
    for _each in range(2):
        ContributionFactory(submitted=True, indicator__year=year, chapter__region=banten)
    ContributionFactory(submitted=True, indicator__year=WorkYearFactory(year=2022))

    with pytest.raises(Refused) as caught, translation.override("en"):
        years.close(year, by=admin)

    assert str(caught.value) == (
        "3 reports still wait for a decision (Banten 2, DKI 1). Verify or return them, then close the year."
    )
    assert WorkYear.objects.get(year=2021).state == YearState.OPEN


def test_a_year_in_preparation_does_not_close(admin):
    with pytest.raises(WrongState):
        years.close(preparing(), by=admin)


def test_a_closed_year_opens_again_with_a_reason(admin):
    year = WorkYearFactory(state=YearState.CLOSED, closed_at="2022-02-01T00:00Z")

    years.reopen(year, reason=" Koreksi iuran ", by=admin)

    assert (year.state, year.closed_at) == (YearState.OPEN, None)
    assert log(year) == [("reopen", "closed", "open", "Koreksi iuran")]


def test_a_closed_year_stays_closed_without_a_reason(admin):
    year = WorkYearFactory(state=YearState.CLOSED, closed_at="2022-02-01T00:00Z")

    with pytest.raises(ReasonMissing):
        years.reopen(year, reason="  ", by=admin)

    assert WorkYear.objects.get().state == YearState.CLOSED


def test_the_calendar_of_an_open_year_can_change(admin):
    year = WorkYearFactory()
    year.due_day, year.input_due_on = 12, date(2021, 10, 18)

    years.configure(year, 1, by=admin)

    stored = WorkYear.objects.get()
    assert (stored.due_day, stored.input_due_on, stored.version) == (12, date(2021, 10, 18), 2)
    assert [(row.due_day, row.history_user) for row in stored.history.all()[:1]] == [(12, admin)]


@pytest.mark.parametrize(
    ("field", "value"), [("score_cap", 150), ("categories", [{"code": "tinggi", "at_least": "0"}])]
)
def test_the_scale_of_an_open_year_stays(admin, field, value):
    year = WorkYearFactory()
    setattr(year, field, value)

    with pytest.raises(Refused):
        years.configure(year, 1, by=admin)

    assert getattr(WorkYear.objects.get(), field) != value


def test_the_scale_of_a_year_in_preparation_can_change(admin):
    year = preparing()
    year.score_cap = 150

    years.configure(year, 1, by=admin)

    assert WorkYear.objects.get().score_cap == 150


def test_a_closed_year_keeps_its_calendar(admin):
    year = WorkYearFactory(state=YearState.CLOSED, closed_at="2022-02-01T00:00Z")
    year.due_day = 12

    with pytest.raises(WrongState):
        years.configure(year, 1, by=admin)


def test_a_calendar_that_somebody_else_saved_is_not_overwritten(admin):
    mine, theirs = WorkYearFactory(), WorkYear.objects.get()
    theirs.due_day = 8
    years.configure(theirs, 1, by=admin)
    mine.due_day = 12

    with pytest.raises(Stale):
        years.configure(mine, 1, by=admin)

    assert WorkYear.objects.get().due_day == 8


@pytest.mark.parametrize(
    "wrong",
    [
        {"year": 1999},
        {"due_day": 21},
        {"due_day": 0},
        {"lock_day": 29},
        {"opened_at": None},
        {"state": "closed"},
        {"state": "preparing"},
    ],
)
def test_what_can_never_be_is_refused_by_the_database(wrong):
    year = WorkYearFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        WorkYear.objects.filter(pk=year.pk).update(**wrong)


def test_an_objective_has_its_name_once_a_year():
    ObjectiveFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        Objective.objects.create(
            year=WorkYear.objects.get(), position=2, name_id="Organisasi", name_en="Another"
        )
