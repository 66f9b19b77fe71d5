"""Who has sent and who is late: chapters by month in a region, regions by month in the nation."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.enums import Role
from federations.models import Region, signed_in
from rakerwil.access import permit
from rakerwil.wording import month_name, month_short
from workplan.exports import arrivals as messages
from workplan.models import WorkYear
from workplan.models.year import next_month
from workplan.reporting import arrivals, rollup
from workplan.reporting.arrivals import Arrived, ChapterArrivals, RegionArrivals, Standing, together
from workplan.reporting.months import Window
from workplan.views.figures import AS_OF, position
from workplan.views.frame import work_year_or_404
from workplan.views.nations import see_nation

LOOKS = {
    Standing.MISSED: ("missed", _("Nothing reported")),
    Standing.NOT_YET: ("open", _("Not filled in")),
    Standing.DRAFT: ("draft", _("Draft, not sent")),
    Standing.RETURNED: ("back", _("Returned")),
    Standing.PARTLY: ("filled", _("Partly sent")),
    Standing.WAITING: ("wait", _("Sent, being verified")),
    Standing.VERIFIED: ("done", _("Verified")),
    Standing.NOT_APPLICABLE: ("na", _("Nothing due")),
}
"""Look and word of how far a month has come."""


@dataclass(frozen=True)
class Message:
    """A text to paste; `share` opens it in WhatsApp, which asks to whom."""

    id: str
    text: str

    @property
    def rows(self) -> int:
        """Lines of the field it stands in."""
        return min(self.text.count("\n") + 2, 24)

    @property
    def share(self) -> str:
        return f"https://wa.me/?text={quote(self.text, safe='')}"


@dataclass(frozen=True)
class Cell:
    """One month of a row: the percent that came, or why there is none."""

    label: str
    value: Fraction | None
    missing: str


@dataclass(frozen=True)
class Line:
    """One chapter or region in both tables."""

    name: str
    url: str
    now: Arrived
    year: Arrived
    cells: list[Cell]
    look: str = ""
    word: str = ""
    message: Message | None = None


def month_asked(request: HttpRequest, year: WorkYear, today: date) -> date:
    """The month that the address asks for; by default the last one that is over."""
    if request.GET.get(AS_OF):
        return position(request, year).month
    over = [month for month in year.months if next_month(month) <= today]
    return over[-1] if over else year.first_month


def region_arrivals(request: HttpRequest, year: int, region: str) -> HttpResponse:
    """A region's chapters: how far each is, what to remind them of, and every month of the year."""
    user = signed_in(request)
    home = get_object_or_404(Region.objects.worked_in_by(user), code=region)
    permit(request, "workplan.see_arrivals", home)
    work_year = work_year_or_404(request, year)
    today = timezone.localdate(timezone=home.zone)
    month = month_asked(request, work_year, today)
    window = Window(work_year, month, today)
    found = arrivals.of_region(work_year, home, month)
    closed = rollup.closed_month(work_year, today)
    order = list(Standing)
    rows = sorted(
        found.chapters,
        key=lambda row: order.index(row.months[found.month].standing(is_closed=window.is_locked)),
    )
    context = {
        "region": home,
        "found": found,
        "window": window,
        "lines": [_chapter_line(row, home, window, closed) for row in rows],
        "message": Message("message", messages.of_region(found, window)),
        **_frame(request, work_year, month, today),
    }
    return render(request, "workplan/arrivals_region.html", context)


def nation_arrivals(request: HttpRequest, year: int) -> HttpResponse:
    """All regions: how far each is, and every month of the year."""
    user = see_nation(request)
    work_year = work_year_or_404(request, year)
    today = timezone.localdate()
    month = month_asked(request, work_year, today)
    window = Window(work_year, month, today)
    found = arrivals.of_nation(work_year, month)
    closed = rollup.closed_month(work_year, today)
    opens = "region_arrivals" if user.scope.roles & {Role.ADMIN, Role.AUDITOR} else "region"
    rows = sorted(found, key=lambda row: (not row.now.due, row.now.completeness or Fraction(0), row.code))
    lines = [_region_line(row, year, month, closed, opens) for row in rows]
    context = {
        "now": together(row.now for row in found),
        "whole": together(row.year for row in found),
        "window": window,
        "rows": list(zip(rows, lines, strict=True)),
        "lines": lines,
        "message": Message("message", messages.of_nation(found, window)),
        **_frame(request, work_year, month, today),
    }
    return render(request, "workplan/arrivals_nation.html", context)


def _frame(request: HttpRequest, year: WorkYear, month: date, today: date) -> dict[str, object]:
    return {
        "year": year,
        "month": month,
        "options": [(f"{each:%Y-%m}", month_name(each)) for each in reversed(year.as_of_months(today))],
        "current": f"{month:%Y-%m}",
        "columns": [(month_short(at), month_name(at)) for at in range(1, month.month + 1)],
    }


def _chapter_line(row: ChapterArrivals, region: Region, window: Window, closed: int) -> Line:
    now = row.months[window.month.month]
    look, word = LOOKS[now.standing(is_closed=window.is_locked)]
    text = messages.of_chapter(row, region.name, window) if now.missing else ""
    return Line(
        name=row.chapter.name,
        url=f"{reverse('month', args=[window.month])}?perwakilan={row.chapter.id}",
        now=now,
        year=row.year,
        cells=list(_cells(row.months, closed)),
        look=look,
        word=str(word),
        message=Message(f"message-{row.chapter.code}", text) if text else None,
    )


def _region_line(row: RegionArrivals, year: int, month: date, closed: int, opens: str) -> Line:
    url = f"{reverse(opens, args=(year, row.code))}?{AS_OF}={month:%Y-%m}"
    return Line(row.name, url, row.now, row.year, list(_cells(row.months, closed)))


def _cells(months: Mapping[int, Arrived], closed: int) -> Iterable[Cell]:
    """A month in which nothing came says which kind of nothing it is."""
    for at, arrived in months.items():
        missing = ""
        if not arrived.due:
            missing = "not_applicable"
        elif not arrived.sent:
            missing = "missed" if at <= closed else "not_yet"
        yield Cell(month_short(at), None if missing else arrived.completeness, missing)
