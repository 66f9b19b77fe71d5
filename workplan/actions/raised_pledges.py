"""Verbs of pledges raised in the room: say, take back, take over into the pledges."""

import uuid
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from federations.models import Chapter, User
from rakerwil.transitions import Refused, WrongState
from rakerwil.wording import day, figure
from workplan.actions import pledges
from workplan.actions.meetings import locked, refuse_without_entries
from workplan.actions.pledges import Line, Revision, needs_revision, refuse_wrong_chapter
from workplan.actions.targets import revision_months
from workplan.actions.transitions import log
from workplan.enums import RevisionReason
from workplan.models import Agreement, Indicator, Meeting, Participant, RaisedPledge
from workplan.reporting import raised_pledges as reporting
from workplan.reporting.gaps import is_closable
from workplan.reporting.ledgers import indicator_terms
from workplan.reporting.promises import latest_pledges, stamp


@transaction.atomic
def say(
    meeting: Meeting,
    *,
    indicator: Indicator,
    chapter: Chapter,
    participant: Participant,
    amount: Decimal,
    token: uuid.UUID | None = None,
    by: User | None,
    at: datetime | None = None,
) -> RaisedPledge:
    """Record that `participant` adds `amount` for `chapter`; a known token gives its row.

    Raises WrongState unless the meeting goes on or its record can still be written, Refused for an indicator
    whose gap is not closed by bringing more, for a chapter that does not report it, or of another one.
    """
    current = locked(meeting)
    earlier = RaisedPledge.objects.filter(token=token).first() if token else None
    if earlier is not None:
        return earlier
    refuse_without_entries(current)
    if not is_closable(indicator_terms(indicator)):
        raise Refused(_("The gap of %(code)s is not closed by bringing more.") % {"code": indicator.code})
    refuse_wrong_chapter(chapter, indicator)
    if chapter.region_id != current.region_id or participant.meeting_id != current.pk:
        raise Refused(_("Only those of this meeting raise a pledge in it, for a chapter of its region."))
    if not participant.speaks_for(chapter):
        raise Refused(
            _("Choose somebody of %(federation)s: each promises for the own federation only.")
            % {"federation": chapter.federation.code}
        )
    return RaisedPledge.objects.create(
        token=token or uuid.uuid4(),
        meeting=current,
        indicator=indicator,
        chapter=chapter,
        participant=participant,
        amount=amount,
        said_at=at or timezone.now(),
        recorded_by=by,
    )


@transaction.atomic
def take_back(raised: RaisedPledge, *, by: User | None, at: datetime | None = None) -> RaisedPledge:
    """Said by mistake: a row of its own takes it back; a second tap gives the same.

    Raises WrongState where it is in the pledges already, or the record can't be written.
    """
    current = locked(raised.meeting)
    earlier = RaisedPledge.objects.filter(takes_back=raised).first()
    if earlier is not None:
        return earlier
    refuse_without_entries(current)
    if raised.pk in reporting.taken_over([raised]):
        raise WrongState(_("The coordinator has taken it into the pledges; change the pledge there."))
    return RaisedPledge.objects.create(
        meeting=current,
        indicator=raised.indicator,
        chapter=raised.chapter,
        participant=raised.participant,
        amount=raised.amount,
        said_at=at or timezone.now(),
        recorded_by=by,
        takes_back=raised,
    )


@transaction.atomic
def take_over(meeting: Meeting, indicator: Indicator, *, by: User, at: datetime | None = None) -> int:
    """Add what stands to the chapters' pledges, once; returns how many were taken over.

    Once the agreement is agreed it is a revision by decision of the meeting, from the first month that is not
    judged yet. Raises WrongState where nothing waits or no month is left, and as `pledges.save_lines` does.
    """
    current = locked(meeting)
    waiting = reporting.waiting(current, indicator)
    if not waiting:
        raise WrongState(_("Nothing waits: what was raised is in the pledges."))
    if current.region is None:
        raise WrongState(_("Only a region's meeting has pledges."))
    sums: dict[Chapter, Decimal] = {}
    for row in waiting:
        sums[row.chapter] = sums.get(row.chapter, Decimal(0)) + row.amount
    standing = latest_pledges(list(sums), current.year)
    lines = [
        Line(chapter, indicator, added + _pledged(standing.get((chapter.pk, indicator.pk))))
        for chapter, added in sums.items()
    ]
    pledges.save_lines(
        current.year,
        current.region,
        lines,
        seen=stamp(standing.values()),
        revision=_revision(current, indicator, waiting),
        by=by,
    )
    for row in waiting:
        log(row, "take_over", by=by, at=at)
    return len(waiting)


def _pledged(stored: object) -> Decimal:
    """What the chapter has pledged so far."""
    value: Decimal = getattr(stored, "value", Decimal(0))
    return value


def _revision(meeting: Meeting, indicator: Indicator, waiting: list[RaisedPledge]) -> Revision | None:
    """By decision of the meeting, naming what was raised; none before anything has been agreed."""
    agreement = Agreement.objects.filter(year=meeting.year, region=meeting.region).first()
    if not needs_revision(agreement):
        return None
    months = revision_months(meeting.year, RevisionReason.MEETING)
    if not months:
        raise WrongState(_("Every month of the year has been judged; pledges of it no longer change."))
    total = sum((row.amount for row in waiting), Decimal(0))
    note = ngettext(
        "Raised in %(meeting)s on %(day)s: %(total)s by %(count)s speaker.",
        "Raised in %(meeting)s on %(day)s: %(total)s by %(count)s speakers.",
        len(waiting),
    ) % {
        "meeting": meeting.name,
        "day": day(meeting.day),
        "total": figure(total, indicator.decimals),
        "count": len(waiting),
    }
    return Revision(months[0], RevisionReason.MEETING, note)
