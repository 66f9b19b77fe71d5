"""Letters that invite to a meeting: the list with its answers, each letter, all of them in one file."""

from dataclasses import dataclass
from typing import Any

from csp.decorators import csp_update
from django.contrib import messages
from django.core.files.storage import default_storage
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from federations.models import signed_in
from rakerwil.access import attachment, permit, verb
from rakerwil.editing import EditView
from rakerwil.forms import ReasonForm
from rakerwil.transitions import Refused
from workplan.actions import invitations as actions
from workplan.exports import invitations as exports
from workplan.exports.rakornas import CONTENT_TYPES
from workplan.forms.invitations import InvitationForm, NewInvitationForm
from workplan.models import Invitation, LetterTerms, Meeting
from workplan.views.arrivals import Message
from workplan.views.meetings import meeting_of, tabs


@dataclass(frozen=True)
class Line:
    """One letter on the list."""

    invitation: Invitation
    named: int
    """How many people its answer names."""
    message: Message | None
    """To be pasted with the letter, once that is issued."""

    @property
    def answer(self) -> tuple[str, str]:
        """Look and word of what was answered."""
        if self.invitation.is_draft:
            return "draft", _("Not sent yet")
        if not self.invitation.is_issued:
            return "ended", self.invitation.get_state_display()
        looks = {"invited": ("open", _("No answer yet")), "confirmed": ("done", _("Coming"))}
        return looks.get(self.invitation.answer, ("late", _("Not coming")))


def invitation_list(request: HttpRequest, slug: str) -> HttpResponse:
    """Every letter with number, seats and answer; who has not answered, with a message to paste."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    rows = letters_of(meeting)
    terms = LetterTerms.of(meeting)
    lines = [
        Line(
            row,
            len(row.delegates.all()),
            Message(f"pesan-{row.pk}", exports.message(row, terms)) if row.is_issued else None,
        )
        for row in rows
    ]
    unanswered = [row for row in rows if row.is_unanswered]
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, user, "invitations"),
        "lines": lines,
        "terms": terms,
        "drafts": sum(row.is_draft for row in rows),
        "issued": sum(row.is_issued for row in rows),
        "seats": sum(row.quota for row in rows if row.is_issued),
        "named": sum(line.named for line in lines),
        "unanswered": unanswered,
        "missing": Message("pesan", exports.missing_message(meeting, unanswered, terms)),
        "lacks_some": not meeting.has_begun and _lacks_some(meeting, rows),
    }
    return render(request, "workplan/invitation_list.html", context)


def letters_of(meeting: Meeting) -> list[Invitation]:
    """All letters of the meeting with what their names and answers need; two statements."""
    rows = meeting.invitations.select_related("federation", "unit", "letter").prefetch_related("delegates")
    found = list(rows.order_by("kind", "federation__code", "pk"))
    for row in found:
        row.meeting = meeting
    return found


def _lacks_some(meeting: Meeting, rows: list[Invitation]) -> bool:
    """A federation of the region has no letter yet; one statement."""
    known = {row.federation_id for row in rows}
    return any(federation.pk not in known for federation in actions.active_federations(meeting))


def invitation_of(request: HttpRequest, slug: str, pk: int) -> Invitation:
    """The letter of the address, for those who run the meeting."""
    meeting = meeting_of(request, slug)
    rows = Invitation.objects.select_related("federation", "unit", "letter")
    invitation = get_object_or_404(rows, meeting=meeting, pk=pk)
    permit(request, "workplan.run_meeting", meeting)
    invitation.meeting = meeting
    return invitation


def place(invitation: Invitation) -> str:
    """Where the letter stands on the list."""
    return reverse("invitations", args=[invitation.meeting.slug]) + f"#surat-{invitation.pk}"


def create(request: HttpRequest, slug: str) -> HttpResponse:
    """One letter more: a guest, a speaker, observers."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    form = NewInvitationForm(request.POST or None, meeting=meeting)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = actions.write(
                meeting, token=form.cleaned_data["token"], by=signed_in(request), **form.typed
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The letter to %(name)s is a draft.") % {"name": invitation})
            return redirect(place(invitation))
    context = {"form": form, "meeting": meeting}
    return render(request, "workplan/invitation_form.html", context, status=422 if form.is_bound else 200)


class EditInvitationView(EditView):
    """Corrects a letter that is not issued."""

    form_class = InvitationForm
    template_name = "workplan/invitation_form.html"

    def get_object(self, queryset: Any = None) -> Invitation:
        return invitation_of(self.request, self.kwargs["slug"], self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(meeting=self.object.meeting, **kwargs)

    def store(self, form: Any) -> None:
        version = form.cleaned_data["version"]
        self.object = actions.edit(self.object, version=version, by=signed_in(self.request), **form.typed)

    def get_success_url(self) -> str:
        return place(self.object)


@verb
def prepare(request: HttpRequest, slug: str) -> HttpResponse:
    """A draft to each federation of the region that has no letter."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    made = actions.prepare(meeting, by=signed_in(request))
    words = ngettext("%(count)s letter is a draft.", "%(count)s letters are drafts.", len(made))
    messages.success(request, words % {"count": len(made)})
    return redirect("invitations", slug)


@verb
def issue_all(request: HttpRequest, slug: str) -> HttpResponse:
    """Numbers for every draft."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    count = actions.issue_all(meeting, by=signed_in(request))
    words = ngettext(
        "%(count)s letter has its number. Send it with its link.",
        "%(count)s letters have their numbers. Send each with its own link.",
        count,
    )
    messages.success(request, words % {"count": count})
    return redirect("invitations", slug)


@verb
def issue(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The letter gets its number."""
    invitation = invitation_of(request, slug, pk)
    actions.issue(invitation, by=signed_in(request))
    messages.success(request, _("The letter has the number %(number)s.") % {"number": invitation.letter})
    return redirect(place(invitation))


@verb
def withdraw(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """The letter is taken back and its link is over."""
    invitation = invitation_of(request, slug, pk)
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    actions.withdraw(invitation, reason=reason, by=signed_in(request))
    messages.success(request, _("The letter is withdrawn; its link no longer opens."))
    return redirect(place(invitation))


@verb
def redraft(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A withdrawn letter is written anew."""
    invitation = invitation_of(request, slug, pk)
    actions.redraft(invitation, by=signed_in(request))
    messages.success(request, _("The letter is a draft again and will get a new number."))
    return redirect(place(invitation))


@verb
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """A draft is thrown away; what was thrown away already stays so."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    invitation = Invitation.objects.filter(meeting=meeting, pk=pk).first()
    if invitation is not None:
        actions.remove(invitation, by=signed_in(request))
        messages.success(request, _("The draft is gone."))
    return redirect("invitations", slug)


def file(request: HttpRequest, slug: str, pk: int, wanted: str) -> HttpResponse:
    """One letter as PDF or Word; a draft says so on every page."""
    invitation = invitation_of(request, slug, pk)
    [document] = exports.documents(invitation.meeting, [invitation])
    name = f"{exports.name_of(invitation)}.{wanted}"
    return attachment(exports.written(document, wanted), name, CONTENT_TYPES[wanted])


def bundle(request: HttpRequest, slug: str, wanted: str) -> HttpResponse:
    """All issued letters in one ZIP."""
    meeting = meeting_of(request, slug)
    permit(request, "workplan.run_meeting", meeting)
    rows = [row for row in letters_of(meeting) if row.is_issued]
    if not rows:
        messages.error(request, _("No letter is issued yet."))
        return redirect("invitations", slug)
    content = exports.bundle(meeting, rows, wanted)
    return attachment(content, f"undangan-{meeting.slug}-{wanted}.zip", "application/zip")


@csp_update({"sandbox": True})  # type: ignore[arg-type]
def mandate(request: HttpRequest, slug: str, pk: int) -> FileResponse:
    """The letter of mandate that the organisation sent, as a download."""
    invitation = invitation_of(request, slug, pk)
    if not invitation.mandate_storage:
        raise Http404
    return FileResponse(
        default_storage.open(invitation.mandate_storage),
        as_attachment=True,
        filename=invitation.mandate_name,
        content_type=invitation.mandate_type,
        headers={"X-Content-Type-Options": "nosniff"},
    )
