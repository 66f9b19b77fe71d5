"""Somebody at a browser, and what their eyes make of figures and files."""

import io
import re
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pypdf
from playwright.sync_api import Locator, Page, expect


@dataclass
class Visitor:
    """Somebody at a browser; `presses` counts what they click or tap since they came home."""

    page: Page
    has_thumbs: bool = False
    presses: int = 0

    def comes_home(self) -> None:
        self.page.goto("/")
        self.presses = 0

    def presses_on(self, what: Locator) -> None:
        self.presses += 1
        if self.has_thumbs:
            what.tap()
        else:
            what.click()
        self.page.wait_for_load_state("domcontentloaded")

    def presses_button(self, name: str) -> None:
        self.presses_on(self.page.get_by_role("button", name=name, exact=True))

    def follows(self, name: str) -> None:
        self.presses_on(self.page.get_by_role("main").get_by_role("link", name=name).first)

    def chooses(self, name: str) -> None:
        """An entry of the navigation; on a phone it opens from the menu."""
        if self.has_thumbs:
            self.presses_on(self.page.locator("summary", has_text="Menu"))
        self.presses_on(
            self.page.get_by_role("navigation").get_by_role("link", name=name).locator("visible=true").first
        )

    def is_told(self, text: str) -> None:
        expect(self.page.get_by_role("status").filter(has_text=text)).to_be_visible()

    def downloads(self, name: str) -> Path:
        with self.page.expect_download() as download:
            self.presses_on(self.page.get_by_role("link", name=name, exact=True).first)
        return download.value.path()


def written(number: int) -> str:
    """As Indonesian pages and documents write it."""
    return f"{number:,}".replace(",", ".")


def read(shown: str) -> int:
    return int(re.search(r"\d[\d.]*", shown).group().replace(".", ""))


def text_of(pdf: Path) -> str:
    """All words, single spaces between them."""
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(pdf).pages).split())


def cells_of(workbook: Path) -> set[object]:
    sheets = openpyxl.load_workbook(io.BytesIO(workbook.read_bytes()), data_only=True).worksheets
    return {value for sheet in sheets for row in sheet.iter_rows(values_only=True) for value in row}
