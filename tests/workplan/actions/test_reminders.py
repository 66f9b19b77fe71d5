from datetime import UTC, date, datetime

import pytest
from django.core import mail as sent
from django.db import connection
from django.test.utils import CaptureQueriesContext

from federations.enums import Role
from federations.models import MailChoices
from rakerwil import mail
from rakerwil.models import Letter
from tests.factories.desks import AUGUST, Desk
from tests.factories.inputs import Outcome
from tests.factories.meetings import Gathering
from tests.factories.organisation import ChapterFactory, RegionFactory
from tests.factories.users import user_with
from workplan.actions import action_items, reminders, verifications
from workplan.actions.verifications import Seen
from workplan.reporting.months import Window

pytestmark = pytest.mark.django_db

SOON = "2021-09-07 08:00"
"""Three days before August is due."""
OVER = "2021-09-11 08:00"


@pytest.fixture
def desk(clock):
    clock(SOON)
    return Desk()


def told():
    """Of which kind, to whom."""
    return sorted((letter.kind, letter.address) for letter in Letter.objects.all())


def body():
    mail.deliver()
    [message] = sent.outbox
    return str(message.body)


@pytest.mark.parametrize(
    ("days_left", "is_told"),
    [
        (8, False),
        (7, True),
        (6, False),
        (1, True),
        (0, False),
        (-1, True),
        (-2, False),
        (-7, False),
        (-8, True),
    ],
)
def test_days_on_which_a_deadline_is_mentioned(days_left, is_told):
    assert reminders.is_deadline_day(days_left) is is_told


@pytest.mark.parametrize("today", ["2021-09-24", "2021-10-02"], ids=["a week before", "the day after"])
def test_owners_are_reminded_of_an_action_once_until_it_is_done(clock, today):
    clock("2021-09-10 10:30")
    room = Gathering("finished")
    action = action_items.promise(
        room.meeting,
        text="Bentuk kontak poin",
        owner=room.chapter,
        due_on=date(2021, 10, 1),
        item=None,
        by=room.secretary,
    )
    clock(f"{today} 08:00")

    reminders.write()
    reminders.write()
    letters = list(Letter.objects.filter(kind="action"))
    action_items.confirm_done(action, by=room.coordinator)
    clock("2021-10-09 08:00")
    reminders.write()

    assert [letter.address for letter in letters] == [room.rep.email]
    assert all(word in letters[0].subject + letters[0].body for word in (action.code, "/tindak-lanjut/"))
    assert Letter.objects.filter(kind="action").count() == 1


@pytest.mark.parametrize(
    ("today", "kind"),
    [
        ((2021, 9, 2), None),
        ((2021, 9, 3), "due_soon"),
        ((2021, 9, 7), "due_soon"),
        ((2021, 9, 9), "due_soon"),
        ((2021, 9, 10), None),
        ((2021, 9, 11), "overdue"),
        ((2021, 9, 12), None),
        ((2021, 9, 17), "overdue"),
        ((2021, 9, 20), "overdue"),
        ((2021, 9, 21), None),
    ],
)
def test_days_on_which_one_is_reminded(desk, today, kind):
    assert reminders.occasion(Window(desk.year, AUGUST, date(*today))) == kind


def test_due_soon_says_how_much_is_missing_and_until_when(desk):
    desk.indicator("ORG-01")
    desk.sent(desk.indicator("ORG-02"))
    desk.row(desk.indicator("ORG-03"))

    assert reminders.write() == 1
    text = body()

    assert "2 laporan untuk Agustus 2021 belum dikirim." in text
    assert "Jumat, 10 September 2021" in text
    assert f"http://testserver/laporan/2021-08/?perwakilan={desk.chapter.pk}" in text
    assert "http://testserver/profil/" in text
    assert desk.rep.name not in text


def test_overdue_says_when_the_month_closes(desk, clock):
    clock(OVER)
    desk.indicator()

    reminders.write()

    assert "Senin, 20 September 2021" in body()


def test_who_has_sent_everything_is_left_alone(desk):
    desk.sent(desk.indicator())

    assert reminders.write() == 0


def test_writing_again_the_same_day_adds_nothing_and_the_next_occasion_does(desk, clock):
    desk.indicator()

    counts = [reminders.write(), reminders.write()]
    clock("2021-09-09 08:00")
    counts.append(reminders.write())

    assert counts == [1, 0, 1]


def test_nobody_is_reminded_before_the_morning_of_the_own_region(desk):
    desk.indicator()
    eastern = user_with(
        Role.REPRESENTATIVE, chapter=ChapterFactory(region=RegionFactory(code="91", time_zone="WIT"))
    )

    reminders.write(datetime(2021, 9, 6, 22, 30, tzinfo=UTC))

    assert told() == [("due_soon", eastern.email)]


def test_a_year_that_is_not_open_reminds_of_nothing(desk):
    desk.indicator()
    desk.year.state = "closed"
    desk.year.closed_at = desk.year.opened_at
    desk.year.save()

    assert reminders.write() == 0


def test_letters_come_in_the_language_of_the_reader(desk):
    desk.indicator()
    desk.rep.language = "en"
    desk.rep.save()

    reminders.write()

    assert Letter.objects.get().subject == "Report for August 2021: due on 10 September"


@pytest.mark.parametrize(
    ("due_on", "letters"),
    [((2021, 9, 14), 1), ((2021, 9, 13), 0), ((2021, 9, 6), 1), ((2021, 9, 5), 0), ((2021, 8, 30), 1)],
    ids=["a week before", "between", "the day after", "later", "a week later"],
)
def test_a_coordinator_whose_input_to_rakornas_is_owed_is_reminded_once(desk, due_on, letters):
    desk.year.input_due_on = date(*due_on)
    desk.year.save()

    counts = (reminders.write(), reminders.write())

    assert counts == (letters, 0)
    assert told() == [("input_missing", desk.coordinator.email)] * letters


def test_whose_input_is_sent_is_not_reminded_of_it(clock):
    clock("2021-09-20 10:00")
    region = Outcome()
    region.year.input_due_on = date(2021, 9, 27)
    region.year.save()
    region.sent_package()

    reminders.write()

    assert [kind for kind, _address in told() if kind == "input_missing"] == []


def test_verified_is_told_the_day_after_to_those_who_chose_it(desk, clock):
    MailChoices.objects.create(user=desk.rep, verified=True)
    user_with(Role.REPRESENTATIVE, chapter=desk.chapter)
    row = desk.sent(desk.indicator())
    verifications.verify([Seen(row, row.version)], by=desk.coordinator)

    same_day = reminders.write()
    clock("2021-09-08 08:00")
    next_day = reminders.write()

    assert (same_day, next_day) == (0, 1)
    assert "1 baris laporan Agustus 2021 diverifikasi kemarin" in body()


def test_what_waits_is_told_to_the_coordinator_after_a_day_on_which_something_came(desk, clock):
    desk.sent(desk.indicator("ORG-01"))
    desk.sent(desk.indicator("ORG-02"))
    for day in ("2021-09-11", "2021-09-12"):
        clock(f"{day} 08:00")
        reminders.write()

    assert told() == [("waiting", desk.coordinator.email)]
    assert "2 laporan menunggu keputusan Anda." in body()


def test_the_coordinators_own_office_is_reminded_through_those_who_run_the_region(desk):
    desk.sent(desk.indicator("ORG-01"))
    desk.indicator("ORG-02", by_coordinator=True)
    ChapterFactory(region=desk.region, of_coordinator=True)

    reminders.write()

    assert told() == sorted(("due_soon", user.email) for user in (desk.coordinator, desk.secretary))


def count_of(desk, chapters):
    for _number in range(chapters):
        user_with(Role.REPRESENTATIVE, chapter=ChapterFactory(region=desk.region))
    with CaptureQueriesContext(
        connection,
    ) as queries:
        written = reminders.write()
    return len(queries) - 2 * written


def test_statements_do_not_grow_with_the_chapters(desk):
    desk.indicator()

    assert count_of(desk, 1) == count_of(desk, 3)
