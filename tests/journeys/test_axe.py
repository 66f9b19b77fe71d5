"""What everybody can see, reach and press: axe, narrow screens, thumbs, the keyboard alone."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
WIDTHS = (360, 1280)

# the example's open year is the one we are in, or 2022 before that
YEAR = max(date.today().year, 2022)  # noqa: DTZ011 - the same day as the server's
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

PAGES = [
    ("", "/akun/masuk/"),
    ("", "/akun/lupa-sandi/"),
    ("den", f"/{YEAR}/"),
    ("den", f"/{YEAR}/indikator/ORG-01/"),
    ("den", f"/{YEAR}/kerangka/"),
    ("den", f"/{YEAR}/kerangka/indikator/ORG-01/"),
    ("den", f"/{YEAR}/rakornas/"),
    ("den", f"/{YEAR}/wilayah/32/masukan/"),
    ("den", "/pengguna/"),
    ("den", "/organisasi/wilayah/31/"),
    ("koordinator.jakarta", f"/{YEAR}/wilayah/31/"),
    ("koordinator.jakarta", f"/{YEAR}/wilayah/31/indikator/ORG-01/"),
    ("koordinator.jakarta", f"/{YEAR}/wilayah/31/perwakilan/GARTEKS/indikator/ORG-01/"),
    ("koordinator.jakarta", f"/{YEAR}/wilayah/31/verifikasi/"),
    ("koordinator.jakarta", f"/{YEAR}/wilayah/31/target/"),
    ("koordinator.jakarta", f"/{YEAR}/wilayah/31/komitmen/"),
    ("koordinator.jakarta", f"/{YEAR}/wilayah/31/masukan/"),
    ("koordinator.jakarta", "/rapat/"),
    ("koordinator.jakarta", "/rakerwil/31-2021-1/"),
    ("koordinator.jakarta", "/rakerwil/31-2021-1/peserta/"),
    ("koordinator.jakarta", "/rakerwil/31-2021-1/notulen/"),
    ("koordinator.jakarta", "/rakerwil/31-2021-1/rekomendasi/1/"),
    ("koordinator.jakarta", f"/{YEAR}/rekomendasi/"),
    ("koordinator.sulsel", f"/rakerwil/73-{YEAR}-1/"),
    ("koordinator.sulsel", f"/rakerwil/73-{YEAR}-1/layar/"),
    ("kamiparho.jakarta", "/"),
    ("kamiparho.jakarta", "/laporan/"),
    ("kamiparho.jakarta", "/profil/"),
    ("garteks", "/"),
    ("iiwe", "/"),
    # nothing there yet
    ("koordinator.maluku", "/"),
    ("koordinator.maluku", f"/{YEAR}/wilayah/81/verifikasi/"),
    ("koordinator.maluku", f"/{YEAR}/wilayah/81/komitmen/"),
    ("koordinator.maluku", "/rapat/"),
]


@pytest.mark.parametrize(("mailbox", "path"), PAGES)
def test_axe_finds_nothing_and_nothing_runs_over_the_edge(site, person, mailbox, path):
    page = person(site, mailbox).new_page()

    found = {}
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 900})
        answer = page.goto(path)
        assert answer is not None
        assert answer.status == 200
        result = Axe().run(page, options=RULES)
        found[width] = [
            (violation["id"], [node["target"] for node in violation["nodes"]][:3])
            for violation in result.response["violations"]
        ]
    page.set_viewport_size({"width": 320, "height": 900})

    assert found == {width: [] for width in WIDTHS}
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_to_press_on_the_month_is_smaller_than_a_thumb(site, person):
    page = person(site, "kamiparho.jakarta", width=360, has_touch=True, is_mobile=True).new_page()
    page.goto("/")

    small = page.evaluate(SMALLER_THAN_A_THUMB)

    assert small == []


def test_the_month_is_filled_in_and_saved_by_the_keyboard_alone(own_site, person):
    page = person(own_site, "garteks.bekasi").new_page()
    page.goto("/")
    field = page.locator(".entry input.figure").first
    name = field.get_attribute("name")

    for _step in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == name:
            break
    page.keyboard.type("7")
    page.keyboard.press("Tab")
    page.keyboard.type("5")
    shown = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    for _step in range(400):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.getAttribute('value')") == "save":
            break
    page.keyboard.press("Enter")
    page.wait_for_load_state()

    assert shown != "none"
    assert page.locator(f"[name='{name}']").input_value() == "7"
