from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import count

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import AgreementFactory, IndicatorFactory, TargetFactory, WorkYearFactory
from tests.factories.users import PersonFactory, UserFactory
from workplan.actions import agreements, indicators, objectives, pledges, targets, years
from workplan.actions.pledges import Revision
from workplan.actions.targets import Line
from workplan.models import Agreement, Indicator, Objective
from workplan.reporting import histories
from workplan.reporting.promises import stamp

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


@pytest.fixture
def admin(monkeypatch):
    """Somebody whose every step takes a second, on 15 February 2021."""
    seconds = count()
    start = datetime(2021, 2, 15, 4, 5, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: start + timedelta(seconds=next(seconds)))
    return UserFactory(person=PersonFactory(name="Orang DEN (contoh)"))


def told(lines):
    """Oldest first, without the moments."""
    return [(line.text, line.who, line.reason) for line in reversed(lines)]


def test_the_frameworks_history_tells_old_and_new(admin):
    year = years.create(2022, by=admin)
    objective = Objective(year=year, name_id="Organisasi", name_en="Organisation")
    objectives.add(objective, by=admin)
    indicator = IndicatorFactory.build(
        year=year,
        objective=objective,
        code="ORG-01",
        first_month=date(2022, 1, 1),
        last_month=date(2022, 12, 1),
    )
    indicators.add(indicator, by=admin)
    indicator.weight, indicator.direction, indicator.needs_evidence = Decimal("2.5"), "down", True
    indicators.edit(indicator, 1, by=admin)
    years.open_year(year, by=admin)
    year.due_day = 12
    years.configure(year, year.version, by=admin)
    indicators.retire(Indicator.objects.get(), date(2022, 6, 1), reason="Diganti", by=None)

    lines = told(histories.of_framework(year))

    who = "Orang DEN (contoh)"
    assert lines == [
        ("Year created", who, ""),
        ("Organisasi: added", who, ""),
        ("ORG-01: added", who, ""),
        (
            (
                "ORG-01: Which way is better: More is better → Less is better; Weight: 1 → 2.5; "
                "Needs evidence: no → yes"
            ),
            who,
            "",
        ),
        ("Year opened", who, ""),
        ("Due day: 10 → 12", who, ""),
        ("ORG-01: ends with June 2022", "the system", "Diganti"),
    ]


def test_what_was_taken_out_stays_in_the_history(admin):
    year = years.create(2022, by=admin)
    objective = Objective.objects.create(year=year, position=1, name_id="A", name_en="A")
    indicators.add(IndicatorFactory.build(year=year, objective=objective, code="ORG-09"), by=admin)

    indicators.take_out(Indicator.objects.get(), by=admin)

    assert told(histories.of_framework(year))[-1][0] == "ORG-09: taken out before the year began"


def test_another_years_framework_has_its_own_history(admin):
    years.create(2022, by=admin)
    other = WorkYearFactory(year=2023)

    assert histories.of_framework(other) == []


@pytest.mark.parametrize("rows", [1, 3])
def test_the_frameworks_history_takes_four_statements(admin, rows):
    year = WorkYearFactory()
    for _row in range(rows):
        indicator = IndicatorFactory()
        indicator.weight = 3
        indicators.edit(indicator, 1, by=admin)

    with CaptureQueriesContext(connection) as queries:
        lines = histories.of_framework(year)

    assert (len(lines), len(queries)) == (rows, 4)


def test_an_agreements_steps_are_told_with_their_reasons(admin):
    agreement = AgreementFactory(state="draft", agreed_on=None)
    TargetFactory(agreement=agreement, is_agreed=False)
    agreements.propose(agreement, gap_reason="Belum lengkap", by=admin)
    agreements.send_back(agreement, reason="Terlalu rendah", by=admin)

    assert [(text, reason) for text, _who, reason in told(histories.of_agreement(agreement))] == [
        ("Proposed", "Belum lengkap"),
        ("Sent back", "Terlalu rendah"),
    ]


def test_a_targets_history_tells_old_new_month_and_why(admin):
    region = RegionFactory(code="31")
    indicator = IndicatorFactory(code="ORG-02", stock=True)
    year = indicator.year
    targets.save_lines(year, region, 0, [Line(indicator, Decimal(1000), Decimal(900))], by=admin)
    targets.save_lines(year, region, 2, [Line(indicator, Decimal(1100), Decimal(900))], by=admin)
    agreement = Agreement.objects.get()
    agreements.propose(agreement, gap_reason="Belum lengkap", by=admin)
    signed = {"agreed_on": date(2021, 2, 15), "letter_number": "1", "signatories": []}
    agreements.agree(agreement, **signed, by=admin)
    agreements.revise(agreement, reason="Negosiasi", by=admin)
    line = Line(
        indicator,
        Decimal(1200),
        effective_month=date(2021, 3, 1),
        reason="policy",
        letter_number="031/DEN/II/2021",
    )
    targets.save_lines(year, region, agreement.version, [line], by=admin)
    agreements.agree(agreement, **signed, by=admin)

    lines = [
        (text, reason) for text, _who, reason in told(histories.of_promise(agreement, region, indicator))
    ]

    why = "A decision of the national executive, letter 031/DEN/II/2021"
    assert lines == [
        ("Target 1,000, from January 2021, baseline 900, not agreed yet", ""),
        ("Target 1,000 → 1,100, from January 2021, baseline 900, not agreed yet", ""),
        ("Target 1,100, from January 2021, baseline 900", ""),
        ("Target 1,100 → 1,200, from March 2021, not agreed yet", why),
        ("Target 1,200, from March 2021", why),
    ]


def test_a_corrected_target_is_told_once(admin):
    agreement = AgreementFactory(region=RegionFactory(code="31"))
    row = TargetFactory(agreement=agreement, value=1000)
    agreements.revise(agreement, reason="Salah ketik", by=admin)
    line = Line(
        row.indicator, Decimal(100), effective_month=date(2021, 1, 1), reason="correction", letter_number="7"
    )
    targets.save_lines(agreement.year, agreement.region, agreement.version, [line], by=admin)
    agreement.refresh_from_db()
    agreements.agree(agreement, agreed_on=date(2021, 2, 15), letter_number="1", signatories=[], by=admin)

    lines = [text for text, *_rest in told(histories.of_promise(agreement, agreement.region, row.indicator))]

    assert lines == [
        "Target 1,000, from January 2021",
        "Target 1,000 → 100, from January 2021, not agreed yet",
        "Target 1,000 → 100, from January 2021",
    ]


def test_pledges_are_told_by_chapter(admin):
    region = RegionFactory(code="31")
    garteks, fpe = (
        ChapterFactory(region=region, federation=FederationFactory(code=code, short_name=code))
        for code in ("GARTEKS", "FPE")
    )
    indicator = IndicatorFactory()
    january, june = date(2021, 1, 1), date(2021, 6, 1)
    pledges.record(None, garteks, indicator, january, Decimal(90), by=admin)
    pledges.record(None, fpe, indicator, january, Decimal(30), by=None)
    why = Revision(june, "meeting", "Penugasan baru", "014")
    pledges.record(None, garteks, indicator, june, Decimal(120), by=admin, revision=why)

    lines = told(histories.of_promise(None, region, indicator))

    who = "Orang DEN (contoh)"
    assert lines == [
        ("GARTEKS 90, from January 2021", who, ""),
        ("FPE 30, from January 2021", "the system", ""),
        (
            "GARTEKS 90 → 120, from June 2021",
            who,
            "A decision of the regional meeting, Penugasan baru, letter 014",
        ),
    ]


def test_a_pledge_that_was_taken_back_is_told(admin):
    region = RegionFactory(code="31")
    chapter = ChapterFactory(region=region, federation=FederationFactory(code="FPE", short_name="FPE"))
    indicator = IndicatorFactory(ratio=True)
    pledges.record(None, chapter, indicator, date(2021, 1, 1), Decimal("60.5"), by=admin)
    pledges.save_lines(
        indicator.year,
        region,
        [pledges.Line(chapter, indicator, None)],
        seen=stamp(chapter.pledges.all()),
        revision=None,
        by=admin,
    )

    assert [text for text, *_rest in told(histories.of_promise(None, region, indicator))] == [
        "FPE 60.5%, from January 2021",
        "FPE 60.5% taken back",
    ]


@pytest.mark.parametrize("rows", [1, 3])
def test_a_lines_history_takes_two_statements(admin, rows):
    region = RegionFactory(code="31")
    target = TargetFactory(agreement=AgreementFactory(region=region))
    for _row in range(rows):
        chapter = ChapterFactory(region=region)
        pledges.record(None, chapter, target.indicator, date(2021, 1, 1), Decimal(5), by=admin)

    with CaptureQueriesContext(connection) as queries:
        lines = histories.of_promise(target.agreement, region, target.indicator)

    assert (len(lines), len(queries)) == (rows + 1, 2)


def test_an_indicators_definition_has_its_own_history(admin):
    year = WorkYearFactory(state="preparing", opened_at=None)
    objective = Objective(year=year, name_id="Organisasi", name_en="Organisation")
    objectives.add(objective, by=admin)
    added, other = (
        IndicatorFactory.build(year=year, objective=objective, code=code) for code in ("ORG-01", "ORG-02")
    )
    for each in (added, other):
        indicators.add(each, by=admin)
    added.name_en = "Members won"
    indicators.edit(added, version=added.version, by=admin)

    assert told(histories.of_indicator(added)) == [
        ("ORG-01: added", "Orang DEN (contoh)", ""),
        ("ORG-01: Name (English): Indicator ORG-01 → Members won", "Orang DEN (contoh)", ""),
    ]
