"""Verbs of contributions by those who report: fill in, send, take back, correct after the lock."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.models import Chapter, User
from rakerwil.transitions import ReasonMissing, Refused, WrongState
from rakerwil.versions import Stale, sign
from workplan.actions import evidence
from workplan.actions.entries import (
    NAMES,
    Entry,
    EvidenceMissing,
    FigureMissing,
    Figures,
    NoteMissing,
    refuse_not_due,
    refuse_shut,
)
from workplan.actions.transitions import log, take_steps
from workplan.enums import ContributionState, YearState
from workplan.models import Contribution, WorkYear
from workplan.models.contribution import EDITABLE_STATES, STEPS
from workplan.reporting import months
from workplan.reporting.months import ChapterYear, Line


@dataclass(frozen=True)
class Outcome:
    """What became of an entry."""

    entry: Entry
    row: Contribution | None
    refusal: Refused | None = None
    has_changed: bool = False
    was_sent: bool = False
    version: int = 0
    """The version that the sender has now seen; 0 where nothing stands there."""


@transaction.atomic
def fill_in(chapter: Chapter, entries: Sequence[Entry], *, by: User | None) -> list[Outcome]:
    """Save each entry as it is, half filled in too; what one row is refused for does not touch the others.

    An entry that says what stands there already changes nothing, so that a form sent twice counts once. One
    that was not touched since its page was opened leaves alone what another has saved. Refusals: Stale,
    WrongState, TooManyFiles, Refused.
    """
    return [_filled(chapter, entry, by=by) for entry in entries]


@transaction.atomic
def carry_over(whole: ChapterYear, month: date, *, by: User | None) -> list[Outcome]:
    """Fill in each blank position of the month with the chapter's latest that was sent, as a draft.

    Positions where somebody has begun to type, and those without an earlier report, stay as they are.
    Refusals as in `fill_in`.
    """
    entries = [
        Entry(
            indicator=line.indicator,
            month=month,
            seen=line.row.version if line.row else 0,
            figures=Figures.of(line.earlier),
            note=line.row.note if line.row else "",
        )
        for line in whole.lines(month)
        if line.can_be_carried_over
    ]
    return fill_in(whole.chapter, entries, by=by)


@transaction.atomic
def send(chapter: Chapter, entries: Sequence[Entry], *, by: User | None) -> list[Outcome]:
    """Save all entries, then send those whose figure is whole; what can't be sent stays a draft.

    Further refusals: FigureMissing, EvidenceMissing, NoteMissing. Blank rows are passed over, and returned
    ones that nobody has answered.
    """
    outcomes = fill_in(chapter, entries, by=by)
    return _sent(chapter, [(each, _is_to_be_sent(each)) for each in outcomes], by=by)


@transaction.atomic
def correct(chapter: Chapter, entries: Sequence[Entry], *, reason: str, by: User | None) -> list[Outcome]:
    """The national office's correction of a locked month: what differs is reopened, changed and sent again.

    It then waits for somebody else's verification. Raises ReasonMissing; refusals as in `send`. A row that
    is refused stands as it stood, its evidence too: what was verified goes on counting.
    """
    if not reason.strip():
        raise ReasonMissing(_("Write the reason, so that the others understand this step."))
    found: dict[int, Outcome] = {}
    while len(found) < len(entries):
        places = [place for place in range(len(entries)) if place not in found]
        with transaction.atomic():
            outcomes = _corrected(chapter, [entries[place] for place in places], reason=reason, by=by)
            done = dict(zip(places, outcomes, strict=True))
            refused = {place: each for place, each in done.items() if each.refusal}
            transaction.set_rollback(bool(refused))
        # the others once more without those, since one row may have been measured by another
        found |= {place: _as_it_stood(chapter, each) for place, each in refused.items()} or done
    return [found[place] for place in range(len(entries))]


@transaction.atomic
def take_back(contribution: Contribution, seen: int, *, by: User | None) -> None:
    """Make a sent report a draft again, before a decision. Raises WrongState or Stale."""
    row = locked(contribution, seen, "take_back")
    refuse_shut(months.window(row.indicator.year, row.month, row.chapter), row.state)
    step([row], "take_back", by=by)


def locked(contribution: Contribution, seen: int, verb: str) -> Contribution:
    """The row as it is now, held until the end of the transaction.

    Raises WrongState where `verb` does not start from its state, Stale where it is not the version seen,
    Refused where the year is not open.
    """
    row = held([contribution])[contribution.pk]
    refuse_overtaken(row, seen, verb)
    return row


def refuse_overtaken(row: Contribution, seen: int, verb: str) -> None:
    """Raise what `locked` raises, for a row that is held."""
    if row.indicator.year.state != YearState.OPEN:
        raise Refused(_("The year is not open for reports."))
    if not STEPS.allows(verb, row.state):
        raise WrongState(_("This has already moved on. Look at its current state, then try again."))
    if row.version != seen:
        raise Stale


def held(contributions: Sequence[Contribution]) -> dict[int, Contribution]:
    """The rows as they are now, by key, held until the end of the transaction; one statement.

    In the order of their keys, so that two who want the same rows wait for each other and don't entangle.
    """
    rows = (
        Contribution.objects.select_for_update(of=("self",))
        .select_related("indicator__year", "chapter__region", "chapter__federation", "chapter__district")
        .filter(pk__in=[row.pk for row in contributions])
        .order_by("pk")
    )
    return {row.pk: row for row in rows}


def step(
    rows: Sequence[Contribution], verb: str, *, by: User | None, reason: str = "", **changes: Any
) -> None:
    """The same step of reports that are held, each as its next version; three statements for all."""
    for row in rows:
        sign(row, by)
    changes = {"changed_at": timezone.now(), **changes, "changed_by": by}
    take_steps(rows, STEPS, verb, by=by, reason=reason, **changes)


def returned(by: User | None, reason: str) -> dict[str, Any]:
    """What goes with a step back to the chapter."""
    now = timezone.now()
    return {
        "returned_at": now,
        "changed_at": now,
        "returned_by": by,
        "return_reason": reason.strip(),
        "verified_at": None,
        "verified_by": None,
    }


def _filled(chapter: Chapter, entry: Entry, *, by: User | None, reason: str = "") -> Outcome:
    """Save one entry; its figures may be refused while its evidence is kept."""
    row: Contribution | None = None
    has_changed, seen = False, entry.seen
    try:
        with transaction.atomic():
            refuse_not_due(chapter, entry.indicator, entry.month)
            row = _stored(chapter, entry)
            if counted := _counted(row, entry):
                return Outcome(entry, row, version=counted)
            if reason and row is not None and _is_to_be_reopened(row, entry):
                step([row], "reopen", by=by, reason=reason, **returned(by, reason))
                seen = row.version
            if entry.attachments:
                _refuse_shut(entry, chapter, row, reason)
                if row is None:
                    row = _new(chapter, entry)
                    _save(row, by=by)
                    seen = row.version
                has_changed = evidence.attach(row, entry.attachments, by=by) > 0
        with transaction.atomic():
            written = _written(chapter, entry, row, seen, by=by, reason=reason)
    except IntegrityError:
        if row is not None or _stored(chapter, entry) is None:
            raise
        # two first sendings at once: now the other's row stands there
        return _filled(chapter, entry, by=by, reason=reason)
    except Refused as refusal:
        return Outcome(entry, row, refusal, has_changed, version=seen)
    row, is_new = written or row, written is not None
    if row is not None and (is_new or (entry.figures and _says(entry, row) == (Figures.of(row), row.note))):
        seen = row.version
    return Outcome(entry, row, None, has_changed or is_new, version=seen)


def _corrected(chapter: Chapter, entries: Sequence[Entry], *, reason: str, by: User | None) -> list[Outcome]:
    """Reopened, changed and sent again, as far as nothing is refused."""
    outcomes = [_filled(chapter, entry, by=by, reason=reason) for entry in entries]
    wanted = [(each, each.has_changed and _is_to_be_sent(each, reason)) for each in outcomes]
    return _sent(chapter, wanted, by=by, reason=reason)


def _as_it_stood(chapter: Chapter, outcome: Outcome) -> Outcome:
    """What was refused, beside the row that nobody has touched."""
    return Outcome(
        outcome.entry, _stored(chapter, outcome.entry), outcome.refusal, version=outcome.entry.seen
    )


def _counted(row: Contribution | None, entry: Entry) -> int:
    """The version that this very sending has already written; 0 if it has not."""
    if row is None or entry.token is None or row.version == entry.seen:
        return 0
    versions = row.history.filter(token=entry.token).order_by("version").values_list("version", flat=True)
    return versions.first() or 0


def _is_to_be_reopened(row: Contribution, entry: Entry) -> bool:
    """The national office changes something about a verified report that it has seen as it is."""
    if row.state != ContributionState.VERIFIED or row.version != entry.seen:
        return False
    return bool(entry.attachments) or _says(entry, row) != (Figures.of(row), row.note)


def _says(entry: Entry, row: Contribution | None) -> tuple[Figures, str]:
    """What is to stand there after the entry."""
    standing = Figures.of(row) if row else Figures()
    return standing if entry.figures is None else entry.figures, entry.note.strip()


def _stored(chapter: Chapter, entry: Entry) -> Contribution | None:
    rows = Contribution.objects.select_for_update(of=("self",)).select_related("changed_by__person")
    row = rows.filter(chapter=chapter, indicator=entry.indicator, month=entry.month).first()
    if row is not None:
        row.chapter, row.indicator = chapter, entry.indicator
    return row


def _new(chapter: Chapter, entry: Entry) -> Contribution:
    return Contribution(chapter=chapter, indicator=entry.indicator, month=entry.month)


def _save(row: Contribution, *, by: User | None) -> None:
    """As the next version; a new row is a draft."""
    is_new = row.pk is None
    if not is_new:
        row.version += 1
    row.changed_at, row.changed_by = timezone.now(), by
    sign(row, by)
    row.save()
    if is_new:
        log(row, "draft", by=by, to_state=row.state)


def _refuse_shut(entry: Entry, chapter: Chapter, row: Contribution | None, reason: str) -> None:
    """A correction with a reason is taken when the window is locked, and only then."""
    window = months.window(entry.indicator.year, entry.month, chapter)
    if not (reason and window.is_locked and window.year.state == YearState.OPEN):
        refuse_shut(window, row.state if row else "")


def _written(
    chapter: Chapter, entry: Entry, row: Contribution | None, seen: int, *, by: User | None, reason: str
) -> Contribution | None:
    """Write figures and note where they say something new; None where they don't."""
    figures, note = _says(entry, row)
    if (figures, note) == ((Figures.of(row), row.note) if row else (Figures(), "")):
        return None
    if row is not None and row.version != seen and _is_untouched(entry, row, figures, note):
        return None
    _refuse_shut(entry, chapter, row, reason)
    if row is None:
        row = _new(chapter, entry)
    elif row.state not in EDITABLE_STATES:
        raise WrongState(_("This report has been sent. Take it back before you change it."))
    elif row.version != seen and not _is_for_evidence_alone(row, seen):
        raise Stale
    for name, part in zip(NAMES, astuple(figures), strict=True):
        setattr(row, name, part)
    # what a person wrote is no longer what the file said
    row.note, row.import_batch, row.token = note, None, entry.token
    _save(row, by=by)
    return row


def _is_for_evidence_alone(row: Contribution, seen: int) -> bool:
    """A row that a first file has made, whose answer got lost on the way: there is no other version."""
    return seen == 0 and row.version == 1 and row.is_blank and not row.note


def _is_untouched(entry: Entry, row: Contribution, figures: Figures, note: str) -> bool:
    """What was sent is what the page showed when it was opened: nobody typed there."""
    if entry.seen == 0:
        return figures.is_blank and not note
    shown = row.history.filter(version=entry.seen).order_by("-history_id").first()
    return shown is not None and (Figures.of(shown), shown.note) == (figures, note)


def _lines(chapter: Chapter, outcomes: Sequence[Outcome]) -> dict[int, Line]:
    """What stands now, with what is unusual about it, by the row's key; four statements."""
    year: WorkYear | None = next((outcome.entry.indicator.year for outcome in outcomes), None)
    if year is None:
        return {}
    whole = months.chapter_year(months.framework(year), chapter)
    lines = [whole.line(outcome.entry.indicator, outcome.entry.month) for outcome in outcomes]
    return {line.row.pk: line for line in lines if line.row is not None}


def _is_to_be_sent(outcome: Outcome, reason: str = "") -> bool:
    """It was saved, says something, and is not on its way already."""
    row, entry = outcome.row, outcome.entry
    if outcome.refusal or row is None or entry.figures is None or row.state not in EDITABLE_STATES:
        return False
    return not (Figures.of(row).is_blank or (not reason and is_unanswered(row)))


def _sent(
    chapter: Chapter, wanted: Sequence[tuple[Outcome, bool]], *, by: User | None, reason: str = ""
) -> list[Outcome]:
    """Send the rows that are wanted; refused, a row stays a draft."""
    lines = _lines(chapter, [outcome for outcome, _is_wanted in wanted])
    outcomes, ready = [], []
    for outcome, is_wanted in wanted:
        line = lines[outcome.row.pk] if is_wanted and outcome.row else None
        try:
            if line is not None:
                refuse_unready(line, reason)
        except Refused as refusal:
            outcomes.append(replace(outcome, refusal=refusal))
            continue
        if line is not None:
            ready.append(line)
        outcomes.append(replace(outcome, row=line.row, was_sent=True) if line is not None else outcome)
    submit(ready, by=by, reason=reason)
    return outcomes


def is_unanswered(row: Contribution) -> bool:
    """Returned, and neither changed nor given more evidence since: sent again it would say nothing new."""
    return row.state == ContributionState.RETURNED and row.changed_at == row.returned_at


def refuse_unready(line: Line, reason: str = "") -> None:
    """Raise FigureMissing, EvidenceMissing or NoteMissing; WrongState where the month is shut."""
    row = line.row
    if row is None:
        raise FigureMissing("value")
    window = months.window(line.indicator.year, row.month, row.chapter)
    if not (reason and window.is_locked and window.year.state == YearState.OPEN):
        refuse_shut(window, row.state)
    if missing := Figures.of(row).missing(line.indicator):
        raise FigureMissing(missing)
    if line.lacks_evidence:
        raise EvidenceMissing
    if line.doubts and not row.note:
        raise NoteMissing


def submit(lines: Sequence[Line], *, by: User | None, reason: str = "") -> None:
    """Send reports that are ready for verification; the caller holds their locks.

    The day of the first sending, by the region's clock, stays for ever. With a reason it is a correction.
    """
    now = timezone.now()
    by_day: dict[date, list[Contribution]] = {}
    for row in (line.row for line in lines):
        if row is not None:
            day = row.first_submitted_on or timezone.localdate(now, row.chapter.region.zone)
            by_day.setdefault(day, []).append(row)
    for day, rows in by_day.items():
        sent = {"submitted_at": now, "submitted_by": by, "first_submitted_on": day}
        step(rows, "correct" if reason else "submit", by=by, reason=reason, **sent)
