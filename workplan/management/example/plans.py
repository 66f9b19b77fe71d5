"""Catch-up plans that the example's coordinators settled between two meetings."""

from federations.models import Region, User
from workplan.actions import catch_up_plans
from workplan.models import Indicator, WorkYear
from workplan.reporting import rollup

INDICATOR = "ORG-01"
MAILBOXES = {"31": "koordinator.jakarta", "35": "koordinator.jatim"}


def load(year: WorkYear, users: dict[str, User]) -> None:
    """The gap in new members as of the last month that is due, shared out as proposed, where there is one."""
    indicator = Indicator.objects.select_related("objective").get(year=year, code=INDICATOR)
    month = year.default_as_of()
    for code, mailbox in MAILBOXES.items():
        region = Region.objects.get(code=code)
        if rollup.catch_up(year, region, indicator, month).parts:
            catch_up_plans.save(region, indicator, month, parts={}, seen=0, by=users[mailbox])
