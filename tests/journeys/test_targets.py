"""A region's targets from last year's by one growth rule, then adjusted in the grid: one page."""

import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.journeys.conftest import copied, environment, served

PASTE = """(field, text) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    field.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""
FRAMEWORK = "workplan/management/example/indicators.csv"


@pytest.fixture(scope="module")
def targets_site(
    example_site: Path, tmp_path_factory: pytest.TempPathFactory, repository: Path
) -> Iterator[str]:
    """The example with the framework of 2022, in which nothing is promised yet; 2021 lies behind."""
    var = copied(example_site, tmp_path_factory.mktemp("targets") / "var")
    command = [sys.executable, "manage.py", "import_indicators", FRAMEWORK, "--year", "2022"]
    subprocess.run(command, cwd=repository, env=environment(var), check=True, capture_output=True)
    with sqlite3.connect(var / "rakerwil.sqlite3") as database:
        database.execute(
            "UPDATE workplan_indicator SET trajectory = '10/40/70/100' "
            "WHERE code IN ('DIK-01', 'DIK-03', 'ADV-03') AND first_month = '2022-01-01'"
        )
    database.close()
    with served(var, repository) as address:
        yield address


def target(page: Page, code: str) -> Locator:
    """The field of an indicator's target."""
    return page.locator(f"[name='value-{code}']")


def row(page: Page, code: str) -> Locator:
    return page.locator(f"[id='{code}']")


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.name"))


def test_24_indicators_grow_from_last_year_by_one_rule_and_are_adjusted_on_one_page(targets_site, person):
    page = person(targets_site, "koordinator.jakarta").new_page()
    page.goto("/2022/wilayah/31/target/")
    rows = page.locator("tbody tr:not(.band)").count()
    clicks = 0

    began = time.monotonic()
    page.locator("[name=percent]").fill("5")
    for button in ("preview", "fill"):
        page.locator(f"button[name={button}]").click()
        clicks += 1
    target(page, "ORG-01").click()
    clicks += 1
    page.keyboard.press("Control+A")
    page.keyboard.type("1300")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowDown")
    page.keyboard.type("550")
    page.get_by_role("button", name="Simpan target").click()
    clicks += 1
    expect(page.locator("body")).to_contain_text("Tersimpan: 23 baris.")
    took = time.monotonic() - began

    assert rows == 24
    assert clicks <= 4
    assert took < 20
    assert [target(page, code).input_value() for code in ("ORG-01", "ORG-02", "ORG-03", "PKB-02")] == [
        "1300",
        "20160",
        "550",
        "63",
    ]


def test_a_block_from_excel_is_pasted_and_what_does_not_fit_is_told(targets_site, person):
    page = person(targets_site, "koordinator.jakarta").new_page()
    page.goto("/2022/wilayah/31/target/")

    target(page, "ORG-01").evaluate(PASTE, "1.300\t9\r\n20.500\t18.772\r\n\t\r\nseribu\r\n")
    pasted = [target(page, f"ORG-0{number}").input_value() for number in (1, 2, 4)]
    baseline = page.locator("[name='baseline-ORG-02']").input_value()
    said = page.locator("[data-grid-told]").inner_text()
    page.get_by_role("button", name="Simpan target").click()

    assert pasted == ["1300", "20500", "seribu"]
    assert baseline == "18772"
    assert said == "4 nilai ditempel. Periksa, lalu simpan. Tidak muat: 9"
    expect(row(page, "ORG-04").locator(".err")).to_have_count(1)
    expect(target(page, "ORG-04")).to_have_value("seribu")


def test_pasted_rows_that_name_their_indicators_find_them_and_can_be_undone(targets_site, person):
    page = person(targets_site, "koordinator.jakarta").new_page()
    page.goto("/2022/wilayah/31/target/")
    before = target(page, "DIK-01").input_value()

    target(page, "ORG-01").evaluate(PASTE, "DIK-01 Pelatihan\t77\nKEU-01\tRp 2.400.000.000\nPKB-02\t62,5 %\n")
    pasted = [target(page, code).input_value() for code in ("DIK-01", "KEU-01", "PKB-02")]
    page.get_by_role("button", name="Batalkan").click()

    assert pasted == ["77", "2400000000", "62,5"]
    assert target(page, "DIK-01").input_value() == before


def test_the_arrows_move_by_row_and_at_the_end_of_a_figure_by_column(targets_site, person):
    page = person(targets_site, "koordinator.jakarta").new_page()
    page.goto("/2022/wilayah/31/target/")

    target(page, "ORG-02").focus()
    seen = []
    for key in ("ArrowDown", "Shift+Enter", "ArrowRight", "ArrowLeft", "ArrowUp"):
        page.keyboard.press(key)
        seen.append(focused(page))

    assert seen == ["value-ORG-03", "value-ORG-02", "baseline-ORG-02", "value-ORG-02", "value-ORG-01"]


def test_what_is_left_of_a_target_follows_the_pledges_while_they_are_typed(targets_site, person):
    page = person(targets_site, "koordinator.sulsel").new_page()
    page.goto("/")
    page.get_by_role("link", name="Janji Kinerja", exact=True).first.click()
    page.get_by_role("link", name="Komitmen federasi").click()
    line = row(page, "ORG-01")
    first = line.locator("[data-part] .cellin").first
    whole = int(line.get_attribute("data-target") or 0)
    own = int(first.input_value())

    first.fill(str(own + 25))
    over = line.locator("[data-left]").inner_text()
    first.fill(str(own - 10))
    rest, total = line.locator("[data-left]").inner_text(), line.locator("[data-sum]").inner_text()
    first.fill(str(own))

    assert (over, rest, total) == ("lebih 25", "10", str(whole - 10))
    expect(line.locator("[data-left]")).to_have_text("genap")


def test_what_each_quarter_expects_follows_the_target_and_the_baseline_while_they_are_typed(
    targets_site, person
):
    page = person(targets_site, "koordinator.jatim").new_page()
    page.goto("/2022/wilayah/35/target/")
    flow, position, ratio = (
        row(page, code).locator("[data-quarters]") for code in ("DIK-01", "DIK-03", "ADV-03")
    )

    expect(flow).to_be_hidden()
    target(page, "DIK-01").fill("45")
    expect(flow).to_have_text("Akhir tiap triwulan: 5 · 18 · 32 · 45")
    target(page, "DIK-03").fill("110")
    expect(position).to_have_text("Akhir tiap triwulan: – · – · – · 110")
    page.locator("[name='baseline-DIK-03']").fill("60")
    expect(position).to_have_text("Akhir tiap triwulan: 65 · 80 · 95 · 110")
    target(page, "ADV-03").fill("62,5")
    expect(ratio).to_have_text("Akhir tiap triwulan: 62,5\u00a0% · 62,5\u00a0% · 62,5\u00a0% · 62,5\u00a0%")
    target(page, "DIK-01").fill("")
    expect(flow).to_be_hidden()

    target(page, "DIK-01").fill("45")
    page.get_by_role("button", name="Simpan target").click()
    saved = person(targets_site, "koordinator.jatim", java_script_enabled=False).new_page()
    saved.goto("/2022/wilayah/35/target/")

    told = [
        " ".join(row(saved, code).locator("[data-quarters]").inner_text().split())
        for code in ("DIK-01", "DIK-03")
    ]
    assert told == [
        "Akhir tiap triwulan: 5 · 18 · 32 · 45",
        "Akhir tiap triwulan: 65 · 80 · 95 · 110",
    ]


def test_without_a_script_the_grid_is_filled_and_saved_too(targets_site, person):
    page = person(targets_site, "koordinator.sulsel", java_script_enabled=False).new_page()
    page.goto("/")
    page.get_by_role("link", name="Janji Kinerja", exact=True).first.click()

    target(page, "ORG-05").fill("41")
    page.get_by_role("button", name="Simpan target").click()

    expect(page.locator("body")).to_contain_text("Tersimpan: 1 baris.")
