"""A meeting's own page: what goes on, the figures it looks at, who is in the room, what it has decided."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from federations.models import User, signed_in
from rakerwil.access import permit
from rakerwil.transitions import Refused
from rakerwil.wording import day
from workplan.actions import action_items, decisions, minutes, recommendations
from workplan.actions.meetings import BACK
from workplan.enums import ActionState, Addressee, MeetingState, RecommendationKind, RecommendationState
from workplan.forms.entries import EntryKind, QuickForm
from workplan.models import ActionItem, AgendaItem, Meeting, Participant, Recommendation
from workplan.reporting import quorums
from workplan.views import positions
from workplan.views.meetings import meeting_of, minutes_of, tabs
from workplan.views.rundowns import RundownEntry, delay, rundown

EARLIER_SHOWN = 8
"""How many unfinished actions of earlier meetings the page shows."""


LOOKS: dict[str, str] = {
    ActionState.REPORTED_DONE: "wait",
    ActionState.DONE: "done",
    ActionState.CANCELLED: "ended",
    RecommendationState.PROPOSED: "draft",
    RecommendationState.DEFERRED: "ended",
    RecommendationState.NOT_AGREED: "late",
    RecommendationState.WITHDRAWN: "ended",
}
"""What stands beside an outcome, by its state, where that is not the usual one."""


@dataclass(frozen=True)
class Row:
    """One timed note of the record, as `components/stream.html` shows it."""

    at: datetime
    look: str
    kind: str
    text: SafeString
    note: str


def meeting_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The page; posted to it is the quick line."""
    user = signed_in(request)
    meeting = meeting_of(request, slug, with_position=True)
    may_run = user.has_perm("workplan.run_meeting", meeting)
    form = QuickForm(request.POST or None, meeting=meeting) if may_run and meeting.takes_entries else None
    if request.method == "POST":
        permit(request, "workplan.run_meeting", meeting)
        if form is None:
            messages.error(request, _("Nothing can be written into this meeting's record now."))
            return redirect(meeting)
        if form.is_valid():
            try:
                written = _write(meeting, form.cleaned_data, user)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, written)
                return redirect(reverse("meeting", args=[slug]) + "#catat")
    return _page(request, meeting, form, may_run=may_run)


def _write(meeting: Meeting, typed: dict[str, Any], user: User) -> str:
    """Make of the line what it was said to be; what is said about it."""
    token, text = typed["token"], typed["text"]
    item = _item_for_notes(meeting)
    match typed["kind"]:
        case EntryKind.DECISION:
            decision = decisions.record(meeting, text=text, item=item, token=token, by=user)
            return _("Decision %(code)s is on record.") % {"code": decision.code}
        case EntryKind.ACTION:
            action = action_items.promise(
                meeting,
                text=text,
                owner=typed["owner"],
                due_on=typed["due_on"],
                item=item,
                token=token,
                by=user,
            )
            return _("Action %(code)s is on record.") % {"code": action.code}
        case EntryKind.RECOMMENDATION:
            recommendation = recommendations.propose(
                meeting,
                title=text[:200],
                text=text,
                kind=RecommendationKind.ORGANISATION,
                addressee=Addressee.KORWIL,
                token=token,
                by=user,
            )
            return _("Recommendation %(code)s is proposed.") % {"code": recommendation.code}
    if item is None:
        raise Refused(_("Put the agenda together first; a note stands under one of its items."))
    minutes.note(item, text=text, by=user)
    return _("Noted under “%(title)s”.") % {"title": item.title}


def _item_for_notes(meeting: Meeting) -> AgendaItem | None:
    """The item that goes on, otherwise the last that went on, otherwise the first."""
    items = meeting.agenda.order_by("position")
    begun = items.filter(opened_at__isnull=False)
    return begun.filter(closed_at=None).last() or begun.last() or items.first()


def _page(request: HttpRequest, meeting: Meeting, form: QuickForm | None, *, may_run: bool) -> HttpResponse:
    user, now = signed_in(request), timezone.now()
    record = minutes_of(meeting)
    entries = rundown(meeting, now)
    may_propose = not meeting.is_settled and user.has_perm("workplan.propose_recommendation", meeting)
    recommended = positions.recommended(meeting, user)
    asked = request.GET.get("indikator", "")
    figures = positions.figures(meeting, asked, recommended, may_propose=may_propose)
    context = {
        "meeting": meeting,
        "minutes": record,
        "tabs": tabs(meeting, user, "meeting"),
        "now": now,
        "entries": entries,
        "delay": delay(entries) if meeting.is_running else "",
        **_going_on(entries),
        "quorum": quorums.of(meeting, now),
        "invitation": _invitation(meeting, user),
        "figures": figures,
        "form": form,
        "attendance_url": reverse("participants", args=[meeting.slug])
        if may_run and meeting.takes_entries
        else "",
        "may_run": may_run,
        "may_propose": may_propose,
        "may_freeze": may_run
        and meeting.region is not None
        and not meeting.is_settled
        and (meeting.data_position is None or not meeting.has_begun),
        "can_step_back": may_run and meeting.state in BACK,
        "may_read_minutes": user.has_perm("workplan.read_minutes", record),
        "may_write_minutes": meeting.takes_entries and user.has_perm("workplan.write_minutes", meeting),
        "stream": stream(meeting, recommended),
        "earlier": earlier_actions(meeting, user),
    }
    return render(
        request, "workplan/meeting_detail.html", context, status=422 if form and form.is_bound else 200
    )


def _going_on(entries: list[RundownEntry]) -> dict[str, Any]:
    """The item in the middle of the page, others that go on beside it, and what comes next."""
    open_ones = [entry for entry in entries if entry.item.is_open]
    return {
        "current": open_ones[-1] if open_ones else None,
        "beside": open_ones[:-1],
        "next": next((entry for entry in entries if entry.can_begin), None),
        "place": entries.index(open_ones[-1]) + 1 if open_ones else 0,
    }


def _invitation(meeting: Meeting, user: User) -> Participant | None:
    """The reader's own invitation, while it can be answered."""
    if user.person_id is None or meeting.state not in (MeetingState.INVITED, MeetingState.IN_PROGRESS):
        return None
    return meeting.participants.filter(person=user.person_id).first()


def stream(meeting: Meeting, recommended: Iterable[Recommendation]) -> list[Row]:
    """Decisions, actions and what was recommended, in the order in which they came, the latest first."""
    rows = [
        *_decisions(meeting),
        *_actions(meeting, meeting.actions.with_owners()),
        *_recommendations(meeting, recommended),
    ]
    return sorted(rows, key=lambda row: row.at, reverse=True)


def _decisions(meeting: Meeting) -> Iterable[Row]:
    for decision in meeting.decisions.all():
        quorum = _("%(present)s of %(entitled)s") % {
            "present": decision.present_count,
            "entitled": decision.entitled_count,
        }
        yield Row(
            at=decision.decided_at or meeting.starts_at,
            look="done",
            kind=_("Decision"),
            text=format_html("<b>{}</b> {}", decision.code, decision.text),
            note=f"{decision.get_way_display()}, {quorum}",
        )


def _actions(meeting: Meeting, rows: Iterable[ActionItem]) -> Iterable[Row]:
    for action in rows:
        url = reverse("action_item", args=[meeting.slug, action.number])
        yield Row(
            at=action.promised_at,
            look=LOOKS.get(action.state, "open"),
            kind=_("Action"),
            text=format_html('<a href="{}"><b>{}</b> {}</a>', url, action.code, action.text),
            note=f"{action.owner}, {day(action.due_on)}",
        )


def _recommendations(meeting: Meeting, rows: Iterable[Recommendation]) -> Iterable[Row]:
    for recommendation in rows:
        url = reverse("recommendation", args=[meeting.slug, recommendation.number])
        codes = ", ".join(indicator.code for indicator in recommendation.indicators.all())
        yield Row(
            at=recommendation.proposed_at,
            look="done" if recommendation.is_adopted else LOOKS.get(recommendation.state, "wait"),
            kind=_("Recommendation"),
            text=format_html('<a href="{}"><b>{}</b> {}</a>', url, recommendation.code, recommendation.title),
            note=", ".join(part for part in (codes, str(recommendation.get_state_display())) if part),
        )


def earlier_actions(meeting: Meeting, user: User) -> list[dict[str, Any]]:
    """What earlier meetings of the region promised and is not done, as `components/lines.html` shows it."""
    rows = (
        ActionItem.objects.visible_to(user)
        .unfinished()
        .filter(meeting__region=meeting.region_id, meeting__starts_at__lt=meeting.starts_at)
        .with_owners()
    )
    return [
        {
            "url": reverse("action_item", args=[action.meeting.slug, action.number]),
            "title": action.text,
            "sub": f"{action.owner}, {day(action.due_on)}",
            "look": "late" if action.days_overdue() else "open",
            "word": _("overdue") if action.days_overdue() else action.get_state_display(),
            "end": "",
        }
        for action in rows[:EARLIER_SHOWN]
    ]
