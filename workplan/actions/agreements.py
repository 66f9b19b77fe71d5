"""Verbs of a region's agreement, and of the nation's own: draft, propose, send back, agree, revise."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import Region, User
from rakerwil.transitions import ReasonMissing, Refused
from workplan.actions.transitions import log, take_step
from workplan.actions.years import refuse_closed
from workplan.enums import AgreementState
from workplan.models import Agreement, Target, WorkYear
from workplan.models.agreement import MERGED, STEPS
from workplan.reporting import promises


def draft(year: WorkYear, region: Region | None, *, by: User | None) -> tuple[Agreement, bool]:
    """The agreement of the region, or without one the nation's own; and whether a first draft was begun.

    Call inside a transaction. Raises WrongState where the year is closed.
    """
    refuse_closed(WorkYear.objects.select_for_update().get(pk=year.pk))
    rows = Agreement.objects.select_for_update(of=("self",)).select_related("year")
    stored = rows.filter(year=year, region=region).first()
    if stored is not None:
        return stored, False
    agreement = Agreement(year=year, region=region)
    agreement._history_user = by  # type: ignore[attr-defined]
    agreement.save()
    log(agreement, "draft", by=by, to_state=agreement.state)
    return agreement, True


def take_in(year: WorkYear, region: Region | None, *, by: User | None) -> tuple[Agreement, bool]:
    """The agreement that targets from a file belong to, and whether it was made for them, agreed as of today.

    Call inside a transaction. Raises Refused while a first draft is worked on: it would be overrun.
    """
    agreement = Agreement.objects.filter(year=year, region=region).first()
    if agreement is None:
        agreement = Agreement(
            year=year,
            region=region,
            state=AgreementState.AGREED,
            agreed_on=timezone.localdate(),
            agreed_by=by,
        )
        agreement._history_user = by  # type: ignore[attr-defined]
        agreement.save()
        log(agreement, "import", by=by, to_state=agreement.state)
        return agreement, True
    if not agreement.has_been_agreed:
        raise Refused(
            _("The agreement is still being worked on (%(state)s). Agree it on its page first.")
            % {"state": agreement.get_state_display()}
        )
    return agreement, False


@transaction.atomic
def propose(agreement: Agreement, *, gap_reason: str, by: User) -> None:
    """The region stands by its targets and sends them to the national office.

    Pledges that do not add up to the targets need a reason. Raises WrongState, Refused for an agreement
    without a target, ReasonMissing.
    """
    year = WorkYear.objects.select_for_update().get(pk=agreement.year_id)
    refuse_closed(year)
    if not agreement.targets.exists():
        raise Refused(_("There is no target yet. Fill in the targets first."))
    region = agreement.region
    has_gaps = region is not None and bool(promises.of_region(year, region).gaps)
    said = gap_reason.strip() if has_gaps else ""
    if has_gaps and not said:
        raise ReasonMissing(_("The pledges do not add up to the targets. Write why, then propose."))
    _take(
        agreement,
        "propose",
        by=by,
        said=said,
        gap_reason=said,
        proposed_at=timezone.now(),
        proposed_by=by,
    )


@transaction.atomic
def send_back(agreement: Agreement, *, reason: str, by: User) -> None:
    """The national office asks the region to change something; raises WrongState or ReasonMissing."""
    refuse_closed(WorkYear.objects.select_for_update().get(pk=agreement.year_id))
    _take(agreement, "send_back", by=by, said=reason)


@transaction.atomic
def agree(
    agreement: Agreement,
    *,
    agreed_on: date,
    letter_number: str,
    signatories: Sequence[dict[str, str]],
    by: User,
) -> None:
    """The national office agrees: the targets count from now on, a revision's from their months.

    `signatories`: name and office of each. The nation's own agreement, which nobody else proposes, is
    proposed and agreed in one. Raises WrongState, or Refused for a date to come or without a target.
    """
    refuse_closed(WorkYear.objects.select_for_update().get(pk=agreement.year_id))
    if agreed_on > timezone.localdate():
        raise Refused(_("The date of the agreement lies in the future."))
    if not agreement.targets.exists():
        raise Refused(_("There is no target yet. Fill in the targets first."))
    if agreement.region_id is None and agreement.is_draft:
        _take(agreement, "propose", by=by, proposed_at=timezone.now(), proposed_by=by)
    _take(
        agreement,
        "agree",
        by=by,
        agreed_on=agreed_on,
        agreed_by=by,
        letter_number=letter_number.strip(),
        signatories=list(signatories),
    )
    _let_count(agreement, by=by)


@transaction.atomic
def revise(agreement: Agreement, *, reason: str, by: User) -> None:
    """Open what was agreed for a revision; it keeps counting until the revision is agreed.

    Raises WrongState or ReasonMissing.
    """
    refuse_closed(WorkYear.objects.select_for_update().get(pk=agreement.year_id))
    _take(agreement, "revise", by=by, said=reason, proposed_at=timezone.now(), proposed_by=by)


def _take(agreement: Agreement, verb: str, *, by: User, said: str = "", **changes: Any) -> None:
    """One step, as a new version, so that an open edit form notices."""
    agreement.refresh_from_db(fields=["version"])
    agreement._history_user = by  # type: ignore[attr-defined]
    take_step(agreement, STEPS, verb, by=by, reason=said, version=agreement.version + 1, **changes)


def _let_count(agreement: Agreement, *, by: User) -> None:
    """What was typed counts: draft lines, or a revision's from their months.

    An agreed line from the same month takes the new figures, and its history keeps the old.
    """
    agreed = {(row.indicator_id, row.effective_month): row for row in agreement.targets.agreed()}
    for row in agreement.targets.filter(is_agreed=False):
        older = agreed.get((row.indicator_id, row.effective_month))
        if older is None:
            row.is_agreed = True
            _save(row, by=by)
            continue
        older.value = row.value
        older.baseline = older.baseline if row.baseline is None else row.baseline
        older.reason, older.reason_note = row.reason, row.reason_note
        older.letter_number = row.letter_number
        row._history_user, row._change_reason = by, MERGED  # type: ignore[attr-defined]
        row.delete()
        _save(older, by=by)


def _save(target: Target, *, by: User) -> None:
    target._history_user = by  # type: ignore[attr-defined]
    target.save()
