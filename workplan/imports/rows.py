"""What the files of a work year have in common: the year, its months, no row twice."""

from collections.abc import Hashable, Iterable
from datetime import date

from django.utils.translation import gettext as _

from rakerwil.csvfiles import Row
from rakerwil.transitions import Refused
from workplan.actions.years import refuse_closed
from workplan.models import WorkYear


def open_year(number: int) -> WorkYear:
    """The work year, locked until the file is in; raises Refused where it is missing or closed."""
    year = WorkYear.objects.select_for_update().filter(year=number).first()
    if year is None:
        raise Refused(_("There is no work year %(year)s.") % {"year": number})
    refuse_closed(year)
    return year


def month_in(row: Row, column: str, year: WorkYear) -> date | None:
    """The month in the cell, None where it is empty; one outside the year is refused."""
    month = row.month(column)
    if month is not None and month.year != year.year:
        row.refuse(column, _("%(month)s lies outside %(year)s") % {"month": row[column], "year": year})
        return None
    return month


def refuse_repeated(keys: Iterable[tuple[Row, Hashable]], column: str) -> None:
    """Refuse each row whose key an earlier row has already."""
    first: dict[Hashable, int] = {}
    for row, key in keys:
        earlier = first.setdefault(key, row.number)
        if earlier != row.number:
            row.refuse(column, _("the same as row %(row)s") % {"row": earlier})
