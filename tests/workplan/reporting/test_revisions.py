from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from federations.enums import Role
from tests.factories.organisation import RegionFactory
from tests.factories.plans import IndicatorFactory, TargetFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.actions import agreements, targets
from workplan.models import Agreement
from workplan.reporting import revisions, rollup

pytestmark = pytest.mark.django_db


class Promised:
    """1.200 new members agreed for 2021; on 12 September 2021."""

    def __init__(self):
        self.admin = user_with(Role.ADMIN)
        self.region = RegionFactory(code="31")
        self.indicator = IndicatorFactory(code="ORG-01")
        self.agreement = TargetFactory(indicator=self.indicator, region=self.region, value=1200).agreement

    def opened(self):
        agreement = Agreement.objects.get(pk=self.agreement.pk)
        agreements.revise(agreement, reason="Dua pabrik tutup.", by=self.admin)

    def typed(self, value, month=date(2021, 10, 1), reason="policy"):
        line = targets.Line(
            self.indicator, value, effective_month=month, reason=reason, letter_number="031/DEN/IX/2021"
        )
        version = Agreement.objects.get(pk=self.agreement.pk).version
        targets.save_lines(self.agreement.year, self.region, version, [line], by=self.admin)

    def agreed(self):
        agreements.agree(
            Agreement.objects.get(pk=self.agreement.pk),
            agreed_on=date(2021, 9, 12),
            letter_number="032/DEN/IX/2021",
            signatories=[],
            by=self.admin,
        )

    def told(self):
        return [
            (each.before, each.after, each.month, each.letter_number, each.by, each.is_agreed)
            for each in revisions.of_agreement(self.agreement, [self.indicator])
        ]


@pytest.fixture
def promised(clock):
    clock("2021-09-12 09:00")
    return Promised()


LETTER = "031/DEN/IX/2021"
OCTOBER = date(2021, 10, 1)


def test_what_was_agreed_first_is_no_change(promised):
    assert promised.told() == []


def test_a_change_tells_old_and_new_and_waits_until_it_is_agreed(promised):
    promised.opened()
    promised.typed(900)
    waiting = promised.told()
    promised.agreed()

    assert waiting == [(1200, 900, OCTOBER, LETTER, promised.admin, False)]
    assert promised.told() == [(1200, 900, OCTOBER, LETTER, promised.admin, True)]


def test_only_the_last_of_what_was_typed_is_told(promised):
    promised.opened()
    promised.typed(900)
    promised.typed(950)

    assert promised.told() == [(1200, 950, OCTOBER, LETTER, promised.admin, False)]


def test_a_change_that_was_taken_back_is_none(promised):
    promised.opened()
    promised.typed(900)
    promised.typed(1200)

    assert promised.told() == []


def test_a_correction_from_the_targets_own_month_keeps_the_old_figure(promised):
    promised.opened()
    promised.typed(1000, date(2021, 1, 1), "correction")
    promised.agreed()

    assert promised.told() == [(1200, 1000, date(2021, 1, 1), LETTER, promised.admin, True)]


def test_the_latest_change_comes_first(promised, clock):
    promised.opened()
    promised.typed(900)
    promised.agreed()
    clock("2021-10-15 09:00")
    promised.opened()
    promised.typed(800, date(2021, 11, 1))

    assert [(before, after) for before, after, *_rest in promised.told()] == [(900, 800), (1200, 900)]


def test_however_many_lines_one_statement_reads_them(promised):
    more = [IndicatorFactory(code=f"DIK-0{number}") for number in range(3)]
    promised.opened()
    promised.typed(900)

    with CaptureQueriesContext(connection) as queries:
        revisions.of_agreement(promised.agreement, [promised.indicator, *more])

    assert len(queries) == 1


def test_figures_as_of_a_month_use_the_target_in_force_then(promised, clock):
    promised.opened()
    promised.typed(900)
    clock("2021-12-20 09:00")
    waiting = [target_as_of(month) for month in (9, 10)]
    promised.agreed()

    assert waiting == [1200, 1200]
    assert [target_as_of(month) for month in (8, 9, 10, 12)] == [1200, 1200, 900, 900]


def target_as_of(month):
    year = WorkYearFactory(year=2021)
    found = rollup.region(year, RegionFactory(code="31"), date(2021, month, 1))
    return found.regions[0].scope.indicators[0].target
