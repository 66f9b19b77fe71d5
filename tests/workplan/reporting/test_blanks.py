from dataclasses import replace
from fractions import Fraction

import pytest

from tests.factories.terms import indicator, ratio
from workplan.reporting.blanks import Blank, blank
from workplan.reporting.figures import IndicatorFigures

JUDGED = IndicatorFigures(
    indicator(),
    applies=True,
    target=Fraction(10),
    actual=Fraction(8),
    achievement=Fraction(80),
    expected=Fraction(5),
    achievement_to_date=Fraction(160),
    due=8,
    last_due=8,
)
SILENT = replace(JUDGED, actual=None, achievement=None, achievement_to_date=None)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (JUDGED, None),
        (IndicatorFigures(indicator()), Blank.NOT_APPLICABLE),
        (replace(SILENT, applies=False), Blank.NOT_APPLICABLE),
        (SILENT, Blank.NOT_YET),
        (replace(SILENT, last_due=6), Blank.MISSED),
        (replace(SILENT, last_due=7), Blank.MISSED),
        (replace(SILENT, pending=1), Blank.WAITING),
        (replace(SILENT, due=0, last_due=None), Blank.NOT_ASSESSED),
        (replace(JUDGED, actual=Fraction(0), achievement=Fraction(0)), Blank.ZERO),
        (replace(JUDGED, target=None, achievement=None, achievement_to_date=None), Blank.NOT_COMPUTABLE),
        (replace(SILENT, indicator=ratio(), denominator=Fraction(0)), Blank.NOT_COMPUTABLE),
        (replace(JUDGED, expected=None, achievement_to_date=None), Blank.NOT_ASSESSED),
        (replace(JUDGED, indicator=indicator(direction="monitor"), achievement=None), Blank.WATCHED),
    ],
    ids=[
        "judged",
        "not begun",
        "chapter not active",
        "window open",
        "window long closed",
        "window just closed",
        "waiting",
        "not due yet",
        "declared zero",
        "no pledge",
        "denominator 0",
        "no pace",
        "watched",
    ],
)
def test_kinds_of_nothing_are_never_confused(figures, expected):
    assert blank(figures, closed_month=7) == expected
