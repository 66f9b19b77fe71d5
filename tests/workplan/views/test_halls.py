from decimal import Decimal

import pytest

from federations.enums import Role
from tests.factories.meetings import Gathering, MeetingFactory
from tests.factories.users import user_with
from workplan.actions import raised_pledges, recommendations
from workplan.models import Recommendation

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/layar/"


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def bars(response):
    return [(bar.key, bar.part, bar.width) for bar in response.context["bars"]]


def test_the_figure_furthest_behind_fills_the_screen_with_who_brings_how_much(sign_in, room):
    response = sign_in(room.rep).get(URL)

    assert response.context["line"].code == "ORG-01"
    assert sum(int(part) for _key, part, _width in bars(response)) == 800
    assert bars(response)[0][2] == "100.0"
    assert '<p class="hall-big q1">400</p>' in response.content.decode()


def test_the_parts_that_the_hall_has_set_are_those_it_sees(sign_in, room):
    room.recommend()
    own = room.chapter.federation.code
    recommendations.set_plan(
        Recommendation.objects.get(), parts={own: Decimal(600), "FKUI": Decimal(200)}, version=1, by=None
    )

    response = sign_in(room.secretary).get(URL, {"indikator": "ORG-01"})

    assert bars(response) == [(own, "600", "100.0"), ("FKUI", "200", "33.3")]


def test_where_nothing_lags_the_screen_says_so(sign_in, room):
    room.members.contributions.update(value=1000)

    assert "Tidak ada indikator yang tertinggal" in sign_in(room.secretary).get(URL).content.decode()


def test_without_a_plan_the_others_that_lag_are_listed(sign_in, room, clock):
    room.members.accumulation = "stock"
    room.members.save()
    room.year.indicators.update(measure="ratio", accumulation="stock")

    response = sign_in(room.secretary).get(URL, {"indikator": "ORG-01"})

    assert response.status_code == 200
    assert bars(response) == []


def test_a_national_forum_has_no_such_screen(sign_in, clock):
    MeetingFactory(region=None, kind="rakornas", invited=True)

    response = sign_in(user_with(Role.ADMIN)).get("/rakerwil/2021-rakornas-1/layar/")

    assert response.url == "/rakerwil/2021-rakornas-1/"


def test_who_sees_the_screen(sign_in, room):
    assert sign_in(room.rep).get(URL).status_code == 200
    assert sign_in(room.stranger()).get(URL).status_code == 404


def test_the_bar_fills_while_leaders_raise_their_pledges(sign_in, room):
    browser = sign_in(room.rep)
    before = browser.get(URL).content.decode()
    raised_pledges.say(
        room.meeting,
        indicator=room.members,
        chapter=room.other,
        participant=room.delegates[1],
        amount=Decimal(200),
        by=room.secretary,
    )

    after = browser.get(URL).content.decode()

    assert "disanggupi" not in before
    assert "200 dari 800 disanggupi" in after
    assert "masih kurang 600" in after
    assert 'width="25.00"' in after
