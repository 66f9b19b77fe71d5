"""Verbs of evidence: attach, remove, hand out. Bytes lie once, under their SHA-256 (decisions, data 15)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from federations.models import User
from rakerwil.first_looks import first_look
from rakerwil.transitions import Refused, WrongState
from rakerwil.versions import sign
from workplan.actions.transitions import log
from workplan.models import Contribution, Evidence

MOST = 10
"""Files behind one report."""


@dataclass(frozen=True)
class Attachment:
    """A file whose content was looked at: safe to keep under this name and type."""

    name: str
    content_type: str
    content: bytes = field(repr=False)

    @property
    def sha256(self) -> str:
        return sha256(self.content).hexdigest()


class TooManyFiles(Refused):
    """More files than anybody looks through."""

    field = "evidence"

    def __init__(self) -> None:
        super().__init__(_("At most 10 files for one report. Remove one first, or join pages into one PDF."))


@transaction.atomic
def attach(contribution: Contribution, attachments: Sequence[Attachment], *, by: User | None) -> int:
    """Keep the files behind a report that can be edited; returns how many are new.

    The same content twice is one file. Raises TooManyFiles, or WrongState once the report was sent; nothing
    is kept then. The caller holds the lock on the report.
    """
    if not contribution.is_editable:
        raise WrongState(_("This report has been sent. Take it back before you change its evidence."))
    present = set(contribution.evidence.values_list("sha256", flat=True))
    fresh = {each.sha256: each for each in attachments if each.sha256 not in present}
    if len(present) + len(fresh) > MOST:
        raise TooManyFiles
    for digest, attachment in fresh.items():
        _lock(digest)
        evidence = Evidence.objects.create(
            contribution=contribution,
            sha256=digest,
            name=attachment.name,
            content_type=attachment.content_type,
            size=len(attachment.content),
            uploaded_by=by,
        )
        _keep(evidence.storage_name, attachment.content)
        log(contribution, "attach", by=by, reason=attachment.name)
    if fresh:
        _touch(contribution, by)
    return len(fresh)


@transaction.atomic
def remove(evidence: Evidence, *, by: User | None) -> None:
    """Take a file away from a report that can be edited; its bytes go with the last report that needs them.

    Raises WrongState once the report was sent. The log keeps the name.
    """
    contribution = Contribution.objects.select_for_update().get(pk=evidence.contribution_id)
    if not contribution.is_editable:
        raise WrongState(_("This report has been sent. Take it back before you change its evidence."))
    _lock(evidence.sha256)
    name = evidence.storage_name
    evidence.delete()
    log(contribution, "detach", by=by, reason=evidence.name)
    _touch(contribution, by)
    if not Evidence.objects.filter(sha256=evidence.sha256).exists():
        default_storage.delete(name)
        default_storage.delete(evidence.look_name)


def handed_out(evidence: Evidence, *, by: User, is_reveal: bool) -> IO[bytes]:
    """The bytes, for one who may see the report; to a reader of masked data this is on record (data 9)."""
    if is_reveal:
        log(evidence.contribution, "reveal", by=by, reason=evidence.name)
    return default_storage.open(evidence.storage_name)


def looked_at(evidence: Evidence, *, by: User, is_reveal: bool) -> bytes:
    """A small picture of what is in it, taken once; empty where there is nothing to see. Else as above."""
    if not default_storage.exists(evidence.look_name):
        with default_storage.open(evidence.storage_name) as file:
            _keep(evidence.look_name, first_look(file.read(), evidence.content_type) or b"")
    if is_reveal:
        log(evidence.contribution, "reveal", by=by, reason=evidence.name)
    with default_storage.open(evidence.look_name) as look:
        content: bytes = look.read()
    return content


def _touch(contribution: Contribution, by: User | None) -> None:
    """Somebody worked on the report; its figures, and so its version, stay."""
    contribution.changed_at, contribution.changed_by = timezone.now(), by
    sign(contribution, by)
    contribution.save(update_fields=["changed_at", "changed_by"])


def _lock(digest: str) -> None:
    """Who keeps and who removes the same content wait for each other."""
    list(Evidence.objects.select_for_update().filter(sha256=digest).order_by("pk").values_list("pk"))


def _keep(name: str, content: bytes) -> None:
    if default_storage.exists(name):
        return
    stored = default_storage.save(name, ContentFile(content))
    if stored != name:  # somebody was quicker: theirs has the same content
        default_storage.delete(stored)
