import pytest
from django.utils import translation

from tests.factories.meetings import DURING, Gathering, MeetingFactory
from tests.factories.plans import IndicatorFactory
from workplan.actions import meetings
from workplan.reporting import recommendations
from workplan.reporting.recommendations import figures_of, position_of, wording

pytestmark = pytest.mark.django_db

ROW = {
    "actual": "404",
    "target": "1200",
    "expected": "800.0000",
    "gap": "796",
    "needed_per_month": "199.0000",
}


@pytest.fixture
def room(clock):
    clock("2021-09-10 10:30")
    return Gathering()


def test_a_draft_says_the_numbers_in_indonesian_whoever_reads():
    indicator = IndicatorFactory(code="ORG-01", name_id="Anggota baru direkrut")

    with translation.override("en"):
        title, text = wording(indicator, ROW, "2021-08", {"parts": []})

    assert title == "Mengejar anggota baru direkrut"
    assert text == (
        "Sampai Agustus 2021 realisasi ORG-01 Anggota baru direkrut baru 404 orang dari target 1.200 orang, "
        "sedangkan lajunya seharusnya 800 orang. Masih kurang 796 orang, atau 199 pada setiap bulan yang "
        "tersisa. Rapat merekomendasikan agar federasi memenuhi kekurangan ini, masing-masing menurut "
        "bagiannya dalam rencana mengejar."
    )


@pytest.mark.parametrize(
    ("terms", "row", "says"),
    [
        (
            {"ratio": True},
            {**ROW, "actual": "49.6000", "target": "60.0", "gap": "10.4000"},
            "10,4 poin persen",
        ),
        ({"direction": "down"}, ROW, "batas setahun 1.200 orang"),
        ({}, {**ROW, "target": None, "gap": None}, "belum ada target"),
        ({}, {**ROW, "actual": None}, "belum ada realisasi terverifikasi"),
        ({}, {**ROW, "expected": None}, "baru 404 orang dari target 1.200 orang."),
        ({"stock": True}, {**ROW, "needed_per_month": None}, "Masih kurang 796 orang."),
        ({}, {**ROW, "gap": "-5"}, "supaya target tercapai"),
        ({}, {**ROW, "needed_per_month": "39.7500"}, "39,75 pada setiap bulan"),
    ],
)
def test_a_draft_says_what_there_is_to_say_of_each_kind_of_indicator(terms, row, says):
    assert says in wording(IndicatorFactory(**terms), row, "2021-08", None).text


def test_names_in_capitals_stay_so_within_a_sentence():
    assert wording(IndicatorFactory(name_id="PKB baru"), ROW, "2021-08", None).title == "Mengejar PKB baru"


def test_until_a_position_is_frozen_the_figures_are_those_of_now(room):
    content = figures_of(room.meeting, [room.members], at=DURING)

    assert content["as_of"] == "2021-08"
    assert content["taken_at"] == DURING.isoformat()
    assert [row["actual"] for row in content["figures"]] == ["400"]
    assert content["catch_up"]["gap"] == "800"


def test_once_frozen_the_position_counts_whatever_comes_later(room):
    meetings.freeze_position(room.meeting, by=room.secretary, at=DURING)
    room.members.contributions.update(value=0)

    content = figures_of(room.meeting, [room.members], at=DURING)

    assert content["figures"][0]["actual"] == "400"


def test_what_was_frozen_earlier_of_an_indicator_stays_when_another_is_added(room):
    first = figures_of(room.meeting, [room.members], at=DURING)
    room.members.contributions.update(value=0)
    second = room.indicator("ORG-02")

    content = figures_of(room.meeting, [room.members, second], keep=first, at=DURING)

    assert [(row["code"], row["actual"]) for row in content["figures"]] == [
        ("ORG-01", "400"),
        ("ORG-02", None),
    ]
    assert content["catch_up"] == first["catch_up"]


def test_without_indicators_or_a_region_there_is_nothing_to_freeze(room):
    national = MeetingFactory(region=None, year=room.year, kind="rakornas")

    assert figures_of(room.meeting, [], at=DURING) is None
    assert figures_of(national, [room.members], at=DURING) is None
    with pytest.raises(ValueError, match="region"):
        position_of(national, ["ORG-01"], DURING)


@pytest.mark.parametrize(("text", "places"), [("199.0000", 0), ("39.7500", 2), ("5.5000", 1), ("0.1234", 2)])
def test_a_pace_is_written_with_as_few_decimals_as_it_has(text, places):
    assert recommendations._places(text) == places
