"""From two Rakerwils through Rakornas to the answer on a representative's phone, and the book of it all.

The regions, their figures and the lists of participants are the example's; what people do is done here.
"""

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import docx
import openpyxl
from playwright.sync_api import Locator, expect

from tests.journeys.visitors import Visitor, read, text_of, written

SULSEL, SUMUT = "Sulawesi Selatan", "Sumatera Utara"
RAKERWIL = "Rapat Kerja Wilayah"
INDICATOR = "ORG-01"
FUNDS = "KEU-01"
TRAINING = "Mengejar peserta pelatihan"
"""What the Rakerwil of Sulawesi Selatan has before it already."""
FORUM = "Pleno rekomendasi wilayah"


@dataclass(frozen=True)
class Words:
    """A recommendation as somebody types it."""

    title: str
    text: str


OF_FKUI = Words(
    "Organiser tetap di kawasan industri Makassar",
    "DEN menugaskan dua organiser tetap di kawasan industri Makassar dan menanggung biaya perjalanannya.",
)
OF_SUMUT = Words(
    "Menugaskan organiser tetap untuk kawasan industri",
    "DEN menugaskan organiser tetap di kawasan industri Medan, biaya perjalanan ditanggung bersama.",
)
"""Nearly the same, in the words of another region."""
TOGETHER = Words(
    "Organiser tetap di kawasan industri",
    "DEN menugaskan organiser tetap di kawasan industri dan menanggung biaya perjalanannya.",
)


REASON = "Sejalan dengan rencana organisasi DEN; dimulai dari dua kawasan terbesar."
WORDING = "DEN menugaskan satu organiser tetap di tiap kawasan industri."
OWNER = "Departemen Organisasi DEN"
DECLINED = "Pelatihan ini sudah berjalan di DIKLITBANG."
PROGRESS = "Dua organiser sudah bertugas di Makassar dan Medan."


def test_what_two_rakerwils_recommend_is_answered_at_rakornas_and_read_on_a_phone(own_site, person, deliver):
    den = Visitor(person(own_site, "den").new_page())
    sulsel = Visitor(person(own_site, "koordinator.sulsel").new_page())
    sumut = Visitor(person(own_site, "koordinator.sumut").new_page())
    phone = person(own_site, "fkui.sulsel", width=360, has_touch=True, is_mobile=True)
    representative = Visitor(phone.new_page(), has_thumbs=True)

    year = the_representative_proposes(representative)
    the_rakerwil_goes_on(sulsel)
    for title in (OF_FKUI.title, TRAINING):
        the_rakerwil_adopts(sulsel, title)
    the_rakerwil_ends(sulsel)
    the_rakerwil_begins(sumut)
    the_coordinator_puts_to_the_plenary(sumut)
    the_rakerwil_adopts(sumut, OF_SUMUT.title)
    the_rakerwil_ends(sumut)
    for coordinator in (sulsel, sumut):
        the_coordinator_submits_the_input(coordinator)

    for region in (SULSEL, SUMUT):
        the_national_office_receives(den, region)
    the_working_list_finds_them_alike(den)
    the_national_office_puts_them_together(den)
    the_national_office_calls_rakornas(den, year)
    rakornas_takes_them_up(den)
    rakornas_begins(den)
    rakornas_accepts_in_other_words(den, year)
    rakornas_declines(den)
    the_national_office_tells_the_progress(den)

    the_representative_reads_the_answer(representative, year)

    figure = the_region_shows(sumut)
    book = the_national_office_takes_the_book(den, deliver)

    for text in map(squeezed, (text_of(book["PDF"]), words_of(book["DOCX"]))):
        assert text.count(squeezed(f"{SUMUT}{written(figure.target)}{written(figure.actual)}")) == 1
        assert text.count(squeezed(REASON)) >= 1
    assert [figure_in_workbook(book["XLSX"]), figure_in_csv(book["CSV"]), figure_in_json(book["JSON"])] == [
        figure
    ] * 3


# the two Rakerwils


def the_representative_proposes(representative: Visitor) -> int:
    """On the phone, while the Rakerwil of Sulawesi Selatan goes on. Gives the work year."""
    page = representative.page
    representative.comes_home()
    representative.chooses("Rapat")
    representative.follows(RAKERWIL)
    representative.follows("Rekomendasi")
    representative.follows("Usulkan rekomendasi")
    types(representative, OF_FKUI)
    expect(page.get_by_label("FKUI")).to_be_checked()
    representative.presses_button("Simpan")
    expect(page.get_by_role("heading", level=1)).to_have_text(OF_FKUI.title)
    return int(re.search(r"/73-(\d{4})-", page.url).group(1))


def types(visitor: Visitor, words: Words) -> None:
    page = visitor.page
    page.get_by_label("Judul").fill(words.title)
    page.get_by_label("Rumusan").fill(words.text)
    page.get_by_label("Ditujukan kepada").select_option("den")
    page.get_by_label(INDICATOR).check()


def the_rakerwil_goes_on(sulsel: Visitor) -> None:
    """The sitting that was suspended is taken up again."""
    sulsel.comes_home()
    sulsel.follows(RAKERWIL)
    sulsel.presses_on(sulsel.page.locator(".con-head").get_by_role("button", name="Lanjutkan"))
    expect(sulsel.page.locator(".con-head").get_by_role("button", name="Skors")).to_be_visible()


def the_rakerwil_adopts(coordinator: Visitor, title: str) -> None:
    """By consensus; put to the plenary first, where it was only proposed."""
    page, main = coordinator.page, coordinator.page.get_by_role("main")
    coordinator.comes_home()
    coordinator.follows(RAKERWIL)
    coordinator.follows("Rekomendasi")
    coordinator.follows(title)
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    if page.get_by_role("button", name="Sahkan dengan mufakat").count() == 0:
        coordinator.presses_button("Ajukan ke pleno")
    coordinator.presses_button("Sahkan dengan mufakat")
    expect(main.locator(".sub").first).to_contain_text("Disahkan")


def the_rakerwil_begins(sumut: Visitor) -> None:
    """Whoever signed the sheet is in the room."""
    page = sumut.page
    sumut.comes_home()
    sumut.follows(RAKERWIL)
    sumut.presses_button("Mulai rapat")
    sumut.follows("Catat masuk atau keluar")
    sumut.follows("Lembar bertanda tangan")
    page.get_by_label("Nomor yang bertanda tangan").fill("1-9")
    sumut.presses_button("Catat hadir")
    expect(page.locator(".quorum")).to_contain_text("9 dari 12 utusan penuh")


def the_coordinator_puts_to_the_plenary(sumut: Visitor) -> None:
    sumut.comes_home()
    sumut.follows(RAKERWIL)
    sumut.follows("Rekomendasi")
    sumut.follows("Usulkan rekomendasi")
    types(sumut, OF_SUMUT)
    sumut.page.get_by_label("HUKATAN").check()
    sumut.presses_button("Simpan dan ajukan ke pleno")
    expect(sumut.page.get_by_role("heading", level=1)).to_have_text(OF_SUMUT.title)


def the_rakerwil_ends(coordinator: Visitor) -> None:
    """Every item of the agenda has its turn."""
    page = coordinator.page
    coordinator.comes_home()
    coordinator.follows(RAKERWIL)
    steps = page.locator(".con-head").get_by_role("button", name=re.compile("^(Buka|Mulai|Tutup|Akhiri)"))
    while page.get_by_text("Semua acara sudah").count() == 0:
        coordinator.presses_on(steps.first)
    coordinator.presses_on(page.locator("summary", has_text="Akhiri rapat"))
    coordinator.presses_button("Akhiri rapat")
    expect(page.locator(".con-state")).to_contain_text("Selesai")


def the_coordinator_submits_the_input(coordinator: Visitor) -> None:
    page = coordinator.page
    coordinator.comes_home()
    coordinator.chooses("Rakornas")
    page.get_by_label("Kata pengantar").fill("Korwil menyampaikan hasil Rakerwil.")
    coordinator.presses_button("Simpan")
    coordinator.is_told("Tersimpan")
    coordinator.presses_button("Kirim ke kantor DEN")
    coordinator.is_told("Terkirim ke kantor DEN")


# the national office


def the_national_office_receives(den: Visitor, region: str) -> None:
    den.comes_home()
    den.chooses("Rakornas")
    den.follows(region)
    den.presses_button("Terima")
    den.is_told("Diterima.")


def the_working_list_finds_them_alike(den: Visitor) -> None:
    """Each names the other; nothing is merged by itself."""
    den.comes_home()
    den.chooses("Rakornas")
    den.follows("Jawab rekomendasi")
    den.page.get_by_label("Indikator", exact=True).select_option(INDICATOR)
    den.presses_button("Cari")
    expect(line(den, OF_FKUI.title)).to_contain_text("Sumut R-")
    expect(line(den, OF_SUMUT.title)).to_contain_text("Sulsel R-")


def line(den: Visitor, title: str) -> Locator:
    """A line of the working list or of the forum's page."""
    return den.page.get_by_role("row").filter(has=den.page.get_by_text(title, exact=True))


def with_the_ticked(den: Visitor, act: str) -> Locator:
    """One of the acts on what is ticked, opened."""
    opened = den.page.locator("details", has=den.page.get_by_text(act, exact=True))
    den.presses_on(opened.locator("summary"))
    return opened


def the_national_office_puts_them_together(den: Visitor) -> None:
    for words in (OF_FKUI, OF_SUMUT):
        line(den, words.title).get_by_role("checkbox").check()
    act = with_the_ticked(den, "Gabungkan")
    act.get_by_label("Judul").fill(TOGETHER.title)
    act.get_by_label("Rumusan").fill(TOGETHER.text)
    den.presses_on(act.get_by_role("button", name="Gabungkan"))
    expect(line(den, TOGETHER.title)).to_contain_text("Sulsel R-")
    expect(line(den, TOGETHER.title)).to_contain_text("Sumut R-")
    expect(line(den, OF_FKUI.title)).to_have_count(0)


def the_national_office_calls_rakornas(den: Visitor, year: int) -> None:
    """With every coordinator on the list, and one plenary."""
    page = den.page
    den.follows("Adakan rapat nasional")
    page.get_by_label("Hari").fill(f"{year + 1}-02-03")
    page.get_by_label("Tempat").fill("Wisma Pelatihan (contoh)")
    page.get_by_label("Kota").fill("Bogor")
    den.presses_button("Simpan")
    page.get_by_label("Jenis").select_option("plenary")
    page.get_by_label("Judul").fill(FORUM)
    den.presses_button("Tambah")
    expect(page.get_by_role("row").filter(has_text=FORUM)).to_be_visible()


def rakornas_takes_them_up(den: Visitor) -> None:
    """The composite, and what only Sulawesi Selatan recommends."""
    den.comes_home()
    den.chooses("Rakornas")
    den.follows("Jawab rekomendasi")
    for title in (TOGETHER.title, TRAINING):
        line(den, title).get_by_role("checkbox").check()
    act = with_the_ticked(den, "Ke agenda")
    den.presses_on(act.get_by_role("button", name="Masukkan ke agenda"))
    den.is_told("2 baru pada agenda")


def rakornas_begins(den: Visitor) -> None:
    page = den.page
    den.comes_home()
    den.chooses("Rapat")
    den.follows("Rakornas")
    den.presses_button("Undangan sudah dikirim")
    den.presses_button("Mulai rapat")
    den.follows("Catat masuk atau keluar")
    den.follows("Lembar bertanda tangan")
    page.get_by_label("Nomor yang bertanda tangan").fill("1-6")
    den.presses_button("Catat hadir")
    den.comes_home()
    den.chooses("Rapat")
    den.follows("Rakornas")
    den.presses_on(page.locator(".con-head").get_by_role("button", name="Buka"))
    expect(page.locator(".quorum")).to_contain_text("Tercapai")


def rakornas_accepts_in_other_words(den: Visitor, year: int) -> None:
    page = den.page
    den.follows("Masukan wilayah")
    den.presses_on(line(den, TOGETHER.title).get_by_role("link", name="Putuskan"))
    page.get_by_label("Jawaban").select_option("accepted_amended")
    page.get_by_label("Alasan").fill(REASON)
    page.get_by_label("Penanggung jawab").fill(OWNER)
    page.get_by_label("Tenggat").fill(f"{year + 1}-03-31")
    page.get_by_label("Rumusan yang diterima").fill(WORDING)
    den.presses_button("Putuskan dan terbitkan")
    den.is_told("Diputuskan dan diterbitkan: K-1")
    expect(line(den, TOGETHER.title)).to_contain_text("Diterima dengan perubahan")


def rakornas_declines(den: Visitor) -> None:
    page = den.page
    den.presses_on(line(den, TRAINING).get_by_role("link", name="Putuskan"))
    page.get_by_label("Jawaban").select_option("declined")
    page.get_by_label("Alasan").fill(DECLINED)
    den.presses_button("Putuskan dan terbitkan")
    den.is_told("Diputuskan dan diterbitkan: K-2")
    expect(line(den, TRAINING)).to_contain_text("Tidak diterima")


def the_national_office_tells_the_progress(den: Visitor) -> None:
    page = den.page
    den.comes_home()
    den.chooses("Rakornas")
    den.follows("Jawab rekomendasi")
    den.follows(TOGETHER.title)
    den.presses_on(page.locator("summary", has_text="Catat kemajuan"))
    page.get_by_label("Apa yang sudah dikerjakan").fill(PROGRESS)
    den.presses_on(page.get_by_role("button", name="Catat", exact=True))
    den.is_told("Kemajuan tercatat")


# the answers come back


def the_representative_reads_the_answer(representative: Visitor, year: int) -> None:
    main = representative.page.get_by_role("main")
    representative.comes_home()
    representative.chooses("Rekomendasi")
    representative.follows(OF_FKUI.title)
    for told in (REASON, WORDING, OWNER, f"31 Maret {year + 1}", PROGRESS):
        expect(main).to_contain_text(told)
    wide = representative.page.evaluate("document.documentElement.scrollWidth")

    assert wide <= 360


# the book


@dataclass(frozen=True)
class Figure:
    """What a region has reached of an indicator, and its target."""

    target: int
    actual: int


def the_region_shows(sumut: Visitor) -> Figure:
    sumut.comes_home()
    cells = sumut.page.get_by_role("row").filter(has_text=FUNDS).get_by_role("cell")
    return Figure(actual=read(cells.nth(0).inner_text()), target=read(cells.nth(1).inner_text()))


def the_national_office_takes_the_book(den: Visitor, deliver: Callable[[], None]) -> dict[str, Path]:
    page = den.page
    den.comes_home()
    den.chooses("Rakornas")
    den.follows("Himpunan semua wilayah")
    den.presses_button("Susun himpunan")
    expect(page.get_by_text("Langkah 1 dari")).to_be_visible()
    deliver()
    expect(page.get_by_role("link", name="PDF", exact=True)).to_be_visible(timeout=60_000)
    return {name: den.downloads(name) for name in ("PDF", "DOCX", "XLSX", "CSV", "JSON")}


def figure_in_workbook(file: Path) -> Figure:
    sheet = openpyxl.load_workbook(io.BytesIO(file.read_bytes()), data_only=True)["Indikator"]
    head, *rows = sheet.iter_rows(values_only=True)
    lines = [dict(zip(head, row, strict=True)) for row in rows]
    [line] = [line for line in lines if (line["Wilayah"], line["Kode"]) == (SUMUT, FUNDS)]
    return Figure(line["Target"], line["Realisasi"])


def figure_in_csv(file: Path) -> Figure:
    [line] = [
        row
        for row in csv.DictReader(io.StringIO(file.read_text()))
        if (row["level"], row["region_code"], row["indicator"]) == ("region", "12", FUNDS)
    ]
    return Figure(int(line["target"]), int(line["actual"]))


def figure_in_json(file: Path) -> Figure:
    [region] = [each for each in json.loads(file.read_text())["regions"] if each["rollup"]["name"] == SUMUT]
    [line] = [each for each in region["rollup"]["indicators"] if each["code"] == FUNDS]
    return Figure(int(line["target"]), int(line["actual"]))


def words_of(document: Path) -> str:
    body = docx.Document(io.BytesIO(document.read_bytes())).element.body
    return " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))


def squeezed(text: str) -> str:
    """Without any space: pages and cells break lines where they like."""
    return "".join(text.split())
