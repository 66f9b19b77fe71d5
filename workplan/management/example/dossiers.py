"""The example's dossier: numbers for its papers, a signed sheet, a photo."""

from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw

from federations.models import User
from workplan.actions import meeting_files
from workplan.actions.evidence import Attachment
from workplan.enums import NUMBERED_KINDS, MeetingFileKind
from workplan.models import Meeting


def file(meeting: Meeting, at: datetime, by: User) -> None:
    """Numbers in the register of that day; the signed list of the day, and a picture."""
    for numbered in NUMBERED_KINDS:
        meeting_files.number(meeting, numbered, on=at.date(), by=by)
    for kind, name, words in (
        (MeetingFileKind.ATTENDANCE, "daftar-hadir", "Daftar hadir bertanda tangan (contoh)"),
        (MeetingFileKind.PHOTO, "foto", "Foto bersama (contoh)"),
    ):
        meeting_files.attach(meeting, [_picture(name, words)], kind=kind, by=by, at=at)


def _picture(name: str, words: str) -> Attachment:
    """A picture that stands for a photographed page."""
    picture = Image.new("RGB", (600, 400), "#fffefb")
    ImageDraw.Draw(picture).text((40, 40), words, fill="#1c1916")
    target = BytesIO()
    picture.save(target, "JPEG")
    return Attachment(f"{name}.jpg", "image/jpeg", target.getvalue())
