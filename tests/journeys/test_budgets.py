"""What a page costs whoever opens it: bytes over the wire as they are served, seconds on a slow phone."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from workplan.management.example.people import DOMAIN, PASSWORD

# the example's open year is the one we are in, or 2022 before that
YEAR = max(date.today().year, 2022)  # noqa: DTZ011 - the same day as the server's
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
"""400 kbit/s with 400 ms until an answer begins."""
SHEETS = "links => links.map(link => link.href)"
TYPABLE = """(() => {
    const [asked] = performance.getEntriesByType("navigation");
    const [painted] = performance.getEntriesByName("first-contentful-paint");
    return (painted.startTime - asked.fetchStart) / 1000;
})()"""
"""Seconds from asking for the page until its fields stand there and take what is typed; scripts only add."""
A_BUSY_MACHINE = 0.5
"""Seconds that the server may take longer than by itself, beside other tests."""


class Wire:
    """What comes over it to a page, headers included; what the browser still has is not sent again."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.bytes: dict[str, float] = {}
        self.scripts: set[str] = set()
        self._named: dict[str, str] = {}
        self.session = page.context.new_cdp_session(page)
        self.session.on("Network.responseReceived", self._begun)
        self.session.on("Network.loadingFinished", self._finished)
        self.session.send("Network.enable")

    def _begun(self, event: dict[str, Any]) -> None:
        address = event["response"]["url"]
        self._named[event["requestId"]] = address
        if event["type"] == "Script":
            self.scripts.add(address)

    def _finished(self, event: dict[str, Any]) -> None:
        if address := self._named.get(event["requestId"]):
            self.bytes[address] = event["encodedDataLength"]

    def open(self, path: str) -> float:
        """All kB that opening the page costs."""
        self.bytes.clear()
        self.page.goto(path, wait_until="networkidle")
        return sum(self.bytes.values()) / 1000

    def before_the_first_paint(self) -> float:
        """kB of the page itself and of the style sheets that hold it up."""
        sheets = self.page.eval_on_selector_all("link[rel=stylesheet]:not([media=print])", SHEETS)
        return sum(self.bytes.get(address, 0) for address in (self.page.url, *sheets)) / 1000

    def of_scripts(self) -> float:
        return sum(self.bytes[address] for address in self.scripts if address in self.bytes) / 1000


@pytest.fixture
def cold(site, person):
    """Somebody signed in whose browser has kept nothing: `cold("den")`."""

    def enter(mailbox, **options):
        person(site, mailbox)
        return Wire(person(site, mailbox, **options).new_page())

    return enter


def test_the_door_is_light(site, person):
    wire = Wire(person(site, "").new_page())

    whole = wire.open("/akun/masuk/")

    assert whole <= 30
    assert wire.before_the_first_paint() <= 14


def test_the_first_month_is_light(cold):
    wire = cold("kamiparho.jakarta", width=360)

    whole = wire.open("/")

    assert whole <= 45
    assert wire.of_scripts() <= 25


@pytest.mark.parametrize(
    ("mailbox", "path"),
    [
        ("kamiparho.jakarta", f"/laporan/{YEAR}-01/"),
        ("kamiparho.jakarta", f"/{YEAR}/wilayah/31/"),
        ("koordinator.jakarta", f"/{YEAR}/wilayah/31/verifikasi/"),
        ("koordinator.jakarta", f"/{YEAR}/wilayah/31/target/"),
        ("koordinator.jakarta", f"/{YEAR}/wilayah/31/indikator/ORG-01/"),
        ("koordinator.jakarta", "/rakerwil/31-2021-1/"),
        ("koordinator.jakarta", "/rakerwil/31-2021-1/peserta/"),
        ("den", f"/{YEAR}/"),
        ("den", f"/{YEAR}/kerangka/"),
        ("den", "/organisasi/"),
    ],
)
def test_later_pages_are_lighter(cold, mailbox, path):
    wire = cold(mailbox)
    wire.open("/")

    later = wire.open(path)

    assert later <= 15


@pytest.mark.parametrize(
    ("mailbox", "path"), [("", "/akun/masuk/"), ("kamiparho.jakarta", "/"), ("den", "/")]
)
def test_nothing_comes_from_elsewhere_and_no_script_holds_up_the_page(site, person, mailbox, path):
    page = person(site, mailbox).new_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(path, wait_until="networkidle")

    assert [url for url in asked if not url.startswith(site)] == []
    assert page.locator("script:not([src][defer])").count() == 0


def test_the_month_answers_soon_on_a_slow_phone(cold):
    wire = cold("kamiparho.jakarta", width=360)
    wire.session.send("Network.emulateNetworkConditions", SLOW)

    wire.open("/")

    assert wire.page.locator(".entry").count() >= 20
    assert wire.page.evaluate(TYPABLE) < 2 + A_BUSY_MACHINE


def test_a_month_is_saved_without_javascript(own_site, person):
    page = person(own_site, "", width=360, java_script_enabled=False).new_page()
    page.goto("/akun/masuk/")
    page.fill("[name=login]", f"garteks.bekasi@{DOMAIN}")
    page.fill("[name=password]", PASSWORD)
    page.click("button.press.main")
    field = page.locator(".entry input.figure").first
    name = field.get_attribute("name")

    field.fill("7")
    page.click("button.press[value=save]")

    expect(page.locator(f"[name='{name}']")).to_have_value("7")
    assert page.locator(".note.is-done").count() == 1
