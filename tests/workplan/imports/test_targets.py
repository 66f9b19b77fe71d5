from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone, translation

from rakerwil.csvfiles import FileRefused
from rakerwil.transitions import Refused, WrongState
from tests.factories.organisation import RegionFactory
from tests.factories.plans import AgreementFactory, IndicatorFactory, WorkYearFactory
from tests.factories.users import UserFactory
from workplan.enums import AgreementState, YearState
from workplan.imports import targets
from workplan.models import Agreement, Target, Transition
from workplan.reporting import rollup

pytestmark = pytest.mark.django_db

HEADER = "region_code,indicator,value,baseline,effective_month"


@pytest.fixture(autouse=True)
def framework():
    """One indicator of each kind; DKI Jakarta and Jawa Barat."""
    RegionFactory(code="31")
    RegionFactory(code="32")
    IndicatorFactory(code="ORG-01")
    IndicatorFactory(code="ORG-02", stock=True)
    IndicatorFactory(code="PKB-02", ratio=True)
    IndicatorFactory(code="TKO-01", milestone=True)
    IndicatorFactory(code="ADV-01", direction="monitor")


def take(*rows, by=None, header=HEADER):
    with translation.override("en"):
        return targets.take("\n".join([header, *rows]), 2021, by=by)


def problems(*rows, header=HEADER):
    with pytest.raises(FileRefused) as caught:
        take(*rows, header=header)
    assert (Target.objects.count(), Agreement.objects.count()) == (0, 0)
    return [(problem.row, problem.column) for problem in caught.value.problems]


def counts(result):
    return result.added, result.changed, result.unchanged


def stored():
    rows = Target.objects.order_by("agreement__region__code", "indicator__code", "effective_month")
    return [(row.indicator.code, row.effective_month.month, row.value, row.baseline) for row in rows]


def test_targets_count_at_once_in_an_agreement_made_for_them():
    user = UserFactory()

    result = take("31,ORG-01,1200,,", "31,ORG-02,19200,18000,", by=user)

    agreement = Agreement.objects.get()
    assert (counts(result), result.remarks) == ((2, 0, 0), ["Agreements created, agreed as of today: 1"])
    assert (agreement.state, agreement.agreed_on, agreement.agreed_by) == (
        AgreementState.AGREED,
        timezone.localdate(),
        user,
    )
    assert stored() == [("ORG-01", 1, 1200, None), ("ORG-02", 1, 19200, 18000)]
    assert Target.objects.agreed().count() == 2
    assert [(step.verb, step.by) for step in Transition.objects.of(agreement)] == [("import", user)]


def test_the_same_file_twice_changes_nothing():
    rows = ("31,ORG-01,1000,,", "31,ORG-01,1200,,2021-02", ",PKB-02,55.5,,", "31,ORG-02,9,8,2021-01")
    take(*rows)
    before = stored(), Target.history.count(), Agreement.history.count(), Transition.objects.count()

    result = take(*rows)

    assert (counts(result), result.has_changes) == ((0, 0, 4), False)
    assert before == (stored(), Target.history.count(), Agreement.history.count(), Transition.objects.count())


def test_a_revision_is_a_new_row_from_its_month():
    take("31,ORG-01,1000,,")

    result = take("31,ORG-01,1200,,2021-03")

    assert (counts(result), stored()) == ((1, 0, 0), [("ORG-01", 1, 1000, None), ("ORG-01", 3, 1200, None)])


def test_an_empty_baseline_in_a_revision_keeps_the_earlier_one(clock):
    clock("2021-08-15 10:00")
    take("31,ORG-02,200,150,")

    take("31,ORG-02,260,,2021-03")

    figures = rollup.region(
        Agreement.objects.get().year, Agreement.objects.get().region, date(2021, 6, 1)
    ).regions[0]
    row = next(each for each in figures.scope.indicators if each.code == "ORG-02")
    assert (row.target, row.expected) == (260, 150 + Decimal(110) / 2)


def test_the_same_month_again_is_a_correction_with_its_history():
    take("31,ORG-02,200,150,")

    result = take("31,ORG-02,210,,")

    assert (counts(result), stored()) == ((0, 1, 0), [("ORG-02", 1, 210, 150)])
    assert [row.value for row in Target.objects.get().history.all()] == [210, 200]


def test_the_nation_has_targets_of_ratios_in_an_agreement_of_its_own():
    result = take(",PKB-02,55.5,,")

    assert (counts(result), Agreement.objects.get().region) == ((1, 0, 0), None)


def test_baseline_and_month_may_be_left_out():
    take("PKB-02,31,60.5", "ORG-01,31,5", header="indicator,region_code,value")

    assert stored() == [("ORG-01", 1, 5, None), ("PKB-02", 1, Decimal("60.5"), None)]


@pytest.mark.parametrize(
    ("row", "columns"),
    [
        ("99,ORG-01,5,,", ["region_code"]),
        ("31,ORG-99,5,,", ["indicator"]),
        ("31,,5,,", ["indicator"]),
        ("31,ORG-01,,,", ["value"]),
        ("31,ORG-01,-5,,", ["value"]),
        ("31,ORG-01,5.5,,", ["value"]),
        ("31,PKB-02,5.55,,", ["value"]),
        ('31,ORG-01,"1,000",,', ["value"]),
        ("31,ORG-01,1e3,,", ["value"]),
        ("31,ORG-01,999999999999999,,", ["value"]),
        ("31,ADV-01,5,,", ["indicator"]),
        ("31,ORG-01,5,4,", ["baseline"]),
        ("31,PKB-02,5,4,", ["baseline"]),
        ("31,TKO-01,5,4,", ["baseline"]),
        ("31,ORG-02,5,-4,", ["baseline"]),
        (",ORG-01,5,,", ["region_code"]),
        (",TKO-01,5,,", ["region_code"]),
        ("31,ORG-01,5,,2020-12", ["effective_month"]),
        ("31,ORG-01,5,,2022-01", ["effective_month"]),
        ("31,ORG-01,5,,2021-1", ["effective_month"]),
        ("31,ORG-01,5,,Januari", ["effective_month"]),
    ],
)
def test_a_wrong_cell_is_refused_with_row_and_column(row, columns):
    assert problems(row) == [(2, column) for column in columns]


def test_a_month_outside_the_indicators_own_is_taken():
    IndicatorFactory(code="ORG-09", first_month=date(2021, 6, 1))

    result = take("31,ORG-09,5,,2021-02")

    assert counts(result) == (1, 0, 0)


def test_a_line_that_stands_twice_is_refused_even_when_one_names_its_month():
    assert problems("31,ORG-01,5,,", "32,ORG-01,5,,", "31,ORG-01,6,,2021-01") == [(4, "indicator")]


@pytest.mark.parametrize(
    ("header", "places"),
    [
        ("region_code,indicator", [(1, "value")]),
        ("region_code,indicator,value,bonus", [(1, "bonus")]),
        ("region_code;indicator;value", [(1, "region_code;indicator;value")]),
        ("region_code,indicator,value,value", [(1, "value")]),
    ],
)
def test_unknown_missing_and_double_columns_are_refused(header, places):
    assert problems("31,ORG-01,5,,", header=header)[: len(places)] == places


def test_a_draft_that_somebody_works_on_is_left_alone():
    agreement = AgreementFactory(region=RegionFactory(code="31"), state=AgreementState.DRAFT, agreed_on=None)

    with pytest.raises(FileRefused) as caught:
        take("32,ORG-01,5,,", "31,ORG-01,5,,")

    assert [(problem.row, problem.column) for problem in caught.value.problems] == [(3, "region_code")]
    assert (Target.objects.count(), list(Agreement.objects.all())) == (0, [agreement])


def test_an_agreed_agreement_under_revision_takes_targets():
    AgreementFactory(
        region=RegionFactory(code="31"), state=AgreementState.PROPOSED, proposed_at=timezone.now()
    )

    result = take("31,ORG-01,5,,")

    assert (counts(result), result.remarks) == ((1, 0, 0), [])


def test_a_year_that_is_missing_takes_nothing():
    with pytest.raises(Refused):
        targets.take(f"{HEADER}\n31,ORG-01,5,,", 2022, by=None)


def test_a_closed_year_takes_nothing():
    WorkYearFactory(year=2022, state=YearState.CLOSED, closed_at=timezone.now())

    with pytest.raises(WrongState):
        targets.take(f"{HEADER}\n31,ORG-01,5,,", 2022, by=None)
