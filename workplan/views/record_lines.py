"""Lines of the record: the quick line of the console, and what is made of a line afterwards."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from federations.models import User, signed_in
from rakerwil.access import back, permit, verb
from rakerwil.editing import EditView
from rakerwil.transitions import Refused
from workplan.actions import record_lines as actions
from workplan.enums import LineKind
from workplan.forms.record_lines import AssignForm, QuickForm, ReclassifyForm, RecordLineForm
from workplan.models import Meeting, RecordLine
from workplan.views.meetings import meeting_of


def write(meeting: Meeting, form: QuickForm, by: User) -> str:
    """Take the line down; what is said about it. Raises Refused."""
    line = actions.write(meeting, by=by, **form.typed)
    if line.outcome is not None:
        return _("%(kind)s %(code)s is on record.") % {
            "kind": line.get_kind_display(),
            "code": line.outcome.code,
        }
    if line.kind == LineKind.ACTION:
        return _("The action is on record; who carries it out, and by when, can be said later.")
    if line.agenda_item is None:
        return _("Noted.")
    return _("Noted under “%(title)s”.") % {"title": line.agenda_item.title}


def line_of(request: HttpRequest, slug: str, pk: int) -> RecordLine:
    """The line of the address, for those who run the meeting."""
    meeting = meeting_of(request, slug)
    line = get_object_or_404(RecordLine.objects.told(), meeting=meeting, pk=pk)
    permit(request, "workplan.run_meeting", meeting)
    line.meeting = meeting
    return line


class EditLineView(EditView):
    """One line: its words and speaker, what it can become, who carries it out, and what it was."""

    form_class = RecordLineForm
    template_name = "workplan/recordline_form.html"

    def get_object(self, queryset: Any = None) -> RecordLine:
        return line_of(self.request, self.kwargs["slug"], self.kwargs["pk"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        line: RecordLine = self.object
        may_change = not line.meeting.is_settled
        return super().get_context_data(
            meeting=line.meeting,
            may_change=may_change,
            others=[kind for kind in LineKind if kind != line.kind],
            assign=AssignForm(line=line) if line.is_unassigned and may_change else None,
            log=[
                {
                    "at": row.history_date,
                    "text": f"{row.get_kind_display()}: {row.text}",
                    "reason": "",
                    "who": row.history_user or "",
                }
                for row in line.history.select_related("history_user__person")
            ],
            **kwargs,
        )

    def store(self, form: Any) -> None:
        self.object = actions.correct(self.object, by=signed_in(self.request), **form.typed)

    def get_success_url(self) -> str:
        return reverse("meeting", args=[self.kwargs["slug"]]) + f"#baris-{self.kwargs['pk']}"


@verb
def reclassify(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Make something else of a line."""
    line = line_of(request, slug, pk)
    form = ReclassifyForm(request.POST)
    if not form.is_valid():
        raise Refused(_("Choose what the line becomes."))
    line = actions.reclassify(line, by=signed_in(request), **form.cleaned_data)
    messages.success(
        request, _("The line is on record as: %(kind)s.") % {"kind": line.get_kind_display().lower()}
    )
    if line.is_unassigned:
        return redirect("record_line", slug, line.pk)
    return back(request, reverse("meeting", args=[slug]) + f"#baris-{line.pk}")


@verb
def assign(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Who carries an action out, and by when."""
    line = line_of(request, slug, pk)
    form = AssignForm(request.POST, line=line)
    if not form.is_valid():
        raise Refused(_("Name who carries it out, and by when."))
    line = actions.assign(line, owner=form.cleaned_data["owner"], due_on=form.day, by=signed_in(request))
    code = line.action.code if line.action else ""
    messages.success(request, _("Action %(code)s is on record.") % {"code": code})
    return redirect(reverse("meeting", args=[slug]) + f"#baris-{line.pk}")
