"""How ready the federations are for the meeting, and one button that reminds them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from federations.models import signed_in
from rakerwil.access import permit, verb
from rakerwil.wording import figure
from workplan.actions import readiness as actions
from workplan.models import Meeting
from workplan.reporting import readiness as reporting
from workplan.reporting.readiness import FederationReadiness, Part
from workplan.views.meetings import meeting_of, tabs


@dataclass(frozen=True)
class Mark:
    """One cell: shape and word, and how many of how many."""

    label: str
    look: str
    word: str
    note: str = ""


@dataclass(frozen=True)
class Line:
    """One federation."""

    name: str
    marks: list[Mark]
    is_ready: bool


def mark(label: str, part: Part) -> Mark:
    """All, some, none, or not asked for."""
    if not part.applies:
        return Mark(label, "na", _("Nothing asked"))
    note = _("%(done)s of %(count)s") % {"done": figure(part.done), "count": figure(part.of)}
    if part.is_complete:
        return Mark(label, "done", _("Complete"), note)
    return (
        Mark(label, "filled", _("Partly"), note)
        if part.done
        else Mark(label, "missed", _("Nothing yet"), note)
    )


def answer_mark(row: FederationReadiness) -> Mark:
    """What became of the letter."""
    label, letter = _("Answered"), row.invitation
    if letter is None or not letter.is_issued:
        return Mark(label, "draft", _("No letter yet"))
    if letter.is_unanswered:
        return Mark(label, "missed", _("No answer yet"))
    if letter.answer == "declined":
        return Mark(label, "late", _("Not coming"))
    return Mark(label, "done", _("Coming"))


def lines(rows: Iterable[FederationReadiness]) -> list[Line]:
    """The table's rows."""
    return [
        Line(
            name=str(row.federation),
            marks=[
                mark(_("Reported"), row.reported),
                mark(_("Evidenced"), row.evidenced),
                mark(_("Verified"), row.verified),
                mark(_("Pledged"), row.pledged),
                answer_mark(row),
            ],
            is_ready=row.is_ready,
        )
        for row in rows
    ]


def _meeting(request: HttpRequest, slug: str) -> Meeting:
    """The meeting of the address, of a region, for those who run it."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    if meeting.region is None:
        raise Http404
    return meeting


def readiness(request: HttpRequest, slug: str) -> HttpResponse:
    """Federations by what they still owe the meeting, the least ready first."""
    meeting = _meeting(request, slug)
    found = reporting.of_meeting(meeting)
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, signed_in(request), "readiness"),
        "found": found,
        "lines": lines(found.federations),
        "may_remind": not meeting.has_begun,
    }
    return render(request, "workplan/readiness.html", context)


@verb
def remind(request: HttpRequest, slug: str) -> HttpResponse:
    """A mail to whoever still owes something; twice on one day counts once."""
    meeting = _meeting(request, slug)
    count = actions.remind(meeting, by=signed_in(request))
    words = ngettext("%(count)s reminder is in the outbox.", "%(count)s reminders are in the outbox.", count)
    messages.success(request, words % {"count": count})
    return redirect("readiness", slug)
