from datetime import UTC, date, datetime

import pytest

from federations.models import Region
from rakerwil.models import Letter
from tests.factories.desk import NationalDesk
from tests.factories.inputs import BEFORE_RAKORNAS
from workplan.actions import reminders
from workplan.actions.reminders import is_answer_day
from workplan.models import NationalInput, Recommendation
from workplan.reporting import follow_ups, unanswered, worklists

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clock):
    clock(BEFORE_RAKORNAS)
    desk = NationalDesk()
    desk.sent_package()
    return desk


def test_they_are_counted_for_the_nation_and_each_region(desk):
    regions = Region.objects.annotate(waiting_count=unanswered.per_region(desk.year)).order_by("code")

    assert unanswered.waiting(desk.year).count == 3
    assert unanswered.waiting(desk.year, desk.west).count == 1
    assert [region.waiting_count for region in regions] == [2, 1]


def test_days_are_counted_from_the_first_input_that_was_sent(desk):
    waiting = unanswered.waiting(desk.year, desk.region)

    assert waiting.since == NationalInput.objects.get().submitted_at
    assert waiting.days(date(2021, 11, 14)) == 30
    assert unanswered.Waiting(0, waiting.since).days(date(2021, 11, 14)) == 0


def test_the_text_to_paste_names_regions_and_counts(desk):
    lines = unanswered.message(desk.year, worklists.items(desk.year)).splitlines()

    assert lines[1:] == [f"- {desk.region.name}: 2", "- Jawa Barat: 1"]


def test_without_any_there_is_nothing_to_paste(desk):
    Recommendation.objects.update(state="declined")

    assert unanswered.message(desk.year, worklists.items(desk.year)) == ""


@pytest.mark.parametrize(("days", "is_told"), [(0, False), (29, False), (30, True), (31, False), (37, True)])
def test_the_national_office_is_reminded_after_a_month_and_then_weekly(days, is_told):
    assert is_answer_day(days) is is_told


def test_the_letter_goes_to_the_national_office_once(desk):
    at = datetime(2021, 11, 14, 2, tzinfo=UTC)

    reminders.write(at)
    reminders.write(at)

    letters = Letter.objects.filter(kind="unanswered")
    assert [letter.address for letter in letters] == [desk.admin.email]


def test_next_years_rakerwil_opens_with_them(desk):
    coming = type(desk.meeting)(
        kind="rakerwil", region=desk.region, year=desk.year, starts_at=datetime(2022, 9, 9, 2, tzinfo=UTC)
    )

    found = follow_ups.follow_up(coming)

    assert [row.code for row in found.unanswered] == ["R-1", "R-2"]
