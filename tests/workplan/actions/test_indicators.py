from datetime import date

import pytest
from django.db import IntegrityError, transaction

from federations.enums import Role
from rakerwil.transitions import ReasonMissing, Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.plans import (
    ContributionFactory,
    IndicatorFactory,
    ObjectiveFactory,
    PledgeFactory,
    TargetFactory,
    WorkYearFactory,
)
from tests.factories.users import user_with
from workplan.actions import indicators
from workplan.enums import YearState
from workplan.models import Indicator, Transition, WorkYear

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(clock):
    clock("2021-03-05 09:00")
    return user_with(Role.ADMIN)


def to_state(state):
    dates = {
        YearState.PREPARING: {"opened_at": None, "closed_at": None},
        YearState.OPEN: {"closed_at": None},
        YearState.CLOSED: {"closed_at": "2022-02-01T00:00Z"},
    }
    WorkYear.objects.update(state=state, **dates[state])


def new(**terms):
    objective = ObjectiveFactory()
    return IndicatorFactory.build(year=objective.year, objective=objective, **terms)


def verbs(thing):
    return [(step.verb, step.to_state, step.reason) for step in Transition.objects.of(thing)]


def test_an_indicator_is_added_with_its_history(admin):
    indicator = new(code="ORG-09", first_month=date(2021, 3, 1))

    indicators.add(indicator, by=admin)

    stored = Indicator.objects.get()
    assert (stored.code, stored.history.get().history_user) == ("ORG-09", admin)
    assert verbs(stored) == [("add", "", "")]


def test_a_new_indicator_of_an_open_year_begins_in_a_month_that_can_be_reported(admin):
    with pytest.raises(Refused):
        indicators.add(new(first_month=date(2021, 1, 1)), by=admin)

    assert Indicator.objects.count() == 0


def test_a_year_in_preparation_takes_an_indicator_from_january(admin):
    indicator = new(first_month=date(2021, 1, 1))
    to_state(YearState.PREPARING)

    indicators.add(indicator, by=admin)

    assert Indicator.objects.count() == 1


def test_a_closed_year_takes_none(admin):
    indicator = new(first_month=date(2021, 12, 1))
    to_state(YearState.CLOSED)

    with pytest.raises(WrongState):
        indicators.add(indicator, by=admin)


def test_all_of_an_unused_indicator_can_change(admin):
    indicator = IndicatorFactory(code="ORG-01")
    indicator.measure, indicator.weight, indicator.name_id = "ratio", 5, "Lain"

    changed = indicators.edit(indicator, 1, by=admin)

    assert changed == {"measure", "weight", "name_id"}
    assert Indicator.objects.get().version == 2


@pytest.mark.parametrize(
    "use", [TargetFactory, PledgeFactory, ContributionFactory], ids=["target", "pledge", "report"]
)
@pytest.mark.parametrize(
    "field", ["measure", "direction", "decimals", "by_sex", "code", "weight", "trajectory"]
)
def test_what_figures_mean_and_how_they_are_judged_stays_once_in_use(admin, use, field):
    indicator = use().indicator
    before = getattr(indicator, field)
    setattr(indicator, field, {"measure": "milestone", "direction": "down"}.get(field, 4))

    with pytest.raises(Refused):
        indicators.edit(indicator, 1, by=admin)

    assert getattr(Indicator.objects.get(), field) == before


def test_words_of_an_indicator_in_use_can_be_corrected(admin):
    indicator = TargetFactory().indicator
    indicator.name_en, indicator.note, indicator.needs_evidence = "Corrected", "Why", True

    changed = indicators.edit(indicator, 1, by=admin)

    assert changed == {"name_en", "note", "needs_evidence"}


def test_while_the_year_is_in_preparation_weights_can_still_change(admin):
    indicator = TargetFactory().indicator
    to_state(YearState.PREPARING)
    indicator = Indicator.objects.get()
    indicator.weight = 5

    assert indicators.edit(indicator, 1, by=admin) == {"weight"}


def test_nothing_changed_writes_nothing(admin):
    indicator = IndicatorFactory()

    changed = indicators.edit(indicator, 1, by=admin)

    assert (changed, verbs(indicator), indicator.history.count()) == (frozenset(), [], 1)


def test_an_indicator_that_somebody_else_saved_is_not_overwritten(admin):
    mine = IndicatorFactory(name_id="Lama")
    theirs = Indicator.objects.get()
    theirs.name_id = "Baru"
    indicators.edit(theirs, 1, by=admin)
    mine.name_id = "Milikku"

    with pytest.raises(Stale):
        indicators.edit(mine, 1, by=admin)

    assert Indicator.objects.get().name_id == "Baru"


def test_an_indicator_of_a_closed_year_stays(admin):
    indicator = IndicatorFactory()
    to_state(YearState.CLOSED)
    indicator.name_id = "Lain"

    with pytest.raises(WrongState):
        indicators.edit(indicator, 1, by=admin)


def test_an_indicator_ends_with_a_month_and_a_reason(admin):
    indicator = ContributionFactory(verified=True, month=date(2021, 6, 1)).indicator

    indicators.retire(indicator, date(2021, 6, 1), reason="Diganti ORG-09", by=admin)

    assert Indicator.objects.get().last_month == date(2021, 6, 1)
    assert verbs(indicator) == [("retire", "2021-06", "Diganti ORG-09")]


def test_an_end_can_be_taken_back(admin):
    indicator = IndicatorFactory(last_month=date(2021, 6, 1))

    indicators.retire(indicator, date(2021, 12, 1), reason="Tetap dipakai", by=admin)

    assert Indicator.objects.get().last_month == date(2021, 12, 1)


def test_an_indicator_does_not_end_without_a_reason(admin):
    with pytest.raises(ReasonMissing):
        indicators.retire(IndicatorFactory(), date(2021, 6, 1), reason=" ", by=admin)


def test_an_indicator_does_not_end_before_a_report_of_it(admin):
    indicator = ContributionFactory(month=date(2021, 7, 1)).indicator

    with pytest.raises(Refused):
        indicators.retire(indicator, date(2021, 6, 1), reason="Diganti", by=admin)

    assert Indicator.objects.get().last_month == date(2021, 12, 1)


@pytest.mark.parametrize(
    ("frequency", "last"), [("yearly", date(2021, 11, 1)), ("quarterly", date(2021, 2, 1))]
)
def test_an_indicator_does_not_end_before_it_was_ever_due(admin, frequency, last):
    with pytest.raises(Refused):
        indicators.retire(IndicatorFactory(frequency=frequency), last, reason="Diganti", by=admin)


def test_a_line_that_was_never_in_force_can_be_taken_out(admin):
    indicator = IndicatorFactory(code="ORG-09")
    to_state(YearState.PREPARING)

    indicators.take_out(indicator, by=admin)

    assert Indicator.objects.count() == 0
    assert list(Transition.objects.values_list("verb", "reason")) == [("take_out", str(indicator))]


@pytest.mark.parametrize("state", [YearState.OPEN, YearState.CLOSED])
def test_nothing_is_taken_out_once_the_year_has_begun(admin, state):
    indicator = IndicatorFactory()
    to_state(state)

    with pytest.raises(Refused):
        indicators.take_out(indicator, by=admin)

    assert Indicator.objects.count() == 1


def test_a_line_with_targets_or_parts_is_not_taken_out(admin):
    used = TargetFactory().indicator
    whole = IndicatorFactory()
    IndicatorFactory(subset_of=whole)
    to_state(YearState.PREPARING)

    for indicator in (used, whole):
        with pytest.raises(Refused):
            indicators.take_out(indicator, by=admin)

    assert Indicator.objects.count() == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"measure": "milestone"},
        {"measure": "milestone", "accumulation": "stock", "decimals": 2},
        {"measure": "ratio", "by_sex": True},
        {"weight": 0},
        {"decimals": 5},
        {"first_month": date(2021, 6, 1), "last_month": date(2021, 5, 1)},
    ],
)
def test_what_can_never_be_is_refused_by_the_database(wrong):
    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorFactory(**wrong)


def test_a_code_stands_once_in_a_year():
    IndicatorFactory(code="ORG-01")
    IndicatorFactory(code="ORG-01", year=WorkYearFactory(year=2022))

    with pytest.raises(IntegrityError), transaction.atomic():
        IndicatorFactory(code="ORG-01")
