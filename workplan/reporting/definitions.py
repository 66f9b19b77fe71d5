"""An indicator's definition in sentences: what is typed, how it adds up, how it is judged, who reports it.

The same words on the framework's page, an indicator's page and in documents (domain.md section 2).
"""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from rakerwil.wording import exact, month_name
from workplan.enums import Direction, Frequency, Measure, ReportedBy
from workplan.models import Indicator


@dataclass(frozen=True)
class Definition:
    """One indicator in the reader's language, a sentence for each question."""

    indicator: Indicator
    typed: str
    """What goes into the field."""
    adds_up: str
    """How months and chapters become the region's figure."""
    judged: str
    """The formula of its achievement."""
    expected: str
    """What is expected on the way through the year; empty where nothing is."""
    forecast: str
    """How the year's end is estimated; empty where it is not (domain rule 8)."""
    reported: str
    """When and by whom, and with what."""
    in_force: str
    """From which month until which; empty for the whole year."""


def define(indicator: Indicator) -> Definition:
    """The definition; no database."""
    return Definition(
        indicator=indicator,
        typed=_typed(indicator),
        adds_up=_adds_up(indicator),
        judged=_judged(indicator),
        expected=_expected(indicator),
        forecast=_forecast(indicator),
        reported=_reported(indicator),
        in_force=_in_force(indicator),
    )


def _typed(indicator: Indicator) -> str:
    names = {
        "unit": indicator.unit,
        "numerator": indicator.numerator_name,
        "denominator": indicator.denominator_name,
    }
    match indicator.measure, indicator.is_stock:
        case Measure.MILESTONE, _is_stock:
            return _("Reached or not.")
        case Measure.RATIO, True:
            return _("%(numerator)s, out of %(denominator)s, at the end of the month.") % names
        case Measure.RATIO, False:
            return _("%(numerator)s, out of %(denominator)s, during the month.") % names
        case _measure, True:
            return _("The position at the end of the month, in %(unit)s.") % names
    return _("What was added during the month, in %(unit)s.") % names


def _adds_up(indicator: Indicator) -> str:
    match indicator.measure, indicator.is_stock:
        case Measure.MILESTONE, _is_stock:
            return _("The region's figure is how many chapters have reached it.")
        case Measure.RATIO, True:
            return _("The latest month stands. Numerators and denominators are added up, then divided once.")
        case Measure.RATIO, False:
            return _("Numerators and denominators of all months are added up, then divided once.")
        case _measure, True:
            return _("The latest month stands; the region is the sum of its chapters.")
    return _("The months add up; the region is the sum of its chapters.")


def _judged(indicator: Indicator) -> str:
    if indicator.direction == Direction.MONITOR:
        return _("Only watched, without a target.")
    if indicator.direction == Direction.DOWN:
        return _("Less is better: (2 × target − actual) ÷ target, not below 0.")
    if indicator.is_milestone:
        return _("More is better: actual ÷ target, at most 100%.")
    return _("More is better: actual ÷ target.")


def _expected(indicator: Indicator) -> str:
    if not indicator.has_target or indicator.is_milestone:
        return ""
    if indicator.is_ratio:
        return _("The target holds in every month.")
    if indicator.trajectory:
        percents = [exact(part) for part in indicator.trajectory.split("/")]
        return _("By the end of the quarters %(percents)s percent of the target.") % {
            "percents": " – ".join(percents)
        }
    return _("Evenly over the year.")


def _forecast(indicator: Indicator) -> str:
    if indicator.is_milestone:
        return ""
    if indicator.is_stock:
        if indicator.is_ratio:
            return _("The latest numerator and denominator of each chapter stand until the year's end.")
        return _(
            "Each chapter's latest position goes on rising or falling as over its last four verified months."
        )
    return _(
        "Each chapter brings the mean of its last three verified months in every month that it still owes; "
        "with fewer than two, or silent for longer, it counts with what it has."
    )


def _reported(indicator: Indicator) -> str:
    parts = [
        {
            Frequency.MONTHLY: _("Every month"),
            Frequency.QUARTERLY: _("In March, June, September and December"),
            Frequency.YEARLY: _("In December"),
        }[Frequency(indicator.frequency)],
        _("by the coordinator's office")
        if indicator.reported_by == ReportedBy.COORDINATOR
        else _("by the federations"),
    ]
    if indicator.by_sex:
        parts.append(_("women and men apart"))
    if indicator.needs_evidence:
        parts.append(_("with evidence"))
    return f"{parts[0]} {', '.join(parts[1:])}."


def _in_force(indicator: Indicator) -> str:
    first, last = indicator.first_month, indicator.last_month
    names = {"first": month_name(first), "last": month_name(last)}
    match first.month, last.month:
        case 1, 12:
            return ""
        case 1, _last:
            return _("Ends with %(last)s.") % names
        case _first, 12:
            return _("Begins in %(first)s.") % names
    return _("Holds from %(first)s to %(last)s.") % names
