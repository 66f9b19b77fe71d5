from decimal import Decimal

import pytest
from django.utils import translation

from tests.factories.desks import KEEN, LOCKED, Desk, entry
from tests.factories.plans import ContributionFactory, ImportBatchFactory, IndicatorFactory
from workplan.actions import contributions, verifications
from workplan.actions.verifications import Seen
from workplan.models import Contribution
from workplan.reporting import reports

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


def told(row):
    return [(line.text, line.reason) for line in reversed(reports.history(row))]


def test_every_figure_and_step_stands_with_its_reason(desk, clock):
    indicator = desk.indicator()
    contributions.fill_in(desk.chapter, [entry(indicator, 7)], by=desk.rep)
    row = Contribution.objects.get()
    clock("2021-09-05 10:01")
    contributions.send(desk.chapter, [entry(indicator, 8, seen=row.version)], by=desk.rep)
    clock("2021-09-05 10:02")
    row.refresh_from_db()
    verifications.send_back([Seen(row, row.version)], reason="Salah baris.", by=desk.coordinator)

    lines = reports.history(row)

    assert told(row) == [
        ("7", ""),
        ("Draft begun", ""),
        ("7 → 8", ""),
        ("Sent to the coordinator", ""),
        ("Sent back", "Salah baris."),
    ]
    assert [line.who for line in lines] == [desk.coordinator.name, *[desk.rep.name] * 4]


def test_a_step_that_changes_no_figure_says_only_the_step(desk):
    row = desk.sent(desk.indicator())
    verifications.verify([Seen(row, row.version)], by=desk.coordinator)

    assert [text for text, _reason in told(row)].count("Verified") == 1
    assert len([text for text, _reason in told(row) if text == "10"]) == 1


def test_what_a_file_brought_says_so(desk):
    row = ContributionFactory(chapter=desk.chapter, import_batch=ImportBatchFactory(), value=Decimal(12))

    assert told(row) == [("12, from a file", "")]


@pytest.mark.parametrize(
    ("measure", "terms", "text"),
    [
        ({"ratio": True}, {"value": None, "numerator": 12, "denominator": 40}, "12 of 40 (30.0%)"),
        ({"ratio": True}, {"value": None, "numerator": 0, "denominator": 0}, "0 of 0"),
        ({"by_sex": True}, {"value": 12, "women": 5, "men": 7}, "12 (women 5, men 7)"),
        ({}, {"value": 1200}, "1,200"),
        ({}, {"value": None, "state": "draft"}, "–"),
    ],
)
def test_a_figure_reads_as_it_was_typed(measure, terms, text):
    row = Contribution(indicator=IndicatorFactory.build(**measure), **terms)

    assert reports.amount(row, row.indicator) == text


def test_a_note_is_told_with_its_text(desk):
    indicator = desk.indicator()
    contributions.fill_in(desk.chapter, [entry(indicator, 7, note="Dua minggu libur.")], by=desk.rep)

    assert ("Note: Dua minggu libur.", "") in told(Contribution.objects.get())


def test_a_correction_after_the_lock_says_what_it_is_and_why(desk, clock):
    row = desk.row(desk.indicator(), verified=True)
    clock(LOCKED)

    contributions.correct(
        desk.chapter, [entry(row.indicator, 12, seen=1)], reason="Salah ketik.", by=desk.admin
    )

    assert ("Corrected by the national office after the lock", "Salah ketik.") in told(row)
