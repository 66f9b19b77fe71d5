"""Taking in a file of contributions: all its rows in a few statements, each with its history."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _
from simple_history.utils import bulk_create_with_history, bulk_update_with_history

from federations.models import Chapter, User
from workplan.actions.entries import NAMES, Figures
from workplan.actions.transitions import log
from workplan.enums import ContributionState
from workplan.models import Contribution, ImportBatch, Indicator

CHUNK = 500
"""Rows per statement: SQLite takes a limited number of values at once."""


@dataclass(frozen=True)
class Report:
    """One row of the file as it shall stand."""

    chapter: Chapter
    indicator: Indicator
    month: date
    state: str
    figures: Figures
    submitted_on: date
    note: str


@dataclass(frozen=True)
class Taken:
    """How many rows were new, and how many changed one that stood there."""

    added: int
    changed: int


def differs(row: Contribution, report: Report) -> bool:
    """Whether the file says anything else than what stands there."""
    return (Figures.of(row), row.note, row.state) != (report.figures, report.note, report.state)


def take_in(
    new: Sequence[Report],
    changed: Sequence[tuple[Contribution, Report]],
    *,
    file_name: str,
    sha256: str,
    by: User | None,
) -> Taken:
    """Write the rows that are new or differ, as one batch; runs in the transaction of the caller.

    `changed`: rows of an earlier batch that nobody has worked on since. A verified row of a file is verified
    with it: the batch says by whom it came (decisions, data 5).
    """
    if not new and not changed:
        return Taken(0, 0)
    batch = ImportBatch.objects.create(
        file_name=file_name, sha256=sha256, row_count=len(new) + len(changed), imported_by=by
    )
    log(batch, "import", by=by, reason=file_name)
    rows = [_filled(Contribution(), report, batch, by) for report in new]
    bulk_create_with_history(rows, Contribution, batch_size=CHUNK, default_user=by)
    updated = [_filled(row, report, batch, by) for row, report in changed]
    for row in updated:
        row.version += 1
    if updated:
        bulk_update_with_history(updated, Contribution, FIELDS, batch_size=CHUNK, default_user=by)
    return Taken(len(rows), len(updated))


FIELDS = [
    *NAMES,
    "note",
    "state",
    "first_submitted_on",
    "submitted_at",
    "submitted_by",
    "verified_at",
    "verified_by",
    "returned_at",
    "returned_by",
    "return_reason",
    "import_batch",
    "version",
    "changed_at",
    "changed_by",
]
"""What a later file may change; chapter, indicator and month say which row it is."""


def _filled(row: Contribution, report: Report, batch: ImportBatch, by: User | None) -> Contribution:
    """The row as the file has it; the day it was first sent never changes."""
    row.chapter, row.indicator, row.month = report.chapter, report.indicator, report.month
    for name in NAMES:
        setattr(row, name, getattr(report.figures, name))
    row.note, row.state, row.import_batch = report.note, report.state, batch
    is_sent = report.state != ContributionState.DRAFT
    if is_sent:
        row.first_submitted_on = row.first_submitted_on or report.submitted_on
    row.submitted_at = _noon(report) if is_sent else None
    row.submitted_by = by if is_sent else None
    row.verified_at = batch.imported_at if report.state == ContributionState.VERIFIED else None
    row.verified_by = None
    is_returned = report.state == ContributionState.RETURNED
    row.returned_at = batch.imported_at if is_returned else None
    row.returned_by = by if is_returned else None
    row.return_reason = (report.note or _("Returned, as the file says.")) if is_returned else ""
    row.changed_at, row.changed_by = batch.imported_at, by
    return row


def _noon(report: Report) -> datetime:
    """The file knows the day, not the hour."""
    moment = datetime.combine(report.submitted_on, time(12))
    return timezone.make_aware(moment, report.chapter.region.zone)
