"""Verbs of corrections: propose within the window; accept or refuse with a word (domain.md section 3)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import WrongState
from workplan.actions import notices
from workplan.actions.meetings import locked
from workplan.actions.transitions import log, take_step
from workplan.models import AgendaItem, Correction, Minutes
from workplan.models.correction import STEPS


@transaction.atomic
def propose(
    minutes: Minutes, item: AgendaItem, *, text: str, token: UUID, by: User, at: datetime | None = None
) -> Correction:
    """Ask for a change under one item. The same `token` twice is one correction.

    Raises WrongState unless the minutes go round and the window is open, by the meeting's own clock.
    """
    meeting = locked(minutes.meeting)
    at = at or timezone.now()
    current = Minutes.objects.select_for_update().get(pk=minutes.pk)
    found = Correction.objects.filter(token=token).first()
    if found is not None:
        return found
    if not current.takes_corrections(timezone.localdate(at, meeting.zone)):
        raise WrongState(_("The time for corrections is over."))
    correction = Correction.objects.create(
        token=token, minutes=current, agenda_item=item, text=text.strip(), proposed_by=by, proposed_at=at
    )
    log(correction, "propose", by=by, at=at, to_state=correction.state)
    return correction


@transaction.atomic
def answer(
    correction: Correction, verb: str, *, word: str, by: User | None, at: datetime | None = None
) -> None:
    """`accept` or `refuse`, with a word that a refusal needs; told to who proposed it.

    Accepting does not write the text: whoever keeps the minutes does, with the correction beside it.
    Raises WrongState once it has been answered, ReasonMissing.
    """
    at = at or timezone.now()
    take_step(
        correction,
        STEPS,
        verb,
        by=by,
        at=at,
        reason=word,
        answer=word.strip(),
        answered_by=by,
        answered_at=at,
    )
    notices.correction_answered(correction)
