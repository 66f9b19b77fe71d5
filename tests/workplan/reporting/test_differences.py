from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import ContributionFactory, IndicatorFactory, TargetFactory, WorkYearFactory
from tests.factories.terms import chapter, indicator, promises, region, report, stock
from tests.factories.terms import year as year_terms
from tests.factories.users import UserFactory
from workplan.reporting import differences
from workplan.reporting.changes import Cause
from workplan.reporting.differences import Point, Turn, compare
from workplan.reporting.ledgers import Ledger
from workplan.reporting.scopes import Moment

JULY, AUGUST = date(2021, 7, 1), date(2021, 8, 1)
THEN = datetime(2021, 9, 10, 2, tzinfo=UTC)
LATER = "2021-09-20 09:00"

sent = st.dictionaries(st.integers(1, 12), st.tuples(st.integers(0, 99), st.booleans()), max_size=12)


@given(
    chapters=st.lists(sent, max_size=4),
    months=st.tuples(st.integers(1, 12), st.integers(1, 12)).map(sorted),
    is_stock=st.booleans(),
)
def test_both_ends_are_the_figures_of_the_dashboard_and_the_parts_lie_between(chapters, months, is_stock):
    terms = stock() if is_stock else indicator()
    here = region(
        *(chapter(f"F{pk}", id=pk) for pk in range(len(chapters))), targets={terms.code: promises(50)}
    )
    reports = {
        (terms.id, pk): [report(at, value, is_verified=done) for at, (value, done) in sorted(rows.items())]
        for pk, rows in enumerate(chapters)
    }
    ledger = Ledger(year_terms(terms), (here,), reports)
    points = [Point(date(2021, month, 1)) for month in months]

    found = compare(ledger, *points)

    (row,) = found.together
    figures = [
        Moment(ledger.terms, month).nation(ledger.regions, reports).nation.indicators[0].actual
        for month in months
    ]
    assert [row.before, row.after] == figures
    assert row.difference == (figures[1] or 0) - (figures[0] or 0)
    assert sum(part.difference.value for part in row.change.parts) == row.change.difference.value
    assert found.regions[0].differences[0].difference == row.difference


@pytest.fixture
def home(db):
    return RegionFactory(code="31")


@pytest.fixture
def members(home):
    return IndicatorFactory(code="ORG-01")


def by(home, code):
    return ChapterFactory(region=home, federation=FederationFactory(code=code))


def send(indicator, chapter, month, value, state="verified"):
    return ContributionFactory(
        indicator=indicator, chapter=chapter, month=date(2021, month, 1), value=value, **{state: True}
    )


def told(found):
    (row,) = found.together
    return {cause: amount.value // 10_000 for cause, amount in row.change.by_cause().items()}


@pytest.mark.django_db
def test_what_was_known_then_is_held_against_what_is_known_now(home, members, clock):
    clock("2021-09-01 09:00")
    first, second = by(home, "FPE"), by(home, "KIKES")
    send(members, first, 7, 10)
    corrected = send(members, first, 6, 20)
    waiting = send(members, first, 5, 30, "submitted")
    gone = send(members, first, 4, 40)
    verifier = UserFactory()
    clock(LATER)
    for row, value, state in (
        (corrected, 15, "verified"),
        (waiting, 30, "verified"),
        (gone, 40, "submitted"),
    ):
        row.value, row.state = Decimal(value), state
        row.verified_at = row.submitted_at if state == "verified" else None
        row.verified_by = verifier if state == "verified" else None
        row.save()
    send(members, first, 3, 5)
    send(members, first, 8, 7)
    send(members, second, 7, 50)

    found = differences.of_region(WorkYearFactory(), home, Point(JULY, THEN), Point(AUGUST))

    assert told(found) == {
        Cause.NEW: 7,
        Cause.STARTED: 50,
        Cause.VERIFIED: 30,
        Cause.LATE: 5,
        Cause.CORRECTED: -5,
        Cause.GONE: -40,
    }
    (row,) = found.together
    assert (row.before, row.after, row.difference) == (70, 117, 47)


@pytest.mark.django_db
def test_a_target_that_was_revised_or_newly_agreed_is_told(home, members, clock):
    clock("2021-09-01 09:00")
    target = TargetFactory(indicator=members, region=home, value=100)
    by(home, "FPE")
    other = IndicatorFactory(code="ORG-02")
    clock(LATER)
    target.value = Decimal(150)
    target.save()
    TargetFactory(indicator=other, region=home, value=9)

    found = differences.of_region(WorkYearFactory(), home, Point(AUGUST, THEN), Point(AUGUST))

    first, second = found.regions[0].differences
    assert [(part.turn, part.before, part.after) for part in first.target_parts] == [(Turn.REVISED, 100, 150)]
    assert [(part.turn, part.before, part.after) for part in second.target_parts] == [(Turn.SET, None, 9)]
    assert (first.target_before, first.target_after) == (100, 150)


@pytest.mark.django_db
def test_a_draft_of_a_revision_counts_at_neither_end(home, members, clock):
    clock("2021-09-01 09:00")
    TargetFactory(indicator=members, region=home, value=100)
    clock(LATER)
    TargetFactory(indicator=members, region=home, value=300, is_agreed=False)

    found = differences.of_region(WorkYearFactory(), home, Point(AUGUST, THEN), Point(AUGUST))

    assert found.together[0].target_parts == ()


@pytest.mark.django_db
def test_a_position_of_a_chapter_that_has_ended_meanwhile_is_gone(home, clock):
    clock("2021-09-01 09:00")
    held, chapter = IndicatorFactory(stock=True), by(home, "FPE")
    send(held, chapter, 7, 80)
    clock(LATER)
    chapter.active_to = date(2021, 7, 31)
    chapter.save()

    found = differences.of_region(WorkYearFactory(), home, Point(AUGUST, THEN), Point(AUGUST))

    assert told(found) == {Cause.GONE: -80}


@pytest.mark.django_db
def test_the_nation_s_ratios_keep_their_own_target_and_add_pairs(home, clock):
    share = IndicatorFactory(ratio=True, accumulation="flow")
    for code in ("FPE", "KIKES"):
        ContributionFactory(
            indicator=share, chapter=by(home, code), month=AUGUST, numerator=1, denominator=4, verified=True
        )
    TargetFactory(indicator=share, agreement__region=None, region=None, value=60)

    found = differences.of_nation(WorkYearFactory(), Point(JULY), Point(AUGUST), share)

    (row,) = found.together
    assert (row.before, row.after, row.difference) == (None, 25, None)
    assert (row.target_before, row.target_after) == (60, 60)


@pytest.mark.django_db
@pytest.mark.parametrize("rows", [1, 3])
def test_a_comparison_takes_nine_statements_of_a_region_and_ten_of_the_nation(
    home, members, rows, django_assert_num_queries
):
    for code in range(rows):
        send(members, by(home, f"F{code}"), 7, 10)
    work_year = WorkYearFactory()

    with django_assert_num_queries(9):
        differences.of_region(work_year, home, Point(JULY, THEN), Point(AUGUST))
    with django_assert_num_queries(10):
        differences.of_nation(work_year, Point(JULY, THEN), Point(AUGUST), members)
