from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from federations.enums import Role
from tests.factories.desks import AUGUST, KEEN, LOCKED, PDF, Desk
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.users import user_with
from workplan.actions import evidence
from workplan.models import Contribution

pytestmark = pytest.mark.django_db

QUEUE = "/2021/wilayah/31/verifikasi/"
JULY = date(2021, 7, 1)
REASON = "Bukti memuat peserta lain."


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


@pytest.fixture
def coordinator(client, desk):
    client.force_login(desk.coordinator)
    return client


def page(chapter, month=AUGUST, verb="queue_chapter"):
    return reverse(verb, args=(2021, "31", chapter.code, month))


def seen(*rows):
    return [f"{row.pk}:{row.version}" for row in rows]


def states():
    return [row.state for row in Contribution.objects.order_by("pk")]


def text(response):
    return response.content.decode()


def codes(decisions):
    return [decision.row.line.indicator.code for decision in decisions]


# --- who ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 200),
        ("admin", 200),
        ("secretary", 403),
        ("rep", 403),
        (Role.OBSERVER, 403),
        (Role.AUDITOR, 403),
        (Role.FEDERATION_OFFICE, 404),
        (Role.UNIT_OFFICER, 404),
        ("coordinator of another region", 404),
    ],
)
def test_the_queue_by_role(client, desk, who, status):
    if who == "coordinator of another region":
        user = user_with(Role.COORDINATOR, region=RegionFactory(code="32"))
    else:
        user = getattr(desk, who, None) or user_with(who)
    client.force_login(user)
    row = desk.sent(desk.indicator())

    found = [client.get(url).status_code for url in (QUEUE, page(desk.chapter))]
    posted = client.post(page(desk.chapter, verb="queue_verify"), {"row": seen(row)}).status_code

    assert found == [status, status]
    assert posted == {200: 302 if who == "coordinator" else 403}.get(status, status)


@pytest.mark.parametrize(
    "url",
    [
        "/2021/wilayah/99/verifikasi/",
        "/2022/wilayah/31/verifikasi/",
        "/2021/wilayah/31/verifikasi/GARTEKS/2021-08/",
    ],
)
def test_a_place_that_does_not_exist_is_not_found(coordinator, url):
    assert coordinator.get(url).status_code == 404


def test_a_month_of_another_year_is_not_found(coordinator, desk):
    assert coordinator.get(page(desk.chapter, date(2020, 8, 1))).status_code == 404


@pytest.mark.parametrize("verb", ["queue_verify", "queue_return", "queue_reopen"])
def test_verbs_are_not_looked_at(coordinator, desk, verb):
    assert coordinator.get(page(desk.chapter, verb=verb)).status_code == 405


# --- the queue ----------------------------------------------------------------------------------


def test_the_queue_tells_what_waits_for_whom(coordinator, desk):
    office = ChapterFactory(region=desk.region, of_coordinator=True)
    first, second = desk.indicator("A"), desk.indicator("B")
    desk.sent(first)
    desk.row(second, submitted=True, submitted_by=desk.coordinator)
    desk.row(
        desk.indicator("C", by_coordinator=True), chapter=office, submitted=True, submitted_by=desk.secretary
    )

    response = coordinator.get(QUEUE)

    (mine,), (other,) = response.context["mine"], response.context["others"]
    assert (mine.batch.chapter, mine.mine, mine.total) == (desk.chapter, 1, 2)
    assert mine.others == ("Anda sendiri yang mengirim: orang lain yang memutuskan.",)
    assert (other.batch.chapter, other.others) == (office, ("Diputuskan kantor nasional.",))


def test_the_national_offices_queue_is_what_the_coordinator_may_not_decide(client, desk):
    office = ChapterFactory(region=desk.region, of_coordinator=True)
    desk.sent(desk.indicator("A"))
    desk.row(desk.indicator("B"), submitted=True, submitted_by=desk.coordinator)
    desk.row(
        desk.indicator("C", by_coordinator=True), chapter=office, submitted=True, submitted_by=desk.secretary
    )
    client.force_login(desk.admin)

    response = client.get(QUEUE)

    assert [(each.batch.chapter, each.mine) for each in response.context["mine"]] == [
        (desk.chapter, 1),
        (office, 1),
    ]


def test_the_national_office_sees_in_which_regions_something_waits(client, desk):
    office = ChapterFactory(region=desk.region, of_coordinator=True)
    desk.sent(desk.indicator("A"))
    for month in (JULY, AUGUST):
        desk.row(desk.indicator(f"B-{month.month}"), month, submitted=True, submitted_by=desk.coordinator)
    desk.row(
        desk.indicator("C", by_coordinator=True), chapter=office, submitted=True, submitted_by=desk.secretary
    )
    desk.row(desk.indicator("D"), submitted=True, submitted_by=desk.admin)
    client.force_login(desk.admin)

    response = client.get("/2021/verifikasi/")

    assert list(response.context["regions"]) == [
        {"code": "31", "name": "DKI Jakarta", "waiting": 3, "oldest": JULY}
    ]
    assert f'href="{QUEUE}"' in text(response)


def test_only_the_national_office_sees_all_regions(coordinator):
    assert coordinator.get("/2021/verifikasi/").status_code == 403


def test_an_empty_queue_says_so(coordinator):
    assert "Tidak ada yang menunggu Anda" in text(coordinator.get(QUEUE))


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_takes_eight_statements_whatever_its_rows(coordinator, desk, count):
    for number in range(count):
        chapter, indicator = ChapterFactory(region=desk.region), desk.indicator(f"ORG-{number}")
        desk.row(indicator, JULY, chapter=chapter, verified=True)
        desk.sent(indicator, chapter=chapter)

    with CaptureQueriesContext(connection) as statements:
        coordinator.get(QUEUE)

    assert len(statements) == 8


# --- a chapter's month --------------------------------------------------------------------------


def test_a_chapters_month_parts_what_is_unusual_from_what_is_clean(coordinator, desk):
    clean, odd = desk.indicator("A"), desk.indicator("B", stock=True)
    desk.row(odd, JULY, verified=True, value=17)
    evidence_row = desk.row(clean, value=3)
    evidence.attach(evidence_row, [PDF], by=desk.rep)
    desk.sent(odd, value=15, note="Dua pabrik tutup.")
    Contribution.objects.filter(pk=evidence_row.pk).update(
        state="submitted", first_submitted_on=AUGUST, submitted_by=desk.rep
    )

    response = coordinator.get(page(desk.chapter))

    shown = text(response)
    assert codes(response.context["doubtful"]) == ["B"]
    assert codes(response.context["clean"]) == ["A"]
    assert "Turun 2 dari Juli (17)," in shown
    assert "Dua pabrik tutup." in shown
    assert f"/bukti/{evidence_row.evidence.get().pk}/" in shown
    assert "Verifikasi 1 baris" in shown


def test_a_chapters_month_names_the_next_one(coordinator, desk):
    other = ChapterFactory(region=desk.region)
    indicator = desk.indicator()
    desk.sent(indicator)
    desk.sent(indicator, chapter=other)

    response = coordinator.get(page(desk.chapter))

    assert response.context["following"] == (page(other), f"{other.name} Agustus", 1)


@pytest.mark.parametrize("count", [1, 4])
def test_a_chapters_month_takes_eleven_statements_whatever_its_rows(coordinator, desk, count):
    for number in range(count):
        indicator = desk.indicator(f"ORG-{number}")
        desk.row(indicator, JULY, verified=True)
        desk.sent(indicator)

    with CaptureQueriesContext(connection) as statements:
        coordinator.get(page(desk.chapter))

    assert len(statements) == 11


# --- verify -------------------------------------------------------------------------------------


def test_verify_all_that_is_clean_in_one_go(coordinator, desk):
    rows = [desk.sent(desk.indicator(f"ORG-{number}")) for number in range(3)]

    response = coordinator.post(page(desk.chapter, verb="queue_verify"), {"row": seen(*rows)})

    assert (response.status_code, response.url) == (302, QUEUE)
    assert states() == ["verified"] * 3


def test_verify_one_stays_while_others_wait(coordinator, desk):
    first, _second = (desk.sent(desk.indicator(f"ORG-{number}")) for number in range(2))

    response = coordinator.post(page(desk.chapter, verb="queue_verify"), {"row": seen(first)})

    assert response.url == page(desk.chapter)
    assert states() == ["verified", "submitted"]


def test_verify_of_what_was_changed_since_is_told_and_verifies_nothing(coordinator, desk):
    first, second = (desk.sent(desk.indicator(f"ORG-{number}")) for number in range(2))
    Contribution.objects.filter(pk=second.pk).update(version=2)

    response = coordinator.post(
        page(desk.chapter, verb="queue_verify"),
        {"row": seen(first, second), "next": page(desk.chapter)},
        follow=True,
    )

    assert "ORG-1 berubah setelah Anda membuka halaman ini" in text(response)
    assert states() == ["submitted", "submitted"]


def test_verify_twice_is_told_and_counts_once(coordinator, desk):
    row = desk.sent(desk.indicator())
    url = page(desk.chapter, verb="queue_verify")

    for _ in range(2):
        response = coordinator.post(url, {"row": seen(row)})

    assert response.status_code == 302
    assert Contribution.objects.get().version == 2


def test_nobody_verifies_what_they_sent(coordinator, desk):
    row = desk.row(desk.indicator(), submitted=True, submitted_by=desk.coordinator)

    response = coordinator.post(page(desk.chapter, verb="queue_verify"), {"row": seen(row)})

    assert response.status_code == 403
    assert states() == ["submitted"]


def test_the_national_office_verifies_what_the_coordinator_sent(client, desk):
    row = desk.row(desk.indicator(), submitted=True, submitted_by=desk.coordinator)
    client.force_login(desk.admin)

    client.post(page(desk.chapter, verb="queue_verify"), {"row": seen(row)})

    assert states() == ["verified"]


def test_a_coordinator_does_not_verify_the_own_office(coordinator, desk):
    office = ChapterFactory(region=desk.region, of_coordinator=True)
    indicator = desk.indicator(by_coordinator=True)
    row = desk.row(indicator, chapter=office, submitted=True, submitted_by=desk.secretary)

    assert coordinator.post(page(office, verb="queue_verify"), {"row": seen(row)}).status_code == 403
    assert states() == ["submitted"]


@pytest.mark.parametrize("named", ["", "x", "1", "0:1", "1:x"])
def test_verify_of_nothing_or_of_nonsense_changes_nothing(coordinator, desk, named):
    desk.sent(desk.indicator())

    response = coordinator.post(page(desk.chapter, verb="queue_verify"), {"row": named} if named else {})

    assert response.status_code == (404 if named else 302)
    assert states() == ["submitted"]


def test_verify_of_a_row_of_another_chapter_is_not_found(coordinator, desk):
    foreign = desk.sent(desk.indicator(), chapter=ChapterFactory(region=desk.region))

    assert (
        coordinator.post(page(desk.chapter, verb="queue_verify"), {"row": seen(foreign)}).status_code == 404
    )
    assert states() == ["submitted"]


# --- return and reopen --------------------------------------------------------------------------


def test_return_one_with_a_reason(coordinator, desk):
    row = desk.sent(desk.indicator())

    coordinator.post(page(desk.chapter, verb="queue_return"), {"row": seen(row), "reason": REASON})

    assert states() == ["returned"]
    assert Contribution.objects.get().return_reason == REASON


def test_return_those_that_were_ticked(coordinator, desk):
    rows = [desk.sent(desk.indicator(f"ORG-{number}")) for number in range(3)]

    coordinator.post(
        page(desk.chapter, verb="queue_return"),
        {"row": seen(*rows), "tick": seen(*rows[:2]), "ticked": "1", "reason": REASON},
    )

    assert states() == ["returned", "returned", "submitted"]


@pytest.mark.parametrize("sent", [{"reason": " "}, {"reason": REASON, "ticked": "1"}])
def test_return_without_reason_or_tick_is_told(coordinator, desk, sent):
    row = desk.sent(desk.indicator())

    response = coordinator.post(page(desk.chapter, verb="queue_return"), {"row": seen(row), **sent})

    assert response.status_code == 302
    assert states() == ["submitted"]


def test_reopen_with_a_reason(coordinator, desk):
    row = desk.row(desk.indicator(), verified=True)
    assert "Buka lagi" in text(coordinator.get(page(desk.chapter)))

    coordinator.post(page(desk.chapter, verb="queue_reopen"), {"row": seen(row), "reason": REASON})

    assert states() == ["returned"]


def test_reopen_after_the_lock_is_the_national_offices(client, desk, clock):
    row = desk.row(desk.indicator(), verified=True)
    clock(LOCKED)

    client.force_login(desk.coordinator)
    assert "Buka lagi" not in text(client.get(page(desk.chapter)))
    client.post(page(desk.chapter, verb="queue_reopen"), {"row": seen(row), "reason": REASON})
    assert states() == ["verified"]

    client.force_login(desk.admin)
    assert "Buka lagi" in text(client.get(page(desk.chapter)))
    client.post(page(desk.chapter, verb="queue_reopen"), {"row": seen(row), "reason": REASON})
    assert states() == ["returned"]


def test_reopen_before_the_lock_is_not_the_national_offices(client, desk):
    row = desk.row(desk.indicator(), verified=True)
    client.force_login(desk.admin)

    response = client.post(page(desk.chapter, verb="queue_reopen"), {"row": seen(row), "reason": REASON})

    assert response.status_code == 403
    assert states() == ["verified"]
