"""An entry sheet: the workbook that a chapter fills in instead of the page; what its writer and reader share.

Every row that can be typed in carries the key of its field in a hidden column, and the workbook carries a
sealed note of what it is: for which chapter and year, and which version of each report it shows. So it is
known when it comes back, whatever else was done to it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import signing

FORM = 1
"""Of the layout; sheets of another form are refused."""
SALT = "workplan.entry_sheet"
IDENTITY = "rakerwil"
"""The hidden sheet with the sealed note."""
PIECE = 30_000
"""Letters of the note in one cell; Excel takes 32,767."""

CODE, NAME, ASKED, UNIT, PLEDGE, BEFORE, LAST, ENTRY, NOTE, STATE, KEY = range(11)
"""The columns of a month's sheet, from 0."""


class Unsealed(Exception):
    """No note of this product, or one that somebody changed."""


@dataclass(frozen=True)
class Identity:
    """What an entry sheet says about itself."""

    chapter_id: int
    year: int
    seen: Mapping[str, int]
    """The version of each report that it shows, by its key; what is not in it had no report."""
    form: int = FORM

    def sealed(self) -> str:
        """As the workbook carries it."""
        return signing.dumps(
            [self.form, self.chapter_id, self.year, dict(self.seen)], salt=SALT, compress=True
        )

    @classmethod
    def unsealed(cls, note: str) -> "Identity":
        """What a workbook carried; raises Unsealed."""
        try:
            told: Any = signing.loads(note, salt=SALT)
        except signing.BadSignature as error:
            raise Unsealed from error
        form, *more = told
        if form != FORM:
            return cls(0, 0, {}, form)
        chapter_id, year, seen = more
        return cls(chapter_id, year, seen, form)


def key(month: date, code: str) -> str:
    """Of a report: `08 ORG-01`."""
    return f"{month:%m} {code}"


def field_key(month: date, code: str, part: str) -> str:
    """Of a field of a report: `08 ORG-01 value`."""
    return f"{key(month, code)} {part}"
