"""The whole circle on real input, as four people: from the promise of a region to the book of all regions."""

import io
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image
from playwright.sync_api import Locator, Page, expect

from tests.journeys.visitors import Visitor, cells_of, read, text_of, written

REGION, CHAPTER = "Kalimantan Timur", "FKUI"
DUES = 41_374_219
"""Rupiah in one month: no other figure of the example looks like it, and no sum gives it by chance."""
BEHIND = "DIK-04"
"""An indicator of the region that is red in every month of the example, with a gap that can be shared out."""
REASON = "Satu kasus milik federasi lain."


@dataclass
class Plan:
    """A recommendation as its page shows it."""

    title: str
    gap: int
    parts: list[int]


def test_a_figure_goes_from_the_phone_to_the_book_of_all_regions(own_site, person, deliver):
    den = Visitor(person(own_site, "den").new_page())
    coordinator = Visitor(person(own_site, "koordinator.kaltim").new_page())
    phone = person(own_site, "fkui.kaltim", width=360, has_touch=True, is_mobile=True)
    representative = Visitor(phone.new_page(), has_thumbs=True)

    the_national_office_agrees_the_promise(den)
    month = the_representative_reports_by_phone(representative)
    dues_before = dues_of_the_region(coordinator, month)
    the_coordinator_returns_a_row(coordinator)
    the_representative_sends_it_again(representative)
    the_coordinator_verifies_the_rest(coordinator)
    dues = dues_of_the_region(coordinator, month)
    the_rakerwil_begins(coordinator)
    plan = the_rakerwil_adopts_a_recommendation(coordinator)
    the_rakerwil_ends(coordinator)
    masukan = the_coordinator_submits_the_input(coordinator, month)
    table = coordinator.downloads("XLSX")
    the_national_office_receives_it(den)
    book = the_national_office_takes_the_book(den, deliver)
    book_table = den.downloads("XLSX")

    assert dues == dues_before + DUES
    assert sum(plan.parts) == plan.gap
    assert plan.gap > 0
    for text in map(text_of, (masukan, book)):
        assert text.count(written(dues)) >= 1
        assert text.count(plan.title) >= 1
    for cells in map(cells_of, (table, book_table)):
        assert {dues, plan.title, plan.gap, *plan.parts} - cells == set()


# the national office


def the_national_office_agrees_the_promise(den: Visitor) -> None:
    """What the region proposed holds from now on; before, nothing could be judged."""
    den.comes_home()
    waiting = den.page.locator(".note", has_text="Menunggu keputusan Anda.")
    den.presses_on(waiting.get_by_role("link", name=REGION))
    den.page.get_by_label("Nomor surat").fill("017/DEN-KSBSI (contoh)")
    den.page.get_by_label("Penanda tangan").fill(
        "Dedi (contoh), Sekretaris Jenderal\nKoordinator (contoh), Korwil"
    )
    den.presses_button("Sepakati")
    den.is_told("Disepakati. Targetnya berlaku.")


def the_national_office_receives_it(den: Visitor) -> None:
    den.comes_home()
    den.chooses("Rakornas")
    den.follows(REGION)
    den.presses_button("Terima")
    den.is_told("Diterima.")


def the_national_office_takes_the_book(den: Visitor, deliver: Callable[[], None]) -> Path:
    """Wished for and taken: the page looks again by itself until it is made."""
    den.comes_home()
    den.presses_button("Himpunan Rakornas")
    expect(den.page.get_by_text("Langkah 1 dari 5")).to_be_visible()
    deliver()
    expect(den.page.get_by_role("link", name="PDF", exact=True)).to_be_visible(timeout=60_000)
    book = den.downloads("PDF")

    assert den.presses <= 2
    return book


# the representative


def the_representative_reports_by_phone(representative: Visitor) -> str:
    """Types, is saved without asking, is told what is wrong, mends it. Gives the month as in addresses."""
    page = representative.page
    representative.comes_home()
    field(page, "ORG-01-women").fill("3")
    field(page, "ORG-01-men").fill("2")
    field(page, "ADV-02-value").fill("2")
    expect(page.locator(".sendbar")).to_contain_text("Tersimpan")
    page.reload()
    expect(field(page, "ORG-01-men")).to_have_value("2")
    expect(field(page, "ADV-02-value")).to_have_value("2")

    field(page, "PKB-02-numerator").fill("7")
    field(page, "PKB-02-denominator").fill("5")
    field(page, "DIK-01-value").fill("1")
    field(page, "DIK-01-evidence").set_input_files(photograph())
    field(page, "KEU-01-value").fill("41.374")
    representative.presses_button("Kirim")
    representative.is_told("3 baris terkirim")
    expect(error_at(page, "KEU-01-value")).to_contain_text("dapat dibaca dua cara")
    expect(error_at(page, "PKB-02-numerator")).to_contain_text("Lebih besar daripada keseluruhannya")
    expect(field(page, "KEU-01-value")).to_have_value("41.374")
    expect(field(page, "PKB-02-numerator")).to_have_value("7")

    field(page, "PKB-02-numerator").fill("5")
    field(page, "PKB-02-denominator").fill("14")
    field(page, "KEU-01-value").fill(written(DUES))
    field(page, "KEU-01-evidence").set_input_files(photograph())
    representative.presses_button("Kirim")
    representative.is_told("2 baris terkirim")
    expect(entry(page, "ORG-01")).to_contain_text("P 3 · L 2")
    expect(entry(page, "KEU-01")).to_contain_text("Menunggu verifikasi")

    assert representative.presses <= 3
    return re.search(r"/laporan/(\d{4}-\d\d)/", page.url).group(1)


def the_representative_sends_it_again(representative: Visitor) -> None:
    page = representative.page
    representative.comes_home()
    expect(entry(page, "ADV-02")).to_contain_text(REASON)
    field(page, "ADV-02-value").fill("1")
    representative.presses_button("Kirim")
    representative.is_told("1 baris terkirim")


def field(page: Page, name: str) -> Locator:
    """A field of the month; its name begins with the month's number."""
    return page.locator(f"[name$='-{name}']")


def error_at(page: Page, name: str) -> Locator:
    return page.locator(f"[id$='-{name}_error']")


def entry(page: Page, code: str) -> Locator:
    return page.locator(f".entry[id$='-{code}']")


def photograph() -> dict[str, object]:
    target = io.BytesIO()
    Image.new("RGB", (320, 240), "#fffefb").save(target, "JPEG")
    return {"name": "daftar-hadir.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


# the coordinator


def dues_of_the_region(coordinator: Visitor, month: str) -> int:
    """What the region's dashboard says, as of the month."""
    page = coordinator.page
    coordinator.comes_home()
    page.get_by_label("Posisi", exact=True).select_option(month)
    page.wait_for_url(f"**/?per={month}*")
    row = page.get_by_role("row").filter(has_text="KEU-01")
    return read(row.get_by_role("cell").first.inner_text())


def the_coordinator_returns_a_row(coordinator: Visitor) -> None:
    page = coordinator.page
    coordinator.comes_home()
    coordinator.chooses("Verifikasi")
    coordinator.follows(CHAPTER)
    page.get_by_role("row").filter(has_text="ADV-02").get_by_role("checkbox").check()
    coordinator.presses_on(page.get_by_text("Kembalikan yang dicentang dengan alasan"))
    page.locator("#why-ticked").fill(REASON)
    coordinator.presses_button("Kembalikan yang dicentang")
    coordinator.is_told("FKUI: 1 baris dikembalikan.")


def the_coordinator_verifies_the_rest(coordinator: Visitor) -> None:
    coordinator.comes_home()
    coordinator.chooses("Verifikasi")
    coordinator.follows(CHAPTER)
    coordinator.presses_button("Verifikasi 5 baris")
    coordinator.is_told("FKUI: 5 baris terverifikasi.")

    assert coordinator.presses <= 3


def the_rakerwil_begins(coordinator: Visitor) -> None:
    """Invited, enough full delegates in the room, opened; the agenda's first sitting is reached."""
    page = coordinator.page
    coordinator.comes_home()
    coordinator.follows("Rapat Kerja Wilayah")
    coordinator.presses_button("Undangan sudah dikirim")
    coordinator.presses_button("Mulai rapat")
    coordinator.follows("Catat masuk atau keluar")
    for number in range(1, 8):
        coordinator.presses_on(page.locator(f"#no-{number}").get_by_role("button", name="Masuk", exact=True))
        expect(page.locator(f"#no-{number}")).to_contain_text("Di ruang")
    expect(page.locator(".sift")).to_have_count(2)


def the_rakerwil_adopts_a_recommendation(coordinator: Visitor) -> Plan:
    page = coordinator.page
    coordinator.comes_home()
    coordinator.follows("Rapat Kerja Wilayah")
    red = page.get_by_role("row").filter(has_text=BEHIND)
    expect(red).to_contain_text("Sangat rendah")
    coordinator.presses_on(red.get_by_role("button", name=f"Jadikan {BEHIND} rekomendasi"))
    coordinator.presses_button("Ajukan ke pleno")
    expect(page.get_by_role("main")).to_contain_text("Diajukan ke pleno")
    assert coordinator.presses <= 4

    coordinator.presses_button("Sahkan dengan mufakat")
    expect(page.get_by_role("main")).to_contain_text("7 dari 12 utusan penuh")
    rows = page.get_by_role("table", name="Rencana mengejar").get_by_role("row")
    shown = [read(row.get_by_role("cell").first.inner_text()) for row in rows.all()[1:]]
    return Plan(page.get_by_role("heading", level=1).inner_text(), gap=shown[-1], parts=shown[:-1])


def the_rakerwil_ends(coordinator: Visitor) -> None:
    """Every item of the agenda has its turn."""
    page = coordinator.page
    coordinator.follows("Rakerwil")
    steps = page.locator(".con-head").get_by_role("button", name=re.compile("^(Buka|Mulai|Tutup|Akhiri)"))
    while page.get_by_text("Semua acara sudah").count() == 0:
        coordinator.presses_on(steps.first)
    coordinator.presses_on(page.locator("summary", has_text="Akhiri rapat"))
    coordinator.presses_button("Akhiri rapat")


def the_coordinator_submits_the_input(coordinator: Visitor, month: str) -> Path:
    page = coordinator.page
    coordinator.comes_home()
    coordinator.chooses("Rakornas")
    page.get_by_label("Posisi data").select_option(f"{month}-01")
    page.get_by_label("Kata pengantar").fill("Korwil menyampaikan hasil Rakerwil.")
    coordinator.presses_button("Simpan")

    coordinator.comes_home()
    coordinator.chooses("Rakornas")
    coordinator.presses_button("Kirim ke kantor DEN")
    coordinator.is_told("Terkirim ke kantor DEN")
    masukan = coordinator.downloads("PDF")

    assert coordinator.presses <= 3
    return masukan
