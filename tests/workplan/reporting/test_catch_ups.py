from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.terms import (
    chapter,
    indicator,
    milestone,
    monthly,
    promises,
    ratio,
    region,
    report,
    stock,
    verified,
    year,
)
from workplan.reporting.catch_ups import catch_up, rounded
from workplan.reporting.scopes import Moment

FEDERATIONS = ("FPE", "GARTEKS", "KIKES", "LOMENIK")


def plan(target, pledges=(), reports=(), *, month=8, terms=None, dates=None, federations=FEDERATIONS):
    """The plan of a region whose chapters pledged and reported so, in the order of their codes."""
    terms = terms or indicator()
    dates = dates or {}
    chapters = [
        chapter(federation, id=pk, **dates.get(federation, {}))
        for pk, federation in enumerate(federations, 1)
    ]
    pledged = {(pk, terms.code): promises(value) for pk, value in enumerate(pledges, 1) if value is not None}
    here = region(
        *chapters, targets={terms.code: promises(target)} if target is not None else {}, pledges=pledged
    )
    sent = {(terms.id, pk): rows for pk, rows in enumerate(reports, 1)}
    return catch_up(Moment(year(terms), month), here, sent, terms)


def amounts(result):
    return {part.chapter.federation: part.amount for part in result.parts}


def test_outstanding_pledges_come_first_and_the_rest_follows_recent_pace():
    # Gap 1200 − 600; outstanding 50 + 150; the other 400 by 30 : 10 a month.
    result = plan(
        1200,
        pledges=(350, 450),
        reports=(monthly(210, 30, 30, 30), monthly(270, 10, 10, 10)),
        federations=FEDERATIONS[:2],
    )

    assert result.gap == 600
    assert amounts(result) == {"FPE": 50 + 300, "GARTEKS": 150 + 100}


def test_pace_is_the_mean_of_the_last_three_verified_months_or_fewer():
    result = plan(
        100, reports=([report(1, 8)], verified({1: 90, 2: 2, 4: 0, 5: 4}), []), federations=FEDERATIONS[:3]
    )

    assert result.gap == -4
    assert result.parts == ()

    result = plan(
        204, reports=([report(1, 8)], verified({1: 90, 2: 2, 4: 0, 5: 4}), []), federations=FEDERATIONS[:3]
    )

    # 8 against (2 + 0 + 4) / 3 = 2: the hundred is split four to one.
    assert amounts(result) == {"FPE": 80, "GARTEKS": 20, "KIKES": 0}


def test_more_outstanding_than_the_gap_is_scaled_down():
    result = plan(100, pledges=(150, 50), federations=FEDERATIONS[:2])

    assert amounts(result) == {"FPE": 75, "GARTEKS": 25}


def test_kept_pledges_are_not_outstanding():
    result = plan(
        100, pledges=(10, 50), reports=([report(1, 40)], [report(1, 10)]), federations=FEDERATIONS[:2]
    )

    # Gap 50: GARTEKS owes 40, the other 10 by pace 40 : 10.
    assert amounts(result) == {"FPE": 8, "GARTEKS": 42}


def test_without_any_pace_the_rest_is_split_equally_and_ties_go_to_the_lower_code():
    result = plan(10)

    assert amounts(result) == {"FPE": 3, "GARTEKS": 3, "KIKES": 2, "LOMENIK": 2}


def test_ties_within_a_federation_go_to_the_lower_district():
    terms = indicator()
    chapters = [
        chapter("FPE", id=1, district="31.72"),
        chapter("FPE", id=2, district="31.71"),
        chapter("FPE", id=3),
    ]
    here = region(*chapters, targets={terms.code: promises(5)})

    result = catch_up(Moment(year(terms), 8), here, {}, terms)

    assert [(part.chapter.district, part.amount) for part in result.parts] == [
        ("", 2),
        ("31.71", 2),
        ("31.72", 1),
    ]


def test_largest_remainder_goes_first():
    # 7 split 1 : 1 : 3 is 1,4 and 1,4 and 4,2.
    result = plan(12, reports=([report(1, 1)], [report(1, 1)], [report(1, 3)]), federations=FEDERATIONS[:3])

    assert amounts(result) == {"FPE": 2, "GARTEKS": 1, "KIKES": 4}


def test_parts_are_in_the_indicators_smallest_unit():
    result = plan(Fraction(1, 10), terms=indicator(decimals=2), federations=FEDERATIONS[:3])

    assert amounts(result) == {
        "FPE": Fraction(4, 100),
        "GARTEKS": Fraction(3, 100),
        "KIKES": Fraction(3, 100),
    }


def test_only_chapters_active_in_the_month_that_report_the_indicator_take_part():
    result = plan(
        12,
        federations=("FPE", "GARTEKS", "KORWIL", "LOMENIK"),
        dates={"FPE": {"active_to": date(2021, 7, 31)}, "LOMENIK": {"active_from": date(2021, 8, 31)}},
    )

    assert amounts(result) == {"GARTEKS": 6, "LOMENIK": 6}


def test_coordinators_indicator_is_caught_up_by_its_office_alone():
    result = plan(12, terms=indicator(reported_by="coordinator"), federations=("FPE", "GARTEKS", "KORWIL"))

    assert amounts(result) == {"KORWIL": 12}


def test_needed_per_month_is_the_part_over_the_months_that_are_left():
    result = plan(10, month=8)

    assert [part.needed_per_month for part in result.parts] == [
        *(Fraction(3, 4), Fraction(3, 4)),
        *(Fraction(1, 2), Fraction(1, 2)),
    ]


def test_needed_per_month_is_none_when_no_due_month_is_left():
    result = plan(10, month=12)

    assert amounts(result) == {"FPE": 3, "GARTEKS": 3, "KIKES": 2, "LOMENIK": 2}
    assert {part.needed_per_month for part in result.parts} == {None}


@pytest.mark.parametrize(
    ("target", "given", "gap"),
    [
        (None, {}, None),
        (0, {}, 0),
        (12, {"reports": [[report(1, 15)]]}, -3),
        (12, {"terms": indicator(direction="down")}, 12),
        (12, {"terms": stock(), "reports": [[report(1, 5)]]}, 7),
        (12, {"terms": ratio(), "reports": [[report(1, (1, 10))]]}, 2),
        (12, {"terms": milestone(), "reports": [[report(1, 1)]]}, 11),
        (12, {"terms": indicator(direction="monitor")}, None),
        (12, {"terms": indicator(first_month=9)}, None),
        (12, {"terms": indicator(last_month=7)}, 12),
        (12, {"federations": ("KORWIL",)}, 12),
    ],
    ids=[
        "no target",
        "target of 0",
        "target passed",
        "less is better",
        "position",
        "ratio",
        "milestone",
        "watched",
        "not begun",
        "over",
        "nobody reports it",
    ],
)
def test_nothing_to_share_out_gives_no_parts(target, given, gap):
    result = plan(target, **given)

    assert (result.gap, result.parts) == (gap, ())


def test_edited_parts_move_sum_pace_and_result():
    result = plan(10, reports=([report(1, 2)],))

    edited = result.edited({1: Fraction(5)})

    assert (result.total, result.open, result.result) == (8, 0, 10)
    assert amounts(edited) == {"FPE": 5, "GARTEKS": 0, "KIKES": 0, "LOMENIK": 0}
    assert (edited.total, edited.open, edited.result) == (5, 3, 7)
    assert edited.parts[0].needed_per_month == Fraction(5, 4)


@pytest.mark.parametrize("amount", [Fraction(-1), Fraction(1, 2)])
def test_edited_part_is_a_whole_number_of_units_and_not_negative(amount):
    with pytest.raises(ValueError, match="ORG-01"):
        plan(10).edited({1: amount})


counts = st.integers(0, 400)


@given(
    st.integers(1, 2000),
    st.lists(st.tuples(counts, st.lists(counts, max_size=6)), min_size=1, max_size=4),
    st.integers(0, 2),
)
def test_parts_add_up_to_the_gap_exactly(target, chapters, decimals):
    result = plan(
        Fraction(target, 10**decimals),
        pledges=[pledge for pledge, _ in chapters],
        reports=[monthly(*values) for _, values in chapters],
        terms=indicator(decimals=decimals),
        federations=FEDERATIONS[: len(chapters)],
    )

    assert result.parts == () or result.total == result.gap
    assert (result.gap > 0) == bool(result.parts)
    assert all(part.amount >= 0 for part in result.parts)
    assert all((part.amount * 10**decimals).denominator == 1 for part in result.parts)


@given(st.lists(st.fractions(0, 100), min_size=1, max_size=6))
def test_rounded_keeps_the_sum_and_moves_nothing_by_a_whole_unit(shares):
    shares = [*shares, -sum(shares) % 1]

    parts = rounded(shares, 0)

    assert sum(parts) == sum(shares)
    assert all(abs(part - share) < 1 for part, share in zip(parts, shares, strict=True))


@given(
    pledges=st.lists(st.integers(0, 300), min_size=2, max_size=4),
    fixed=st.integers(0, 1500),
    decimals=st.integers(0, 2),
)
def test_a_levelled_plan_keeps_the_fixed_part_and_adds_up_to_the_gap(pledges, fixed, decimals):
    proposal = plan(1000, pledges=pledges, terms=indicator(decimals=decimals))
    first = proposal.parts[0].chapter.id

    if fixed > proposal.gap:
        with pytest.raises(ValueError, match="shared out"):
            proposal.levelled({first: Fraction(fixed)})
    else:
        levelled = proposal.levelled({first: Fraction(fixed)})
        assert (levelled.parts[0].amount, levelled.total, levelled.open) == (fixed, proposal.gap, 0)
        assert all(part.amount >= 0 for part in levelled.parts)


def test_what_is_left_over_needs_somebody_to_bring_it():
    proposal = plan(100, pledges=[10], federations=FEDERATIONS[:1])

    with pytest.raises(ValueError, match="shared out"):
        proposal.levelled({proposal.parts[0].chapter.id: Fraction(40)})
