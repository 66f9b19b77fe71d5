"""Why there is no figure, or no judgement: kinds of nothing, never confused (domain.md section 2)."""

from enum import StrEnum

from workplan.reporting.figures import IndicatorFigures


class Blank(StrEnum):
    """The five kinds of nothing, and three more reasons why a figure is not judged."""

    NOT_YET = "not_yet"
    """Due, window open: belum mengisi."""
    MISSED = "missed"
    """Due, window closed: tidak mengisi."""
    ZERO = "zero"
    """A declared zero, typed as 0: nihil. It has its figure and its judgement."""
    NOT_APPLICABLE = "not_applicable"
    """Indicator not in force, chapter not active or not asked: tidak berlaku."""
    NOT_COMPUTABLE = "not_computable"
    """Denominator 0, or nothing to hold it against: tidak dapat dihitung."""
    NOT_ASSESSED = "not_assessed"
    """No pace yet, or none without a baseline: belum dapat dinilai."""
    WATCHED = "watched"
    """Has no target: dipantau."""
    WAITING = "waiting"
    """Reported, but nothing is verified yet: menunggu verifikasi."""


def blank(figures: IndicatorFigures, closed_month: int) -> Blank | None:
    """What stands in the cell of a chapter or region instead of, or beside, its achievement to date.

    `closed_month`: the last month whose window has closed, 0 while all are open. None where the figure
    is there and judged.
    """
    if not figures.applies:
        return Blank.NOT_APPLICABLE
    is_reported = figures.actual is not None or figures.denominator is not None
    return _unjudged(figures) if is_reported else _unreported(figures, closed_month)


def _unjudged(figures: IndicatorFigures) -> Blank | None:
    """Something is verified, and yet there may be no judgement."""
    if figures.indicator.is_monitored:
        return Blank.WATCHED
    if figures.achievement is None:
        return Blank.NOT_COMPUTABLE
    if figures.actual == 0:
        return Blank.ZERO
    return Blank.NOT_ASSESSED if figures.achievement_to_date is None else None


def _unreported(figures: IndicatorFigures, closed_month: int) -> Blank:
    """Nothing is verified: because nothing was due, all of it waits, or nobody filled it in."""
    if figures.pending:
        return Blank.WAITING
    if figures.last_due is None:
        return Blank.NOT_ASSESSED
    return Blank.MISSED if figures.last_due <= closed_month else Blank.NOT_YET
