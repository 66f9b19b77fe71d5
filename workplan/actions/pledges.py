"""Verbs of pledges: take in from a file, save a chapter's list or the region's grid."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from federations.models import Chapter, Region, User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale
from workplan.actions.targets import revision_months
from workplan.actions.years import refuse_closed
from workplan.models import Agreement, Indicator, Pledge, WorkYear
from workplan.reporting.promises import latest_pledges, reported_by, stamp


@dataclass(frozen=True)
class Line:
    """What was typed for one chapter and indicator; None where the field was left empty."""

    chapter: Chapter
    indicator: Indicator
    value: Decimal | None


@dataclass(frozen=True)
class Revision:
    """Why, by which letter and from which month pledges change after the agreement was agreed."""

    effective_month: date
    reason: str
    reason_note: str = ""
    letter_number: str = ""


def refuse_wrong_chapter(chapter: Chapter, indicator: Indicator) -> None:
    """Raise Refused for what is only watched, or not the chapter's to report (domain rules 3 and 12)."""
    if not indicator.has_target:
        raise Refused(_("%(code)s is only watched: nothing is pledged on it.") % {"code": indicator.code})
    if not reported_by(indicator, chapter):
        raise Refused(
            _("%(chapter)s does not report %(code)s.") % {"chapter": chapter.name, "code": indicator.code}
        )


def record(
    stored: Pledge | None,
    chapter: Chapter,
    indicator: Indicator,
    month: date,
    value: Decimal,
    *,
    by: User | None,
    revision: Revision | None = None,
) -> bool:
    """Write a pledge that holds from a month; returns whether that changed anything.

    `stored` is the row that already holds from that month.
    """
    if stored is not None and stored.value == value:
        return False
    pledge = stored or Pledge(chapter=chapter, indicator=indicator, effective_month=month)
    pledge.value = value
    if revision is not None:
        pledge.reason, pledge.reason_note = revision.reason, revision.reason_note
        pledge.letter_number = revision.letter_number
    pledge._history_user = by  # type: ignore[attr-defined]
    pledge.save()
    return True


def may_type(agreement: Agreement | None) -> bool:
    """While nothing has been agreed, pledges are typed freely, unless the agreement lies with the nation."""
    return agreement is None or (agreement.is_draft and not agreement.has_been_agreed)


def needs_revision(agreement: Agreement | None) -> bool:
    """Once agreed, a change is the coordinator's, with reason and month."""
    return agreement is not None and agreement.has_been_agreed


@transaction.atomic
def save_lines(
    year: WorkYear,
    region: Region,
    lines: Sequence[Line],
    *,
    seen: str,
    revision: Revision | None,
    by: User,
) -> int:
    """Save pledges of chapters of the region; returns how many changed.

    `seen` is the stamp of the pledges that the page showed. An empty value takes a pledge back while nothing
    has been agreed. Raises WrongState, Stale when somebody saved in between, or Refused.
    """
    refuse_closed(WorkYear.objects.select_for_update().get(pk=year.pk))
    agreement = Agreement.objects.select_for_update().filter(year=year, region=region).first()
    if not may_type(agreement) and not needs_revision(agreement):
        raise WrongState(_("The agreement lies with the national office: pledges wait until it is decided."))
    standing = latest_pledges([line.chapter for line in lines], year)
    changed = [line for line in lines if _differs(line, standing.get((line.chapter.pk, line.indicator.pk)))]
    # what stands there already needs no saving: a form sent twice counts once
    if changed and seen != stamp(standing.values()):
        raise Stale
    if changed and needs_revision(agreement):
        _refuse_incomplete(year, revision)
    for line in changed:
        refuse_wrong_chapter(line.chapter, line.indicator)
        row = standing.get((line.chapter.pk, line.indicator.pk))
        if needs_revision(agreement) and revision is not None:
            _revise(line, row, revision, by=by)
        else:
            _type(line, row, year, by=by)
    return len(changed)


def _differs(line: Line, row: Pledge | None) -> bool:
    return line.value != (None if row is None else row.value)


def _refuse_incomplete(year: WorkYear, revision: Revision | None) -> None:
    if revision is None or not revision.reason:
        raise Refused(_("Choose from which month the change holds, and why."))
    if revision.effective_month not in revision_months(year, revision.reason):
        raise Refused(_("That month has been judged already; only a wrong figure can be corrected from it."))


def _type(line: Line, row: Pledge | None, year: WorkYear, *, by: User) -> None:
    """Before anything is agreed: one row, from January."""
    if line.value is None:
        if row is not None:
            row._history_user = by  # type: ignore[attr-defined]
            row.delete()
        return
    record(row, line.chapter, line.indicator, year.first_month, line.value, by=by)


def _revise(line: Line, row: Pledge | None, revision: Revision, *, by: User) -> None:
    """After that: a new row from its month, or the same row where it holds from that very month."""
    if line.value is None:
        raise Refused(
            _("%(code)s: type 0 to take the pledge back; empty would mean that nothing was said.")
            % {"code": line.indicator.code}
        )
    if row is not None and row.effective_month > revision.effective_month:
        raise Refused(
            _("%(code)s: a later pledge stands already; choose its month or a later one.")
            % {"code": line.indicator.code}
        )
    same = row if row is not None and row.effective_month == revision.effective_month else None
    record(same, line.chapter, line.indicator, revision.effective_month, line.value, by=by, revision=revision)
