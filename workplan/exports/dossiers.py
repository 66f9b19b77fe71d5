"""The papers of a meeting as files: which there are, each as PDF and Word, and all of them in one archive."""

import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import IO

from django.conf import settings
from django.core.files.storage import default_storage
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _

from workplan.enums import PaperKind
from workplan.exports.attendance_lists import daftar_hadir
from workplan.exports.certificates import sertifikat
from workplan.exports.commission_reports import laporan_komisi
from workplan.exports.decisions import keputusan
from workplan.exports.documents import Document
from workplan.exports.meeting_reports import laporan_rakerwil
from workplan.exports.minutes import notulen
from workplan.exports.official_records import berita_acara
from workplan.exports.rundowns import susunan_acara
from workplan.models import AgendaItem
from workplan.reporting.dossiers import Paper, missing, papers
from workplan.reporting.records import Record

FORMATS = ("pdf", "docx")
IN_MEMORY = 8 * 1024 * 1024
MOST_BYTES = 250 * 1024 * 1024
"""Of files that people attached; what is beyond is named in the list of contents instead."""

WHOLE: Mapping[str, Callable[[Record], Document]] = {
    PaperKind.RUNDOWN: susunan_acara,
    PaperKind.MINUTES: notulen,
    PaperKind.REPORT: laporan_rakerwil,
    PaperKind.RECORD: lambda record: berita_acara(record, record.letters.get(PaperKind.RECORD)),
    PaperKind.DECISION: lambda record: keputusan(record, record.letters.get(PaperKind.DECISION)),
}
"""Papers of the meeting as a whole."""
OF_ITEM: Mapping[str, Callable[[Record, AgendaItem], Document]] = {
    PaperKind.ATTENDANCE: daftar_hadir,
    PaperKind.COMMISSION: laporan_komisi,
    PaperKind.CERTIFICATE: sertifikat,
}
"""Papers of one item of the day."""


def document(record: Record, paper: Paper) -> Document:
    """What stands in it. Call it, and set it, within the language of the documents."""
    if paper.item is not None:
        return OF_ITEM[paper.kind](record, paper.item)
    return daftar_hadir(record) if paper.kind == PaperKind.ATTENDANCE else WHOLE[paper.kind](record)


def paper_file(record: Record, paper: Paper, wanted: str) -> bytes:
    """The paper as `pdf` or `docx`: in Indonesian, since what is signed has one language."""
    with translation.override(settings.LANGUAGE_CODE):
        made = document(record, paper)
        return made.pdf() if wanted == "pdf" else made.docx()


def file_name(record: Record, paper: Paper, wanted: str) -> str:
    """The same for the same paper, whoever asks and whenever."""
    of_item = f"-{paper.item.position}-{slugify(paper.item.title)[:40]}" if paper.item else ""
    return f"{paper.kind}-{record.meeting.slug}{of_item}.{wanted}"


def archive(record: Record, formats: Sequence[str] = FORMATS) -> IO[bytes]:
    """One ZIP of everything that the reader may see, each paper as PDF and Word, in the order of the page.

    Written to disk beyond a few megabytes; equal content makes an equal archive. The caller closes it.
    """
    packed: IO[bytes] = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - the answer closes it
    moment = timezone.localtime(record.meeting.starts_at, record.meeting.zone)
    stamp = (*moment.timetuple()[:5], 0)
    left_out: list[str] = []
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archived:

        def put(name: str, content: bytes) -> None:
            entry = zipfile.ZipInfo(name, (stamp[0], stamp[1], stamp[2], stamp[3], stamp[4], stamp[5]))
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            archived.writestr(entry, content)

        for at, paper in enumerate((each for each in papers(record) if each.is_there), 1):
            for wanted in formats:
                put(f"{at:02}-{file_name(record, paper, wanted)}", paper_file(record, paper, wanted))
        total = 0
        for at, file in enumerate(record.files, 1):
            total += file.size
            name = f"lampiran/{at:02}-{file.kind}-{file.name}"
            if total > MOST_BYTES:
                left_out.append(name)
                continue
            with default_storage.open(file.storage_name) as content:
                put(name, content.read())
        with translation.override(settings.LANGUAGE_CODE):
            put("00-kelengkapan.txt", contents(record, left_out).encode())
    packed.seek(0)
    return packed


def contents(record: Record, left_out: list[str]) -> str:
    """What is still missing, in words, for whoever opens the archive."""
    rows = [f"- {check.title}: {check.words}" for check in missing(record)]
    lines = [record.meeting.title, "", _("What the dossier still lacks:"), *(rows or [_("Nothing.")])]
    if left_out:
        lines += ["", _("Too large for this archive:"), *(f"- {name}" for name in left_out)]
    return "\n".join([*lines, ""])
