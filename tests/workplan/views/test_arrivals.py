from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from federations.enums import Role
from tests.factories.desks import KEEN, LOCKED, Desk
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.users import user_with

pytestmark = pytest.mark.django_db

REGION, NATION = "/2021/wilayah/31/laporan-masuk/", "/2021/laporan-masuk/"


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


@pytest.fixture
def coordinator(client, desk):
    client.force_login(desk.coordinator)
    return client


@pytest.mark.parametrize(
    ("who", "region", "nation"),
    [
        ("coordinator", 200, 403),
        ("secretary", 200, 403),
        ("rep", 403, 403),
        ("admin", 200, 200),
        (Role.AUDITOR, 200, 200),
        (Role.OBSERVER, 403, 200),
        (Role.UNIT_OFFICER, 404, 403),
        ("coordinator of another region", 404, 403),
    ],
)
def test_who_sees_who_is_late(client, desk, who, region, nation):
    if who == "coordinator of another region":
        user = user_with(Role.COORDINATOR, region=RegionFactory(code="32"))
    else:
        user = getattr(desk, who, None) or user_with(who)
    client.force_login(user)

    assert [client.get(url).status_code for url in (REGION, NATION)] == [region, nation]


def test_the_last_month_that_is_over_is_asked_for(coordinator, desk):
    assert f"{coordinator.get(REGION).context['month']:%Y-%m}" == "2021-08"
    assert f"{coordinator.get(REGION, {'per': '2021-07'}).context['month']:%Y-%m}" == "2021-07"


def test_chapters_stand_worst_first_with_their_state(coordinator, desk):
    indicator = desk.indicator()
    sent, silent, typing = (ChapterFactory(region=desk.region) for _number in range(3))
    desk.row(indicator, returned=True)
    desk.sent(indicator, chapter=sent)
    desk.row(indicator, chapter=typing)

    lines = coordinator.get(REGION).context["lines"]

    assert [(line.name, line.look) for line in lines] == [
        (silent.name, "open"),
        (typing.name, "draft"),
        (desk.chapter.name, "back"),
        (sent.name, "wait"),
    ]


def test_the_message_has_figures_what_is_missing_and_the_link_and_nobodys_name(coordinator, desk):
    first, _second = desk.indicator("ORG-01"), desk.indicator("ORG-02")
    desk.sent(first)
    silent = ChapterFactory(region=desk.region)

    page = coordinator.get(REGION)

    text = page.context["message"].text
    assert text.replace("\xa0", " ").splitlines() == [
        "*Laporan Agustus 2021 · DKI Jakarta*",
        "Masuk: 1 dari 4 (25,0 %), tepat waktu: 25,0 %.",
        "Lengkap: 0 dari 2 perwakilan.",
        "",
        "Belum masuk:",
        f"- {desk.chapter.name}: kurang 1 dari 2",
        f"- {silent.name}: belum ada dari 2 laporan",
        "",
        "Tepat waktu sampai 10 September 2021, diterima sampai 20 September 2021.",
        "Isi di sini: http://testserver/laporan/2021-08/",
    ]
    assert unquote(page.context["message"].share).endswith(text)
    assert not any(user.name in text for user in (desk.rep, desk.coordinator, desk.secretary))
    assert "readonly" in page.content.decode()


def test_the_message_to_one_chapter_names_its_indicators(coordinator, desk):
    desk.sent(desk.indicator("ORG-01"))
    desk.indicator("ORG-02")

    [line] = coordinator.get(REGION).context["lines"]

    assert "- ORG-02 Indikator ORG-02" in line.message.text
    assert f"/laporan/2021-08/?perwakilan={desk.chapter.pk}" in line.message.text
    assert "ORG-01" not in line.message.text


def test_a_closed_month_is_said_to_be_closed(client, desk, clock):
    desk.indicator()
    clock(LOCKED)
    client.force_login(desk.coordinator)

    page = client.get(REGION)

    assert "Bulan ini ditutup 20 September 2021." in page.context["message"].text
    assert [line.look for line in page.context["lines"]] == ["missed"]


def test_the_nation_lists_regions_the_least_complete_first(client, desk):
    indicator = desk.indicator()
    desk.sent(indicator)
    ChapterFactory(region=RegionFactory(code="32", name="Jawa Barat"))
    client.force_login(desk.admin)

    page = client.get(NATION)

    assert [line.name for line in page.context["lines"]] == ["Jawa Barat", "DKI Jakarta"]
    assert "- Jawa Barat: 0 dari 1 (0,0\xa0%)" in page.context["message"].text
    assert "DKI Jakarta" not in page.context["message"].text


def test_an_empty_region_says_so(coordinator):
    assert "Tidak ada yang wajib dilaporkan bulan ini" in coordinator.get(REGION).content.decode()


@pytest.mark.parametrize("url", [REGION, NATION])
@pytest.mark.parametrize("count", [1, 3])
def test_the_statements_do_not_grow(client, desk, url, count):
    indicator = desk.indicator()
    for _number in range(count):
        desk.sent(indicator, chapter=ChapterFactory(region=desk.region))
    client.force_login(desk.admin)

    with CaptureQueriesContext(connection) as statements:
        client.get(url)

    assert len(statements) == {REGION: 12, NATION: 11}[url]
