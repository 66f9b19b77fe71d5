import csv
import io
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import translation

from rakerwil.csvfiles import FileRefused
from rakerwil.transitions import WrongState
from tests.factories.plans import IndicatorFactory, TargetFactory, WorkYearFactory
from tests.factories.users import UserFactory
from workplan.enums import YearState
from workplan.imports import indicators
from workplan.models import Indicator, Objective, Transition, WorkYear

pytestmark = pytest.mark.django_db

FRAMEWORK = Path("workplan/management/example/indicators.csv")
ROW = {
    "code": "ORG-01",
    "objective_id": "Organisasi",
    "objective_en": "Organisation",
    "name_id": "Anggota baru",
    "name_en": "New members",
    "unit_id": "orang",
    "unit_en": "persons",
    "measure": "count",
    "accumulation": "flow",
    "direction": "up",
    "decimals": "0",
    "weight": "3",
    "by_sex": "no",
    "needs_evidence": "no",
    "reported_by": "federations",
}


def file_of(*rows, columns=indicators.REQUIRED, delimiter=","):
    """A framework; what a row does not say is as in ROW."""
    columns = [*columns, *dict.fromkeys(name for row in rows for name in row if name not in columns)]
    text = io.StringIO()
    writer = csv.DictWriter(text, columns, restval="", delimiter=delimiter, extrasaction="ignore")
    writer.writeheader()
    writer.writerows({**ROW, **row} for row in rows)
    return text.getvalue()


def problems(text, year=2021):
    with pytest.raises(FileRefused) as caught, translation.override("en"):
        indicators.take(text, year, by=None)
    assert not Indicator.objects.filter(year__year=year).exists()
    return [(problem.row, problem.column) for problem in caught.value.problems]


def counts(result):
    return result.added, result.changed, result.unchanged


def test_the_published_framework_comes_whole_and_in_its_order(repository):
    text = (repository / FRAMEWORK).read_text("utf-8")

    result = indicators.take(text, 2021, by=None)

    rows = list(csv.DictReader(io.StringIO(text)))
    assert counts(result) == (24, 0, 0)
    assert [row.code for row in Indicator.objects.all()] == [row["code"] for row in rows]
    assert [row.name_id for row in Objective.objects.all()] == list(
        dict.fromkeys(row["objective_id"] for row in rows)
    )
    assert Indicator.objects.get(code="ORG-07").subset_of == Indicator.objects.get(code="ORG-01")


def test_the_same_file_twice_changes_nothing(repository):
    text = (repository / FRAMEWORK).read_text("utf-8")
    indicators.take(text, 2021, by=None)
    before = list(Indicator.objects.values()), Indicator.history.count(), Transition.objects.count()

    result = indicators.take(text, 2021, by=None)

    assert (counts(result), result.has_changes) == ((0, 0, 24), False)
    assert before == (list(Indicator.objects.values()), Indicator.history.count(), Transition.objects.count())


def test_a_missing_year_is_created_open_due_on_the_tenth():
    user = UserFactory()

    with translation.override("en"):
        result = indicators.take(file_of({}), 2024, by=user)

    year = WorkYear.objects.get(year=2024)
    assert (year.state, year.due_day) == (YearState.OPEN, 10)
    assert result.remarks == ["Work year 2024 created: open, due on day 10 of the next month."]
    assert [step.verb for step in Transition.objects.of(year)] == ["create", "open"]
    assert {step.by for step in Transition.objects.all()} == {user}


def test_a_year_in_preparation_stays_in_preparation():
    WorkYearFactory(state=YearState.PREPARING, opened_at=None)

    result = indicators.take(file_of({}), 2021, by=None)

    assert (WorkYear.objects.get().state, result.remarks) == (YearState.PREPARING, [])


def test_a_closed_year_takes_nothing():
    WorkYearFactory(state=YearState.CLOSED, closed_at="2022-02-01T00:00Z")

    with pytest.raises(WrongState):
        indicators.take(file_of({}), 2021, by=None)

    assert Indicator.objects.count() == 0


def test_optional_columns_are_read():
    row = {"frequency": "quarterly", "from_month": "2021-04", "until_month": "2021-09"}

    indicators.take(file_of({**row, "trajectory": "10/40/70/100", "weight": "2.5"}), 2021, by=None)

    stored = Indicator.objects.get()
    assert (stored.frequency, stored.first_month, stored.last_month, stored.trajectory, stored.weight) == (
        "quarterly",
        date(2021, 4, 1),
        date(2021, 9, 1),
        "10/40/70/100",
        Decimal("2.5"),
    )


def test_without_the_optional_columns_an_indicator_is_monthly_for_the_whole_year():
    indicators.take(file_of({}), 2021, by=None)

    stored = Indicator.objects.get()
    assert (stored.frequency, stored.first_month.month, stored.last_month.month) == ("monthly", 1, 12)


def test_columns_come_in_any_order_and_with_a_byte_order_mark(repository, tmp_path):
    text = file_of({}, columns=tuple(reversed(indicators.REQUIRED)))

    result = indicators.take(text, 2021, by=None)

    assert counts(result) == (1, 0, 0)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ({"code": ""}, "code"),
        ({"code": "org 1"}, "code"),
        ({"code": "ORGANISATION-01"}, "code"),
        ({"name_id": ""}, "name_id"),
        ({"name_en": "x" * 121}, "name_en"),
        ({"objective_id": "x" * 81}, "objective_id"),
        ({"unit_id": ""}, "unit_id"),
        ({"measure": "amount"}, "measure"),
        ({"accumulation": ""}, "accumulation"),
        ({"direction": "sideways"}, "direction"),
        ({"reported_by": "everybody"}, "reported_by"),
        ({"decimals": ""}, "decimals"),
        ({"decimals": "5"}, "decimals"),
        ({"decimals": "0.5"}, "decimals"),
        ({"weight": ""}, "weight"),
        ({"weight": "0"}, "weight"),
        ({"weight": "-1"}, "weight"),
        ({"weight": "1,5"}, "weight"),
        ({"by_sex": "ja"}, "by_sex"),
        ({"by_sex": "yes", "measure": "ratio"}, "by_sex"),
        ({"measure": "milestone"}, "accumulation"),
        ({"measure": "milestone", "accumulation": "stock", "direction": "down"}, "direction"),
        ({"measure": "milestone", "accumulation": "stock", "decimals": "1"}, "decimals"),
        ({"frequency": "weekly"}, "frequency"),
        ({"frequency": "yearly", "until_month": "2021-11"}, "frequency"),
        ({"frequency": "quarterly", "from_month": "2021-04", "until_month": "2021-05"}, "frequency"),
        ({"from_month": "2020-12"}, "from_month"),
        ({"until_month": "2022-01"}, "until_month"),
        ({"from_month": "2021-6"}, "from_month"),
        ({"from_month": "2021-06", "until_month": "2021-05"}, "until_month"),
        ({"trajectory": "10/40/70"}, "trajectory"),
        ({"trajectory": "10/40/30/100"}, "trajectory"),
        ({"trajectory": "10/40/70/99"}, "trajectory"),
        ({"trajectory": "-10/40/70/100"}, "trajectory"),
        ({"subset_of": "ORG-99"}, "subset_of"),
        ({"subset_of": "ORG-01"}, "subset_of"),
    ],
)
def test_a_wrong_cell_is_refused_with_row_and_column(row, column):
    assert problems(file_of(row)) == [(2, column)]


def test_indicators_that_are_part_of_each_other_are_refused():
    text = file_of(
        {"code": "A-1", "subset_of": "A-2"},
        {"code": "A-2", "subset_of": "A-1"},
        {"code": "A-3", "subset_of": "A-1"},
    )

    assert problems(text) == [(2, "subset_of"), (3, "subset_of")]


def test_a_part_may_stand_before_its_whole_in_the_file():
    indicators.take(file_of({"code": "A-1", "subset_of": "A-2"}, {"code": "A-2"}), 2021, by=None)

    assert [(row.code, row.subset_of and row.subset_of.code) for row in Indicator.objects.all()] == [
        ("A-1", "A-2"),
        ("A-2", None),
    ]


def test_a_code_that_stands_twice_is_refused():
    assert problems(file_of({}, {"code": "ORG-02"}, {})) == [(4, "code")]


def test_an_objective_with_two_english_names_is_refused():
    assert problems(file_of({}, {"code": "ORG-02", "objective_en": "Organization"})) == [(3, "objective_en")]


def test_all_that_is_wrong_is_told_at_once_and_nothing_is_written():
    text = file_of({"weight": "0"}, {"code": "ORG-02"}, {"code": "ORG-03", "measure": "x", "decimals": "9"})

    assert problems(text) == [(2, "weight"), (4, "measure"), (4, "decimals")]
    assert WorkYear.objects.count() == 0


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("", [(0, "")]),
        ("\n\n", [(0, "")]),
        (file_of({}).replace(",note", ",notes"), [(1, "notes"), (1, "note")]),
        (file_of({}, delimiter=";"), None),
    ],
    ids=["empty", "blank", "unknown-column", "semicolons"],
)
def test_a_file_of_another_shape_is_refused(text, places):
    found = problems(text)

    assert found == places if places else {row for row, _column in found} == {1}


def test_a_header_alone_is_a_framework_without_lines():
    result = indicators.take(file_of(), 2021, by=None)

    assert (counts(result), Indicator.objects.count()) == ((0, 0, 0), 0)


def test_a_known_code_is_changed_and_keeps_its_history():
    indicators.take(file_of({}), 2021, by=None)

    result = indicators.take(file_of({"weight": "2", "name_id": "Anggota yang baru"}), 2021, by=None)

    stored = Indicator.objects.get()
    assert (counts(result), stored.weight, stored.version) == ((0, 1, 0), 2, 2)
    assert [row.weight for row in stored.history.all()] == [2, 3]


def test_what_figures_mean_is_not_changed_any_more_once_they_are_in_use():
    indicators.take(file_of({}, {"code": "ORG-02"}), 2021, by=None)
    TargetFactory(indicator=Indicator.objects.get(code="ORG-01"))

    with pytest.raises(FileRefused) as caught:
        indicators.take(file_of({"accumulation": "stock"}, {"code": "ORG-02", "weight": "5"}), 2021, by=None)

    assert [(problem.row, problem.column) for problem in caught.value.problems] == [(2, "code")]
    assert list(Indicator.objects.values_list("accumulation", "weight")) == [("flow", 3), ("flow", 3)]


def test_what_the_file_leaves_out_stays_and_new_ones_follow():
    indicators.take(file_of({"code": "A-1"}, {"code": "A-2"}), 2021, by=None)

    indicators.take(file_of({"code": "A-3"}, {"code": "A-1"}), 2021, by=None)

    assert [row.code for row in Indicator.objects.all()] == ["A-1", "A-2", "A-3"]


def test_a_file_that_names_every_indicator_sets_the_order():
    indicators.take(file_of({"code": "A-1"}, {"code": "A-2"}), 2021, by=None)

    result = indicators.take(file_of({"code": "A-2"}, {"code": "A-3"}, {"code": "A-1"}), 2021, by=None)

    assert [row.code for row in Indicator.objects.all()] == ["A-2", "A-3", "A-1"]
    assert counts(result) == (1, 2, 0)


def test_another_year_keeps_its_own_framework():
    IndicatorFactory(code="ORG-01", weight=9)

    indicators.take(file_of({}), 2022, by=None)

    assert [(row.year.year, row.weight) for row in Indicator.objects.order_by("year__year")] == [
        (2021, 9),
        (2022, 3),
    ]


def test_a_year_of_another_century_is_refused():
    assert problems(file_of({}), 1999) == [(0, "")]
