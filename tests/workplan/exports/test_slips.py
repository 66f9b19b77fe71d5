import io

import pytest
from pypdf import PdfReader

from tests.factories.meetings import Gathering, ParticipantFactory
from workplan.actions.doors import personal_code, written
from workplan.exports.slips import slips_pdf

pytestmark = pytest.mark.django_db


def test_everybody_has_a_slip_with_number_name_and_code_twelve_on_a_sheet(clock):
    clock("2021-09-01 10:00")
    meeting = Gathering("invited").meeting
    for number in range(4, 14):
        ParticipantFactory(meeting=meeting, number=number)
    rows = list(meeting.participants.order_by("number"))

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(slips_pdf(meeting, rows))).pages]

    # without any space: the reader of the PDF takes a narrow pair of letters for two words
    whole = "".join("".join(pages).split())
    assert len(pages) == 2
    assert [row.number for row in rows if written(personal_code(row)) not in whole] == []
    assert [row.number for row in rows if str(row.person).replace(" ", "") not in whole] == []
