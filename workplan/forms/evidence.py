"""What may be kept as evidence: told by content, never by the name (decisions, data 15)."""

import re
import unicodedata
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from rakerwil.bare_files import Refused, bare
from workplan.actions.evidence import Attachment

ACCEPT = "image/*,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,application/pdf"
"""What the file chooser offers, the camera among it; what is taken is told by content."""

REASONS: dict[str, Any] = {
    "unknown": _(
        "“%(name)s” is no photo (JPEG, PNG, WebP), PDF or office document (.docx, .xlsx, .pptx, .odt, .ods, "
        ".odp)."
    ),
    "broken": _("“%(name)s” can't be opened. Save or photograph it again."),
    "large": _("“%(name)s” becomes too large when it is opened. Send a smaller one."),
    "macros": _(
        "“%(name)s” holds macros, other files or links to the outside. Print it as PDF and send that."
    ),
    "locked": _("“%(name)s” is locked with a password. Save it without one."),
}


def look_at(upload: "UploadedFile[Any]") -> Attachment:
    """The file as it may be kept: photos written anew, so that place and camera are gone from them.

    Raises ValidationError for what is too large, broken, or of no kind that is taken.
    """
    name = upload.name or ""
    if not upload.size:
        raise ValidationError(_("“%(name)s” is empty."), code="empty", params={"name": name})
    if upload.size > settings.EVIDENCE_MAX_BYTES:
        most = settings.EVIDENCE_MAX_BYTES // 1024**2
        raise ValidationError(
            _("“%(name)s” is larger than %(most)s MB."), code="too_large", params={"name": name, "most": most}
        )
    try:
        kept = bare(upload.read())
    except Refused as refusal:
        code = str(refusal)
        raise ValidationError(REASONS[code], code=code, params={"name": name}) from refusal
    return Attachment(tidy(name, kept.extension), kept.content_type, kept.content)


def tidy(name: str, extension: str) -> str:
    """The last part of the name without control characters, short enough, with the extension of its kind."""
    stem = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1].rpartition(".")[0] or name
    stem = "".join(sign for sign in stem if unicodedata.category(sign)[0] != "C").strip(" .")
    return f"{stem[:120] or 'bukti'}.{extension}"


class FilesInput(forms.FileInput):
    """Several files at once."""

    allow_multiple_selected = True

    def __init__(self) -> None:
        super().__init__({"multiple": True, "accept": ACCEPT})

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        return list(files.getlist(name)) if hasattr(files, "getlist") else list(files.get(name) or [])


class FilesField(forms.Field):
    """The files as they came; the form looks at each."""

    widget = FilesInput
