import io
from datetime import date

import docx
import pytest
from pypdf import PdfReader

from federations.models import Letterhead
from tests.factories.organisation import ChapterFactory, FederationFactory, RegionFactory
from tests.factories.plans import AgreementFactory, IndicatorFactory, PledgeFactory, TargetFactory
from workplan.enums import AgreementState
from workplan.exports.agreements import janji_kinerja
from workplan.reporting import promises

pytestmark = pytest.mark.django_db

SIGNED = [
    {"name": "Budi (contoh)", "office": "Koordinator"},
    {"name": "Sari (contoh)", "office": "Sekjen DEN"},
]


def made(state=AgreementState.AGREED, **facts):
    """The document of DKI Jakarta with a ceiling, what is watched, and one pledge."""
    region = RegionFactory(code="31", name="DKI Jakarta")
    agreement = AgreementFactory(
        region=region, state=state, agreed_on=date(2021, 1, 11), letter_number="001/DEN/I/2021", **facts
    )
    flow = IndicatorFactory(code="ORG-01", name_id="Anggota baru", decimals=0)
    TargetFactory(agreement=agreement, indicator=flow, value=1200)
    ceiling = IndicatorFactory(code="ORG-03", direction="down")
    TargetFactory(agreement=agreement, indicator=ceiling, value=600)
    IndicatorFactory(code="ADV-01", direction="monitor")
    chapter = ChapterFactory(region=region, federation=FederationFactory(code="FKUI"))
    PledgeFactory(chapter=chapter, indicator=flow, value=1000)
    promised = promises.of_region(agreement.year, region)
    return janji_kinerja(promised, agreement, Letterhead(region=region, seat="Jakarta"), [])


def text_of(document):
    return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(document.pdf())).pages)


def table(document, caption):
    return next(block for block in document.blocks if getattr(block, "caption", "") == caption)


def test_every_indicator_stands_there_as_it_was_promised():
    rows = table(made(), "Organisasi").rows

    assert [(row[0], row[4]) for row in rows] == [
        ("ORG-01", "1.200"),
        ("ORG-03", "paling banyak 600"),
        ("ADV-01", "dipantau"),
    ]


def test_what_is_left_of_a_target_is_told_with_its_reason():
    document = made(gap_reason="Satu federasi belum sanggup.")

    assert list(table(document, "Target dan jumlah komitmen").rows) == [
        ["ORG-01 Anggota baru", "1.200", "1.000", "200"]
    ]
    assert "Satu federasi belum sanggup." in text_of(document)


def test_those_on_record_sign_with_place_day_and_number():
    told = text_of(made(signatories=SIGNED))

    for words in ("JANJI KINERJA 2021", "001/DEN/I/2021", "Jakarta, 11 Januari 2021", "Sari (contoh)"):
        assert words in told


@pytest.mark.parametrize(
    ("state", "mark"),
    [
        (AgreementState.DRAFT, "RANCANGAN"),
        (AgreementState.PROPOSED, "RANCANGAN"),
        (AgreementState.AGREED, ""),
    ],
)
def test_until_it_is_agreed_it_is_a_draft(state, mark):
    facts = {"proposed_at": "2021-01-05T00:00:00Z"} if state == AgreementState.PROPOSED else {}

    assert made(state, **facts).mark == mark


def test_word_says_the_same():
    book = docx.Document(io.BytesIO(made(signatories=SIGNED).docx()))

    cells = [cell.text for each in book.tables for row in each.rows for cell in row.cells]
    assert {"1.200", "paling banyak 600", "1.000"} <= set(cells)
