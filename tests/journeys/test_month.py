"""The representative's month on a cheap phone: quick to fill in, and nothing typed is ever lost."""

import io
import sqlite3
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.journeys.conftest import copied, served
from workplan.management.example.people import DOMAIN, PASSWORD

PHONE = {"width": 360, "has_touch": True, "is_mobile": True}
SLOW = {"offline": False, "downloadThroughput": 50_000, "uploadThroughput": 50_000, "latency": 400}
"""400 kbit/s in bytes, and milliseconds."""
PLAN = """() => {
    // a usual figure for every field, in the order of the page; the position follows its flows
    const plan = {};
    for (const entry of document.querySelectorAll(".entry")) {
        const { low, high, within } = entry.dataset;
        const usual = within ? Number(low || 0) : Math.ceil((Number(low || 0) + Number(high || 100)) / 2);
        const fields = [...entry.querySelectorAll("input.figure")].map(field => field.name);
        const other = entry.querySelector("[data-makes=share]") ? 100 : 0;
        if (fields.length === 2) Object.assign(plan, { [fields[0]]: usual, [fields[1]]: other });
        else plan[fields[0] || entry.querySelector("[type=radio]").name] = usual;
    }
    const month = document.querySelector(".entry").id.slice(0, 2);
    const before = document.querySelector(`[id='${month}-ORG-02'] .trio div:nth-child(2) dd`).textContent;
    const flow = code => plan[`${month}-${code}-women`];
    plan[`${month}-ORG-02-women`] = Number(before.replace(/\\D/g, "")) + flow("ORG-01") - flow("ORG-03");
    return plan;
}"""


@pytest.fixture(scope="module")
def month_site(
    example_site: Path, tmp_path_factory: pytest.TempPathFactory, repository: Path
) -> Iterator[str]:
    """The example with 24 indicators for every chapter, monthly ones; seven of them ask for evidence."""
    var = copied(example_site, tmp_path_factory.mktemp("month") / "var")
    with sqlite3.connect(var / "rakerwil.sqlite3") as database:
        database.execute("UPDATE workplan_indicator SET frequency = 'monthly', reported_by = 'federations'")
    database.close()
    with served(var, repository) as address:
        yield address


def status(page: Page):
    """The line that says how far everything is saved."""
    return page.locator(".sendbar .saved b")


def field(page: Page, ending: str):
    """The field of this month whose name ends so."""
    return page.locator(f".entry [name$='{ending}']").first


def photograph():
    """The signed page as a phone takes it: larger than a page needs, with ruled lines."""
    page = Image.new("RGB", (2400, 3200), "#fbfaf6")
    for at in range(100, 3200, 80):
        page.paste("#334", (200, at, 2200, at + 4))
    target = io.BytesIO()
    page.save(target, "JPEG", quality=90)
    return {"name": "IMG_0007.jpg", "mimeType": "image/jpeg", "buffer": target.getvalue()}


def test_a_month_of_24_indicators_is_typed_evidenced_and_sent_on_a_slow_phone(month_site, person):
    page = person(month_site, "garteks.bekasi", **PHONE).new_page()
    devtools = page.context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", SLOW)
    taps = 0
    page.goto("/")
    plan = page.evaluate(PLAN)
    rows = page.locator(".entry").count()
    asking = page.locator(".entry:has(label.press:not(.bare)) [type=file]")
    photo, asked = photograph(), asking.count()

    began = time.monotonic()
    for number in range(asked):
        asking.nth(number).set_input_files(photo)
    page.locator("input.figure").first.tap()
    taps += 1
    for name, value in plan.items():
        assert page.evaluate("document.activeElement.name") == name
        page.keyboard.type("1" if name.endswith("TKO-01-value") else str(value), delay=20)
        page.keyboard.press("Space" if name.endswith("TKO-01-value") else "Enter")
    page.locator(".sendbar .main").tap()
    taps += 1
    expect(page.locator("body")).to_contain_text("24 baris terkirim.", timeout=60_000)
    took = time.monotonic() - began

    assert (rows, asked) == (24, 7)
    assert taps <= 3
    assert took < 120
    assert page.locator(".entry .file a", has_text="IMG_0007.jpg").count() == 7


def test_what_is_typed_without_a_network_survives_and_goes_up_once(month_site, person):
    context = person(month_site, "kamiparho.jakarta", **PHONE)
    page = context.new_page()
    page.goto("/")
    field(page, "ADV-02-value").fill("2")
    expect(status(page)).to_contain_text("Tersimpan")

    context.set_offline(True)
    field(page, "ADV-02-value").fill("3")
    field(page, "DIK-01-value").fill("1")
    field(page, "DIK-01-note").evaluate("note => note.closest('details').open = true")
    field(page, "DIK-01-note").fill("Nama orang")
    expect(status(page)).to_contain_text("Menunggu jaringan. 2 baris aman")
    page.locator(".sendbar .main").tap()
    expect(status(page)).to_contain_text("Tanpa jaringan tidak ada yang bisa dikirim")
    kept = page.evaluate("JSON.stringify(localStorage)")
    page.once("dialog", lambda dialog: dialog.accept())
    page.close()

    context.set_offline(False)
    again = context.new_page()
    again.goto("/")
    expect(again.locator("#notice")).to_contain_text("sudah kembali")
    expect(status(again)).to_contain_text("Tersimpan")
    assert "Nama orang" not in kept
    assert again.evaluate("Object.keys(localStorage)") == []
    again.reload()
    assert field(again, "ADV-02-value").input_value() == "3"
    assert field(again, "DIK-01-value").input_value() == "1"

    context.set_offline(True)
    field(again, "DIK-01-value").fill("4")
    expect(status(again)).to_contain_text("Menunggu jaringan")
    context.set_offline(False)
    again.evaluate("flush = () => work")
    again.once("dialog", lambda dialog: dialog.accept())
    again.evaluate("document.querySelector('form[data-out]').requestSubmit()")
    again.wait_for_url("**/akun/masuk/**")
    assert again.evaluate("Object.keys(localStorage)") == []


def test_a_second_tab_and_an_ended_sign_in_lose_nothing(month_site, person):
    context = person(month_site, "fkui.sulsel", **PHONE)
    first, second = context.new_page(), context.new_page()
    for tab in (first, second):
        tab.goto("/")
    field(first, "ADV-01-value").fill("7")
    expect(status(first)).to_contain_text("Tersimpan")
    expect(status(first)).not_to_contain_text("Menyimpan")

    field(second, "ADV-01-value").fill("9")
    clash = second.locator(".entry .clash")
    expect(clash).to_contain_text("Milik Anda")
    assert clash.locator("dd").all_inner_texts() == ["9", "7"]
    expect(status(second)).to_contain_text("Ada dua versi")
    second.get_by_role("button", name="Pakai milik Anda").tap()
    expect(status(second)).to_contain_text("Tersimpan")

    field(first, "ADV-01-value").fill("8")
    first.get_by_role("button", name="Pakai yang tersimpan").tap()
    assert field(first, "ADV-01-value").input_value() == "9"

    context.clear_cookies(name="sessionid")
    field(first, "ADV-01-value").fill("6")
    expect(status(first)).to_contain_text("Masuk lagi, tidak ada yang hilang")
    first.locator("#again").tap()
    first.fill("[name=login]", f"fkui.sulsel@{DOMAIN}")
    first.fill("[name=password]", PASSWORD)
    first.press("[name=password]", "Enter")
    expect(first.locator("#notice")).to_contain_text("sudah kembali")
    expect(status(first)).to_contain_text("Tersimpan")
    first.reload()
    assert field(first, "ADV-01-value").input_value() == "6"
