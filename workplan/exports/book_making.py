"""Making the books that were wished for, step by step, each step told to whoever waits for it."""

import logging

from django.utils import translation

from workplan.actions.books import fail, finish, take_up, tell
from workplan.exports.books import himpunan
from workplan.exports.rakornas import book_file
from workplan.models import Book
from workplan.reporting import books

logger = logging.getLogger(__name__)


def make_waiting() -> int:
    """Make what waits, and say how many were made or failed.

    All formats come from one content. What goes wrong is logged and marks the book as failed: whoever waits
    is told, and the next wish makes a new one.
    """
    count = 0
    while (book := take_up()) is not None:
        count += 1
        try:
            with translation.override(book.language):
                _make(book)
        except Exception as error:
            logger.exception("The book of %s could not be made", book.year)
            fail(book, f"{type(error).__name__}: {error}")
    return count


def _make(book: Book) -> None:
    stage = Book.Stage
    tell(book, stage.FIGURES)
    content = books.book(book.year)
    document = himpunan(content)
    tell(book, stage.PDF)
    files = {"pdf": document.pdf(lambda done, parts: tell(book, stage.PDF, done, parts))}
    tell(book, stage.DOCX)
    files["docx"] = document.docx()
    tell(book, stage.XLSX)
    files["xlsx"] = book_file(content, "xlsx")
    tell(book, stage.TABLES)
    for wanted in ("csv", "json"):
        files[wanted] = book_file(content, wanted)
    finish(book, files, content["as_of"])
