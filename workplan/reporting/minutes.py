"""What the minutes say, item by item: as they stand, and as they were approved (domain.md section 3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.utils.dateparse import parse_date, parse_datetime

from federations.models import Person, User
from federations.reporting.people import veiled
from workplan.enums import ActionState, AgendaKind
from workplan.models import Decision, Meeting, Minutes, RecordLine
from workplan.models.record_line import shown_name
from workplan.models.resolution import Resolution
from workplan.reporting import timetables

Json = dict[str, Any]

RESOLVED = tuple(each.name for each in Resolution._meta.get_fields())
"""How and with whom something was decided."""


@dataclass(frozen=True)
class Promise:
    """An action as the minutes name it."""

    number: int
    code: str
    text: str
    owner: str
    due_on: date | None
    state: str = ""
    """What has become of it, where the minutes are read as they stand."""


@dataclass(frozen=True)
class Note:
    """One line that was taken down while somebody spoke."""

    said_at: datetime | None
    text: str
    who: str = ""
    """The speaker as whoever reads may see the name; empty where nobody was named."""

    @property
    def words(self) -> str:
        """With the speaker before it."""
        return f"{self.who}: {self.text}" if self.who else self.text


@dataclass(frozen=True)
class Passage:
    """What the minutes say of one agenda item; without an item, of none."""

    item: int | None
    title: str = ""
    planned_at: datetime | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    present: int | None = None
    who: str = ""
    text: str = ""
    notes: list[Note] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    actions: list[Promise] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        return not (self.text or self.notes or self.decisions or self.actions)


@dataclass(frozen=True)
class Approved:
    """The text that two people signed last."""

    revision: int
    approved_at: datetime | None
    chair: User | None
    secretary: User | None
    passages: list[Passage]
    sha256: str


def passages(meeting: Meeting, minutes: Minutes, *, everything: bool = False) -> list[Passage]:
    """As it stands; what belongs to no item comes last.

    Without breaks of which nothing is on record, unless `everything` is asked for.
    """
    return _told(record(meeting, minutes), meeting, everything=everything)


def record(meeting: Meeting, minutes: Minutes) -> list[Json]:
    """What stands in the minutes as plain JSON types, which a snapshot can keep."""
    items = list(meeting.agenda.select_related("unit").order_by("position"))
    begins = timetables.begins_at(meeting)
    slots = timetables.timetable(begins, map(timetables.Entry.of, items), begins)
    texts = {entry.agenda_item_id: entry.text for entry in minutes.entries.all()} if minutes.pk else {}
    decisions = list(meeting.decisions.all())
    actions = list(meeting.actions.with_owners().order_by("number"))
    notes = list(meeting.lines.notes().told())

    def outcomes(item_id: int | None) -> Json:
        return {
            "notes": [_noted(row) for row in notes if row.agenda_item_id == item_id],
            "decisions": [_decided(row) for row in decisions if row.agenda_item_id == item_id],
            "actions": [
                {
                    "number": row.number,
                    "code": row.code,
                    "text": row.text,
                    "owner": str(row.owner),
                    "due_on": row.due_on.isoformat(),
                    "state": row.state,
                }
                for row in actions
                if row.agenda_item_id == item_id
            ],
        }

    rows = [
        {
            "item": item.pk,
            "kind": item.kind,
            "title": item.title,
            "planned_at": slot.begins_at.isoformat(),
            "opened_at": _written(item.opened_at),
            "closed_at": _written(item.closed_at),
            "present": item.opened_present,
            "unit": item.unit.code if item.unit else "",
            "speaker": item.speaker_id,
            "text": texts.get(item.pk, ""),
            **outcomes(item.pk),
        }
        for item, slot in zip(items, slots, strict=True)
    ]
    return [*rows, {"item": None, "kind": "", "text": "", **outcomes(None)}]


def approved(minutes: Minutes) -> Approved | None:
    """The text approved last; None where none was."""
    snapshot = minutes.approved_text
    if snapshot is None:
        return None
    kept = snapshot.data
    signers = User.objects.select_related("person").in_bulk([kept["chair"], kept["secretary"]])
    return Approved(
        revision=kept["revision"],
        approved_at=parse_datetime(kept["approved_at"]),
        chair=signers.get(kept["chair"]),
        secretary=signers.get(kept["secretary"]),
        passages=_told(kept["record"], minutes.meeting),
        sha256=snapshot.sha256,
    )


def frozen(minutes: Minutes, at: datetime) -> Json:
    """What a snapshot keeps of minutes that both have signed."""
    return {
        "meeting": minutes.meeting.slug,
        "revision": minutes.revision,
        "approved_at": at.isoformat(),
        "chair": minutes.chair_id,
        "secretary": minutes.secretary_id,
        "record": record(minutes.meeting, minutes),
    }


def _told(rows: Iterable[Json], meeting: Meeting, *, everything: bool = False) -> list[Passage]:
    """A record as passages, with names as whoever reads may see them."""
    kept = list(rows)
    speakers = Person.objects.in_bulk(
        {said["speaker"] for row in kept for said in (row, *row.get("notes", ())) if said.get("speaker")}
    )
    people = [*speakers.values(), *Person.objects.filter(participations__meeting=meeting)]
    found = [
        Passage(
            item=row["item"],
            title=row.get("title", ""),
            planned_at=_read(row.get("planned_at")),
            opened_at=_read(row.get("opened_at")),
            closed_at=_read(row.get("closed_at")),
            present=row.get("present"),
            who=row.get("unit") or str(speakers.get(row.get("speaker"), "")),
            text=veiled(row["text"], people),
            notes=[_note(each, speakers, people) for each in row.get("notes", ())],
            decisions=[_decision(each, people) for each in row["decisions"]],
            actions=[_promise(each, people) for each in row["actions"]],
        )
        for row in kept
        if everything or row["item"] is None or row["kind"] != AgendaKind.BREAK or _says(row)
    ]
    return found if not found[-1].is_empty else found[:-1]


def _says(row: Json) -> bool:
    return bool(row["text"] or row.get("notes") or row["decisions"] or row["actions"])


def _noted(line: RecordLine) -> Json:
    return {
        "said_at": _written(line.said_at),
        "text": line.text,
        "speaker": line.speaker.person_id if line.speaker else None,
        "speaker_name": line.speaker_name,
    }


def _note(row: Json, speakers: Mapping[int, Person], people: Iterable[Person]) -> Note:
    speaker = speakers.get(row["speaker"])
    return Note(
        said_at=_read(row["said_at"]),
        text=veiled(row["text"], people),
        who=str(speaker) if speaker else shown_name(row["speaker_name"]),
    )


def _decided(row: Decision) -> Json:
    values = {name: getattr(row, name) for name in RESOLVED}
    return {"number": row.number, "text": row.text, **values, "decided_at": _written(row.decided_at)}


def _decision(row: Json, people: Iterable[Person]) -> Decision:
    return Decision(
        **{**row, "text": veiled(row["text"], people), "decided_at": _read(row["decided_at"])},
    )


def _promise(row: Json, people: Iterable[Person]) -> Promise:
    return Promise(
        **{
            **row,
            "text": veiled(row["text"], people),
            "due_on": parse_date(row["due_on"]),
            "state": ActionState(row["state"]).label,
        }
    )


def _written(moment: datetime | None) -> str | None:
    return moment.isoformat() if moment else None


def _read(moment: str | None) -> datetime | None:
    return parse_datetime(moment) if moment else None
