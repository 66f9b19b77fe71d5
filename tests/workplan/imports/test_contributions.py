from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from federations.enums import Role
from rakerwil.csvfiles import FileRefused
from rakerwil.transitions import Refused
from tests.factories.desks import KEEN, LOCKED, Desk, entry
from tests.factories.organisation import ChapterFactory, DistrictFactory, RegionFactory
from tests.factories.users import user_with
from workplan.actions import contributions as actions
from workplan.actions import verifications
from workplan.actions.verifications import Seen
from workplan.enums import YearState
from workplan.imports import contributions
from workplan.models import Contribution, ImportBatch, Transition

pytestmark = pytest.mark.django_db

HEADER = ",".join(contributions.REQUIRED)


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


def file_of(desk, *rows, **shared):
    """A file with these rows; what a row does not say is as the desk has it."""
    defaults = {
        "region_code": "31",
        "federation": desk.chapter.federation.code,
        "indicator": "ORG-01",
        "month": "2021-08",
        **shared,
    }
    lines = [
        ",".join(str({**defaults, **row}.get(column, "")) for column in contributions.REQUIRED)
        for row in rows
    ]
    return "\n".join([HEADER, *lines])


def take(text, by=None):
    return contributions.take(text, 2021, by=by, file_name="laporan.csv")


def problems(text, by=None):
    with pytest.raises(FileRefused) as caught:
        take(text, by)
    assert not Contribution.objects.exists()
    return [(problem.row, problem.column) for problem in caught.value.problems]


def counts(result):
    return result.added, result.changed, result.unchanged


def test_reports_are_taken_as_one_batch(desk):
    desk.indicator()
    desk.indicator("ORG-02", by_sex=True)
    desk.indicator("PKB-02", ratio=True)
    desk.indicator("TKO-01", milestone=True)

    result = take(
        file_of(
            desk,
            {"value": "7", "status": "verified", "note": "dari kertas", "submitted_on": "2021-09-12"},
            {"indicator": "ORG-02", "women": "5", "men": "4"},
            {"indicator": "PKB-02", "numerator": "3", "denominator": "4", "status": "submitted"},
            {"indicator": "TKO-01", "value": "1", "status": "draft"},
        ),
        by=desk.admin,
    )

    assert counts(result) == (4, 0, 0)
    first, second, third, fourth = Contribution.objects.order_by("indicator__code")
    assert (first.state, first.value, first.note, first.is_late) == ("verified", 7, "dari kertas", True)
    assert (first.verified_by, first.verified_at is not None) == (None, True)
    assert (second.state, second.value, second.first_submitted_on) == ("submitted", 9, date(2021, 9, 10))
    assert (third.numerator, third.denominator, third.value) == (3, 4, None)
    assert (fourth.state, fourth.first_submitted_on, fourth.submitted_by) == ("draft", None, None)
    batch = ImportBatch.objects.get()
    assert {row.import_batch for row in (first, second, third, fourth)} == {batch}
    assert (batch.imported_by, batch.file_name, batch.row_count) == (desk.admin, "laporan.csv", 4)
    assert Transition.objects.of(batch).get().by == desk.admin
    assert [each.history_user for each in first.history.all()] == [desk.admin]


def test_a_returned_report_waits_for_its_chapter(desk):
    desk.indicator()

    take(file_of(desk, {"value": "7", "status": "returned", "note": "Bukti kurang."}))

    row = Contribution.objects.get()
    assert (row.state, row.return_reason, row.returned_at is not None) == ("returned", "Bukti kurang.", True)


def test_the_same_file_again_changes_nothing(desk):
    desk.indicator()
    text = file_of(desk, {"value": "7", "status": "verified"})
    take(text)

    assert counts(take(text)) == (0, 0, 1)
    assert ImportBatch.objects.count() == 1
    assert Contribution.objects.get().history.count() == 1


def test_a_later_file_changes_what_an_earlier_one_brought(desk):
    desk.indicator()
    take(file_of(desk, {"value": "7", "submitted_on": "2021-09-03"}))

    result = take(file_of(desk, {"value": "8", "status": "verified", "submitted_on": "2021-09-15"}))

    row = Contribution.objects.get()
    assert counts(result) == (0, 1, 0)
    assert (row.value, row.state, row.version, row.history.count()) == (8, "verified", 2, 2)
    assert row.first_submitted_on == date(2021, 9, 3)


def test_a_file_never_goes_over_what_people_typed(desk):
    indicator = desk.indicator()
    actions.fill_in(desk.chapter, [entry(indicator, 7)], by=desk.rep)

    with pytest.raises(FileRefused) as caught:
        take(file_of(desk, {"value": "8"}))

    assert [(problem.row, problem.column) for problem in caught.value.problems] == [(2, "value")]
    assert Contribution.objects.get().value == 7


def test_a_file_never_goes_over_what_people_decided(desk):
    desk.indicator()
    take(file_of(desk, {"value": "7"}))
    row = Contribution.objects.get()
    verifications.verify([Seen(row, row.version)], by=desk.coordinator)

    with pytest.raises(FileRefused):
        take(file_of(desk, {"value": "8", "status": "verified"}))

    assert Contribution.objects.get().value == 7


def test_nobody_verifies_what_their_own_file_brought(desk):
    desk.indicator()

    take(file_of(desk, {"value": "7"}), by=desk.coordinator)

    assert Contribution.objects.get().submitted_by == desk.coordinator


@pytest.mark.parametrize(
    ("terms", "row", "column"),
    [
        ({}, {"region_code": "99", "value": "1"}, "region_code"),
        ({}, {"federation": "ANON", "value": "1"}, "federation"),
        ({}, {"district_code": "31.99", "value": "1"}, "district_code"),
        ({}, {"district_code": "31.71", "value": "1"}, "federation"),
        ({}, {"indicator": "XXX-01", "value": "1"}, "indicator"),
        ({}, {"indicator": "", "value": "1"}, "indicator"),
        ({}, {"month": "", "value": "1"}, "month"),
        ({}, {"month": "2021-8", "value": "1"}, "month"),
        ({}, {"month": "2020-08", "value": "1"}, "month"),
        ({"first_month": date(2021, 9, 1)}, {"value": "1"}, "month"),
        ({"last_month": date(2021, 7, 1)}, {"value": "1"}, "month"),
        ({"frequency": "quarterly"}, {"value": "1"}, "month"),
        ({"frequency": "yearly"}, {"value": "1"}, "month"),
        ({"by_coordinator": True}, {"value": "1"}, "indicator"),
        ({}, {"value": "-1"}, "value"),
        ({}, {"value": "1.5"}, "value"),
        ({"decimals": 1}, {"value": "1.55"}, "value"),
        ({}, {"value": '"1,500"'}, "value"),
        ({}, {"value": "satu"}, "value"),
        ({}, {"value": ""}, "value"),
        ({}, {"value": "1", "status": "sent"}, "status"),
        ({}, {"value": "1", "submitted_on": "10-09-2021"}, "submitted_on"),
        ({}, {"value": "1", "women": "1"}, "women"),
        ({}, {"value": "1", "numerator": "1"}, "numerator"),
        ({"by_sex": True}, {"women": "1"}, "men"),
        ({"by_sex": True}, {"women": "1", "men": "1", "value": "3"}, "value"),
        ({"by_sex": True}, {}, "value"),
        ({"ratio": True}, {"value": "1", "numerator": "1", "denominator": "2"}, "value"),
        ({"ratio": True}, {"numerator": "3", "denominator": "2"}, "numerator"),
        ({"ratio": True}, {"numerator": "0.5", "denominator": "2"}, "numerator"),
        ({"ratio": True}, {"numerator": "1"}, "denominator"),
        ({"milestone": True}, {"value": "2"}, "value"),
    ],
)
def test_a_wrong_cell_is_named(desk, terms, row, column):
    desk.indicator(**terms)
    DistrictFactory(region=desk.region, code="31.71")

    assert problems(file_of(desk, row)) == [(2, column)]


@pytest.mark.parametrize(
    ("begins", "ends", "is_active"),
    [
        (date(2021, 8, 31), None, True),
        (date(2021, 9, 1), None, False),
        (date(2019, 1, 1), date(2021, 8, 1), True),
        (date(2019, 1, 1), date(2021, 7, 31), False),
    ],
)
def test_a_chapter_reports_while_it_is_active(desk, begins, ends, is_active):
    desk.indicator()
    desk.chapter.active_from, desk.chapter.active_to = begins, ends
    desk.chapter.save()
    text = file_of(desk, {"value": "1"})

    if is_active:
        assert counts(take(text)) == (1, 0, 0)
    else:
        assert problems(text) == [(2, "month")]


def test_rows_that_repeat_each_other_are_named_and_everything_wrong_at_once(desk):
    desk.indicator()

    assert problems(file_of(desk, {"value": "1"}, {"value": "1"}, {"value": "-2", "month": "2021-07"})) == [
        (3, "month"),
        (4, "value"),
    ]


def test_columns_are_checked(desk):
    text = file_of(desk, {"value": "1"})

    assert problems(text.replace("women", "wanita", 1)) == [(1, "wanita"), (1, "women")]


@pytest.mark.parametrize("state", [YearState.CLOSED, None], ids=["closed", "missing"])
def test_the_year_has_to_be_there_and_not_closed(desk, state):
    if state:
        desk.year.state, desk.year.closed_at = state, desk.year.opened_at
        desk.year.save()
    number = 2021 if state else 2030

    with pytest.raises(Refused):
        contributions.take(HEADER, number, by=None, file_name="x.csv")


@pytest.mark.parametrize(
    ("who", "row", "expected"),
    [
        ("rep", {}, []),
        ("secretary", {}, []),
        ("rep", {"status": "verified"}, [(2, "status")]),
        ("coordinator", {"status": "returned"}, [(2, "status")]),
        ("rep", {"month": "2021-07"}, [(2, "month")]),
        (Role.REPRESENTATIVE, {}, [(2, "federation")]),
        (Role.OBSERVER, {}, [(2, "federation")]),
        ("admin", {"status": "verified", "month": "2021-07"}, []),
    ],
)
def test_others_than_the_national_office_bring_in_what_they_may_enter_by_hand(desk, who, row, expected):
    desk.indicator()
    by = getattr(desk, who, None) or user_with(who)
    text = file_of(desk, {"value": "1", **row})

    if expected:
        assert problems(text, by) == expected
    else:
        assert counts(take(text, by)) == (1, 0, 0)


def test_without_anybody_a_locked_month_is_taken_in(desk, clock):
    desk.indicator()
    clock(LOCKED)

    assert counts(take(file_of(desk, {"value": "1"}))) == (1, 0, 0)


def test_chapters_of_districts_and_the_coordinators_office_are_found(desk):
    desk.indicator()
    desk.indicator("REP-01", by_coordinator=True)
    district = DistrictFactory(region=desk.region, code="31.71")
    ChapterFactory(region=desk.region, federation=desk.chapter.federation, district=district)
    ChapterFactory(region=desk.region, of_coordinator=True)
    ChapterFactory(region=RegionFactory(code="32"), federation=desk.chapter.federation)

    take(
        file_of(
            desk,
            {"value": "1", "district_code": "31.71"},
            {"value": "2", "region_code": "32"},
            {"value": "3", "federation": "KORWIL", "indicator": "REP-01"},
        )
    )

    assert [
        (row.value, row.chapter.code, row.chapter.region.code)
        for row in Contribution.objects.order_by("value")
    ] == [
        (Decimal(1), f"{desk.chapter.federation.code}-31.71", "31"),
        (Decimal(2), desk.chapter.federation.code, "32"),
        (Decimal(3), "KORWIL", "31"),
    ]


@pytest.mark.parametrize("count", [2, 12])
def test_statements_do_not_grow_with_the_rows(desk, count):
    desk.indicator()
    text = file_of(desk, *({"value": "1", "month": f"2021-{month:02}"} for month in range(1, count + 1)))

    with CaptureQueriesContext(connection) as statements:
        take(text)

    assert Contribution.objects.count() == count
    assert len(statements) == 13
