import re

import pytest
from django.utils import translation

from tests.factories.packages import answer, book, draft, package, recommendation
from workplan.exports.book_recommendations import answered
from workplan.exports.books import himpunan
from workplan.exports.documents import Contents, Heading, Heat, Lead, PageBreak, Paragraph, Picture, Table


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
    assert begins == [
        "The nation as of August 2021",
        "The indicators across the regions",
        "ORG-03 Members lost",
        "KEU-01 Funds",
        "PKB-02 Agreement coverage",
        "Recommendations by indicator",
        "The regions",
        "Jabar",
        "Annexes",
    ]
    assert (levels["Jakarta"], levels["Recommendations"], levels["ORG-01 New members"]) == (3, 4, 5)
    assert says.count("As submitted.") == says.count("DRAFT: not submitted by the region.") == 1


def test_the_map_prints_every_region_with_its_figure_and_tells_it_in_words():
    document = himpunan(
        book(scored(package("31", "Jakarta"), "80.0000"), scored(package("32", "Jabar"), None))
    )

    drawn = next(block for block in document.blocks if isinstance(block, Picture))
    assert drawn.alt == "Score to date of each region. High, 2 regions: Jakarta 80, Jabar."
    assert re.findall(r">([^<]+)</text>", drawn.svg)[:4] == ["Jakarta", "80", "Jabar", "–"]


def test_an_indicator_has_a_column_and_a_row_for_each_region_lowest_first():
    low = package("32", "Jabar")
    low["rollup"]["indicators"][0] |= {"achievement_to_date": "20.5000", "category_to_date": "sangat_rendah"}

    document = himpunan(book(package("31", "Jakarta"), low))

    at = next(
        i for i, block in enumerate(document.blocks) if getattr(block, "text", "") == "ORG-01 New members"
    )
    lead, chart, table = document.blocks[at + 2 : at + 5]
    assert re.findall(r">([^<]+)</text>", chart.svg)[:4] == ["21", "Jabar", "60", "Jakarta"]
    assert [cell if isinstance(cell, str) else cell.word for cell in table.rows[0]] == [
        "Jabar", "1,200", "480", "720", "40.0%", "20.5%", "Very low",
    ]  # fmt: skip
    assert (lead.items[-1].label, lead.items[-1].figure, lead.items[-1].note) == (
        "Reached",
        "0",
        "of 2 regions",
    )


def test_a_recommendation_stands_once_with_its_origin_and_the_answer_given_since():
    later = recommendation(number="R-2", title="Posko", indicators=["KEU-01", "ORG-01"], raised_by=[])
    free = recommendation(number="R-3", title="Lain", indicators=[])
    answers = {"31-2021-1/R-1": answer()}

    document = himpunan(
        {**book(package(recommendations=[recommendation(), later, free])), "answers": answers}
    )

    start = next(
        i for i, block in enumerate(document.blocks) if getattr(block, "text", "").startswith("Recomm")
    )
    told = document.blocks[start + 1 : start + 6]
    assert told[0].text.startswith("3 recommendations, 1 of them answered.")
    assert [told[1].text, told[3].text] == ["ORG-01 New members", "Without an indicator"]
    assert told[2].rows == [
        [
            "DKI Jakarta",
            "R-1",
            "Kontak poin di kawasan\nOrganising · The national executive (DEN)",
            "KIKES 32.75",
            "Accepted\nDua organiser.\nBidang Organisasi · 31 March 2022",
        ],
        [
            "DKI Jakarta",
            "R-2",
            "Posko\nOrganising · The national executive (DEN) · KEU-01, ORG-01",
            "The meeting",
            "No answer yet",
        ],
    ]


def test_a_merged_and_an_amended_answer_say_into_what_and_how():
    merged = answered(
        answer(outcome="merged", owner="", due_on=None, merged_into="32-2021-1/R-4"),
        {"32-2021-1/R-4": answer(owner="")},
    )
    amended = answered(answer(outcome="accepted_amended", wording="Satu organiser."), {})

    assert (
        merged == "Merged with another\nDua organiser.\nMerged into 32-2021-1 R-4\nAccepted\nDua organiser."
    )
    assert amended.split("\n")[2] == "Accepted wording: Satu organiser."


def test_the_annexes_add_up_and_define_every_indicator():
    document = himpunan(book(package("31", "Jakarta"), package("32", "Jabar")))

    complete, defined = [block for block in document.blocks if isinstance(block, Table)][-2:]
    assert [row[:5] for row in complete.rows] == [
        ["Jakarta", "64", "40", "40", "0"],
        ["Jabar", "64", "40", "40", "0"],
        ["All regions", "128", "80", "80", "0"],
    ]
    assert [row[0] for row in defined.rows] == [
        "ORG-01 New members (persons)",
        "ORG-03 Members lost (persons)",
        "KEU-01 Funds (rupiah)",
        "PKB-02 Agreement coverage (%)",
    ]
