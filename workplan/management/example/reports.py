"""Reports that people of the example have under way: drafts, sent, returned and answered ones."""

from decimal import Decimal
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw

from federations.models import Chapter, User
from workplan.actions import comments, contributions, verifications
from workplan.actions.entries import Entry, Figures
from workplan.actions.evidence import Attachment
from workplan.actions.verifications import Seen
from workplan.management.example.figures import Cells, Example
from workplan.management.example.years import REGIONS, place
from workplan.models import Contribution, Indicator, WorkYear

NOTED = ("DIK-01", "PKB-01", "ORG-04")
"""Rows that say something to the coordinator."""
CORRECTED = "ADV-01"
"""What the national office corrected after the lock."""
DRAFTED = 11
"""So many rows of KAMIPARHO's month are filled in and not sent yet."""


def load(year: WorkYear, users: dict[str, User]) -> None:
    """This month of DKI Jakarta: one chapter half filled in, one sent, one returned in part."""
    kamiparho, garteks, lomenik = (users[f"{name}.jakarta"] for name in ("kamiparho", "garteks", "lomenik"))
    coordinator = users["koordinator.jakarta"]
    month = year.month_to_report()
    fill(year, "KAMIPARHO", month.month, kamiparho, only=DRAFTED, is_sent=False)
    fill(year, "GARTEKS", month.month, garteks)
    sent = fill(year, "LOMENIK", month.month, lomenik)
    verifications.send_back(
        [Seen(row, row.version) for row in sent if row.indicator.code in ("DIK-02", "ORG-04")],
        reason="Bukti memuat peserta dari federasi lain. Mohon hitung anggota LOMENIK saja (contoh).",
        by=coordinator,
    )
    by_code = {row.indicator.code: row for row in sent}
    for number, (code, by, text) in enumerate(
        (
            ("DIK-02", coordinator, "Apakah 14 orang dari FKUI ikut terhitung?"),
            ("DIK-02", lomenik, "Ya, satu daftar untuk dua federasi. Saya pisahkan besok."),
            ("ORG-01", coordinator, "Lampirkan juga formulir pendaftaran yang baru."),
        )
    ):
        comments.write(by_code[code], f"{text} (contoh)", by=by, token=UUID(int=number + 1))
    entered = fill(year, "KIKES", month.month, users["sekretaris.jakarta"], only=6)
    verifications.verify([Seen(row, row.version) for row in entered[:4]], by=coordinator)
    fill(year, "KORWIL", month.month, users["sekretaris.jakarta"])
    correct(year, by=users["den"], verifier=coordinator)


def correct(year: WorkYear, *, by: User, verifier: User) -> None:
    """January's cases of GARTEKS, put right by the national office once the month is locked."""
    row = Contribution.objects.select_related("indicator__year", "chapter__region").get(
        indicator__year=year,
        indicator__code=CORRECTED,
        chapter__region__code="31",
        chapter__federation__code="GARTEKS",
        month=year.first_month,
    )
    figures = Figures(value=row.value + 1)
    told = Entry(row.indicator, row.month, row.version, figures, note="Satu kasus terlewat (contoh).")
    [outcome] = contributions.correct(
        row.chapter, [told], reason="Salah hitung pada rekap Januari (contoh).", by=by
    )
    if outcome.was_sent and outcome.row is not None:
        verifications.verify([Seen(outcome.row, outcome.row.version)], by=verifier)


def fill(
    year: WorkYear, federation: str, month: int, by: User, *, only: int | None = None, is_sent: bool = True
) -> list[Contribution]:
    """Fill in a chapter's month as its people would, with evidence where it is asked for."""
    chapter = Chapter.objects.select_related("region", "federation", "district").get(
        region__code="31", federation__code=federation, district=None
    )
    example = Example(place("31", year.year, *REGIONS["31"]), year.year)
    cells = {
        row["indicator"]: row for row in example.contributions([month]) if row["federation"] == federation
    }
    indicators = Indicator.objects.filter(year=year, code__in=cells).select_related("year", "subset_of")
    entries = [_entry(indicator, cells[indicator.code], month) for indicator in indicators][:only]
    verb = contributions.send if is_sent else contributions.fill_in
    return [outcome.row for outcome in verb(chapter, entries, by=by) if outcome.row is not None]


def _entry(indicator: Indicator, cells: Cells, month: int) -> Entry:
    def number(name: str) -> Decimal | None:
        return Decimal(cells[name]) if cells.get(name) else None

    names = ("value", "numerator", "denominator", "women", "men")
    return Entry(
        indicator=indicator,
        month=indicator.year.first_month.replace(month=month),
        seen=0,
        figures=Figures(**{name: number(name) for name in names}),
        note="Dua kegiatan digabung bulan ini (contoh)." if indicator.code in NOTED else "",
        attachments=[_page(indicator.code)] if indicator.needs_evidence else [],
    )


def _page(code: str) -> Attachment:
    """A picture that stands for a photographed page."""
    picture = Image.new("RGB", (600, 400), "#fffefb")
    ImageDraw.Draw(picture).text((40, 40), f"Bukti dukung {code} (contoh)", fill="#1c1916")
    target = BytesIO()
    picture.save(target, "JPEG")
    return Attachment(f"bukti-{code.lower()}.jpg", "image/jpeg", target.getvalue())
