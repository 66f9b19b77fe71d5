from datetime import timedelta

import pytest
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.utils import timezone

from tests.factories.plans import WorkYearFactory
from workplan.actions import books
from workplan.models import Book
from workplan.models.book import SILENT

pytestmark = pytest.mark.django_db


@pytest.fixture
def year():
    return WorkYearFactory()


def test_a_second_wish_finds_the_first(year):
    assert books.order(year, by=None) == books.order(year, by=None)


def test_the_database_refuses_a_second_making(year):
    books.order(year, by=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        Book.objects.create(year=year, language="id", state=Book.State.MAKING)


def test_a_book_is_taken_up_by_one_alone(year):
    book = books.order(year, by=None)

    taken = [books.take_up(), books.take_up()]

    assert taken == [book, None]


def test_of_two_who_saw_it_waiting_one_gets_it(year):
    seen = books.order(year, by=None)

    claimed = [Book.objects.claim(seen, timezone.now()) for _maker in range(2)]

    assert claimed == [True, False]


def test_a_making_that_died_is_tried_once_more_and_then_given_up(year):
    book = books.order(year, by=None)
    states = []
    for _try in range(3):
        books.take_up()
        book.refresh_from_db()
        states.append((book.state, book.tries))
        Book.objects.filter(pk=book.pk).update(told_at=timezone.now() - SILENT - timedelta(seconds=1))

    assert states == [("making", 1), ("making", 2), ("failed", 3)]


def test_progress_is_told_in_hundredths_of_all_steps(year):
    book = books.order(year, by=None)

    books.tell(book, Book.Stage.PDF, 3, 12)

    book.refresh_from_db()
    assert (book.step, book.steps, book.done) == (2, 5, 25)


def test_a_new_book_takes_the_place_of_the_one_before(year):
    first = books.order(year, by=None)
    books.finish(first, {"csv": b"a"}, "2021-08")
    second = books.order(year, by=None)

    books.finish(second, {"csv": b"b"}, "2021-09")

    assert list(Book.objects.ready()) == [second]
    with default_storage.open(second.storage_name("csv")) as kept:
        assert kept.read() == b"b"
    assert not default_storage.exists(first.storage_name("csv"))


def test_a_making_that_fails_leaves_the_earlier_book(year):
    first = books.order(year, by=None)
    books.finish(first, {"csv": b"a"}, "2021-08")

    books.fail(books.order(year, by=None), "TypesettingFailed")

    assert list(Book.objects.ready()) == [first]
    assert Book.objects.get(state="failed").error == "TypesettingFailed"
