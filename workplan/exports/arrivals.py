"""Messages ready to paste: which reports of a month have come in, what is missing, and where to go on.

Plain text with the star that WhatsApp sets in bold. They name chapters and codes of indicators, no person.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from fractions import Fraction

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rakerwil.mail import link
from rakerwil.wording import day, month_name, percent
from workplan.reporting.arrivals import Arrived, ChapterArrivals, RegionArrivals, Standing, together
from workplan.reporting.months import Window


def of_region(region: RegionArrivals, window: Window) -> str:
    """For the group of a region's chapters: how much came, who misses how much, until when, where."""
    is_closed = window.is_locked
    lines = [
        _title(_("Reports for %(month)s · %(place)s"), window.month, region.name),
        *_so_far(region.now),
        ngettext(
            "Complete: %(complete)s of %(count)s chapter.",
            "Complete: %(complete)s of %(count)s chapters.",
            region.owing,
        )
        % {"complete": region.complete, "count": region.owing},
    ]
    late = [(row, row.months[region.month]) for row in region.chapters]
    late = [(row, now) for row, now in late if now.missing]
    if late:
        lines += ["", _("Still missing:")]
        lines += [f"- {row.chapter.name}: {_lacks(now, is_closed=is_closed)}" for row, now in late]
    return _text([*lines, "", *_until(window), *_where(reverse("month", args=[window.month]), window)])


def of_chapter(row: ChapterArrivals, place: str, window: Window) -> str:
    """For one chapter's people: which of its reports are missing."""
    now = row.months[window.month.month]
    lines = [
        _title(_("Reports for %(month)s · %(place)s"), window.month, f"{row.chapter.name} {place}"),
        *_so_far(now),
    ]
    if row.missing:
        lines += ["", _("Still missing:")]
        lines += [f"- {indicator.code} {indicator.label.name}" for indicator in row.missing]
    path = f"{reverse('month', args=[window.month])}?perwakilan={row.chapter.id}"
    return _text([*lines, "", *_until(window), *_where(path, window)])


def of_nation(regions: Sequence[RegionArrivals], window: Window) -> str:
    """For the coordinators: which regions are not complete, the least complete first."""
    lines = [
        _title(_("Reports for %(month)s · %(place)s"), window.month, settings.CONFEDERATION["short_name"]),
        *_so_far(together(region.now for region in regions)),
    ]
    late = sorted(
        (region for region in regions if region.now.missing),
        key=lambda region: (region.now.completeness or Fraction(0), region.code),
    )
    if late:
        lines += ["", _("Still missing:")]
        lines += [
            f"- {region.name}: {_of(region.now)} ({percent(region.now.completeness)})" for region in late
        ]
    return _text([*lines, "", *_until(window), *_where(reverse("home"), window)])


def _title(words: str, month: date, place: str) -> str:
    return f"*{words % {'month': month_name(month), 'place': place}}*"


def _so_far(now: Arrived) -> Iterable[str]:
    if not now.due:
        return [_("Nothing is due.")]
    return [
        _("Come in: %(some)s (%(percent)s), on time: %(timely)s.")
        % {"some": _of(now), "percent": percent(now.completeness), "timely": percent(now.timeliness)}
    ]


def _of(now: Arrived) -> str:
    return _("%(sent)s of %(due)s") % {"sent": now.sent, "due": now.due}


def _lacks(now: Arrived, *, is_closed: bool) -> str:
    """What one chapter has to do yet."""
    if now.standing(is_closed=is_closed) in (Standing.MISSED, Standing.NOT_YET, Standing.DRAFT):
        return _("nothing of %(due)s sent yet") % {"due": now.due}
    told = _("%(missing)s of %(due)s missing") % {"missing": now.missing, "due": now.due}
    if not now.returned:
        return told
    return _("%(missing)s, %(count)s of them returned") % {"missing": told, "count": now.returned}


def _until(window: Window) -> Iterable[str]:
    if window.is_locked:
        return [_("The month was closed on %(day)s.") % {"day": day(window.locks_on)}]
    told = {"due": day(window.due_on), "locks": day(window.locks_on)}
    return [_("On time until %(due)s, taken until %(locks)s.") % told]


def _where(path: str, window: Window) -> Iterable[str]:
    words = _("See here: %(link)s") if window.is_locked else _("Fill in here: %(link)s")
    return [words % {"link": link(path)}]


def _text(lines: Iterable[str]) -> str:
    return "\n".join(lines)
