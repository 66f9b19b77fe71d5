import pytest

from tests.factories.inputs import BEFORE_RAKORNAS, Outcome
from tests.factories.organisation import RegionFactory
from workplan.reporting import national_inputs
from workplan.reporting.input_checks import checks

pytestmark = pytest.mark.django_db


@pytest.fixture
def region(clock):
    clock(BEFORE_RAKORNAS)
    return Outcome()


def grave(package):
    return [check.lack for check in checks(package, national_inputs.content(package)) if check.is_grave]


def test_checks_name_what_a_complete_package_lacks(region):
    package = region.package(foreword=" ", remarks="Ada.")

    found = checks(package, national_inputs.content(package))

    assert [(check.lack, check.is_grave) for check in found] == [("foreword", True), ("signatories", False)]


def test_a_region_that_has_not_met_lacks_nearly_everything(region):
    assert grave(national_inputs.draft(RegionFactory(code="32"), region.year)) == [
        "meeting",
        "recommendations",
        "foreword",
    ]


def test_a_meeting_that_goes_on_is_not_finished_and_one_that_is_over_lacks_its_minutes(region):
    package = region.package(foreword="Pengantar.")
    region.meeting.state, region.meeting.approved_at = "finished", None
    region.meeting.save()
    over = [check.lack for check in checks(package, national_inputs.content(package))]
    region.meeting.state, region.meeting.finished_at = "in_progress", None
    region.meeting.save()

    assert over[0] == "minutes"
    assert grave(package) == ["meeting_not_finished"]


def test_what_has_not_come_in_or_waits_is_counted(region):
    row = region.chapter.contributions.get(month="2021-08-01")
    row.delete()
    package = region.package(foreword="Pengantar.")

    found = {check.lack: check.count for check in checks(package, national_inputs.content(package))}

    assert found["reports"] == 1
