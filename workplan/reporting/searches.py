"""Looking for words in minutes, decisions, actions and recommendations, within what one may read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from federations.models import Person, User
from federations.reporting.people import veiled
from workplan.enums import MinutesState
from workplan.models import ActionItem, Decision, Meeting, MinutesEntry, Recommendation, RecordLine

MOST = 20
"""Of each kind; who gets more asks with more words."""
READ_AT_MOST = 200
AROUND = 90
"""Letters shown before and after what was found."""


@dataclass(frozen=True)
class Hit:
    """One place where the words stand."""

    meeting: Meeting
    title: str
    excerpt: str
    number: int | None = None
    item: int | None = None


@dataclass(frozen=True)
class Found:
    """What was found, by kind; newest meetings first."""

    minutes: list[Hit]
    decisions: list[Hit]
    actions: list[Hit]
    recommendations: list[Hit]

    @property
    def count(self) -> int:
        return len(self.minutes) + len(self.decisions) + len(self.actions) + len(self.recommendations)


def search(user: User, words: str) -> Found:
    """Everything that holds `words`, letter case aside, and that the user may open.

    What is masked is not searched: a name that the reader sees as initials finds nothing.
    """
    meetings = Meeting.objects.visible_to(user).values("pk")
    entries = MinutesEntry.objects.filter(
        readable_by(user, "minutes"), minutes__meeting__in=meetings, text__icontains=words
    )
    notes = RecordLine.objects.notes().filter(
        readable_by(user, "meeting__minutes"), meeting__in=meetings, text__icontains=words
    )
    decisions = Decision.objects.filter(meeting__in=meetings, text__icontains=words)
    actions = ActionItem.objects.filter(meeting__in=meetings, text__icontains=words)
    recommendations = Recommendation.objects.visible_to(user).filter(
        Q(title__icontains=words) | Q(text__icontains=words)
    )
    newest = "-meeting__starts_at"
    people = list(Person.objects.exclude(participations=None)) if user.scope.sees_masked else []
    return Found(
        minutes=_kept(
            sorted(
                [
                    *(
                        Hit(row.minutes.meeting, row.agenda_item.title, row.text, item=row.agenda_item_id)
                        for row in entries.select_related("minutes__meeting__region", "agenda_item").order_by(
                            "-minutes__meeting__starts_at", "agenda_item__position"
                        )[:READ_AT_MOST]
                    ),
                    *(
                        Hit(row.meeting, _title(row), row.text, item=row.agenda_item_id)
                        for row in notes.select_related("meeting__region", "agenda_item").order_by(
                            newest, "said_at"
                        )[:READ_AT_MOST]
                    ),
                ],
                key=lambda hit: hit.meeting.starts_at,
                reverse=True,
            ),
            words,
            people,
        ),
        decisions=_kept(
            (
                Hit(row.meeting, row.code, row.text, row.number, row.agenda_item_id)
                for row in decisions.select_related("meeting__region").order_by(newest, "number")[
                    :READ_AT_MOST
                ]
            ),
            words,
            people,
        ),
        actions=_kept(
            (
                Hit(row.meeting, row.code, row.text, row.number)
                for row in actions.select_related("meeting__region").order_by(newest, "number")[:READ_AT_MOST]
            ),
            words,
            people,
        ),
        recommendations=_kept(
            (
                Hit(row.meeting, row.code, f"{row.title}. {row.text}", row.number)
                for row in recommendations.distinct()
                .select_related("meeting__region")
                .order_by(newest, "number")[:READ_AT_MOST]
            ),
            words,
            people,
        ),
    )


def _title(note: RecordLine) -> str:
    """The item under which it was said."""
    return note.agenda_item.title if note.agenda_item else note.meeting.title


def readable_by(user: User, minutes: str) -> Q:
    """What stands in minutes that the user may read as they are (`workplan.read_minutes_as_they_stand`).

    `minutes` is the way from the row to them.
    """
    scope = user.scope
    readable = Q(**{f"{minutes}__state": MinutesState.APPROVED}) | Q(
        **{f"{minutes}__meeting__region__in": scope.runs_region_ids}
    )
    if scope.is_admin:
        return Q()
    if user.person_id:
        present = Meeting.objects.filter(
            participants__person=user.person_id, participants__stays__isnull=False
        ).values("pk")
        readable |= Q(**{f"{minutes}__state": MinutesState.CIRCULATED, f"{minutes}__meeting__in": present})
    return readable


def _kept(hits: Iterable[Hit], words: str, people: list[Person]) -> list[Hit]:
    """Those whose text holds the words as the reader sees it, each with what stands around them."""
    found = []
    for hit in hits:
        text = veiled(hit.excerpt, people)
        at = text.lower().find(words.lower())
        if at >= 0:
            shown = excerpt(text, at, len(words))
            found.append(Hit(hit.meeting, veiled(hit.title, people), shown, hit.number, hit.item))
    return found[:MOST]


def excerpt(text: str, at: int, length: int) -> str:
    """The words in their surroundings, cut at blanks."""
    begin, end = max(at - AROUND, 0), at + length + AROUND
    head = "…" if begin else ""
    tail = "…" if end < len(text) else ""
    if begin:
        begin = text.find(" ", begin, at) + 1 or begin
    if tail:
        cut = text.rfind(" ", at + length, end)
        end = cut if cut > 0 else end
    return f"{head}{' '.join(text[begin:end].split())}{tail}"
