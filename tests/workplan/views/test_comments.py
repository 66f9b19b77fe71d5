from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from federations.enums import Role
from tests.factories.desks import AUGUST, KEEN, Desk
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.users import user_with
from workplan.actions import comments
from workplan.models import Comment

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(clock):
    clock(KEEN)
    return Desk()


@pytest.fixture
def row(desk):
    return desk.sent(desk.indicator())


def address(row):
    return f"/laporan/baris/{row.pk}/komentar/"


def said(text="Mengapa naik?", token=None):
    return {"text": text, "token": str(token or uuid4())}


@pytest.mark.parametrize(
    ("who", "reads", "writes"),
    [
        ("rep", 200, 302),
        ("coordinator", 200, 302),
        ("secretary", 200, 302),
        ("admin", 200, 302),
        (Role.AUDITOR, 200, 403),
        (Role.OBSERVER, 404, 404),
        (Role.UNIT_OFFICER, 404, 404),
        ("neighbour", 404, 404),
        ("coordinator of another region", 404, 404),
    ],
)
def test_who_reads_and_who_writes(client, desk, row, who, reads, writes):
    if who == "neighbour":
        user = user_with(Role.REPRESENTATIVE, chapter=ChapterFactory(region=desk.region))
    elif who == "coordinator of another region":
        user = user_with(Role.COORDINATOR, region=RegionFactory(code="32"))
    else:
        user = getattr(desk, who, None) or user_with(who)
    client.force_login(user)

    found = client.get(address(row)).status_code
    posted = client.post(address(row), said()).status_code

    assert (found, posted) == (reads, writes)
    assert Comment.objects.count() == (writes == 302)


def test_the_federations_office_reads_and_does_not_write(client, desk, row):
    client.force_login(user_with(Role.FEDERATION_OFFICE, federation=desk.chapter.federation))

    page = client.get(address(row))

    assert (page.status_code, "<textarea" in page.content.decode()) == (200, False)
    assert client.post(address(row), said()).status_code == 403


def test_what_is_said_stands_there_for_both_with_who_and_when(client, desk, row):
    client.force_login(desk.coordinator)

    page = client.post(address(row), said("<b>Mengapa</b> naik?"), follow=True).content.decode()

    assert "&lt;b&gt;Mengapa&lt;/b&gt; naik?" in page
    assert desk.coordinator.name in page
    assert "5 September 2021, 10.00" in page


def test_sent_twice_it_is_said_once(client, desk, row):
    client.force_login(desk.rep)
    words = said()

    for _press in range(2):
        client.post(address(row), words)

    assert Comment.objects.count() == 1


@pytest.mark.parametrize("text", ["", "  ", "x" * 1001])
def test_nothing_and_too_much_are_refused(client, desk, row, text):
    client.force_login(desk.rep)

    answer = client.post(address(row), said(text))

    assert (answer.status_code, Comment.objects.count()) == (422, 0)


def test_an_unanswered_comment_is_marked_on_the_other_sides_page(client, desk, row):
    comments.write(row, "Mengapa naik?", by=desk.coordinator, token=uuid4())
    month = f"/laporan/2021-08/?perwakilan={desk.chapter.pk}"
    queue = f"/2021/wilayah/31/verifikasi/{desk.chapter.code}/2021-08/"
    pages = {}
    for who, url in ((desk.rep, month), (desk.coordinator, queue)):
        client.force_login(who)
        pages[url] = client.get(url).content.decode()

    assert [f'href="{address(row)}"' in page for page in pages.values()] == [True, True]
    assert ["Mengapa naik?" in page for page in pages.values()] == [True, True]
    assert ["Komentar perlu dijawab" in page for page in pages.values()] == [True, False]


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_takes_eleven_statements_whatever_was_said(client, desk, row, count):
    for _number in range(count):
        comments.write(row, "Mengapa naik?", by=desk.coordinator, token=uuid4())
    desk.row(desk.indicator("ORG-09"), AUGUST)
    client.force_login(desk.rep)

    with CaptureQueriesContext(connection) as statements:
        client.get(address(row))

    assert len(statements) == 11
