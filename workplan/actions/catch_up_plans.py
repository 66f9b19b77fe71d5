"""Saving a catch-up plan outside a meeting: whoever runs the region settles who brings how much."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Region, User
from rakerwil.transitions import Refused
from rakerwil.versions import Stale, sign
from workplan.actions.recommendations import uneven_words
from workplan.actions.transitions import log
from workplan.actions.years import refuse_closed
from workplan.enums import SnapshotKind
from workplan.models import CatchUpPlan, Indicator, Snapshot, WorkYear
from workplan.reporting import plans, rollup
from workplan.reporting.ledgers import indicator_terms
from workplan.reporting.plain import catch_up_json


def save(
    region: Region,
    indicator: Indicator,
    month: date,
    *,
    parts: Mapping[str, Decimal],
    seen: int,
    by: User | None,
    at: datetime | None = None,
) -> CatchUpPlan:
    """Keep these parts, by `plans.part_key`, of the gap as of `month`; what is not named is as proposed.

    `seen`: the version that the page showed, 0 for none yet. Raises Refused where there is nothing to share
    out, or the parts are not the gap; WrongState once the year is closed; Stale when somebody saved in
    between. Then nothing has changed.
    """
    try:
        with transaction.atomic():
            return _save(region, indicator, month, parts, seen, by, at or timezone.now())
    except IntegrityError as error:
        # two who saved the first plan at once: the database let one in
        raise Stale from error


def _save(
    region: Region,
    indicator: Indicator,
    month: date,
    parts: Mapping[str, Decimal],
    seen: int,
    by: User | None,
    at: datetime,
) -> CatchUpPlan:
    year = WorkYear.objects.select_for_update().get(pk=indicator.year_id)
    refuse_closed(year)
    row = CatchUpPlan.objects.select_for_update().filter(region=region, indicator=indicator).first()
    if (row.version if row else 0) != seen:
        raise Stale
    proposal = rollup.catch_up(year, region, indicator, month)
    if not proposal.parts:
        raise Refused(_("There is no gap to share out."))
    try:
        content = plans.edited(dict(catch_up_json(proposal)), parts, indicator_terms(indicator))
    except plans.Uneven as uneven:
        raise Refused(uneven_words(uneven, indicator.decimals)) from uneven
    row = row or CatchUpPlan(region=region, indicator=indicator)
    row.plan = Snapshot.objects.freeze(SnapshotKind.CATCH_UP_PLAN, content, by, at)
    row.saved_at, row.saved_by, row.version = at, by, seen + 1
    sign(row, by)
    row.save()
    log(row, "save", by=by, at=at)
    return row
