"""Verbs of targets: take in from a file, save the grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from federations.models import Region, User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale, keep
from workplan.actions import agreements
from workplan.enums import RevisionReason
from workplan.models import Agreement, Indicator, Target, WorkYear
from workplan.reporting.promises import agreed_targets


@dataclass(frozen=True)
class Line:
    """What was typed for one indicator; month, reason and letter only while a revision is made."""

    indicator: Indicator
    value: Decimal | None
    baseline: Decimal | None = None
    effective_month: date | None = None
    reason: str = ""
    reason_note: str = ""
    letter_number: str = ""


def save(target: Target, *, by: User | None) -> None:
    """Write one target, and into its history who wrote it."""
    target._history_user = by  # type: ignore[attr-defined]
    target.save()


def record(
    stored: Target | None,
    agreement: Agreement,
    indicator: Indicator,
    month: date,
    value: Decimal,
    baseline: Decimal | None,
    *,
    by: User | None,
) -> bool:
    """Write a target that counts at once, as a file brings it; returns whether that changed anything.

    `stored` is the row that already holds from that month. An empty baseline keeps the earlier one.
    """
    target = stored or Target(agreement=agreement, indicator=indicator, effective_month=month)
    kept = target.baseline if baseline is None else baseline
    if stored is not None and (stored.value, stored.baseline) == (value, kept):
        return False
    target.value, target.baseline, target.is_agreed = value, kept, True
    save(target, by=by)
    return True


def refuse_uneditable(agreement: Agreement) -> None:
    """Raise WrongState where the lines are not open for typing: sent, or agreed and not under revision."""
    if not agreement.has_open_lines:
        raise WrongState(_("The targets can't be changed now. Look at the agreement's state."))


def revision_months(year: WorkYear, reason: str) -> tuple[date, ...]:
    """The months from which a change can hold: those not judged yet, so that no old red turns green.

    Only an earlier figure that was wrong may be put right from any month of the year.
    """
    if reason == RevisionReason.CORRECTION:
        return year.months
    return tuple(month for month in year.months if not year.is_judged(month))


@transaction.atomic
def save_lines(
    year: WorkYear, region: Region | None, version: int, lines: Sequence[Line], *, by: User
) -> int:
    """Save the grid of a region, or without one of the nation; returns how many lines changed.

    `version` is the agreement's when the page showed it, 0 where there was none: then a draft is begun. An
    empty value takes a draft's line away; in a revision a line that is as agreed needs no row. Raises
    WrongState, Stale, or Refused for a revised line without reason, letter or a month that can still change.
    """
    if version == 0 and all(line.value is None for line in lines):
        return 0
    current, is_new = agreements.draft(year, region, by=by)
    refuse_uneditable(current)
    if is_new:
        version = current.version
    if current.version != version:
        raise Stale
    open_rows = {row.indicator_id: row for row in current.targets.filter(is_agreed=False)}
    standing = agreed_targets(current)
    changed = sum(
        _save_line(current, line, open_rows.get(line.indicator.pk), standing.get(line.indicator.pk), by=by)
        for line in lines
    )
    if changed:
        keep(current, version, by=by)
    return changed


def _save_line(
    agreement: Agreement, line: Line, row: Target | None, agreed: Target | None, *, by: User
) -> bool:
    """One line of the grid; `row` is what is typed so far, `agreed` what counts."""
    if line.value is None and agreed is not None:
        raise Refused(_("%(code)s: what was agreed can't be left empty.") % {"code": line.indicator.code})
    if line.value is None or _is_as_agreed(line, agreed):
        if row is not None:
            row._history_user = by  # type: ignore[attr-defined]
            row.delete()
        return row is not None
    month = agreement.year.first_month
    if agreement.has_been_agreed:
        _refuse_incomplete(line, agreed, agreement.year)
        month = line.effective_month or month
    target = row or Target(agreement=agreement, indicator=line.indicator)
    wanted = {
        "effective_month": month,
        "value": line.value,
        "baseline": line.baseline if line.indicator.takes_baseline else None,
        "reason": line.reason,
        "reason_note": line.reason_note,
        "letter_number": line.letter_number,
    }
    if row is not None and all(getattr(row, name) == value for name, value in wanted.items()):
        return False
    for name, value in wanted.items():
        setattr(target, name, value)
    save(target, by=by)
    return True


def _is_as_agreed(line: Line, agreed: Target | None) -> bool:
    """Nothing new: the same target, and the same baseline or none, which keeps the earlier one."""
    if agreed is None or line.value != agreed.value:
        return False
    return line.baseline is None or line.baseline == agreed.baseline


def _refuse_incomplete(line: Line, agreed: Target | None, year: WorkYear) -> None:
    """A revised line says from when, why and by which letter (domain.md section 2, Changes in mid-year)."""
    code = line.indicator.code
    if not (line.effective_month and line.reason and line.letter_number.strip()):
        raise Refused(_("%(code)s: choose month and reason, and write the letter's number.") % {"code": code})
    if line.effective_month not in revision_months(year, line.reason):
        raise Refused(
            _("%(code)s: that month has been judged already; only a wrong figure can be corrected from it.")
            % {"code": code}
        )
    if agreed is not None and line.effective_month < agreed.effective_month:
        raise Refused(
            _("%(code)s: a later target stands already; choose its month or a later one.") % {"code": code}
        )
