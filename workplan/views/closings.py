"""The closing of a work year: what still stands in its way, and what it leaves as it is."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rakerwil.wording import day, figure, percent
from workplan.reporting import closings
from workplan.reporting.closings import Closing
from workplan.views.frame import work_year_or_404
from workplan.views.nations import see_nation


@dataclass(frozen=True)
class Check:
    """One line of the checklist: how it stands, and what follows from it."""

    look: str
    word: str
    title: str
    sub: str


def closing(request: HttpRequest, year: int) -> HttpResponse:
    """The checklist, region by region; the national office closes and reopens from here."""
    user = see_nation(request)
    work_year = work_year_or_404(request, year)
    found = closings.checklist(work_year)
    context = {
        "year": work_year,
        "closing": found,
        "checks": checks(found),
        "may_manage": user.has_perm("workplan.manage_year"),
    }
    return render(request, "workplan/year_closing.html", context)


def checks(found: Closing) -> list[Check]:
    """What has to be, then what one should know."""
    return [decided(found), locked(found), complete(found), begun(found), agreed(found)]


def decided(found: Closing) -> Check:
    """The one thing that keeps the year open."""
    title = _("Every report that was sent is decided")
    if not found.waiting:
        return Check("done", _("Done"), title, _("Nothing waits for verification."))
    text = ngettext(
        "%(count)s report is sent and neither verified nor returned. The year can't be closed before.",
        "%(count)s reports are sent and neither verified nor returned. The year can't be closed before.",
        found.waiting,
    )
    return Check("back", _("Must be done"), title, text % {"count": figure(found.waiting)})


def locked(found: Closing) -> Check:
    """Closing earlier takes time away from those who report."""
    title = _("No month takes reports any more")
    told = {"day": day(found.locks_on)}
    if found.is_locked:
        return Check("done", _("Done"), title, _("December closed with %(day)s.") % told)
    text = _("Chapters can report December until %(day)s; closing before that takes it from them.") % told
    return Check("wait", _("Not yet"), title, text)


def complete(found: Closing) -> Check:
    """What is missing stays missing."""
    title = _("What was due has come")
    come = found.arrived
    if come.is_complete or not come.due:
        return Check("done", _("Done"), title, _("Nothing is missing."))
    text = _("%(percent)s came; %(missing)s of %(due)s reports are missing and stay “not reported”.") % {
        "percent": percent(come.completeness),
        "missing": figure(come.missing),
        "due": figure(come.due),
    }
    return Check("flag", _("Look again"), title, text)


def begun(found: Closing) -> Check:
    """Half-done reports never count."""
    title = _("Nothing is left half done")
    if not found.drafts + found.returned:
        return Check("done", _("Done"), title, _("There are no drafts, and no returned reports."))
    text = _("Drafts: %(drafts)s, returned and not answered: %(returned)s. They stay and never count.") % {
        "drafts": figure(found.drafts),
        "returned": figure(found.returned),
    }
    return Check("flag", _("Look again"), title, text)


def agreed(found: Closing) -> Check:
    """Without an agreed promise there is nothing to be judged by."""
    title = _("Every region's Janji Kinerja is agreed")
    if found.agreed == len(found.regions):
        return Check("done", _("Done"), title, _("All targets count."))
    text = _("%(agreed)s of %(all)s regions; targets that are not agreed don't count.") % {
        "agreed": figure(found.agreed),
        "all": figure(len(found.regions)),
    }
    return Check("flag", _("Look again"), title, text)
