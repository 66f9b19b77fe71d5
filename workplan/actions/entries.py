"""What is typed into one row of a chapter's month, and why it may be refused."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from federations.models import Chapter
from rakerwil.transitions import Refused, WrongState
from workplan.actions.evidence import Attachment
from workplan.enums import ContributionState, YearState
from workplan.models import Indicator
from workplan.reporting.ledgers import chapter_terms
from workplan.reporting.months import Window
from workplan.reporting.promises import reported_by


@dataclass(frozen=True)
class Figures:
    """What was typed; None is a blank, which never becomes 0."""

    value: Decimal | None = None
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    women: Decimal | None = None
    men: Decimal | None = None

    @classmethod
    def of(cls, row: Any) -> "Figures":
        """Of a report, or of an entry of its history."""
        return cls(row.value, row.numerator, row.denominator, row.women, row.men)

    @property
    def is_blank(self) -> bool:
        """Nothing was typed."""
        return not any(part is not None for part in astuple(self))

    def missing(self, indicator: Indicator) -> str:
        """The first field that is still empty, or nothing when the figure is whole."""
        names = ("numerator", "denominator") if indicator.is_ratio else ("value",)
        if indicator.by_sex and (self.value is None or self.women is not None):
            names = ("women", "men")
        return next((name for name in names if getattr(self, name) is None), "")


NAMES = tuple(part.name for part in fields(Figures))


@dataclass(frozen=True)
class Entry:
    """One row of a chapter's month as somebody sends it."""

    indicator: Indicator
    month: date
    seen: int
    """The version that the page showed; 0 where nothing stood there."""
    figures: Figures | None
    """None where they can't be read: what stands there stays."""
    note: str = ""
    attachments: Sequence[Attachment] = ()
    token: UUID | None = None
    """Which sending this is: a second arrival of the same one changes nothing."""


class RowRefused(Refused):
    """Something about one row; `field` says beside which of its fields it is to be read."""

    field = ""


class FigureMissing(RowRefused):
    """Half a figure, or none."""

    def __init__(self, field: str) -> None:
        super().__init__(_("Fill this in, too. Type 0 if there was none."))
        self.field = field


class EvidenceMissing(RowRefused):
    """The indicator asks for evidence."""

    field = "evidence"

    def __init__(self) -> None:
        super().__init__(_("This can only be sent with evidence. A photo of the signed page is enough."))


class NoteMissing(RowRefused):
    """The figure is unusual: it passes with a note."""

    field = "note"

    def __init__(self) -> None:
        super().__init__(_("Unusual. If it is right, write here why, and send it again."))


def refuse_not_due(chapter: Chapter, indicator: Indicator, month: date) -> None:
    """Raise Refused for a report that the chapter does not owe for the month (domain rule 12)."""
    if not reported_by(indicator, chapter):
        message = _("%(chapter)s does not report %(code)s.")
        raise Refused(message % {"chapter": chapter.name, "code": indicator.code})
    active = chapter_terms(chapter).active_months(month.year)
    if month.year != indicator.year.year or not indicator.is_due_in(month) or month.month not in active:
        message = _("%(code)s is not due for %(chapter)s in this month.")
        raise Refused(message % {"chapter": chapter.name, "code": indicator.code})


def refuse_shut(window: Window, state: str) -> None:
    """Raise WrongState unless the month is open, or the report was returned and is waited for."""
    if window.year.state != YearState.OPEN:
        raise WrongState(_("The year is not open for reports."))
    if not window.has_begun:
        raise WrongState(_("This month has not begun yet."))
    if window.is_locked and state != ContributionState.RETURNED:
        raise WrongState(_("This month is closed. The national office can correct it, with a reason."))
