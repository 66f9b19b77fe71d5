from decimal import Decimal

import pytest

from federations.enums import Role
from tests.factories.meetings import BEGINS, DURING, AgendaItemFactory, Gathering, MeetingFactory
from tests.factories.users import user_with
from workplan.actions import agenda, attendance, raised_pledges, recommendations, record_lines, sittings
from workplan.models import Recommendation, Target

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/layar/"


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def codes(response):
    line = response.context["line"]
    return [line.code] if line else [each.code for each in response.context["lines"]]


def bars(response):
    return [(bar.key, bar.part, bar.width) for bar in response.context["bars"]]


def test_a_figure_asked_for_fills_the_screen_with_who_brings_how_much(sign_in, room):
    response = sign_in(room.rep).get(URL, {"indikator": "ORG-01"})

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


def test_without_targets_the_screen_says_so_and_shows_what_comes_next(sign_in, room):
    Target.objects.all().delete()

    page = sign_in(room.secretary).get(URL)

    assert [entry.title for entry in page.context["coming"]] == ["Pembukaan", "Pleno I"]
    assert "Target belum disepakati" in page.content.decode()


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


def test_a_national_forum_s_screen_follows_its_items_without_a_region_s_figures(sign_in, clock):
    meeting = MeetingFactory(region=None, kind="rakornas", running=True)
    AgendaItemFactory(meeting=meeting, title="Pembukaan Rakornas", opened_at=BEGINS, opened_present=0)

    page = sign_in(user_with(Role.ADMIN)).get("/rakerwil/2021-rakornas-1/layar/").content.decode()

    assert "<h1>Pembukaan Rakornas</h1>" in page


def test_the_screen_follows_the_item_that_goes_on_with_its_own_figures(sign_in, room):
    browser = sign_in(room.rep)
    room.plenary.indicators.add(room.members)
    agenda.begin(room.opening, by=None, at=BEGINS)
    opening = browser.get(URL)
    sittings.open(room.plenary, by=None, at=DURING)
    plenary = browser.get(URL)

    assert [(page.context["current"].title, codes(page)) for page in (opening, plenary)] == [
        ("Pembukaan", []),
        ("Pleno I", ["ORG-01"]),
    ]
    figures = plenary.context["line"]
    assert (figures.actual, figures.target, figures.gap) == ("400", "1.200", "800")
    assert bars(plenary)[0][2] == "100.0"


def test_a_commission_s_screen_shows_what_it_recommends_on_and_others_what_lags(sign_in, room):
    commission = AgendaItemFactory(
        meeting=room.meeting, kind="commission", sitting_state="pending", title="Komisi A"
    )
    room.recommend(commission=commission)
    browser = sign_in(room.secretary)
    sittings.open(commission, by=None, at=DURING)

    assert codes(browser.get(URL)) == ["ORG-01"]


def test_the_screen_is_sent_again_only_when_something_moved(sign_in, room):
    browser = sign_in(room.rep)
    known = {"if-none-match": browser.get(URL).headers["ETag"]}

    unmoved = browser.get(URL, headers=known).status_code
    attendance.leave(room.delegates[0], by=None, at=DURING)
    moved = browser.get(URL, headers=known)

    assert (unmoved, moved.status_code) == (304, 200)
    assert "Kuorum tercapai, 2 dari 3" in moved.content.decode()


def test_the_screen_names_nobody_and_shows_no_note(sign_in, room):
    room.opening.speaker = room.delegates[0].person
    room.opening.save()
    agenda.begin(room.opening, by=None, at=BEGINS)
    record_lines.write(room.meeting, kind="note", text="Rahasia.", speaker=room.delegates[0], by=None)

    page = sign_in(room.secretary).get(URL).content.decode()

    assert [str(row) in page for row in room.delegates] == [False] * 3
    assert "Rahasia." not in page


def test_who_sees_the_screen(sign_in, room):
    assert sign_in(room.rep).get(URL).status_code == 200
    assert sign_in(room.stranger()).get(URL).status_code == 404


def test_the_bar_fills_while_leaders_raise_their_pledges(sign_in, room):
    browser = sign_in(room.rep)
    asked = f"{URL}?indikator=ORG-01"
    before = browser.get(asked).content.decode()
    raised_pledges.say(
        room.meeting,
        indicator=room.members,
        chapter=room.other,
        participant=room.delegates[1],
        amount=Decimal(200),
        by=room.secretary,
    )

    after = browser.get(asked).content.decode()

    assert "disanggupi" not in before
    assert "200 dari 800 disanggupi" in after
    assert "masih kurang 600" in after
    assert 'width="25.00"' in after
