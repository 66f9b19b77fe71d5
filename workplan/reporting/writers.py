"""Who is writing the minutes right now, by office: no name leaves the desk."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from federations.models import User
from workplan.enums import AgendaKind
from workplan.models import AgendaItem, Meeting, MinutesEntry, MinutesWriter, OvertakenText

HEARD = timedelta(seconds=40)
"""A page that writes reports every quarter of a minute; silent for longer, somebody has gone."""


@dataclass(frozen=True)
class Sheet:
    """What one who writes has before them of one agenda item."""

    item: AgendaItem
    number: int
    """Its place in the rundown, from 1 on."""
    text: str
    version: int
    """0 where nothing stands yet."""
    changed_at: datetime | None
    overtaken: OvertakenText | None
    """The reader's own wording that waits for a choice."""
    writers: list[str]
    """Sentences about the others who write here now."""


def sheets(
    meeting: Meeting, reader: User, now: datetime, *, only: Collection[int] | None = None
) -> list[Sheet]:
    """Item by item in the rundown's order; breaks only where something is written. Four statements.

    `only`: the ids of the items that the reader writes under; None for all.
    """
    items = list(meeting.agenda.select_related("unit", "speaker").order_by("position"))
    entries = {entry.agenda_item_id: entry for entry in MinutesEntry.objects.filter(minutes__meeting=meeting)}
    waiting = {
        row.entry_id: row
        for row in OvertakenText.objects.filter(
            entry__agenda_item__meeting=meeting, written_by=reader, chosen=""
        )
    }
    told = writing(items, reader, now)
    found = []
    for number, item in enumerate(items, 1):
        entry = entries.get(item.pk)
        if item.kind == AgendaKind.BREAK and not (entry and entry.text):
            continue
        if only is None or item.pk in only:
            found.append(
                Sheet(
                    item=item,
                    number=number,
                    text=entry.text if entry else "",
                    version=entry.version if entry else 0,
                    changed_at=entry.changed_at if entry else None,
                    overtaken=waiting.get(entry.pk) if entry else None,
                    writers=told.get(item.pk, []),
                )
            )
    return found


def writing(items: list[AgendaItem], reader: User, now: datetime) -> dict[int, list[str]]:
    """By item, a sentence for each of the others who was heard of just now; one statement.

    `items`: the whole rundown in its order, since it numbers them.
    """
    numbers = {item.pk: number for number, item in enumerate(items, 1)}
    rows = MinutesWriter.objects.filter(agenda_item__in=numbers, seen_at__gt=now - HEARD)
    told: dict[int, list[str]] = defaultdict(list)
    for row in rows.exclude(user=reader).order_by("agenda_item", "pk"):
        words = _("%(office)s is writing item %(number)s") % {
            "office": row.get_office_display(),
            "number": numbers[row.agenda_item_id],
        }
        if words not in told[row.agenda_item_id]:
            told[row.agenda_item_id].append(words)
    return dict(told)
