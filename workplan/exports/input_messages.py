"""A message ready to paste: which regions have sent their Masukan Rakornas, and which owe it. No person."""

from collections.abc import Sequence

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rakerwil.mail import link
from rakerwil.wording import day
from workplan.enums import InputState
from workplan.models import WorkYear
from workplan.reporting.input_arrivals import RegionInput


def reminder(year: WorkYear, rows: Sequence[RegionInput]) -> str:
    """For the group of the coordinators; empty where nobody owes anything."""
    owing = [row for row in rows if row.sent is None]
    if not owing:
        return ""
    title = _("Inputs to Rakornas %(year)s · %(place)s") % {
        "year": year.year,
        "place": settings.CONFEDERATION["short_name"],
    }
    lines = [
        f"*{title}*",
        ngettext("Sent: %(sent)s of %(count)s region.", "Sent: %(sent)s of %(count)s regions.", len(rows))
        % {"sent": len(rows) - len(owing), "count": len(rows)},
    ]
    if year.input_due_on:
        lines.append(_("To be sent by %(day)s.") % {"day": day(year.input_due_on)})
    lines += ["", _("Still missing:"), *(f"- {row.region.name}: {told(row)}" for row in owing)]
    return "\n".join([*lines, "", _("Prepare and send here: %(link)s") % {"link": link(reverse("home"))}])


def told(row: RegionInput) -> str:
    """How far a region is that owes its input, and how late."""
    match row.state:
        case InputState.RETURNED:
            stand = _("returned, to be sent again")
        case InputState.PREPARING:
            stand = _("in preparation")
        case _none:
            stand = _("not begun")
    if not row.is_late:
        return stand
    return ngettext("%(stand)s, %(count)s day late", "%(stand)s, %(count)s days late", row.days_late) % {
        "stand": stand,
        "count": row.days_late,
    }
