import pytest
from django.utils import translation

from tests.factories.packages import book, draft, package
from workplan.exports.books import himpunan
from workplan.exports.documents import Contents, Heading, Heat, Lead, PageBreak, Paragraph, Table


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def scored(made, score):
    return {**made, "rollup": {**made["rollup"], "score_to_date": score}}


def test_it_says_how_many_have_submitted_and_stays_a_draft_until_all_have():
    document = himpunan(book(package("31"), draft(code="32", name="Jawa Barat")))

    assert document.opening == ["1 of 2 regions have submitted their input; the others stand here as drafts."]
    assert document.mark == "DRAFT"
    assert document.number == "Figures as of August 2021"


def test_with_all_submitted_it_is_final():
    assert himpunan(book(package("31"), package("32", "Jawa Barat"))).mark == ""


def test_a_book_without_regions_is_a_draft_with_no_figures():
    document = himpunan(book())

    assert document.mark == "DRAFT"
    assert [type(block) for block in document.blocks] == [Contents]


def test_invented_figures_are_called_so():
    document = himpunan({**book(package()), "is_example": True})

    assert document.footer.endswith("Example: all figures are invented.")


def test_the_nation_stands_in_front_with_its_figures():
    document = himpunan(book(package()))

    lead = next(block for block in document.blocks if isinstance(block, Lead))
    table = next(block for block in document.blocks if isinstance(block, Table))
    assert lead.items[-1].figure == "1"
    assert [getattr(cell, "word", cell) for cell in table.rows[0]] == [
        "ORG-01 New members", "1,200", "480", "40.0%", "60.0%", "Low",
    ]  # fmt: skip


def test_regions_stand_beside_each_other_lowest_score_first_and_without_score_last():
    document = himpunan(
        book(
            scored(package("31", "Jakarta"), None),
            scored(package("32", "Jabar"), "80.0000"),
            scored(package("35", "Jatim"), "9.5000"),
        )
    )

    heat = next(block for block in document.blocks if isinstance(block, Heat))
    assert [(row[0], getattr(row[1], "word", "")) for row in heat.rows] == [
        ("Jatim", "9.5"),
        ("Jabar", "80.0"),
        ("Jakarta", "–"),
    ]


def test_every_region_begins_a_page_with_its_sections_one_level_deeper():
    document = himpunan(book(package("31", "Jakarta"), draft(code="32", name="Jabar")))

    begins = [
        document.blocks[at + 1].text
        for at, block in enumerate(document.blocks)
        if isinstance(block, PageBreak)
    ]
    levels = {block.text: block.level for block in document.blocks if isinstance(block, Heading)}
    says = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert begins == ["The nation as of August 2021", "Jakarta", "Jabar"]
    assert (levels["Jakarta"], levels["Recommendations"], levels["Organising"]) == (2, 3, 4)
    assert says.count("As submitted.") == says.count("DRAFT: not submitted by the region.") == 1
