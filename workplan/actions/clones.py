"""A meeting made from the last one: what is the same again, and by rule what that one left to do."""

import re
import uuid
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from federations.models import User
from rakerwil.versions import sign
from workplan.actions import agenda, invitations, matters, meetings, participants
from workplan.actions.transitions import log
from workplan.enums import AgendaKind, InvitationState, MeetingKind
from workplan.models import AgendaItem, Indicator, LetterTerms, Meeting, WorkYear
from workplan.reporting import follow_ups

MINUTES = 30
"""For the follow-up of the last meeting, where its rundown had no such line."""
BEFORE_IT = (AgendaKind.OPENING, AgendaKind.ADDRESS, AgendaKind.BREAK, AgendaKind.PLENARY)
"""What may come before the follow-up: it stands in front of the first line of another kind."""
TERMS = ("nature", "basis", "attire", "bring", "costs", "contact", "copies")
"""What the letters of both meetings say alike; the day until which they ask for an answer is another."""


@transaction.atomic
def clone(
    earlier: Meeting,
    *,
    year: WorkYear,
    title: str,
    starts_at: datetime,
    venue: str,
    city: str,
    token: uuid.UUID | None = None,
    by: User | None,
) -> Meeting:
    """A meeting in draft after the pattern of `earlier`; a known token gives its meeting.

    The same: purpose, quorum, rundown with commissions and fixed times, letters with their recipients and
    seats, and the people, all asked anew: nothing of their answers or attendance. Where purpose and rundown
    name the old work year, they name the new one. Carried over: matters and lines that were not reached.
    Open actions and recommendations without an answer are looked up under the first matter, the follow-up.
    """
    known = Meeting.objects.filter(token=token).exists() if token else False
    meeting = meetings.create(
        year=year,
        region=earlier.region,
        title=title,
        starts_at=starts_at,
        venue=venue,
        city=city,
        purpose=_anew(earlier.purpose, earlier.year, year),
        kind=earlier.kind,
        quorum_percent=earlier.quorum_percent,
        quorum_federations=earlier.quorum_federations,
        token=token,
        by=by,
    )
    if known:
        return meeting
    items = _rundown(earlier, meeting, by)
    _matters(earlier, meeting, items, by)
    for row in (
        earlier.participants.filter(person__erased_at=None).select_related("person").order_by("number")
    ):
        participants.invite(meeting, row.person, category=row.category, by=by)
    _letters(earlier, meeting, by)
    log(meeting, "clone", by=by, reason=earlier.slug)
    return meeting


def _anew(text: str, before: WorkYear, now: WorkYear) -> str:
    """The words of last time about this year: `Capaian Janji Kinerja 2021` becomes `… 2022`."""
    return re.sub(rf"\b{before.year}\b", str(now.year), text)


def title_of_follow_up(kind: str) -> str:
    """`Tindak lanjut Rakerwil lalu`: in the installation's language, since it is stored."""
    with override(settings.LANGUAGE_CODE):
        return _("Follow-up of the last %(kind)s") % {"kind": MeetingKind(kind).label}


def _rundown(earlier: Meeting, meeting: Meeting, by: User | None) -> dict[int, AgendaItem]:
    """The same lines with the follow-up among them; by the earlier line's id, and the follow-up under 0."""
    made: dict[int, AgendaItem] = {}
    follow_up = title_of_follow_up(meeting.kind)
    own = {row.code: row for row in Indicator.objects.filter(year=meeting.year_id)}
    rows = list(
        earlier.agenda.select_related("speaker", "unit").prefetch_related("indicators").order_by("position")
    )
    has_one = any(row.title == follow_up for row in rows)
    for row in rows:
        if not has_one and 0 not in made and row.kind not in BEFORE_IT:
            made[0] = _add_follow_up(meeting, follow_up, by)
        made[row.pk] = agenda.add(
            meeting,
            kind=row.kind,
            title=_anew(row.title, earlier.year, meeting.year),
            minutes_planned=row.minutes_planned,
            planned_at=row.planned_at,
            speaker=row.speaker,
            unit=row.unit,
            topic=_anew(row.topic, earlier.year, meeting.year),
            indicators=[own[indicator.code] for indicator in row.indicators.all() if indicator.code in own],
            by=by,
        )
        if row.title == follow_up:
            made[0] = made[row.pk]
    if 0 not in made:
        made[0] = _add_follow_up(meeting, follow_up, by)
    return made


def _add_follow_up(meeting: Meeting, title: str, by: User | None) -> AgendaItem:
    return agenda.add(meeting, kind=AgendaKind.PRESENTATION, title=title, minutes_planned=MINUTES, by=by)


def _matters(earlier: Meeting, meeting: Meeting, items: dict[int, AgendaItem], by: User | None) -> None:
    """The follow-up first, then what was not reached, each under the same line as before."""
    matters.add(meeting, title=title_of_follow_up(meeting.kind), is_follow_up=True, item=items[0], by=by)
    left_matters, left_items = follow_ups.left_over(earlier)
    for matter in left_matters:
        matters.add(
            meeting,
            title=matter.title,
            note=matter.note,
            item=items.get(matter.item_id or -1),
            came_from=matter.came_from or earlier,
            by=by,
        )
    for item in left_items:
        matters.add(meeting, title=item.title, note=item.topic, item=items[item.pk], came_from=earlier, by=by)


def _letters(earlier: Meeting, meeting: Meeting, by: User | None) -> None:
    """The same recipients with as many seats, as drafts; then federations that came into the region since."""
    terms = LetterTerms.objects.filter(meeting=earlier).first()
    if terms is not None:
        copied = LetterTerms(meeting=meeting, **{name: getattr(terms, name) for name in TERMS})
        sign(copied, by)
        copied.save()
    rows = earlier.invitations.exclude(state=InvitationState.WITHDRAWN).select_related("federation", "unit")
    active = set(invitations.active_federations(meeting).values_list("pk", flat=True))
    for row in rows:
        if row.federation_id is None or row.federation_id in active:
            invitations.write(
                meeting,
                kind=row.kind,
                recipient=row.recipient,
                quota=row.quota,
                federation=row.federation,
                unit=row.unit,
                request=row.request,
                by=by,
            )
    invitations.prepare(meeting, by=by)
