"""The minutes of a meeting: read item by item, written, circulated, approved, revised."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from federations.models import User, signed_in
from rakerwil.access import permit, verb
from rakerwil.forms import ReasonForm
from rakerwil.transitions import Refused, WrongState
from workplan.actions import minutes as actions
from workplan.enums import MeetingState
from workplan.forms.minutes import EntryForm
from workplan.models import AgendaItem, Correction, Meeting, Minutes, MinutesEntry, Transition
from workplan.reporting import minutes as reporting
from workplan.reporting.writers import writing
from workplan.views.meetings import meeting_of, minutes_of, tabs

PERMISSIONS = {
    "chair": "workplan.approve_minutes_as_chair",
    "secretary": "workplan.approve_minutes_as_secretary",
}


APPROVED = "disahkan"
"""`?teks=disahkan`: the text approved last, for those who read the revision, too."""


def minutes_detail(request: HttpRequest, slug: str) -> HttpResponse:
    """The minutes as they stand; who may read them depends on their state (decisions, who may do what)."""
    user = signed_in(request)
    meeting = meeting_of(request, slug, "minutes__chair__person", "minutes__secretary__person")
    minutes = minutes_of(meeting)
    permit(request, "workplan.read_minutes", minutes)
    if not user.has_perm("workplan.read_minutes_as_they_stand", minutes) or (
        request.GET.get("teks") == APPROVED and not minutes.is_approved
    ):
        return _approved(request, minutes)
    may_run = meeting.takes_entries and user.has_perm("workplan.write_minutes", meeting)
    context = {
        "meeting": meeting,
        "minutes": minutes,
        "tabs": tabs(meeting, user, "minutes"),
        "passages": reporting.passages(meeting, minutes),
        "corrections": _corrections(minutes),
        "may_propose": minutes.takes_corrections(timezone.localdate(timezone=meeting.zone))
        and user.has_perm("workplan.propose_correction", minutes),
        "approved_url": f"?teks={APPROVED}" if minutes.approved_text_id and not minutes.is_approved else "",
        "may_write": may_run,
        "may_run": may_run,
        "may_circulate": minutes.is_draft
        and meeting.state == MeetingState.FINISHED
        and user.has_perm("workplan.write_minutes", meeting),
        "signer": _signer(user, minutes),
        "may_revise": meeting.state == MeetingState.APPROVED
        and user.has_perm("workplan.step_meeting_back", meeting),
        "log": [_log_row(step) for step in Transition.objects.of(minutes).select_related("by__person")]
        if minutes.pk
        else [],
    }
    return render(request, "workplan/minutes_detail.html", context)


def _corrections(minutes: Minutes) -> list[Correction]:
    """What was proposed, in the order of the agenda; waiting ones first."""
    if not minutes.pk:
        return []
    rows = minutes.corrections.select_related("agenda_item", "proposed_by__person", "answered_by__person")
    return sorted(rows, key=lambda row: (not row.is_waiting, row.agenda_item.position))


def _approved(request: HttpRequest, minutes: Minutes) -> HttpResponse:
    """The text approved last, while a revision is being written."""
    user, approved = signed_in(request), reporting.approved(minutes)
    if approved is None:
        raise Http404
    context = {
        "meeting": minutes.meeting,
        "minutes": minutes,
        "tabs": tabs(minutes.meeting, user, "minutes"),
        "approved": approved,
        "passages": approved.passages,
        "sees_revision": user.has_perm("workplan.read_minutes_as_they_stand", minutes),
    }
    return render(request, "workplan/minutes_approved.html", context)


def _signer(user: User, minutes: Minutes) -> str:
    """As whom the user can sign now; empty where they can't."""
    if not minutes.is_circulated:
        return ""
    return next(
        (
            signer
            for signer, permission in PERMISSIONS.items()
            if user.has_perm(permission, minutes)
            and getattr(minutes, f"{signer}_id") is None
            and user.pk not in (minutes.chair_id, minutes.secretary_id)
        ),
        "",
    )


VERBS = {
    "circulate": gettext_lazy("Circulated for correction"),
    "approve_as_chair": gettext_lazy("Signed by the chair"),
    "approve_as_secretary": gettext_lazy("Signed by the secretary"),
    "clear_signatures": gettext_lazy("Changed after a signature, which no longer stands"),
    "approve": gettext_lazy("Minutes approved"),
    "revise": gettext_lazy("Opened for a revision"),
}


def _log_row(step: Transition) -> dict[str, object]:
    return {
        "at": step.at,
        "text": VERBS[step.verb],
        "reason": step.reason,
        "who": step.by or "",
    }


def entry_edit(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Write under one agenda item; two who write at once both keep their text."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    item = get_object_or_404(AgendaItem, meeting=meeting, pk=pk)
    item.meeting = meeting
    permit(request, "workplan.write_entry", item)
    minutes = minutes_of(meeting)
    there = _place(user, item)
    stored = _stored(minutes, item)
    waiting = stored.overtaken.filter(written_by=user, chosen="").first() if stored.pk else None
    form = EntryForm(
        _typed(request, stored),
        initial={"text": waiting.text if waiting else stored.text, "version": stored.version},
    )
    context = {
        "meeting": meeting,
        "item": item,
        "form": form,
        "there": there,
        "writers": writing(list(meeting.agenda.order_by("position")), user, timezone.now()).get(item.pk, []),
        "clash": _clash(waiting.text, stored) if waiting else None,
        "corrections": item.corrections.select_related("proposed_by__person").exclude(state="refused")
        if minutes.pk and user.has_perm("workplan.write_minutes", meeting)
        else [],
    }
    if request.method != "POST":
        return render(request, "workplan/minutes_form.html", context)
    try:
        if request.POST.get("clash") == "stored":
            actions.keep_stored(item, by=user)
            messages.info(request, _("The saved version stays."))
            return redirect(there)
        if form.is_valid():
            done = actions.save(item, by=user, **form.cleaned_data)
            if done.overtaken is None:
                messages.success(request, _("Saved."))
                return redirect(there)
            stored = _stored(minutes, item)
            answer = request.POST.copy()
            answer["version"] = str(stored.version)
            form.data = answer
            context["clash"] = _clash(done.overtaken.text, stored)
            return render(request, "workplan/minutes_form.html", context, status=409)
    except Refused as refusal:
        form.is_valid()
        form.add_error(None, str(refusal))
    return render(request, "workplan/minutes_form.html", context, status=422)


def _place(user: User, item: AgendaItem) -> str:
    """Where the text is read: the minutes, or for a commission's own secretary its page."""
    meeting = item.meeting
    if user.has_perm("workplan.write_minutes", meeting):
        return reverse("minutes", args=[meeting.slug]) + f"#acara-{item.pk}"
    return reverse("commission", args=[meeting.slug, item.pk])


def _typed(request: HttpRequest, stored: MinutesEntry) -> QueryDict | None:
    """What was sent; where somebody wants both wordings, theirs below the saved one."""
    if request.method != "POST" or request.POST.get("clash") != "both":
        return request.POST or None
    answer = request.POST.copy()
    answer["text"] = f"{stored.text}\n\n{answer.get('text', '')}".strip()
    return answer


def _stored(minutes: Minutes, item: AgendaItem) -> MinutesEntry:
    """What stands under the item now; empty, at version 0, where nothing does."""
    entry = item.entries.select_related("changed_by__person").first()
    return entry or MinutesEntry(minutes=minutes, agenda_item=item, version=0)


def _clash(mine: str, stored: MinutesEntry) -> dict[str, object]:
    """Both texts, as `{% clash %}` shows them."""
    return {
        "rows": [(_("Minutes"), mine, stored.text)],
        "by": stored.changed_by or _("the system"),
        "at": stored.changed_at,
    }


def written(meeting: Meeting) -> Minutes:
    """The minutes that somebody has begun; WrongState where nobody has."""
    minutes = minutes_of(meeting)
    if minutes.pk is None:
        raise WrongState(_("Nothing is written in the minutes yet."))
    return minutes


@verb
def circulate(request: HttpRequest, slug: str) -> HttpResponse:
    """Send round to those present."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.write_minutes", meeting)
    actions.circulate(written(meeting), by=signed_in(request))
    messages.success(request, _("Circulated. Those who were present can correct them now."))
    return redirect("minutes", slug)


@verb
def approve(request: HttpRequest, slug: str, signer: str) -> HttpResponse:
    """Sign as chair or as secretary."""
    meeting = meeting_of(request, slug)
    permit(request, PERMISSIONS[signer], meeting)
    minutes = written(meeting)
    actions.approve(minutes, signer=signer, by=signed_in(request))
    messages.success(
        request,
        _("The minutes are approved.")
        if minutes.is_approved
        else _("Signed. The other signature is missing."),
    )
    return redirect("minutes", slug)


@verb
def revise(request: HttpRequest, slug: str) -> HttpResponse:
    """Open approved minutes again, with a reason."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.step_meeting_back", meeting)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.revise(written(meeting), reason=reason, by=signed_in(request))
    messages.success(request, _("The minutes are open for a revision."))
    return redirect("minutes", slug)
