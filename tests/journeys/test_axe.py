"""What everybody can see, reach and press: axe, narrow screens, thumbs, the keyboard alone."""

from datetime import date

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Locator, Page

WIDTHS = (360, 1280)
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
    "iframes": False,
    "preload": False,
}
FOUND = """async rules => (await axe.run(rules)).violations
    .map(each => [each.id, each.nodes.slice(0, 3).map(node => node.target.join(" "))])"""

QUARTER = (date.today().month + 2) // 3  # noqa: DTZ011 - the one whose support is rated now
SMALLER_THAN_A_THUMB = """() => {
    const pressed = "a, button, summary, input:not([type=hidden]), select, textarea";
    const heightOf = each => each.getBoundingClientRect().height;
    return [...document.querySelectorAll(pressed)]
        .filter(each => each.checkVisibility() && !each.closest(".vh"))
        .filter(each => getComputedStyle(each).display !== "inline")
        .map(each => heightOf(each) < 44 && each.labels && each.labels[0] || each)
        .filter(each => heightOf(each) > 1 && heightOf(each) < 43.5)
        .map(each => [each.tagName, each.className, each.textContent.trim().slice(0, 30), heightOf(each)]);
}"""

# the example's open year is the one we are in, or 2022 before that
YEAR = max(date.today().year, 2022)  # noqa: DTZ011 - the same day as the server's
QUARTER = (date.today().month + 2) // 3  # noqa: DTZ011 - the one whose support is rated now
JAKARTA, MALUKU = f"/{YEAR}/wilayah/31", f"/{YEAR}/wilayah/81"
RAKERWIL, UNDER_WAY = "/rakerwil/31-2021-1", f"/rakerwil/73-{YEAR}-1"
AHEAD = f"/rakerwil/12-{YEAR}-1"

PAGES = {
    "": ["/akun/masuk/", "/akun/lupa-sandi/", "/akun/belum-punya/"],
    "den": [
        f"/{YEAR}/",
        f"/{YEAR}/indikator/ORG-01/",
        f"/{YEAR}/perubahan/",
        f"/{YEAR}/indikator/ORG-01/perubahan/",
        f"/{YEAR}/banding/?indikator=ORG-01&wilayah=nasional&wilayah=31",
        f"/{YEAR}/pimpinan/",
        f"/{YEAR}/indikator/ORG-01/salindia/",
        f"/{YEAR}/tahun-ke-tahun/",
        f"/{YEAR}/laporan-masuk/",
        f"/{YEAR}/penutupan/",
        f"/{YEAR}/kerangka/",
        f"/{YEAR}/kerangka/riwayat/",
        f"/{YEAR}/kerangka/pengaturan/",
        f"/{YEAR}/kerangka/indikator/ORG-01/",
        f"/{YEAR}/target/",
        f"/{YEAR}/impor/",
        f"/{YEAR}/verifikasi/",
        f"/{YEAR}/rakornas/",
        f"/{YEAR}/rakornas/berdampingan/",
        "/2021/rakornas/himpunan/",  # ordered in the example, so its progress is shown
        "/2021/rakornas/gabungan/1/",
        f"/{YEAR}/program/",
        f"/{YEAR}/program/1/",
        f"/{YEAR}/program/1/ubah/",
        f"/{YEAR}/wilayah/32/masukan/",
        f"/{YEAR}/dukungan/",
        "/pengguna/",
        "/pengguna/5/",
        "/orang/",
        "/orang/6/",
        "/orang/6/kontak/",
        "/orang/6/jabatan/",
        "/orang/6/hapus/",
        "/orang/pembukaan/",
        "/data-pribadi/",
        "/organisasi/",
        "/organisasi/wilayah/31/",
        "/organisasi/federasi/GARTEKS/",
        "/organisasi/unit/",
    ],
    "koordinator.jakarta": [
        f"{JAKARTA}/",
        f"{JAKARTA}/indikator/ORG-01/",
        f"{JAKARTA}/indikator/KEU-01/",
        f"{JAKARTA}/indikator/ORG-01/rencana/",
        f"{JAKARTA}/indikator/ORG-01/perubahan/",
        f"{JAKARTA}/perubahan/",
        f"{JAKARTA}/perwakilan/GARTEKS/indikator/ORG-01/",
        f"{JAKARTA}/verifikasi/",
        f"{JAKARTA}/verifikasi/baris/",
        f"{JAKARTA}/laporan-masuk/",
        f"{JAKARTA}/target/",
        f"{JAKARTA}/target/riwayat/ORG-01/",
        f"{JAKARTA}/komitmen/",
        f"{JAKARTA}/komitmen/GARTEKS/",
        f"{JAKARTA}/masukan/",
        f"{JAKARTA}/dukungan/",
        "/profil/token/",
        "/api/",
        "/rapat/",
        f"{RAKERWIL}/",
        f"{RAKERWIL}/acara/",
        f"{RAKERWIL}/peserta/",
        f"{RAKERWIL}/agenda/",
        f"{RAKERWIL}/salin/",
        f"{RAKERWIL}/surat/",
        f"{RAKERWIL}/kesiapan/",
        f"{RAKERWIL}/notulen/",
        f"{RAKERWIL}/dokumen/",
        f"{RAKERWIL}/rekomendasi/1/",
        "/cari/?q=kontak",
        f"/{YEAR}/rekomendasi/",
        "/tindak-lanjut/",
    ],
    "koordinator.sulsel": [
        f"{UNDER_WAY}/",
        f"{UNDER_WAY}/layar/",
        f"{UNDER_WAY}/peserta/",
        f"{UNDER_WAY}/pintu/",
        f"{UNDER_WAY}/peserta/lembar/",
    ],
    "kamiparho.jakarta": [
        "/",
        "/laporan/",
        f"/laporan/{YEAR}/lembar/",
        "/profil/",
        "/akun/sandi/",
        f"{JAKARTA}/dukungan/KAMIPARHO/{QUARTER}/",
    ],
    "koordinator.banten": [f"/{YEAR}/wilayah/36/masukan/v2/beda/"],
    "koordinator.sumut": [f"{AHEAD}/surat/", f"{AHEAD}/surat/baru/", f"{AHEAD}/surat/ketentuan/"],
    "garteks": ["/"],
    "iiwe": ["/"],
    # nothing there yet
    "koordinator.maluku": [
        "/",
        f"{MALUKU}/verifikasi/",
        f"{MALUKU}/target/",
        f"{MALUKU}/komitmen/",
        f"{MALUKU}/masukan/",
        "/rapat/",
        "/tindak-lanjut/",
    ],
}

WRONG = [
    ("", "/akun/masuk/", {"[name=login]": "nobody@rakerwil.example", "[name=password]": "wrong"}),
    ("kamiparho.jakarta", "/", {".entry input.figure >> nth=0": "1,2,3"}),
    ("koordinator.jakarta", f"{JAKARTA}/rapat/baru/", {"[name=venue]": ""}),
    ("den", "/pengguna/undang/?peran=admin", {"[name=email]": "nobody"}),
    ("den", "/orang/tambah/", {"[name=name]": ""}),
    ("den", "/orang/6/kontak/", {"[name=phone]": "nomor"}),
]
"""What is typed into a page's form that it refuses."""

PHONE = [
    ("", "/akun/masuk/"),
    ("kamiparho.jakarta", "/"),
    ("kamiparho.jakarta", "/laporan/"),
    ("kamiparho.jakarta", "/profil/"),
    ("kamiparho.jakarta", f"/{YEAR}/wilayah/31/dukungan/"),
    ("kamiparho.jakarta", f"/{YEAR}/wilayah/31/dukungan/KAMIPARHO/{QUARTER}/"),
    ("kamiparho.jakarta", "/tindak-lanjut/"),
    ("koordinator.sulsel", f"{UNDER_WAY}/"),
    ("koordinator.sulsel", f"{UNDER_WAY}/peserta/"),
    ("iiwe", "/"),
]
"""What is opened standing up."""


def found_at_each_width(page: Page) -> dict[int, list[object]]:
    """What axe finds on the page as it stands."""
    page.evaluate(AXE_SCRIPT)
    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        found[width] = page.evaluate(FOUND, RULES)
    return found


def runs_over(page: Page, width: int = 320) -> bool:
    """Whether one has to scroll sideways."""
    page.set_viewport_size({"width": width, "height": 900})
    return bool(page.evaluate("document.documentElement.scrollWidth") > width)


def tab_to(page: Page, wanted: Locator) -> None:
    """Go on with the Tab key until it is reached."""
    for _step in range(400):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        page.keyboard.press("Tab")
    pytest.fail("the keyboard does not reach it")


@pytest.mark.parametrize(
    ("mailbox", "path"), [(mailbox, path) for mailbox, paths in PAGES.items() for path in paths]
)
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(site, person, mailbox, path):
    page = person(site, mailbox).new_page()
    answer = page.goto(path)

    found = found_at_each_width(page)

    assert answer.status == 200
    assert found == {width: [] for width in WIDTHS}
    assert not runs_over(page)


@pytest.mark.parametrize(("mailbox", "path", "typed"), WRONG)
def test_axe_finds_nothing_in_a_form_with_errors(site, person, mailbox, path, typed):
    page = person(site, mailbox).new_page()
    page.goto(path)
    # the browser would not even send what it sees to be wrong
    page.evaluate("for (const form of document.forms) form.noValidate = true")
    for field, text in typed.items():
        page.fill(field, text)
    with page.expect_navigation():
        page.click("button.press.main")

    found = found_at_each_width(page)

    assert page.locator("[aria-invalid=true], [role=alert]").count() > 0
    assert found == {width: [] for width in WIDTHS}
    assert not runs_over(page)


@pytest.mark.parametrize(("mailbox", "path"), PHONE)
def test_nothing_to_press_on_the_phone_is_smaller_than_a_thumb(site, person, mailbox, path):
    page = person(site, mailbox, width=360, has_touch=True, is_mobile=True).new_page()
    page.goto(path)

    small = page.evaluate(SMALLER_THAN_A_THUMB)

    assert small == []


def test_the_month_is_filled_in_and_saved_by_the_keyboard_alone(own_site, person):
    page = person(own_site, "garteks.bekasi").new_page()
    page.goto("/")
    field = page.locator(".entry input.figure").first
    name = field.get_attribute("name")

    tab_to(page, field)
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    page.keyboard.type("5")
    shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    # it saves by itself
    with page.expect_response(lambda answer: answer.request.method == "POST"):
        tab_to(page, page.locator("button[value=send]"))
    page.reload()

    assert shown != "none"
    assert page.locator(f"[name='{name}']").input_value() == "7"


def test_a_month_is_verified_by_the_keyboard_alone(own_site, person):
    page = person(own_site, "koordinator.jakarta").new_page()
    page.goto(f"{JAKARTA}/verifikasi/")

    tab_to(page, page.locator("main .what a").first)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, page.locator("button[form=clean]"))
    with page.expect_navigation():
        page.keyboard.press("Enter")

    assert page.locator(".note.is-done").count() == 1
