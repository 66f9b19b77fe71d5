import pytest

from federations.enums import Role
from tests.factories.meetings import AgendaItemFactory, Gathering, ParticipantFactory
from tests.factories.users import user_with
from workplan.actions import commissions, minutes, recommendations, sittings
from workplan.models import CommissionReport

pytestmark = pytest.mark.django_db

LIST = "/rakerwil/31-2021-1/komisi/"


@pytest.fixture
def room(clock):
    """With Komisi A, whose secretary is the representative of the first chapter, and Komisi B."""
    clock("2021-09-10 10:30")
    room = Gathering()
    room.organising, room.policy = (
        AgendaItemFactory(
            meeting=room.meeting,
            position=position,
            kind="commission",
            sitting_state="pending",
            title=title,
        )
        for position, title in ((3, "Komisi A"), (4, "Komisi B"))
    )
    room.seat = ParticipantFactory(meeting=room.meeting, number=9, person=room.rep.person)
    commissions.seat(room.organising, room.delegates[:1], secretary=room.seat, by=None)
    for item in (room.organising, room.policy):
        sittings.open(item, by=None)
    return room


def address(item, verb=""):
    return f"{LIST}{item.pk}/{verb}"


def text(response):
    return " ".join(response.content.decode().split())


def test_commissions_stand_side_by_side(sign_in, room):
    shown = text(sign_in(room.rep).get(LIST))

    assert (shown.count("Komisi A"), shown.count("Komisi B")) == (1, 1)
    assert shown.count("Sedang berlangsung") + shown.count("Dibuka") >= 2


def test_the_secretary_of_a_commission_writes_proposes_and_hands_in_alone(sign_in, room):
    browser = sign_in(room.rep)
    page = text(browser.get(address(room.organising)))
    browser.post(f"/rakerwil/31-2021-1/notulen/acara-{room.organising.pk}/", {"text": "Pokok.", "version": 0})
    row = room.recommend(commission=room.organising, by=room.rep)

    answer = browser.post(address(room.organising, "serahkan/"))

    row.refresh_from_db()
    assert "<textarea" in page
    assert f"?komisi={room.organising.pk}" in page
    assert (answer.status_code, CommissionReport.objects.get(commission=room.organising).state) == (
        302,
        "handed_in",
    )
    assert row.state == "discussed"
    assert "<textarea" not in text(browser.get(address(room.organising)))


def test_another_s_commission_is_read_when_it_is_handed_in_and_never_written(sign_in, room):
    minutes.write(room.policy, text="Pokok komisi B.", version=0, by=None)
    browser = sign_in(room.rep)
    before = text(browser.get(address(room.policy)))
    commissions.hand_in(room.policy, by=None)

    after = text(browser.get(address(room.policy)))
    tried = browser.post(address(room.policy, "serahkan/"))

    assert ("Pokok komisi B." in before, "Pokok komisi B." in after) == (False, True)
    assert "<textarea" not in after
    assert tried.status_code == 403


def test_the_plenary_takes_up_what_the_commission_recommends(sign_in, room):
    rows = [room.recommend(commission=room.organising, title=title) for title in ("Satu", "Dua")]
    other = room.recommend(title="Tiga")
    recommendations.table(other, by=None)
    commissions.hand_in(room.organising, by=None)
    sittings.open(room.plenary, by=None)
    browser = sign_in(room.secretary)

    answer = browser.post(address(room.organising, "sampaikan/"))

    page = text(browser.get(address(room.organising)))
    for row in rows:
        row.refresh_from_db()
    assert answer.status_code == 302
    assert [row.state for row in rows] == ["tabled", "tabled"]
    assert page.count('name="rows"') == 2


def test_members_are_chosen_from_those_who_are_free(sign_in, room):
    browser = sign_in(room.secretary)
    shown = text(browser.get(address(room.policy, "anggota/")))
    chosen = {"members": [room.delegates[2].pk], "chair": room.delegates[1].pk, "seen": ""}

    done = browser.post(address(room.policy, "anggota/"), chosen)
    stale = browser.post(address(room.policy, "anggota/"), chosen)
    taken = browser.post(address(room.policy, "anggota/"), {"chair": room.delegates[0].pk})

    free = [f'value="{row.pk}"' in shown for row in room.delegates]
    assert free == [False, True, True]
    assert (done.status_code, stale.status_code, taken.status_code) == (302, 409, 422)
    assert [row.role for row in room.policy.members.order_by("participant__number")] == ["chair", "member"]


def test_a_report_goes_back_with_a_reason(sign_in, room):
    room.recommend(commission=room.organising)
    commissions.hand_in(room.organising, by=None)
    browser = sign_in(room.secretary)

    for reason in ("", "Jumlahnya belum ada."):
        browser.post(address(room.organising, "kembalikan/"), {"reason": reason})

    assert CommissionReport.objects.get(commission=room.organising).state == "draft"
    assert "Jumlahnya belum ada." in text(browser.get(address(room.organising)))


def test_a_commission_s_officer_words_its_recommendations_until_they_are_handed_in(sign_in, room):
    row = room.recommend(commission=room.organising)
    other = room.recommend(commission=room.policy)
    browser = sign_in(room.rep)

    def edited(recommendation):
        return browser.get(f"/rakerwil/31-2021-1/rekomendasi/{recommendation.number}/ubah/").status_code

    before = (edited(row), edited(other))
    commissions.hand_in(room.organising, by=None)

    assert (before, edited(row)) == ((200, 403), 403)


def test_who_does_not_see_the_meeting_sees_no_commission(sign_in, room):
    statuses = {
        name: [sign_in(user).get(url).status_code for url in (LIST, address(room.organising))]
        for name, user in (("stranger", room.stranger()), ("observer", user_with(Role.OBSERVER)))
    }

    assert statuses == {"stranger": [404, 404], "observer": [200, 200]}


@pytest.mark.parametrize("extra", [1, 4])
def test_the_pages_ask_as_often_for_many_members(sign_in, room, django_assert_max_num_queries, extra):
    free = [ParticipantFactory(meeting=room.meeting, number=number + 20) for number in range(extra)]
    commissions.seat(room.policy, free, by=None)
    for _number in range(extra):
        room.recommend(commission=room.policy)
    browser = sign_in(room.secretary)

    with django_assert_max_num_queries(16):
        browser.get(LIST)
    with django_assert_max_num_queries(36):
        browser.get(address(room.policy))
