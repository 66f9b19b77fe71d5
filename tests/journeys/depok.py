"""What people do at the Depok meeting, each step with what shows that it was done."""

import io
import re
from dataclasses import dataclass

import icalendar
import pypdf
from playwright.sync_api import Locator, Page, expect

from workplan.management.example.published import FACTS

MEETING, TRAINING = FACTS["meeting"], FACTS["training"]
PEOPLE = {person["name"]: person for person in FACTS["people"]}
HOST = "M. Hory"
GUESTS = (
    # name, kind of letter, the unit it goes to
    ("Dedi Hardianto, SH", "guest", ""),
    ("Bambang SY", "guest", "Pasukan Serikat KSBSI"),
    ("Martua Raja Siregar", "speaker", "IIWE"),
    ("Alson Naibaho", "speaker", "Pendidikan, Pelatihan, Penelitian dan Pengembangan"),
)
FEDERATIONS, SEATS = 10, 3
CORRECTOR = "Perwakilan LOMENIK (contoh)"
OPENING, LOOK, PRAYER, ADOPTION = (
    "Pembukaan oleh Sekretaris Jenderal DEN",
    "Capaian Janji Kinerja 2021",
    "Istirahat dan salat Jumat",
    "Pleno II: pengesahan rekomendasi",
)
RUNDOWN = (
    # kind, title, minutes, fixed time, topic
    ("opening", OPENING, "35", "09:00", ""),
    ("plenary", LOOK, "90", "", ""),
    ("break", PRAYER, "90", "11:30", ""),
    ("training", TRAINING["title"], "90", "13:00", TRAINING["topic"]),
    ("plenary", ADOPTION, "60", "15:00", ""),
)
FIGURE = "ORG-01"
PLEDGES = {"FESDIKARI": 40, "FKUI": 25}
CLOSE = re.compile("^Tutup")
SAID = "Koordinator memaparkan capaian sampai Agustus 2021 (contoh)."
ASKED = "Federasi diminta menyebut kesanggupannya satu per satu (contoh)."
DECIDED = "Kesanggupan hari ini dilaporkan tiap bulan (contoh)."
CORRECTION = "Mohon ditulis: peserta yang hadir 35 orang (contoh)."
CORRECTED = "Rakerwil dihadiri 35 orang (contoh)."


@dataclass
class Screen:
    """Somebody at a screen of their own."""

    page: Page
    slug: str = ""

    def opens(self, path: str = "") -> None:
        """A page of the meeting."""
        self.page.goto(f"/rakerwil/{self.slug}/{path}")

    def presses(self, name: str | re.Pattern[str], within: Locator | None = None) -> None:
        """The button of this name."""
        is_whole = isinstance(name, str)
        (within or self.page.get_by_role("main")).get_by_role("button", name=name, exact=is_whole).click()

    def is_told(self, text: str) -> None:
        expect(self.page.get_by_role("status").filter(has_text=text).first).to_be_visible()

    def downloads(self, path: str) -> bytes:
        """What lies at an address of the meeting, as the browser gets it."""
        answer = self.page.request.get(f"/rakerwil/{self.slug}/{path}")
        assert answer.ok, answer.status
        return answer.body()


# before


def the_national_office_opens_the_year_again(den: Screen) -> None:
    """The example has closed it."""
    den.page.goto("/2021/penutupan/")
    den.page.locator("summary", has_text="Buka kembali tahun").click()
    den.page.get_by_label("Alasan").fill("Rakerwil diputar ulang (contoh).")
    den.presses("Buka kembali")
    den.is_told("2021")


def the_secretary_calls_the_meeting(laptop: Screen) -> None:
    page = laptop.page
    page.goto("/2021/wilayah/31/rapat/baru/")
    page.get_by_label("Judul").fill(MEETING["title"])
    page.get_by_label("Hari").fill(MEETING["date"])
    page.get_by_label("Mulai pukul (WIB)").fill("09:00")
    page.get_by_label("Tempat").fill(MEETING["venue"])
    page.get_by_label("Kota").fill(MEETING["city"])
    page.get_by_label("Tujuan").fill("\n".join(MEETING["purpose"]))
    laptop.presses("Simpan")
    laptop.is_told("Rapat tercatat.")
    laptop.slug = found(r"(?<=/rakerwil/)[\w-]+", page.url)


def the_host_is_put_on_the_list(laptop: Screen) -> None:
    laptop.opens("peserta/undang/")
    laptop.page.get_by_label(HOST).check()
    laptop.presses("Masukkan ke daftar")
    laptop.is_told("1 orang")


def the_rundown_is_put_together(laptop: Screen) -> None:
    laptop.opens("acara/")
    form = laptop.page.locator("#baru form, form:has([name=minutes_planned])").first
    for kind, title, minutes, fixed, topic in RUNDOWN:
        form.locator("[name=kind]").select_option(kind)
        form.locator("[name=title]").fill(title)
        form.locator("[name=minutes_planned]").fill(minutes)
        form.locator("[name=planned_at]").fill(fixed)
        form.locator("[name=topic]").fill(topic)
        if title == LOOK:
            form.locator("[name=speaker]").select_option(label=HOST)
            form.get_by_label(re.compile(FIGURE)).check()
        laptop.presses("Tambah")
        expect(laptop.page.get_by_role("rowheader").filter(has_text=title)).to_be_visible()


def the_letters_are_issued(laptop: Screen) -> dict[str, str]:
    """Who is invited with which link, by the name that the letter bears."""
    laptop.opens("surat/")
    rows = laptop.page.locator("tr[id^=surat-]")
    laptop.presses("Siapkan surat untuk semua federasi")
    expect(rows).to_have_count(FEDERATIONS)
    for name, kind, unit in GUESTS:
        a_letter_is_written(laptop, name, kind, unit)
    laptop.presses(f"Beri nomor {FEDERATIONS + len(GUESTS)} surat")
    expect(rows.locator(".paste-one")).to_have_count(FEDERATIONS + len(GUESTS))
    laptop.opens()
    laptop.presses("Undangan sudah dikirim")
    laptop.is_told("Ditandai sudah diundang.")
    laptop.opens("surat/")
    return {
        row.get_by_role("rowheader").locator("b").inner_text(): found(
            r"/u/[\w-]+/", row.locator(".paste textarea").input_value()
        )
        for row in rows.all()
    }


def a_letter_is_written(laptop: Screen, name: str, kind: str, unit: str) -> None:
    laptop.opens("surat/baru/")
    form = laptop.page.locator("form:has([name=recipient])")
    form.locator("[name=kind]").select_option(kind)
    form.locator("[name=quota]").fill("1")
    form.locator("[name=recipient]").fill(addressee(name))
    if unit:
        form.locator("[name=unit]").select_option(label=unit)
    laptop.presses("Simpan")
    laptop.is_told("menjadi rancangan")


def addressee(name: str) -> str:
    """Office and body of somebody whom the article names."""
    return f"{PEOPLE[name]['office']} {PEOPLE[name]['body']}"


def delegates_of(federation: str) -> list[str]:
    """As many as its letter has seats; one of them signs in to the example."""
    names = [f"Utusan {federation} {number} (contoh)" for number in range(1, SEATS + 1)]
    return [CORRECTOR, *names[1:]] if "LOMENIK" in federation else names


def an_organisation_answers(outside: Page, link: str, names: list[str]) -> None:
    """Who comes, without an account."""
    outside.goto(link)
    outside.get_by_label("Kami hadir").check()
    for number, name in enumerate(names, start=1):
        outside.get_by_label(f"Nama {number}", exact=True).fill(name)
    outside.get_by_label("Dijawab oleh").fill("Sekretariat (contoh)")
    outside.get_by_role("button", name="Kirim jawaban").click()
    expect(outside.get_by_role("main")).to_contain_text(f"{len(names)} orang akan hadir")


def the_meeting_goes_into_a_calendar(outside: Page) -> icalendar.Calendar:
    """From the page on which the answer was sent."""
    with outside.expect_download() as download:
        outside.get_by_role("link", name="Masukkan ke kalender saya").click()
    return icalendar.Calendar.from_ical(download.value.path().read_bytes())


# coming in


def slip_of(laptop: Screen, number: int) -> str:
    """The code that stands on somebody's printed slip."""
    slip = laptop.downloads(f"pintu/slip.pdf?nomor={number}")
    # the reader of the PDF takes a narrow pair of letters for two words
    shown = found(r"\b(?:[A-Z0-9] ?){4}-(?: ?[A-Z0-9]){4}\b", pdf_text(slip))
    return shown.replace(" ", "")


def the_named_people_are_ticked(phone: Screen) -> None:
    phone.opens("peserta/")
    for number in range(1, 6):
        row = phone.page.locator(f"#no-{number}")
        phone.presses("Masuk", row)
        expect(row).to_contain_text("Di ruang")


def somebody_comes_in_with_the_code_at_the_door(laptop: Screen, outside: Page, number: int) -> None:
    slip = slip_of(laptop, number)
    laptop.opens("pintu/")
    shown = laptop.page.locator(".gate-address").inner_text()
    outside.goto(found(r"/h/[\w-]+/", shown))
    outside.get_by_label("Kode di slip Anda").fill(slip)
    outside.get_by_role("button", name="Saya hadir").click()
    expect(outside.get_by_role("status")).to_contain_text(f"No. {number}")


def the_meeting_begins(phone: Screen) -> None:
    phone.opens()
    phone.presses("Mulai rapat")
    phone.is_told("Rapat berlangsung.")


def the_signed_sheet_is_ticked_off(laptop: Screen) -> None:
    """All delegates but the last two."""
    laptop.opens("peserta/lembar/")
    laptop.page.get_by_label("Nomor yang bertanda tangan").fill("7-33")
    laptop.presses("Catat hadir")
    laptop.is_told("27 orang dicatat hadir.")


def one_comes_late_and_one_uninvited(phone: Screen, laptop: Screen) -> None:
    presence = phone.page.get_by_role("form", name="Ada yang datang atau keluar")
    presence.get_by_label("Nomor atau nama").fill("34")
    phone.presses("Masuk", presence)
    expect(present(phone)).to_have_text("30")
    laptop.opens("peserta/")
    door = laptop.page.locator("section[aria-labelledby=tamu]")
    door.locator("[name=name]").fill("Peliput Media KSBSI (contoh)")
    laptop.presses("Masuk", door)
    expect(laptop.page.locator("#no-36")).to_contain_text("Di ruang")


# in the room


def goes_on(phone: Screen, button: str, title: str) -> None:
    """The next item begins."""
    phone.presses(button, phone.page.locator(".next-up"))
    expect(heading(phone)).to_have_text(title)


def ends(phone: Screen, button: str | re.Pattern[str]) -> None:
    """What goes on ends."""
    going_on = phone.page.locator(".con-head > .acts")
    phone.presses(button, going_on)
    expect(going_on.get_by_role("button", name=button)).to_have_count(0)


def present(screen: Screen) -> Locator:
    """The full delegates in the room."""
    return screen.page.locator("#kuorum .huge")


def heading(screen: Screen) -> Locator:
    return screen.page.get_by_role("heading", level=1)


def the_network_dies_while_two_are_writing(laptop: Screen, phone: Screen) -> None:
    """The secretary a text, the coordinator a line; both stand once when it is back."""
    laptop.opens("notulen/tulis/")
    phone.opens()
    text = laptop.page.get_by_role("textbox", name=LOOK)
    line = phone.page.get_by_role("textbox", name="Catat cepat")
    networks = (laptop.page.context, phone.page.context)
    for network in networks:
        network.set_offline(True)
    text.fill(SAID)
    line.fill(ASKED)
    line.press("Enter")
    expect(laptop.page.locator(".sendbar")).to_contain_text("Menunggu jaringan")
    expect(phone.page.locator(".quick-said")).to_contain_text("Tanpa jaringan: 1 catatan")
    for network in networks:
        network.set_offline(False)
    expect(laptop.page.locator(".sendbar")).to_contain_text("Tersimpan")
    expect(phone.page.locator(".quick-wait li")).to_have_count(0)
    laptop.opens("notulen/")
    expect(laptop.page.get_by_text(SAID)).to_have_count(1)
    expect(laptop.page.get_by_text(ASKED)).to_have_count(1)


def a_gap_becomes_a_recommendation(phone: Screen) -> tuple[str, str]:
    """By one tap, with its figures; gives its address and its title."""
    phone.opens(f"?indikator={FIGURE}")
    phone.presses("Jadikan rekomendasi")
    phone.page.wait_for_url(re.compile(r"rekomendasi/\d+/"))
    expect(phone.page.get_by_role("table", name="Angka")).to_contain_text(FIGURE)
    return found(r"rekomendasi/\d+/", phone.page.url), heading(phone).inner_text()


def the_leaders_raise_their_pledges(laptop: Screen, projector: Screen) -> None:
    """Aloud, while the projector holds the figure."""
    laptop.opens(f"kesanggupan/{FIGURE}/")
    projector.opens(f"layar/?indikator={FIGURE}")
    said = laptop.page.get_by_role("table", name="Disampaikan")
    for federation, amount in PLEDGES.items():
        laptop.page.get_by_role("combobox", name="Federasi").select_option(label=federation)
        speaker = laptop.page.get_by_role("combobox", name="Disampaikan oleh")
        speaker.select_option(label=f"{federation}: Utusan {federation} 2 (contoh)")
        laptop.page.get_by_role("textbox", name="Tambahan").fill(str(amount))
        laptop.presses("Catat")
        expect(said.get_by_role("row").filter(has_text=federation)).to_contain_text(str(amount))
    expect(projector.page.locator(".hall-filled")).to_be_visible()
    expect(projector.page.get_by_role("main")).to_contain_text(f"{sum(PLEDGES.values())} dari")
    projector.opens("layar/")


def one_leaves(phone: Screen) -> None:
    presence = phone.page.get_by_role("form", name="Ada yang datang atau keluar")
    presence.get_by_label("Nomor atau nama").fill("33")
    phone.presses("Keluar", presence)
    expect(present(phone)).to_have_text("29")


def the_meeting_decides(phone: Screen) -> None:
    """A letter before the line makes it a decision."""
    line = phone.page.get_by_role("textbox", name="Catat cepat")
    line.fill(f"k: {DECIDED}")
    line.press("Enter")
    expect(phone.page.locator(".stream")).to_contain_text(f"K-1 {DECIDED}")


def the_recommendation_is_adopted(laptop: Screen, address: str) -> None:
    laptop.opens(address)
    laptop.presses("Ajukan ke pleno")
    expect(laptop.page.get_by_role("main")).to_contain_text("Diajukan ke pleno")
    laptop.presses("Sahkan dengan mufakat")
    expect(laptop.page.get_by_role("main")).to_contain_text("29 dari 31 utusan penuh")


def the_meeting_ends(phone: Screen) -> None:
    phone.opens()
    phone.page.locator("summary", has_text="Akhiri rapat").click()
    phone.presses("Akhiri rapat")
    phone.is_told("Rapat selesai")


# after


def the_minutes_go_round(laptop: Screen) -> None:
    laptop.opens("notulen/")
    laptop.presses("Edarkan untuk koreksi")
    expect(laptop.page.get_by_role("main")).to_contain_text("koreksi sampai")


def somebody_who_was_there_corrects(delegate: Screen) -> None:
    delegate.opens("notulen/")
    passage = delegate.page.locator("section.passage").filter(has_text=OPENING)
    passage.get_by_role("link", name="Usulkan koreksi").click()
    delegate.page.get_by_label("Yang perlu dikoreksi").fill(CORRECTION)
    delegate.presses("Usulkan")
    delegate.is_told("Diusulkan.")


def the_secretary_accepts(laptop: Screen) -> None:
    laptop.opens("notulen/")
    laptop.presses(re.compile("^Terima"), laptop.page.locator("section[aria-labelledby=koreksi]"))
    laptop.is_told("Diterima. Sekarang tuliskan ke dalam teks.")
    laptop.page.get_by_role("main").get_by_role("textbox").fill(CORRECTED)
    laptop.presses("Simpan")
    expect(laptop.page.get_by_text(CORRECTED)).to_have_count(1)


def two_sign(laptop: Screen, phone: Screen) -> None:
    laptop.opens("notulen/")
    laptop.presses("Tanda tangani sebagai sekretaris")
    expect(laptop.page.get_by_role("main")).to_contain_text("Sekretaris: Sekretaris DKI Jakarta (contoh)")
    phone.opens("notulen/")
    phone.presses("Tanda tangani sebagai ketua")
    expect(phone.page.get_by_role("main")).to_contain_text("Disahkan.")


# what is read


def pdf_text(content: bytes) -> str:
    return words_of(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(content)).pages))


def found(pattern: str, text: str) -> str:
    """The first that fits; there has to be one."""
    match = re.search(pattern, text)
    assert match is not None, text
    return match.group()


def words_of(text: str) -> str:
    return " ".join(text.split())
