from datetime import date

import pytest

from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import Stale
from tests.factories.desks import Desk
from tests.factories.organisation import ChapterFactory
from workplan.actions import support_ratings
from workplan.actions.support_ratings import Answer
from workplan.enums import SupportAnswer, Supporter
from workplan.models import SupportRating
from workplan.models.support_rating import Quarter, quarters

AUTUMN = "2021-09-15 10:00"


@pytest.fixture
def desk(db, clock):
    clock(AUTUMN)
    return Desk()


@pytest.fixture
def third(desk):
    """July to September 2021."""
    return Quarter(desk.year, 3)


def said(supporter=Supporter.KORWIL, seen=0, in_time=SupportAnswer.MOSTLY, word="Cukup cepat."):
    return Answer(supporter, in_time, SupportAnswer.FULLY, word, seen)


def rate(desk, quarter, *answers, chapter=None):
    support_ratings.rate(chapter or desk.chapter, quarter, answers, by=desk.rep)


def test_quarters_are_three_months_and_close_with_the_reports_of_their_last_one(desk):
    days = [(each.first_day, each.last_day, each.closes_on) for each in quarters(desk.year)]

    assert days[0] == (date(2021, 1, 1), date(2021, 3, 31), date(2021, 4, 20))
    assert days[3] == (date(2021, 10, 1), date(2021, 12, 31), date(2022, 1, 20))


def test_answers_are_kept_with_who_and_when(desk, third):
    rate(desk, third, said(word=" Cukup cepat. "), said(Supporter.DEN, in_time=SupportAnswer.NO, word=""))

    kept = SupportRating.objects.values_list("supporter", "quarter", "in_time", "useful", "word", "version")
    assert list(kept.order_by("-supporter")) == [
        ("korwil", 3, "mostly", "fully", "Cukup cepat.", 1),
        ("den", 3, "no", "fully", "", 1),
    ]
    assert {row.rated_by for row in SupportRating.objects.all()} == {desk.rep}


def test_an_answer_is_changed_until_it_closes(desk, third):
    rate(desk, third, said())

    rate(desk, third, said(seen=1, in_time=SupportAnswer.HARDLY))

    row = SupportRating.objects.get()
    assert (row.in_time, row.version) == ("hardly", 2)


@pytest.mark.parametrize("seen", [0, 2])
def test_a_stale_answer_changes_nothing_of_either(desk, third, seen):
    rate(desk, third, said())

    with pytest.raises(Stale):
        rate(desk, third, said(Supporter.DEN), said(seen=seen, in_time=SupportAnswer.NO))

    assert [(row.supporter, row.in_time) for row in SupportRating.objects.all()] == [("korwil", "mostly")]


@pytest.mark.parametrize(
    ("moment", "is_taken"),
    [
        ("2021-06-30 23:59", False),
        ("2021-07-01 00:01", True),
        ("2021-10-20 23:59", True),
        ("2021-10-21 00:01", False),
    ],
)
def test_answers_are_taken_from_the_first_day_to_the_lock(desk, third, clock, moment, is_taken):
    clock(moment)

    if is_taken:
        rate(desk, third, said())
    else:
        with pytest.raises(WrongState):
            rate(desk, third, said())

    assert SupportRating.objects.count() == is_taken


@pytest.mark.parametrize("state", ["preparing", "closed"])
def test_a_year_that_is_not_open_takes_none(desk, third, state):
    desk.year.state = state

    with pytest.raises(WrongState):
        rate(desk, third, said())


def test_a_chapter_that_is_not_active_is_not_asked(desk, third):
    ended = ChapterFactory(region=desk.region, active_to=date(2021, 6, 30))

    with pytest.raises(Refused, match="tidak ditanya"):
        rate(desk, third, said(), chapter=ended)


def test_the_coordinator_s_office_does_not_rate_itself(desk, third):
    with pytest.raises(Refused, match="tidak ditanya"):
        rate(desk, third, said(), chapter=ChapterFactory(region=desk.region, of_coordinator=True))


def test_a_single_answer_is_nobody_s_but_the_chapter_s(desk, third):
    rate(desk, third, said())

    seen = {
        name: SupportRating.objects.visible_to(getattr(desk, name)).count()
        for name in ("rep", "coordinator", "secretary", "admin")
    }

    assert seen == {"rep": 1, "coordinator": 0, "secretary": 0, "admin": 0}
