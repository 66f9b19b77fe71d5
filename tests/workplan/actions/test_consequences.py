from datetime import date
from decimal import Decimal

import pytest

from rakerwil.transitions import Refused, WrongState
from tests.factories.desk import ACCEPTED, NationalDesk
from tests.factories.inputs import BEFORE_RAKORNAS
from tests.factories.meetings import MeetingFactory
from tests.factories.organisation import UnitFactory
from tests.factories.plans import AgreementFactory, IndicatorFactory, WorkYearFactory
from workplan.actions import consequences, dispositions
from workplan.models import Consequence, Indicator, Programme, Target

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clock):
    clock(BEFORE_RAKORNAS)
    return NationalDesk()


@pytest.fixture
def answer(desk):
    written = dispositions.draft(desk.group(), seen=0, by=desk.admin, **ACCEPTED)
    dispositions.publish(written, seen=1, by=desk.admin)
    return written


@pytest.fixture
def coming():
    return WorkYearFactory(year=2022, state="preparing", opened_at=None)


def new_indicator(year):
    built = IndicatorFactory(year=year, code="ORG-99")
    Indicator.objects.filter(pk=built.pk).delete()
    built.pk = None
    return built


def test_an_indicator_of_the_coming_year_knows_what_it_came_from(desk, answer, coming):
    made = consequences.make_indicator(answer, new_indicator(coming), by=desk.admin)

    assert made.indicator.origin.disposition.composite.code == "G-1"
    assert [row.indicator.code for row in answer.consequences.all()] == ["ORG-99"]


def test_an_indicator_of_an_open_year_is_refused(desk, answer):
    with pytest.raises(WrongState):
        consequences.make_indicator(answer, new_indicator(WorkYearFactory(year=2022)), by=desk.admin)

    assert Consequence.objects.count() == 0


def test_a_target_is_proposed_in_the_draft_of_the_regions_agreement(desk, answer, coming):
    indicator = IndicatorFactory(year=coming, code="ORG-01")

    consequences.make_target(answer, indicator, desk.west, Decimal(600), by=desk.admin)
    consequences.make_target(answer, indicator, desk.west, Decimal(700), by=desk.admin)

    target = Target.objects.get(agreement__region=desk.west)
    assert (target.value, target.is_agreed, target.agreement.state) == (700, False, "draft")
    assert [row.disposition for row in target.origins.all()] == [answer]


def test_an_agreement_that_is_no_draft_is_left_alone(desk, answer, coming):
    AgreementFactory(year=coming, region=desk.west)
    indicator = IndicatorFactory(year=coming, code="ORG-01")

    with pytest.raises(WrongState):
        consequences.make_target(answer, indicator, desk.west, Decimal(600), by=desk.admin)


def programme(year, **terms):
    return Programme(year=year, name="Kontak poin nasional", starts_on=date(year.year, 1, 1), **terms)


def test_a_programme_serves_indicators_and_knows_what_it_came_from(desk, answer, coming):
    indicator = IndicatorFactory(year=coming, code="ORG-01")

    consequences.make_programme(answer, programme(coming), [indicator], by=desk.admin)

    made = Programme.objects.get()
    assert (list(made.indicators.all()), made.origin.disposition) == ([indicator], answer)


def test_a_programme_of_the_same_year_is_refused(desk, answer):
    with pytest.raises(WrongState):
        consequences.make_programme(answer, programme(desk.year), [], by=desk.admin)

    assert Programme.objects.count() == 0


def test_an_action_of_the_nation_stands_in_its_forum_with_owner_and_date(desk, answer):
    forum = MeetingFactory(region=None, year=desk.year, kind="rakornas", invited=True)
    unit = UnitFactory()

    made = consequences.make_action(
        answer, text="Tugaskan organiser.", owner=unit, due_on=date(2022, 3, 31), by=desk.admin
    )

    action = made.action
    assert (action.meeting, action.owner, action.due_on) == (forum, unit, date(2022, 3, 31))
    assert action.origin.disposition == answer


def test_without_a_forum_that_takes_entries_there_is_no_action(desk, answer):
    with pytest.raises(Refused):
        consequences.make_action(
            answer, text="Tugaskan.", owner=UnitFactory(), due_on=date(2022, 3, 31), by=desk.admin
        )


@pytest.mark.parametrize("outcome", ["declined", "returned"])
def test_nothing_comes_of_what_was_not_accepted(desk, coming, outcome):
    written = dispositions.draft(desk.second, seen=0, by=desk.admin, **{**ACCEPTED, "outcome": outcome})
    dispositions.publish(written, seen=1, by=desk.admin)

    with pytest.raises(WrongState):
        consequences.make_indicator(written, new_indicator(coming), by=desk.admin)


def test_nothing_comes_of_a_draft(desk, coming):
    written = dispositions.draft(desk.second, seen=0, by=desk.admin, **ACCEPTED)

    with pytest.raises(WrongState):
        consequences.make_indicator(written, new_indicator(coming), by=desk.admin)


def test_an_answer_of_which_something_came_is_not_taken_back(desk, answer, coming):
    consequences.make_indicator(answer, new_indicator(coming), by=desk.admin)

    with pytest.raises(WrongState):
        dispositions.take_back(answer, reason="Salah.", by=desk.admin)
