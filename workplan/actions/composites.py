"""Verbs of composites: put together, reword, add an origin, let one go, take apart."""

from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale, keep, sign
from workplan.actions.transitions import log
from workplan.enums import RecommendationState
from workplan.models import Composite, Recommendation, WorkYear
from workplan.reporting.worklists import name_of

LEAST = 2
"""Fewer origins are no composite."""


@transaction.atomic
def group(
    year: WorkYear, rows: Sequence[Recommendation], *, title: str, text: str, by: User | None
) -> Composite:
    """One composite of several recommendations that were received, in words of its own; all or none.

    It stands where the first of them stood, and is as urgent as the most urgent. Raises Refused, naming each
    that is answered, already part of a composite, or of another year.
    """
    WorkYear.objects.select_for_update().get(pk=year.pk)
    origins = _held(rows)
    refused = [row for row in origins if not _is_free(row, year)]
    if refused:
        raise Refused(
            _("Already answered or part of a composite: %(rows)s. Nothing was put together.")
            % {"rows": ", ".join(name_of(row) for row in refused)}
        )
    if len(origins) < LEAST:
        raise Refused(_("A composite has two origins at least. Tick them in the list."))
    last = Composite.objects.filter(year=year).aggregate(last=Max("number"))["last"]
    composite = Composite(
        year=year,
        number=(last or 0) + 1,
        title=title,
        text=text,
        priority=min(row.priority for row in origins),
        place=min((row.place for row in origins if row.place is not None), default=None),
    )
    sign(composite, by)
    composite.save()
    for row in origins:
        _join(row, composite, by=by)
    log(composite, "group", by=by, to_state=composite.state)
    return composite


def _held(rows: Sequence[Recommendation]) -> list[Recommendation]:
    held = Recommendation.objects.select_for_update(of=("self",)).select_related("meeting__region")
    return list(held.filter(pk__in=[row.pk for row in rows]).order_by("meeting__region__code", "number"))


def _is_free(row: Recommendation, year: WorkYear) -> bool:
    return (
        row.state == RecommendationState.RECEIVED
        and row.composite_id is None
        and row.meeting.year_id == year.pk
    )


def _join(row: Recommendation, composite: Composite | None, *, by: User | None) -> None:
    row.composite = composite
    sign(row, by)
    row.save(update_fields=["composite"])


def _open(composite: Composite, version: int | None = None) -> Composite:
    """The composite as it is now, held; raises WrongState once it is answered or taken apart, Stale."""
    current = Composite.objects.select_for_update().get(pk=composite.pk)
    if not current.is_open:
        raise WrongState(_("It is answered or taken apart; its origins and wording stand."))
    if version is not None and current.version != version:
        raise Stale
    return current


@transaction.atomic
def reword(composite: Composite, *, version: int, by: User | None, **words: Any) -> Composite:
    """Change title or text, until it is answered. Raises WrongState or Stale."""
    current = _open(composite, version)
    for name, value in words.items():
        setattr(current, name, value)
    keep(current, version, by=by)
    log(current, "reword", by=by)
    return current


@transaction.atomic
def add(composite: Composite, row: Recommendation, *, by: User | None) -> None:
    """One more origin. Raises WrongState once it is answered, Refused where the origin is not free."""
    current = _open(composite)
    [origin] = _held([row])
    if not _is_free(origin, current.year):
        raise Refused(_("%(row)s is already answered or part of a composite.") % {"row": name_of(origin)})
    _join(origin, current, by=by)
    keep(current, current.version, by=by)
    log(current, "add_origin", by=by, reason=name_of(origin))


@transaction.atomic
def let_go(composite: Composite, row: Recommendation, *, by: User | None) -> None:
    """An origin stands by itself again. Raises Refused where fewer than two would stay."""
    current = _open(composite)
    [origin] = _held([row])
    if origin.composite_id != current.pk:
        raise WrongState(_("%(row)s is not part of it any more.") % {"row": name_of(origin)})
    if current.origins.count() <= LEAST:
        raise Refused(_("A composite has two origins at least. Take it apart instead."))
    _join(origin, None, by=by)
    keep(current, current.version, by=by)
    log(current, "let_go", by=by, reason=name_of(origin))


@transaction.atomic
def dissolve(composite: Composite, *, by: User | None) -> None:
    """Take it apart: every origin stands by itself again, drafts of answers written for it alone come back.

    Raises WrongState once it is answered, Refused while it stands on the agenda of a national meeting.
    """
    current = _open(composite)
    matter = current.matters.select_related("meeting").first()
    if matter is not None:
        raise Refused(
            _("It stands on the agenda of %(meeting)s. Take it off there first.")
            % {"meeting": matter.meeting}
        )
    for origin in _held(list(current.origins.all())):
        _join(origin, None, by=by)
    current.dissolved_at = timezone.now()
    keep(current, current.version, by=by)
    log(current, "dissolve", by=by)
