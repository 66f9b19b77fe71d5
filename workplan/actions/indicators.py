"""Verbs of the framework: add, edit and retire indicators and objectives.

While nothing has been promised or reported on an indicator, all of it can change. After that the fields
that say what its figures mean stay as they are, and in an open year those that judge them, too: an old figure
keeps its sense and its colour. Words, order, evidence and the set it is part of can always be corrected.
"""

from datetime import date

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import ReasonMissing, Refused
from rakerwil.versions import keep
from workplan.actions.transitions import log
from workplan.actions.years import refuse_closed
from workplan.models import Contribution, Indicator, Pledge, Target, WorkYear

MEANING = frozenset(
    {
        "code",
        "measure",
        "accumulation",
        "direction",
        "reported_by",
        "frequency",
        "first_month",
        "decimals",
        "by_sex",
    }
)
"""What the figures that were typed mean."""

FIELD_NAMES = {field.name: field.verbose_name for field in Indicator._meta.concrete_fields}
"""What people call the fields."""

JUDGEMENT = frozenset({"weight", "trajectory"})
"""How they are judged, past months included."""


def is_in_use(indicator: Indicator) -> bool:
    """Something has been promised or reported on it."""
    return any(
        rows.filter(indicator=indicator).exists()
        for rows in (Target.objects, Pledge.objects, Contribution.objects)
    )


def locked_fields(indicator: Indicator) -> frozenset[str]:
    """The fields that can't change any more."""
    if indicator.pk is None or not is_in_use(indicator):
        return frozenset()
    return MEANING if indicator.year.is_preparing else MEANING | JUDGEMENT


def refuse_locked(indicator: Indicator, changed: frozenset[str]) -> None:
    """Raise Refused where one of the changed fields is locked, and name it."""
    if locked := changed & locked_fields(indicator):
        names = ", ".join(sorted(str(FIELD_NAMES[name]) for name in locked))
        raise Refused(
            _("Figures of %(code)s are in use, so this can't change any more: %(names)s.")
            % {"code": indicator.code, "names": names}
        )


def next_position(year: WorkYear) -> int:
    """After the last indicator of the framework."""
    last = Indicator.objects.filter(year=year).aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def changed_fields(indicator: Indicator) -> frozenset[str]:
    """Which fields of the instance differ from its row."""
    stored = Indicator.objects.get(pk=indicator.pk)
    return frozenset(
        field.name
        for field in Indicator._meta.concrete_fields
        if field.value_from_object(stored) != field.value_from_object(indicator)
    )


@transaction.atomic
def add(indicator: Indicator, *, by: User | None) -> None:
    """A new line of the framework, already cleaned.

    Raises WrongState when the year is closed, Refused where it would begin in months that are over.
    """
    year = WorkYear.objects.select_for_update().get(pk=indicator.year_id)
    refuse_closed(year)
    if year.is_open and indicator.first_month < year.month_to_report():
        raise Refused(
            _("The year is open: a new indicator can begin in %(month)s at the earliest.")
            % {"month": f"{year.month_to_report():%Y-%m}"}
        )
    insert(indicator, by=by)


def insert(indicator: Indicator, *, by: User | None) -> None:
    """Write a new line at its position, with its line of the log."""
    indicator._history_user = by  # type: ignore[attr-defined]
    indicator.save()
    log(indicator, "add", by=by)


@transaction.atomic
def edit(indicator: Indicator, version: int, *, by: User | None) -> frozenset[str]:
    """Keep the changed line, read at `version`; returns the names of the changed fields.

    Raises WrongState when the year is closed, Refused for a locked field, Stale if somebody saved meanwhile.
    """
    refuse_closed(WorkYear.objects.select_for_update().get(pk=indicator.year_id))
    changed = changed_fields(indicator)
    refuse_locked(indicator, changed)
    if changed:
        keep(indicator, version, by=by)
        log(indicator, "edit", by=by)
    return changed


@transaction.atomic
def retire(indicator: Indicator, last_month: date, *, reason: str, by: User | None) -> None:
    """Let the indicator end with `last_month`; December takes an end back. Its figures stay.

    Raises WrongState when the year is closed, ReasonMissing, or Refused where reports of later months, or no
    month in which it is due, would remain.
    """
    refuse_closed(WorkYear.objects.select_for_update().get(pk=indicator.year_id))
    if not reason.strip():
        raise ReasonMissing(_("Write the reason, so that the others understand this step."))
    later = Contribution.objects.filter(indicator=indicator, month__gt=last_month)
    if later.exists():
        raise Refused(_("There are reports of later months. Choose a month that covers them."))
    indicator.last_month = last_month
    if not indicator.due_months:
        raise Refused(_("Until then it would never have been due. Choose a later month."))
    keep(indicator, indicator.version, by=by)
    log(indicator, "retire", by=by, to_state=f"{last_month:%Y-%m}", reason=reason)


@transaction.atomic
def take_out(indicator: Indicator, *, by: User | None) -> None:
    """Drop a line of a framework in preparation: it has never been in force. Raises Refused otherwise."""
    year = WorkYear.objects.select_for_update().get(pk=indicator.year_id)
    if not year.is_preparing or is_in_use(indicator):
        raise Refused(_("It has been in force or is in use. Let it end with a date instead."))
    if indicator.subsets.exists():
        raise Refused(_("Another indicator is part of this one. Change that one first."))
    log(indicator, "take_out", by=by, reason=str(indicator))
    indicator._history_user = by  # type: ignore[attr-defined]
    indicator.delete()
