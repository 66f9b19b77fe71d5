from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.factories.meetings import Gathering, ParticipantFactory
from tests.factories.users import PersonFactory
from workplan.reporting import quorums
from workplan.reporting.quorums import Rule, Seat, Stay, count, course

NINE = datetime(2021, 9, 10, 2, tzinfo=UTC)
MOMENTS = st.integers(0, 600).map(lambda minutes: NINE + timedelta(minutes=minutes))


@st.composite
def stays(draw):
    entered = draw(MOMENTS)
    left = draw(st.none() | st.integers(0, 300).map(lambda minutes: entered + timedelta(minutes=minutes)))
    return Stay(entered, left)


SEATS = st.lists(
    st.builds(
        Seat,
        category=st.sampled_from(["full", "observer", "speaker", "committee", "guest"]),
        federation=st.sampled_from(["", "GARTEKS", "FKUI", "KORWIL"]),
        stays=st.lists(stays(), max_size=3).map(tuple),
    ),
    max_size=40,
)
RULES = st.builds(Rule, percent=st.integers(1, 100), federations=st.none() | st.integers(1, 5))


@pytest.mark.parametrize(
    ("entitled", "percent", "needed"),
    [(31, 50, 16), (30, 50, 16), (1, 50, 1), (0, 50, 1), (30, 66, 20), (3, 100, 3), (29, 1, 1)],
)
def test_more_than_the_percentage_is_needed_never_more_than_all_and_at_least_one(entitled, percent, needed):
    assert Rule(percent).needed(entitled) == needed


def test_who_leaves_at_a_moment_is_no_longer_there_and_who_comes_is():
    stay = Stay(NINE, NINE + timedelta(minutes=5))

    covered = [stay.covers(NINE + timedelta(seconds=second)) for second in (-1, 0, 299, 300)]

    assert covered == [False, True, True, False]


def test_only_full_delegates_make_the_quorum_and_observers_are_in_the_room_all_the_same():
    here = (Stay(NINE),)
    seats = [Seat("full", "FKUI", here), Seat("full", "FKUI"), Seat("observer", "GARTEKS", here)]

    quorum = count(seats, Rule(), NINE)

    assert (quorum.present, quorum.entitled, quorum.needed, quorum.in_room) == (1, 2, 2, 2)
    assert quorum.federations_present == quorum.federations_entitled == 1
    assert quorum.is_reached is False
    assert quorum.lacking == 1


def test_the_coordinator_s_office_is_no_federation():
    quorum = count([Seat("full", "KORWIL", (Stay(NINE),))], Rule(federations=1), NINE)

    assert (quorum.present, quorum.federations_present) == (1, 0)
    assert quorum.is_reached is False
    assert quorum.lacking_federations == 1


def test_federations_without_anybody_in_the_room_are_named():
    seats = [Seat("full", "FKUI"), Seat("full", "GARTEKS", (Stay(NINE),)), Seat("full", "FTA")]

    assert count(seats, Rule(), NINE).federations_missing == ("FKUI", "FTA")


def test_a_list_without_full_delegates_has_no_quorum():
    assert count([Seat("guest", "", (Stay(NINE),))], Rule(), NINE).is_reached is False


@given(SEATS, RULES, MOMENTS, st.randoms())
def test_the_order_of_the_seats_does_not_matter(seats, rule, at, dice):
    mixed = list(seats)
    dice.shuffle(mixed)

    assert count(mixed, rule, at) == count(seats, rule, at)


@given(SEATS, RULES, MOMENTS)
def test_counts_lie_within_each_other(seats, rule, at):
    quorum = count(seats, rule, at)

    assert 0 <= quorum.present <= quorum.entitled <= quorum.listed == len(seats)
    assert quorum.present <= quorum.in_room == sum(quorum.in_room_by_category.values())
    assert quorum.in_room <= quorum.came <= quorum.listed
    assert quorum.federations_present + len(quorum.federations_missing) == quorum.federations_entitled
    assert quorum.is_reached is (quorum.lacking == 0 and quorum.lacking_federations == 0)


@given(SEATS, RULES, MOMENTS)
def test_one_more_full_delegate_in_the_room_never_undoes_a_quorum(seats, rule, at):
    before = count(seats, rule, at)

    after = count([*seats, Seat("full", "FTA", (Stay(at),))], rule, at)

    assert after.present == before.present + 1
    assert after.is_reached or not before.is_reached


@given(SEATS, RULES, MOMENTS)
def test_one_more_guest_changes_no_quorum(seats, rule, at):
    before = count(seats, rule, at)

    after = count([*seats, Seat("guest", "FTA", (Stay(at),))], rule, at)

    assert (after.present, after.entitled, after.is_reached) == (
        before.present,
        before.entitled,
        before.is_reached,
    )


def test_the_course_of_a_meeting_counts_every_coming_and_going():
    five, ten, fifteen = (NINE + timedelta(minutes=minutes) for minutes in (5, 10, 15))
    seats = [
        Seat("full", "FKUI", (Stay(NINE, five), Stay(ten))),
        Seat("full", "GARTEKS", (Stay(NINE),)),
        Seat("observer", "FTA", (Stay(fifteen),)),
    ]

    told = [(row.at, row.present, row.federations_present, row.in_room) for row in course(seats, Rule(), ten)]

    assert told == [(NINE, 2, 2, 2), (five, 1, 1, 1), (ten, 2, 2, 2)]


@given(st.integers(0, 500), st.integers(1, 100))
def test_what_is_needed_is_more_than_the_percentage_wherever_that_can_be(entitled, percent):
    needed = Rule(percent).needed(entitled)

    assert needed * 100 > entitled * percent or needed == entitled
    assert needed == 1 or (needed - 1) * 100 <= entitled * percent


@pytest.mark.django_db
def test_a_meeting_is_counted_in_one_statement_whatever_its_size(django_assert_num_queries):
    room = Gathering()
    for number in range(4, 20):
        ParticipantFactory(meeting=room.meeting, person=PersonFactory(), number=number, present=True)

    with django_assert_num_queries(1):
        quorum = quorums.of(room.meeting, NINE)

    assert (quorum.present, quorum.entitled, quorum.federations_present) == (19, 19, 2)
