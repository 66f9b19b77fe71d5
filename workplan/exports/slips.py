"""Slips to cut: everybody's number, name and code for the door, twelve on a sheet."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rakerwil.typesetting import set_in_type
from rakerwil.wording import weekday_day
from workplan.actions.doors import personal_code, written
from workplan.models import Meeting, Participant

TEMPLATE = "slips.typ"


def slips_pdf(meeting: Meeting, participants: Sequence[Participant]) -> bytes:
    """A slip for each of them, in the order given; raises TypesettingFailed."""
    return set_in_type(TEMPLATE, plain(meeting, participants))


def plain(meeting: Meeting, participants: Sequence[Participant]) -> dict[str, Any]:
    """What the typesetter's template reads: finished words in the reader's language."""
    return {
        "title": _("Slips for the door"),
        "author": str(settings.CONFEDERATION["name"]),
        "language": get_language() or "id",
        "meeting": meeting.title,
        "when": f"{weekday_day(meeting.day)} · {meeting.venue}, {meeting.city}",
        "number_word": _("No."),
        "says": _("Photograph the code at the door with your phone and type this code. For you alone."),
        "slips": [_slip(meeting, participant) for participant in participants],
    }


def _slip(meeting: Meeting, participant: Participant) -> dict[str, str]:
    participant.meeting = meeting
    return {
        "number": str(participant.number),
        "name": str(participant.person),
        "organisation": participant.person.belongs_to,
        "category": str(participant.get_category_display()),
        "code": written(personal_code(participant)),
    }
