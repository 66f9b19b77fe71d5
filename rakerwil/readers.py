"""Whose eyes a text is for: names are written as their reader may see them, as words are in their language.

Where nobody reads, in commands and in mails sent by the system, everything is written in full.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_READER: ContextVar[Callable[[], Any] | None] = ContextVar("reader", default=None)


@contextmanager
def read_by(reader: Callable[[], Any]) -> Iterator[None]:
    """Inside, texts are for the user that `reader` gives; asked only when a text depends on it."""
    token = _READER.set(reader)
    try:
        yield
    finally:
        _READER.reset(token)


def current_reader() -> Any | None:
    """The signed-in user who reads; None where nobody does."""
    reader = _READER.get()
    user = reader() if reader else None
    return user if user is not None and user.is_authenticated else None
