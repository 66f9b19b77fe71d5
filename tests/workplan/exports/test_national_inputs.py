import io

import pytest
from django.utils import translation
from pypdf import PdfReader

from tests.factories.packages import HASH, action, answer, draft, meeting, package, recommendation
from workplan.exports.documents import (
    Bullets,
    Facts,
    Heading,
    Heat,
    Lead,
    Paragraph,
    Picture,
    RecommendationBlock,
    Signatures,
    Table,
)
from workplan.exports.input_recommendations import paragraphs
from workplan.exports.national_inputs import frozen_pdf, masukan
from workplan.reporting.national_inputs import content_hash


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def blocks(document, kind):
    return [block for block in document.blocks if isinstance(block, kind)]


def facts_of(block):
    return {fact.label: fact.value for fact in block.facts}


def test_submitted_package_names_its_moment_and_its_hash():
    document = masukan(package())

    assert document.title == "Regional input to Rakornas 2021"
    assert document.sub == "Regional coordinator DKI Jakarta"
    assert document.number == "Submitted 15 October 2021, 14:00 WIB"
    assert document.footer == f"Input to Rakornas, DKI Jakarta 2021, version 1 · {HASH[:16]}"
    assert document.mark == ""


def test_package_in_preparation_is_marked_as_a_draft():
    document = masukan(draft())

    assert document.number == "Draft, not submitted yet"
    assert document.mark == "DRAFT"
    assert document.footer == "Input to Rakornas, DKI Jakarta 2021, version 1"


def test_invented_figures_are_called_so_on_every_page():
    document = masukan(package(input={"is_example": True}))

    assert "Example: all figures are invented." in document.footer


def test_opening_tells_the_meeting_and_the_foreword_follows():
    document = masukan(package())

    assert document.opening == [
        (
            "Outcome of the regional work meeting on Friday, 10 September 2021 at Hotel Bumi Wiyata, Depok, "
            "attended by 35 participants. Figures as of August 2021; only verified reports count."
        )
    ]
    assert [block.text for block in document.blocks[3:6]] == [
        "Foreword",
        "Pengantar satu.",
        "Pengantar dua.",
    ]


def test_the_cover_names_region_month_and_the_whole_hash():
    facts = {fact.label: fact.value for fact in blocks(masukan(package()), Facts)[0].items}

    assert facts["Region"] == "DKI Jakarta (31)"
    assert facts["Figures as of"] == "August 2021"
    assert facts["Score to date"] == "88.5 (High)"
    assert facts["Content hash (SHA-256)"] == HASH
    assert "Content hash (SHA-256)" not in [fact.label for fact in blocks(masukan(draft()), Facts)[0].items]


def test_the_day_is_that_of_the_region_s_own_calendar():
    late = meeting(time_zone="WIT", starts_at="2021-09-10T16:00:00+00:00")

    document = masukan(package(meeting=late))

    assert "Saturday, 11 September 2021" in document.opening[0]


def test_without_a_meeting_it_says_so():
    document = masukan(draft(meeting=None))

    assert document.opening[0] == "No Rakerwil of this year is on record yet."
    assert "The Rakerwil" not in [block.text for block in blocks(document, Heading)]
    assert blocks(document, Signatures)[0].place == "DKI Jakarta"


def test_sections_stand_in_their_order():
    document = masukan(package())

    assert [block.text for block in blocks(document, Heading)] == [
        "Foreword",
        "Performance pledge as of August 2021",
        "Contributions of the federations",
        "The Rakerwil",
        "Decisions",
        "Recommendations",
        "ORG-01 New members",
        "Obstacles and remarks",
        "Open actions",
    ]
    assert blocks(document, Bullets)[0].items == ["K-1  Tata tertib disahkan."]


def test_every_indicator_has_its_row_as_rolled_up():
    table = blocks(masukan(package()), Table)[0]

    cells = [[getattr(cell, "word", cell) for cell in row] for row in table.rows]

    assert cells == [
        ["ORG-01 New members", "1,200", "480", "800", "40.0%", "60.0%", "Low"],
        ["ORG-03 Members lost", "at most 48", "24", "32", "150.0%", "116.7%", "Very high"],
        ["KEU-01 Funds", "–", "1,234,567.25", "–", "–", "–", "–"],
        ["PKB-02 Agreement coverage", "60.0%", "53.3%", "60.0%", "88.9%", "88.9%", "High"],
    ]


def test_chapters_stand_against_their_own_pledges():
    document = masukan(package())

    heat = blocks(document, Heat)[0]
    reports = blocks(document, Table)[1]
    assert heat.header == ["", "ORG 01", "ORG 03", "KEU 01", "PKB 02"]
    assert [[getattr(cell, "word", cell) for cell in row[:2]] for row in heat.rows] == [
        ["GARTEKS", "67"],
        ["KIKES 32.75", "40"],
    ]
    assert reports.rows == [["GARTEKS", "32", "32", "32"], ["KIKES 32.75", "32", "8", "8"]]


def test_lead_counts_only_what_has_a_pace():
    achievement, _meeting = blocks(masukan(package()), Lead)

    assert [(item.label, item.figure, item.note) for item in achievement.items][2:] == [
        ("On pace", "1", "of 3 indicators with a pace"),
        ("Completeness", "62.5%", "40 of 64"),
    ]


def test_a_recommendation_carries_its_frozen_figures_and_its_plan():
    block = blocks(masukan(package()), RecommendationBlock)[0]

    assert (block.code, block.title) == ("R-1", "Kontak poin di kawasan")
    assert block.paragraphs == ["Bentuk kontak poin.", "Tugaskan organiser."]
    assert [(item.label, item.figure) for item in block.figures[0].items] == [
        ("Actual", "480"),
        ("Target", "1,200"),
        ("Gap", "720"),
        ("Needed per month", "180"),
    ]
    assert block.lock == (
        "Figures frozen and adopted 10 September 2021, 16:30 WIB by consensus, "
        "28 of 31 full delegates present."
    )
    assert block.plan[0].rows == [["GARTEKS", "500", "125.00"], ["KIKES 32.75", "220", "55.00"]]
    assert facts_of(block) == {
        "Kind": "Organising",
        "Indicators": "ORG-01",
        "Addressed to": "The national executive (DEN)",
        "Raised by": "KIKES 32.75",
        "Deadline": "31 December 2021",
    }


def test_a_recommendation_of_the_whole_meeting_needs_no_figures():
    bare = recommendation(raised_by=[], due_on=None, figures=None, catch_up=None)

    block = blocks(masukan(package(recommendations=[bare])), RecommendationBlock)[0]

    assert block.figures == []
    assert block.plan == []
    assert facts_of(block)["Raised by"] == "The meeting"
    assert facts_of(block)["Deadline"] == "–"


def test_recommendations_are_listed_by_kind_and_stand_under_their_first_indicator():
    rows = [
        recommendation(number="R-1", kind="policy", indicators=["PKB-02", "ORG-03"]),
        recommendation(number="R-2", kind="organising"),
        recommendation(number="R-3", kind="organising", indicators=[]),
    ]

    document = masukan(package(recommendations=rows))

    assert [block.code for block in blocks(document, RecommendationBlock)] == ["R-2", "R-1", "R-3"]
    assert [block.text for block in blocks(document, Heading) if block.level == 3][1:] == [
        "ORG-01 New members",
        "ORG-03 Members lost",
        "Without an indicator",
    ]
    glance = next(block for block in blocks(document, Table) if block.header[0] == "Kind")
    assert [row[:2] for row in glance.rows] == [
        ["Organising", "R-2"],
        ["Organising", "R-3"],
        ["Policy and law", "R-1"],
    ]


def test_empty_parts_say_that_there_is_nothing():
    blank = {"foreword": "", "remarks": " \n"}

    document = masukan(package(recommendations=[], actions=[], input=blank))

    texts = [block.text for block in blocks(document, Paragraph)]
    assert texts == [
        "The meeting has adopted no recommendation yet.",
        "24 reports have not come in: KIKES 32.75 24.",
        "No action is open.",
    ]
    assert "Foreword" not in [block.text for block in blocks(document, Heading)]


def test_obstacles_are_what_the_region_writes_and_what_is_behind():
    document = masukan(package())

    at = next(
        i for i, block in enumerate(document.blocks) if getattr(block, "text", "") == "Obstacles and remarks"
    )
    written, behind = document.blocks[at + 1 : at + 3]
    assert written.text == "Hambatan."
    assert [row[0] for row in behind.rows] == ["ORG-01 New members", "PKB-02 Agreement coverage"]


def test_what_earlier_years_still_owe_says_how_far_it_came():
    row = {"year": 2020, "number": "R-1", "meeting": "31-2020-1", "title": "Data anggota"}
    owed = [
        {**row, "state": "received", "disposition": None},
        {**row, "state": "accepted", "disposition": answer()},
    ]

    document = masukan(package(owed=owed))

    table = next(block for block in blocks(document, Table) if block.header[-1] == "Owner, deadline")
    assert [cells[3:] for cells in table.rows] == [
        ["no answer", "–"],
        ["Accepted, not carried out", "Bidang Organisasi, 31 March 2022"],
    ]


def test_quorum_and_signatories_are_those_of_the_package():
    rule = {"percent": 50, "needed": 16, "federations_needed": 6, "federations_registered": 10}
    signers = [{"office": "Korwil", "name": "A"}, {"office": "", "name": "B"}]

    document = masukan(package(meeting=meeting(quorum=rule), signatories=signers))

    facts = {fact.label: fact.value for fact in blocks(document, Facts)[1].items}
    assert facts["Quorum needed"] == "more than 50% of the full delegates: 16 of 31; 6 of 10 federations"
    assert facts["Present when it decided"] == "28 full delegates, quorum reached"
    assert [(row.role, row.name) for row in blocks(document, Signatures)[0].signers] == [
        ("Korwil", "A"),
        ("Regional secretary", "B"),
    ]


def test_charts_show_every_judged_indicator_and_every_federation():
    by_indicator, by_federation = blocks(masukan(package()), Picture)

    assert "ORG 01" in by_indicator.svg
    assert by_indicator.alt.startswith(
        "Achievement to date of 3 indicators in percent, from ORG-01 with 60.0%"
    )
    assert "KIKES 32.75" in by_federation.svg


def test_open_actions_name_owner_and_day():
    document = masukan(package(actions=[action()]))

    assert blocks(document, Table)[-1].rows == [
        ["T-1", "Daftar perusahaan tanpa PK", "GARTEKS DKI Jakarta", "31 October 2021", "Open"]
    ]


def test_the_frozen_pdf_carries_the_hash_of_its_content():
    content = package(input={"hash": None})

    pdf = frozen_pdf(content)

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages]
    assert [content_hash(content)[:16] in page for page in pages] == [True] * len(pages)
    assert content_hash(content) in "".join(pages[0].split())
    assert content["input"]["hash"] is None


def test_running_text_breaks_at_its_empty_lines():
    assert paragraphs("satu\r\n\r\ndua\r\ntiga\n\n\n\n") == ["satu", "dua\ntiga"]


SUPPORT = {
    "quarter": 2,
    "supporter": "korwil",
    "asked": 10,
    "answered": 7,
    "in_time": {"fully": 3, "mostly": 2, "hardly": 1, "no": 1},
    "useful": {"fully": 6, "mostly": 0, "hardly": 1, "no": 0},
    "words": ["Quick answers."],
}


def test_support_stands_there_as_sums_and_in_the_federations_words():
    few = {**SUPPORT, "supporter": "den", "answered": 2, "in_time": None, "useful": None, "words": None}

    document = masukan(package(support=[SUPPORT, few]))

    table = next(block for block in blocks(document, Table) if block.header[-1] == "Useful")
    assert table.rows == [
        ["2", "The coordinator", "7 of 10", "5 of 7", "6 of 7"],
        ["2", "The national executive (DEN)", "2 of 10", "not enough answers", "not enough answers"],
    ]
    assert ["Quick answers."] in [block.items for block in blocks(document, Bullets)]


def test_packages_from_before_the_federations_were_asked_have_no_such_part():
    document = masukan(package())

    assert "Support for the federations" not in [block.text for block in blocks(document, Heading)]
