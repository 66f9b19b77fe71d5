"""Who changed what they promised, and the framework they promised it in: old, new, who, when, why.

Values come from the history tables, steps and reasons from the log (decisions, data 9). Newest first.
"""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Field
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from federations.models import Chapter, Region
from federations.reporting.histories import LogLine
from rakerwil.wording import NONE, day, exact, figure, month_name, percent
from workplan.enums import RevisionReason
from workplan.models import Agreement, CatchUpPlan, Indicator, Objective, Pledge, Target, Transition, WorkYear
from workplan.models.agreement import MERGED

UNTOLD = frozenset({"id", "year", "state", "version", "opened_at", "closed_at", "position"})
"""Fields whose changes another line tells, or nobody asks for."""


def _who(user: object) -> str:
    return str(user or _("the system"))


def shown(field: "Field[Any, Any]", value: Any, names: Mapping[str, Mapping[int, str]]) -> str:
    """A field's value as people read it; `names` of what it points to, by field and key."""
    if field.name in names:
        return names[field.name].get(value, NONE)
    if field.name == "categories":
        return " · ".join(f"{row['name_id']} ≥ {row['at_least']}" for row in value)
    choices = dict(field.flatchoices)
    match value:
        case None | "":
            told = NONE
        case bool():
            told = _("yes") if value else _("no")
        case date():
            told = month_name(value) if field.name.endswith("month") else day(value)
        case Decimal():
            told = exact(value)
        case _value:
            told = str(choices.get(value, value))
    return told


class Versions:
    """The history of one kind of rows, to tell what a change at a moment was."""

    def __init__(self, records: Iterable[Any], names: Mapping[str, Mapping[int, str]]) -> None:
        self.names = names
        self.records: dict[int, list[Any]] = {}
        for record in records:
            self.records.setdefault(record.id, []).append(record)

    def latest(self, pk: int, at: datetime) -> tuple[Any, Any]:
        """The version that stood at the moment, and the one before it; None where there is none."""
        come = [None, None, *(each for each in self.records.get(pk, ()) if each.history_date <= at)]
        return come[-1], come[-2]

    def changes(self, pk: int, at: datetime) -> str:
        """Old and new of every field that the change at this moment touched."""
        new, old = self.latest(pk, at)
        if new is None or old is None:
            return ""
        told = []
        for field in new.instance_type._meta.concrete_fields:
            before, after = getattr(old, field.attname), getattr(new, field.attname)
            if field.name not in UNTOLD and before != after:
                pair = shown(field, before, self.names), shown(field, after, self.names)
                told.append(f"{field.verbose_name}: {' → '.join(pair)}")
        return "; ".join(told)


def of_framework(year: WorkYear) -> list[LogLine]:
    """The year's life, its calendar, and every line of its framework. Four statements."""
    goals = list(Objective.history.filter(year=year).order_by("history_date", "history_id"))
    objectives = {record.id: record.name_id for record in goals}
    records = list(Indicator.history.filter(year=year).order_by("history_date", "history_id"))
    codes = {record.id: record.code for record in records}
    versions = {
        "workplan.workyear": Versions(year.history.order_by("history_date", "history_id"), {}),
        "workplan.objective": Versions(goals, {}),
        "workplan.indicator": Versions(records, {"objective": objectives, "subset_of": codes}),
    }
    things = {"workplan.workyear": [year.pk], "workplan.indicator": codes, "workplan.objective": objectives}
    steps = Transition.objects.filter(noun__in=things).select_related("by__person").order_by("-at", "-pk")
    return [
        LogLine(step.at, _told(step, versions[step.noun]), _who(step.by), step.reason)
        for step in steps
        if step.object_id in things[step.noun]
    ]


def of_indicator(indicator: Indicator) -> list[LogLine]:
    """What became of the definition of one indicator since it was added. Four statements."""
    framework = indicator.year_id
    names = {
        "objective": dict(Objective.objects.filter(year=framework).values_list("pk", "name_id")),
        "subset_of": dict(Indicator.objects.filter(year=framework).values_list("pk", "code")),
    }
    versions = Versions(indicator.history.order_by("history_date", "history_id"), names)
    steps = Transition.objects.of(indicator).select_related("by__person").reverse()
    return [LogLine(step.at, _told(step, versions), _who(step.by), step.reason) for step in steps]


def of_catch_up_plan(plan: CatchUpPlan) -> list[LogLine]:
    """Every plan that was saved of the same gap of a region. One statement."""
    rows = plan.history.select_related("history_user__person", "plan").order_by(
        "-history_date", "-history_id"
    )
    return [LogLine(row.history_date, _planned(row.plan.data, plan), _who(row.history_user)) for row in rows]


def _planned(content: Any, plan: CatchUpPlan) -> str:
    return _("%(gap)s shared out, as of %(month)s") % {
        "gap": figure(content["gap"], plan.indicator.decimals),
        "month": month_name(content["as_of"]),
    }


def _told(step: Transition, versions: Versions) -> str:
    """One step of the year, an indicator or an objective in words."""
    changes = versions.changes(step.object_id, step.at)
    if step.noun == "workplan.workyear":
        words = {
            "create": _("Year created"),
            "open": _("Year opened"),
            "close": _("Year closed"),
            "reopen": _("Year reopened"),
            "configure": changes or _("Calendar saved"),
        }
        return words[step.verb]
    version, _before = versions.latest(step.object_id, step.at)
    name = getattr(version, "code", None) or getattr(version, "name_id", "")
    month = month_name(step.to_state) if step.verb == "retire" else ""
    told = {
        "add": pgettext("framework", "added"),
        "edit": changes or pgettext("framework", "saved"),
        "retire": _("ends with %(month)s") % {"month": month},
        "take_out": _("taken out before the year began"),
    }
    return f"{name}: {told[step.verb]}"


def of_agreement(agreement: Agreement) -> list[LogLine]:
    """Drafted, proposed, sent back, agreed, opened for revision. One statement."""
    words = {
        "draft": _("Draft begun"),
        "propose": _("Proposed"),
        "send_back": _("Sent back"),
        "agree": pgettext("agreement", "Agreed"),
        "revise": _("Opened for revision"),
        "import": _("Agreed, taken from a file"),
    }
    steps = Transition.objects.of(agreement).select_related("by__person").reverse()
    return [LogLine(step.at, words[step.verb], _who(step.by), step.reason) for step in steps]


def of_promise(agreement: Agreement | None, region: Region | None, indicator: Indicator) -> list[LogLine]:
    """Every target of the indicator in the agreement, and every pledge in the region. Two statements."""
    told: list[LogLine] = []
    if agreement is not None:
        targets = Target.history.filter(agreement=agreement, indicator=indicator)
        told += _promised(targets.select_related("history_user__person"), indicator, lambda _row: _("Target"))
    if region is not None:
        told += _pledged(Pledge.history.filter(chapter__region=region, indicator=indicator), indicator)
    return newest_first(told)


def of_pledge(chapter: Chapter, indicator: Indicator) -> list[LogLine]:
    """Every pledge of one chapter on the indicator. One statement."""
    return newest_first(_pledged(Pledge.history.filter(chapter=chapter, indicator=indicator), indicator))


def newest_first(lines: Iterable[LogLine]) -> list[LogLine]:
    """Lines of several histories as one."""
    return sorted(lines, key=lambda line: line.at)[::-1]


def _pledged(records: Any, indicator: Indicator) -> list[LogLine]:
    rows = records.select_related(
        "history_user__person", "chapter__federation", "chapter__district", "chapter__region"
    )
    return _promised(rows, indicator, lambda row: row.chapter.name)


def _promised(records: Any, indicator: Indicator, name_of: Callable[[Any], str]) -> list[LogLine]:
    """Each typed value with the one it took the place of: of its row, or of the row in force before it."""
    told: list[LogLine] = []
    standing: dict[str, dict[int, Any]] = {}
    for record in records.order_by("history_date", "history_id"):
        line = name_of(record)
        rows = standing.setdefault(line, {})
        others = sorted(rows.values(), key=lambda row: row.effective_month)
        before = rows.pop(record.id, None) or (others[-1] if others else None)
        if record.history_type != "-":
            rows[record.id] = record
        elif record.history_change_reason == MERGED:
            continue
        text = f"{line} {_change(before, record, indicator)}".strip()
        told.append(LogLine(record.history_date, text, _who(record.history_user), _why(record)))
    return told


def _change(before: Any, after: Any, indicator: Indicator) -> str:
    """`1.000 → 1.200, from February 2021`."""
    if after.history_type == "-":
        return _("%(value)s taken back") % {"value": _amount(after, indicator)}
    parts = [_amount(after, indicator)]
    if before is not None and before.value != after.value:
        parts = [f"{_amount(before, indicator)} → {parts[0]}"]
    parts.append(_("from %(month)s") % {"month": month_name(after.effective_month)})
    if getattr(after, "baseline", None) is not None:
        parts.append(_("baseline %(value)s") % {"value": figure(after.baseline, indicator.decimals)})
    if not getattr(after, "is_agreed", True):
        parts.append(_("not agreed yet"))
    return ", ".join(parts)


def _amount(row: Any, indicator: Indicator) -> str:
    if row is None:
        return NONE
    return percent(row.value) if indicator.is_ratio else figure(row.value, indicator.decimals)


def _why(record: Any) -> str:
    """Coded reason, note and letter."""
    coded = RevisionReason(record.reason).label if record.reason else ""
    letter = _("letter %(number)s") % {"number": record.letter_number} if record.letter_number else ""
    return ", ".join(str(part) for part in (coded, record.reason_note, letter) if part)
