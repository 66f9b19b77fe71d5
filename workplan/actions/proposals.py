"""The year's drafts begun for all regions at once, from what was proposed."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import Refused
from workplan.actions import pledges, targets
from workplan.models import WorkYear
from workplan.reporting.promises import latest_pledges, stamp
from workplan.reporting.proposals import NationProposal, RegionProposal


@dataclass(frozen=True)
class Begun:
    """How much was written."""

    regions: int
    targets: int
    pledges: int


@transaction.atomic
def begin(proposal: NationProposal, seen: str, *, by: User) -> Begun:
    """Write the proposed targets and pledges as drafts of their regions; nothing counts before it is agreed.

    `seen` is the stamp of what the page showed. Raises Refused where something else would be written now, or
    nothing at all; WrongState where the year is closed; Stale where a region saved in between.
    """
    if proposal.stamp != seen:
        raise Refused(_("Figures or drafts have changed since you looked. Look again, then save."))
    if not proposal.targets:
        raise Refused(_("There is nothing to propose: every target stands, or last year has no figures."))
    given = [row for row in proposal.regions if row.targets]
    return Begun(
        regions=len(given),
        targets=sum(_targets(proposal.year, row, by=by) for row in given),
        pledges=sum(_pledges(proposal.year, row, by=by) for row in given if row.shares),
    )


def _targets(year: WorkYear, row: RegionProposal, *, by: User) -> int:
    lines: Sequence[targets.Line] = [
        targets.Line(line.indicator, proposal.value, proposal.baseline)
        for line in row.lines
        if (proposal := row.targets.get(line.indicator.code))
    ]
    version = row.agreement.version if row.agreement else 0
    return targets.save_lines(year, row.region, version, lines, by=by)


def _pledges(year: WorkYear, row: RegionProposal, *, by: User) -> int:
    lines = [pledges.Line(share.chapter, share.indicator, share.value) for share in row.shares]
    standing = latest_pledges([line.chapter for line in lines], year)
    return pledges.save_lines(year, row.region, lines, seen=stamp(standing.values()), revision=None, by=by)
