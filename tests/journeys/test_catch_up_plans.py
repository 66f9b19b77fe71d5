"""The catch-up planner while it is typed, and its plan in a recommendation."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

# the example's open year is the one we are in, or 2022 before that
YEAR = max(date.today().year, 2022)  # noqa: DTZ011 - the same day as the server's
PATH = f"/{YEAR}/wilayah/31/indikator/ORG-01/rencana/"


def numbers(page: Page, cells: str) -> list[int]:
    """What stands in these cells, whole numbers as Indonesian writes them."""
    return [int(text.replace(".", "")) for text in page.locator(cells).all_inner_texts()]


def decimal(text: str) -> float:
    return float(text.replace(".", "").replace(",", "."))


@pytest.fixture
def page(own_site, person):
    page = person(own_site, "koordinator.jakarta").new_page()
    page.goto(PATH)
    return page


def test_a_plan_follows_what_is_typed_is_saved_exactly_and_goes_into_a_recommendation(page):
    fields, rows = page.locator(".cellin"), page.locator("tbody tr[data-actual]")
    parts = [int(field.input_value()) for field in fields.all()]
    total, gap = page.locator("tfoot [data-total]"), sum(parts)
    months = gap / decimal(page.locator("tfoot [data-pace]").inner_text())
    [target] = numbers(page, "tfoot [data-result]")
    actual = int(rows.first.get_attribute("data-actual"))

    # one brings seven more: sum, pace and result follow, and say that it is too much
    fields.first.fill(str(parts[0] + 7))

    expect(page.locator("[data-sum]")).to_contain_text(">")
    assert numbers(page, "tfoot [data-total]") == [gap + 7]
    assert numbers(page, "tfoot [data-result]") == [target + 7]
    assert numbers(page, "tbody [data-result]")[0] == actual + parts[0] + 7
    pace = decimal(page.locator("tbody [data-pace]").first.inner_text())
    assert pace == pytest.approx((parts[0] + 7) / months, abs=0.01)

    # what could mean two things is no number, here as on the server
    fields.nth(1).fill("1.234")
    expect(page.locator("[data-sum]")).to_have_text("")

    # the rest is shared out among the others, to the last one
    fields.nth(1).fill(str(parts[1]))
    page.get_by_role("button", name="Bagi sisanya").click()
    expect(fields.first).to_have_value(str(parts[0] + 7))
    shared = [int(field.input_value()) for field in fields.all()]
    assert sum(shared) == gap
    expect(total).to_have_text(page.locator("[data-sum]").inner_text().split(" = ")[1])

    page.get_by_role("button", name="Simpan rencana").click()
    expect(page.get_by_role("status").filter(has_text="Rencana tersimpan")).to_be_visible()
    assert [int(field.input_value()) for field in fields.all()] == shared

    page.get_by_role("link", name="Jadikan rekomendasi").click()
    page.get_by_label("Judul").fill("Kejar anggota baru (contoh)")
    page.get_by_label("Rumusan").fill("Setiap federasi membawa bagiannya sampai Desember.")
    page.get_by_role("button", name="Simpan sebagai usulan").click()
    # the meeting's figures stand as of its own month: the plan has to be of that month, too
    page.get_by_role("link", name="Susun rencana per").click()
    parts = [int(field.input_value()) for field in fields.all()]
    fields.first.fill(str(parts[0] + 1))
    fields.nth(1).fill(str(parts[1] - 1))
    page.get_by_role("button", name="Simpan rencana").click()
    expect(page.get_by_role("status").filter(has_text="Rencana tersimpan")).to_be_visible()
    parts = [field.input_value() for field in fields.all()]
    page.goto(f"/{YEAR}/rekomendasi/")
    page.get_by_role("link", name="Kejar anggota baru (contoh)").click()
    page.get_by_role("button", name="Pakai rencana ORG-01").click()
    expect(page.get_by_role("status").filter(has_text="Rencana tersimpan dipakai")).to_be_visible()
    assert [field.input_value() for field in fields.all()] == parts
