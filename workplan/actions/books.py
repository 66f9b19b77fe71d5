"""Verbs of the book of all regions: wished for, taken up, told on, finished or failed."""

from collections.abc import Mapping

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import get_language

from federations.models import User
from workplan.models import Book, WorkYear
from workplan.models.book import MOST_TRIES


@transaction.atomic
def order(year: WorkYear, *, by: User | None) -> Book:
    """The year's book under way, or a new one that waits to be made: never two at once."""
    WorkYear.objects.select_for_update().get(pk=year.pk)
    under_way = Book.objects.under_way().filter(year=year).first()
    if under_way is not None:
        return under_way
    return Book.objects.create(year=year, language=get_language() or "id", asked_by=by)


def take_up() -> Book | None:
    """The next book to be made, now this process's own; none where nothing waits.

    A making that died is tried once more and then given up.
    """
    now = timezone.now()
    for book in Book.objects.to_be_made(now).select_related("year"):
        if not Book.objects.claim(book, now):
            continue
        book.refresh_from_db()
        if book.tries <= MOST_TRIES:
            return book
        fail(book, "killed")
    return None


def tell(book: Book, stage: Book.Stage, part: int = 0, parts: int = 0) -> None:
    """The making goes on: which stage, and how many of its parts are done."""
    book.stage, book.part, book.parts, book.told_at = stage, part, parts, timezone.now()
    book.save(update_fields=["stage", "part", "parts", "told_at"])


def finish(book: Book, files: Mapping[str, bytes], as_of: str) -> None:
    """Keep the files, and let go of those of the year's earlier books."""
    for wanted, content in files.items():
        name = book.storage_name(wanted)
        default_storage.delete(name)
        default_storage.save(name, ContentFile(content))
    with transaction.atomic():
        book.sizes = {wanted: len(content) for wanted, content in files.items()}
        book.as_of = as_of
        _end(book, Book.State.READY)
        earlier = list(Book.objects.filter(year=book.year, ended_at__isnull=False).exclude(pk=book.pk))
        Book.objects.filter(pk__in=[each.pk for each in earlier]).delete()
    for each in earlier:
        for wanted in each.sizes:
            default_storage.delete(each.storage_name(wanted))


def fail(book: Book, error: str) -> None:
    """It could not be made; the earlier book stays."""
    book.error = error[:200]
    _end(book, Book.State.FAILED)


def _end(book: Book, state: Book.State) -> None:
    book.state, book.ended_at = state, timezone.now()
    book.told_at = book.ended_at
    book.save()
