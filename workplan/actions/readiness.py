"""Reminds the federations of what the meeting still waits for from them."""

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.enums import Reminder
from federations.models import User
from rakerwil import mail
from rakerwil.models import Letter
from rakerwil.transitions import WrongState
from workplan.actions import notices
from workplan.actions.invitations import answer_link
from workplan.actions.meetings import locked
from workplan.actions.transitions import log
from workplan.models import Meeting
from workplan.reporting import readiness
from workplan.reporting.readiness import FederationReadiness


@transaction.atomic
def remind(meeting: Meeting, *, by: User | None) -> int:
    """Write one mail to each person who reports for a federation that is not ready; how many were new.

    Pressed twice on one day it writes once. Who wants no mail of what is due gets none, and what the outbox
    holds leaves with the next delivery. Raises WrongState once the meeting has begun.
    """
    if locked(meeting).has_begun:
        raise WrongState(_("The meeting has begun; it no longer waits for anything."))
    today = timezone.localdate(timezone=meeting.zone)
    found = readiness.of_meeting(meeting, today)
    waiting = [row for row in found.federations if not row.is_ready]
    readers = notices.readers_of([chapter for row in waiting for chapter in row.chapters], Reminder.DUE_SOON)
    count = 0
    for row in waiting:
        users = {user.pk: user for chapter in row.chapters for user in readers[chapter.pk]}
        what = f"{meeting.pk}:{row.federation.pk}:{today}"
        keys = [notices.key("readiness", user, what) for user in users.values()]
        count += len(keys) - Letter.objects.filter(key__in=keys).count()
        for user in users.values():
            notices.post(
                "readiness",
                user,
                what,
                meeting=meeting,
                row=row,
                month=found.month,
                lacks=lacks(row),
                answer=answer_link(row.invitation) if row.invitation and row.invitation.is_unanswered else "",
                link=mail.link(reverse("months")),
            )
    log(meeting, "remind", by=by, reason=str(count))
    return count


def lacks(row: FederationReadiness) -> dict[str, int]:
    """How many of each are missing, by name; what is complete is left out."""
    parts = {"reports": row.reported, "evidence": row.evidenced, "pledges": row.pledged}
    return {name: part.of - part.done for name, part in parts.items() if not part.is_complete}
