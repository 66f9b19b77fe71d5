import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rakerwil.models import Letter
from tests.factories.invitations import InvitationFactory
from tests.factories.meetings import Gathering
from tests.factories.organisation import ChapterFactory, FederationFactory

pytestmark = pytest.mark.django_db

URL = "/rakerwil/31-2021-1/kesiapan/"


@pytest.fixture
def room(clock):
    clock("2021-08-27 10:00")
    return Gathering("invited")


def test_each_cell_has_a_word_and_a_shape(sign_in, room):
    lines = sign_in(room.secretary).get(URL).context["lines"]

    assert {len(line.marks) for line in lines} == {5}
    assert [mark for line in lines for mark in line.marks if not (mark.look and mark.word)] == []


def test_reminders_go_into_the_outbox_once_a_day(sign_in, room):
    InvitationFactory(meeting=room.meeting, federation=room.chapter.federation, issued=True)
    browser = sign_in(room.coordinator)

    for _tap in range(2):
        browser.post(f"{URL}ingatkan/")

    letters = Letter.objects.filter(kind="readiness")
    assert [(letter.recipient, "/u/" in letter.body) for letter in letters] == [(room.rep, True)]


def test_once_the_meeting_has_begun_nobody_is_reminded(sign_in, clock):
    clock("2021-09-10 10:30")
    room = Gathering()

    response = sign_in(room.secretary).post(f"{URL}ingatkan/")

    assert (response.status_code, Letter.objects.count()) == (302, 0)


def test_it_is_for_those_who_run_the_meeting(client, room):
    statuses = []
    for user in (room.rep, room.stranger()):
        client.force_login(user)
        statuses += [client.get(URL).status_code, client.post(f"{URL}ingatkan/").status_code]

    assert statuses == [403, 403, 404, 404]
    assert Letter.objects.count() == 0


def test_the_table_asks_as_little_for_five_federations_as_for_three(sign_in, room):
    browser = sign_in(room.secretary)
    counts = []
    for code in ("A1", "A2", "A3"):
        ChapterFactory(region=room.region, federation=FederationFactory(code=code))
        with CaptureQueriesContext(connection) as queries:
            browser.get(URL)
        counts.append(len(queries))

    assert counts[0] == counts[2]
