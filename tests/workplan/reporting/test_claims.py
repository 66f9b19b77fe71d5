from fractions import Fraction

import pytest

from tests.factories.terms import indicator, monthly, ratio, report
from workplan.reporting.claims import Claim, as_reported, claim


def test_as_reported_takes_every_report_as_verified_and_changes_nothing_else():
    sent = {(1, 7): [*monthly(5), report(2, 9, is_verified=False)]}

    found = as_reported(sent)

    assert found == {(1, 7): [report(1, 5), report(2, 9)]}
    assert [row.is_verified for row in sent[1, 7]] == [True, False]


@pytest.mark.parametrize(
    ("terms", "reported", "verified", "difference"),
    [
        (indicator(), 14, 5, 9),
        (indicator(), 9, None, 9),
        (indicator(), None, None, None),
        (indicator(), 4, 5, -1),
        (ratio(), Fraction(50), Fraction(40), 10),
        (ratio(), Fraction(50), None, None),
    ],
)
def test_the_difference_is_reported_less_verified(terms, reported, verified, difference):
    assert claim(terms, reported, verified) == Claim(reported, verified, difference)
