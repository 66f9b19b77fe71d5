"""Verbs of a meeting's dossier: attach, remove, hand out a file; give a paper its number."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from federations.models import User
from rakerwil.transitions import Refused, WrongState
from workplan.actions import issued_letters
from workplan.actions.evidence import Attachment
from workplan.actions.meetings import locked
from workplan.actions.transitions import log
from workplan.enums import NUMBERED_KINDS, MeetingState, PaperKind
from workplan.models import AgendaItem, Meeting, MeetingFile, NumberedPaper

MOST = 60
"""Files of one meeting."""
SECOND_THOUGHTS = timedelta(days=1)
"""So long can a wrong file be taken out of a dossier that is otherwise closed."""


@transaction.atomic
def attach(
    meeting: Meeting,
    attachments: Sequence[Attachment],
    *,
    kind: str,
    item: AgendaItem | None = None,
    by: User | None,
    at: datetime | None = None,
) -> int:
    """Keep files with a meeting, of one session if it names one; how many are new: the same twice is one.

    Also after the minutes are approved, since signatures come last. Raises WrongState before the invitations
    went out, Refused beyond sixty files; nothing is kept then.
    """
    current = locked(meeting)
    if current.state == MeetingState.DRAFT:
        raise WrongState(_("Invite to the meeting first; then its papers can be attached."))
    present = set(MeetingFile.objects.filter(meeting=current, kind=kind).values_list("sha256", flat=True))
    fresh = {each.sha256: each for each in attachments if each.sha256 not in present}
    if current.files.count() + len(fresh) > MOST:
        raise Refused(_("At most 60 files for one meeting. Join pages into one PDF."))
    for digest, attachment in fresh.items():
        file = MeetingFile.objects.create(
            meeting=current,
            agenda_item=item,
            kind=kind,
            sha256=digest,
            name=attachment.name,
            content_type=attachment.content_type,
            size=len(attachment.content),
            uploaded_at=at or timezone.now(),
            uploaded_by=by,
        )
        _keep(file, attachment.content)
        log(current, "attach", by=by, at=at, reason=attachment.name)
    return len(fresh)


@transaction.atomic
def remove(file: MeetingFile, *, by: User | None) -> None:
    """Take a file away; its bytes go with the last row that needs them. The log keeps the name.

    Raises WrongState once the minutes are approved, but for what was attached within a day.
    """
    meeting = locked(file.meeting)
    if meeting.is_settled and timezone.now() - file.uploaded_at > SECOND_THOUGHTS:
        raise WrongState(_("The minutes are approved: what was attached stays in the dossier."))
    list(MeetingFile.objects.select_for_update().filter(sha256=file.sha256).order_by("pk").values_list("pk"))
    name, digest = file.storage_name, file.sha256
    file.delete()
    log(meeting, "detach", by=by, reason=file.name)
    if not MeetingFile.objects.filter(sha256=digest).exists():
        default_storage.delete(name)


def handed_out(file: MeetingFile, *, by: User, is_reveal: bool) -> IO[bytes]:
    """The bytes; to a reader of masked data this is on record (decisions, data 9): names stand in it."""
    if is_reveal:
        revealed(file, by=by)
    return default_storage.open(file.storage_name)


def revealed(file: MeetingFile, *, by: User) -> None:
    """Put on record that a reader of masked data opened a file with names in it."""
    log(file.meeting, "reveal", by=by, reason=file.name)


@transaction.atomic
def number(meeting: Meeting, kind: str, *, on: date, by: User | None) -> NumberedPaper:
    """Give a paper the office's next number, once: a second time the same number is returned.

    Raises WrongState before the meeting is finished, Refused for a paper that bears none.
    """
    if kind not in NUMBERED_KINDS:
        raise Refused(_("This paper bears no number."))
    current = locked(meeting)
    if not current.has_begun or current.is_running:
        raise WrongState(_("Finish the meeting first; then its papers get their numbers."))
    found = current.numbered_papers.filter(kind=kind).select_related("letter").first()
    if found is not None:
        return found
    subject = f"{PaperKind(kind).label}: {current.title}"[:200]
    letter = issued_letters.issue(current.region, on=on, subject=subject, by=by)
    return NumberedPaper.objects.create(meeting=current, kind=kind, letter=letter)


def _keep(file: MeetingFile, content: bytes) -> None:
    if default_storage.exists(file.storage_name):
        return
    stored = default_storage.save(file.storage_name, ContentFile(content))
    if stored != file.storage_name:  # somebody was quicker: theirs has the same content
        default_storage.delete(stored)
