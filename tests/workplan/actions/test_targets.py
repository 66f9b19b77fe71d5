from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from federations.enums import Role
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.organisation import RegionFactory
from tests.factories.plans import AgreementFactory, IndicatorFactory, TargetFactory, WorkYearFactory
from tests.factories.users import user_with
from workplan.actions import targets
from workplan.actions.targets import Line
from workplan.enums import AgreementState
from workplan.models import Agreement, Target, Transition, WorkYear

pytestmark = pytest.mark.django_db

SEPTEMBER = date(2021, 9, 1)
WHY = {"reason": "policy", "letter_number": "031/DEN/IX/2021"}


@pytest.fixture(autouse=True)
def today(clock):
    clock("2021-09-12 09:00")


@pytest.fixture
def admin():
    return user_with(Role.ADMIN)


@pytest.fixture
def jakarta():
    return RegionFactory(code="31")


def save(year, region, *lines, by, version=0):
    return targets.save_lines(year, region, version, lines, by=by)


def stored():
    rows = Target.objects.order_by("indicator__code", "effective_month", "is_agreed")
    return [(row.indicator.code, row.effective_month.month, row.value, row.is_agreed) for row in rows]


def revised(region, value=100, **terms):
    """An agreement under revision, with one target agreed from January."""
    agreement = AgreementFactory(
        region=region, state=AgreementState.PROPOSED, proposed_at="2021-09-01T00:00Z"
    )
    TargetFactory(agreement=agreement, value=value, **terms)
    return agreement, Target.objects.get().indicator


def test_the_first_target_begins_a_draft(admin, jakarta):
    indicator = IndicatorFactory(code="ORG-02", stock=True)

    count = save(indicator.year, jakarta, Line(indicator, Decimal(200), Decimal(150)), by=admin)

    agreement = Agreement.objects.get()
    row = Target.objects.get()
    assert (count, agreement.state, agreement.version) == (1, AgreementState.DRAFT, 2)
    assert (row.value, row.baseline, row.effective_month, row.is_agreed) == (
        200,
        150,
        date(2021, 1, 1),
        False,
    )
    assert (row.history.get().history_user, Transition.objects.get().verb) == (admin, "draft")


def test_an_empty_grid_begins_nothing(admin, jakarta):
    indicator = IndicatorFactory()

    assert save(indicator.year, jakarta, Line(indicator, None), by=admin) == 0
    assert Agreement.objects.count() == 0


def test_a_draft_line_is_changed_added_and_taken_away(admin, jakarta):
    first, second, third = (IndicatorFactory(code=f"ORG-0{number}") for number in (1, 2, 3))
    save(first.year, jakarta, Line(first, Decimal(1)), Line(second, Decimal(2)), by=admin)

    count = save(
        first.year,
        jakarta,
        Line(first, Decimal(9)),
        Line(second, None),
        Line(third, Decimal(0)),
        by=admin,
        version=2,
    )

    assert (count, stored()) == (3, [("ORG-01", 1, 9, False), ("ORG-03", 1, 0, False)])
    assert [(row.history_type, row.value) for row in Target.history.filter(indicator=second)] == [
        ("-", 2),
        ("+", 2),
    ]


def test_the_same_again_changes_nothing(admin, jakarta):
    indicator = IndicatorFactory()
    save(indicator.year, jakarta, Line(indicator, Decimal(5)), by=admin)

    count = save(indicator.year, jakarta, Line(indicator, Decimal("5.0000")), by=admin, version=2)

    assert (count, Agreement.objects.get().version, Target.history.count()) == (0, 2, 1)


def test_a_baseline_stays_out_of_what_takes_none(admin, jakarta):
    indicator = IndicatorFactory()

    save(indicator.year, jakarta, Line(indicator, Decimal(5), Decimal(4)), by=admin)

    assert Target.objects.get().baseline is None


@pytest.mark.parametrize("version", [0, 1, 3])
def test_a_stale_grid_is_not_saved(admin, jakarta, version):
    indicator = IndicatorFactory()
    save(indicator.year, jakarta, Line(indicator, Decimal(5)), by=admin)

    with pytest.raises(Stale):
        save(indicator.year, jakarta, Line(indicator, Decimal(6)), by=admin, version=version)

    assert Target.objects.get().value == 5


@pytest.mark.parametrize("state", [AgreementState.PROPOSED, AgreementState.AGREED])
def test_what_is_proposed_or_agreed_is_not_typed_over(admin, jakarta, state):
    agreed_on = date(2021, 1, 11) if state == AgreementState.AGREED else None
    agreement = AgreementFactory(
        region=jakarta, state=state, agreed_on=agreed_on, proposed_at="2021-01-01T00:00Z"
    )

    with pytest.raises(WrongState):
        save(agreement.year, jakarta, Line(IndicatorFactory(), Decimal(5)), by=admin, version=1)

    assert Target.objects.count() == 0


def test_a_closed_year_takes_no_targets(admin, jakarta):
    indicator = IndicatorFactory()
    WorkYear.objects.update(state="closed", closed_at="2022-02-01T00:00Z")

    with pytest.raises(WrongState):
        save(indicator.year, jakarta, Line(indicator, Decimal(5)), by=admin)


def test_a_revised_line_stands_beside_the_agreed_one(admin, jakarta):
    agreement, indicator = revised(jakarta, indicator__code="ORG-01")

    count = save(
        agreement.year,
        jakarta,
        Line(indicator, Decimal(140), effective_month=SEPTEMBER, **WHY),
        by=admin,
        version=1,
    )

    assert (count, stored()) == (1, [("ORG-01", 1, 100, True), ("ORG-01", 9, 140, False)])
    assert Target.objects.get(is_agreed=False).letter_number == "031/DEN/IX/2021"


def test_a_revised_line_put_back_is_no_longer_part_of_the_revision(admin, jakarta):
    agreement, indicator = revised(jakarta, indicator__code="ORG-01")
    line = Line(indicator, Decimal(140), effective_month=SEPTEMBER, **WHY)
    save(agreement.year, jakarta, line, by=admin, version=1)

    count = save(agreement.year, jakarta, Line(indicator, Decimal(100)), by=admin, version=2)

    assert (count, stored()) == (1, [("ORG-01", 1, 100, True)])


def test_an_empty_baseline_in_a_revision_is_no_change(admin, jakarta):
    agreement, indicator = revised(jakarta, indicator__accumulation="stock", baseline=80)

    assert save(agreement.year, jakarta, Line(indicator, Decimal(100)), by=admin, version=1) == 0


@pytest.mark.parametrize(
    "line",
    [
        {"effective_month": None, **WHY},
        {"effective_month": SEPTEMBER, **WHY, "reason": ""},
        {"effective_month": SEPTEMBER, **WHY, "letter_number": " "},
        {"effective_month": date(2021, 8, 1), **WHY},
        {"value": None, "effective_month": SEPTEMBER, **WHY},
    ],
    ids=["no-month", "no-reason", "no-letter", "judged-month", "empty"],
)
def test_a_revised_line_is_complete_and_turns_no_old_red_green(admin, jakarta, line):
    agreement, indicator = revised(jakarta)

    with pytest.raises(Refused):
        save(
            agreement.year,
            jakarta,
            Line(**{"indicator": indicator, "value": Decimal(140), **line}),
            by=admin,
            version=1,
        )

    assert (Target.objects.count(), Agreement.objects.get().version) == (1, 1)


def test_a_wrong_figure_is_corrected_from_any_month(admin, jakarta):
    agreement, indicator = revised(jakarta, indicator__code="ORG-01")
    why = {**WHY, "reason": "correction"}

    save(
        agreement.year,
        jakarta,
        Line(indicator, Decimal(90), effective_month=date(2021, 1, 1), **why),
        by=admin,
        version=1,
    )

    assert stored() == [("ORG-01", 1, 90, False), ("ORG-01", 1, 100, True)]


def test_a_revision_does_not_begin_before_a_later_one_that_stands(admin, jakarta):
    agreement, indicator = revised(jakarta)
    TargetFactory(agreement=agreement, indicator=indicator, value=120, effective_month=date(2021, 11, 1))

    with pytest.raises(Refused):
        save(
            agreement.year,
            jakarta,
            Line(indicator, Decimal(140), effective_month=date(2021, 10, 1), **WHY),
            by=admin,
            version=1,
        )


@pytest.mark.parametrize(
    ("now", "first"), [("2021-01-05 08:00", 1), ("2021-02-10 08:00", 2), ("2021-12-31 23:00", 12)]
)
def test_the_months_still_open_for_a_change_are_those_not_judged(clock, now, first):
    clock(now)

    months = targets.revision_months(WorkYearFactory(), "policy")

    assert [month.month for month in months] == list(range(first, 13))


@pytest.mark.parametrize("wrong", [{"value": -1}, {"baseline": -1}])
def test_a_negative_target_is_refused_by_the_database(wrong):
    with pytest.raises((IntegrityError, ValueError)), transaction.atomic():
        TargetFactory(**wrong)


def test_a_line_has_one_target_from_a_month():
    row = TargetFactory()

    with pytest.raises(IntegrityError), transaction.atomic():
        TargetFactory(agreement=row.agreement, indicator=row.indicator)
