from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from federations.enums import Role
from tests.factories.desks import AUGUST, KEEN, PDF, Desk
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.users import user_with
from workplan.actions import evidence
from workplan.models import Contribution

pytestmark = pytest.mark.django_db

ROWS = "/2021/wilayah/31/verifikasi/baris/"
VERIFY, RETURN = f"{ROWS}sahkan/", f"{ROWS}kembalikan/"
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


def seen(*rows):
    return [f"{row.pk}:{row.version}" for row in rows]


def states():
    return [row.state for row in Contribution.objects.order_by("pk")]


def with_evidence(desk, row):
    Contribution.objects.filter(pk=row.pk).update(state="draft")
    row.refresh_from_db()
    evidence.attach(row, [PDF], by=desk.rep)
    Contribution.objects.filter(pk=row.pk).update(state="submitted")


def shown(response):
    """Chapter, month and codes of each group."""
    return [
        (group.chapter, group.month.month, [each.row.line.indicator.code for each in group.decisions])
        for group in response.context["groups"]
    ]


@pytest.fixture
def waiting(desk):
    """Two chapters, two indicators, two months; one unusual, one with evidence."""
    other = ChapterFactory(region=desk.region)
    first, second = desk.indicator("ORG-01"), desk.indicator("ORG-02", stock=True)
    desk.row(second, JULY, verified=True, value=17)
    rows = [
        desk.sent(first, month=JULY),
        desk.sent(first),
        desk.sent(second, value=15, note="Dua pabrik tutup."),
        desk.sent(first, chapter=other),
    ]
    with_evidence(desk, rows[1])
    return other, rows


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 200),
        ("admin", 200),
        ("secretary", 403),
        ("rep", 403),
        (Role.AUDITOR, 403),
        (Role.UNIT_OFFICER, 404),
        ("coordinator of another region", 404),
    ],
)
def test_the_rows_by_role(client, desk, who, status):
    if who == "coordinator of another region":
        user = user_with(Role.COORDINATOR, region=RegionFactory(code="32"))
    else:
        user = getattr(desk, who, None) or user_with(who)
    client.force_login(user)
    row = desk.sent(desk.indicator())

    found = client.get(ROWS).status_code
    posted = [client.post(url, {"row": seen(row), "reason": REASON}).status_code for url in (VERIFY, RETURN)]

    assert found == status
    # the national office decides what coordinators sent, and no other
    assert posted == [{200: 302 if who == "coordinator" else 403}.get(status, status)] * 2


@pytest.mark.parametrize("url", [VERIFY, RETURN])
def test_verbs_are_not_looked_at(coordinator, url):
    assert coordinator.get(url).status_code == 405


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", [(7, ["ORG-01"]), (8, ["ORG-01", "ORG-02"]), (8, ["ORG-01"])]),
        ("?bulan=7", [(7, ["ORG-01"])]),
        ("?indikator=ORG-02", [(8, ["ORG-02"])]),
        ("?tanda=ya", [(8, ["ORG-02"])]),
        ("?tanda=tidak&bulan=8", [(8, ["ORG-01"]), (8, ["ORG-01"])]),
        ("?bukti=ya", [(8, ["ORG-01"])]),
        ("?bukti=tidak&indikator=ORG-01", [(7, ["ORG-01"]), (8, ["ORG-01"])]),
        ("?bulan=13&indikator=TIADA", [(7, ["ORG-01"]), (8, ["ORG-01", "ORG-02"]), (8, ["ORG-01"])]),
    ],
)
def test_the_rows_are_sifted(coordinator, waiting, query, codes):
    response = coordinator.get(ROWS + query)

    assert [(month, found) for _chapter, month, found in shown(response)] == codes


def test_the_rows_of_one_federation(coordinator, waiting):
    other, _rows = waiting

    response = coordinator.get(ROWS, {"federasi": other.federation.code})

    assert shown(response) == [(other, 8, ["ORG-01"])]


def test_each_row_stands_beside_what_it_is_compared_with(coordinator, waiting):
    page = coordinator.get(ROWS).content.decode()

    [file] = Contribution.objects.exclude(evidence=None).get().evidence.all()
    assert f'src="/bukti/{file.pk}/sekilas/"' in page
    assert "Turun 2 dari Juli (17)," in page
    assert "Dua pabrik tutup." in page
    assert "Verifikasi 3 baris" in page


def test_the_filter_offers_only_what_waits(coordinator, waiting):
    form = coordinator.get(ROWS).context["form"]

    assert [value for value, _label in form.fields["bulan"].choices] == ["", "7", "8"]
    assert [value for value, _label in form.fields["indikator"].choices] == ["", "ORG-01", "ORG-02"]


def test_nothing_that_matches_says_so(coordinator, desk):
    page = coordinator.get(ROWS).content.decode()

    assert "Tidak ada laporan yang cocok" in page


def test_verify_of_several_chapters_in_one_go(coordinator, waiting):
    _other, rows = waiting

    response = coordinator.post(VERIFY, {"row": seen(rows[0], rows[1], rows[3]), "next": f"{ROWS}?bulan=8"})

    assert response.url == f"{ROWS}?bulan=8"
    assert states() == ["verified", "verified", "verified", "submitted", "verified"]


def test_verify_of_the_ticked_rows_only(coordinator, waiting):
    _other, rows = waiting

    coordinator.post(VERIFY, {"row": seen(rows[0], rows[1]), "tick": seen(rows[2]), "ticked": "1"})

    assert states() == ["verified", "submitted", "submitted", "verified", "submitted"]


def test_return_of_several_chapters_with_one_reason(coordinator, waiting):
    _other, rows = waiting

    coordinator.post(RETURN, {"tick": seen(rows[1], rows[3]), "ticked": "1", "reason": REASON})

    assert states() == ["verified", "submitted", "returned", "submitted", "returned"]
    assert set(Contribution.objects.returned().values_list("return_reason", flat=True)) == {REASON}


def test_return_without_a_reason_changes_nothing(coordinator, waiting):
    _other, rows = waiting

    response = coordinator.post(RETURN, {"tick": seen(rows[1]), "ticked": "1"}, follow=True)

    assert "Tulis alasannya" in response.content.decode()
    assert "returned" not in states()


@pytest.mark.parametrize("url", [VERIFY, RETURN])
def test_one_row_that_changed_since_decides_none(coordinator, waiting, url):
    _other, rows = waiting
    Contribution.objects.filter(pk=rows[3].pk).update(version=5)

    response = coordinator.post(url, {"row": seen(rows[0], rows[3]), "reason": REASON}, follow=True)

    assert "ORG-01 berubah setelah Anda membuka halaman ini" in response.content.decode()
    assert states() == ["verified"] + ["submitted"] * 4


def test_pressed_twice_it_counts_once(coordinator, waiting):
    _other, rows = waiting

    for _press in range(2):
        coordinator.post(VERIFY, {"row": seen(rows[0])})

    rows[0].refresh_from_db()
    assert (rows[0].state, rows[0].version) == ("verified", 2)


def test_a_row_of_another_region_is_not_found(coordinator, desk):
    foreign = desk.sent(desk.indicator(), chapter=ChapterFactory(region=RegionFactory(code="32")))

    assert coordinator.post(VERIFY, {"row": seen(foreign)}).status_code == 404
    assert states() == ["submitted"]


@pytest.mark.parametrize("count", [1, 3])
def test_the_rows_take_ten_statements_whatever_their_number(coordinator, desk, count):
    for number in range(count):
        chapter, indicator = ChapterFactory(region=desk.region), desk.indicator(f"ORG-{number}")
        desk.row(indicator, JULY, chapter=chapter, verified=True)
        with_evidence(desk, desk.sent(indicator, chapter=chapter, month=AUGUST))

    with CaptureQueriesContext(connection) as statements:
        coordinator.get(ROWS)

    assert len(statements) == 10
