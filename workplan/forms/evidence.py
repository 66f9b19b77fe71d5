"""What may be kept as evidence: told by content, never by the name (decisions, data 15)."""

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable
from typing import IO, Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps, UnidentifiedImageError

from workplan.actions.evidence import Attachment

MOST_PIXELS = 50_000_000
"""A larger picture would take too much memory to look at."""

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"
OFFICE_FOLDERS = {
    "word/": ("docx", f"{OFFICE}.wordprocessingml.document"),
    "xl/": ("xlsx", f"{OFFICE}.spreadsheetml.sheet"),
    "ppt/": ("pptx", f"{OFFICE}.presentationml.presentation"),
}
OPEN_DOCUMENT_TYPES = {
    f"{OPEN_DOCUMENT}.text": "odt",
    f"{OPEN_DOCUMENT}.spreadsheet": "ods",
    f"{OPEN_DOCUMENT}.presentation": "odp",
}
ACCEPT = ".jpg,.jpeg,.png,.pdf,.docx,.xlsx,.pptx,.odt,.ods,.odp,image/jpeg,image/png,application/pdf"
"""What the file chooser offers; what is taken is told by content."""

UNKNOWN = _(
    "“%(name)s” is no photo (JPEG, PNG), PDF or office document (.docx, .xlsx, .pptx, .odt, .ods, .odp)."
)
BROKEN = _("“%(name)s” can't be opened. Save or photograph it again.")
MACROS = _("“%(name)s” holds macros. Save it without them, or as PDF.")


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
    head = upload.read(1024)
    upload.seek(0)
    for is_kind, keep in KINDS:
        if is_kind(head):
            extension, content_type, content = keep(name, upload)
            return Attachment(tidy(name, extension), content_type, content)
    raise ValidationError(UNKNOWN, code="unknown", params={"name": name})


def tidy(name: str, extension: str) -> str:
    """The last part of the name without control characters, short enough, with the extension of its kind."""
    stem = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1].rpartition(".")[0] or name
    stem = "".join(sign for sign in stem if unicodedata.category(sign)[0] != "C").strip(" .")
    return f"{stem[:120] or 'bukti'}.{extension}"


def _photo(name: str, upload: IO[bytes]) -> tuple[str, str, bytes]:
    try:
        with Image.open(upload, formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise ValidationError(
                    _("“%(name)s” has too many pixels. Send a smaller photo."),
                    code="too_large",
                    params={"name": name},
                )
            kind = image.format or ""
            upright = ImageOps.exif_transpose(image)
            return _written(upright, kind)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError) as error:
        raise ValidationError(BROKEN, code="broken", params={"name": name}) from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValidationError(BROKEN, code="too_large", params={"name": name}) from error


def _written(image: Image.Image, kind: str) -> tuple[str, str, bytes]:
    """Pixels only: nothing that stood beside them in the file."""
    target = io.BytesIO()
    if kind == "PNG":
        plain = image if image.mode in ("1", "L", "LA", "RGB", "RGBA") else image.convert("RGBA")
        bare = Image.new(plain.mode, plain.size)
        bare.paste(plain)
        bare.save(target, "PNG")
        return "png", "image/png", target.getvalue()
    plain = image if image.mode in ("L", "RGB") else image.convert("RGB")
    bare = Image.new(plain.mode, plain.size)
    bare.paste(plain)
    bare.save(target, "JPEG", quality=85, optimize=True)
    return "jpg", "image/jpeg", target.getvalue()


def _pdf(_name: str, upload: IO[bytes]) -> tuple[str, str, bytes]:
    return "pdf", "application/pdf", upload.read()


def _office(name: str, upload: IO[bytes]) -> tuple[str, str, bytes]:
    try:
        with zipfile.ZipFile(upload) as archive:
            names = archive.namelist()
            kind = _kind(archive) if "mimetype" in names else ""
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError) as error:
        raise ValidationError(BROKEN, code="broken", params={"name": name}) from error
    if any(each.lower().endswith("vbaproject.bin") or each.startswith("Basic/") for each in names):
        raise ValidationError(MACROS, code="macros", params={"name": name})
    upload.seek(0)
    if kind in OPEN_DOCUMENT_TYPES:
        return OPEN_DOCUMENT_TYPES[kind], kind, upload.read()
    if "[Content_Types].xml" in names:
        for folder, (extension, content_type) in OFFICE_FOLDERS.items():
            if any(each.startswith(folder) for each in names):
                return extension, content_type, upload.read()
    raise ValidationError(UNKNOWN, code="unknown", params={"name": name})


def _kind(archive: zipfile.ZipFile) -> str:
    """What an OpenDocument says it is; only as much is unpacked as the word can be long."""
    with archive.open("mimetype") as member:
        return member.read(200).decode("ascii", "replace").strip()


Keeper = Callable[[str, Any], tuple[str, str, bytes]]

KINDS: tuple[tuple[Callable[[bytes], bool], Keeper], ...] = (
    (lambda head: head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")), _photo),
    (lambda head: b"%PDF-" in head, _pdf),
    (lambda head: head.startswith(b"PK\x03\x04"), _office),
)


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
