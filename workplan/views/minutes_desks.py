"""The desk at which the minutes are written: every item on one page, each saved by itself.

Two who sit at two desks write on different items without touching each other. Without a script each item is
a form of its own, which `minutes.entry_edit` answers.
"""

import re
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from federations.models import User, signed_in
from rakerwil.access import permit
from rakerwil.transitions import Refused
from rakerwil.wording import clock
from workplan.actions import minutes as actions
from workplan.actions.minutes import Written
from workplan.enums import CommissionRole
from workplan.forms.minutes import EntryForm
from workplan.models import AgendaItem, CommissionMember, Meeting, MinutesEntry
from workplan.reporting import writers
from workplan.views.meetings import meeting_of, minutes_of, tabs

SEEN = re.compile(r"(\d+):(\d+)")
"""An item and the version of its text that a page shows."""


def desk(request: HttpRequest, slug: str) -> HttpResponse:
    """Every item with its text, for those who keep the meeting's minutes."""
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    permit(request, "workplan.write_minutes", meeting)
    if not meeting.takes_entries:
        messages.error(request, _("Nothing can be written into this meeting's record now."))
        return redirect("minutes", slug)
    sheets = writers.sheets(meeting, user, timezone.now())
    context = {
        "meeting": meeting,
        "minutes": minutes_of(meeting),
        "tabs": tabs(meeting, user, "minutes"),
        "sheets": sheets,
        "saved_at": max((sheet.changed_at for sheet in sheets if sheet.changed_at), default=None),
    }
    return render(request, "workplan/minutes_desk.html", context)


@require_POST
def save(request: HttpRequest, slug: str, pk: int) -> JsonResponse:
    """Keep the text of one item; the answer says what became of it.

    `version`, `saved`; where another wording stands there, `stored` and `clash`, both side by side; where it
    can't be written now, `refused` with the reason. `clash=stored` leaves what stands there.
    """
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    item = get_object_or_404(AgendaItem, meeting=meeting, pk=pk)
    item.meeting = meeting
    permit(request, "workplan.write_entry", item)
    form = EntryForm(request.POST)
    if not form.is_valid():
        words = " ".join(str(error) for errors in form.errors.values() for error in errors)
        return JsonResponse({"refused": words})
    try:
        if request.POST.get("clash") == "stored":
            written = actions.keep_stored(item, by=user)
        else:
            written = actions.save(item, by=user, **form.cleaned_data)
    except Refused as refusal:
        return JsonResponse({"refused": str(refusal)})
    return JsonResponse(_answer(item, written))


def _answer(item: AgendaItem, written: Written) -> dict[str, Any]:
    zone = item.meeting.zone
    told: dict[str, Any] = {
        "version": written.version,
        "saved": _("Saved %(time)s") % {"time": clock(timezone.now(), zone)},
    }
    if written.overtaken is None:
        return told
    stored = MinutesEntry.objects.select_related("changed_by__person").get(agenda_item=item)
    return {
        **told,
        "stored": written.text,
        "clash": render_to_string(
            "workplan/minutes_clash.html",
            {
                "rows": [(_("Minutes"), written.overtaken.text, written.text)],
                "stored": stored,
                "zone": zone,
            },
        ),
    }


@require_POST
def watch(request: HttpRequest, slug: str) -> JsonResponse:
    """What the others do: who writes where, and the texts that are newer than those the page shows.

    `item`: where the reader is writing now, which the others see; `seen`: `12:3,13:0`, versions by item.
    """
    user = signed_in(request)
    meeting = meeting_of(request, slug)
    items = list(meeting.agenda.order_by("position"))
    mine = _written_by(user, meeting)
    if mine is not None and not mine:
        raise PermissionDenied
    readable = {item.pk for item in items if mine is None or item.pk in mine}
    here = next((item for item in items if str(item.pk) == request.POST.get("item")), None)
    if here is not None and here.pk in readable and meeting.takes_entries:
        here.meeting = meeting
        actions.mark_writing(here, by=user)
    seen = {int(item): int(version) for item, version in SEEN.findall(request.POST.get("seen", ""))}
    told = writers.writing(items, user, timezone.now())
    entries = MinutesEntry.objects.filter(agenda_item__in=readable & seen.keys())
    return JsonResponse(
        {
            "writers": {item: words for item, words in told.items() if item in readable},
            "texts": {
                entry.agenda_item_id: {"version": entry.version, "text": entry.text}
                for entry in entries.order_by("pk")
                if entry.version > seen[entry.agenda_item_id]
            },
        }
    )


def _written_by(user: User, meeting: Meeting) -> set[int] | None:
    """The items under which the user writes; None for all of them."""
    if user.has_perm("workplan.write_minutes", meeting):
        return None
    if user.person_id is None:
        return set()
    seats = CommissionMember.objects.filter(
        commission__meeting=meeting, participant__person=user.person_id, role=CommissionRole.SECRETARY
    )
    return set(seats.order_by("pk").values_list("commission", flat=True))
