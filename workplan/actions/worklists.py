"""Verbs of the national office's working list: order, priority, and several lines in one act, all or none."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from federations.models import User
from rakerwil.transitions import Refused
from workplan.actions import dispositions
from workplan.models import Composite, Recommendation, WorkYear
from workplan.models.disposition import Subject
from workplan.reporting import worklists
from workplan.reporting.worklists import Item

T = TypeVar("T")

TOKEN = re.compile(r"([rg]\d{1,18})\.(\d{1,9})\.(\d{1,9})", re.ASCII)


@dataclass(frozen=True)
class Ticked:
    """A line as the page showed it: its row, and the versions of its wording and of its answer."""

    key: str
    version: int
    seen: int

    @classmethod
    def read(cls, token: str) -> "Ticked":
        """What `Item.token` wrote; raises Refused for anything else."""
        found = TOKEN.fullmatch(token)
        if found is None:
            raise Refused(_("Tick the recommendations in the list, then try again."))
        return cls(found[1], int(found[2]), int(found[3]))


class BlockRefused(Refused):
    """Some lines could not be taken, so none was; which, and why."""

    def __init__(self, reasons: Sequence[tuple[str, str]]) -> None:
        self.reasons = reasons
        told = " ".join(f"{name}: {reason}" for name, reason in reasons)
        super().__init__(_("Nothing was changed.") + " " + told)


CHANGED = gettext_lazy("Somebody changed it after you opened the list.")
GONE = gettext_lazy("It is not on the list any more.")


def held(year: WorkYear, ticked: Sequence[Ticked]) -> list[Item]:
    """The ticked lines in their order, held at the versions that were read; BlockRefused names the others.

    The year is locked, so that two acts on its list follow each other.
    """
    if not ticked:
        raise Refused(_("Tick the recommendations in the list, then try again."))
    WorkYear.objects.select_for_update().get(pk=year.pk)
    read = {each.key: each for each in ticked}
    listed = {item.key: item for item in worklists.items(year)}
    reasons = [(_("One line"), str(GONE)) for key in read if key not in listed]
    chosen = [item for key, item in listed.items() if key in read]
    for item in chosen:
        each = read[item.key]
        if item.token != f"{each.key}.{each.version}.{each.seen}":
            reasons.append((item.name, str(CHANGED)))
    if reasons:
        raise BlockRefused(reasons)
    return chosen


def each_or_none(rows: Iterable[tuple[str, T]], act: Callable[[T], object]) -> None:
    """Do it to every row by name; where one refuses, BlockRefused names each that did.

    Call inside a transaction: leaving it by the error undoes what the others had done.
    """
    reasons: list[tuple[str, str]] = []
    for name, row in rows:
        try:
            with transaction.atomic():
                act(row)
        except Refused as refusal:
            reasons.append((name, str(refusal)))
    if reasons:
        raise BlockRefused(reasons)


def _each(items: Sequence[Item], act: Callable[[Item], object]) -> None:
    each_or_none([(item.name, item) for item in items], act)


@transaction.atomic
def answer(
    year: WorkYear, ticked: Sequence[Ticked], *, publish: bool = False, by: User, **typed: Any
) -> list[Item]:
    """The same answer, owner and date for all, as a draft or published at once. Raises BlockRefused."""
    chosen = held(year, ticked)
    rest = {"wording": "", "merged_into": None, "note": ""}

    def act(item: Item) -> None:
        written = dispositions.draft(
            item.subject, seen=item.answer.version if item.answer else 0, by=by, **{**rest, **typed}
        )
        if publish:
            dispositions.publish(written, seen=written.version, by=by)

    _each(chosen, act)
    return chosen


@transaction.atomic
def publish(year: WorkYear, ticked: Sequence[Ticked], *, by: User) -> list[Item]:
    """Send out the drafts of all. Raises BlockRefused, also for a line without a draft."""
    chosen = held(year, ticked)

    def act(item: Item) -> None:
        if item.answer is None:
            raise Refused(_("No answer is drafted."))
        dispositions.publish(item.answer, seen=item.answer.version, by=by)

    _each(chosen, act)
    return chosen


@transaction.atomic
def carry_out(year: WorkYear, ticked: Sequence[Ticked], *, text: str, by: User) -> list[Item]:
    """All of them are done; `text` says what came of them. Raises BlockRefused."""
    chosen = held(year, ticked)

    def act(item: Item) -> None:
        if item.answer is None:
            raise Refused(_("It is not answered."))
        dispositions.carry_out(item.answer, text=text, by=by)

    _each(chosen, act)
    return chosen


@transaction.atomic
def set_priority(year: WorkYear, ticked: Sequence[Ticked], *, priority: int) -> list[Item]:
    """How soon the national meeting should come to them. Raises BlockRefused."""
    chosen = held(year, ticked)
    for item in chosen:
        _place(item.subject, priority=priority)
    return chosen


@transaction.atomic
def move(year: WorkYear, key: str, past: str) -> None:
    """Put a line on the other side of another one; whoever looks at a part of the list names the next shown.

    Raises Refused where one of both is not on the list any more.
    """
    WorkYear.objects.select_for_update().get(pk=year.pk)
    listed = worklists.items(year)
    keys = [item.key for item in listed]
    if key not in keys or past not in keys or key == past:
        raise Refused(_("The list has changed. Look at it again."))
    at, target = keys.index(key), keys.index(past)
    listed.insert(target, listed.pop(at))
    for place, item in enumerate(listed, 1):
        if item.subject.place != place:
            _place(item.subject, place=place)


def _place(subject: Subject, **values: int) -> None:
    """Where it stands on the list says nothing about the thing, so its history and version stay."""
    type(subject)._base_manager.filter(pk=subject.pk).update(**values)


def subject_of(item: Item) -> dict[str, Recommendation | Composite]:
    """The line as a matter names it."""
    return {"composite" if item.is_composite else "recommendation": item.subject}
