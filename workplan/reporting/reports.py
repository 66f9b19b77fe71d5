"""What became of one report: every figure typed, every step, file and reason, newest first.

Figures come from the history tables, steps and reasons from the log (decisions, data 9).
"""

from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from federations.reporting.histories import LogLine
from rakerwil.wording import figure, percent
from workplan.models import Contribution, Indicator, Transition

TYPED = ("value", "numerator", "denominator", "women", "men")


def history(report: Contribution) -> list[LogLine]:
    """Who typed what when, and who sent, took back, returned, verified it and why. Two statements."""
    steps = Transition.objects.of(report).select_related("by__person")
    records = report.history.select_related("history_user__person").order_by("history_date", "history_id")
    told = [line for pair in pairwise([None, *records]) for line in _changes(*pair, report.indicator)]
    told += [
        LogLine(step.at, _step(step.verb), str(step.by or _("the system")), step.reason) for step in steps
    ]
    return sorted(told, key=lambda line: line.at)[::-1]


def _step(verb: str) -> str:
    words = {
        "draft": _("Draft begun"),
        "submit": _("Sent to the coordinator"),
        "correct": _("Corrected by the national office after the lock"),
        "take_back": _("Taken back by the chapter"),
        "verify": pgettext("report", "Verified"),
        "send_back": _("Sent back"),
        "reopen": _("Opened again after it was verified"),
        "attach": _("Evidence added"),
        "detach": _("Evidence removed"),
        "reveal": _("Evidence opened by an auditor"),
    }
    return words[verb]


def _changes(before: Any, after: Any, indicator: Indicator) -> list[LogLine]:
    """A figure and a note with what they took the place of; nothing where only the state moved on."""
    told = []
    if any(getattr(before, name, None) != getattr(after, name) for name in TYPED):
        text = amount(after, indicator)
        if before is not None and any(getattr(before, name) is not None for name in TYPED):
            text = f"{amount(before, indicator)} → {text}"
        if after.import_batch_id and before is None:
            text = _("%(figure)s, from a file") % {"figure": text}
        told.append(text)
    if after.note != getattr(before, "note", ""):
        told.append(_("Note: %(text)s") % {"text": after.note or "–"})
    who = str(after.history_user or _("the system"))
    return [LogLine(after.history_date, text, who) for text in told]


def amount(row: Any, indicator: Indicator) -> str:
    """The figure as typed: `12`, `12 of 40 (30,0 %)`, `12 (women 5, men 7)`; a dash where nothing stands."""
    if indicator.is_ratio:
        pair = {"part": figure(row.numerator), "whole": figure(row.denominator)}
        told = _("%(part)s of %(whole)s") % pair
        if row.numerator is None or not row.denominator:
            return told
        return f"{told} ({percent(100 * row.numerator / row.denominator)})"
    if indicator.is_milestone and row.value is not None:
        return pgettext("milestone", "reached") if row.value else pgettext("milestone", "not reached")
    whole = figure(row.value, indicator.decimals)
    if row.women is None and row.men is None:
        return whole
    sexes = {name: figure(getattr(row, name), indicator.decimals) for name in ("women", "men")}
    parts = _("women %(women)s, men %(men)s") % sexes
    return f"{whole} ({parts})"
