"""An indicator's amounts as words of a document: a ratio as percent, a count with its decimals."""

from fractions import Fraction

from django.utils.translation import gettext as _

from rakerwil.wording import figure, percent
from workplan.reporting.figures import IndicatorFigures


def amount(row: IndicatorFigures, value: Fraction | None) -> str:
    """An actual, a target or a gap of the indicator."""
    return percent(value) if row.indicator.is_ratio else figure(value, row.indicator.decimals)


def target(row: IndicatorFigures) -> str:
    """The target; a ceiling says so."""
    value = amount(row, row.target)
    is_ceiling = row.target is not None and not row.indicator.is_up
    return _("at most %(value)s") % {"value": value} if is_ceiling else value


def expected(row: IndicatorFigures) -> str:
    """What the pace asks for by now: divided, so with one decimal where it has a part."""
    if row.indicator.is_ratio or row.expected is None:
        return amount(row, row.expected)
    is_whole = row.expected.denominator == 1
    return figure(row.expected, row.indicator.decimals if is_whole else max(row.indicator.decimals, 1))
