"""What a chapter is asked for, and its amounts in words: on the page, on paper and in a workbook."""

from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from rakerwil.numbers import Exact
from rakerwil.wording import day_month, figure, month_name, percent
from workplan.enums import Frequency
from workplan.models import Indicator
from workplan.models.year import next_month
from workplan.reporting.terms import IndicatorTerms

REACHED = (("1", pgettext_lazy("milestone", "Reached")), ("0", pgettext_lazy("milestone", "Not reached")))


def asked(indicator: Indicator, month: date) -> str:
    """What is to be typed: `Tambahan selama Agustus`, `Posisi per 31 Agustus`."""
    if indicator.is_stock:
        return _("Position as of %(day)s") % {"day": day_month(next_month(month) - timedelta(days=1))}
    if indicator.frequency == Frequency.YEARLY:
        return _("Added during %(period)s") % {"period": month.year}
    if indicator.frequency == Frequency.QUARTERLY:
        first, last = month_name(month.month - 2), month_name(month.month)
        return _("Added from %(first)s to %(last)s") % {"first": first, "last": last}
    return _("Added during %(period)s") % {"period": month_name(month.month)}


def parts(indicator: Indicator) -> tuple[tuple[str, str], ...]:
    """The fields that make the indicator's figure, each with what it asks beyond the indicator's name.

    The names are those of a contribution's fields; one field alone needs no word.
    """
    if indicator.is_ratio:
        return ("numerator", indicator.numerator_name), ("denominator", indicator.denominator_name)
    if indicator.by_sex:
        return ("women", _("Women")), ("men", _("Men"))
    return (("value", ""),)


def written(terms: IndicatorTerms, value: Exact | None) -> str:
    """An amount of the indicator: a ratio as percent, a milestone as a word, a count with its decimals."""
    if value is not None and terms.is_milestone:
        return pgettext("milestone", "reached") if value else pgettext("milestone", "not reached")
    return percent(value) if terms.is_ratio else figure(value, terms.decimals)
