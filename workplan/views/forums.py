"""A national forum: called in, and what it says to the recommendations of the regions on its agenda."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import signed_in
from rakerwil.access import permit
from rakerwil.transitions import Refused
from rakerwil.versions import Stale
from workplan.actions import dispositions, forums
from workplan.enums import ANSWERED_STATES
from workplan.forms.forums import DecideBlockForm, DecideForm, NewForumForm
from workplan.models import Disposition, Matter, Meeting
from workplan.reporting import quorums
from workplan.reporting.worklists import name_of
from workplan.views.dispositions import others_of
from workplan.views.frame import work_year_or_404
from workplan.views.matters import matter_of
from workplan.views.meetings import meeting_of, tabs


def create(request: HttpRequest, year: int) -> HttpResponse:
    """Call a national forum in; a double tap calls one."""
    permit(request, "workplan.create_forum")
    work_year = work_year_or_404(request, year)
    form = NewForumForm(request.POST or None, year=work_year)
    if request.method == "POST" and form.is_valid():
        meeting = forums.call_in(year=work_year, by=signed_in(request), **form.typed)
        messages.success(request, _("The meeting is on record. Now put its agenda together."))
        return redirect("agenda", meeting.slug)
    context = {"form": form, "region": None, "year": work_year}
    return render(request, "workplan/meeting_form.html", context, status=422 if form.is_bound else 200)


def _rows(meeting: Meeting) -> list[Matter]:
    """The recommendations and composites on its agenda, in order."""
    rows = meeting.matters.exclude(recommendation=None, composite=None).select_related(
        "item",
        "recommendation__meeting__region",
        "recommendation__disposition__decision",
        "composite__year",
        "composite__disposition__decision",
    )
    return list(rows.order_by("position"))


def _answer(matter: Matter) -> Disposition | None:
    return getattr(matter.subject, "disposition", None)


def _is_quorate(meeting: Meeting) -> bool | None:
    return quorums.of(meeting, timezone.now()).is_reached if meeting.is_running else None


def forum(request: HttpRequest, slug: str) -> HttpResponse:
    """What it takes from the regions, what it said; posted to it: several decided as they were drafted."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    may_run = user.has_perm("workplan.run_meeting", meeting)
    may_decide = may_run and meeting.is_national and meeting.has_begun and not meeting.is_settled
    if request.method == "POST":
        permit(request, "workplan.run_meeting", meeting)
        if not may_decide:
            messages.error(
                request, _("The meeting decides once it has begun, until its minutes are approved.")
            )
            return redirect("forum", slug)
    rows = _rows(meeting)
    drafted = [
        (matter, answer)
        for matter in rows
        if (answer := _answer(matter)) is not None and not answer.is_published
    ]
    block = (
        DecideBlockForm(
            request.POST or None, meeting=meeting, drafted=drafted, is_quorate=_is_quorate(meeting)
        )
        if may_decide and (len(drafted) > 1 or request.method == "POST")
        else None
    )
    if block is not None and request.method == "POST" and block.is_valid():
        try:
            made = forums.decide_block(meeting, block.seen, by=user, **block.resolution)
        except Refused as refusal:
            block.add_error(None, str(refusal))
        else:
            codes = ", ".join(decision.code for decision in made)
            messages.success(request, _("Decided and published: %(codes)s.") % {"codes": codes})
            return redirect("forum", slug)
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, user, "forum"),
        "lines": [_line(matter, may_run=may_run) for matter in rows],
        "together": block,
        "may_decide": may_decide,
        "may_run": may_run,
    }
    status = 422 if block is not None and block.is_bound else 200
    return render(request, "workplan/forum_detail.html", context, status=status)


def _line(matter: Matter, *, may_run: bool) -> dict[str, Any]:
    """A line of the page; a draft is the national office's alone."""
    subject, answer = matter.subject, _answer(matter)
    assert subject is not None  # noqa: S101 - the rows are chosen so
    return {
        "matter": matter,
        "subject": subject,
        "name": name_of(subject),
        "answer": answer if answer is not None and (answer.is_published or may_run) else None,
        "is_answered": subject.state in ANSWERED_STATES,
    }


def decide(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """One matter: answer, owner, date and how it was decided, in one step."""
    user = signed_in(request)
    matter = matter_of(request, slug, pk)
    meeting, subject = matter.meeting, matter.subject
    if subject is None or subject.state in ANSWERED_STATES or not meeting.has_begun or meeting.is_settled:
        messages.error(request, _("This has already moved on. Look at its current state, then try again."))
        return redirect("forum", slug)
    form = DecideForm(
        request.POST or None,
        meeting=meeting,
        is_quorate=_is_quorate(meeting),
        others=others_of(subject),
        draft=dispositions.answer_to(subject),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                decision = forums.decide(
                    matter, seen=form.cleaned_data["seen"], typed=form.typed, by=user, **form.resolution
                )
            except Stale as stale:
                status = 409
                known = dispositions.answer_to(subject)
                form.data = {**dict(form.data.items()), "seen": str(known.version if known else 0)}
                form.add_error(None, str(stale))
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _("Decided and published: %(codes)s.") % {"codes": decision.code})
                return redirect("forum", slug)
    context = {
        "meeting": meeting,
        "matter": matter,
        "subject": subject,
        "name": name_of(subject),
        "form": form,
    }
    return render(request, "workplan/forum_decide.html", context, status=status)
