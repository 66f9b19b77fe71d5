"""Who changed who they are, and when: the history tables in words, newest first."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
from operator import attrgetter
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from federations.enums import Role
from federations.models import Chapter, Membership, User
from federations.models.membership import SCOPE_OF_ROLE
from rakerwil.wording import day

PLACES = (
    *("region", "federation", "unit"),
    *("chapter__federation", "chapter__region", "chapter__district"),
)


@dataclass(frozen=True)
class LogLine:
    """One line of a log, as `components/log.html` shows it."""

    at: datetime
    text: str
    who: str
    reason: str = ""


def _line(record: Any, text: str) -> LogLine:
    return LogLine(record.history_date, text, str(record.history_user or _("the system")))


def _with_before(records: Iterable[Any]) -> Iterator[tuple[Any, Any]]:
    """Each record of one row with the one before it, None for the first; oldest first."""
    return pairwise([None, *records])


def log_of_chapter(chapter: Chapter) -> list[LogLine]:
    """Founded, ended, opened again, corrected."""
    records = chapter.history.select_related("history_user__person").order_by("history_date", "history_id")
    lines = []
    for before, record in _with_before(records):
        if before is None:
            lines.append(_line(record, _("Active from %(day)s") % {"day": day(record.active_from)}))
        elif before.active_to != record.active_to and record.active_to:
            lines.append(_line(record, _("Last active day: %(day)s") % {"day": day(record.active_to)}))
        elif before.active_to != record.active_to:
            lines.append(_line(record, _("Active again, the last day was cleared")))
        elif before.active_from != record.active_from:
            lines.append(
                _line(record, _("First active day corrected to %(day)s") % {"day": day(record.active_from)})
            )
    return lines[::-1]


def log_of_roles(user: User, reader: User) -> list[LogLine]:
    """What happened to the roles of `user` that `reader` may see, those taken back included."""
    records = Membership.history.filter(user=user).select_related("history_user__person", *PLACES)
    if not reader.scope.is_admin:
        regions = reader.scope.coordinates
        records = records.filter(Q(region__in=regions) | Q(chapter__region__in=regions))
    lines = []
    for _key, history in groupby(records.order_by("id", "history_date", "history_id"), attrgetter("id")):
        for before, record in _with_before(history):
            lines.append(_line(record, _role_change(before, record)))
    return sorted(lines, key=attrgetter("at"), reverse=True)


def _role_change(before: Any, record: Any) -> str:
    place = SCOPE_OF_ROLE[record.role]
    names = {
        "role": f"{Role(record.role).label} {getattr(record, place) if place else ''}".strip(),
        "from": day(record.from_on),
        "until": day(record.until_on),
    }
    if record.history_type == "-":
        return _("%(role)s: taken back") % names
    if before is None and record.until_on:
        return _("%(role)s: given from %(from)s to %(until)s") % names
    if before is None:
        return _("%(role)s: given from %(from)s") % names
    return _("%(role)s: last day %(until)s") % names


def log_of_account(user: User) -> list[LogLine]:
    """Made, closed, opened again, and under which address."""
    records = user.history.select_related("history_user__person").order_by("history_date", "history_id")
    lines = []
    for before, record in _with_before(records):
        if before is None:
            lines.append(_line(record, _("Account made for %(email)s") % {"email": record.email}))
            continue
        if before.email != record.email:
            names = {"old": before.email, "new": record.email}
            lines.append(_line(record, _("E-mail address changed from %(old)s to %(new)s") % names))
        if before.is_active and not record.is_active:
            lines.append(_line(record, _("Account deactivated")))
        if record.is_active and not before.is_active:
            lines.append(_line(record, _("Account opened again")))
    return lines[::-1]
