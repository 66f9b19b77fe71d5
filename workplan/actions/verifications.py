"""Verbs of contributions by those who decide: verify, return with a reason, reopen."""

from collections.abc import Sequence
from typing import NamedTuple

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import ReasonMissing, Refused, WrongState
from rakerwil.versions import Stale
from workplan.actions import notices
from workplan.actions.contributions import held, refuse_overtaken, returned, step
from workplan.models import Contribution
from workplan.reporting import months


class Seen(NamedTuple):
    """A report in the version that the page showed."""

    row: Contribution
    version: int


class Overtaken(Stale):
    """Some of several reports have changed or been decided since the page was opened."""

    def __init__(self, codes: Sequence[str]) -> None:
        Refused.__init__(
            self,
            _("Nothing was decided: %(codes)s changed after you opened this page. Look again, then decide.")
            % {"codes": ", ".join(codes)},
        )


class OwnReport(Refused):
    """Nobody verifies what they themselves submitted."""

    def __init__(self) -> None:
        super().__init__(_("Nobody verifies what they themselves submitted."))


@transaction.atomic
def verify(reports: Sequence[Seen], *, by: User) -> None:
    """Let the reports count, all of them or none, each in the version that was seen.

    Raises OwnReport, Refused where the year is not open, or Overtaken with the codes of those that are no
    longer what was seen.
    """
    rows = _held(reports, "verify")
    _refuse_own(rows, by)
    step(rows, "verify", by=by, verified_at=timezone.now(), verified_by=by)


@transaction.atomic
def send_back(reports: Sequence[Seen], *, reason: str, by: User) -> None:
    """Return the reports to their chapter with one reason, all of them or none; refusals as in `verify`.

    Raises ReasonMissing, too. They can be sent again whatever the month's window. Its people get a letter.
    """
    _refuse_silent(reason)
    rows = _held(reports, "send_back")
    _refuse_own(rows, by)
    step(rows, "send_back", by=by, reason=reason, **returned(by, reason))
    notices.returned(rows, by=by)


@transaction.atomic
def reopen(report: Seen, *, reason: str, by: User, may_correct: bool = False) -> None:
    """Return a verified report: it no longer counts until it is sent and verified again.

    After the lock this is a correction, the national office's (`may_correct`), and Refused to others.
    Refusals as in `send_back`.
    """
    _refuse_silent(reason)
    for row in _held([report], "reopen"):
        _refuse_own([row], by)
        window = months.window(row.indicator.year, row.month, row.chapter)
        if window.is_locked and not may_correct:
            raise Refused(_("This month is closed. The national office can reopen it, with a reason."))
        step([row], "reopen", by=by, reason=reason, **returned(by, reason))
        notices.returned([row], by=by)


def _refuse_own(rows: Sequence[Contribution], by: User) -> None:
    if any(row.submitted_by_id == by.pk for row in rows):
        raise OwnReport


def _refuse_silent(reason: str) -> None:
    if not reason.strip():
        raise ReasonMissing(_("Write the reason, so that the chapter knows what to change."))


def _held(reports: Sequence[Seen], verb: str) -> list[Contribution]:
    """All the rows, held; Overtaken with the codes of those that are no longer what was seen."""
    rows = held([report.row for report in reports])
    overtaken = []
    for report in sorted(reports, key=lambda report: report.row.pk):
        try:
            refuse_overtaken(rows[report.row.pk], report.version, verb)
        except (Stale, WrongState):
            overtaken.append(report.row)
    if overtaken:
        raise Overtaken([row.indicator.code for row in overtaken])
    return list(rows.values())
