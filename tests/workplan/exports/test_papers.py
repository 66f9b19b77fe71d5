"""The papers of a meeting read back, as PDF and as Word."""

import io
import unicodedata
import zipfile
from datetime import timedelta

import pytest
from docx import Document as WordDocument
from pypdf import PdfReader

from federations.models import Letterhead
from tests.factories.meetings import BEGINS, DURING, AgendaItemFactory, Gathering, ParticipantFactory
from workplan.actions import (
    commissions,
    decisions,
    meeting_files,
    meetings,
    recommendations,
    record_lines,
    sittings,
)
from workplan.enums import PaperKind
from workplan.exports.commission_reports import without_speakers
from workplan.exports.dossiers import archive, file_name, paper_file
from workplan.reporting.dossiers import Paper, papers
from workplan.reporting.records import Record

pytestmark = pytest.mark.django_db

WHOLE = [kind for kind in PaperKind if kind not in (PaperKind.COMMISSION, PaperKind.CERTIFICATE)]


@pytest.fixture
def room(clock):
    """A plenary with one decision at 10.30 with three of three, then finished at 17.00."""
    clock("2021-09-10 10:30")
    room = Gathering()
    for delegate, name in zip(room.delegates, ("Ani Lestari", "Budi Santoso", "Citra Dewi"), strict=True):
        delegate.person.name = name
        delegate.person.save()
    return room


def held(room):
    """The plenary opened, decided and closed; the minutes written; the meeting finished."""
    sittings.open(room.plenary, by=room.secretary, at=BEGINS + timedelta(minutes=40))
    decisions.record(
        room.meeting,
        text="Tata tertib disahkan.",
        item=room.plenary,
        by=room.secretary,
        at=DURING,
    )
    record_lines.write(
        room.meeting,
        kind="note",
        text="target perlu dikejar.",
        item=room.plenary,
        speaker=room.delegates[0],
        by=room.secretary,
        at=DURING,
    )
    sittings.close(room.plenary, by=room.secretary, at=BEGINS + timedelta(hours=3))
    meetings.finish(room.meeting, by=room.secretary, at=BEGINS + timedelta(hours=8))
    return Record(room.meeting, room.secretary)


def words_of(content, wanted):
    """All words of a file, one after the other."""
    if wanted == "pdf":
        found = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    else:
        body = WordDocument(io.BytesIO(content)).element.body
        found = " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))
    return " ".join(unicodedata.normalize("NFC", found).split())


def read(record, kind, wanted="docx", item=None):
    return words_of(paper_file(record, Paper(kind, item), wanted), wanted)


@pytest.mark.parametrize("wanted", ["pdf", "docx"])
def test_official_record_has_day_count_quorum_and_decision_in_words(room, wanted):
    text = read(held(room), PaperKind.RECORD, wanted)

    for words in (
        "BERITA ACARA",
        "Jumat tanggal sepuluh bulan September tahun dua ribu dua puluh satu (10-09-2021)",
        "dihadiri oleh 3 (tiga) orang, di antaranya utusan penuh dari 2 (dua) federasi",
        "Dari 3 (tiga) utusan penuh yang terdaftar, 3 (tiga) orang hadir",
        "ketika sidang dibuka pada pukul 09.40 WIB",
        "kuorum mensyaratkan 2 (dua) orang, dan kuorum terpenuhi",
        "dibuka pada pukul 09.00 WIB dan ditutup pada pukul 17.00 WIB",
        "Tata tertib disahkan. Diputuskan secara musyawarah mufakat pada pukul 10.30 WIB; hadir 3 dari 3",
        "dalam rangkap 2 (dua)",
        "Ketua Sidang",
    ):
        assert words in text


def test_decision_has_its_grounds_and_points_in_order(room):
    text = read(held(room), PaperKind.DECISION)

    parts = [
        "Menimbang",
        "Mengingat",
        "Memperhatikan",
        "MEMUTUSKAN",
        "Menetapkan",
        "Pertama",
        "Ditetapkan di Depok",
    ]
    assert [part for part in parts if part not in text] == []
    assert sorted(parts, key=text.index) == parts


def test_adopted_recommendation_is_a_point_of_the_decision_and_its_annex(room):
    row = room.recommend(tabled=True)
    recommendations.adopt(row, by=room.coordinator, at=DURING)

    text = read(held(room), PaperKind.DECISION)

    assert "Mengesahkan rekomendasi R-1 sebagaimana tercantum dalam lampiran" in text
    assert "Lampiran: rekomendasi" in text
    assert "Bentuk kontak poin." in text


@pytest.mark.parametrize("kind", WHOLE)
def test_paper_is_a_draft_until_the_minutes_are_approved(room, kind):
    record = held(room)
    is_draft = kind not in (PaperKind.RUNDOWN, PaperKind.ATTENDANCE)

    before = zipped_header(paper_file(record, Paper(kind), "docx"))
    room.approve()
    after = zipped_header(paper_file(Record(room.meeting, room.secretary), Paper(kind), "docx"))

    assert ("RANCANGAN" in before, "RANCANGAN" in after) == (is_draft, False)


def zipped_header(content):
    """What stands behind every page of a Word file."""
    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        return "".join(parts.read(name).decode() for name in parts.namelist() if "header" in name)


def test_attendance_list_keeps_the_numbers_of_the_app_with_empty_rows_for_walk_ins(room):
    ParticipantFactory(meeting=room.meeting, number=7, category="guest")

    content = paper_file(Record(room.meeting, room.secretary), Paper(PaperKind.ATTENDANCE), "docx")

    tables = [table for table in WordDocument(io.BytesIO(content)).tables if table.cell(0, 0).text == "No."]
    numbers = [[row.cells[0].text for row in table.rows[1:]] for table in tables]
    assert numbers == [["1", "2", "3", "", "", "", "", ""], ["7", "8", "9", "10", "11", "12"]]
    assert [cell.text for cell in tables[0].rows[0].cells] == [
        "No.", "Nama", "L/P", "Utusan", "Jabatan", "Tanda tangan",
    ]  # fmt: skip


def test_attendance_list_of_a_session_tells_who_was_there_after_the_end(room):
    record = held(room)

    text = read(record, PaperKind.ATTENDANCE, item=room.plenary)

    assert "Pleno I" in text
    assert "09.40–12.00 WIB" in text
    assert text.count("08.45–17.00") == 3


def test_minutes_say_what_was_said_and_decided_item_by_item(room):
    text = read(held(room), PaperKind.MINUTES)

    assert "10.30 Ani Lestari: target perlu dikejar." in text
    assert "K-1 Tata tertib disahkan." in text


def test_report_of_a_commission_lists_members_and_what_it_recommends(room):
    commission = AgendaItemFactory(
        meeting=room.meeting, position=3, kind="commission", sitting_state="pending", title="Komisi A"
    )
    chair, secretary, member = room.delegates
    commissions.seat(commission, [member], chair=chair, secretary=secretary, by=None)
    sittings.open(commission, by=room.secretary, at=BEGINS + timedelta(minutes=30))
    room.recommend(commission=commission, title="Kontak poin", text="Bentuk kontak poin di kawasan.")
    commissions.hand_in(commission, by=None, at=DURING)
    sittings.close(commission, by=room.secretary, at=BEGINS + timedelta(hours=2))
    record = Record(room.meeting, room.secretary)

    text = read(
        record, PaperKind.COMMISSION, item=next(row for row in record.items if row.pk == commission.pk)
    )

    for words in (str(chair), str(secretary), str(member), "Ketua Komisi", "Kontak poin"):
        assert words in text
    assert "Bentuk kontak poin di kawasan." in text
    assert "RANCANGAN" not in text


def test_report_of_a_commission_names_no_speaker(room):
    commission = AgendaItemFactory(
        meeting=room.meeting, position=3, kind="commission", sitting_state="pending", title="Komisi A"
    )
    sittings.open(commission, by=room.secretary, at=BEGINS + timedelta(minutes=30))
    record_lines.write(
        room.meeting,
        kind="note",
        text="Budi Santoso: dana perlu ditambah.",
        item=commission,
        by=room.secretary,
        at=DURING,
    )
    sittings.close(commission, by=room.secretary, at=BEGINS + timedelta(hours=2))
    record = held(room)

    text = read(record, PaperKind.COMMISSION, item=commission)

    assert "Dana perlu ditambah." in text
    assert "Budi" not in text


def test_points_lose_time_and_speaker():
    points = without_speakers(["10.30 Ani: target dikejar", "menurut Ani sudah cukup"], ["Ani"])

    assert points == ["Target dikejar", "Menurut seorang peserta sudah cukup"]


def test_report_of_the_meeting_has_its_five_chapters(room):
    text = read(held(room), PaperKind.REPORT)

    chapters = ["I. Pendahuluan", "II. Pelaksanaan", "III. Hasil", "IV. Tindak lanjut", "V. Penutup"]
    assert [chapter for chapter in chapters if chapter not in text] == []


@pytest.fixture
def training(room):
    """From 10.00 to 11.00; the second delegate left before, the third during."""
    item = AgendaItemFactory(
        meeting=room.meeting, position=3, kind="training", title="Training For Organizer"
    )
    item.opened_at, item.closed_at = BEGINS + timedelta(hours=1), BEGINS + timedelta(hours=2)
    item.save()
    for delegate, minutes_later in zip(room.delegates[1:], (30, 90), strict=True):
        delegate.stays.update(left_at=BEGINS + timedelta(minutes=minutes_later))
    return item


def test_certificates_are_for_those_who_were_there_a_page_each(room, training):
    record = Record(room.meeting, room.secretary)

    content = paper_file(record, Paper(PaperKind.CERTIFICATE, training), "pdf")

    pages = [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]
    assert len(pages) == 2
    assert "Ani Lestari" in pages[0]
    assert "Citra Dewi" in pages[1]
    assert "pelatihan “Training For Organizer” selama 30 menit" in pages[0]


def test_certificates_lie_on_their_side(room, training):
    content = paper_file(Record(room.meeting, room.secretary), Paper(PaperKind.CERTIFICATE, training), "pdf")

    box = PdfReader(io.BytesIO(content)).pages[0].mediabox
    assert box.width > box.height


def test_numbered_record_bears_the_number_of_the_register(room):
    Letterhead.objects.create(region=room.region, issuer="KORWIL-DKI/KSBSI")
    record = held(room)
    meeting_files.number(record.meeting, PaperKind.RECORD, on=room.meeting.day, by=room.secretary)

    text = read(Record(room.meeting, room.secretary), PaperKind.RECORD)

    assert "Nomor: 001/KORWIL-DKI/KSBSI/IX/2021" in text


def test_archive_is_the_same_for_the_same_record_and_holds_every_paper(room):
    record = held(room)

    first, second = (archive(Record(room.meeting, room.secretary), ["docx"]) for _ in range(2))

    with first, second:
        names, again = (zipfile.ZipFile(each).namelist() for each in (first, second))
    assert names == again
    assert names == [
        *(
            f"{at:02}-{file_name(record, paper, 'docx')}"
            for at, paper in enumerate((each for each in papers(record) if each.is_there), 1)
        ),
        "00-kelengkapan.txt",
    ]
