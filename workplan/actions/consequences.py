"""What comes of an accepted recommendation: an indicator, a proposed target, a programme, an action."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from federations.models import Chapter, Region, Unit, User
from rakerwil.transitions import Refused, WrongState
from workplan.actions import action_items, indicators, programmes, targets
from workplan.actions.targets import Line
from workplan.actions.transitions import log
from workplan.enums import NATIONAL_KINDS, RecommendationState
from workplan.models import (
    ActionItem,
    Agreement,
    Composite,
    Consequence,
    Disposition,
    Indicator,
    Meeting,
    Programme,
    Target,
    WorkYear,
)
from workplan.models.disposition import Subject

FRUITFUL = (
    RecommendationState.ACCEPTED,
    RecommendationState.ACCEPTED_AMENDED,
    RecommendationState.CARRIED_OUT,
)
"""States in which something can come of it."""


def year_of(subject: Subject) -> WorkYear:
    """The year whose meetings raised it."""
    return subject.year if isinstance(subject, Composite) else subject.meeting.year


def next_year(subject: Subject) -> WorkYear | None:
    """The nearest later year whose framework is still in the making."""
    later = WorkYear.objects.filter(year__gt=year_of(subject).year).order_by("year")
    return next((year for year in later if year.is_preparing), None)


def later_year(subject: Subject) -> WorkYear | None:
    """The nearest later year that is not closed; a programme may begin in the middle of one."""
    later = WorkYear.objects.filter(year__gt=year_of(subject).year).order_by("year")
    return next((year for year in later if not year.is_closed), None)


def _refuse_fruitless(answer: Disposition) -> None:
    if not answer.is_published or answer.subject.state not in FRUITFUL:
        raise WrongState(_("Only of what was accepted, and told to the regions, something can come."))


def _keep(
    answer: Disposition, *, by: User, **thing: Indicator | Target | Programme | ActionItem
) -> Consequence:
    made: Consequence = Consequence.objects.create(disposition=answer, made_by=by, **thing)
    [name] = thing
    log(answer, f"became_{name}", by=by, reason=str(thing[name]))
    return made


@transaction.atomic
def make_indicator(answer: Disposition, indicator: Indicator, *, by: User) -> Consequence:
    """A new line of a later year's framework, already cleaned.

    Raises WrongState unless that year is in preparation.
    """
    _refuse_fruitless(answer)
    year = indicator.year
    if year.year <= year_of(answer.subject).year or not year.is_preparing:
        raise WrongState(
            _("A new indicator belongs to a later year whose framework is still in preparation.")
        )
    indicators.add(indicator, by=by)
    return _keep(answer, by=by, indicator=indicator)


@transaction.atomic
def make_target(
    answer: Disposition, indicator: Indicator, region: Region, value: Decimal, *, by: User
) -> Consequence:
    """A target proposed in the draft of a region's agreement of a later year; it counts once that is agreed.

    Raises WrongState where that agreement is no draft any more, or for an indicator of the same year.
    """
    _refuse_fruitless(answer)
    year = indicator.year
    if year.year <= year_of(answer.subject).year:
        raise WrongState(_("A proposed target belongs to a later year."))
    stored = Agreement.objects.filter(year=year, region=region).first()
    if stored is not None and not stored.is_draft:
        raise WrongState(_("The agreement of that region is no draft any more; revise it there."))
    version = stored.version if stored else 0
    targets.save_lines(year, region, version, [Line(indicator, value)], by=by)
    target = Target.objects.get(agreement__year=year, agreement__region=region, indicator=indicator)
    if answer.consequences.filter(target=target).exists():
        return answer.consequences.get(target=target)
    return _keep(answer, by=by, target=target)


@transaction.atomic
def make_programme(
    answer: Disposition, programme: Programme, serves: Iterable[Indicator], *, by: User
) -> Consequence:
    """A programme of a later year, already cleaned, and the indicators that it serves.

    Raises WrongState for one of the same year or an earlier one, or of a closed year.
    """
    _refuse_fruitless(answer)
    if programme.year.year <= year_of(answer.subject).year:
        raise WrongState(_("A programme that comes of an answer belongs to a later year."))
    programmes.begin(programme, serves, by=by)
    return _keep(answer, by=by, programme=programme)


@transaction.atomic
def make_action(
    answer: Disposition, *, text: str, owner: Chapter | Unit, due_on: date, by: User
) -> Consequence:
    """An action of the nation, in the meeting that decided or the latest one that still takes entries.

    Raises Refused where no national meeting of the year does.
    """
    _refuse_fruitless(answer)
    meeting = forum_of(answer)
    if meeting is None:
        raise Refused(
            _("No national meeting takes actions now. Call one in, or revise the minutes of the last.")
        )
    item = answer.decision.agenda_item if answer.decision and answer.decision.meeting == meeting else None
    action = action_items.promise(meeting, text=text, owner=owner, due_on=due_on, item=item, by=by)
    return _keep(answer, by=by, action=action)


def forum_of(answer: Disposition) -> Meeting | None:
    """Where an action that comes of it is written down."""
    if answer.decision is not None and answer.decision.meeting.takes_entries:
        return answer.decision.meeting
    rows = Meeting.objects.filter(
        kind__in=NATIONAL_KINDS, year__year__gte=year_of(answer.subject).year
    ).order_by("-starts_at")
    return next((meeting for meeting in rows if meeting.takes_entries), None)
