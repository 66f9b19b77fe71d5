"""The signed attendance sheet, ticked off: what is typed, what is tapped, its photos, in one go."""

from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from federations.models import signed_in
from rakerwil.access import permit
from rakerwil.transitions import Refused
from workplan.actions import attendance
from workplan.enums import AgendaKind
from workplan.forms.signed_sheets import SignedSheetForm, as_ranges
from workplan.models import AgendaItem
from workplan.reporting.records import Record, Row
from workplan.views.dossiers import record_of
from workplan.views.meetings import tabs


@dataclass(frozen=True)
class Line:
    """One row of the sheet."""

    row: Row
    is_known: bool
    """On record as having been there."""
    is_chosen: bool


def signed_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """Tick off the sheet of the whole meeting, or with `?acara=` of one session; rows stand as printed.

    `look` in what is sent shows what would be ticked; otherwise it is ticked.
    """
    record = record_of(request, slug)
    meeting, user = record.meeting, record.user
    permit(request, "workplan.run_meeting", meeting)
    if not meeting.takes_entries:
        messages.error(request, _("Attendance can't be taken now."))
        return redirect("participants", slug)
    item = _item(record, request.GET.get("acara", ""))
    sent = request.method == "POST"
    known = {row.participant.number for row in record.rows if row.was_at(item)}
    form = SignedSheetForm(
        request.POST if sent else None,
        request.FILES if sent else None,
        listed=[row.participant.number for row in record.rows],
    )
    is_valid = sent and form.is_valid()
    if is_valid and "look" not in request.POST:
        try:
            return _ticked(request, record, item, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
            is_valid = False
    chosen = set(form.numbers) - known if sent else set()
    if is_valid:  # only looked at: from here on the rows say who
        form = SignedSheetForm(listed=form.listed)
    context = {
        "meeting": meeting,
        "tabs": tabs(meeting, user, "participants"),
        "form": form,
        "groups": [
            (
                name,
                [
                    Line(row, row.participant.number in known, row.participant.number in chosen)
                    for row in rows
                ],
            )
            for name, rows in record.by_category(record.rows_of(item))
        ],
        "chosen": as_ranges(chosen),
        "chosen_count": len(chosen),
        "known_count": len(known),
        "session": item.pk if item else "",
        "sessions": [("", _("The whole meeting")), *((each.pk, each.title) for each in _sessions(record))],
    }
    status = 422 if sent and not is_valid else 200
    return render(request, "workplan/signed_sheet.html", context, status=status)


def _sessions(record: Record) -> list[AgendaItem]:
    return [item for item in record.items if item.kind != AgendaKind.BREAK]


def _item(record: Record, asked: str) -> AgendaItem | None:
    return next((item for item in _sessions(record) if str(item.pk) == asked), None)


def _ticked(
    request: HttpRequest, record: Record, item: AgendaItem | None, form: SignedSheetForm
) -> HttpResponse:
    """On record, with the photos; said back in numbers."""
    photos = form.cleaned_data["attached"]
    found = attendance.tick(record.meeting, form.numbers, item=item, photos=photos, by=signed_in(request))
    words = [
        ngettext("%(count)s person ticked off.", "%(count)s people ticked off.", len(found.new))
        % {"count": len(found.new)}
    ]
    if found.known:
        words.append(_("On record before: No. %(numbers)s.") % {"numbers": as_ranges(found.known)})
    if found.files:
        words.append(
            ngettext("%(count)s file attached.", "%(count)s files attached.", found.files)
            % {"count": found.files}
        )
    messages.success(request, " ".join(words))
    return redirect("participants", record.meeting.slug)
