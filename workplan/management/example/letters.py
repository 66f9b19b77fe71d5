"""Letters of the example: numbered, sent and, as far as it has come, answered."""

import io
from collections.abc import Sequence
from datetime import date, datetime

from PIL import Image

from federations.models import Letterhead, Region, User
from workplan.actions import answers, invitations, matters
from workplan.actions.answers import Delegate
from workplan.actions.evidence import Attachment
from workplan.enums import AgendaKind, InvitationKind, ParticipantCategory
from workplan.models import Invitation, Meeting

TERMS = {
    "nature": "Penting",
    "basis": "program kerja Korwil dan surat DEN KSBSI (contoh)",
    "attire": "Seragam organisasi",
    "bring": "Surat mandat dan laporan Janji Kinerja",
    "costs": "Transport dan konsumsi ditanggung panitia",
    "contact": "Sekretariat Korwil (contoh)",
    "copies": "DEN KSBSI\nKetua Umum federasi\nArsip",
}


def letterhead(region: Region, issuer: str) -> None:
    """How the region's letters are numbered, and who signs."""
    Letterhead.objects.create(
        region=region,
        issuer=issuer,
        seat=region.capital,
        chair_title="Koordinator Wilayah",
        secretary_title="Sekretaris",
    )


def write(meeting: Meeting, *, on: date, answers_by: date, by: User) -> list[Invitation]:
    """A letter to each federation for as many as are on the list, one to the national executive, all sent."""
    invitations.set_terms(meeting, version=1, answers_by=answers_by, by=by, **TERMS)
    for draft in invitations.prepare(meeting, by=by):
        seats = max(len(_listed(meeting, draft)), 2)
        invitations.edit(draft, version=draft.version, by=by, quota=seats)
    invitations.write(
        meeting,
        kind=InvitationKind.GUEST,
        recipient="Dewan Eksekutif Nasional KSBSI\nJakarta",
        quota=3,
        request="Kami memohon kesediaan DEN membuka rapat secara resmi.",
        by=by,
    )
    invitations.issue_all(meeting, by=by, on=on)
    rows = meeting.invitations.filter(kind=InvitationKind.DELEGATION).order_by("federation__code")
    return list(rows.select_related("meeting__region", "federation"))


def answer(rows: Sequence[Invitation], at: datetime, *, with_mandate: int = 1) -> None:
    """Each federation names those who are on the list already, the first ones with their mandate."""
    for place, row in enumerate(rows):
        listed = _listed(row.meeting, row) or [f"Utusan {row.name} (contoh)"]
        named = [Delegate(name) for name in listed]
        mandate = _page() if place < with_mandate else None
        answers.accept(row, named[: row.quota], answered_by="Sekretaris DPC (contoh)", mandate=mandate, at=at)


def place_matters(meeting: Meeting, by: User) -> None:
    """Two matters under the first plenary and commission of substance."""
    sitting = meeting.agenda.filter(kind=AgendaKind.PLENARY).order_by("position").first()
    for title in ("Capaian Janji Kinerja dan kesenjangannya", "Rekomendasi untuk Rakornas"):
        matters.add(meeting, title=title, item=sitting, by=by)


def _listed(meeting: Meeting, invitation: Invitation) -> list[str]:
    """The full delegates of the federation who are on the list, by row number."""
    rows = meeting.participants.filter(
        person__federation=invitation.federation, category=ParticipantCategory.FULL
    )
    return list(rows.order_by("number").values_list("person__name", flat=True))


def _page() -> Attachment:
    """A blank sheet, photographed."""
    target = io.BytesIO()
    Image.new("RGB", (210, 297), "white").save(target, "JPEG")
    return Attachment("surat-mandat.jpg", "image/jpeg", target.getvalue())
